//! Sittings, deed by deed: how they are called and who comes.

mod deciding;

use uuid::Uuid;

use super::*;
use crate::domain::annals::{Actor, Annals, DueKind, Moment, Person};
use crate::domain::ballots::{Answer, Fingerprint};
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::identity::Role;
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::MatterId;
use crate::domain::quantities::Fraction;
use crate::domain::register::Registers;
use crate::domain::rules::procedure::{AssemblyKinds, Majority};
use crate::domain::rules::{MatterKind, Parameter, Procedure, Source};

/// The day of the sitting is Monday, 22 June in Shanghai; 7 full days before it the 14th is the last day for the
/// agenda, 5 before it the 16th for telling.
const BEGINS: &str = "2026-06-22T02:00:00Z";
const ENDS: &str = "2026-06-22T12:00:00Z";
const AGENDA_UNTIL: &str = "2026-06-14T16:00:00Z";
const TELL_UNTIL: &str = "2026-06-16T16:00:00Z";
const CALLED: &str = "2026-06-10T04:00:00Z";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn just_before(text: &str) -> Instant {
    Instant::from_microseconds(at(text).microseconds() - 1).unwrap()
}

fn print(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn item_id(text: &str) -> MatterId {
    text.parse().unwrap()
}

fn kind(text: &str) -> MatterKind {
    MatterKind::new(text).unwrap()
}

fn member(number: u8) -> Actor {
    let grants = vec![Uuid::from_u128(u128::from(number))];
    Actor { person: Person([number; 32]), role: Role::Member, owner: None, grants }
}

/// The first member, as the chair, under the grant of that office.
fn chair() -> Actor {
    Actor { role: Role::Chair, grants: vec![Uuid::from_u128(100)], ..member(1) }
}

fn officer(role: Role) -> Actor {
    Actor { person: Person([200; 32]), role, owner: None, grants: vec![Uuid::from_u128(200)] }
}

fn parameter<T>(value: T, article: &str) -> Parameter<T> {
    Parameter { value, source: Source::verified(article).unwrap() }
}

fn listed(name: &str, article: &str) -> AssemblyKinds {
    [(kind(name), Source::verified(article).unwrap())].into_iter().collect()
}

/// A committee with its sittings, driven by deeds at given times.
struct House {
    seats: Vec<Seat>,
    calendar: Calendar,
    days: [Parameter<u16>; 3],
    petition: Parameter<Fraction>,
    quorum: Parameter<Majority>,
    decision: Parameter<Majority>,
    kinds: AssemblyKinds,
    book: Sittings,
}

impl House {
    fn of(members: u8) -> Self {
        let seat = |own: u8| Seat { grant: Uuid::from_u128(u128::from(own)), person: Person([own; 32]) };
        Self {
            seats: (1..=members).map(seat).collect(),
            calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default()),
            days: [parameter(7, "art 39"), parameter(5, "art 45"), parameter(3, "art 46")],
            petition: parameter("1/3".parse().unwrap(), "art 44"),
            quorum: parameter(Majority::more_than_half(), "art 45"),
            decision: parameter(Majority::more_than_half(), "art 45"),
            kinds: listed("manager_hire", "art 278(1)(4)"),
            book: Sittings::default(),
        }
    }

    fn process() -> ProcessId {
        ProcessId::new(Uuid::from_u128(7))
    }

    fn act(&mut self, by: &Actor, deed: &SittingDeed, at: Instant) -> Result<(), SittingRefusal> {
        let said = Said { process: Self::process(), by, moment: Moment { index: 0, at }, deed };
        let bench = Bench::new(self.seats.clone(), self.seats.len());
        let terms = Terms {
            bench: &bench,
            calendar: &self.calendar,
            agenda_days: &self.days[0],
            telling_days: &self.days[1],
            posting_days: &self.days[2],
            petition: &self.petition,
            quorum: &self.quorum,
            decision: &self.decision,
            assembly_kinds: &self.kinds,
        };
        self.book.take_under(&said, &terms)
    }

    fn sitting(&self) -> &Sitting {
        self.book.get(Self::process()).unwrap()
    }

    /// Called by the chair, and told.
    fn told(members: u8) -> Self {
        let mut house = Self::of(members);
        house.act(&chair(), &call(), at(CALLED)).unwrap();
        house.act(&officer(Role::Secretary), &tell(), at(CALLED)).unwrap();
        house
    }

    /// In session, with so many members there.
    fn gathered(members: u8, there: u8) -> Self {
        let mut house = Self::told(members);
        for own in 1..=there {
            house.act(&member(own), &SittingDeed::Attend, at(BEGINS)).unwrap();
        }
        house
    }

    fn put(&mut self, text: u8) -> Result<(), SittingRefusal> {
        self.act(&chair(), &SittingDeed::Put { item: item_id("gate"), text: print(text) }, at(BEGINS))
    }

    fn sign(&mut self, own: u8, answer: Answer) -> Result<(), SittingRefusal> {
        self.act(&member(own), &sign(1, answer), at(BEGINS))
    }
}

