//! Handing in what waits, in the order in which it was taken, until the service has answered.
//!
//! A service that cannot be reached is left alone for longer and longer; so is a ballot that it
//! answers without a proof. A ballot that replaces one that waits here waits behind it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use thiserror::Error;
use ureq::Agent;

use super::answers;
use super::held::Held;
use super::ledger::Ledger;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::receipt::LONGEST_RECEIPT;

/// Longest wait between two tries, in seconds.
pub const PAUSE_MAX_SECONDS: i64 = 300;

/// How long a service may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why the service did not answer.
#[derive(Debug, Error)]
#[error("the service cannot be reached: {0}")]
pub struct Unreachable(String);

/// Carries ballots to one service.
pub struct Courier {
    ledger: Arc<Ledger>,
    service: String,
    agent: Agent,
    /// Ballots that were answered without a proof.
    tries: BTreeMap<Digest, Tries>,
    /// Since when the service cannot be reached.
    unreachable: Tries,
}

/// How often something failed, and when it may be tried again.
#[derive(Clone, Copy, Debug, Default)]
struct Tries {
    failed: u32,
    again_at: Option<Instant>,
}

impl Tries {
    fn is_due(self, now: Instant) -> bool {
        self.again_at.is_none_or(|again_at| again_at <= now)
    }

    fn fail(&mut self, now: Instant) {
        let pause = 1_i64.checked_shl(self.failed).unwrap_or(PAUSE_MAX_SECONDS).clamp(1, PAUSE_MAX_SECONDS);
        self.failed = self.failed.saturating_add(1).min(32);
        self.again_at = Some(now.plus_seconds(pause));
    }
}

impl Courier {
    /// A courier to the service at this address, without a trailing slash.
    #[must_use]
    pub fn new(ledger: Arc<Ledger>, service: String) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent("quorate-inbox");
        let agent = config.build().into();
        Self { ledger, service, agent, tries: BTreeMap::new(), unreachable: Tries::default() }
    }

    /// Hands in every ballot that is due, and waits for the service.
    ///
    /// Those that failed most come last: ballots that no service will ever know must not hold up the others.
    pub fn round(&mut self) {
        let mut waiting = self.ledger.waiting();
        waiting.sort_by_key(|held| self.tries.get(&held.said().ballot).map_or(0, |tries| tries.failed));
        for held in waiting {
            // An inbox that has stopped has no time.
            let Some(now) = self.ledger.now() else { return };
            if !self.unreachable.is_due(now) {
                return;
            }
            let due = self.tries.get(&held.said().ballot).is_none_or(|tries| tries.is_due(now));
            let behind = held.supersedes().is_some_and(|before| self.ledger.awaits(before));
            if !due || behind {
                continue;
            }
            match self.hand_in(&held) {
                Ok((status, body)) => {
                    self.unreachable = Tries::default();
                    self.settle(&held, (status, &body), now);
                }
                Err(unreachable) => {
                    tracing::warn!(%unreachable, "ballots wait");
                    self.unreachable.fail(now);
                    return;
                }
            }
        }
    }

    fn settle(&mut self, held: &Held, (status, body): (u16, &str), now: Instant) {
        let digest = held.said().ballot;
        let outcome = answers::read(held, self.ledger.records(), status, body);
        let settled = match outcome {
            Ok(outcome) => self.ledger.settle(held, outcome).map_err(|denial| denial.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match settled {
            Ok(()) => {
                self.tries.remove(&digest);
            }
            Err(reason) => {
                tracing::warn!(ballot = %digest, %reason, "a ballot is handed in again");
                self.tries.entry(digest).or_default().fail(now);
            }
        }
    }

    fn hand_in(&self, held: &Held) -> Result<(u16, String), Unreachable> {
        let said = held.said();
        let address = format!(
            "{}/api/v1/communities/{}/meetings/{}/forwarded-ballots",
            self.service, said.community, said.meeting
        );
        let body = json!({ "ballot": held.ballot(), "forwarding": held.forwarding() }).to_string();
        let failed = |error: ureq::Error| Unreachable(error.to_string());
        let request = self.agent.post(&address).header("content-type", "application/json");
        let mut response = request.send(&body).map_err(failed)?;
        let status = response.status().as_u16();
        let read = response.body_mut().with_config().limit(LONGEST_RECEIPT as u64).read_to_vec();
        // An answer that is too long or no text proves nothing, and reached us all the same.
        let body = read.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        Ok((status, body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_five_minutes() {
        let now: Instant = "2026-06-02T08:00:00Z".parse().unwrap();
        let mut tries = Tries::default();
        assert!(tries.is_due(now));
        let mut pauses = Vec::new();
        for _ in 0..40 {
            tries.fail(now);
            let again_at = tries.again_at.unwrap();
            assert!(!tries.is_due(again_at.plus_seconds(-1)) && tries.is_due(again_at));
            pauses.push((again_at.microseconds() - now.microseconds()) / 1_000_000);
        }
        assert_eq!(pauses[..10], [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
        assert!(pauses[10..].iter().all(|pause| *pause == PAUSE_MAX_SECONDS));
    }
}
