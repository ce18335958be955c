//! What paper ballots are for and against, in every state.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::identity::Role;

const OPENS_AT: &str = "2026-06-01T00:00:00Z";
const CLOSES_AT: &str = "2026-06-08T00:00:00Z";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn serial(number: u32) -> Serial {
    Serial::new(number).unwrap()
}

fn elector(byte: u8) -> ElectorId {
    ElectorId::from_digest(&[byte; 32])
}

fn period(at_text: &str) -> Period {
    Period { at: at(at_text), opens_at: at(OPENS_AT), closes_at: at(CLOSES_AT) }
}

fn issued(count: u8) -> Papers {
    let mut papers = Papers::default();
    let list: Vec<_> = (1..=count).map(|byte| (serial(u32::from(byte)), elector(byte))).collect();
    papers.issue(&list, at("2026-06-01T08:00:00Z")).unwrap();
    papers
}

fn came_back(received: &str) -> Return {
    Return { index: 9, received_at: at(received) }
}

fn reading(owner: &str) -> Reading {
    let signature = PaperSignature::Owners(BTreeSet::from([owner.parse().unwrap()]));
    Reading::Authentic(Content { signature, marks: BTreeMap::new() })
}

fn entered(by: &str, reading: Reading) -> Entered {
    Entered { by: Person(by.to_owned()), reading }
}

fn returned(count: u8) -> Papers {
    let mut papers = issued(count);
    for byte in 1..=count {
        let own = papers.receive(
            serial(u32::from(byte)),
            came_back("2026-06-02T10:00:00Z"),
            &period("2026-06-02T11:00:00Z"),
        );
        assert_eq!(own, Ok(PaperState::Returned));
    }
    papers
}

fn hand_count(role: Role, by: &str, numbers: Numbers) -> HandCount {
    HandCount { by: Person(by.to_owned()), role, numbers, sample: 2, reason: None }
}

#[test]
fn papers_are_numbered_without_gaps_and_an_elector_holds_one() {
    let mut papers = issued(2);
    let time = at("2026-06-02T00:00:00Z");
    assert_eq!(papers.issue(&[], time), Err(PaperError::NothingToIssue));
    assert_eq!(papers.issue(&[(serial(4), elector(9))], time), Err(PaperError::OutOfOrder(serial(4))));
    let live = PaperError::LivePaper { wanted: serial(3), held: serial(2) };
    assert_eq!(papers.issue(&[(serial(3), elector(2))], time), Err(live));
    let twice = [(serial(3), elector(9)), (serial(4), elector(9))];
    assert_eq!(papers.issue(&twice, time), Err(PaperError::LivePaper { wanted: serial(4), held: serial(3) }));
    assert_eq!(papers.numbers().issued, 2, "what is refused changes nothing");
    papers.withdraw(serial(2), Withdrawal::Damaged).unwrap();
    papers.issue(&[(serial(3), elector(2))], time).unwrap();
    assert_eq!(papers.live()[&elector(2)], serial(3));
}

#[test]
fn a_paper_that_was_spoiled_or_void_never_counts_when_it_turns_up() {
    for (why, state) in [
        (Withdrawal::Damaged, PaperState::Spoiled),
        (Withdrawal::Lost, PaperState::Void),
        (Withdrawal::Withdrawn, PaperState::Void),
        (Withdrawal::Misprinted, PaperState::Void),
    ] {
        let mut papers = issued(1);
        papers.withdraw(serial(1), why).unwrap();
        let not_out = Err(PaperError::NotOut { serial: serial(1), state });
        assert_eq!(papers.withdraw(serial(1), Withdrawal::Lost), not_out);
        let time = period("2026-06-03T00:00:00Z");
        assert_eq!(papers.receive(serial(1), came_back("2026-06-02T10:00:00Z"), &time), Ok(state));
        let nothing = Err(PaperError::NothingToRead { serial: serial(1), state });
        assert_eq!(papers.enter(serial(1), entered("ann", reading("o-1"))), nothing);
        assert_eq!(papers.settled().count(), 0);
        assert!(papers.get(serial(1)).unwrap().returned.is_some(), "that it came back is kept");
    }
}

