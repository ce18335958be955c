//! The rules a meeting is held under: its pack with its overlays, composed again from the definition alone.
//!
//! Service and verifier both ask [`in_force`] and nothing else, so that one set of rules decides the notice,
//! the count and the check of both.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::overlays::{self, Composition, PublishedOverlay, compose, parse_overlay};
use super::{NotPublished, PackMistake, PackRefused, PublishedPack, mistake};
use crate::domain::rules::{IssuedBy, Limit, Notice, OnlineChannel, PackId, Settled, Switches, Term};
use crate::evidence::definition::{Definition, MeetingKind, PackReference};
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// Most overlays of one meeting.
pub const OVERLAYS_MAX: usize = 8;

/// Largest rules of procedure of a community, in bytes: 16 KiB.
pub const OWN_RULES_BYTES_MAX: usize = 16 * 1024;

/// Longest statement of who recognised a system for votes on the internet, in characters.
pub const RECOGNITION_MAX: usize = 500;

/// An overlay that a meeting is held under, by its exact bytes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OverlayReference {
    /// Its identifier, for example `cn_hangzhou`.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub id: PackId,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its file.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub sha256: Digest,
    /// The file itself, of a community's own rules; null for an overlay that is built into the software.
    pub text: Option<String>,
}

/// Through which system votes on the internet are cast in a meeting.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OnlineChannelForm {
    /// `any`, `recognised` or `city_only`; under the last the service takes no online ballots.
    #[serde(with = "text")]
    pub value: OnlineChannel,
    /// Who recognised this system and when, under `recognised`; otherwise null.
    pub recognition: Option<String>,
}

/// Why no rules stand.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NotInForce {
    /// The pack is none of this build's.
    #[error(transparent)]
    NoPack(NotPublished),
    /// The pack of this name has other bytes here.
    #[error("{id} {version} with the hash {named} is named; the published one has the hash {published}")]
    OtherPack {
        /// The pack.
        id: PackId,
        /// The version that is named.
        version: String,
        /// The hash that is named.
        named: Digest,
        /// The hash of this build's.
        published: Digest,
    },
    /// An overlay that is said to be built in, and is not in this build.
    #[error("the overlay {id} {version} with the hash {sha256} is none of those known here")]
    UnknownOverlay {
        /// The overlay.
        id: PackId,
        /// Its version.
        version: String,
        /// Its hash.
        sha256: Digest,
    },
    /// A text that is not what its reference says.
    #[error("the rules {0} are not the text that stands beside them, or that is too long or no community's")]
    OtherText(PackId),
    /// More overlays than a meeting can have.
    #[error("{0} overlays are named; a meeting has at most {OVERLAYS_MAX}")]
    TooMany(usize),
    /// An overlay that cannot be read or does not fit; every reason with overlay and place.
    #[error(transparent)]
    Refused(PackRefused),
}

/// A definition that says something else than the rules it is held under.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum AgainstRules {
    /// A switch that the rules settle.
    #[error("{switch} is {value}, but {by} settles it as {stands}; leave the switch out or name that value")]
    Switch {
        /// The switch.
        switch: &'static str,
        /// Its value in the definition.
        value: &'static str,
        /// The value that stands.
        stands: &'static str,
        /// The article that settles it.
        by: String,
    },
    /// Fewer days for objections to the result than the rules ask for.
    #[error(
        "objection_days is {days}, and {by} asks for {least} days in which the result can be objected to"
    )]
    ObjectionDays {
        /// The days in the definition.
        days: u16,
        /// The days that are asked for.
        least: u16,
        /// The article that asks for them.
        by: String,
    },
    /// A channel that is wider than the rules allow.
    #[error("online_channel is {value}, less strict than {stands}, which {by} asks")]
    Channel {
        /// The channel in the definition.
        value: OnlineChannel,
        /// The channel that stands.
        stands: OnlineChannel,
        /// The article that settles it.
        by: String,
    },
    /// Votes on the internet need a recognised system, and nobody is said to have recognised this one.
    #[error(
        "online_channel is recognised, and no recognition is on file: the supervising office states who \
         recognised this system and when with the community's rules; or draft the meeting with \
         online_channel = city_only"
    )]
    NotRecognised,
    /// A recognition where none is asked, or one that says nothing.
    #[error(
        "a recognition has 1 to {RECOGNITION_MAX} characters and stands under online_channel = recognised only"
    )]
    Recognition,
}

