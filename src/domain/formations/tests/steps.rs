//! The steps until the meeting: application, group, postings.

use super::*;

#[test]
fn a_formation_goes_from_the_application_to_the_assembly_and_says_what_is_missing() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    let adopted = ["covenant_adopted", "rules_of_procedure_adopted", "committee_elected"];
    let posted = ["covenant_draft", "rules_of_procedure_draft", "voting_rules_draft", "candidates"];
    let lacks = |first: &[&'static str], of: &[&[&'static str]]| [first, &of.concat(), &adopted].concat();
    let rest: [&[&str]; 3] = [&["register"], &posted, &["meeting", "notice"]];
    assert_eq!(life.missing(), lacks(&["applicants", "group"], &rest));
    life.take(&owner("c"), FormationDeed::Join).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Applied, lacks(&["group"], &rest)));
    life.take(&office(), group()).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Grouped, lacks(&["list_posting"], &rest)));

    let mut life = Life::prepared();
    assert_eq!((life.state(), life.missing()), (FormationState::Preparing, lacks(&["notice"], &[])));
    life.notice(&inaugural()).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Called, adopted.to_vec()));
    assert_eq!(life.formation().exists_from(), None);
    life.vote(meeting(), [true; 3]);
    assert_eq!((life.state(), life.missing()), (FormationState::Adopted, vec![]));
    assert_eq!(life.formation().exists_from(), Some(at("2026-06-05T16:00:00Z")));
}

#[test]
fn a_community_forms_its_assembly_once() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    let other = ProcessId::new(Uuid::from_u128(2));
    let formation = process().uuid();
    let refused = FormationRefusal::Another { formation, state: FormationState::Applied };
    assert_eq!(life.take_in(other, &owner("e"), apply()), Err(refused));
    assert_eq!(life.take_in(other, &owner("e"), FormationDeed::Join), Err(FormationRefusal::Unknown));
    life.take(&office(), FormationDeed::Abandon { reasons: text(1) }).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Abandoned, vec![]));
    life.take_in(other, &owner("e"), apply()).unwrap();
}

#[test]
fn only_electors_of_the_latest_register_apply_and_each_once() {
    let mut life = Life::new();
    let named = |register| FormationDeed::Apply { register, first_delivered_at: None };
    let refused = FormationRefusal::NotTheLatestRegister { named: 2, latest: Some(1) };
    assert_eq!(life.take(&owner("a"), named(2)), Err(refused));
    life.import(2);
    assert!(life.take(&owner("a"), named(1)).is_err());
    assert_eq!(life.take(&owner("nobody"), named(2)), Err(FormationRefusal::NoElector));
    let first_delivered_at = Some(life.now.plus_seconds(1));
    let early = FormationDeed::Apply { register: 2, first_delivered_at };
    assert_eq!(life.take(&owner("a"), early), Err(FormationRefusal::DeliveredInTheFuture));
    life.take(&owner("a"), named(2)).unwrap();
    assert_eq!(life.take(&owner("a"), FormationDeed::Join), Err(FormationRefusal::AppliesAlready));
}

#[test]
fn no_group_is_formed_before_enough_apply_and_an_office_applies_for_all() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    let told = life.take(&office(), group()).unwrap_err().to_string();
    assert_eq!(told, "1 of 4 heads with 100 of 400 m² apply, and 1/2 must");
    life.take(&owner("b"), FormationDeed::Join).unwrap();
    life.take(&office(), group()).unwrap();

    let mut life = Life::new();
    life.take(&office(), apply()).unwrap();
    assert_eq!(life.formation().complete_at, Some(life.now));
    life.take(&actor(Role::ResidentsCommittee, None, Some(5)), group()).unwrap();
}

#[test]
fn nobody_applies_before_enough_is_handed_over() {
    let mut life = Life::new();
    life.registers.insert(1, holdings([home("1", "10", &["a"]), unsold("2", "11", &["d"])]));
    let refused = life.take(&owner("a"), apply());
    assert!(matches!(refused, Err(FormationRefusal::TooLittleDelivered(_))), "{refused:?}");
}

