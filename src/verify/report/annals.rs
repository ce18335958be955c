//! The report on the annals of a community.

use std::fmt;

use serde::Serialize;
use uuid::Uuid;

use super::text::{headline, write_claims};
use super::{Claim, Code, Outcome, Pinning, Reach};
use crate::domain::annals::{Due, DueKind, Subject};
use crate::domain::instants::Instant;
use crate::evidence::bundle::BundleKind;
use crate::evidence::text as as_text;
use crate::evidence::trust::ServiceKeysDocument;

/// What became of something that was due.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DueOutcome {
    /// Done before it was too late.
    InTime,
    /// Done, and too late.
    Late,
    /// Not done, and too late at the last entry.
    Missed,
    /// Not done, and not too late at the last entry.
    Pending,
}

/// Something that was due. A deadline that was missed is told; it refutes nothing.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct DueReport {
    /// What.
    #[serde(serialize_with = "as_text::serialize")]
    pub what: DueKind,
    /// Of which noun.
    #[serde(serialize_with = "as_text::serialize")]
    pub subject: Subject,
    /// Of which process.
    pub process: Uuid,
    /// The first instant at which it is too late.
    #[serde(serialize_with = "as_text::serialize")]
    pub until: Instant,
    /// When it was done.
    #[serde(serialize_with = "as_text::option::serialize")]
    pub done_at: Option<Instant>,
    /// Where the law says so.
    pub article: String,
    /// What became of it.
    pub outcome: DueOutcome,
}

/// Everything that annals prove, refute and leave open.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct AnnalsReport {
    /// What they may show.
    pub annals: BundleKind,
    /// The community.
    pub community: Uuid,
    /// How far the record shown reaches.
    pub reach: Reach,
    /// Whether the keys were pinned.
    pub pinning: Pinning,
    /// The keys everything is signed with.
    pub keys: ServiceKeysDocument,
    /// How many deeds the record has.
    pub deeds: u64,
    /// What was due, or is, the earliest first; empty in public annals.
    pub dues: Vec<DueReport>,
    /// Every claim, by code in a fixed order; a code with several findings has one claim for each.
    pub claims: Vec<Claim>,
}

impl DueReport {
    pub(in crate::verify) fn of(due: &Due, now: Instant) -> Self {
        let outcome = match due.done_at {
            Some(done) if done < due.until => DueOutcome::InTime,
            Some(_) => DueOutcome::Late,
            None if now < due.until => DueOutcome::Pending,
            None => DueOutcome::Missed,
        };
        Self {
            what: due.what,
            subject: due.subject,
            process: due.process.uuid(),
            until: due.until,
            done_at: due.done_at,
            article: due.source.article().to_owned(),
            outcome,
        }
    }
}

impl AnnalsReport {
    /// Whether nothing was refuted.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.codes(Outcome::Finding).next().is_none()
    }

    /// The verdict in one line.
    #[must_use]
    pub fn headline(&self) -> String {
        headline(&self.claims, self.pinning, &self.keys)
    }

    /// The codes of the claims that had this outcome.
    pub fn codes(&self, outcome: Outcome) -> impl Iterator<Item = Code> {
        self.claims.iter().filter(move |claim| claim.outcome == outcome).map(|claim| claim.code)
    }
}

impl fmt::Display for AnnalsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.headline())?;
        let (kind, origin) = (self.annals.as_str(), &self.keys.origin);
        let (community, entries, deeds) = (self.community, self.reach.entries, self.deeds);
        writeln!(
            f,
            "\nLife of community {community}: {kind} annals of {origin}, {entries} entries, {deeds} deeds."
        )?;
        for due in &self.dues {
            let (what, until, article) = (due.what, due.until, &due.article);
            let outcome = match due.outcome {
                DueOutcome::InTime => "done in time 按期完成",
                DueOutcome::Late => "done late 逾期完成",
                DueOutcome::Missed => "MISSED 逾期未完成",
                DueOutcome::Pending => "not done yet 尚未完成",
            };
            writeln!(f, "  {what} before {until}: {outcome} ({article})")?;
        }
        write_claims(f, &self.claims)
    }
}