fn agenda() -> Agenda {
    let item = |id, name| Item { id: item_id(id), title: "修理大门".to_owned(), kind: kind(name) };
    Agenda {
        begins_at: at(BEGINS),
        ends_at: at(ENDS),
        place: "小区会议室".to_owned(),
        document: print(9),
        items: vec![item("gate", "upkeep"), item("lamps", "upkeep")],
    }
}

fn call() -> SittingDeed {
    SittingDeed::Call(agenda())
}

fn tell() -> SittingDeed {
    SittingDeed::Tell { letter: print(8) }
}

fn petition() -> SittingDeed {
    SittingDeed::Petition { reason: print(7) }
}

fn sign(text: u8, answer: Answer) -> SittingDeed {
    SittingDeed::Sign { item: item_id("gate"), text: print(text), answer }
}

fn close() -> SittingDeed {
    SittingDeed::Close { minutes: print(6) }
}

fn postponed(begins_at: &str, ends_at: &str) -> SittingDeed {
    SittingDeed::Postpone { begins_at: at(begins_at), ends_at: at(ends_at), reason: print(5) }
}

#[test]
fn a_member_cannot_call_a_sitting_that_nobody_asked_for() {
    let mut house = House::of(5);
    let refused = house.act(&member(2), &call(), at(CALLED));
    assert_eq!(refused, Err(SittingRefusal::NotTheirsToCall { asked: 0, all: 5 }));
}

#[test]
fn a_third_of_the_members_has_a_sitting_called_and_fewer_do_not() {
    let mut house = House::of(6);
    house.act(&member(2), &petition(), at(CALLED)).unwrap();
    let refused = house.act(&member(2), &call(), at(CALLED));
    assert_eq!(refused, Err(SittingRefusal::NotTheirsToCall { asked: 1, all: 6 }));
    assert_eq!(house.act(&member(2), &petition(), at(CALLED)), Err(SittingRefusal::PetitionedTwice));
    house.act(&member(3), &petition(), at(CALLED)).unwrap();
    let refused = house.act(&member(4), &call(), at(CALLED));
    assert_eq!(refused, Err(SittingRefusal::NotTheirsToCall { asked: 2, all: 6 }), "they did not ask");
    house.act(&member(3), &call(), at(CALLED)).unwrap();
    assert_eq!(house.sitting().state, SittingState::Called);
}

#[test]
fn who_asked_and_left_the_committee_counts_no_more() {
    let mut house = House::of(6);
    for own in [2, 3] {
        house.act(&member(own), &petition(), at(CALLED)).unwrap();
    }
    house.seats.retain(|seat| seat.person != Person([2; 32]));
    let refused = house.act(&member(3), &call(), at(CALLED));
    assert_eq!(refused, Err(SittingRefusal::NotTheirsToCall { asked: 1, all: 5 }));
}

#[test]
fn nothing_but_a_petition_or_a_call_opens_a_sitting() {
    let mut house = House::of(5);
    for deed in [tell(), SittingDeed::Attend, sign(1, Answer::For), close(), SittingDeed::Disperse] {
        assert_eq!(house.act(&chair(), &deed, at(CALLED)), Err(SittingRefusal::Unknown), "{deed:?}");
    }
    assert_eq!(house.book.iter().count(), 0);
}

#[test]
fn the_agenda_is_posted_seven_full_days_before_to_the_last_instant() {
    let mut late = House::of(5);
    let refused = late.act(&chair(), &call(), at(AGENDA_UNTIL));
    let (days, article) = (7, "art 39".to_owned());
    assert_eq!(refused, Err(SittingRefusal::AgendaLate { days, until: at(AGENDA_UNTIL), article }));
    let mut in_time = House::of(5);
    in_time.act(&chair(), &call(), just_before(AGENDA_UNTIL)).unwrap();
}

#[test]
fn the_residents_committee_is_told_five_full_days_before_to_the_last_instant() {
    let until = at(TELL_UNTIL);
    for (when, expected) in [
        (just_before(TELL_UNTIL), Ok(())),
        (until, Err(SittingRefusal::ToldLate { days: 5, until, article: "art 45".to_owned() })),
    ] {
        let mut house = House::of(5);
        house.act(&chair(), &call(), at(CALLED)).unwrap();
        assert_eq!(house.act(&officer(Role::Secretary), &tell(), when), expected);
    }
}

#[test]
fn telling_is_for_the_secretary_the_chair_and_whoever_called() {
    let mut house = House::of(6);
    for own in [2, 3] {
        house.act(&member(own), &petition(), at(CALLED)).unwrap();
    }
    house.act(&member(2), &call(), at(CALLED)).unwrap();
    assert_eq!(house.act(&member(3), &tell(), at(CALLED)), Err(SittingRefusal::NotTheirsToRun));
    house.act(&member(2), &tell(), at(CALLED)).unwrap();
    assert_eq!(house.act(&chair(), &tell(), at(CALLED)), Err(SittingRefusal::ToldTwice));
}

