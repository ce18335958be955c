//! Hostile and marginal input to `quorate-verify count`: each a stated result or a clear error, never a panic.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use serde_json::Value;

const ROLL: &str = "elector,heads,area\na,1,100.5\nb,1,80\nc,1,60.25\n";
const VOTES: &str = "elector,choice\na,for\nb,for\nc,against\n";

/// What the command is given; what is left out is sound.
struct Given {
    preset: &'static str,
    matter: &'static str,
    more: &'static [&'static str],
    roll: Vec<u8>,
    ballots: Vec<u8>,
    candidates: Option<Vec<u8>>,
}

fn given(roll: impl Into<Vec<u8>>, ballots: impl Into<Vec<u8>>) -> Given {
    Given {
        preset: "cn_civil_code_2021",
        matter: "fund_use",
        more: &[],
        roll: roll.into(),
        ballots: ballots.into(),
        candidates: None,
    }
}

fn motion(more: &'static [&'static str]) -> Given {
    Given { more, ..given(ROLL, VOTES) }
}

fn election(ballots: &str, candidates: Option<&str>) -> Given {
    let candidates = candidates.map(|text| text.as_bytes().to_vec());
    Given { matter: "committee_election", candidates, ..given(ROLL, ballots) }
}

/// Exit code, what was printed, what was told.
fn run(given: &Given) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("roll.csv", &given.roll);
    write("ballots.csv", &given.ballots);
    let mut command = Command::new(env!("CARGO_BIN_EXE_quorate-verify"));
    command.current_dir(folder.path()).args(["count", "--json", "--preset", given.preset]);
    command.args(["--matter", given.matter, "--roll", "roll.csv", "--ballots", "ballots.csv"]);
    if let Some(candidates) = &given.candidates {
        write("candidates.csv", candidates);
        command.args(["--candidates", "candidates.csv"]);
    }
    let output = command.args(given.more).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Refused, with all of these told and nothing printed.
