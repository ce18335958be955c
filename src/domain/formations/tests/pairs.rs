//! Every state of a formation with every deed and every event, through the book.

use super::*;
use crate::domain::annals::pairs;

const DEEDS: [&str; 8] = [
    "apply",
    "join",
    "form the group",
    "post the register",
    "post a draft",
    "post the candidates",
    "name the meeting",
    "abandon",
];

/// A community whose formation stands so.
fn make(state: FormationState) -> Life {
    let life = match state {
        FormationState::Applied => {
            let mut life = Life::new();
            life.take(&owner("a"), apply()).unwrap();
            life.take(&owner("b"), FormationDeed::Join).unwrap();
            life
        }
        FormationState::Grouped => Life::grouped(),
        FormationState::Preparing => Life::prepared(),
        FormationState::Called => {
            let mut life = Life::prepared();
            life.notice(&inaugural()).unwrap();
            life
        }
        FormationState::Adopted => Life::decided([true; 3]),
        FormationState::Abandoned => {
            let mut life = make(FormationState::Applied);
            life.take(&office(), FormationDeed::Abandon { reasons: text(1) }).unwrap();
            life
        }
    };
    assert_eq!(life.state(), state);
    life
}

#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use FormationState as S;
    let table = [
        (S::Applied, "- + + - - - - +"),
        (S::Grouped, "- - + + + - - +"),
        (S::Preparing, "- - + + + + + +"),
        (S::Called, "- - - - - - - -"),
        (S::Adopted, "- - - - - - - -"),
        (S::Abandoned, "- - - - - - - -"),
    ];
    pairs::check((S::ALL, &DEEDS), &table, |state, place| {
        let mut life = make(state);
        let version = life.formation().drafts.get(&DraftText::Covenant).map_or(1, |own| own.version + 1);
        let (by, deed) = match place {
            0 => (owner("e"), apply()),
            1 => (owner("e"), FormationDeed::Join),
            2 => (office(), group()),
            3 => (convener(), FormationDeed::PostRegister { register: 1 }),
            4 => (convener(), draft(DraftText::Covenant, version, 50)),
            5 => (convener(), candidates(&["c1"])),
            6 => (convener(), FormationDeed::NameMeeting { meeting: meeting() }),
            _ => (office(), FormationDeed::Abandon { reasons: text(1) }),
        };
        let before = life.formation().clone();
        let taken = life.take(&by, deed);
        assert!(taken.is_ok() || *life.formation() == before, "what is refused changes nothing");
        pairs::mark(&taken, |refusal| matches!(refusal, FormationRefusal::Transition(_)))
    });
}

#[test]
fn every_state_is_left_by_its_events_and_by_no_others() {
    use FormationState as S;
    let events = ["noticed", "opened", "closed", "counted", "adopted", "missed", "cancelled", "annulled"];
    let moves = [
        (S::Preparing, "noticed", S::Called),
        (S::Called, "adopted", S::Adopted),
        (S::Called, "missed", S::Preparing),
        (S::Called, "cancelled", S::Preparing),
        (S::Called, "annulled", S::Preparing),
        (S::Adopted, "annulled", S::Preparing),
    ];
    pairs::check_moves((S::ALL, &events), &moves, |state, event| {
        let (mut life, meeting) = (make(state), meeting());
        let heard = match event {
            "noticed" => Event::Noticed(Box::new(inaugural())),
            "opened" => Event::Opened { meeting },
            "closed" => Event::Closed { meeting },
            "counted" => Event::Counted { meeting, outcomes: Vec::new() },
            "cancelled" => Event::Cancelled { meeting },
            "annulled" => Event::Annulled { meeting },
            _ => {
                life.vote(meeting, [true, true, event == "adopted"]);
                return life.state();
            }
        };
        life.hear(&heard);
        life.state()
    });
}
