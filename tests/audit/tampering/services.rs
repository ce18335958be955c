//! Against service of notice, and what silence is taken for.

use quorate::domain::identity::Role;
use quorate::domain::services::{Channel, Served};
use quorate::evidence::definition::MeetingKind;
use quorate::evidence::digest::Digest;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Story as Live;
use crate::estate::OTHER_MEETING;
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
        "a unit is posted that nobody tried to reach",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| write(story, "1-1-0201", Channel::Posting)),
    ),
    (
        "a version of the notice is served that there is not",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| {
            let served = Served { version: 9, ..service(SILENT, Channel::Door, story.now) };
            story.write_service(served, Role::Secretary);
        }),
    ),
    (
        "a service is dated before the version that was served",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| {
            let early = service(SILENT, Channel::Door, at("2026-05-01T02:00:01Z"));
            story.write_service(Served { version: 2, ..early }, Role::Secretary);
        }),
    ),
    (
        "an attempt by an application",
        Code::ServicesSound,
        Both,
        Live(Before::Opening, |story| story.attempt(SILENT, Channel::InApp)),
    ),
    (
        "who served is told for another meeting",
        Code::ServicesSound,
        Audit,
        Live(Before::Opening, |story| {
            let details = story.details(OTHER_MEETING);
            story.write_detailed(story.service(SILENT, Channel::Door), Role::Secretary, Some(details));
        }),
    ),
    (
        "an owner acknowledges the notice for another's unit",
        Code::ServicesAcknowledged,
        Audit,
        Live(Before::Opening, |story| story.acknowledge("ann", SILENT)),
    ),
    (
        "a key that nobody enrolled acknowledges the notice",
        Code::ServicesAcknowledged,
        Audit,
        Live(Before::Opening, |story| story.acknowledge("thief", SILENT)),
    ),
    (
        "an officer's key acknowledges the notice",
        Code::ServicesAcknowledged,
        Audit,
        Live(Before::Opening, |story| story.acknowledge("secretary", SILENT)),
    ),
    (
        "the acknowledgement is of an earlier version",
        Code::ServicesAcknowledged,
        Audit,
        Live(Before::Opening, |story| {
            let evidence = story.acknowledgement("ann", story.notices[0]);
            let evidence = Some(evidence.fingerprint());
            let served = Served { evidence, ..story.service("1-1-0101", Channel::InApp) };
            story.write_service(served, Role::Owner);
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
        "the notice has another title",
        Code::NoticeComposed,
        Both,
        Live(Before::Notice, |story| story.forge = |notice| notice.title.push('!')),
    ),
    (
        "the notice has another text of a matter",
        Code::NoticeComposed,
        Both,
        Live(Before::Notice, |story| story.forge = |notice| notice.matters[0].text.push('!')),
    ),
    (
        "the notice has another proposer",
        Code::NoticeComposed,
        Both,
        Live(Before::Notice, |story| story.forge = |notice| notice.matters[0].proposed_by = None),
    ),
    (
        "the notice says another threshold",
        Code::NoticeComposed,
        Both,
        Live(Before::Notice, |story| {
            story.forge = |notice| notice.matters[0].rule[0].words.en = "Nothing.".to_owned();
        }),
    ),
    (
        "the notice says another opening",
        Code::NoticeComposed,
        Both,
        Live(Before::Notice, |story| {
            story.forge = |notice| notice.opens_at = notice.opens_at.plus_seconds(60);
        }),
    ),
    (
        "the notice is of another definition",
        Code::NoticeComposed,
        Both,
        Live(Before::Notice, |story| story.forge = |notice| notice.definition = Digest::of(b"other")),
    ),
    (
        "the notice says that silence means something else",
        Code::NoticeComposed,
        Both,
        Live(Before::Notice, |story| story.forge = |notice| notice.silence.zh = "视为同意。".to_owned()),
    ),
    (
        "an attachment of the notice is of a type that is not taken",
        Code::NoticeComposed,
        Both,
        Live(Before::Opening, |story| {
            story.particulars.attachments[0].media_type = "text/html".to_owned();
            story.correct("Another estimate.");
        }),
    ),
    (
        "a version of the notice is left out",
        Code::NoticeComposed,
        Both,
        Live(Before::Opening, |story| story.correct_as(4, "A better place.")),
    ),
    (
        "the notice is corrected without a reason",
        Code::NoticeComposed,
        Both,
        Live(Before::Opening, |story| story.correct(" ")),
    ),
    (
        "a corrected notice names another version as the one before",
        Code::NoticeComposed,
        Both,
        Live(Before::Opening, |story| {
            story.forge = |notice| notice.previous = Some(Digest::of(b"other"));
            story.correct("A better place.");
        }),
    ),
    (
        "the notice is corrected after the opening",
        Code::LifeOrder,
        Both,
        Live(Before::Ballots, |story| story.correct("A better place.")),
    ),
    (
        "the silence of a unit served with an earlier version only is counted",
        Code::SilenceServed,
        Both,
        Live(Before::Opening, |story| {
            let served = service(SILENT, Channel::Door, story.now);
            story.write_service(served, Role::Secretary);
            story.pretend(SILENT);
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