impl OverlayReference {
    /// The reference to an overlay: with its text if it is a community's own, whose file this then is.
    #[must_use]
    pub fn new(published: &PublishedOverlay, own: Option<&str>) -> Self {
        let parts = published.overlay.parts();
        let (id, version) = (parts.id.clone(), parts.version.clone());
        Self { id, version, sha256: published.digest, text: own.map(str::to_owned) }
    }

    /// The overlay itself: this build's, or what the text beside the reference says.
    pub fn overlay(&self) -> Result<PublishedOverlay, NotInForce> {
        let (found, issued_by) = match &self.text {
            Some(text) if text.len() > OWN_RULES_BYTES_MAX => {
                return Err(NotInForce::OtherText(self.id.clone()));
            }
            Some(text) => (parse_overlay(text).map_err(NotInForce::Refused)?, IssuedBy::Community),
            None => {
                let found = overlays::overlay(self.id.as_str()).map_err(|_| self.unknown())?;
                (found, IssuedBy::Locality)
            }
        };
        let parts = found.overlay.parts();
        let same = found.digest == self.sha256
            && (&parts.id, &parts.version) == (&self.id, &self.version)
            && parts.issued_by == issued_by;
        match (same, &self.text) {
            (true, _) => Ok(found),
            (false, Some(_)) => Err(NotInForce::OtherText(self.id.clone())),
            (false, None) => Err(self.unknown()),
        }
    }

    fn unknown(&self) -> NotInForce {
        let (id, version) = (self.id.clone(), self.version.clone());
        NotInForce::UnknownOverlay { id, version, sha256: self.sha256 }
    }
}

impl NotInForce {
    /// Every mistake behind it, with its place; what has none of its own is at `place`.
    #[must_use]
    pub fn mistakes(self, place: &str) -> Vec<PackMistake> {
        match self {
            Self::Refused(refused) => refused.0,
            Self::NoPack(_)
            | Self::OtherPack { .. }
            | Self::UnknownOverlay { .. }
            | Self::OtherText(_)
            | Self::TooMany(_) => vec![mistake(place, self)],
        }
    }
}

/// The pack that is named, with these overlays on it.
pub fn in_force(pack: &PackReference, overlays: &[OverlayReference]) -> Result<Composition, NotInForce> {
    if overlays.len() > OVERLAYS_MAX {
        return Err(NotInForce::TooMany(overlays.len()));
    }
    let own = published(pack)?;
    let laid = overlays.iter().map(OverlayReference::overlay).collect::<Result<Vec<_>, _>>()?;
    compose(&own, &laid).map_err(NotInForce::Refused)
}

fn published(named: &PackReference) -> Result<PublishedPack, NotInForce> {
    let own = super::pack(named.id.as_str()).map_err(NotInForce::NoPack)?;
    if own.digest == named.sha256 && own.pack.parts().version == named.version {
        return Ok(own);
    }
    let (id, version) = (named.id.clone(), named.version.clone());
    Err(NotInForce::OtherPack { id, version, named: named.sha256, published: own.digest })
}

impl Composition {
    /// The notice that a meeting of this kind needs.
    #[must_use]
    pub fn notice(&self, kind: MeetingKind) -> Notice {
        match kind {
            MeetingKind::Inaugural | MeetingKind::Regular => self.rules.pack().parts().notice.clone(),
            MeetingKind::Extraordinary => self.rules.extraordinary_notice(),
        }
    }