#[test]
fn the_group_is_the_body_that_the_law_asks_for_and_composed_as_it_asks() {
    let mut life = Life::new();
    life.take(&office(), apply()).unwrap();
    let asked = GroupKind::PreparatoryGroup;
    for kind in [GroupKind::InterimCommittee, GroupKind::ReelectionGroup] {
        let refused = FormationRefusal::OtherBody { asked, kind };
        assert_eq!(life.take(&office(), group_of(kind, 3)), Err(refused));
    }
    let even = FormationRefusal::Composition(Several(vec![GroupLack::Even { members: 6 }]));
    assert_eq!(life.take(&office(), group_of(asked, 4)), Err(even));
    let head = member(Capacity::Owner, Some(CONVENER));
    let others = vec![member(Capacity::Owner, None); 2];
    let (group, list) = (Group::new(head, others).unwrap(), text(1));
    let own = FormationDeed::FormGroup { kind: asked, group, list };
    let told = life.take(&office(), own).unwrap_err().to_string();
    assert_eq!(told, "the head sits for the owner, and must sit for one of: supervising_office");
    assert_eq!(life.state(), FormationState::Applied);
}

#[test]
fn nobody_sits_in_the_group_with_an_office_that_is_not_theirs() {
    let mut life = Life::new();
    life.take(&office(), apply()).unwrap();
    life.hear(&Event::GrantEnded { grant: Uuid::from_u128(CONVENER) });
    let refused = |lacks| Err(FormationRefusal::Composition(Several(lacks)));
    let ended = GroupLack::GrantNotHeld(Uuid::from_u128(CONVENER));
    assert_eq!(life.take(&office(), group()), refused(vec![ended.clone()]));
    let head = member(Capacity::SupervisingOffice, None);
    let others = vec![member(Capacity::Owner, Some(OFFICE)), member(Capacity::Owner, Some(CONVENER))];
    let (group, list) = (Group::new(head, others).unwrap(), text(1));
    let (grant, role, capacity) = (Uuid::from_u128(OFFICE), Role::Supervisor, Capacity::Owner);
    let other = GroupLack::OtherOffice { grant, role, capacity };
    let told = "is that of a supervisor, and who sits for the owner signs as convener";
    assert!(other.to_string().ends_with(told), "{other}");
    let deed = FormationDeed::FormGroup { kind: GroupKind::PreparatoryGroup, group, list };
    assert_eq!(life.take(&office(), deed), refused(vec![other, ended]));
}

#[test]
fn the_group_is_due_until_the_end_of_its_last_day_and_a_late_one_is_told_as_late() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    assert!(life.annals.dues((&life.calendar, &life.registers)).is_empty(), "too few apply");
    life.take(&owner("e"), FormationDeed::Join).unwrap();
    // 4 May in Shanghai is not counted; the 60th day after it is 3 July.
    let until = at("2026-07-03T16:00:00Z");
    assert_eq!(life.due(DueKind::PreparatoryGroup), (until, None));
    for now in ["2026-07-03T15:59:59.999999Z", "2026-07-03T16:00:00Z"] {
        life.pass(now);
        life.take(&office(), group()).unwrap();
        // A group in the place of another one does not move the day of the first.
        assert_eq!(life.due(DueKind::PreparatoryGroup), (until, Some(at("2026-07-03T15:59:59.999999Z"))));
    }
    let mut late = Life::new();
    late.take(&office(), apply()).unwrap();
    late.pass("2026-07-03T16:00:00Z");
    late.take(&office(), group()).unwrap();
    assert_eq!(late.due(DueKind::PreparatoryGroup), (until, Some(until)), "too late by an instant");
}

#[test]
fn the_group_begins_when_its_list_was_posted_for_full_days() {
    let mut life = Life::grouped();
    let until = at("2026-05-11T16:00:00Z");
    life.pass("2026-05-11T15:59:59.999999Z");
    let post = || FormationDeed::PostRegister { register: 1 };
    assert_eq!(life.take(&convener(), post()), Err(FormationRefusal::ListStillPosted { until }));
    life.take(&convener(), draft(DraftText::Covenant, 1, 1)).unwrap();
    life.pass("2026-05-11T16:00:00Z");
    life.take(&convener(), post()).unwrap();
    // Another group later on stops nothing: the register is posted.
    life.take(&office(), group_of(GroupKind::PreparatoryGroup, 5)).unwrap();
    assert_eq!(life.state(), FormationState::Preparing);
    life.take(&convener(), post()).unwrap();
}

