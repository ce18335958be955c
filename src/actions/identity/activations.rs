//! Using a one-time code: a person proves possession of a key, and is signed in or waits to be confirmed.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::contact_codes;
use super::enrolling::{self, Candidate};
use super::enrolment_requests::{self, Asked, Pending};
use super::offers::{self, Offer, Purpose};
use super::providers::logins::{self, ShownLogin};
use super::sessions::{self, Opened, Opener};
use crate::actions::Service;
use crate::actions::candidates;
use crate::actions::committer;
use crate::actions::error::{ActionError, LoginProblem};
use crate::actions::messages;
use crate::actions::officers;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{Confirmation, ContactChannel, EnrolmentMethod, KeyLabel, Role};
use crate::domain::instants::Instant;
use crate::evidence::statements::Enrolment;
use crate::store::Store;
use crate::store::identity::accounts::{self, Account, Operator};
use crate::store::identity::activations;
use crate::store::identity::device_keys::{self, DeviceKey};
use crate::store::identity::grants::Grant;

/// What a code is for, and what is needed besides it.
#[derive(Debug)]
pub struct Preview {
    /// What its holder has to sign.
    pub offer: Offer,
    /// Where a second code can be sent, each with as much of the contact as tells whoever knows it which one is
    /// meant; none unless one is needed.
    pub contacts: Vec<(ContactChannel, String)>,
    /// The ways that are open; the statement names one of them.
    pub methods: Vec<EnrolmentMethod>,
}

/// What somebody shows to use a code.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The code.
    pub code: &'a str,
    /// The code that was sent to a registered contact, if there is one.
    pub contact_code: Option<&'a str>,
    /// The login at a provider, if there is one, instead of that code.
    pub login: Option<&'a ShownLogin>,
    /// The signed statement of enrolment.
    pub statement: &'a str,
    /// What the key is called.
    pub label: Option<&'a KeyLabel>,
}

/// What became of a code that was used.
#[derive(Debug)]
pub enum Activated {
    /// The key is enrolled, and its holder signed in.
    SignedIn(Opened),
    /// The key waits until others have confirmed whose it is.
    Pending(Pending),
}

/// What a code is for, so that its holder knows what to sign and what else to show.
pub async fn preview(service: &Service, code: &str) -> Result<Preview, ActionError> {
    let connection = service.store().read();
    let offer = offers::find(service, connection, code, service.surroundings().now()).await?;
    let contacts = if let (EnrolmentMethod::LetterAndContact, Some(community), Some(owner)) =
        (offer.method, offer.community, offer.owner())
    {
        messages::contacts(service, connection, CommunityId::new(community), owner).await?
    } else {
        Vec::new()
    };
    let mut methods = vec![offer.method];
    if offer.method == EnrolmentMethod::LetterAndContact && logins::available(service).next().is_some() {
        methods.push(EnrolmentMethod::LetterAndProvider);
    }
    Ok(Preview { offer, contacts, methods })
}

/// Uses a code with a signed statement of enrolment; `signed_in` is extended instead of a new account.
///
/// A statement that does not fit the code counts as a failed attempt and the code stays unused.
pub async fn activate(
    service: &Service,
    shown: Shown<'_>,
    signed_in: Option<Uuid>,
) -> Result<Activated, ActionError> {
    let now = service.surroundings().now();
    let mut offer = offers::find(service, service.store().read(), shown.code, now).await?;
    if shown.login.is_some() {
        offer = offer.with_login().ok_or(LoginProblem::NotValid)?;
    }
    let enrolment = match read(&offer, shown.statement) {
        Ok(enrolment) => enrolment,
        Err(error) => return Err(count_failure(service, offer.activation, error).await),
    };
    if offer.method == EnrolmentMethod::LetterAndContact {
        contact_codes::check(service, &offer, shown.contact_code).await?;
    }
    let use_of = Use { offer, enrolment, shown, signed_in };
    match (use_of.offer.community, use_of.offer.method.confirmation()) {
        (None, _) => use_of.as_operator(service).await.map(Activated::SignedIn),
        (Some(community), Confirmation::Nobody) => {
            let act = async |turn: &mut Turn| use_of.in_community(turn).await;
            committer::publish(service, CommunityId::new(community), act).await.map(Activated::SignedIn)
        }
        (Some(community), Confirmation::TwoOfficers | Confirmation::OwnDevice) => {
            use_of.as_request(service, community).await.map(Activated::Pending)
        }
    }
}

