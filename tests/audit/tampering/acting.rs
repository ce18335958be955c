//! Against help with a vote, and who acts for electors that passed to others.

use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::domain::successions::SuccessionKind;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Story as Live;
use crate::estate::{developer, elector, sold};
use crate::story::Story;
use crate::telling::Before;

/// The secretary, and another officer.
const OFFICERS: (&str, (&str, Role)) = ("secretary", ("scrutineer", Role::Scrutineer));

const CHOICES: &[(&str, &str)] = &[("m1", "for"), ("m2", "for"), ("m3", "c1 c2"), ("m4", "for")];

/// The choices of electors of the second entrance.
const FEWER: &[(&str, &str)] = &[("m1", "for"), ("m2", "for"), ("m3", "c1 c2")];

pub(super) const ROWS: &[Row] = &[
    (
        "a secretary helps alone",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| {
            help(story, ("secretary", ("secretary", Role::Secretary)), ("dan-2", "dan"));
        }),
    ),
    (
        "somebody who holds no office helps",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| help(story, ("mallory", OFFICERS.1), ("dan-2", "dan"))),
    ),
    (
        "an officer confirms help in a role that they do not hold",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| {
            help(story, ("secretary", ("scrutineer", Role::Supervisor)), ("dan-2", "dan"));
        }),
    ),
    (
        "a co-owner witnesses the help for another one",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| {
            story.assist(("secretary", ("eve", Role::Owner)), ("bob", "bob"), elector(&["bob", "eve"]));
        }),
    ),
    (
        "an owner is helped to vote with an officer's key",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| help(story, OFFICERS, ("convener", "dan"))),
    ),
    (
        "an owner is helped to vote with a key that was revoked",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| help(story, OFFICERS, ("dan-1", "dan"))),
    ),
    (
        "an owner is helped to vote with a neighbour's key",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| help(story, OFFICERS, ("cat", "dan"))),
    ),
    (
        "an owner is helped to vote for a neighbour",
        Code::AssistancesSound,
        Audit,
        Live(Before::Extension, |story| help(story, OFFICERS, ("cat", "cat"))),
    ),
    (
        "help is recorded before the opening",
        Code::LifeOrder,
        Both,
        Live(Before::Opening, |story| help(story, OFFICERS, ("dan-2", "dan"))),
    ),
    (
        "a new key votes with help of three hours ago",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            new_key(story);
            story.now = story.now.plus_seconds(3 * 60 * 60);
            story.cast("cat-2", elector(&["cat"]), CHOICES);
        }),
    ),
    (
        "a new key votes twice with help for one ballot",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            new_key(story);
            story.cast("cat-2", elector(&["cat"]), CHOICES);
            story.cast("cat-2", elector(&["cat"]), CHOICES);
        }),
    ),
    (
        "a buyer votes over the vote of who sold",
        Code::RepresentationFollowed,
        Audit,
        Live(Before::Extension, |story| {
            desk(story, ("fay", "fay"));
            story.assist(OFFICERS, ("fay", "fay"), developer());
            story.cast("fay", developer(), FEWER);
        }),
    ),
    (
        "who sold votes once more",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| story.cast("dev", developer(), FEWER)),
    ),
    (
        "a home passes to somebody whom the register does not name",
        Code::SuccessionsSound,
        Audit,
        Live(Before::Extension, |story| sell(story, OFFICERS, (&["dan"], &["cat"]))),
    ),
    (
        "one of two homes of an elector passes",
        Code::SuccessionsSound,
        Audit,
        Live(Before::Extension, |story| {
            story.import_of(3, &sold(&[("1-1-0101", "gil")]));
            sell(story, OFFICERS, (&["ann"], &["gil"]));
        }),
    ),
    (
        "a secretary lets a home pass alone",
        Code::SuccessionsSound,
        Audit,
        Live(Before::Extension, |story| {
            story.import_of(3, &sold(&[("1-1-0202", "gil")]));
            sell(story, ("secretary", ("secretary", Role::Secretary)), (&["cat"], &["gil"]));
        }),
    ),
    (
        "an owner confirms that a home passed",
        Code::SuccessionsSound,
        Audit,
        Live(Before::Extension, |story| {
            story.import_of(3, &sold(&[("1-1-0202", "gil")]));
            sell(story, ("secretary", ("ann", Role::Owner)), (&["cat"], &["gil"]));
        }),
    ),
    (
        "a home passes from somebody who did not own it",
        Code::SuccessionsSound,
        Audit,
        Live(Before::Extension, |story| {
            story.import_of(3, &sold(&[("1-1-0202", "gil")]));
            let of = (elector(&["cat"]), SuccessionKind::Transfer);
            story.succeed(OFFICERS, of, (&["ann"], &["gil"]));
        }),
    ),
    (
        "a guardian acts and the ward's key stays good",
        Code::SuccessionsSound,
        Audit,
        Live(Before::Extension, |story| {
            story.succeed(OFFICERS, (elector(&["cat"]), SuccessionKind::Guardian), (&["cat"], &["cat"]));
        }),
    ),
    (
        "a home passes before the opening",
        Code::LifeOrder,
        Both,
        Live(Before::Opening, |story| {
            story.import_of(3, &sold(&[("1-1-0202", "gil")]));
            sell(story, OFFICERS, (&["cat"], &["gil"]));
        }),
    ),
];

fn help(story: &mut Story, two: (&str, (&str, Role)), key: (&str, &str)) {
    story.assist(two, key, elector(&["dan"]));
}

fn sell(story: &mut Story, two: (&str, (&str, Role)), (before, after): (&[&str], &[&str])) {
    story.succeed(two, (elector(before), SuccessionKind::Transfer), (before, after));
}

fn desk(story: &mut Story, key: (&str, &str)) {
    let officers = [("secretary", Role::Secretary), ("scrutineer", Role::Scrutineer)];
    story.enrol_by(EnrolmentMethod::Desk, key, &officers);
}

/// A silent owner gets a key at the desk and is helped to vote with it.
fn new_key(story: &mut Story) {
    desk(story, ("cat-2", "cat"));
    story.assist(OFFICERS, ("cat-2", "cat"), elector(&["cat"]));
}
