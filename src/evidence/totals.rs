//! Totals as published. Areas are exact decimal strings at the scale of the input, or fractions
//! where a cut leaves no decimal; heads are integers, and what is not known is `null`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::exact::{Exact, area, common_denominator, units};
use crate::domain::quantities::{Heads, Scale, ShareTotal};
use crate::domain::rules::Rule;
use crate::domain::tally::{Totals, Weighed};

/// Most heads a published total may have.
pub const HEADS_MAX: u64 = 1_000_000_000_000;

/// A published total that cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TotalsFormError {
    /// An area is neither a decimal with at most three decimals nor a fraction.
    #[error("{0}: area is not a decimal string such as \"191619.21\"")]
    Area(String),
    /// A number of units is neither a number nor a fraction.
    #[error("{0}: units is not a number such as \"12\"")]
    Units(String),
    /// The silent are taken to say something that is no choice.
    #[error("attributed: taken_as is none of for, against, abstain")]
    TakenAs,
    /// The fractions have no common denominator that is counted with.
    #[error("the fractions of the totals do not go together")]
    Fractions,
    /// More heads than [`HEADS_MAX`].
    #[error("{0}: more than {HEADS_MAX} heads")]
    Heads(String),
    /// A candidate without a proper name.
    #[error("candidates[{0}]: is not a name")]
    Name(usize),
}

/// The totals of a matter.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TotalsForm {
    /// The electorate.
    pub all: WeightForm,
    /// Every ballot that takes part.
    pub participating: WeightForm,
    /// Those that agree; in an election, those that name somebody.
    #[serde(rename = "for")]
    pub in_favour: WeightForm,
    /// Those that disagree.
    pub against: WeightForm,
    /// Those that say neither.
    pub abstain: WeightForm,
    /// Spoiled ballots.
    pub invalid: WeightForm,
    /// Everybody else who may vote.
    pub silent: WeightForm,
    /// Who attends or is represented, where the rule weighs that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<WeightForm>,
    /// Who may not vote and counts in no base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<WeightForm>,
    /// The silent who were served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub informed: Option<WeightForm>,
    /// Who objected in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objections: Option<WeightForm>,
}

/// A weight on both measures.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WeightForm {
    /// Exact decimal, or a fraction; null where an elector's area is missing.
    #[cfg_attr(feature = "server", schema(example = "191619.21"))]
    pub area: Option<String>,
    /// Electors.
    #[cfg_attr(feature = "server", schema(example = 1505))]
    pub heads: u64,
    /// Units, where the pack weighs them; a number, or a fraction where a cut leaves none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<String>,
}

impl TotalsForm {
    /// The published form of totals under a rule.
    #[must_use]
    pub fn new(totals: &Totals, rule: &Rule) -> Self {
        let weight = |weighed| WeightForm::new(weighed, totals, rule);
        let unless_nothing = |weighed| (weighed != Weighed::ZERO).then(|| weight(weighed));
        Self {
            all: weight(totals.all),
            participating: weight(totals.participating),
            in_favour: weight(totals.in_favour),
            against: weight(totals.against),
            abstain: weight(totals.abstain),
            invalid: weight(totals.invalid),
            silent: weight(totals.silent),
            present: rule.weighs_presence().then(|| weight(totals.present)),
            excluded: unless_nothing(totals.excluded),
            informed: unless_nothing(totals.informed),
            objections: totals.objections.map(weight),
        }
    }

    /// The totals; their scale is the largest among the areas, their denominator the smallest that
    /// fits every fraction, those of `others` among them.
    pub fn read(&self, others: &[&WeightForm]) -> Result<Totals, TotalsFormError> {
        let weights = [
            &self.all,
            &self.participating,
            &self.in_favour,
            &self.against,
            &self.abstain,
            &self.invalid,
            &self.silent,
        ];
        let optional = [&self.present, &self.excluded, &self.informed, &self.objections];
        let written =
            || weights.into_iter().chain(optional.into_iter().flatten()).chain(others.iter().copied());
        let scales = written().filter_map(|weight| weight.area.as_deref()).map(Scale::of_text);
        let denominator = common_denominator(written().flat_map(WeightForm::exact));
        let denominator = denominator.ok_or(TotalsFormError::Fractions)?;
        let weight = |form: &WeightForm, place: &str| form.read(place, denominator);
        let or_nothing = |form: &Option<WeightForm>, place: &str| {
            form.as_ref().map_or(Ok(Weighed::ZERO), |form| weight(form, place))
        };
        let participating = weight(&self.participating, "participating")?;
        let objections = self.objections.as_ref().map(|form| weight(form, "objections"));
        Ok(Totals {
            scale: scales.max().unwrap_or_default(),
            denominator,
            all: weight(&self.all, "all")?,
            participating,
            in_favour: weight(&self.in_favour, "for")?,
            against: weight(&self.against, "against")?,
            abstain: weight(&self.abstain, "abstain")?,
            invalid: weight(&self.invalid, "invalid")?,
            silent: weight(&self.silent, "silent")?,
            present: self.present.as_ref().map_or(Ok(participating), |form| weight(form, "present"))?,
            excluded: or_nothing(&self.excluded, "excluded")?,
            informed: or_nothing(&self.informed, "informed")?,
            objections: objections.transpose()?,
        })
    }
}

impl WeightForm {
    /// The published form of a weight among totals.
    #[must_use]
    pub fn new(weighed: Weighed, totals: &Totals, rule: &Rule) -> Self {
        let thousandths = weighed.area.map(ShareTotal::thousandths);
        Self {
            area: thousandths.map(|own| area(own, totals.scale, totals.denominator)),
            heads: weighed.heads.count(),
            units: rule.weighs_units().then(|| units(weighed.units, totals.denominator)),
        }
    }

    /// The weight in parts of this denominator; `place` names it in an error.
    pub(super) fn read(&self, place: &str, denominator: u64) -> Result<Weighed, TotalsFormError> {
        if self.heads > HEADS_MAX {
            return Err(TotalsFormError::Heads(place.to_owned()));
        }
        let area = self.area.as_deref().map(|text| {
            let area = Exact::of_area(text).and_then(|exact| exact.times(denominator));
            area.map(ShareTotal::from_thousandths).ok_or_else(|| TotalsFormError::Area(place.to_owned()))
        });
        let units = self.units.as_deref().map_or(Some(0), |text| Exact::of_units(text)?.times(denominator));
        let units = units.ok_or_else(|| TotalsFormError::Units(place.to_owned()))?;
        Ok(Weighed { area: area.transpose()?, heads: Heads::new(self.heads), units })
    }

    /// The numbers in it that can be fractions.
    fn exact(&self) -> impl Iterator<Item = Exact> + use<> {
        let area = self.area.as_deref().and_then(Exact::of_area);
        let units = self.units.as_deref().and_then(Exact::of_units);
        area.into_iter().chain(units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_weight_survives_reading_and_absurd_ones_are_refused() {
        let form = WeightForm { area: Some("3508.53".to_owned()), heads: 36, units: None };
        let read = form.read("all", 1).unwrap();
        assert_eq!((read.area.unwrap().thousandths(), read.heads), (3_508_530, Heads::new(36)));
        let absurd = WeightForm { area: None, heads: u64::MAX, units: None };
        assert_eq!(absurd.read("all", 1), Err(TotalsFormError::Heads("all".to_owned())));
    }
}
