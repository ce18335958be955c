//! The life of the meeting, replayed through the states of the domain.

use super::contents::{Contents, Recorded, Step};
use crate::domain::ballots::{Route, check_forwarding_time};
use crate::domain::meetings::{MeetingAction, MeetingState, Schedule, TransitionError};
use crate::evidence::entries::Fact;
use crate::verify::record::steps::action;
use crate::verify::report::{Code, Ledger, told};

/// What happened to the meeting, in order, as far as it was possible.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) state: MeetingState,
    pub(super) amendments: Vec<Step>,
    pub(super) opening: Option<Step>,
    pub(super) close: Option<Step>,
    pub(super) counted: Option<Step>,
    pub(super) signatures: Vec<Step>,
    pub(super) announced: Option<Step>,
    periods: Vec<Period>,
}

/// Where the meeting stands behind an entry, until the next of these.
#[derive(Clone, Copy, Debug)]
struct Period {
    from: u64,
    standing: Standing,
}

/// What decides whether a ballot can be taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Standing {
    /// Where the meeting stands.
    pub(super) state: MeetingState,
    /// The voting period as it is then; none if the definition has none.
    pub(super) schedule: Option<Schedule>,
}

/// Replays the meeting; `schedule` is the voting period as noticed.
pub(super) fn replay(contents: &Contents, schedule: Option<Schedule>, ledger: &mut Ledger) -> Life {
    ledger.checked(Code::LifeOrder);
    let mut standing = Standing { state: MeetingState::Draft, schedule };
    let mut life = Life {
        state: standing.state,
        amendments: Vec::new(),
        opening: None,
        close: None,
        counted: None,
        signatures: Vec::new(),
        announced: None,
        periods: vec![Period { from: 0, standing }],
    };
    let mut ballots = contents.ballots.iter().peekable();
    for step in contents.meeting_steps() {
        while let Some(recorded) = ballots.next_if(|recorded| recorded.index < step.index) {
            in_time(recorded, route(contents, recorded), standing, ledger);
        }
        let Some(action) = action(&step.fact) else { continue };
        match standing.state.after(action) {
            Ok(state) => {
                let mut schedule = standing.schedule;
                clock(step, &mut schedule, ledger);
                life.keep(step);
                let changed = Standing { state, schedule };
                if changed != standing {
                    standing = changed;
                    life.periods.push(Period { from: step.index, standing });
                }
            }
            Err(reason) => impossible((step.index, step.fact.kind()), reason, ledger),
        }
    }
    for recorded in ballots {
        in_time(recorded, route(contents, recorded), standing, ledger);
    }
    life.state = standing.state;
    progress(life.state, ledger);
    life
}

/// By which way a ballot came.
pub(super) fn route(contents: &Contents, recorded: &Recorded) -> Route {
    if contents.forwardings.contains_key(&recorded.index) { Route::Forwarded } else { Route::Direct }
}

/// A ballot within the voting period, recorded while the meeting took it.
fn in_time(recorded: &Recorded, route: Route, standing: Standing, ledger: &mut Ledger) {
    ledger.checked(Code::BallotsInTime);
    let Recorded { index, at, received_at, .. } = *recorded;
    let state = standing.state;
    let (action, recorded_after) = match route {
        Route::Direct => (MeetingAction::Cast, received_at <= at),
        Route::Forwarded => (MeetingAction::Forward, check_forwarding_time(received_at, at).is_ok()),
    };
    let within = standing.schedule.is_none_or(|schedule| schedule.contains(received_at));
    let possible = state.after(action);
    if possible.is_err() || !within || !recorded_after {
        let sentence = told!(
            "The ballot of entry {index}, received at {received_at} and recorded at {at} while the meeting \
             was {state}, is not within the voting period.",
            "记录 {index} 的选票于 {received_at} 收到、{at} 记录（会议状态：{state}），不在投票期内。"
        );
        ledger.finding(Code::BallotsInTime, sentence);
    }
    if let Err(reason) = possible {
        impossible((index, "ballot_received"), reason, ledger);
    }
}

fn impossible((index, kind): (u64, &str), reason: TransitionError, ledger: &mut Ledger) {
    let sentence = told!(
        "Entry {index} ({kind}) was not possible: {reason}.",
        "记录 {index}（{kind}）在当时不被允许：{reason}。"
    );
    ledger.finding(Code::LifeOrder, sentence);
}

