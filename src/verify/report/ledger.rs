//! Where the checks note down what they find, one account for each claim.

use std::collections::BTreeMap;

use super::claims::Code;
use super::sentence::{Sentence, told};
use super::{Claim, Outcome};

/// Findings that are told for one claim; of further ones only the number is.
const FINDINGS_MAX: usize = 20;

/// The accounts of all claims.
#[derive(Clone, Debug, Default)]
pub(in crate::verify) struct Ledger(BTreeMap<Code, Account>);

#[derive(Clone, Debug, Default)]
struct Account {
    findings: Vec<Sentence>,
    untold: u64,
    open: Vec<Sentence>,
}

impl Ledger {
    /// Opens the account of a claim: it was looked at and holds unless something is found.
    pub(in crate::verify) fn checked(&mut self, code: Code) {
        self.0.entry(code).or_default();
    }

    /// Notes what refutes a claim.
    pub(in crate::verify) fn finding(&mut self, code: Code, sentence: Sentence) {
        let account = self.0.entry(code).or_default();
        if account.findings.len() < FINDINGS_MAX {
            account.findings.push(sentence);
        } else {
            account.untold += 1;
        }
    }

    /// Opens the account of a claim with the outcome of one check.
    pub(in crate::verify) fn settle(&mut self, code: Code, outcome: Result<(), Sentence>) {
        self.checked(code);
        if let Err(sentence) = outcome {
            self.finding(code, sentence);
        }
    }

    /// Notes that a claim could not be checked, and why.
    pub(in crate::verify) fn open(&mut self, code: Code, sentence: Sentence) {
        self.0.entry(code).or_default().open.push(sentence);
    }

    /// Whether anything was found so far.
    pub(in crate::verify) fn has_findings(&self) -> bool {
        self.0.values().any(|account| !account.findings.is_empty())
    }

    /// Every claim that was looked at, in the fixed order of codes.
    pub(in crate::verify) fn into_claims(self) -> Vec<Claim> {
        self.0.into_iter().flat_map(|(code, account)| account.into_claims(code)).collect()
    }
}

impl Account {
    fn into_claims(mut self, code: Code) -> Vec<Claim> {
        let untold = self.untold;
        if untold > 0 {
            self.findings
                .push(told!("And {untold} more findings of this kind.", "此外还有 {untold} 处同类问题。"));
        }
        let claim =
            |outcome| move |told: Sentence| Claim { code, outcome, sentence: told.en, sentence_zh: told.zh };
        let (findings, open) = (self.findings, self.open);
        let holds = findings.is_empty() && open.is_empty();
        let checked = holds.then(|| code.sentence());
        let findings = findings.into_iter().map(claim(Outcome::Finding));
        let open = open.into_iter().map(claim(Outcome::CouldNotCheck));
        findings.chain(open).chain(checked.map(claim(Outcome::Checked))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(ledger: Ledger) -> Vec<Outcome> {
        ledger.into_claims().into_iter().map(|claim| claim.outcome).collect()
    }

    #[test]
    fn a_claim_that_was_looked_at_holds_unless_something_is_said() {
        let mut ledger = Ledger::default();
        ledger.checked(Code::RecordRoot);
        ledger.settle(Code::RecordTime, Err(told!("late", "晚")));
        ledger.open(Code::VerdictsFollow, told!("not counted", "未计票"));
        assert_eq!(outcomes(ledger), [Outcome::Checked, Outcome::Finding, Outcome::CouldNotCheck]);
        assert_eq!(outcomes(Ledger::default()), []);
    }

    #[test]
    fn beyond_the_limit_findings_are_only_numbered() {
        let mut ledger = Ledger::default();
        for number in 0..FINDINGS_MAX + 7 {
            ledger.finding(Code::BallotsAccepted, told!("{number}", "{number}"));
        }
        let claims = ledger.into_claims();
        assert_eq!(claims.len(), FINDINGS_MAX + 1);
        assert!(claims.last().unwrap().sentence.starts_with("And 7 more"));
    }
}
