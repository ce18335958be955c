//! Ballots: whether one is accepted, decided by a pure function with a reason.
//!
//! A ballot's signature is checked before it comes here; what is decided here is whether this
//! meeting, at that time, takes this ballot from the owner of that key.

mod polled;
mod refusals;
mod speaking;
mod voices;

use std::collections::BTreeSet;

pub use polled::Polled;
pub use refusals::Refusal;
pub use speaking::Earlier;
pub use voices::{Heard, Medium, PaperVote, Voice, Voices, papers_that_stand};

use crate::domain::assistance::Assistance;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::mandates::Mandate;
use crate::domain::meetings::{
    CandidateId, Election, KeyCooling, Matter, MatterId, MeetingAction, MeetingId, MeetingState, Schedule,
};
use crate::domain::register::OwnerId;
use crate::domain::representation::Representation;
use crate::domain::roll::ElectorId;
use crate::domain::rules::OnlineChannel;
use crate::domain::rules::switches::{CandidateBallot, Revote};

/// How far an inbox's clock may be ahead of the record's, in seconds.
pub const FORWARDING_AHEAD_MAX_SECONDS: i64 = 60;

/// How long after the close the count waits for ballots that inboxes took before it, in seconds:
/// 10 minutes.
pub const FORWARDING_GRACE_SECONDS: i64 = 600;

/// A SHA-256 digest as the domain sees it: the same, or not.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Fingerprint(pub [u8; 32]);

/// What a ballot is cast on: every text, option, rule and elector it was shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Address {
    /// The origin of the record it belongs to.
    pub origin: String,
    /// The community.
    pub community: CommunityId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The hash of the definition: texts, options, rule pack, switches.
    pub definition: Fingerprint,
    /// The hash of the final roll.
    pub roll: Fingerprint,
}

/// An answer to one matter, or to one candidate.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Answer {
    /// 同意.
    For,
    /// 反对.
    Against,
    /// 弃权.
    Abstain,
}

/// What an elector says on one matter.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Choice {
    /// An answer to the question; in an election only [`Answer::Abstain`] has a meaning.
    Answer(Answer),
    /// An answer to each candidate named.
    Candidates(Vec<(CandidateId, Answer)>),
    /// Left blank; on paper only.
    Blank,
    /// Marked so that it cannot be read, on an authentic paper; on paper only.
    Spoiled,
}

/// A ballot: one choice for each matter that its elector may decide.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ballot {
    /// What it is cast on.
    pub address: Address,
    /// For whom it is cast.
    pub elector: ElectorId,
    /// Who casts it: the owner, or the holder of a mandate.
    pub voice: Voice,
    /// The choices, one a matter.
    pub choices: Vec<(MatterId, Choice)>,
    /// The ballot of the same voice that it replaces.
    pub supersedes: Option<Fingerprint>,
}

impl Ballot {
    /// What it says on a matter, if anything.
    #[must_use]
    pub fn choice_on(&self, matter: &MatterId) -> Option<&Choice> {
        self.choices.iter().find(|(id, _)| id == matter).map(|(_, choice)| choice)
    }
}

/// By which way a ballot came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Route {
    /// Sent to the service, which noted its time.
    Direct,
    /// Taken by a second inbox, which signed its time, and handed in until the count.
    Forwarded,
}

/// A ballot as it came in.
#[derive(Clone, Debug)]
pub struct Cast<'a> {
    /// What it says.
    pub ballot: &'a Ballot,
    /// The hash of the signed bytes.
    pub fingerprint: Fingerprint,
    /// By which way it came.
    pub route: Route,
    /// Its time: when the service parsed it, or when the inbox that forwards it took it.
    pub received_at: Instant,
    /// What is known of the key that signed it.
    pub key: KeyStanding<'a>,
    /// The help recorded for this key and elector that no ballot has used up.
    pub assistance: Option<Assistance>,
}

impl Cast<'_> {
    /// Whether it is cast with help that was recorded for it.
    #[must_use]
    pub fn is_assisted(&self) -> bool {
        self.assistance.is_some_and(|own| own.covers(self.received_at))
    }
}

