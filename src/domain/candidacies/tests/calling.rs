//! The call itself: made once, with time enough to name candidates and none after it.

use super::*;

#[test]
fn a_call_leaves_three_full_days_to_name_candidates() {
    // Called on 1 March in Shanghai: 2, 3 and 4 March are full.
    let until = |text: &str| {
        let CandidacyDeed::Call(own) = call() else { unreachable!() };
        CandidacyDeed::Call(Call { until: at(text), ..own })
    };
    let short = Estate::new().say(&convener(), "2026-03-01T02:00:00Z", until("2026-03-04T15:59:59Z"));
    assert_eq!(short, Err(CandidacyRefusal::TooShort { days: 3, earliest: at("2026-03-04T16:00:00Z") }));
    Estate::new().say(&convener(), "2026-03-01T02:00:00Z", until("2026-03-04T16:00:00Z")).unwrap();
}

#[test]
fn a_call_is_made_once_and_once_for_a_meeting() {
    let mut estate = Estate::called();
    let again = estate.say(&convener(), "2026-03-02T02:00:00Z", call());
    assert_eq!(again, Err(CandidacyRefusal::CalledBefore));
    let other = ProcessId::new(Uuid::from_u128(2));
    let second = estate.say_in(other, (&convener(), at("2026-03-02T02:00:00Z")), call());
    assert_eq!(second, Err(CandidacyRefusal::MeetingTaken(MEETING)));
    let unknown = estate.say_in(other, (&owner("a"), at("2026-03-02T02:00:00Z")), stand("c1"));
    assert_eq!(unknown, Err(CandidacyRefusal::Unknown));
}

#[test]
fn nobody_is_named_once_the_time_for_it_is_over() {
    let mut estate = Estate::called();
    estate.say_at(&owner("a"), before(at(NAMED_UNTIL)), stand("c1")).unwrap();
    let late = estate.say(&owner("b"), NAMED_UNTIL, stand("c2"));
    assert_eq!(late, Err(CandidacyRefusal::TooLate { until: at(NAMED_UNTIL) }));
    let mut estate = Estate::gathered();
    let early = estate.say_at(&convener(), before(at(NAMED_UNTIL)), post());
    assert_eq!(early, Err(CandidacyRefusal::TooEarly { until: at(NAMED_UNTIL) }));
    estate.say(&convener(), NAMED_UNTIL, post()).unwrap();
}
