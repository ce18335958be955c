//! The operations of the API document as requests are held against them: which one an address names, who may
//! ask for it, and in which class it is counted.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde_json::Value;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::Operation as Described;
use uuid::Uuid;

use super::BASE;
use crate::actions::limits::Class;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;

/// The one parameter that takes more than one part of a path.
const TAIL: &str = "{path}";

/// Operations that take a ballot or a value of the lot, each authenticated by its own signature.
const CASTS: [&str; 3] = ["cast_ballot", "forward_ballot", "reveal_lot"];

/// Operations that cost more than others: whole registers, bundles, counts, simulations, searches.
const EXPENSIVE: [&str; 15] = [
    "audit_bundle",
    "count_meeting",
    "export_court",
    "export_filing",
    "export_me",
    "find_owners",
    "give_notice",
    "hand_out_codes",
    "import_register",
    "latest_register",
    "preview_table",
    "public_bundle",
    "simulate_meeting",
    "read_calendar_feed",
    "export_committee_filing",
];

/// Operations for those who watch over the process, from one address and without end.
const PROBES: [&str; 2] = ["live", "ready"];

/// Who may ask for an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Audience {
    /// Everybody, signed in or not.
    Open,
    /// Whoever is signed in; with one of these roles if there are any.
    SignedIn(Vec<Role>),
}

/// An operation of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name in the document.
    pub id: String,
    /// Who may ask for it.
    pub audience: Audience,
    /// In which class it is counted; none for probes.
    pub class: Option<Class>,
    method: &'static str,
    parts: Vec<String>,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Operations(Vec<Operation>);

/// A request that an operation answers.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The community of the address.
    pub community: Option<CommunityId>,
}

impl Operations {
    /// The operations of a document.
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let mut operations = Vec::new();
        for (path, item) in &document.paths.paths {
            let methods = [
                ("GET", &item.get),
                ("PUT", &item.put),
                ("POST", &item.post),
                ("PATCH", &item.patch),
                ("DELETE", &item.delete),
            ];
            let described = methods.into_iter().filter_map(|(name, own)| own.as_ref().map(|own| (name, own)));
            operations.extend(described.map(|(method, described)| Operation::new(method, path, described)));
        }
        // The one that is asked most is found first.
        operations.sort_by_key(|operation| operation.class != Some(Class::Casts));
        Self(operations)
    }

    /// The operation of a request.
    #[must_use]
    pub fn find(&self, method: &str, path: &str) -> Option<Asked<'_>> {
        let operation = self.0.iter().find(|own| own.method == method && own.fits(path))?;
        Some(Asked { operation, community: operation.community(path) })
    }

    /// The methods an address knows; none if there is no such address.
    #[must_use]
    pub fn methods(&self, path: &str) -> Vec<&'static str> {
        self.0.iter().filter(|own| own.fits(path)).map(|own| own.method).collect()
    }
}

/// Adds to every operation that is counted what holds for its class.
pub fn describe_each(document: &mut OpenApi, describe: impl Fn(Class, &mut Described)) {
    for (path, item) in &mut document.paths.paths {
        let methods = [
            ("GET", &mut item.get),
            ("PUT", &mut item.put),
            ("POST", &mut item.post),
            ("PATCH", &mut item.patch),
            ("DELETE", &mut item.delete),
        ];
        for (method, described) in methods {
            let Some(described) = described else { continue };
            if let Some(class) = Operation::new(method, path, described).class {
                describe(class, described);
            }
        }
    }
}

impl Operation {
    fn new(method: &'static str, path: &str, described: &Described) -> Self {
        let id = described.operation_id.clone().unwrap_or_default();
        let audience = audience(described);
        let class = class(&id, method, path, &audience);
        Self { id, audience, class, method, parts: path.split('/').map(str::to_owned).collect() }
    }

    fn fits(&self, path: &str) -> bool {
        let mut given = path.split('/');
        let all = self.parts.iter().all(|part| match given.next() {
            // The path of a tile goes on to the end, slashes and all.
            Some(_) if part == TAIL => {
                given.by_ref().for_each(drop);
                true
            }
            Some(given) => part == given || (part.starts_with('{') && !given.is_empty()),
            None => false,
        });
        all && given.next().is_none()
    }

