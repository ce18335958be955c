//! Against those who have to confirm whose a key is.

use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::evidence::entries::Fact;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::Audit;
use super::Tampering::Story as Live;
use crate::story::Story;
use crate::telling::Before;

const SECRETARY: (&str, Role) = ("secretary", Role::Secretary);
const SCRUTINEER: (&str, Role) = ("scrutineer", Role::Scrutineer);
const MALLORY: (&str, &str) = ("mallory", "cat");

pub(super) const ROWS: &[Row] = &[
    (
        "a secretary confirms alone",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| desk(story, &[SECRETARY])),
    ),
    (
        "nobody confirms what is seen at the desk",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| desk(story, &[])),
    ),
    (
        "two officers confirm without the secretary",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| desk(story, &[("supervisor", Role::Supervisor), SCRUTINEER])),
    ),
    (
        "a secretary confirms in two roles",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| desk(story, &[SECRETARY, ("secretary", Role::Scrutineer)])),
    ),
    (
        "an owner confirms as an officer",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| desk(story, &[SECRETARY, ("bob", Role::Scrutineer)])),
    ),
    (
        "a convener confirms",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| {
            story.enrol("convener", None);
            desk(story, &[SECRETARY, ("convener", Role::Convener)]);
        }),
    ),
    (
        "a key that is enrolled later confirms",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| {
            desk(story, &[SECRETARY, ("scrutineer-9", Role::Scrutineer)]);
            story.enrol("scrutineer-9", None);
        }),
    ),
    (
        "a revoked key confirms",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| {
            let statement = story.enrol("scrutineer-9", None);
            story.publish(Fact::KeyRevoked { statement });
            desk(story, &[SECRETARY, ("scrutineer-9", Role::Scrutineer)]);
        }),
    ),
    ("a confirmation is used for another key", Code::EnrolmentsConfirmed, Audit, at_desk(replay)),
    (
        "a neighbour's device confirms",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| {
            story.enrol_by(EnrolmentMethod::Device, MALLORY, &[("ann", Role::Owner)]);
        }),
    ),
    (
        "a recovery leaves an earlier key good",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| {
            story.enrol_by(EnrolmentMethod::Recovery, MALLORY, &[SECRETARY, SCRUTINEER]);
        }),
    ),
    (
        "other roles are published than confirmed",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| {
            desk(story, &[SECRETARY, SCRUTINEER]);
            let mut entry = story.entries.pop().unwrap().fact().clone();
            if let Fact::KeyEnrolled { confirmed_by, .. } = &mut entry {
                *confirmed_by = vec![Role::Secretary, Role::Supervisor];
            }
            story.publish(entry);
        }),
    ),
    (
        "a letter is confirmed by an officer besides",
        Code::EnrolmentsConfirmed,
        Audit,
        at_desk(|story| {
            story.enrol_by(EnrolmentMethod::LetterAndContact, MALLORY, &[SCRUTINEER]);
        }),
    ),
];

const fn at_desk(deed: fn(&mut Story)) -> super::Tampering {
    Live(Before::Ballots, deed)
}

fn desk(story: &mut Story, signers: &[(&str, Role)]) {
    story.enrol_by(EnrolmentMethod::Desk, MALLORY, signers);
}

/// The officers confirmed one key, and another one is enrolled with it.
fn replay(story: &mut Story) {
    let method = EnrolmentMethod::Desk;
    let activation = 4_711;
    let mut confirmations: Vec<_> = [SECRETARY, SCRUTINEER]
        .into_iter()
        .map(|signer| story.confirmation(method, ("cat-2", "cat"), signer, activation))
        .collect();
    confirmations.sort_unstable();
    let statement = story.enrolment("mallory", Some("cat"), method);
    let confirmed_by = vec![Role::Scrutineer, Role::Secretary];
    story.publish(Fact::KeyEnrolled { method, confirmed_by, statement, confirmations });
}
