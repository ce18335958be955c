//! What each elector weighs once large weights are cut.

use super::column::Said;
use super::count::CountError;
use super::electorate::{Electorate, Entitlement, Voter};
use super::totals::Part;
use crate::domain::quantities::Share;
use crate::domain::rules::{Cap, Measure};

/// What every elector weighs together, before any cut.
pub(super) struct Cuts<'a> {
    cap: &'a Cap,
    area_known: u128,
    area: Option<u128>,
    units: u128,
    /// What a unit weighs: 1, or nothing where units decide nothing.
    unit: u128,
}

impl<'a> Cuts<'a> {
    /// The cuts of this electorate; the excluded weigh in no base.
    pub(super) fn of((cap, unit): (&'a Cap, u128), electorate: &Electorate, ballots: &[Said]) -> Self {
        let mut cuts = Self { cap, area_known: 0, area: Some(0), units: 0, unit };
        let voters = electorate.with_ballots(ballots);
        for voter in voters.filter(|voter| voter.entitlement == Entitlement::Votes) {
            for area in voter.areas {
                let area = area.map(|area| u128::from(area.thousandths()));
                cuts.area_known += area.unwrap_or_default();
                cuts.area = cuts.area.zip(area).map(|(sum, area)| sum + area);
                cuts.units += unit;
            }
        }
        cuts
    }

    /// The parts of an elector after the cut. A cut falls on the elector as a whole: where several
    /// parts say the same they weigh as one, and where they do not nothing says what each loses.
    pub(super) fn parts(&self, voter: &Voter<'_, Said>) -> Result<Vec<Part>, CountError> {
        let denominator = u128::from(self.cap.denominator());
        let uncut = |area: &Option<Share>| Part {
            area: area.map(|area| u128::from(area.thousandths()) * denominator),
            units: denominator * self.unit,
        };
        let mut parts: Vec<Part> = voter.areas.iter().map(uncut).collect();
        if voter.entitlement == Entitlement::Excluded {
            return Ok(parts);
        }
        let whole = whole(&parts);
        let cut = self.cut(whole, denominator);
        if cut == whole {
            return Ok(parts);
        }
        let alike = voter.ballots.windows(2).all(|pair| matches!(pair, [one, two] if one == two))
            && voter.services.windows(2).all(|pair| matches!(pair, [one, two] if one == two));
        if !alike {
            return Err(CountError::CutAcrossUnits);
        }
        for (number, part) in parts.iter_mut().enumerate() {
            *part = if number == 0 { cut } else { Part { area: Some(0), units: 0 } };
        }
        Ok(parts)
    }

    fn cut(&self, whole: Part, denominator: u128) -> Part {
        let cuts = |measure| self.cap.measures().contains(measure);
        let area = |own: u128| {
            if cuts(Measure::Area) {
                self.cap.apply(own / denominator, self.area_known, self.area)
            } else {
                Some(own)
            }
        };
        let units = whole.units / denominator;
        let units =
            if cuts(Measure::Units) { self.cap.apply(units, self.units, Some(self.units)) } else { None };
        Part { area: whole.area.and_then(area), units: units.unwrap_or(whole.units) }
    }
}

/// The sum of some parts.
fn whole(parts: &[Part]) -> Part {
    let area = parts.iter().map(|part| part.area).sum();
    Part { area, units: parts.iter().map(|part| part.units).sum() }
}
