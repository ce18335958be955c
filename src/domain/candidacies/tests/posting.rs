//! The list of candidates: what it waits for, and what is refused once it is posted.

use super::*;

#[test]
fn the_list_waits_for_every_decision_and_for_officers_of_two_bodies() {
    let mut estate = Estate::called();
    let mut say = |by: &Actor, deed| estate.say(by, POSTED, deed);
    assert_eq!(say(&convener(), post()), Err(CandidacyRefusal::Nobody));
    let mut estate = Estate::called();
    estate.say(&owner("a"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    let undecided = estate.say(&convener(), POSTED, post());
    assert_eq!(undecided, Err(CandidacyRefusal::Undecided(id("c1"))));
    estate.say(&convener(), "2026-03-03T02:00:00Z", admit("c1")).unwrap();
    let nobody = estate.say(&convener(), POSTED, post());
    assert_eq!(nobody, Err(CandidacyRefusal::TooFewCommitments));
    let mut second = officer(Role::Scrutineer);
    second.person = Person([77; 32]);
    estate.say(&officer(Role::Scrutineer), "2026-03-04T02:00:00Z", commit(Role::Scrutineer)).unwrap();
    let other = CandidacyDeed::Commit { commitment: print(150) };
    estate.say(&second, "2026-03-04T02:00:00Z", other).unwrap();
    let one_body = estate.say(&convener(), POSTED, post());
    assert_eq!(one_body, Err(CandidacyRefusal::TooFewCommitments));
    estate
        .say(&convener(), "2026-03-04T02:00:00Z", CandidacyDeed::Commit { commitment: print(151) })
        .unwrap();
    estate.say(&convener(), POSTED, post()).unwrap();
}

#[test]
fn a_candidate_who_sold_is_decided_on_again_before_the_list_is_posted() {
    let mut estate = Estate::gathered();
    estate.import(2, &["b", "c"]);
    let sold = estate.say(&convener(), POSTED, CandidacyDeed::Post { register: 2 });
    assert_eq!(sold, Err(CandidacyRefusal::SoldSince(id("c1"))));
    estate.say(&convener(), POSTED, refuse("c1", &[RefusalGround::NotAnOwner])).unwrap();
    estate.say(&convener(), POSTED, CandidacyDeed::Post { register: 2 }).unwrap();
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut estate = Estate::posted();
    let before = format!("{:?}", estate.annals);
    for (by, deed) in [
        (owner("c"), stand("c3")),
        (convener(), post()),
        (convener(), order(&["c1", "c2"])),
        (owner("b"), withdraw("c1")),
        (convener(), refuse("c1", &[])),
        (officer(Role::Supervisor), reveal(Role::Scrutineer)),
    ] {
        estate.say(&by, POSTED, deed).unwrap_err();
        assert_eq!(format!("{:?}", estate.annals), before);
    }
}
