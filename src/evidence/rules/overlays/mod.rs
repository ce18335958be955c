//! Overlays as published: TOML in, domain values out, hashed by their bytes; and packs composed with
//! them, under one digest.
//!
//! A community's own rules of procedure have the same form as the law of a city.

mod form;

use std::fmt::Write as _;
use std::sync::LazyLock;

use self::form::OverlayForm;
use super::{NotPublished, PackRefused, PublishedPack, file, form as read_form, mistake, named};
use crate::domain::rules::{Overlaid, Overlay};
use crate::evidence::digest::Digest;

/// The overlays this version knows.
const BUILT_IN: [&str; 4] = [
    include_str!("../../../domain/rules/overlays/cn_beijing.toml"),
    include_str!("../../../domain/rules/overlays/cn_hangzhou.toml"),
    include_str!("../../../domain/rules/overlays/cn_shandong.toml"),
    include_str!("../../../domain/rules/overlays/cn_shanghai.toml"),
];

/// First line of what the digest of a composition is taken over.
const COMPOSITION: &str = "quorate rules v1";

/// An overlay with the digest of its file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublishedOverlay {
    /// What it settles.
    pub overlay: Overlay,
    /// SHA-256 of the TOML file's bytes.
    pub digest: Digest,
}

/// A pack with overlays on it, and the digest that names them all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Composition {
    /// What stands.
    pub rules: Overlaid,
    /// SHA-256 over the line `quorate rules v1`, the digest of the pack and those of the overlays
    /// in order, each on a line of its own.
    pub digest: Digest,
}

/// Reads an overlay.
pub fn parse_overlay(toml: &str) -> Result<PublishedOverlay, PackRefused> {
    let (form, digest) = read_form::<OverlayForm>(toml)?;
    Ok(PublishedOverlay { overlay: form.into_overlay()?, digest })
}

/// Every overlay this version knows.
pub fn overlays() -> Result<Vec<PublishedOverlay>, PackRefused> {
    // The texts are part of the program, so reading them once is enough.
    static READ: LazyLock<Result<Vec<PublishedOverlay>, PackRefused>> =
        LazyLock::new(|| BUILT_IN.into_iter().map(parse_overlay).collect());
    READ.clone()
}

/// The overlay of this name.
pub fn overlay(name: &str) -> Result<PublishedOverlay, NotPublished> {
    named("overlay", name, overlays()?, |published| published.overlay.id().as_str())
}

/// The file of the overlay of this name: the bytes that are hashed.
pub fn overlay_file(name: &str) -> Result<&'static str, NotPublished> {
    file(overlay(name)?.digest, &BUILT_IN, name)
}

/// A pack with these overlays, each on top of those before it; refused with overlay, place and reason.
pub fn compose(pack: &PublishedPack, overlays: &[PublishedOverlay]) -> Result<Composition, PackRefused> {
    let laid: Vec<Overlay> = overlays.iter().map(|published| published.overlay.clone()).collect();
    let rules = pack.pack.overlaid(&laid).map_err(|refusals| {
        let told = refusals.iter().map(|one| mistake(&format!("{}.{}", one.overlay, one.place), &one.reason));
        PackRefused(told.collect())
    })?;
    let mut text = format!("{COMPOSITION}\n{}\n", pack.digest);
    for published in overlays {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", published.digest);
    }
    Ok(Composition { rules, digest: Digest::of(text.as_bytes()) })
}

#[cfg(test)]
mod tests {
    use super::super::pack;
    use super::*;
    use crate::domain::rules::{Limit, OnlineChannel, Switches};

    const BEIJING: &str = BUILT_IN[0];
    const HANGZHOU: &str = BUILT_IN[1];

    /// A community's own rules, with what they settle.
    fn own_rules(settles: &str) -> String {
        let head = r#"id = "own_rules"
version = "1"
title = { zh = "议事规则", en = "Rules of procedure" }
issued_by = "community"
base = ["cn_civil_code_2021"]
"#;
        format!("{head}{settles}")
    }

    fn own(table: &str) -> String {
        own_rules(&format!("{table}\narticle = \"rules of procedure art 9\"\nverified = true\n"))
    }

    fn laid(texts: &[&str]) -> Result<Composition, String> {
        let overlays: Vec<_> = texts.iter().map(|text| parse_overlay(text).unwrap()).collect();
        compose(&pack("cn_civil_code_2021").unwrap(), &overlays).map_err(|refused| refused.to_string())
    }

