use jiff::civil::date;
use uuid::Uuid;

use super::means::{Known, Petitioned, Registered};
use super::*;
use crate::domain::annals::{
    Actor, Annals, Book, Call, Consequence, DueKind, Event, Moment, NoticeRefusal, NoticedElection,
    NoticedMatter, NoticedMeeting, Outcome, Person, ProcessId, Said, Scene,
};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::identity::Role;
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::{CandidateId, MatterId, MeetingId};
use crate::domain::register::{OwnerId, Registers};
use crate::domain::rules::procedure::{Obligation, WholeReelection};
use crate::domain::rules::{MatterKind, Procedure};

const ELECTING: MeetingId = MeetingId::new(Uuid::from_u128(100));
const COMMITTEE: ProcessId = ProcessId::new(Uuid::from_u128(100));
const RECALLING: MeetingId = MeetingId::new(Uuid::from_u128(200));
const FILLING: MeetingId = MeetingId::new(Uuid::from_u128(300));
const RECALL: RecallId = RecallId::new(Uuid::from_u128(7));

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn hash(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn of(meeting: MeetingId, candidate: &str) -> MemberId {
    MemberId { meeting, candidate: candidate.parse().unwrap() }
}

fn member(candidate: &str) -> MemberId {
    of(ELECTING, candidate)
}

fn candidates(names: &[&str]) -> Vec<CandidateId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// The grant of a member is told by the last letter of the candidate.
fn grant(candidate: &str) -> Uuid {
    Uuid::from_u128(1000 + u128::from(*candidate.as_bytes().last().unwrap()))
}

/// One key for each grant, and for what is given back in its place.
fn key_of(grant: Uuid) -> Fingerprint {
    hash(u8::try_from(grant.as_u128() % 1000).unwrap_or(250))
}

fn given(grant: Uuid, role: Role, until: Option<Instant>) -> Event {
    Event::Granted { grant, role, until, key: key_of(grant) }
}

fn owner(candidate: &str) -> OwnerId {
    format!("o-{candidate}").parse().unwrap()
}

fn matter(id: &str, kind: &str, election: Option<(u32, &[&str])>) -> NoticedMatter {
    NoticedMatter {
        matter: id.parse().unwrap(),
        kind: MatterKind::new(kind).unwrap(),
        election: election.map(|(seats, names)| NoticedElection { seats, candidates: candidates(names) }),
    }
}

fn noticed(meeting: MeetingId, matters: Vec<NoticedMatter>) -> NoticedMeeting {
    let (opens_at, closes_at) = (at("2026-03-01T00:00:00Z"), at("2026-03-10T00:00:00Z"));
    NoticedMeeting { meeting, call: Call::Regular, opens_at, closes_at, matters }
}

/// A community with its committees and a clock of its own.
struct Estate {
    book: Committees,
    procedure: Procedure,
    calendar: Calendar,
    annals: Annals,
    registers: Registers,
    now: Instant,
}

impl Estate {
    fn new() -> Self {
        Self {
            book: Committees::default(),
            procedure: Procedure::default(),
            calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default()),
            annals: Annals::default(),
            registers: Registers::default(),
            now: at("2026-05-04T02:00:00Z"),
        }
    }

    /// Five members a to e with seats and grants, two alternates f and g; nobody is chair yet.
    fn elected() -> Self {
        let mut estate = Self::new();
        estate.elects(ELECTING, (5, &["a", "b", "c", "d", "e"]), &["f", "g"]);
        for name in ["a", "b", "c", "d", "e"] {
            estate.seats(name);
        }
        estate
    }

    fn scene(&self) -> Scene<'_> {
        let Self { procedure, calendar, annals, registers, .. } = self;
        Scene { procedure, calendar, annals, registers }
    }

    fn hears(&mut self, event: &Event) -> Vec<Consequence> {
        let moment = Moment { index: 1, at: self.now };
        self.annals.hear(event, moment, (&self.calendar, &self.registers));
        let mut book = std::mem::take(&mut self.book);
        let follows = book.hear(event, moment, &self.scene());
        self.book = book;
        for follow in &follows {
            self.publishes(*follow);
        }
        follows
    }

    /// What the action does right behind: the record says so, and the book hears it.
    fn publishes(&mut self, follow: Consequence) {
        match follow {
            Consequence::EndGrant { grant, .. } => self.hears(&Event::GrantEnded { grant }),
            // What is given back has a new identifier; here 1000 more.
            Consequence::RestoreGrant { grant } => self.hears(&Event::Granted {
                grant: Uuid::from_u128(grant.as_u128() + 1000),
                role: Role::Member,
                until: None,
                key: key_of(grant),
            }),
        };
    }

    fn elects(&mut self, meeting: MeetingId, (seats, elected): (u32, &[&str]), alternates: &[&str]) {
        let names = [elected, alternates].concat();
        let matters = vec![matter("m-1", "committee_election", Some((seats, &names)))];
        self.hears(&Event::Noticed(Box::new(noticed(meeting, matters))));
        let outcome = Outcome::Elected { elected: candidates(elected), alternates: candidates(alternates) };
        self.hears(&Event::Counted { meeting, outcomes: vec![("m-1".parse().unwrap(), outcome)] });
        self.hears(&Event::Announced { meeting });
    }

    /// A grant is given and named.
    fn seats(&mut self, name: &str) {
        self.hears(&given(grant(name), Role::Member, None));
        let deed = CommitteeDeed::TakeSeat { member: member(name), grant: grant(name) };
        self.does(&by_owner(name), &deed, name).unwrap();
    }

    /// Somebody does something; the register and the candidacies know the candidate of this name.
    fn does(
        &mut self,
        by: &Actor,
        deed: &CommitteeDeed,
        candidate: &str,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let known = Known {
            owner: Some(owner(candidate)),
            registered: Registered::Listed,
            petitioned: Petitioned::Unfit,
        };
        self.does_knowing(by, deed, known)
    }

    fn does_knowing(
        &mut self,
        by: &Actor,
        deed: &CommitteeDeed,
        known: Known,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        assert!(deed.signers().contains(&by.role), "{deed:?} by {}", by.role);
        let mut book = std::mem::take(&mut self.book);
        let said = Said { process: COMMITTEE, by, moment: Moment { index: 1, at: self.now }, deed };
        let before = book.clone();
        let taken = book.take_knowing(&said, known, &self.scene());
        assert!(taken.is_ok() || book == before, "what is refused changes nothing");
        self.book = book;
        for follow in taken.iter().flatten() {
            self.publishes(*follow);
        }
        taken
    }

    fn committee(&self) -> &Committee {
        self.book.get(COMMITTEE).unwrap()
    }

    fn standing(&self, name: &str) -> Standing {
        self.committee().member(&member(name)).unwrap().standing
    }

    fn allows(&self, meeting: &NoticedMeeting) -> Result<(), NoticeRefusal> {
        self.book.allows_notice(meeting, Moment { index: 1, at: self.now }, &self.scene())
    }

    fn chooses(&mut self, chair: &str, voters: &[&str]) -> Vec<Consequence> {
        let deed = CommitteeDeed::VoteChair { member: member(chair) };
        voters.iter().flat_map(|name| self.does(&by_member(name), &deed, chair).unwrap()).collect()
    }

    /// A recall of the member `a` that `b` and `c` propose.
    fn proposes(&mut self) {
        let deed = CommitteeDeed::ProposeRecall { recall: RECALL, member: member("a"), grounds: hash(1) };
        self.does(&by_member("b"), &deed, "a").unwrap();
        self.does(&by_member("c"), &CommitteeDeed::SupportRecall { recall: RECALL }, "a").unwrap();
    }

    fn recall(&self) -> &Recall {
        self.committee().recalls.get(&RECALL).unwrap()
    }

    /// That recall, heard and put to a meeting that is noticed and counted.
    fn recalls(&mut self, outcome: Outcome) {
        let deed = CommitteeDeed::RecordHearing { recall: RECALL, hearing: Hearing::Heard, minutes: hash(2) };
        self.does(&officer(Role::Convener), &deed, "a").unwrap();
        let deed = put("m-1");
        self.does(&officer(Role::Convener), &deed, "a").unwrap();
        let meeting = noticed(RECALLING, vec![matter("m-1", "committee_recall", None)]);
        self.allows(&meeting).unwrap();
        self.hears(&Event::Noticed(Box::new(meeting)));
        let outcomes = vec![("m-1".parse().unwrap(), outcome)];
        self.hears(&Event::Counted { meeting: RECALLING, outcomes });
    }

    fn lacks(&self, lack: Lack) -> bool {
        self.committee().lacks().contains(&lack)
    }
}

