//! Versions of rules and register: each behind the one before, of this community, and such as can be.

use super::pending::Pending;
use super::reading::Header;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::rules::stated::{RulesDocument, check};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// The versions so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    rules: u32,
    register: u32,
}

impl Stated {
    /// Takes the number of a version of the register, which only grows.
    pub(super) fn register(&mut self, index: u64, version: u32) -> Result<(), Sentence> {
        let before = self.register;
        self.register = before.max(version);
        if before < version {
            return Ok(());
        }
        Err(told!(
            "Entry {index} imports version {version} of the register behind version {before}.",
            "记录 {index} 在业主名册第 {before} 版之后导入第 {version} 版。"
        ))
    }

    /// Reads the rules of an entry; none if they are not shown or cannot be read. What else is wrong with them is noted.
    pub(super) fn rules(
        &mut self,
        header: &Header,
        own: &Pending,
        ledger: &mut Ledger,
    ) -> Option<RulesDocument> {
        let Fact::RulesSet { version, document } = &own.fact else { return None };
        let (index, expected) = (own.index, self.rules.saturating_add(1));
        self.rules = *version;
        ledger.checked(Code::RulesStated);
        if *version != expected {
            let sentence = told!(
                "Entry {index} states version {version} of the rules where version {expected} was due.",
                "记录 {index} 载明规则第 {version} 版，而应为第 {expected} 版。"
            );
            ledger.finding(Code::RulesStated, sentence);
        }
        let read = read(header, own, (*document, *version))?;
        ledger.settle(Code::RulesStated, read.as_ref().map(|_| ()).map_err(Clone::clone));
        read.ok()
    }
}

fn read(
    header: &Header,
    own: &Pending,
    (document, version): (Digest, u32),
) -> Option<Result<RulesDocument, Sentence>> {
    let index = own.index;
    // That a document is not shown is told where documents are.
    let text = own.texts.get(&document)?;
    let unsound = |reason: &dyn std::fmt::Display| {
        let reason = reason.to_string().replace('\n', "; ");
        told!("The rules of entry {index} cannot stand: {reason}.", "记录 {index} 的规则无效：{reason}。")
    };
    let rules = match RulesDocument::parse(text.as_bytes()) {
        Ok(rules) => rules,
        Err(reason) => return Some(Err(unsound(&reason))),
    };
    if (rules.community, rules.rules_version) != (header.community, version) {
        return Some(Err(told!(
            "The rules of entry {index} are of another community or version.",
            "记录 {index} 的规则属于其他小区或版本。"
        )));
    }
    let possible = check(&rules.overlays, rules.recognition.as_deref());
    Some(possible.map(|()| rules).map_err(|reason| unsound(&reason)))
}