    #[test]
    fn every_overlay_of_this_version_lies_on_its_packs() {
        for published in overlays().unwrap() {
            for base in &published.overlay.parts().bases {
                let composed = compose(&pack(base.as_str()).unwrap(), std::slice::from_ref(&published));
                assert_eq!(
                    composed.unwrap().rules.settled().count(),
                    published.overlay.parts().settles.len()
                );
            }
        }
        let error = overlay("cn_lhasa").unwrap_err().to_string();
        assert_eq!(
            error,
            "there is no overlay cn_lhasa; there are cn_beijing, cn_hangzhou, cn_shandong, cn_shanghai"
        );
    }

    #[test]
    fn what_a_place_settles_stands_and_the_rest_stays_the_packs() {
        let base = pack("cn_civil_code_2021").unwrap().pack;
        let rules = laid(&[HANGZHOU]).unwrap().rules;
        assert_eq!(rules.pack().parts().notice, base.parts().notice);
        assert_eq!(rules.extraordinary_notice().full_days, 7);
        let period = rules.pack().parts().voting_period.clone().unwrap();
        assert_eq!((period.days_min, period.days_max), (5, 60));
        let mut switches = Switches::default();
        switches.set("too_few_elected", "stands_if_minimum").unwrap();
        assert_eq!(rules.switches(), switches);
        assert_eq!(rules.online_channel(), OnlineChannel::Any);
        let procedure = rules.pack().parts().procedure();
        assert_eq!(procedure.term_report_months_min.value, 3);
        assert_eq!(procedure.forming_delivered_share.value.to_string(), "60/100");
        assert!(procedure.exit_audit.source.is_verified() && rules.stipulates("exit_audit"));
        assert_eq!(rules.limit(Limit::PrincipalsMax), None);
        assert_eq!(rules.pack().parts().classes, base.parts().classes);
        let rules = laid(&[BEIJING]).unwrap().rules;
        assert_eq!(rules.online_channel(), OnlineChannel::CityOnly);
        assert_eq!(rules.pack().parts().procedure().result_posting_days_max.value, 3);
        assert_eq!(rules.extraordinary_notice(), base.parts().notice);
    }

    #[test]
    fn a_community_may_be_stricter_than_the_law_above_it_and_never_less() {
        for (table, fits) in [
            ("[notice]\nfull_days = 20", true),
            ("[notice]\nfull_days = 15", true),
            ("[notice]\nfull_days = 14", false),
            ("[extraordinary_notice]\nfull_days = 7", true),
            ("[extraordinary_notice]\nfull_days = 6", false),
            ("[voting_period]\ndays_min = 10\ndays_max = 60", true),
            ("[voting_period]\ndays_min = 5\ndays_max = 61", false),
            ("[voting_period]\ndays_min = 4\ndays_max = 60", false),
            ("[online_channel]\nvalue = \"recognised\"", true),
            ("[committee]\nseats_min = 5\nodd = true", true),
            ("[[switch]]\nname = \"rank_by\"\nvalue = \"area\"", true),
            ("[[switch]]\nname = \"too_few_elected\"\nvalue = \"stands_if_minimum\"", true),
            ("[[switch]]\nname = \"too_few_elected\"\nvalue = \"new_election\"", false),
            ("[[procedure]]\nname = \"term_report_months_min\"\nvalue = 4", true),
            ("[[procedure]]\nname = \"sitting_decision\"\nvalue = \">= 2/3\"", true),
            ("[[procedure]]\nname = \"sitting_decision\"\nvalue = \">= 1/2\"", false),
            ("[[procedure]]\nname = \"petition_share\"\nvalue = \"10/100\"", true),
            ("[[procedure]]\nname = \"petition_share\"\nvalue = \"1/4\"", false),
            ("[[procedure]]\nname = \"petition_answer_days_max\"\nvalue = 40", true),
            ("[[procedure]]\nname = \"filing_days_max\"\nvalue = 31", false),
            ("[[procedure]]\nname = \"term_report_months_min\"\nvalue = 2", false),
        ] {
            let told = laid(&[HANGZHOU, &own(table)]);
            assert_eq!(told.is_ok(), fits, "{table}: {told:?}");
        }
        let told = laid(&[&own("[notice]\nfull_days = 14")]).unwrap_err();
        assert!(
            told.starts_with("own_rules.notice: is 14 full days, less strict than 15 full days"),
            "{told}"
        );
        let told = laid(&[&own("[extraordinary_notice]\nfull_days = 14")]).unwrap_err();
        assert!(told.contains("less strict than 15 full days"), "{told}");
        let told = laid(&[BEIJING, &own("[online_channel]\nvalue = \"any\"")]).unwrap_err();
        assert!(told.contains("is any, less strict than city_only"), "{told}");
        let slower = own("[[procedure]]\nname = \"result_posting_days_max\"\nvalue = 4");
        assert!(laid(&[BEIJING, &slower]).unwrap_err().contains("is 4, less strict than 3"));
    }

