//! Objections: what was raised, withdrawn, answered and corrected, in the order of the record.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::agenda::Agenda;
use super::contents::{Contents, Step};
use super::life::Life;
use crate::domain::instants::Instant;
use crate::domain::objections::{
    ObjectionDeed, ObjectionError, ObjectionOutcome, ObjectionStage, ObjectionStanding,
};
use crate::evidence::entries::{Fact, REASON_MAX};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What an objection is about and how it stands.
struct Raised {
    stage: ObjectionStage,
    standing: ObjectionStanding,
}

/// What objections are held against while they are read.
struct Docket<'a> {
    agenda: Option<&'a Agenda>,
    /// From when on the result can no longer be objected to.
    until: Option<Instant>,
    raised: BTreeMap<Uuid, Raised>,
    /// The entries of amendments of the roll so far.
    amendments: BTreeSet<u64>,
}

/// Replays every objection, and compares the number of open ones with what the announcement says.
pub(super) fn check(contents: &Contents, agenda: Option<&Agenda>, life: &Life, ledger: &mut Ledger) {
    ledger.checked(Code::Objections);
    let until = agenda.zip(life.counted.as_ref()).map(|(agenda, counted)| {
        agenda.calendar.forward(counted.at, agenda.definition.objection_days).ends_at
    });
    let mut docket = Docket { agenda, until, raised: BTreeMap::new(), amendments: BTreeSet::new() };
    for step in contents.meeting_steps() {
        ledger.settle(Code::Objections, docket.named(step));
        ledger.settle(Code::Objections, docket.take(step));
    }
}

impl Docket<'_> {
    /// An objection to competence or candidates names a matter where that can be objected to, another none.
    fn named(&self, Step { index, fact, .. }: &Step) -> Result<(), Sentence> {
        let Fact::ObjectionRaised { stage, matter, .. } = fact else { return Ok(()) };
        let asked = self.agenda.is_none_or(|agenda| {
            matter.as_ref().is_none_or(|named| {
                let own = agenda.matters.iter().find(|own| own.id() == named);
                own.is_some_and(|own| *stage != ObjectionStage::Candidates || own.election().is_some())
            })
        });
        if asked && matter.is_some() == stage.names_matter() {
            return Ok(());
        }
        Err(told!(
            "The objection of entry {index} names no matter of the agenda that can be objected to so, or one \
             though it is neither to competence nor to candidates.",
            "记录 {index} 的异议所指议题不在议程上或不得如此提出异议，或该异议本不应指明议题。"
        ))
    }

    fn take(&mut self, step: &Step) -> Result<(), Sentence> {
        let index = step.index;
        if let Fact::RollAmended { .. } = step.fact {
            self.amendments.insert(index);
        }
        if let Fact::ObjectionRaised { objection, stage, ground, .. } = &step.fact {
            let raised = Raised { stage: *stage, standing: ObjectionStanding::Open };
            if self.raised.insert(*objection, raised).is_some() {
                return Err(told!(
                    "Entry {index} raises an objection again.",
                    "记录 {index} 重复提出同一异议。"
                ));
            }
            self.in_time(step, *stage)?;
            stage.check(*ground).map_err(|reason| cannot_stand(index, reason))?;
        }
        if let Fact::ObjectionWithdrawn { objection, .. } = &step.fact {
            self.deed(step, *objection, ObjectionDeed::Withdraw)?;
        }
        if let Fact::ObjectionAnswered { objection, upheld, summary, correction, amendment, .. } = &step.fact
        {
            let deed = correction.as_ref().map_or(ObjectionDeed::Answer, |_| ObjectionDeed::Correct);
            self.deed(step, *objection, deed)?;
            told_shortly(index, summary)?;
            correction.iter().try_for_each(|reason| told_shortly(index, reason))?;
            amendment.map_or(Ok(()), |entry| self.amended(index, (*objection, *upheld), entry))?;
        }
        if let Fact::ResultAnnounced { open_objections, .. } = step.fact {
            self.left(open_objections)?;
        }
        Ok(())
    }

    /// The result is objected to within its period.
    fn in_time(&self, step: &Step, stage: ObjectionStage) -> Result<(), Sentence> {
        let (index, at) = (step.index, step.at);
        match self.until.filter(|until| stage == ObjectionStage::Result && *until <= at) {
            None => Ok(()),
            Some(until) => Err(told!(
                "The objection of entry {index} was raised at {at}; the result could be objected to until {until}.",
                "记录 {index} 的异议于 {at} 提出，而结果的异议期至 {until} 届满。"
            )),
        }
    }

    fn deed(&mut self, step: &Step, objection: Uuid, deed: ObjectionDeed) -> Result<(), Sentence> {
        let index = step.index;
        let Some(own) = self.raised.get_mut(&objection) else {
            return Err(told!(
                "Entry {index} is about an objection that nobody raised.",
                "记录 {index} 所涉异议从未提出。"
            ));
        };
        own.standing = own.standing.after(deed).map_err(|reason| cannot_stand(index, reason))?;
        Ok(())
    }

    fn amended(&self, index: u64, (objection, upheld): (Uuid, bool), entry: u64) -> Result<(), Sentence> {
        let outcome = if upheld { ObjectionOutcome::Upheld } else { ObjectionOutcome::Dismissed };
        let stage = self.raised.get(&objection).map(|own| own.stage);
        let stands = stage.map_or(Ok(()), |stage| stage.check_amendment(outcome));
        stands.map_err(|reason| cannot_stand(index, reason))?;
        if self.amendments.contains(&entry) {
            return Ok(());
        }
        Err(told!(
            "Entry {index} says that entry {entry} amended the roll; it did not.",
            "记录 {index} 称名册已由记录 {entry} 更正，实则不然。"
        ))
    }

    fn left(&self, announced: u64) -> Result<(), Sentence> {
        let is_open =
            |own: &&Raised| own.stage == ObjectionStage::Result && own.standing == ObjectionStanding::Open;
        let open = self.raised.values().filter(is_open).count();
        if u64::try_from(open) == Ok(announced) {
            return Ok(());
        }
        Err(told!(
            "The announcement counts {announced} open objections; there are {open}.",
            "公布时称有 {announced} 项未答复异议，实为 {open} 项。"
        ))
    }
}

/// What everybody is told of an answer is neither empty nor too long.
fn told_shortly(index: u64, text: &str) -> Result<(), Sentence> {
    let length = text.trim().chars().count();
    if 0 < length && length <= REASON_MAX {
        return Ok(());
    }
    Err(told!(
        "The answer of entry {index} is told to everybody in {length} characters; it takes 1 to {REASON_MAX}.",
        "记录 {index} 的答复摘要有 {length} 个字符，应为 1 至 {REASON_MAX} 个。"
    ))
}

fn cannot_stand(index: u64, reason: ObjectionError) -> Sentence {
    told!(
        "What entry {index} says of an objection cannot stand: {reason}.",
        "记录 {index} 有关异议的记载不成立：{reason}。"
    )
}
