//! Against the lot.

use quorate::domain::identity::Role;
use quorate::domain::rules::switches::TieBreak;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::lots::{LotForm, LotValue};
use quorate::evidence::verdict::DrawnForm;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Draw;
use crate::story::{Story, at};
use crate::telling::Before;

pub(super) const ROWS: &[Row] = &[
    (
        "another value is revealed than was committed to",
        Code::LotPledged,
        Both,
        Draw(Before::Count, |story| story.pledged[0].value = LotValue::from_bytes([7; 32])),
    ),
    (
        "two officers reveal each other's values",
        Code::LotPledged,
        Both,
        Draw(Before::Count, |story| {
            let (one, two) = (story.pledged[0].value, story.pledged[1].value);
            (story.pledged[0].value, story.pledged[1].value) = (two, one);
        }),
    ),
    (
        "a commitment is dropped and its value revealed",
        Code::LotPledged,
        Both,
        Draw(Before::Opening, |story| {
            story.entries.pop();
            story.documents.pop();
        }),
    ),
    (
        "a commitment is recorded in another role",
        Code::LotPledged,
        Both,
        Draw(Before::Opening, |story| {
            let entry = story.entries.pop().unwrap();
            let Fact::LotCommitted { meeting, statement, .. } = *entry.fact() else { panic!("a commitment") };
            story.publish(Fact::LotCommitted { meeting, role: Role::Convener, statement });
        }),
    ),
    (
        "a third scrutineer commits",
        Code::LotPledged,
        Both,
        Draw(Before::Opening, |story| {
            for signer in ["scrutineer-2", "scrutineer-3"] {
                story.enrol(signer, None);
                story.commit(signer, Role::Scrutineer);
            }
        }),
    ),
    (
        "a value is revealed when it is too late",
        Code::LotPledged,
        Both,
        Draw(Before::Count, |story| story.now = at("2026-06-08T16:00:00Z")),
    ),
    (
        "a lot is prepared that breaks no ties",
        Code::LotPledged,
        Both,
        Draw(Before::Notice, |story| {
            story.definition.switches.tie_break = TieBreak::Runoff;
            story.definition.lot = None;
        }),
    ),
    (
        "a commitment after the opening",
        Code::LifeOrder,
        Both,
        Draw(Before::Ballots, |story| story.commit("convener", Role::Convener)),
    ),
    ("a value is revealed before the close", Code::LifeOrder, Both, Draw(Before::Close, Story::reveal)),
    (
        "an owner commits as convener",
        Code::LotPledgersEnrolled,
        Audit,
        Draw(Before::Opening, |story| story.commit("ann", Role::Convener)),
    ),
    (
        "a stranger commits as convener",
        Code::LotPledgersEnrolled,
        Audit,
        Draw(Before::Opening, |story| story.commit("mallory", Role::Convener)),
    ),
    (
        "a scrutineer commits as convener",
        Code::LotPledgersEnrolled,
        Audit,
        Draw(Before::Opening, |story| {
            story.enrol("scrutineer-2", None);
            story.commit("scrutineer-2", Role::Convener);
        }),
    ),
    (
        "the lot is drawn from another seed",
        Code::LotDrawn,
        Both,
        Draw(Before::Certification, |story| lot(story).seed = Some(Digest::of(b"a better one"))),
    ),
    (
        "a value that was revealed is left out of the draw",
        Code::LotDrawn,
        Both,
        Draw(Before::Certification, |story| {
            story.pledged[0].kept = false;
            story.judge_again(0);
        }),
    ),
    ("a tie is left open", Code::LotDrawn, Both, Draw(Before::Certification, |story| lot(story).seed = None)),
    (
        "the count does not wait for a value",
        Code::LotDrawn,
        Both,
        Draw(Before::Count, |story| story.pledged[1].kept = false),
    ),
    (
        "candidates change places in the draw",
        Code::VerdictsFollow,
        Both,
        Draw(Before::Certification, |story| lot(story).candidates.swap(0, 2)),
    ),
    (
        "who was drawn last is elected",
        Code::VerdictsFollow,
        Both,
        Draw(Before::Certification, |story| {
            let verdict = &mut story.draft.as_mut().unwrap().matters[0].verdict;
            let (elected, alternates) =
                (verdict.elected.as_mut().unwrap(), verdict.alternates.as_mut().unwrap());
            std::mem::swap(&mut elected[1], &mut alternates[0]);
        }),
    ),
    (
        "a definition without the time for revealing",
        Code::Definition,
        Both,
        Draw(Before::Notice, |story| story.definition.lot = Some(LotForm { reveal_hours: 23 })),
    ),
];

fn lot(story: &mut Story) -> &mut DrawnForm {
    story.draft.as_mut().unwrap().matters[0].verdict.lot.as_mut().unwrap()
}
