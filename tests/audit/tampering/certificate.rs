//! Against the certificate.

use quorate::domain::identity::Role;
use quorate::evidence::bundle::Line;
use quorate::evidence::digest::Digest;
use quorate::evidence::explained::SwitchForm;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::{Lines, Story as Live};
use crate::estate::COMMUNITY;
use crate::story::{Story, at};
use crate::telling::Before;

pub(super) const ROWS: &[Row] = &[
    ("the certificate is replaced", Code::CertificateNamed, Both, Live(Before::End, replace_certificate)),
    (
        "the certificate is left out",
        Code::CertificateNamed,
        Both,
        Lines(|lines| lines.retain(|line| !matches!(line, Line::Certificate { .. }))),
    ),
    (
        "the certificate is another meeting's",
        Code::CertificateContent,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().meeting = COMMUNITY),
    ),
    (
        "it was counted before the close",
        Code::CertificateContent,
        Both,
        Live(Before::Certification, |story| {
            story.draft.as_mut().unwrap().counted_at = at("2026-06-09T00:00:00Z");
        }),
    ),
    (
        "somebody else certifies",
        Code::CertificateSigned,
        Both,
        Live(Before::Certification, |story| story.service = "thief"),
    ),
    (
        "a wrong root of the close",
        Code::CloseTree,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().close.root = Digest::of(b"root")),
    ),
    (
        "a wrong entry as the close",
        Code::CloseTree,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().close.index -= 1),
    ),
    (
        "a matter is not decided",
        Code::AgendaComplete,
        Both,
        Live(Before::Certification, |story| {
            story.draft.as_mut().unwrap().matters.remove(1);
        }),
    ),
    (
        "matters change places",
        Code::AgendaComplete,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().matters.swap(0, 1)),
    ),
    (
        "a smaller electorate",
        Code::ElectoratesWeighed,
        Both,
        Live(Before::Certification, |story| {
            let totals = &mut story.draft.as_mut().unwrap().matters[3].verdict.totals;
            totals.all = totals.participating.clone();
            totals.silent.heads = 0;
            totals.silent.area = Some("0.00".to_owned());
            story.judge_again(3);
        }),
    ),
    (
        "a verdict that does not follow",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            story.draft.as_mut().unwrap().matters[3].verdict.passed = Some(true);
        }),
    ),
    (
        "an inequality in other words",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            story.draft.as_mut().unwrap().matters[0].verdict.inequalities[0].sentence.push('!');
        }),
    ),
    (
        "a paragraph that tells another story",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            let verdict = &mut story.draft.as_mut().unwrap().matters[3].verdict;
            verdict.paragraph_zh = Some("本议题通过。".to_owned());
        }),
    ),
    (
        "less was needed",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            let needed = &mut story.draft.as_mut().unwrap().matters[3].verdict.needed;
            assert_ne!(needed[0].short.replace("0.01".to_owned()), None);
        }),
    ),
    (
        "what was needed is left out",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            assert!(story.draft.as_mut().unwrap().matters[3].verdict.needed.pop().is_some());
        }),
    ),
    (
        "a switch that did not matter",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            let (switch, value) = ("tie_break".to_owned(), "other_measure_then_runoff".to_owned());
            let verdict = &mut story.draft.as_mut().unwrap().matters[2].verdict;
            assert!(verdict.switches.is_empty());
            verdict.switches.push(SwitchForm { switch, value });
        }),
    ),
    (
        "somebody else is elected",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            story.draft.as_mut().unwrap().matters[2].verdict.elected = Some(vec!["c3".to_owned()]);
        }),
    ),
    (
        "totals that add up to nothing",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            story.draft.as_mut().unwrap().matters[0].verdict.totals.in_favour.heads += 1;
        }),
    ),
    (
        "a countersignature is left out",
        Code::Countersigned,
        Both,
        Live(Before::End, |story| {
            story.certificate.as_mut().unwrap().signatures.pop();
        }),
    ),
    (
        "a countersignature that is not recorded",
        Code::Countersigned,
        Both,
        Live(Before::End, |story| {
            story.entries.retain(|own| own.fact().kind() != "certificate_signed");
        }),
    ),
    (
        "an owner countersigns as an owner",
        Code::Countersigned,
        Both,
        Live(Before::Countersignatures, |story| story.countersign("ann", Role::Owner)),
    ),
    (
        "an owner countersigns as scrutineer",
        Code::CountersignersEnrolled,
        Audit,
        Live(Before::Countersignatures, |story| story.countersign("ann", Role::Scrutineer)),
    ),
    (
        "a stranger countersigns",
        Code::CountersignersEnrolled,
        Audit,
        Live(Before::Countersignatures, |story| story.countersign("mallory", Role::Supervisor)),
    ),
    (
        "a scrutineer whose role has ended countersigns",
        Code::CountersignersEnrolled,
        Audit,
        Live(Before::Countersignatures, |story| story.end("scrutineer")),
    ),
    (
        "the office countersigns in a term that is over",
        Code::CountersignersEnrolled,
        Audit,
        Live(Before::Countersignatures, |story| {
            let until = Some(story.now.plus_seconds(60));
            story.restate("supervisor", until);
        }),
    ),
];

/// Signs other totals under the same count.
fn replace_certificate(story: &mut Story) {
    let draft = story.draft.as_mut().unwrap();
    draft.ballots_counted -= 1;
    let old = story.certificate.take();
    story.certify();
    story.entries.pop();
    assert_ne!(story.certificate, old);
}
