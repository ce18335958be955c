//! The chair, whom more than half of all members choose.

use super::*;

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
    let with_it = Actor { grants: vec![of_chair], ..by_member("a") };
    estate.does(&with_it, &confirm("a"), "a").unwrap();
    let follows = estate.chooses("b", &["b", "c", "d"]);
    let reason = "the committee chose another chair";
    assert_eq!(follows, [Consequence::EndGrant { grant: of_chair, reason }]);
    assert_eq!(estate.standing("a"), Standing::Seated);
    assert_eq!(estate.committee().changes.len(), 1);
}

/// The member `a` as chair, with a grant of a chair beside that of a member.
fn with_chair() -> (Estate, Uuid) {
    let mut estate = Estate::elected();
    let of_chair = Uuid::from_u128(1077);
    estate.hears(&given(of_chair, Role::Chair, None));
    estate.chooses("a", &["a", "b", "c"]);
    let name = CommitteeDeed::NameGrant { member: member("a"), grant: of_chair };
    estate.does(&by_owner("a"), &name, "a").unwrap();
    let with_it = Actor { grants: vec![of_chair], ..by_member("a") };
    estate.does(&with_it, &confirm("a"), "a").unwrap();
    (estate, of_chair)
}

#[test]
fn a_chair_who_was_suspended_comes_back_as_a_member_where_another_was_chosen() {
    let (mut estate, of_chair) = with_chair();
    estate.proposes();
    let suspend = CommitteeDeed::Suspend { recall: RECALL, reasons: hash(3) };
    let follows = estate.does(&officer(Role::Supervisor), &suspend, "a").unwrap();
    assert_eq!(follows.len(), 2, "both offices end: {follows:?}");
    assert_eq!(estate.chooses("b", &["b", "c", "d"]), [], "none is held any more");
    estate.recalls(Outcome::Rejected);
    let follows = estate.hears(&Event::Announced { meeting: RECALLING });
    assert_eq!(follows, [Consequence::RestoreGrant { grant: grant("a") }]);
    assert!(estate.committee().member(&member("a")).unwrap().held_by.contains(&of_chair));
}

#[test]
fn a_chair_whose_end_does_not_hold_comes_back_as_a_member() {
    let (mut estate, of_chair) = with_chair();
    estate.proposes();
    estate.recalls(Outcome::Carried);
    let follows = estate.hears(&Event::Announced { meeting: RECALLING });
    assert!(follows.contains(&Consequence::EndGrant { grant: of_chair, reason: "recalled" }), "{follows:?}");
    let follows = estate.hears(&Event::Annulled { meeting: RECALLING });
    assert_eq!(follows, [Consequence::RestoreGrant { grant: grant("a") }]);
    assert_eq!(estate.committee().chair, None, "the members choose again");
}

#[test]
fn a_chair_who_was_suspended_is_the_chair_again_where_nobody_else_was_chosen() {
    let (mut estate, of_chair) = with_chair();
    estate.proposes();
    let suspend = CommitteeDeed::Suspend { recall: RECALL, reasons: hash(3) };
    estate.does(&officer(Role::Supervisor), &suspend, "a").unwrap();
    let lift = CommitteeDeed::LiftSuspension { recall: RECALL, reasons: hash(4) };
    let follows = estate.does(&officer(Role::Supervisor), &lift, "a").unwrap();
    let back = [grant("a"), of_chair].map(|grant| Consequence::RestoreGrant { grant });
    assert_eq!(follows, back);
}
