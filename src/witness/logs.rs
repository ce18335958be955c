//! Which logs a witness follows, and by which keys: a text of one line each.
//!
//! ```text
//! # One record, by its C2SP verifier key:
//! vote.example.org/record/019a0000-0000-7000-8000-000000000000+5b9d0c0e+AZ…
//! # Every record of a service, by the key that signs all of its checkpoints:
//! service vote.example.org PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw
//! ```
//!
//! The key of a service is the verifier key of any of its records, or the public key alone.

use std::collections::BTreeMap;

use thiserror::Error;
use uuid::Uuid;

use crate::evidence::jws::PublicKey;
use crate::evidence::note::{KeyError, KeyName, SignatureType, VerifierKey};

/// Most lines that name a log or a service.
pub const LINES_MAX: usize = 256;

/// Most records of one service that are followed without a line of their own.
pub const RECORDS_PER_SERVICE_MAX: usize = 4_096;

/// What stands between a service's host and the identifier of a community in the origin of a record.
const RECORD: &str = "/record/";

/// Why a line names no log.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum LogsError {
    /// A verifier key that is none.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// A key that signs cosignatures.
    #[error("the key is a witness's; a log's key is of type 0x01")]
    WitnessKey,
    /// Not `service`, a host and a key.
    #[error("a service is written as: service <host> <verifier key of one of its records, or public key>")]
    NotAService,
    /// The public key of a service is no key.
    #[error("the public key is neither a verifier key nor 32 bytes in base64url")]
    NotAPublicKey,
    /// The verifier key is of a record of another service.
    #[error("the verifier key is not that of a record of this host")]
    OtherHost,
    /// No line names a log.
    #[error("no log is named; a witness that follows none has nothing to do")]
    None,
    /// More lines than [`LINES_MAX`].
    #[error("more than {LINES_MAX} logs and services are named")]
    TooMany,
}

/// A mistake and the line it stands on, counted from 1.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("line {line}: {error}")]
pub struct LogsMistake {
    /// The line.
    pub line: usize,
    /// What is wrong with it.
    pub error: LogsError,
}

/// A service, all of whose records are signed by one key.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Service {
    host: KeyName,
    key: PublicKey,
}

impl Service {
    /// The public name and the key of a service.
    fn parse(text: &str) -> Result<Self, LogsError> {
        let (host, key) = text.trim().split_once(' ').ok_or(LogsError::NotAService)?;
        let host = KeyName::new(host)?;
        let Ok(key) = key.trim().parse::<PublicKey>() else {
            let key: VerifierKey = key.trim().parse().map_err(|error| match error {
                KeyError::Malformed => LogsError::NotAPublicKey,
                KeyError::BadName
                | KeyError::UnknownType(_)
                | KeyError::WeakKey
                | KeyError::WrongId { .. } => LogsError::Key(error),
            })?;
            refuse_witness(&key)?;
            let public = PublicKey::from_bytes(key.public().as_bytes());
            let service = Self { host, key: public.map_err(|_| LogsError::NotAPublicKey)? };
            return if service.holds(key.name()) { Ok(service) } else { Err(LogsError::OtherHost) };
        };
        Ok(Self { host, key })
    }

    /// Whether an origin is that of one of its records.
    fn holds(&self, origin: &KeyName) -> bool {
        let community = origin.as_str().strip_prefix(self.host.as_str());
        let community = community.and_then(|rest| rest.strip_prefix(RECORD));
        // Only the usual form: one record must not have several origins.
        community.is_some_and(|text| Uuid::parse_str(text).is_ok_and(|id| id.to_string() == text))
    }
}

/// The logs that are followed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Logs {
    single: BTreeMap<KeyName, Vec<VerifierKey>>,
    services: Vec<Service>,
}

