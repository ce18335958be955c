//! Voices: which of an elector's votes counts, whatever came, by whom, how and in which order.
//!
//! An elector speaks itself (the owner, or the co-owner who represents the others) or through holders
//! of mandates, online or on paper. Everything that was taken stands in the record; one vote counts:
//!
//! 1. The own voice, through whatever medium, outranks every holder, whenever it came before the close
//!    (条例 12: the right to vote stays with the owner).
//! 2. Among holders the one whose mandate was given last, by its entry in the record.
//! 3. Within a voice `channel_conflict` decides between online and paper. `first` is the medium whose
//!    first vote was received first, `last` the one whose last vote was received last; a paper was
//!    received at the time that the officer who took it logged. At equal times it is online.
//! 4. Within a medium what counts is the last that `revote` allows: online nothing else is accepted, and of
//!    several papers the first, the second or the last counts.
//!
//! What is not authentic, or was set aside between co-owners, is no vote and never comes here, so it
//! displaces nothing.

use std::cmp::Ordering;

use super::{Choice, Fingerprint};
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;
use crate::domain::rules::switches::{ChannelConflict, Revote};

/// Who speaks for an elector.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Voice {
    /// The owner, or the co-owner who represents the others.
    Own,
    /// The holder of the mandate with this hash.
    Holder(Fingerprint),
}

/// How a vote came.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Medium {
    /// As a signed ballot.
    Online,
    /// As a paper that officers entered.
    Paper,
}

/// An authentic paper whose entries agree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PaperVote {
    /// For whom it was cast.
    pub elector: ElectorId,
    /// By which voice.
    pub voice: Voice,
    /// Who signed it: owners of the elector, or the holder.
    pub signed_by: Vec<OwnerId>,
    /// When an officer received it, as logged.
    pub received_at: Instant,
    /// The entry of its return.
    pub index: u64,
    /// What it says, a matter that it leaves out is blank.
    pub choices: Vec<(MatterId, Choice)>,
}

/// What one voice said through one medium.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Heard<S> {
    /// The voice.
    pub voice: Voice,
    /// The entry with which its mandate was given; 0 for the own voice.
    pub given: u64,
    /// The medium.
    pub medium: Medium,
    /// When the first of these votes was received.
    pub first_at: Instant,
    /// When the last of them was received.
    pub last_at: Instant,
    /// What counts of it, if this counts.
    pub says: S,
}

/// Everything that was said for one elector.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Voices<S>(Vec<Heard<S>>);

impl<S> Default for Voices<S> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<S> Voices<S> {
    /// Takes one more vote; those of one voice and medium come in their order.
    pub fn hear(&mut self, heard: Heard<S>) {
        let same = |own: &&mut Heard<S>| own.voice == heard.voice && own.medium == heard.medium;
        match self.0.iter_mut().find(same) {
            Some(own) => {
                own.first_at = own.first_at.min(heard.first_at);
                own.last_at = own.last_at.max(heard.last_at);
                own.says = heard.says;
            }
            None => self.0.push(heard),
        }
    }

    /// Leaves out what some voice said through some medium.
    pub fn retain(&mut self, keep: impl FnMut(&Heard<S>) -> bool) {
        self.0.retain(keep);
    }

    /// What was said, each voice and medium once, taken out.
    #[must_use]
    pub fn into_each(self) -> Vec<Heard<S>> {
        self.0
    }

    /// What was said, each voice and medium once.
    #[must_use]
    pub fn each(&self) -> &[Heard<S>] {
        &self.0
    }

    /// Whether votes came by more than one voice or medium, so that only one of them counts.
    #[must_use]
    pub const fn conflict(&self) -> bool {
        self.0.len() > 1
    }

    /// The vote that counts; none where nothing was said.
    #[must_use]
    pub fn counting(&self, conflict: ChannelConflict) -> Option<&Heard<S>> {
        self.0.iter().max_by(|a, b| outranks(conflict, a, b))
    }
}

