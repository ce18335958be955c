//! What a vote will take, as a convener reads it before opening.
//!
//! Nothing of it is published or proved: it says nothing that the roll and the rules do not.

use serde::Serialize;

use super::digest::Digest;
use super::exact::quantity;
use super::simulated::Told;
use super::text;
use super::totals::WeightForm;
use crate::domain::meetings::{Matter, MatterId};
use crate::domain::roll::{ElectorKind, Roll};
use crate::domain::rules::{Measure, Pack, Requirement, Rule};
use crate::domain::tally::{BlockedBy, Blocker, Coalition, Held, Leak, Likelihood, Simulation, Totals};

/// Most units of an elector that are named.
const UNITS_MAX: usize = 5;

/// What the votes of a meeting will take.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SimulationForm {
    /// The hash of the roll it is said of; null for a draft, whose roll would follow from the latest
    /// register.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub roll: Option<Digest>,
    /// Matter by matter, in the order of the agenda.
    pub matters: Vec<MatterSimulationForm>,
}

/// What the vote on one matter will take.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MatterSimulationForm {
    /// The matter.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "m1"))]
    pub matter: MatterId,
    /// Who decides it.
    pub all: WeightForm,
    /// Who must come; empty where no quorum is asked for.
    pub quorum: Vec<NeededForm>,
    /// What must agree where as few take part as the quorum allows; null where there is no such
    /// number.
    pub approval_at_smallest_turnout: Option<Vec<NeededForm>>,
    /// What must agree where everybody takes part; in an election, with each candidate.
    pub approval_at_full_turnout: Vec<NeededForm>,
    /// Who alone can prevent the decision, the largest first.
    pub blockers: Vec<BlockerForm>,
    /// How many more can.
    pub further_blockers: u64,
    /// How many of the largest can prevent it together.
    pub coalitions: Vec<CoalitionForm>,
    /// How far the published totals would give choices away.
    pub leak: LeakForm,
    /// All of it in one paragraph.
    pub paragraph: String,
    /// The same in Chinese.
    pub paragraph_zh: String,
}

/// What a requirement takes on one measure.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema), schema(as = SimulatedNeedForm))]
pub struct NeededForm {
    /// `participation`, `presence`, `approval` or `opposition`.
    #[cfg_attr(feature = "server", schema(example = "participation"))]
    pub subject: String,
    /// `area`, `heads` or `units`.
    #[cfg_attr(feature = "server", schema(example = "area"))]
    pub measure: String,
    /// What is asked.
    #[cfg_attr(feature = "server", schema(example = ">= 2/3 of all"))]
    pub threshold: String,
    /// `each` measure, or `any`.
    #[cfg_attr(feature = "server", schema(example = "each"))]
    pub combine: String,
    /// The base, exact.
    #[cfg_attr(feature = "server", schema(example = "3508.53"))]
    pub of: Option<String>,
    /// The smallest amount that holds, or the largest that is allowed; null where none is.
    #[cfg_attr(feature = "server", schema(example = "2339.02"))]
    pub needed: Option<String>,
    /// The article that asks for it.
    pub article: String,
    /// Whether that article was read in its text.
    pub verified: bool,
}

/// An elector without whom nothing is decided.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct BlockerForm {
    /// Its pseudonym on the roll; null for a draft, which has none yet.
    pub elector: Option<String>,
    /// `owner` or `developer`.
    #[cfg_attr(feature = "server", schema(example = "developer"))]
    pub kind: String,
    /// The first of its units.
    pub units: Vec<String>,
    /// How many units it has.
    pub units_total: u64,
    /// What it weighs on this matter, after a cut.
    pub weight: WeightForm,
    /// `silence`: without it too few come. `opposition`: against it too few agree. `either`.
    #[cfg_attr(feature = "server", schema(example = "either"))]
    pub by: String,
}

/// The smallest number of the largest electors who together keep a requirement from being met.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CoalitionForm {
    /// `participation`, `presence`, `approval` or `opposition`.
    #[cfg_attr(feature = "server", schema(example = "approval"))]
    pub subject: String,
    /// The measure they are the largest on.
    #[cfg_attr(feature = "server", schema(example = "area"))]
    pub measure: String,
    /// How many they are.
    pub electors: u64,
    /// What they weigh together on it.
    pub weight: String,
}

