//! Rule packs as published: TOML in, domain values out, hashed by their bytes.
//!
//! The format is described in `docs/rules.md`. A pack that is malformed, incomplete or
//! contradictory is refused, with every place and reason.

mod competence;
mod forms;
pub mod in_force;
mod mistakes;
mod notices;
pub mod overlays;
mod periods;
pub mod procedure;
mod reader;
pub mod shown;
pub mod stated;

use std::fmt;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use thiserror::Error;

use self::forms::PackForm;
use super::digest::Digest;
use crate::domain::rules::Pack;

/// Largest pack that is read, in bytes.
pub const PACK_BYTES_MAX: usize = 256 * 1024;

/// The packs this version knows.
const BUILT_IN: [&str; 14] = [
    include_str!("../../domain/rules/packs/cn_civil_code_2021.toml"),
    include_str!("../../domain/rules/packs/cn_pre_2021.toml"),
    include_str!("../../domain/rules/packs/de_weg.toml"),
    include_str!("../../domain/rules/packs/es_lph.toml"),
    include_str!("../../domain/rules/packs/fr_1965.toml"),
    include_str!("../../domain/rules/packs/hk_bmo.toml"),
    include_str!("../../domain/rules/packs/it_condominio.toml"),
    include_str!("../../domain/rules/packs/jp_2026.toml"),
    include_str!("../../domain/rules/packs/nl_vve_1992.toml"),
    include_str!("../../domain/rules/packs/nsw_strata.toml"),
    include_str!("../../domain/rules/packs/on_condo.toml"),
    include_str!("../../domain/rules/packs/sg_bmsma.toml"),
    include_str!("../../domain/rules/packs/tw_condominium.toml"),
    include_str!("../../domain/rules/packs/us_ca_hoa.toml"),
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

/// A pack or an overlay that no one published under this name.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NotPublished {
    /// There is no such thing.
    #[error("there is no {what} {name}; there are {}", .known.join(", "))]
    Unknown {
        /// What was asked for: a preset or an overlay.
        what: &'static str,
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// One of this build cannot be read.
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
    let (form, digest) = form::<PackForm>(toml)?;
    Ok(PublishedPack { pack: form.into_pack()?, digest })
}

/// Reads a file of this form, and its digest.
fn form<F: DeserializeOwned>(toml: &str) -> Result<(F, Digest), PackRefused> {
    let refused = |reason: String| PackRefused(vec![mistake("", reason)]);
    if toml.len() > PACK_BYTES_MAX {
        return Err(refused(format!("is larger than {PACK_BYTES_MAX} bytes")));
    }
    let form = toml::from_str(toml).map_err(|error| refused(error.to_string()))?;
    Ok((form, Digest::of(toml.as_bytes())))
}

/// Every pack this version knows.
pub fn packs() -> Result<Vec<PublishedPack>, PackRefused> {
    // The texts are part of the program, so reading them once is enough.
    static READ: LazyLock<Result<Vec<PublishedPack>, PackRefused>> =
        LazyLock::new(|| BUILT_IN.into_iter().map(parse_pack).collect());
    READ.clone()
}

/// The pack of this name.
pub fn pack(name: &str) -> Result<PublishedPack, NotPublished> {
    named("preset", name, packs()?, |published| published.pack.id().as_str())
}

/// The file of the pack of this name: the bytes that are hashed.
pub fn pack_file(name: &str) -> Result<&'static str, NotPublished> {
    file(pack(name)?.digest, &BUILT_IN, name)
}

