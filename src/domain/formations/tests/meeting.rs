//! The inaugural meeting: what holds its notice, and what comes of it.

use super::*;

#[test]
fn what_is_posted_a_day_too_late_holds_the_notice_and_at_the_last_instant_it_does_not() {
    // Opening on 28 May in Shanghai leaves 15 full days after 12 May, and no more.
    let posting = |now: &str| {
        let mut life = Life::prepared();
        life.pass(now);
        for (own, byte) in DraftText::ALL.iter().zip(11..) {
            life.take(&convener(), draft(*own, 2, byte)).unwrap();
        }
        life.take(&convener(), candidates(&["c1", "c2", "c3"])).unwrap();
        life.notice(&inaugural())
    };
    assert_eq!(posting("2026-05-12T15:59:59.999999Z"), Ok(()));
    let told = posting("2026-05-12T16:00:00Z").unwrap_err();
    for what in ["the covenant", "the rules of procedure", "the voting rules", "the list of candidates"] {
        let late = format!("{what} was posted too late: it had to be posted before 2026-05-12T16:00:00Z");
        assert!(told.contains(&late), "{told}");
    }
    assert!(!told.contains("the register"), "{told}");
}

#[test]
fn a_register_that_is_corrected_is_posted_again_and_keeps_its_days() {
    let mut life = Life::prepared();
    life.import(2);
    life.pass("2026-05-20T00:00:00Z");
    let told = life.notice(&inaugural()).unwrap_err();
    assert!(told.ends_with("version 2 of the register is not posted, only version 1"), "{told}");
    life.take(&convener(), FormationDeed::PostRegister { register: 2 }).unwrap();
    assert_eq!(life.notice(&inaugural()), Ok(()));

    let mut late = Life::grouped();
    late.pass("2026-05-12T16:00:00Z");
    late.take(&convener(), FormationDeed::PostRegister { register: 1 }).unwrap();
    let told = late.notice(&inaugural()).unwrap_err();
    assert!(told.contains("the register was posted too late"), "{told}");
}

