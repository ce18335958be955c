//! The election that makes a committee, the seats that are taken after it, and its annulment.

use super::*;
use crate::domain::meetings::MatterId;

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
fn an_election_that_is_set_aside_ends_every_office_and_brings_the_committee_before_back() {
    let mut estate = Estate::elected();
    estate.chooses("a", &["a", "b", "c"]);
    let second = MeetingId::new(Uuid::from_u128(400));
    let follows = estate.elects(second, (3, &["p", "q", "r"]), &[]);
    assert_eq!(estate.committee().state, CommitteeState::Succeeded);
    let ends = |name| Consequence::EndGrant { grant: grant(name), reason: SUCCEEDED };
    assert_eq!(follows, ["a", "b", "c", "d", "e"].map(ends), "nobody takes over from them");
    let follows = estate.hears(&Event::Annulled { meeting: second });
    let back = |name| Consequence::RestoreGrant { grant: grant(name) };
    assert_eq!(follows, ["a", "b", "c", "d", "e"].map(back));
    let seat = estate.committee().member(&member("b")).unwrap();
    assert_eq!(seat.grants, [Uuid::from_u128(grant("b").as_u128() + 1000)], "the seat goes on under it");
    assert_eq!(estate.book.current().unwrap().0, COMMITTEE);
    assert_eq!(estate.committee().state, CommitteeState::Acting);
    let follows = estate.hears(&Event::Annulled { meeting: ELECTING });
    assert_eq!(follows.len(), 5);
    assert!(estate.book.current().is_none());
    assert!(estate.book.dues(&estate.scene()).is_empty());
    let refused = estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(6) }, "a");
    assert!(matches!(refused, Err(CommitteeRefusal::Transition(_))), "{refused:?}");
}

#[test]
fn a_seat_is_held_by_one_grant_of_a_role_at_a_time() {
    let mut estate = Estate::elected();
    let (second, named) =
        (Uuid::from_u128(70), |own| CommitteeDeed::NameGrant { member: member("a"), grant: own });
    estate.hears(&given(second, Role::Member, None));
    let refused = estate.does(&by_owner("a"), &named(second), "a");
    assert_eq!(refused, Err(CommitteeRefusal::GrantHeld));
    estate.hears(&Event::GrantEnded { grant: grant("a") });
    assert_eq!(estate.does(&by_owner("a"), &named(second), "a"), Ok(Vec::new()));
    // The office of the chair is another one, and the seat remembers each.
    estate.chooses("a", &["b", "c", "d"]);
    let chair = Uuid::from_u128(71);
    estate.hears(&given(chair, Role::Chair, None));
    assert_eq!(estate.does(&by_owner("a"), &named(chair), "a"), Ok(Vec::new()));
    let seat = estate.committee().member(&member("a")).unwrap();
    assert_eq!(seat.held_by, [grant("a"), second, chair].into());
}
