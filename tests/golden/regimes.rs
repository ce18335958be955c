//! What other laws ask: calls, second votes, cuts, silence, objections, consequences.

use std::fs;
use std::num::NonZeroU32;
use std::process::Command;

use quorate::domain::rules::{Call, MatterKind};
use quorate::evidence::rules::parse_pack;
use quorate::evidence::switches::Settings;
use quorate::verify::count::{Matter, NotCounted, Sheets, count_sheets};
use quorate::verify::sheet::Sheet;
use serde_json::{Value, json};

const HEAD: &str = r#"
id = "test"
version = "1"
title = { zh = "测试", en = "Test" }
share_unit = "share"
"#;

const NOTICE: &str = "[notice]\nfull_days = 0\narticle = \"x\"\nverified = false\n";

/// A pack of one class for each kind, `special` among them.
fn pack(measures: &str, body: &str) -> String {
    let matter = |kind: &str, class: &str| {
        format!(
            "[[matter]]\nkind = \"{kind}\"\nclass = \"{class}\"\ntitle = {{ zh = \"题\", en = \"T\" }}\n\
             article = \"x\"\nverified = true\n"
        )
    };
    let usual = "[class.special]\nthreshold = \">= 3/4 of cast\"\narticle = \"x\"\nverified = false\n";
    let matters = matter("motion", "ordinary") + &matter("raised", "special");
    format!("{HEAD}measures = {measures}\n{NOTICE}{body}\n{usual}{matters}")
}

fn asked(place: &str, subject: &str, threshold: &str, more: &str) -> String {
    format!(
        "[[{place}]]\nsubject = \"{subject}\"\nthreshold = \"{threshold}\"\narticle = \"x\"\nverified = true\n\
         {more}\n"
    )
}

fn counted_at(
    toml: &str,
    call: Call,
    settings: &[&str],
    roll: &str,
    ballots: &str,
) -> Result<Value, NotCounted> {
    let published = parse_pack(toml).unwrap();
    let kind = MatterKind::new("motion").unwrap();
    let settings = Settings::read(settings).unwrap();
    let matter = Matter { pack: &published.pack, kind: &kind, call, seats: None, settings: &settings };
    let sheet = |name, text: &'static str| Sheet { name, bytes: text.as_bytes() };
    let (roll, ballots) = (roll.to_owned().leak(), ballots.to_owned().leak());
    let sheets = Sheets { roll: sheet("roll", roll), ballots: sheet("ballots", ballots), candidates: None };
    count_sheets(matter, sheets).map(|form| serde_json::to_value(form).unwrap())
}

fn counted(toml: &str, roll: &str, ballots: &str) -> Value {
    counted_at(toml, Call::First, &[], roll, ballots).unwrap()
}

const ROLL: &str = "elector,heads,area\na,1,500\nb,1,300\nc,1,100\nd,1,100\n";

/// Article 25 of France, with the second vote of article 25-1.
fn france() -> String {
    let body = "[generic]\nordinary = \"ordinary\"\nspecial = \"special\"\n".to_owned()
        + &asked("class.ordinary.requires", "approval", "> 1/2 of all", "")
        + &asked("class.ordinary.second_vote_if", "approval", ">= 1/3 of all", "")
        + "[class.ordinary.second_vote]\nclass = \"art_24\"\narticle = \"25-1\"\nverified = true\n\
           [class.art_24]\nthreshold = \"> 1/2 of cast\"\narticle = \"24\"\nverified = true\n";
    pack("[\"area\"]", &body)
}

