//! Every state of a sitting with every deed, through the book.

use super::*;
use crate::domain::annals::pairs;

const DEEDS: [&str; 12] = [
    "petition", "call", "tell", "postpone", "cancel", "attend", "visit", "put", "sign", "close", "disperse",
    "post",
];

/// A sitting of a committee of three that stands so; while it is called, the residents' committee was told.
fn make(state: SittingState) -> House {
    use SittingState as S;
    let house = match state {
        S::Petitioned => {
            let mut house = House::of(3);
            house.act(&member(1), &petition(), at(CALLED)).unwrap();
            house
        }
        S::Called => House::told(3),
        S::InSession => {
            let mut house = House::gathered(3, 2);
            house.put(1).unwrap();
            house
        }
        S::Closed => {
            let mut house = make(S::InSession);
            house.act(&chair(), &close(), at(ENDS)).unwrap();
            house
        }
        S::Posted => {
            let mut house = make(S::Closed);
            house.act(&chair(), &SittingDeed::Post { evidence: print(4) }, at(ENDS)).unwrap();
            house
        }
        S::Dispersed => {
            let mut house = House::told(3);
            house.act(&chair(), &SittingDeed::Disperse, at(ENDS)).unwrap();
            house
        }
        S::Cancelled => {
            let mut house = House::told(3);
            house.act(&chair(), &SittingDeed::Cancel { reason: print(3) }, at(CALLED)).unwrap();
            house
        }
    };
    assert_eq!(house.sitting().state, state);
    house
}

fn untold() -> House {
    let mut house = House::of(3);
    house.act(&chair(), &call(), at(CALLED)).unwrap();
    house
}

#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use SittingState as S;
    let table = [
        (S::Petitioned, "+ + - - - - - - - - - -"),
        (S::Called, "- - + + + + + - - - + -"),
        (S::InSession, "- - - - - + + + + + - -"),
        (S::Closed, "- - - - - - - - - - - +"),
        (S::Posted, "- - - - - - - - - - - -"),
        (S::Dispersed, "- - - - - - - - - - - -"),
        (S::Cancelled, "- - - - - - - - - - - -"),
    ];
    pairs::check((S::ALL, &DEEDS), &table, |state, place| {
        let (when, by, deed) = match place {
            0 => (CALLED, member(2), petition()),
            1 => (CALLED, chair(), call()),
            2 => (CALLED, chair(), tell()),
            3 => (CALLED, chair(), postponed("2026-06-29T02:00:00Z", "2026-06-29T12:00:00Z")),
            4 => (CALLED, chair(), SittingDeed::Cancel { reason: print(3) }),
            5 => (BEGINS, member(3), SittingDeed::Attend),
            6 => (BEGINS, officer(Role::Supervisor), SittingDeed::Visit),
            7 => (BEGINS, chair(), SittingDeed::Put { item: item_id("lamps"), text: print(2) }),
            8 => (BEGINS, member(2), sign(1, Answer::For)),
            9 => (ENDS, chair(), close()),
            10 => (ENDS, chair(), SittingDeed::Disperse),
            _ => (ENDS, chair(), SittingDeed::Post { evidence: print(4) }),
        };
        let mut house = make(state);
        if state == S::Called && place == 2 {
            house = untold();
        }
        let before = house.book.clone();
        let taken = house.act(&by, &deed, at(when));
        assert!(taken.is_ok() || house.book == before, "what is refused changes nothing");
        pairs::mark(&taken, |refusal| matches!(refusal, SittingRefusal::Transition(_)))
    });
}
