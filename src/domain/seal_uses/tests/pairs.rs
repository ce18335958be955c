//! Every state of a use of a seal with every deed, through the book.

use super::*;
use crate::domain::annals::pairs;

fn make(state: SealUseState) -> House {
    let mut house = House::requested(3);
    match state {
        SealUseState::Requested => {}
        SealUseState::Approved | SealUseState::Used => {
            for own in [1, 2] {
                house.act(&member(own), &approve(1)).unwrap();
            }
        }
        SealUseState::Withdrawn => house.act(&secretary(), &SealUseDeed::Withdraw).unwrap(),
    }
    if state == SealUseState::Used {
        house.act(&secretary(), &set()).unwrap();
    }
    assert_eq!(house.state(), state);
    house
}

/// A seal that too few approve of is not set, and how many are missing is said.
#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use SealUseState as S;
    let deeds = ["request", "approve", "decline", "set", "withdraw"];
    let table = [
        (S::Requested, "- + + ! +"),
        (S::Approved, "- + + + +"),
        (S::Used, "- - - - -"),
        (S::Withdrawn, "- - - - -"),
    ];
    pairs::check((S::ALL, &deeds), &table, |state, place| {
        let (by, deed) = match place {
            0 => (secretary(), request()),
            1 => (member(3), approve(1)),
            2 => (member(3), SealUseDeed::Decline { document: print(1), reason: print(3) }),
            3 => (secretary(), set()),
            _ => (secretary(), SealUseDeed::Withdraw),
        };
        let mut house = make(state);
        let before = house.book.clone();
        let taken = house.act(&by, &deed);
        assert!(taken.is_ok() || house.book == before, "what is refused changes nothing");
        let is_of_state = |own: &SealUseRefusal| {
            matches!(own, SealUseRefusal::Transition(_) | SealUseRefusal::RequestedTwice)
        };
        pairs::mark(&taken, is_of_state)
    });
}
