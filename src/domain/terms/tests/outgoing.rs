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
fn an_exit_audit_is_asked_for_where_the_law_foresees_it_and_reported_once_asked() {
    let mut place = Place::grouped();
    let (when, owner) = ("2029-05-01T00:00:00Z", actor(Role::Owner, 5));
    let (ask, tell) = (TermDeed::AskAudit { reason: HASH }, TermDeed::ReportAudit { report: HASH });
    assert_eq!(place.say(REELECTION, &owner, when, &ask), Err(TermRefusal::AuditNotForeseen));
    place.procedure.exit_audit.value = Obligation::Required;
    assert_eq!(place.say(REELECTION, &office(), when, &tell), Err(TermRefusal::AuditNotAsked));
    place.say(REELECTION, &owner, when, &ask).unwrap();
    assert_eq!(place.say(REELECTION, &owner, when, &ask), Err(TermRefusal::AuditAskedBefore));
    place.say(REELECTION, &office(), when, &ask).unwrap();
    place.say(REELECTION, &office(), when, &tell).unwrap();
    let (_, own) = place.terms.of_committee(process(OUTGOING)).unwrap();
    assert_eq!((own.audit_asked.len(), own.audit_reports.len()), (2, 1));
    assert_eq!(own.state, TermState::GroupFormed);
}
