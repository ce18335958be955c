//! Every state of a document with every deed, through the book.

use super::*;
use crate::domain::annals::pairs;

fn make(state: ArchiveState) -> Archive {
    let mut book = Archive::default();
    act(&mut book, 1, &ArchiveDeed::Enter(entry(ArchiveClass::Covenant))).unwrap();
    match state {
        ArchiveState::Entered => {}
        ArchiveState::Replaced => act(&mut book, 2, &replacing()).unwrap(),
        ArchiveState::Withdrawn => act(&mut book, 1, &withdrawing()).unwrap(),
    }
    assert_eq!(book.get(process(1)).unwrap().state, state);
    book
}

fn replacing() -> ArchiveDeed {
    ArchiveDeed::Enter(Entry { replaces: Some(process(1)), ..entry(ArchiveClass::Covenant) })
}

fn withdrawing() -> ArchiveDeed {
    ArchiveDeed::Withdraw { reason: Fingerprint([2; 32]) }
}

#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use ArchiveState as S;
    let deeds = ["enter again", "replace", "withdraw"];
    let table = [(S::Entered, "- + +"), (S::Replaced, "- - -"), (S::Withdrawn, "- - -")];
    pairs::check((S::ALL, &deeds), &table, |state, place| {
        let (number, deed) = match place {
            0 => (1, ArchiveDeed::Enter(entry(ArchiveClass::Covenant))),
            1 => (3, replacing()),
            _ => (1, withdrawing()),
        };
        let mut book = make(state);
        let before = book.clone();
        let taken = act(&mut book, number, &deed);
        assert!(taken.is_ok() || book == before, "what is refused changes nothing");
        let is_of_state = |own: &ArchiveRefusal| {
            matches!(own, ArchiveRefusal::Transition(_) | ArchiveRefusal::EnteredTwice)
        };
        pairs::mark(&taken, is_of_state)
    });
}
