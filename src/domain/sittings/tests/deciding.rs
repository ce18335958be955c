//! What a sitting decides, what it may not, how it ends, and what is due then.

use super::*;

#[test]
fn a_decision_needs_more_than_half_of_all_members_and_not_of_those_who_came() {
    let mut house = House::gathered(7, 4);
    house.put(1).unwrap();
    for own in 1..=3 {
        house.sign(own, Answer::For).unwrap();
    }
    assert_eq!(
        house.sitting().decision(&item_id("gate")),
        None,
        "three of the four who came, not of all seven"
    );
    house.sign(4, Answer::For).unwrap();
    let decision = house.sitting().decision(&item_id("gate")).unwrap();
    assert_eq!((decision.by.len(), decision.all), (4, 7));
    house.act(&member(5), &SittingDeed::Attend, at(BEGINS)).unwrap();
    house.act(&member(6), &SittingDeed::Attend, at(BEGINS)).unwrap();
    house.sign(5, Answer::For).unwrap();
    house.sign(6, Answer::Against).unwrap();
    let later = house.sitting().decision(&item_id("gate")).unwrap();
    assert_eq!((later.by.len(), later.all, house.sitting().items[0].signatures.len()), (5, 7, 6));
    assert_eq!(house.put(2), Err(SittingRefusal::Decided(item_id("gate"))));
}

#[test]
fn half_of_all_decides_where_the_rule_includes_the_number() {
    let mut house = House::gathered(6, 4);
    house.decision.value = Majority::at_least_half();
    house.put(1).unwrap();
    for own in 1..=3 {
        assert_eq!(house.sitting().decision(&item_id("gate")), None);
        house.sign(own, Answer::For).unwrap();
    }
    assert!(house.sitting().decision(&item_id("gate")).is_some());
}

#[test]
fn whoever_is_against_or_abstains_carries_nothing() {
    let mut house = House::gathered(5, 5);
    house.put(1).unwrap();
    house.sign(1, Answer::For).unwrap();
    house.sign(2, Answer::For).unwrap();
    house.sign(3, Answer::Against).unwrap();
    house.sign(4, Answer::Abstain).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")), None);
    assert_eq!(house.sign(3, Answer::For), Err(SittingRefusal::SignedTwice(item_id("gate"))));
    house.sign(5, Answer::For).unwrap();
    let decision = house.sitting().decision(&item_id("gate")).unwrap();
    assert_eq!(decision.by, [1, 2, 5].map(Uuid::from_u128));
}

#[test]
fn signatures_of_a_text_say_nothing_of_the_one_that_took_its_place() {
    let mut house = House::gathered(5, 3);
    assert_eq!(
        house.sign(1, Answer::For),
        Err(SittingRefusal::OtherText(item_id("gate"))),
        "nothing was put"
    );
    house.put(1).unwrap();
    house.sign(1, Answer::For).unwrap();
    house.sign(2, Answer::For).unwrap();
    house.put(2).unwrap();
    assert_eq!(house.sign(3, Answer::For), Err(SittingRefusal::OtherText(item_id("gate"))));
    house.act(&member(3), &sign(2, Answer::For), at(BEGINS)).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")), None);
    for own in [1, 2] {
        house.act(&member(own), &sign(2, Answer::For), at(BEGINS)).unwrap();
    }
    assert_eq!(house.sitting().decision(&item_id("gate")).map(|own| own.text), Some(print(2)));
}

#[test]
fn a_member_whose_seat_ended_carries_nothing_any_more() {
    let mut house = House::gathered(5, 4);
    house.put(1).unwrap();
    house.sign(1, Answer::For).unwrap();
    house.sign(2, Answer::For).unwrap();
    house.seats.retain(|seat| seat.person != Person([2; 32]));
    house.sign(3, Answer::For).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")), None, "two of the four who are left");
    house.sign(4, Answer::For).unwrap();
    assert_eq!(house.sitting().decision(&item_id("gate")).map(|own| own.all), Some(4));
}

