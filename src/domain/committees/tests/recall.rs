//! The recall of a member: proposed, heard, put to a meeting, and what follows its result.

use super::*;
use crate::domain::rules::procedure::Obligation;

#[test]
fn a_recall_takes_a_third_of_the_members_and_not_one_fewer() {
    let mut estate = Estate::elected();
    let deed = CommitteeDeed::ProposeRecall { recall: RECALL, member: member("a"), grounds: hash(1) };
    assert_eq!(estate.does(&by_member("a"), &deed, "a"), Err(CommitteeRefusal::OwnRecall));
    estate.does(&by_member("b"), &deed, "a").unwrap();
    assert_eq!(estate.recall().state, RecallState::Proposed, "one of five is no third");
    assert_eq!(estate.does(&by_member("c"), &deed, "a"), Err(CommitteeRefusal::RecallExists));
    let support = CommitteeDeed::SupportRecall { recall: RECALL };
    assert_eq!(estate.does(&by_member("b"), &support, "a"), Err(CommitteeRefusal::SupportedAlready));
    let refused = estate.does(&officer(Role::Convener), &put("m-1"), "a");
    assert!(matches!(refused, Err(CommitteeRefusal::Recall(_))), "{refused:?}");
    estate.does(&by_member("c"), &support, "a").unwrap();
    assert_eq!(estate.recall().state, RecallState::Supported, "two of five are");
    let mut three = Estate::new();
    three.elects(ELECTING, (3, &["a", "b", "c"]), &[]);
    for name in ["a", "b", "c"] {
        three.seats(name);
    }
    three.does(&by_member("b"), &deed, "a").unwrap();
    assert_eq!(three.recall().state, RecallState::Supported, "one of three is exactly a third");
}

#[test]
fn a_recall_on_petition_needs_one_that_demands_it() {
    let mut estate = Estate::elected();
    let deed = CommitteeDeed::AdoptPetition {
        recall: RECALL,
        member: member("a"),
        petition: ProcessId::new(Uuid::from_u128(9)),
        grounds: hash(1),
    };
    let convener = officer(Role::Convener);
    assert_eq!(estate.does(&convener, &deed, "a"), Err(CommitteeRefusal::PetitionUnfit));
    let known = Known { owner: None, registered: Registered::Unknown, petitioned: Petitioned::Demanded };
    estate.does_knowing(&convener, &deed, known.clone()).unwrap();
    assert_eq!(estate.recall().state, RecallState::Supported);
    assert_eq!(estate.does_knowing(&convener, &deed, known), Err(CommitteeRefusal::RecallExists));
}

#[test]
fn one_petition_leads_to_one_decision() {
    let mut estate = Estate::elected();
    let adopt = |recall: u128, petition: u128| CommitteeDeed::AdoptPetition {
        recall: RecallId::new(Uuid::from_u128(recall)),
        member: member("a"),
        petition: ProcessId::new(Uuid::from_u128(petition)),
        grounds: hash(1),
    };
    let convener = officer(Role::Convener);
    let known = Known { owner: None, registered: Registered::Unknown, petitioned: Petitioned::Demanded };
    estate.does_knowing(&convener, &adopt(7, 9), known.clone()).unwrap();
    estate.recalls(Outcome::Rejected);
    estate.hears(&Event::Announced { meeting: RECALLING });
    assert_eq!(estate.recall().state, RecallState::Failed);
    let again = estate.does_knowing(&convener, &adopt(8, 9), known.clone());
    assert_eq!(again, Err(CommitteeRefusal::PetitionDecided));
    estate.does_knowing(&convener, &adopt(8, 10), known).unwrap();
}

#[test]
fn a_petition_still_names_the_seat_when_its_grant_was_given_back() {
    let mut estate = Estate::elected();
    estate.proposes();
    let suspend = CommitteeDeed::Suspend { recall: RECALL, reasons: hash(3) };
    estate.does(&officer(Role::Supervisor), &suspend, "a").unwrap();
    let lift = CommitteeDeed::LiftSuspension { recall: RECALL, reasons: hash(4) };
    estate.does(&officer(Role::Supervisor), &lift, "a").unwrap();
    let own = estate.committee().member(&member("a")).unwrap();
    let new = Uuid::from_u128(grant("a").as_u128() + 1000);
    assert_eq!(own.grants, [new]);
    assert_eq!(own.held_by, [grant("a"), new].into(), "a petition that names either is about this seat");
}

#[test]
fn a_recall_is_noticed_only_as_it_was_put_and_after_the_hearing() {
    let mut estate = Estate::elected();
    let meeting = noticed(RECALLING, vec![matter("m-1", "committee_recall", None)]);
    assert!(estate.allows(&meeting).unwrap_err().0.contains("first put a recall"));
    estate.proposes();
    estate.does(&officer(Role::Convener), &put("m-2"), "a").unwrap();
    assert!(estate.allows(&meeting).is_err(), "it was put as another matter");
    estate.does(&officer(Role::Convener), &put("m-1"), "a").unwrap();
    assert!(estate.allows(&meeting).unwrap_err().0.contains("hearing"));
    estate.procedure.recall_hearing.value = Obligation::None;
    assert_eq!(estate.allows(&meeting), Ok(()));
    estate.procedure.recall_hearing.value = Obligation::Required;
    let deed = CommitteeDeed::RecordHearing { recall: RECALL, hearing: Hearing::Declined, minutes: hash(2) };
    estate.does(&officer(Role::ResidentsCommittee), &deed, "a").unwrap();
    assert_eq!(estate.allows(&meeting), Ok(()));
    estate.hears(&Event::Noticed(Box::new(meeting)));
    let refused = estate.does(&officer(Role::Convener), &put("m-1"), "a");
    assert_eq!(refused, Err(CommitteeRefusal::NoticeGiven));
}

