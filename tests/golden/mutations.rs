//! No fraction, number or relation of a pack can change without a case of the table of boundaries, or a
//! row of the table of sources, that says so.

use quorate::evidence::rules::{PublishedPack, parse_pack};

use crate::boundaries::{Case, table};
use crate::sources::rows;

const PACKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/domain/rules/packs");

/// Keys whose value is a threshold or a fraction.
const KEYS: [&str; 3] = ["threshold = \"", "fraction = \"", "from = \""];

/// A text with one value changed, and what was changed.
struct Mutant {
    what: String,
    text: String,
}

/// Every value of this text changed in turn: a little less, a little more, the number itself in or out.
fn mutants(text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for key in KEYS {
        for (start, _) in text.match_indices(key) {
            let start = start + key.len();
            // `from = "` is no part of another word, and a comment is not read.
            let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
            let before = text[line..start].trim_end_matches(key);
            if before.starts_with('#') || before.ends_with(|end: char| end.is_alphanumeric() || end == '_') {
                continue;
            }
            let end = start + text[start..].find('"').unwrap();
            let value = &text[start..end];
            for other in changed(value) {
                let what = format!("line {}: {value} to {other}", text[..start].matches('\n').count() + 1);
                mutants.push(Mutant { what, text: format!("{}{other}{}", &text[..start], &text[end..]) });
            }
        }
    }
    mutants
}

fn changed(value: &str) -> Vec<String> {
    let words: Vec<_> = value.split(' ').collect();
    let (relation, number, base) = match words.as_slice() {
        [number] => (None, *number, ""),
        [relation, number] => (Some(*relation), *number, ""),
        [relation, number, _, base] => (Some(*relation), *number, *base),
        _ => panic!("{value} is no threshold"),
    };
    let written = |relation: Option<&str>, number: &str| {
        let base = if base.is_empty() { String::new() } else { format!(" of {base}") };
        relation.map_or_else(|| number.to_owned(), |relation| format!("{relation} {number}{base}"))
    };
    let mut others: Vec<_> = near(number).iter().map(|number| written(relation, number)).collect();
    others.extend(relation.map(|relation| {
        let other = match relation {
            ">=" => ">",
            ">" => ">=",
            "<=" => "<",
            "<" => "<=",
            other => panic!("{other} is no relation"),
        };
        written(Some(other), number)
    }));
    others
}

/// A hundredth less and more of the whole; one less and more of a number.
fn near(number: &str) -> Vec<String> {
    match number.split_once('/') {
        None => {
            let number: u64 = number.parse().unwrap();
            vec![(number - 1).to_string(), (number + 1).to_string()]
        }
        Some((n, d)) => {
            let (n, d): (u64, u64) = (n.parse().unwrap(), d.parse().unwrap());
            let hundredths = [n * 100 - d, n * 100 + d].into_iter().filter(|n| *n <= d * 100);
            hundredths.map(|n| format!("{n}/{}", d * 100)).collect()
        }
    }
}

fn texts() -> Vec<(String, String)> {
    let files = std::fs::read_dir(PACKS).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<_> = files
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

fn seen_at_a_boundary(cases: &[&Case], published: &PublishedPack) -> bool {
    cases.iter().any(|case| case.agrees(&published.pack).is_err())
}

#[test]
fn changing_any_fraction_or_relation_of_any_pack_is_caught() {
    let table = table();
    let (mut tried, mut by_sources, mut unseen) = (0, Vec::new(), Vec::new());
    for (name, text) in texts() {
        let cases: Vec<_> = table.iter().filter(|case| case.pack == name).collect();
        let original = rows(&parse_pack(&text).unwrap().pack);
        for mutant in mutants(&text) {
            tried += 1;
            // A text that is refused is caught before it decides anything.
            let Ok(published) = parse_pack(&mutant.text) else { continue };
            if seen_at_a_boundary(&cases, &published) {
                continue;
            }
            let mutant = format!("{name} {}", mutant.what);
            if rows(&published.pack) == original { unseen.push(mutant) } else { by_sources.push(mutant) }
        }
    }
    assert!(tried > 250, "only {tried} changes were tried");
    assert!(unseen.is_empty(), "nothing sees\n{}", unseen.join("\n"));
    // Objections come after the count, so no boundary of a count sees what they must reach.
    let objections = by_sources.iter().all(|mutant| mutant.starts_with("tw_condominium line"));
    assert!(objections && by_sources.len() <= 6, "no boundary sees\n{}", by_sources.join("\n"));
}
