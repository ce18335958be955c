//! `quorate-verify count` as its users see it.

use serde_json::{Value, json};

use crate::estate::{json as counted, mistakes, run};

const CIVIL_CODE: &str = "cn_civil_code_2021";
const ROLL: &str = "elector,heads,area\na,1,100.5\nb,1,80\nc,1,60.25\n";

#[test]
fn the_verdict_comes_first_and_every_inequality_names_its_article() {
    let arguments = ["--preset", CIVIL_CODE, "--matter", "fund_use"];
    let output = run(&arguments, ROLL, "elector,choice\na,for\nb,for\nc,against\n");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().next(), Some("fund_use under cn_civil_code_2021: passed."));
    assert_eq!(text.matches("art 278(2)").count(), 4);
    assert!(text.contains("3 × 240.75 = 722.25 >= 2 × 240.75 = 481.50 holds"), "{text}");
}

#[test]
fn the_json_has_every_field_at_the_scale_of_the_roll() {
    let verdict = counted(CIVIL_CODE, "fund_use", &[], ROLL, "elector,choice\na,for\nb,blank\nc,present\n");
    assert_eq!(verdict["preset"], CIVIL_CODE);
    assert_eq!(verdict["matter"], "fund_use");
    assert_eq!(verdict["share_unit"], "m2");
    let totals = json!({
        "all": {"area": "240.75", "heads": 3},
        "participating": {"area": "180.50", "heads": 2},
        "for": {"area": "100.50", "heads": 1},
        "against": {"area": "0.00", "heads": 0},
        "abstain": {"area": "80.00", "heads": 1},
        "invalid": {"area": "0.00", "heads": 0},
        "silent": {"area": "60.25", "heads": 1},
    });
    assert_eq!(verdict["totals"], totals);
    assert_eq!(verdict["passed"], false, "one of two heads is not more than half");
    let inequality = &verdict["inequalities"][3];
    assert_eq!(inequality["subject"], "approval");
    assert_eq!(inequality["measure"], "heads");
    assert_eq!((&inequality["left"], &inequality["right"]), (&json!("2"), &json!("2")));
    assert_eq!(inequality["relation"], ">");
    assert_eq!(inequality["holds"], false);
    assert_eq!(inequality["verified"], true);
    assert!(inequality["sentence"].is_string() && inequality["sentence_zh"].is_string());
    assert_eq!(verdict.get("candidates"), None);
}

#[test]
fn a_spreadsheet_from_any_office_program_is_read() {
    let roll = "\u{feff}area;".replace(';', ",") + " served,heads,elector\r\n 1.5 ,true, 1 ,\"a, b\"\r\n";
    let verdict = counted(CIVIL_CODE, "covenant", &[], &roll, "choice,elector\r\nfor,\"a, b\"\r\n\r\n");
    assert_eq!(verdict["passed"], true);
}

#[test]
fn every_mistake_is_listed_with_its_place() {
    let roll = "elector,heads,area,served\n\
                a,1,1.2345,true\n\
                a,1,1,true\n\
                b,-1,1,true\n\
                c,1.5,-3,yes\n\
                ,1,1,true\n\
                d,1\n";
    let ballots = "elector,choice\nz,for\na,maybe\nb,for\nb,against\nc,\n";
    assert_eq!(
        mistakes("fund_use", &[], roll, ballots),
        [
            "roll.csv:2: area: has more than 3 decimals",
            "roll.csv:3: elector: is on the roll already, on line 2",
            "roll.csv:4: heads: is not a whole number such as 1",
            "roll.csv:5: area: is not a decimal number such as 88.12",
            "roll.csv:5: served: is neither true nor false",
            "roll.csv:5: heads: is not a whole number such as 1",
            "roll.csv:6: elector: is empty",
            "roll.csv:7: has 2 cells where the header has 4",
            "ballots.csv:2: elector: \"z\" is not on the roll",
            "ballots.csv:3: choice: \"maybe\" is none of for, against, abstain, present, blank, invalid, \
             not_authentic",
            "ballots.csv:5: elector: has a ballot already, on line 4",
            "ballots.csv:6: choice: is empty; it is one of for, against, abstain, present, blank, invalid, \
             not_authentic, or names joined by |",
        ]
    );
}

#[test]
fn mistakes_beyond_the_limit_are_only_numbered() {
    let ballots = format!("elector,choice\n{}", "z,for\n".repeat(1_005));
    let told = mistakes("fund_use", &[], ROLL, &ballots);
    assert_eq!(told.len(), 1_001);
    assert_eq!(told[1_000], "and 5 more mistakes");
}