fn read(offer: &Offer, statement: &str) -> Result<Enrolment, ActionError> {
    let enrolment = Enrolment::self_signed(statement)?;
    offer.check(&enrolment)?;
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
    shown: Shown<'a>,
    signed_in: Option<Uuid>,
}

impl Use<'_> {
    async fn as_operator(&self, service: &Service) -> Result<Opened, ActionError> {
        let now = service.surroundings().now();
        let transaction = service.store().begin().await?;
        self.consume(&transaction, now).await?;
        let account = self.account(service, &transaction, now).await?;
        officers::check_outside(&transaction, account, now).await?;
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
        let opened =
            sessions::open(service, &transaction, account, Opener::Key(&self.enrolment.key.id()), now)
                .await?;
        Store::commit(transaction).await?;
        Ok(opened)
    }

    async fn in_community(&self, turn: &mut Turn) -> Result<Opened, ActionError> {
        if let Some(login) = self.shown.login {
            logins::consume(turn.transaction(), &self.offer, login, turn.at()).await?;
        }
        self.consume(turn.transaction(), turn.at()).await?;
        let account = self.account(turn.service(), turn.transaction(), turn.at()).await?;
        if let Purpose::Owner(owner) = &self.offer.purpose {
            enrolling::check_registered(turn, owner).await?;
        }
        let candidate = Candidate {
            account,
            enrolment: &self.enrolment,
            statement: self.shown.statement.as_bytes(),
            roles: Vec::new(),
            confirmations: Vec::new(),
            label: self.shown.label,
        };
        let enrolled = enrolling::enrol(turn, candidate).await?;
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
                officers::grant(turn, grant, enrolled).await?;
            }
            Purpose::Owner(_) => {
                let who = (turn.community_id(), account);
                officers::check_compatible(turn.transaction(), who, Role::Owner, turn.at()).await?;
                candidates::check_watching(turn, account).await?;
            }
            Purpose::Operator => {}
        }
        let by = Opener::Key(&self.enrolment.key.id());
        sessions::open(turn.service(), turn.transaction(), account, by, turn.at()).await
    }

    async fn as_request(&self, service: &Service, community: Uuid) -> Result<Pending, ActionError> {
        let now = service.surroundings().now();
        let owner = self.offer.owner().ok_or_else(|| ActionError::damaged("a check of nobody"))?;
        // Another device belongs to whoever asked for it, and not to whoever happens to be signed in on it.
        let account = match self.offer.method.confirmation() {
            Confirmation::OwnDevice => self.offer.created_by,
            Confirmation::TwoOfficers | Confirmation::Nobody => self.signed_in,
        };
        let transaction = service.store().begin().await?;
        self.consume(&transaction, now).await?;
        let asked = Asked {
            community,
            activation: self.offer.activation,
            owner,
            account,
            enrolment: &self.enrolment,
            statement: self.shown.statement,
            label: self.shown.label,
        };
        let pending = enrolment_requests::ask(service, &transaction, asked, now).await?;
        Store::commit(transaction).await?;
        Ok(pending)
    }

    /// Uses the code up.
    async fn consume(&self, transaction: &DatabaseTransaction, now: Instant) -> Result<(), ActionError> {
        let in_time = now < self.offer.expires_at;
        let used = in_time && activations::consume(transaction, self.offer.activation, now).await?;
        if used { Ok(()) } else { Err(ActionError::CodeNotValid) }
    }

    /// The account that uses it: that of whoever is signed in, or a new one.
    async fn account(
        &self,
        service: &Service,
        transaction: &DatabaseTransaction,
        now: Instant,
    ) -> Result<Uuid, ActionError> {
        match self.signed_in {
            Some(account) => Ok(account),
            None => new_account(service, transaction, now).await,
        }
    }
}

/// A new account.
pub(super) async fn new_account(
    service: &Service,
    transaction: &DatabaseTransaction,
    now: Instant,
) -> Result<Uuid, ActionError> {
    let id = service.surroundings().new_id();
    accounts::insert(transaction, Account { id, created_at: now }).await?;
    Ok(id)
}
