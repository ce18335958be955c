//! Against who acts for an elector of several owners.

use quorate::domain::representation::DecisionOutcome;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Story as Live;
use crate::estate::elector;
use crate::story::Story;
use crate::telling::{Before, REASON};

const BOTH: [&str; 2] = ["bob", "eve"];

const CHOICES: &[(&str, &str)] = &[("m1", "for"), ("m2", "for"), ("m3", "abstain"), ("m4", "for")];

pub(super) const ROWS: &[Row] = &[
    (
        "a co-owner votes whom the others did not name",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, |story| story.cast("bob", elector(&BOTH), CHOICES)),
    ),
    (
        "a ballot that was set aside counts",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, |story| {
            for owner in BOTH {
                story.nominate(owner, elector(&BOTH), "bob");
            }
        }),
    ),
    (
        "a ballot that was set aside is in the totals",
        Code::TotalsFollow,
        Audit,
        Live(Before::Extension, |story| {
            quarrel(story);
            story.decide("convener", elector(&BOTH), DecisionOutcome::SetAside, REASON);
            story.co_owned.set_aside = 1;
        }),
    ),
    (
        "a quarrel is left open and counted over",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, quarrel),
    ),
    (
        "a neighbour names who acts",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, |story| story.nominate("cat", elector(&BOTH), "bob")),
    ),
    (
        "a neighbour is named to act",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, |story| story.nominate("eve", elector(&BOTH), "cat")),
    ),
    (
        "a representative is named for an elector of one owner",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, |story| story.nominate("cat", elector(&["cat"]), "cat")),
    ),
    (
        "an objection after the close is taken",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Count, |story| story.object("bob", elector(&BOTH), "eve")),
    ),
    (
        "a representative is named after the close",
        Code::LifeOrder,
        Both,
        Live(Before::Count, |story| story.nominate("bob", elector(&BOTH), "bob")),
    ),
    (
        "a quarrel is decided that nobody had",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, |story| {
            story.decide("convener", elector(&BOTH), DecisionOutcome::Stands, REASON);
        }),
    ),
    (
        "it is certified that others were represented",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().co_owned.confirmed = 1),
    ),
    (
        "an owner decides the quarrel of co-owners",
        Code::RepresentationSigned,
        Audit,
        Live(Before::Extension, |story| {
            quarrel(story);
            story.decide("bob", elector(&BOTH), DecisionOutcome::Stands, REASON);
            story.co_owned.confirmed = 1;
        }),
    ),
    (
        "somebody who was never enrolled decides",
        Code::RepresentationSigned,
        Audit,
        Live(Before::Extension, |story| {
            quarrel(story);
            story.decide("mallory", elector(&BOTH), DecisionOutcome::Stands, REASON);
        }),
    ),
    (
        "the record gives another reason than the convener",
        Code::RepresentationSigned,
        Audit,
        Live(Before::Extension, |story| {
            quarrel(story);
            story.decide("convener", elector(&BOTH), DecisionOutcome::Stands, "Because.");
        }),
    ),
    (
        "an officer names who acts for co-owners",
        Code::RepresentationSigned,
        Audit,
        Live(Before::Extension, |story| story.nominate("secretary", elector(&BOTH), "bob")),
    ),
    (
        "a nomination under a revoked key",
        Code::RepresentationSigned,
        Audit,
        Live(Before::Extension, |story| story.nominate("dan-1", elector(&["dan"]), "dan")),
    ),
];

/// Eve, who acts, is not agreed on any more, and Bob objects to her.
fn quarrel(story: &mut Story) {
    story.nominate("bob", elector(&BOTH), "bob");
    story.object("bob", elector(&BOTH), "eve");
}