#[test]
fn an_empty_roll_or_one_without_heads_is_a_mistake() {
    let ballots = "elector,choice\n";
    assert_eq!(mistakes("fund_use", &[], "elector,heads,area\n", ballots), ["roll.csv: names no elector"]);
    let headless = mistakes("fund_use", &[], "elector,heads,area\na,0,5\n", ballots);
    assert_eq!(headless, ["roll.csv: heads add up to 0, so nobody could decide"]);
    let unknown = mistakes("fund_use", &[], "elector,heads,area,phone\n", ballots);
    assert_eq!(unknown.len(), 1);
    let empty = mistakes("fund_use", &[], "", "");
    assert_eq!(empty.len(), 2, "{empty:?}");
}

#[test]
fn an_unknown_preset_kind_or_file_is_refused_naming_the_known() {
    let told = |preset, matter| {
        let output = run(&["--preset", preset, "--matter", matter], ROLL, "elector,choice\n");
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told("cn_1949", "fund_use").contains("cn_civil_code_2021, cn_pre_2021"));
    let kind = told(CIVIL_CODE, "war");
    assert!(kind.contains("fund_use") && kind.contains("ordinary, special"), "{kind}");
    assert!(told(CIVIL_CODE, "Fund Use").contains("fund_use"));
    let output = run(&["--preset", CIVIL_CODE, "--matter", "fund_use", "--roll", "none.csv"], ROLL, "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_kind_that_is_not_the_assemblys_is_not_counted_and_is_told_with_what_the_law_offers_instead() {
    let arguments = ["--preset", CIVIL_CODE, "--matter", "dwelling_into_business"];
    let output = run(&arguments, ROLL, "elector,choice\na,for\nb,for\nc,for\n");
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
    let told = String::from_utf8(output.stderr).unwrap();
    for expected in [
        "--matter: dwelling_into_business is not the assembly's to decide by vote (Civil Code (民法典) art 279)",
        "It needs the unanimous consent of the interested owners",
        "Instead: Ask each of the interested owners for consent.",
        "法律提供的途径：逐一取得全体有利害关系的业主的同意。",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn a_doubtful_kind_is_counted_as_any_other() {
    let ballots = "elector,choice\na,for\nb,for\nc,against\n";
    let [listed, doubtful, generic] =
        ["covenant", "other_major", "ordinary"].map(|kind| counted(CIVIL_CODE, kind, &[], ROLL, ballots));
    for own in [&doubtful, &generic] {
        assert_eq!((&own["passed"], &own["totals"]), (&listed["passed"], &listed["totals"]));
        assert_eq!((&own["inequalities"], &own["risks"]), (&listed["inequalities"], &listed["risks"]));
    }
}

#[test]
fn seats_for_a_motion_are_refused() {
    let told = mistakes("fund_use", &["--seats", "3"], ROLL, "elector,choice\na,for\n");
    assert_eq!(told, ["seats are given, but the matter is not an election"]);
    let none = mistakes("committee_election", &["--seats", "0"], ROLL, "elector,choice\na,for\n");
    assert!(!none.is_empty());
}

#[test]
fn a_ballot_that_is_not_authentic_never_counts_and_may_stand_beside_a_real_one() {
    let ballots = "elector,choice\na,not_authentic\na,for\nb,not_authentic\nb,not_authentic\nc,against\n";
    let verdict = counted(CIVIL_CODE, "fund_use", &[], ROLL, ballots);
    assert_eq!(verdict["totals"]["participating"], json!({"area": "160.75", "heads": 2}));
    assert_eq!(verdict["totals"]["silent"], json!({"area": "80.00", "heads": 1}));
}

#[test]
fn a_weight_of_zero_counts_as_zero_and_an_empty_area_as_unknown() {
    let roll = "elector,heads,area\na,1,10\nb,0,0\nc,1,\n";
    let verdict = counted(CIVIL_CODE, "fund_use", &[], roll, "elector,choice\na,for\nb,for\n");
    assert_eq!(verdict["totals"]["for"], json!({"area": "10", "heads": 1}));
    assert_eq!(verdict["totals"]["all"], json!({"area": null, "heads": 2}));
    assert_eq!(verdict["totals"]["participating"], json!({"area": "10", "heads": 1}));
    assert_eq!(verdict["passed"], false, "one of two heads is less than two thirds");
    assert_eq!(verdict["approval"]["holds"], true);
}

#[test]
fn the_other_result_is_shown_where_ballots_are_spoiled() {
    let verdict = counted(CIVIL_CODE, "fund_use", &[], ROLL, "elector,choice\na,for\nb,for\nc,invalid\n");
    assert_eq!(verdict["passed"], true);
    assert_eq!(
        verdict["otherwise"],
        json!([{"switch": "spoiled_counts_as_participating", "value": "no", "passed": true}])
    );
    let clean = counted(CIVIL_CODE, "fund_use", &[], ROLL, "elector,choice\na,for\n");
    assert_eq!(clean.get("otherwise"), None);
}

const UNITS: &str = "elector,unit,heads,area\na,1-101,1,100\nb,1-102,1,100\na,1-103,0,50\na,1-104,,50\n";

#[test]
fn units_vote_separately_and_a_split_head_abstains() {
    let ballots = "unit,elector,choice\n1-101,a,for\n1-103,a,against\n1-102,b,for\n";
    let verdict = counted(CIVIL_CODE, "fund_use", &[], UNITS, ballots);
    assert_eq!(verdict["totals"]["for"], json!({"area": "200", "heads": 1}));
    assert_eq!(verdict["totals"]["against"], json!({"area": "50", "heads": 0}));
    assert_eq!(verdict["totals"]["abstain"], json!({"area": "0", "heads": 1}));
    assert_eq!(verdict["totals"]["silent"], json!({"area": "50", "heads": 0}));
    let agreed = ballots.replace("against", "for");
    let verdict = counted(CIVIL_CODE, "fund_use", &[], UNITS, &agreed);
    assert_eq!(verdict["totals"]["for"], json!({"area": "250", "heads": 2}));
}

#[test]
fn units_must_fit_between_roll_and_ballots() {
    let told = mistakes("fund_use", &[], UNITS, "elector,choice\na,for\nb,for\n");
    assert_eq!(told, ["ballots.csv:2: unit: is missing: \"a\" has several units on the roll"]);
    let told =
        mistakes("fund_use", &[], UNITS, "elector,unit,choice\na,1-102,for\na,1-101,for\na,1-101,for\n");
    assert_eq!(
        told,
        [
            "ballots.csv:2: unit: \"1-102\" is not a unit of \"a\" on the roll",
            "ballots.csv:4: elector: has a ballot already, on line 3",
        ]
    );
    let single = "elector,unit,heads,area\na,1-101,1,100\n";
    assert_eq!(counted(CIVIL_CODE, "fund_use", &[], single, "elector,choice\na,for\n")["passed"], true);
    let ballots = "elector,unit,choice\na,1-101,for\na,1-102,for\n";
    assert_eq!(mistakes("fund_use", &[], ROLL, ballots).len(), 1);
    let heads = UNITS.replace("a,1-104,,50", "a,1-104,2,50");
    let told = mistakes("fund_use", &[], &heads, "elector,unit,choice\n");
    assert_eq!(told, ["roll.csv:5: heads: are not those of the same elector on line 2"]);
}

const VOTERS: &str = "elector,heads,area\na,1,50\nb,1,40\nc,1,30\nd,1,20\ne,1,10\n";

fn election(seats: Option<&str>, ballots: &str) -> Value {
    let more = seats.map_or_else(Vec::new, |seats| vec!["--seats", seats]);
    counted(CIVIL_CODE, "committee_election", &more, VOTERS, ballots)
}

#[test]
fn those_over_the_threshold_are_elected_in_vote_order_and_the_rest_are_alternates() {
    let ballots = "elector,choice\na,Li|Wang\nb,Li|Wang\nc,Wang|Li\nd,Li|Zhao\ne,Zhao\n";
    let verdict = election(Some("2"), ballots);
    assert_eq!(verdict["passed"], true);
    assert_eq!(verdict["elected"], json!(["Li", "Wang"]));
    assert_eq!((&verdict["alternates"], &verdict["runoff"]), (&json!([]), &json!([])));
    let one = election(Some("2"), &ballots.replace("d,Li|Zhao", "d,Zhao"));
    assert_eq!(one["elected"], json!(["Li", "Wang"]), "a tie within the seats needs no decision");
    let li = json!({
        "candidate": "Li", "area": "140", "heads": 4, "reached": true,
        "approval": {
            "holds": true,
            "area": {"have": "140", "of": "150", "needed": "76", "holds": true},
            "heads": {"have": 4, "of": 5, "needed": 3, "holds": true},
        },
    });
    assert_eq!(verdict["candidates"][0], li);
    assert_eq!(verdict["candidates"][2]["reached"], false);
    let free = election(None, ballots);
    assert_eq!((&free["passed"], &free["elected"]), (&json!(true), &json!(["Li", "Wang"])));
    let three = election(Some("3"), ballots);
    assert_eq!(three["passed"], false);
}

/// Three owners, three candidates, two heads for each; areas decide, or nothing does.
fn circle(areas: [u32; 3]) -> Value {
    let [a, b, c] = areas;
    let roll = format!("elector,heads,area\na,1,{a}\nb,1,{b}\nc,1,{c}\n");
    let ballots = "elector,choice\na,Li|Wang\nb,Li|Zhao\nc,Wang|Zhao\n";
    counted(CIVIL_CODE, "committee_election", &["--seats", "2"], &roll, ballots)
}

#[test]
fn the_other_measure_breaks_a_tie() {
    let verdict = circle([50, 40, 30]);
    assert_eq!(verdict["elected"], json!(["Li", "Wang"]));
    assert_eq!(verdict["alternates"], json!(["Zhao"]));
    assert_eq!((&verdict["runoff"], &verdict["passed"]), (&json!([]), &json!(true)));
}

#[test]
fn a_tie_that_remains_goes_to_a_runoff_and_nobody_of_it_is_elected_by_chance() {
    let verdict = circle([10, 10, 10]);
    assert_eq!(verdict["runoff"], json!(["Li", "Wang", "Zhao"]));
    assert_eq!((&verdict["elected"], &verdict["passed"]), (&json!([]), &json!(false)));
    let verdict = circle([20, 20, 10]);
    assert_eq!(verdict["elected"], json!(["Li"]));
    assert_eq!(verdict["runoff"], json!(["Wang", "Zhao"]));
    assert_eq!((&verdict["alternates"], &verdict["passed"]), (&json!([]), &json!(false)));
}

#[test]
fn a_ballot_that_names_more_than_there_are_seats_is_spoiled_and_takes_part() {
    let ballots = "elector,choice\na,Li|Wang\nb,Li\nc,Li\nd,Li\n";
    let verdict = election(Some("1"), ballots);
    assert_eq!(verdict["totals"]["invalid"], json!({"area": "50", "heads": 1}));
    assert_eq!(verdict["totals"]["participating"], json!({"area": "140", "heads": 4}));
    assert_eq!((&verdict["elected"], &verdict["passed"]), (&json!(["Li"]), &json!(true)));
    assert_eq!(verdict["otherwise"][0]["elected"], json!([]), "without it too few take part");
}

#[test]
fn names_are_checked_like_everything_else() {
    let ballots = "elector,choice\na,Li||Wang\nb,Li|Li\nc,Li=3\nd,Li|for\ne,Li=maybe\n";
    let told = mistakes("committee_election", &[], VOTERS, ballots);
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told[1].ends_with("names a candidate twice") && told[2].contains("several votes"));
    let stances =
        election(None, "elector,choice\na,Li=for|Wang=against\nb,Li=against\nc,Li\nd,Li\ne,blank\n");
    assert_eq!(stances["totals"]["against"], json!({"area": "40", "heads": 1}));
    assert_eq!(stances["elected"], json!(["Li"]));
    assert_eq!(stances["candidates"][1]["heads"], 0);
}

#[test]
fn a_call_a_switch_or_a_candidate_that_cannot_be_is_refused() {
    let refused = |more: &[&str]| mistakes("fund_use", more, ROLL, "elector,choice\na,for\n").join("\n");
    assert!(refused(&["--call", "third"]).contains("none of first, second"));
    assert_eq!(refused(&["--call", "second"]), "cn_civil_code_2021 knows no second call");
    assert!(refused(&["--switch", "blank_item"]).starts_with("--switch: \"blank_item\" is not name=value"));
    assert!(refused(&["--switch", "blank_item=maybe"]).contains("which may be abstain, spoiled"));
    assert_eq!(refused(&["--switch", "tie_break=lot"]), "tie_break = lot is not supported yet");
    let none = ["--candidates", "roll.csv"];
    assert_eq!(refused(&none), "candidates are given, but the matter is not an election");
    let told = mistakes("committee_election", &none, VOTERS, "elector,choice\na,Li\n");
    assert!(told[0].starts_with("roll.csv:1: unknown column"), "{told:?}");
}

#[test]
fn a_switch_that_is_set_is_counted_with_and_told_where_it_mattered() {
    let ballots = "elector,choice\na,for\nb,for\nc,blank\n";
    let spoiled = ["--switch", "blank_item=spoiled", "--switch", "spoiled_counts_as_participating=no"];
    let verdict = counted(CIVIL_CODE, "fund_use", &spoiled, ROLL, ballots);
    assert_eq!(verdict["totals"]["invalid"]["heads"], 1);
    assert_eq!(verdict["totals"]["participating"]["heads"], 2);
    assert_eq!((&verdict["passed"], verdict.get("switches")), (&json!(true), None));
    let special = counted(CIVIL_CODE, "fund_raise", &spoiled, ROLL, ballots);
    assert_eq!(special["passed"], true, "two of two");
    let mattered = [
        json!({"switch": "spoiled_counts_as_participating", "value": "no"}),
        json!({"switch": "blank_item", "value": "spoiled"}),
    ];
    assert_eq!(special["switches"], json!(mattered));
}
