//! Asking the witnesses what they saw, before a process signs anything.

use std::time::Duration;

use futures_util::future::join_all;

use super::super::Service;
use super::super::error::ActionError;
use super::rounds::{carry_out, communities, judge};
use super::situation::Situation;
use crate::store::trail;

/// How long a process waits for all of its witnesses together before its first turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Submits the present checkpoint of every community as one that its witnesses know already: whoever
/// has seen a later tree says so. Done once a process; whoever does not answer in time holds up nothing
/// and is asked again with the rounds.
pub async fn ask_first(service: &Service) -> Result<(), ActionError> {
    // Whoever happens to come first asks nothing of the witnesses: it is nobody's act.
    let ask = async || trail::aside(ask_all(service)).await;
    service.witnesses().asked.get_or_try_init(ask).await.copied()
}

async fn ask_all(service: &Service) -> Result<(), ActionError> {
    let mut situations = Vec::new();
    for community in communities(service).await? {
        match Situation::load(service, community).await {
            Ok(situation) => situations.extend(situation),
            Err(error @ ActionError::Store(_)) => return Err(error),
            // What is damaged in one community must not keep the others from their first turn.
            Err(error) => tracing::error!(%community, %error, "what is to be cosigned cannot be told"),
        }
    }
    let questions = situations.iter().map(|situation| ask(service, situation));
    if tokio::time::timeout(PATIENCE, join_all(questions)).await.is_err() {
        tracing::warn!("not every witness said in time what it saw before this process began");
    }
    for situation in &situations {
        judge(service, situation);
    }
    Ok(())
}

async fn ask(service: &Service, situation: &Situation) {
    let (witnesses, now) = (&service.witnesses().watch, service.surroundings().now());
    let keys = situation.witnesses();
    let questions = keys.iter().map(|key| {
        let (attempt, _) = witnesses.begin(situation.community, key.to_string(), now);
        carry_out(service, situation, key, (attempt, situation.latest.size))
    });
    join_all(questions).await;
}
