//! Every state of a petition with every deed and every event, through the book.

use super::*;
use crate::domain::annals::pairs;

const DEEDS: [&str; 12] = [
    "open",
    "support",
    "withdraw",
    "object",
    "retract",
    "submit",
    "abandon",
    "agree",
    "decline",
    "prepare",
    "order",
    "substitute",
];
/// When most is tried: nobody's time is over but that of a committee which did not answer.
const NOW: &str = "2026-05-02T02:00:00Z";
/// When what was ordered until 10 May is over.
const LAPSED: &str = "2026-05-10T16:00:00Z";
/// When what was not handed in has lapsed.
const TOO_LATE: &str = "2026-05-30T16:00:00Z";

fn convener() -> Actor {
    officer(Role::Convener, CONVENER)
}

/// A petition of `a` that `b`, `i` and `l` support, and `k` objects to for what they own with `l`.
fn signed() -> Estate {
    let mut estate = Estate::opened();
    for name in ["b", "i", "l"] {
        estate.say(&owner(name), "2026-03-02T02:00:00Z", support()).unwrap();
    }
    estate.say(&owner("k"), "2026-03-02T02:00:00Z", PetitionDeed::Object).unwrap();
    estate
}

fn then(state: PetitionState, by: &Actor, when: &str, deed: PetitionDeed) -> Estate {
    let mut estate = make(state);
    estate.say(by, when, deed).unwrap();
    estate
}

/// A petition that stands so.
fn make(state: PetitionState) -> Estate {
    use PetitionState as S;
    match state {
        S::Collecting | S::Lapsed => signed(),
        S::Submitted => then(S::Collecting, &owner("b"), "2026-03-02T03:00:00Z", submit()),
        S::Agreed => then(S::Submitted, &chair(), "2026-03-05T02:00:00Z", PetitionDeed::Agree),
        S::Declined => then(S::Submitted, &chair(), "2026-03-05T02:00:00Z", decline()),
        S::Ordered => then(S::Declined, &authority(), "2026-03-06T02:00:00Z", order(date(2026, 5, 10))),
        S::Substituted => then(S::Ordered, &authority(), LAPSED, substitute(SUBSTITUTE)),
        S::Convened => {
            // Voting opens later than it must, so that it can be ordered anew.
            let mut estate = then(S::Submitted, &convener(), "2026-03-07T02:00:00Z", prepare());
            estate.notice(noticed(&["manager_dismiss"], "2026-06-20T00:00:00Z"), "2026-03-08T00:00:00Z");
            estate
        }
        S::Fallen => {
            let mut estate = then(S::Ordered, &convener(), "2026-03-07T02:00:00Z", prepare());
            estate.notice(noticed(&["manager_dismiss"], "2026-05-01T00:00:00Z"), "2026-03-08T00:00:00Z");
            estate.hear(&Event::Cancelled { meeting: MEETING }, at("2026-03-10T00:00:00Z"));
            estate
        }
        S::Held => {
            let mut estate = make(S::Convened);
            estate.hear(&Event::Announced { meeting: MEETING }, at("2026-04-20T00:00:00Z"));
            estate
        }
        S::Abandoned => {
            let mut estate = Estate::opened();
            estate.say(&owner("a"), "2026-03-02T02:00:00Z", PetitionDeed::Abandon).unwrap();
            estate
        }
    }
}

fn deed(place: usize) -> (Actor, PetitionDeed) {
    match place {
        0 => (owner("c"), PetitionDeed::Open(request())),
        1 => (owner("c"), support()),
        2 => (owner("b"), PetitionDeed::Withdraw),
        3 => (owner("j"), PetitionDeed::Object),
        4 => (owner("k"), PetitionDeed::Retract),
        5 => (owner("b"), submit()),
        6 => (owner("a"), PetitionDeed::Abandon),
        7 => (chair(), PetitionDeed::Agree),
        8 => (chair(), decline()),
        9 => (convener(), PetitionDeed::Prepare { meeting: MeetingId::new(Uuid::from_u128(91)) }),
        10 => (authority(), order(date(2026, 8, 31))),
        _ => (authority(), substitute(SUBSTITUTE)),
    }
}

