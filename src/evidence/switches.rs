//! Switches as a definition writes them: one text per switch, defaults for what is left out.

use serde::{Deserialize, Serialize};

use crate::domain::rules::switches::{
    BallotForm, BlankItem, CandidateBallot, ChannelConflict, HideRunningTally, NonVoter,
    OnlyIfRealVotesReachQuorum, OverlappingOwners, ParkingCounts, Publication, RankBy,
    RestrictOwnersInArrears, Revote, SplitHead, SpoiledCountsAsParticipating, StorageCounts, Switches,
    TieBreak, TooFewElected,
};

/// Declares the wire form from the switches, so that field and value names are the domain's own.
macro_rules! switches_form {
    ($($field:ident: $switch:ident,)*) => {
        /// The switches of a meeting. A switch that is left out has its default; one that does not
        /// exist is refused. When written, every switch is named.
        #[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct SwitchesForm {
            $(
                #[doc = concat!("See `", stringify!($switch), "`.")]
                #[serde(default, with = "text")]
                #[cfg_attr(feature = "server", schema(value_type = String))]
                pub $field: $switch,
            )*
        }

        impl From<SwitchesForm> for Switches {
            fn from(form: SwitchesForm) -> Self {
                Self { $($field: form.$field,)* }
            }
        }

        impl From<Switches> for SwitchesForm {
            fn from(switches: Switches) -> Self {
                Self { $($field: switches.$field,)* }
            }
        }

        $(
            impl Text for $switch {
                fn text(&self) -> &'static str {
                    self.as_str()
                }
            }
        )*
    };
}

switches_form! {
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

/// A value with a fixed text.
trait Text {
    fn text(&self) -> &'static str;
}

/// Values by their text.
mod text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Text;

    pub(super) fn serialize<T: Text, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.text())
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Switches, String> {
        let form: Result<SwitchesForm, _> = serde_json::from_str(json);
        form.map(Switches::from).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_left_out_has_its_default_and_what_is_unknown_is_refused() {
        assert_eq!(read("{}"), Ok(Switches::default()));
        let area = Switches { rank_by: RankBy::Area, ..Switches::default() };
        assert_eq!(read(r#"{"rank_by": "area"}"#), Ok(area));
        assert!(read(r#"{"rank_by": "age"}"#).unwrap_err().contains("rank_by, which may be heads, area"));
        assert!(read(r#"{"rank": "area"}"#).unwrap_err().contains("unknown field `rank`"));
        assert!(read(r#"{"hide_running_tally": "no"}"#).is_err());
    }

    #[test]
    fn every_switch_is_written_under_its_name_with_its_value() {
        let switches = Switches { tie_break: TieBreak::Runoff, ..Switches::default() };
        let json = serde_json::to_value(SwitchesForm::from(switches)).unwrap();
        let written: Vec<_> = json.as_object().unwrap().iter().collect();
        assert_eq!(written.len(), switches.entries().len());
        for (name, value) in switches.entries() {
            assert_eq!(json[name], value, "{name}");
        }
    }
}
