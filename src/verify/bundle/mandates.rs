//! Mandates, followed statement by statement: who signed, who held how much, and what ended when.

use super::acting::{Acting, Passed};
use super::agenda::Agenda;
use super::contents::{Contents, Step};
use super::enrolments::{Enrolments, Standing};
use super::life::Life;
use crate::domain::identity::Role;
use crate::domain::mandates::{Book, Mandate, MandateRefusal, Moment, Seat, Terms};
use crate::domain::meetings::Schedule;
use crate::domain::roll::{ElectorGroup, ElectorId, Roll, RollAnnex};
use crate::evidence::bundle::BundleKind;
use crate::evidence::delegate_rule;
use crate::evidence::digest::Digest;
use crate::evidence::mandates::{
    EXCLUDING, FIRST_READERS, Kind, Place, SECOND_READERS, Said, Signer, pairs, proxy,
};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What was said of mandates, in the order of the record.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Vec<Word>);

/// One statement at its place.
#[derive(Clone, Debug)]
struct Word {
    index: u64,
    moment: Moment,
    statement: Digest,
    said: Said,
}

/// The mandates of the meeting, on its final roll.
#[derive(Clone, Debug, Default)]
pub(super) struct Mandates(Option<Book>);

/// Reads what was said; statements that are missing are noted where documents are.
pub(super) fn read(contents: &Contents, life: &Life, enrolments: &Enrolments, ledger: &mut Ledger) -> Words {
    if contents.header.kind == BundleKind::Public {
        public(ledger);
        return Words::default();
    }
    ledger.checked(Code::MandatesSigned);
    let mut words = Words::default();
    for step in contents.meeting_steps() {
        let Some((kind, statement, confirmation)) = Kind::of(&step.fact) else { continue };
        let Some(text) = contents.text(&statement) else { continue };
        match signed(contents, enrolments, step, (kind, text, confirmation)) {
            Ok(said) if said.fact(contents.header.meeting, statement, confirmation) != step.fact => {
                ledger.finding(Code::MandatesSigned, refused(step, "it says other things than its entry"));
            }
            Ok(said) => {
                words.0.push(Word { index: step.index, moment: moment(life, step), statement, said });
            }
            Err(sentence) => ledger.finding(Code::MandatesSigned, sentence),
        }
    }
    words
}

fn public(ledger: &mut Ledger) {
    let sentence = told!(
        "Could not check who signed mandates: the bundle is public.",
        "无法核实委托由谁签署：本文件为公开文件。"
    );
    ledger.open(Code::MandatesSigned, sentence);
    let sentence = told!(
        "Could not check who held mandates, and how many: the bundle is public.",
        "无法核实受托人及其受托数量：本文件为公开文件。"
    );
    ledger.open(Code::MandatesFollowed, sentence);
}

/// A statement, by a key that was enrolled before it; one on paper by the keys of two who read it.
fn signed(
    contents: &Contents,
    enrolments: &Enrolments,
    step: &Step,
    (kind, text, confirmation): (Kind, &str, Option<Digest>),
) -> Result<Said, Sentence> {
    let header = &contents.header;
    let place = Place { origin: &header.keys.origin, community: header.community, meeting: header.meeting };
    let signer = |text: &str, roles: &[Role]| signer(enrolments, step, (kind, text, roles));
    let first: &[Role] = if kind == Kind::Exclusion { &EXCLUDING } else { &FIRST_READERS };
    let read = |text: &str, by: &Signer| {
        kind.read(text, place, by).map_err(|reason| refused(step, &reason.to_string()))
    };
    let said = read(text, &signer(text, first)?)?;
    match (said.paper(), confirmation) {
        (None, None) => Ok(said),
        (Some(_), Some(confirmation)) => {
            // That it is missing is noted where documents are.
            let Some(text) = contents.text(&confirmation) else { return Ok(said) };
            let by = signer(text, &SECOND_READERS)?;
            if by.owner.is_some() {
                return Err(refused(step, "an owner confirmed it, not an officer"));
            }
            said.agrees(&read(text, &by)?).map_err(|reason| refused(step, &reason.to_string()))?;
            Ok(said)
        }
        (Some(_), None) => Err(refused(step, "nobody else read the paper")),
        (None, Some(_)) => Err(refused(step, "it was confirmed although it is no paper")),
    }
}

fn signer(
    enrolments: &Enrolments,
    step: &Step,
    (kind, text, roles): (Kind, &str, &[Role]),
) -> Result<Signer, Sentence> {
    let key = kind.key_of(text).map_err(|reason| refused(step, &reason.to_string()))?;
    let own = match enrolments.standing(&key, step.index) {
        Standing::Enrolled(own) => own,
        Standing::Revoked => return Err(refused(step, "its key was revoked before it")),
        Standing::NotEnrolled => return Err(refused(step, "its key was not enrolled before it")),
    };
    if own.owner.is_none() && enrolments.officer(&key, roles, (step.index, step.at)).is_none() {
        return Err(refused(step, "its key was that of no officer who could sign it then"));
    }
    Ok(Signer { key: own.key, owner: own.owner.clone() })
}

