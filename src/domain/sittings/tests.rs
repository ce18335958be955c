//! Sittings, deed by deed.

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
fn a_decision_needs_more_than_half_of_all_members_and_not_of_those_who_came() {
    let mut house = House::gathered(7, 4);
    house.put(1).unwrap();
    for own in 1..=3 {
        house.sign(own, Answer::For).unwrap();
    }
    assert_eq!(
        house.sitting().decision(&item_id("gate")),
        None,
        "three of the four who came, not of all seven"
    );
    house.sign(4, Answer::For).unwrap();
    let decision = house.sitting().decision(&item_id("gate")).unwrap();
    assert_eq!((decision.by.len(), decision.all), (4, 7));
    house.act(&member(5), &SittingDeed::Attend, at(BEGINS)).unwrap();
    house.act(&member(6), &SittingDeed::Attend, at(BEGINS)).unwrap();
    house.sign(5, Answer::For).unwrap();
    house.sign(6, Answer::Against).unwrap();
    let later = house.sitting().decision(&item_id("gate")).unwrap();
    assert_eq!((later.by.len(), later.all, house.sitting().items[0].signatures.len()), (5, 7, 6));
    assert_eq!(house.put(2), Err(SittingRefusal::Decided(item_id("gate"))));
}

#[test]
fn half_of_all_decides_where_the_rule_includes_the_number() {
    let mut house = House::gathered(6, 4);
    house.decision.value = Majority::at_least_half();
    house.put(1).unwrap();
    for own in 1..=3 {
        assert_eq!(house.sitting().decision(&item_id("gate")), None);
        house.sign(own, Answer::For).unwrap();
    }
    assert!(house.sitting().decision(&item_id("gate")).is_some());
}

#[test]
fn whoever_is_against_or_abstains_carries_nothing() {
    let mut house = House::gathered(5, 5);
    house.put(1).unwrap();
    house.sign(1, Answer::For).unwrap();
    house.sign(2, Answer::For).unwrap();
    house.sign(3, Answer::Against).unwrap();
    house.sign(4, Answer::Abstain).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")), None);
    assert_eq!(house.sign(3, Answer::For), Err(SittingRefusal::SignedTwice(item_id("gate"))));
    house.sign(5, Answer::For).unwrap();
    let decision = house.sitting().decision(&item_id("gate")).unwrap();
    assert_eq!(decision.by, [1, 2, 5].map(Uuid::from_u128));
}

#[test]
fn signatures_of_a_text_say_nothing_of_the_one_that_took_its_place() {
    let mut house = House::gathered(5, 3);
    assert_eq!(
        house.sign(1, Answer::For),
        Err(SittingRefusal::OtherText(item_id("gate"))),
        "nothing was put"
    );
    house.put(1).unwrap();
    house.sign(1, Answer::For).unwrap();
    house.sign(2, Answer::For).unwrap();
    house.put(2).unwrap();
    assert_eq!(house.sign(3, Answer::For), Err(SittingRefusal::OtherText(item_id("gate"))));
    house.act(&member(3), &sign(2, Answer::For), at(BEGINS)).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")), None);
    for own in [1, 2] {
        house.act(&member(own), &sign(2, Answer::For), at(BEGINS)).unwrap();
    }
    assert_eq!(house.sitting().decision(&item_id("gate")).map(|own| own.text), Some(print(2)));
}

#[test]
fn a_member_whose_seat_ended_carries_nothing_any_more() {
    let mut house = House::gathered(5, 4);
    house.put(1).unwrap();
    house.sign(1, Answer::For).unwrap();
    house.sign(2, Answer::For).unwrap();
    house.seats.retain(|seat| seat.person != Person([2; 32]));
    house.sign(3, Answer::For).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")), None, "two of the four who are left");
    house.sign(4, Answer::For).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")).map(|own| own.all), Some(4));
}

#[test]
fn what_the_assembly_decides_is_refused_with_its_article() {
    let mut house = House::of(5);
    let mut wrong = agenda();
    wrong.items[1].kind = kind("manager_hire");
    let refused = house.act(&chair(), &SittingDeed::Call(wrong), at(CALLED)).unwrap_err();
    let SittingRefusal::OfTheAssembly { item, kind: own, article } = &refused else { panic!("{refused}") };
    assert_eq!((item, own, article.as_str()), (&item_id("lamps"), &kind("manager_hire"), "art 278(1)(4)"));
    assert!(refused.to_string().contains("art 278(1)(4)"));
}

