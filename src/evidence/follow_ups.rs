//! What follows a verdict, as published: the next vote or call, conditions, consequences.

use serde::{Deserialize, Serialize};

use super::inequalities::InequalityForm;
use crate::domain::rules::{Combine, Pack, Requirement, Source};
use crate::domain::tally::{ConsequenceVerdict, Held, Inequality, Next, NextKind, ObjectionVerdict, Totals};

/// A threshold that a later vote asks for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedForm {
    /// What is weighed: `participation`, `presence`, `approval`, `opposition`.
    #[cfg_attr(feature = "server", schema(example = "approval"))]
    pub subject: String,
    /// What it must come to.
    #[cfg_attr(feature = "server", schema(example = "> 1/2 of cast"))]
    pub threshold: String,
    /// The measures it is weighed on.
    pub measures: Vec<String>,
    /// `any` where one measure is enough; left out where it must hold on each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combine: Option<String>,
    /// The article that asks for it.
    pub article: String,
    /// Whether that article was read in its text.
    pub verified: bool,
}

/// The vote or call that may follow where a motion did not pass.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NextForm {
    /// `second_vote` or `second_call`.
    #[cfg_attr(feature = "server", schema(example = "second_vote"))]
    pub kind: String,
    /// Whether the result opens it; null where missing data leaves it open.
    pub opens: Option<bool>,
    /// The rule pack it is counted by.
    pub preset: String,
    /// The class whose rule decides a second vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The article it comes from.
    pub article: String,
    /// Whether that article was read in its text.
    pub verified: bool,
    /// What the first result must have come to, besides that the motion did not pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<InequalityForm>,
    /// What it asks in turn.
    pub thresholds: Vec<AskedForm>,
}

/// Something that the result depends on beyond the ballots.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionForm {
    /// `objection`: the motion falls if written objections come to the threshold. `silence`: who was
    /// absent, was informed and says nothing counts as for.
    #[cfg_attr(feature = "server", schema(example = "objection"))]
    pub kind: String,
    /// Days of the term, from the service of the result.
    #[cfg_attr(feature = "server", schema(example = 7))]
    pub days: u16,
    /// What objections must come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<AskedForm>,
    /// The article it comes from.
    pub article: String,
    /// Whether that article was read in its text.
    pub verified: bool,
    /// Whether it is decided already: objections, or silence, were counted.
    pub decided: bool,
}

/// Something that follows and is no part of whether the motion is valid.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsequenceForm {
    /// Its name.
    #[cfg_attr(feature = "server", schema(example = "costs_on_all"))]
    pub id: String,
    /// What follows, in Chinese.
    pub title_zh: String,
    /// What follows, in English.
    pub title: String,
    /// Whether it does; null where missing data leaves it open.
    pub follows: Option<bool>,
    /// What it takes.
    pub inequalities: Vec<InequalityForm>,
}

impl AskedForm {
    pub(super) fn new(asked: &Requirement) -> Self {
        let source = asked.threshold.source();
        Self {
            subject: asked.subject.as_str().to_owned(),
            threshold: asked.threshold.to_string(),
            measures: asked.measures.iter().map(|measure| measure.as_str().to_owned()).collect(),
            combine: match asked.combine {
                Combine::Each => None,
                Combine::Any => Some(asked.combine.as_str().to_owned()),
            },
            article: source.article().to_owned(),
            verified: source.is_verified(),
        }
    }
}

impl NextForm {
    pub(super) fn new(pack: &Pack, totals: &Totals, next: &Next) -> Self {
        Self {
            kind: next.kind.as_str().to_owned(),
            opens: next.opens,
            preset: pack.id().to_string(),
            class: match &next.kind {
                NextKind::SecondVote(class) => Some(class.to_string()),
                NextKind::SecondCall => None,
            },
            article: next.source.article().to_owned(),
            verified: next.source.is_verified(),
            conditions: inequalities(pack, totals, &next.conditions),
            thresholds: next.asks.iter().map(AskedForm::new).collect(),
        }
    }
}

impl ConditionForm {
    pub(super) fn objection(own: &ObjectionVerdict) -> Self {
        let asked = AskedForm { subject: "objections".to_owned(), ..AskedForm::new(&own.asked.requirement) };
        let source = own.asked.requirement.threshold.source();
        let decided = own.held.is_some();
        Self { threshold: Some(asked), ..Self::of("objection", own.asked.days, source, decided) }
    }

    pub(super) fn silence(days: u16, source: &Source, decided: bool) -> Self {
        Self::of("silence", days, source, decided)
    }

    fn of(kind: &str, days: u16, source: &Source, decided: bool) -> Self {
        let (article, verified) = (source.article().to_owned(), source.is_verified());
        Self { kind: kind.to_owned(), days, threshold: None, article, verified, decided }
    }
}

impl ConsequenceForm {
    pub(super) fn new(pack: &Pack, totals: &Totals, own: &ConsequenceVerdict) -> Self {
        Self {
            id: own.consequence.id.to_string(),
            title_zh: own.consequence.titles.zh.clone(),
            title: own.consequence.titles.en.clone(),
            follows: own.follows,
            inequalities: inequalities(pack, totals, &own.held),
        }
    }
}

fn inequalities(pack: &Pack, totals: &Totals, held: &[Held]) -> Vec<InequalityForm> {
    let each = held.iter().flat_map(Inequality::of_matter);
    each.map(|own| InequalityForm::new(&own, totals, pack.parts().share_unit)).collect()
}
