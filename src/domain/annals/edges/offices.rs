//! The edge of an office: who holds it acts in it to its last instant.

use uuid::Uuid;

use super::{Law, at, before};
use crate::domain::annals::{Annals, Event, Moment};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::register::Registers;

const KEY: Fingerprint = Fingerprint([7; 32]);
const UNTIL: &str = "2026-06-22T16:00:00Z";

#[test]
fn an_office_is_held_to_its_last_instant_and_not_at_the_next_nor_once_it_ended() {
    let (law, grant) = (Law::national(), Uuid::from_u128(1));
    let mut annals = Annals::default();
    let mut hear = |index, event: &Event| {
        let moment = Moment { index, at: at("2026-01-01T00:00:00Z") };
        annals.hear(event, moment, (&law.calendar, &Registers::default()));
        let acts = |now| {
            let actor = annals.offices().actor(KEY, (Role::Chair, None), Moment { index, at: now });
            actor.grants.contains(&grant)
        };
        [before(at(UNTIL)), at(UNTIL)].map(acts)
    };
    let until = Some(at(UNTIL));
    assert_eq!(hear(1, &Event::Granted { grant, role: Role::Chair, until, key: KEY }), [true, false]);
    assert_eq!(hear(2, &Event::Granted { grant, role: Role::Chair, until: None, key: KEY }), [true, true]);
    assert_eq!(hear(3, &Event::GrantEnded { grant }), [false, false]);
}