/// What is known of a key at the ballot's place in the record.
#[derive(Clone, Copy, Debug)]
pub enum KeyStanding<'a> {
    /// Nobody enrolled it here.
    NotEnrolled,
    /// Enrolled and later revoked.
    Revoked,
    /// Enrolled and good.
    Of {
        /// Whom it speaks for.
        owner: &'a OwnerId,
        /// When it was enrolled.
        enrolled_at: Instant,
    },
}

/// What a meeting knows when a ballot comes in.
#[derive(Clone, Debug)]
pub struct Polling<'a> {
    /// Where the meeting stands.
    pub state: MeetingState,
    /// When ballots count.
    pub schedule: Schedule,
    /// What a ballot must be cast on.
    pub address: &'a Address,
    /// Through which system votes on the internet are cast.
    pub online_channel: OnlineChannel,
    /// The agenda.
    pub matters: &'a [Matter],
    /// How long a key waits that was enrolled during the vote.
    pub key_cooling: KeyCooling,
    /// Whether a ballot can be replaced.
    pub revote: Revote,
    /// The form of a ballot for candidates.
    pub candidate_ballot: CandidateBallot,
}

/// What the roll says of the elector a ballot names.
#[derive(Clone, Copy, Debug)]
pub struct Entitlement<'a> {
    /// The owners any of whom may act for the elector.
    pub owners: &'a [OwnerId],
    /// The matters the elector may decide.
    pub matters: &'a [MatterId],
    /// The ballots accepted from this elector so far, by whatever voice, in order.
    pub earlier: &'a [Earlier],
    /// The mandate that the ballot names, as it stands; none where it names none or one that was not given.
    pub mandate: Option<&'a Mandate>,
    /// Who acts for co-owners, after these ballots; none where one owner, or the developer, is the elector.
    pub representation: Option<&'a Representation>,
}

/// Decides whether a ballot is accepted.
pub fn accept(
    polling: &Polling<'_>,
    entitlement: Option<Entitlement<'_>>,
    cast: &Cast<'_>,
) -> Result<(), Refusal> {
    channelled(polling.online_channel)?;
    in_time(polling, cast)?;
    addressed(polling.address, &cast.ballot.address)?;
    let entitlement = entitlement.ok_or(Refusal::UnknownElector)?;
    let principal = speaking::principal(entitlement, cast)?;
    cooled(polling, cast)?;
    speaking::represented(entitlement.representation, principal)?;
    let Ballot { voice, supersedes, choices, .. } = cast.ballot;
    speaking::unspoken(entitlement, *voice)?;
    well_formed(polling, entitlement, choices)?;
    speaking::in_order(polling.revote, entitlement, (*voice, *supersedes))
}

/// Decides whether the time an inbox gave can be true of a ballot that the record holds from `at` on.
pub fn check_forwarding_time(received_at: Instant, at: Instant) -> Result<(), Refusal> {
    if received_at > at.plus_seconds(FORWARDING_AHEAD_MAX_SECONDS) {
        return Err(Refusal::ForwardingAhead);
    }
    Ok(())
}

/// Every ballot that comes here was cast on the internet.
const fn channelled(channel: OnlineChannel) -> Result<(), Refusal> {
    match channel {
        OnlineChannel::Any | OnlineChannel::Recognised => Ok(()),
        OnlineChannel::CityOnly => Err(Refusal::CityChannelOnly),
    }
}

fn in_time(polling: &Polling<'_>, cast: &Cast<'_>) -> Result<(), Refusal> {
    let received_at = cast.received_at;
    if received_at < polling.schedule.opens_at() {
        return Err(Refusal::BeforeOpening);
    }
    if !polling.schedule.contains(received_at) {
        return Err(Refusal::AfterClose);
    }
    let state = polling.state;
    let (action, refusal) = match cast.route {
        Route::Direct => (MeetingAction::Cast, Refusal::MeetingNotOpen(state)),
        Route::Forwarded => (MeetingAction::Forward, Refusal::NoForwarding(state)),
    };
    state.after(action).map(|_| ()).map_err(|_| refusal)
}

fn addressed(meeting: &Address, ballot: &Address) -> Result<(), Refusal> {
    if ballot.origin != meeting.origin {
        Err(Refusal::OtherOrigin)
    } else if ballot.community != meeting.community {
        Err(Refusal::OtherCommunity)
    } else if ballot.meeting != meeting.meeting {
        Err(Refusal::OtherMeeting)
    } else if ballot.definition != meeting.definition {
        Err(Refusal::OtherDefinition)
    } else if ballot.roll != meeting.roll {
        Err(Refusal::OtherRoll)
    } else {
        Ok(())
    }
}

