//! The edges of a term: its report, its election, and every handover behind it.

use super::recorded::Record;
use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Rest, TurnEdge};
use crate::domain::rules::procedure::Obligation;

pub(in crate::domain) fn all() -> Vec<Edge> {
    let due = |what, until, longer, rest, drive| {
        Edge::Due(DueEdge { what, until, longer: Some(longer), rest, late: Late::Told, drive })
    };
    vec![
        due(
            DueKind::TermReport,
            "2029-03-31T16:00:00Z",
            ("term_report_months_min", "2029-02-28T16:00:00Z"),
            Rest::Stays,
            reported as fn(&Law, Option<Instant>) -> Result<Due, String>,
        ),
        due(
            DueKind::TermElection,
            TERM_ENDS,
            ("term_years_max", "2030-06-30T16:00:00Z"),
            Rest::Stays,
            elected,
        ),
        due(
            DueKind::CommitteeHandover,
            "2029-07-10T16:00:00Z",
            ("handover_days_max", "2029-07-11T16:00:00Z"),
            Rest::GivesWay,
            handed_over,
        ),
        due(
            DueKind::MemberHandover,
            "2028-03-11T16:00:00Z",
            ("member_handover_days_max", "2028-03-12T16:00:00Z"),
            Rest::GivesWay,
            left,
        ),
        due(
            DueKind::OnwardHandover,
            "2029-08-12T16:00:00Z",
            ("handover_days_max", "2029-08-13T16:00:00Z"),
            Rest::GivesWay,
            handed_on,
        ),
        // Its article is that of the audit, its days are those of the handover.
        Edge::Due(DueEdge {
            what: DueKind::ExitAudit,
            until: "2029-07-10T16:00:00Z",
            longer: None,
            rest: Rest::GivesWay,
            late: Late::Told,
            drive: audited,
        }),
        // A silent committee does not keep the group from being formed.
        Edge::Turn(TurnEdge {
            parameter: "term_report_months_min",
            turns: "2029-03-31T16:00:00Z",
            longer: "2029-02-28T16:00:00Z",
            rest: Rest::Stays,
            drive: group_formed,
        }),
        Edge::Turn(TurnEdge {
            parameter: "handover_days_max",
            turns: "2029-07-10T16:00:00Z",
            longer: "2029-07-11T16:00:00Z",
            rest: Rest::GivesWay,
            drive: ordered_as_late,
        }),
    ]
}

fn under(law: &Law) -> Place {
    Place { procedure: law.procedure.clone(), calendar: law.calendar.clone(), ..Place::new() }
}

fn done(place: &mut Place, own: u128, by: &Actor, when: Instant, deed: &TermDeed) -> Result<(), String> {
    place.say(own, by, &when.to_string(), deed).map(|_| ()).map_err(|refused| refused.to_string())
}

fn reported(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut place = under(law);
    if let Some(when) = when {
        done(&mut place, REELECTION, &actor(Role::Chair, SEATS[0]), when, &report())?;
    }
    Ok(place.due(DueKind::TermReport))
}

/// Whether a group is formed then for a committee that did not report.
fn group_formed(law: &Law, now: Instant) -> bool {
    done(&mut under(law), REELECTION, &office(), now, &form_group()).is_ok()
}

/// Of a committee whose election was final on 30 June 2024, the last day of whose term is five years later.
fn elected(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut record = Record::with_committee();
    record.calendar = law.calendar.clone();
    let stated = Event::RulesStated { procedure: Box::new(law.procedure.clone()) };
    record.hear("2024-07-01T00:00:00Z", &stated);
    if let Some(when) = when {
        for (grant, role) in [(HEAD, Role::Supervisor), (IN_GROUP, Role::Convener)] {
            let key = Fingerprint([u8::try_from(grant % 256).unwrap(); 32]);
            let grant = Uuid::from_u128(grant);
            record.hear("2029-04-10T03:00:00Z", &Event::Granted { grant, role, until: None, key });
        }
        let (head, others) = group();
        let form = TermDeed::FormGroup { committee: process(50), head, others, list: HASH };
        record.say(&office(), "2029-04-10T04:00:00Z", form).unwrap();
        record.say(&office(), "2029-04-11T04:00:00Z", name_election(60)).unwrap();
        record.elect(60, &when.to_string());
    }
    let dues = record.annals.dues((&record.calendar, &record.registers)).into_iter();
    let first = dues.filter(|due| due.what == DueKind::TermElection).min_by_key(|due| due.until);
    first.ok_or_else(|| "is not due".to_owned())
}

/// The committee hands over to the office, which keeps it for the next one.
fn handed_over(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut place = under(law);
    if let Some(when) = when {
        place.say(HANDOVER, &office(), TERM_ENDS, &open(Giver::Committee, Taker::Office)).unwrap();
        done(&mut place, HANDOVER, &actor(Role::Owner, SEATS[0]), when, &everything())?;
    }
    Ok(place.due(DueKind::CommitteeHandover))
}

/// The exit audit of the committee is reported where the law asks for it.
fn audited(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut place = under(law);
    place.procedure.exit_audit.value = Obligation::Required;
    place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", &form_group()).unwrap();
    if let Some(when) = when {
        done(&mut place, REELECTION, &office(), when, &TermDeed::ReportAudit { report: HASH })?;
    }
    Ok(place.due(DueKind::ExitAudit))
}

/// Whether the office can state then that the committee is late.
fn ordered_as_late(law: &Law, now: Instant) -> bool {
    let mut place = under(law);
    place.say(HANDOVER, &office(), TERM_ENDS, &open(Giver::Committee, Taker::Office)).unwrap();
    let order = TermDeed::OrderHandover { ground: OrderGround::Late, order: HASH };
    done(&mut place, HANDOVER, &office(), now, &order).is_ok()
}

/// A member who left on 1 March 2028 hands over to those who stay.
fn left(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut place = under(law);
    place.tenures[0].seats[2].ended_at = Some(at("2028-03-01T04:00:00Z"));
    if let Some(when) = when {
        let (giver, by) = (Giver::Seat(Uuid::from_u128(SEATS[2])), actor(Role::Owner, SEATS[2]));
        let taker = Taker::Committee(process(OUTGOING));
        place.say(HANDOVER, &by, "2028-03-02T00:00:00Z", &open(giver, taker)).unwrap();
        done(&mut place, HANDOVER, &by, when, &TermDeed::HandOver { items: vec![] })?;
    }
    Ok(place.due(DueKind::MemberHandover))
}

/// Whoever acted hands on what they kept to the committee that took over on 2 August.
fn handed_on(law: &Law, when: Option<Instant>) -> Result<Due, String> {
    let mut place = under(law);
    place.say(REELECTION, &office(), "2029-04-10T04:00:00Z", &form_group()).unwrap();
    place.say(REELECTION, &office(), TERM_ENDS, &name_acting(Acting::ResidentsCommittee)).unwrap();
    place.elect("2029-08-01T04:00:00Z");
    place.say(REELECTION, &office(), "2029-08-02T04:00:00Z", &take_over()).unwrap();
    if let Some(when) = when {
        let residents = actor(Role::ResidentsCommittee, 998);
        let onward = open(Giver::Acting, Taker::Committee(process(NEXT)));
        place.say(HANDOVER, &residents, "2029-08-03T00:00:00Z", &onward).unwrap();
        done(&mut place, HANDOVER, &residents, when, &everything())?;
    }
    Ok(place.due(DueKind::OnwardHandover))
}
