//! What this process remembers of its witnesses. None of it is needed to begin again: a witness that is
//! asked from a size that is not its last says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::submission::SubmissionError;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::witnesses::WitnessPolicy;

/// How long a record that grows waits for the next submission, in seconds.
const ROUND_SECONDS: i64 = 10;

/// The same while a moment of a meeting is awaited.
const AWAITED_ROUND_SECONDS: i64 = 2;

/// How long after its first failure a witness is tried again, in seconds; each further failure doubles it.
const RETRY_SECONDS: i64 = 2;

/// Longest time between two tries, in seconds.
const RETRY_MAX_SECONDS: i64 = 300;

/// The same while a moment of a meeting is awaited.
const AWAITED_RETRY_MAX_SECONDS: i64 = 4;

/// How a witness did for one community.
#[derive(Clone, Debug, Default)]
pub(super) struct Conduct {
    /// The size it last cosigned or said that it had.
    pub(super) size: u64,
    /// How many tries failed since the last that did not.
    pub(super) failures: u32,
    /// When and how it failed last, until it succeeds.
    pub(super) failure: Option<(Instant, SubmissionError)>,
    tried_at: Option<Instant>,
    is_busy: bool,
}

/// What is remembered of all communities.
#[derive(Default)]
pub(super) struct Watch(Mutex<BTreeMap<CommunityId, Watched>>);

#[derive(Default)]
struct Watched {
    round_at: Option<Instant>,
    witnesses: BTreeMap<String, Conduct>,
    policies: BTreeMap<Uuid, WitnessPolicy>,
    settled: BTreeSet<Uuid>,
    told: Vec<String>,
}

/// Whether a submission is a part of the ordinary rounds, or something is waited for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Haste {
    /// Nothing in particular.
    Ordinary,
    /// A moment of a meeting.
    Awaited,
}

/// A try that is under way; a witness has one at a time, and it ends however the try ends.
pub(super) struct Try<'a> {
    watch: &'a Watch,
    community: CommunityId,
    witness: String,
}

impl Drop for Try<'_> {
    fn drop(&mut self) {
        self.watch.with(self.community, |watched| {
            if let Some(conduct) = watched.witnesses.get_mut(&self.witness) {
                conduct.is_busy = false;
            }
        });
    }
}

impl Try<'_> {
    /// The verifier key of the witness.
    pub(super) fn witness(&self) -> &str {
        &self.witness
    }

    /// Notes how the try ended: with the size that the witness has now, or not.
    pub(super) fn ended(&self, now: Instant, outcome: &Result<u64, SubmissionError>) {
        self.watch.with(self.community, |watched| {
            let conduct = watched.witnesses.entry(self.witness.clone()).or_default();
            match outcome {
                Ok(size) => {
                    conduct.size = *size;
                    conduct.failures = 0;
                    conduct.failure = None;
                }
                Err(error) => {
                    conduct.failures = conduct.failures.saturating_add(1);
                    conduct.failure = Some((now, error.clone()));
                }
            }
        });
    }
}

impl Watch {
    /// Begins a try with each of these witnesses that is due, and says from which size.
    ///
    /// All that are not waiting after a failure go together, so that the cosignatures that a policy asks
    /// for are of one tree.
    pub(super) fn begin_due(
        &self,
        community: CommunityId,
        witnesses: &[String],
        latest: u64,
        (haste, now): (Haste, Instant),
    ) -> Vec<(Try<'_>, u64)> {
        let is_due = |watched: &Watched, witness: &String| {
            let Some(conduct) = watched.witnesses.get(witness) else { return Some(Due::Fresh) };
            match (conduct.is_busy, conduct.failures) {
                (true, _) => None,
                (false, 0) => (conduct.size < latest).then_some(Due::Fresh),
                (false, failures) => {
                    let due = has_passed(conduct.tried_at, retry_seconds(failures, haste), now);
                    due.then_some(Due::Retry)
                }
            }
        };
        let due: Vec<String> = self.with(community, |watched| {
            let due: Vec<_> = witnesses.iter().filter_map(|key| Some((key, is_due(watched, key)?))).collect();
            let seconds = match haste {
                Haste::Ordinary => ROUND_SECONDS,
                Haste::Awaited => AWAITED_ROUND_SECONDS,
            };
            let begins = has_passed(watched.round_at, seconds, now)
                || due.iter().any(|(_, due)| matches!(due, Due::Retry));
            if due.is_empty() || !begins {
                return Vec::new();
            }
            watched.round_at = Some(now);
            due.into_iter().map(|(key, _)| key.clone()).collect()
        });
        due.into_iter().map(|witness| self.begin(community, witness, now)).collect()
    }

