//! Against the ballots and their count.

use quorate::domain::instants::Instant;
use quorate::evidence::bundle::{DocumentKind, Line};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::verify::report::Code;

use super::Row;
use super::Shown::{Audit, Both};
use super::Tampering::{Lines, Story as Live};
use super::deeds::{drop_fact, name_instead};
use crate::estate::{developer, elector};
use crate::story::{Story, at};
use crate::telling::Before;

const CAT: &[(&str, &str)] = &[("m1", "for"), ("m2", "for"), ("m3", "abstain"), ("m4", "for")];

pub(super) const ROWS: &[Row] = &[
    (
        "a ballot is stuffed after the close",
        Code::BallotsInTime,
        Both,
        Live(Before::Count, |story| story.cast("cat", elector(&["cat"]), CAT)),
    ),
    (
        "a ballot is stuffed with an early time",
        Code::BallotsInTime,
        Both,
        Live(Before::Close, |story| {
            story.cast("cat", elector(&["cat"]), CAT);
            receive(story, at("2026-05-30T00:00:00Z"));
        }),
    ),
    (
        "a ballot is received after it was recorded",
        Code::BallotsInTime,
        Both,
        Live(Before::Extension, |story| {
            story.cast("cat", elector(&["cat"]), CAT);
            receive(story, at("2026-06-07T15:00:00Z"));
        }),
    ),
    (
        "a ballot is dropped",
        Code::BallotsNumber,
        Both,
        Live(Before::End, |story| drop_fact(story, "ballot_received")),
    ),
    (
        "the close counts another ballot",
        Code::BallotsNumber,
        Both,
        Live(Before::Close, |story| story.received += 1),
    ),
    (
        "a ballot under a key nobody enrolled",
        Code::BallotsSigned,
        Audit,
        Live(Before::Extension, |story| story.cast("mallory", elector(&["cat"]), CAT)),
    ),
    (
        "a ballot under a revoked key",
        Code::BallotsSigned,
        Audit,
        Live(Before::Extension, |story| {
            story.cast("dan-1", elector(&["dan"]), &[("m1", "for"), ("m2", "for"), ("m3", "abstain")]);
        }),
    ),
    (
        "a ballot under a key enrolled after it",
        Code::BallotsSigned,
        Audit,
        Live(Before::Extension, |story| {
            story.cast("late", elector(&["cat"]), CAT);
            story.enrol("late", Some("cat"));
        }),
    ),
    (
        "a key enrolled during the vote casts at once",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            story.enrol("late", Some("cat"));
            story.cast("late", elector(&["cat"]), CAT);
        }),
    ),
    ("a choice is changed", Code::BallotsSigned, Audit, Live(Before::Count, forge_choice)),
    (
        "a neighbour votes",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| story.cast("ann", elector(&["cat"]), CAT)),
    ),
    (
        "an officer votes",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| story.cast("secretary", elector(&["cat"]), CAT)),
    ),
    (
        "a buyer votes for the developer",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            story.cast("ann", developer(), &[("m1", "against"), ("m2", "against"), ("m3", "abstain")]);
        }),
    ),
    (
        "an older ballot is put last",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            story.cast_over("ann", elector(&["ann"]), CAT, None);
        }),
    ),
    (
        "a ballot leaves a matter out",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| story.cast("cat", elector(&["cat"]), &CAT[..2])),
    ),
    (
        "a matter that is not the elector's",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| story.cast("dan-2", elector(&["dan"]), CAT)),
    ),
    (
        "a ballot on other texts",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Extension, |story| {
            let title = std::mem::replace(&mut story.definition.title, "another".to_owned());
            story.cast("cat", elector(&["cat"]), CAT);
            story.definition.title = title;
        }),
    ),
    (
        "totals that no ballots make",
        Code::TotalsFollow,
        Audit,
        Live(Before::Certification, |story| {
            let totals = &mut story.draft.as_mut().unwrap().matters[0].verdict.totals;
            std::mem::swap(&mut totals.in_favour, &mut totals.against);
            story.judge_again(0);
        }),
    ),
    (
        "another number of ballots counts",
        Code::TotalsFollow,
        Audit,
        Live(Before::Certification, |story| {
            let draft = story.draft.as_mut().unwrap();
            draft.ballots_counted += 1;
            draft.channels.online += 1;
        }),
    ),
    (
        "a vote on paper is certified as one online",
        Code::TotalsFollow,
        Audit,
        Live(Before::Certification, |story| {
            let channels = &mut story.draft.as_mut().unwrap().channels;
            channels.online -= 1;
            channels.paper += 1;
        }),
    ),
    (
        "votes by proxies are certified that nobody cast",
        Code::TotalsFollow,
        Audit,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().channels.proxy += 1),
    ),
    (
        "a conflict between channels is kept quiet, or made up",
        Code::TotalsFollow,
        Audit,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().channels.conflicts += 1),
    ),
    (
        "channels add up to more than votes count",
        Code::BallotsNumber,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().channels.paper += 1),
    ),
    (
        "more votes were assisted than came online",
        Code::BallotsNumber,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().channels.assisted = 9),
    ),
    (
        "more ballots count than electors",
        Code::BallotsNumber,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().ballots_counted = 6),
    ),
    (
        "fewer ballots count than take part",
        Code::BallotsNumber,
        Both,
        Live(Before::Certification, |story| story.draft.as_mut().unwrap().ballots_counted = 3),
    ),
    (
        "ballots are shown in another order",
        Code::BallotsOrdered,
        Audit,
        Lines(|lines| {
            let places = ballots(lines);
            if let [first, second, ..] = places[..] {
                lines.swap(first, second);
            }
        }),
    ),
    (
        "a ballot is not shown",
        Code::DocumentsComplete,
        Audit,
        Lines(|lines| {
            if let Some(second) = ballots(lines).get(1) {
                lines.remove(*second);
            }
        }),
    ),
    (
        "the last ballot is not shown",
        Code::DocumentsComplete,
        Audit,
        Lines(|lines| {
            if let Some(last) = ballots(lines).last() {
                lines.remove(*last);
            }
        }),
    ),
    (
        "a ballot is shown twice",
        Code::DocumentsHashed,
        Audit,
        Lines(|lines| {
            if let Some(first) = ballots(lines).first() {
                lines.insert(first + 1, lines[*first].clone());
            }
        }),
    ),
    (
        "a ballot nobody recorded is shown",
        Code::DocumentsNamed,
        Audit,
        Lines(|lines| {
            if let Some(first) = ballots(lines).first() {
                lines.insert(first + 1, unrecorded());
            }
        }),
    ),
    (
        "a ballot is shown to everybody",
        Code::DocumentsNamed,
        Both,
        Lines(|lines| {
            let place = lines.iter().rposition(|line| matches!(line, Line::Document { .. })).unwrap();
            lines.insert(place + 1, unrecorded());
        }),
    ),
    (
        "a shown ballot is changed",
        Code::DocumentsHashed,
        Audit,
        Lines(|lines| {
            if let Some(first) = ballots(lines).first() {
                let Line::Document { text, .. } = &mut lines[*first] else { panic!("no document") };
                text.push('A');
            }
        }),
    ),
    (
        "a ballot is recorded twice",
        Code::BallotsAccepted,
        Audit,
        Live(Before::Close, |story| {
            let last = story.entries.iter().rfind(|own| own.fact().kind() == "ballot_received");
            let fact = last.unwrap().fact().clone();
            story.now = at("2026-06-09T15:00:00Z");
            story.publish(fact);
            story.received += 1;
            story.now = at("2026-06-09T16:00:01Z");
        }),
    ),
];

