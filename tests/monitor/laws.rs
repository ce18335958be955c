//! Honest records never give a finding, and no changed byte goes unnoticed.

use proptest::prelude::*;
use quorate::verify::watch::{Fetch as _, Recheck, State};

use crate::book::Book;
use crate::served::{Served, look_again, watch, watch_to};

fn recheck() -> impl Strategy<Value = Recheck> {
    prop_oneof![Just(Recheck::Nothing), (1_u64..700).prop_map(Recheck::Window), Just(Recheck::Everything)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn an_honest_record_never_gives_a_finding(
        steps in prop::collection::vec((0_u64..320, recheck()), 1..9),
    ) {
        let sizes: Vec<u64> =
            steps.iter().scan(0, |size, (step, _)| { *size += step; Some(*size) }).collect();
        let book = Book::of(*sizes.last().unwrap());
        let mut state = watch();
        for (size, (_, recheck)) in sizes.into_iter().zip(steps) {
            let round = look_again(&mut state, &Served::at(&book, size), recheck).unwrap();
            prop_assert_eq!((round.findings, round.size), (vec![], size));
            state = State::read(&state.to_bytes().unwrap()).unwrap();
        }
    }

    #[test]
    fn no_changed_byte_of_what_is_served_goes_unnoticed(
        old in 0_u64..700,
        new in 1_u64..700,
        recheck in recheck(),
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        change in 1_u8..=255,
    ) {
        let book = Book::of(old + new);
        let state = watch_to(&book, old);
        let honest = Served::all(&book);
        prop_assert_eq!(look_again(&mut state.clone(), &honest, recheck).unwrap().findings, vec![]);
        let asked = honest.asked.take();
        let path = &asked[which.index(asked.len())];
        let mut bytes = honest.fetch(path, usize::MAX).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= change;
        let served = Served::all(&book).but(path, Ok(bytes));
        let mut watched = state.clone();
        let noticed = look_again(&mut watched, &served, recheck).map_or(true, |round| !round.findings.is_empty());
        prop_assert!(noticed, "{} at {}", path, place);
        prop_assert_eq!(watched.size(), state.size());
    }
}
