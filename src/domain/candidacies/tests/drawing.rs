//! The lot that orders the candidates: commitments, values, and an order that nobody chooses.

use super::*;

#[test]
fn nobody_commits_twice_or_to_the_value_of_another() {
    let mut estate = Estate::called();
    let mut say = |by: &Actor, deed| estate.say(by, "2026-03-04T02:00:00Z", deed);
    say(&officer(Role::Supervisor), commit(Role::Supervisor)).unwrap();
    let again = say(&officer(Role::Supervisor), CandidacyDeed::Commit { commitment: print(150) });
    assert_eq!(again, Err(CandidacyRefusal::CommittedAlready));
    assert_eq!(say(&convener(), commit(Role::Supervisor)), Err(CandidacyRefusal::CommittedAlready), "copied");
    let mut second = officer(Role::Supervisor);
    second.person = Person([77; 32]);
    let more = say(&second, CandidacyDeed::Commit { commitment: print(150) });
    assert_eq!(more, Err(CandidacyRefusal::RoleHasCommitted(Role::Supervisor)));
    let mut estate = Estate::posted();
    let late = estate.say(&convener(), POSTED, CandidacyDeed::Commit { commitment: print(150) });
    assert!(matches!(late, Err(CandidacyRefusal::Transition(_))), "after the list is known");
}

#[test]
fn values_are_revealed_by_those_who_committed_until_the_time_is_over() {
    let until = at("2026-03-12T02:00:00Z");
    let mut estate = Estate::posted();
    assert_eq!(estate.slate().reveal_until(), Some(until));
    let stranger = estate.say(&convener(), POSTED, reveal(Role::Scrutineer));
    assert_eq!(stranger, Err(CandidacyRefusal::DoesNotFit));
    let other = CandidacyDeed::Reveal { value: print(9), commitment: print(109) };
    let wrong = estate.say(&officer(Role::Scrutineer), POSTED, other);
    assert_eq!(wrong, Err(CandidacyRefusal::DoesNotFit));
    estate.say_at(&officer(Role::Scrutineer), before(until), reveal(Role::Scrutineer)).unwrap();
    let twice = estate.say_at(&officer(Role::Scrutineer), before(until), reveal(Role::Scrutineer));
    assert_eq!(twice, Err(CandidacyRefusal::Revealed));
    let late = estate.say_at(&officer(Role::Supervisor), until, reveal(Role::Supervisor));
    assert_eq!(late, Err(CandidacyRefusal::RevealOver { until }));
    let due = estate.annals.dues((&estate.calendar, &estate.registers));
    assert_eq!((due[0].until, due[0].done_at), (until, None));
}

#[test]
fn the_order_is_drawn_once_all_is_revealed_or_the_time_is_over() {
    let until = at("2026-03-12T02:00:00Z");
    let mut estate = Estate::posted();
    estate.say(&officer(Role::Scrutineer), POSTED, reveal(Role::Scrutineer)).unwrap();
    let withheld = || drawn(&["c1", "c2"], &[Some(print(1)), None]);
    let early = estate.say_at(&convener(), before(until), withheld());
    assert_eq!(early, Err(CandidacyRefusal::RevealRuns { until }));
    estate.say_at(&convener(), until, withheld()).unwrap();
    assert_eq!(estate.slate().standing(), [id("c1"), id("c2")]);
    let nothing = Estate::posted().say_at(&convener(), until, drawn(&["c1", "c2"], &[None, None]));
    assert_eq!(nothing, Err(CandidacyRefusal::NothingRevealed));
}

#[test]
fn nobody_chooses_the_order() {
    let mut estate = Estate::posted();
    for role in [Role::Scrutineer, Role::Supervisor] {
        estate.say(&officer(role), "2026-03-11T03:00:00Z", reveal(role)).unwrap();
    }
    let CandidacyDeed::Order(right) = order(&["c2", "c1"]) else { unreachable!() };
    let mut turned = right.clone();
    turned.tickets.reverse();
    let other_values = Draw { values: vec![Some(print(1)), None], ..right.clone() };
    let other_matter = Draw { matter: "m2".parse().unwrap(), ..right.clone() };
    let CandidacyDeed::Order(fewer) = order(&["c2"]) else { unreachable!() };
    let CandidacyDeed::Order(more) = order(&["c2", "c1", "c9"]) else { unreachable!() };
    let CandidacyDeed::Order(twice) = order(&["c2", "c2"]) else { unreachable!() };
    for wrong in [turned, other_values, other_matter, fewer, more, twice] {
        let refused = estate.say(&convener(), "2026-03-11T04:00:00Z", CandidacyDeed::Order(wrong));
        assert_eq!(refused, Err(CandidacyRefusal::NotTheOrder));
    }
    estate.say(&convener(), "2026-03-11T04:00:00Z", CandidacyDeed::Order(right)).unwrap();
}

#[test]
fn whoever_withdraws_or_is_refused_late_leaves_the_order_of_the_others() {
    let mut estate = Estate::ordered();
    estate.say(&owner("b"), "2026-03-11T05:00:00Z", withdraw("c2")).unwrap();
    assert_eq!(estate.slate().standing(), [id("c1")]);
    let back = CandidacyDeed::Admit { candidate: id("c2"), reasons: Some(print(1)) };
    let back = estate.say(&convener(), "2026-03-11T05:00:00Z", back);
    assert!(matches!(back, Err(CandidacyRefusal::Transition(_))));
}
