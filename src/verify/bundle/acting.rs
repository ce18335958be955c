//! Who was helped to vote, and who acts for electors that passed to others during the vote.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{Contents, Step};
use super::enrolments::{Enrolled, Enrolments, Standing};
use crate::domain::assistance::{Assistance, AssistanceError, Helper, check_helpers};
use crate::domain::identity::Role;
use crate::domain::register::{Holdings, OwnerId};
use crate::domain::roll::{ElectorId, Roll, RollAnnex};
use crate::domain::successions::{SuccessionError, check_officers};
use crate::evidence::acting::{AssistanceStatement, Confirmable, Pair, Signed, SuccessionStatement};
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::KeyId;
use crate::evidence::register::RegisterDocument;
use crate::evidence::representation::Place;
use crate::verify::report::{AssistanceShare, Code, Ledger, Sentence, told};

/// Help and successions that stand, in the order of the record.
#[derive(Clone, Debug, Default)]
pub(super) struct Acting {
    assistances: BTreeMap<(KeyId, ElectorId), Vec<Assistance>>,
    /// Who helped, by the entry.
    helpers: BTreeMap<u64, (KeyId, Role)>,
    successions: BTreeMap<ElectorId, Vec<Passed>>,
}

/// A succession that stands: who acts from its entry on.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    pub(super) index: u64,
    pub(super) owners: BTreeSet<OwnerId>,
}

/// The two signatures, what they are under, as what the first was made, and whose key made the second.
type OfTwo<'a, S> = (Pair<'a>, S, (Role, &'a Enrolled));

/// What statements are held against.
struct Reading<'a> {
    contents: &'a Contents,
    enrolments: &'a Enrolments,
    annex: &'a RollAnnex,
    roll: &'a Roll,
}

/// Reads what was signed; statements that are missing are noted where documents are.
pub(super) fn read(
    contents: &Contents,
    enrolments: &Enrolments,
    (roll, annex): (Option<&Roll>, Option<&RollAnnex>),
    ledger: &mut Ledger,
) -> Acting {
    let mut acting = Acting::default();
    let steps: Vec<&Step> = contents.meeting_steps().filter(|step| code_of(&step.fact).is_some()).collect();
    if contents.header.kind == BundleKind::Public {
        public(&steps, ledger);
        return acting;
    }
    ledger.checked(Code::AssistancesSound);
    ledger.checked(Code::SuccessionsSound);
    let (Some(roll), Some(annex)) = (roll, annex) else { return acting };
    let reading = Reading { contents, enrolments, annex, roll };
    for step in steps {
        let code = code_of(&step.fact);
        let taken = if code == Some(Code::AssistancesSound) {
            reading.assist(&mut acting, step)
        } else {
            reading.succeed(&mut acting, step)
        };
        if let (Err(reason), Some(code)) = (taken, code) {
            ledger.finding(code, refused(step.index, &reason));
        }
    }
    acting
}

const fn code_of(fact: &Fact) -> Option<Code> {
    if matches!(fact, Fact::AssistanceRecorded { .. }) {
        Some(Code::AssistancesSound)
    } else if matches!(fact, Fact::SuccessionRecorded { .. }) {
        Some(Code::SuccessionsSound)
    } else {
        None
    }
}

/// What a public bundle leaves open, where there is something to leave open.
fn public(steps: &[&Step], ledger: &mut Ledger) {
    let there = |code| steps.iter().any(|step| code_of(&step.fact) == Some(code));
    if there(Code::AssistancesSound) {
        let sentence = told!(
            "Could not check who was helped to vote, and by whom: the bundle is public.",
            "无法核实何人在何人协助下投票：本文件为公开文件。"
        );
        ledger.open(Code::AssistancesSound, sentence);
    }
    if there(Code::SuccessionsSound) {
        let sentence = told!(
            "Could not check who acts for electors that passed to others: the bundle is public.",
            "无法核实投票期间变更的表决权人由谁代表：本文件为公开文件。"
        );
        ledger.open(Code::SuccessionsSound, sentence);
    }
}

fn refused(index: u64, reason: &str) -> Sentence {
    told!("What entry {index} records does not stand: {reason}.", "记录 {index} 所载事项无效：{reason}。")
}