fn put(matter: &str) -> CommitteeDeed {
    CommitteeDeed::PutRecall { recall: RECALL, meeting: RECALLING, matter: matter.parse().unwrap() }
}

fn by_owner(candidate: &str) -> Actor {
    Actor { person: Person([1; 32]), role: Role::Owner, owner: Some(owner(candidate)), grants: Vec::new() }
}

fn by_member(candidate: &str) -> Actor {
    Actor { person: Person([2; 32]), role: Role::Member, owner: None, grants: vec![grant(candidate)] }
}

fn officer(role: Role) -> Actor {
    Actor { person: Person([3; 32]), role, owner: None, grants: vec![Uuid::from_u128(5)] }
}

fn resign(name: &str) -> CommitteeDeed {
    CommitteeDeed::Resign { member: member(name) }
}

#[test]
fn an_announced_election_makes_a_committee_and_a_counted_one_does_not() {
    let mut estate = Estate::new();
    let matters = vec![matter("m-1", "committee_election", Some((3, &["a", "b", "c", "d"])))];
    estate.hears(&Event::Noticed(Box::new(noticed(ELECTING, matters))));
    let elected = Outcome::Elected { elected: candidates(&["c", "a", "b"]), alternates: candidates(&["d"]) };
    let outcomes = vec![("m-1".parse::<MatterId>().unwrap(), elected)];
    estate.hears(&Event::Counted { meeting: ELECTING, outcomes });
    assert!(estate.book.current().is_none());
    estate.hears(&Event::Announced { meeting: ELECTING });
    let (process, committee) = estate.book.current().unwrap();
    assert_eq!((process, committee.state, committee.seats), (COMMITTEE, CommitteeState::Constituting, 3));
    let order: Vec<_> =
        committee.members.iter().map(|own| (own.id.candidate.as_str(), own.standing)).collect();
    let called = Standing::Called;
    assert_eq!(order, [("c", called), ("a", called), ("b", called), ("d", Standing::Alternate)]);
}