#[test]
fn a_recall_that_carries_ends_the_seat_when_it_is_announced_and_the_alternate_steps_in() {
    let mut estate = Estate::elected();
    estate.proposes();
    estate.recalls(Outcome::Carried);
    assert_eq!(estate.standing("a"), Standing::Seated, "a count decides nothing yet");
    let follows = estate.hears(&Event::Announced { meeting: RECALLING });
    assert_eq!(follows, [Consequence::EndGrant { grant: grant("a"), reason: "recalled" }]);
    assert_eq!((estate.standing("a"), estate.recall().state), (Standing::Ended, RecallState::Carried));
    assert_eq!(estate.standing("f"), Standing::Called);
    estate.seats("f");
    let follows = estate.hears(&Event::Annulled { meeting: RECALLING });
    let restored = Consequence::RestoreGrant { grant: grant("a") };
    let back = Consequence::EndGrant { grant: grant("f"), reason: "stepped back" };
    assert_eq!(follows, [restored, back], "an annulled recall gives the seat back");
    assert_eq!((estate.standing("a"), estate.recall().state), (Standing::Seated, RecallState::Supported));
}

#[test]
fn a_recall_rides_on_no_matter_of_another_kind() {
    let mut estate = Estate::elected();
    estate.proposes();
    let convener = officer(Role::Convener);
    estate.does(&convener, &put("m-2"), "a").unwrap();
    let budget = noticed(RECALLING, vec![matter("m-2", "other_major", None)]);
    assert!(
        estate.allows(&budget).unwrap_err().0.contains("matter m-2"),
        "nobody would know what it decides"
    );
    assert!(estate.allows(&noticed(RECALLING, Vec::new())).is_err(), "nor is it left out in silence");
    assert_eq!(estate.allows(&noticed(FILLING, Vec::new())), Ok(()), "other meetings go on");
    // A record in which such a notice stands all the same recalls nobody by it.
    estate.hears(&Event::Noticed(Box::new(budget)));
    let outcomes = vec![("m-2".parse().unwrap(), Outcome::Carried)];
    estate.hears(&Event::Counted { meeting: RECALLING, outcomes });
    assert_eq!(estate.hears(&Event::Announced { meeting: RECALLING }), []);
    assert_eq!((estate.standing("a"), estate.recall().state), (Standing::Seated, RecallState::Failed));
}

#[test]
fn one_matter_decides_one_recall_and_one_that_lapsed_lets_no_notice_through() {
    let mut estate = Estate::elected();
    estate.proposes();
    let other = RecallId::new(Uuid::from_u128(8));
    let deed = CommitteeDeed::ProposeRecall { recall: other, member: member("b"), grounds: hash(1) };
    estate.does(&by_member("c"), &deed, "b").unwrap();
    estate.does(&by_member("d"), &CommitteeDeed::SupportRecall { recall: other }, "b").unwrap();
    let convener = officer(Role::Convener);
    estate.does(&convener, &put("m-1"), "a").unwrap();
    estate.does(&convener, &put("m-1"), "a").unwrap();
    let put_other = |name: &str| CommitteeDeed::PutRecall {
        recall: other,
        meeting: RECALLING,
        matter: name.parse().unwrap(),
    };
    let refused = estate.does(&convener, &put_other("m-1"), "b");
    assert_eq!(refused, Err(CommitteeRefusal::MatterTaken));
    estate.does(&convener, &put_other("m-2"), "b").unwrap();
    estate.procedure.recall_hearing.value = Obligation::None;
    let one = matter("m-1", "committee_recall", None);
    let both = vec![one.clone(), matter("m-2", "committee_recall", None)];
    assert_eq!(estate.allows(&noticed(RECALLING, both)), Ok(()));
    estate.does(&convener, &put_other("m-3"), "b").unwrap();
    estate.does(&by_member("a"), &resign("a"), "a").unwrap();
    let left = noticed(RECALLING, vec![one, matter("m-3", "committee_recall", None)]);
    assert!(estate.allows(&left).unwrap_err().0.contains("matter m-1"), "its recall lapsed");
    estate.does(&convener, &put_other("m-1"), "b").unwrap();
}

#[test]
fn a_recall_whose_meeting_is_called_off_can_be_put_to_another_and_one_of_who_left_lapses() {
    let mut estate = Estate::elected();
    estate.proposes();
    estate.does(&officer(Role::Convener), &put("m-1"), "a").unwrap();
    estate.hears(&Event::Cancelled { meeting: RECALLING });
    assert_eq!((estate.recall().state, estate.recall().put.clone()), (RecallState::Supported, None));
    estate.does(&officer(Role::Convener), &put("m-1"), "a").unwrap();
    estate.does(&by_member("a"), &resign("a"), "a").unwrap();
    assert_eq!(estate.recall().state, RecallState::Lapsed);
}
