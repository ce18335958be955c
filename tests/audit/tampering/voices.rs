//! Against holders' ballots: the mandate they name, and what they may say under it.

use quorate::evidence::digest::Digest;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::Audit;
use super::Tampering::Story as Live;
use crate::estate::elector;
use crate::mandating::{give, latest, mandate, revoke};
use crate::story::Story;
use crate::telling::Before;

/// What Cat told Ann to say, and what Ann says on her own.
const AS_TOLD: &[(&str, &str)] = &[("m1", "for"), ("m2", "against"), ("m3", "c2"), ("m4", "for")];
const OTHERWISE: &[(&str, &str)] = &[("m1", "against"), ("m2", "against"), ("m3", "c2"), ("m4", "for")];

pub(super) const ROWS: &[Row] = &[
    (
        "a holder's ballot names a mandate that nobody gave",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| hold(story, "ann", Digest::of(b"no mandate"), AS_TOLD)),
    ),
    (
        "a holder's ballot names the mandate of another elector",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            let (own, choices) = (latest(story), &AS_TOLD[..3]);
            story.cast_under("ann", (elector(&["dan"]), own), choices, None);
        }),
    ),
    (
        "a holder's ballot drops its mandate",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| story.cast("ann", elector(&["cat"]), AS_TOLD)),
    ),
    (
        "somebody else votes under a mandate",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| hold(story, "bob", latest(story), AS_TOLD)),
    ),
    (
        "the principal votes under the mandate they gave",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| hold(story, "cat", latest(story), AS_TOLD)),
    ),
    (
        "a holder says something else than they were told",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| hold(story, "ann", latest(story), OTHERWISE)),
    ),
    (
        "a holder votes under a mandate that was revoked",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            let own = latest(story);
            revoke(story, "cat", own);
            hold(story, "ann", own, AS_TOLD);
        }),
    ),
    (
        "a holder votes under a mandate that is given later",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            let own = latest(story);
            revoke(story, "cat", own);
            let own = mandate(story, "cat", "owner:bob");
            let digest = give(story, "cat", &own);
            let given = story.entries.pop().unwrap();
            hold(story, "bob", digest, AS_TOLD);
            story.publish(given.fact().clone());
        }),
    ),
    (
        "a holder votes after the principal did",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            story.cast("cat", elector(&["cat"]), OTHERWISE);
            hold(story, "ann", latest(story), AS_TOLD);
        }),
    ),
    (
        "a principal's ballot replaces that of the holder",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            let own = latest(story);
            let before = story.cast_under("ann", (elector(&["cat"]), own), AS_TOLD, None);
            story.cast_over("cat", elector(&["cat"]), OTHERWISE, Some(before));
        }),
    ),
    (
        "a holder's first ballot replaces one of the principal's",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            let own = latest(story);
            story.cast_under("ann", (elector(&["cat"]), own), AS_TOLD, Some(Digest::of(b"before")));
        }),
    ),
    (
        "a holder's vote is certified although the principal voted",
        Code::TotalsFollow,
        Audit,
        Live(Before::Certification, |story| {
            let draft = story.draft.as_mut().unwrap();
            draft.channels.proxy += 1;
            draft.channels.conflicts += 1;
        }),
    ),
];

fn hold(story: &mut Story, signer: &str, mandate: Digest, choices: &[(&str, &str)]) {
    story.cast_under(signer, (elector(&["cat"]), mandate), choices, None);
}
