//! What the law leaves open, settled before opening and hashed into the definition.
//!
//! Every switch has a closed list of values and a default. The count honours `ballot_form`,
//! `split_head`, `spoiled_counts_as_participating`, `blank_item`, `candidate_ballot`, `tie_break`,
//! `too_few_elected` and `rank_by`; the other switches speak to the register, the intake of ballots
//! and publication.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A value that a switch does not have.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{value:?} is not a value of {switch}, which may be {}", .known.join(", "))]
pub struct UnknownValue {
    /// The switch.
    pub switch: &'static str,
    /// The value it does not have.
    pub value: String,
    /// The values it has, the default first.
    pub known: &'static [&'static str],
}

/// A setting that no switch takes.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum UnknownSwitch {
    /// There is no such switch.
    #[error("{name:?} is not a switch, which are {known}", name = .0, known = Switches::names().join(", "))]
    Name(String),
    /// The switch has no such value.
    #[error(transparent)]
    Value(#[from] UnknownValue),
}

/// A value that exists but that this version cannot carry out.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("{switch} = {value} is not supported yet")]
pub struct SwitchNotSupportedYet {
    /// The switch.
    pub switch: &'static str,
    /// The value.
    pub value: &'static str,
}

/// Declares a switch: its values with the texts they are written as, the default first.
macro_rules! switch {
    ($(#[$doc:meta])* $name:ident = $switch:literal {
        $(#[$first_doc:meta])* $first:ident = $first_text:literal,
        $($(#[$value_doc:meta])* $value:ident = $text:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
        pub enum $name {
            $(#[$first_doc])* #[default] $first,
            $($(#[$value_doc])* $value,)*
        }

        impl $name {
            /// Every value, the default first.
            pub const ALL: &[Self] = &[Self::$first, $(Self::$value,)*];
            /// The name of the switch.
            pub const SWITCH: &str = $switch;
            const TEXTS: &[&str] = &[$first_text, $($text,)*];

            /// The value as definitions write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_text,
                    $(Self::$value => $text,)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownValue;

            fn from_str(text: &str) -> Result<Self, UnknownValue> {
                match text {
                    $first_text => Ok(Self::$first),
                    $($text => Ok(Self::$value),)*
                    _ => Err(UnknownValue {
                        switch: $switch,
                        value: text.to_owned(),
                        known: Self::TEXTS,
                    }),
                }
            }
        }
    };
}

switch! {
    /// Whether an elector casts one ballot or one for each of its units.
    BallotForm = "ballot_form" {
        /// One ballot for all units of an elector.
        PerElector = "per_elector",
        /// One ballot for each unit; the head follows [`SplitHead`].
        PerUnit = "per_unit",
    }
}

switch! {
    /// What becomes of a head whose units disagree; the area always follows each unit.
    SplitHead = "split_head" {
        /// The head participates, and neither agrees nor disagrees.
        Abstain = "abstain",
    }
}

switch! {
    /// Whether A (unit 1) and A+B (unit 2) are one elector.
    OverlappingOwners = "overlapping_owners" {
        /// Two electors.
        Distinct = "distinct",
        /// One elector.
        SameBuyer = "same_buyer",
    }
}

switch! {
    /// What silence means; all but the first need a rule adopted earlier, proven service and a ballot that says so.
    NonVoter = "non_voter" {
        /// Who is silent does not take part.
        NotCounted = "not_counted",
        /// Takes part and abstains.
        ParticipatesAsAbstain = "participates_as_abstain",
        /// Joins the majority, if heads and area show the same one.
        FollowsMajority = "follows_majority",
        /// Is deemed to agree.
        DeemedFor = "deemed_for",
    }
}

switch! {
    /// Whether [`NonVoter`] has effect only when the real votes alone reach participation.
    OnlyIfRealVotesReachQuorum = "only_if_real_votes_reach_quorum" {
        /// Only then.
        Yes = "yes",
        /// In any case.
        No = "no",
    }
}

switch! {
    /// Whether an authentic but spoiled ballot takes part.
    SpoiledCountsAsParticipating = "spoiled_counts_as_participating" {
        /// It takes part and agrees to nothing.
        Yes = "yes",
        /// It is as good as silent.
        No = "no",
    }
}

switch! {
    /// What an item left blank on a ballot is.
    BlankItem = "blank_item" {
        /// An abstention.
        Abstain = "abstain",
        /// Spoiled for that matter.
        Spoiled = "spoiled",
    }
}

switch! {
    /// Whether a voter may change a ballot.
    Revote = "revote" {
        /// Never.
        None = "none",
        /// One time.
        Once = "once",
        /// Until the close.
        UntilClose = "until_close",
    }
}

switch! {
    /// Which ballot counts when an elector used two channels.
    ChannelConflict = "channel_conflict" {
        /// The one the convener received first.
        First = "first",
        /// The one cast online.
        Online = "online",
        /// The one on paper.
        Paper = "paper",
        /// The one received last.
        Last = "last",
    }
}

switch! {
    /// What a voter says about candidates.
    CandidateBallot = "candidate_ballot" {
        /// Names those it wants; any other mark means nothing.
        Approval = "approval",
        /// For, against or abstain for each candidate.
        ForAgainstAbstain = "for_against_abstain",
    }
}

switch! {
    /// What decides between candidates with equal votes where seats do not suffice.
    TieBreak = "tie_break" {
        /// The other measure; a tie that remains goes to a run-off.
        OtherMeasureThenRunoff = "other_measure_then_runoff",
        /// Randomness committed before opening.
        Lot = "lot",
        /// A run-off.
        Runoff = "runoff",
    }
}

switch! {
    /// What holds when fewer are elected than there are seats.
    TooFewElected = "too_few_elected" {
        /// A new election of all.
        NewElection = "new_election",
        /// The committee stands if it has the legal minimum and more than half of the seats.
        StandsIfMinimum = "stands_if_minimum",
        /// Those elected stay; an election fills the rest.
        FillMissingSeats = "fill_missing_seats",
    }
}

switch! {
    /// Whether parking spaces count in the weight of an elector; a matter may say otherwise.
    ParkingCounts = "parking_counts" {
        /// They do not.
        No = "no",
        /// They do.
        Yes = "yes",
    }
}

switch! {
    /// Whether storage rooms count in the weight of an elector; a matter may say otherwise.
    StorageCounts = "storage_counts" {
        /// They do not.
        No = "no",
        /// They do.
        Yes = "yes",
    }
}

switch! {
    /// What an owner in arrears may not do; the owner stays in every denominator (contested).
    RestrictOwnersInArrears = "restrict_owners_in_arrears" {
        /// No restriction.
        None = "none",
        /// Stand for the committee.
        MayNotStand = "may_not_stand",
        /// Vote.
        MayNotVote = "may_not_vote",
    }
}

switch! {
    /// By which measure candidates and alternates are ranked.
    RankBy = "rank_by" {
        /// By heads.
        Heads = "heads",
        /// By area.
        Area = "area",
    }
}

switch! {
    /// Whether totals are hidden until the close; there is no other value.
    HideRunningTally = "hide_running_tally" {
        /// They are.
        Yes = "yes",
    }
}

switch! {
    /// What is published beside the verdict; never a name.
    Publication = "publication" {
        /// Totals only.
        Totals = "totals",
        /// Also which units took part.
        ByUnitParticipation = "by_unit_participation",
        /// Also what each unit chose.
        ByUnitChoice = "by_unit_choice",
    }
}

/// Declares [`Switches`] from its fields, so that no switch can be left out of [`Switches::entries`].
macro_rules! switches {
    ($($field:ident: $switch:ident,)*) => {
        /// One value for each switch; the default settles each as the table in `docs/rules.md` says.
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
        pub struct Switches {
            $(#[doc = concat!("See [`", stringify!($switch), "`].")] pub $field: $switch,)*
        }

        impl Switches {
            /// Each switch with its value, in the order of the table in `docs/rules.md`.
            #[must_use]
            pub fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$(($switch::SWITCH, self.$field.as_str()),)*]
            }

            /// The name of each switch, in the same order.
            #[must_use]
            pub fn names() -> Vec<&'static str> {
                vec![$($switch::SWITCH,)*]
            }

            /// Gives the switch of this name this value.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), UnknownSwitch> {
                match name {
                    $($switch::SWITCH => self.$field = value.parse()?,)*
                    _ => return Err(UnknownSwitch::Name(name.to_owned())),
                }
                Ok(())
            }
        }
    };
}

switches! {
    ballot_form: BallotForm,
    split_head: SplitHead,
    overlapping_owners: OverlappingOwners,
    non_voter: NonVoter,
    only_if_real_votes_reach_quorum: OnlyIfRealVotesReachQuorum,
    spoiled_counts_as_participating: SpoiledCountsAsParticipating,
    blank_item: BlankItem,
    revote: Revote,
    channel_conflict: ChannelConflict,
    candidate_ballot: CandidateBallot,
    tie_break: TieBreak,
    too_few_elected: TooFewElected,
    parking_counts: ParkingCounts,
    storage_counts: StorageCounts,
    restrict_owners_in_arrears: RestrictOwnersInArrears,
    rank_by: RankBy,
    hide_running_tally: HideRunningTally,
    publication: Publication,
}

impl Switches {
    /// Refuses the values that a meeting held online cannot carry out yet: better no
    /// notice than a meeting whose rules are not kept.
    pub fn online(&self) -> Result<(), SwitchNotSupportedYet> {
        if self.ballot_form != BallotForm::PerElector {
            return Err(unsupported(BallotForm::SWITCH, self.ballot_form.as_str()));
        }
        if self.restrict_owners_in_arrears != RestrictOwnersInArrears::None {
            let value = self.restrict_owners_in_arrears.as_str();
            return Err(unsupported(RestrictOwnersInArrears::SWITCH, value));
        }
        Ok(())
    }
}

const fn unsupported(switch: &'static str, value: &'static str) -> SwitchNotSupportedYet {
    SwitchNotSupportedYet { switch, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_is_the_default_and_every_value_survives_its_text() {
        assert_eq!(TieBreak::ALL.first(), Some(&TieBreak::default()));
        for value in TieBreak::ALL {
            assert_eq!(value.as_str().parse(), Ok(*value));
        }
    }

    #[test]
    fn an_unknown_value_is_refused_with_those_that_exist() {
        let error = "hand".parse::<BallotForm>().unwrap_err().to_string();
        assert_eq!(error, "\"hand\" is not a value of ballot_form, which may be per_elector, per_unit");
    }

    #[test]
    fn a_switch_is_set_by_its_name() {
        let mut switches = Switches::default();
        assert_eq!(switches.set("rank_by", "area"), Ok(()));
        assert_eq!(switches, Switches { rank_by: RankBy::Area, ..Switches::default() });
        assert!(switches.set("rank", "area").unwrap_err().to_string().contains("not a switch"));
        assert!(matches!(switches.set("rank_by", "age"), Err(UnknownSwitch::Value(_))));
    }

    #[test]
    fn what_cannot_be_counted_yet_is_refused_and_never_ignored() {
        assert_eq!(Switches::default().online(), Ok(()));
        let may_not_vote = RestrictOwnersInArrears::MayNotVote;
        let restricted = Switches { restrict_owners_in_arrears: may_not_vote, ..Switches::default() };
        assert!(restricted.online().is_err());
        for value in NonVoter::ALL.iter().copied() {
            assert_eq!(Switches { non_voter: value, ..Switches::default() }.online(), Ok(()));
        }
        for value in TieBreak::ALL.iter().copied() {
            assert_eq!(Switches { tie_break: value, ..Switches::default() }.online(), Ok(()));
        }
        for value in Publication::ALL.iter().copied() {
            assert_eq!(Switches { publication: value, ..Switches::default() }.online(), Ok(()));
        }
    }
}