#[test]
fn what_the_assembly_decides_is_refused_with_its_article() {
    let mut house = House::of(5);
    let mut wrong = agenda();
    wrong.items[1].kind = kind("manager_hire");
    let refused = house.act(&chair(), &SittingDeed::Call(wrong), at(CALLED)).unwrap_err();
    let SittingRefusal::OfTheAssembly { item, kind: own, article } = &refused else { panic!("{refused}") };
    assert_eq!((item, own, article.as_str()), (&item_id("lamps"), &kind("manager_hire"), "art 278(1)(4)"));
    assert!(refused.to_string().contains("art 278(1)(4)"));
}

#[test]
fn a_kind_that_became_the_assemblys_after_the_call_is_not_decided_either() {
    let mut house = House::gathered(5, 3);
    house.put(1).unwrap();
    house.kinds = listed("upkeep", "covenant art 9");
    for refused in [house.put(2), house.sign(1, Answer::For)] {
        assert!(matches!(refused, Err(SittingRefusal::OfTheAssembly { .. })), "{refused:?}");
    }
}

#[test]
fn an_agenda_says_something_and_every_item_once() {
    let changed = |change: fn(&mut Agenda)| {
        let mut own = agenda();
        change(&mut own);
        House::of(5).act(&chair(), &SittingDeed::Call(own), at(CALLED))
    };
    assert_eq!(changed(|own| own.items.clear()), Err(SittingRefusal::ItemCount));
    assert_eq!(changed(|own| own.place = " ".to_owned()), Err(SittingRefusal::TextLength));
    assert_eq!(changed(|own| own.items[0].title = "名".repeat(201)), Err(SittingRefusal::TextLength));
    assert_eq!(
        changed(|own| own.items[1].id = own.items[0].id.clone()),
        Err(SittingRefusal::ItemTwice(item_id("gate")))
    );
    assert_eq!(changed(|own| own.ends_at = own.begins_at), Err(SittingRefusal::Hours));
    let longest = |own: &mut Agenda| own.ends_at = own.begins_at.plus_seconds(SITTING_SECONDS_MAX);
    assert_eq!(changed(longest), Ok(()));
    let longer = |own: &mut Agenda| own.ends_at = own.begins_at.plus_seconds(SITTING_SECONDS_MAX + 1);
    assert_eq!(changed(longer), Err(SittingRefusal::Hours));
}

#[test]
fn only_items_of_the_posted_agenda_are_decided() {
    let mut house = House::gathered(5, 3);
    let other = SittingDeed::Put { item: item_id("roof"), text: print(1) };
    assert_eq!(house.act(&chair(), &other, at(BEGINS)), Err(SittingRefusal::NoSuchItem(item_id("roof"))));
}

#[test]
fn what_was_decided_is_posted_within_three_days_counted_from_the_decision() {
    let mut house = House::gathered(5, 3);
    assert_eq!(house.sitting().post_until, None);
    house.put(1).unwrap();
    for own in 1..=3 {
        house.sign(own, Answer::For).unwrap();
    }
    assert_eq!(house.sitting().post_until, Some(at("2026-06-25T16:00:00Z")));
    house.act(&chair(), &close(), at(ENDS)).unwrap();
    let post = SittingDeed::Post { evidence: print(4) };
    house.act(&officer(Role::Secretary), &post, at("2026-06-26T02:00:00Z")).unwrap();
    assert_eq!(house.sitting().posted_at, Some(at("2026-06-26T02:00:00Z")), "late, and told as late");
}

#[test]
fn until_its_end_the_chair_closes_a_sitting_and_then_anybody_in_office() {
    let mut house = House::gathered(5, 3);
    let refused = house.act(&member(2), &close(), just_before(ENDS));
    assert_eq!(refused, Err(SittingRefusal::NotTheirsToEnd(at(ENDS))));
    house.act(&member(2), &close(), at(ENDS)).unwrap();
    assert_eq!(house.sitting().minutes, Some(print(6)));
}

#[test]
fn a_sitting_to_which_too_few_came_is_dispersed_and_not_closed() {
    let mut house = House::gathered(5, 2);
    assert!(matches!(house.act(&chair(), &close(), at(ENDS)), Err(SittingRefusal::Transition(_))));
    house.act(&officer(Role::Secretary), &SittingDeed::Disperse, at(ENDS)).unwrap();
    assert_eq!(house.sitting().state, SittingState::Dispersed);
}