    #[test]
    fn a_committees_sizes_stay_within_those_of_the_place() {
        let place = BEIJING.to_owned()
            + "[committee]\nseats_min = 5\nseats_max = 11\nodd = true\narticle = \"unverified\"\nverified = false\n";
        for (sizes, fits) in [
            ("seats_min = 5\nseats_max = 9\nodd = true", true),
            ("seats_min = 5\nseats_max = 13\nodd = true", false),
            ("seats_min = 5\nodd = true", false),
            ("seats_min = 3\nseats_max = 9\nodd = true", false),
            ("seats_min = 6\nseats_max = 9", false),
        ] {
            let told = laid(&[&place, &own(&format!("[committee]\n{sizes}"))]);
            assert_eq!(told.is_ok(), fits, "{sizes}: {told:?}");
        }
    }

    #[test]
    fn an_exception_for_small_estates_is_no_way_around_the_minimum_of_the_place() {
        let small = |min: u32, households: u32| {
            let source = "article = \"x\", verified = true";
            let values = format!("seats_min = {min}, households_max = {households}, area_max = 10000");
            own(&format!("[committee]\nseats_min = 7\nodd = true\nsmall = {{ {values}, {source} }}"))
        };
        for (overlay, fits) in
            [(small(3, 100), true), (small(5, 50), true), (small(1, 100), false), (small(3, 101), false)]
        {
            let told = laid(&[HANGZHOU, &overlay]);
            assert_eq!(told.is_ok(), fits, "{overlay}: {told:?}");
        }
        assert!(parse_overlay(&small(9, 100)).unwrap_err().to_string().contains("no lower"));
    }

    #[test]
    fn an_overlay_that_does_not_fit_its_base_or_its_place_is_refused() {
        let notice = own("[notice]\nfull_days = 20");
        let elsewhere = HANGZHOU.replace("[\"cn_civil_code_2021\"]", "[\"fr_1965\"]");
        let told = laid(&[&elsewhere]).unwrap_err();
        assert_eq!(told, "cn_hangzhou.overlay: is made for fr_1965, not for cn_civil_code_2021");
        assert!(laid(&[HANGZHOU, HANGZHOU]).unwrap_err().contains("laid on twice"));
        assert!(laid(&[&notice, HANGZHOU]).unwrap_err().contains("behind a community's own rules"));
        let second = notice.replace("own_rules", "more_rules");
        assert!(laid(&[&notice, &second]).unwrap_err().contains("a second set"));
        let french = parse_overlay(&notice.replace("cn_civil_code_2021", "fr_1965")).unwrap();
        let told = compose(&pack("fr_1965").unwrap(), &[french]).unwrap_err().to_string();
        assert!(told.starts_with("own_rules.notice: may not be changed: fr_1965 leaves"), "{told}");
    }

    #[test]
    fn the_digest_names_the_pack_and_every_overlay_in_order() {
        let notice = own("[notice]\nfull_days = 20");
        let digest = |texts: &[&str]| laid(texts).unwrap().digest;
        let all =
            [digest(&[]), digest(&[BEIJING]), digest(&[BEIJING, HANGZHOU]), digest(&[HANGZHOU, BEIJING])];
        for (number, one) in all.iter().enumerate() {
            assert!(!all[..number].contains(one));
        }
        let pack = pack("cn_civil_code_2021").unwrap().digest;
        let text = format!("quorate rules v1\n{pack}\n{}\n", Digest::of(BEIJING.as_bytes()));
        assert_eq!(digest(&[BEIJING]), Digest::of(text.as_bytes()));
        assert_eq!(digest(&[BEIJING, &notice]), digest(&[BEIJING, &notice]));
        assert_ne!(digest(&[&notice]), digest(&[&format!("{notice}# changed\n")]));
    }
}