#[test]
fn nobody_elected_makes_no_committee() {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (5, &[]), &[]);
    assert!(estate.book.current().is_none());
}

#[test]
fn only_the_elected_owner_takes_the_seat_and_with_a_free_grant_of_a_member() {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (3, &["a", "b", "c"]), &["d"]);
    let take = |name: &str, own: &str| CommitteeDeed::TakeSeat { member: member(name), grant: grant(own) };
    let refused = estate.does(&by_owner("a"), &take("a", "a"), "a");
    assert_eq!(refused, Err(CommitteeRefusal::GrantUnfit), "nobody gave that grant");
    estate.hears(&given(grant("a"), Role::Member, Some(estate.now)));
    assert_eq!(estate.does(&by_owner("a"), &take("a", "a"), "a"), Err(CommitteeRefusal::GrantUnfit));
    estate.hears(&given(grant("s"), Role::Secretary, None));
    assert_eq!(estate.does(&by_owner("a"), &take("a", "s"), "a"), Err(CommitteeRefusal::GrantUnfit));
    estate.hears(&given(grant("a"), Role::Member, None));
    assert_eq!(estate.does(&by_owner("b"), &take("a", "a"), "a"), Err(CommitteeRefusal::AnotherOwner));
    let unknown = Known { owner: None, registered: Registered::Unknown, petitioned: Petitioned::Unfit };
    let refused = estate.does_knowing(&by_owner("a"), &take("a", "a"), unknown);
    assert_eq!(refused, Err(CommitteeRefusal::UnknownCandidate));
    assert_eq!(estate.does(&by_owner("z"), &take("z", "a"), "z"), Err(CommitteeRefusal::UnknownMember));
    assert_eq!(estate.does(&by_owner("a"), &take("a", "a"), "a"), Ok(Vec::new()));
    assert_eq!(estate.standing("a"), Standing::Seated);
    let taken = estate.does(&by_owner("b"), &take("b", "a"), "b");
    assert_eq!(taken, Err(CommitteeRefusal::GrantUnfit), "it is that of another seat");
    estate.hears(&given(grant("d"), Role::Member, None));
    let refused = estate.does(&by_owner("d"), &take("d", "d"), "d");
    assert!(matches!(refused, Err(CommitteeRefusal::Standing(_))), "an alternate has no seat: {refused:?}");
}

#[test]
fn the_chair_is_who_more_than_half_of_all_members_vote_for() {
    let mut estate = Estate::elected();
    estate.chooses("a", &["a", "b"]);
    assert_eq!(estate.committee().state, CommitteeState::Constituting);
    assert!(estate.lacks(Lack::Chair));
    estate.chooses("b", &["c"]);
    estate.chooses("a", &["d"]);
    assert_eq!(estate.committee().state, CommitteeState::Acting);
    assert_eq!(estate.committee().chair, Some((member("a"), estate.now)));
    assert!(estate.committee().changes.is_empty(), "the first chair is no change");
    let outsider =
        estate.does(&officer(Role::Member), &CommitteeDeed::VoteChair { member: member("a") }, "a");
    assert_eq!(outsider, Err(CommitteeRefusal::NotAMember));
}

