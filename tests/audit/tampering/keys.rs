//! Against the keys of the service: who signs when, and what leads from one key to the next.

use quorate::domain::instants::Instant;
use quorate::evidence::bundle::{BundleKind, Line};
use quorate::evidence::jws::PublicKey;
use quorate::evidence::replacements::ServiceKey;
use quorate::evidence::trust::{RevokedKey, ServiceKeysDocument};
use quorate::verify::report::{Code, Outcome};

use super::Row;
use super::Shown::Both;
use super::Tampering::{Lines, Story as Live};
use crate::estate::{key, service_keys};
use crate::lines::{bytes, lines, verify};
use crate::story::Story;
use crate::telling::{Before, honest, tell};

use ServiceKey::{Checkpoints, Statements};

pub(super) const ROWS: &[Row] = &[
    (
        "a replaced key of statements signs on",
        Code::CertificateSigned,
        Both,
        Live(Before::Count, |story| {
            story.rotate(Statements, "second");
            story.service = "statements";
        }),
    ),
    (
        "a new key of statements signs before it is in force",
        Code::NoticeSigned,
        Both,
        Live(Before::Notice, |story| story.service = "second"),
    ),
    (
        "a replaced key of checkpoints signs on",
        Code::RecordCheckpoint,
        Both,
        Live(Before::Count, |story| {
            story.rotate(Checkpoints, "second");
            story.loggers.pop();
        }),
    ),
    (
        "a new key of checkpoints signs before it is in force",
        Code::RecordCosigned,
        Both,
        Live(Before::Opening, |story| {
            story.rotate(Checkpoints, "second");
            story.witness(&["w1"]);
            story.rotate(Checkpoints, "third");
            story.loggers.remove(1);
            story.loggers[0].1 = "third";
        }),
    ),
    (
        "a key replaces itself into force",
        Code::KeysSound,
        Both,
        Live(Before::Opening, |story| story.replace(Statements, ("statements", "thief"), "thief")),
    ),
    (
        "the key of checkpoints signs a replacement",
        Code::KeysSound,
        Both,
        Live(Before::Opening, |story| story.replace(Statements, ("statements", "thief"), "checkpoints")),
    ),
    (
        "a chain of keys is broken",
        Code::KeysSound,
        Both,
        Live(Before::Opening, |story| {
            story.rotate(Statements, "second");
            story.replace(Statements, ("lost", "third"), "second");
        }),
    ),
    (
        "a key is replaced twice",
        Code::KeysSound,
        Both,
        Live(Before::Opening, |story| {
            story.rotate(Statements, "second");
            story.replace(Statements, ("statements", "thief"), "statements");
        }),
    ),
    (
        "a replaced key comes back",
        Code::KeysSound,
        Both,
        Live(Before::Opening, |story| {
            story.rotate(Statements, "second");
            story.rotate(Statements, "statements");
        }),
    ),
    (
        "a key is replaced before it begins",
        Code::KeysSound,
        Both,
        Live(Before::Opening, |story| {
            story.rotate(Statements, "second");
            let own = story.keys.replaced.last_mut().unwrap();
            own.at = Instant::from_microseconds(own.at.microseconds() - 1).unwrap();
        }),
    ),
    (
        "a replacement is recorded and not listed",
        Code::KeysReplaced,
        Both,
        Live(Before::Opening, |story| {
            story.rotate(Statements, "second");
            story.keys = honest().keys;
            story.service = "statements";
        }),
    ),
    (
        "a replacement is listed and not recorded",
        Code::KeysReplaced,
        Both,
        Live(Before::Opening, |story| {
            story.rotate(Statements, "second");
            story.entries.pop();
        }),
    ),
    (
        "a replacement is listed at another time than it is recorded",
        Code::KeysReplaced,
        Both,
        Lines(|lines| {
            let story = rotated();
            *lines = crate::lines::lines(&story, BundleKind::Public);
            let Line::Header { keys, .. } = &mut lines[0] else { panic!("no header") };
            keys.replaced[0].at = keys.replaced[0].at.plus_seconds(1);
        }),
    ),
];