fn refused(step: &Step, reason: &str) -> Sentence {
    let index = step.index;
    told!("The mandate of entry {index} does not stand: {reason}.", "记录 {index} 的委托无效：{reason}。")
}

fn moment(life: &Life, step: &Step) -> Moment {
    let schedule = life.before(step.index).and_then(|standing| standing.schedule);
    // Without a schedule there is nothing to be late for; that it is missing is noted elsewhere.
    let later = step.at.plus_seconds(1);
    Moment {
        at: step.at,
        opens_at: schedule.map_or(later, Schedule::opens_at),
        closes_at: schedule.map_or(later, Schedule::closes_at),
    }
}

impl Mandates {
    /// Follows what was said on the final roll. What was said before the opening was judged by an earlier one: if it does
    /// not fit the final one, it is void.
    pub(super) fn follow(
        words: &Words,
        (agenda, roll, annex): (&Agenda, &Roll, &RollAnnex),
        (life, acting): (&Life, &Acting),
        ledger: &mut Ledger,
    ) -> Self {
        let Some(rules) = agenda.rules.as_ref().map(|composed| &composed.rules) else {
            let sentence = told!(
                "Could not check who held mandates: the rules are not known.",
                "无法核实受托人：规则未知。"
            );
            ledger.open(Code::MandatesFollowed, sentence);
            return Self::default();
        };
        ledger.checked(Code::MandatesFollowed);
        let terms = Terms::of(rules, agenda.switches.candidate_ballot, &agenda.matters, roll);
        let terms = Terms { delegates: delegate_rule::zone(&agenda.definition), ..terms };
        let mut book = Book::new(terms, annex);
        let opening = life.opening.as_ref().map_or(u64::MAX, |step| step.index);
        let mut annex = annex.clone();
        let mut passed = acting.all_passed().into_iter().peekable();
        for word in &words.0 {
            while let Some(own) = passed.next_if(|(_, own)| own.index < word.index) {
                pass(&mut book, &mut annex, own);
            }
            let Err(reason) = take(&mut book, word, (agenda, roll, &annex)) else { continue };
            // An exclusion and an appointment do not depend on the roll.
            let is_fixed = matches!(word.said, Said::Excluded { .. } | Said::Appointed { .. });
            if word.index > opening || is_fixed {
                let index = word.index;
                let sentence = told!(
                    "What entry {index} records about a mandate was not possible: {reason}.",
                    "记录 {index} 关于委托的内容在当时不被允许：{reason}。"
                );
                ledger.finding(Code::MandatesFollowed, sentence);
            }
        }
        for own in passed {
            pass(&mut book, &mut annex, own);
        }
        Self(Some(book))
    }

    /// The mandate of this hash, as it stood before an entry.
    pub(super) fn get(&self, mandate: &Digest, before: u64) -> Option<Mandate> {
        self.0.as_ref()?.get(&mandate.fingerprint())?.before(before)
    }
}

/// Lets others act for an elector, which ends the mandates of those who did.
fn pass(book: &mut Book, annex: &mut RollAnnex, (elector, own): (ElectorId, &Passed)) {
    book.pass(elector, &own.owners, own.index);
    annex.insert(elector, ElectorGroup::Owners(own.owners.clone()));
}

fn take(
    book: &mut Book,
    word: &Word,
    (agenda, roll, annex): (&Agenda, &Roll, &RollAnnex),
) -> Result<(), MandateRefusal> {
    match &word.said {
        Said::Given { elector, principal, holder, instructions, .. } => {
            let seat = Seat::of((roll, annex), &agenda.matters, *elector);
            let of = (*elector, principal.clone(), holder.clone());
            let mandate = proxy(of, instructions, (word.statement, word.index));
            book.give(mandate, seat.as_ref(), &word.moment)
        }
        Said::Revoked { mandate, by, .. } => {
            book.revoke(&mandate.fingerprint(), (by.as_ref(), word.index), &word.moment)
        }
        Said::Excluded { holder, .. } => book.exclude(holder, word.index),
        Said::Appointed { appointment, .. } => book.appoint(appointment.clone(), &word.moment),
        Said::Opined { mandate, by, choices, .. } => {
            let mandate = mandate.fingerprint();
            let elector = book.get(&mandate).map(|own| own.elector);
            let seat = elector.and_then(|elector| Seat::of((roll, annex), &agenda.matters, elector));
            book.opine(&mandate, (by, &pairs(choices), word.index), seat.as_ref(), &word.moment)
        }
    }
}