#[test]
fn p7_is_out_of_reach_even_if_unanimous_and_opens_the_second_vote_from_a_third() {
    let roll = |part: u32| format!("elector,heads,area\na,1,{part}\nb,1,{}\nc,1,50536\n", 48_496 - part);
    let unanimous = counted(&france(), &roll(1), "elector,choice\na,for\nb,for\n");
    assert_eq!(unanimous["passed"], false);
    assert_eq!(unanimous["approval"]["area"]["have"], "48496");
    assert_eq!(unanimous["approval"]["area"]["needed"], "49517");
    assert_eq!(unanimous["next"]["kind"], "second_vote");
    for (part, opens) in [(33_010, false), (33_011, true)] {
        let verdict = counted(&france(), &roll(part), "elector,choice\na,for\nb,against\n");
        assert_eq!((&verdict["passed"], &verdict["next"]["opens"]), (&json!(false), &json!(opens)), "{part}");
        assert_eq!(verdict["next"]["class"], "art_24");
        assert_eq!(verdict["next"]["thresholds"][0]["threshold"], "> 1/2 of cast");
    }
    let passed = counted(&france(), ROLL, "elector,choice\na,for\nb,for\n");
    assert_eq!((&passed["passed"], passed.get("next")), (&json!(true), None));
}

/// Two calls, the second with three persons and objections within seven days.
fn taiwan() -> String {
    let body = asked("quorum.first", "presence", ">= 2/3 of all", "")
        + &asked("quorum.second", "presence", ">= 3", "measures = [\"heads\"]")
        + "[second_call]\nwhen = [\"inquorate\", \"undecided\"]\narticle = \"32\"\nverified = true\n"
        + &asked("class.ordinary.requires", "approval", ">= 3/4 of present", "call = \"first\"")
        + &asked("class.ordinary.requires", "approval", "> 1/2 of present", "call = \"second\"")
        + "[class.ordinary.objection]\ndays = 7\nthreshold = \"> 1/2 of all\"\ncall = \"second\"\n\
           article = \"32\"\nverified = true\n";
    pack("[\"area\", \"heads\"]", &body)
}

#[test]
fn a_second_call_opens_where_too_few_came_or_nothing_was_decided() {
    let inquorate = counted(&taiwan(), ROLL, "elector,choice\na,for\n");
    assert_eq!(inquorate["participation"]["holds"], false);
    assert_eq!(inquorate["next"]["kind"], "second_call");
    assert_eq!((&inquorate["passed"], &inquorate["next"]["opens"]), (&json!(false), &json!(true)));
    assert_eq!(inquorate["next"]["thresholds"][0]["threshold"], ">= 3");
    let undecided = counted(&taiwan(), ROLL, "elector,choice\na,for\nb,against\nc,present\n");
    assert_eq!((&undecided["passed"], &undecided["next"]["opens"]), (&json!(false), &json!(true)));
    assert_eq!(undecided["totals"]["present"], json!({"area": "900", "heads": 3}));
    assert_eq!(undecided["totals"]["participating"], json!({"area": "800", "heads": 2}));
}

#[test]
fn a_second_call_falls_only_by_objections_of_more_than_half_of_all() {
    let ballots = "elector,choice\na,for\nb,against\nc,for\n";
    let second = |roll: &str| counted_at(&taiwan(), Call::Second, &[], roll, ballots).unwrap();
    let open = second(ROLL);
    assert_eq!((&open["call"], &open["passed"], open.get("next")), (&json!("second"), &json!(true), None));
    assert_eq!(open["conditions"][0]["kind"], "objection");
    assert_eq!(
        (&open["conditions"][0]["days"], &open["conditions"][0]["decided"]),
        (&json!(7), &json!(false))
    );
    let objecting = |who: &str| {
        let row = |(name, area): (&str, u32)| format!("{name},1,{area},{}\n", who.contains(name));
        let rows = [("a", 500), ("b", 300), ("c", 100), ("d", 100)].map(row);
        second(&("elector,heads,area,objected\n".to_owned() + &rows.concat()))
    };
    assert_eq!(objecting("bd")["passed"], true, "half of the heads is not more than half");
    assert_eq!(objecting("abd")["passed"], false);
    assert_eq!(objecting("abd")["conditions"][0]["decided"], true);
    let refused = counted_at(&france(), Call::Second, &[], ROLL, ballots).unwrap_err().to_string();
    assert_eq!(refused, "test knows no second call");
}