#[test]
fn a_time_of_receipt_is_after_issue_and_opening_and_not_in_the_future() {
    let mut papers = issued(1);
    let now = period("2026-06-02T00:00:00Z");
    let mut receive = |text: &str| papers.receive(serial(1), came_back(text), &now);
    assert_eq!(receive("2026-06-02T00:00:00.000001Z"), Err(PaperError::ReceivedInFuture));
    assert_eq!(receive("2026-05-31T23:59:59Z"), Err(PaperError::ReceivedBeforeOpening));
    assert_eq!(receive("2026-06-01T07:59:59Z"), Err(PaperError::ReceivedBeforeIssue(serial(1))));
    assert_eq!(receive("2026-06-02T00:00:00Z"), Ok(PaperState::Returned));
    assert_eq!(receive("2026-06-02T00:00:00Z"), Err(PaperError::CameBackBefore(serial(1))));
    assert_eq!(
        papers.receive(serial(2), came_back("2026-06-02T00:00:00Z"), &now),
        Err(PaperError::NotIssued(serial(2)))
    );
}

#[test]
fn at_the_close_a_paper_is_late_and_nobody_reads_it() {
    let mut papers = issued(2);
    let after = period("2026-06-09T00:00:00Z");
    assert_eq!(papers.receive(serial(1), came_back(CLOSES_AT), &after), Ok(PaperState::Late));
    // Logged after the close, received before it.
    let in_time = came_back("2026-06-07T23:59:59.999999Z");
    assert_eq!(papers.receive(serial(2), in_time, &after), Ok(PaperState::Returned));
    assert!(papers.enter(serial(1), entered("ann", reading("o-1"))).is_err());
    assert_eq!(papers.unsettled(), [serial(2)]);
    let numbers = Numbers { issued: 2, returned: 2, ..Numbers::default() };
    assert_eq!(papers.numbers(), numbers);
}

#[test]
fn two_equal_readings_of_two_persons_settle_a_paper() {
    let mut papers = returned(1);
    assert_eq!(papers.enter(serial(1), entered("ann", reading("o-1"))), Ok(1));
    assert_eq!(papers.get(serial(1)).unwrap().progress(), Progress::ReadOnce);
    let again = papers.enter(serial(1), entered("ann", reading("o-1")));
    assert_eq!(again, Err(PaperError::SamePerson(serial(1))));
    assert_eq!(papers.enter(serial(1), entered("bob", reading("o-1"))), Ok(2));
    assert_eq!(papers.get(serial(1)).unwrap().settled(), Some(&reading("o-1")));
    let third = papers.enter(serial(1), entered("eve", reading("o-1")));
    assert_eq!(third, Err(PaperError::Settled(serial(1))));
}

#[test]
fn where_two_differ_a_third_person_chooses() {
    let mut papers = returned(1);
    papers.enter(serial(1), entered("ann", reading("o-1"))).unwrap();
    papers.enter(serial(1), entered("bob", Reading::NotAuthentic(Authenticity::Unsigned))).unwrap();
    assert_eq!(papers.get(serial(1)).unwrap().progress(), Progress::Differs);
    assert_eq!(papers.ready(), Err(PaperError::Unsettled(vec![serial(1)])));
    let invented = papers.enter(serial(1), entered("eve", Reading::NotAuthentic(Authenticity::Forged)));
    let neither = ReadingError::NeitherSaid("authenticity".to_owned());
    assert_eq!(invented, Err(PaperError::Reading(neither)));
    let same = papers.enter(serial(1), entered("bob", reading("o-1")));
    assert_eq!(same, Err(PaperError::SamePerson(serial(1))));
    assert_eq!(papers.enter(serial(1), entered("eve", reading("o-1"))), Ok(3));
    assert_eq!(papers.get(serial(1)).unwrap().settled(), Some(&reading("o-1")));
}

