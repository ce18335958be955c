//! The elected committee that takes over, and what becomes of the offices before it.

use super::*;

#[test]
fn the_elected_committee_takes_over_and_the_outgoing_grants_end_with_it() {
    let mut place = Place::grouped();
    place.elect("2029-06-01T00:00:00Z");
    let stranger = actor(Role::Member, SEATS[1]);
    assert_eq!(
        place.say(REELECTION, &stranger, "2029-06-02T00:00:00Z", &take_over()),
        Err(TermRefusal::NotOfSuccessor)
    );
    let same = TermDeed::TakeOver { successor: process(OUTGOING) };
    assert_eq!(
        place.say(REELECTION, &office(), "2029-06-02T00:00:00Z", &same),
        Err(TermRefusal::NotSuccessor)
    );
    let left = &mut place.tenures[0].seats[2];
    left.ended_at = Some(at("2029-01-01T00:00:00Z"));
    left.grants[0].is_ended = true;
    let chair = actor(Role::Chair, NEXT_SEATS[0]);
    let follows = place.say(REELECTION, &chair, "2029-06-02T00:00:00Z", &take_over()).unwrap();
    let ends = |grant| Consequence::EndGrant { grant: Uuid::from_u128(grant), reason: TAKEN_OVER };
    assert_eq!(follows, [ends(SEATS[0]), ends(SEATS[1]), ends(IN_GROUP)]);
    assert_eq!(place.state("2029-08-01T00:00:00Z"), TermState::Succeeded);
}

#[test]
fn grants_that_ended_with_the_term_are_not_ended_again() {
    let mut place = Place::grouped();
    place.elect("2029-07-10T00:00:00Z");
    let group = Consequence::EndGrant { grant: Uuid::from_u128(IN_GROUP), reason: TAKEN_OVER };
    assert_eq!(place.say(REELECTION, &office(), "2029-07-11T00:00:00Z", &take_over()), Ok(vec![group]));
}

#[test]
fn a_committee_that_another_meeting_elected_does_not_take_over() {
    let mut place = Place::grouped();
    place.elect("2029-06-01T00:00:00Z");
    place.tenures[1].elected_by = MeetingId::new(Uuid::from_u128(77));
    assert_eq!(
        place.say(REELECTION, &office(), "2029-06-02T00:00:00Z", &take_over()),
        Err(TermRefusal::NotSuccessor)
    );
}

#[test]
fn an_election_that_is_set_aside_leads_back_to_whoever_acted() {
    let annulled = Event::Annulled { meeting: MeetingId::new(Uuid::from_u128(60)) };
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let follows = place.hear("2029-06-20T00:00:00Z", &annulled);
    let back = |grant| Consequence::RestoreGrant { grant: Uuid::from_u128(grant) };
    assert_eq!(follows, [SEATS[0], SEATS[1], SEATS[2], IN_GROUP].map(back));
    assert_eq!(place.state("2029-06-20T00:00:00Z"), TermState::GroupFormed);
    assert_eq!(place.due(DueKind::TermElection).done_at, None);

    let mut place = Place::grouped();
    place.say(REELECTION, &office(), TERM_ENDS, &name_acting(Acting::ResidentsCommittee)).unwrap();
    place.elect("2029-07-10T00:00:00Z");
    place.hear("2029-07-20T00:00:00Z", &annulled);
    assert_eq!(place.state("2029-07-20T00:00:00Z"), TermState::Substituted);
    // Set aside before it was final, it is an election that filled nothing.
    let mut place = Place::grouped();
    place.say(REELECTION, &office(), "2029-04-12T00:00:00Z", &name_election(60)).unwrap();
    place.hear("2029-05-12T00:00:00Z", &annulled);
    assert_eq!(place.state("2029-05-12T00:00:00Z"), TermState::GroupFormed);
}

/// What the record says of offices.
fn note(place: &mut Place, event: &Event) {
    let moment = Moment { index: 0, at: at("2029-06-20T00:00:00Z") };
    place.annals.hear(event, moment, (&place.calendar, &Registers::default()));
}

