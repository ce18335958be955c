//! Electors and their weights, as holdings and rules make them.

use std::cell::Cell;

use super::*;
use crate::domain::quantities::ShareTotal;
use crate::domain::register::samples::{holdings, home, owner_ids, parking, place, unsold};
use crate::domain::register::{Floor, UnitKind};

const DISTINCT: RollRules = RollRules { overlapping_owners: OverlappingOwners::Distinct };
const SAME_BUYER: RollRules = RollRules { overlapping_owners: OverlappingOwners::SameBuyer };

/// Pseudonyms in the order of the groups.
fn derive(holdings: &Holdings, rules: RollRules) -> (Roll, RollAnnex) {
    let next = Cell::new(0_u8);
    let pseudonym = |_: &ElectorGroup| {
        next.set(next.get() + 1);
        ElectorId::from_digest(&[next.get(); 32])
    };
    Roll::derive(holdings, rules, pseudonym).unwrap()
}

fn weight(heads: u64, square_metres: u128) -> Weight {
    Weight { heads: Heads::new(heads), area: ShareTotal::from_thousandths(square_metres * 1_000) }
}

fn community(parking: Counted) -> Electorate {
    Electorate::community(parking, Counted::No)
}

#[test]
fn units_of_the_same_owner_are_one_head_and_their_areas_add_up() {
    let (roll, _) = derive(&holdings([home("1", "10", &["a"]), home("2", "20", &["a"])]), DISTINCT);
    assert_eq!(roll.totals(), weight(1, 30));
    assert_eq!(roll.electors().len(), 1);
}

#[test]
fn a_unit_with_co_owners_is_one_head() {
    let (roll, annex) = derive(&holdings([home("1", "10", &["a", "b"])]), DISTINCT);
    assert_eq!(roll.totals(), weight(1, 10));
    assert_eq!(annex.into_values().collect::<Vec<_>>(), [ElectorGroup::Owners(owner_ids(&["a", "b"]))]);
}

#[test]
fn all_developer_stock_is_one_head_that_any_of_its_owners_acts_for() {
    let all =
        holdings([unsold("1", "10", &["dev"]), unsold("2", "20", &["dev-2"]), home("3", "30", &["buyer"])]);
    let (roll, annex) = derive(&all, SAME_BUYER);
    assert_eq!(roll.totals(), weight(2, 60));
    let developer = roll.electors().iter().find(|elector| elector.kind == ElectorKind::Developer).unwrap();
    assert_eq!(developer.units.len(), 2);
    assert_eq!(annex.get(&developer.id), Some(&ElectorGroup::Developer(owner_ids(&["dev", "dev-2"]))));
}

#[test]
fn overlapping_owners_are_two_heads_or_one_by_the_switch() {
    let all = holdings([
        home("1", "10", &["a"]),
        home("2", "20", &["a", "b"]),
        home("3", "30", &["b", "c"]),
        home("4", "40", &["d"]),
    ]);
    assert_eq!(derive(&all, DISTINCT).0.totals(), weight(4, 100));
    let (roll, annex) = derive(&all, SAME_BUYER);
    assert_eq!(roll.totals(), weight(2, 100));
    assert!(annex.values().any(|group| *group == ElectorGroup::Owners(owner_ids(&["a", "b", "c"]))));
}

#[test]
fn a_named_buyer_of_developer_stock_joins_nobody() {
    let all = holdings([unsold("1", "10", &["a", "b"]), home("2", "20", &["a"]), home("3", "30", &["b"])]);
    assert_eq!(derive(&all, SAME_BUYER).0.totals(), weight(3, 60));
}

#[test]
fn parking_counts_only_where_the_matter_says_so() {
    let all = holdings([home("1", "10", &["a"]), parking("p1", "2", &["a"]), parking("p2", "3", &["b"])]);
    let (roll, annex) = derive(&all, DISTINCT);
    let position = |owner: &str| {
        let group = ElectorGroup::Owners(owner_ids(&[owner]));
        roll.position(*annex.iter().find(|(_, other)| **other == group).unwrap().0).unwrap()
    };
    let without = roll.weights(&community(Counted::No)).unwrap();
    assert_eq!((without[position("a")], without[position("b")]), (Some(weight(1, 10)), None));
    let with = roll.weights(&community(Counted::Yes)).unwrap();
    assert_eq!((with[position("a")], with[position("b")]), (Some(weight(1, 12)), Some(weight(1, 3))));
}

