//! The replacements of the service's keys: in the record as in the list of keys.

use super::contents::Contents;
use crate::domain::instants::Instant;
use crate::evidence::entries::Fact;
use crate::evidence::jws::Unverified;
use crate::evidence::replacements::{KeyReplacement, ServiceKey};
use crate::evidence::statements::Statement as _;
use crate::evidence::trust::Replaced;
use crate::verify::report::{Code, Ledger, told};

/// Holds the recorded replacements against those that the list of keys was followed by.
pub(super) fn check(contents: &Contents, ledger: &mut Ledger) {
    ledger.checked(Code::KeysReplaced);
    let mut listed = contents.header.keys.replaced.iter().peekable();
    for (index, at, key, statement) in recorded(contents) {
        while let Some(own) = listed.next_if(|own| own.entry < index) {
            unrecorded(own, ledger);
        }
        let own = listed.next_if(|own| own.entry == index);
        let same = own.is_some_and(|own| own.statement == statement && own.at == at);
        if !same || says(statement) != Some(key) {
            let sentence = told!(
                "Entry {index} replaces a key of the service otherwise than the list of keys says.",
                "记录 {index} 所载的服务方密钥更换与公钥清单不符。"
            );
            ledger.finding(Code::KeysReplaced, sentence);
        }
    }
    listed.for_each(|own| unrecorded(own, ledger));
}

/// The replacements that the record shows, in its order.
fn recorded(contents: &Contents) -> impl Iterator<Item = (u64, Instant, ServiceKey, &str)> {
    let earlier = contents.earlier.iter().filter_map(|own| {
        let entry = own.entry.as_ref()?;
        Some((own.index, entry.at(), entry.fact()))
    });
    let steps = contents.steps.iter().map(|step| (step.index, step.at, &step.fact));
    earlier.chain(steps).filter_map(|(index, at, fact)| {
        let Fact::ServiceKeyReplaced { key, statement } = fact else { return None };
        Some((index, at, *key, statement.as_str()))
    })
}

/// Which key a replacement says it is about.
fn says(statement: &str) -> Option<ServiceKey> {
    let jws = Unverified::parse(statement, KeyReplacement::TYPE).ok()?;
    KeyReplacement::read(jws.payload()).ok().map(|said| said.key)
}

fn unrecorded(own: &Replaced, ledger: &mut Ledger) {
    let index = own.entry;
    let sentence = told!(
        "The list of keys names a replacement at entry {index}, which the record does not show there.",
        "公钥清单列有记录 {index} 的密钥更换，而记录在该处并未载明。"
    );
    ledger.finding(Code::KeysReplaced, sentence);
}
