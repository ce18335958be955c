//! Against mandates: who gave them, who holds them, and who read them on paper.

use quorate::evidence::ballots::MatterAnswer;
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::mandates::MandateStatement;
use quorate::evidence::statements::Statement as _;
use quorate::verify::report::Code;
use uuid::Uuid;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Story as Live;
use crate::estate::{MEETING, OTHER_MEETING, elector, key};
use crate::mandating::{exclude, give, latest, mandate, paper, read, revocation, revoke, told};
use crate::story::Story;
use crate::telling::Before;

const NO_PROXIES: &str = "[[limit]]\nname = \"principals_max\"\nnumber = 0";
const INSTRUCTED: &str = "[discretion]\nvalue = \"instructed_only\"";
const OFFICERS: [&str; 2] = ["secretary", "supervisor"];

pub(super) const ROWS: &[Row] = &[
    (
        "a neighbour signs a mandate",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| one("bob", story, |own| own)),
    ),
    (
        "an officer gives a mandate without a paper",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| one("secretary", story, |own| own)),
    ),
    (
        "a mandate under a key that nobody enrolled",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| one("mallory", story, |own| own)),
    ),
    (
        "a mandate under a revoked key",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            let own = mandate(story, "dan", "owner:ann");
            give(story, "dan-1", &own);
        }),
    ),
    (
        "a mandate of another record",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            one("cat", story, |own| MandateStatement { origin: "elsewhere.example/1".to_owned(), ..own });
        }),
    ),
    (
        "a mandate of another community",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            one("cat", story, |own| MandateStatement { community: Uuid::from_u128(8), ..own });
        }),
    ),
    (
        "a mandate of another meeting",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            one("cat", story, |own| MandateStatement { meeting: OTHER_MEETING, ..own });
        }),
    ),
    (
        "a mandate with little randomness",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            one("cat", story, |own| MandateStatement { nonce: "AAAA".to_owned(), ..own });
        }),
    ),
    (
        "a mandate of an unknown version",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| one("cat", story, |own| MandateStatement { v: 2, ..own })),
    ),
    (
        "a mandate to somebody from outside that is no paper",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            one("cat", story, |own| MandateStatement { holder: "outside:p-1".parse().unwrap(), ..own });
        }),
    ),
    (
        "the entry names another elector than the mandate",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            let own = mandate(story, "cat", "owner:ann").sign(&key("cat")).unwrap();
            let statement = story.file(DocumentKind::Mandate, own.as_bytes());
            let (meeting, elector) = (MEETING, elector(&["dan"]));
            story.publish(Fact::MandateGiven { meeting, elector, statement, confirmation: None });
        }),
    ),
    (
        "the entry names another mandate than its revocation",
        Code::MandatesSigned,
        Audit,
        Live(Before::Extension, |story| {
            let mandate = latest(story);
            let own = revocation(story, Digest::of(b"another")).sign(&key("cat")).unwrap();
            let statement = story.file(DocumentKind::Mandate, own.as_bytes());
            story.publish(Fact::MandateRevoked { meeting: MEETING, mandate, statement, confirmation: None });
        }),
    ),
    (
        "one officer alone reads a paper",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            let own = paper(story, "cat", "outside:p-1");
            give(story, "secretary", &own);
        }),
    ),
    (
        "two of one body read a paper",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| two(story, ["secretary", "convener"], |own| own)),
    ),
    (
        "an owner reads a paper again",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| two(story, ["secretary", "ann"], |own| own)),
    ),
    (
        "a mandate that the principal signed is confirmed",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            let own = mandate(story, "cat", "owner:ann");
            read(story, ["cat", "scrutineer"], &own, &own.clone());
        }),
    ),
    (
        "two read a paper as of different electors",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            two(story, OFFICERS, |own| MandateStatement { elector: elector(&["ann"]), ..own });
        }),
    ),
    (
        "two read a paper as of different principals",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            two(story, OFFICERS, |own| MandateStatement { principal: "ann".parse().unwrap(), ..own });
        }),
    ),
    (
        "two read a paper as of different holders",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            two(story, OFFICERS, |own| MandateStatement { holder: "outside:p-3".parse().unwrap(), ..own });
        }),
    ),
    (
        "two read different instructions on a paper",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            let against = || vec![told("m1", MatterAnswer::Against)];
            two(story, OFFICERS, |own| MandateStatement { instructions: against(), ..own });
        }),
    ),
    (
        "two read different papers",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            two(story, OFFICERS, |own| MandateStatement { paper: Some(Digest::of(b"other")), ..own });
        }),
    ),
    (
        "an owner excludes a holder",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| exclude(story, "cat", "outside:p-3")),
    ),
    (
        "the secretary excludes a holder",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| exclude(story, "secretary", "outside:p-3")),
    ),
    (
        "a holder passes a mandate on",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = mandate(story, "ann", "owner:bob");
            give(story, "ann", &MandateStatement { elector: elector(&["cat"]), ..own });
        }),
    ),
    (
        "an elector has two mandates",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| one("cat", story, |own| own)),
    ),
    (
        "somebody else revokes a mandate",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = latest(story);
            revoke(story, "ann", own);
        }),
    ),
    (
        "a mandate is revoked twice",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = latest(story);
            revoke(story, "cat", own);
            revoke(story, "cat", own);
        }),
    ),
    (
        "a mandate is revoked that nobody gave",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| revoke(story, "cat", Digest::of(b"no mandate"))),
    ),
    (
        "an excluded holder is given a mandate",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            exclude(story, "supervisor", "owner:ann");
            one("cat", story, |own| own);
        }),
    ),
    (
        "a holder is excluded twice",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| exclude(story, "supervisor", "outside:p-2")),
    ),
    (
        "a mandate for an elector that is not on the roll",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            one("ann", story, |own| MandateStatement {
                elector: elector(&["nobody"]),
                principal: "ann".parse().unwrap(),
                ..own
            });
        }),
    ),
    (
        "a holder who is no owner on the roll",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = mandate(story, "ann", "owner:nobody");
            give(story, "ann", &own);
        }),
    ),
    (
        "a co-owner holds a mandate of their own elector",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = mandate(story, "bob", "owner:eve");
            give(story, "bob", &MandateStatement { elector: elector(&["bob", "eve"]), ..own });
        }),
    ),
    (
        "instructions on a matter that is not decided",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = mandate(story, "ann", "owner:cat");
            let instructions = vec![told("m9", MatterAnswer::For)];
            give(story, "ann", &MandateStatement { instructions, ..own });
        }),
    ),
    (
        "instructions that no ballot can follow",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = mandate(story, "ann", "owner:cat");
            let instructions = vec![told("m3", MatterAnswer::For)];
            give(story, "ann", &MandateStatement { instructions, ..own });
        }),
    ),
    (
        "more principals than the rules allow",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Notice, |story| story.state_rules(1, NO_PROXIES)),
    ),
    (
        "discretion where the rules allow none",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Notice, |story| story.state_rules(1, INSTRUCTED)),
    ),
    (
        "a mandate is given after the close",
        Code::LifeOrder,
        Both,
        Live(Before::Count, |story| {
            let own = mandate(story, "ann", "owner:cat");
            give(story, "ann", &own);
        }),
    ),
];

/// Cat's mandate to Ann, changed, under somebody's key.
fn one(signer: &str, story: &mut Story, change: fn(MandateStatement) -> MandateStatement) {
    let own = change(mandate(story, "cat", "owner:ann"));
    give(story, signer, &own);
}

/// Cat's mandate on paper, of which the second reader reads something else.
fn two(story: &mut Story, by: [&str; 2], change: impl Fn(MandateStatement) -> MandateStatement) {
    let own = paper(story, "cat", "outside:p-1");
    read(story, by, &own, &change(own.clone()));
}