#[test]
fn a_cut_weight_is_exact_where_no_decimal_is() {
    let cap = |kind: &str| {
        let cap = format!("[cap]\n{kind}\nmeasures = [\"area\"]\narticle = \"x\"\nverified = true\n");
        pack("[\"area\"]", &(cap + &asked("class.ordinary.requires", "approval", "> 1/2 of all", "")))
    };
    let thirds = cap("kind = \"reduced_by\"\nfraction = \"2/3\"\nfrom = \"1/2\"");
    let verdict = counted(&thirds, ROLL, "elector,choice\na,for\n");
    assert_eq!(verdict["totals"]["for"]["area"], "500/3");
    assert_eq!(verdict["totals"]["all"]["area"], "2000/3");
    assert_eq!(verdict["inequalities"][0]["left"], "1000/3");
    let others = cap("kind = \"sum_of_others\"");
    let roll = ROLL.replace("a,1,500", "a,1,501");
    let verdict = counted(&others, &roll, "elector,choice\na,for\n");
    assert_eq!(verdict["totals"]["for"]["area"], "500");
    assert_eq!(verdict["passed"], false, "cut to the sum of the others it is half, and no more");
    let fifth = cap("kind = \"fraction_of_all\"\nfraction = \"1/3\"");
    let verdict = counted(&fifth, ROLL, "elector,choice\na,for\nd,for\n");
    assert_eq!(verdict["totals"]["for"]["area"], "1300/3");
    assert_eq!(verdict["passed"], true, "433 1/3 of 833 1/3");
    let units = "elector,unit,heads,area\na,1,1,300\na,2,0,200\nb,3,1,100\n";
    let alike = counted(&thirds, units, "elector,unit,choice\na,1,for\na,2,for\n");
    assert_eq!(alike["totals"]["for"]["area"], "500/3");
    let split = counted_at(&thirds, Call::First, &[], units, "elector,unit,choice\na,1,for\na,2,against\n");
    assert!(split.unwrap_err().to_string().contains("votes differently for its units"));
}

#[test]
fn against_at_most_a_quarter_of_those_cast() {
    let toml = pack("[\"area\"]", &asked("class.ordinary.requires", "opposition", "<= 1/4 of cast", ""));
    let roll = "elector,heads,area\na,1,3\nb,1,1\nc,1,0.1\n";
    let passed =
        |ballots: &str| counted(&toml, roll, &format!("elector,choice\n{ballots}"))["passed"].clone();
    assert_eq!(passed("a,for\nb,against\n"), true);
    assert_eq!(passed("a,for\nb,against\nc,against\n"), false);
    assert_eq!(passed("a,abstain\n"), false, "nobody is for it");
}

#[test]
fn one_measure_may_be_enough_and_units_are_counted() {
    let body = asked("class.ordinary.requires", "approval", "> 1/2 of all", "combine = \"any\"");
    let toml = pack("[\"area\", \"units\"]", &body);
    let roll = "elector,unit,heads,area\na,1,1,10\na,2,0,10\nb,3,1,80\n";
    let verdict = counted(&toml, roll, "elector,unit,choice\na,1,for\na,2,for\n");
    assert_eq!(verdict["approval"]["area"]["holds"], false);
    assert_eq!(verdict["approval"]["units"], json!({"have": "2", "of": "3", "needed": "2", "holds": true}));
    assert_eq!((&verdict["passed"], &verdict["approval"]["heads"]), (&json!(true), &Value::Null));
}

#[test]
fn who_is_excluded_counts_in_no_base() {
    let toml = pack("[\"area\"]", &asked("class.ordinary.requires", "approval", "> 1/2 of all", ""));
    let roll = "elector,heads,area,excluded\na,1,40,false\nb,1,30,false\nc,1,100,true\n";
    let verdict = counted(&toml, roll, "elector,choice\na,for\nc,against\n");
    assert_eq!(verdict["totals"]["all"]["area"], "170");
    assert_eq!(verdict["totals"]["excluded"], json!({"area": "100", "heads": 1}));
    assert_eq!((&verdict["approval"]["area"]["of"], &verdict["passed"]), (&json!("70"), &json!(true)));
    assert_eq!(verdict["totals"]["against"]["heads"], 0);
}