    /// Begins a try with a witness, and says from which size.
    pub(super) fn begin(&self, community: CommunityId, witness: String, now: Instant) -> (Try<'_>, u64) {
        let size = self.with(community, |watched| {
            let conduct = watched.witnesses.entry(witness.clone()).or_default();
            conduct.is_busy = true;
            conduct.tried_at = Some(now);
            conduct.size
        });
        (Try { watch: self, community, witness }, size)
    }

    /// How a witness did, if it was ever tried.
    pub(super) fn conduct(&self, community: CommunityId, witness: &str) -> Option<Conduct> {
        self.with(community, |watched| watched.witnesses.get(witness).cloned())
    }

    /// Whether nothing of a meeting is to be cosigned any more.
    pub(super) fn is_settled(&self, community: CommunityId, meeting: Uuid) -> bool {
        self.with(community, |watched| watched.settled.contains(&meeting))
    }

    /// Remembers that nothing of a meeting is to be cosigned any more.
    pub(super) fn settle(&self, community: CommunityId, meeting: Uuid) {
        self.with(community, |watched| watched.settled.insert(meeting));
    }

    /// The policy of a meeting's definition, as far as it was looked up.
    pub(super) fn policy_of(&self, community: CommunityId, meeting: Uuid) -> Option<WitnessPolicy> {
        self.with(community, |watched| watched.policies.get(&meeting).cloned())
    }

    /// Remembers the policy of a meeting's definition, which never changes.
    pub(super) fn keep_policy(&self, community: CommunityId, meeting: Uuid, policy: WitnessPolicy) {
        self.with(community, |watched| watched.policies.insert(meeting, policy));
    }

    /// Which of these alarms were not raised before; the others that were are over.
    pub(super) fn news(&self, community: CommunityId, alarms: &[String]) -> Vec<String> {
        self.with(community, |watched| {
            let told = std::mem::replace(&mut watched.told, alarms.to_vec());
            alarms.iter().filter(|alarm| !told.contains(alarm)).cloned().collect()
        })
    }

    /// In how many communities alarms were raised that are not over.
    pub(super) fn alarmed(&self) -> usize {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().filter(|watched| !watched.told.is_empty()).count()
    }

    fn with<T>(&self, community: CommunityId, act: impl FnOnce(&mut Watched) -> T) -> T {
        let mut all: MutexGuard<'_, _> = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        act(all.entry(community).or_default())
    }
}

enum Due {
    Fresh,
    Retry,
}

fn retry_seconds(failures: u32, haste: Haste) -> i64 {
    let doubled = RETRY_SECONDS << failures.saturating_sub(1).min(16);
    match haste {
        Haste::Ordinary => doubled.min(RETRY_MAX_SECONDS),
        Haste::Awaited => doubled.min(AWAITED_RETRY_MAX_SECONDS),
    }
}

/// A clock that was set back makes nobody wait.
fn has_passed(since: Option<Instant>, seconds: i64, now: Instant) -> bool {
    since.is_none_or(|since| now < since || now >= since.plus_seconds(seconds))
}

