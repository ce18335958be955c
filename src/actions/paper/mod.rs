//! Paper ballots: handed out, taken back, read by two persons, counted by hand, and held against their scans.

mod journal;
mod kept;
mod lists;
mod looks;
mod sampling;

pub use self::journal::{PaperJournal, PaperView, journal, read_paper};
pub use self::lists::{IssuedSheets, NewPaperList, PaperListView, PaperSheet, make_list, sheets};
pub use self::sampling::{SampleView, headed_sample, sample};

use sea_orm::ConnectionTrait;

use self::kept::{person, place};
use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, Thing};
use super::officers::officer_key;
use super::papers::{keep, read_roll};
use super::receipts;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::ballots::PaperVote;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::meetings::{Matter, MeetingAction, MeetingId};
use crate::domain::paper::{HandCount, Numbers, PaperState, Period, Return, Scrutiny, Serial, Withdrawal};
use crate::domain::roll::{ElectorId, Roll};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::paper::{PaperAct, PaperKind, PaperList, PaperPlace, PaperSaidError};
use crate::evidence::receipt::Receipt;
use crate::store::identity::grants;
use crate::store::{paper, trail};

/// What officers signed, at its place.
struct Signed<'a> {
    standing: &'a Standing,
    role: Role,
    text: &'a str,
}

/// Takes an officer's signed statement about papers and answers with its receipt. The same bytes again get the
/// same receipt.
pub async fn say(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
    (kind, signed): (PaperKind, String),
) -> Result<Receipt, ActionError> {
    // The closing entry is the last of its turn, and that the clock has closed the meeting is nobody's act.
    trail::aside(publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), action(kind));
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        clockwork::close_if_due(turn, &mut convened).await
    }))
    .await?;
    let index = publish(service, community, async |turn| {
        let mut convened = Convened::load(turn.transaction(), turn.community_id(), meeting).await?;
        let statement = Digest::of(signed.as_bytes());
        if let Some(index) = paper::place_of(turn.transaction(), place(&convened), statement).await? {
            return Ok(index);
        }
        convened.allows(action(kind))?;
        let key = kind.key_of(&signed)?;
        let (key, role) = officer_key(turn, standing.account, &key, kind.roles()).await?;
        let address = &convened.address;
        let (community, meeting) = (address.community.uuid(), address.meeting.uuid());
        let at = PaperPlace { origin: &address.origin, community, meeting };
        let act = kind.read(&signed, at, &key)?;
        let index = take(turn, &convened, &act, &Signed { standing, role, text: &signed }).await?;
        convened.advance(turn.transaction(), action(kind), Moved::default()).await?;
        Ok(index)
    })
    .await?;
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// Refuses to count while papers are out of order.
pub async fn check_reconciled(
    connection: &impl ConnectionTrait,
    convened: &Convened,
) -> Result<(), ActionError> {
    let (_, papers) = kept::all(connection, place(convened)).await?;
    let open = |why| ActionError::PapersOpen { why, numbers: Box::new(papers.numbers()) };
    papers.ready().map_err(open)
}

/// What papers vote: the authentic ones whose reading is settled.
pub async fn votes(
    connection: &impl ConnectionTrait,
    convened: &Convened,
) -> Result<Vec<PaperVote>, ActionError> {
    let (rows, papers) = kept::all(connection, place(convened)).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let roll = read_roll(connection, convened.row.community_id, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let matters = |elector| matters_of(&convened.matters, &roll, elector);
    papers.votes(matters, convened.switches.candidate_ballot).map_err(ActionError::damaged)
}

/// How many papers were handed out, and what became of them.
pub async fn numbers(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Numbers, ActionError> {
    let (_, papers) = kept::all(connection, place(convened)).await?;
    Ok(papers.numbers())
}

/// How many papers came back in time and are no votes.
pub async fn not_authentic(
    connection: &impl ConnectionTrait,
    convened: &Convened,
) -> Result<u64, ActionError> {
    let (_, papers) = kept::all(connection, place(convened)).await?;
    Ok(papers.not_authentic())
}

/// The matters that an elector decides, in the order of the agenda.
fn matters_of<'a>(matters: &'a [Matter], roll: &Roll, elector: ElectorId) -> Vec<&'a Matter> {
    let Some(own) = roll.position(elector).and_then(|place| roll.electors().get(place)) else {
        return Vec::new();
    };
    let decides = |matter: &&Matter| own.units.iter().any(|unit| matter.electorate().contains(unit));
    matters.iter().filter(decides).collect()
}

const fn action(kind: PaperKind) -> MeetingAction {
    match kind {
        PaperKind::Issue => MeetingAction::IssuePapers,
        PaperKind::Return | PaperKind::Withdrawal => MeetingAction::LogPaper,
        PaperKind::Entry => MeetingAction::EnterPaper,
        PaperKind::Count => MeetingAction::CountPapers,
        PaperKind::Sample => MeetingAction::SamplePapers,
    }
}

