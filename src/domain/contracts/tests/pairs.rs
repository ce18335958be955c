//! Every state of a contract with every deed, through the book.

use super::*;
use crate::domain::annals::pairs;

fn make(state: ContractState) -> House {
    let mut house = House::agreed(&Law::national());
    match state {
        ContractState::Running => {}
        ContractState::Dismissed => {
            house.act("2026-03-01T03:00:00Z", &dismiss("2026-03-01T02:00:00Z")).unwrap();
        }
        ContractState::Ended => house.act("2026-03-01T03:00:00Z", &end()).unwrap(),
    }
    assert_eq!(house.state(), state);
    house
}

#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use ContractState as S;
    let deeds = ["agree", "prolong", "let expire", "dismiss", "end"];
    let table = [(S::Running, "- + + + +"), (S::Dismissed, "- - - - +"), (S::Ended, "- - - - -")];
    pairs::check((S::ALL, &deeds), &table, |state, place| {
        let deed = match place {
            0 => agree("2026-12-31T16:00:00Z", "2027-12-31T16:00:00Z"),
            1 => prolong("2027-12-31T16:00:00Z"),
            2 => let_expire(),
            3 => dismiss("2026-03-02T02:00:00Z"),
            _ => end(),
        };
        let taken = make(state).act("2026-03-02T03:00:00Z", &deed);
        pairs::mark(&taken, |refusal| matches!(refusal, ContractRefusal::Transition(_)))
    });
}
