//! The record: entries, inner tree nodes, the tree head and its checkpoints.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &STATEMENTS).await
    }
}

const STATEMENTS: [&str; 6] = [
    "CREATE TABLE record_entries (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        at {bigint} NOT NULL,
        kind {text} NOT NULL,
        meeting_id {uuid},
        bytes {bytes} NOT NULL CHECK (length(bytes) <= 65535),
        leaf {bytes} NOT NULL CHECK (length(leaf) = 32),
        PRIMARY KEY (community_id, entry_index)
    ) {strict}",
    "CREATE INDEX record_entries_by_meeting ON record_entries (community_id, meeting_id, entry_index)",
    "CREATE INDEX record_entries_by_kind ON record_entries (community_id, kind, entry_index)",
    // One hash per full subtree of 256 leaves or nodes; level 1 stands on leaves.
    "CREATE TABLE record_nodes (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        level integer NOT NULL CHECK (level BETWEEN 1 AND 63),
        node_index {bigint} NOT NULL CHECK (node_index >= 0),
        hash {bytes} NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (community_id, level, node_index)
    ) {strict}",
    "CREATE TABLE record_heads (
        community_id {uuid} NOT NULL PRIMARY KEY REFERENCES communities (community_id),
        size {bigint} NOT NULL CHECK (size >= 0),
        root {bytes} NOT NULL CHECK (length(root) = 32),
        at {bigint} NOT NULL
    ) {strict}",
    "CREATE TABLE record_checkpoints (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        size {bigint} NOT NULL CHECK (size >= 0),
        note {bytes} NOT NULL,
        PRIMARY KEY (community_id, size)
    ) {strict}",
];
