//! The definition of the meeting, read as the domain decides on it, and its rule pack.

use std::collections::BTreeSet;

use super::competence;
use super::contents::{Contents, Header};
use crate::domain::instants::Zone;
use crate::domain::meetings::{MATTERS_MAX, Matter, Schedule};
use crate::domain::rules::{Competence, Decides, Pack, Switches};
use crate::evidence::definition::{Definition, DefinitionError, PackReference};
use crate::evidence::digest::Digest;
use crate::evidence::rules::pack;
use crate::evidence::witnesses::{WitnessPolicy, check_inboxes};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What is decided, when, and by which rules.
#[derive(Clone, Debug)]
pub(super) struct Agenda {
    pub(super) definition: Definition,
    pub(super) matters: Vec<Matter>,
    pub(super) schedule: Schedule,
    pub(super) zone: Zone,
    pub(super) switches: Switches,
    /// The verifier's own pack, if it is the one the definition names.
    pub(super) pack: Option<Pack>,
}

/// Reads the definition that the notice names.
pub(super) fn read(contents: &Contents, digest: Digest, ledger: &mut Ledger) -> Option<Agenda> {
    ledger.checked(Code::Definition);
    let text = contents.text(&digest)?;
    let agenda = Agenda::read(text).map_err(|reason| {
        told!("The definition does not make a meeting: {reason}.", "会议定义无效：{reason}。")
    });
    let mut agenda = agenda.map_err(|sentence| ledger.finding(Code::Definition, sentence)).ok()?;
    ledger.settle(Code::Definition, agenda.belongs_to(&contents.header));
    ledger.settle(Code::Definition, agenda.is_countable());
    ledger.settle(Code::Definition, agenda.is_watchable());
    match own_pack(&agenda.definition.rule_pack) {
        Ok(pack) => {
            ledger.checked(Code::RulePack);
            ledger.settle(Code::Definition, agenda.fits(&pack));
            competence::check(&agenda.definition.matters, &pack, ledger);
            agenda.pack = Some(pack);
        }
        Err(sentence) => ledger.finding(Code::RulePack, sentence),
    }
    Some(agenda)
}

impl Agenda {
    fn read(text: &str) -> Result<Self, String> {
        let told = |reason: DefinitionError| reason.to_string();
        let definition = Definition::parse(text.as_bytes()).map_err(told)?;
        let zone = Zone::new(&definition.time_zone).map_err(|reason| format!("time_zone {reason}"))?;
        Ok(Self {
            matters: definition.to_matters().map_err(told)?,
            schedule: definition.schedule().map_err(told)?,
            zone,
            switches: Switches::from(definition.switches.clone()),
            pack: None,
            definition,
        })
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

fn own_pack(named: &PackReference) -> Result<Pack, Sentence> {
    let (id, version, sha256) = (&named.id, &named.version, named.sha256);
    let own = pack(id.as_str()).map_err(|reason| {
        told!(
            "Could not check by a pack of our own, so no verdict was derived: {reason}.",
            "本验证程序没有该规则包，无法推导结论：{reason}。"
        )
    })?;
    if own.digest == sha256 && own.pack.parts().version == *version {
        return Ok(own.pack);
    }
    let digest = own.digest;
    Err(told!(
        "The definition names {id} {version} with the hash {sha256}; the published pack has the hash \
         {digest}. No verdict was derived.",
        "会议定义引用的规则包 {id} {version} 哈希为 {sha256}，而公布的规则包哈希为 {digest}。未推导结论。"
    ))
}
