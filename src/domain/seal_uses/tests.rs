//! Uses of seals, deed by deed.

use super::*;
use crate::domain::instants::Instant;
use crate::domain::rules::Source;
use crate::domain::sittings::Seat;

fn print(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn member(number: u8) -> Actor {
    let grants = vec![Uuid::from_u128(u128::from(number))];
    Actor { person: Person([number; 32]), role: Role::Member, owner: None, grants }
}

fn secretary() -> Actor {
    Actor { role: Role::Secretary, ..member(200) }
}

fn process() -> ProcessId {
    ProcessId::new(Uuid::from_u128(7))
}

/// A committee of so many members with its uses of seals.
struct House {
    bench: Bench,
    decision: Parameter<Majority>,
    book: SealUses,
    index: u64,
}

impl House {
    fn of(members: u8) -> Self {
        let source = Source::verified("art 45").unwrap();
        Self {
            bench: bench(1..=members),
            decision: Parameter { value: Majority::more_than_half(), source },
            book: SealUses::default(),
            index: 0,
        }
    }

    fn requested(members: u8) -> Self {
        let mut house = Self::of(members);
        house.act(&secretary(), &request()).unwrap();
        house
    }

    fn act(&mut self, by: &Actor, deed: &SealUseDeed) -> Result<(), SealUseRefusal> {
        self.act_in(process(), by, deed)
    }

    fn act_in(&mut self, process: ProcessId, by: &Actor, deed: &SealUseDeed) -> Result<(), SealUseRefusal> {
        self.index += 1;
        let at: Instant = "2026-06-22T02:00:00Z".parse().unwrap();
        let said = Said { process, by, moment: Moment { index: self.index, at }, deed };
        self.book.take_under(&said, (&self.bench, &self.decision), &Sittings::default())
    }

    fn state(&self) -> SealUseState {
        self.book.get(process()).unwrap().state
    }
}

fn bench(members: impl Iterator<Item = u8>) -> Bench {
    let seat = |own: u8| Seat {
        grant: Uuid::from_u128(u128::from(own)),
        person: Person([own; 32]),
        grants: std::collections::BTreeSet::new(),
    };
    let seats: Vec<_> = members.map(seat).collect();
    let all = seats.len();
    Bench::new(seats, all)
}

fn request() -> SealUseDeed {
    SealUseDeed::Request {
        seal: SealKind::Committee,
        document: print(1),
        title: "电梯维保合同".to_owned(),
        decided_in: None,
    }
}

fn approve(document: u8) -> SealUseDeed {
    SealUseDeed::Approve { document: print(document) }
}

fn set() -> SealUseDeed {
    SealUseDeed::Use { evidence: print(2) }
}

#[test]
fn a_seal_is_not_set_below_the_majority_of_all_members() {
    let mut house = House::requested(5);
    for own in [1, 2] {
        house.act(&member(own), &approve(1)).unwrap();
    }
    let refused = house.act(&secretary(), &set()).unwrap_err();
    let expected = "2 of all 5 members approve, which is not > 1/2 of all (art 45)";
    assert_eq!((refused.to_string().as_str(), house.state()), (expected, SealUseState::Requested));
    house.act(&member(3), &approve(1)).unwrap();
    assert_eq!(house.state(), SealUseState::Approved);
    house.act(&secretary(), &set()).unwrap();
    assert_eq!(house.state(), SealUseState::Used);
}

#[test]
fn a_seal_is_set_once() {
    let mut house = House::requested(3);
    for own in [1, 2] {
        house.act(&member(own), &approve(1)).unwrap();
    }
    house.act(&secretary(), &set()).unwrap();
    for deed in [set(), approve(1), SealUseDeed::Withdraw] {
        let by = if matches!(deed, SealUseDeed::Approve { .. }) { member(3) } else { secretary() };
        assert!(matches!(house.act(&by, &deed), Err(SealUseRefusal::Transition(_))), "{deed:?}");
    }
}

#[test]
fn whoever_declines_does_not_approve_and_nobody_answers_twice() {
    let mut house = House::requested(3);
    let decline = SealUseDeed::Decline { document: print(1), reason: print(3) };
    house.act(&member(1), &decline).unwrap();
    assert_eq!(house.act(&member(1), &approve(1)), Err(SealUseRefusal::AnsweredTwice));
    house.act(&member(2), &approve(1)).unwrap();
    assert!(matches!(house.act(&member(2), &set()), Err(SealUseRefusal::TooFew { approved: 1, all: 3, .. })));
}

#[test]
fn approvals_are_of_the_document_and_of_ones_own_seat() {
    let mut house = House::requested(5);
    assert_eq!(house.act(&member(1), &approve(9)), Err(SealUseRefusal::OtherDocument));
    assert_eq!(house.act(&member(9), &approve(1)), Err(SealUseRefusal::NoSeat));
}

#[test]
fn a_member_who_left_meanwhile_approves_nothing_any_more() {
    let mut house = House::requested(5);
    for own in 1..=3 {
        house.act(&member(own), &approve(1)).unwrap();
    }
    house.bench = bench([1, 2, 4, 5].into_iter());
    assert!(matches!(
        house.act(&secretary(), &set()),
        Err(SealUseRefusal::TooFew { approved: 2, all: 4, .. })
    ));
    house.act(&member(4), &approve(1)).unwrap();
    house.act(&secretary(), &set()).unwrap();
}

#[test]
fn a_use_begins_with_a_request_that_says_what_is_sealed() {
    let mut house = House::of(3);
    assert_eq!(house.act(&member(1), &approve(1)), Err(SealUseRefusal::Unknown));
    assert_eq!(house.act(&member(9), &request()), Err(SealUseRefusal::NoSeat));
    let SealUseDeed::Request { seal, document, .. } = request() else { unreachable!() };
    let untitled = SealUseDeed::Request { seal, document, title: " ".to_owned(), decided_in: None };
    assert_eq!(house.act(&secretary(), &untitled), Err(SealUseRefusal::TitleLength));
    house.act(&secretary(), &request()).unwrap();
    assert_eq!(house.act(&secretary(), &request()), Err(SealUseRefusal::RequestedTwice));
}

#[test]
fn a_request_names_no_decision_that_was_not_taken() {
    let mut house = House::of(3);
    let SealUseDeed::Request { seal, document, title, .. } = request() else { unreachable!() };
    let item: MatterId = "gate".parse().unwrap();
    let decided_in = Some(DecidedIn { sitting: process(), item: item.clone() });
    let deed = SealUseDeed::Request { seal, document, title, decided_in };
    assert_eq!(house.act(&secretary(), &deed), Err(SealUseRefusal::NotDecided(item)));
}

#[test]
fn whoever_asked_takes_it_back_and_nobody_else() {
    let mut house = House::requested(3);
    assert_eq!(house.act(&member(1), &SealUseDeed::Withdraw), Err(SealUseRefusal::NotTheirs));
    house.act(&secretary(), &SealUseDeed::Withdraw).unwrap();
    assert_eq!(house.state(), SealUseState::Withdrawn);
}

#[test]
fn the_register_has_what_was_sealed_in_the_order_of_the_record() {
    let mut house = House::of(1);
    let [first, second, third] = [9, 3, 5].map(|own| ProcessId::new(Uuid::from_u128(own)));
    for process in [second, first, third] {
        house.act_in(process, &secretary(), &request()).unwrap();
        house.act_in(process, &member(1), &approve(1)).unwrap();
    }
    for process in [first, second] {
        house.act_in(process, &secretary(), &set()).unwrap();
    }
    let register: Vec<_> = house.book.register().into_iter().map(|(process, _)| process).collect();
    assert_eq!(register, [first, second]);
}