#[test]
fn silence_agrees_by_law_only_of_those_who_were_served() {
    let body = asked("class.ordinary.requires", "approval", ">= 3/5 of all", "")
        + "[class.ordinary.silence]\ndays = 30\ncounts = \"for\"\narticle = \"17\"\nverified = false\n";
    let toml = pack("[\"area\"]", &body);
    let served = |c: &str| format!("elector,heads,area,served\na,1,50,false\nb,1,30,false\nc,1,20,{c}\n");
    let ballots = "elector,choice\na,for\n";
    let verdict = counted(&toml, &served("true"), ballots);
    assert_eq!((&verdict["passed"], &verdict["totals"]["for"]["area"]), (&json!(true), &json!("70")));
    assert_eq!(verdict["attributed"], json!({"taken_as": "for", "weight": {"area": "20", "heads": 1}}));
    assert_eq!(
        (&verdict["conditions"][0]["kind"], &verdict["conditions"][0]["days"]),
        (&json!("silence"), &json!(30))
    );
    assert_eq!(counted(&toml, &served("false"), ballots)["passed"], false);
    let present = counted(&toml, &served("true"), "elector,choice\na,for\nc,present\n");
    assert_eq!(present["passed"], false, "who attends is not absent");
}

#[test]
fn a_consequence_is_reported_and_decides_nothing() {
    let body = asked("class.ordinary.requires", "approval", "> 1/2 of cast", "measures = [\"heads\"]")
        + "[[class.ordinary.consequence]]\nid = \"costs_on_all\"\ntitle = { zh = \"费用\", en = \"Costs on all\" }\n"
        + &asked("class.ordinary.consequence.requires", "approval", ">= 1/2 of all", "measures = [\"area\"]");
    let toml = pack("[\"area\", \"heads\"]", &body);
    for (ballots, follows) in [("a,for\nc,for\nd,against\n", true), ("b,for\nc,for\nd,against\n", false)] {
        let verdict = counted(&toml, ROLL, &format!("elector,choice\n{ballots}"));
        assert_eq!(verdict["passed"], true);
        assert_eq!(verdict["consequences"][0]["id"], "costs_on_all");
        assert_eq!(verdict["consequences"][0]["follows"], follows);
    }
}

#[test]
fn a_rounded_percentage_is_shown_beside_and_decides_nothing() {
    let body = "[rounding]\npercent_decimals = 1\narticle = \"local\"\nverified = false\n".to_owned()
        + &asked("class.ordinary.requires", "approval", ">= 2/3 of all", "");
    let verdict = counted(
        &pack("[\"area\"]", &body),
        "elector,heads,area\na,1,66.66\nb,1,33.34\n",
        "elector,choice\na,for\n",
    );
    assert_eq!((&verdict["passed"], &verdict["rounded"]["passed"]), (&json!(false), &json!(true)));
}

const SERVED: &str =
    "elector,heads,area,served\na,1,40,true\nb,1,30,true\nc,1,30,true\nd,1,20,true\ne,1,10,false\n";