    /// What a path of it is about: the parameters besides the community, by name.
    #[must_use]
    pub fn subject<'a>(&'a self, path: &'a str) -> BTreeMap<&'a str, &'a str> {
        let named = self.parts.iter().zip(path.split('/')).filter_map(|(part, given)| {
            let name = part.strip_prefix('{')?.strip_suffix('}')?;
            (name != "community" && part != TAIL).then_some((name, given))
        });
        named.collect()
    }

    fn community(&self, path: &str) -> Option<CommunityId> {
        let place = self.parts.iter().position(|part| part == "{community}")?;
        let id = Uuid::from_str(path.split('/').nth(place)?).ok()?;
        Some(CommunityId::new(id))
    }
}

/// In which class an operation is counted, by what it is; only what cannot be seen is listed by name.
fn class(id: &str, method: &str, path: &str, audience: &Audience) -> Option<Class> {
    if PROBES.contains(&id) {
        return None;
    }
    if CASTS.contains(&id) {
        return Some(Class::Casts);
    }
    if EXPENSIVE.contains(&id) {
        return Some(Class::Expensive);
    }
    if method == "GET" {
        return Some(Class::Reading);
    }
    // What anybody may send shows a code, a token or a signature instead of a session.
    let shows_a_secret = *audience == Audience::Open && path.starts_with(BASE);
    Some(if shows_a_secret { Class::Codes } else { Class::Writing })
}

/// Whom an operation is for, by its `security`: without any, or with an empty one among others, for everybody.
fn audience(described: &Described) -> Audience {
    let security = described.security.as_ref().map(|all| serde_json::to_value(all).unwrap_or_default());
    let Some(Value::Array(alternatives)) = security else { return Audience::Open };
    let sessions: Vec<_> = alternatives.iter().filter_map(|one| one.get("session")).collect();
    if sessions.is_empty() || sessions.len() < alternatives.len() {
        return Audience::Open;
    }
    let named = sessions.into_iter().filter_map(Value::as_array).flatten();
    Audience::SignedIn(named.filter_map(|role| role.as_str().and_then(|role| role.parse().ok())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::document;

    fn operations() -> Operations {
        Operations::of(&document())
    }

    #[test]
    fn every_operation_that_is_listed_by_name_is_in_the_document() {
        let known = operations();
        for id in CASTS.iter().chain(&EXPENSIVE).chain(&PROBES) {
            assert!(known.0.iter().any(|operation| operation.id == *id), "{id}");
        }
    }

    #[test]
    fn every_operation_is_found_by_an_address_of_its_own() {
        let known = operations();
        assert!(known.0.len() > 60);
        for operation in &known.0 {
            let path: Vec<_> = operation
                .parts
                .iter()
                .map(|part| if part.starts_with('{') { "11111111-1111-1111-1111-111111111111" } else { part })
                .collect();
            let path = path.join("/");
            let found = known.find(operation.method, &path).unwrap_or_else(|| panic!("{path}"));
            assert_eq!(found.operation.id, operation.id);
            assert_eq!(found.community.is_some(), operation.parts.iter().any(|part| part == "{community}"));
        }
        assert!(known.find("GET", "/api/v1/nothing").is_none());
        assert_eq!(known.methods("/api/v1/me"), ["GET"]);
    }

    #[test]
    fn the_classes_are_as_described() {
        let class_of = |id: &str| operations().0.iter().find(|own| own.id == id).unwrap().class;
        for (id, class) in [
            ("live", None),
            ("cast_ballot", Some(Class::Casts)),
            ("activate", Some(Class::Codes)),
            ("preview_activation", Some(Class::Codes)),
            ("refresh_session", Some(Class::Codes)),
            ("public_bundle", Some(Class::Expensive)),
            ("read_tile", Some(Class::Reading)),
            ("me", Some(Class::Reading)),
            ("draft_meeting", Some(Class::Writing)),
            ("end_session", Some(Class::Writing)),
        ] {
            assert_eq!(class_of(id), class, "{id}");
        }
    }
}
