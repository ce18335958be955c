//! Every step of a community's life in the order of the record: deeds, notices of meetings and results, with the
//! objections to each.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts::{self, Known};
use super::error::ActionError;
use crate::domain::annals::{Step, StepKind, Subject};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::objections::ObjectionStanding;
use crate::evidence::acts::Act;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// One step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StepView {
    /// Its entry in the record.
    pub entry: u64,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// As what it was taken; a notice and a result are the convener's.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "convener")]
    pub by: Role,
    /// `act`, `notice` or `result`.
    #[schema(example = "act")]
    pub what: &'static str,
    /// The noun of an act; null of a notice or a result.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, example = "contract")]
    pub subject: Option<Subject>,
    /// The process of an act; null of a notice or a result.
    #[schema(required)]
    pub process: Option<Uuid>,
    /// The meeting of a notice or a result; null of an act.
    #[schema(required)]
    pub meeting: Option<Uuid>,
    /// The SHA-256 of the signed act; null of a notice or a result.
    #[schema(required, value_type = Option<String>)]
    pub statement: Option<Digest>,
    /// What was done, of an act of an officer; null of what an owner signed, which is not public, and of a notice or
    /// a result.
    #[schema(required)]
    pub act: Option<Act>,
    /// The objections to it, in the order of the record.
    pub contests: Vec<StepContest>,
}

/// An objection to a step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StepContest {
    /// The objection.
    pub process: Uuid,
    /// Its entry in the record.
    pub entry: u64,
    /// `open`, `withdrawn` or `answered`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "open")]
    pub standing: ObjectionStanding,
}

/// Every step of a community's life.
pub async fn steps(service: &Service, community: CommunityId) -> Result<Vec<StepView>, ActionError> {
    let known = acts::known(service, community).await?;
    let signed: BTreeMap<u64, (Digest, &Act)> = known
        .deeds()
        .map(|(row, statement)| (row.entry_index, (row.statement_digest, &statement.act)))
        .collect();
    let contests = contests(&known);
    let view = |(entry, step): (u64, &Step)| {
        let (what, meeting) = match step.kind {
            StepKind::Deed(..) => ("act", None),
            StepKind::Notice(meeting) => ("notice", Some(meeting.uuid())),
            StepKind::Result(meeting) => ("result", Some(meeting.uuid())),
        };
        let (subject, process) = match step.kind {
            StepKind::Deed(subject, process) => (Some(subject), Some(process.uuid())),
            StepKind::Notice(_) | StepKind::Result(_) => (None, None),
        };
        let own = signed.get(&entry);
        StepView {
            entry,
            at: step.at,
            by: step.by,
            what,
            subject,
            process,
            meeting,
            statement: own.map(|(digest, _)| *digest),
            act: own.filter(|_| step.by != Role::Owner).map(|(_, act)| (*act).clone()),
            contests: contests.get(&entry).cloned().unwrap_or_default(),
        }
    };
    Ok(known.annals.steps().iter().map(view).collect())
}

/// The objections to each step.
fn contests(known: &Known) -> BTreeMap<u64, Vec<StepContest>> {
    let mut by_step: BTreeMap<u64, Vec<StepContest>> = BTreeMap::new();
    for (process, own) in known.annals.contests().iter() {
        let contest =
            StepContest { process: process.uuid(), entry: own.raised.index, standing: own.standing };
        by_step.entry(own.entry).or_default().push(contest);
    }
    for contests in by_step.values_mut() {
        contests.sort_by_key(|own| own.entry);
    }
    by_step
}