#[test]
fn who_prepared_the_election_has_no_office_once_the_elected_committee_took_over() {
    let mut place = Place::grouped();
    place.elect("2029-06-01T00:00:00Z");
    let follows = place.say(REELECTION, &office(), "2029-06-02T00:00:00Z", &take_over()).unwrap();
    let ends = |grant| Consequence::EndGrant { grant: Uuid::from_u128(grant), reason: TAKEN_OVER };
    assert_eq!(follows, [101, 102, 103, IN_GROUP].map(ends));

    note(&mut place, &Event::GrantEnded { grant: Uuid::from_u128(IN_GROUP) });
    let annulled = Event::Annulled { meeting: MeetingId::new(Uuid::from_u128(60)) };
    let follows = place.hear("2029-06-20T00:00:00Z", &annulled);
    let back = |grant| Consequence::RestoreGrant { grant: Uuid::from_u128(grant) };
    assert_eq!(follows, [101, 102, 103, IN_GROUP].map(back));
    let key = *place.annals.offices().get(Uuid::from_u128(IN_GROUP)).unwrap().keys.first().unwrap();
    let grant = Uuid::from_u128(400);
    place.hear("2029-06-20T00:00:00Z", &Event::Granted { grant, role: Role::Convener, until: None, key });
    place.say(REELECTION, &actor(Role::Convener, 400), "2029-06-21T00:00:00Z", &name_election(61)).unwrap();
    assert_eq!(
        place.say(REELECTION, &actor(Role::Convener, IN_GROUP), "2029-06-21T00:00:00Z", &name_election(62)),
        Err(TermRefusal::NotOfGroup)
    );
}

#[test]
fn a_grant_with_which_somebody_sits_in_the_elected_committee_does_not_end() {
    let mut place = Place::grouped();
    place.elect("2029-06-01T00:00:00Z");
    place.tenures[1].seats[0].grants[0].grant = Uuid::from_u128(SEATS[1]);
    let follows = place.say(REELECTION, &office(), "2029-06-02T00:00:00Z", &take_over()).unwrap();
    let ends = |grant| Consequence::EndGrant { grant: Uuid::from_u128(grant), reason: TAKEN_OVER };
    assert_eq!(follows, [ends(SEATS[0]), ends(SEATS[2]), ends(IN_GROUP)]);
}

#[test]
fn a_group_that_is_replaced_has_no_office_any_more() {
    let mut place = Place::grouped();
    assert_eq!(place.say(REELECTION, &office(), "2029-04-11T04:00:00Z", &form_group()), Ok(Vec::new()));
    let others = vec![member(Capacity::Owner, None); 4];
    let head = member(Capacity::SupervisingOffice, Some(HEAD));
    let other = TermDeed::FormGroup { committee: process(OUTGOING), head, others, list: HASH };
    let follows = place.say(REELECTION, &office(), "2029-04-12T04:00:00Z", &other);
    let grant = Uuid::from_u128(IN_GROUP);
    assert_eq!(follows, Ok(vec![Consequence::EndGrant { grant, reason: REPLACED }]));
}

#[test]
fn whoever_acts_after_the_term_ends_the_offices_that_outlast_it() {
    let mut place = Place::grouped();
    for seat in &mut place.tenures[0].seats {
        seat.grants[0].until = None;
    }
    let follows = place.say(REELECTION, &office(), TERM_ENDS, &name_acting(Acting::ResidentsCommittee));
    let ends = |grant| Consequence::EndGrant { grant: Uuid::from_u128(grant), reason: TERM_OVER };
    assert_eq!(follows, Ok(SEATS.map(ends).to_vec()));
}

#[test]
fn what_another_election_relieved_leaves_the_handover_and_holds_nothing_back() {
    let mut place = Place::grouped();
    place.tenures.push(tenure(NEXT, 60, "2034-06-30T16:00:00Z", NEXT_SEATS));
    let when = "2029-05-02T00:00:00Z";
    assert!(place.notice(when, 70, "manager_hire").is_err());
    place.tenures[0].relieved = Some((process(NEXT), at("2029-05-01T00:00:00Z")));
    place.tenures[0].ended_at = Some(at("2029-05-01T00:00:00Z"));
    assert_eq!(place.notice(when, 70, "manager_hire"), Ok(()));
    let refused = place.say(REELECTION, &office(), when, &name_acting(Acting::ResidentsCommittee));
    assert_eq!(refused, Err(TermRefusal::Relieved(Uuid::from_u128(NEXT))));
    assert_eq!(place.state("2029-08-01T00:00:00Z"), TermState::GroupFormed);
    assert_eq!(place.due(DueKind::TermElection).done_at, Some(at("2029-05-01T00:00:00Z")));
    // They sign as the owners they are, and the days run from that election.
    let (left, next) = (actor(Role::Owner, SEATS[0]), Taker::Committee(process(NEXT)));
    place.say(HANDOVER, &left, when, &open(Giver::Committee, next)).unwrap();
    place.say(HANDOVER, &left, when, &everything()).unwrap();
    assert_eq!(place.due(DueKind::CommitteeHandover).until, at("2029-05-11T16:00:00Z"));
}
