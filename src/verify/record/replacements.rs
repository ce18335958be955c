//! The replacements of the service's keys: in the record as in the list of keys.

use crate::domain::instants::Instant;
use crate::evidence::entries::Fact;
use crate::evidence::jws::Unverified;
use crate::evidence::replacements::{KeyReplacement, ServiceKey};
use crate::evidence::statements::Statement as _;
use crate::evidence::trust::Replaced;
use crate::verify::report::{Code, Ledger, told};

/// Holds the replacements of the record, as they come, against those that the list of keys was followed by.
#[derive(Clone, Debug, Default)]
pub(in crate::verify) struct Replacements {
    /// How many of the list were passed.
    passed: usize,
}

impl Replacements {
    /// Takes what an entry says of a key of the service.
    pub(in crate::verify) fn hear(
        &mut self,
        listed: &[Replaced],
        (index, at, fact): (u64, Instant, &Fact),
        ledger: &mut Ledger,
    ) {
        let Fact::ServiceKeyReplaced { key, statement } = fact else { return };
        let mut rest = listed.iter().skip(self.passed).peekable();
        while let Some(own) = rest.next_if(|own| own.entry < index) {
            self.passed += 1;
            unrecorded(own, ledger);
        }
        let own = rest.next_if(|own| own.entry == index);
        self.passed += usize::from(own.is_some());
        let same = own.is_some_and(|own| own.statement == *statement && own.at == at);
        if !same || says(statement) != Some(*key) {
            let sentence = told!(
                "Entry {index} replaces a key of the service otherwise than the list of keys says.",
                "记录 {index} 所载的服务方密钥更换与公钥清单不符。"
            );
            ledger.finding(Code::KeysReplaced, sentence);
        }
    }

    /// Notes those of the list that the record did not show.
    pub(in crate::verify) fn close(&self, listed: &[Replaced], ledger: &mut Ledger) {
        ledger.checked(Code::KeysReplaced);
        listed.iter().skip(self.passed).for_each(|own| unrecorded(own, ledger));
    }
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
