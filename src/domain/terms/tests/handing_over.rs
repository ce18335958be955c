//! The handover: who signs for which side, until when, and when it is complete.

use super::*;
use crate::domain::rules::procedure::TermEvent;

#[test]
fn a_handover_is_in_time_until_its_last_instant_and_late_from_the_next() {
    let next = Taker::Committee(process(NEXT));
    for (when, late) in [("2029-06-11T15:59:59.999999Z", false), ("2029-06-11T16:00:00Z", true)] {
        let mut place = Place::succeeded("2029-06-01T00:00:00Z");
        place.say(HANDOVER, &office(), "2029-06-02T00:00:00Z", &open(Giver::Committee, next)).unwrap();
        let due = place.due(DueKind::CommitteeHandover);
        assert_eq!((due.from, due.until), (Some(at("2029-06-01T00:00:00Z")), at("2029-06-11T16:00:00Z")));
        let order = TermDeed::OrderHandover { ground: OrderGround::Late, order: HASH };
        let ordered = place.say(HANDOVER, &office(), when, &order);
        assert_eq!(ordered.is_ok(), late, "{ordered:?}");
        // Their office is over: they sign as the owners they are.
        place.say(HANDOVER, &actor(Role::Owner, SEATS[1]), when, &everything()).unwrap();
        let due = place.due(DueKind::CommitteeHandover);
        assert_eq!((due.process, due.done_at), (process(HANDOVER), Some(at(when))));
        assert_eq!(due.done_at.is_some_and(|done| done >= due.until), late);
    }
}

#[test]
fn a_handover_is_counted_from_the_groups_formation_where_the_law_says_so() {
    let mut place = Place::grouped();
    assert_eq!(place.due(DueKind::CommitteeHandover).until, at("2029-07-10T16:00:00Z"));
    place.procedure.handover_from.value = TermEvent::GroupFormed;
    // Formed on 10 April: ten days after that day.
    assert_eq!(place.due(DueKind::CommitteeHandover).until, at("2029-04-20T16:00:00Z"));
    // Without a group the days run from the end of the term.
    let mut place = Place::new();
    place.procedure.handover_from.value = TermEvent::GroupFormed;
    assert_eq!(place.due(DueKind::CommitteeHandover).until, at("2029-07-10T16:00:00Z"));
}

#[test]
fn nothing_is_handed_over_before_a_group_is_formed_or_the_term_ends() {
    let mut place = Place::new();
    let to_office = open(Giver::Committee, Taker::Office);
    let early = place.say(HANDOVER, &office(), "2029-06-30T15:59:59.999999Z", &to_office);
    assert!(matches!(early, Err(TermRefusal::NothingToHandOver(_))), "{early:?}");
    place.say(HANDOVER, &office(), TERM_ENDS, &to_office).unwrap();
    let again = place.say(21, &office(), TERM_ENDS, &to_office);
    assert_eq!(again, Err(TermRefusal::HandoverOpen(Uuid::from_u128(HANDOVER))));
    let next = place.say(22, &office(), TERM_ENDS, &open(Giver::Committee, Taker::Committee(process(NEXT))));
    assert!(matches!(next, Err(TermRefusal::UnfitTaker(_))), "{next:?}");
}

#[test]
fn each_side_signs_for_itself() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let stranger = actor(Role::Owner, 5);
    let opened = place.say(HANDOVER, &stranger, when, &open(Giver::Committee, next));
    assert_eq!(opened, Err(TermRefusal::NotOfSide("outgoing or incoming")));
    place.say(HANDOVER, &actor(Role::Chair, NEXT_SEATS[0]), when, &open(Giver::Committee, next)).unwrap();
    let outgoing = Err(TermRefusal::NotOfSide("outgoing"));
    assert_eq!(place.say(HANDOVER, &actor(Role::Chair, NEXT_SEATS[0]), when, &everything()), outgoing);
    assert_eq!(place.say(HANDOVER, &office(), when, &everything()), outgoing);
    place.say(HANDOVER, &actor(Role::Member, SEATS[0]), when, &everything()).unwrap();
    let taken = receive(&[1], vec![], &[]);
    let incoming = Err(TermRefusal::NotOfSide("incoming"));
    assert_eq!(place.say(HANDOVER, &actor(Role::Member, SEATS[0]), when, &taken), incoming);
    assert_eq!(place.say(HANDOVER, &office(), when, &taken), incoming);
    place.say(HANDOVER, &actor(Role::Member, NEXT_SEATS[2]), when, &taken).unwrap();
    // Once the authority has ordered it, it may sign in the place of a side that refuses.
    let order = TermDeed::OrderHandover { ground: OrderGround::Refused, order: HASH };
    place.say(HANDOVER, &office(), when, &order).unwrap();
    place.say(HANDOVER, &office(), when, &TermDeed::HandOver { items: vec![item(ItemKind::Other)] }).unwrap();
}

