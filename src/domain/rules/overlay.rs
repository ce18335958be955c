//! Overlays: what a place or a community settles on top of a pack, where the pack lets it.
//!
//! An overlay cannot speak of thresholds, measures or kinds of matter: there is no [`Term`] for them.

use std::fmt;

use thiserror::Error;

use super::classes::Sizes;
use super::identifiers::PackId;
use super::notices::{InAppOpening, NoticeField, listed, written};
use super::procedure::{Stipulation, Written};
use super::proxies::{Discretion, Holders};
use super::sources::Source;
use super::switches::{Switches, UnknownSwitch};
use super::titles::Titles;
use super::words::words;

words! {
    /// Whose rules an overlay holds; the law of a place stands above a community's own.
    IssuedBy {
        /// A city or another place that makes law.
        Locality = "locality",
        /// A community, by its rules of procedure.
        Community = "community",
    }
}

words! {
    /// What an overlay may settle, if the pack lets it.
    Topic {
        /// Days of notice of every meeting.
        Notice = "notice",
        /// Days of notice of an extraordinary meeting.
        ExtraordinaryNotice = "extraordinary_notice",
        /// What a notice must say besides what the pack asks.
        NoticeContent = "notice_content",
        /// What the service of a notice asks.
        Service = "service",
        /// How long voting lasts.
        VotingPeriod = "voting_period",
        /// How many seats a committee has.
        Committee = "committee",
        /// Through which system votes on the internet are cast.
        OnlineChannel = "online_channel",
        /// Who may hold a mandate.
        Holders = "holders",
        /// Whether a holder decides what the principal did not.
        Discretion = "discretion",
        /// Values of switches.
        Switch = "switch",
        /// Other numbers; see [`Limit`].
        Limit = "limit",
        /// Parameters of the procedure; see [`super::procedure`].
        Procedure = "procedure",
    }
}

words! {
    /// Through which system votes on the internet may be cast, the freest first.
    OnlineChannel {
        /// Any.
        Any = "any",
        /// One that the place recognises.
        Recognised = "recognised",
        /// The government's own and no other: this service then takes no online ballots.
        CityOnly = "city_only",
    }
}

words! {
    /// A number of meetings that a place or a community sets; the name ends in its unit and in which end it limits.
    Limit {
        /// Days in which the posted result can be objected to.
        CommentDaysMin = "comment_days_min",
        /// Principals of one holder of proxies.
        PrincipalsMax = "principals_max",
    }
}

impl Limit {
    /// Whether a smaller number binds more.
    #[must_use]
    pub const fn is_upper(self) -> bool {
        match self {
            Self::PrincipalsMax => true,
            Self::CommentDaysMin => false,
        }
    }
}

/// A switch with the value that an overlay gives it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Setting {
    switch: &'static str,
    value: &'static str,
}

impl Setting {
    /// This value of this switch, if there is such a one.
    pub fn new(switch: &str, value: &str) -> Result<Self, UnknownSwitch> {
        let mut switches = Switches::default();
        switches.set(switch, value)?;
        let found = switches.entries().into_iter().find(|(name, _)| *name == switch);
        let (switch, value) = found.ok_or_else(|| UnknownSwitch::Name(switch.to_owned()))?;
        Ok(Self { switch, value })
    }

    /// The switch.
    #[must_use]
    pub const fn switch(&self) -> &'static str {
        self.switch
    }

    /// Its value.
    #[must_use]
    pub const fn value(&self) -> &'static str {
        self.value
    }
}

/// One thing that an overlay settles.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Term {
    /// Full days of notice of every meeting.
    Notice(u16),
    /// Full days of notice of an extraordinary meeting.
    ExtraordinaryNotice(u16),
    /// What a notice must say besides what the pack asks.
    NoticeContent(Vec<NoticeField>),
    /// What the service of a notice asks.
    Service {
        /// What an acknowledged opening in the application is; as before if nothing is said.
        in_app: Option<InAppOpening>,
        /// Failed attempts before a posting.
        posting_attempts: u16,
    },
    /// Full days that voting lasts.
    VotingPeriod {
        /// The fewest.
        days_min: u16,
        /// The most.
        days_max: u16,
    },
    /// Seats of a committee.
    Committee(Sizes),
    /// Through which system votes on the internet are cast.
    OnlineChannel(OnlineChannel),
    /// Who may hold a mandate.
    Holders(Holders),
    /// Whether a holder decides what the principal did not.
    Discretion(Discretion),
    /// A value of a switch.
    Switch(Setting),
    /// Another number.
    Limit(Limit, u16),
    /// A parameter of the procedure.
    Procedure(Stipulation),
}

impl Term {
    /// What it is about.
    #[must_use]
    pub const fn topic(&self) -> Topic {
        match self {
            Self::Notice(_) => Topic::Notice,
            Self::ExtraordinaryNotice(_) => Topic::ExtraordinaryNotice,
            Self::NoticeContent(_) => Topic::NoticeContent,
            Self::Service { .. } => Topic::Service,
            Self::VotingPeriod { .. } => Topic::VotingPeriod,
            Self::Committee(_) => Topic::Committee,
            Self::OnlineChannel(_) => Topic::OnlineChannel,
            Self::Holders(_) => Topic::Holders,
            Self::Discretion(_) => Topic::Discretion,
            Self::Switch(_) => Topic::Switch,
            Self::Limit(..) => Topic::Limit,
            Self::Procedure(_) => Topic::Procedure,
        }
    }

