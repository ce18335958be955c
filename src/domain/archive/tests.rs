//! Documents of the archive, deed by deed.

use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::domain::annals::{Actor, Annals, Person};
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::{Instant, Zone};
use crate::domain::register::Registers;
use crate::domain::rules::Procedure;

fn process(number: u128) -> ProcessId {
    ProcessId::new(Uuid::from_u128(number))
}

/// On 1 July in Shanghai, half an hour after midnight, when it still is June elsewhere.
fn act(book: &mut Archive, number: u128, deed: &ArchiveDeed) -> Result<(), ArchiveRefusal> {
    act_as(Role::Secretary, book, number, deed)
}

fn act_as(role: Role, book: &mut Archive, number: u128, deed: &ArchiveDeed) -> Result<(), ArchiveRefusal> {
    let by = Actor { person: Person([1; 32]), role, owner: None, grants: Vec::new() };
    let at: Instant = "2026-06-30T16:30:00Z".parse().unwrap();
    let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default());
    let (procedure, annals, registers) = (Procedure::default(), Annals::default(), Registers::default());
    let scene = Scene { procedure: &procedure, calendar: &calendar, annals: &annals, registers: &registers };
    let index = u64::try_from(number).unwrap();
    let said = Said { process: process(number), by: &by, moment: Moment { index, at }, deed };
    book.take(&said, &scene).map(|follows| assert!(follows.is_empty()))
}

fn entry(class: ArchiveClass) -> Entry {
    Entry {
        title: "2026年第二季度公共收益账目".to_owned(),
        class,
        document: Fingerprint([1; 32]),
        access: ArchiveAccess::Open,
        days: Some(Days { first: date(2026, 4, 1), last: date(2026, 6, 30) }),
        about: None,
        replaces: None,
    }
}

fn entered(class: ArchiveClass, change: impl Fn(&mut Entry)) -> Result<(), ArchiveRefusal> {
    let mut own = entry(class);
    change(&mut own);
    act(&mut Archive::default(), 1, &ArchiveDeed::Enter(own))
}

#[test]
fn accounts_name_days_that_are_over_where_the_community_is() {
    let accounts = ArchiveClass::FundAccount;
    assert_eq!(entered(accounts, |_| ()), Ok(()));
    assert_eq!(entered(accounts, |own| own.days = None), Err(ArchiveRefusal::DaysMissing));
    let today = Some(Days { first: date(2026, 4, 1), last: date(2026, 7, 1) });
    assert_eq!(entered(accounts, |own| own.days = today), Err(ArchiveRefusal::Days));
    let backward = Some(Days { first: date(2026, 6, 30), last: date(2026, 6, 29) });
    assert_eq!(entered(accounts, |own| own.days = backward), Err(ArchiveRefusal::Days));
}

#[test]
fn other_documents_may_name_days_to_come() {
    let to_come = Some(Days { first: date(2026, 1, 1), last: date(2027, 12, 31) });
    assert_eq!(entered(ArchiveClass::Contract, |own| own.days = to_come), Ok(()));
    assert_eq!(entered(ArchiveClass::Contract, |own| own.days = None), Ok(()));
}

#[test]
fn a_title_says_something() {
    let minutes = ArchiveClass::Minutes;
    assert_eq!(entered(minutes, |own| own.title = " ".to_owned()), Err(ArchiveRefusal::TitleLength));
    assert_eq!(entered(minutes, |own| own.title = "名".repeat(200)), Ok(()));
    assert_eq!(entered(minutes, |own| own.title = "名".repeat(201)), Err(ArchiveRefusal::TitleLength));
}

