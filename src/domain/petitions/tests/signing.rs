//! Who signs a petition, until when, and how the support is counted.

use super::*;
use crate::domain::rules::Procedure;
use crate::domain::rules::procedure::Weighing;

#[test]
fn two_heads_of_ten_are_a_fifth_and_one_is_not() {
    let mut estate = Estate::opened();
    let early = estate.say(&owner("a"), "2026-03-02T02:00:00Z", submit()).unwrap_err();
    assert_eq!(
        early.to_string(),
        "the support does not reach the mark yet: 1 heads of 10 and 100 m² of 1000 support it, and 20/100 must, by heads"
    );
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    estate.say(&owner("a"), "2026-03-02T03:00:00Z", submit()).unwrap();
    assert_eq!(estate.petition().submitted_at(), Some(at("2026-03-02T03:00:00Z")));
}

#[test]
fn where_both_measures_are_asked_for_heads_alone_are_too_little() {
    let mut estate = Estate::new();
    let mut procedure = Procedure::default();
    procedure.petition_measures.value = Weighing::Both;
    estate.hear(&Event::RulesStated { procedure: Box::new(procedure) }, at("2026-01-02T00:00:00Z"));
    let mut small = homes();
    small[0].unit.area = "1".parse().unwrap();
    small[1].unit.area = "1".parse().unwrap();
    estate.import(1, small);
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request())).unwrap();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    let hand_in = |estate: &mut Estate| estate.say(&owner("b"), "2026-03-02T03:00:00Z", submit());
    assert!(matches!(hand_in(&mut estate), Err(PetitionRefusal::TooLittle { .. })));
    estate.say(&owner("c"), "2026-03-02T02:30:00Z", support()).unwrap();
    assert!(matches!(hand_in(&mut estate), Err(PetitionRefusal::TooLittle { .. })), "102 of 802 m²");
    estate.say(&owner("d"), "2026-03-02T02:30:00Z", support()).unwrap();
    hand_in(&mut estate).unwrap();
}

#[test]
fn an_owner_counts_once_by_whatever_account() {
    let mut estate = Estate::opened();
    let mut second = owner("a");
    second.person = Person([0xaa; 32]);
    let again = estate.say(&second, "2026-03-02T02:00:00Z", support());
    assert_eq!(again, Err(PetitionRefusal::SupportsAlready));
    assert_eq!(estate.heads(1), 1);
}

#[test]
fn two_co_owners_are_one_head_and_one_who_objects_takes_it_away() {
    let mut estate = Estate::opened();
    estate.say(&owner("i"), "2026-03-02T02:00:00Z", support()).unwrap();
    assert_eq!(estate.heads(1), 2);
    estate.say(&owner("j"), "2026-03-02T02:10:00Z", PetitionDeed::Object).unwrap();
    assert_eq!(estate.heads(1), 1);
    let twice = estate.say(&owner("j"), "2026-03-02T02:20:00Z", PetitionDeed::Object);
    assert_eq!(twice, Err(PetitionRefusal::ObjectsAlready));
    let refused = estate.say(&owner("a"), "2026-03-02T02:30:00Z", submit());
    assert!(matches!(refused, Err(PetitionRefusal::TooLittle { .. })));
    estate.say(&owner("j"), "2026-03-02T02:40:00Z", PetitionDeed::Retract).unwrap();
    assert_eq!(estate.heads(1), 2);
    estate.say(&owner("j"), "2026-03-02T02:50:00Z", support()).unwrap();
    assert_eq!(estate.heads(1), 2, "both sign for one head");
    let own = estate.say(&owner("j"), "2026-03-02T03:00:00Z", PetitionDeed::Object);
    assert_eq!(own, Err(PetitionRefusal::SupportsItself));
    let stranger = estate.say(&owner("c"), "2026-03-02T03:00:00Z", PetitionDeed::Object);
    assert_eq!(stranger, Err(PetitionRefusal::NothingToObjectTo));
    let nothing = estate.say(&owner("k"), "2026-03-02T03:00:00Z", PetitionDeed::Retract);
    assert_eq!(nothing, Err(PetitionRefusal::ObjectsNot));
}

