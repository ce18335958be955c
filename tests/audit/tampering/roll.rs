//! Against the roll and the keys.

use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::text::Text;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::Story as Live;
use super::deeds::{correct, drop_fact, redefine};
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

fn misplace(story: &mut Story) {
    redefine(story, |story| {
        story.definition.matters[0].electorate.buildings.push("9".parse().map(Text).unwrap());
    });
}
