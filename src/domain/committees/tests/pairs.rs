//! Every state of a committee with every deed and every event, through the book.

use super::*;
use crate::domain::annals::pairs;

const DEEDS: [&str; 18] = [
    "take a seat",
    "name a grant",
    "vote",
    "file",
    "acknowledge",
    "return",
    "hand out seals",
    "resign",
    "state an end",
    "correct it",
    "propose a recall",
    "support one",
    "adopt a petition",
    "record a hearing",
    "put it",
    "suspend",
    "lift it",
    "fill seats",
];
/// The recall of `c`, who is suspended; that of `a` is [`RECALL`].
const OTHER: RecallId = RecallId::new(Uuid::from_u128(8));
const NEW: RecallId = RecallId::new(Uuid::from_u128(9));
const SECOND: MeetingId = MeetingId::new(Uuid::from_u128(400));
const NEW_GRANT: Uuid = Uuid::from_u128(77);

fn file(package: u8) -> CommitteeDeed {
    CommitteeDeed::File { package: hash(package) }
}

fn acknowledge(package: u8) -> CommitteeDeed {
    CommitteeDeed::AcknowledgeFiling { package: hash(package), answer: hash(9) }
}

fn propose(recall: RecallId, name: &str) -> CommitteeDeed {
    CommitteeDeed::ProposeRecall { recall, member: member(name), grounds: hash(1) }
}

fn lost_capacity(name: &str) -> CommitteeDeed {
    let event = EndingEvent::LostCapacity;
    CommitteeDeed::StateEnd { member: member(name), event, register: None, evidence: hash(4) }
}

/// Seven seats: `a` to `e` took theirs, `h` is called, `i` did not want it; both alternates left. The committee is filed
/// and a change of it too; another change is not. `a` and `c` are to be recalled, and `c` is suspended.
fn constituting() -> Estate {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (7, &["a", "b", "c", "d", "e", "h", "i"]), &["f", "g"]);
    for name in ["a", "b", "c", "d", "e"] {
        estate.seats(name);
    }
    estate.hears(&given(grant("h"), Role::Member, None));
    estate.hears(&given(NEW_GRANT, Role::Member, None));
    let office = officer(Role::Supervisor);
    let mut does = |by: &Actor, deed: &CommitteeDeed| estate.does(by, deed, "a").map(|_| ()).unwrap();
    does(&by_member("b"), &file(6));
    does(&office, &acknowledge(6));
    does(&office, &lost_capacity("g"));
    does(&by_member("b"), &file(7));
    does(&by_member("b"), &propose(RECALL, "a"));
    does(&by_member("c"), &CommitteeDeed::SupportRecall { recall: RECALL });
    does(&by_member("d"), &CommitteeDeed::SupportRecall { recall: RECALL });
    does(&by_member("b"), &propose(OTHER, "c"));
    does(&by_member("d"), &CommitteeDeed::SupportRecall { recall: OTHER });
    does(&by_member("e"), &CommitteeDeed::SupportRecall { recall: OTHER });
    does(&office, &CommitteeDeed::Suspend { recall: OTHER, reasons: hash(3) });
    estate.does(&by_owner("f"), &resign("f"), "f").unwrap();
    estate.does(&by_owner("i"), &resign("i"), "i").unwrap();
    estate
}

fn make(state: CommitteeState) -> Estate {
    use CommitteeState as S;
    let mut estate = constituting();
    match state {
        S::Constituting => {}
        S::Acting => drop(estate.chooses("a", &["a", "b", "d", "e"])),
        S::ToBeReelected => {
            for name in ["b", "d", "e"] {
                estate.does(&by_owner(name), &resign(name), name).unwrap();
            }
        }
        S::Succeeded => drop(estate.elects(SECOND, (3, &["p", "q", "r"]), &[])),
        S::Annulled => drop(estate.hears(&Event::Annulled { meeting: ELECTING })),
    }
    assert_eq!(estate.committee().state, state);
    estate
}

/// Who does it, what, and whom it is about.
fn deed(place: usize) -> (Actor, CommitteeDeed, &'static str) {
    let (office, convener) = (officer(Role::Supervisor), officer(Role::Convener));
    let (evidence, reasons) = (hash(5), hash(3));
    match place {
        0 => (by_owner("h"), CommitteeDeed::TakeSeat { member: member("h"), grant: grant("h") }, "h"),
        1 => (by_owner("a"), CommitteeDeed::NameGrant { member: member("a"), grant: NEW_GRANT }, "a"),
        2 => (by_member("a"), CommitteeDeed::VoteChair { member: member("a") }, "a"),
        3 => (by_member("a"), file(8), "a"),
        4 => (office, acknowledge(7), "a"),
        5 => (office, CommitteeDeed::ReturnFiling { package: hash(7), answer: hash(9) }, "a"),
        6 => {
            let (seals, keeper) = (vec![SealKind::Committee], member("a"));
            (by_member("a"), CommitteeDeed::HandOutSeals { seals, keeper, protocol: hash(8) }, "a")
        }
        7 => (by_owner("h"), resign("h"), "h"),
        8 => (office, lost_capacity("h"), "h"),
        9 => (office, CommitteeDeed::CorrectEnd { member: member("g"), evidence }, "g"),
        10 => (by_member("a"), propose(NEW, "h"), "h"),
        11 => (by_member("e"), CommitteeDeed::SupportRecall { recall: RECALL }, "a"),
        12 => {
            let (member, petition) = (member("h"), ProcessId::new(Uuid::from_u128(5)));
            (convener, CommitteeDeed::AdoptPetition { recall: NEW, member, petition, grounds: hash(1) }, "h")
        }
        13 => {
            let (recall, minutes) = (RECALL, hash(2));
            (convener, CommitteeDeed::RecordHearing { recall, hearing: Hearing::Heard, minutes }, "a")
        }
        14 => (convener, put("m-1"), "a"),
        15 => (office, CommitteeDeed::Suspend { recall: RECALL, reasons }, "a"),
        16 => (office, CommitteeDeed::LiftSuspension { recall: OTHER, reasons }, "c"),
        _ => (convener, CommitteeDeed::FillSeats { meeting: FILLING }, "a"),
    }
}