#[test]
fn support_is_withdrawn_before_it_is_handed_in_and_not_after() {
    let mut estate = Estate::opened();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    estate.say(&owner("b"), "2026-03-02T02:10:00Z", PetitionDeed::Withdraw).unwrap();
    let twice = estate.say(&owner("b"), "2026-03-02T02:20:00Z", PetitionDeed::Withdraw);
    assert_eq!(twice, Err(PetitionRefusal::SupportsNot));
    let stranger = estate.say(&owner("b"), "2026-03-02T02:30:00Z", submit());
    assert_eq!(stranger, Err(PetitionRefusal::SupportsNot));
    let mut estate = Estate::submitted();
    for deed in [PetitionDeed::Withdraw, PetitionDeed::Object, support(), submit()] {
        let late = estate.say(&owner("b"), "2026-03-03T02:00:00Z", deed);
        assert!(matches!(late, Err(PetitionRefusal::Transition(_))), "{late:?}");
    }
}

#[test]
fn a_later_register_moves_no_denominator_and_takes_support_of_those_who_sold() {
    let mut estate = Estate::opened();
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    let mut later = homes();
    later.push(home("new", "9000", &["z"]));
    later[1] = home("b", "100", &["y"]);
    estate.import(2, later);
    let newer = |name: &str| (owner(name), PetitionDeed::Support { text: TEXT, register: 2 });
    let mut say = |(by, deed): (Actor, PetitionDeed)| estate.say(&by, "2026-03-03T02:00:00Z", deed);
    let hidden = say((owner("a"), submit()));
    assert_eq!(
        hidden,
        Err(PetitionRefusal::NotTheLatestRegister { latest: 2 }),
        "by the register before the sale"
    );
    let refused = say((owner("a"), PetitionDeed::Submit { register: 2 }));
    assert!(matches!(refused, Err(PetitionRefusal::TooLittle { .. })), "b sold");
    assert_eq!(say(newer("y")), Err(PetitionRefusal::NotAnElector), "y is no elector of the snapshot");
    say((owner("b"), PetitionDeed::Withdraw)).unwrap();
    assert_eq!(say(newer("b")), Err(PetitionRefusal::NoLongerOwner));
    say(newer("c")).unwrap();
    say((owner("c"), PetitionDeed::Submit { register: 2 })).unwrap();
}

#[test]
fn another_text_than_the_petitions_gets_no_support() {
    let other = PetitionDeed::Support { text: Fingerprint([1; 32]), register: 1 };
    let refused = Estate::opened().say(&owner("b"), "2026-03-02T01:00:00Z", other);
    assert_eq!(refused, Err(PetitionRefusal::OtherText));
}

#[test]
fn nobody_signs_in_a_role_that_is_not_asked() {
    let mut estate = Estate::opened();
    for deed in [support(), decline(), order(date(2026, 3, 31)), prepare(), PetitionDeed::Agree] {
        let trustee = officer(Role::Trustee, CONVENER);
        assert_eq!(estate.say(&trustee, "2026-03-02T01:00:00Z", deed), Err(PetitionRefusal::RoleMayNot));
    }
}

#[test]
fn it_lapses_at_the_end_of_the_days_for_signing() {
    let mut estate = Estate::opened();
    let end = at("2026-05-30T16:00:00Z");
    assert_eq!(estate.petition().closes().at, end);
    estate.say_at(&owner("b"), before(end), support()).unwrap();
    assert_eq!(estate.state(before(end)), PetitionState::Collecting);
    assert_eq!(estate.state(end), PetitionState::Lapsed);
    let late = estate.say_at(&owner("c"), end, support());
    assert!(matches!(late, Err(PetitionRefusal::Transition(_))));
    estate.say_at(&owner("b"), before(end), submit()).unwrap();
    assert_eq!(estate.state(end), PetitionState::Submitted, "what was handed in does not lapse");
    assert_eq!(estate.due(DueKind::PetitionSupport).done_at, Some(before(end)));
}