#[test]
fn papers_hold_up_the_count_until_they_are_reconciled() {
    assert_eq!(Papers::default().ready(), Ok(()), "without papers nothing is asked");
    let mut papers = returned(2);
    let numbers = papers.numbers();
    let own = hand_count(Role::Scrutineer, "eve", numbers);
    let waiting = Err(PaperError::Unsettled(vec![serial(1), serial(2)]));
    assert_eq!(papers.count(&own, (Scrutiny::InOffice, 20)), waiting);
    for (number, by) in [(1, "ann"), (1, "bob"), (2, "ann"), (2, "bob")] {
        papers.enter(serial(number), entered(by, reading("o-1"))).unwrap();
    }
    assert_eq!(papers.ready(), Err(PaperError::NotReconciled));
    papers.count(&own, (Scrutiny::InOffice, 20)).unwrap();
    assert_eq!(papers.reconciliation(), &Reconciliation::Done { index: 20, sample: 2 });
    assert_eq!(papers.ready(), Ok(()));
    let changes = [
        papers.clone().withdraw(serial(1), Withdrawal::Lost),
        papers.clone().issue(&[(serial(3), elector(3))], at(CLOSES_AT)),
        papers.clone().enter(serial(1), entered("eve", reading("o-1"))).map(|_| ()),
        papers.clone().count(&own, (Scrutiny::InOffice, 21)),
        papers.clone().receive(serial(2), came_back(CLOSES_AT), &period("2026-06-09T00:00:00Z")).map(|_| ()),
    ];
    for change in changes {
        assert_eq!(change, Err(PaperError::Reconciled));
    }
}

#[test]
fn a_difference_is_the_scrutineers_to_explain() {
    let mut papers = issued(1);
    let recorded = papers.numbers();
    let counted = Numbers { issued: 1, void: 1, ..Numbers::default() };
    let unbalanced = Err(PaperError::Count(CountMistake::Unbalanced { counted, recorded }));
    let own = hand_count(Role::Scrutineer, "eve", counted);
    assert_eq!(papers.count(&own, (Scrutiny::InOffice, 5)), unbalanced);
    let secretary = hand_count(Role::Secretary, "ann", counted);
    let explained = HandCount { reason: Some("One was burnt.".to_owned()), ..secretary };
    assert_eq!(papers.count(&explained, (Scrutiny::Vacant, 5)), unbalanced);
    let needless = HandCount { numbers: recorded, reason: Some("None".to_owned()), ..own.clone() };
    let nothing = Err(PaperError::Count(CountMistake::NothingToExplain));
    assert_eq!(papers.count(&needless, (Scrutiny::InOffice, 5)), nothing);
    let explained = HandCount { reason: Some("One was burnt.".to_owned()), ..own };
    assert_eq!(papers.count(&explained, (Scrutiny::InOffice, 5)), Ok(()));
}

#[test]
fn without_a_scrutineer_the_secretary_and_a_second_officer_count() {
    let mut papers = issued(1);
    let numbers = papers.numbers();
    let mut count = |role, by, sample, scrutiny| {
        let own = HandCount { sample, ..hand_count(role, by, numbers) };
        papers.count(&own, (scrutiny, 7))
    };
    let refused = |mistake| Err(PaperError::Count(mistake));
    assert_eq!(count(Role::Secretary, "ann", 2, Scrutiny::InOffice), refused(CountMistake::ScrutineerCounts));
    assert_eq!(count(Role::Convener, "bob", 2, Scrutiny::Vacant), refused(CountMistake::SecretaryFirst));
    assert_eq!(count(Role::Secretary, "ann", 2, Scrutiny::Vacant), Ok(()));
    assert_eq!(count(Role::Convener, "ann", 2, Scrutiny::Vacant), refused(CountMistake::SamePerson));
    assert_eq!(count(Role::Convener, "bob", 3, Scrutiny::Vacant), refused(CountMistake::OtherSample(2)));
    assert_eq!(
        count(Role::Convener, "bob", SAMPLE_MAX + 1, Scrutiny::Vacant),
        refused(CountMistake::SampleTooLarge)
    );
    assert_eq!(count(Role::Convener, "bob", 2, Scrutiny::Vacant), Ok(()));
    assert_eq!(papers.ready(), Ok(()));
    let none = hand_count(Role::Scrutineer, "eve", Numbers::default());
    let nothing = Papers::default().count(&none, (Scrutiny::InOffice, 1));
    assert_eq!(nothing, refused(CountMistake::NothingIssued));
}