#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use CommitteeState as S;
    let table = [
        (S::Constituting, "+ + + + + + + + + + + + + + + + + +"),
        (S::Acting, "+ + + + + + + + + + + + + + + + + +"),
        (S::ToBeReelected, "+ + - + + + - + + + - - - - - - - -"),
        (S::Succeeded, "- - - - - - - - - - - - - - - - - -"),
        (S::Annulled, "- - - - - - - - - - - - - - - - - -"),
    ];
    pairs::check((S::ALL, &DEEDS), &table, |state, place| {
        let (by, deed, of) = deed(place);
        let (registered, petitioned) = (Registered::Listed, Petitioned::Demanded);
        let known = Known { owner: Some(owner(of)), registered, petitioned };
        let mut estate = make(state);
        if place == 1 {
            // A seat is held by one grant of a role at a time.
            estate.hears(&Event::GrantEnded { grant: grant("a") });
        }
        let taken = estate.does_knowing(&by, &deed, known);
        pairs::mark(&taken, |refusal| matches!(refusal, CommitteeRefusal::Transition(_)))
    });
}

/// A committee that too few are left of has no chair any more, and gets a member back by a correction.
#[test]
fn every_state_is_left_by_what_happens_and_by_nothing_else() {
    use CommitteeState as S;
    let events = [
        "a chair is chosen",
        "the chair leaves",
        "most leave",
        "whoever left is back",
        "another is elected",
        "that is set aside",
        "its own election is set aside",
        "another meeting is called off",
    ];
    let moves = [
        (S::Constituting, "a chair is chosen", S::Acting),
        (S::Constituting, "most leave", S::ToBeReelected),
        (S::Constituting, "another is elected", S::Succeeded),
        (S::Constituting, "its own election is set aside", S::Annulled),
        (S::Acting, "the chair leaves", S::Constituting),
        (S::Acting, "most leave", S::ToBeReelected),
        (S::Acting, "another is elected", S::Succeeded),
        (S::Acting, "its own election is set aside", S::Annulled),
        (S::ToBeReelected, "whoever left is back", S::Constituting),
        (S::ToBeReelected, "another is elected", S::Succeeded),
        (S::ToBeReelected, "its own election is set aside", S::Annulled),
        (S::Succeeded, "that is set aside", S::Constituting),
        (S::Succeeded, "its own election is set aside", S::Annulled),
    ];
    pairs::check_moves((S::ALL, &events), &moves, |state, event| {
        let mut estate = if event == "whoever left is back" { stated(state) } else { make(state) };
        // What the state does not allow is refused, and then nothing happens.
        let mut tries = |by: Actor, deed: CommitteeDeed, of: &str| drop(estate.does(&by, &deed, of));
        match event {
            "a chair is chosen" => {
                for name in ["a", "b", "d", "e"] {
                    tries(by_member(name), CommitteeDeed::VoteChair { member: member("a") }, "a");
                }
            }
            "the chair leaves" => tries(by_owner("a"), resign("a"), "a"),
            "most leave" => {
                for name in ["b", "d", "e"] {
                    tries(by_owner(name), resign(name), name);
                }
            }
            "whoever left is back" => {
                let deed = CommitteeDeed::CorrectEnd { member: member("e"), evidence: hash(5) };
                tries(officer(Role::Supervisor), deed, "e");
            }
            "another is elected" => drop(estate.elects(SECOND, (3, &["p", "q", "r"]), &[])),
            "that is set aside" => drop(estate.hears(&Event::Annulled { meeting: SECOND })),
            "its own election is set aside" => drop(estate.hears(&Event::Annulled { meeting: ELECTING })),
            _ => drop(estate.hears(&Event::Cancelled { meeting: FILLING })),
        }
        estate.committee().state
    });
}

/// A committee that stands so, where the last who left is said to have lost the capacity to act.
fn stated(state: CommitteeState) -> Estate {
    if state != CommitteeState::ToBeReelected {
        return make(state);
    }
    let mut estate = constituting();
    for name in ["b", "d"] {
        estate.does(&by_owner(name), &resign(name), name).unwrap();
    }
    estate.does(&officer(Role::Supervisor), &lost_capacity("e"), "e").unwrap();
    assert_eq!(estate.committee().state, state);
    estate
}
