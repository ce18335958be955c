//! The chapters of the API document: which tags there are, in the order of a community's life.
//!
//! Every operation has one of these tags. Readers show them in this order; those that know `x-tagGroups` (Redoc) show
//! the chapters too.

use serde_json::json;
use utoipa::openapi::Tag;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::tag::TagBuilder;

/// The chapters, each with its tags and what one does there.
const CHAPTERS: [(&str, &[(&str, &str)]); 12] = [
    (
        "The service and who uses it",
        &[
            ("health", "Whether the service lives and is ready."),
            ("identity", "Codes, enrolments, device keys, sessions, second factors and offices."),
            ("messages", "What owners are told by message, in which language, and when not."),
            ("privacy", "What is kept how long, exported to whom it is about, and erased."),
        ],
    ),
    (
        "A community and its register",
        &[
            ("communities", "Communities, the rules that each is under, its inboxes and its keys."),
            ("rules", "Rule packs and overlays: every value with its article."),
            ("register", "The register of units and owners, version by version."),
        ],
    ),
    (
        "Form the assembly",
        &[(
            "formations",
            "The first assembly, from the application until covenant, rules and committee are there.",
        )],
    ),
    ("Propose", &[("petitions", "Owners propose a meeting, a matter or a recall, and are counted.")]),
    (
        "Stand for election",
        &[(
            "candidacies",
            "Calls for candidates: nominations, eligibility, the slate and its order on the ballot.",
        )],
    ),
    (
        "Hold a meeting",
        &[
            ("meetings", "Meetings of the assembly from draft to end: agenda, opening, extension, close."),
            ("notices", "The notice of a meeting, its versions and its attachments."),
            ("services", "How the notice was served, unit by unit, with the evidence."),
            ("deliveries", "Notices and news of a meeting on their way by mail and text message."),
            ("roll", "Who is on the roll of a meeting, what was amended, how many took part."),
            ("representation", "Who acts for electors of several owners, and quarrels about it."),
            ("mandates", "Proxies and delegates: mandates given, read, withdrawn and in force."),
            ("acting", "Who is helped to vote, and who acts for electors that passed to others."),
            ("ballots", "Ballots, signed by the device of whoever votes."),
            ("papers", "Ballots on paper: handed out, returned, read by two persons, compared."),
            ("tally", "Turnout, lot, count, certificate, result and its announcement."),
            ("postings", "Roll, candidates, results and minutes as they are posted."),
            (
                "objections",
                "Objections to roll, candidates, competence and result of a meeting, with their answers.",
            ),
        ],
    ),
    (
        "Have a committee",
        &[(
            "committees",
            "The elected committee: seats, chair, certificate, filing, seals, changes and recalls.",
        )],
    ),
    (
        "Run the estate",
        &[
            ("sittings", "The committee sits and decides by signature."),
            ("seal_uses", "What was sealed, with the approvals of the members."),
            ("archive", "Documents by their hash, open or sealed."),
            ("contracts", "Service contracts with their terms and notices."),
        ],
    ),
    (
        "Re-elect",
        &[("terms", "The end of a committee's term: report, re-election, who acts, handover and audit.")],
    ),
    (
        "Supervise",
        &[
            ("contests", "Objections to any step, their answers, and what follows from those upheld."),
            ("evaluations", "What owners think of manager and committee; a survey that binds nobody."),
        ],
    ),
    (
        "Keep time",
        &[
            ("calendar", "Every date of a community, as data and as a feed for programs."),
            ("acts", "Every step of a community's life in one list, in the order of the record."),
        ],
    ),
    (
        "Record and audit",
        &[
            ("record", "The public record: checkpoints, tiles and the documents that entries name."),
            ("witnesses", "Who cosigns the record, and how many of them must."),
            ("bundles", "A meeting, or a whole record, as one file that is checked offline."),
            ("documents", "Pages to print, and packages for courts and authorities."),
            ("trail", "What officers and operators did, and what they were refused."),
        ],
    ),
];

/// The tags, each with what one does there.
pub fn tags() -> Vec<Tag> {
    let all = CHAPTERS.iter().flat_map(|(_, tags)| tags.iter());
    all.map(|(name, about)| TagBuilder::new().name(*name).description(Some(*about)).build()).collect()
}

/// The chapters as `x-tagGroups`.
pub fn groups() -> Extensions {
    let group = |(name, tags): &(&str, &[(&str, &str)])| {
        let tags: Vec<_> = tags.iter().map(|(tag, _)| *tag).collect();
        json!({ "name": name, "tags": tags })
    };
    Extensions::from_iter([("x-tagGroups", CHAPTERS.iter().map(group).collect::<Vec<_>>())])
}