/// The papers that voices may be heard with, each voice's in order of receipt and no more of them than
/// `revote` allows: the last of them is what its voice says on paper.
#[must_use]
pub fn papers_that_stand(revote: Revote, papers: &[PaperVote]) -> Vec<&PaperVote> {
    let allowed = match revote {
        Revote::None => 1,
        Revote::Once => 2,
        Revote::UntilClose => usize::MAX,
    };
    let mut in_order: Vec<&PaperVote> = papers.iter().collect();
    in_order.sort_by_key(|paper| (paper.elector, paper.received_at, paper.index));
    let mut standing: Vec<&PaperVote> = Vec::with_capacity(in_order.len());
    for paper in in_order {
        let same = |own: &&&PaperVote| own.elector == paper.elector && own.voice == paper.voice;
        let of_elector = standing.iter().rev().take_while(|own| own.elector == paper.elector);
        if of_elector.filter(same).count() < allowed {
            standing.push(paper);
        }
    }
    standing
}

/// How two of an elector's votes stand to each other; the greater one counts.
fn outranks<S>(conflict: ChannelConflict, a: &Heard<S>, b: &Heard<S>) -> Ordering {
    between_voices(a, b).then_with(|| between_media(conflict, a, b))
}

fn between_voices<S>(a: &Heard<S>, b: &Heard<S>) -> Ordering {
    match (a.voice, b.voice) {
        (Voice::Own, Voice::Own) => Ordering::Equal,
        (Voice::Own, Voice::Holder(_)) => Ordering::Greater,
        (Voice::Holder(_), Voice::Own) => Ordering::Less,
        // No two mandates are given with one entry; the hash keeps the order whole all the same.
        (Voice::Holder(own), Voice::Holder(other)) => a.given.cmp(&b.given).then(own.cmp(&other)),
    }
}

