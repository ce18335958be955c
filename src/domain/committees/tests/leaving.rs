//! Members who leave, and the alternates who step in and back.

use super::*;

#[test]
fn a_member_who_resigns_loses_the_office_at_once_and_the_first_alternate_steps_in() {
    let mut estate = Estate::elected();
    estate.chooses("a", &["a", "b", "c"]);
    let reason = "resigned";
    let follows = estate.does(&by_member("a"), &resign("a"), "a").unwrap();
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("a"), reason }]);
    assert_eq!(estate.committee().state, CommitteeState::Constituting, "it was the chair");
    assert_eq!([estate.standing("f"), estate.standing("g")], [Standing::Called, Standing::Alternate]);
    estate.seats("f");
    assert_eq!(estate.committee().left(), 5);
    let again = estate.does(&by_owner("a"), &resign("a"), "a");
    assert!(matches!(again, Err(CommitteeRefusal::Standing(_))), "{again:?}");
    let kinds: Vec<_> = estate.committee().changes.iter().map(|own| own.kind).collect();
    assert_eq!(kinds, [ChangeKind::Left, ChangeKind::SteppedIn]);
}

#[test]
fn whoever_does_not_want_the_seat_says_so_and_nobody_resigns_for_another() {
    let mut estate = Estate::new();
    estate.elects(ELECTING, (3, &["a", "b", "c"]), &["d"]);
    assert_eq!(estate.does(&by_owner("b"), &resign("a"), "a"), Err(CommitteeRefusal::AnotherOwner));
    assert_eq!(estate.does(&by_member("b"), &resign("a"), "a"), Err(CommitteeRefusal::NotAMember));
    assert_eq!(estate.does(&by_owner("a"), &resign("a"), "a"), Ok(Vec::new()));
    assert_eq!(estate.standing("d"), Standing::Called);
}

#[test]
fn a_seat_ends_by_itself_when_the_register_has_the_owner_no_more() {
    let mut estate = Estate::elected();
    let deed = CommitteeDeed::StateEnd {
        member: member("b"),
        event: EndingEvent::NoLongerOwner,
        register: Some(2),
        evidence: hash(4),
    };
    let office = officer(Role::Supervisor);
    for registered in [Registered::Unknown, Registered::Listed] {
        let known = Known { owner: Some(owner("b")), registered, petitioned: Petitioned::Unfit };
        assert_eq!(estate.does_knowing(&office, &deed, known), Err(CommitteeRefusal::StillOwner));
    }
    let known =
        Known { owner: Some(owner("b")), registered: Registered::Gone, petitioned: Petitioned::Unfit };
    let follows = estate.does_knowing(&office, &deed, known).unwrap();
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("b"), reason: "no_longer_owner" }]);
    assert_eq!(estate.committee().cause(&member("b")), Some(EndCause::NoLongerOwner));
}

fn ended_by_law(name: &str) -> CommitteeDeed {
    let event = EndingEvent::EndedByLaw;
    CommitteeDeed::StateEnd { member: member(name), event, register: None, evidence: hash(4) }
}

#[test]
fn an_end_that_does_not_hold_is_corrected_and_the_alternate_steps_back() {
    let mut estate = Estate::elected();
    estate.does(&officer(Role::Supervisor), &ended_by_law("b"), "b").unwrap();
    estate.seats("f");
    let correct = CommitteeDeed::CorrectEnd { member: member("b"), evidence: hash(5) };
    let follows = estate.does(&officer(Role::Supervisor), &correct, "b").unwrap();
    let restored = Consequence::RestoreGrant { grant: grant("b") };
    let back = Consequence::EndGrant { grant: grant("f"), reason: "stepped back" };
    assert_eq!(follows, [restored, back]);
    assert_eq!([estate.standing("b"), estate.standing("f")], [Standing::Seated, Standing::Alternate]);
    estate.does(&by_member("c"), &resign("c"), "c").unwrap();
    let correct = CommitteeDeed::CorrectEnd { member: member("c"), evidence: hash(5) };
    let refused = estate.does(&officer(Role::Supervisor), &correct, "c");
    assert_eq!(refused, Err(CommitteeRefusal::NotStated), "whoever resigned did so themselves");
}

#[test]
fn whoever_stepped_in_for_one_who_stepped_in_gives_the_seat_back_too() {
    let mut estate = Estate::elected();
    estate.does(&officer(Role::Supervisor), &ended_by_law("b"), "b").unwrap();
    estate.does(&by_owner("f"), &resign("f"), "f").unwrap();
    assert_eq!(estate.standing("g"), Standing::Called);
    let correct = CommitteeDeed::CorrectEnd { member: member("b"), evidence: hash(5) };
    estate.does(&officer(Role::Supervisor), &correct, "b").unwrap();
    assert_eq!([estate.standing("g"), estate.standing("b")], [Standing::Alternate, Standing::Seated]);
    assert_eq!(estate.committee().left(), 5);
}

#[test]
fn no_member_ends_the_seat_of_another_and_the_ground_is_not_said() {
    let signers = ended_by_law("b").signers();
    assert_eq!(signers, [Role::Supervisor, Role::ResidentsCommittee]);
    let mut estate = Estate::elected();
    let follows = estate.does(&officer(Role::ResidentsCommittee), &ended_by_law("b"), "b").unwrap();
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("b"), reason: "ended_by_law" }]);
    let words: Vec<_> = EndingEvent::ALL.iter().map(|own| own.as_str()).collect();
    assert_eq!(words, ["no_longer_owner", "ended_by_law"], "capacity and death are no public words");
}

#[test]
fn a_grant_that_ended_before_the_seat_does_not_come_back_with_it() {
    let mut estate = Estate::elected();
    let phone = Uuid::from_u128(1080);
    estate.hears(&Event::GrantEnded { grant: grant("b") });
    estate.hears(&given(phone, Role::Member, None));
    let name = CommitteeDeed::NameGrant { member: member("b"), grant: phone };
    estate.does(&by_owner("b"), &name, "b").unwrap();
    let with_phone = Actor { grants: vec![phone], ..by_member("b") };
    estate.does(&with_phone, &confirm("b"), "b").unwrap();
    let follows = estate.does(&officer(Role::Supervisor), &ended_by_law("b"), "b").unwrap();
    assert_eq!(follows, [Consequence::EndGrant { grant: phone, reason: "ended_by_law" }]);
    let correct = CommitteeDeed::CorrectEnd { member: member("b"), evidence: hash(5) };
    let follows = estate.does(&officer(Role::Supervisor), &correct, "b").unwrap();
    assert_eq!(follows, [Consequence::RestoreGrant { grant: phone }], "the lost key stays lost");
}