/// A petition is not abandoned once others support it, and a substitute is named once an order is over.
#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use PetitionState as S;
    let table = [
        (S::Collecting, "- + + + + + ! - - - - -"),
        (S::Submitted, "- - - - - - - + + + + -"),
        (S::Agreed, "- - - - - - - - - + + -"),
        (S::Declined, "- - - - - - - - - + + -"),
        (S::Ordered, "- - - - - - - - - + - +"),
        (S::Substituted, "- - - - - - - - - + - +"),
        (S::Convened, "- - - - - - - - - - + -"),
        (S::Fallen, "- - - - - - - - - + + +"),
        (S::Held, "- - - - - - - - - - - -"),
        (S::Lapsed, "- - - - - - - - - - - -"),
        (S::Abandoned, "- - - - - - - - - - - -"),
    ];
    pairs::check((S::ALL, &DEEDS), &table, |state, place| {
        let (mut estate, (mut by, deed)) = (make(state), deed(place));
        if state == S::Substituted && place == 9 {
            by = officer(Role::Convener, SUBSTITUTE);
        }
        let when = match (state, place) {
            (S::Lapsed, _) => TOO_LATE,
            (_, 11) | (S::Substituted, _) => LAPSED,
            _ => NOW,
        };
        assert_eq!(estate.state(at(when)), state);
        let before = format!("{:?}", estate.petition());
        let taken = estate.say(&by, when, deed);
        assert!(taken.is_ok() || format!("{:?}", estate.petition()) == before, "a refusal changes nothing");
        let is_of_state = |own: &PetitionRefusal| {
            matches!(own, PetitionRefusal::Transition(_) | PetitionRefusal::OpenedBefore)
        };
        pairs::mark(&taken, is_of_state)
    });
}

#[test]
fn a_petition_that_nobody_else_signed_is_abandoned() {
    let mut estate = Estate::opened();
    estate.say(&owner("a"), NOW, PetitionDeed::Abandon).unwrap();
    assert_eq!(estate.state(at(NOW)), PetitionState::Abandoned);
}

/// Notice counts of the draft that was prepared, everything behind it of the meeting that was noticed.
#[test]
fn every_state_is_left_by_its_events_and_by_no_others() {
    use PetitionState as S;
    let events = ["noticed", "opened", "closed", "counted", "announced", "cancelled", "annulled"];
    let moves = [
        (S::Submitted, "noticed", S::Convened),
        (S::Agreed, "noticed", S::Convened),
        (S::Declined, "noticed", S::Convened),
        (S::Ordered, "noticed", S::Convened),
        (S::Substituted, "noticed", S::Convened),
        (S::Fallen, "noticed", S::Convened),
        (S::Convened, "announced", S::Held),
        (S::Convened, "cancelled", S::Fallen),
        (S::Convened, "annulled", S::Fallen),
        (S::Held, "cancelled", S::Fallen),
        (S::Held, "annulled", S::Fallen),
    ];
    pairs::check_moves((S::ALL, &events), &moves, |state, event| {
        let mut estate = make(state);
        let when = at(if state == S::Lapsed { TOO_LATE } else { LAPSED });
        let mut meeting = MEETING;
        if event == "noticed" {
            // Where a draft can be named, it is.
            let (mut by, deed) = deed(9);
            if state == S::Substituted {
                by = officer(Role::Convener, SUBSTITUTE);
            }
            let named = if state == S::Substituted { LAPSED } else { NOW };
            if estate.say(&by, named, deed).is_ok() {
                meeting = MeetingId::new(Uuid::from_u128(91));
            }
        }
        let noticed = NoticedMeeting { meeting, ..noticed(&["manager_dismiss"], "2026-06-20T00:00:00Z") };
        let event = match event {
            "noticed" => Event::Noticed(Box::new(noticed)),
            "opened" => Event::Opened { meeting },
            "closed" => Event::Closed { meeting },
            "counted" => Event::Counted { meeting, outcomes: Vec::new() },
            "announced" => Event::Announced { meeting },
            "cancelled" => Event::Cancelled { meeting },
            _ => Event::Annulled { meeting },
        };
        estate.hear(&event, when);
        estate.state(when)
    });
}
