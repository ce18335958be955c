//! The packs hold nothing that the table of sources in `docs/rules.md` does not.

use quorate::domain::rules::Source;
use quorate::evidence::rules::packs;

const RULES: &str = include_str!("../../docs/rules.md");

/// `pack | subject | value | article | yes or no`, from the table of sources.
fn documented() -> Vec<String> {
    let section = RULES.split("## Sources").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').replace('`', "").trim().to_owned()).collect()
}

fn row(pack: &str, subject: &str, value: &str, source: &Source) -> String {
    let verified = if source.is_verified() { "yes" } else { "no" };
    format!("{pack} | {subject} | {value} | {} | {verified}", source.article())
}

fn published() -> Vec<String> {
    let mut rows = Vec::new();
    for published in packs().unwrap() {
        let (pack, parts) = (published.pack.id().as_str(), published.pack.parts());
        if let Some(threshold) = &parts.participation {
            rows.push(row(pack, "participation", &threshold.to_string(), threshold.source()));
        }
        let days = format!("{} full days", parts.notice.full_days);
        rows.push(row(pack, "notice", &days, &parts.notice.source));
        if let Some(period) = &parts.voting_period {
            let days = format!("{} to {} days", period.days_min, period.days_max);
            rows.push(row(pack, "voting period", &days, &period.source));
        }
        for matter in &parts.matters {
            let threshold = matter.approval.source();
            rows.push(row(pack, matter.kind.as_str(), &matter.approval.to_string(), threshold));
            assert_eq!(threshold.is_verified(), matter.source.is_verified(), "{}", matter.kind);
        }
    }
    rows
}

#[test]
fn packs_and_table_of_sources_agree_row_by_row() {
    assert_eq!(published(), documented());
}

#[test]
fn every_switch_with_its_default_is_in_the_table_of_switches() {
    use quorate::domain::rules::Switches;
    let section = RULES.split("## Switches").nth(1).unwrap().split("\n## ").next().unwrap();
    let cell = |row: &str, number: usize| row.split(" | ").nth(number).unwrap().replace(['`', '|', ' '], "");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let documented: Vec<_> = rows.map(|row| (cell(row, 0), cell(row, 2))).collect();
    let entries = Switches::default().entries();
    let entries: Vec<_> =
        entries.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(documented, entries);
}