#[test]
fn half_of_an_even_number_chooses_no_chair_although_a_place_lets_half_decide() {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (4, &["a", "b", "c", "d"]), &[]);
    for name in ["a", "b", "c", "d"] {
        estate.seats(name);
    }
    estate.chooses("a", &["a", "b"]);
    assert_eq!(estate.committee().chair, None);
    estate.chooses("a", &["c"]);
    assert!(estate.committee().chair.is_some());
}

#[test]
fn another_chair_ends_the_office_of_chair_and_not_the_seat() {
    let mut estate = Estate::elected();
    let of_chair = Uuid::from_u128(77);
    estate.hears(&given(of_chair, Role::Chair, None));
    let name = CommitteeDeed::NameGrant { member: member("a"), grant: of_chair };
    assert_eq!(estate.does(&by_owner("a"), &name, "a"), Err(CommitteeRefusal::NotTheChair));
    estate.chooses("a", &["a", "b", "c"]);
    estate.does(&by_owner("a"), &name, "a").unwrap();
    let follows = estate.chooses("b", &["b", "c", "d"]);
    let reason = "the committee chose another chair";
    assert_eq!(follows, [Consequence::EndGrant { grant: of_chair, reason }]);
    assert_eq!(estate.standing("a"), Standing::Seated);
    assert_eq!(estate.committee().changes.len(), 1);
}

#[test]
fn a_member_who_resigns_loses_the_office_at_once_and_the_first_alternate_steps_in() {
    let mut estate = Estate::elected();
    estate.chooses("a", &["a", "b", "c"]);
    let reason = "resigned";
    let follows = estate.does(&by_member("a"), &resign("a"), "a").unwrap();
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("a"), reason }]);
    assert_eq!(estate.committee().state, CommitteeState::Constituting, "it was the chair");
    assert_eq!([estate.standing("f"), estate.standing("g")], [Standing::Called, Standing::Alternate]);
    estate.seats("f");
    assert_eq!(estate.committee().left(), 5);
    let again = estate.does(&by_owner("a"), &resign("a"), "a");
    assert!(matches!(again, Err(CommitteeRefusal::Standing(_))), "{again:?}");
    let kinds: Vec<_> = estate.committee().changes.iter().map(|own| own.kind).collect();
    assert_eq!(kinds, [ChangeKind::Left, ChangeKind::SteppedIn]);
}

#[test]
fn whoever_does_not_want_the_seat_says_so_and_nobody_resigns_for_another() {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (3, &["a", "b", "c"]), &["d"]);
    assert_eq!(estate.does(&by_owner("b"), &resign("a"), "a"), Err(CommitteeRefusal::AnotherOwner));
    assert_eq!(estate.does(&by_member("b"), &resign("a"), "a"), Err(CommitteeRefusal::NotAMember));
    assert_eq!(estate.does(&by_owner("a"), &resign("a"), "a"), Ok(Vec::new()));
    assert_eq!(estate.standing("d"), Standing::Called);
}

#[test]
fn a_seat_ends_by_itself_when_the_register_has_the_owner_no_more() {
    let mut estate = Estate::elected();
    let deed = CommitteeDeed::StateEnd {
        member: member("b"),
        event: EndingEvent::NoLongerOwner,
        register: Some(2),
        evidence: hash(4),
    };
    let office = officer(Role::Supervisor);
    for registered in [Registered::Unknown, Registered::Listed] {
        let known = Known { owner: Some(owner("b")), registered, petitioned: Petitioned::Unfit };
        assert_eq!(estate.does_knowing(&office, &deed, known), Err(CommitteeRefusal::StillOwner));
    }
    let known =
        Known { owner: Some(owner("b")), registered: Registered::Gone, petitioned: Petitioned::Unfit };
    let follows = estate.does_knowing(&office, &deed, known).unwrap();
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("b"), reason: "no_longer_owner" }]);
    assert_eq!(estate.committee().cause(&member("b")), Some(EndCause::NoLongerOwner));
}

fn lost_capacity(name: &str) -> CommitteeDeed {
    let event = EndingEvent::LostCapacity;
    CommitteeDeed::StateEnd { member: member(name), event, register: None, evidence: hash(4) }
}

