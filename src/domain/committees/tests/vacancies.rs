//! Seats that nobody is left for: filled one by one, or the whole committee elected again.

use std::num::NonZeroU32;

use super::*;
use crate::domain::rules::procedure::WholeReelection;
use crate::domain::rules::{Parity, Sizes, Source};

#[test]
fn fewer_than_half_left_means_the_whole_committee_is_elected_again() {
    let mut estate = Estate::elected();
    estate.chooses("e", &["c", "d", "e"]);
    for name in ["f", "g", "a", "b"] {
        estate.does(&by_owner(name), &resign(name), name).unwrap();
    }
    assert_eq!(estate.committee().state, CommitteeState::Acting, "three of five are left");
    let fill = CommitteeDeed::FillSeats { meeting: FILLING };
    estate.does(&officer(Role::Convener), &fill, "a").unwrap();
    estate.does(&by_owner("c"), &resign("c"), "c").unwrap();
    assert_eq!(estate.committee().state, CommitteeState::ToBeReelected, "two of five are left");
    assert!(estate.lacks(Lack::Members));
    let meeting = noticed(FILLING, vec![matter("m-1", "committee_election", Some((1, &["h"])))]);
    assert!(estate.allows(&meeting).unwrap_err().0.contains("the whole"));
    let refused = estate.does(&officer(Role::Convener), &fill, "a");
    assert!(matches!(refused, Err(CommitteeRefusal::Transition(_))), "{refused:?}");
    estate.elects(MeetingId::new(Uuid::from_u128(400)), (5, &["p", "q", "r", "s", "t"]), &[]);
    assert_eq!(estate.committee().state, CommitteeState::Succeeded);
    assert_eq!(estate.book.current().unwrap().1.predecessor, Some(ELECTING));
}

#[test]
fn half_is_enough_to_stay_where_the_law_says_fewer_and_not_where_it_says_not_more() {
    for (rule, state) in [
        (WholeReelection::FewerThanHalf, CommitteeState::Constituting),
        (WholeReelection::NotMoreThanHalf, CommitteeState::ToBeReelected),
    ] {
        let mut estate = Estate::new();
        estate.procedure.whole_reelection.value = rule;
        estate.elects(ELECTING, (4, &["a", "b", "c", "d"]), &[]);
        estate.does(&by_owner("a"), &resign("a"), "a").unwrap();
        estate.does(&by_owner("b"), &resign("b"), "b").unwrap();
        assert_eq!(estate.committee().state, state);
        let refused =
            estate.does(&officer(Role::Convener), &CommitteeDeed::FillSeats { meeting: FILLING }, "a");
        assert!(refused.is_err(), "not more than half are left");
    }
}

#[test]
fn single_seats_are_filled_by_a_meeting_that_was_prepared_for_it() {
    let mut estate = Estate::elected();
    for name in ["f", "g", "a"] {
        estate.does(&by_owner(name), &resign(name), name).unwrap();
    }
    let fill = CommitteeDeed::FillSeats { meeting: FILLING };
    estate.does(&officer(Role::Convener), &fill, "a").unwrap();
    let meeting = |seats| noticed(FILLING, vec![matter("m-1", "committee_election", Some((seats, &["h"])))]);
    assert!(estate.allows(&meeting(2)).unwrap_err().0.contains("at most 1"));
    assert_eq!(estate.allows(&noticed(FILLING, Vec::new())), Ok(()), "what elects nobody is not held up");
    assert_eq!(estate.allows(&meeting(1)), Ok(()));
    estate.elects(FILLING, (1, &["h"]), &["i"]);
    let committee = estate.book.current().unwrap();
    assert_eq!((committee.0, committee.1.left(), committee.1.vacant()), (COMMITTEE, 5, 0));
    assert_eq!(committee.1.member(&of(FILLING, "i")).unwrap().standing, Standing::Alternate);
    estate.hears(&Event::Annulled { meeting: FILLING });
    assert_eq!(estate.committee().cause(&of(FILLING, "h")), Some(EndCause::ElectionAnnulled));
    assert_eq!(estate.committee().vacant(), 1);
}