#[test]
fn everything_that_holds_the_notice_is_said_at_once() {
    let mut life = Life::grouped();
    let told = life.notice(&inaugural()).unwrap_err();
    assert_eq!(told, "notice of the inaugural meeting cannot be given: the formation is grouped");
    life.take(&convener(), FormationDeed::PostRegister { register: 1 }).unwrap();
    let matters = vec![matter(1, "covenant", None), matter(2, "fund_use", None)];
    let told = life.notice(&NoticedMeeting { matters, ..inaugural() }).unwrap_err();
    for part in [
        "the group has not named this meeting as the inaugural one",
        "the draft of the covenant is not posted",
        "the draft of the rules_of_procedure is not posted",
        "the draft of the voting_rules is not posted",
        "the candidates are not posted",
        "the agenda has no matter of the kind rules_of_procedure",
        "the agenda has no matter of the kind committee_election",
    ] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn the_ballot_is_the_slate_that_was_posted_in_its_order() {
    let mut life = Life::prepared();
    for names in [&["c1", "c2"][..], &["c2", "c1", "c3"], &["c1", "c2", "c4"]] {
        let mut other = inaugural();
        other.matters[2] = matter(3, "committee_election", Some(names));
        assert!(life.notice(&other).unwrap_err().contains("not those that were posted"), "{names:?}");
    }
    let mut without = inaugural();
    without.matters[2] = matter(3, "committee_election", None);
    assert!(life.notice(&without).is_err());
    assert_eq!(life.notice(&inaugural()), Ok(()));
}

#[test]
fn no_meeting_passes_by_the_inaugural_one_while_the_assembly_is_formed() {
    let mut life = Life::prepared();
    let disguised = NoticedMeeting { call: Call::Regular, ..inaugural() };
    assert!(life.notice(&disguised).unwrap_err().ends_with("let its kind be inaugural"));
    let other = NoticedMeeting { meeting: MeetingId::new(Uuid::from_u128(10)), ..disguised };
    assert!(life.notice(&other).unwrap_err().contains("there is no assembly yet"));
    assert_eq!(life.state(), FormationState::Preparing);
    assert_eq!(Life::applied().notice(&other), Ok(()), "an application alone stops no assembly");
    assert_eq!(Life::new().notice(&inaugural()), Ok(()), "nobody recorded a formation");
}

#[test]
fn the_inaugural_meeting_is_due_until_the_end_of_its_last_day() {
    let mut life = Life::grouped();
    // The group was formed on 4 May in Shanghai; the 90th day after it is 2 August.
    let until = at("2026-08-02T16:00:00Z");
    assert_eq!(life.due(DueKind::InauguralMeeting), (until, None));
    for (opened, in_time) in [("2026-08-02T15:59:59.999999Z", true), ("2026-08-02T16:00:00Z", false)] {
        life = Life::prepared();
        life.notice(&inaugural()).unwrap();
        life.pass(opened);
        life.hear(&Event::Opened { meeting: MeetingId::new(Uuid::from_u128(10)) });
        assert_eq!(life.due(DueKind::InauguralMeeting).1, None, "another meeting");
        life.hear(&Event::Opened { meeting: meeting() });
        let (until, done_at) = life.due(DueKind::InauguralMeeting);
        assert_eq!((done_at, done_at < Some(until)), (Some(at(opened)), in_time));
    }
}

#[test]
fn a_meeting_that_adopts_a_part_leaves_the_rest_to_another_one() {
    let mut life = Life::decided([true, true, false]);
    assert_eq!(life.state(), FormationState::Preparing);
    assert_eq!(life.missing(), ["meeting", "notice", "committee_elected"]);
    assert_eq!(life.formation().exists_from(), None);
    let second = MeetingId::new(Uuid::from_u128(10));
    life.take(&convener(), FormationDeed::NameMeeting { meeting: second }).unwrap();
    let election = matter(3, "committee_election", Some(&["c1", "c2", "c3"]));
    let opens_at = at("2026-06-30T16:00:00Z");
    let again = NoticedMeeting { meeting: second, opens_at, matters: vec![election], ..inaugural() };
    life.notice(&again).unwrap();
    let counted = |outcomes| Event::Counted { meeting: second, outcomes };
    let elected = Outcome::Elected { elected: vec!["c2".parse().unwrap()], alternates: Vec::new() };
    life.hear(&counted(vec![("m3".parse().unwrap(), elected)]));
    life.pass("2026-07-10T16:00:00Z");
    life.hear(&Event::Announced { meeting: second });
    assert_eq!(life.state(), FormationState::Adopted);
    assert_eq!(life.formation().exists_from(), Some(at("2026-07-10T16:00:00Z")));
    assert_eq!(life.formation().adopted[&Adoptable::Covenant].meeting, meeting());

    // If the first result is set aside there is no covenant, and no assembly.
    life.hear(&Event::Annulled { meeting: meeting() });
    assert_eq!(life.state(), FormationState::Preparing);
    assert_eq!(life.missing(), ["meeting", "notice", "covenant_adopted", "rules_of_procedure_adopted"]);
}

#[test]
fn a_meeting_that_is_called_off_or_set_aside_leads_back_to_preparing() {
    for event in [Event::Cancelled { meeting: meeting() }, Event::Annulled { meeting: meeting() }] {
        let mut life = Life::prepared();
        life.notice(&inaugural()).unwrap();
        life.hear(&Event::Cancelled { meeting: MeetingId::new(Uuid::from_u128(10)) });
        assert_eq!(life.state(), FormationState::Called, "another meeting");
        life.hear(&event);
        assert_eq!((life.state(), life.formation().meeting), (FormationState::Preparing, None));
    }
    let mut life = Life::decided([true; 3]);
    life.hear(&Event::Annulled { meeting: meeting() });
    assert_eq!((life.state(), life.formation().adopted.len()), (FormationState::Preparing, 0));
}

#[test]
fn a_second_inaugural_meeting_is_refused_once_there_is_an_assembly() {
    let mut life = Life::decided([true; 3]);
    let told = life.notice(&inaugural()).unwrap_err();
    assert_eq!(told, "notice of the inaugural meeting cannot be given: the formation is adopted");
}