fn refused(given: &Given, told: &[&str]) {
    let (code, printed, said) = run(given);
    assert_eq!((code, printed.as_str()), (Some(2), ""), "{said}");
    for told in told {
        assert!(said.contains(told), "{told:?} is not in: {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}

fn counted(given: &Given) -> Value {
    let (code, printed, said) = run(given);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    serde_json::from_str(&printed).unwrap()
}

#[test]
fn numbers_that_are_none_are_refused_with_their_place() {
    let heads = "heads: is not a whole number such as 1";
    let area = "area: is not a decimal number such as 88.12";
    let rows = [
        ("a,-1,10", heads),
        ("a,+1,10", heads),
        ("a,1.0,10", heads),
        ("a,1e3,10", heads),
        ("a,,10", heads),
        ("a,١,10", heads),
        ("a,1000001,10", "heads: is larger than 1000000"),
        ("a,99999999999999999999999999,10", "heads: is larger than 1000000"),
        ("a,1,-10", area),
        ("a,1,NaN", area),
        ("a,1,inf", area),
        ("a,1,1e3", area),
        ("a,1,\"1,000\"", area),
        ("a,1,10.", area),
        ("a,1,.5", area),
        ("a,1,１０", area),
        ("a,1,=1+1", area),
        ("a,1,0.0001", "area: has more than 3 decimals"),
        ("a,1,1000000000.001", "area: is larger than 1000000000"),
        ("a,1,99999999999999999999999999", "area: is larger than 1000000000"),
    ];
    for (row, told) in rows {
        let roll = format!("elector,heads,area\n{row}\n");
        refused(&given(roll, "elector,choice\n"), &[&format!("roll.csv:2: {told}")]);
    }
}

#[test]
fn areas_and_heads_at_their_limit_are_counted_exactly() {
    let mut roll = "elector,heads,area\n".to_owned();
    let mut votes = "elector,choice\n".to_owned();
    for number in 0..1_000 {
        writeln!(roll, "e{number},1000000,1000000000.000").unwrap();
        writeln!(votes, "e{number},{}", if number < 501 { "for" } else { "against" }).unwrap();
    }
    let verdict = counted(&given(roll, votes));
    assert_eq!(verdict["passed"], true);
    assert_eq!(verdict["totals"]["all"]["area"], "1000000000000.000");
    assert_eq!(verdict["totals"]["all"]["heads"], 1_000_000_000_u64);
    assert_eq!(verdict["inequalities"][2]["left"], "1002000000000.000");
}

#[test]
fn an_electorate_that_weighs_nothing_is_told_and_passes_nothing() {
    refused(&given("elector,heads,area\n", "elector,choice\n"), &["roll.csv: names no elector"]);
    let headless = given("elector,heads,area\na,0,10\n", "elector,choice\na,for\n");
    refused(&headless, &["roll.csv: heads add up to 0, so nobody could decide"]);
    let weightless = given("elector,heads,area\na,1,0\nb,1,0.00\n", "elector,choice\na,for\nb,for\n");
    let verdict = counted(&weightless);
    assert_eq!(verdict["passed"], false, "half of no area is not exceeded by any");
    assert_eq!(verdict["totals"]["all"]["area"], "0.00");
    let excluded =
        given("elector,heads,area,excluded\na,1,10,true\nb,1,20,true\n", VOTES.replace("c,against\n", ""));
    let verdict = counted(&excluded);
    assert_eq!(
        (&verdict["passed"], &verdict["totals"]["excluded"]["heads"]),
        (&Value::Bool(false), &2.into())
    );
    assert_eq!(verdict["totals"]["participating"]["heads"], 0);
    let silent = counted(&given(ROLL, "elector,choice\n"));
    assert_eq!(silent["passed"], false);
    assert_eq!(silent["needed"][1]["short"], "2", "two of three heads");
}

#[test]
fn files_that_are_no_sheets_are_refused() {
    let empty = "is empty; the first row names the columns";
    refused(&given("", ""), &[&format!("roll.csv: {empty}"), &format!("ballots.csv: {empty}")]);
    refused(&given("\u{feff}", VOTES), &[&format!("roll.csv: {empty}")]);
    refused(&given("\n\n\r\n", VOTES), &[&format!("roll.csv: {empty}")]);
    refused(
        &given(b"PK\x03\x04\xff\xfe".to_vec(), VOTES),
        &["roll.csv:1: is not UTF-8; save the sheet as CSV"],
    );
    refused(
        &given("elector;heads;area\na;1;10\n", VOTES),
        &["roll.csv:1: unknown column \"elector;heads;area\""],
    );
    refused(&given("elector,heads\na,1\n", VOTES), &["roll.csv:1: column area is missing"]);
    refused(&given(ROLL, "elector\na\n"), &["ballots.csv:1: column choice is missing"]);
    refused(
        &given("Elector,heads,area\n", VOTES),
        &["unknown column \"Elector\"", "column elector is missing"],
    );
    refused(&given(ROLL, "elector,choice,unit,unit\n"), &["ballots.csv:1: column unit is there twice"]);
    refused(
        &given("elector,heads,area\n\"a,1,10\n", VOTES),
        &["roll.csv:2: has 1 cells where the header has 3"],
    );
    let mut nul = ROLL.as_bytes().to_vec();
    nul.extend(b"d\0,1,10\n");
    assert_eq!(counted(&given(nul, VOTES))["totals"]["all"]["heads"], 4, "a name is any text");
}

#[test]
fn a_byte_order_mark_and_any_line_ends_are_read() {
    let plain = counted(&given(ROLL, VOTES));
    for (roll, votes) in [
        (format!("\u{feff}{ROLL}"), format!("\u{feff}{VOTES}")),
        (ROLL.replace('\n', "\r\n"), VOTES.replace('\n', "\r\n")),
        (ROLL.replace('\n', "\r"), VOTES.replace('\n', "\r")),
        (ROLL.trim_end().to_owned(), VOTES.trim_end().to_owned()),
        (ROLL.replace('\n', "\n\n"), VOTES.replace(',', " , ")),
    ] {
        assert_eq!(counted(&given(roll, votes)), plain);
    }
    let late = given(ROLL.replace("b,1", "\u{feff}b,1"), VOTES);
    refused(&late, &["ballots.csv:3: elector: \"b\" is not on the roll"]);
}

#[test]
fn an_elector_stands_once_and_votes_once() {
    let twice = given(format!("{ROLL}a,1,5\n"), VOTES);
    refused(&twice, &["roll.csv:5: elector: is on the roll already, on line 2"]);
    let again = given(ROLL, format!("{VOTES}a,for\n"));
    refused(&again, &["ballots.csv:5: elector: has a ballot already, on line 2"]);
    let cases = given(ROLL, "elector,choice\nA,for\n");
    refused(&cases, &["ballots.csv:2: elector: \"A\" is not on the roll"]);
}

#[test]
fn a_call_or_a_switch_that_means_nothing_is_refused() {
    refused(&motion(&["--call", "second"]), &["cn_civil_code_2021 knows no second call"]);
    refused(&motion(&["--switch", "blank_items=spoiled"]), &["--switch", "\"blank_items\" is not a switch"]);
    refused(&motion(&["--switch", "blank_item"]), &["is not name=value"]);
    refused(&motion(&["--switch", "=spoiled"]), &["is not a switch"]);
    refused(&motion(&["--switch", ""]), &["is not name=value"]);
    refused(&motion(&["--switch", "blank_item=spoiled=abstain"]), &["which may be abstain, spoiled"]);
    let twice = ["--switch", "blank_item=spoiled", "--switch", "blank_item=abstain"];
    refused(&Given { more: twice.to_vec().leak(), ..motion(&[]) }, &["--switch", "blank_item", "twice"]);
    refused(&motion(&["--switch", "non_voter=deemed_for"]), &["needs the column served on the roll"]);
    refused(&motion(&["--seats", "3"]), &["seats are given, but the matter is not an election"]);
    for seats in ["0", "-1", "1.5", "4294967296", "many"] {
        let more = vec!["--seats", seats].leak();
        refused(&Given { more, ..election("elector,choice\na,Li\n", None) }, &["--seats"]);
    }
    let without = Given {
        preset: "us_ca_hoa",
        matter: "directors_election_cumulative",
        ..given(ROLL, "elector,choice\n")
    };
    refused(&without, &["a cumulative election needs the number of seats"]);
}

#[test]
fn candidates_are_a_list_of_different_names() {
    let votes = "elector,choice\na,Li\nb,Li\nc,Li\n";
    let refused_list = |list: &str, told: &str| refused(&election(votes, Some(list)), &[told]);
    refused_list("", "candidates.csv: is empty; the first row names the columns");
    refused_list("candidate\n", "candidates.csv: names no candidate");
    refused_list("candidate\nLi\nWang\nLi\n", "candidates.csv:4: candidate: Li stands already");
    refused_list("candidate\nLi\n Li \n", "candidates.csv:3: candidate: Li stands already");
    refused_list("candidate\nLi\nabstain\n", "candidates.csv:3: candidate: abstain is a word of ballots");
    refused_list("candidate\nLi\n=cmd()\n", "candidates.csv:3: candidate: =cmd() holds | or =");
    refused_list("candidate\nLi\nA|B\n", "candidates.csv:3: candidate: A|B holds | or =");
    refused_list(
        "candidate\nLi\n\" \"\n",
        "candidates.csv:3: candidate: is not a name of 1 to 200 characters",
    );
    refused_list("name\nLi\n", "candidates.csv:1: unknown column \"name\"");
    refused(
        &election("elector,choice\na,Zhao\n", Some("candidate\nLi\n")),
        &["ballots.csv:2: choice: Zhao is not among the candidates"],
    );
    let mut many = "candidate\n".to_owned();
    (0..1_001).for_each(|number| writeln!(many, "n{number}").unwrap());
    refused_list(&many, "candidates.csv:1002: candidate: at most 1000 can stand");
    let formulas = "candidate\n+1\n-1\n@SUM(A1)\nLi\n";
    let verdict =
        counted(&election("elector,choice\na,@SUM(A1)\nb,@SUM(A1)|+1\nc,@SUM(A1)\n", Some(formulas)));
    assert_eq!(verdict["elected"][0], "@SUM(A1)", "a name is text and computes nothing");
}

#[test]
fn a_ballot_that_names_too_many_is_spoiled_and_one_that_names_nobody_is_refused() {
    let two = Given { more: &["--seats", "1"], ..election("elector,choice\na,Li|Wang\nb,Li\nc,Li\n", None) };
    let verdict = counted(&two);
    assert_eq!(verdict["totals"]["invalid"]["heads"], 1);
    assert_eq!(verdict["elected"], serde_json::json!(["Li"]));
    refused(&election("elector,choice\na,|\n", None), &["ballots.csv:2: choice: \"\" is not a name"]);
    refused(&election("elector,choice\na,Li|Li\n", None), &["names a candidate twice"]);
    let long = format!("elector,choice\na,{}\n", "名".repeat(201));
    refused(&election(&long, None), &["ballots.csv:2: choice:", "is not a name of 1 to 200 characters"]);
    let huge = format!("elector,choice\na,{}\n", "x".repeat(10_001));
    refused(&election(&huge, None), &["ballots.csv:2: choice: is longer than 10000 bytes"]);
    let mut everybody = "elector,choice\na,n0".to_owned();
    (1..1_001).for_each(|number| write!(everybody, "|n{number}").unwrap());
    refused(&election(&everybody, None), &["is candidate number 1001; at most 1000 can stand"]);
    let votes = "elector,choice\na,Li=99999999999\nb,Li=0\n";
    let cumulative = Given {
        preset: "us_ca_hoa",
        matter: "directors_election_cumulative",
        more: &["--seats", "2"],
        ..given(ROLL, votes)
    };
    refused(
        &cumulative,
        &["ballots.csv:2: choice: =99999999999 is not a number of votes", "ballots.csv:3: choice:"],
    );
}