#[test]
fn a_handover_is_complete_once_everything_is_taken_and_nothing_is_missed() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let (giver, taker) = (actor(Role::Owner, SEATS[0]), actor(Role::Chair, NEXT_SEATS[0]));
    place.say(HANDOVER, &giver, when, &open(Giver::Committee, next)).unwrap();
    let nothing = place.say(HANDOVER, &giver, when, &TermDeed::HandOver { items: vec![] });
    assert_eq!(nothing, Err(TermRefusal::NothingSaid));
    let seals = TermDeed::HandOver { items: vec![item(ItemKind::Seals)] };
    place.say(HANDOVER, &giver, when, &seals).unwrap();
    assert_eq!((place.handover().lacking().len(), place.handover().handed_at), (5, None));
    place.say(HANDOVER, &giver, when, &everything()).unwrap();
    assert_eq!(place.handover().handed_at, Some(at(when)));

    place.say(HANDOVER, &taker, when, &receive(&[1, 2], vec![], &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::HandedOver);
    let unlisted = vec![missing(ItemKind::Other, None), missing(ItemKind::Register, Some(7))];
    place.say(HANDOVER, &taker, when, &receive(&[3, 4, 5, 6], unlisted, &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Short);
    assert_eq!(place.handover().missing().count(), 2);

    let later = "2029-06-20T00:00:00Z";
    place.say(HANDOVER, &taker, later, &receive(&[], vec![], &[2])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Short);
    place.say(HANDOVER, &taker, later, &receive(&[], vec![], &[1])).unwrap();
    let own = place.handover();
    assert_eq!((own.state, own.completed_at), (HandoverState::Complete, Some(at(later))));
    let over = place.say(HANDOVER, &giver, later, &everything());
    assert!(matches!(over, Err(TermRefusal::Handover(_))), "{over:?}");
}

#[test]
fn an_item_is_answered_for_once_and_only_what_is_there_and_missed() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let (giver, taker) = (actor(Role::Owner, SEATS[0]), actor(Role::Chair, NEXT_SEATS[0]));
    place.say(HANDOVER, &giver, when, &open(Giver::Committee, next)).unwrap();
    place.say(HANDOVER, &giver, when, &everything()).unwrap();
    for (deed, refusal) in [
        (receive(&[0], vec![], &[]), TermRefusal::UnknownItem(0)),
        (receive(&[7], vec![], &[]), TermRefusal::UnknownItem(7)),
        (receive(&[2, 2], vec![], &[]), TermRefusal::AnsweredBefore(2)),
        (receive(&[2], vec![missing(ItemKind::Seals, Some(2))], &[]), TermRefusal::AnsweredBefore(2)),
        (receive(&[], vec![], &[1]), TermRefusal::NotMissed(1)),
    ] {
        assert_eq!(place.say(HANDOVER, &taker, when, &deed), Err(refusal));
    }
    assert_eq!(place.say(HANDOVER, &taker, when, &receive(&[], vec![], &[])), Err(TermRefusal::NothingSaid));
    place.say(HANDOVER, &taker, when, &receive(&[2], vec![], &[])).unwrap();
    assert_eq!(
        place.say(HANDOVER, &taker, when, &receive(&[2], vec![], &[])),
        Err(TermRefusal::AnsweredBefore(2))
    );
}

#[test]
fn who_gets_nothing_says_so_and_the_authority_steps_in() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    let taker = actor(Role::Chair, NEXT_SEATS[0]);
    place.say(HANDOVER, &taker, when, &open(Giver::Committee, next)).unwrap();
    let all = ItemKind::OF_A_COMMITTEE.map(|kind| missing(kind, None)).to_vec();
    place.say(HANDOVER, &taker, when, &receive(&[], all, &[])).unwrap();
    assert_eq!((place.handover().state, place.handover().handed_at), (HandoverState::Short, None));
    let late = TermDeed::OrderHandover { ground: OrderGround::Late, order: HASH };
    let until = at("2029-06-11T16:00:00Z");
    assert_eq!(place.say(HANDOVER, &office(), when, &late), Err(TermRefusal::NotLate { until }));
    place.say(HANDOVER, &office(), "2029-06-11T16:00:00Z", &late).unwrap();
    place.say(HANDOVER, &office(), "2029-06-15T00:00:00Z", &everything()).unwrap();
    assert_eq!(place.handover().state, HandoverState::HandedOver);
}