#[test]
fn a_first_count_that_something_overtook_is_made_again() {
    let mut papers = issued(2);
    let first = hand_count(Role::Secretary, "ann", papers.numbers());
    papers.count(&first, (Scrutiny::Vacant, 7)).unwrap();
    papers.withdraw(serial(1), Withdrawal::Lost).unwrap();
    let second = hand_count(Role::Convener, "bob", papers.numbers());
    let refused = Err(PaperError::Count(CountMistake::SecretaryFirst));
    assert_eq!(papers.count(&second, (Scrutiny::Vacant, 9)), refused);
    let again = hand_count(Role::Secretary, "ann", papers.numbers());
    papers.count(&again, (Scrutiny::Vacant, 10)).unwrap();
    papers.count(&second, (Scrutiny::Vacant, 11)).unwrap();
    assert_eq!(papers.reconciliation(), &Reconciliation::Done { index: 11, sample: 2 });
}

#[test]
fn the_sample_is_reported_on_once_and_whole() {
    let mut papers = issued(1);
    assert_eq!(papers.report(&[], &[], 9), Err(PaperError::NotReconciled));
    let own = hand_count(Role::Scrutineer, "eve", papers.numbers());
    papers.count(&own, (Scrutiny::InOffice, 8)).unwrap();
    let sample = [serial(1), serial(3)];
    assert_eq!(papers.report(&[serial(3), serial(1)], &sample, 9), Err(PaperError::OtherSample));
    assert_eq!(papers.report(&sample, &sample, 9), Ok(()));
    assert_eq!(papers.report(&sample, &sample, 9), Err(PaperError::Sampled));
}

proptest! {
    #[test]
    fn whatever_is_tried_in_whatever_order_the_numbers_add_up_and_every_elector_has_one_live_paper(
        attempts in prop::collection::vec((0_u8..6, 1_u32..12, 0_u8..6), 0..120)
    ) {
        let mut papers = Papers::default();
        for (index, (what, number, which)) in (0..).zip(attempts) {
            let before = papers.clone();
            let own = serial(number);
            let day = format!("2026-06-0{}T12:00:00Z", which + 3);
            let person = ["ann", "bob", "eve"][usize::from(which % 3)];
            let outcome = match what {
                0 => papers.issue(&[(own, elector(which))], at("2026-06-01T08:00:00Z")),
                1 => papers.withdraw(own, Withdrawal::ALL[usize::from(which % 4)]),
                2 | 3 => {
                    let returned = Return { index, received_at: at(&day) };
                    papers.receive(own, returned, &period("2026-06-09T00:00:00Z")).map(|_| ())
                }
                4 => papers.enter(own, entered(person, reading(["o-1", "o-2"][usize::from(which % 2)]))).map(|_| ()),
                _ => {
                    let numbers = Numbers { issued: u64::from(number), ..papers.numbers() };
                    papers.count(&hand_count(Role::Scrutineer, person, numbers), (Scrutiny::InOffice, index))
                }
            };
            if outcome.is_err() {
                prop_assert_eq!(&papers, &before, "what is refused changes nothing");
            }
            let numbers = papers.numbers();
            prop_assert!(numbers.add_up());
            prop_assert_eq!(numbers.issued, papers.iter().count() as u64);
            let live: Vec<_> = papers.iter().filter(|(_, paper)| paper.is_live()).map(|(_, own)| own.elector).collect();
            prop_assert_eq!(live.iter().collect::<BTreeSet<_>>().len(), live.len());
            for (_, paper, settled) in papers.settled() {
                prop_assert_eq!(paper.state, PaperState::Returned);
                let persons: BTreeSet<_> = paper.readings.iter().map(|own| &own.by).collect();
                prop_assert_eq!(persons.len(), paper.readings.len());
                prop_assert!(paper.readings.iter().filter(|own| own.reading == *settled).count() >= 2);
            }
            if papers.reconciliation() != &Reconciliation::Open {
                prop_assert!(papers.unsettled().is_empty());
            }
        }
    }
}
