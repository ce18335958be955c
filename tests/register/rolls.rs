//! What is true of every roll.

use std::collections::BTreeSet;

use proptest::prelude::*;
use quorate::domain::quantities::ShareTotal;
use quorate::domain::register::{Amendment, AreaSource, UnitLabel, changes};
use quorate::domain::roll::{Counted, Electorate, OverlappingOwners, Roll, RollRules};
use quorate::evidence::roll::derive;
use quorate::evidence::salt::Salt;

use crate::tables::{holdings, register, rules, table, table_twice};

const SALT: Salt = Salt::from_bytes([5; 32]);
const EVERYTHING: Electorate = Electorate::community(Counted::Yes, Counted::Yes);

fn labels(roll: &Roll) -> Vec<UnitLabel> {
    roll.electors().iter().flat_map(|elector| &elector.units).map(|unit| unit.label.clone()).collect()
}

fn area(roll: &Roll, electorate: &Electorate) -> ShareTotal {
    roll.weights(electorate).unwrap().into_iter().flatten().map(|weight| weight.area).sum()
}

proptest! {
    #[test]
    fn every_unit_is_with_exactly_one_elector(table in table(), rules in rules()) {
        let holdings = holdings(&table);
        let (roll, annex) = derive(&holdings, rules, &SALT).unwrap();
        let labels = labels(&roll);
        let distinct = labels.iter().collect::<BTreeSet<_>>();
        prop_assert_eq!(labels.len(), distinct.len());
        prop_assert_eq!(distinct, holdings.iter().map(|holding| &holding.unit.label).collect());
        prop_assert!(roll.electors().iter().map(|elector| elector.id).eq(annex.into_keys()));
    }

    #[test]
    fn the_areas_of_the_electors_are_the_areas_of_the_register(table in table(), rules in rules()) {
        let holdings = holdings(&table);
        let (roll, _) = derive(&holdings, rules, &SALT).unwrap();
        prop_assert_eq!(roll.totals().area, holdings.area_total());
        prop_assert_eq!(area(&roll, &EVERYTHING), holdings.area_total());
        prop_assert_eq!(roll.totals().heads.count(), roll.electors().len() as u64);
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter((one, other) in table_twice(), rules in rules()) {
        prop_assert!(changes(&register(&one), &register(&other)).is_empty());
        prop_assert_eq!(
            derive(&holdings(&one), rules, &SALT).unwrap(),
            derive(&holdings(&other), rules, &SALT).unwrap()
        );
    }

    #[test]
    fn one_buyer_never_splits_what_distinct_owners_join(table in table()) {
        let roll = |overlapping_owners| {
            derive(&holdings(&table), RollRules { overlapping_owners }, &SALT).unwrap().0
        };
        let (fine, coarse) = (roll(OverlappingOwners::Distinct), roll(OverlappingOwners::SameBuyer));
        prop_assert!(coarse.totals().heads <= fine.totals().heads);
        for elector in fine.electors() {
            let has = |label| coarse.electors().iter().position(|e| e.units.iter().any(|u| u.label == label));
            let places = elector.units.iter().map(|unit| has(unit.label.clone())).collect::<BTreeSet<_>>();
            prop_assert_eq!(places.len(), 1);
        }
    }

    #[test]
    fn the_buildings_share_out_the_community(table in table(), rules in rules()) {
        let holdings = holdings(&table);
        let (roll, _) = derive(&holdings, rules, &SALT).unwrap();
        let buildings = holdings.iter().map(|holding| holding.unit.building.clone()).collect::<BTreeSet<_>>();
        let one = |building| Electorate { buildings: [building].into(), ..EVERYTHING };
        let sum: ShareTotal = buildings.into_iter().map(|building| area(&roll, &one(building))).sum();
        prop_assert_eq!(sum, holdings.area_total());
    }

    #[test]
    fn a_corrected_area_moves_no_head(table in table(), rules in rules(), thousandths in 0_u32..1_000_000) {
        let before = holdings(&table);
        let holding = before.iter().next().unwrap();
        let corrected = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000).parse().unwrap();
        prop_assume!(corrected != holding.unit.area);
        let unit = holding.unit.label.clone();
        let source = AreaSource::Survey;
        let after = before.amend(&Amendment::CorrectArea { unit, area: corrected, source }).unwrap();
        let (old, new) = (derive(&before, rules, &SALT).unwrap(), derive(&after, rules, &SALT).unwrap());
        prop_assert_eq!(old.1, new.1);
        let moved = new.0.totals().area.thousandths() + u128::from(holding.unit.area.share().thousandths());
        prop_assert_eq!(moved, old.0.totals().area.thousandths() + u128::from(corrected.share().thousandths()));
    }
}
