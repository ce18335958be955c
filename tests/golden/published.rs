//! Results of real notices. The numbers are those of `docs/rules.md`.

use quorate::domain::rules::{Call, MatterKind};
use quorate::evidence::rules::parse_pack;
use quorate::evidence::switches::Settings;
use quorate::verify::count::{Matter, Sheets, count_sheets};
use quorate::verify::sheet::Sheet;
use serde_json::{Value, json};

use crate::estate::{group, json as counted, sheets};

const CIVIL_CODE: &str = "cn_civil_code_2021";
const PRE_2021: &str = "cn_pre_2021";

/// Heads only, more than half of all; for no real vote but the one it is tested with.
const HEADS_ONLY: &str = r#"
id = "test_heads_only"
version = "1"
title = { zh = "仅计人数", en = "Heads only" }
share_unit = "share"
measures = ["heads"]

[notice]
full_days = 0
article = "unverified"
verified = false

[class.ordinary]
threshold = "> 1/2 of all"
article = "unverified"
verified = false

[class.special]
threshold = "> 1/2 of all"
article = "unverified"
verified = false

[[matter]]
kind = "resolution"
title = { zh = "决议", en = "Resolution" }
class = "ordinary"
article = "unverified"
verified = false

[[matter]]
kind = "statutes"
title = { zh = "章程", en = "Statutes" }
class = "special"
article = "unverified"
verified = false
"#;

#[test]
fn p1_passes_for_every_participating_area() {
    for participating in [317_700, 317_701, 327_189, 407_899, 407_900] {
        let (roll, ballots) = sheets(&[
            group(39, Some(317_700), Some("for")),
            group(1, Some(participating - 317_700), Some("against")),
            group(11, Some(407_900 - participating), None),
        ]);
        let verdict = counted(CIVIL_CODE, "fund_use", &[], &roll, &ballots);
        assert_eq!(verdict["passed"], true, "{participating}");
        assert_eq!(verdict["totals"]["all"], json!({"area": "4079.00", "heads": 51}));
        assert_eq!(verdict["totals"]["for"], json!({"area": "3177.00", "heads": 39}));
        assert_eq!(verdict["participation"]["heads"]["needed"], 34);
    }
}

#[test]
fn p2_passes_under_both_laws() {
    let (roll, ballots) =
        sheets(&[group(25, Some(233_940), Some("for")), group(11, Some(350_853 - 233_940), Some("against"))]);
    let verdict = counted(CIVIL_CODE, "fund_use", &[], &roll, &ballots);
    assert_eq!(verdict["passed"], true);
    let approval = json!({
        "holds": true,
        "area": {"have": "2339.40", "of": "3508.53", "needed": "1754.27", "holds": true},
        "heads": {"have": 25, "of": 36, "needed": 19, "holds": true},
    });
    assert_eq!(verdict["approval"], approval);
    let sentence = |place: usize| verdict["inequalities"][place]["sentence"].as_str().unwrap().to_owned();
    assert!(sentence(2).contains("66.68 %") && sentence(3).contains("69.44 %"));
    let verdict = counted(PRE_2021, "fund_use", &[], &roll, &ballots);
    assert_eq!(verdict["passed"], true);
    assert_eq!(verdict["approval"]["area"]["needed"], "2339.02");
    assert_eq!(verdict["inequalities"][2]["left"], "7018.20");
    assert_eq!(verdict["inequalities"][2]["right"], "7017.06");
}

#[test]
fn p3_passes_with_exactly_two_thirds_and_fails_with_one_head_less() {
    let vote = |heads| {
        let (roll, ballots) = sheets(&[
            group(heads, Some(239_841), Some("for")),
            group(36 - heads, Some(350_853 - 239_841), Some("against")),
        ]);
        counted(PRE_2021, "fund_use", &[], &roll, &ballots)
    };
    let exact = vote(24);
    assert_eq!(exact["passed"], true);
    assert_eq!(exact["approval"]["heads"], json!({"have": 24, "of": 36, "needed": 24, "holds": true}));
    assert_eq!(exact["inequalities"][3]["left"], exact["inequalities"][3]["right"]);
    assert_eq!(vote(23)["passed"], false);
}

