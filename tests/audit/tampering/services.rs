//! Against service of notice, and what silence is taken for.

use quorate::domain::identity::Role;
use quorate::domain::services::{Channel, Served};
use quorate::evidence::definition::MeetingKind;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::Both;
use super::Tampering::Story as Live;
use crate::story::{Story, at, service};
use crate::telling::Before;

/// The unit of an elector who says nothing.
const SILENT: &str = "1-1-0202";

pub(super) const ROWS: &[Row] = &[
    (
        "a unit is served that is not on the roll",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| write(story, "1-1-0999", Channel::Door)),
    ),
    (
        "a service is dated before the notice",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| {
            let served = service(SILENT, Channel::Door, at("2026-05-01T01:59:59Z"));
            story.write_service(served, Role::Secretary);
        }),
    ),
    (
        "a service is dated ahead",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| {
            let served = service(SILENT, Channel::Door, story.now.plus_seconds(1));
            story.write_service(served, Role::Secretary);
        }),
    ),
    (
        "a service leaves nothing behind",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| {
            let served = Served { evidence: None, ..service(SILENT, Channel::Letter, story.now) };
            story.write_service(served, Role::Secretary);
        }),
    ),
    (
        "an owner records a service",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| {
            story.write_service(service(SILENT, Channel::Door, story.now), Role::Owner);
        }),
    ),
    (
        "a unit is served after the close",
        Code::LifeOrder,
        Both,
        Live(Before::Count, |story| write(story, SILENT, Channel::Door)),
    ),
    (
        "the silence of a unit nobody served is counted",
        Code::SilenceServed,
        Both,
        Live(Before::Count, |story| story.pretend(SILENT)),
    ),
    (
        "the silence of a unit served after the opening is counted",
        Code::SilenceServed,
        Both,
        Live(Before::Close, |story| {
            write(story, SILENT, Channel::Door);
            story.pretend(SILENT);
        }),
    ),
    (
        "the silence of a unit with a posting only is counted",
        Code::SilenceServed,
        Both,
        Live(Before::Opening, |story| {
            write(story, SILENT, Channel::Posting);
            story.pretend(SILENT);
        }),
    ),
    (
        "the result without the silent is left out",
        Code::VerdictsFollow,
        Both,
        Live(Before::Certification, |story| {
            story.draft.as_mut().unwrap().matters[0].verdict.otherwise.clear();
        }),
    ),
    (
        "the rule on silence was adopted on the day of the notice",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| {
            story.definition.non_voter_rule.as_mut().unwrap().adopted_on = "2026-05-01".parse().unwrap();
        }),
    ),
    (
        "silence means something without a rule",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| story.definition.non_voter_rule = None),
    ),
    (
        "silence means something at the inaugural meeting",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| story.definition.kind = MeetingKind::Inaugural),
    ),
];

fn write(story: &mut Story, unit: &str, channel: Channel) {
    story.write_service(service(unit, channel, story.now), Role::Secretary);
}
