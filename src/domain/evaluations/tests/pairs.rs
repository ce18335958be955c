//! Every state of an evaluation with every deed, through the book.

use super::*;
use crate::domain::annals::pairs;

#[test]
fn every_state_takes_its_deeds_and_no_others() {
    use EvaluationState as S;
    let deeds = ["open", "answer", "publish", "cancel"];
    let table =
        [(S::Open, "- + - +"), (S::Closed, "- - + +"), (S::Published, "- - - -"), (S::Cancelled, "- - - -")];
    pairs::check((S::ALL, &deeds), &table, |state, place| {
        let (mut life, when) = match state {
            S::Open => (Life::opened(), BEFORE),
            S::Closed => (Life::opened(), CLOSES),
            S::Published => (published(), CLOSES),
            S::Cancelled => (cancelled(), BEFORE),
        };
        assert_eq!(life.own().state(at(when)), state);
        let (who, deed) = match place {
            0 => (CHAIR, open(Evaluated::Manager, "2026-06-30T16:00:00Z")),
            1 => (ONE, answers(&[("q1", Rating::Neutral)])),
            2 => (CHAIR, life.publish()),
            // After the close an office calls it off, and the chair does not.
            _ if state == S::Closed => (OFFICE, EvaluationDeed::Cancel { reason: "改期".to_owned() }),
            _ => (CHAIR, EvaluationDeed::Cancel { reason: "改期".to_owned() }),
        };
        let taken = life.says(who, (1, when), deed);
        let is_of_state = |own: &EvaluationRefusal| {
            matches!(own, EvaluationRefusal::State(_) | EvaluationRefusal::AlreadyOpened)
        };
        pairs::mark(&taken, is_of_state)
    });
}
