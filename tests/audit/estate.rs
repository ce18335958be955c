//! A small estate: seven units, five electors, and a key for whoever has a name.

use std::collections::BTreeSet;

use ed25519_dalek::SigningKey;
use quorate::domain::communities::CommunityId;
use quorate::domain::register::{
    AreaSource, Floor, Holding, Holdings, OwnerId, PlaceName, Stock, Unit, UnitKind, UnitLabel,
};
use quorate::domain::roll::{ElectorGroup, ElectorId};
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};
use quorate::evidence::roll::pseudonym;
use quorate::evidence::salt::Salt;
use quorate::evidence::text::Text;
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::evidence::witnesses::{Inbox, WitnessPolicy};
use uuid::Uuid;

pub(crate) const ORIGIN: &str = "record.example/7";
pub(crate) const COMMUNITY: Uuid = Uuid::from_u128(7);
pub(crate) const MEETING: Uuid = Uuid::from_u128(11);
pub(crate) const OTHER_MEETING: Uuid = Uuid::from_u128(12);
pub(crate) const SALT: Salt = Salt::from_bytes([5; 32]);

/// The key of whoever has this name.
pub(crate) fn key(name: &str) -> SigningKey {
    SigningKey::from_bytes(Digest::of(name.as_bytes()).as_bytes())
}

/// The keys of a service under some origin, by the names of its two keys.
pub(crate) fn service_keys(origin: &str, checkpoints: &str, statements: &str) -> ServiceKeysDocument {
    let name = KeyName::new(origin).unwrap();
    let (checkpoints, statements) = (PublicKey::of(&key(checkpoints)), PublicKey::of(&key(statements)));
    ServiceKeysDocument::new(&name, &checkpoints, &statements).unwrap()
}

/// The name of a witness's key.
pub(crate) fn witness_name(name: &str) -> KeyName {
    KeyName::new(&format!("{name}.example")).unwrap()
}

/// A policy by which so many of these witnesses suffice.
pub(crate) fn witness_policy(required: u32, names: &[&str]) -> WitnessPolicy {
    let key = |name: &&str| Text(VerifierKey::of(witness_name(name), SignatureType::Cosignature, &key(name)));
    WitnessPolicy { required, witnesses: names.iter().map(key).collect() }
}

/// An inbox that signs with the key of this name.
pub(crate) fn inbox(name: &str) -> Inbox {
    Inbox { name: name.to_owned(), url: format!("https://{name}.example"), key: PublicKey::of(&key(name)) }
}

pub(crate) fn community() -> CommunityId {
    CommunityId::new(COMMUNITY)
}

/// The elector whom these owners make.
pub(crate) fn elector(owners: &[&str]) -> ElectorId {
    pseudonym(&ElectorGroup::Owners(ids(owners)), &SALT)
}

/// The developer.
pub(crate) fn developer() -> ElectorId {
    pseudonym(&ElectorGroup::Developer(BTreeSet::new()), &SALT)
}

/// Everything there is and who owns it.
pub(crate) fn holdings() -> Holdings {
    let stock = Holding {
        unit: Unit { stock: Stock::DeveloperStock, ..unit("1-2-0102", "100.00") },
        owners: ids(&["dev"]),
    };
    let garage = Unit { kind: UnitKind::Parking, ..unit("1-2-P1", "12.5") };
    Holdings::new([
        home("1-1-0101", "88.12", &["ann"]),
        home("1-1-0102", "90.50", &["bob", "eve"]),
        home("1-1-0201", "60.00", &["ann"]),
        home("1-1-0202", "120.33", &["cat"]),
        home("1-2-0101", "75.00", &["dan"]),
        Holding { unit: garage, owners: ids(&["dan"]) },
        stock,
    ])
    .unwrap()
}

/// Everything there is after these units passed to these owners.
pub(crate) fn sold(units: &[(&str, &str)]) -> Holdings {
    let all = holdings();
    let passed = all.iter().cloned().map(|mut holding| {
        if let Some((_, owner)) = units.iter().find(|(label, _)| holding.unit.label.as_str() == *label) {
            (holding.owners, holding.unit.stock) = (ids(&[owner]), Stock::Delivered);
        }
        holding
    });
    Holdings::new(passed.collect::<Vec<_>>()).unwrap()
}

/// Two homes of two electors.
pub(crate) fn two_homes() -> Holdings {
    Holdings::new([home("1-1-0101", "88.12", &["ann"]), home("1-1-0202", "120.33", &["cat"])]).unwrap()
}

fn home(label: &str, area: &str, owners: &[&str]) -> Holding {
    Holding { unit: unit(label, area), owners: ids(owners) }
}

fn unit(label: &str, area: &str) -> Unit {
    let parts: Vec<&str> = label.split('-').collect();
    Unit {
        label: UnitLabel::new(label).unwrap(),
        building: PlaceName::new(parts[0]).unwrap(),
        entrance: Some(PlaceName::new(parts[1]).unwrap()),
        floor: Floor::new(1).unwrap(),
        number: PlaceName::new(parts[2]).unwrap(),
        kind: UnitKind::Dwelling,
        area: area.parse().unwrap(),
        area_source: AreaSource::Register,
        stock: Stock::Delivered,
    }
}

fn ids(owners: &[&str]) -> BTreeSet<OwnerId> {
    owners.iter().map(|owner| OwnerId::new(owner).unwrap()).collect()
}
