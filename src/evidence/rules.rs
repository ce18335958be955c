//! Rule packs as published: TOML in, domain values out, hashed by their bytes.
//!
//! The format is described in `docs/rules.md`. A pack that is malformed, incomplete or
//! contradictory is refused, with every place and reason.

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;
use thiserror::Error;

use super::digest::Digest;
use crate::domain::rules::{
    Decides, MatterClass, MatterKind, MatterRule, Measure, Measures, Notice, Pack, PackId, PackParts, Source,
    Threshold, Titles, VotingPeriod,
};

/// Largest pack that is read, in bytes.
pub const PACK_BYTES_MAX: usize = 256 * 1024;

/// The packs this version knows.
const BUILT_IN: [&str; 2] = [
    include_str!("../domain/rules/packs/cn_civil_code_2021.toml"),
    include_str!("../domain/rules/packs/cn_pre_2021.toml"),
];

/// One thing that is wrong with a pack.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PackMistake {
    /// Where, as a path such as `matter[2].class`; empty for the whole.
    pub place: String,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for PackMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { "pack" } else { &self.place };
        write!(f, "{place}: {}", self.reason)
    }
}

/// A pack that cannot be used, and every reason why.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct PackRefused(pub Vec<PackMistake>);

/// A pack that no one published under this name.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NoPack {
    /// There is no such pack.
    #[error("there is no preset {name}; there are {}", .known.join(", "))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A pack of this build cannot be read.
    #[error(transparent)]
    Refused(#[from] PackRefused),
}

/// A pack with the digest by which the record names it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublishedPack {
    /// The rules.
    pub pack: Pack,
    /// SHA-256 of the TOML file's bytes.
    pub digest: Digest,
}

/// Reads a pack.
pub fn parse_pack(toml: &str) -> Result<PublishedPack, PackRefused> {
    if toml.len() > PACK_BYTES_MAX {
        return Err(refused("", format!("is larger than {PACK_BYTES_MAX} bytes")));
    }
    let form: PackForm = toml::from_str(toml).map_err(|error| refused("", error.to_string()))?;
    Ok(PublishedPack { pack: form.into_pack()?, digest: Digest::of(toml.as_bytes()) })
}

/// Every pack this version knows.
pub fn packs() -> Result<Vec<PublishedPack>, PackRefused> {
    // The texts are part of the program, so reading them once is enough.
    static READ: LazyLock<Result<Vec<PublishedPack>, PackRefused>> =
        LazyLock::new(|| BUILT_IN.into_iter().map(parse_pack).collect());
    READ.clone()
}

