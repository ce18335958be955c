//! Every state of what follows from an upheld objection with every deed and event, through the book.

use super::*;
use crate::domain::annals::pairs;

const DEEDS: [&str; 6] = [
    "order a recount",
    "order a correction",
    "order an annulment",
    "report that it holds",
    "report that it does not",
    "post a correction",
];

fn posted(objection: u64) -> ContestDeed {
    ContestDeed::PostCorrection { objection, document: text(), reason: "公示笔误".to_owned() }
}

/// An objection to a result that was upheld, where what follows stands so; none while nothing is ordered.
fn make(state: RemedyState) -> (Life, u64) {
    use RemedyState as S;
    let mut life = Life::new();
    let entry = life.upheld();
    let deeds = match state {
        S::Upheld => vec![],
        S::RecountOrdered => vec![order(entry, Remedy::Recount)],
        S::RecountHeld => vec![order(entry, Remedy::Recount), recount(entry, Recounted::Held)],
        S::RecountDiffered => vec![order(entry, Remedy::Recount), recount(entry, Recounted::Differed)],
        S::CorrectionOrdered => vec![order(entry, Remedy::Correction)],
        S::Corrected => vec![order(entry, Remedy::Correction), posted(entry)],
        S::AnnulmentOrdered | S::Annulled => vec![order(entry, Remedy::Annulment)],
    };
    for deed in deeds {
        life.says(OFFICE, 7, deed).unwrap();
    }
    if state == S::Annulled {
        life.hears(&Event::Annulled { meeting: meeting() });
    }
    assert_eq!(stands(&life), state);
    (life, entry)
}

fn stands(life: &Life) -> RemedyState {
    life.annals.contests().results().get(process(7)).map_or(RemedyState::Upheld, |own| own.state)
}

#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use RemedyState as S;
    let table = [
        (S::Upheld, "+ + + - - -"),
        (S::RecountOrdered, "- - - + + -"),
        (S::RecountHeld, "- + + - - -"),
        (S::RecountDiffered, "- - + - - -"),
        (S::CorrectionOrdered, "+ - + - - +"),
        (S::Corrected, "+ - + - - -"),
        (S::AnnulmentOrdered, "- - - - - -"),
        (S::Annulled, "- - - - - -"),
    ];
    pairs::check((S::ALL, &DEEDS), &table, |state, place| {
        let (mut life, entry) = make(state);
        let deed = match place {
            0 => order(entry, Remedy::Recount),
            1 => order(entry, Remedy::Correction),
            2 => order(entry, Remedy::Annulment),
            3 => recount(entry, Recounted::Held),
            4 => recount(entry, Recounted::Differed),
            _ => posted(entry),
        };
        let taken = life.says(OFFICE, 7, deed);
        assert!(taken.is_ok() || stands(&life) == state, "what is refused changes nothing");
        pairs::mark(&taken, |refusal| matches!(refusal, ContestRefusal::Remedy(_)))
    });
}

/// A result can be set aside whatever was ordered; of what nobody ordered anything, nothing is told.
#[test]
fn every_state_is_left_by_an_annulment_and_by_nothing_else_that_happens() {
    use RemedyState as S;
    let events = ["announced", "cancelled", "annulled", "counted"];
    let annulled = S::ALL.iter().copied().filter(|state| *state != S::Upheld);
    let moves: Vec<_> = annulled.map(|state| (state, "annulled", S::Annulled)).collect();
    pairs::check_moves((S::ALL, &events), &moves, |state, event| {
        let ((mut life, _), meeting) = (make(state), meeting());
        let event = match event {
            "announced" => Event::Announced { meeting },
            "cancelled" => Event::Cancelled { meeting },
            "annulled" => Event::Annulled { meeting },
            _ => Event::Counted { meeting, outcomes: Vec::new() },
        };
        life.hears(&event);
        stands(&life)
    });
}

/// After an annulment that nobody ordered, nothing can be ordered any more.
#[test]
fn a_result_that_was_set_aside_before_anything_was_ordered_is_not_mended() {
    for remedy in Remedy::ALL.iter().copied() {
        let (mut life, entry) = make(RemedyState::Upheld);
        life.hears(&Event::Annulled { meeting: meeting() });
        let late = life.says(OFFICE, 7, order(entry, remedy));
        assert!(matches!(late, Err(ContestRefusal::Remedy(_))), "{remedy}: {late:?}");
    }
}