#[test]
fn an_end_that_does_not_hold_is_corrected_and_the_alternate_steps_back() {
    let mut estate = Estate::elected();
    estate.does(&officer(Role::Secretary), &lost_capacity("b"), "b").unwrap();
    estate.seats("f");
    let correct = CommitteeDeed::CorrectEnd { member: member("b"), evidence: hash(5) };
    let follows = estate.does(&officer(Role::Supervisor), &correct, "b").unwrap();
    let restored = Consequence::RestoreGrant { grant: grant("b") };
    let back = Consequence::EndGrant { grant: grant("f"), reason: "stepped back" };
    assert_eq!(follows, [restored, back]);
    assert_eq!([estate.standing("b"), estate.standing("f")], [Standing::Seated, Standing::Alternate]);
    estate.does(&by_member("c"), &resign("c"), "c").unwrap();
    let correct = CommitteeDeed::CorrectEnd { member: member("c"), evidence: hash(5) };
    let refused = estate.does(&officer(Role::Supervisor), &correct, "c");
    assert_eq!(refused, Err(CommitteeRefusal::NotStated), "whoever resigned did so themselves");
}

#[test]
fn whoever_stepped_in_for_one_who_stepped_in_gives_the_seat_back_too() {
    let mut estate = Estate::elected();
    estate.does(&officer(Role::Secretary), &lost_capacity("b"), "b").unwrap();
    estate.does(&by_owner("f"), &resign("f"), "f").unwrap();
    assert_eq!(estate.standing("g"), Standing::Called);
    let correct = CommitteeDeed::CorrectEnd { member: member("b"), evidence: hash(5) };
    estate.does(&officer(Role::Supervisor), &correct, "b").unwrap();
    assert_eq!([estate.standing("g"), estate.standing("b")], [Standing::Alternate, Standing::Seated]);
    assert_eq!(estate.committee().left(), 5);
}

#[test]
fn fewer_than_half_left_means_the_whole_committee_is_elected_again() {
    let mut estate = Estate::elected();
    estate.chooses("e", &["c", "d", "e"]);
    for name in ["f", "g", "a", "b"] {
        estate.does(&by_owner(name), &resign(name), name).unwrap();
    }
    assert_eq!(estate.committee().state, CommitteeState::Acting, "three of five are left");
    let fill = CommitteeDeed::FillSeats { meeting: FILLING };
    estate.does(&officer(Role::Convener), &fill, "a").unwrap();
    estate.does(&by_owner("c"), &resign("c"), "c").unwrap();
    assert_eq!(estate.committee().state, CommitteeState::ToBeReelected, "two of five are left");
    assert!(estate.lacks(Lack::Members));
    let meeting = noticed(FILLING, vec![matter("m-1", "committee_election", Some((1, &["h"])))]);
    assert!(estate.allows(&meeting).unwrap_err().0.contains("the whole"));
    let refused = estate.does(&officer(Role::Convener), &fill, "a");
    assert!(matches!(refused, Err(CommitteeRefusal::Transition(_))), "{refused:?}");
    estate.elects(MeetingId::new(Uuid::from_u128(400)), (5, &["p", "q", "r", "s", "t"]), &[]);
    assert_eq!(estate.committee().state, CommitteeState::Succeeded);
    assert_eq!(estate.book.current().unwrap().1.predecessor, Some(ELECTING));
}

#[test]
fn half_is_enough_to_stay_where_the_law_says_fewer_and_not_where_it_says_not_more() {
    for (rule, state) in [
        (WholeReelection::FewerThanHalf, CommitteeState::Constituting),
        (WholeReelection::NotMoreThanHalf, CommitteeState::ToBeReelected),
    ] {
        let mut estate = Estate::new();
        estate.procedure.whole_reelection.value = rule;
        estate.elects(ELECTING, (4, &["a", "b", "c", "d"]), &[]);
        estate.does(&by_owner("a"), &resign("a"), "a").unwrap();
        estate.does(&by_owner("b"), &resign("b"), "b").unwrap();
        assert_eq!(estate.committee().state, state);
        let refused =
            estate.does(&officer(Role::Convener), &CommitteeDeed::FillSeats { meeting: FILLING }, "a");
        assert!(refused.is_err(), "not more than half are left");
    }
}

