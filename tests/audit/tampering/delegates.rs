//! Against delegates: who appointed them, what they record, and for whom.

use quorate::evidence::ballots::MatterAnswer;
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::delegate_rule::DelegateRuleForm;
use quorate::evidence::delegates::{DelegateAppointment, OpinionStatement};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::mandates::MandateStatement;
use quorate::evidence::statements::Statement as _;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Story as Live;
use crate::estate::{COMMUNITY, MEETING, ORIGIN, key};
use crate::mandating::{give, latest, mandate, nonce, told};
use crate::story::Story;
use crate::telling::Before;

const OFFICERS: [&str; 2] = ["secretary", "scrutineer"];

pub(super) const ROWS: &[Row] = &[
    (
        "the rule on delegates was adopted after the notice",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| {
            let text = "One delegate a building.".to_owned();
            let rule = DelegateRuleForm { adopted_on: "2026-07-01".parse().unwrap(), text };
            story.definition.delegate_rule = Some(rule);
        }),
    ),
    (
        "a delegate whom one officer alone appointed",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            let own = appointment(story);
            let statement =
                story.file(DocumentKind::Mandate, own.sign(&key("secretary")).unwrap().as_bytes());
            story.publish(Fact::DelegateAppointed { meeting: MEETING, statement, confirmation: None });
        }),
    ),
    (
        "two read different minutes of an election",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            appoint(story, OFFICERS, |own| DelegateAppointment { minutes: Digest::of(b"other"), ..own });
        }),
    ),
    (
        "two read different terms of a delegate",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| {
            appoint(story, OFFICERS, |own| DelegateAppointment {
                until: "2027-01-01".parse().unwrap(),
                ..own
            });
        }),
    ),
    (
        "an owner appoints a delegate",
        Code::MandatesSigned,
        Audit,
        Live(Before::Opening, |story| appoint(story, ["cat", "scrutineer"], |own| own)),
    ),
    (
        "a delegate without a rule of procedure",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Opening, |story| appoint(story, OFFICERS, |own| own)),
    ),
    (
        "a mandate to a delegate whom nobody appointed",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let own = mandate(story, "ann", "delegate:cat");
            give(story, "ann", &MandateStatement { instructions: Vec::new(), ..own });
        }),
    ),
    (
        "an officer records an opinion",
        Code::MandatesSigned,
        Audit,
        Live(Before::Extension, |story| {
            let mandate = latest(story);
            opine(story, "secretary", mandate);
        }),
    ),
    (
        "a proxy records an opinion",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| {
            let mandate = latest(story);
            opine(story, "ann", mandate);
        }),
    ),
    (
        "an opinion under a mandate that nobody gave",
        Code::MandatesFollowed,
        Audit,
        Live(Before::Extension, |story| opine(story, "ann", Digest::of(b"no mandate"))),
    ),
];

/// Ann, elected for the first building.
fn appointment(story: &Story) -> DelegateAppointment {
    DelegateAppointment {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: COMMUNITY,
        meeting: MEETING,
        delegate: "ann".parse().unwrap(),
        building: "1".parse().unwrap(),
        entrance: None,
        from: "2025-01-01".parse().unwrap(),
        until: "2027-12-31".parse().unwrap(),
        minutes: Digest::of(b"minutes"),
        nonce: nonce(story, "appointment"),
    }
}

/// Records an appointment that two read, of whom the second reads what is changed.
fn appoint(story: &mut Story, by: [&str; 2], change: fn(DelegateAppointment) -> DelegateAppointment) {
    let own = appointment(story);
    let statement = story.file(DocumentKind::Mandate, own.sign(&key(by[0])).unwrap().as_bytes());
    let again = DelegateAppointment { nonce: nonce(story, "again"), ..change(own) };
    let again = story.file(DocumentKind::Mandate, again.sign(&key(by[1])).unwrap().as_bytes());
    story.publish(Fact::DelegateAppointed { meeting: MEETING, statement, confirmation: Some(again) });
}

/// Records an opinion under a mandate.
fn opine(story: &mut Story, signer: &str, mandate: Digest) {
    let own = OpinionStatement {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: COMMUNITY,
        meeting: MEETING,
        mandate,
        choices: vec![told("m1", MatterAnswer::For)],
        evidence: Digest::of(b"sheet"),
        nonce: nonce(story, "opinion"),
    };
    let statement = story.file(DocumentKind::Mandate, own.sign(&key(signer)).unwrap().as_bytes());
    story.publish(Fact::OpinionRecorded { meeting: MEETING, mandate, statement });
}
