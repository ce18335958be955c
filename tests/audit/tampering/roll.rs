//! Against the roll and the keys.

use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::text::Text;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Story as Live;
use super::deeds::{correct, drop_fact, name_instead, redefine};
use crate::story::Story;
use crate::telling::{Before, larger};

pub(super) const ROWS: &[Row] = &[
    (
        "other weights at the opening",
        Code::RollChain,
        Both,
        Live(Before::Opening, |story| correct(story, "1-1-0101", "188.12")),
    ),
    (
        "an amendment is dropped",
        Code::RollChain,
        Both,
        Live(Before::End, |story| drop_fact(story, "roll_amended")),
    ),
    (
        "an amendment to another roll",
        Code::RollChain,
        Both,
        Live(Before::Opening, |story| {
            correct(story, "1-1-0101", "188.12");
            story.amend("secretary", &larger("1-1-0101", "189.12"), "re-surveyed");
        }),
    ),
    ("a matter of a building that is not there", Code::RollMatters, Both, Live(Before::End, misplace)),
    (
        "the posted roll is not the register's",
        Code::RollDerived,
        Audit,
        Live(Before::Notice, |story| correct(story, "1-1-0101", "188.12")),
    ),
    (
        "an owner signs an amendment",
        Code::AmendmentsSigned,
        Audit,
        Live(Before::Opening, |story| story.amend("ann", &larger("1-1-0101", "188.12"), "re-surveyed")),
    ),
    (
        "another reason is published",
        Code::AmendmentsSigned,
        Audit,
        Live(Before::Opening, |story| story.amend("secretary", &larger("1-1-0101", "188.12"), "a favour")),
    ),
    (
        "an amendment is signed in a role that has ended",
        Code::AmendmentsSigned,
        Audit,
        Live(Before::Opening, |story| {
            story.end("secretary");
            story.amend("secretary", &larger("1-1-0101", "188.12"), "re-surveyed");
        }),
    ),
    (
        "an amendment is signed in a term that is over",
        Code::AmendmentsSigned,
        Audit,
        Live(Before::Opening, |story| {
            let until = Some(story.now.plus_seconds(60));
            story.restate("secretary", until);
            story.amend("secretary", &larger("1-1-0101", "188.12"), "re-surveyed");
        }),
    ),
    (
        "an amendment is confirmed with the key that signed it",
        Code::AmendmentsConfirmed,
        Audit,
        Live(Before::Opening, |story| {
            let change = larger("1-1-0101", "188.12");
            story.amend_as("secretary", ("secretary", Role::Scrutineer), &change, "re-surveyed");
        }),
    ),
    (
        "an amendment is confirmed by an owner",
        Code::AmendmentsConfirmed,
        Audit,
        Live(Before::Opening, |story| {
            let change = larger("1-1-0101", "188.12");
            story.amend_as("secretary", ("ann", Role::Scrutineer), &change, "re-surveyed");
        }),
    ),
    (
        "an amendment is confirmed by the convener",
        Code::AmendmentsConfirmed,
        Both,
        Live(Before::Opening, |story| {
            story.enrol("convener", None);
            let change = larger("1-1-0101", "188.12");
            story.amend_as("secretary", ("convener", Role::Convener), &change, "re-surveyed");
        }),
    ),
    (
        "an amendment is confirmed in a role that has ended",
        Code::AmendmentsConfirmed,
        Audit,
        Live(Before::Opening, |story| {
            story.end("scrutineer");
            story.amend("secretary", &larger("1-1-0101", "188.12"), "re-surveyed");
        }),
    ),
    (
        "an amendment has one signature",
        Code::AmendmentsConfirmed,
        Audit,
        Live(Before::Opening, |story| {
            story.amend("secretary", &larger("1-1-0101", "188.12"), "re-surveyed");
            let old = last_confirmation(story);
            let other =
                story.roll_confirmation("scrutineer", Role::Scrutineer, Digest::of(b"another amendment"));
            name_instead(story, old, other);
            story.documents.retain(|(_, text)| Digest::of(text.as_bytes()) != old);
        }),
    ),
    (
        "a role is granted to a key that nobody enrolled",
        Code::RolesSound,
        Both,
        Live(Before::Opening, |story| story.grant("secretary-2", Digest::of(b"nothing"), None)),
    ),
    (
        "a role is ended that nobody held",
        Code::RolesSound,
        Both,
        Live(Before::Opening, |story| story.end("member")),
    ),
    (
        "what was granted before the notice is left out",
        Code::KeysComplete,
        Both,
        Live(Before::End, |story| {
            let is_granted = |own: &Entry| own.fact().kind() == "role_granted";
            let place = story.entries.iter().position(is_granted).unwrap();
            story.entries.remove(place);
        }),
    ),
    (
        "an enrolment is said to be made another way",
        Code::EnrolmentsSound,
        Audit,
        Live(Before::Ballots, |story| {
            let method = EnrolmentMethod::LetterAndContact;
            let statement = story.enrolment("mallory", Some("cat"), method);
            story.publish(Fact::KeyEnrolled {
                method: EnrolmentMethod::OfficerInvitation,
                confirmed_by: vec![Role::Secretary],
                statement,
                confirmations: Vec::new(),
            });
        }),
    ),
    (
        "a key is enrolled for two owners",
        Code::EnrolmentsSound,
        Audit,
        Live(Before::Ballots, |story| {
            story.enrol("ann", Some("cat"));
        }),
    ),
    (
        "a key is revoked that was never enrolled",
        Code::KeysComplete,
        Both,
        Live(Before::Ballots, |story| {
            story.publish(Fact::KeyRevoked { statement: Digest::of(b"nothing") });
        }),
    ),
];

/// The confirmation that the latest amendment names.
fn last_confirmation(story: &Story) -> Digest {
    let named = |own: &Entry| {
        let Fact::RollAmended { confirmation, .. } = own.fact() else { return None };
        Some(*confirmation)
    };
    story.entries.iter().rev().find_map(named).unwrap()
}

fn misplace(story: &mut Story) {
    redefine(story, |story| {
        story.definition.matters[0].electorate.buildings.push("9".parse().map(Text).unwrap());
    });
}
