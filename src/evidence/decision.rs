//! A matter decided: the one way from what was counted to the verdict that everybody is shown.
//!
//! Certificate, API, command line and documents hold the value made here, and the verifier makes it
//! again from certified totals.

use super::explained::{Explained, SwitchForm};
use super::verdict::{OtherwiseForm, VerdictForm};
use crate::domain::rules::{MatterKind, Pack, Switches};
use crate::domain::tally::{
    Counted, Lot, Terms, Told, Verdict, VerdictError, alternatives, judge, judge_drawn,
};

/// A matter that was counted.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    /// The rule pack.
    pub pack: &'a Pack,
    /// The kind of matter.
    pub kind: &'a MatterKind,
    /// The terms it is decided on.
    pub terms: Terms<'a>,
    /// What the ballots add up to.
    pub counted: &'a Counted,
    /// The draw where a lot breaks ties; without it they stay open.
    pub lot: Option<&'a Lot>,
}

impl Decision<'_> {
    /// The verdict, explained from the totals alone.
    ///
    /// Signed ballots are neither blank nor spoiled, so they add up to the same under every value of
    /// every switch; papers, and ballots in spreadsheets, may not, see [`Self::verdict_by`].
    pub fn verdict(&self) -> Result<VerdictForm, VerdictError> {
        self.verdict_by(|_| Some(self.counted.clone()))
    }

    /// The verdict where ballots can add up to something else under other switches: `recount` says
    /// to what, or nothing if they cannot be counted so.
    pub fn verdict_by(
        &self,
        recount: impl Fn(&Switches) -> Option<Counted>,
    ) -> Result<VerdictForm, VerdictError> {
        let Self { pack, kind, terms, counted, lot } = *self;
        let verdict = judged(&terms, counted, lot)?;
        // Where nothing is drawn the count waits for no lot, so nothing else may depend on one.
        let lot = lot.filter(|_| verdict.election.as_ref().is_some_and(|own| own.lot.is_some()));
        let Terms { rule, switches, .. } = terms;
        let bench = Explained { pack, rule, switches, totals: &counted.totals, verdict: &verdict };
        let mut form = VerdictForm::new(pack, (kind, rule), &counted.totals, &verdict).explained(&bench);
        for other in alternatives(rule, *switches, &counted.totals) {
            // Values that do not go with these terms are no alternative.
            let Some(counted) = recount(&other.switches) else { continue };
            let terms = Terms { switches: &other.switches, ..terms };
            let Ok(judged) = judged(&terms, &counted, lot) else { continue };
            let differs = differs(&verdict, &judged);
            if differs {
                let (switch, value) = (other.switch.to_owned(), other.own.to_owned());
                form.switches.push(SwitchForm { switch, value });
            }
            if differs || other.told == Told::Always {
                form.otherwise.push(OtherwiseForm::new(other.switch, other.value, &judged));
            }
        }
        form.switches.dedup();
        Ok(form)
    }
}

fn judged(terms: &Terms<'_>, counted: &Counted, lot: Option<&Lot>) -> Result<Verdict, VerdictError> {
    match lot {
        Some(lot) => judge_drawn(terms, &counted.totals, &counted.candidates, lot),
        None => judge(terms, &counted.totals, &counted.candidates),
    }
}

/// Whether another outcome follows: another verdict, another seat, another alternate, another tie.
fn differs(one: &Verdict, two: &Verdict) -> bool {
    let lists = |verdict: &Verdict| {
        let election = verdict.election.as_ref();
        election.map(|own| (own.elected.clone(), own.alternates.clone(), own.runoff.clone()))
    };
    one.passed != two.passed || lists(one) != lists(two)
}