/// The one of some files that has this digest.
fn file(digest: Digest, files: &[&'static str], name: &str) -> Result<&'static str, NotPublished> {
    let found = files.iter().copied().find(|text| Digest::of(text.as_bytes()) == digest);
    found.ok_or_else(|| NotPublished::Unknown { what: "file of", name: name.to_owned(), known: Vec::new() })
}

/// The one of this name among those published.
fn named<T>(
    what: &'static str,
    name: &str,
    published: Vec<T>,
    id: impl Fn(&T) -> &str,
) -> Result<T, NotPublished> {
    let known = published.iter().map(|one| id(one).to_owned()).collect();
    let found = published.into_iter().find(|one| id(one) == name);
    found.ok_or_else(|| NotPublished::Unknown { what, name: name.to_owned(), known })
}

fn mistake(place: &str, reason: impl fmt::Display) -> PackMistake {
    PackMistake { place: place.to_owned(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{Decides, MatterKind, MatterRule};

    const CIVIL_CODE: &str = BUILT_IN[0];

    fn mistakes(toml: &str) -> Vec<String> {
        parse_pack(toml).unwrap_err().0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_pack_of_this_version_is_read() {
        let files = BUILT_IN.map(|text| parse_pack(text).unwrap().pack.id().to_string());
        let ids: Vec<_> = packs().unwrap().iter().map(|found| found.pack.id().to_string()).collect();
        assert_eq!(ids, files);
        assert!(ids.is_sorted(), "{ids:?}");
    }

    #[test]
    fn every_pack_answers_to_the_generic_kinds() {
        for published in packs().unwrap() {
            for kind in ["ordinary", "special"] {
                assert!(published.pack.rule(&MatterKind::new(kind).unwrap()).is_ok());
            }
            let election = published.pack.rule(&MatterKind::new("election").unwrap());
            let elects = |matter: &MatterRule| matter.decides == Decides::Election;
            assert_eq!(election.is_ok(), published.pack.parts().matters.iter().any(elects));
        }
    }

    #[test]
    fn an_unknown_pack_or_kind_is_refused_with_those_that_exist() {
        let error = pack("cn_1949").unwrap_err().to_string();
        let start = "there is no preset cn_1949; there are cn_civil_code_2021, cn_pre_2021, de_weg, ";
        assert!(error.starts_with(start), "{error}");
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

    /// The general form: a law whose every part is used.
    const GENERAL: &str = r#"
id = "test"
version = "1"
title = { zh = "测试", en = "Test" }
share_unit = "share"
measures = ["area", "units"]
generic = { ordinary = "first", special = "other" }
second_call = { when = ["inquorate"], article = "x", verified = true }
cap = { kind = "reduced_by", fraction = "2/3", from = "1/2", measures = ["area"], article = "x", verified = true }
committee = { seats_min = 3, seats_max = 9, odd = true, article = "x", verified = true }
rounding = { percent_decimals = 2, article = "x", verified = true }
notice = { full_days = 1, article = "x", verified = true }
procedure = { filing_days_max = { value = 30, article = "x", verified = true } }
revocation_suit = { years = 1, article = "x", verified = true }

[day_counting]
article = "x"
verified = true
weekly_rest = { days = ["saturday", "sunday"], article = "x", verified = false }

[[quorum.first]]
subject = "presence"
threshold = ">= 1/4 of all"
combine = "any"
article = "x"
verified = true

[[quorum.second]]
subject = "presence"
threshold = ">= 1/5 of all"
combine = "any"
article = "x"
verified = true

[class.first]
threshold = "> 1/2 of all"
article = "x"
verified = true
second_vote = { class = "other", article = "x", verified = true }
second_vote_if = [{ subject = "approval", threshold = ">= 1/3 of all", article = "x", verified = true }]
objection = { days = 7, threshold = "> 1/2 of all", measures = ["area"], article = "x", verified = true }

[class.other]
silence = { days = 30, counts = "for", article = "x", verified = true }

[[class.other.requires]]
subject = "opposition"
threshold = "<= 1/4 of cast"
article = "x"
verified = true

[[class.other.consequence]]
id = "costs"
title = { zh = "费用", en = "Costs" }
requires = [{ subject = "approval", threshold = "> 2/3 of cast", article = "x", verified = true }]

[class.seats]
method = "cumulative"

[[matter]]
kind = "one"
title = { zh = "一", en = "One" }
class = "first"
article = "x"
verified = true

[[matter]]
kind = "two"
title = { zh = "二", en = "Two" }
class = "other"
article = "x"
verified = false

[[matter]]
kind = "board"
title = { zh = "三", en = "Board" }
class = "seats"
decides = "election"
article = "x"
verified = true
"#;

    #[test]
    fn every_part_of_the_general_form_is_read() {
        let pack = parse_pack(GENERAL).unwrap().pack;
        let rule = |kind| pack.rule(&MatterKind::new(kind).unwrap()).unwrap();
        let one = rule("one");
        assert_eq!((one.quorum.len(), one.approval.len(), one.denominator()), (1, 1, 3));
        assert_eq!(one.second_vote.as_ref().map(|further| further.asks.len()), Some(2));
        assert!(one.objection.is_some() && one.second_call.is_some() && one.weighs_units());
        let two = rule("special");
        assert!(two.silence.is_some() && two.consequences.len() == 1);
        assert!(two.approval.iter().all(|own| !own.threshold.source().is_verified()));
        assert!(rule("board").approval.is_empty());
        let parts = pack.parts();
        let counting = parts.day_counting.as_ref().unwrap();
        assert!(counting.source.is_verified() && !counting.weekly_rest.source().is_verified());
        assert_eq!(counting.weekly_rest.to_string(), "saturday, sunday");
        assert_eq!(parts.procedure().filing_days_max.value, 30);
        assert_eq!(parts.revocation_suit.as_ref().map(|own| own.years.get()), Some(1));
        let second = pack.second_rule(&MatterKind::new("one").unwrap()).unwrap().unwrap();
        assert!(second.second_call.is_none() && second.quorum[0].threshold.to_string() == ">= 1/5 of all");
    }

    #[test]
    fn each_refusal_of_a_pack_names_its_place_and_reason() {
        let table = [
            ("full_days = 1", "full_days = -1", "pack: TOML parse error"),
            (
                "\"> 1/2 of all\"\narticle",
                "\"> 1/1 of all\"\narticle",
                "class.first.threshold: asks for more",
            ),
            (
                "\"<= 1/4 of cast\"",
                "\"<= 1/1 of cast\"",
                "class.other.requires[0].threshold: asks for at least 0",
            ),
            (
                "subject = \"opposition\"",
                "subject = \"noise\"",
                "class.other.requires[0].subject: is \"noise\"",
            ),
            ("combine = \"any\"", "combine = \"some\"", "quorum.first[0].combine: is \"some\""),
            ("combine = \"any\"", "measures = [\"heads\"]", "quorum.first[0]: is weighed on heads"),
            ("subject = \"presence\"", "subject = \"approval\"", "quorum.first[0]: asks for approval"),
            (">= 1/4 of all", ">= 1/4 of present", "quorum.first[0]: holds its subject against itself"),
            (">= 1/5 of all", ">= 1/3 of all", "quorum.second: asks for more at the second call"),
            ("when = [\"inquorate\"]", "when = []", "second_call.when: names nothing"),
            ("when = [\"inquorate\"]", "when = [\"late\"]", "second_call.when: is \"late\""),
            (
                "{ class = \"other\", ",
                "{ class = \"none\", ",
                "class.first: leads to a second vote of class none",
            ),
            ("{ class = \"other\", ", "{ class = \"first\", ", "class.first: leads through second votes"),
            ("second_vote = {", "#", "class.first.second_vote: is missing"),
            ("counts = \"for\"", "counts = \"against\"", "class.other.silence.counts: is not \"for\""),
            ("method = \"cumulative\"", "", "class.seats: asks for no votes at the first call"),
            ("method = \"cumulative\"", "method = \"dice\"", "class.seats.method: is \"dice\""),
            ("decides = \"election\"", "", "class.seats: elects by cumulative, but board is a motion"),
            ("class = \"seats\"", "class = \"chairs\"", "pack: puts board in class chairs"),
            ("class = \"seats\"", "class = \"other\"", "class.other: weighs opposition"),
            ("special = \"other\"", "special = \"seats\"", "pack: has no motion of class seats"),
            ("\"saturday\", \"sunday\"", "\"saturn\"", "day_counting.weekly_rest.days: names \"saturn\""),
            (
                "filing_days_max = { value = 30",
                "filing_days_max = { value = 0",
                "procedure.filing_days_max: filing_days_max is 0, which leaves no time",
            ),
            ("{ years = 1", "{ years = 0", "revocation_suit.years: is 0"),
            ("seats_min = 3", "seats_min = 4", "committee: allows no number of seats"),
            ("seats_min = 3", "seats_min = 0", "committee.seats_min: is 0"),
            ("percent_decimals = 2", "percent_decimals = 9", "rounding.percent_decimals: is more than 4"),
            ("from = \"1/2\", ", "", "cap.kind: needs fraction and from"),
            ("fraction = \"2/3\"", "fraction = \"1/1\"", "cap: has a fraction that is 0 or 1"),
            (
                "measures = [\"area\"], article",
                "measures = [\"heads\"], article",
                "cap.measures: are not all",
            ),
            ("[[quorum.second]]", "[[quorum.first]]", "quorum.second: is missing beside second_call"),
            ("second_call = {", "#", "second_call: is missing beside quorum.second"),
            (
                "[class.first]\n",
                "[class.first]\nrequires = [{ subject = \"approval\", threshold = \">= 3\", \
             article = \"x\", verified = true }]\n",
                "class.first: has threshold and requires",
            ),
            (
                "[class.first]\nthreshold = \"> 1/2 of all\"\n",
                "[class.first]\n",
                "class.first: needs threshold",
            ),
        ];
        for (written, instead, told) in table {
            assert!(GENERAL.contains(written), "{written}");
            let changed = GENERAL.replacen(written, instead, 1);
            let found = parse_pack(&changed).map(|_| ()).unwrap_err().0;
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert!(found.iter().any(|own| own.starts_with(told)), "{instead}: {found:?}");
        }
    }
}