impl Acting {
    /// Who acts for an elector just before an entry, given who did at the opening.
    pub(super) fn owners(
        &self,
        elector: ElectorId,
        frozen: &BTreeSet<OwnerId>,
        before: u64,
    ) -> BTreeSet<OwnerId> {
        let passed = self.passed(elector).iter().rfind(|own| own.index < before);
        passed.map_or_else(|| frozen.clone(), |own| own.owners.clone())
    }

    /// Every succession of an elector.
    pub(super) fn passed(&self, elector: ElectorId) -> &[Passed] {
        self.successions.get(&elector).map_or(&[], Vec::as_slice)
    }

    /// Every succession, in the order of the record.
    pub(super) fn all_passed(&self) -> Vec<(ElectorId, &Passed)> {
        let mut all: Vec<_> = self
            .successions
            .iter()
            .flat_map(|(elector, passed)| passed.iter().map(move |own| (*elector, own)))
            .collect();
        all.sort_by_key(|(_, own)| own.index);
        all
    }

    /// Every elector that passed to others.
    pub(super) fn electors(&self) -> impl Iterator<Item = ElectorId> {
        self.successions.keys().copied()
    }

    /// The help that a ballot just before an entry uses up; `last` is the entry of the key's ballot before it.
    pub(super) fn assistance(
        &self,
        of: &(KeyId, ElectorId),
        last: Option<u64>,
        before: u64,
    ) -> Option<Assistance> {
        let all = self.assistances.get(of)?;
        let recorded = all.partition_point(|own| own.index < before);
        Assistance::unused(all.get(..recorded)?, last)
    }

    /// Whether anybody was helped.
    pub(super) fn has_assistances(&self) -> bool {
        !self.assistances.is_empty()
    }

    /// Who helped how many, and how many of them voted, by the entries of the help that was used.
    pub(super) fn shares(&self, used: &BTreeSet<u64>) -> Vec<AssistanceShare> {
        let mut shares: BTreeMap<(&KeyId, &str), AssistanceShare> = BTreeMap::new();
        for (index, (key, role)) in &self.helpers {
            let fresh = || AssistanceShare { key: key.to_string(), role: *role, recorded: 0, voted: 0 };
            let share = shares.entry((key, role.as_str())).or_insert_with(fresh);
            share.recorded += 1;
            share.voted += u64::from(used.contains(index));
        }
        shares.into_values().collect()
    }
}