#[test]
fn a_kind_that_became_the_assemblys_after_the_call_is_not_decided_either() {
    let mut house = House::gathered(5, 3);
    house.put(1).unwrap();
    house.kinds = listed("upkeep", "covenant art 9");
    for refused in [house.put(2), house.sign(1, Answer::For)] {
        assert!(matches!(refused, Err(SittingRefusal::OfTheAssembly { .. })), "{refused:?}");
    }
}

#[test]
fn an_agenda_says_something_and_every_item_once() {
    let changed = |change: fn(&mut Agenda)| {
        let mut own = agenda();
        change(&mut own);
        House::of(5).act(&chair(), &SittingDeed::Call(own), at(CALLED))
    };
    assert_eq!(changed(|own| own.items.clear()), Err(SittingRefusal::ItemCount));
    assert_eq!(changed(|own| own.place = " ".to_owned()), Err(SittingRefusal::TextLength));
    assert_eq!(changed(|own| own.items[0].title = "名".repeat(201)), Err(SittingRefusal::TextLength));
    assert_eq!(
        changed(|own| own.items[1].id = own.items[0].id.clone()),
        Err(SittingRefusal::ItemTwice(item_id("gate")))
    );
    assert_eq!(changed(|own| own.ends_at = own.begins_at), Err(SittingRefusal::Hours));
    let longest = |own: &mut Agenda| own.ends_at = own.begins_at.plus_seconds(SITTING_SECONDS_MAX);
    assert_eq!(changed(longest), Ok(()));
    let longer = |own: &mut Agenda| own.ends_at = own.begins_at.plus_seconds(SITTING_SECONDS_MAX + 1);
    assert_eq!(changed(longer), Err(SittingRefusal::Hours));
}

#[test]
fn only_items_of_the_posted_agenda_are_decided() {
    let mut house = House::gathered(5, 3);
    let other = SittingDeed::Put { item: item_id("roof"), text: print(1) };
    assert_eq!(house.act(&chair(), &other, at(BEGINS)), Err(SittingRefusal::NoSuchItem(item_id("roof"))));
}

#[test]
fn what_was_decided_is_posted_within_three_days_counted_from_the_decision() {
    let mut house = House::gathered(5, 3);
    assert_eq!(house.sitting().post_until, None);
    house.put(1).unwrap();
    for own in 1..=3 {
        house.sign(own, Answer::For).unwrap();
    }
    assert_eq!(house.sitting().post_until, Some(at("2026-06-25T16:00:00Z")));
    house.act(&chair(), &close(), at(ENDS)).unwrap();
    let post = SittingDeed::Post { evidence: print(4) };
    house.act(&officer(Role::Secretary), &post, at("2026-06-26T02:00:00Z")).unwrap();
    assert_eq!(house.sitting().posted_at, Some(at("2026-06-26T02:00:00Z")), "late, and told as late");
}

#[test]
fn until_its_end_the_chair_closes_a_sitting_and_then_anybody_in_office() {
    let mut house = House::gathered(5, 3);
    let refused = house.act(&member(2), &close(), just_before(ENDS));
    assert_eq!(refused, Err(SittingRefusal::NotTheirsToEnd(at(ENDS))));
    house.act(&member(2), &close(), at(ENDS)).unwrap();
    assert_eq!(house.sitting().minutes, Some(print(6)));
}

#[test]
fn a_sitting_to_which_too_few_came_is_dispersed_and_not_closed() {
    let mut house = House::gathered(5, 2);
    assert!(matches!(house.act(&chair(), &close(), at(ENDS)), Err(SittingRefusal::Transition(_))));
    house.act(&officer(Role::Secretary), &SittingDeed::Disperse, at(ENDS)).unwrap();
    assert_eq!(house.sitting().state, SittingState::Dispersed);
}

