//! Tables of what every state makes of everything that can be done or happen, held against the books.
//!
//! A row is a state, in the order of its words; a mark is a deed: `+` it is taken, `-` the state does not allow it, `!` the
//! state does, and something else that the book looks at does not, which is said beside the table.

use std::fmt::Display;

/// What came of a deed.
pub(in crate::domain) fn mark<T, E: Display>(taken: &Result<T, E>, is_of_state: impl Fn(&E) -> bool) -> char {
    match taken {
        Ok(_) => '+',
        Err(refusal) if is_of_state(refusal) => '-',
        Err(_) => '!',
    }
}

/// Holds a table against what a book says; `told` is asked for each state and the place of each deed.
pub(in crate::domain) fn check<S: Copy + Display>(
    (states, deeds): (&[S], &[&str]),
    table: &[(S, &str)],
    told: impl Fn(S, usize) -> char,
) {
    let rows: Vec<String> = table.iter().map(|(state, _)| state.to_string()).collect();
    let all: Vec<String> = states.iter().map(ToString::to_string).collect();
    assert_eq!(rows, all, "one row for each state");
    for (state, row) in table {
        let marks = (0..deeds.len()).map(|place| told(*state, place).to_string()).collect::<Vec<_>>();
        assert_eq!(marks.join(" "), *row, "{state}, where the deeds are {}", deeds.join(", "));
    }
}

/// Holds a list of what leads from a state to another against what a book says; everything else leaves the state as it
/// is.
pub(in crate::domain) fn check_moves<S: Copy + Display + PartialEq>(
    (states, events): (&[S], &[&str]),
    moves: &[(S, &str, S)],
    told: impl Fn(S, &str) -> S,
) {
    for (_, event, _) in moves {
        assert!(events.contains(event), "{event} is none of them");
    }
    for state in states {
        for event in events {
            let expected = moves.iter().find(|own| own.0 == *state && own.1 == *event);
            let expected = expected.map_or(*state, |own| own.2).to_string();
            assert_eq!(told(*state, event).to_string(), expected, "{state} × {event}");
        }
    }
}
