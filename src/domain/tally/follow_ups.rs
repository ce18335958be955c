//! What follows a verdict: a second vote or call, objections, consequences.

use super::held::{Held, all_hold, any_holds, not};
use super::totals::Totals;
use crate::domain::rules::{Call, ClassName, Consequence, Objection, Opening, Requirement, Rule, Source};

/// Which vote may follow.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NextKind {
    /// On the same matter, by the rule of this class.
    SecondVote(ClassName),
    /// The meeting, convened again.
    SecondCall,
}

/// The vote or call that may follow where a motion did not pass.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Next {
    /// Which.
    pub kind: NextKind,
    /// Whether the result opens it; unknown where missing data leaves it open.
    pub opens: Option<bool>,
    /// What the result must have come to, besides that it did not pass.
    pub conditions: Vec<Held>,
    /// What it asks in turn.
    pub asks: Vec<Requirement>,
    /// Where it comes from.
    pub source: Source,
}

/// Objections under which a motion falls.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ObjectionVerdict {
    /// The term and what it takes.
    pub asked: Objection,
    /// The objections held against it; none before they are known.
    pub held: Option<Held>,
    /// Whether the motion falls: not while objections are only to be made.
    pub falls: Option<bool>,
}

/// Something that follows and is no part of whether the motion is valid.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConsequenceVerdict {
    /// What follows.
    pub consequence: Consequence,
    /// What the votes come to.
    pub held: Vec<Held>,
    /// Whether it follows.
    pub follows: Option<bool>,
}

/// The vote or call that may follow; the second vote goes first where it opens.
pub(super) fn next(
    rule: &Rule,
    totals: &Totals,
    quorate: Option<bool>,
    passed: Option<bool>,
) -> Option<Next> {
    if passed == Some(true) {
        return None;
    }
    let vote = rule.second_vote.as_ref().map(|further| {
        let conditions: Vec<Held> =
            further.vote.conditions.iter().map(|asked| Held::of(asked, totals)).collect();
        let holds = conditions.iter().map(|held| held.holds);
        let opens = all_hold(holds.chain([quorate, not(passed)]));
        let (kind, source) = (NextKind::SecondVote(further.vote.class.clone()), further.vote.source.clone());
        Next { kind, opens, conditions, asks: further.asks.clone(), source }
    });
    let call = rule.second_call.as_ref().map(|(asks, second)| {
        let opens = any_holds(second.when.iter().map(|when| match when {
            Opening::Inquorate => not(quorate),
            Opening::Undecided => all_hold([quorate, not(passed)]),
        }));
        let source = second.source.clone();
        Next { kind: NextKind::SecondCall, opens, conditions: Vec::new(), asks: asks.clone(), source }
    });
    match (vote, call) {
        (Some(vote), Some(call)) if vote.opens == Some(false) => Some(call),
        (Some(vote), _) => Some(vote),
        (None, call) => call,
    }
}

/// The objections a motion that passed may fall under.
pub(super) fn objection(rule: &Rule, totals: &Totals, decided: Option<bool>) -> Option<ObjectionVerdict> {
    let asked = rule.objection.as_ref().filter(|_| decided != Some(false))?;
    let held = totals.objections.map(|objections| Held::with(&asked.requirement, totals, objections));
    let falls = held.as_ref().map_or(Some(false), |held| held.holds);
    Some(ObjectionVerdict { asked: asked.clone(), held, falls })
}

/// What else follows.
pub(super) fn consequences(rule: &Rule, totals: &Totals) -> Vec<ConsequenceVerdict> {
    let verdict = |consequence: &Consequence| {
        let asked = consequence.requires.iter().filter(|asked| asked.applies_at(rule.call));
        let held: Vec<Held> = asked.map(|asked| Held::of(asked, totals)).collect();
        let follows = all_hold(held.iter().map(|held| held.holds));
        ConsequenceVerdict { consequence: consequence.clone(), held, follows }
    };
    rule.consequences.iter().map(verdict).collect()
}

impl NextKind {
    /// The word results write.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::SecondVote(_) => "second_vote",
            Self::SecondCall => "second_call",
        }
    }

    /// The call at which the vote would be counted.
    #[must_use]
    pub const fn call(&self) -> Call {
        match self {
            Self::SecondVote(_) => Call::First,
            Self::SecondCall => Call::Second,
        }
    }
}
