//! Objections to steps, and what follows from those to results, as they are shown: never who raised one or what they
//! wrote.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::acts::Known;
use crate::domain::annals::{ProcessId, StepKind, Subject};
use crate::domain::contests::{
    Contest, ContestAnswer, FollowUp, Followed, OpenAtAnnouncement, Recounted, Remedy, RemedyState,
    ResultObjection, Results, answerers,
};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::objections::{ObjectionOutcome, ObjectionStanding};
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// An objection to a step, as everybody in the community may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContestView {
    /// The objection.
    pub process: Uuid,
    /// Its entry in the record.
    pub entry: u64,
    /// The entry of the step.
    pub step: u64,
    /// The noun of the step; null of a notice or a result.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, example = "contract")]
    pub subject: Option<Subject>,
    /// The process of the step; null of a notice or a result.
    #[schema(required)]
    pub of: Option<Uuid>,
    /// The meeting whose notice or result it is; null of a deed.
    #[schema(required)]
    pub meeting: Option<Uuid>,
    /// As what it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "owner")]
    pub by: Role,
    /// When it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Instant,
    /// As what it is answered: any of these roles.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>)]
    pub answered_by: Vec<Role>,
    /// The first instant that is too late for an answer in time.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub answer_due_at: Instant,
    /// Whether it is open and that time is over.
    pub overdue: bool,
    /// `open`, `withdrawn` or `answered`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "open")]
    pub standing: ObjectionStanding,
    /// Whether it was open when the result it is to became final, which it did not hold up.
    pub open_at_announcement: bool,
    /// Every answer, the one that stands last.
    pub answers: Vec<ContestAnswerView>,
}

/// An answer to an objection to a step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContestAnswerView {
    /// Its entry in the record.
    pub entry: u64,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// As what it was signed.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "convener")]
    pub by: Role,
    /// `upheld` or `dismissed`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "dismissed")]
    pub outcome: ObjectionOutcome,
    /// Why.
    pub reason: String,
    /// Why it takes the place of the answer before; null of the first one.
    #[schema(required)]
    pub correction: Option<String>,
}

/// What follows from an objection to a result that was upheld.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RemedyView {
    /// The entry of the objection.
    pub objection: u64,
    /// The meeting.
    pub meeting: Uuid,
    /// The process in which it is recorded; null while nothing was ordered.
    #[schema(required)]
    pub process: Option<Uuid>,
    /// `upheld`, `recount_ordered`, `recount_held`, `recount_differed`, `correction_ordered`, `corrected`,
    /// `annulment_ordered` or `annulled`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "recount_held")]
    pub state: RemedyState,
    /// The remedy that is still to be carried out; null where none is.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, example = "recount")]
    pub awaits: Option<Remedy>,
    /// Every deed, in the order of the record.
    pub deeds: Vec<RemedyDeedView>,
}

/// One deed that follows from an objection to a result.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RemedyDeedView {
    /// Its entry in the record.
    pub entry: u64,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// As what it was signed; null of an annulment, which is an entry of the meeting.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, example = "supervisor")]
    pub by: Option<Role>,
    /// `ordered`, `recounted`, `corrected` or `annulled`.
    #[schema(example = "recounted")]
    pub what: &'static str,
    /// The remedy that was ordered; null of everything else.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>)]
    pub remedy: Option<Remedy>,
    /// What a recount found; null of everything else.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>)]
    pub found: Option<Recounted>,
    /// The SHA-256 of the certificate that was recounted, or of what is posted now; null of everything else.
    #[schema(required, value_type = Option<String>)]
    pub document: Option<Digest>,
    /// Why; null of a recount and an annulment, of which it stands in its entry.
    #[schema(required)]
    pub reason: Option<String>,
}

/// An objection to a step at this moment.
pub(super) fn view(known: &Known, (process, own): (ProcessId, &Contest), now: Instant) -> ContestView {
    let days = known.annals.procedure().contest_answer_days_max.value;
    let due = known.annals.contests().answer_due(own, (days, &known.calendar));
    let (subject, of, meeting) = match own.step.kind {
        StepKind::Deed(subject, process) => (Some(subject), Some(process.uuid()), None),
        StepKind::Notice(meeting) | StepKind::Result(meeting) => (None, None, Some(meeting.uuid())),
    };
    ContestView {
        process: process.uuid(),
        entry: own.raised.index,
        step: own.entry,
        subject,
        of,
        meeting,
        by: own.by,
        raised_at: own.raised.at,
        answered_by: answerers(own.step.by).to_vec(),
        answer_due_at: due,
        overdue: own.standing == ObjectionStanding::Open && due <= now,
        standing: own.standing,
        open_at_announcement: own.open_at_announcement == OpenAtAnnouncement::Open,
        answers: own.answers.iter().map(answer).collect(),
    }
}

fn answer(own: &ContestAnswer) -> ContestAnswerView {
    ContestAnswerView {
        entry: own.moment.index,
        at: own.moment.at,
        by: own.by,
        outcome: own.outcome,
        reason: own.reason.clone(),
        correction: own.correction.clone(),
    }
}

/// What follows from an objection to a result, if it was upheld or something followed from it.
pub(super) fn remedy(results: &Results, (entry, own): (u64, &ResultObjection)) -> Option<RemedyView> {
    let followed = results.iter().find(|(_, followed)| followed.objection == entry);
    if followed.is_none() && own.outcome != Some(ObjectionOutcome::Upheld) {
        return None;
    }
    let state = followed.map_or(RemedyState::Upheld, |(_, followed)| followed.state);
    Some(RemedyView {
        objection: entry,
        meeting: own.meeting.uuid(),
        process: followed.map(|(process, _)| process.uuid()),
        state,
        awaits: state.awaits().filter(|_| own.outcome == Some(ObjectionOutcome::Upheld)),
        deeds: followed.map_or_else(Vec::new, |(_, followed)| deeds(followed)),
    })
}

fn deeds(followed: &Followed) -> Vec<RemedyDeedView> {
    let deed = |(moment, by, what): &(_, Option<Role>, FollowUp)| {
        let moment: &crate::domain::annals::Moment = moment;
        let (what, remedy, found, document, reason) = match what {
            FollowUp::Ordered { remedy, reason } => {
                ("ordered", Some(*remedy), None, None, Some(reason.clone()))
            }
            FollowUp::Recounted { certificate, found } => {
                ("recounted", None, Some(*found), Some((*certificate).into()), None)
            }
            FollowUp::Corrected { document, reason } => {
                ("corrected", None, None, Some((*document).into()), Some(reason.clone()))
            }
            FollowUp::Annulled => ("annulled", None, None, None, None),
        };
        RemedyDeedView { entry: moment.index, at: moment.at, by: *by, what, remedy, found, document, reason }
    };
    followed.deeds.iter().map(deed).collect()
}
