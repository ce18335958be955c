//! The committee's answer, the order of the authority, and the substitute it names.

use super::*;

#[test]
fn the_authority_orders_once_the_committee_was_silent_for_its_days() {
    let end = at("2026-03-17T16:00:00Z");
    let mut estate = Estate::submitted();
    assert_eq!(estate.due(DueKind::PetitionAnswer).until, end);
    let early = estate.say_at(&authority(), before(end), order(date(2026, 4, 30)));
    assert_eq!(early, Err(PetitionRefusal::CommitteeHasTime { until: end }));
    estate.say_at(&authority(), end, order(date(2026, 4, 30))).unwrap();
    assert_eq!(estate.state(end), PetitionState::Ordered);
    assert_eq!(estate.due(DueKind::PetitionOrder).until, at("2026-04-30T16:00:00Z"));
    assert_eq!(estate.due(DueKind::PetitionAnswer).done_at, None);
}

#[test]
fn a_committee_that_declined_is_ordered_at_once() {
    let mut estate = Estate::submitted();
    estate.say(&chair(), "2026-03-05T02:00:00Z", decline()).unwrap();
    assert_eq!(estate.petition().reasons(), Some(Fingerprint([8; 32])));
    estate.say(&authority(), "2026-03-05T03:00:00Z", order(date(2026, 3, 31))).unwrap();
    assert_eq!(estate.due(DueKind::PetitionAnswer).done_at, Some(at("2026-03-05T02:00:00Z")));
}

#[test]
fn a_committee_that_agreed_and_does_nothing_is_ordered_when_the_meeting_should_have_opened() {
    let end = at("2026-05-01T16:00:00Z");
    let mut estate = Estate::submitted();
    estate.say(&chair(), "2026-03-05T02:00:00Z", PetitionDeed::Agree).unwrap();
    let early = estate.say_at(&authority(), before(end), order(date(2026, 6, 30)));
    assert_eq!(early, Err(PetitionRefusal::CommitteeHasTime { until: end }));
    estate.say_at(&authority(), end, order(date(2026, 6, 30))).unwrap();
}

#[test]
fn the_day_of_an_order_is_after_today_and_not_far_away() {
    let mut estate = Estate::submitted();
    estate.say(&chair(), "2026-03-05T02:00:00Z", decline()).unwrap();
    // 16:30 UTC is the next day in Shanghai.
    for (day, is_right) in [
        (date(2026, 3, 6), false),
        (date(2026, 9, 3), false),
        (date(2026, 9, 2), true),
        (date(2026, 3, 7), true),
    ] {
        let mut estate = Estate { annals: estate.annals.clone(), ..Estate::new() };
        let given = estate.say(&authority(), "2026-03-05T16:30:00Z", order(day));
        assert_eq!(given.is_ok(), is_right, "{day}");
    }
}

#[test]
fn a_substitute_is_named_once_the_ordered_day_is_over() {
    let end = at("2026-03-31T16:00:00Z");
    let mut estate = Estate::ordered();
    let early = estate.say_at(&authority(), before(end), substitute(SUBSTITUTE));
    assert_eq!(early, Err(PetitionRefusal::OrderRuns { until: end }));
    estate.say_at(&officer(Role::Convener, CONVENER), before(end), prepare()).unwrap();
    let late = estate.say_at(&officer(Role::Convener, CONVENER), end, prepare());
    assert_eq!(late, Err(PetitionRefusal::OrderLapsed { until: end }));
    let notice = noticed(&["manager_dismiss"], "2026-04-20T00:00:00Z");
    assert!(estate.allows(&notice, end).is_err(), "a draft that was named in time is late too");
    let member = estate.say_at(&authority(), end, substitute(MEMBER));
    assert_eq!(member, Err(PetitionRefusal::NotAConvener(MEMBER)));
    estate.say_at(&authority(), end, substitute(SUBSTITUTE)).unwrap();
    assert!(!estate.annals.petitions().is_substitutes(MEETING), "what the committee prepared is not theirs");
    let other = estate.say_at(&officer(Role::Convener, CONVENER), end, prepare());
    assert_eq!(other, Err(PetitionRefusal::NotTheSubstitute));
    estate.say_at(&officer(Role::Convener, SUBSTITUTE), end, prepare()).unwrap();
    assert!(estate.annals.petitions().is_substitutes(MEETING));
    estate.notice(notice, "2026-04-02T00:00:00Z");
    assert_eq!(estate.state(end), PetitionState::Convened);
    assert!(estate.annals.petitions().is_substitutes(MEETING));
}

#[test]
fn whoever_declined_for_the_committee_is_no_substitute_of_it() {
    let mut estate = Estate::ordered();
    estate.say(&authority(), "2026-04-01T02:00:00Z", substitute(SUBSTITUTE)).unwrap();
    let mut same = officer(Role::Convener, SUBSTITUTE);
    same.person = chair().person;
    let refused = estate.say(&same, "2026-04-01T03:00:00Z", prepare());
    assert_eq!(refused, Err(PetitionRefusal::SubstituteOfCommittee));
    // The authority names another one.
    estate.say(&authority(), "2026-04-01T04:00:00Z", substitute(CONVENER)).unwrap();
    estate.say(&officer(Role::Convener, CONVENER), "2026-04-01T05:00:00Z", prepare()).unwrap();
}

#[test]
fn there_is_no_substitute_without_an_order_and_no_order_while_one_runs() {
    let mut estate = Estate::submitted();
    let first = estate.say(&authority(), "2026-04-01T02:00:00Z", substitute(SUBSTITUTE));
    assert!(matches!(first, Err(PetitionRefusal::Transition(_))));
    let mut estate = Estate::ordered();
    let longer = estate.say(&authority(), "2026-03-07T02:00:00Z", order(date(2026, 6, 30)));
    assert!(matches!(longer, Err(PetitionRefusal::Transition(_))), "an order is not put off");
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut estate = Estate::ordered();
    let before = format!("{:?}", estate.annals);
    for (by, deed) in [
        (owner("b"), PetitionDeed::Withdraw),
        (authority(), substitute(SUBSTITUTE)),
        (authority(), order(date(2026, 6, 30))),
        (chair(), PetitionDeed::Agree),
        (owner("a"), PetitionDeed::Open(request())),
    ] {
        estate.say(&by, "2026-03-07T02:00:00Z", deed).unwrap_err();
        assert_eq!(format!("{:?}", estate.annals), before);
    }
}