/// How far published totals would give single choices away: an estimate, not a proof.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LeakForm {
    /// `certain`, `possible` or `unlikely`.
    #[cfg_attr(feature = "server", schema(example = "unlikely"))]
    pub likelihood: String,
    /// The electors.
    pub electors: u64,
    /// The sets of electors that could be for the matter; null where there are too many to try.
    pub patterns: Option<u64>,
    /// Those of them that weigh what no other set weighs.
    pub unique_patterns: Option<u64>,
}

/// Whose roll it is said of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pseudonyms {
    /// The roll was posted.
    Posted,
    /// It would follow from the latest register; pseudonyms come with the notice.
    ToCome,
}

impl MatterSimulationForm {
    /// The form of a simulation on a roll.
    #[must_use]
    pub fn new(
        (pack, rule): (&Pack, &Rule),
        (roll, pseudonyms): (&Roll, Pseudonyms),
        matter: &Matter,
        simulation: &Simulation,
    ) -> Self {
        let totals = &simulation.all;
        let blocker = |own: &Blocker| {
            let elector = roll.electors().get(own.place)?;
            let units = elector.units.iter().take(UNITS_MAX).map(|unit| unit.label.to_string());
            Some(BlockerForm {
                elector: (pseudonyms == Pseudonyms::Posted).then(|| elector.id.to_string()),
                kind: elector.kind.as_str().to_owned(),
                units: units.collect(),
                units_total: elector.units.len() as u64,
                weight: WeightForm::new(own.weight, totals, rule),
                by: by(own.by).to_owned(),
            })
        };
        let smallest = simulation.approval_at_smallest.as_deref();
        let developer = |own: &Blocker| {
            roll.electors().get(own.place).is_some_and(|elector| elector.kind == ElectorKind::Developer)
        };
        let developer = simulation.blockers.iter().find(|own| developer(own));
        let told = Told { simulation, unit: pack.parts().share_unit, developer };
        Self {
            matter: matter.id().clone(),
            all: WeightForm::new(totals.all, totals, rule),
            quorum: needed(&simulation.quorum, totals),
            approval_at_smallest_turnout: smallest.map(|held| needed(held, totals)),
            approval_at_full_turnout: needed(&simulation.approval_at_full, totals),
            blockers: simulation.blockers.iter().filter_map(blocker).collect(),
            further_blockers: simulation.further_blockers as u64,
            coalitions: simulation.coalitions.iter().map(|own| coalition(own, totals)).collect(),
            leak: leak(&simulation.leak),
            paragraph: told.paragraph_en(),
            paragraph_zh: told.paragraph_zh(),
        }
    }
}

fn needed(held: &[Held], totals: &Totals) -> Vec<NeededForm> {
    let each = held.iter().flat_map(|held| {
        held.comparisons().map(move |(measure, on)| {
            let Requirement { subject, threshold, combine, .. } = &held.requirement;
            let text = |value: Option<u128>| {
                value.map(|value| quantity(value, measure, totals.scale, totals.denominator))
            };
            NeededForm {
                subject: subject.as_str().to_owned(),
                measure: measure.as_str().to_owned(),
                threshold: threshold.to_string(),
                combine: combine.as_str().to_owned(),
                of: text(on.of),
                needed: text(on.needed),
                article: threshold.source().article().to_owned(),
                verified: threshold.source().is_verified(),
            }
        })
    });
    each.collect()
}

fn coalition(own: &Coalition, totals: &Totals) -> CoalitionForm {
    let measure: Measure = own.measure;
    CoalitionForm {
        subject: own.requirement.subject.as_str().to_owned(),
        measure: measure.as_str().to_owned(),
        electors: own.electors as u64,
        weight: quantity(own.weight, measure, totals.scale, totals.denominator),
    }
}

fn leak(own: &Leak) -> LeakForm {
    let likelihood = match own.likelihood {
        Likelihood::Certain => "certain",
        Likelihood::Possible => "possible",
        Likelihood::Unlikely => "unlikely",
    };
    LeakForm {
        likelihood: likelihood.to_owned(),
        electors: own.electors as u64,
        patterns: own.patterns.map(|patterns| patterns.all),
        unique_patterns: own.patterns.map(|patterns| patterns.unique),
    }
}

const fn by(by: BlockedBy) -> &'static str {
    match by {
        BlockedBy::Silence => "silence",
        BlockedBy::Opposition => "opposition",
        BlockedBy::Either => "either",
    }
}