#[test]
fn a_document_is_replaced_once_by_one_of_its_class_and_stays_listed() {
    let mut book = Archive::default();
    let covenant = |replaces| ArchiveDeed::Enter(Entry { replaces, ..entry(ArchiveClass::Covenant) });
    assert_eq!(act(&mut book, 2, &covenant(Some(process(1)))), Err(ArchiveRefusal::NothingToReplace));
    act(&mut book, 1, &covenant(None)).unwrap();
    let other = Entry { replaces: Some(process(1)), ..entry(ArchiveClass::Minutes) };
    let refused = act(&mut book, 2, &ArchiveDeed::Enter(other));
    assert_eq!(refused, Err(ArchiveRefusal::OtherClass(ArchiveClass::Covenant)));
    act(&mut book, 2, &covenant(Some(process(1)))).unwrap();
    assert!(matches!(act(&mut book, 3, &covenant(Some(process(1)))), Err(ArchiveRefusal::Transition(_))));
    assert_eq!(book.get(process(1)).unwrap().replaced_by, Some(process(2)));
    assert_eq!(book.in_order().len(), 2);
    let holds: Vec<_> = book.standing(ArchiveClass::Covenant).map(|(own, _)| own).collect();
    assert_eq!(holds, [process(2)]);
}

#[test]
fn what_was_entered_by_mistake_is_withdrawn_once() {
    let mut book = Archive::default();
    let withdraw = ArchiveDeed::Withdraw { reason: Fingerprint([2; 32]) };
    assert_eq!(act(&mut book, 1, &withdraw), Err(ArchiveRefusal::Unknown));
    act(&mut book, 1, &ArchiveDeed::Enter(entry(ArchiveClass::Other))).unwrap();
    assert_eq!(
        act(&mut book, 1, &ArchiveDeed::Enter(entry(ArchiveClass::Other))),
        Err(ArchiveRefusal::EnteredTwice)
    );
    act(&mut book, 1, &withdraw).unwrap();
    assert!(matches!(act(&mut book, 1, &withdraw), Err(ArchiveRefusal::Transition(_))));
    assert_eq!(book.get(process(1)).unwrap().state, ArchiveState::Withdrawn);
}

#[test]
fn nobody_takes_out_of_the_archive_what_another_body_put_there_but_the_office() {
    let withdraw = ArchiveDeed::Withdraw { reason: Fingerprint([2; 32]) };
    let other = ArchiveDeed::Enter(Entry { replaces: Some(process(1)), ..entry(ArchiveClass::Audit) });
    let entered = || {
        let mut book = Archive::default();
        let audit = ArchiveDeed::Enter(entry(ArchiveClass::Audit));
        act_as(Role::ResidentsCommittee, &mut book, 1, &audit).unwrap();
        book
    };
    let refused = Err(ArchiveRefusal::OtherBody(Role::ResidentsCommittee));
    for role in [Role::Member, Role::Chair, Role::Secretary, Role::Convener] {
        let mut book = entered();
        assert_eq!(act_as(role, &mut book, 1, &withdraw), refused, "{role}");
        assert_eq!(act_as(role, &mut book, 2, &other), refused, "{role}");
        assert_eq!(book, entered(), "what is refused changes nothing");
    }
    for role in [Role::ResidentsCommittee, Role::Supervisor] {
        assert_eq!(act_as(role, &mut entered(), 1, &withdraw), Ok(()), "{role}");
        assert_eq!(act_as(role, &mut entered(), 2, &other), Ok(()), "{role}");
    }
    // Who sits in the committee answers for it with its chair.
    let mut book = Archive::default();
    act_as(Role::Member, &mut book, 1, &ArchiveDeed::Enter(entry(ArchiveClass::Minutes))).unwrap();
    assert_eq!(act_as(Role::Chair, &mut book, 1, &withdraw), Ok(()));
}

#[test]
fn what_owners_have_a_right_to_read_is_not_entered_sealed() {
    for class in ArchiveClass::ALL.iter().copied() {
        let sealed = entered(class, |own| own.access = ArchiveAccess::Sealed);
        let expected = match class {
            ArchiveClass::Covenant
            | ArchiveClass::RulesOfProcedure
            | ArchiveClass::FundAccount
            | ArchiveClass::Notice => Err(ArchiveRefusal::Sealed(class)),
            ArchiveClass::Minutes
            | ArchiveClass::Decision
            | ArchiveClass::Contract
            | ArchiveClass::Filing
            | ArchiveClass::Handover
            | ArchiveClass::Audit
            | ArchiveClass::Correspondence
            | ArchiveClass::Other => Ok(()),
        };
        assert_eq!(sealed, expected, "{class}");
    }
}
