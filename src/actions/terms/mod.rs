//! The end of a committee's term, and handovers, as the record of their community tells them.

mod views;

pub use self::views::{
    AuditRequestView, HandoverOrderView, HandoverView, ListedItemView, MissedItemView, TermActingView,
    TermDocumentView, TermDueView, TermElectionView, TermGroupView, TermView,
};
use super::Service;
use super::acts::{self, Known};
use super::error::{ActionError, Thing};
use crate::domain::annals::{Due, ProcessId, Scene};
use crate::domain::ballots::Fingerprint;
use crate::domain::communities::CommunityId;
use crate::domain::groups::{Group, GroupMember};
use crate::domain::instants::Instant;
use crate::domain::rules::Procedure;
use crate::domain::terms::{DueStanding, Handover, Listed, Missed, Order, Reelection, Standing, Substitute};
use crate::evidence::acts::{ActingBody, GroupMemberForm};

/// The end of every committee's term.
pub async fn list(service: &Service, community: CommunityId) -> Result<Vec<TermView>, ActionError> {
    let (known, now) = (acts::known(service, community).await?, service.surroundings().now());
    Ok(standings(&known, now).iter().map(|own| view(own, now)).collect())
}

/// One re-election.
pub async fn read(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<TermView, ActionError> {
    let (known, now) = (acts::known(service, community).await?, service.surroundings().now());
    let all = standings(&known, now);
    let own = all.iter().find(|own| own.process == Some(process));
    own.map(|own| view(own, now)).ok_or(ActionError::NotFound(Thing::Process))
}

/// Every handover.
pub async fn list_handovers(
    service: &Service,
    community: CommunityId,
) -> Result<Vec<HandoverView>, ActionError> {
    let (known, now) = (acts::known(service, community).await?, service.surroundings().now());
    let procedure = known.annals.procedure();
    let all = known.annals.terms().handovers();
    Ok(all.map(|own| handover_view(&scene(&known, &procedure), own, now)).collect())
}

/// One handover.
pub async fn read_handover(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<HandoverView, ActionError> {
    let (known, now) = (acts::known(service, community).await?, service.surroundings().now());
    let procedure = known.annals.procedure();
    let own = known.annals.terms().handover(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(handover_view(&scene(&known, &procedure), (process, own), now))
}

const fn scene<'a>(known: &'a Known, procedure: &'a Procedure) -> Scene<'a> {
    Scene { procedure, calendar: &known.calendar, annals: &known.annals, registers: &known.registers }
}

fn standings(known: &Known, now: Instant) -> Vec<Standing> {
    let procedure = known.annals.procedure();
    known.annals.terms().standing(now, &scene(known, &procedure))
}

fn view(own: &Standing, now: Instant) -> TermView {
    let Standing { process, tenure, reelection, dues } = own;
    let succeeded = reelection.succeeded.or(tenure.relieved);
    TermView {
        process: process.map(ProcessId::uuid),
        committee: tenure.committee.uuid(),
        state: reelection.state,
        next: own.next(),
        ends_at: tenure.end(),
        report: reelection.reported.map(document),
        group: group_view(reelection),
        election: reelection.election.as_ref().map(|own| TermElectionView {
            meeting: own.meeting.uuid(),
            matter: own.matter.to_string(),
            noticed_at: own.noticed_at,
        }),
        elected_at: reelection.elected_at,
        acting: reelection
            .acting
            .as_ref()
            .map(|(acting, order)| TermActingView { acting: body(acting), order: (*order).into() }),
        successor: succeeded.map(|(successor, _)| successor.uuid()),
        succeeded_at: succeeded.map(|(_, at)| at),
        audit_requests: reelection
            .audit_asked
            .iter()
            .map(|(_, by, at, reason)| AuditRequestView { by: *by, at: *at, reason: (*reason).into() })
            .collect(),
        audit_reports: reelection.audit_reports.iter().copied().map(document).collect(),
        dues: dues.iter().map(|due| due_view(due, now)).collect(),
    }
}

fn due_view(due: &Due, now: Instant) -> TermDueView {
    TermDueView {
        what: due.what,
        standing: DueStanding::of(due.done_at, Some(due.until), now),
        from: due.from,
        until: due.until,
        by: due.by.to_vec(),
        article: due.source.article().to_owned(),
        verified: due.source.is_verified(),
        done_at: due.done_at,
    }
}

fn document((at, document): (Instant, Fingerprint)) -> TermDocumentView {
    TermDocumentView { at, document: document.into() }
}

fn group_view(reelection: &Reelection) -> Option<TermGroupView> {
    let (group, list) = reelection.group.as_ref()?;
    let (head, others) = members(group);
    Some(TermGroupView { formed_at: reelection.formed_at?, head, others, list: (*list).into() })
}

fn body(acting: &Substitute) -> ActingBody {
    match acting {
        Substitute::ResidentsCommittee => ActingBody::ResidentsCommittee {},
        Substitute::InterimCommittee(group) => {
            let (head, others) = members(group);
            ActingBody::InterimCommittee { head, others }
        }
    }
}

fn members(group: &Group) -> (GroupMemberForm, Vec<GroupMemberForm>) {
    let form = |own: &GroupMember| GroupMemberForm::from(own);
    (form(group.head()), group.members().skip(1).map(form).collect())
}

fn handover_view(scene: &Scene<'_>, (process, own): (ProcessId, &Handover), now: Instant) -> HandoverView {
    let period = scene.annals.terms().handover_period(own, scene);
    let until = period.map(|(_, until)| until);
    HandoverView {
        process: process.uuid(),
        committee: own.committee.uuid(),
        giver: own.giver.into(),
        taker: own.taker.into(),
        state: own.state,
        items: (1..).zip(&own.items).map(item_view).collect(),
        missed: (1..).zip(&own.missed).map(missed_view).collect(),
        lacking: own.lacking(),
        orders: own.orders.iter().map(order_view).collect(),
        from: period.map(|(from, _)| from),
        until,
        standing: DueStanding::of(own.handed_at, until, now),
        handed_at: own.handed_at,
        completed_at: own.completed_at,
        audit_reports: own.audit_reports.iter().copied().map(document).collect(),
    }
}

fn item_view((number, own): (u16, &Listed)) -> ListedItemView {
    let Listed { item, handed_at, taken_at } = own;
    ListedItemView { number, item: item.into(), handed_at: *handed_at, taken_at: *taken_at }
}

fn missed_view((number, own): (u16, &Missed)) -> MissedItemView {
    let Missed { what, said_at, settled_at } = own;
    MissedItemView { number, missing: what.into(), said_at: *said_at, settled_at: *settled_at }
}

fn order_view(own: &Order) -> HandoverOrderView {
    HandoverOrderView { ground: own.ground, order: own.order.into(), at: own.at }
}
