//! Estates described by groups of like-minded owners, and the command that counts them.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Output};

use serde_json::Value;

/// So many electors of one head each, their area together in hundredths, and what each chose.
pub(crate) struct Group {
    pub(crate) electors: u64,
    pub(crate) area: Option<u64>,
    pub(crate) choice: Option<&'static str>,
}

pub(crate) const fn group(electors: u64, area: Option<u64>, choice: Option<&'static str>) -> Group {
    Group { electors, area, choice }
}

/// Roll and ballots of these groups; areas are spread as evenly as hundredths allow.
pub(crate) fn sheets(groups: &[Group]) -> (String, String) {
    let (mut roll, mut ballots) = ("elector,heads,area\n".to_owned(), "elector,choice\n".to_owned());
    for (number, group) in groups.iter().enumerate() {
        for elector in 0..group.electors {
            let area = group.area.map_or_else(String::new, |area| {
                let own = area / group.electors + u64::from(elector < area % group.electors);
                format!("{}.{:02}", own / 100, own % 100)
            });
            writeln!(roll, "g{number}-{elector},1,{area}").unwrap();
            if let Some(choice) = group.choice {
                writeln!(ballots, "g{number}-{elector},{choice}").unwrap();
            }
        }
    }
    (roll, ballots)
}

/// Runs `quorate-verify count` over two sheets.
pub(crate) fn run(arguments: &[&str], roll: &str, ballots: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roll.csv"), roll).unwrap();
    fs::write(folder.path().join("ballots.csv"), ballots).unwrap();
    Command::new(env!("CARGO_BIN_EXE_quorate-verify"))
        .current_dir(folder.path())
        .args(["count", "--roll", "roll.csv", "--ballots", "ballots.csv"])
        .args(arguments)
        .output()
        .unwrap()
}

/// The JSON of a count that must succeed.
pub(crate) fn json(preset: &str, matter: &str, more: &[&str], roll: &str, ballots: &str) -> Value {
    let arguments = [&["--preset", preset, "--matter", matter, "--json"], more].concat();
    let output = run(&arguments, roll, ballots);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The mistakes of a count that must be refused, one a line.
pub(crate) fn mistakes(matter: &str, more: &[&str], roll: &str, ballots: &str) -> Vec<String> {
    let arguments = [&["--preset", "cn_civil_code_2021", "--matter", matter, "--json"], more].concat();
    let output = run(&arguments, roll, ballots);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap().lines().map(str::to_owned).collect()
}
