//! Signing in again with a device key that is enrolled.
//!
//! Whatever is wrong with key or challenge is told in the same words. That a key is known is no secret to
//! whoever can sign with it, and nobody else gets so far.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::challenges;
use super::sessions::{self, Opened, Opener};
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::evidence::sign_in::SignIn;
use crate::store::identity::{challenges as used, device_keys, enrolments};
use crate::store::{ConnectionTrait, Store};

/// Answers a challenge with a signed statement and opens a session.
pub async fn sign_in(service: &Service, statement: &str) -> Result<Opened, ActionError> {
    let statement = SignIn::self_signed(statement)?;
    if statement.origin != service.host() {
        return Err(ActionError::OtherSubject("origin"));
    }
    let now = service.surroundings().now();
    let challenge = challenges::answered(service, &statement.challenge, now);
    let transaction = service.store().begin().await?;
    // Looked for even if the challenge is void: one answer, and the same work before it.
    let account = account_of(&transaction, &statement).await?;
    let (Some(challenge), Some(account)) = (challenge, account) else {
        return Err(ActionError::SignInRefused);
    };
    if !used::consume(&transaction, challenge).await? {
        return Err(ActionError::SignInRefused);
    }
    let by = Opener::Key(&statement.key.id());
    let opened = sessions::open(service, &transaction, account, by, now).await?;
    Store::commit(transaction).await?;
    Ok(opened)
}

/// The account that a key signs in, if it is enrolled and not revoked.
///
/// In a community a key belongs to one account; the statement may name the community. Where it names none, an
/// operator's key signs the operator in, and any other key its one account in all communities. A key that was
/// enrolled for several accounts, each in another community, has to name one: the challenge stays good.
async fn account_of(
    connection: &impl ConnectionTrait,
    statement: &SignIn,
) -> Result<Option<Uuid>, ActionError> {
    let thumbprint = statement.key.id().to_string();
    let operators = device_keys::find(connection, &thumbprint).await?;
    let operators = operators.filter(|key| key.revoked_at.is_none() && statement.community.is_none());
    let mut enrolled = enrolments::living_of_key(connection, &thumbprint).await?;
    enrolled.retain(|row| statement.community.is_none_or(|community| community == row.community_id));
    let accounts: BTreeSet<Uuid> = enrolled.iter().map(|row| row.account_id).collect();
    match operators {
        Some(key) => Ok(Some(key.account_id)),
        None if accounts.len() > 1 => {
            let choices = enrolled.iter().map(|row| row.community_id.to_string()).collect();
            Err(ActionError::SeveralAccounts { field: "community", choices })
        }
        None => Ok(accounts.first().copied()),
    }
}
