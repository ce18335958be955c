//! What is filed and by when, and the seals that wait for the answer.

use jiff::civil::date;

use super::*;
use crate::domain::annals::DueKind;

#[test]
fn seals_wait_for_the_acknowledgement_and_rights_do_not() {
    let mut estate = Estate::elected();
    estate.chooses("a", &["a", "b", "c"]);
    let seals = |seals: &[SealKind]| CommitteeDeed::HandOutSeals {
        seals: seals.to_vec(),
        keeper: member("b"),
        protocol: hash(8),
    };
    let both = [SealKind::Assembly, SealKind::Committee];
    let office = officer(Role::Supervisor);
    assert_eq!(estate.does(&by_member("a"), &seals(&both), "b"), Err(CommitteeRefusal::NotAcknowledged));
    estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(6) }, "a").unwrap();
    let again = estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(7) }, "a");
    assert_eq!(again, Err(CommitteeRefusal::NothingToFile));
    let back = CommitteeDeed::ReturnFiling { package: hash(6), answer: hash(9) };
    estate.does(&office, &back, "a").unwrap();
    assert!(estate.lacks(Lack::Filing));
    estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(7) }, "a").unwrap();
    let wrong = CommitteeDeed::AcknowledgeFiling { package: hash(1), answer: hash(9) };
    assert_eq!(estate.does(&office, &wrong, "a"), Err(CommitteeRefusal::UnknownFiling));
    let acknowledge = CommitteeDeed::AcknowledgeFiling { package: hash(7), answer: hash(9) };
    estate.does(&office, &acknowledge, "a").unwrap();
    assert_eq!(estate.does(&by_member("a"), &seals(&[]), "b"), Err(CommitteeRefusal::Seals));
    let twice = [SealKind::Committee, SealKind::Committee];
    assert_eq!(estate.does(&by_member("a"), &seals(&twice), "b"), Err(CommitteeRefusal::Seals));
    estate.does(&by_member("a"), &seals(&both), "b").unwrap();
    assert_eq!(estate.committee().lacks(), []);
    estate.does(&by_member("b"), &resign("b"), "b").unwrap();
    assert!(estate.lacks(Lack::SealKeeper) && estate.lacks(Lack::ChangeFiling));
    estate.does(&by_member("a"), &CommitteeDeed::File { package: hash(11) }, "a").unwrap();
    assert_eq!(estate.committee().filings.last().unwrap().covers, Covers::Changes { from: 0, until: 2 });
}

#[test]
fn what_is_due_ends_with_the_last_day_and_not_an_instant_earlier() {
    let mut estate = Estate::elected();
    let zone = Zone::new("Asia/Shanghai").unwrap();
    let first = |estate: &Estate, what| {
        let dues = estate.book.dues(&estate.scene());
        dues.into_iter().find(|own| own.what == what).unwrap()
    };
    let chair = first(&estate, DueKind::ChairElection);
    assert_eq!(chair.until, zone.end_of(date(2026, 5, 11)));
    assert_eq!(first(&estate, DueKind::CommitteeFiling).until, zone.end_of(date(2026, 6, 3)));
    let until = first(&estate, DueKind::CommitteeFiling).until;
    let last = Instant::from_microseconds(until.microseconds() - 1).unwrap();
    for (moment, is_late) in [(last, false), (until, true)] {
        let mut own = Estate::elected();
        own.now = moment;
        own.does(&by_member("a"), &CommitteeDeed::File { package: hash(6) }, "a").unwrap();
        let done = first(&own, DueKind::CommitteeFiling).done_at.unwrap();
        assert_eq!(done >= until, is_late);
    }
    estate.does(&by_member("b"), &resign("b"), "b").unwrap();
    let change = first(&estate, DueKind::CommitteeChangeFiling);
    assert_eq!((change.until, change.done_at), (zone.end_of(date(2026, 6, 3)), None));
}
