//! Switches as a definition writes them: one text per switch, defaults for what is left out.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::domain::rules::switches::{
    BallotForm, BlankItem, CandidateBallot, ChannelConflict, HideRunningTally, NonVoter,
    OnlyIfRealVotesReachQuorum, OverlappingOwners, ParkingCounts, Publication, RankBy,
    RestrictOwnersInArrears, Revote, SplitHead, SpoiledCountsAsParticipating, StorageCounts, Switches,
    TieBreak, TooFewElected, UnknownSwitch,
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
                #[cfg_attr(feature = "server", schema(value_type = $switch, inline))]
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
            #[cfg(feature = "server")]
            impl utoipa::PartialSchema for $switch {
                fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                    utoipa::openapi::ObjectBuilder::new()
                        .schema_type(utoipa::openapi::Type::String)
                        .enum_values(Some($switch::ALL.iter().map(|value| value.as_str())))
                        .into()
                }
            }

            #[cfg(feature = "server")]
            impl utoipa::ToSchema for $switch {}

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

/// Switches that were settled one by one. In JSON it names those and no other.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settings {
    named: BTreeSet<String>,
    switches: Switches,
}

/// A setting that cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SettingError {
    /// The text is not a name and a value.
    #[error("{0:?} is not name=value, such as blank_item=spoiled")]
    NotASetting(String),
    /// The switch is set twice.
    #[error("{0} is set twice")]
    Twice(String),
    /// There is no such switch, or it has no such value.
    #[error(transparent)]
    Unknown(#[from] UnknownSwitch),
}

impl Settings {
    /// These settings, each as `name=value`.
    pub fn read<T: AsRef<str>>(texts: &[T]) -> Result<Self, SettingError> {
        let mut settings = Self::default();
        for text in texts.iter().map(AsRef::as_ref) {
            let setting = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
            let (name, value) = setting.ok_or_else(|| SettingError::NotASetting(text.to_owned()))?;
            settings.settle(name, value)?;
        }
        Ok(settings)
    }

    /// Whether a switch was settled.
    #[must_use]
    pub fn names(&self, switch: &str) -> bool {
        self.named.contains(switch)
    }

    /// Every switch; what was not settled has its default.
    #[must_use]
    pub const fn switches(&self) -> Switches {
        self.switches
    }

    /// Every switch; what was not settled is as it is there.
    #[must_use]
    pub fn over(&self, mut switches: Switches) -> Switches {
        for (name, value) in self.entries() {
            // Only what a switch takes was let in, so this never refuses.
            let _ = switches.set(name, value);
        }
        switches
    }

    fn settle(&mut self, name: &str, value: &str) -> Result<(), SettingError> {
        self.switches.set(name, value)?;
        if self.named.insert(name.to_owned()) { Ok(()) } else { Err(SettingError::Twice(name.to_owned())) }
    }

    fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.switches.entries().into_iter().filter(|(name, _)| self.names(name))
    }
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries())
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SettingsVisitor)
    }
}

/// Reads settings from a map, in which serde alone would let a later one replace an earlier one.
struct SettingsVisitor;

impl<'de> Visitor<'de> for SettingsVisitor {
    type Value = Settings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("switches by their names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Settings, A::Error> {
        let mut settings = Settings::default();
        while let Some((name, value)) = map.next_entry::<String, String>()? {
            settings.settle(&name, &value).map_err(A::Error::custom)?;
        }
        Ok(settings)
    }
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
    fn settings_are_read_one_by_one_or_refused() {
        let settings = Settings::read(&["rank_by=area", "blank_item = spoiled"]).unwrap();
        assert!(settings.names("rank_by") && !settings.names("tie_break"));
        assert_eq!(settings.switches().rank_by, RankBy::Area);
        assert_eq!(settings.switches().blank_item, BlankItem::Spoiled);
        assert_eq!(Settings::read::<&str>(&[]).unwrap().switches(), Switches::default());
        let refused = |texts: &[&str]| Settings::read(texts).unwrap_err().to_string();
        assert!(refused(&["rank_by"]).contains("is not name=value"));
        assert_eq!(refused(&["rank_by=area", "rank_by=heads"]), "rank_by is set twice");
        assert!(refused(&["rank_by=age"]).contains("may be heads, area"));
        assert!(refused(&["ranks=age"]).starts_with("\"ranks\" is not a switch, which are ballot_form, "));
    }

    #[test]
    fn what_settings_leave_out_is_left_to_the_rules() {
        let read = |json: &str| serde_json::from_str::<Settings>(json).map_err(|error| error.to_string());
        let rules = Switches { rank_by: RankBy::Area, tie_break: TieBreak::Runoff, ..Switches::default() };
        let settings = read(r#"{"rank_by": "heads", "blank_item": "spoiled"}"#).unwrap();
        let stands = settings.over(rules);
        assert_eq!((stands.rank_by, stands.tie_break), (RankBy::Heads, TieBreak::Runoff));
        assert_eq!(stands.blank_item, BlankItem::Spoiled);
        let written = serde_json::to_string(&settings).unwrap();
        assert_eq!(written, r#"{"blank_item":"spoiled","rank_by":"heads"}"#);
        assert_eq!(read(&written), Ok(settings));
        assert!(read(r#"{"rank_by": "heads", "rank_by": "area"}"#).unwrap_err().contains("set twice"));
        assert!(read(r#"{"rank": "heads"}"#).unwrap_err().contains("is not a switch"));
        assert!(read(r#"{"rank_by": "age"}"#).unwrap_err().contains("may be heads, area"));
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
