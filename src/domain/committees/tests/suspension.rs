//! A member's suspension until the recall is decided.

use super::*;

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
fn only_whom_the_law_of_the_place_names_suspends() {
    use crate::domain::rules::procedure::{Suspender, Suspenders};
    let deed = CommitteeDeed::Suspend { recall: RECALL, reasons: hash(3) };
    let refused = |who| Err(CommitteeRefusal::SuspendsNot { who, article: "unverified".to_owned() });
    let mut estate = Estate::elected();
    estate.proposes();
    estate.procedure.suspension_by.value = Suspenders::of([Suspender::Committee]);
    let by_office = estate.does(&officer(Role::Supervisor), &deed, "a");
    assert_eq!(by_office, refused(Suspender::Supervisor));
    assert_eq!(estate.does(&by_member("b"), &deed, "a"), Ok(Vec::new()));
    estate.procedure.suspension_by.value = Suspenders::of([Suspender::Supervisor]);
    assert_eq!(estate.does(&by_member("c"), &deed, "a"), refused(Suspender::Committee));
    assert_eq!(estate.does(&officer(Role::Supervisor), &deed, "a").map(|follows| follows.len()), Ok(1));
}
