//! What messages say: Chinese first, then English, short enough for a text message.
//!
//! They name the community and never the owner: whoever reads a screen over a shoulder, or gets a number that was
//! another's before, learns as little as can be.

use secrecy::SecretString;
use uuid::Uuid;

use super::news::News;
use crate::domain::identity::EnrolmentMethod;
use crate::domain::instants::{Instant, Zone};
use crate::domain::messages::{Language, MessageKind};
use crate::domain::register::UnitLabel;

/// Most letters of a community's name in a message.
const NAME_MAX: usize = 20;

/// What a message says.
#[derive(Clone, Debug)]
pub enum Template {
    /// The code that shows, together with the letter, that somebody is the owner.
    ContactCode {
        /// The code.
        code: SecretString,
        /// From when on it is void.
        expires_at: Instant,
    },
    /// The code that opens a session.
    SignInCode {
        /// The code.
        code: SecretString,
        /// From when on it is void.
        expires_at: Instant,
    },
    /// A key that acts for the owner was enrolled.
    KeyEnrolled {
        /// How identity was checked.
        method: EnrolmentMethod,
        /// When.
        at: Instant,
    },
    /// A key that acted for the owner was revoked.
    KeyRevoked {
        /// When.
        at: Instant,
    },
    /// One of the owners of a unit acted for all of them.
    RepresentativeActed {
        /// The unit, or the first of several.
        unit: UnitLabel,
        /// Until when the others can object.
        object_until: Instant,
    },
    /// Somebody was given a mandate for a unit.
    MandateGiven {
        /// The unit, or the first of several.
        unit: UnitLabel,
        /// When.
        at: Instant,
    },
    /// A ballot was cast for the owner with somebody's help.
    VoteAssisted {
        /// The unit, or the first of several.
        unit: UnitLabel,
        /// When.
        at: Instant,
    },
    /// A delegate recorded what the owner of a unit wants.
    OpinionRecorded {
        /// The unit, or the first of several.
        unit: UnitLabel,
        /// When.
        at: Instant,
    },
    /// A mandate for a unit ended.
    MandateEnded {
        /// The unit, or the first of several.
        unit: UnitLabel,
        /// When.
        at: Instant,
    },
    /// Others act for a unit in a meeting that is under way; sent to those before and to those now.
    ActingChanged {
        /// The unit, or the first of several.
        unit: UnitLabel,
        /// When.
        at: Instant,
    },
    /// The register has another contact now, or none; sent to the old one.
    ContactChanged {
        /// When it was changed.
        at: Instant,
    },
    /// News of a meeting.
    News(Box<News>),
}

/// Where and when a message is written.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The name of the community.
    pub community: &'a str,
    /// Its time zone.
    pub zone: &'a Zone,
    /// When it is written.
    pub now: Instant,
    /// In which language.
    pub language: Language,
}

impl Template {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> MessageKind {
        match self {
            Self::ContactCode { .. } => MessageKind::ContactCode,
            Self::SignInCode { .. } => MessageKind::SignInCode,
            Self::KeyEnrolled { .. } => MessageKind::KeyEnrolled,
            Self::KeyRevoked { .. } => MessageKind::KeyRevoked,
            Self::RepresentativeActed { .. } => MessageKind::RepresentativeActed,
            Self::MandateGiven { .. } => MessageKind::MandateGiven,
            Self::MandateEnded { .. } => MessageKind::MandateEnded,
            Self::OpinionRecorded { .. } => MessageKind::OpinionRecorded,
            Self::VoteAssisted { .. } => MessageKind::VoteAssisted,
            Self::ActingChanged { .. } => MessageKind::ActingChanged,
            Self::ContactChanged { .. } => MessageKind::ContactChanged,
            Self::News(news) => news.kind(),
        }
    }