/// The lines that show ballots.
fn ballots(lines: &[Line]) -> Vec<usize> {
    let is_ballot = |line: &Line| matches!(line, Line::Document { kind: DocumentKind::Ballot, .. });
    lines.iter().enumerate().filter(|(_, line)| is_ballot(line)).map(|(place, _)| place).collect()
}

/// A ballot that no entry names.
fn unrecorded() -> Line {
    let text = "a ballot".to_owned();
    Line::Document { kind: DocumentKind::Ballot, sha256: Digest::of(text.as_bytes()), text }
}

/// Gives the latest ballot another time of receipt.
fn receive(story: &mut Story, received_at: Instant) {
    let last = story.entries.pop().unwrap();
    let Fact::BallotReceived { meeting, statement, .. } = *last.fact() else { panic!("no ballot") };
    story.entries.push(Entry::new(
        last.at(),
        Fact::BallotReceived { meeting, statement, received_at, forwarding: None },
    ));
}

/// Changes a letter in the latest ballot and names the new text in the record.
fn forge_choice(story: &mut Story) {
    let place = story.documents.iter().rposition(|(kind, _)| *kind == DocumentKind::Ballot).unwrap();
    let (_, old) = story.documents[place].clone();
    let middle = old.find('.').unwrap() + 40;
    let letter = if &old[middle..=middle] == "A" { "B" } else { "A" };
    let new = format!("{}{letter}{}", &old[..middle], &old[middle + 1..]);
    name_instead(story, Digest::of(old.as_bytes()), Digest::of(new.as_bytes()));
    story.documents[place].1 = new;
}
