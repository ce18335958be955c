//! What a filing is made of (备案材料, 条例 art 16): which papers, by what it covers.

use super::filings::Covers;
use crate::domain::words::words;

words! {
    /// A paper of a filing.
    pub enum FilingPaper {
        /// 会议记录: the minutes of the assembly, signed.
        Minutes = "minutes",
        /// 会议决定: the result of the election.
        Result = "result",
        /// 管理规约: the covenant in force.
        Covenant = "covenant",
        /// 议事规则: the rules of procedure in force.
        RulesOfProcedure = "rules_of_procedure",
        /// 委员名单: members and alternates.
        Members = "members",
        /// 变更说明: what changed since the committee was filed.
        Changes = "changes",
    }
}

impl Covers {
    /// The papers that such a filing takes. Places ask for more.
    #[must_use]
    pub const fn papers(self) -> &'static [FilingPaper] {
        use FilingPaper as P;
        match self {
            Self::Committee { changes: 0 } => {
                &[P::Minutes, P::Result, P::Covenant, P::RulesOfProcedure, P::Members]
            }
            // What changed meanwhile is filed with the committee.
            Self::Committee { .. } => {
                &[P::Minutes, P::Result, P::Covenant, P::RulesOfProcedure, P::Members, P::Changes]
            }
            Self::Changes { .. } => &[P::Members, P::Changes],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_filing_takes_what_the_law_names_and_one_of_changes_takes_what_changed() {
        use FilingPaper as P;
        let first = [P::Minutes, P::Result, P::Covenant, P::RulesOfProcedure, P::Members];
        assert_eq!(Covers::Committee { changes: 0 }.papers(), first);
        assert_eq!(Covers::Committee { changes: 2 }.papers(), [&first[..], &[P::Changes]].concat());
        assert_eq!(Covers::Changes { from: 1, until: 2 }.papers(), [P::Members, P::Changes]);
    }
}
