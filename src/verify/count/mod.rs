//! Counts a matter from spreadsheets alone: roll and ballots in, verdict with all its inequalities
//! out.

mod ballots;
mod candidates;
mod roll;

use std::num::NonZeroU32;

use thiserror::Error;

use self::ballots::{Ballots, Says};
use self::roll::{Roll, Served};
use super::sheet::{Mistakes, Sheet};
use crate::domain::rules::switches::{BallotForm, CandidateBallot, NonVoter};
use crate::domain::rules::{
    Call, CompetenceError, Decides, MatterKind, NoSecondCall, Pack, Rule, Switches, UnknownMatter,
};
use crate::domain::tally::{CountError, Counted, Electorate, Seats, Terms, VerdictError, count};
use crate::evidence::decision::Decision;
use crate::evidence::switches::Settings;
use crate::evidence::verdict::VerdictForm;

/// What is to be counted.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The kind of matter.
    pub kind: &'a MatterKind,
    /// The call of the meeting.
    pub call: Call,
    /// How many an election elects; without it everybody who reaches the threshold.
    pub seats: Option<NonZeroU32>,
    /// The switches that were settled; the others have their defaults, except that units vote
    /// separately where the roll gives an elector several, and that candidates may be marked as not
    /// wanted where a ballot does so.
    pub settings: &'a Settings,
}

/// The spreadsheets.
#[derive(Clone, Copy, Debug)]
pub struct Sheets<'a> {
    /// Who may vote.
    pub roll: Sheet<'a>,
    /// What was cast.
    pub ballots: Sheet<'a>,
    /// Who stands; without it everybody whom a ballot names.
    pub candidates: Option<Sheet<'a>>,
}

/// Why nothing was counted.
#[derive(Debug, Error)]
pub enum NotCounted {
    /// The pack does not know the kind.
    #[error(transparent)]
    Kind(#[from] UnknownMatter),
    /// The kind is not the assembly's to decide by vote.
    #[error(transparent)]
    NotCompetent(#[from] CompetenceError),
    /// The pack knows no second call.
    #[error(transparent)]
    NoSecondCall(#[from] NoSecondCall),
    /// Candidates are given for a matter that elects nobody.
    #[error("candidates are given, but the matter is not an election")]
    CandidatesInMotion,
    /// Silence is to mean something, but nobody is known to be served.
    #[error("non_voter = {0} needs the column served on the roll: only who was served can be silent")]
    NobodyServed(NonVoter),
    /// The sheets have mistakes.
    #[error("{0}")]
    Mistakes(Mistakes),
    /// The ballots cannot be counted on these terms.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The totals cannot be judged on these terms.
    #[error(transparent)]
    Verdict(#[from] VerdictError),
}

/// Counts a matter.
pub fn count_sheets(matter: Matter<'_>, sheets: Sheets<'_>) -> Result<VerdictForm, NotCounted> {
    let rule = rule_of(matter)?;
    if rule.decides == Decides::Motion && sheets.candidates.is_some() {
        return Err(NotCounted::CandidatesInMotion);
    }
    let mut mistakes = Mistakes::default();
    let roll = Roll::read(sheets.roll, &mut mistakes);
    let standing = sheets.candidates.map(|sheet| candidates::read(sheet, &mut mistakes));
    let reading =
        ballots::Reading { decides: rule.decides, method: rule.method, standing: standing.flatten() };
    let ballots = Ballots::read(sheets.ballots, roll.as_ref(), reading, &mut mistakes);
    let (Some(roll), true) = (roll, mistakes.is_empty()) else {
        return Err(NotCounted::Mistakes(mistakes));
    };
    let switches = switches(matter.settings, &roll, &ballots);
    if switches.non_voter != NonVoter::NotCounted && roll.served() == Served::NotSaid {
        return Err(NotCounted::NobodyServed(switches.non_voter));
    }
    let seats = matter.seats.map(|planned| Seats { planned, minimum: None });
    let docket = Docket { matter, rule: &rule, seats, electorate: roll.electorate(), ballots: &ballots };
    docket.form(switches)
}

/// The rule at the call that was asked for.
fn rule_of(matter: Matter<'_>) -> Result<Rule, NotCounted> {
    matter.pack.competence(matter.kind)?.votable()?;
    match matter.call {
        Call::First => Ok(matter.pack.rule(matter.kind)?),
        Call::Second => {
            let rule = matter.pack.second_rule(matter.kind)?;
            Ok(rule.ok_or_else(|| NoSecondCall(matter.pack.id().clone()))?)
        }
    }
}

/// Everything a verdict is derived from, but the switches.
struct Docket<'a> {
    matter: Matter<'a>,
    rule: &'a Rule,
    seats: Option<Seats>,
    electorate: Electorate,
    ballots: &'a Ballots,
}

impl Docket<'_> {
    fn terms<'a>(&'a self, switches: &'a Switches) -> Terms<'a> {
        Terms { rule: self.rule, switches, seats: self.seats }
    }

    fn counted(&self, switches: &Switches) -> Result<Counted, CountError> {
        let Ballots { choices, candidates, .. } = self.ballots;
        count(&self.terms(switches), &self.electorate, choices, candidates)
    }

    /// The verdict, explained; under other switches the ballots are counted again.
    fn form(&self, switches: Switches) -> Result<VerdictForm, NotCounted> {
        let (counted, terms) = (&self.counted(&switches)?, self.terms(&switches));
        let Matter { pack, kind, .. } = self.matter;
        let decision = Decision { pack, kind, terms, counted };
        Ok(decision.verdict_by(|switches| self.counted(switches).ok())?)
    }
}

fn switches(settings: &Settings, roll: &Roll, ballots: &Ballots) -> Switches {
    let mut switches = settings.switches();
    if !settings.names(BallotForm::SWITCH) {
        switches.ballot_form =
            if roll.is_per_elector() { BallotForm::PerElector } else { BallotForm::PerUnit };
    }
    if !settings.names(CandidateBallot::SWITCH) {
        switches.candidate_ballot = match ballots.says {
            Says::NamesOnly => CandidateBallot::Approval,
            Says::Stances => CandidateBallot::ForAgainstAbstain,
        };
    }
    switches
}
