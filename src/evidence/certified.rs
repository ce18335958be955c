//! A verdict as a certificate holds it: where silence means something, with the result without it
//! and what may be said against it.

use super::explained::risks;
use super::verdict::{OtherwiseForm, VerdictForm};
use crate::domain::rules::switches::NonVoter;
use crate::domain::rules::{MatterKind, Pack, Switches};
use crate::domain::tally::{Counted, Terms, VerdictError, judge};

impl VerdictForm {
    /// The form that follows from totals; whoever certifies and whoever checks take the same way.
    pub fn certified(
        pack: &Pack,
        (kind, terms): (&MatterKind, &Terms<'_>),
        counted: &Counted,
    ) -> Result<Self, VerdictError> {
        let Counted { totals, candidates } = counted;
        let verdict = judge(terms, totals, candidates)?;
        let form = Self::new(pack, (kind, terms.rule), totals, &verdict);
        if terms.switches.non_voter == NonVoter::NotCounted {
            return Ok(form);
        }
        let without = Switches { non_voter: NonVoter::NotCounted, ..*terms.switches };
        let verdict = judge(&Terms { switches: &without, ..*terms }, totals, candidates)?;
        let otherwise = OtherwiseForm::new(NonVoter::SWITCH, NonVoter::NotCounted.as_str(), &verdict);
        Ok(Self { otherwise: vec![otherwise], risks: risks(terms.switches), ..form })
    }
}
