//! What owners answered, added up by heads and by area.
//!
//! One elector is one head with the area of all their units, as on a roll. Where owners own together, the latest
//! answer of any of them is theirs: nothing is decided by it, so nobody need be chosen to speak.

use std::collections::BTreeMap;

use super::questions::{Answers, QuestionId, Questions, Rating};
use crate::domain::register::{Holdings, OwnerId};
use crate::domain::roll::{RollRules, Weight, weigh};

/// What one owner answered last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reply {
    /// The entry of the record; of several co-owners' replies the latest counts.
    pub index: u64,
    /// By question.
    pub answers: Answers,
}

/// The totals of an evaluation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Totals {
    /// Everybody in the register.
    pub asked: Weight,
    /// Those who answered at least one question.
    pub took_part: Weight,
    /// How many answered what, by question in the order in which they are asked; ratings nobody gave are left out.
    pub questions: Vec<(QuestionId, BTreeMap<Rating, Weight>)>,
}

impl Totals {
    /// The totals that follow from the register and the last reply of each owner.
    #[must_use]
    pub fn of(
        questions: &Questions,
        (holdings, rules): (&Holdings, RollRules),
        replies: &BTreeMap<OwnerId, Reply>,
    ) -> Self {
        let mut totals = Self {
            asked: Weight::default(),
            took_part: Weight::default(),
            questions: questions.iter().map(|question| (question.id.clone(), BTreeMap::new())).collect(),
        };
        for (group, weight) in weigh(holdings, rules) {
            totals.asked = plus(totals.asked, weight);
            let own = group.owners().iter().filter_map(|owner| replies.get(owner));
            let Some(reply) = own.max_by_key(|reply| reply.index) else { continue };
            totals.took_part = plus(totals.took_part, weight);
            for (id, ratings) in &mut totals.questions {
                if let Some(rating) = reply.answers.get(id) {
                    let sum: &mut Weight = ratings.entry(*rating).or_default();
                    *sum = plus(*sum, weight);
                }
            }
        }
        totals
    }
}

fn plus(one: Weight, other: Weight) -> Weight {
    Weight { heads: one.heads + other.heads, area: one.area + other.area }
}
