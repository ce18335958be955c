//! Keys: who enrolled which, when, and until when.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::contents::Contents;
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
pub(super) use crate::verify::record::enrolments::{Enrolled, Enrolments, Standing};
use crate::verify::record::enrolments::{KeyEntry, Shown, sound};
use crate::verify::record::offices::Offices;
use crate::verify::report::{Code, Ledger, told};

/// Reads every enrolment that is named and shown, each with its revocation.
pub(super) fn read(contents: &Contents, ledger: &mut Ledger) -> Enrolments {
    let entries = entries(contents, ledger);
    let mut offices = Offices::default();
    ledger.checked(Code::RolesSound);
    contents.standing_facts().for_each(|(index, _, fact)| offices.hear(index, fact, ledger));
    if contents.header.kind == BundleKind::Public {
        let sentence = told!(
            "Could not check who enrolled the keys: the bundle is public.",
            "无法核实密钥由谁登记：本文件为公开文件。"
        );
        ledger.open(Code::EnrolmentsSound, sentence);
        return Enrolments::beside(offices);
    }
    ledger.checked(Code::EnrolmentsSound);
    ledger.checked(Code::EnrolmentsConfirmed);
    let mut shown: Vec<_> =
        entries.iter().filter_map(|(own, entry)| Some((entry, *own, contents.text(own)?))).collect();
    shown.sort_by_key(|(entry, ..)| entry.index);
    let header = &contents.header;
    let texts = |digest: &Digest| contents.text(digest);
    let papers = Shown { origin: &header.keys.origin, community: header.community, texts: &texts };
    let read = shown.par_iter().map(|(entry, own, text)| (*entry, *own, sound(&papers, entry, text)));
    let mut enrolments = Enrolments::beside(offices);
    for (entry, statement, outcome) in read.collect::<Vec<_>>() {
        match outcome {
            Ok(enrolment) => enrolments.take(&papers, entry, (statement, enrolment), ledger),
            Err(sentence) => ledger.finding(Code::EnrolmentsSound, sentence),
        }
    }
    enrolments
}

/// The entries about keys, by the statement each names; what contradicts itself is a finding.
fn entries(contents: &Contents, ledger: &mut Ledger) -> BTreeMap<Digest, KeyEntry> {
    let mut entries: BTreeMap<Digest, KeyEntry> = BTreeMap::new();
    for (index, at, fact) in contents.standing_facts() {
        let mut fits = true;
        if let Fact::KeyEnrolled { method, confirmed_by, statement, confirmations } = fact {
            let (method, confirmed_by) = (*method, confirmed_by.clone());
            let confirmations = confirmations.clone();
            let entry = KeyEntry { index, at, method, confirmed_by, confirmations, revoked: None };
            fits = entries.insert(*statement, entry).is_none();
        }
        if let Fact::KeyRevoked { statement } = fact {
            let enrolled = entries.get_mut(statement).filter(|entry| entry.revoked.is_none());
            fits = enrolled.map(|entry| entry.revoked = Some(index)).is_some();
        }
        if !fits {
            let sentence = told!(
                "Entry {index} enrols what was enrolled already, or revokes what was not.",
                "记录 {index} 重复登记，或撤销了未登记的密钥。"
            );
            ledger.finding(Code::KeysComplete, sentence);
        }
    }
    entries
}