fn between_media<S>(conflict: ChannelConflict, a: &Heard<S>, b: &Heard<S>) -> Ordering {
    let online = |own: &Heard<S>| u8::from(own.medium == Medium::Online);
    let online_first = online(a).cmp(&online(b));
    match conflict {
        ChannelConflict::First => b.first_at.cmp(&a.first_at).then(online_first),
        ChannelConflict::Last => a.last_at.cmp(&b.last_at).then(online_first),
        ChannelConflict::Online => online_first,
        ChannelConflict::Paper => online_first.reverse(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANDATE: Voice = Voice::Holder(Fingerprint([1; 32]));
    const LATER_MANDATE: Voice = Voice::Holder(Fingerprint([0; 32]));

    fn at(second: i64) -> Instant {
        "2026-06-01T00:00:00Z".parse::<Instant>().unwrap().plus_seconds(second)
    }

    /// A vote at a second, which says that second and its medium.
    fn vote(voice: Voice, medium: Medium, second: i64) -> Heard<(Medium, i64)> {
        let given = match voice {
            Voice::Own => 0,
            LATER_MANDATE => 9,
            Voice::Holder(_) => 5,
        };
        Heard { voice, given, medium, first_at: at(second), last_at: at(second), says: (medium, second) }
    }

    fn counts(conflict: ChannelConflict, votes: &[Heard<(Medium, i64)>]) -> Option<(Voice, Medium, i64)> {
        let mut voices = Voices::default();
        for vote in votes {
            voices.hear(vote.clone());
        }
        let counts = voices.counting(conflict).map(|own| (own.voice, own.says.0, own.says.1));
        // Nothing depends on the order in which voices and media come.
        voices.0.reverse();
        assert_eq!(counts, voices.counting(conflict).map(|own| (own.voice, own.says.0, own.says.1)));
        counts
    }

    #[test]
    fn nothing_counts_where_nothing_was_said() {
        for conflict in ChannelConflict::ALL {
            assert_eq!(counts(*conflict, &[]), None);
        }
    }

    #[test]
    fn the_own_voice_outranks_every_holder_whenever_and_however_it_came() {
        for conflict in ChannelConflict::ALL {
            for own in [Medium::Online, Medium::Paper] {
                for held in [Medium::Online, Medium::Paper] {
                    for (first, second) in [(1, 2), (2, 1), (1, 1)] {
                        let votes = [vote(Voice::Own, own, first), vote(LATER_MANDATE, held, second)];
                        assert_eq!(counts(*conflict, &votes), Some((Voice::Own, own, first)));
                    }
                }
            }
        }
    }

    #[test]
    fn of_holders_the_one_with_the_latest_mandate_counts_whenever_it_voted() {
        for conflict in ChannelConflict::ALL {
            let votes = [vote(LATER_MANDATE, Medium::Paper, 1), vote(MANDATE, Medium::Online, 2)];
            assert_eq!(counts(*conflict, &votes), Some((LATER_MANDATE, Medium::Paper, 1)));
        }
    }

    #[test]
    fn the_switch_decides_between_media_of_one_voice() {
        use ChannelConflict::{First, Last, Online as TakesOnline, Paper as TakesPaper};
        use Medium::{Online, Paper};
        for voice in [Voice::Own, MANDATE] {
            let taken = |conflict, online: &[i64], paper| {
                let mut votes: Vec<_> = online.iter().map(|second| vote(voice, Online, *second)).collect();
                votes.push(vote(voice, Paper, paper));
                counts(conflict, &votes).map(|(_, medium, second)| (medium, second))
            };
            assert_eq!(taken(First, &[1], 2), Some((Online, 1)));
            assert_eq!(taken(First, &[2], 1), Some((Paper, 1)));
            assert_eq!(taken(First, &[1], 1), Some((Online, 1)), "at equal times it is online");
            assert_eq!(taken(First, &[1, 3], 2), Some((Online, 3)), "the medium that was first, as it ended");
            assert_eq!(taken(Last, &[1], 2), Some((Paper, 2)));
            assert_eq!(taken(Last, &[1, 3], 2), Some((Online, 3)));
            assert_eq!(taken(Last, &[2], 2), Some((Online, 2)), "at equal times it is online");
            assert_eq!(taken(TakesOnline, &[3], 1), Some((Online, 3)));
            assert_eq!(taken(TakesPaper, &[1, 2], 3), Some((Paper, 3)));
        }
    }

    #[test]
    fn votes_by_more_than_one_voice_or_medium_are_a_conflict() {
        let conflict = |votes: &[Heard<_>]| {
            let mut voices = Voices::default();
            for vote in votes {
                voices.hear(vote.clone());
            }
            voices.conflict()
        };
        let own = vote(Voice::Own, Medium::Online, 1);
        assert!(!conflict(&[own.clone(), vote(Voice::Own, Medium::Online, 2)]));
        assert!(conflict(&[own.clone(), vote(Voice::Own, Medium::Paper, 2)]));
        assert!(conflict(&[own, vote(MANDATE, Medium::Online, 2)]));
    }

    #[test]
    fn of_several_papers_as_many_stand_as_revote_allows() {
        let paper = |elector: u8, voice, second, index| PaperVote {
            elector: ElectorId::from_digest(&[elector; 32]),
            voice,
            signed_by: Vec::new(),
            received_at: at(second),
            index,
            choices: Vec::new(),
        };
        let papers = [
            paper(1, Voice::Own, 3, 1),
            paper(1, Voice::Own, 1, 3),
            paper(1, MANDATE, 0, 4),
            paper(1, Voice::Own, 2, 2),
            paper(2, Voice::Own, 2, 5),
        ];
        let standing = |revote| {
            let standing = papers_that_stand(revote, &papers);
            standing.iter().map(|paper| paper.index).collect::<Vec<_>>()
        };
        assert_eq!(standing(Revote::None), [4, 3, 5]);
        assert_eq!(standing(Revote::Once), [4, 3, 2, 5]);
        assert_eq!(standing(Revote::UntilClose), [4, 3, 2, 1, 5]);
    }
}