    /// Everything in which a definition contradicts the switches, limits and the channel that stand.
    #[must_use]
    pub fn contradictions(&self, definition: &Definition) -> Vec<AgainstRules> {
        let mut found = self.against_switches(&definition.switches.clone().into());
        found.extend(self.against_limits(definition.objection_days));
        found.extend(self.against_channel(&definition.online_channel));
        found
    }

    fn against_switches(&self, switches: &Switches) -> Vec<AgainstRules> {
        let entries = switches.entries();
        let settled = self.rules.settled().filter_map(|settled| {
            let Term::Switch(setting) = settled.term else { return None };
            let (switch, value) = entries.iter().copied().find(|(name, _)| *name == setting.switch())?;
            let (stands, by) = (setting.value(), settled.source.article().to_owned());
            (value != stands).then_some(AgainstRules::Switch { switch, value, stands, by })
        });
        settled.collect()
    }

    fn against_limits(&self, days: u16) -> Option<AgainstRules> {
        self.rules.settled().find_map(|settled| {
            let Term::Limit(Limit::CommentDaysMin, least) = settled.term else { return None };
            let by = settled.source.article().to_owned();
            (days < least).then_some(AgainstRules::ObjectionDays { days, least, by })
        })
    }

    fn against_channel(&self, channel: &OnlineChannelForm) -> Option<AgainstRules> {
        let (value, stands) = (channel.value, self.rules.online_channel());
        if value < stands {
            let settles = |settled: &&Settled| matches!(settled.term, Term::OnlineChannel(_));
            let by = self.rules.settled().find(settles);
            let by = by.map_or_else(String::new, |settled| settled.source.article().to_owned());
            return Some(AgainstRules::Channel { value, stands, by });
        }
        match (value, &channel.recognition) {
            (OnlineChannel::Recognised, None) => Some(AgainstRules::NotRecognised),
            (OnlineChannel::Recognised, Some(text)) => {
                (!is_recognition(text)).then_some(AgainstRules::Recognition)
            }
            (OnlineChannel::Any | OnlineChannel::CityOnly, recognition) => {
                recognition.is_some().then_some(AgainstRules::Recognition)
            }
        }
    }
}

/// Whether a text can say who recognised a system and when.
#[must_use]
pub fn is_recognition(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= RECOGNITION_MAX
}

#[cfg(test)]
mod tests {
    use super::super::pack;
    use super::*;
    use crate::domain::rules::switches::{RankBy, TooFewElected};

    fn named() -> PackReference {
        let found = pack("cn_civil_code_2021").unwrap();
        let (id, version) = (found.pack.id().clone(), found.pack.parts().version.clone());
        PackReference { id, version, sha256: found.digest }
    }

    fn built_in(name: &str) -> OverlayReference {
        OverlayReference::new(&overlays::overlay(name).unwrap(), None)
    }

    fn own(settles: &str) -> OverlayReference {
        let head = "id = \"own\"\nversion = \"1\"\ntitle = { zh = \"规则\", en = \"Rules\" }\nissued_by = \
            \"community\"\nbase = [\"cn_civil_code_2021\"]\n";
        let text = format!("{head}{settles}\narticle = \"art 9\"\nverified = true\n");
        OverlayReference::new(&parse_overlay(&text).unwrap(), Some(&text))
    }

    #[test]
    fn rules_are_composed_from_references_alone() {
        let rules = in_force(&named(), &[built_in("cn_hangzhou"), own("[notice]\nfull_days = 20")]).unwrap();
        assert_eq!(rules.notice(MeetingKind::Regular).full_days, 20);
        assert_eq!(rules.notice(MeetingKind::Extraordinary).full_days, 7);
        let alone = in_force(&named(), &[]).unwrap();
        assert_eq!(alone.notice(MeetingKind::Extraordinary).full_days, 15);
        assert_eq!(alone.rules.pack(), &pack("cn_civil_code_2021").unwrap().pack);
    }