#[test]
fn a_unit_without_area_is_a_head_that_weighs_zero() {
    let (roll, _) = derive(&holdings([home("1", "0", &["a"])]), DISTINCT);
    assert_eq!(roll.weights(&community(Counted::No)), Ok(vec![Some(weight(1, 0))]));
}

#[test]
fn an_electorate_is_places_and_floors_and_kinds() {
    let mut upper = home("2", "20", &["a"]);
    upper.unit.floor = Floor::new(7).unwrap();
    let mut elsewhere = home("3", "40", &["a"]);
    (elsewhere.unit.building, elsewhere.unit.entrance) = (place("2"), None);
    let mut shop = home("4", "80", &["a"]);
    shop.unit.kind = UnitKind::Shop;
    let all = holdings([home("1", "10", &["a"]), upper, elsewhere, shop]);
    let (roll, _) = derive(&all, DISTINCT);
    let area = |electorate: &Electorate| {
        let weight = roll.weights(electorate).unwrap()[0].unwrap();
        weight.area.thousandths() / 1_000
    };
    let everywhere = community(Counted::No);
    assert_eq!(area(&everywhere), 150);
    let building = Electorate { buildings: [place("2")].into(), ..everywhere.clone() };
    assert_eq!(area(&building), 40);
    let entrance = Electorate { entrances: [(place("1"), place("1"))].into(), ..everywhere.clone() };
    assert_eq!(area(&entrance), 110);
    assert_eq!(area(&Electorate { buildings: building.buildings.clone(), ..entrance.clone() }), 150);
    let floors = FloorRange::new(Floor::new(7).unwrap(), Floor::HIGHEST).unwrap();
    assert_eq!(area(&Electorate { floors: Some(floors), ..entrance.clone() }), 20);
    assert_eq!(area(&Electorate { unit_kinds: [UnitKind::Shop].into(), ..entrance }), 80);
    assert_eq!(area(&Electorate { units: ["1".parse().unwrap()].into(), ..everywhere }), 10);
}

#[test]
fn an_electorate_that_names_nothing_on_the_roll_is_refused() {
    let (roll, _) = derive(&holdings([home("1", "10", &["a"])]), DISTINCT);
    let everywhere = community(Counted::Yes);
    let building = Electorate { buildings: [place("9")].into(), ..everywhere.clone() };
    assert_eq!(roll.weights(&building), Err(ElectorateError::UnknownBuilding(place("9"))));
    let entrance = Electorate { entrances: [(place("1"), place("9"))].into(), ..everywhere.clone() };
    assert_eq!(roll.weights(&entrance), Err(ElectorateError::UnknownEntrance(place("1"), place("9"))));
    let unit = Electorate { units: ["9".parse().unwrap()].into(), ..everywhere.clone() };
    assert_eq!(roll.weights(&unit), Err(ElectorateError::UnknownUnit("9".parse().unwrap())));
    let shops = Electorate { unit_kinds: [UnitKind::Shop].into(), ..everywhere };
    assert_eq!(roll.weights(&shops), Err(ElectorateError::Empty));
}

#[test]
fn a_range_of_floors_goes_upwards() {
    assert_eq!(FloorRange::new(Floor::HIGHEST, Floor::LOWEST), Err(FloorRangeError));
}

#[test]
fn a_roll_refuses_what_would_count_twice() {
    let all = holdings([home("1", "10", &["a"]), home("2", "20", &["b"])]);
    let same = Roll::derive(&all, DISTINCT, |_| ElectorId::from_digest(&[7; 32]));
    assert!(matches!(same, Err(RollError::ElectorRepeated(_))));

    let (roll, _) = derive(&all, DISTINCT);
    let [first, second] = roll.electors() else { panic!("two electors") };
    let sharing = Elector { units: first.units.clone(), ..second.clone() };
    assert!(matches!(Roll::new([first.clone(), sharing]), Err(RollError::UnitRepeated(_))));
    let idle = Elector { units: Vec::new(), ..first.clone() };
    assert!(matches!(Roll::new([idle]), Err(RollError::WithoutUnit(_))));
    let developer = |elector: &Elector| Elector { kind: ElectorKind::Developer, ..elector.clone() };
    let twice = Roll::new([developer(first), developer(second)]);
    assert!(matches!(twice, Err(RollError::DeveloperRepeated(_))));
    assert_eq!(Roll::new([]), Err(RollError::Empty));
}

#[test]
fn figures_are_shown_at_the_largest_scale_an_area_came_with() {
    let (roll, _) = derive(&holdings([home("1", "10.50", &["a"]), home("2", "20.5", &["b"])]), DISTINCT);
    assert_eq!(roll.totals().area.to_decimal(roll.scale()), "31.00");
}