#[test]
fn a_sitting_is_called_off_to_its_beginning_and_not_after() {
    let cancel = SittingDeed::Cancel { reason: print(3) };
    let mut house = House::told(5);
    assert_eq!(house.act(&member(2), &cancel, at(CALLED)), Err(SittingRefusal::NotTheirsToRun));
    assert_eq!(house.act(&chair(), &cancel, at(BEGINS)), Err(SittingRefusal::HasBegun(at(BEGINS))));
    house.act(&chair(), &cancel, just_before(BEGINS)).unwrap();
    assert_eq!(house.sitting().state, SittingState::Cancelled);
}

#[test]
fn a_refused_deed_changes_nothing() {
    let mut house = House::gathered(5, 3);
    let before = house.book.clone();
    assert!(house.sign(1, Answer::For).is_err());
    assert!(house.act(&member(9), &SittingDeed::Attend, at(BEGINS)).is_err());
    assert_eq!(house.book, before);
}

#[test]
fn what_a_sitting_lacks_is_said_at_every_step() {
    use SittingLack as L;
    let mut house = House::of(3);
    house.act(&member(1), &petition(), at(CALLED)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Call]);
    house.act(&member(1), &call(), at(CALLED)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Telling, L::Quorum]);
    house.act(&member(1), &tell(), at(CALLED)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Quorum]);
    for own in [1, 2] {
        house.act(&member(own), &SittingDeed::Attend, at(BEGINS)).unwrap();
    }
    assert_eq!(house.sitting().lacks(), [L::Decisions, L::Minutes]);
    house.put(1).unwrap();
    for own in [1, 2] {
        house.sign(own, Answer::For).unwrap();
    }
    house.act(&member(1), &close(), at(ENDS)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Posting]);
    let post = SittingDeed::Post { evidence: print(4) };
    house.act(&officer(Role::Secretary), &post, at(ENDS)).unwrap();
    assert_eq!(house.sitting().lacks(), []);
}

/// What is due, each with its last instant and when it was done.
fn dues(house: &House) -> Vec<(DueKind, Instant, Option<Instant>)> {
    let (procedure, annals, registers) = (Procedure::default(), Annals::default(), Registers::default());
    let calendar = &house.calendar;
    let scene = Scene { procedure: &procedure, calendar, annals: &annals, registers: &registers };
    house.book.dues(&scene).into_iter().map(|due| (due.what, due.until, due.done_at)).collect()
}

#[test]
fn what_is_due_around_a_sitting_is_told_until_when_and_whether_it_was_done() {
    let mut house = House::gathered(3, 1);
    let called = Some(at(CALLED));
    let before =
        [(DueKind::SittingAgenda, at(AGENDA_UNTIL), called), (DueKind::SittingTold, at(TELL_UNTIL), called)];
    assert_eq!(dues(&house), before, "nobody was in session, and nothing is decided");
    house.act(&member(2), &SittingDeed::Attend, at(BEGINS)).unwrap();
    house.put(1).unwrap();
    for own in [1, 2] {
        house.sign(own, Answer::For).unwrap();
    }
    let posting = (DueKind::DecisionPosting, at("2026-06-25T16:00:00Z"), None);
    // Two months after 22 June, to the end of that day.
    let next = (DueKind::NextSitting, at("2026-08-22T16:00:00Z"), None);
    assert_eq!(dues(&house), [before[0], before[1], posting, next]);
}

#[test]
fn nothing_is_due_of_a_sitting_that_was_called_off() {
    let mut house = House::told(3);
    house.act(&chair(), &SittingDeed::Cancel { reason: print(3) }, at(CALLED)).unwrap();
    assert_eq!(dues(&house), []);
}

#[test]
fn two_months_after_the_end_of_december_is_the_end_of_february() {
    let mut house = House::told(3);
    let (begins, ends) = ("2026-12-31T02:00:00Z", "2026-12-31T12:00:00Z");
    house.act(&chair(), &postponed(begins, ends), at(CALLED)).unwrap();
    house.act(&chair(), &tell(), at(CALLED)).unwrap();
    for own in [1, 2] {
        house.act(&member(own), &SittingDeed::Attend, at(begins)).unwrap();
    }
    assert!(dues(&house).contains(&(DueKind::NextSitting, at("2027-02-28T16:00:00Z"), None)));
}
