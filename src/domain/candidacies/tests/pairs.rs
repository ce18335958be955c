//! Every state of a call for candidates, and of each candidacy, with every deed and every event, through the book.

use super::*;
use crate::domain::annals::pairs;

const DEEDS: [&str; 14] = [
    "call", "nominate", "stand", "accept", "decline", "state", "admit", "refuse", "withdraw", "commit",
    "post", "reveal", "order", "abandon",
];
/// While candidates are named, while values are revealed, and once that is over.
const NAMING: &str = "2026-03-05T02:00:00Z";
const REVEALING: &str = "2026-03-11T05:00:00Z";
const REVEALED: &str = "2026-03-12T02:00:00Z";
const OPENS: &str = "2026-03-26T16:00:00Z";

/// A call with `c1` and `c2`, who may stand, `c3`, who is named and not asked, and `c5`, who may not; the convener did
/// not commit to the lot, and of those who did the office alone reveals.
fn make(state: SlateState) -> Estate {
    use SlateState as S;
    let estate = match state {
        S::Gathering => {
            let mut estate = Estate::gathered();
            estate.say(&owner("b"), NAMING, nominate("c3", 3)).unwrap();
            estate.say(&owner("e"), NAMING, stand("c5")).unwrap();
            estate.say(&convener(), NAMING, refuse("c5", &[RefusalGround::Other])).unwrap();
            estate
        }
        S::Posted => {
            let mut estate = make(S::Gathering);
            estate.say(&convener(), POSTED, post()).unwrap();
            estate.say(&officer(Role::Supervisor), POSTED, reveal(Role::Supervisor)).unwrap();
            estate
        }
        S::Ordered => {
            let mut estate = make(S::Posted);
            estate.say(&convener(), REVEALED, drawing()).unwrap();
            estate
        }
        S::Noticed => {
            let mut estate = make(S::Ordered);
            estate.hear(&Event::Noticed(Box::new(election(&["c1", "c2"], OPENS))));
            estate
        }
        S::Elected => {
            let mut estate = make(S::Noticed);
            estate.hear(&Event::Announced { meeting: MEETING });
            estate
        }
        S::Abandoned => {
            let mut estate = make(S::Gathering);
            estate.say(&convener(), NAMING, CandidacyDeed::Abandon { reasons: print(6) }).unwrap();
            estate
        }
    };
    assert_eq!(estate.slate().state(), state);
    estate
}

fn drawing() -> CandidacyDeed {
    drawn(&["c1", "c2"], &[None, Some(print(2))])
}

fn declining(candidate: &str, name: &str, nominee: u8) -> CandidacyDeed {
    let owner = name.parse().unwrap();
    CandidacyDeed::Decline { candidate: id(candidate), owner, nominee: print(nominee) }
}

fn stating(candidate: &str) -> CandidacyDeed {
    CandidacyDeed::State { candidate: id(candidate), statement: print(7) }
}

fn admitting(candidate: &str) -> CandidacyDeed {
    CandidacyDeed::Admit { candidate: id(candidate), reasons: Some(print(8)) }
}

fn is_of_state(refusal: &CandidacyRefusal) -> bool {
    matches!(refusal, CandidacyRefusal::Transition(_) | CandidacyRefusal::CalledBefore)
}

#[test]
fn every_state_of_a_call_takes_its_deeds_and_no_others() {
    use SlateState as S;
    let table = [
        (S::Gathering, "- + + + + + + + + + + - - +"),
        (S::Posted, "- - - - - - + + + - - + + +"),
        (S::Ordered, "- - - - - - - + + - - - - +"),
        (S::Noticed, "- - - - - - - - + - - - - -"),
        (S::Elected, "- - - - - - - - - - - - - -"),
        (S::Abandoned, "- - - - - - - - - - - - - -"),
    ];
    pairs::check((S::ALL, &DEEDS), &table, |state, place| {
        let (by, deed) = match place {
            0 => (convener(), call()),
            1 => (owner("c"), nominate("c7", 7)),
            2 => (owner("d"), stand("c8")),
            3 => (owner("c"), accept("c3", "c", 3)),
            4 => (owner("c"), declining("c3", "c", 3)),
            5 => (owner("a"), stating("c1")),
            6 => (convener(), admitting("c5")),
            7 => (convener(), refuse("c2", &[RefusalGround::Other])),
            8 => (owner("a"), withdraw("c1")),
            9 => (convener(), CandidacyDeed::Commit { commitment: print(150) }),
            10 => (convener(), post()),
            11 => (officer(Role::Scrutineer), reveal(Role::Scrutineer)),
            12 => (convener(), drawing()),
            _ => (convener(), CandidacyDeed::Abandon { reasons: print(6) }),
        };
        let when = match (state, place) {
            (_, 12) | (S::Ordered | S::Noticed | S::Elected, _) => REVEALED,
            (S::Gathering, 10) => POSTED,
            (S::Gathering | S::Abandoned, _) => NAMING,
            (S::Posted, _) => REVEALING,
        };
        let mut estate = make(state);
        let before = estate.slate().clone();
        let taken = estate.say(&by, when, deed);
        assert!(taken.is_ok() || *estate.slate() == before, "what is refused changes nothing");
        pairs::mark(&taken, is_of_state)
    });
}