#[test]
fn single_seats_are_filled_by_a_meeting_that_was_prepared_for_it() {
    let mut estate = Estate::elected();
    for name in ["f", "g", "a"] {
        estate.does(&by_owner(name), &resign(name), name).unwrap();
    }
    let fill = CommitteeDeed::FillSeats { meeting: FILLING };
    estate.does(&officer(Role::Convener), &fill, "a").unwrap();
    let meeting = |seats| noticed(FILLING, vec![matter("m-1", "committee_election", Some((seats, &["h"])))]);
    assert!(estate.allows(&meeting(2)).unwrap_err().0.contains("at most 1"));
    assert!(estate.allows(&noticed(FILLING, Vec::new())).is_err(), "it elects nobody");
    assert_eq!(estate.allows(&meeting(1)), Ok(()));
    estate.elects(FILLING, (1, &["h"]), &["i"]);
    let committee = estate.book.current().unwrap();
    assert_eq!((committee.0, committee.1.left(), committee.1.vacant()), (COMMITTEE, 5, 0));
    assert_eq!(committee.1.member(&of(FILLING, "i")).unwrap().standing, Standing::Alternate);
    estate.hears(&Event::Annulled { meeting: FILLING });
    assert_eq!(estate.committee().cause(&of(FILLING, "h")), Some(EndCause::ElectionAnnulled));
    assert_eq!(estate.committee().vacant(), 1);
}

#[test]
fn a_recall_takes_a_third_of_the_members_and_not_one_fewer() {
    let mut estate = Estate::elected();
    let deed = CommitteeDeed::ProposeRecall { recall: RECALL, member: member("a"), grounds: hash(1) };
    assert_eq!(estate.does(&by_member("a"), &deed, "a"), Err(CommitteeRefusal::SupportedAlready));
    estate.does(&by_member("b"), &deed, "a").unwrap();
    assert_eq!(estate.recall().state, RecallState::Proposed, "one of five is no third");
    assert_eq!(estate.does(&by_member("c"), &deed, "a"), Err(CommitteeRefusal::RecallExists));
    let support = CommitteeDeed::SupportRecall { recall: RECALL };
    assert_eq!(estate.does(&by_member("b"), &support, "a"), Err(CommitteeRefusal::SupportedAlready));
    let refused = estate.does(&officer(Role::Convener), &put("m-1"), "a");
    assert!(matches!(refused, Err(CommitteeRefusal::Recall(_))), "{refused:?}");
    estate.does(&by_member("c"), &support, "a").unwrap();
    assert_eq!(estate.recall().state, RecallState::Supported, "two of five are");
    let mut three = Estate::new();
    three.elects(ELECTING, (3, &["a", "b", "c"]), &[]);
    for name in ["a", "b", "c"] {
        three.seats(name);
    }
    three.does(&by_member("b"), &deed, "a").unwrap();
    assert_eq!(three.recall().state, RecallState::Supported, "one of three is exactly a third");
}

#[test]
fn a_recall_on_petition_needs_one_that_demands_it() {
    let mut estate = Estate::elected();
    let deed = CommitteeDeed::AdoptPetition {
        recall: RECALL,
        member: member("a"),
        petition: ProcessId::new(Uuid::from_u128(9)),
        grounds: hash(1),
    };
    let convener = officer(Role::Convener);
    assert_eq!(estate.does(&convener, &deed, "a"), Err(CommitteeRefusal::PetitionUnfit));
    let known = Known { owner: None, registered: Registered::Unknown, petitioned: Petitioned::Demanded };
    estate.does_knowing(&convener, &deed, known.clone()).unwrap();
    assert_eq!(estate.recall().state, RecallState::Supported);
    assert_eq!(estate.does_knowing(&convener, &deed, known), Err(CommitteeRefusal::RecallExists));
}

#[test]
fn a_recall_is_noticed_only_as_it_was_put_and_after_the_hearing() {
    let mut estate = Estate::elected();
    let meeting = noticed(RECALLING, vec![matter("m-1", "committee_recall", None)]);
    assert!(estate.allows(&meeting).unwrap_err().0.contains("first put a recall"));
    estate.proposes();
    estate.does(&officer(Role::Convener), &put("m-2"), "a").unwrap();
    assert!(estate.allows(&meeting).is_err(), "it was put as another matter");
    estate.does(&officer(Role::Convener), &put("m-1"), "a").unwrap();
    assert!(estate.allows(&meeting).unwrap_err().0.contains("hearing"));
    estate.procedure.recall_hearing.value = Obligation::None;
    assert_eq!(estate.allows(&meeting), Ok(()));
    estate.procedure.recall_hearing.value = Obligation::Required;
    let deed = CommitteeDeed::RecordHearing { recall: RECALL, hearing: Hearing::Declined, minutes: hash(2) };
    estate.does(&officer(Role::ResidentsCommittee), &deed, "a").unwrap();
    assert_eq!(estate.allows(&meeting), Ok(()));
    estate.hears(&Event::Noticed(Box::new(meeting)));
    let refused = estate.does(&officer(Role::Convener), &put("m-1"), "a");
    assert_eq!(refused, Err(CommitteeRefusal::NoticeGiven));
}

