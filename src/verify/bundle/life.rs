//! The life of the meeting, replayed through the states of the domain.

use super::contents::{Contents, Step};
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingState, Schedule};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Fact, ObjectionStage};
use crate::verify::report::{Code, Ledger, told};

/// What happened to the meeting, in order, as far as it was possible.
#[derive(Debug)]
pub(super) struct Life<'a> {
    pub(super) state: MeetingState,
    pub(super) amendments: Vec<&'a Step>,
    pub(super) opening: Option<&'a Step>,
    pub(super) ballots: Vec<Received>,
    pub(super) close: Option<&'a Step>,
    pub(super) counted: Option<&'a Step>,
    pub(super) signatures: Vec<&'a Step>,
    pub(super) announced: Option<&'a Step>,
}

/// A ballot at its place in the record.
#[expect(clippy::struct_field_names, reason = "the name it has in the entry")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Received {
    pub(super) index: u64,
    pub(super) statement: Digest,
    pub(super) received_at: Instant,
    /// Where the meeting stood.
    pub(super) state: MeetingState,
    /// The voting period as it was then; none if the definition has none.
    pub(super) schedule: Option<Schedule>,
}

/// Replays the meeting; `schedule` is the voting period as noticed.
pub(super) fn replay<'a>(
    contents: &'a Contents,
    mut schedule: Option<Schedule>,
    ledger: &mut Ledger,
) -> Life<'a> {
    ledger.checked(Code::LifeOrder);
    let mut life = Life {
        state: MeetingState::Draft,
        amendments: Vec::new(),
        opening: None,
        ballots: Vec::new(),
        close: None,
        counted: None,
        signatures: Vec::new(),
        announced: None,
    };
    for step in contents.meeting_steps() {
        life.note_ballot(step, schedule, ledger);
        let Some(action) = action(&step.fact) else { continue };
        match life.state.after(action) {
            Ok(state) => {
                clock(step, &mut schedule, ledger);
                life.state = state;
                life.keep(step);
            }
            Err(reason) => {
                let (index, kind) = (step.index, step.fact.kind());
                let sentence = told!(
                    "Entry {index} ({kind}) was not possible: {reason}.",
                    "记录 {index}（{kind}）在当时不被允许：{reason}。"
                );
                ledger.finding(Code::LifeOrder, sentence);
            }
        }
    }
    progress(life.state, ledger);
    life
}

impl<'a> Life<'a> {
    /// Ballots are kept whatever the state, so that each is judged by itself.
    fn note_ballot(&mut self, step: &Step, schedule: Option<Schedule>, ledger: &mut Ledger) {
        let Fact::BallotReceived { statement, received_at, .. } = step.fact else { return };
        let (index, at, state) = (step.index, step.at, self.state);
        ledger.checked(Code::BallotsInTime);
        let within = schedule.is_none_or(|schedule| schedule.contains(received_at));
        if state != MeetingState::Open || !within || received_at > at {
            let sentence = told!(
                "The ballot of entry {index}, received at {received_at} and recorded at {at} while the \
                 meeting was {state}, is not within the voting period.",
                "记录 {index} 的选票于 {received_at} 收到、{at} 记录（会议状态：{state}），不在投票期内。"
            );
            ledger.finding(Code::BallotsInTime, sentence);
        }
        self.ballots.push(Received { index, statement, received_at, state, schedule });
    }

    fn keep(&mut self, step: &'a Step) {
        match &step.fact {
            Fact::RollAmended { .. } => self.amendments.push(step),
            Fact::MeetingOpened { .. } => self.opening = Some(step),
            Fact::MeetingClosed { .. } => self.close = Some(step),
            Fact::MeetingCounted { .. } => self.counted = Some(step),
            Fact::CertificateSigned { .. } => self.signatures.push(step),
            Fact::ResultAnnounced { .. } => self.announced = Some(step),
            Fact::RegisterImported { .. }
            | Fact::KeyEnrolled { .. }
            | Fact::KeyRevoked { .. }
            | Fact::MeetingNoticed { .. }
            | Fact::ObjectionRaised { .. }
            | Fact::ObjectionAnswered { .. }
            | Fact::BallotReceived { .. }
            | Fact::MeetingExtended { .. }
            | Fact::MeetingCancelled { .. }
            | Fact::MeetingAnnulled { .. } => {}
        }
    }
}

