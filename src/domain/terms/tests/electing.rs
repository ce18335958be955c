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
    place.say(REELECTION, &actor(Role::Supervisor, HEAD), when, &name_election(61)).unwrap();
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

#[test]
fn a_running_term_has_a_group_once_the_committee_reported_or_is_late_with_it() {
    // The report is late from 1 April 2029 in Shanghai on.
    let from = at("2029-03-31T16:00:00Z");
    let early = "2029-03-31T15:59:59.999999Z";
    let mut place = Place::new();
    assert_eq!(
        place.say(REELECTION, &office(), early, &form_group()),
        Err(TermRefusal::GroupTooEarly { from })
    );
    place.say(REELECTION, &actor(Role::Chair, SEATS[0]), early, &report()).unwrap();
    place.say(REELECTION, &office(), early, &form_group()).unwrap();
    let mut silent = Place::new();
    silent.say(REELECTION, &office(), "2029-03-31T16:00:00Z", &form_group()).unwrap();
}

#[test]
fn a_committee_that_came_to_an_end_before_its_term_has_a_group_at_once() {
    let mut place = Place::new();
    place.tenures[0].ended_at = Some(at("2027-01-01T00:00:00Z"));
    place.say(REELECTION, &office(), "2027-01-01T00:00:00Z", &form_group()).unwrap();
}

#[test]
fn nobody_sits_in_the_group_for_owners_with_another_office() {
    let mut place = Place::new();
    place.annals = granted(&[(HEAD, Role::Supervisor), (IN_GROUP, Role::Chair)]);
    let refused = place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", &form_group());
    let Err(TermRefusal::GroupLacks(lacks)) = refused else { panic!("{refused:?}") };
    assert!(matches!(lacks[..], [GroupLack::OtherOffice { role: Role::Chair, .. }]), "{lacks:?}");
    place.annals = Annals::default();
    let refused = place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", &form_group());
    assert!(matches!(refused, Err(TermRefusal::GroupLacks(lacks)) if lacks.len() == 2));
}

#[test]
fn a_meeting_that_is_named_after_its_result_has_elected_already() {
    let mut place = Place::grouped();
    place.tenures.push(tenure(NEXT, 60, "2034-06-30T16:00:00Z", NEXT_SEATS));
    let when = "2029-06-29T00:00:00Z";
    let own = place.say(REELECTION, &office(), when, &name_election(50));
    assert_eq!(own, Err(TermRefusal::NotSuccessor), "the meeting that elected the outgoing committee");
    place.say(REELECTION, &office(), when, &name_election(60)).unwrap();
    assert_eq!(place.state(when), TermState::Elected);
    place.say(REELECTION, &office(), when, &take_over()).unwrap();
}