impl Life {
    /// Where the meeting stood just before an entry.
    pub(super) fn before(&self, index: u64) -> Option<Standing> {
        let passed = self.periods.partition_point(|period| period.from < index);
        self.periods.get(passed.saturating_sub(1)).map(|period| period.standing)
    }

    fn keep(&mut self, step: &Step) {
        let step = step.clone();
        match step.fact {
            Fact::RollAmended { .. } => self.amendments.push(step),
            Fact::MeetingOpened { .. } => self.opening = Some(step),
            Fact::MeetingClosed { .. } => self.close = Some(step),
            Fact::MeetingCounted { .. } => self.counted = Some(step),
            Fact::CertificateSigned { .. } => self.signatures.push(step),
            Fact::ResultAnnounced { .. } => self.announced = Some(step),
            Fact::RegisterImported { .. }
            | Fact::RulesSet { .. }
            | Fact::KeyEnrolled { .. }
            | Fact::KeyRevoked { .. }
            | Fact::AuditMaterialErased { .. }
            | Fact::ActRecorded { .. }
            | Fact::RoleGranted { .. }
            | Fact::RoleEnded { .. }
            | Fact::ServiceKeyReplaced { .. }
            | Fact::MeetingNoticed { .. }
            | Fact::ObjectionRaised { .. }
            | Fact::ObjectionWithdrawn { .. }
            | Fact::ObjectionAnswered { .. }
            | Fact::LotCommitted { .. }
            | Fact::LotRevealed { .. }
            | Fact::UnitServed { .. }
            | Fact::ServiceAttempted { .. }
            | Fact::NoticeVersioned { .. }
            | Fact::BallotReceived { .. }
            | Fact::RepresentativeNominated { .. }
            | Fact::RepresentationDisputed { .. }
            | Fact::RepresentationDisputeWithdrawn { .. }
            | Fact::RepresentationDecided { .. }
            | Fact::MandateGiven { .. }
            | Fact::MandateRevoked { .. }
            | Fact::HolderExcluded { .. }
            | Fact::DelegateAppointed { .. }
            | Fact::OpinionRecorded { .. }
            | Fact::PapersIssued { .. }
            | Fact::PaperReturned { .. }
            | Fact::PaperWithdrawn { .. }
            | Fact::PaperEntered { .. }
            | Fact::PapersCounted { .. }
            | Fact::PapersSampled { .. }
            | Fact::AssistanceRecorded { .. }
            | Fact::SuccessionRecorded { .. }
            | Fact::MeetingExtended { .. }
            | Fact::MeetingCancelled { .. }
            | Fact::MeetingAnnulled { .. } => {}
        }
    }
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
        | Fact::RulesSet { .. }
        | Fact::KeyEnrolled { .. }
        | Fact::KeyRevoked { .. }
        | Fact::AuditMaterialErased { .. }
        | Fact::ActRecorded { .. }
        | Fact::RoleGranted { .. }
        | Fact::RoleEnded { .. }
        | Fact::ServiceKeyReplaced { .. }
        | Fact::MeetingNoticed { .. }
        | Fact::RollAmended { .. }
        | Fact::ObjectionRaised { .. }
        | Fact::ObjectionWithdrawn { .. }
        | Fact::ObjectionAnswered { .. }
        | Fact::LotCommitted { .. }
        | Fact::LotRevealed { .. }
        | Fact::UnitServed { .. }
        | Fact::ServiceAttempted { .. }
        | Fact::NoticeVersioned { .. }
        | Fact::BallotReceived { .. }
        | Fact::RepresentativeNominated { .. }
        | Fact::RepresentationDisputed { .. }
        | Fact::RepresentationDisputeWithdrawn { .. }
        | Fact::RepresentationDecided { .. }
        | Fact::MandateGiven { .. }
        | Fact::MandateRevoked { .. }
        | Fact::HolderExcluded { .. }
        | Fact::DelegateAppointed { .. }
        | Fact::OpinionRecorded { .. }
        | Fact::PapersIssued { .. }
        | Fact::PaperReturned { .. }
        | Fact::PaperWithdrawn { .. }
        | Fact::PaperEntered { .. }
        | Fact::PapersCounted { .. }
        | Fact::PapersSampled { .. }
        | Fact::AssistanceRecorded { .. }
        | Fact::SuccessionRecorded { .. }
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
