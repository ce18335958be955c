//! Totals as published. Areas are exact decimal strings at the scale of the input, heads are
//! integers, and what is not known is `null`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::quantities::{Heads, Scale, ShareTotal};
use crate::domain::tally::{Totals, Weighed};

/// Most heads a published total may have.
pub const HEADS_MAX: u64 = 1_000_000_000_000;

/// Most digits before the decimal point of a published area.
const AREA_DIGITS_MAX: usize = 18;

/// A published total that cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TotalsFormError {
    /// An area is not a decimal with at most three decimals.
    #[error("{0}: area is not a decimal string such as \"191619.21\"")]
    Area(String),
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
    /// Everybody who does not take part.
    pub silent: WeightForm,
}

/// A weight on both measures.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WeightForm {
    /// Exact decimal, null where an elector's area is missing.
    #[cfg_attr(feature = "server", schema(example = "191619.21"))]
    pub area: Option<String>,
    /// Electors.
    #[cfg_attr(feature = "server", schema(example = 1505))]
    pub heads: u64,
}

impl From<&Totals> for TotalsForm {
    fn from(totals: &Totals) -> Self {
        let weight = |weighed: Weighed| WeightForm {
            area: weighed.area.map(|area| area.to_decimal(totals.scale)),
            heads: weighed.heads.count(),
        };
        Self {
            all: weight(totals.all),
            participating: weight(totals.participating),
            in_favour: weight(totals.in_favour),
            against: weight(totals.against),
            abstain: weight(totals.abstain),
            invalid: weight(totals.invalid),
            silent: weight(totals.silent),
        }
    }
}

impl TotalsForm {
    /// The totals; their scale is the largest among the areas.
    pub fn read(&self) -> Result<Totals, TotalsFormError> {
        let weights = [
            &self.all,
            &self.participating,
            &self.in_favour,
            &self.against,
            &self.abstain,
            &self.invalid,
            &self.silent,
        ];
        let scales = weights.iter().filter_map(|weight| weight.area.as_deref()).map(Scale::of_text);
        Ok(Totals {
            scale: scales.max().unwrap_or_default(),
            all: self.all.read("all")?,
            participating: self.participating.read("participating")?,
            in_favour: self.in_favour.read("for")?,
            against: self.against.read("against")?,
            abstain: self.abstain.read("abstain")?,
            invalid: self.invalid.read("invalid")?,
            silent: self.silent.read("silent")?,
        })
    }
}

impl WeightForm {
    /// The weight; `place` names it in an error.
    pub(super) fn read(&self, place: &str) -> Result<Weighed, TotalsFormError> {
        if self.heads > HEADS_MAX {
            return Err(TotalsFormError::Heads(place.to_owned()));
        }
        let area = self
            .area
            .as_deref()
            .map(|text| area_total(text).ok_or_else(|| TotalsFormError::Area(place.to_owned())));
        Ok(Weighed { area: area.transpose()?, heads: Heads::new(self.heads) })
    }
}

/// The thousandths of a decimal text as [`ShareTotal::to_decimal`] writes it.
fn area_total(text: &str) -> Option<ShareTotal> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = whole.len() <= AREA_DIGITS_MAX && decimals.len() <= usize::from(Scale::MAX.decimals());
    if !digits(whole) || !digits(decimals) || !fits {
        return None;
    }
    let thousandths = format!("{whole}{decimals:0<3}").parse().ok()?;
    Some(ShareTotal::from_thousandths(thousandths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_exactly_or_refused() {
        assert_eq!(area_total("191619.21"), Some(ShareTotal::from_thousandths(191_619_210)));
        assert_eq!(area_total("0"), Some(ShareTotal::ZERO));
        for text in ["", ".", "1.", ".5", "-1", "1.2345", "1e3", "1234567890123456789", "１"] {
            assert_eq!(area_total(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_published_weight_survives_reading_and_absurd_ones_are_refused() {
        let form = WeightForm { area: Some("3508.53".to_owned()), heads: 36 };
        let read = form.read("all").unwrap();
        assert_eq!((read.area.unwrap().thousandths(), read.heads), (3_508_530, Heads::new(36)));
        let absurd = WeightForm { area: None, heads: u64::MAX };
        assert_eq!(absurd.read("all"), Err(TotalsFormError::Heads("all".to_owned())));
    }
}
