//! The ballot that is noticed, and how a call ends with its meeting.

use super::*;

#[test]
fn the_ballot_that_is_noticed_is_the_slate_that_was_drawn() {
    let estate = Estate::ordered();
    // 15 full days after 11 March in Shanghai.
    let opens = "2026-03-26T16:00:00Z";
    assert_eq!(estate.allows(&election(&["c2", "c1"], opens)), Ok(()));
    let refused = |meeting: &NoticedMeeting| estate.allows(meeting).unwrap_err().0;
    for candidates in [&["c1", "c2"][..], &["c2"], &["c2", "c1", "c3"], &[]] {
        assert!(refused(&election(candidates, opens)).contains("are not those that were posted"));
    }
    let mut seats = election(&["c2", "c1"], opens);
    seats.matters[0].election.as_mut().unwrap().seats = 2;
    assert!(refused(&seats).contains("are not those that were posted"));
    assert!(refused(&election(&["c2", "c1"], "2026-03-26T15:59:59.999999Z")).contains("15 full days"));
    let elsewhere =
        NoticedMeeting { meeting: MeetingId::new(Uuid::from_u128(91)), ..election(&["c9"], opens) };
    assert!(refused(&elsewhere).contains("make a call for this meeting"));
    assert!(Estate::posted().allows(&election(&["c2", "c1"], opens)).is_err());
    assert_eq!(Estate::new().allows(&elsewhere), Ok(()), "nobody ever called for candidates here");
}

#[test]
fn a_call_follows_its_meeting_to_the_end() {
    let mut estate = Estate::ordered();
    estate.hear(&Event::Noticed(Box::new(election(&["c2", "c1"], "2026-03-26T16:00:00Z"))));
    assert_eq!(estate.slate().state(), SlateState::Noticed);
    let removed = estate.say(&convener(), "2026-03-13T00:00:00Z", refuse("c2", &[RefusalGround::Other]));
    assert!(matches!(removed, Err(CandidacyRefusal::Transition(_))), "the ballot stands");
    estate.say(&owner("b"), "2026-03-13T00:00:00Z", withdraw("c2")).unwrap();
    let mut other = estate.clone();
    estate.hear(&Event::Announced { meeting: MEETING });
    assert_eq!(estate.slate().state(), SlateState::Elected);
    other.hear(&Event::Cancelled { meeting: MEETING });
    assert_eq!(other.slate().state(), SlateState::Abandoned);
    let noticed =
        other.say_in(ProcessId::new(Uuid::from_u128(2)), (&convener(), at("2026-03-01T02:00:00Z")), call());
    assert_eq!(noticed, Err(CandidacyRefusal::MeetingTaken(MEETING)), "a new election needs a new draft");
}
