//! A dossier is put together: from the annals, the definition and certificate of the election, and the archive.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;

use super::dossier::{Dossier, DossierChange, DossierElection, DossierMember, DossierStep, DossierView};
use super::papers::{self, Sources};
use super::steps;
use super::views::{self, CommitteeDueView};
use crate::actions::acts::{self, Known};
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::{Service, headings};
use crate::domain::annals::{Due, DueKind, ProcessId, Scene, Subject};
use crate::domain::committees::{
    Change, ChangeKind, Committee, CommitteeState, Covers, Member, MemberId, Standing,
};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::terms::Tenure;
use crate::evidence::certificate::Certificate;
use crate::evidence::digest::Digest;
use crate::store::certificates;

/// The kind of matter that elects a committee.
const ELECTION: &str = "committee_election";

/// Names on ballots.
type Names = BTreeMap<MemberId, String>;

/// What a committee shows and files, as the record tells it now.
pub async fn dossier(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<Dossier, ActionError> {
    let known = acts::known(service, community).await?;
    let own = known.annals.committees().get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), MeetingId::new(process.uuid())).await?;
    let heading = headings::heading(connection, &convened).await?;
    let row = certificates::find(connection, community.uuid(), process.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Certificate))?;
    let certificate = Certificate::from_bytes(&row.payload).map_err(ActionError::damaged)?;
    let names = names(connection, community, own).await?;
    let steps = steps::steps(connection, &convened, (&known, process)).await?;
    let entry = |what: &str| steps.iter().find(|own| own.what == what).map(|own| own.entry);
    let to_file = to_file(own);
    let covers = to_file.unwrap_or(Covers::Committee { changes: own.changes.len() });
    let sources = Sources {
        known: &known,
        process,
        convened: &convened,
        certificate: (&certificate, row.payload_digest),
        entries: (entry("notice"), entry("announcement")),
    };
    let papers: Vec<_> = covers.papers().iter().map(|paper| sources.paper(*paper)).collect();
    let (size, as_of) = last(&steps, own);
    let view = DossierView {
        process: process.uuid(),
        name: heading.community.clone(),
        state: own.state,
        size,
        as_of,
        seats: own.seats,
        term_from: own.announced_at,
        term_until: term_until(&known, process).unwrap_or(own.announced_at),
        election: election(&convened, own, row.payload_digest),
        members: members(own, &names),
        changes: changes(own, &names, to_file),
        to_file: to_file.map(|covers| match covers {
            Covers::Committee { .. } => "committee",
            Covers::Changes { .. } => "changes",
        }),
        filings: own.filings.iter().map(views::filing).collect(),
        deadlines: deadlines(&known, process),
        missing: papers::missing(&papers, own),
        papers,
        steps,
    };
    Ok(Dossier { heading, view })
}

/// What there is to file; nothing of an election that was set aside.
fn to_file(own: &Committee) -> Option<Covers> {
    match own.state {
        CommitteeState::Annulled => None,
        CommitteeState::Constituting
        | CommitteeState::Acting
        | CommitteeState::ToBeReelected
        | CommitteeState::Succeeded => own.unfiled(),
    }
}

/// The size of the record after the latest step, and when that was.
fn last(steps: &[DossierStep], own: &Committee) -> (u64, Instant) {
    steps.last().map_or((0, own.announced_at), |step| (step.entry + 1, step.at))
}

fn term_until(known: &Known, process: ProcessId) -> Option<Instant> {
    let procedure = &known.annals.procedure();
    let scene =
        Scene { procedure, calendar: &known.calendar, annals: &known.annals, registers: &known.registers };
    Tenure::all(&scene).iter().find(|own| own.committee == process).map(Tenure::end)
}

fn election(convened: &Convened, own: &Committee, certificate: Digest) -> DossierElection {
    DossierElection {
        meeting: convened.id().uuid(),
        title: convened.definition.title.clone(),
        called_by: convened.definition.called_by.clone(),
        definition: convened.definition_digest(),
        certificate,
        opened_at: convened.schedule.opens_at(),
        closed_at: convened.schedule.closes_at(),
        counted_at: own.counted_at,
    }
}

/// The names of everybody who was ever on it, as they stood on their ballots.
async fn names(
    connection: &impl ConnectionTrait,
    community: CommunityId,
    own: &Committee,
) -> Result<Names, ActionError> {
    let meetings: BTreeSet<MeetingId> = own.members.iter().map(|member| member.id.meeting).collect();
    let mut names = Names::new();
    for meeting in meetings {
        let convened = Convened::load(connection, community.uuid(), meeting).await?;
        let elections = convened.definition.matters.iter().filter(|own| own.kind.as_str() == ELECTION);
        for standing in elections.flat_map(|own| &own.candidates) {
            let id = MemberId { meeting, candidate: standing.candidate.clone() };
            names.entry(id).or_insert_with(|| standing.name.clone());
        }
    }
    Ok(names)
}

fn name(names: &Names, id: &MemberId) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.candidate.to_string())
}

fn members(own: &Committee, names: &Names) -> Vec<DossierMember> {
    let (mut seats, mut alternates) = (1.., 1..);
    let mut place = |member: &Member| match member.standing {
        Standing::Called | Standing::Seated | Standing::Suspended => (seats.next(), None),
        Standing::Alternate => (None, alternates.next()),
        Standing::Ended => (None, None),
    };
    let stay = own.members.iter().filter(|member| member.standing != Standing::Ended);
    let listed = stay.map(|member| {
        let (seat, alternate) = place(member);
        DossierMember {
            member: (&member.id).into(),
            name: name(names, &member.id),
            seat,
            alternate,
            is_chair: own.chair.as_ref().is_some_and(|(chair, _)| *chair == member.id),
            standing: member.standing,
            elected_at: member.elected_at,
            seated_at: member.seated_at,
        }
    });
    listed.collect()
}

fn changes(own: &Committee, names: &Names, to_file: Option<Covers>) -> Vec<DossierChange> {
    let change = |(place, change): (usize, &Change)| DossierChange {
        kind: change.kind,
        member: (&change.member).into(),
        name: name(names, &change.member),
        cause: match change.kind {
            ChangeKind::Left => own.cause(&change.member),
            ChangeKind::SteppedIn
            | ChangeKind::Added
            | ChangeKind::CameBack
            | ChangeKind::SteppedBack
            | ChangeKind::Chair
            | ChangeKind::Suspended
            | ChangeKind::Resumed => None,
        },
        at: change.at,
        to_file: to_file.is_some_and(|covers| covers.has(place)),
    };
    own.changes.iter().enumerate().map(change).collect()
}

fn deadlines(known: &Known, process: ProcessId) -> Vec<CommitteeDueView> {
    let ours = |due: &Due| {
        due.subject == Subject::Committee
            && due.process == process
            && [DueKind::CommitteeFiling, DueKind::CommitteeChangeFiling].contains(&due.what)
    };
    let dues = known.annals.dues((&known.calendar, &known.registers));
    dues.iter().filter(|due| ours(due)).map(views::due).collect()
}
