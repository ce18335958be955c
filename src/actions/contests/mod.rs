//! Objections to steps and what follows from those to results, as the record of a community tells them.

mod views;

pub use self::views::{ContestView, RemedyView};
use self::views::{remedy, view};
use super::Service;
use super::acts;
use super::committer::publish;
use super::convened::Convened;
use super::error::{ActionError, Thing};
use super::objections::{OBJECTION_MAX, kept_text};
use super::papers::keep;
use super::receipts;
use super::recounts;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::annals::{ProcessId, StepKind, Subject};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingId;
use crate::evidence::acts::{Act, ActStatement, ContestAct};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::jws::Unverified;
use crate::evidence::receipt::Receipt;
use crate::evidence::salt::SaltedText;
use crate::evidence::statements::{Statement as _, StatementError};

/// Who reads what was written in objections to steps, besides whoever wrote it.
const READERS: [Role; 5] =
    [Role::Convener, Role::Chair, Role::Scrutineer, Role::Supervisor, Role::ResidentsCommittee];

/// Raises an objection to a step; its text is kept beside the record, not in public.
pub async fn raise(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
    (signed, text): (String, SaltedText),
) -> Result<Receipt, ActionError> {
    let length = text.text.trim().chars().count();
    if length == 0 || length > OBJECTION_MAX {
        let problem = format!("must have 1 to {OBJECTION_MAX} characters");
        return Err(ActionError::Field { field: "text", problem });
    }
    let bytes = canonical(&text).map_err(ActionError::damaged)?;
    let ContestAct::Raise { step, text } = read(&signed)? else {
        let problem = "raises no objection: send any other act about one to the objections themselves";
        return Err(ActionError::Field { field: "act", problem: problem.to_owned() });
    };
    if text != Digest::of(&bytes) {
        let problem = "the SHA-256 in the act is not that of this text in canonical JSON";
        return Err(ActionError::Field { field: "text", problem: problem.to_owned() });
    }
    let index = publish(service, community, async |turn| {
        check_window(turn, step).await?;
        keep(turn, DocumentKind::Objection, bytes.clone()).await?;
        acts::take(turn, standing, Subject::Contest, &signed).await
    })
    .await?;
    receipts::of_entry(service.store().read(), community.uuid(), index).await
}

/// Takes any other act about an objection to a step. A recount that is reported has found what it finds here.
pub async fn say(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let act = read(&signed)?;
    if matches!(act, ContestAct::Raise { .. }) {
        let problem = "an objection is raised with its text";
        return Err(ActionError::Field { field: "act", problem: problem.to_owned() });
    }
    let index = publish(service, community, async |turn| {
        let index = acts::take(turn, standing, Subject::Contest, &signed).await?;
        check_recount(turn, &act).await?;
        Ok(index)
    })
    .await?;
    receipts::of_entry(service.store().read(), community.uuid(), index).await
}

/// Every objection to a step, in the order of the record.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<ContestView>, ActionError> {
    let known = acts::known(service, community).await?;
    let now = service.surroundings().now();
    let mut views: Vec<_> = known.annals.contests().iter().map(|own| view(&known, own, now)).collect();
    views.sort_by_key(|own| own.entry);
    Ok(views)
}

/// One of them.
pub async fn one(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<ContestView, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.contests().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(view(&known, (process, own), service.surroundings().now()))
}

/// What somebody wrote in an objection: for officers, and for whoever wrote it.
pub async fn text(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
    standing: &Standing,
) -> Result<String, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.contests().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    let is_theirs = own.owner.as_ref().is_some_and(|owner| standing.owners.contains(owner));
    if !is_theirs {
        standing.check(&READERS)?;
    }
    let text = kept_text(service.store().read(), community.uuid(), own.text.into()).await?;
    text.ok_or(ActionError::NotFound(Thing::Document))
}

/// What follows from objections to results that were upheld, in the order of their entries.
pub async fn remedies(service: &Service, community: CommunityId) -> Result<Vec<RemedyView>, ActionError> {
    let known = acts::known(service, community).await?;
    let results = known.annals.contests().results();
    Ok(results.objections().filter_map(|(entry, own)| remedy(results, (entry, own))).collect())
}

fn read(signed: &str) -> Result<ContestAct, ActionError> {
    let jws = Unverified::parse(signed, ActStatement::TYPE).map_err(StatementError::from)?;
    let Act::Contest(act) = ActStatement::read(jws.payload())?.act else {
        return Err(ActionError::OtherSubject("another noun than the one of this address"));
    };
    Ok(act)
}

/// An objection to a result comes within the time that is posted for it.
async fn check_window(turn: &Turn, step: u64) -> Result<(), ActionError> {
    let known = acts::load(turn).await?;
    let Some(StepKind::Result(meeting)) = known.annals.steps().get(step).map(|own| own.kind) else {
        return Ok(());
    };
    let convened = Convened::load(turn.transaction(), turn.community_id(), meeting).await?;
    let until = convened.objections_end(turn.transaction()).await?;
    match until.filter(|until| *until <= turn.at()) {
        Some(until) => Err(ActionError::TooLate(until)),
        None => Ok(()),
    }
}

/// Nobody reports a recount that finds something else than the count does.
async fn check_recount(turn: &Turn, act: &ContestAct) -> Result<(), ActionError> {
    let ContestAct::ReportRecount { objection, certificate, found } = act else { return Ok(()) };
    let known = acts::load(turn).await?;
    let results = known.annals.contests().results();
    let meeting: Option<MeetingId> =
        results.objections().find(|(entry, _)| entry == objection).map(|(_, own)| own.meeting);
    let meeting = meeting.ok_or(ActionError::NotFound(Thing::Objection))?;
    let own = recounts::run(turn.transaction(), (turn.community_id(), meeting)).await?;
    if (own.certificate, own.found) == (*certificate, *found) {
        return Ok(());
    }
    let problem = format!("the recount of certificate {} finds that it {}", own.certificate, own.found);
    Err(ActionError::Field { field: "act", problem })
}
