//! Who opens a petition, for what, and who gives it up.

use super::*;

#[test]
fn a_petition_is_opened_on_the_latest_register_by_one_of_its_electors() {
    let mut estate = Estate::new();
    estate.import(2, homes());
    let open = |estate: &mut Estate, by: &str, request: Request| {
        estate.say(&owner(by), "2026-03-01T02:00:00Z", PetitionDeed::Open(request))
    };
    let older = open(&mut estate, "a", request());
    assert_eq!(older, Err(PetitionRefusal::NotTheLatestRegister { latest: 2 }));
    let stranger = open(&mut estate, "z", Request { register: 2, ..request() });
    assert_eq!(stranger, Err(PetitionRefusal::NotAnElector));
    estate.annals = Annals::default();
    assert_eq!(open(&mut estate, "a", request()), Err(PetitionRefusal::NoRegister));
}

#[test]
fn a_petition_is_opened_once_however_it_ended() {
    let mut estate = Estate::opened();
    let open = PetitionDeed::Open(request());
    let again = estate.say(&owner("b"), "2026-03-02T02:00:00Z", open.clone());
    assert_eq!(again, Err(PetitionRefusal::OpenedBefore));
    estate.say(&owner("a"), "2026-03-02T02:00:00Z", PetitionDeed::Abandon).unwrap();
    let again = estate.say(&owner("a"), "2026-03-02T03:00:00Z", open);
    assert_eq!(again, Err(PetitionRefusal::OpenedBefore));
    let support = estate.say(&owner("b"), "2026-03-02T03:00:00Z", support());
    assert!(matches!(support, Err(PetitionRefusal::Transition(_))));
    assert_eq!(
        estate.say_in(ProcessId::new(Uuid::from_u128(2)), &owner("b"), at("2026-03-02T03:00:00Z"), decline()),
        Err(PetitionRefusal::RoleMayNot)
    );
    let unknown = estate.say_in(
        ProcessId::new(Uuid::from_u128(2)),
        &owner("b"),
        at("2026-03-02T03:00:00Z"),
        PetitionDeed::Withdraw,
    );
    assert_eq!(unknown, Err(PetitionRefusal::Unknown));
}

#[test]
fn an_owner_has_three_petitions_open_and_not_four() {
    let mut estate = Estate::new();
    let open = |estate: &mut Estate, number: u128| {
        let process = ProcessId::new(Uuid::from_u128(number));
        estate.say_in(process, &owner("a"), at("2026-03-01T02:00:00Z"), PetitionDeed::Open(request()))
    };
    for number in 1..=3 {
        open(&mut estate, number).unwrap();
    }
    assert_eq!(open(&mut estate, 4), Err(PetitionRefusal::TooMany));
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Abandon).unwrap();
    open(&mut estate, 4).unwrap();
}

#[test]
fn whoever_opened_gives_up_only_what_nobody_else_signed() {
    let mut estate = Estate::opened();
    let other = estate.say(&owner("b"), "2026-03-02T01:00:00Z", PetitionDeed::Abandon);
    assert_eq!(other, Err(PetitionRefusal::NotTheOpener));
    estate.say(&owner("b"), "2026-03-02T02:00:00Z", support()).unwrap();
    let bought = estate.say(&owner("a"), "2026-03-02T03:00:00Z", PetitionDeed::Abandon);
    assert_eq!(bought, Err(PetitionRefusal::OthersSupport));
}

#[test]
fn what_is_asked_for_fits_the_aim() {
    let mut estate = Estate::new();
    let recall = |recalled: Vec<Uuid>| Request {
        aim: PetitionAim::Recall,
        matters: vec![kind(RECALL_KIND)],
        recalled,
        ..request()
    };
    let two = vec![kind("covenant"), kind("covenant")];
    let mixed = vec![kind("covenant"), kind(RECALL_KIND)];
    for (request, expected) in [
        (Request { matters: Vec::new(), ..request() }, PetitionRefusal::Matters),
        (Request { matters: two, ..request() }, PetitionRefusal::Matters),
        (Request { matters: mixed.clone(), ..request() }, PetitionRefusal::RecallKind),
        (Request { matters: mixed, ..recall(vec![MEMBER]) }, PetitionRefusal::RecallKind),
        (Request { recalled: vec![MEMBER], ..request() }, PetitionRefusal::Recalled),
        (recall(Vec::new()), PetitionRefusal::Recalled),
        (recall(vec![MEMBER, MEMBER]), PetitionRefusal::Recalled),
        (recall(vec![CONVENER]), PetitionRefusal::NotAMember(CONVENER)),
    ] {
        let refused = estate.say(&owner("a"), "2026-03-01T02:00:00Z", PetitionDeed::Open(request));
        assert_eq!(refused, Err(expected));
    }
    let opened = PetitionDeed::Open(recall(vec![MEMBER]));
    estate.say(&owner("a"), "2026-03-01T02:00:00Z", opened).unwrap();
}
