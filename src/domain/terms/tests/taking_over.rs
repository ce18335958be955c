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
    assert_eq!(follows, [ends(SEATS[0]), ends(SEATS[1])]);
    assert_eq!(place.state("2029-08-01T00:00:00Z"), TermState::Succeeded);
}

#[test]
fn grants_that_ended_with_the_term_are_not_ended_again() {
    let mut place = Place::grouped();
    place.elect("2029-07-10T00:00:00Z");
    assert_eq!(place.say(REELECTION, &office(), "2029-07-11T00:00:00Z", &take_over()), Ok(Vec::new()));
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
    assert_eq!(follows, SEATS.map(back));
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
