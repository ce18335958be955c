//! The meeting that answers a petition: its day, its matters, and what becomes of it.

use super::*;

#[test]
fn a_meeting_under_an_order_opens_on_the_ordered_day_at_the_latest() {
    let mut estate = Estate::ordered();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    let when = at("2026-03-08T00:00:00Z");
    let last = noticed(&["manager_dismiss"], "2026-03-31T15:59:59.999999Z");
    assert_eq!(estate.allows(&last, when), Ok(()));
    let late = noticed(&["manager_dismiss"], "2026-03-31T16:00:00Z");
    assert!(estate.allows(&late, when).unwrap_err().0.contains("as the authority ordered"));
    estate.notice(last, "2026-03-08T00:00:00Z");
    assert_eq!(estate.due(DueKind::PetitionOrder).done_at, None, "not before it opens");
    estate.hear(&Event::Opened { meeting: MEETING }, at("2026-03-31T15:59:59.999999Z"));
    assert!(estate.due(DueKind::PetitionOrder).done_at < Some(estate.due(DueKind::PetitionOrder).until));
}

#[test]
fn the_notice_has_what_the_petition_asks_for() {
    let mut estate = Estate::submitted();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    let (without, when) = (noticed(&["covenant"], "2026-04-01T00:00:00Z"), at("2026-03-08T00:00:00Z"));
    let refused = estate.allows(&without, when).unwrap_err();
    assert!(refused.0.ends_with("a matter of kind manager_dismiss"), "{refused}");
    let other = NoticedMeeting { meeting: MeetingId::new(Uuid::from_u128(91)), ..without };
    assert_eq!(estate.allows(&other, when), Ok(()), "a meeting that answers no petition");
    estate.hear(&Event::Noticed(Box::new(other)), when);
    assert_eq!(estate.state(when), PetitionState::Submitted);
    estate.notice(noticed(&["covenant", "manager_dismiss"], "2026-04-01T00:00:00Z"), "2026-03-08T00:00:00Z");
    assert_eq!(estate.state(when), PetitionState::Convened);
}

#[test]
fn a_meeting_put_off_far_beyond_its_time_is_ordered_anew_and_one_in_time_is_not() {
    let convened = |opens_at: &str| {
        let mut estate = Estate::submitted();
        estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
        estate.notice(noticed(&["manager_dismiss"], opens_at), "2026-03-08T00:00:00Z");
        estate
    };
    let mut in_time = convened("2026-05-01T15:59:59Z");
    let refused = in_time.say(&authority(), "2026-03-09T02:00:00Z", order(date(2026, 3, 31)));
    assert_eq!(refused, Err(PetitionRefusal::ConvenedInTime));
    let mut late = convened("2026-05-01T16:00:00Z");
    late.say(&authority(), "2026-03-09T02:00:00Z", order(date(2026, 3, 31))).unwrap();
    assert_eq!(late.petition().convened(), None);
}

#[test]
fn calling_the_meeting_off_ends_no_petition() {
    let mut estate = Estate::submitted();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    estate.notice(noticed(&["manager_dismiss"], "2026-04-01T00:00:00Z"), "2026-03-08T00:00:00Z");
    let again = estate.say(&officer(Role::Convener, CONVENER), "2026-03-09T02:00:00Z", prepare());
    assert!(matches!(again, Err(PetitionRefusal::NoticedBefore(MEETING))));
    estate.hear(&Event::Cancelled { meeting: MEETING }, at("2026-03-10T00:00:00Z"));
    assert_eq!(estate.state(at("2026-03-10T00:00:00Z")), PetitionState::Fallen);
    let unordered = estate.say(&authority(), "2026-03-10T02:00:00Z", substitute(SUBSTITUTE));
    assert_eq!(unordered, Err(PetitionRefusal::NoOrder));
    estate.say(&authority(), "2026-03-10T02:00:00Z", order(date(2026, 3, 31))).unwrap();
}

#[test]
fn an_announced_meeting_answers_the_petition_until_its_result_is_annulled() {
    let mut estate = Estate::submitted();
    estate.say(&officer(Role::Convener, CONVENER), "2026-03-07T02:00:00Z", prepare()).unwrap();
    estate.notice(noticed(&["manager_dismiss"], "2026-04-01T00:00:00Z"), "2026-03-08T00:00:00Z");
    estate.hear(&Event::Announced { meeting: MEETING }, at("2026-04-20T00:00:00Z"));
    assert_eq!(estate.state(at("2026-04-20T00:00:00Z")), PetitionState::Held);
    estate.hear(&Event::Annulled { meeting: MEETING }, at("2026-04-25T00:00:00Z"));
    assert_eq!(estate.state(at("2026-04-25T00:00:00Z")), PetitionState::Fallen);
}
