//! What an outgoing committee may no longer put to a vote, and the audit at its exit.

use super::*;
use crate::domain::rules::procedure::{Obligation, TermEvent};

#[test]
fn the_outgoing_committee_puts_nothing_on_the_list_to_a_vote_from_the_groups_formation_on() {
    let mut place = Place::new();
    assert_eq!(place.notice("2029-04-10T03:59:59Z", 61, "manager_hire"), Ok(()));
    place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", &form_group()).unwrap();
    let refused = |kind: &str| TermRefusal::OutgoingMayNot {
        kind: MatterKind::new(kind).unwrap(),
        article: "unverified".to_owned(),
    };
    assert_eq!(place.notice("2029-04-10T04:00:00Z", 61, "manager_hire"), Err(refused("manager_hire")));
    assert_eq!(place.notice("2029-04-10T04:00:00Z", 61, "fund_use"), Err(refused("fund_use")));
    assert_eq!(place.notice("2029-04-10T04:00:00Z", 61, "covenant"), Ok(()));
    assert_eq!(place.notice(TERM_ENDS, 61, "fund_use"), Err(refused("fund_use")));
    let acting = name_acting(Acting::ResidentsCommittee);
    place.say(REELECTION, &office(), "2029-07-02T00:00:00Z", &acting).unwrap();
    assert_eq!(place.notice("2029-07-02T00:00:00Z", 61, "fund_use"), Ok(()));
}

#[test]
fn a_law_that_lists_nothing_or_waits_for_the_end_of_the_term_holds_nobody_back_before() {
    let mut place = Place::grouped();
    place.procedure.restricted_from.value = TermEvent::TermEnd;
    assert_eq!(place.notice("2029-06-30T15:59:59.999999Z", 61, "fund_use"), Ok(()));
    assert!(place.notice(TERM_ENDS, 61, "fund_use").is_err());
    place.procedure.restricted_kinds.value = MatterKinds::of([]);
    assert_eq!(place.notice(TERM_ENDS, 61, "fund_use"), Ok(()));
}

#[test]
fn an_exit_audit_is_asked_for_and_reported_where_the_law_foresees_it() {
    let mut place = Place::grouped();
    let (when, owner) = ("2029-05-01T00:00:00Z", actor(Role::Owner, 5));
    let (ask, tell) = (TermDeed::AskAudit { reason: HASH }, TermDeed::ReportAudit { report: HASH });
    assert_eq!(place.say(REELECTION, &owner, when, &ask), Err(TermRefusal::AuditNotForeseen));
    assert_eq!(place.say(REELECTION, &office(), when, &tell), Err(TermRefusal::AuditNotForeseen));
    place.procedure.exit_audit.value = Obligation::Required;
    place.say(REELECTION, &owner, when, &ask).unwrap();
    assert_eq!(place.say(REELECTION, &owner, when, &ask), Err(TermRefusal::AuditAskedBefore));
    place.say(REELECTION, &office(), when, &ask).unwrap();
    place.say(REELECTION, &office(), when, &tell).unwrap();
    let (_, own) = place.terms.of_committee(process(OUTGOING)).unwrap();
    assert_eq!((own.audit_asked.len(), own.audit_reports.len()), (2, 1));
    assert_eq!(own.state, TermState::GroupFormed);
}

#[test]
fn the_report_of_the_audit_is_due_with_the_handover_where_the_law_asks_for_it() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let asked = |place: &Place| {
        let ground = place.ground();
        let dues = place.tenures.iter().flat_map(|tenure| place.terms.dues_of(tenure, &ground));
        dues.filter(|due| due.what == DueKind::ExitAudit).collect::<Vec<_>>()
    };
    assert_eq!(asked(&place), []);
    place.procedure.exit_audit.value = Obligation::Required;
    let due = place.due(DueKind::ExitAudit);
    assert_eq!((due.until, due.done_at), (at("2029-06-11T16:00:00Z"), None));
    assert_eq!(due.source, place.procedure.exit_audit.source);
    assert_eq!(due.by, [Role::Supervisor, Role::ResidentsCommittee]);
    for (when, late) in [("2029-06-11T15:59:59.999999Z", false), ("2029-06-11T16:00:00Z", true)] {
        let mut place = Place::succeeded("2029-06-01T00:00:00Z");
        place.procedure.exit_audit.value = Obligation::Required;
        place.say(REELECTION, &office(), when, &TermDeed::ReportAudit { report: HASH }).unwrap();
        let due = place.due(DueKind::ExitAudit);
        assert_eq!(due.done_at.map(|done| done >= due.until), Some(late));
    }
}

#[test]
fn a_handover_is_not_complete_without_the_audit_that_the_law_asks_for() {
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let (giver, taker) = (actor(Role::Owner, SEATS[0]), actor(Role::Chair, NEXT_SEATS[0]));
    let all = receive(&[1, 2, 3, 4, 5, 6], vec![], &[]);
    let tell = TermDeed::ReportAudit { report: HASH };
    for in_process in [HANDOVER, REELECTION] {
        let mut place = Place::succeeded("2029-06-01T00:00:00Z");
        place.procedure.exit_audit.value = Obligation::Required;
        place.say(HANDOVER, &giver, when, &open(Giver::Committee, next)).unwrap();
        place.say(HANDOVER, &giver, when, &everything()).unwrap();
        place.say(HANDOVER, &taker, when, &all).unwrap();
        let own = place.handover();
        assert_eq!((own.state, own.completed_at), (HandoverState::Unaudited, None));
        let again = place.say(HANDOVER, &taker, when, &receive(&[], vec![], &[]));
        assert_eq!(again, Err(TermRefusal::NothingSaid));
        let later = "2029-06-09T00:00:00Z";
        place.say(in_process, &office(), later, &tell).unwrap();
        let own = place.handover();
        assert_eq!((own.state, own.completed_at), (HandoverState::Complete, Some(at(later))));
    }
    // Reported before, it holds nothing up; and who left a seat is not audited.
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    place.procedure.exit_audit.value = Obligation::Required;
    place.say(REELECTION, &office(), when, &tell).unwrap();
    place.say(HANDOVER, &giver, when, &open(Giver::Committee, next)).unwrap();
    place.say(HANDOVER, &giver, when, &everything()).unwrap();
    place.say(HANDOVER, &taker, when, &all).unwrap();
    assert_eq!(place.handover().state, HandoverState::Complete);
    place.tenures[0].seats[2].ended_at = Some(at("2028-03-01T04:00:00Z"));
    let seat = Giver::Seat(Uuid::from_u128(SEATS[2]));
    place.say(21, &office(), when, &open(seat, next)).unwrap();
    assert_eq!(place.say(21, &office(), when, &tell), Err(TermRefusal::AuditOfOthers));
}

#[test]
fn a_term_that_ended_and_nobody_spoke_of_holds_the_committee_back_as_well() {
    for from in [TermEvent::GroupFormed, TermEvent::TermEnd] {
        let mut place = Place::new();
        place.procedure.restricted_from.value = from;
        assert_eq!(place.notice("2029-06-30T15:59:59.999999Z", 61, "fund_use"), Ok(()));
        assert!(place.notice(TERM_ENDS, 61, "fund_use").is_err());
        place.current = Some(process(NEXT));
        assert_eq!(place.notice(TERM_ENDS, 61, "fund_use"), Ok(()), "another committee is in office");
    }
}