#[test]
fn nobody_attends_a_sitting_of_which_the_residents_committee_was_not_told() {
    let mut house = House::of(5);
    house.act(&chair(), &call(), at(CALLED)).unwrap();
    let refused = house.act(&member(2), &SittingDeed::Attend, at(BEGINS));
    assert_eq!(refused, Err(SittingRefusal::NotTold { article: "art 45".to_owned() }));
    house.act(&chair(), &postponed("2026-06-29T02:00:00Z", "2026-06-29T12:00:00Z"), at(BEGINS)).unwrap();
    house.act(&chair(), &tell(), at(BEGINS)).unwrap();
    house.act(&member(2), &SittingDeed::Attend, at("2026-06-29T02:00:00Z")).unwrap();
}

#[test]
fn a_sitting_is_only_moved_to_a_later_time() {
    let mut house = House::told(5);
    let earlier = postponed("2026-06-21T02:00:00Z", "2026-06-21T12:00:00Z");
    assert_eq!(house.act(&chair(), &earlier, at(CALLED)), Err(SittingRefusal::NotLater));
    let mut same = House::told(5);
    assert_eq!(same.act(&chair(), &postponed(BEGINS, ENDS), at(CALLED)), Err(SittingRefusal::NotLater));
}

#[test]
fn a_later_time_leaves_the_days_to_tell_the_residents_committee_to_the_last_instant() {
    let later = postponed("2026-06-29T02:00:00Z", "2026-06-29T12:00:00Z");
    let until = "2026-06-23T16:00:00Z";
    let mut in_time = House::told(5);
    in_time.act(&chair(), &later, just_before(until)).unwrap();
    assert_eq!(in_time.sitting().called.as_ref().map(|own| own.told_at), Some(None), "told again");
    let mut late = House::told(5);
    let refused = late.act(&chair(), &later, at(until));
    assert_eq!(
        refused,
        Err(SittingRefusal::ToldLate { days: 5, until: at(until), article: "art 45".to_owned() })
    );
}

#[test]
fn a_member_attends_from_the_beginning_to_the_last_instant() {
    for (when, expected) in [
        (just_before(BEGINS), Err(SittingRefusal::NotBegun(at(BEGINS)))),
        (at(BEGINS), Ok(())),
        (just_before(ENDS), Ok(())),
        (at(ENDS), Err(SittingRefusal::Over(at(ENDS)))),
    ] {
        let mut house = House::told(5);
        assert_eq!(house.act(&member(2), &SittingDeed::Attend, when), expected);
    }
}

#[test]
fn the_member_who_makes_more_than_half_opens_the_session() {
    for (members, needed) in [(5, 3), (6, 4), (7, 4)] {
        assert_eq!(House::gathered(members, needed - 1).sitting().state, SittingState::Called);
        assert_eq!(House::gathered(members, needed).sitting().state, SittingState::InSession);
    }
}

#[test]
fn a_member_sits_once_and_the_chair_has_no_second_seat() {
    let mut house = House::gathered(5, 1);
    assert_eq!(house.act(&chair(), &SittingDeed::Attend, at(BEGINS)), Err(SittingRefusal::AttendsAlready));
}

#[test]
fn who_has_no_seat_neither_attends_nor_signs() {
    let mut house = House::gathered(5, 3);
    house.put(1).unwrap();
    for deed in [SittingDeed::Attend, sign(1, Answer::For)] {
        assert_eq!(house.act(&member(9), &deed, at(BEGINS)), Err(SittingRefusal::NoSeat));
    }
    assert_eq!(house.sign(4, Answer::For), Err(SittingRefusal::DoesNotAttend));
}

#[test]
fn visitors_attend_once_and_complete_no_quorum() {
    let mut house = House::gathered(5, 2);
    let visitor = officer(Role::ResidentsCommittee);
    house.act(&visitor, &SittingDeed::Visit, at(BEGINS)).unwrap();
    assert_eq!(house.act(&visitor, &SittingDeed::Visit, at(BEGINS)), Err(SittingRefusal::VisitsAlready));
    assert_eq!((house.sitting().state, house.sitting().visits.len()), (SittingState::Called, 1));
}

#[test]
fn the_chair_does_not_call_off_what_the_members_asked_for() {
    let mut house = House::of(3);
    house.act(&member(2), &petition(), at(CALLED)).unwrap();
    house.act(&member(2), &call(), at(CALLED)).unwrap();
    let cancel = SittingDeed::Cancel { reason: print(5) };
    assert_eq!(house.act(&chair(), &cancel, at(CALLED)), Err(SittingRefusal::NotTheirsToRun));
    house.act(&chair(), &tell(), at(CALLED)).unwrap();
    house.act(&member(2), &cancel, at(CALLED)).unwrap();
}