#[test]
fn a_recall_that_carries_ends_the_seat_when_it_is_announced_and_the_alternate_steps_in() {
    let mut estate = Estate::elected();
    estate.proposes();
    estate.recalls(Outcome::Carried);
    assert_eq!(estate.standing("a"), Standing::Seated, "a count decides nothing yet");
    let follows = estate.hears(&Event::Announced { meeting: RECALLING });
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("a"), reason: "recalled" }]);
    assert_eq!((estate.standing("a"), estate.recall().state), (Standing::Ended, RecallState::Carried));
    assert_eq!(estate.standing("f"), Standing::Called);
    estate.seats("f");
    let follows = estate.hears(&Event::Annulled { meeting: RECALLING });
    let restored = Consequence::RestoreGrant { grant: grant("a") };
    let back = Consequence::EndGrant { grant: grant("f"), reason: "stepped back" };
    assert_eq!(follows, [restored, back], "an annulled recall gives the seat back");
    assert_eq!((estate.standing("a"), estate.recall().state), (Standing::Seated, RecallState::Supported));
}

#[test]
fn a_suspended_member_loses_the_office_and_has_it_back_when_the_recall_fails() {
    let mut estate = Estate::elected();
    let deed = CommitteeDeed::Suspend { recall: RECALL, reasons: hash(3) };
    let office = officer(Role::Supervisor);
    assert_eq!(estate.does(&office, &deed, "a"), Err(CommitteeRefusal::UnknownRecall));
    estate.proposes();
    let follows = estate.does(&office, &deed, "a").unwrap();
    let reason = "suspended until a recall is decided";
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("a"), reason }]);
    assert_eq!((estate.standing("a"), estate.committee().left()), (Standing::Suspended, 5));
    let vote = CommitteeDeed::VoteChair { member: member("b") };
    assert_eq!(estate.does(&by_member("a"), &vote, "b"), Err(CommitteeRefusal::NotAMember));
    estate.recalls(Outcome::Rejected);
    let follows = estate.hears(&Event::Announced { meeting: RECALLING });
    assert_eq!(follows, [Consequence::RestoreGrant { grant: grant("a") }]);
    assert_eq!((estate.standing("a"), estate.recall().state), (Standing::Seated, RecallState::Failed));
    assert_eq!(estate.standing("f"), Standing::Alternate);
    let again = Actor { grants: vec![Uuid::from_u128(grant("a").as_u128() + 1000)], ..by_member("a") };
    estate.does(&again, &vote, "b").unwrap();
}

#[test]
fn members_suspend_by_the_majority_of_all_and_the_one_concerned_has_no_say() {
    let mut estate = Estate::elected();
    estate.proposes();
    let deed = CommitteeDeed::Suspend { recall: RECALL, reasons: hash(3) };
    assert_eq!(estate.does(&by_member("a"), &deed, "a"), Err(CommitteeRefusal::NotAMember));
    for name in ["b", "c", "c"] {
        assert_eq!(estate.does(&by_member(name), &deed, "a"), Ok(Vec::new()));
    }
    assert_eq!(estate.standing("a"), Standing::Seated, "two of five, one of them twice");
    assert_eq!(estate.does(&by_member("d"), &deed, "a").unwrap().len(), 1);
    let lift = CommitteeDeed::LiftSuspension { recall: RECALL, reasons: hash(4) };
    let follows = estate.does(&officer(Role::Supervisor), &lift, "a").unwrap();
    assert_eq!(follows, [Consequence::RestoreGrant { grant: grant("a") }]);
}

#[test]
fn a_recall_whose_meeting_is_called_off_can_be_put_to_another_and_one_of_who_left_lapses() {
    let mut estate = Estate::elected();
    estate.proposes();
    estate.does(&officer(Role::Convener), &put("m-1"), "a").unwrap();
    estate.hears(&Event::Cancelled { meeting: RECALLING });
    assert_eq!((estate.recall().state, estate.recall().put.clone()), (RecallState::Supported, None));
    estate.does(&officer(Role::Convener), &put("m-1"), "a").unwrap();
    estate.does(&by_member("a"), &resign("a"), "a").unwrap();
    assert_eq!(estate.recall().state, RecallState::Lapsed);
}

