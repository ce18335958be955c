//! Who names candidates, and what those who were named say to it.

use super::*;
use crate::domain::rules::Procedure;
use crate::domain::rules::procedure::{Nominator, Nominators};

#[test]
fn the_committee_names_nobody_and_others_as_the_law_of_the_place_lets_them() {
    let mut estate = Estate::called();
    for role in [Role::Member, Role::Chair, Role::Convener, Role::Secretary] {
        let refused = estate.say(&officer(role), "2026-03-02T02:00:00Z", nominate("c1", 1));
        assert_eq!(refused, Err(CandidacyRefusal::RoleMayNot), "{role}");
    }
    // A member who signs with the key of their office as an owner is found out; standing themselves is their right.
    let key = Fingerprint(owner("d").person.0);
    let grant = Uuid::from_u128(3);
    estate.hear(&Event::Granted { grant, role: Role::Member, until: None, key });
    let hidden = estate.say(&owner("d"), "2026-03-02T02:00:00Z", nominate("c1", 1));
    assert_eq!(hidden, Err(CandidacyRefusal::CommitteeNominates));
    estate.say(&owner("d"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    estate.say(&officer(Role::Supervisor), "2026-03-02T02:00:00Z", nominate("c2", 2)).unwrap();
    let mut procedure = Procedure::default();
    procedure.candidacy_nominators.value = Nominators::of([Nominator::Owners]);
    estate.hear(&Event::RulesStated { procedure: Box::new(procedure) });
    let refused = estate.say(&officer(Role::Supervisor), "2026-03-02T02:00:00Z", nominate("c3", 3));
    assert_eq!(refused, Err(CandidacyRefusal::NominatorMayNot(Role::Supervisor)));
}

#[test]
fn an_owner_names_as_many_as_there_are_seats() {
    let mut estate = Estate::called();
    for (number, candidate) in (1..).zip(["c1", "c2", "c3"]) {
        estate.say(&owner("a"), "2026-03-02T02:00:00Z", nominate(candidate, number)).unwrap();
    }
    let fourth = estate.say(&owner("a"), "2026-03-02T02:00:00Z", nominate("c4", 4));
    assert_eq!(fourth, Err(CandidacyRefusal::NamedEnough));
    let taken = estate.say(&owner("b"), "2026-03-02T02:00:00Z", nominate("c1", 9));
    assert_eq!(taken, Err(CandidacyRefusal::Taken(id("c1"))));
}

#[test]
fn only_whoever_was_named_accepts_and_once() {
    let mut estate = Estate::called();
    let office = officer(Role::ResidentsCommittee);
    estate.say(&office, "2026-03-02T02:00:00Z", nominate("c1", 1)).unwrap();
    let mut say = |by: &str, deed| estate.say(&owner(by), "2026-03-02T03:00:00Z", deed);
    assert_eq!(say("b", accept("c1", "b", 9)), Err(CandidacyRefusal::NotTheNominee), "another hash");
    assert_eq!(say("b", accept("c1", "a", 1)), Err(CandidacyRefusal::NotTheNominee), "in another's name");
    assert_eq!(say("a", accept("c9", "a", 1)), Err(CandidacyRefusal::NoCandidate(id("c9"))));
    say("a", accept("c1", "a", 1)).unwrap();
    assert_eq!(say("a", accept("c1", "a", 1)), Err(CandidacyRefusal::StandsAlready));
    assert_eq!(say("a", stand("c2")), Err(CandidacyRefusal::StandsAlready));
    let mut second = owner("a");
    second.person = Person([0xaa; 32]);
    let other = estate.say(&second, "2026-03-02T03:00:00Z", stand("c2"));
    assert_eq!(other, Err(CandidacyRefusal::StandsAlready), "by another account");
}

#[test]
fn whoever_declines_does_not_stand_and_nobody_decides_on_them() {
    let mut estate = Estate::called();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", nominate("c1", 1)).unwrap();
    let unasked = estate.say(&convener(), "2026-03-02T02:30:00Z", admit("c1"));
    assert!(matches!(unasked, Err(CandidacyRefusal::Transition(_))));
    let owner_id = "a".parse().unwrap();
    let decline = CandidacyDeed::Decline { candidate: id("c1"), owner: owner_id, nominee: print(1) };
    let stranger = estate.say(&owner("c"), "2026-03-02T03:00:00Z", decline.clone());
    assert_eq!(stranger, Err(CandidacyRefusal::NotTheNominee));
    estate.say(&owner("a"), "2026-03-02T03:00:00Z", decline).unwrap();
    assert_eq!(estate.state_of("c1"), CandidacyState::Declined);
}

#[test]
fn only_the_candidate_states_and_withdraws_and_who_withdrew_does_not_come_back() {
    let mut estate = Estate::gathered();
    let state = || CandidacyDeed::State { candidate: id("c1"), statement: print(7) };
    let mut say = |by: &str, deed| estate.say(&owner(by), "2026-03-04T02:00:00Z", deed);
    assert_eq!(say("b", state()), Err(CandidacyRefusal::NotTheCandidate));
    assert_eq!(say("b", withdraw("c1")), Err(CandidacyRefusal::NotTheCandidate));
    say("a", state()).unwrap();
    say("a", withdraw("c1")).unwrap();
    assert_eq!(say("a", stand("c9")), Err(CandidacyRefusal::StandsAlready));
    assert_eq!(estate.slate().standing(), [id("c2")]);
}
