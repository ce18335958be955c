//! Mandates under the rules, one by one and in any order.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::ballots::Answer;
use crate::domain::instants::{Instant, Zone};
use crate::domain::quantities::{Fraction, Share, ShareTotal};
use crate::domain::roll::{ElectorGroup, RollAnnex};
use crate::domain::rules::switches::CandidateBallot;
use crate::domain::rules::{Discretion, Holders, Measure};

fn owner(name: &str) -> OwnerId {
    name.parse().unwrap()
}

fn elector(number: u8) -> ElectorId {
    ElectorId::from_digest(&[number; 32])
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn moment(text: &str) -> Moment {
    Moment { at: at(text), opens_at: at("2026-06-01T00:00:00Z"), closes_at: at("2026-06-08T00:00:00Z") }
}

fn in_time() -> Moment {
    moment("2026-06-02T00:00:00Z")
}

fn terms() -> Terms {
    Terms {
        holders: Holders::Unknown,
        discretion: Discretion::Unknown,
        principals_max: None,
        share_max: None,
        hours_before: None,
        delegates: None,
        candidate_ballot: CandidateBallot::Approval,
        agenda: Vec::new(),
        all: Load { heads: 10, area: ShareTotal::from_thousandths(1_000_000), units: 10 },
    }
}

/// Ten electors of one owner each, `o-0` to `o-9`.
fn book(terms: Terms) -> Book {
    let group = |number: u8| ElectorGroup::Owners(BTreeSet::from([owner(&format!("o-{number}"))]));
    let annex: RollAnnex = (0..10).map(|number| (elector(number), group(number))).collect();
    Book::new(terms, &annex)
}

fn seat(number: u8) -> Seat {
    let area = ShareTotal::from(Share::from_thousandths(100_000).unwrap());
    Seat {
        owners: BTreeSet::from([owner(&format!("o-{number}"))]),
        matters: Vec::new(),
        load: Load { heads: 1, area, units: 1 },
        locations: vec![("1".parse().unwrap(), None)],
    }
}

/// The mandate that owner `from` gives with an entry.
fn mandate(from: u8, holder: &str, given: u64) -> Mandate {
    Mandate {
        fingerprint: Fingerprint([u8::try_from(given).unwrap(); 32]),
        elector: elector(from),
        principal: owner(&format!("o-{from}")),
        holder: holder.parse().unwrap(),
        capacity: holder.parse::<Holder>().unwrap().capacity(),
        instructions: Vec::new(),
        opinions: Vec::new(),
        given,
        revoked: None,
    }
}

fn give(book: &mut Book, from: u8, holder: &str, given: u64) -> Result<(), MandateRefusal> {
    book.give(mandate(from, holder, given), Some(&seat(from)), &in_time())
}

fn said(matter: &str, answer: Answer) -> (MatterId, Choice) {
    (matter.parse().unwrap(), Choice::Answer(answer))
}

#[test]
fn a_holder_survives_its_text() {
    for text in ["owner:o-1", "delegate:o-1", "outside:P-3"] {
        assert_eq!(text.parse::<Holder>().unwrap().to_string(), text);
    }
    for text in ["", "o-1", "owner:", "neighbour:o-1", "owner:王芳"] {
        assert_eq!(text.parse::<Holder>(), Err(HolderError));
    }
}

#[test]
fn a_holder_has_discretion_on_what_they_were_not_told_and_on_nothing_else() {
    let mut own = mandate(1, "owner:o-2", 5);
    own.instructions = vec![said("m1", Answer::For)];
    let holder = owner("o-2");
    assert_eq!(own.admits(&holder, &[said("m1", Answer::For), said("m2", Answer::Against)]), Ok(()));
    let other = MandateRefusal::OtherThanTold("m1".parse().unwrap());
    assert_eq!(own.admits(&holder, &[said("m1", Answer::Abstain)]), Err(other.clone()));
    assert_eq!(own.admits(&holder, &[said("m2", Answer::For)]), Err(other));
    assert_eq!(own.admits(&owner("o-3"), &[said("m1", Answer::For)]), Err(MandateRefusal::OtherHolder));
    own.revoked = Some(9);
    assert_eq!(own.admits(&holder, &[said("m1", Answer::For)]), Err(MandateRefusal::Ended));
    let before = own.before(9).unwrap();
    assert_eq!(before.admits(&holder, &[said("m1", Answer::For)]), Ok(()));
    assert_eq!(own.before(5), None);
}

#[test]
fn candidates_in_another_order_say_the_same() {
    let named = |ids: [&str; 2]| {
        let answers = ids.map(|id| (id.parse().unwrap(), Answer::For)).to_vec();
        ("m1".parse().unwrap(), Choice::Candidates(answers))
    };
    let mut own = mandate(1, "owner:o-2", 5);
    own.instructions = vec![named(["c1", "c2"])];
    assert_eq!(own.admits(&owner("o-2"), &[named(["c2", "c1"])]), Ok(()));
}

#[test]
fn a_delegate_casts_the_recorded_opinion_and_nothing_else() {
    let mut own = mandate(1, "owner:o-2", 5);
    own.capacity = Capacity::Delegate;
    let ballot = [said("m1", Answer::For), said("m2", Answer::Against)];
    assert_eq!(own.admits(&owner("o-2"), &ballot), Err(MandateRefusal::NoOpinion));
    own.instructions = ballot.to_vec();
    assert_eq!(own.admits(&owner("o-2"), &ballot), Ok(()));
    own.instructions.pop();
    let other = MandateRefusal::OtherThanTold("m2".parse().unwrap());
    assert_eq!(own.admits(&owner("o-2"), &ballot), Err(other));
}

#[test]
fn only_an_owner_of_the_elector_gives_and_revokes_so_that_no_mandate_is_passed_on() {
    let mut book = book(terms());
    give(&mut book, 1, "owner:o-2", 5).unwrap();
    let mut passed_on = mandate(1, "owner:o-3", 6);
    passed_on.principal = owner("o-2");
    assert_eq!(book.give(passed_on, Some(&seat(1)), &in_time()), Err(MandateRefusal::NotPrincipal));
    assert_eq!(give(&mut book, 1, "owner:o-3", 6), Err(MandateRefusal::InForce));
    let first = Fingerprint([5; 32]);
    assert_eq!(book.revoke(&first, (Some(&owner("o-2")), 7), &in_time()), Err(MandateRefusal::NotGiver));
    book.revoke(&first, (Some(&owner("o-1")), 7), &in_time()).unwrap();
    assert_eq!(book.revoke(&first, (None, 8), &in_time()), Err(MandateRefusal::Ended));
    give(&mut book, 1, "owner:o-3", 9).unwrap();
    assert_eq!(book.in_force(elector(1)).map(|own| own.given), Some(9));
}

#[test]
fn a_holder_is_another_owner_where_the_rules_ask_for_one() {
    let mut anyone = book(terms());
    assert_eq!(give(&mut anyone, 1, "owner:o-1", 5), Err(MandateRefusal::HolderIsOwnerOfIt));
    assert_eq!(give(&mut anyone, 1, "owner:o-99", 5), Err(MandateRefusal::HolderNotOwner));
    give(&mut anyone, 1, "outside:p-1", 5).unwrap();
    let mut owners = book(Terms { holders: Holders::Owners, ..terms() });
    assert_eq!(give(&mut owners, 1, "outside:p-1", 5), Err(MandateRefusal::OwnersOnly));
    give(&mut owners, 1, "owner:o-2", 5).unwrap();
}

#[test]
fn an_excluded_holder_gets_no_mandate_and_loses_those_they_hold() {
    let mut book = book(terms());
    let holder: Holder = "outside:p-1".parse().unwrap();
    give(&mut book, 1, "outside:p-1", 5).unwrap();
    give(&mut book, 2, "owner:o-3", 6).unwrap();
    book.exclude(&holder, 7).unwrap();
    assert_eq!(book.exclude(&holder, 8), Err(MandateRefusal::ExcludedAlready));
    assert_eq!(book.in_force(elector(1)), None);
    assert_eq!(book.in_force(elector(2)).map(|own| own.given), Some(6));
    assert_eq!(book.get(&Fingerprint([5; 32])).and_then(|own| own.revoked), Some(7));
    assert_eq!(give(&mut book, 1, "outside:p-1", 9), Err(MandateRefusal::HolderExcluded));
}

#[test]
fn a_mandate_is_in_by_the_close_or_so_many_hours_before_the_opening() {
    let late = |book: &mut Book, at: &str| book.give(mandate(1, "owner:o-2", 5), Some(&seat(1)), &moment(at));
    let until = at("2026-06-08T00:00:00Z");
    let refused = Err(MandateRefusal::TooLate { until });
    assert_eq!(late(&mut book(terms()), "2026-06-08T00:00:00Z"), refused);
    assert_eq!(late(&mut book(terms()), "2026-06-07T23:59:59.999999Z"), Ok(()));
    let before = || book(Terms { hours_before: Some(48), ..terms() });
    let until = at("2026-05-30T00:00:00Z");
    assert_eq!(late(&mut before(), "2026-05-30T00:00:00Z"), Err(MandateRefusal::TooLate { until }));
    assert_eq!(late(&mut before(), "2026-05-29T23:59:59Z"), Ok(()));
}

#[test]
fn where_both_caps_are_named_one_is_enough() {
    let tenth = (Fraction::new(1, 5).unwrap(), Measure::Area);
    let over = |principals_max, share_max| Err(MandateRefusal::OverCaps { principals_max, share_max });
    let third = |terms: Terms| {
        let mut book = book(terms);
        give(&mut book, 1, "owner:o-9", 1).unwrap();
        give(&mut book, 2, "owner:o-9", 2).unwrap();
        give(&mut book, 3, "owner:o-9", 3)
    };
    assert_eq!(third(Terms { principals_max: Some(2), ..terms() }), over(Some(2), None));
    assert_eq!(third(Terms { share_max: Some(tenth), ..terms() }), over(None, Some(tenth)));
    let both = |most| Terms { principals_max: Some(most), share_max: Some(tenth), ..terms() };
    assert_eq!(third(both(3)), Ok(()));
    assert_eq!(third(both(2)), over(Some(2), Some(tenth)));
    assert_eq!(third(terms()), Ok(()));
}

proptest! {
    /// Whatever is given and revoked in whatever order: no holder stands for more than the caps, no elector has
    /// two mandates, and every refusal had its reason.
    #[test]
    fn caps_hold_in_any_order_of_giving_and_revoking(
        tried in prop::collection::vec((0_u8..3, 0_u8..10, 0_u8..10), 1..60),
        most in 1_u32..4,
        by_share in any::<bool>(),
    ) {
        let share = (Fraction::new(u64::from(most), 10).unwrap(), Measure::Units);
        let terms = if by_share {
            Terms { share_max: Some(share), ..terms() }
        } else {
            Terms { principals_max: Some(most), ..terms() }
        };
        let mut book = book(terms);
        // The elector and the holder of each mandate in force, kept as simply as can be.
        let mut standing: Vec<(u8, u8, u64)> = Vec::new();
        let mut excluded = BTreeSet::new();
        for (index, (what, from, holder)) in tried.into_iter().enumerate() {
            let index = index as u64 + 1;
            let name = format!("owner:o-{holder}");
            match what {
                0 | 1 => {
                    let held = standing.iter().filter(|own| own.1 == holder).count();
                    let fits = from != holder
                        && !excluded.contains(&holder)
                        && standing.iter().all(|own| own.0 != from)
                        && held < most as usize;
                    prop_assert_eq!(give(&mut book, from, &name, index).is_ok(), fits);
                    if fits {
                        standing.push((from, holder, index));
                    }
                }
                _ if index.is_multiple_of(7) => {
                    prop_assert_eq!(book.exclude(&name.parse().unwrap(), index).is_ok(), excluded.insert(holder));
                    standing.retain(|own| own.1 != holder);
                }
                _ => {
                    if let Some(place) = standing.iter().position(|own| own.0 == from) {
                        let (_, _, given) = standing.remove(place);
                        let first = Fingerprint([u8::try_from(given).unwrap(); 32]);
                        book.revoke(&first, (None, index), &in_time()).unwrap();
                    }
                }
            }
            for holder in 0..10 {
                let name: Holder = format!("owner:o-{holder}").parse().unwrap();
                let in_force = |own: &&&Mandate| own.revoked.is_none() && own.holder == name;
                prop_assert!(book.mandates().iter().filter(in_force).count() <= most as usize);
            }
            let own: Vec<_> = standing.iter().map(|own| own.2).collect();
            let all = book.mandates();
            let kept: Vec<_> =
                all.into_iter().filter(|own| own.revoked.is_none()).map(|own| own.given).collect();
            prop_assert_eq!(kept, own);
        }
    }
}

fn elected(delegate: &str, until: &str) -> Appointment {
    Appointment {
        delegate: owner(delegate),
        building: "1".parse().unwrap(),
        entrance: None,
        from: "2025-06-01".parse().unwrap(),
        until: until.parse().unwrap(),
    }
}

#[test]
fn a_delegate_acts_for_whole_electors_while_the_term_covers_the_vote() {
    let delegates = Some(Zone::new("Asia/Shanghai").unwrap());
    let own_terms = || Terms { delegates: delegates.clone(), principals_max: Some(1), ..terms() };
    let mut own = book(terms());
    let rule = own.appoint(elected("o-2", "2026-06-08"), &in_time());
    assert_eq!(rule, Err(MandateRefusal::NoDelegateRule));
    let mut own = book(own_terms());
    assert_eq!(give(&mut own, 1, "delegate:o-2", 5), Err(MandateRefusal::NotDelegate));
    // The close is in the morning of the eighth, where the meeting is.
    let short = own.appoint(elected("o-2", "2026-06-07"), &in_time());
    assert!(matches!(short, Err(MandateRefusal::OutsideTerm { .. })), "{short:?}");
    assert_eq!(own.appoint(elected("o-2", "2026-06-08"), &in_time()), Ok(()));
    let twice = own.appoint(elected("o-2", "2026-06-08"), &in_time());
    assert_eq!(twice, Err(MandateRefusal::AppointedAlready));
    // The caps are those of proxies.
    assert_eq!(give(&mut own, 1, "delegate:o-2", 5), Ok(()));
    assert_eq!(give(&mut own, 3, "delegate:o-2", 6), Ok(()));
    let elsewhere = Seat { locations: vec![("2".parse().unwrap(), None)], ..seat(4) };
    let other = own.give(mandate(4, "delegate:o-2", 7), Some(&elsewhere), &in_time());
    assert_eq!(other, Err(MandateRefusal::OtherPlace));
    let extended = Moment { closes_at: at("2026-06-09T00:00:00Z"), ..in_time() };
    let late = own.give(mandate(5, "delegate:o-2", 8), Some(&seat(5)), &extended);
    assert!(matches!(late, Err(MandateRefusal::OutsideTerm { .. })), "{late:?}");
    own.exclude(&"owner:o-2".parse().unwrap(), 9).unwrap();
    assert_eq!(own.delegates(), Vec::<&Appointment>::new());
    assert!(own.mandates().iter().all(|own| own.revoked == Some(9)));
}