/// A key of during the vote casts only when its owner has had time to say that it is not theirs.
fn cooled(polling: &Polling<'_>, cast: &Cast<'_>) -> Result<(), Refusal> {
    let ends = match cast.key {
        KeyStanding::Of { enrolled_at, .. } => {
            polling.key_cooling.ends(enrolled_at, polling.schedule.opens_at())
        }
        KeyStanding::NotEnrolled | KeyStanding::Revoked => None,
    };
    match ends {
        // Two persons say that they see the owner with this key.
        Some(_) if cast.is_assisted() => Ok(()),
        Some(until) if cast.received_at < until => Err(Refusal::KeyCooling { until }),
        Some(_) | None => Ok(()),
    }
}

fn well_formed(
    polling: &Polling<'_>,
    entitlement: Entitlement<'_>,
    choices: &[(MatterId, Choice)],
) -> Result<(), Refusal> {
    let mut decided = BTreeSet::new();
    for (id, choice) in choices {
        let on_agenda = polling.matters.iter().find(|matter| matter.id() == id);
        let Some(matter) = on_agenda.filter(|_| entitlement.matters.contains(id)) else {
            return Err(Refusal::MatterNotForElector(id.clone()));
        };
        if !decided.insert(id) {
            return Err(Refusal::MatterTwice(id.clone()));
        }
        fits(polling.candidate_ballot, matter, choice)?;
    }
    match entitlement.matters.iter().find(|id| !decided.contains(id)) {
        Some(missing) => Err(Refusal::MatterMissing(missing.clone())),
        None => Ok(()),
    }
}

pub(in crate::domain) fn fits(
    form: CandidateBallot,
    matter: &Matter,
    choice: &Choice,
) -> Result<(), Refusal> {
    match (matter.election(), choice) {
        (None, Choice::Answer(_)) | (Some(_), Choice::Answer(Answer::Abstain)) => Ok(()),
        (Some(election), Choice::Candidates(answers)) => names(form, matter.id(), election, answers),
        (_, Choice::Blank | Choice::Spoiled)
        | (None, Choice::Candidates(_))
        | (Some(_), Choice::Answer(Answer::For | Answer::Against)) => {
            Err(Refusal::ChoiceOfOtherForm(matter.id().clone()))
        }
    }
}

