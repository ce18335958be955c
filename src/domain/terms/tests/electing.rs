//! The group, the meeting that elects, and who acts where there is none in time.

use super::*;
use crate::domain::groups::GroupLack;

#[test]
fn a_group_is_composed_as_the_law_asks() {
    let mut place = Place::new();
    let head = member(Capacity::Owner, None);
    let others = vec![member(Capacity::Owner, Some(IN_GROUP))];
    let deed = TermDeed::FormGroup { committee: process(OUTGOING), head, others, list: HASH };
    let refused = place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", &deed);
    let Err(TermRefusal::GroupLacks(lacks)) = refused else { panic!("{refused:?}") };
    assert!(lacks.contains(&GroupLack::Even { members: 2 }), "{lacks:?}");
    assert_eq!(lacks.len(), 3, "{lacks:?}");
}

#[test]
fn the_meeting_that_was_named_to_elect_elects() {
    let mut place = Place::grouped();
    place
        .say(REELECTION, &actor(Role::Convener, IN_GROUP), "2029-04-12T00:00:00Z", &name_election(60))
        .unwrap();
    assert_eq!(place.notice("2029-04-13T00:00:00Z", 60, "committee_election"), Ok(()));
    let missing = TermRefusal::ElectionMissing("m-1".to_owned());
    assert_eq!(place.notice("2029-04-13T00:00:00Z", 60, "covenant"), Err(missing));
}

#[test]
fn only_the_group_the_office_or_who_acts_names_the_meeting_that_elects() {
    let mut place = Place::grouped();
    let when = "2029-04-12T00:00:00Z";
    let stranger = actor(Role::Convener, 999);
    assert_eq!(place.say(REELECTION, &stranger, when, &name_election(60)), Err(TermRefusal::NotOfGroup));
    let residents = actor(Role::ResidentsCommittee, 998);
    assert_eq!(place.say(REELECTION, &residents, when, &name_election(60)), Err(TermRefusal::NotOfGroup));
    place.say(REELECTION, &office(), when, &name_election(60)).unwrap();
    place.say(REELECTION, &actor(Role::Convener, HEAD), when, &name_election(61)).unwrap();
    place.hear("2029-04-13T00:00:00Z", &noticed(61));
    assert_eq!(
        place.say(REELECTION, &office(), "2029-04-14T00:00:00Z", &name_election(62)),
        Err(TermRefusal::ElectionNoticed)
    );
    place.hear("2029-04-15T00:00:00Z", &Event::Cancelled { meeting: MeetingId::new(Uuid::from_u128(61)) });
    assert_eq!(place.state("2029-04-15T00:00:00Z"), TermState::GroupFormed);
    place.say(REELECTION, &office(), "2029-04-16T00:00:00Z", &name_election(62)).unwrap();
    let acting = name_acting(Acting::ResidentsCommittee);
    place.say(REELECTION, &office(), TERM_ENDS, &acting).unwrap();
    place.say(REELECTION, &residents, TERM_ENDS, &name_election(63)).unwrap();
    assert_eq!(place.state(TERM_ENDS), TermState::Substituted);
}

#[test]
fn a_lapsed_term_without_a_group_waits_for_one_or_for_who_acts() {
    let mut place = Place::new();
    let early = place.say(
        REELECTION,
        &office(),
        "2029-06-30T15:59:59.999999Z",
        &name_acting(Acting::ResidentsCommittee),
    );
    let state = TermState::Running;
    assert_eq!(early, Err(TermTransitionError { state, action: TermAction::NameActing }.into()));
    place.say(REELECTION, &actor(Role::Chair, SEATS[0]), "2029-03-01T00:00:00Z", &report()).unwrap();
    assert_eq!(place.say(REELECTION, &office(), TERM_ENDS, &name_election(60)), Err(TermRefusal::NoGroup));
    let (head, others) = group();
    let interim = name_acting(Acting::InterimCommittee { head, others });
    place.say(REELECTION, &office(), TERM_ENDS, &interim).unwrap();
    place.say(REELECTION, &actor(Role::Convener, IN_GROUP), TERM_ENDS, &name_election(60)).unwrap();
    let nobody = place.say(REELECTION, &office(), TERM_ENDS, &take_over());
    assert!(matches!(nobody, Err(TermRefusal::Transition(_))), "{nobody:?}");
}

#[test]
fn an_election_that_fills_nothing_leaves_the_group_to_name_another_meeting() {
    let mut place = Place::grouped();
    place.say(REELECTION, &office(), "2029-04-12T00:00:00Z", &name_election(60)).unwrap();
    place.hear("2029-05-12T00:00:00Z", &counted(60, &[]));
    place.hear("2029-05-20T00:00:00Z", &announced(60));
    assert_eq!(place.state("2029-05-20T00:00:00Z"), TermState::GroupFormed);
    place.say(REELECTION, &office(), "2029-05-21T00:00:00Z", &name_election(61)).unwrap();
    // A count of a meeting that was not named fills nothing here.
    place.hear("2029-06-12T00:00:00Z", &counted(62, &["a"]));
    place.hear("2029-06-20T00:00:00Z", &announced(62));
    assert_eq!(place.state("2029-06-20T00:00:00Z"), TermState::ElectionCalled);
}
