//! Which nouns of a layer may call each other.
//!
//! A noun is a file or folder right below its layer. Nouns do not call each other: a step that two
//! need moves into a shared module, or down. What is shared, and the few calls that remain, stand here.

use crate::assert_none;
use crate::sources::below;

/// A layer and the modules that all of its nouns may use.
const SHARED: [(&str, &[&str]); 3] = [
    ("store", &["arrays", "connection", "entity", "error", "rows", "trail", "values"]),
    (
        "actions",
        &[
            // Who was helped and who took whose place: for casting, representation and whoever asks.
            "acting",
            // Deeds of every noun, and the life of a community as they tell it.
            // Deeds in the life of a community, and what they come to: every noun of it asks.
            "acts",
            // Who stands, held against who watches: at the notice, and where somebody becomes a scrutineer.
            "candidates",
            "clockwork",
            "committer",
            "convened",
            // Objections as the record tells them: answered, announced, posted, exported.
            "docket",
            // The rules that a notice of now would name: of deadlines, simulations and the notice itself.
            "drafted",
            // Stored checkpoints with their cosignatures: served, bundled, and named in notices.
            "cosigned",
            // Votes that count, one an elector: counted, and posted by unit.
            "effective",
            "error",
            // What stands above every page of a meeting.
            "headings",
            // Files that come in: beside notices, and as evidence of services.
            "files",
            "known",
            // Which ballots of electors that several owners hold count.
            "admitted",
            // Counts requests, whatever they ask for.
            "limits",
            // Mandates as they stand on the roll: for casting, counting and whoever asks.
            "mandated",
            "marks",
            // Messages to owners, queued in the transaction of the act they tell of.
            "messages",
            "officers",
            "papers",
            // Owners as persons, whom the register names.
            "people",
            "receipts",
            // Until when a meeting's material is kept, and whether it still is: of bundles, lists and erasures.
            "retention",
            // The service's keys, and which of them a record is signed with.
            "rings",
            "service_keys",
            // Opens and seals personal data.
            "sealing",
            // Who acts for co-owners, as it is stored: for casting, counting, turnout and whoever asks.
            "represented",
            // Services of notice as the record tells them: recorded, counted, and told to owners.
            "served",
            "standing",
            "surroundings",
            "suspensions",
            // Who acts, and in which roles still.
            "trail",
            "turn",
        ],
    ),
    (
        "http",
        &[
            "access",
            "admission",
            "answers",
            // Whether there is a web client, to whose pages links lead.
            "client",
            "clients",
            "document",
            "fallback",
            "guards",
            "limits",
            "once",
            "operations",
            // What is printed: any noun may answer with a page.
            "pages",
            "paging",
            "paths",
            "problem",
            "sheets",
            "signing",
            "statement",
            "tokens",
            // Says of every request who acts.
            "trail",
            "turned_away",
            // Files and spreadsheets that are bodies of requests.
            "uploads",
        ],
    ),
];

/// A call between two nouns, with its reason.
const CALLS: [(&str, &str, &str, &str); 32] = [
    ("actions", "export", "own_units", "an export shows ballots as owners see them elsewhere"),
    ("actions", "export", "objections", "an export shows the texts of one's own objections"),
    ("actions", "deliveries", "notices", "what is delivered is the latest version of the notice"),
    ("actions", "deliveries", "services", "what a carrier reports is entered as any other service is"),
    ("store", "retention", "meetings", "erasures answer the meetings that are kept"),
    ("actions", "candidates", "meetings", "a draft says which owners candidates are"),
    ("actions", "notices", "meetings", "a notice is given of the draft as it was written"),
    (
        "actions",
        "services",
        "representation",
        "owners acknowledge a notice with keys as they name representatives",
    ),
    ("actions", "simulation", "meetings", "what a vote will take is told of the draft as it was written"),
    ("actions", "deadlines", "meetings", "deadlines are told of a draft as it was written"),
    ("actions", "identity", "register", "letters with codes go to the units of the register"),
    ("actions", "acting", "identity", "the keys of an owner for whom a guardian acts end"),
    ("actions", "tally", "lots", "equal votes are counted by what the lot is drawn from"),
    ("actions", "effective", "paper", "papers are votes beside ballots"),
    ("actions", "paper", "meetings", "a draft says which owners candidates are"),
    ("actions", "tally", "paper", "papers hold up the count until they are reconciled"),
    ("actions", "postings", "paper", "a posted result says how many papers there were"),
    ("actions", "bundles", "tally", "a bundle ends with the certificate as it was signed"),
    ("actions", "packages", "bundles", "a package holds both bundles"),
    ("actions", "packages", "notices", "a package holds what stands beside the notice"),
    ("actions", "packages", "objections", "a package for a court holds objections and answers"),
    ("actions", "packages", "services", "a package for a court holds what was served, and the evidence"),
    ("actions", "packages", "tally", "a package holds certificate and result"),
    ("actions", "packages", "committees", "a package holds what a committee files"),
    ("actions", "packages", "archive", "covenant, rules and minutes are filed as they stand in the archive"),
    (
        "actions",
        "contests",
        "objections",
        "what is written to a step is kept and read as what is written at a meeting",
    ),
    ("actions", "contests", "recounts", "a recount that is reported is run again"),
    ("actions", "recounts", "tally", "a count that is run again is the count"),
    ("actions", "calendar", "deadlines", "a calendar tells the deadlines of every meeting"),
    ("http", "calendar", "icalendar", "a feed is a calendar as RFC 5545 writes it"),
    ("actions", "turn", "witnessing", "the first turn of a process comes after the witnesses were asked"),
    ("http", "document", "chapters", "the document declares the tags of its operations"),
];

#[test]
fn nouns_of_a_layer_do_not_call_each_other() {
    let mut findings = Vec::new();
    for (layer, shared) in SHARED {
        let sources = below(&format!("src/{layer}"));
        let nouns: Vec<String> =
            sources.iter().filter_map(|source| source.module().get(1).cloned()).collect();
        for source in &sources {
            // The layer's own mod.rs declares and wires all of them.
            let Some(own) = source.module().get(1).cloned() else { continue };
            for named in
                source.named().iter().filter(|named| named.parts.first().is_some_and(|is| is == layer))
            {
                let Some(other) = named.parts.get(1).filter(|other| nouns.contains(other)) else { continue };
                let listed = CALLS.iter().any(|call| (call.0, call.1, call.2) == (layer, &own, other));
                if *other != own && !shared.contains(&other.as_str()) && !listed {
                    let (path, line) = (&source.path, named.line);
                    findings.push(format!("{path}:{line}: {own} may not call {other} in {layer}"));
                }
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn every_listed_call_is_still_made() {
    for (layer, from, to, reason) in CALLS {
        let made = below(&format!("src/{layer}")).iter().any(|source| {
            source.module().get(1).is_some_and(|own| own == from)
                && source.named().iter().any(|named| named.parts.get(1).is_some_and(|other| other == to))
        });
        assert!(made, "{from} no longer calls {to} in {layer}: take it off the list ({reason})");
    }
}
