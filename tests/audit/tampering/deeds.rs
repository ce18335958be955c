//! What several rows do to a story that was told already.

use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Entry;

use crate::estate::MEETING;
use crate::story::Story;
use crate::telling::larger;

pub(super) fn drop_fact(story: &mut Story, kind: &str) {
    let of_meeting = |own: &Entry| own.fact().kind() == kind && own.fact().meeting() == Some(MEETING);
    let place = story.entries.iter().position(of_meeting).unwrap();
    story.entries.remove(place);
}

/// Changes an area without a word to anybody.
pub(super) fn correct(story: &mut Story, unit: &str, area: &str) {
    story.holdings = story.holdings.amend(&larger(unit, area).to_amendment().unwrap()).unwrap();
}

/// Puts another digest in place of one, throughout the record.
pub(crate) fn name_instead(story: &mut Story, old: Digest, new: Digest) {
    for entry in &mut story.entries {
        let text = String::from_utf8(entry.to_bytes().unwrap()).unwrap();
        *entry = Entry::parse(text.replace(&old.to_string(), &new.to_string()).as_bytes()).unwrap();
    }
}

/// Rewrites the definition after the fact, in the record too.
pub(super) fn redefine(story: &mut Story, change: fn(&mut Story)) {
    let old = Digest::of(&story.definition.to_bytes().unwrap());
    story.documents.retain(|(kind, _)| *kind != DocumentKind::Definition);
    change(story);
    let new = story.define();
    name_instead(story, old, new);
}