#[test]
fn a_member_who_left_hands_over_to_the_others_in_the_days_of_the_law() {
    let mut place = Place::new();
    place.procedure.member_handover_days_max.value = 3;
    let giver = Giver::Seat(Uuid::from_u128(SEATS[2]));
    let (left, rest) = (actor(Role::Owner, SEATS[2]), Taker::Committee(process(OUTGOING)));
    let early = place.say(HANDOVER, &left, "2028-03-01T04:00:00Z", &open(giver, rest));
    assert!(matches!(early, Err(TermRefusal::NothingToHandOver(_))), "{early:?}");
    place.tenures[0].seats[2].ended_at = Some(at("2028-03-01T04:00:00Z"));
    place.say(HANDOVER, &left, "2028-03-02T00:00:00Z", &open(giver, rest)).unwrap();
    let due = place.due(DueKind::MemberHandover);
    assert_eq!((due.until, due.done_at), (at("2028-03-04T16:00:00Z"), None));
    let others = actor(Role::Owner, SEATS[1]);
    let nothing = TermDeed::HandOver { items: vec![] };
    assert_eq!(
        place.say(HANDOVER, &others, "2028-03-02T00:00:00Z", &nothing),
        Err(TermRefusal::NotOfSide("outgoing"))
    );
    place.say(HANDOVER, &left, "2028-03-04T15:59:59.999999Z", &nothing).unwrap();
    assert!(place.due(DueKind::MemberHandover).done_at.is_some_and(|done| done < due.until));
    let again = place.say(HANDOVER, &left, "2028-03-04T15:59:59.999999Z", &nothing);
    assert_eq!(again, Err(TermRefusal::NothingSaid));
    let chair = actor(Role::Chair, SEATS[0]);
    place.say(HANDOVER, &chair, "2028-03-05T00:00:00Z", &receive(&[], vec![], &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Complete);
}

#[test]
fn what_the_office_or_who_acted_kept_goes_on_to_the_elected_committee() {
    let mut place = Place::grouped();
    let acting = name_acting(Acting::ResidentsCommittee);
    place.say(REELECTION, &office(), TERM_ENDS, &acting).unwrap();
    let residents = actor(Role::ResidentsCommittee, 998);
    let left = actor(Role::Owner, SEATS[0]);
    place.say(HANDOVER, &left, TERM_ENDS, &open(Giver::Committee, Taker::Acting)).unwrap();
    place.say(HANDOVER, &left, TERM_ENDS, &everything()).unwrap();
    place.say(HANDOVER, &residents, TERM_ENDS, &receive(&[1, 2, 3, 4, 5, 6], vec![], &[])).unwrap();
    assert_eq!(place.handover().state, HandoverState::Complete);
    place.elect("2029-08-01T04:00:00Z");
    place.say(REELECTION, &office(), "2029-08-02T04:00:00Z", &take_over()).unwrap();
    let due = place.due(DueKind::OnwardHandover);
    assert_eq!((due.from, due.until), (Some(at("2029-08-02T04:00:00Z")), at("2029-08-12T16:00:00Z")));
    let onward = open(Giver::Acting, Taker::Committee(process(NEXT)));
    place.say(21, &residents, "2029-08-03T00:00:00Z", &onward).unwrap();
    place.say(21, &residents, "2029-08-03T00:00:00Z", &everything()).unwrap();
    assert_eq!(place.due(DueKind::OnwardHandover).done_at, Some(at("2029-08-03T00:00:00Z")));
}

#[test]
fn a_deed_of_the_other_kind_of_process_is_refused() {
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    let (when, next) = ("2029-06-02T00:00:00Z", Taker::Committee(process(NEXT)));
    place.say(HANDOVER, &office(), when, &open(Giver::Committee, next)).unwrap();
    let other = |kind| Err(TermRefusal::OtherKind(kind));
    assert_eq!(place.say(HANDOVER, &office(), when, &form_group()), other("a handover"));
    assert_eq!(place.say(REELECTION, &office(), when, &everything()), other("a re-election"));
    assert_eq!(
        place.say(REELECTION, &office(), when, &open(Giver::Committee, next)),
        Err(TermRefusal::OpenedBefore)
    );
}

#[test]
fn who_was_re_elected_signs_for_one_side_of_the_handover_and_not_for_both() {
    let mut place = Place::succeeded("2029-06-20T00:00:00Z");
    // The first of the outgoing committee sits in the next one as well.
    place.tenures[1].seats[0].owner = Some(owner(SEATS[0]));
    let taker = Taker::Committee(process(NEXT));
    let when = "2029-06-21T00:00:00Z";
    place.say(HANDOVER, &office(), when, &open(Giver::Committee, taker)).unwrap();
    place.say(HANDOVER, &actor(Role::Owner, SEATS[0]), when, &everything()).unwrap();
    let all: Vec<u16> = (1..=6).collect();
    let took = |place: &mut Place, by: u128| {
        place.say(HANDOVER, &actor(Role::Member, by), when, &receive(&all, Vec::new(), &[]))
    };
    assert_eq!(took(&mut place, NEXT_SEATS[0]), Err(TermRefusal::SignedForOtherSide));
    took(&mut place, NEXT_SEATS[1]).unwrap();
    assert_eq!(place.handover().state, HandoverState::Complete);
}

#[test]
fn who_left_before_does_not_hand_over_for_the_committee() {
    let mut place = Place::succeeded("2029-06-20T00:00:00Z");
    place.tenures[0].seats[0].ended_at = Some(at("2027-01-01T00:00:00Z"));
    let when = "2029-06-21T00:00:00Z";
    place.say(HANDOVER, &office(), when, &open(Giver::Committee, Taker::Committee(process(NEXT)))).unwrap();
    let gone = place.say(HANDOVER, &actor(Role::Owner, SEATS[0]), when, &everything());
    assert_eq!(gone, Err(TermRefusal::NotOfSide("outgoing")));
    place.say(HANDOVER, &actor(Role::Owner, SEATS[1]), when, &everything()).unwrap();
}