    /// The one thing it settles, as refusals and the table of sources name it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Switch(setting) => setting.switch(),
            Self::Limit(limit, _) => limit.as_str(),
            Self::Procedure(what) => what.name(),
            Self::Notice(_)
            | Self::ExtraordinaryNotice(_)
            | Self::NoticeContent(_)
            | Self::Service { .. }
            | Self::VotingPeriod { .. }
            | Self::Committee(_)
            | Self::OnlineChannel(_)
            | Self::Holders(_)
            | Self::Discretion(_) => self.topic().as_str(),
        }
    }
}

impl fmt::Display for Term {
    /// The value, for example `7 full days`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Notice(days) | Self::ExtraordinaryNotice(days) => write!(f, "{days} full days"),
            Self::NoticeContent(fields) => f.write_str(&listed(fields)),
            Self::Service { in_app, posting_attempts } => written(f, *in_app, *posting_attempts),
            Self::VotingPeriod { days_min, days_max } => write!(f, "{days_min} to {days_max} days"),
            Self::Committee(sizes) => sizes.fmt(f),
            Self::OnlineChannel(channel) => channel.fmt(f),
            Self::Holders(holders) => holders.fmt(f),
            Self::Discretion(discretion) => discretion.fmt(f),
            Self::Switch(setting) => f.write_str(setting.value()),
            Self::Limit(_, number) => number.fmt(f),
            Self::Procedure(what) => what.value().fmt(f),
        }
    }
}

/// A term with the article it comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Settled {
    /// What is settled.
    pub term: Term,
    /// Where it comes from.
    pub source: Source,
}

/// What an overlay is made of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OverlayParts {
    /// Its name.
    pub id: PackId,
    /// Its version; a published version never changes.
    pub version: String,
    /// Its name for people.
    pub titles: Titles,
    /// Whose rules it holds.
    pub issued_by: IssuedBy,
    /// The packs it is made for.
    pub bases: Vec<PackId>,
    /// What it settles, each thing once.
    pub settles: Vec<Settled>,
}

/// What is wrong with an overlay by itself.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum OverlayError {
    /// The version is not a short text.
    #[error("has no version, or one longer than 32 characters")]
    NoVersion,
    /// It is made for no pack.
    #[error("names no pack it is made for")]
    NoBase,
    /// It changes nothing.
    #[error("settles nothing")]
    SettlesNothing,
    /// One thing is settled twice.
    #[error("settles {0} twice")]
    Twice(&'static str),
    /// A voting period without days.
    #[error("has a voting period of no days")]
    NoVotingPeriod,
    /// The shortest term is longer than the longest.
    #[error("has a term of no years")]
    NoTerm,
    /// No number of seats would do.
    #[error(
        "allows no number of seats, an even minimum where the number must be odd, or a minimum for small \
         estates that is no lower"
    )]
    NoSizes,
}

/// Rules of a place or a community on top of a pack.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Overlay(OverlayParts);

impl Overlay {
    /// An overlay of these parts; every reason to refuse it is told.
    pub fn new(parts: OverlayParts) -> Result<Self, Vec<OverlayError>> {
        let mut errors = Vec::new();
        if parts.version.is_empty() || parts.version.chars().count() > 32 {
            errors.push(OverlayError::NoVersion);
        }
        if parts.bases.is_empty() {
            errors.push(OverlayError::NoBase);
        }
        if parts.settles.is_empty() {
            errors.push(OverlayError::SettlesNothing);
        }
        let years = |name: &str| {
            parts.settles.iter().find_map(|settled| {
                let Term::Procedure(what) = &settled.term else { return None };
                let Written::Number(years) = what.value() else { return None };
                (what.name() == name).then_some(*years)
            })
        };
        if years("term_years_min").zip(years("term_years_max")).is_some_and(|(min, max)| min > max) {
            errors.push(OverlayError::NoTerm);
        }
        for (place, Settled { term, .. }) in parts.settles.iter().enumerate() {
            if parts.settles.iter().take(place).any(|earlier| earlier.term.name() == term.name()) {
                errors.push(OverlayError::Twice(term.name()));
            }
            match term {
                Term::VotingPeriod { days_min, days_max } if *days_max == 0 || days_min > days_max => {
                    errors.push(OverlayError::NoVotingPeriod);
                }
                Term::Committee(sizes) if !sizes.make_sense() => errors.push(OverlayError::NoSizes),
                Term::VotingPeriod { .. }
                | Term::Committee(_)
                | Term::Notice(_)
                | Term::ExtraordinaryNotice(_)
                | Term::NoticeContent(_)
                | Term::Service { .. }
                | Term::OnlineChannel(_)
                | Term::Holders(_)
                | Term::Discretion(_)
                | Term::Switch(_)
                | Term::Limit(..)
                | Term::Procedure(_) => {}
            }
        }
        if errors.is_empty() { Ok(Self(parts)) } else { Err(errors) }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> &PackId {
        &self.0.id
    }

    /// Everything in it.
    #[must_use]
    pub const fn parts(&self) -> &OverlayParts {
        &self.0
    }
}
