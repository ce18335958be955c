//! The roll: from the one that was posted, by recorded amendments, to the one that was voted on.

use super::agenda::Agenda;
use super::contents::{Contents, Step};
use super::life::Life;
use super::notice::Noticed;
use crate::domain::roll::{Roll, RollStatus};
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::roll::{RollDocument, RollHeading};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// A roll that was posted, with the list that goes with it.
#[derive(Debug)]
pub(super) struct Posted<'a> {
    /// The entry that names it.
    pub(super) step: &'a Step,
    pub(super) digest: Digest,
    pub(super) annex: Digest,
    pub(super) heading: RollHeading,
    pub(super) roll: Roll,
}

/// Every roll of the meeting, the posted one first; empty if that could not be read.
#[derive(Debug, Default)]
pub(super) struct Rolls<'a> {
    pub(super) provisional: Vec<Posted<'a>>,
    /// The roll that was voted on, once the meeting has opened.
    pub(super) last: Option<Posted<'a>>,
}

/// Follows the chain of rolls from the notice to the opening.
pub(super) fn follow<'a>(
    contents: &'a Contents,
    noticed: &Noticed<'a>,
    agenda: Option<&Agenda>,
    life: &'a Life,
    ledger: &mut Ledger,
) -> Rolls<'a> {
    ledger.checked(Code::RollChain);
    let chain = Chain { contents, agenda };
    let mut rolls = Rolls::default();
    let posted = chain.read(noticed.step, noticed.roll, noticed.annex, RollStatus::Provisional);
    rolls.provisional.extend(heard(posted, ledger));
    let mut current = (noticed.roll, noticed.annex);
    for step in &life.amendments {
        let Fact::RollAmended { before, roll, annex, .. } = &step.fact else { continue };
        let index = step.index;
        if *before != current.0 {
            let sentence = told!(
                "The amendment of entry {index} changes a roll that was not the standing one.",
                "记录 {index} 的更正所针对的并非当时有效的名册。"
            );
            ledger.finding(Code::RollChain, sentence);
        }
        current = (*roll, *annex);
        let amended = chain.read(step, *roll, *annex, RollStatus::Provisional);
        rolls.provisional.extend(heard(amended, ledger));
    }
    if let Some((step, Fact::MeetingOpened { roll, annex, .. })) =
        life.opening.as_ref().map(|own| (own, &own.fact))
    {
        let last = heard(chain.read(step, *roll, *annex, RollStatus::Final), ledger);
        if let Some((last, posted)) = last.as_ref().zip(rolls.provisional.last()) {
            ledger.settle(Code::RollChain, made_final(posted, last));
        }
        rolls.last = last;
    }
    if let (Some(agenda), Some(roll)) = (agenda, rolls.standing()) {
        electorates(agenda, &roll.roll, ledger);
    }
    rolls
}

impl<'a> Rolls<'a> {
    /// The roll that stands: the final one, or the latest provisional one.
    pub(super) fn standing(&self) -> Option<&Posted<'a>> {
        self.last.as_ref().or(self.provisional.last())
    }
}

struct Chain<'a, 'b> {
    contents: &'a Contents,
    agenda: Option<&'b Agenda>,
}

impl<'a> Chain<'a, '_> {
    /// The roll an entry names; nothing where the document is missing, which is noted elsewhere.
    fn read(
        &self,
        step: &'a Step,
        digest: Digest,
        annex: Digest,
        status: RollStatus,
    ) -> Result<Option<Posted<'a>>, Sentence> {
        let index = step.index;
        let Some(text) = self.contents.text(&digest) else { return Ok(None) };
        let refused =
            |reason| told!("The roll of entry {index} {reason}.", "记录 {index} 的名册有误：{reason}。");
        let document = RollDocument::from_bytes(text.as_bytes()).map_err(refused)?;
        let heading = document.heading();
        let header = &self.contents.header;
        let rules = self.agenda.map(|agenda| agenda.switches.overlapping_owners);
        let belongs = heading.community.uuid() == header.community
            && heading.meeting == header.meeting
            && heading.status == status
            && rules.is_none_or(|rules| rules == heading.rules.overlapping_owners);
        if !belongs {
            return Err(told!(
                "The roll of entry {index} is of another meeting, of another status, or grouped by another \
                 rule.",
                "记录 {index} 的名册属于其他会议、状态不符或分组规则不同。"
            ));
        }
        let roll = document.roll().map_err(refused)?;
        Ok(Some(Posted { step, digest, annex, heading, roll }))
    }
}

fn heard<'a>(read: Result<Option<Posted<'a>>, Sentence>, ledger: &mut Ledger) -> Option<Posted<'a>> {
    read.unwrap_or_else(|sentence| {
        ledger.finding(Code::RollChain, sentence);
        None
    })
}

/// The final roll is the last provisional one, word for word, under another status.
fn made_final(posted: &Posted<'_>, last: &Posted<'_>) -> Result<(), Sentence> {
    let heading = RollHeading { status: RollStatus::Final, ..posted.heading };
    if heading == last.heading && posted.roll == last.roll && posted.annex == last.annex {
        return Ok(());
    }
    Err(told!(
        "The final roll is not the posted one: it was changed without a recorded amendment.",
        "最终名册与公示名册不一致：存在未记录的改动。"
    ))
}

fn electorates(agenda: &Agenda, roll: &Roll, ledger: &mut Ledger) {
    for matter in &agenda.matters {
        let id = matter.id();
        let told = |reason| told!("Matter {id}: {reason}.", "议题 {id}：{reason}。");
        let weights = roll.weights(matter.electorate());
        ledger.settle(Code::RollMatters, weights.map(|_| ()).map_err(told));
    }
}