/// A meeting whose notice, ballots, close and certificate straddle rotations of both keys.
fn rotated() -> Story {
    tell(|before, story| match before {
        Before::Notice => story.rotate(Checkpoints, "log 2"),
        Before::Opening => story.rotate(Statements, "service 2"),
        Before::Extension => story.rotate(Checkpoints, "log 3"),
        Before::Count => story.rotate(Statements, "service 3"),
        Before::Ballots
        | Before::Close
        | Before::Certification
        | Before::Countersignatures
        | Before::Announcement
        | Before::End => {}
    })
}

fn findings(story: &Story, trust: &ServiceKeysDocument) -> Vec<Code> {
    let mut found = Vec::new();
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let report = verify(&bytes(&lines(story, kind)), Some(trust)).unwrap();
        found.extend(report.codes(Outcome::Finding));
    }
    found
}

/// The list of keys as it was after so many replacements.
fn listed(keys: &ServiceKeysDocument, count: usize) -> ServiceKeysDocument {
    let names = [("checkpoints", "statements"), ("log 2", "statements"), ("log 2", "service 2")];
    let names = [names.as_slice(), &[("log 3", "service 2"), ("log 3", "service 3")]].concat();
    let replaced = keys.replaced[..count].to_vec();
    ServiceKeysDocument { replaced, ..service_keys(&keys.origin, names[count].0, names[count].1) }
}

#[test]
fn a_meeting_that_straddles_rotations_is_valid_under_every_list_of_before_and_after() {
    let story = rotated();
    assert_eq!(story.keys.replaced.len(), 4);
    for count in 0..=4 {
        let trust = listed(&story.keys, count);
        assert!(trust.check().is_ok(), "{count}");
        assert_eq!(findings(&story, &trust), [], "{count}");
    }
    // A bundle of before is as good under a list of after.
    let mut later = story.keys.clone();
    later.replaced.truncate(4);
    assert_eq!(findings(&honest(), &service_keys(&later.origin, "checkpoints", "statements")), []);
}

#[test]
fn a_list_that_goes_on_otherwise_is_not_the_pinned_one() {
    let story = rotated();
    let other = tell(|before, story| {
        if before == Before::Notice {
            story.rotate(Checkpoints, "another");
        }
    });
    assert_eq!(findings(&story, &other.keys), [Code::KeysPinned; 2]);
}

#[test]
fn an_auditor_may_believe_newer_keys_only_and_is_told_what_that_leaves_open() {
    let story = rotated();
    let since = story.keys.replaced[2].entry + 1;
    let newer = ServiceKeysDocument {
        since: Some(since),
        replaced: story.keys.replaced[3..].to_vec(),
        ..story.keys.clone()
    };
    let report = verify(&bytes(&lines(&story, BundleKind::Audit)), Some(&newer)).unwrap();
    assert!(report.is_valid(), "{report}");
    assert!(report.codes(Outcome::CouldNotCheck).any(|code| code == Code::KeysPinned));
    let thief =
        ServiceKeysDocument { since: Some(since), ..service_keys(&story.keys.origin, "log 3", "thief") };
    assert_eq!(findings(&story, &thief), [Code::KeysPinned; 2]);
    let future = ServiceKeysDocument { since: Some(1_000), replaced: Vec::new(), ..newer };
    assert_eq!(findings(&story, &future), [Code::KeysPinned; 2]);
}

#[test]
fn a_key_is_not_believed_from_the_entry_on_from_which_it_is_revoked() {
    let story = rotated();
    let stolen = PublicKey::of(&key("service 2"));
    let until = story.keys.replaced[3].entry + 1;
    let revoked =
        |from| ServiceKeysDocument { revoked: vec![RevokedKey { x: stolen, from }], ..story.keys.clone() };
    assert_eq!(findings(&story, &revoked(until)), []);
    // The replacement itself is the last thing the key signed; a thief could have signed it.
    assert_eq!(findings(&story, &revoked(until - 1)), [Code::KeysPinned; 2]);
    let unused = ServiceKeysDocument {
        revoked: vec![RevokedKey { x: PublicKey::of(&key("never used")), from: 0 }],
        ..story.keys.clone()
    };
    assert_eq!(findings(&story, &unused), []);
}
