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
    let follows = estate.chooses("b", &["b", "c", "d"]);
    let reason = "the committee chose another chair";
    assert_eq!(follows, [Consequence::EndGrant { grant: of_chair, reason }]);
    assert_eq!(estate.standing("a"), Standing::Seated);
    assert_eq!(estate.committee().changes.len(), 1);
}
