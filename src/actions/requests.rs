//! Requests that somebody may repeat with the same key and be answered as the first time.
//!
//! A request is claimed before it is carried out. If the process ends in between, the claim stays:
//! the honest answer to a repetition is then that nobody knows, not a second execution.

use uuid::Uuid;

use super::Service;
use super::error::ActionError;
use crate::evidence::digest::Digest;
use crate::store::requests::{self, Answered};
use crate::store::{Store, StoreError};

/// How long an answer is kept, in seconds: one day.
pub const ANSWER_LIFE_SECONDS: i64 = 24 * 60 * 60;

/// Longest key, in characters.
pub const KEY_MAX_CHARS: usize = 255;

/// Stands for an answer that is not there yet (102, Processing).
const UNSETTLED: u32 = 102;

/// A request with a key.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who asks.
    pub account: Uuid,
    /// The key they chose.
    pub key: String,
    /// Method and path.
    pub operation: String,
    /// Digest of everything else that was sent.
    pub digest: Digest,
}

/// What was answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Claims a request; if it was made before, its answer.
pub async fn claim(service: &Service, request: &Request) -> Result<Option<Answer>, ActionError> {
    if request.key.is_empty() || request.key.chars().count() > KEY_MAX_CHARS {
        let problem = "must have 1 to 255 characters".to_owned();
        return Err(ActionError::Field { field: "Idempotency-Key", problem });
    }
    let transaction = service.store().begin_aside().await?;
    if let Some(earlier) = requests::find(&transaction, request.account, &request.key).await? {
        return repeated(request, earlier).map(Some);
    }
    let unsettled = request.answered(service, UNSETTLED, Vec::new());
    match requests::insert(&transaction, unsettled).await {
        Err(StoreError::Conflict(_)) => return Err(ActionError::RequestUnsettled),
        outcome => outcome?,
    }
    Store::commit(transaction).await?;
    Ok(None)
}

/// Keeps the answer to a claimed request.
pub async fn settle(service: &Service, request: &Request, answer: Answer) -> Result<(), ActionError> {
    let transaction = service.store().begin_aside().await?;
    let answered = request.answered(service, u32::from(answer.status), answer.body);
    requests::settle(&transaction, answered).await?;
    Ok(Store::commit(transaction).await?)
}

/// Gives a claim up, because nothing was done: the key may be used again.
pub async fn abandon(service: &Service, request: &Request) -> Result<(), ActionError> {
    let transaction = service.store().begin_aside().await?;
    requests::forget(&transaction, request.account, &request.key).await?;
    Ok(Store::commit(transaction).await?)
}

/// Forgets answers that are a day old; how many.
pub async fn forget_old(service: &Service) -> Result<u64, ActionError> {
    let before = service.surroundings().now().plus_seconds(-ANSWER_LIFE_SECONDS);
    let transaction = service.store().begin_aside().await?;
    let forgotten = requests::forget_before(&transaction, before).await?;
    Store::commit(transaction).await?;
    Ok(forgotten)
}

fn repeated(request: &Request, earlier: Answered) -> Result<Answer, ActionError> {
    if earlier.operation != request.operation || earlier.request_digest != request.digest {
        return Err(ActionError::RequestKeyReused);
    }
    if earlier.status == UNSETTLED {
        return Err(ActionError::RequestUnsettled);
    }
    let damaged = |_| ActionError::Damaged("the status of an answer".to_owned());
    Ok(Answer { status: u16::try_from(earlier.status).map_err(damaged)?, body: earlier.body })
}

impl Request {
    fn answered(&self, service: &Service, status: u32, body: Vec<u8>) -> Answered {
        Answered {
            account_id: self.account,
            key: self.key.clone(),
            operation: self.operation.clone(),
            request_digest: self.digest,
            status,
            body,
            created_at: service.surroundings().now(),
        }
    }
}