#[test]
fn seals_wait_for_the_acknowledgement_and_rights_do_not() {
    let mut estate = Estate::elected();
    estate.chooses("a", &["a", "b", "c"]);
    let seals = |seals: &[SealKind]| CommitteeDeed::HandOutSeals {
        seals: seals.to_vec(),
        keeper: member("b"),
        protocol: hash(8),
    };
    let both = [SealKind::Assembly, SealKind::Committee];
    let office = officer(Role::Supervisor);
    assert_eq!(estate.does(&by_member("a"), &seals(&both), "b"), Err(CommitteeRefusal::NotAcknowledged));
    estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(6) }, "a").unwrap();
    let again = estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(7) }, "a");
    assert_eq!(again, Err(CommitteeRefusal::NothingToFile));
    let back = CommitteeDeed::ReturnFiling { package: hash(6), answer: hash(9) };
    estate.does(&office, &back, "a").unwrap();
    assert!(estate.lacks(Lack::Filing));
    estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(7) }, "a").unwrap();
    let wrong = CommitteeDeed::AcknowledgeFiling { package: hash(1), answer: hash(9) };
    assert_eq!(estate.does(&office, &wrong, "a"), Err(CommitteeRefusal::UnknownFiling));
    let acknowledge = CommitteeDeed::AcknowledgeFiling { package: hash(7), answer: hash(9) };
    estate.does(&office, &acknowledge, "a").unwrap();
    assert_eq!(estate.does(&by_member("a"), &seals(&[]), "b"), Err(CommitteeRefusal::Seals));
    let twice = [SealKind::Committee, SealKind::Committee];
    assert_eq!(estate.does(&by_member("a"), &seals(&twice), "b"), Err(CommitteeRefusal::Seals));
    estate.does(&by_member("a"), &seals(&both), "b").unwrap();
    assert_eq!(estate.committee().lacks(), []);
    estate.does(&by_member("b"), &resign("b"), "b").unwrap();
    assert!(estate.lacks(Lack::SealKeeper) && estate.lacks(Lack::ChangeFiling));
    estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(11) }, "a").unwrap();
    assert_eq!(estate.committee().filings.last().unwrap().covers, Covers::Changes { from: 0, until: 2 });
}

#[test]
fn what_is_due_ends_with_the_last_day_and_not_an_instant_earlier() {
    let mut estate = Estate::elected();
    let zone = Zone::new("Asia/Shanghai").unwrap();
    let first = |estate: &Estate, what| {
        let dues = estate.book.dues(&estate.scene());
        dues.into_iter().find(|own| own.what == what).unwrap()
    };
    let chair = first(&estate, DueKind::ChairElection);
    assert_eq!(chair.until, zone.end_of(date(2026, 5, 11)));
    assert_eq!(first(&estate, DueKind::CommitteeFiling).until, zone.end_of(date(2026, 6, 3)));
    let until = first(&estate, DueKind::CommitteeFiling).until;
    let last = Instant::from_microseconds(until.microseconds() - 1).unwrap();
    for (moment, is_late) in [(last, false), (until, true)] {
        let mut own = Estate::elected();
        own.now = moment;
        own.does(&by_member("a"), &CommitteeDeed::File { package: hash(6) }, "a").unwrap();
        let done = first(&own, DueKind::CommitteeFiling).done_at.unwrap();
        assert_eq!(done >= until, is_late);
    }
    estate.does(&by_member("b"), &resign("b"), "b").unwrap();
    let change = first(&estate, DueKind::CommitteeChangeFiling);
    assert_eq!((change.until, change.done_at), (zone.end_of(date(2026, 6, 3)), None));
}

#[test]
fn an_election_that_is_set_aside_ends_every_office_and_brings_the_committee_before_back() {
    let mut estate = Estate::elected();
    estate.chooses("a", &["a", "b", "c"]);
    let second = MeetingId::new(Uuid::from_u128(400));
    estate.elects(second, (3, &["p", "q", "r"]), &[]);
    assert_eq!(estate.committee().state, CommitteeState::Succeeded);
    estate.hears(&Event::Annulled { meeting: second });
    assert_eq!(estate.book.current().unwrap().0, COMMITTEE);
    assert_eq!(estate.committee().state, CommitteeState::Acting);
    let follows = estate.hears(&Event::Annulled { meeting: ELECTING });
    assert_eq!(follows.len(), 5);
    assert!(estate.book.current().is_none());
    assert!(estate.book.dues(&estate.scene()).is_empty());
    let refused = estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(6) }, "a");
    assert!(matches!(refused, Err(CommitteeRefusal::Transition(_))), "{refused:?}");
}