#[test]
fn p4_fails_on_heads_alone() {
    let (roll, ballots) =
        sheets(&[group(609, None, Some("for")), group(7, None, Some("invalid")), group(334, None, None)]);
    let verdict = counted(CIVIL_CODE, "other_major", &[], &roll, &ballots);
    assert_eq!(verdict["passed"], false);
    let heads = json!({"have": 616, "of": 950, "needed": 634, "holds": false});
    assert_eq!(verdict["participation"]["heads"], heads);
    let area = json!({"have": null, "of": null, "needed": null, "holds": null});
    assert_eq!(verdict["participation"]["area"], area);
    assert_eq!(verdict["totals"]["invalid"], json!({"area": null, "heads": 7}));
    assert!(verdict["inequalities"][1]["sentence"].as_str().unwrap().contains("64.84 %"));
    let needed = verdict["needed"].as_array().unwrap();
    let short: Vec<_> = needed.iter().map(|own| (&own["subject"], &own["measure"], &own["short"])).collect();
    assert_eq!(short[1], (&json!("participation"), &json!("heads"), &json!("18")));
    assert_eq!(short[0], (&json!("participation"), &json!("area"), &Value::Null));
    assert_eq!(needed[0]["missing"], json!(["participating", "all"]));
    assert!(
        verdict["paragraph"].as_str().unwrap().contains("It would have taken 18 heads more taking part.")
    );
    assert!(verdict["paragraph_zh"].as_str().unwrap().contains("参与表决人数还须增加 18 人。"));
}

#[test]
fn p5_is_undetermined_without_areas() {
    let (roll, ballots) =
        sheets(&[group(1_672, None, Some("Li Hua|Wang Fang")), group(2_219 - 1_672, None, None)]);
    for kind in ["committee_election", "election"] {
        let verdict = counted(CIVIL_CODE, kind, &["--seats", "5"], &roll, &ballots);
        let heads = json!({"have": 1_672, "of": 2_219, "needed": 1_480, "holds": true});
        assert_eq!(verdict["participation"]["heads"], heads);
        // Two candidates can never fill five seats, whatever the areas are.
        assert_eq!(verdict["passed"], false);
        let verdict = counted(CIVIL_CODE, kind, &[], &roll, &ballots);
        assert_eq!(verdict["passed"], Value::Null);
        assert_eq!(verdict["participation"]["holds"], Value::Null);
        assert_eq!(verdict["approval"], Value::Null);
        assert_eq!(verdict["elected"], json!([]));
        assert_eq!(verdict["candidates"][0]["reached"], Value::Null);
        assert_eq!(verdict["needed"][0]["missing"], json!(["participating", "all"]));
        assert_eq!(verdict["needed"][1]["missing"], json!(["candidates", "participating"]));
    }
    let unnamed = ballots.replace("Li Hua|Wang Fang", "for");
    let verdict = counted(CIVIL_CODE, "committee_election", &["--seats", "5"], &roll, &unnamed);
    assert_eq!((&verdict["passed"], &verdict["candidates"]), (&Value::Null, &json!([])));
    assert_eq!(verdict["needed"][1]["missing"], json!(["candidates"]), "nobody is known to stand");
}

#[test]
fn p6_fails_by_heads_of_all() {
    let (roll, ballots) = sheets(&[
        group(251, None, Some("for")),
        group(51, None, Some("against")),
        group(593 - 302, None, None),
    ]);
    let published = parse_pack(HEADS_ONLY).unwrap();
    let kind = MatterKind::new("resolution").unwrap();
    let settings = Settings::default();
    let (pack, kind) = (&published.pack, &kind);
    let matter = Matter { pack, kind, call: Call::First, seats: None, settings: &settings };
    let roll = Sheet { name: "roll.csv", bytes: roll.as_bytes() };
    let ballots = Sheet { name: "ballots.csv", bytes: ballots.as_bytes() };
    let form = count_sheets(matter, Sheets { roll, ballots, candidates: None }).unwrap();
    assert_eq!(form.passed, Some(false));
    assert_eq!(form.participation, None);
    let approval = form.approval.unwrap();
    assert_eq!(approval.area, None);
    let heads = approval.heads.unwrap();
    assert_eq!((heads.have, heads.of, heads.needed, heads.holds), (251, 593, 297, Some(false)));
}

#[test]
fn p7_comes_out_with_absent_shares_in_rows_that_no_cap_cuts() {
    let vote = |absent: &str| {
        let roll = format!("elector,heads,area\npresent,1,48496\n{absent}");
        counted("fr_1965", "art_25", &[], &roll, "elector,choice\npresent,for\n")
    };
    let verdict = vote("absent-1,1,25268\nabsent-2,1,25268\n");
    assert_eq!(verdict["passed"], false);
    let area = json!({"have": "48496", "of": "99032", "needed": "49517", "holds": false});
    assert_eq!(verdict["approval"]["area"], area);
    assert_eq!((&verdict["needed"][0]["short"], &verdict["next"]["opens"]), (&json!("1021"), &json!(true)));
    let one = vote("absent,1,50536\n");
    assert_eq!(one["approval"]["area"]["needed"], "48497", "one row is one owner, whom the law cuts");
}