impl Reading<'_> {
    fn assist(&self, acting: &mut Acting, step: &Step) -> Result<(), String> {
        let Some((pair, own, by)) = self.pair::<AssistanceStatement>(step)? else { return Ok(()) };
        let (helper, witness) = by;
        let voting = match self.enrolments.standing(&own.key, step.index) {
            Standing::Enrolled(voting) => voting,
            Standing::Revoked | Standing::NotEnrolled => {
                return Err(AssistanceError::NotTheOwnersKey.to_string());
            }
        };
        if own.key == pair.key || own.key == pair.witness {
            return Err(AssistanceError::HelpersKey.to_string());
        }
        if voting.owner.as_ref() != Some(&own.owner) {
            return Err(AssistanceError::NotTheOwnersKey.to_string());
        }
        let owners = self.acting(acting, own.elector, step.index)?;
        if !owners.contains(&own.owner) {
            return Err(AssistanceError::OwnerDoesNotAct.to_string());
        }
        let owned: Vec<OwnerId> = witness.owner.clone().into_iter().collect();
        let helpers = (Helper { role: helper, owners: &[] }, Helper { role: pair.role, owners: &owned });
        check_helpers(helpers, &owners).map_err(|reason| reason.to_string())?;
        let help = Assistance { index: step.index, at: step.at };
        acting.assistances.entry((own.key, own.elector)).or_default().push(help);
        acting.helpers.insert(step.index, (pair.key, helper));
        Ok(())
    }

    fn succeed(&self, acting: &mut Acting, step: &Step) -> Result<(), String> {
        let Some((pair, own, (by, _))) = self.pair::<SuccessionStatement>(step)? else { return Ok(()) };
        let reason = |reason: SuccessionError| reason.to_string();
        check_officers(by, pair.role).map_err(reason)?;
        let succession = own.succession().map_err(reason)?;
        let before = self.acting(acting, own.elector, step.index)?;
        let owners = succession.applied(&before).map_err(reason)?;
        if !succession.kind().changes_owners() {
            // Who acted with them before does so no more.
            let good = succession.before().iter().find(|owner| self.enrolments.has_key_of(owner, step.index));
            return match good {
                Some(owner) => Err(format!("a key of {owner} from before it is still good")),
                None => Ok(()),
            };
        }
        let register = self.register(step.index)?;
        let place = self.roll.position(own.elector).and_then(|place| self.roll.electors().get(place));
        let units = place.map_or(&[][..], |elector| &elector.units);
        let nobody = BTreeSet::new();
        let holders = units.iter().map(|unit| {
            let holding = register.iter().find(|holding| holding.unit.label == unit.label);
            (&unit.label, holding.map_or(&nobody, |holding| &holding.owners))
        });
        succession.check_register(&before, holders).map_err(reason)?;
        acting.successions.entry(own.elector).or_default().push(Passed { index: step.index, owners });
        Ok(())
    }

    /// A statement and its confirmation, signed by two keys that were good; as what the first was signed and who
    /// confirmed it. Nothing where one of them is missing.
    fn pair<'a, S: Confirmable>(&'a self, step: &'a Step) -> Result<Option<OfTwo<'a, S>>, String> {
        let (Fact::AssistanceRecorded { statement, by, confirmation, confirmed_by, .. }
        | Fact::SuccessionRecorded { statement, by, confirmation, confirmed_by, .. }) = &step.fact
        else {
            return Ok(None);
        };
        let (statement, by, confirmation, confirmed_by) = (*statement, *by, *confirmation, *confirmed_by);
        let shown = self.contents.text(&statement).zip(self.contents.text(&confirmation));
        let Some((first, second)) = shown else { return Ok(None) };
        let pair = Pair::parse::<S>(first, second).map_err(|reason| reason.to_string())?;
        if pair.key == pair.witness {
            return Err(AssistanceError::SamePerson.to_string());
        }
        if pair.role != confirmed_by {
            return Err("its confirmation was signed as something else than its entry says".to_owned());
        }
        let officer = self
            .signer(&pair.key, by, step)
            .ok_or("it is not signed with the key of an officer in office")?;
        let witness = self.signer(&pair.witness, confirmed_by, step);
        let witness = witness.ok_or("it is not confirmed with a key that could confirm it then")?;
        let header = &self.contents.header;
        let place =
            Place { origin: &header.keys.origin, community: header.community, meeting: header.meeting };
        let own: S = pair.read(place, (&officer.key, &witness.key)).map_err(|reason| reason.to_string())?;
        let signed = |statement: Digest, role| Signed { statement, role };
        if own.fact(signed(statement, by), signed(confirmation, confirmed_by)) != step.fact {
            return Err("it says other things than its entry".to_owned());
        }
        Ok(Some((pair, own, (by, witness))))
    }

    /// The key of this id, if it could sign as this at an entry.
    fn signer(&self, key: &KeyId, role: Role, step: &Step) -> Option<&Enrolled> {
        if role != Role::Owner {
            return self.enrolments.officer(key, &[role], (step.index, step.at)).map(|(own, _)| own);
        }
        match self.enrolments.standing(key, step.index) {
            Standing::Enrolled(own) => Some(own).filter(|own| own.owner.is_some()),
            Standing::Revoked | Standing::NotEnrolled => None,
        }
    }

    /// Who acts for an elector just before an entry.
    fn acting(&self, acting: &Acting, elector: ElectorId, before: u64) -> Result<BTreeSet<OwnerId>, String> {
        let frozen =
            self.annex.get(&elector).ok_or_else(|| format!("elector {elector} is not on the roll"))?;
        Ok(acting.owners(elector, frozen.owners(), before))
    }

    /// The latest version of the register that was imported before an entry.
    fn register(&self, before: u64) -> Result<Holdings, String> {
        let imported = self.contents.standing_facts().filter(|(index, ..)| *index < before);
        let imported = imported.filter_map(|(_, _, fact)| {
            let Fact::RegisterImported { document, .. } = fact else { return None };
            Some(*document)
        });
        let text = imported.last().and_then(|digest| self.contents.text(&digest));
        let text = text.ok_or("the version of the register that was the latest then is not shown")?;
        let document = RegisterDocument::from_bytes(text.as_bytes()).map_err(|reason| reason.to_string())?;
        document.holdings().map_err(|reason| reason.to_string())
    }
}
