//! The clocks of a term that ends: the report, the last instant, and what a process begins with.

use super::*;

#[test]
fn a_report_is_in_time_until_its_last_instant_and_late_from_the_next() {
    for (when, late) in [("2029-03-31T15:59:59.999999Z", false), ("2029-03-31T16:00:00Z", true)] {
        let mut place = Place::new();
        assert_eq!(place.due(DueKind::TermReport).done_at, None);
        place.say(REELECTION, &actor(Role::Chair, SEATS[0]), when, &report()).unwrap();
        let due = place.due(DueKind::TermReport);
        assert_eq!((due.process, due.done_at), (process(REELECTION), Some(at(when))));
        assert_eq!(due.done_at.is_some_and(|done| done >= due.until), late, "{when}");
    }
}

#[test]
fn only_the_committee_reports_the_end_of_its_term_and_once() {
    let mut place = Place::new();
    let stranger = actor(Role::Member, NEXT_SEATS[0]);
    assert_eq!(
        place.say(REELECTION, &stranger, "2029-03-01T00:00:00Z", &report()),
        Err(TermRefusal::NotOfCommittee)
    );
    let chair = actor(Role::Chair, SEATS[0]);
    place.say(REELECTION, &chair, "2029-03-01T00:00:00Z", &report()).unwrap();
    let state = TermState::Reported;
    let again = TermTransitionError { state, action: TermAction::Report };
    assert_eq!(place.say(REELECTION, &chair, "2029-03-02T00:00:00Z", &report()), Err(again.into()));
    assert_eq!(
        place.say(11, &chair, "2029-03-02T00:00:00Z", &report()),
        Err(TermRefusal::ReelectionOpen(Uuid::from_u128(REELECTION)))
    );
    let other = TermDeed::Report { committee: process(NEXT), document: HASH };
    assert_eq!(
        place.say(12, &chair, "2029-03-02T00:00:00Z", &other),
        Err(TermRefusal::UnknownCommittee(Uuid::from_u128(NEXT)))
    );
}

#[test]
fn a_process_begins_with_a_report_a_group_an_acting_body_or_a_handover_and_nothing_else() {
    let mut place = Place::new();
    let when = "2029-03-01T00:00:00Z";
    let audit = TermDeed::AskAudit { reason: HASH };
    let order = TermDeed::OrderHandover { ground: OrderGround::Refused, order: HASH };
    for deed in [name_election(60), take_over(), audit, everything(), receive(&[1], vec![], &[]), order] {
        let signer =
            if deed.signers().contains(&Role::Supervisor) { office() } else { actor(Role::Owner, 1) };
        assert_eq!(place.say(REELECTION, &signer, when, &deed), Err(TermRefusal::NotOpened));
    }
}

#[test]
fn a_term_lapses_at_the_instant_behind_its_last_and_not_before() {
    let place = Place::grouped();
    assert_eq!(place.state("2029-06-30T15:59:59.999999Z"), TermState::GroupFormed);
    assert_eq!(place.state(TERM_ENDS), TermState::Lapsed);
    assert_eq!(place.due(DueKind::TermElection).until, at(TERM_ENDS));
}

#[test]
fn an_election_that_is_final_in_the_last_instant_is_in_time_and_one_after_it_is_late() {
    for (when, late) in [("2029-06-30T15:59:59.999999Z", false), (TERM_ENDS, true)] {
        let mut place = Place::grouped();
        place.elect(when);
        assert_eq!(place.state("2029-07-20T00:00:00Z"), TermState::Elected);
        let due = place.due(DueKind::TermElection);
        assert_eq!(due.done_at, Some(at(when)));
        assert_eq!(due.done_at.is_some_and(|done| done >= due.until), late, "{when}");
    }
}

#[test]
fn a_committee_that_fell_apart_is_followed_by_an_election_without_the_clocks_of_a_term() {
    let mut place = Place::new();
    place.tenures[0].ended_at = Some(at("2028-01-10T00:00:00Z"));
    let ground = place.ground();
    let dues = place.terms.dues_of(&place.tenures[0], &ground);
    assert_eq!(dues.iter().map(|due| due.what).collect::<Vec<_>>(), [DueKind::CommitteeHandover]);
    place.say(REELECTION, &office(), "2028-01-12T00:00:00Z", &form_group()).unwrap();
    assert_eq!(place.state("2028-01-12T00:00:00Z"), TermState::Lapsed);
}