#[test]
fn an_election_of_one_seat_replaces_no_committee_that_sits() {
    let mut estate = Estate::elected();
    let one = noticed(FILLING, vec![matter("m-1", "committee_election", Some((1, &["h"])))]);
    assert!(estate.allows(&one).unwrap_err().0.contains("fill_seats"));
    // A record in which such a notice stands all the same leaves the committee as it is.
    estate.elects(FILLING, (1, &["h"]), &[]);
    assert_eq!(estate.book.iter().count(), 1);
    assert_eq!((estate.book.current().unwrap().0, estate.committee().left()), (COMMITTEE, 5));
    estate.elects(MeetingId::new(Uuid::from_u128(400)), (3, &["p", "q", "r"]), &[]);
    assert_eq!(estate.committee().state, CommitteeState::Succeeded, "three are a committee");
}

fn lawful(seats_min: u32) -> Sizes {
    let source = Source::unverified("unverified").unwrap();
    let min = NonZeroU32::new(seats_min).unwrap();
    Sizes { min, max: None, parity: Parity::Odd, small: None, source }
}

#[test]
fn where_the_law_says_how_large_a_committee_is_no_other_election_makes_one() {
    let mut estate = Estate::new();
    estate.procedure.sizes = Some(lawful(5));
    for seats in [1, 4, 6] {
        let election = matter("m-1", "committee_election", Some((seats, &["a"])));
        let refused = estate.allows(&noticed(ELECTING, vec![election])).unwrap_err().0;
        assert!(refused.contains("the law allows at least 5, odd"), "{refused}");
    }
    estate.elects(ELECTING, (4, &["a", "b", "c", "d"]), &[]);
    assert!(estate.book.current().is_none());
    estate.elects(ELECTING, (5, &["a", "b", "c", "d"]), &[]);
    assert_eq!(estate.committee().vacant(), 1, "whom too few wanted left a seat vacant");
    let fill = CommitteeDeed::FillSeats { meeting: FILLING };
    estate.does(&officer(Role::Convener), &fill, "a").unwrap();
    let one = noticed(FILLING, vec![matter("m-1", "committee_election", Some((1, &["h"])))]);
    assert_eq!(estate.allows(&one), Ok(()), "single seats are no committee");
}

#[test]
fn below_the_legal_minimum_the_whole_committee_is_elected_again_where_the_law_says_so() {
    let mut estate = Estate::new();
    estate.procedure.sizes = Some(lawful(5));
    estate.procedure.whole_reelection.value = WholeReelection::NotMoreThanHalf;
    estate.elects(ELECTING, (7, &["a", "b", "c", "d", "e", "f", "g"]), &[]);
    let fill = CommitteeDeed::FillSeats { meeting: FILLING };
    for name in ["a", "b"] {
        estate.does(&by_owner(name), &resign(name), name).unwrap();
    }
    estate.does(&officer(Role::Convener), &fill, "a").unwrap();
    assert_eq!(estate.committee().state, CommitteeState::Constituting, "five are the minimum");
    estate.does(&by_owner("c"), &resign("c"), "c").unwrap();
    assert_eq!(estate.committee().state, CommitteeState::ToBeReelected, "four of seven are fewer");
    let three = noticed(FILLING, vec![matter("m-1", "committee_election", Some((3, &["h"])))]);
    assert!(estate.allows(&three).unwrap_err().0.contains("the whole"));
    let whole = noticed(FILLING, vec![matter("m-1", "committee_election", Some((7, &["h"])))]);
    assert_eq!(estate.allows(&whole), Ok(()), "that it was to fill seats holds nothing up");
}

#[test]
fn the_meeting_that_fills_seats_is_named_anew_and_the_former_is_free() {
    let mut estate = Estate::elected();
    for name in ["f", "g", "a"] {
        estate.does(&by_owner(name), &resign(name), name).unwrap();
    }
    let fill = |meeting| CommitteeDeed::FillSeats { meeting };
    let office = officer(Role::ResidentsCommittee);
    estate.does(&office, &fill(RECALLING), "a").unwrap();
    estate.does(&officer(Role::Convener), &fill(FILLING), "a").unwrap();
    assert_eq!(estate.committee().fillings, [FILLING].into());
    let one = |meeting| noticed(meeting, vec![matter("m-1", "committee_election", Some((1, &["h"])))]);
    assert_eq!(estate.allows(&one(FILLING)), Ok(()));
    assert!(estate.allows(&one(RECALLING)).is_err(), "it fills nothing any more");
    estate.hears(&Event::Noticed(Box::new(one(FILLING))));
    estate.does(&office, &fill(RECALLING), "a").unwrap();
    assert!(estate.committee().fillings.contains(&FILLING), "of which notice was given goes on");
}