impl Logs {
    /// Reads a list of logs, or gives every mistake in it. Empty lines and those with `#` say nothing.
    pub fn parse(text: &str) -> Result<Self, Vec<LogsMistake>> {
        let (mut logs, mut mistakes, mut named) = (Self::default(), Vec::new(), 0);
        for (line, text) in (1..).zip(text.lines().map(str::trim)) {
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            named += 1;
            mistakes.extend(logs.add(text).err().map(|error| LogsMistake { line, error }));
        }
        let line = text.lines().count().max(1);
        if named == 0 {
            mistakes.push(LogsMistake { line, error: LogsError::None });
        }
        if named > LINES_MAX {
            mistakes.push(LogsMistake { line, error: LogsError::TooMany });
        }
        if mistakes.is_empty() { Ok(logs) } else { Err(mistakes) }
    }

    /// The keys that speak for a log; none if it is not followed.
    #[must_use]
    pub fn trusted(&self, origin: &KeyName) -> Vec<VerifierKey> {
        let mut keys = self.single.get(origin).cloned().unwrap_or_default();
        for service in self.services.iter().filter(|service| service.holds(origin)) {
            let key = VerifierKey::new(origin.clone(), SignatureType::Ed25519, *service.key.verifying_key());
            keys.extend(key.ok().filter(|key| !keys.contains(key)));
        }
        keys
    }

    /// Whether a log may be followed besides those that are: it has a line of its own, or one of its
    /// services has fewer than [`RECORDS_PER_SERVICE_MAX`] records.
    pub fn has_room<'a>(
        &self,
        origin: &KeyName,
        followed: &(impl Iterator<Item = &'a KeyName> + Clone),
    ) -> bool {
        let has_room = |service: &Service| {
            let records = followed.clone().filter(|followed| service.holds(followed)).count();
            service.holds(origin) && records < RECORDS_PER_SERVICE_MAX
        };
        self.single.contains_key(origin) || self.services.iter().any(has_room)
    }

    /// What is followed, for people: one line each.
    #[must_use]
    pub fn described(&self) -> Vec<String> {
        let single = self.single.keys().map(ToString::to_string);
        let services = self.services.iter().map(|service| format!("every record of {}", service.host));
        single.chain(services).collect()
    }

    fn add(&mut self, line: &str) -> Result<(), LogsError> {
        if line == "service" {
            return Err(LogsError::NotAService);
        }
        if let Some(service) = line.strip_prefix("service ") {
            self.services.push(Service::parse(service)?);
            return Ok(());
        }
        let key: VerifierKey = line.parse()?;
        refuse_witness(&key)?;
        let keys = self.single.entry(key.name().clone()).or_default();
        if !keys.contains(&key) {
            keys.push(key);
        }
        Ok(())
    }
}