    #[test]
    fn a_reference_that_is_not_what_it_says_makes_no_rules() {
        let other = Digest::of(b"other");
        let refused = |overlays: &[OverlayReference]| in_force(&named(), overlays).unwrap_err();
        let unknown = OverlayReference { sha256: other, ..built_in("cn_hangzhou") };
        assert!(matches!(refused(&[unknown]), NotInForce::UnknownOverlay { .. }));
        let lasts = own("[notice]\nfull_days = 20");
        for wrong in [
            OverlayReference { sha256: other, ..lasts.clone() },
            OverlayReference { version: "2".to_owned(), ..lasts.clone() },
            OverlayReference { text: Some("#".repeat(OWN_RULES_BYTES_MAX + 1)), ..lasts.clone() },
        ] {
            assert!(matches!(refused(&[wrong]), NotInForce::OtherText(_)));
        }
        // A place's law is built in, never somebody's text.
        let text = overlays::overlay_file("cn_beijing").unwrap();
        let posing = OverlayReference { text: Some(text.to_owned()), ..built_in("cn_beijing") };
        assert!(matches!(refused(&[posing]), NotInForce::OtherText(_)));
        assert!(matches!(refused(&vec![lasts; OVERLAYS_MAX + 1]), NotInForce::TooMany(9)));
        let pack = PackReference { sha256: other, ..named() };
        assert!(matches!(in_force(&pack, &[]), Err(NotInForce::OtherPack { .. })));
        let lax = refused(&[own("[notice]\nfull_days = 14")]).to_string();
        assert!(lax.starts_with("own.notice: is 14 full days, less strict than 15"), "{lax}");
    }

    #[test]
    fn a_definition_keeps_what_the_rules_settle() {
        let rules = in_force(&named(), &[built_in("cn_hangzhou")]).unwrap();
        let settled = rules.rules.switches();
        assert_eq!(settled.too_few_elected, TooFewElected::StandsIfMinimum);
        let free = Switches { rank_by: RankBy::Area, ..settled };
        assert_eq!((rules.against_switches(&settled), rules.against_switches(&free)), (vec![], vec![]));
        let told = rules.against_switches(&Switches::default())[0].to_string();
        let start = "too_few_elected is new_election, but Hangzhou regulation (杭州市) art 27 settles it as ";
        assert!(told.starts_with(start), "{told}");
    }

    #[test]
    fn objections_are_open_as_long_as_the_rules_ask() {
        let rules =
            in_force(&named(), &[own("[[limit]]\nname = \"comment_days_min\"\nnumber = 15")]).unwrap();
        assert_eq!(rules.against_limits(15), None);
        assert!(
            rules.against_limits(14).unwrap().to_string().starts_with("objection_days is 14, and art 9 asks")
        );
    }

    #[test]
    fn a_channel_is_as_strict_as_the_rules_and_a_recognition_is_on_file() {
        let recognised = in_force(&named(), &[own("[online_channel]\nvalue = \"recognised\"")]).unwrap();
        let city = in_force(&named(), &[built_in("cn_beijing")]).unwrap();
        let channel = |value, recognition: Option<&str>| OnlineChannelForm {
            value,
            recognition: recognition.map(str::to_owned),
        };
        let (any, known, only) = (OnlineChannel::Any, OnlineChannel::Recognised, OnlineChannel::CityOnly);
        assert!(matches!(
            recognised.against_channel(&channel(any, None)),
            Some(AgainstRules::Channel { .. })
        ));
        assert_eq!(recognised.against_channel(&channel(known, None)), Some(AgainstRules::NotRecognised));
        assert_eq!(recognised.against_channel(&channel(known, Some(" "))), Some(AgainstRules::Recognition));
        assert_eq!(recognised.against_channel(&channel(known, Some("the city, 2026-01-01"))), None);
        assert_eq!(recognised.against_channel(&channel(only, None)), None);
        assert_eq!(recognised.against_channel(&channel(only, Some("x"))), Some(AgainstRules::Recognition));
        let told = city.against_channel(&channel(known, Some("x"))).unwrap().to_string();
        assert!(told.contains("less strict than city_only") && told.contains("art 35"), "{told}");
    }
}
