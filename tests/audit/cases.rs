//! What is put before the other verifiers: files by the name they are judged under.

use quorate::evidence::bundle::BundleKind;
use quorate::verify::report::Code;

use crate::annals::lines_of;
use crate::annals::tampering::{lies, sound};
use crate::draw::{drawn, withheld};
use crate::hangzhou::hangzhou;
use crate::lines::{bytes, lines};
use crate::papers::on_paper;
use crate::telling::{honest, silent, small};
use crate::unusual::unusual;

/// A file and its name.
pub(crate) type Case = (String, Vec<u8>);

/// Whole meetings in which nothing is wrong, public and for audit.
pub(crate) fn sound_meetings() -> Vec<Case> {
    let stories = [
        ("whole", honest()),
        ("paper", on_paper()),
        ("small", small()),
        ("unusual", unusual()),
        ("hangzhou", hangzhou()),
        ("silent", silent()),
        ("drawn", drawn()),
        ("withheld", withheld()),
    ];
    both_kinds(stories, |story, kind| bytes(&lines(story, kind)))
}

/// Whole lives in which nothing is wrong, public and for audit.
pub(crate) fn sound_lives() -> Vec<Case> {
    both_kinds(sound(), |life, kind| bytes(&lines_of(life, kind)))
}

/// Lies about a life that need no deed done again, with the claim that each is against.
///
/// What takes the rules, and which roles sign which deed, is left to `quorate-verify`.
pub(crate) fn lies_without_replay() -> Vec<(Case, Code)> {
    let replayed = [Code::ActsPossible, Code::ConsequencesFollow, Code::NoticesAllowed];
    let left = ["rules that ask less than the law", "an owner's deed recorded as an officer's"];
    let lies = lies().into_iter().filter(|(what, code, _)| !replayed.contains(code) && !left.contains(what));
    lies.map(|(what, code, lines)| ((what.to_owned(), bytes(&lines)), code)).collect()
}

fn both_kinds<T>(
    told: impl IntoIterator<Item = (&'static str, T)>,
    file: impl Fn(&T, BundleKind) -> Vec<u8>,
) -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, own) in told {
        for kind in [BundleKind::Public, BundleKind::Audit] {
            cases.push((format!("{name}-{kind:?}"), file(&own, kind)));
        }
    }
    cases
}