#[test]
fn a_sitting_is_called_off_to_its_beginning_and_not_after() {
    let cancel = SittingDeed::Cancel { reason: print(3) };
    let mut house = House::told(5);
    assert_eq!(house.act(&member(2), &cancel, at(CALLED)), Err(SittingRefusal::NotTheirsToRun));
    assert_eq!(house.act(&chair(), &cancel, at(BEGINS)), Err(SittingRefusal::HasBegun(at(BEGINS))));
    house.act(&chair(), &cancel, just_before(BEGINS)).unwrap();
    assert_eq!(house.sitting().state, SittingState::Cancelled);
}

#[test]
fn a_refused_deed_changes_nothing() {
    let mut house = House::gathered(5, 3);
    let before = house.book.clone();
    assert!(house.sign(1, Answer::For).is_err());
    assert!(house.act(&member(9), &SittingDeed::Attend, at(BEGINS)).is_err());
    assert_eq!(house.book, before);
}

#[test]
fn what_a_sitting_lacks_is_said_at_every_step() {
    use SittingLack as L;
    let mut house = House::of(3);
    house.act(&member(1), &petition(), at(CALLED)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Call]);
    house.act(&member(1), &call(), at(CALLED)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Telling, L::Quorum]);
    house.act(&member(1), &tell(), at(CALLED)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Quorum]);
    for own in [1, 2] {
        house.act(&member(own), &SittingDeed::Attend, at(BEGINS)).unwrap();
    }
    assert_eq!(house.sitting().lacks(), [L::Decisions, L::Minutes]);
    house.put(1).unwrap();
    for own in [1, 2] {
        house.sign(own, Answer::For).unwrap();
    }
    house.act(&member(1), &close(), at(ENDS)).unwrap();
    assert_eq!(house.sitting().lacks(), [L::Posting]);
    let post = SittingDeed::Post { evidence: print(4) };
    house.act(&officer(Role::Secretary), &post, at(ENDS)).unwrap();
    assert_eq!(house.sitting().lacks(), []);
}

/// What is due, each with its last instant and when it was done.
fn dues(house: &House) -> Vec<(DueKind, Instant, Option<Instant>)> {
    let (procedure, annals, registers) = (Procedure::default(), Annals::default(), Registers::default());
    let calendar = &house.calendar;
    let scene = Scene { procedure: &procedure, calendar, annals: &annals, registers: &registers };
    house.book.dues(&scene).into_iter().map(|due| (due.what, due.until, due.done_at)).collect()
}

#[test]
fn what_is_due_around_a_sitting_is_told_until_when_and_whether_it_was_done() {
    let mut house = House::gathered(3, 1);
    let called = Some(at(CALLED));
    let before =
        [(DueKind::SittingAgenda, at(AGENDA_UNTIL), called), (DueKind::SittingTold, at(TELL_UNTIL), called)];
    assert_eq!(dues(&house), before, "nobody was in session, and nothing is decided");
    house.act(&member(2), &SittingDeed::Attend, at(BEGINS)).unwrap();
    house.put(1).unwrap();
    for own in [1, 2] {
        house.sign(own, Answer::For).unwrap();
    }
    let posting = (DueKind::DecisionPosting, at("2026-06-25T16:00:00Z"), None);
    // Two months after 22 June, to the end of that day.
    let next = (DueKind::NextSitting, at("2026-08-22T16:00:00Z"), None);
    assert_eq!(dues(&house), [before[0], before[1], posting, next]);
}

#[test]
fn nothing_is_due_of_a_sitting_that_was_called_off() {
    let mut house = House::told(3);
    house.act(&chair(), &SittingDeed::Cancel { reason: print(3) }, at(CALLED)).unwrap();
    assert_eq!(dues(&house), []);
}

#[test]
fn two_months_after_the_end_of_december_is_the_end_of_february() {
    let mut house = House::told(3);
    let (begins, ends) = ("2026-12-31T02:00:00Z", "2026-12-31T12:00:00Z");
    house.act(&chair(), &postponed(begins, ends), at(CALLED)).unwrap();
    house.act(&chair(), &tell(), at(CALLED)).unwrap();
    for own in [1, 2] {
        house.act(&member(own), &SittingDeed::Attend, at(begins)).unwrap();
    }
    assert!(dues(&house).contains(&(DueKind::NextSitting, at("2027-02-28T16:00:00Z"), None)));
}
