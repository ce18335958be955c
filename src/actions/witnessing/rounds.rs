//! What a tick of the clock submits, and the alarms that are raised when it does not suffice.

use futures_util::future::join_all;

use super::super::Service;
use super::super::error::ActionError;
use super::super::suspensions::Suspension;
use super::asking::ask_first;
use super::situation::Situation;
use super::status::alarms;
use super::submission::{SubmissionError, submit};
use super::watch::{Haste, Try};
use crate::domain::communities::CommunityId;
use crate::evidence::note::VerifierKey;
use crate::store::witness_policies;

/// Submits every checkpoint that is due, all at the same time, and waits for the answers.
///
/// It may be called again before it has ended: a witness that has not answered is not asked twice.
/// What fails for one community holds up no other; the first failure is told.
pub async fn submit_due(service: &Service) -> Result<(), ActionError> {
    ask_first(service).await?;
    let communities = communities(service).await?;
    let rounds = communities.into_iter().map(|community| round(service, community));
    join_all(rounds).await.into_iter().collect()
}

/// The communities that ever decided for witnesses, so that no other is looked at.
pub(super) async fn communities(service: &Service) -> Result<Vec<CommunityId>, ActionError> {
    let all = witness_policies::communities(service.store().read()).await?;
    Ok(all.into_iter().map(CommunityId::new).collect())
}

async fn round(service: &Service, community: CommunityId) -> Result<(), ActionError> {
    let Some(situation) = Situation::load(service, community).await? else { return Ok(()) };
    let now = service.surroundings().now();
    let haste = if situation.awaited().next().is_some() { Haste::Awaited } else { Haste::Ordinary };
    let keys = situation.witnesses();
    let names: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let due = service.witnesses().watch.begin_due(community, &names, situation.latest.size, (haste, now));
    let submissions = due.into_iter().filter_map(|(attempt, size)| {
        let key = keys.iter().find(|key| key.to_string() == attempt.witness())?;
        Some(carry_out(service, &situation, key, (attempt, size)))
    });
    let submitted = join_all(submissions).await.len();
    // What was awaited may have come.
    let present = if submitted > 0 { Situation::load(service, community).await? } else { Some(situation) };
    if let Some(present) = present {
        judge(service, &present);
    }
    Ok(())
}

/// One try with one witness, and what is remembered of it.
pub(super) async fn carry_out(
    service: &Service,
    situation: &Situation,
    witness: &VerifierKey,
    (attempt, thought): (Try<'_>, u64),
) {
    let outcome = submit(service, situation, witness, thought).await;
    attempt.ended(service.surroundings().now(), &outcome);
}

/// Raises the alarms that are new, and suspends a community that too many witnesses contradict.
///
/// Fewer than that are an alarm only: one witness that lies must not stop a community.
pub(super) fn judge(service: &Service, situation: &Situation) {
    let community = situation.community;
    let alarms: Vec<String> = alarms(service, situation).iter().map(ToString::to_string).collect();
    for alarm in service.witnesses().watch.news(community, &alarms) {
        tracing::error!(%community, %alarm, "the witnesses of a record raise an alarm");
    }
    for in_force in &situation.policies {
        let policy = &in_force.policy;
        let seen: Vec<_> = policy.keys().filter_map(|key| contradiction(service, community, key)).collect();
        let tolerated = policy.witnesses.len().saturating_sub(policy.required as usize);
        if seen.len() > tolerated
            && let Some((witness, size)) = seen.into_iter().max_by_key(|(_, size)| *size)
        {
            service.suspensions().suspend(community, Suspension::Witnessed { witness, size });
        }
    }
}

fn contradiction(service: &Service, community: CommunityId, witness: &VerifierKey) -> Option<(String, u64)> {
    let conduct = service.witnesses().watch.conduct(community, &witness.to_string())?;
    match conduct.failure {
        Some((_, SubmissionError::Contradicted(size))) => Some((witness.name().to_string(), size)),
        Some((
            _,
            SubmissionError::NotKnown
            | SubmissionError::NoAnswer(_)
            | SubmissionError::Refused(_)
            | SubmissionError::Answer(_)
            | SubmissionError::NotCosigned
            | SubmissionError::WrongCosignature
            | SubmissionError::WrongTime
            | SubmissionError::NoAgreement
            | SubmissionError::Inside,
        ))
        | None => None,
    }
}
