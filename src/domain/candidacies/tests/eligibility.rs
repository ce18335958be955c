//! Who may stand, who decides on it, and on what ground.

use super::*;

#[test]
fn a_candidate_is_an_owner_in_the_latest_register() {
    let mut estate = Estate::called();
    let stranger = estate.say(&owner("z"), "2026-03-02T02:00:00Z", stand("c1"));
    assert_eq!(stranger, Err(CandidacyRefusal::NotAnOwner));
    estate.import(2, &["b", "c"]);
    let older = estate.say(&owner("b"), "2026-03-02T02:00:00Z", stand("c1"));
    assert_eq!(older, Err(CandidacyRefusal::NotTheLatestRegister { latest: 2 }));
}

#[test]
fn scrutineers_do_not_stand_and_who_stands_draws_no_lot_and_decides_on_nobody() {
    let mut estate = Estate::called();
    let key = Fingerprint(owner("c").person.0);
    let grant = Uuid::from_u128(4);
    estate.hear(&Event::Granted { grant, role: Role::Scrutineer, until: None, key });
    let scrutineer = estate.say(&owner("c"), "2026-03-02T02:00:00Z", stand("c1"));
    assert_eq!(scrutineer, Err(CandidacyRefusal::ScrutineerStands));
    estate.hear(&Event::GrantEnded { grant });
    estate.say(&owner("c"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    let mut same = officer(Role::Scrutineer);
    same.person = owner("c").person;
    let drawing = estate.say(&same, "2026-03-02T03:00:00Z", commit(Role::Scrutineer));
    assert_eq!(drawing, Err(CandidacyRefusal::OwnCause));
    let mut own = convener();
    own.person = owner("c").person;
    let deciding = estate.say(&own, "2026-03-02T03:00:00Z", admit("c1"));
    assert_eq!(deciding, Err(CandidacyRefusal::OwnCause));
}

#[test]
fn nobody_is_refused_without_a_ground_and_no_decision_is_changed_without_reasons() {
    let mut estate = Estate::called();
    estate.say(&owner("a"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    let mut say = |deed| estate.say(&convener(), "2026-03-03T02:00:00Z", deed);
    let twice = [RefusalGround::Other, RefusalGround::Other];
    assert_eq!(say(refuse("c1", &[])), Err(CandidacyRefusal::NoGround));
    assert_eq!(say(refuse("c1", &twice)), Err(CandidacyRefusal::NoGround));
    say(refuse("c1", &[RefusalGround::TiedToManager])).unwrap();
    assert_eq!(say(admit("c1")), Err(CandidacyRefusal::NoReasons));
    say(CandidacyDeed::Admit { candidate: id("c1"), reasons: Some(print(6)) }).unwrap();
    assert_eq!(estate.slate().candidacy(&id("c1")).unwrap().refused(), None);
}

#[test]
fn whoever_acts_for_an_owner_who_stands_decides_on_nobody_whatever_key_they_sign_with() {
    let mut estate = Estate::called();
    estate.say(&owner("a"), "2026-03-02T02:00:00Z", stand("c1")).unwrap();
    let own = [owner("a").owner.unwrap()];
    let other = [owner("b").owner.unwrap()];
    let slate = estate.slate();
    let standers = || slate.candidacies().filter_map(|(_, own)| own.stander()).map(|stander| &stander.owner);
    for deed in [admit("c2"), refuse("c2", &[RefusalGround::Other]), commit(Role::Scrutineer)] {
        assert!(deed.is_own_cause(standers(), &own), "{deed:?}");
        assert!(!deed.is_own_cause(standers(), &other) && !deed.is_own_cause(standers(), &[]));
    }
    assert!(!stand("c2").is_own_cause(standers(), &own), "that is refused for what it is");
}