fn names(
    form: CandidateBallot,
    matter: &MatterId,
    election: &Election,
    answers: &[(CandidateId, Answer)],
) -> Result<(), Refusal> {
    if answers.is_empty() {
        return Err(Refusal::ChoiceOfOtherForm(matter.clone()));
    }
    let mut named = BTreeSet::new();
    for (id, answer) in answers {
        if !election.candidates().iter().any(|candidate| candidate.id() == id) {
            return Err(Refusal::UnknownCandidate(id.clone()));
        }
        if !named.insert(id) {
            return Err(Refusal::CandidateTwice(id.clone()));
        }
        match (form, answer) {
            (CandidateBallot::Approval, Answer::For) | (CandidateBallot::ForAgainstAbstain, _) => {}
            (CandidateBallot::Approval, Answer::Against | Answer::Abstain) => {
                return Err(Refusal::ChoiceOfOtherForm(matter.clone()));
            }
        }
    }
    let approved = answers.iter().filter(|(_, answer)| *answer == Answer::For).count();
    let seats = election.seats();
    if u32::try_from(approved).is_ok_and(|approved| approved <= seats) {
        Ok(())
    } else {
        Err(Refusal::TooManyCandidates { matter: matter.clone(), named: approved, seats })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn address() -> Address {
        Address {
            origin: "vote.example.org/record/1".to_owned(),
            community: CommunityId::new(Uuid::from_u128(1)),
            meeting: MeetingId::new(Uuid::from_u128(2)),
            definition: Fingerprint([3; 32]),
            roll: Fingerprint([4; 32]),
        }
    }

    /// Whether a ballot on no matters is accepted in a week's meeting, under a key of long before it.
    fn accepted(state: MeetingState, route: Route, received_at: &str) -> Result<(), Refusal> {
        accepted_under(at("2026-01-01T00:00:00Z"), state, route, received_at)
    }

    fn accepted_under(
        enrolled_at: Instant,
        state: MeetingState,
        route: Route,
        received_at: &str,
    ) -> Result<(), Refusal> {
        let address = address();
        let schedule = Schedule::new(at("2026-06-01T00:00:00Z"), at("2026-06-08T00:00:00Z")).unwrap();
        let polling = Polling {
            state,
            schedule,
            address: &address,
            online_channel: OnlineChannel::Any,
            matters: &[],
            key_cooling: KeyCooling::new(24).unwrap(),
            revote: Revote::None,
            candidate_ballot: CandidateBallot::Approval,
        };
        let owner: OwnerId = "o-1".parse().unwrap();
        let owners = [owner];
        let ballot = Ballot {
            address: address.clone(),
            elector: ElectorId::from_digest(&[5; 32]),
            voice: Voice::Own,
            choices: Vec::new(),
            supersedes: None,
        };
        let cast = Cast {
            ballot: &ballot,
            fingerprint: Fingerprint([6; 32]),
            route,
            received_at: at(received_at),
            key: KeyStanding::Of { owner: &owners[0], enrolled_at },
            assistance: None,
        };
        let entitlement = Entitlement { owners: &owners, earlier: &[], ..NOBODY };
        accept(&polling, Some(entitlement), &cast)
    }

    const NOBODY: Entitlement<'_> =
        Entitlement { owners: &[], matters: &[], earlier: &[], mandate: None, representation: None };

    const IN_TIME: &str = "2026-06-07T23:59:59.999999Z";

    #[test]
    fn a_ballot_cast_directly_needs_an_open_meeting() {
        for state in MeetingState::ALL.iter().copied() {
            let is_open = state == MeetingState::Open;
            let expected = if is_open { Ok(()) } else { Err(Refusal::MeetingNotOpen(state)) };
            assert_eq!(accepted(state, Route::Direct, IN_TIME), expected);
        }
    }

    #[test]
    fn a_forwarded_ballot_is_taken_until_the_count() {
        for state in MeetingState::ALL.iter().copied() {
            let takes = [MeetingState::Open, MeetingState::Closed].contains(&state);
            let expected = if takes { Ok(()) } else { Err(Refusal::NoForwarding(state)) };
            assert_eq!(accepted(state, Route::Forwarded, IN_TIME), expected);
        }
    }

    #[test]
    fn a_forwarded_ballot_counts_by_the_time_the_inbox_took_it() {
        for state in [MeetingState::Open, MeetingState::Closed] {
            let forwarded = |received_at| accepted(state, Route::Forwarded, received_at);
            assert_eq!(forwarded("2026-06-01T00:00:00Z"), Ok(()));
            assert_eq!(forwarded("2026-05-31T23:59:59.999999Z"), Err(Refusal::BeforeOpening));
            assert_eq!(forwarded("2026-06-08T00:00:00Z"), Err(Refusal::AfterClose));
        }
    }

    #[test]
    fn a_key_enrolled_during_the_vote_waits_whichever_way_its_ballot_comes() {
        let enrolled_at = at("2026-06-03T08:00:00Z");
        let until = at("2026-06-04T08:00:00Z");
        for route in [Route::Direct, Route::Forwarded] {
            let cast = |received_at| accepted_under(enrolled_at, MeetingState::Open, route, received_at);
            assert_eq!(cast("2026-06-03T08:00:00Z"), Err(Refusal::KeyCooling { until }));
            assert_eq!(cast("2026-06-04T07:59:59.999999Z"), Err(Refusal::KeyCooling { until }));
            assert_eq!(cast("2026-06-04T08:00:00Z"), Ok(()));
        }
    }

    #[test]
    fn an_inbox_may_be_a_minute_ahead_and_no_more() {
        let now = at("2026-06-02T08:00:00Z");
        assert_eq!(check_forwarding_time(at("2026-06-02T08:01:00Z"), now), Ok(()));
        let ahead = check_forwarding_time(at("2026-06-02T08:01:00.000001Z"), now);
        assert_eq!(ahead, Err(Refusal::ForwardingAhead));
    }
}
