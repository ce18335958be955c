//! The same ballots under other values of the switches.

use super::totals::{Totals, Weighed};
use crate::domain::rules::switches::{
    BlankItem, NonVoter, OnlyIfRealVotesReachQuorum, RankBy, SpoiledCountsAsParticipating, Switches,
    TieBreak, TooFewElected,
};
use crate::domain::rules::{Decides, Rule};

/// Whether an outcome is told even where it is the same.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Told {
    /// The law is in dispute here: both outcomes are told.
    Always,
    /// Only another outcome is worth telling.
    IfOther,
}

/// Another value of one switch.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// The switch.
    pub switch: &'static str,
    /// The value that was counted with.
    pub own: &'static str,
    /// The other value.
    pub value: &'static str,
    /// All switches with that value.
    pub switches: Switches,
    /// When the outcome is told.
    pub told: Told,
}

/// The values that could make a difference here. With spoiled ballots, and where silence means
/// something, the other outcome is told in any case.
#[must_use]
pub fn alternatives(rule: &Rule, own: Switches, totals: &Totals) -> Vec<Alternative> {
    let mut list = Vec::new();
    let mut add = |(switch, own, value), switches, told| {
        list.push(Alternative { switch, own, value, switches, told });
    };
    if totals.invalid != Weighed::ZERO {
        let spoiled = own.spoiled_counts_as_participating;
        let other = match spoiled {
            SpoiledCountsAsParticipating::Yes => SpoiledCountsAsParticipating::No,
            SpoiledCountsAsParticipating::No => SpoiledCountsAsParticipating::Yes,
        };
        let names = (SpoiledCountsAsParticipating::SWITCH, spoiled.as_str(), other.as_str());
        add(names, Switches { spoiled_counts_as_participating: other, ..own }, Told::Always);
    }
    if own.non_voter != NonVoter::NotCounted {
        let names = (NonVoter::SWITCH, own.non_voter.as_str(), NonVoter::NotCounted.as_str());
        add(names, Switches { non_voter: NonVoter::NotCounted, ..own }, Told::Always);
        let quorum = own.only_if_real_votes_reach_quorum;
        let other = match quorum {
            OnlyIfRealVotesReachQuorum::Yes => OnlyIfRealVotesReachQuorum::No,
            OnlyIfRealVotesReachQuorum::No => OnlyIfRealVotesReachQuorum::Yes,
        };
        let names = (OnlyIfRealVotesReachQuorum::SWITCH, quorum.as_str(), other.as_str());
        add(names, Switches { only_if_real_votes_reach_quorum: other, ..own }, Told::IfOther);
    }
    let blank = match own.blank_item {
        BlankItem::Abstain => BlankItem::Spoiled,
        BlankItem::Spoiled => BlankItem::Abstain,
    };
    let names = (BlankItem::SWITCH, own.blank_item.as_str(), blank.as_str());
    add(names, Switches { blank_item: blank, ..own }, Told::IfOther);
    match rule.decides {
        Decides::Motion => {}
        Decides::Election => elections(own, add),
    }
    list
}

fn elections(own: Switches, mut add: impl FnMut((&'static str, &'static str, &'static str), Switches, Told)) {
    for value in [TieBreak::OtherMeasureThenRunoff, TieBreak::Runoff] {
        let names = (TieBreak::SWITCH, own.tie_break.as_str(), value.as_str());
        if value != own.tie_break {
            add(names, Switches { tie_break: value, ..own }, Told::IfOther);
        }
    }
    for value in RankBy::ALL.iter().copied().filter(|value| *value != own.rank_by) {
        let names = (RankBy::SWITCH, own.rank_by.as_str(), value.as_str());
        add(names, Switches { rank_by: value, ..own }, Told::IfOther);
    }
    for value in TooFewElected::ALL.iter().copied().filter(|value| *value != own.too_few_elected) {
        let names = (TooFewElected::SWITCH, own.too_few_elected.as_str(), value.as_str());
        add(names, Switches { too_few_elected: value, ..own }, Told::IfOther);
    }
}