/// What a fact does to the meeting; an answer to an objection changes nothing.
const fn action(fact: &Fact) -> Option<MeetingAction> {
    use MeetingAction as A;
    Some(match fact {
        Fact::MeetingNoticed { .. } => A::GiveNotice,
        Fact::RollAmended { .. } => A::AmendRoll,
        Fact::ObjectionRaised { stage: ObjectionStage::Roll, .. } => A::ObjectToRoll,
        Fact::ObjectionRaised { stage: ObjectionStage::Result, .. } => A::ObjectToResult,
        Fact::MeetingOpened { .. } => A::Open,
        Fact::BallotReceived { forwarding: None, .. } => A::Cast,
        Fact::BallotReceived { forwarding: Some(_), .. } => A::Forward,
        Fact::MeetingExtended { .. } => A::Extend,
        Fact::MeetingClosed { .. } => A::Close,
        Fact::MeetingCounted { .. } => A::Count,
        Fact::CertificateSigned { .. } => A::Countersign,
        Fact::ResultAnnounced { .. } => A::Announce,
        Fact::MeetingCancelled { .. } => A::Cancel,
        Fact::MeetingAnnulled { .. } => A::Annul,
        Fact::ObjectionAnswered { .. }
        | Fact::RegisterImported { .. }
        | Fact::KeyEnrolled { .. }
        | Fact::KeyRevoked { .. } => return None,
    })
}

/// Holds opening, extensions and close against the voting period.
fn clock(step: &Step, schedule: &mut Option<Schedule>, ledger: &mut Ledger) {
    let Some(planned) = *schedule else { return };
    let at = step.at;
    match &step.fact {
        Fact::MeetingOpened { .. } => {
            ledger.checked(Code::OpeningTime);
            let opens_at = planned.opens_at();
            if at < opens_at {
                let sentence = told!(
                    "Voting was opened at {at}, before {opens_at}.",
                    "投票于 {at} 开启，早于 {opens_at}。"
                );
                ledger.finding(Code::OpeningTime, sentence);
            }
        }
        Fact::MeetingExtended { closes_at, .. } => {
            ledger.checked(Code::Extensions);
            match planned.extended(*closes_at, at) {
                Ok(extended) => *schedule = Some(extended),
                Err(reason) => {
                    let index = step.index;
                    let sentence = told!(
                        "The extension of entry {index} cannot stand: {reason}.",
                        "记录 {index} 的延期无效：{reason}。"
                    );
                    ledger.finding(Code::Extensions, sentence);
                }
            }
        }
        Fact::MeetingClosed { .. } => {
            ledger.checked(Code::ClosingTime);
            let closes_at = planned.closes_at();
            if at < closes_at {
                let sentence = told!(
                    "Voting was closed at {at}, before {closes_at}.",
                    "投票于 {at} 截止，早于 {closes_at}。"
                );
                ledger.finding(Code::ClosingTime, sentence);
            }
        }
        Fact::RegisterImported { .. }
        | Fact::KeyEnrolled { .. }
        | Fact::KeyRevoked { .. }
        | Fact::MeetingNoticed { .. }
        | Fact::RollAmended { .. }
        | Fact::ObjectionRaised { .. }
        | Fact::ObjectionAnswered { .. }
        | Fact::BallotReceived { .. }
        | Fact::MeetingCounted { .. }
        | Fact::CertificateSigned { .. }
        | Fact::ResultAnnounced { .. }
        | Fact::MeetingCancelled { .. }
        | Fact::MeetingAnnulled { .. } => {}
    }
}

/// Says how far the meeting went.
fn progress(state: MeetingState, ledger: &mut Ledger) {
    match state {
        MeetingState::Announced | MeetingState::Cancelled | MeetingState::Annulled => {
            ledger.checked(Code::Progress);
        }
        MeetingState::Draft
        | MeetingState::Noticed
        | MeetingState::Open
        | MeetingState::Closed
        | MeetingState::Counted => {
            let sentence = told!(
                "The meeting is {state}; could not check what comes after.",
                "会议状态为 {state}，其后的步骤无法核实。"
            );
            ledger.open(Code::Progress, sentence);
        }
    }
}
