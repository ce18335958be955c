//! Contracts with a manager, deed by deed.

pub(in crate::domain) mod edges;
mod pairs;

use uuid::Uuid;

use super::*;
use crate::domain::annals::edges::Law;
use crate::domain::annals::{Actor, Annals, Person};
use crate::domain::register::Registers;

/// The contract of [`House::agreed`] runs to the last day of 2026 in Shanghai.
const UNTIL: &str = "2026-12-31T16:00:00Z";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn process() -> ProcessId {
    ProcessId::new(Uuid::from_u128(7))
}

fn print(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn agree(from: &str, until: &str) -> ContractDeed {
    ContractDeed::Agree { document: print(1), from: at(from), until: at(until) }
}

fn prolong(until: &str) -> ContractDeed {
    ContractDeed::Prolong { document: print(2), until: at(until) }
}

fn dismiss(told_at: &str) -> ContractDeed {
    ContractDeed::Dismiss { told_at: at(told_at), evidence: print(3) }
}

fn let_expire() -> ContractDeed {
    ContractDeed::LetExpire { document: print(5) }
}

fn end() -> ContractDeed {
    ContractDeed::End { evidence: print(4) }
}

/// A community under a law, with its contracts.
struct House {
    law: Law,
    book: Contracts,
}

impl House {
    fn under(law: &Law) -> Self {
        Self { law: law.clone(), book: Contracts::default() }
    }

    /// With a contract of the year 2026, agreed on before it began.
    fn agreed(law: &Law) -> Self {
        let mut house = Self::under(law);
        house.act("2025-12-01T00:00:00Z", &agree("2025-12-31T16:00:00Z", UNTIL)).unwrap();
        house
    }

    fn act(&mut self, when: &str, deed: &ContractDeed) -> Result<(), ContractRefusal> {
        let grants = vec![Uuid::from_u128(1)];
        let by = Actor { person: Person([1; 32]), role: Role::Chair, owner: None, grants };
        let said = Said { process: process(), by: &by, moment: Moment { index: 0, at: at(when) }, deed };
        let (annals, registers) = (Annals::default(), Registers::default());
        let Self { law, book } = self;
        let before = book.clone();
        let taken = book.take(&said, &scene(law, &annals, &registers));
        assert!(taken.is_ok() || *book == before, "what is refused changes nothing");
        taken.map(|follows| assert!(follows.is_empty()))
    }

    fn dues(&self) -> Vec<Due> {
        let (annals, registers) = (Annals::default(), Registers::default());
        self.book.dues(&scene(&self.law, &annals, &registers))
    }

    fn state(&self) -> ContractState {
        self.book.get(process()).unwrap().state
    }
}

fn scene<'a>(law: &'a Law, annals: &'a Annals, registers: &'a Registers) -> Scene<'a> {
    Scene { procedure: &law.procedure, calendar: &law.calendar, annals, registers }
}

#[test]
fn a_contract_ends_after_it_begins_and_is_prolonged_to_a_later_day() {
    let law = Law::national();
    let mut house = House::under(&law);
    let (from, later) = ("2025-12-31T16:00:00Z", "2026-12-31T16:00:00.000001Z");
    assert_eq!(house.act(from, &prolong(UNTIL)), Err(ContractRefusal::Unknown));
    assert_eq!(house.act(from, &agree(from, from)), Err(ContractRefusal::Period));
    house.act(from, &agree(from, UNTIL)).unwrap();
    assert_eq!(house.act(from, &prolong(UNTIL)), Err(ContractRefusal::Period));
    house.act(from, &prolong(later)).unwrap();
    assert_eq!(house.book.get(process()).unwrap().until, at(later));
}

#[test]
fn a_manager_is_told_of_its_dismissal_while_the_contract_runs_and_not_in_the_future() {
    let law = Law::national();
    let before = "2026-12-31T15:59:59.999999Z";
    for (now, told_at, is_right) in [
        (before, "2025-12-31T15:59:59.999999Z", false),
        (before, "2025-12-31T16:00:00Z", true),
        (before, before, true),
        (before, UNTIL, false),
        (UNTIL, before, true),
        (UNTIL, UNTIL, false),
    ] {
        let told = House::agreed(&law).act(now, &dismiss(told_at));
        assert_eq!(told, if is_right { Ok(()) } else { Err(ContractRefusal::ToldInTheFuture) }, "{told_at}");
    }
}