/// The pack of this name.
pub fn pack(name: &str) -> Result<PublishedPack, NoPack> {
    let packs = packs()?;
    let known = packs.iter().map(|published| published.pack.id().to_string()).collect();
    let found = packs.into_iter().find(|published| published.pack.id().as_str() == name);
    found.ok_or_else(|| NoPack::Unknown { name: name.to_owned(), known })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackForm {
    id: String,
    version: String,
    title: TitleForm,
    share_unit: String,
    measures: Vec<String>,
    participation: Option<ThresholdForm>,
    notice: NoticeForm,
    voting_period: Option<VotingPeriodForm>,
    class: ClassesForm,
    matter: Vec<MatterForm>,
}

/// Whether a value was read in the statute's own text; in TOML `verified = true` or `false`.
#[derive(Clone, Copy, Deserialize)]
#[serde(from = "bool")]
enum Reading {
    Verified,
    Unverified,
}

impl From<bool> for Reading {
    fn from(verified: bool) -> Self {
        if verified { Self::Verified } else { Self::Unverified }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleForm {
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThresholdForm {
    threshold: String,
    article: String,
    verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeForm {
    full_days: u16,
    article: String,
    verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VotingPeriodForm {
    days_min: u16,
    days_max: u16,
    article: String,
    verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassesForm {
    ordinary: ThresholdForm,
    special: ThresholdForm,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClassForm {
    Ordinary,
    Special,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DecidesForm {
    #[default]
    Motion,
    Election,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MatterForm {
    kind: String,
    title: TitleForm,
    class: ClassForm,
    #[serde(default)]
    decides: DecidesForm,
    article: String,
    verified: Reading,
}

impl PackForm {
    fn into_pack(self) -> Result<Pack, PackRefused> {
        let mut reader = Reader::default();
        let id = reader.take("id", PackId::new(&self.id));
        let titles = reader.titles("title", &self.title);
        let share_unit = reader.take("share_unit", self.share_unit.parse());
        let measures = reader.measures(&self.measures);
        let participation = self.participation.and_then(|form| reader.threshold("participation", &form));
        let notice_source = reader.source("notice.article", &self.notice.article, self.notice.verified);
        let notice = notice_source.map(|source| Notice { full_days: self.notice.full_days, source });
        let voting_period = self.voting_period.and_then(|form| reader.voting_period(&form));
        let ordinary = reader.threshold("class.ordinary", &self.class.ordinary);
        let special = reader.threshold("class.special", &self.class.special);
        let mut matters = Vec::with_capacity(self.matter.len());
        for (place, form) in self.matter.iter().enumerate() {
            let class = match form.class {
                ClassForm::Ordinary => (MatterClass::Ordinary, ordinary.as_ref()),
                ClassForm::Special => (MatterClass::Special, special.as_ref()),
            };
            matters.extend(reader.matter(&format!("matter[{place}]"), form, class));
        }
        let parts = (id, titles, share_unit, measures, notice);
        let (Some(id), Some(titles), Some(share_unit), Some(measures), Some(notice)) = parts else {
            return Err(PackRefused(reader.mistakes));
        };
        if !reader.mistakes.is_empty() {
            return Err(PackRefused(reader.mistakes));
        }
        let version = self.version;
        let parts = PackParts {
            id,
            version,
            titles,
            share_unit,
            measures,
            participation,
            notice,
            voting_period,
            matters,
        };
        let all = |reasons: Vec<_>| PackRefused(reasons.iter().map(|reason| mistake("", reason)).collect());
        Pack::new(parts).map_err(all)
    }
}

/// Collects every mistake while the parts of a pack are read.
#[derive(Default)]
struct Reader {
    mistakes: Vec<PackMistake>,
}

impl Reader {
    fn take<T, E: fmt::Display>(&mut self, place: &str, read: Result<T, E>) -> Option<T> {
        read.map_err(|reason| self.mistakes.push(mistake(place, reason))).ok()
    }

    fn titles(&mut self, place: &str, form: &TitleForm) -> Option<Titles> {
        let title = |text: &str| if text.trim().is_empty() { Err("is empty") } else { Ok(text.to_owned()) };
        let zh = self.take(&format!("{place}.zh"), title(&form.zh));
        let en = self.take(&format!("{place}.en"), title(&form.en));
        Some(Titles { zh: zh?, en: en? })
    }

    fn measures(&mut self, texts: &[String]) -> Option<Measures> {
        let named: Result<Vec<Measure>, _> = texts.iter().map(|text| text.parse()).collect();
        let named = self.take("measures", named)?;
        self.take("measures", Measures::new(&named))
    }

    fn source(&mut self, place: &str, article: &str, reading: Reading) -> Option<Source> {
        let source = match reading {
            Reading::Verified => Source::verified(article),
            Reading::Unverified => Source::unverified(article),
        };
        self.take(place, source)
    }

    fn threshold(&mut self, place: &str, form: &ThresholdForm) -> Option<Threshold> {
        let source = self.source(&format!("{place}.article"), &form.article, form.verified)?;
        self.take(&format!("{place}.threshold"), Threshold::parse(&form.threshold, source))
    }

    fn voting_period(&mut self, form: &VotingPeriodForm) -> Option<VotingPeriod> {
        let source = self.source("voting_period.article", &form.article, form.verified)?;
        Some(VotingPeriod { days_min: form.days_min, days_max: form.days_max, source })
    }

    /// A matter takes the threshold of its class; where the statute was not seen to put the matter
    /// in that class, the threshold is not verified for it either.
    fn matter(
        &mut self,
        place: &str,
        form: &MatterForm,
        (class, threshold): (MatterClass, Option<&Threshold>),
    ) -> Option<MatterRule> {
        let kind = self.take(&format!("{place}.kind"), MatterKind::new(&form.kind));
        let titles = self.titles(&format!("{place}.title"), &form.title);
        let source = self.source(&format!("{place}.article"), &form.article, form.verified)?;
        let threshold = threshold?.clone();
        let approval = if source.is_verified() {
            threshold
        } else {
            let unverified = Source::unverified(threshold.source().article());
            let unverified = self.take(&format!("{place}.article"), unverified)?;
            threshold.with_source(unverified)
        };
        let decides = match form.decides {
            DecidesForm::Motion => Decides::Motion,
            DecidesForm::Election => Decides::Election,
        };
        Some(MatterRule { kind: kind?, titles: titles?, class, decides, source, approval })
    }
}

fn mistake(place: &str, reason: impl fmt::Display) -> PackMistake {
    PackMistake { place: place.to_owned(), reason: reason.to_string() }
}

fn refused(place: &str, reason: String) -> PackRefused {
    PackRefused(vec![mistake(place, reason)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const CIVIL_CODE: &str = BUILT_IN[0];

    fn mistakes(toml: &str) -> Vec<String> {
        parse_pack(toml).unwrap_err().0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_pack_of_this_version_is_read() {
        let ids: Vec<_> = packs().unwrap().iter().map(|found| found.pack.id().to_string()).collect();
        assert_eq!(ids, ["cn_civil_code_2021", "cn_pre_2021"]);
    }

    #[test]
    fn every_pack_answers_to_the_generic_kinds() {
        for published in packs().unwrap() {
            for kind in ["ordinary", "special", "election"] {
                assert!(published.pack.rule(&MatterKind::new(kind).unwrap()).is_ok());
            }
        }
    }

    #[test]
    fn an_unknown_pack_or_kind_is_refused_with_those_that_exist() {
        let error = pack("cn_1949").unwrap_err().to_string();
        assert_eq!(error, "there is no preset cn_1949; there are cn_civil_code_2021, cn_pre_2021");
        let pack = pack("cn_pre_2021").unwrap().pack;
        let error = pack.rule(&MatterKind::new("war").unwrap()).unwrap_err().to_string();
        assert!(error.ends_with("lift_retrofit, ordinary, special, election"), "{error}");
    }

    #[test]
    fn one_changed_byte_changes_the_digest() {
        let changed = CIVIL_CODE.replacen("# Civil", "# civil", 1);
        let digest = |toml| parse_pack(toml).unwrap().digest;
        assert_ne!(digest(CIVIL_CODE), digest(&changed));
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let toml = CIVIL_CODE
            .replacen("\"cn_civil_code_2021\"", "\"CN\"", 1)
            .replacen(">= 2/3 of all", ">= 2/3 of most", 1)
            .replacen("\"fund_use\"", "\"fund use\"", 1)
            .replacen("[\"area\", \"heads\"]", "[\"area\", \"area\"]", 1);
        let places: Vec<_> = parse_pack(&toml).unwrap_err().0.into_iter().map(|one| one.place).collect();
        assert_eq!(places, ["id", "measures", "participation.threshold", "matter[6].kind"]);
    }

    #[test]
    fn an_incomplete_or_unknown_field_is_refused_with_its_line() {
        let missing = mistakes(&CIVIL_CODE.replacen("share_unit = \"m2\"", "", 1));
        assert!(missing[0].contains("missing field `share_unit`"), "{missing:?}");
        let unknown = mistakes(&CIVIL_CODE.replacen("share_unit", "shareunit", 1));
        assert!(unknown[0].contains("line 6") && unknown[0].contains("shareunit"), "{unknown:?}");
        assert!(mistakes("id = ")[0].contains("line 1"));
    }

    #[test]
    fn a_contradiction_is_refused() {
        let twice = CIVIL_CODE.replacen("kind = \"covenant\"", "kind = \"fund_use\"", 1);
        assert_eq!(mistakes(&twice), ["pack: has two rules for fund_use"]);
        let generic = CIVIL_CODE.replacen("kind = \"covenant\"", "kind = \"special\"", 1);
        assert!(mistakes(&generic)[0].contains("gives a rule of its own to special"));
        let easier = CIVIL_CODE.replacen(">= 3/4 of participating", ">= 1/4 of participating", 1);
        assert_eq!(mistakes(&easier).len(), 4);
        let never = CIVIL_CODE.replacen("> 1/2 of participating", "> 1/1 of participating", 1);
        assert!(mistakes(&never)[0].contains("can never hold"));
    }
}