#[test]
fn only_members_of_the_group_do_its_work_under_the_grant_that_the_list_names() {
    let mut life = Life::grouped();
    let stranger = actor(Role::Convener, None, Some(99));
    let post = || FormationDeed::PostRegister { register: 1 };
    assert_eq!(life.take(&stranger, post()), Err(FormationRefusal::NotOfTheGroup));
    life.take(&office(), post()).unwrap();
    let name = FormationDeed::NameMeeting { meeting: meeting() };
    for deed in [draft(DraftText::Covenant, 1, 1), candidates(&["c1"]), name] {
        assert_eq!(life.take(&stranger, deed.clone()), Err(FormationRefusal::NotOfTheGroup));
        life.take(&convener(), deed).unwrap();
    }
}

#[test]
fn drafts_are_versions_one_after_the_other_and_each_says_something_else() {
    let mut life = Life::grouped();
    let covenant = |version, byte| draft(DraftText::Covenant, version, byte);
    let next = |next| Err(FormationRefusal::NotTheNextVersion { next });
    assert_eq!(life.take(&convener(), covenant(2, 1)), next(1));
    life.take(&convener(), covenant(1, 1)).unwrap();
    assert_eq!(life.take(&convener(), covenant(1, 2)), next(2));
    assert_eq!(life.take(&convener(), covenant(3, 2)), next(2));
    assert_eq!(life.take(&convener(), covenant(2, 1)), Err(FormationRefusal::SameText));
    life.take(&convener(), covenant(2, 2)).unwrap();
    life.take(&convener(), draft(DraftText::VotingRules, 1, 2)).unwrap();
    let drafts = &life.formation().drafts;
    assert_eq!(drafts[&DraftText::Covenant].version, 2);
    assert_eq!(drafts.len(), 2);
}

#[test]
fn a_slate_has_seats_and_candidates_each_once() {
    let mut life = Life::prepared();
    let none = FormationDeed::PostCandidates { seats: 0, candidates: vec!["c1".parse().unwrap()] };
    assert_eq!(life.take(&convener(), none), Err(FormationRefusal::NoSeats));
    assert_eq!(life.take(&convener(), candidates(&[])), Err(FormationRefusal::CandidateCount));
    let twice = FormationRefusal::CandidateTwice("c1".parse().unwrap());
    assert_eq!(life.take(&convener(), candidates(&["c1", "c1"])), Err(twice));
}

#[test]
fn deeds_are_refused_where_their_state_does_not_allow_them() {
    let called = || {
        let mut life = Life::prepared();
        life.notice(&inaugural()).unwrap();
        life
    };
    for (mut life, by, deed) in [
        (Life::grouped(), owner("e"), FormationDeed::Join),
        (Life::grouped(), convener(), candidates(&["c1"])),
        (Life::prepared(), owner("a"), apply()),
        (called(), convener(), draft(DraftText::Covenant, 2, 9)),
        (called(), office(), FormationDeed::Abandon { reasons: text(1) }),
        (Life::decided([true; 3]), office(), group()),
    ] {
        let before = life.formation().clone();
        let refused = life.take(&by, deed.clone());
        assert!(matches!(refused, Err(FormationRefusal::Transition(_))), "{deed:?}: {refused:?}");
        assert_eq!(life.formation(), &before);
    }
}

#[test]
fn each_deed_is_signed_by_those_whose_step_it_is() {
    let office = &[Role::Supervisor, Role::ResidentsCommittee][..];
    assert_eq!(apply().signers(), [&[Role::Owner][..], office].concat());
    assert_eq!(FormationDeed::Join.signers(), [Role::Owner]);
    assert_eq!(group().signers(), office);
    assert_eq!(candidates(&["c1"]).signers(), [&[Role::Convener][..], office].concat());
    assert_eq!(FormationDeed::Abandon { reasons: text(1) }.signers(), [Role::Supervisor]);
}