/// Decides and saves what was said; its entry.
async fn take(
    turn: &mut Turn,
    convened: &Convened,
    act: &PaperAct,
    signed: &Signed<'_>,
) -> Result<u64, ActionError> {
    match act {
        PaperAct::Issue { definition, roll, list, papers } => {
            issue(turn, convened, ((*definition, *roll), (*list, *papers))).await?;
            record(turn, convened, act, (signed, "issued", 0)).await
        }
        PaperAct::Return { serial, received_at, way, scan } => {
            let returned = Return { index: turn.next_index(), received_at: *received_at };
            let (row, mut papers) = kept::one(turn.transaction(), place(convened), *serial).await?;
            let state = papers.receive(*serial, returned, &period(turn, convened))?;
            let moved = paper::Moved {
                state: state.as_str(),
                returned_index: Some(returned.index),
                received_at: Some(returned.received_at),
                way: Some(way.as_str()),
                scan: Some(*scan),
            };
            move_paper(turn, &row, moved).await?;
            record(turn, convened, act, (signed, "returned", 0)).await
        }
        PaperAct::Withdraw { serial, why } => {
            withdraw(turn, convened, (*serial, *why)).await?;
            record(turn, convened, act, (signed, "withdrawn", 0)).await
        }
        PaperAct::Enter { serial, reading } => {
            let which = looks::enter(turn, convened, (*serial, reading), signed.standing).await?;
            record(turn, convened, act, (signed, "entered", which)).await
        }
        PaperAct::Count { numbers, sample, reason } => {
            let (by, role) = (person(signed.standing.account), signed.role);
            let count = HandCount { by, role, numbers: *numbers, sample: *sample, reason: reason.clone() };
            let (_, mut papers) = kept::all(turn.transaction(), place(convened)).await?;
            let scrutiny = scrutiny(turn).await?;
            papers.count(&count, (scrutiny, turn.next_index()))?;
            record(turn, convened, act, (signed, "counted", 0)).await
        }
        PaperAct::Report(looked_at) => {
            let (_, mut papers) = kept::all(turn.transaction(), place(convened)).await?;
            let sample = sampling::drawn(turn.transaction(), convened, &papers).await?;
            let looked_at: Vec<Serial> = looked_at.iter().map(|own| own.serial).collect();
            papers.report(&looked_at, &sample, turn.next_index())?;
            record(turn, convened, act, (signed, "sampled", 0)).await
        }
    }
}

async fn issue(
    turn: &Turn,
    convened: &Convened,
    ((definition, roll), (list, count)): ((Digest, Digest), (Digest, u64)),
) -> Result<(), ActionError> {
    if definition != convened.definition_digest() || roll != convened.roll_digest() {
        return Err(ActionError::OtherSubject("another definition or roll"));
    }
    let of = place(convened);
    let made = paper::find_list(turn.transaction(), of, list).await?;
    let made = made.ok_or(ActionError::NotFound(Thing::PaperList))?;
    if made.papers != count {
        return Err(ActionError::OtherSubject("a list with another number of papers"));
    }
    let pairs = PaperList::from_bytes(&made.document).map_err(ActionError::damaged)?.pairs();
    let (_, mut papers) = kept::all(turn.transaction(), of).await?;
    papers.issue(&pairs, turn.at())?;
    let rows = pairs.iter().map(|(serial, elector)| paper::Paper {
        community_id: of.0,
        meeting_id: of.1,
        serial: serial.number(),
        elector: elector.to_string(),
        list,
        issued_at: turn.at(),
        state: PaperState::Issued.as_str().to_owned(),
        returned_index: None,
        received_at: None,
        way: None,
        scan: None,
    });
    paper::insert_many(turn.transaction(), rows.collect()).await?;
    keep(turn, DocumentKind::PaperList, made.document).await?;
    Ok(())
}

async fn withdraw(
    turn: &Turn,
    convened: &Convened,
    (serial, why): (Serial, Withdrawal),
) -> Result<(), ActionError> {
    let (row, mut papers) = kept::one(turn.transaction(), place(convened), serial).await?;
    papers.withdraw(serial, why)?;
    let state = papers.get(serial).map_or(PaperState::Void, |own| own.state);
    let moved = paper::Moved {
        state: state.as_str(),
        returned_index: None,
        received_at: None,
        way: None,
        scan: None,
    };
    move_paper(turn, &row, moved).await
}

async fn move_paper(turn: &Turn, row: &paper::Paper, moved: paper::Moved) -> Result<(), ActionError> {
    let from: PaperState = row.state.parse().map_err(ActionError::damaged)?;
    let of = (row.community_id, row.meeting_id);
    let was_there = paper::advance(turn.transaction(), of, (row.serial, from.as_str()), moved).await?;
    if was_there { Ok(()) } else { Err(ActionError::Stale) }
}

/// Writes down what was signed; its entry.
async fn record(
    turn: &mut Turn,
    convened: &Convened,
    act: &PaperAct,
    (signed, kind, which): (&Signed<'_>, &str, u8),
) -> Result<u64, ActionError> {
    let statement = keep(turn, DocumentKind::Paper, signed.text.as_bytes().to_vec()).await?;
    let (community_id, meeting_id) = place(convened);
    let entry_index = turn.publish(act.fact(meeting_id, (signed.role, statement), which))?;
    let row = paper::Act {
        community_id,
        meeting_id,
        entry_index,
        kind: kind.to_owned(),
        serial: act.serial().map(Serial::number),
        account_id: signed.standing.account,
        role: signed.role.to_string(),
        statement_digest: statement,
        at: turn.at(),
    };
    paper::insert_act(turn.transaction(), row).await?;
    Ok(entry_index)
}

fn period(turn: &Turn, convened: &Convened) -> Period {
    let (opens_at, closes_at) = (convened.schedule.opens_at(), convened.schedule.closes_at());
    Period { at: turn.at(), opens_at, closes_at }
}

/// Whether somebody is a scrutineer now.
async fn scrutiny(turn: &Turn) -> Result<Scrutiny, ActionError> {
    let role = Role::Scrutineer.as_str();
    let held = grants::by_role(turn.transaction(), turn.community_id(), role, turn.at()).await?;
    Ok(if held.is_empty() { Scrutiny::Vacant } else { Scrutiny::InOffice })
}

impl From<PaperSaidError> for ActionError {
    fn from(error: PaperSaidError) -> Self {
        match error {
            PaperSaidError::Statement(error) => Self::Statement(error),
            PaperSaidError::OtherMeeting => Self::OtherSubject("another record, community or meeting"),
        }
    }
}
