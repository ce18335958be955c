//! What a provider says of a person, held against the register by keyed hashes.

use serde_json::Value;

use super::claims::Claims;
use super::known::{Field, KnownProvider, Match, Verified};
use crate::actions::people::{Sought, Traits};
use crate::actions::sealing::PersonalKeys;

/// Longest value of a claim that is compared, in bytes.
const VALUE_MAX_BYTES: usize = 512;

/// Whether the claims are those of the person in the register: a verified number or address of theirs, and their
/// name where the provider is asked for it.
pub(super) fn fits(provider: &KnownProvider, claims: &Claims, keys: &PersonalKeys, person: &Traits) -> bool {
    let fitting = |wanted: &&Match| {
        let sought = sought(provider, claims, wanted);
        // Every way of writing is compared, whichever fits.
        sought.iter().fold(false, |found, one| person.has(keys, one) | found)
    };
    let (strong, names): (Vec<_>, Vec<_>) =
        provider.matches().iter().partition(|wanted| wanted.field.is_strong());
    let strong = strong.iter().filter(|wanted| fitting(wanted)).count();
    let names_missed = names.iter().filter(|wanted| !fitting(wanted)).count();
    strong > 0 && names_missed == 0
}

/// Whether a token leaves something open that the `UserInfo` endpoint may tell.
pub(super) fn lacks_something(provider: &KnownProvider, claims: &Claims) -> bool {
    let lacks = |wanted: &Match| {
        let proof = match &wanted.verified {
            Verified::By(claim) => claims.get(claim).is_none(),
            Verified::Always | Verified::Unsaid => false,
        };
        proof || claims.get(&wanted.claim).is_none()
    };
    provider.matches().iter().any(lacks)
}

/// What the register is searched for by a claim: nothing unless it is verified.
fn sought(provider: &KnownProvider, claims: &Claims, wanted: &Match) -> Vec<Sought> {
    let verified = match &wanted.verified {
        // Some providers write the word instead of the value; nothing else counts.
        Verified::By(claim) => claims.get(claim).is_some_and(|is| *is == true || *is == "true"),
        Verified::Always => true,
        Verified::Unsaid => !wanted.field.is_strong(),
    };
    let value = claims.get(&wanted.claim).and_then(Value::as_str);
    let value = value.filter(|value| verified && !value.trim().is_empty() && value.len() <= VALUE_MAX_BYTES);
    let Some(value) = value else { return Vec::new() };
    match wanted.field {
        Field::Name => vec![Sought::Name(value.to_owned())],
        Field::Email => vec![Sought::Email(value.to_owned())],
        Field::Phone => numbers(value, provider.calling_code()).into_iter().map(Sought::Phone).collect(),
    }
}

/// A telephone number without and with the calling code of the country.
///
/// The register is searched by digits alone, so a number of another country is none here: +1 380 000 1111 has the
/// digits of a Chinese mobile number.
fn numbers(written: &str, calling_code: Option<&str>) -> Vec<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let Some(code) = calling_code.filter(|_| !digits.is_empty()) else { return Vec::new() };
    if !written.trim_start().starts_with('+') {
        return vec![format!("{code}{digits}"), digits];
    }
    let national = digits.strip_prefix(code).filter(|rest| !rest.is_empty());
    national.map_or_else(Vec::new, |national| vec![digits.clone(), national.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_compared_with_and_without_the_calling_code_of_its_country() {
        let found = |written: &str, code: Option<&str>| numbers(written, code).join(" ");
        assert_eq!(found("+86 138 0000 1111", Some("86")), "8613800001111 13800001111");
        assert_eq!(found("138-0000-1111", Some("86")), "8613800001111 13800001111");
        assert_eq!(found("+86", Some("86")), "");
        assert_eq!(found("none", Some("86")), "");
    }

    #[test]
    fn a_number_of_another_country_is_none_of_the_register() {
        assert!(numbers("+1 380 000 1111", Some("86")).is_empty());
        assert!(numbers("+13800001111", None).is_empty());
    }
}