const fn refuse_witness(key: &VerifierKey) -> Result<(), LogsError> {
    match key.kind() {
        SignatureType::Ed25519 => Ok(()),
        SignatureType::Cosignature => Err(LogsError::WitnessKey),
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;

    const COMMUNITY: &str = "019a0000-0000-7000-8000-000000000000";

    fn key(name: &str, seed: u8) -> VerifierKey {
        let name = KeyName::new(name).unwrap();
        VerifierKey::of(name, SignatureType::Ed25519, &SigningKey::from_bytes(&[seed; 32]))
    }

    fn record(host: &str, number: usize) -> KeyName {
        KeyName::new(&format!("{host}/record/{}", Uuid::from_u128(number as u128))).unwrap()
    }

    fn logs(text: &str) -> Logs {
        Logs::parse(text).unwrap()
    }

    fn mistakes(text: &str) -> Vec<(usize, LogsError)> {
        Logs::parse(text).unwrap_err().iter().map(|mistake| (mistake.line, mistake.error)).collect()
    }

    #[test]
    fn a_single_log_is_followed_by_each_of_its_keys() {
        let (old, new) = (key("log.example/1", 1), key("log.example/1", 2));
        let logs = logs(&format!("# Two keys of one log\n\n{old}\n  {new}  \n{old}\n"));
        assert_eq!(logs.trusted(old.name()), [old.clone(), new]);
        assert_eq!(logs.trusted(key("log.example/2", 1).name()), []);
        assert_eq!(logs.described(), ["log.example/1"]);
    }

    #[test]
    fn a_service_is_followed_in_all_of_its_records_and_in_nothing_else() {
        let public = PublicKey::of(&SigningKey::from_bytes(&[1; 32]));
        let vkey = key(&format!("vote.example/record/{COMMUNITY}"), 1);
        for line in [format!("service vote.example {public}"), format!("service vote.example {vkey}")] {
            let logs = logs(&line);
            let origin = record("vote.example", 7);
            assert_eq!(logs.trusted(&origin), [key(origin.as_str(), 1)]);
            for other in [
                "vote.example".to_owned(),
                format!("vote.example.org/record/{COMMUNITY}"),
                format!("vote.example/record/{COMMUNITY}/"),
                format!("vote.example/record/{}", COMMUNITY.to_uppercase()),
                format!("vote.example/record/{}", COMMUNITY.replace('-', "")),
                format!("vote.example/record/urn:uuid:{COMMUNITY}"),
                format!("other.example/record/{COMMUNITY}"),
            ] {
                assert_eq!(logs.trusted(&KeyName::new(&other).unwrap()), [], "{other}");
            }
            assert_eq!(logs.described(), ["every record of vote.example"]);
        }
    }

    #[test]
    fn a_service_has_room_for_so_many_records_and_a_line_of_its_own_always_has() {
        let own = key(record("vote.example", 1_000_000).as_str(), 3);
        let public = PublicKey::of(&SigningKey::from_bytes(&[1; 32]));
        let logs = logs(&format!("service vote.example {public}\nservice b.example {public}\n{own}"));
        let followed: Vec<_> =
            (0..RECORDS_PER_SERVICE_MAX).map(|number| record("vote.example", number)).collect();
        let next = record("vote.example", RECORDS_PER_SERVICE_MAX);
        assert!(logs.has_room(&next, &followed[1..].iter()));
        assert!(!logs.has_room(&next, &followed.iter()));
        assert!(logs.has_room(&record("b.example", 1), &followed.iter()));
        assert!(logs.has_room(own.name(), &followed.iter()));
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let witness = VerifierKey::of(
            KeyName::new("witness.example/w1").unwrap(),
            SignatureType::Cosignature,
            &SigningKey::from_bytes(&[1; 32]),
        );
        let vkey = key(&format!("vote.example/record/{COMMUNITY}"), 1);
        let text = format!(
            "nonsense\n{witness}\nservice\nservice vote.example\nservice vote.example key\n\
            service other.example {vkey}\nservice vote.example {witness}\n{}\n",
            vkey.to_string().replace("vote", "note"),
        );
        let expected = [
            (1, LogsError::Key(KeyError::Malformed)),
            (2, LogsError::WitnessKey),
            (3, LogsError::NotAService),
            (4, LogsError::NotAService),
            (5, LogsError::NotAPublicKey),
            (6, LogsError::OtherHost),
            (7, LogsError::WitnessKey),
        ];
        let found = mistakes(&text);
        assert_eq!(found[..7], expected);
        assert!(matches!(found[7], (8, LogsError::Key(KeyError::WrongId { .. }))));
    }

    #[test]
    fn no_log_and_too_many_logs_are_refused() {
        assert_eq!(mistakes(""), [(1, LogsError::None)]);
        assert_eq!(mistakes("# nothing\n\n"), [(2, LogsError::None)]);
        let line = |number| key(&format!("log.example/{number}"), 1).to_string();
        let lines = |count: usize| (0..count).map(line).collect::<Vec<_>>().join("\n");
        assert!(Logs::parse(&lines(LINES_MAX)).is_ok());
        assert_eq!(mistakes(&lines(LINES_MAX + 1)), [(LINES_MAX + 1, LogsError::TooMany)]);
    }
}