    /// From when on it is of no use.
    #[must_use]
    pub const fn expires_at(&self) -> Option<Instant> {
        match self {
            Self::ContactCode { expires_at, .. } | Self::SignInCode { expires_at, .. } => Some(*expires_at),
            Self::KeyEnrolled { .. }
            | Self::KeyRevoked { .. }
            | Self::RepresentativeActed { .. }
            | Self::MandateGiven { .. }
            | Self::MandateEnded { .. }
            | Self::OpinionRecorded { .. }
            | Self::VoteAssisted { .. }
            | Self::ActingChanged { .. }
            | Self::ContactChanged { .. } => None,
            Self::News(news) => news.expires_at(),
        }
    }

    /// The meeting it tells of.
    #[must_use]
    pub fn meeting(&self) -> Option<Uuid> {
        match self {
            Self::News(news) => Some(news.meeting),
            Self::ContactCode { .. }
            | Self::SignInCode { .. }
            | Self::KeyEnrolled { .. }
            | Self::KeyRevoked { .. }
            | Self::RepresentativeActed { .. }
            | Self::MandateGiven { .. }
            | Self::MandateEnded { .. }
            | Self::OpinionRecorded { .. }
            | Self::VoteAssisted { .. }
            | Self::ActingChanged { .. }
            | Self::ContactChanged { .. } => None,
        }
    }

    /// Before when the law wants it to be sent.
    #[must_use]
    pub fn deadline_at(&self) -> Option<Instant> {
        match self {
            Self::News(news) => news.deadline_at,
            Self::ContactCode { .. }
            | Self::SignInCode { .. }
            | Self::KeyEnrolled { .. }
            | Self::KeyRevoked { .. }
            | Self::RepresentativeActed { .. }
            | Self::MandateGiven { .. }
            | Self::MandateEnded { .. }
            | Self::OpinionRecorded { .. }
            | Self::VoteAssisted { .. }
            | Self::ActingChanged { .. }
            | Self::ContactChanged { .. } => None,
        }
    }

    /// The whole message, as short as a text message.
    #[must_use]
    pub fn text(&self, setting: Setting<'_>) -> SecretString {
        let community: String = setting.community.chars().take(NAME_MAX).collect();
        let (zh, en) = self.sentences(setting);
        let link = match self {
            Self::News(news) => format!("\n{}", news.link),
            Self::ContactCode { .. }
            | Self::SignInCode { .. }
            | Self::KeyEnrolled { .. }
            | Self::KeyRevoked { .. }
            | Self::RepresentativeActed { .. }
            | Self::MandateGiven { .. }
            | Self::MandateEnded { .. }
            | Self::OpinionRecorded { .. }
            | Self::VoteAssisted { .. }
            | Self::ActingChanged { .. }
            | Self::ContactChanged { .. } => String::new(),
        };
        match setting.language {
            Language::Zh => format!("【{community}】{zh}{link}"),
            Language::En => format!("[{community}] {en}{link}"),
            Language::Both => format!("【{community}】{zh}\n{en}{link}"),
        }
        .into()
    }

    /// The whole message, as long as mail may be.
    #[must_use]
    pub fn letter(&self, setting: Setting<'_>) -> SecretString {
        match self {
            Self::News(news) => news.letter(setting).into(),
            Self::ContactCode { .. }
            | Self::SignInCode { .. }
            | Self::KeyEnrolled { .. }
            | Self::KeyRevoked { .. }
            | Self::RepresentativeActed { .. }
            | Self::MandateGiven { .. }
            | Self::MandateEnded { .. }
            | Self::OpinionRecorded { .. }
            | Self::VoteAssisted { .. }
            | Self::ActingChanged { .. }
            | Self::ContactChanged { .. } => self.text(setting),
        }
    }

