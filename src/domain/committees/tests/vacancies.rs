//! Seats that nobody is left for: filled one by one, or the whole committee elected again.

use super::*;
use crate::domain::rules::procedure::WholeReelection;

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
    assert!(estate.allows(&noticed(FILLING, Vec::new())).is_err(), "it elects nobody");
    assert_eq!(estate.allows(&meeting(1)), Ok(()));
    estate.elects(FILLING, (1, &["h"]), &["i"]);
    let committee = estate.book.current().unwrap();
    assert_eq!((committee.0, committee.1.left(), committee.1.vacant()), (COMMITTEE, 5, 0));
    assert_eq!(committee.1.member(&of(FILLING, "i")).unwrap().standing, Standing::Alternate);
    estate.hears(&Event::Annulled { meeting: FILLING });
    assert_eq!(estate.committee().cause(&of(FILLING, "h")), Some(EndCause::ElectionAnnulled));
    assert_eq!(estate.committee().vacant(), 1);
}