#[cfg(test)]
mod tests {
    use super::super::line::NoAnswer;
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_microseconds(1_767_225_600_000_000).unwrap().plus_seconds(seconds)
    }

    fn community() -> CommunityId {
        CommunityId::new(Uuid::from_u128(1))
    }

    /// Whom a round at some second asks; those in `down` fail, the others cosign.
    fn round(watch: &Watch, size: u64, (haste, second): (Haste, i64), down: &[&str]) -> Vec<String> {
        let witnesses = ["w1", "w2", "w3"].map(str::to_owned);
        let tries = watch.begin_due(community(), &witnesses, size, (haste, at(second)));
        let mut asked = Vec::new();
        for (attempt, _) in tries {
            let is_down = down.contains(&attempt.witness.as_str());
            let down = Err(SubmissionError::NoAnswer(NoAnswer::Unreachable));
            attempt.ended(at(second), &if is_down { down } else { Ok(size) });
            asked.push(attempt.witness.clone());
        }
        asked
    }

    #[test]
    fn a_record_that_grows_is_submitted_in_rounds_and_one_that_does_not_is_not() {
        let watch = Watch::default();
        let everybody = ["w1", "w2", "w3"];
        assert_eq!(round(&watch, 5, (Haste::Ordinary, 0), &[]), everybody);
        assert!(round(&watch, 5, (Haste::Ordinary, 100), &[]).is_empty());
        assert_eq!(round(&watch, 6, (Haste::Ordinary, 100), &[]), everybody);
        assert!(round(&watch, 7, (Haste::Ordinary, 109), &[]).is_empty());
        assert_eq!(round(&watch, 7, (Haste::Awaited, 109), &[]), everybody);
        assert_eq!(round(&watch, 8, (Haste::Ordinary, 119), &[]), everybody);
    }

    #[test]
    fn a_witness_that_fails_is_tried_less_and_less_often_but_while_something_is_awaited() {
        let tried = |haste, until| {
            let watch = Watch::default();
            let asked = (0..until)
                .filter(|second| round(&watch, 5, (haste, *second), &["w2"]).contains(&"w2".to_owned()));
            asked.collect::<Vec<i64>>()
        };
        assert_eq!(tried(Haste::Ordinary, 130), [0, 2, 6, 14, 30, 62, 126]);
        let long = tried(Haste::Ordinary, 3_000);
        assert_eq!(long.windows(2).map(|pair| pair[1] - pair[0]).max(), Some(RETRY_MAX_SECONDS));
        assert_eq!(tried(Haste::Awaited, 15), [0, 2, 6, 10, 14]);
    }

    #[test]
    fn whoever_comes_back_is_asked_together_with_the_others() {
        let watch = Watch::default();
        round(&watch, 5, (Haste::Ordinary, 0), &["w2"]);
        assert_eq!(round(&watch, 6, (Haste::Ordinary, 2), &[]), ["w1", "w2", "w3"]);
    }

    #[test]
    fn a_witness_has_one_try_at_a_time_and_a_try_that_is_given_up_ends() {
        let watch = Watch::default();
        let witnesses = ["w1".to_owned()];
        let begin = |second| watch.begin_due(community(), &witnesses, 5, (Haste::Awaited, at(second)));
        let first = begin(0);
        assert_eq!((first.len(), begin(60).len()), (1, 0));
        drop(first);
        assert_eq!(begin(60).len(), 1);
    }

    #[test]
    fn an_alarm_is_news_once_until_it_is_over() {
        let watch = Watch::default();
        let alarm = ["too few".to_owned()];
        assert_eq!(watch.news(community(), &alarm), alarm);
        assert!(watch.news(community(), &alarm).is_empty());
        assert_eq!(watch.alarmed(), 1);
        assert!(watch.news(community(), &[]).is_empty());
        assert_eq!(watch.alarmed(), 0);
        assert_eq!(watch.news(community(), &alarm), alarm);
    }
}