    /// What stands above it in a list of mail, where it says more than its kind does.
    #[must_use]
    pub fn subject(&self, setting: Setting<'_>) -> Option<String> {
        match self {
            Self::News(news) => Some(news.subject(setting)),
            Self::ContactCode { .. }
            | Self::SignInCode { .. }
            | Self::KeyEnrolled { .. }
            | Self::KeyRevoked { .. }
            | Self::RepresentativeActed { .. }
            | Self::MandateGiven { .. }
            | Self::MandateEnded { .. }
            | Self::OpinionRecorded { .. }
            | Self::VoteAssisted { .. }
            | Self::ActingChanged { .. }
            | Self::ContactChanged { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    /// Four parts of a concatenated text message in UCS-2, 67 each (3GPP TS 23.040).
    const UNITS_MAX: usize = 4 * 67;

    fn every() -> Vec<Template> {
        let at: Instant = "2026-05-04T08:10:00Z".parse().unwrap();
        let mut every = vec![
            Template::ContactCode { code: "123456".to_owned().into(), expires_at: at },
            Template::SignInCode { code: "123456".to_owned().into(), expires_at: at },
            Template::KeyRevoked { at },
            Template::RepresentativeActed { unit: "3-1-0502".parse().unwrap(), object_until: at },
            Template::MandateGiven { unit: "3-1-0502".parse().unwrap(), at },
            Template::MandateEnded { unit: "3-1-0502".parse().unwrap(), at },
            Template::OpinionRecorded { unit: "3-1-0502".parse().unwrap(), at },
            Template::VoteAssisted { unit: "3-1-0502".parse().unwrap(), at },
            Template::ActingChanged { unit: "3-1-0502".parse().unwrap(), at },
            Template::ContactChanged { at },
        ];
        every.extend(super::super::news::samples().into_iter().map(|news| Template::News(Box::new(news))));
        every.extend(EnrolmentMethod::ALL.iter().map(|method| Template::KeyEnrolled { method: *method, at }));
        every
    }

    fn text(template: &Template) -> String {
        let zone = Zone::new("Asia/Shanghai").unwrap();
        let now = "2026-05-04T08:00:00.2Z".parse().unwrap();
        let name = "一个名字很长很长很长很长很长很长很长很长的小区".to_owned();
        let setting = Setting { community: &name, zone: &zone, now, language: Language::Both };
        template.text(setting).expose_secret().to_owned()
    }

    #[test]
    fn every_message_fits_into_four_parts_and_stands_in_both_languages() {
        for template in every() {
            let text = text(&template);
            let units = text.encode_utf16().count();
            assert!(units <= UNITS_MAX, "{units}: {text}");
            let link = match &template {
                Template::News(news) => Some(format!("\n{}", news.link)),
                Template::ContactCode { .. }
                | Template::SignInCode { .. }
                | Template::KeyEnrolled { .. }
                | Template::KeyRevoked { .. }
                | Template::RepresentativeActed { .. }
                | Template::MandateGiven { .. }
                | Template::MandateEnded { .. }
                | Template::OpinionRecorded { .. }
                | Template::VoteAssisted { .. }
                | Template::ActingChanged { .. }
                | Template::ContactChanged { .. } => None,
            };
            let text = link.map_or(text.as_str(), |link| text.strip_suffix(&link).unwrap());
            let (zh, en) = text.split_once('\n').unwrap();
            assert!(zh.starts_with("【一个名字") && zh.ends_with('。'), "{zh}");
            assert!(en.is_ascii() && en.ends_with(['.', ':']), "{en}");
        }
    }

    #[test]
    fn a_code_is_told_with_how_long_it_is_good_and_that_nobody_asks_for_it() {
        let is_code = |template: &Template| template.expires_at().is_some() && template.meeting().is_none();
        let codes = every().into_iter().filter(is_code);
        let mut seen = 0;
        for template in codes {
            let text = text(&template);
            for part in
                ["123456", "10分钟", "10 minutes", "不会向您索要", "Nobody from the committee will ask"]
            {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(!format!("{template:?}").contains("123456"));
            seen += 1;
        }
        assert_eq!(seen, 2);
    }

    #[test]
    fn times_are_told_by_the_clock_of_the_community() {
        let at = "2026-05-04T08:10:00Z".parse().unwrap();
        let told = text(&Template::ContactChanged { at });
        assert_eq!(told.matches("2026-05-04 16:10").count(), 2, "{told}");
    }

    #[test]
    fn every_kind_has_a_template() {
        let mut kinds: Vec<_> = every().iter().map(Template::kind).collect();
        kinds.sort();
        kinds.dedup();
        assert_eq!(kinds, MessageKind::ALL);
    }
}
