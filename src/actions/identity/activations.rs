//! Using a one-time code: a person proves possession of a key and is signed in.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::offers::{self, Offer, Purpose};
use super::providers::logins::{self, ShownLogin};
use super::sessions::{self, Opened};
use crate::actions::Service;
use crate::actions::committer;
use crate::actions::error::{ActionError, LoginProblem};
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::statements::Enrolment;
use crate::store::Store;
use crate::store::identity::accounts::{self, Account, Operator};
use crate::store::identity::activations;
use crate::store::identity::device_keys::{self, DeviceKey};
use crate::store::identity::enrolments;
use crate::store::identity::grants::{self, Grant};

pub use super::offers::Offer as Preview;

/// What a code is for, so that its holder knows what to sign.
pub async fn preview(service: &Service, code: &str) -> Result<Preview, ActionError> {
    offers::find(service, service.store().read(), code, service.surroundings().now()).await
}

/// Uses a code with a signed statement of enrolment; `signed_in` is extended instead of a new account.
///
/// A statement that does not fit the code counts as a failed attempt and the code stays unused.
pub async fn activate(
    service: &Service,
    code: &str,
    statement: &str,
    login: Option<&ShownLogin>,
    signed_in: Option<Uuid>,
) -> Result<Opened, ActionError> {
    let offer = preview(service, code).await?;
    let enrolment = match read(&offer, login, statement) {
        Ok(enrolment) => enrolment,
        Err(error) => return Err(count_failure(service, offer.activation, error).await),
    };
    let use_of = Use { offer, enrolment, statement, login, signed_in };
    match use_of.offer.community {
        // A login is of an owner's letter.
        None if use_of.login.is_some() => Err(LoginProblem::NotValid.into()),
        None => use_of.as_operator(service).await,
        Some(community) => {
            let act = async |turn: &mut Turn| use_of.in_community(turn).await;
            committer::publish(service, CommunityId::new(community), act).await
        }
    }
}

fn read(offer: &Offer, login: Option<&ShownLogin>, statement: &str) -> Result<Enrolment, ActionError> {
    let enrolment = Enrolment::self_signed(statement)?;
    let method = if login.is_some() { EnrolmentMethod::LetterAndProvider } else { offer.method() };
    offer.check(&enrolment, method)?;
    Ok(enrolment)
}

async fn count_failure(service: &Service, activation: Uuid, error: ActionError) -> ActionError {
    let counted = async {
        let transaction = service.store().begin().await?;
        activations::record_failed_attempt(&transaction, activation).await?;
        Store::commit(transaction).await
    };
    // A failure that cannot be counted must not be answered as if it had been.
    match counted.await {
        Ok(()) => error,
        Err(store) => ActionError::Store(store),
    }
}

/// A code, the statement that fits it, and who is using it.
struct Use<'a> {
    offer: Offer,
    enrolment: Enrolment,
    statement: &'a str,
    login: Option<&'a ShownLogin>,
    signed_in: Option<Uuid>,
}

impl Use<'_> {
    async fn as_operator(&self, service: &Service) -> Result<Opened, ActionError> {
        let now = service.surroundings().now();
        let transaction = service.store().begin().await?;
        let account = self.consume(service, &transaction, now).await?;
        let thumbprint = self.enrolment.key.id().to_string();
        let key_taken = device_keys::find(&transaction, &thumbprint).await?.is_some();
        if key_taken || accounts::is_operator(&transaction, account).await? {
            return Err(ActionError::AlreadyThere);
        }
        let public_key = self.enrolment.key.as_bytes().to_vec();
        let key = DeviceKey { thumbprint, account_id: account, public_key, added_at: now, revoked_at: None };
        device_keys::insert(&transaction, key).await?;
        let operator = Operator { account_id: account, granted_at: now, revoked_at: None };
        accounts::insert_operator(&transaction, operator).await?;
        let opened = sessions::open(service, &transaction, account, now).await?;
        Store::commit(transaction).await?;
        Ok(opened)
    }

    async fn in_community(&self, turn: &mut Turn) -> Result<Opened, ActionError> {
        if let Some(login) = self.login {
            logins::consume(turn.transaction(), &self.offer, login, turn.at()).await?;
        }
        let account = self.consume(turn.service(), turn.transaction(), turn.at()).await?;
        self.enrol(turn, account).await?;
        match &self.offer.purpose {
            Purpose::Officer { role, until } => {
                let grant = Grant {
                    community_id: turn.community_id(),
                    grant_id: turn.service().surroundings().new_id(),
                    account_id: account,
                    role: role.to_string(),
                    granted_at: turn.at(),
                    until: *until,
                    revoked_at: None,
                };
                if until.is_some_and(|until| until <= turn.at()) {
                    return Err(ActionError::CodeNotValid);
                }
                grants::insert(turn.transaction(), grant).await?;
            }
            Purpose::Owner(_) | Purpose::Operator => {}
        }
        sessions::open(turn.service(), turn.transaction(), account, turn.at()).await
    }

    /// Uses the code up and answers the account it is used by.
    async fn consume(
        &self,
        service: &Service,
        transaction: &DatabaseTransaction,
        now: Instant,
    ) -> Result<Uuid, ActionError> {
        let in_time = now < self.offer.expires_at;
        if !(in_time && activations::consume(transaction, self.offer.activation, now).await?) {
            return Err(ActionError::CodeNotValid);
        }
        if let Some(account) = self.signed_in {
            return Ok(account);
        }
        let id = service.surroundings().new_id();
        accounts::insert(transaction, Account { id, created_at: now }).await?;
        Ok(id)
    }

    async fn enrol(&self, turn: &mut Turn, account: Uuid) -> Result<(), ActionError> {
        let community_id = turn.community_id();
        let thumbprint = self.enrolment.key.id().to_string();
        let known = enrolments::find_by_thumbprints(
            turn.transaction(),
            community_id,
            std::slice::from_ref(&thumbprint),
        );
        if !known.await?.is_empty() {
            return Err(ActionError::AlreadyThere);
        }
        let statement_digest = Digest::of(self.statement.as_bytes());
        let entry_index = turn.publish(Fact::KeyEnrolled {
            method: self.enrolment.method,
            confirmed_by: self.enrolment.confirmed_by.clone(),
            statement: statement_digest,
            confirmations: Vec::new(),
        })?;
        let row = enrolments::Enrolment {
            community_id,
            enrolment_id: turn.service().surroundings().new_id(),
            account_id: account,
            owner_id: self.offer.owner().map(ToString::to_string),
            thumbprint,
            public_key: self.enrolment.key.as_bytes().to_vec(),
            statement: self.statement.as_bytes().to_vec(),
            statement_digest,
            method: self.enrolment.method.to_string(),
            confirmed_by: written(&self.enrolment.confirmed_by),
            entry_index,
            enrolled_at: turn.at(),
            revoked_at: None,
            revoked_index: None,
        };
        Ok(enrolments::insert(turn.transaction(), row).await?)
    }
}

/// Roles as a row keeps them.
fn written(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}
