//! A bit that flips in what is stored, past the database's own guards.

use quorate::evidence::digest::Digest;
use quorate::evidence::statements::Statement as _;
use quorate::verify::bundle::BundleReader;
use reqwest::Method;
use sea_orm::{
    ConnectionTrait as _, Database as Connection, DatabaseBackend, DatabaseConnection, Statement as Sql,
};
use serde_json::json;

use crate::app::{Database, NOBODY};
use crate::assembly::{Assembly, nonce};
use crate::attempts::{attempt, cast_until_answered, casting};
use crate::calls::Place;

/// A database as somebody with a tool of their own opens it.
struct Bypass {
    connection: DatabaseConnection,
}

impl Bypass {
    async fn new(assembly: &Assembly) -> Self {
        let connection = Connection::connect(assembly.host.database()).await.expect("a database");
        let bypass = Self { connection };
        for table in ["record_entries", "record_nodes"] {
            let sql = if bypass.is_sqlite() {
                format!("DROP TRIGGER {table}_refuses_update")
            } else {
                format!("ALTER TABLE {table} DISABLE TRIGGER ALL")
            };
            bypass.connection.execute_unprepared(&sql).await.expect("whoever runs the database may");
        }
        bypass
    }

    fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DatabaseBackend::Sqlite
    }

    /// Flips one bit of one value; the same again flips it back.
    async fn flip(&self, column: &str, row: &str) {
        let backend = self.connection.get_database_backend();
        let select = Sql::from_string(backend, format!("SELECT {column} FROM {row}"));
        let found = self.connection.query_one_raw(select).await.expect("it answers").expect("a row");
        let mut bytes: Vec<u8> = found.try_get_by_index(0).expect("bytes");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let hex = digits.concat();
        let literal = if self.is_sqlite() { format!("X'{hex}'") } else { format!("'\\x{hex}'::bytea") };
        let (table, which) = row.split_once(' ').expect("a condition");
        let update = format!("UPDATE {table} SET {column} = {literal} {which}");
        let changed = self.connection.execute_unprepared(&update).await.expect("it answers");
        assert_eq!(changed.rows_affected(), 1);
    }
}

/// What is damaged is not served as if it were not, and what is whole is served.
async fn damage_is_not_served(assembly: &Assembly, place: Place, bypass: &Bypass) {
    let last = assembly.record_size().await - 1;
    let tile = format!("entries/{:03}.p/{}", last / 256, last % 256 + 1);
    assembly.read_tile(place.0, &tile).await.expect("the tile");
    let entry = format!("record_entries WHERE entry_index = {last}");
    bypass.flip("bytes", &entry).await;
    assert_eq!(assembly.read_tile(place.0, &tile).await, Err(500));
    let bundle = bundle_of(assembly, place).await;
    assert!(!is_proof(assembly, &bundle).await, "a damaged bundle proves something");
    bypass.flip("bytes", &entry).await;
    assembly.read_tile(place.0, &tile).await.expect("the tile");
    assert!(is_proof(assembly, &bundle_of(assembly, place).await).await);
}

/// A public bundle, as far as it comes.
async fn bundle_of(assembly: &Assembly, (community, meeting): Place) -> String {
    let path = format!("/api/v1/communities/{community}/meetings/{meeting}/bundle");
    let mut response = assembly.request(NOBODY, Method::GET, &path).send().await.expect("it lives");
    let mut bundle = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        bundle.extend_from_slice(&chunk);
    }
    String::from_utf8(bundle).expect("text")
}

/// Whether a bundle, as far as it came, is one that an auditor accepts.
async fn is_proof(assembly: &Assembly, bundle: &str) -> bool {
    let mut reader = BundleReader::default();
    let read = bundle.split_inclusive('\n').all(|line| reader.line(line.as_bytes()).is_ok());
    read && reader.verify(Some(&assembly.keys().await)).is_ok_and(|report| report.is_valid())
}

/// Whoever begins with a wrong hash signs nothing over it.
async fn damage_is_not_signed_over(
    assembly: &Assembly,
    place: Place,
    bypass: &Bypass,
    column: &str,
    row: &str,
) {
    let ballot = assembly.signed(place, "o-01").await;
    bypass.flip(column, row).await;
    // A process that has not seen the right one.
    assembly.host.kill();
    let note = assembly.read_checkpoint(place.0).await.text;
    let (status, text) = attempt(casting(assembly, place, &ballot)).await.expect("it lives");
    assert!(matches!(status, 500 | 503), "{row}: {status} {text}");
    assert_eq!(assembly.read_checkpoint(place.0).await.text, note);
    bypass.flip(column, row).await;
    // The community stays suspended for as long as this process lives.
    let (status, text) = attempt(casting(assembly, place, &ballot)).await.expect("it lives");
    assert!(status == 503 && text.contains("record_suspended"), "{row}: {status} {text}");
    assembly.host.kill();
    cast_until_answered(assembly, place, &ballot).await;
}

/// One owner votes again and again until the record has so many entries.
async fn fill(assembly: &Assembly, place: Place, size: u64) {
    let mut ballot = assembly.ballot(place, "o-02").await;
    for _ in assembly.record_size().await..size {
        ballot.nonce = nonce();
        let signed = ballot.sign(&assembly.owner("o-02").key).expect("a statement");
        cast_until_answered(assembly, place, &signed).await;
        ballot.supersedes = Some(Digest::of(signed.as_bytes()));
    }
    assert_eq!(assembly.record_size().await, size);
}

async fn flipped_bits(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    fill(&assembly, place, 258).await;
    let bypass = Bypass::new(&assembly).await;
    damage_is_not_served(&assembly, place, &bypass).await;
    let last = format!("record_entries WHERE entry_index = {}", assembly.record_size().await - 1);
    damage_is_not_signed_over(&assembly, place, &bypass, "leaf", &last).await;
    let node = "record_nodes WHERE level = 1 AND node_index = 0";
    damage_is_not_signed_over(&assembly, place, &bypass, "hash", node).await;
    assembly.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_bit_is_neither_served_nor_signed_over_on_sqlite() {
    Box::pin(flipped_bits(Database::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_bit_is_neither_served_nor_signed_over_on_postgresql() {
    Box::pin(flipped_bits(Database::Postgres)).await;
}