#[test]
fn every_state_of_a_call_is_left_by_its_events_and_by_no_others() {
    use SlateState as S;
    let events = ["noticed", "opened", "closed", "counted", "announced", "cancelled", "annulled"];
    let moves = [
        (S::Ordered, "noticed", S::Noticed),
        (S::Noticed, "announced", S::Elected),
        (S::Noticed, "cancelled", S::Abandoned),
        (S::Noticed, "annulled", S::Abandoned),
        (S::Elected, "cancelled", S::Abandoned),
        (S::Elected, "annulled", S::Abandoned),
    ];
    pairs::check_moves((S::ALL, &events), &moves, |state, event| {
        let meeting = MEETING;
        let event = match event {
            "noticed" => Event::Noticed(Box::new(election(&["c1", "c2"], OPENS))),
            "opened" => Event::Opened { meeting },
            "closed" => Event::Closed { meeting },
            "counted" => Event::Counted { meeting, outcomes: Vec::new() },
            "announced" => Event::Announced { meeting },
            "cancelled" => Event::Cancelled { meeting },
            _ => Event::Annulled { meeting },
        };
        let mut estate = make(state);
        estate.hear(&event);
        estate.slate().state()
    });
}

/// A call in which `d` stands so as `c1`, named by `b`.
fn candidacy(state: CandidacyState) -> Estate {
    use CandidacyState as S;
    let mut estate = Estate::called();
    let mut say = |by: &Actor, deed| estate.say(by, NAMING, deed).unwrap();
    say(&owner("b"), nominate("c1", 4));
    if state == S::Declined {
        say(&owner("d"), declining("c1", "d", 4));
    } else if state != S::Nominated {
        say(&owner("d"), accept("c1", "d", 4));
    }
    match state {
        S::Eligible => drop(say(&convener(), admit("c1"))),
        S::Refused => drop(say(&convener(), refuse("c1", &[RefusalGround::Other]))),
        S::Withdrawn => drop(say(&owner("d"), withdraw("c1"))),
        S::Nominated | S::Accepted | S::Declined => {}
    }
    assert_eq!(estate.state_of("c1"), state);
    estate
}

/// Nobody is known to be the candidate before they accept, so nobody speaks as that; whoever accepted is known.
#[test]
fn every_state_of_a_candidacy_takes_its_deeds_and_no_others() {
    use CandidacyState as S;
    let deeds = ["accept", "decline", "state", "admit", "refuse", "withdraw"];
    let table = [
        (S::Nominated, "+ + ! - - !"),
        (S::Accepted, "! - + + + +"),
        (S::Declined, "- - ! - - !"),
        (S::Eligible, "! - + - + +"),
        (S::Refused, "! - - + - +"),
        (S::Withdrawn, "! - - - - -"),
    ];
    pairs::check((S::ALL, &deeds), &table, |state, place| {
        let (by, deed) = match place {
            0 => (owner("d"), accept("c1", "d", 4)),
            1 => (owner("d"), declining("c1", "d", 4)),
            2 => (owner("d"), stating("c1")),
            3 => (convener(), admitting("c1")),
            4 => (convener(), refuse("c1", &[RefusalGround::Other])),
            _ => (owner("d"), withdraw("c1")),
        };
        let mut estate = candidacy(state);
        let taken = estate.say(&by, NAMING, deed);
        let known = [CandidacyRefusal::NotTheCandidate, CandidacyRefusal::StandsAlready];
        assert!(taken.is_ok() || taken.as_ref().is_err_and(|own| is_of_state(own) || known.contains(own)));
        pairs::mark(&taken, is_of_state)
    });
}
