//! What a service answered to a forwarded ballot, believed only as far as it is proved.

use serde::Deserialize;
use thiserror::Error;

use super::held::{Held, Outcome};
use super::records::Records;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::jws::{PublicKey, Unverified};
use crate::evidence::receipt::{Receipt, ReceiptError};
use crate::evidence::replacements::ServiceKey;
use crate::evidence::statements::{BallotRefusal, Statement as _, StatementError};
use crate::evidence::trust::{ServiceKeysDocument, TrustError};

/// The status of a receipt.
const TAKEN: u16 = 201;

/// The code of a refusal for an inbox whose clock is ahead, which the same ballot outlives.
const AHEAD: &str = "forwarding_ahead";

/// Why an answer settles nothing; the ballot is handed in again.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum AnswerError {
    /// The record is not one of those whose keys are pinned any more.
    #[error("the keys of its record are not given any more")]
    UnknownRecord,
    /// The pinned keys contradict themselves.
    #[error("the keys of its record contradict themselves: {0}")]
    Keys(#[from] TrustError),
    /// The receipt is malformed or does not verify.
    #[error("the receipt does not verify: {0}")]
    Receipt(#[from] ReceiptError),
    /// The entry in the receipt cannot be read.
    #[error("the entry in the receipt cannot be read: {0}")]
    Entry(String),
    /// The receipt is of something else.
    #[error("the receipt is not of this ballot")]
    OtherEntry,
    /// The refusal does not verify.
    #[error("the refusal does not verify: {0}")]
    Refusal(#[from] StatementError),
    /// The refusal is of something else.
    #[error("the refusal is not of this ballot")]
    OtherRefusal,
    /// The service says that the inbox's clock is ahead.
    #[error("the service says that the clock of this inbox is ahead")]
    Ahead,
    /// No receipt and no signed refusal.
    #[error("the service answered {status} {code} and signed nothing")]
    NothingSigned {
        /// The HTTP status.
        status: u16,
        /// The code of the problem, as far as there is one.
        code: String,
    },
}

/// As much of a problem (RFC 9457) as matters here.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Problem {
    code: String,
    refusal: Option<String>,
}

/// What a service's answer proves about a ballot.
pub fn read(held: &Held, records: &Records, status: u16, body: &str) -> Result<Outcome, AnswerError> {
    let keys = records.find(&held.said().origin).ok_or(AnswerError::UnknownRecord)?;
    if status == TAKEN { receipt(held, keys, body) } else { refusal(held, keys, (status, body)) }
}

fn receipt(held: &Held, keys: &ServiceKeysDocument, body: &str) -> Result<Outcome, AnswerError> {
    let receipt = Receipt::parse(body.as_bytes())?;
    let entry = receipt.entry().ok_or(AnswerError::OtherEntry)?;
    let chain = keys.check()?;
    let size = receipt.checkpoint().unverified().head().size();
    receipt.verify(entry, chain.checkpoints_at(size))?;
    let entry = Entry::parse(entry).map_err(|error| AnswerError::Entry(error.to_string()))?;
    let Fact::BallotReceived { meeting, statement, .. } = entry.fact() else {
        return Err(AnswerError::OtherEntry);
    };
    let is_this = (*meeting, *statement) == (held.said().meeting, held.said().ballot);
    if is_this { Ok(Outcome::Taken(body.to_owned())) } else { Err(AnswerError::OtherEntry) }
}

fn refusal(
    held: &Held,
    keys: &ServiceKeysDocument,
    (status, body): (u16, &str),
) -> Result<Outcome, AnswerError> {
    let said = held.said();
    let problem: Problem = serde_json::from_str(body).unwrap_or_default();
    let Some(signed) = problem.refusal else {
        let code = problem.code.chars().take(64).filter(char::is_ascii_graphic).collect();
        return Err(AnswerError::NothingSigned { status, code });
    };
    let refusal = BallotRefusal::verified(&signed, &signer(keys, &signed)?)?;
    if (&refusal.origin, refusal.meeting, refusal.ballot) != (&said.origin, said.meeting, said.ballot) {
        return Err(AnswerError::OtherRefusal);
    }
    if refusal.code == AHEAD { Err(AnswerError::Ahead) } else { Ok(Outcome::Refused(signed)) }
}

/// The key of statements that a refusal names: one in force, one that was, or one that was announced.
fn signer(keys: &ServiceKeysDocument, signed: &str) -> Result<PublicKey, AnswerError> {
    let jws = Unverified::parse(signed, BallotRefusal::TYPE).map_err(StatementError::from)?;
    let chain = keys.check()?;
    let coming = keys.coming.iter().filter(|coming| coming.key == ServiceKey::Statements);
    let coming = coming.map(|coming| coming.x).find(|key| key.id() == *jws.key_id());
    let known = chain.statements_named(jws.key_id()).map(|(key, _)| *key);
    Ok(known.or(coming).unwrap_or(keys.statements_key.x))
}
