//! The definition of the meeting, read as the domain decides on it, and its rules.

use std::collections::BTreeSet;

use super::competence;
use super::contents::{Contents, Header};
use super::holidays;
use super::rules;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::Zone;
use crate::domain::meetings::{KeyCooling, MATTERS_MAX, Matter, Schedule};
use crate::domain::rules::{Competence, Decides, Pack, Switches};
use crate::evidence::definition::{Definition, DefinitionError};
use crate::evidence::digest::Digest;
use crate::evidence::rules::overlays::Composition;
use crate::evidence::witnesses::{WitnessPolicy, check_inboxes};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What is decided, when, and by which rules.
#[derive(Clone, Debug)]
pub(super) struct Agenda {
    pub(super) definition: Definition,
    pub(super) matters: Vec<Matter>,
    pub(super) schedule: Schedule,
    pub(super) key_cooling: KeyCooling,
    pub(super) zone: Zone,
    pub(super) switches: Switches,
    /// The rules of the definition, if the verifier has or can read all of them.
    pub(super) rules: Option<Composition>,
    /// How its days are counted; as they fall where the rules are not known.
    pub(super) calendar: Calendar,
}

/// Reads the definition that the notice names.
pub(super) fn read(contents: &Contents, digest: Digest, ledger: &mut Ledger) -> Option<Agenda> {
    ledger.checked(Code::Definition);
    let text = contents.text(&digest)?;
    let agenda = Agenda::read(text).map_err(|reason| refused(&reason));
    let mut agenda = agenda.map_err(|sentence| ledger.finding(Code::Definition, sentence)).ok()?;
    ledger.settle(Code::Definition, agenda.belongs_to(&contents.header));
    ledger.settle(Code::Definition, agenda.is_countable());
    ledger.settle(Code::Definition, agenda.is_watchable());
    ledger.settle(Code::Definition, agenda.is_drawable());
    agenda.rules = rules::compose(&agenda.definition, ledger);
    if let Some(pack) = agenda.pack().cloned() {
        ledger.settle(Code::Definition, agenda.fits(&pack));
        match agenda.definition.calendar(&pack) {
            Ok(calendar) => agenda.calendar = calendar,
            Err(reason) => ledger.finding(Code::Definition, refused(&reason)),
        }
        holidays::check(&agenda, &pack, ledger);
        competence::check(&agenda.definition.matters, &pack, ledger);
    }
    Some(agenda)
}

impl Agenda {
    fn read(text: &str) -> Result<Self, DefinitionError> {
        let definition = Definition::parse(text.as_bytes())?;
        let zone = Zone::new(&definition.time_zone)?;
        Ok(Self {
            matters: definition.to_matters()?,
            schedule: definition.schedule()?,
            key_cooling: definition.key_cooling()?,
            calendar: Calendar::new(zone.clone(), None, HolidayTable::default()),
            zone,
            switches: Switches::from(definition.switches.clone()),
            rules: None,
            definition,
        })
    }

    /// The pack with what the overlays settle, if the rules stand.
    pub(super) fn pack(&self) -> Option<&Pack> {
        self.rules.as_ref().map(|composed| composed.rules.pack())
    }

    fn belongs_to(&self, header: &Header) -> Result<(), Sentence> {
        let own = &self.definition;
        let belongs = own.origin == header.keys.origin
            && own.community == header.community
            && own.meeting == header.meeting;
        if belongs {
            return Ok(());
        }
        Err(told!(
            "The definition is of another record, community or meeting.",
            "会议定义属于其他记录、小区或会议。"
        ))
    }

    fn is_countable(&self) -> Result<(), Sentence> {
        let count = self.matters.len();
        if count == 0 || count > MATTERS_MAX {
            return Err(told!("There are {count} matters on the agenda.", "议程上有 {count} 项议题。"));
        }
        let mut seen = BTreeSet::new();
        match self.matters.iter().map(Matter::id).find(|id| !seen.insert(*id)) {
            Some(again) => {
                Err(told!("Matter {again} is on the agenda twice.", "议题 {again} 在议程上出现两次。"))
            }
            None => Ok(()),
        }
    }

    /// Witnesses and second inboxes that can do what they are named for.
    fn is_watchable(&self) -> Result<(), Sentence> {
        let policy = self.definition.witnesses.as_ref().map_or(Ok(()), WitnessPolicy::check);
        let inboxes = check_inboxes(&self.definition.inboxes);
        policy.and(inboxes).map_err(|reason| {
            told!(
                "The witnesses or inboxes of the definition cannot stand: {reason}.",
                "会议定义所列的见证人或收件处无效：{reason}。"
            )
        })
    }

    /// What is said of the lot fits the switch for ties.
    fn is_drawable(&self) -> Result<(), Sentence> {
        let period = self.definition.reveal_period().map(|_| ());
        period.map_err(|reason| {
            told!("The definition's lot cannot stand: {reason}.", "会议定义所载抽签无效：{reason}。")
        })
    }

    /// Every kind of matter is one of the pack's, and elects somebody exactly if the pack says so. A kind
    /// that the pack refuses has no rule, which is noted as a want of competence.
    fn fits(&self, pack: &Pack) -> Result<(), Sentence> {
        for matter in &self.matters {
            let id = matter.id();
            if matches!(pack.competence(matter.kind()), Ok(Competence::Refused(_))) {
                continue;
            }
            let rule = pack
                .rule(matter.kind())
                .map_err(|reason| told!("Matter {id}: {reason}.", "议题 {id}：{reason}。"))?;
            let elects = match rule.decides {
                Decides::Election => true,
                Decides::Motion => false,
            };
            if elects != matter.election().is_some() {
                return Err(told!(
                    "Matter {id} names candidates though its kind elects nobody, or names none though it \
                     does.",
                    "议题 {id} 的候选人与其类别不符。"
                ));
            }
        }
        Ok(())
    }
}

fn refused(reason: &DefinitionError) -> Sentence {
    told!("The definition does not make a meeting: {reason}.", "会议定义无效：{reason}。")
}
