//! Objections to results, and the remedies of those that were upheld.

use super::*;

#[test]
fn a_result_is_objected_to_by_those_who_watch_until_it_is_final() {
    let mut life = Life::new();
    let result = life.counted();
    assert_eq!(life.says(OWNER, 1, raise(result)), Err(ContestRefusal::AtTheMeeting));
    life.says((6, Role::Scrutineer), 1, raise(result)).unwrap();
    life.hears(&Event::Announced { meeting: meeting() });
    assert_eq!(life.says(OFFICE, 2, raise(result)), Err(ContestRefusal::Final));
    let own = life.annals.contests().get(process(1)).unwrap();
    assert_eq!(own.open_at_announcement, OpenAtAnnouncement::Open);
}

#[test]
fn a_remedy_follows_from_an_objection_to_a_result_that_was_upheld_and_from_no_other() {
    let mut life = Life::new();
    life.counted();
    let entry = life.objected(ObjectionTurn::Raised(ObjectionStage::Result));
    let ordered = |life: &mut Life| life.says(CONVENER, 7, order(entry, Remedy::Recount));
    assert_eq!(ordered(&mut life), Err(ContestRefusal::NotUpheld(entry)));
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Dismissed));
    assert_eq!(ordered(&mut life), Err(ContestRefusal::NotUpheld(entry)));
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Upheld));
    ordered(&mut life).unwrap();
    let again = life.says(CONVENER, 8, recount(entry, Recounted::Held));
    assert_eq!(again, Err(ContestRefusal::OtherProcess));
    // The answer was corrected: nothing more follows.
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Dismissed));
    let late = life.says(CONVENER, 7, recount(entry, Recounted::Held));
    assert_eq!(late, Err(ContestRefusal::NotUpheld(entry)));
}

#[test]
fn an_objection_to_the_roll_has_no_remedy_among_results() {
    let mut life = Life::new();
    let entry = life.objected(ObjectionTurn::Raised(ObjectionStage::Roll));
    life.objected(ObjectionTurn::Answered(ObjectionOutcome::Upheld));
    let refused = life.says(CONVENER, 7, order(entry, Remedy::Correction));
    assert_eq!(refused, Err(ContestRefusal::NotUpheld(entry)));
}

#[test]
fn a_recount_that_differs_leaves_the_annulment_which_the_meeting_records() {
    let mut life = Life::new();
    let entry = life.upheld();
    life.says(CONVENER, 7, order(entry, Remedy::Recount)).unwrap();
    life.says((6, Role::Scrutineer), 7, recount(entry, Recounted::Differed)).unwrap();
    let words = life.says(CONVENER, 7, order(entry, Remedy::Correction));
    assert!(matches!(words, Err(ContestRefusal::Remedy(_))), "{words:?}");
    life.says(OFFICE, 7, order(entry, Remedy::Annulment)).unwrap();
    let state = |life: &Life| life.annals.contests().results().get(process(7)).unwrap().state;
    assert_eq!(state(&life), RemedyState::AnnulmentOrdered);
    life.hears(&Event::Annulled { meeting: meeting() });
    assert_eq!(state(&life), RemedyState::Annulled);
    let deeds = &life.annals.contests().results().get(process(7)).unwrap().deeds;
    assert_eq!(deeds.last().map(|(_, by, what)| (*by, what.clone())), Some((None, FollowUp::Annulled)));
}

#[test]
fn an_objection_of_a_scrutineer_to_a_result_has_the_same_remedies() {
    let mut life = Life::new();
    let result = life.counted();
    let raised = life.says((6, Role::Scrutineer), 1, raise(result)).unwrap();
    life.says(CONVENER, 1, answer(result, ObjectionOutcome::Upheld)).unwrap();
    let inside = life.says(CONVENER, 1, order(raised, Remedy::Correction));
    assert_eq!(inside, Err(ContestRefusal::OtherProcess));
    life.says(CONVENER, 7, order(raised, Remedy::Correction)).unwrap();
    let document = text();
    let post = ContestDeed::PostCorrection { objection: raised, document, reason: "公示笔误".to_owned() };
    life.says(CONVENER, 7, post).unwrap();
    let followed = life.annals.contests().results().get(process(7)).unwrap();
    assert_eq!((followed.state, followed.objection), (RemedyState::Corrected, raised));
}

#[test]
fn only_the_supervising_office_signs_that_a_result_is_set_aside() {
    for remedy in Remedy::ALL.iter().copied() {
        let office_only = order(0, remedy).signers() == [Role::Supervisor];
        assert_eq!(office_only, remedy == Remedy::Annulment, "{remedy}");
    }
}

#[test]
fn a_result_is_objected_to_until_the_last_instant_that_is_posted_and_no_later() {
    // Counted on 4 May in Shanghai: the seven days end with 11 May.
    for (when, in_time) in [("2026-05-11T15:59:59.999999Z", true), ("2026-05-11T16:00:00Z", false)] {
        let mut life = Life::new();
        life.hears(&Event::Noticed(Box::new(Life::noticed(Call::Regular, "2026-06-01T00:00:00Z"))));
        let step = life.counted();
        let by = Actor { person: Person([3; 32]), role: Role::Supervisor, owner: None, grants: Vec::new() };
        let moment = Moment { index: life.index, at: at(when) };
        let deed = Deed::Contest(raise(step));
        let said = Said { process: process(1), by: &by, moment, deed: &deed };
        let until = at("2026-05-11T16:00:00Z");
        let late = Err(ActRefusal::Contest(ContestRefusal::TooLate { until }));
        let taken = life.annals.take(&said, (&life.calendar, &Registers::default()));
        assert_eq!(taken, if in_time { Ok(Vec::new()) } else { late });
    }
}
