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
    assert_eq!(estate.standing("a"), Standing::Called, "its key did not confirm");
    assert_eq!(estate.does(&by_member("a"), &confirm("a"), "a"), Ok(Vec::new()));
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

#[test]
fn nobody_takes_a_seat_with_the_office_of_another() {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (3, &["a", "b", "c"]), &[]);
    estate.hears(&given(grant("b"), Role::Member, None));
    let theirs = CommitteeDeed::TakeSeat { member: member("a"), grant: grant("b") };
    estate.does(&by_owner("a"), &theirs, "a").unwrap();
    let vote = CommitteeDeed::VoteChair { member: member("a") };
    assert_eq!(estate.does(&by_member("b"), &vote, "a"), Err(CommitteeRefusal::NotAMember));
    assert_eq!(estate.does(&by_member("b"), &confirm("b"), "b"), Err(CommitteeRefusal::NotNamed));
    assert_eq!(estate.does(&by_member("a"), &confirm("a"), "a"), Err(CommitteeRefusal::NotNamed));
    let own = CommitteeDeed::TakeSeat { member: member("b"), grant: grant("b") };
    estate.does(&by_owner("b"), &own, "b").unwrap();
    estate.does(&by_member("b"), &confirm("b"), "b").unwrap();
    assert_eq!([estate.standing("a"), estate.standing("b")], [Standing::Called, Standing::Seated]);
    let late = estate.does(&by_member("b"), &confirm("a"), "a");
    assert_eq!(late, Err(CommitteeRefusal::GrantUnfit), "it is that of a seat by now");
    let again = estate.does(&by_member("b"), &confirm("b"), "b");
    assert_eq!(again, Err(CommitteeRefusal::NotNamed));
}

#[test]
fn where_nobody_called_for_candidates_the_convener_and_the_owner_say_together_who_was_elected() {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (3, &["a", "b", "c"]), &[]);
    let unknown = || Known { owner: None, registered: Registered::Unknown, petitioned: Petitioned::Unfit };
    let prove = |name: &str, own: &str, byte| CommitteeDeed::ProveCandidate {
        member: member(name),
        owner: owner(own),
        nominee: hash(byte),
    };
    let bind = |byte| CommitteeDeed::BindCandidate { member: member("a"), nominee: hash(byte) };
    assert_eq!(bind(9).signers(), [Role::Convener, Role::Supervisor]);
    let early = estate.does_knowing(&by_owner("a"), &prove("a", "a", 9), unknown());
    assert_eq!(early, Err(CommitteeRefusal::UnknownCandidate), "nobody said so");
    let convener = officer(Role::Convener);
    estate.does_knowing(&convener, &bind(8), unknown()).unwrap();
    estate.does_knowing(&convener, &bind(9), unknown()).unwrap();
    for (by, deed) in [("b", prove("a", "a", 9)), ("a", prove("a", "a", 8)), ("a", prove("a", "b", 9))] {
        let refused = estate.does_knowing(&by_owner(by), &deed, unknown());
        assert_eq!(refused, Err(CommitteeRefusal::AnotherOwner), "{by} {deed:?}");
    }
    estate.does_knowing(&by_owner("a"), &prove("a", "a", 9), unknown()).unwrap();
    assert_eq!(estate.committee().member(&member("a")).unwrap().owner, Some(owner("a")));
    let known = nominations::known(&confirm("a"), estate.committee(), &estate.scene());
    assert_eq!(known.owner, Some(owner("a")), "from now on the seat can be taken");
    assert_eq!(estate.does_knowing(&convener, &bind(7), known), Err(CommitteeRefusal::CandidateKnown));
    let twice = estate.does_knowing(&by_owner("a"), &prove("b", "a", 9), unknown());
    assert_eq!(twice, Err(CommitteeRefusal::OwnerTwice));
}