/// Under the Civil Code, with `non_voter` and further switches.
fn silent(value: &str, more: &[&str], ballots: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roll.csv"), SERVED).unwrap();
    fs::write(folder.path().join("ballots.csv"), format!("elector,choice\n{ballots}")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_quorate-verify"))
        .current_dir(folder.path())
        .args(["count", "--roll", "roll.csv", "--ballots", "ballots.csv", "--json"])
        .args(["--preset", "cn_civil_code_2021", "--matter", "fund_use"])
        .args(["--switch", &format!("non_voter={value}")])
        .args(more.iter().flat_map(|switch| ["--switch", switch]))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_silent_count_only_once_real_votes_reach_the_quorum() {
    let few = "a,for\nb,for\n";
    let kept = silent("participates_as_abstain", &[], few);
    assert_eq!((&kept["passed"], kept.get("attributed")), (&json!(false), None));
    let freed = silent("participates_as_abstain", &["only_if_real_votes_reach_quorum=no"], few);
    assert_eq!(freed["totals"]["participating"], json!({"area": "120", "heads": 4}));
    assert_eq!(freed["totals"]["abstain"], json!({"area": "50", "heads": 2}));
    assert_eq!(freed["totals"]["silent"], json!({"area": "10", "heads": 1}), "not served");
    assert_eq!((&freed["participation"]["holds"], &freed["passed"]), (&json!(true), &json!(false)));
    let deemed = silent("deemed_for", &["only_if_real_votes_reach_quorum=no"], few);
    assert_eq!(deemed["passed"], true);
    assert_eq!(
        deemed["otherwise"][0],
        json!({"switch": "non_voter", "value": "not_counted", "passed": false})
    );
    assert_eq!(deemed["switches"][0], json!({"switch": "non_voter", "value": "deemed_for"}));
    let risks: Vec<_> = deemed["risks"].as_array().unwrap().iter().map(|risk| &risk["switch"]).collect();
    assert_eq!(risks, ["non_voter", "only_if_real_votes_reach_quorum"]);
}

#[test]
fn the_silent_follow_only_a_majority_that_both_measures_show() {
    let follow = |ballots: &str| silent("follows_majority", &["only_if_real_votes_reach_quorum=no"], ballots);
    let agreed = follow("a,for\nb,for\nd,against\n");
    assert_eq!(agreed["attributed"], json!({"taken_as": "for", "weight": {"area": "30", "heads": 1}}));
    let opposed = follow("a,against\nb,against\nd,for\n");
    assert_eq!(opposed["attributed"]["taken_as"], "against");
    assert_eq!(follow("a,for\nb,against\n").get("attributed"), None, "a tie of heads adds nothing");
    assert_eq!(follow("a,for\nc,against\nd,against\n")["attributed"]["taken_as"], "against");
    assert_eq!(follow("a,against\nb,for\nc,abstain\nd,abstain\n").get("attributed"), None);
}

#[test]
fn the_verdict_is_explained_in_one_paragraph_in_each_language() {
    let verdict = counted(&france(), ROLL, "elector,choice\na,for\nb,against\n");
    let (en, zh) = (verdict["paragraph"].as_str().unwrap(), verdict["paragraph_zh"].as_str().unwrap());
    assert_eq!(
        en,
        "The motion does not pass. The law asks for no minimum turnout here. What the votes came to: for by \
         share 500 of 1000 (50.00 %), at least 501 needed. It would have taken 1 share more for the motion. A second \
         vote by the rule art_24 is open."
    );
    assert_eq!(
        zh,
        "本议题未通过。法律对参与人数没有最低要求。表决情况：同意份额 500 份，占 1000 份的 50.00%，至少须 501 份。\
         同意份额还须增加 1 份。可以依 art_24 的规则再次表决。"
    );
}

#[test]
fn a_hostile_electorate_ends_in_a_stated_result() {
    let toml =
        pack("[\"area\", \"heads\"]", &asked("class.ordinary.requires", "approval", "> 1/2 of all", ""));
    let most = "elector,heads,area\na,1000000,1000000000\nb,1000000,1000000000\nc,0,0\n";
    assert_eq!(counted(&toml, most, "elector,choice\na,for\nb,for\n")["passed"], true);
    let nothing = counted(&toml, "elector,heads,area\na,0,0\nb,1,0\n", "elector,choice\na,for\n");
    assert_eq!(nothing["passed"], false);
    let excluded = "elector,heads,area,excluded\na,1,1,true\n";
    assert_eq!(counted(&toml, excluded, "elector,choice\na,for\n")["passed"], false);
    let unserved = counted_at(&toml, Call::First, &["non_voter=deemed_for"], ROLL, "elector,choice\n");
    assert!(unserved.unwrap_err().to_string().contains("needs the column served"));
}

/// A board elected by plurality or by cumulative votes, three to nine members, odd.
fn board(method: &str, seats: u32, settings: &[&str], ballots: &str) -> Result<Value, NotCounted> {
    let body = asked("class.ordinary.requires", "approval", "> 1/2 of cast", "")
        + "[committee]\nseats_min = 3\nseats_max = 9\nodd = true\narticle = \"x\"\nverified = false\n"
        + &format!("[class.seats]\nmethod = \"{method}\"\n");
    let matter = "[[matter]]\nkind = \"board\"\nclass = \"seats\"\ndecides = \"election\"\n\
                  title = { zh = \"题\", en = \"T\" }\narticle = \"x\"\nverified = true\n";
    let published = parse_pack(&(pack("[\"heads\"]", &body) + matter)).unwrap();
    let kind = MatterKind::new("board").unwrap();
    let settings = Settings::read(settings).unwrap();
    let (pack, seats) = (&published.pack, NonZeroU32::new(seats));
    let matter = Matter { pack, kind: &kind, call: Call::First, seats, settings: &settings };
    let ballots = format!("elector,choice\n{ballots}");
    let roll = Sheet { name: "roll", bytes: ROLL.as_bytes() };
    let ballots = Sheet { name: "ballots", bytes: ballots.as_bytes() };
    let candidates = Sheet { name: "candidates", bytes: b"candidate\nLi\nWang\nZhao\nSun\n" };
    let sheets = Sheets { roll, ballots, candidates: Some(candidates) };
    count_sheets(matter, sheets).map(|form| serde_json::to_value(form).unwrap())
}

#[test]
fn a_plurality_needs_most_votes_and_no_threshold() {
    let verdict = board("plurality", 3, &[], "a,Li|Wang\nb,Li|Zhao\nc,Li|Zhao|Wang\n").unwrap();
    assert_eq!((&verdict["passed"], &verdict["elected"]), (&json!(true), &json!(["Li", "Wang", "Zhao"])));
    assert_eq!(
        verdict["candidates"][3],
        json!({
            "candidate": "Sun", "area": "0", "heads": 0, "reached": false,
            "approval": {"holds": false, "area": null, "heads": null},
        })
    );
    let tied = board("plurality", 3, &[], "a,Li|Wang\nb,Li|Wang\nc,Zhao\nd,Sun\n").unwrap();
    assert_eq!((&tied["elected"], &tied["runoff"]), (&json!(["Li", "Wang"]), &json!(["Sun", "Zhao"])));
}

#[test]
fn a_cumulative_ballot_has_a_vote_for_each_seat() {
    let verdict = board("cumulative", 3, &[], "a,Li=3\nb,Wang=2|Zhao\nc,Sun=4\n").unwrap();
    let heads = |place: usize| verdict["candidates"][place]["heads"].clone();
    assert_eq!([heads(0), heads(1), heads(2)], [3, 2, 1]);
    assert_eq!((&verdict["elected"], &verdict["passed"]), (&json!(["Li", "Wang", "Zhao"]), &json!(true)));
    assert_eq!(verdict["totals"]["invalid"]["heads"], 1, "four votes for three seats");
}

#[test]
fn only_lawful_numbers_of_seats_and_listed_candidates_are_counted() {
    let told = |seats, settings: &[&str], ballots| {
        board("plurality", seats, settings, ballots).unwrap_err().to_string()
    };
    assert!(told(4, &[], "a,Li\n").starts_with("the law allows 3 to 9, odd seats"));
    assert!(board("plurality", 1, &["too_few_elected=fill_missing_seats"], "a,Li\n").is_ok());
    let stands = board("plurality", 5, &["too_few_elected=stands_if_minimum"], "a,Li|Wang|Zhao\n").unwrap();
    assert_eq!(stands["passed"], true, "three are the minimum of the pack and more than half of five");
    assert_eq!(told(3, &[], "a,Ma\n"), "ballots:2: choice: Ma is not among the candidates\n");
    let motion = told(3, &[], "a,Li=2\n");
    assert!(motion.contains("several votes to one candidate"), "{motion}");
}
