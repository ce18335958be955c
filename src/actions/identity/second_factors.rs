//! Second factors (TOTP, RFC 6238): set up, shown in a session, and reset for somebody who lost theirs.
//!
//! SHA-1, six digits, steps of 30 seconds, one step to either side: what every authenticator application
//! does. A code is good once, and so is each of eight recovery codes. Wrong codes end the session in which
//! they are shown, and nobody else's; a device key that shows too many of them in a day is not listened to.

use sea_orm::DatabaseTransaction;
use totp_rs::{Builder, Totp};
use uuid::Uuid;

use super::codes::Code;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::store::identity::second_factors::{self, RecoveryCode, SecondFactor};
use crate::store::identity::{accounts, grants, sessions};
use crate::store::{ConnectionTrait, Store};

/// Wrong codes that end a session.
pub const FAILURES_MAX: u32 = 5;

/// Wrong codes in all sessions that a device key opened within [`FAILURE_MEMORY_SECONDS`], after which it is not
/// listened to.
pub const KEY_FAILURES_MAX: u64 = 20;

/// How far back wrong codes of a device key count, in seconds: one day.
pub const FAILURE_MEMORY_SECONDS: i64 = 24 * 60 * 60;

/// Recovery codes of a second factor.
pub const RECOVERY_CODES: usize = 8;

/// Bytes of a secret: 160 bits (RFC 4226 section 4, R6).
const SECRET_BYTES: usize = 20;

/// Characters of a code.
const DIGITS: usize = 6;

/// What somebody puts into an authenticator application. It is shown this once.
#[derive(Debug)]
pub struct NewSecret {
    /// The secret in base 32 (RFC 4648 section 6).
    pub secret: String,
    /// The same as `otpauth://` address, for a QR code.
    pub uri: String,
}

/// Makes a second factor that counts once it is confirmed; one that is not confirmed is replaced.
pub async fn set_up(service: &Service, who: &Standing) -> Result<NewSecret, ActionError> {
    let now = service.surroundings().now();
    let secret: Vec<u8> = service.surroundings().random().into_iter().take(SECRET_BYTES).collect();
    let totp = totp(service, who.account, secret.clone())?;
    let random = service.surroundings().random();
    let sealed = service.keys().personal.seal(&place(who.account), random, &secret);
    let sealed = sealed.map_err(ActionError::damaged)?;
    let transaction = service.store().begin().await?;
    let known = second_factors::lock(&transaction, who.account).await?;
    if known.is_some_and(|known| known.confirmed_at.is_some()) {
        return Err(ActionError::AlreadyThere);
    }
    second_factors::remove(&transaction, who.account).await?;
    let factor = SecondFactor {
        account_id: who.account,
        sealed: sealed.bytes,
        sealed_by: sealed.key.to_string(),
        made_at: now,
        confirmed_at: None,
        last_step: 0,
    };
    second_factors::insert(&transaction, factor).await?;
    Store::commit(transaction).await?;
    Ok(NewSecret { secret: totp.secret().to_base32(), uri: totp.to_url().map_err(ActionError::damaged)? })
}

/// Confirms a second factor by a code of it, which counts as shown in this session; the recovery codes.
pub async fn confirm(service: &Service, who: &Standing, shown: &str) -> Result<Vec<Code>, ActionError> {
    let attempt = Attempt::begin(service, who).await?;
    if attempt.factor.confirmed_at.is_some() {
        return Err(ActionError::AlreadyThere);
    }
    if !attempt.takes_step(shown).await? {
        return Err(attempt.failed().await?);
    }
    let codes: Vec<Code> = (0..RECOVERY_CODES).map(|_| Code::new(service.surroundings().random())).collect();
    let row = |code: &Code| RecoveryCode { account_id: who.account, digest: code.digest(), used_at: None };
    let rows = codes.iter().map(row).collect();
    second_factors::confirm(&attempt.transaction, who.account, attempt.now, rows).await?;
    attempt.succeeded().await?;
    Ok(codes)
}

/// Shows a second factor in this session: a code of it, or a recovery code.
pub async fn show(service: &Service, who: &Standing, shown: &str) -> Result<(), ActionError> {
    let attempt = Attempt::begin(service, who).await?;
    if attempt.factor.confirmed_at.is_none() {
        return Err(ActionError::NoSecondFactor);
    }
    if attempt.takes_step(shown).await? || attempt.uses_recovery_code(shown).await? {
        return attempt.succeeded().await;
    }
    Err(attempt.failed().await?)
}

/// Removes the second factor of an officer who lost it, and ends their sessions.
///
/// The supervising office does this for officers of its community, after it saw who asks; never for a
/// supervising office, itself included, and never for an operator, whose machine it does not run.
pub async fn reset_officers(
    service: &Service,
    office: &Standing,
    community: CommunityId,
    account: Uuid,
) -> Result<(), ActionError> {
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let here = grants::active(&transaction, account, community.uuid(), now).await?;
    if here.is_empty() {
        return Err(ActionError::NotFound(Thing::Officer));
    }
    let everywhere = grants::active_anywhere(&transaction, account, now).await?;
    let supervises = everywhere.iter().any(|grant| grant.role == Role::Supervisor.as_str());
    if supervises || account == office.account || accounts::is_operator(&transaction, account).await? {
        return Err(ActionError::Forbidden);
    }
    remove(service, &transaction, account).await?;
    Ok(Store::commit(transaction).await?)
}

/// Removes the second factor of any account, and ends its sessions; only whoever can run a command on the
/// machine does this. It opens nothing by itself: whoever signs in again still needs the account's device key.
pub async fn reset(service: &Service, account: Uuid) -> Result<(), ActionError> {
    let transaction = service.store().begin().await?;
    if second_factors::lock(&transaction, account).await?.is_none() {
        return Err(ActionError::NoSecondFactor);
    }
    remove(service, &transaction, account).await?;
    Ok(Store::commit(transaction).await?)
}

/// Seals every second factor anew that is sealed under a former key; how many there were.
pub async fn reseal(service: &Service) -> Result<u64, ActionError> {
    let keys = &service.keys().personal;
    let mut resealed = 0;
    let transaction = service.store().begin().await?;
    for factor in second_factors::sealed_by_others(&transaction, &keys.current().to_string()).await? {
        let secret = open(service, &factor)?;
        let anew = keys.seal(&place(factor.account_id), service.surroundings().random(), &secret);
        let anew = anew.map_err(ActionError::damaged)?;
        let (account, by) = (factor.account_id, anew.key.to_string());
        resealed += second_factors::swap(&transaction, account, &factor.sealed, anew.bytes, by).await?;
    }
    Store::commit(transaction).await?;
    Ok(resealed)
}

/// A code that is being shown, while nobody else shows one for this account.
struct Attempt<'a> {
    service: &'a Service,
    who: &'a Standing,
    transaction: DatabaseTransaction,
    factor: SecondFactor,
    /// Wrong codes in this session before.
    failures: u32,
    now: Instant,
}

impl<'a> Attempt<'a> {
    async fn begin(service: &'a Service, who: &'a Standing) -> Result<Self, ActionError> {
        let now = service.surroundings().now();
        let transaction = service.store().begin().await?;
        let factor = second_factors::lock(&transaction, who.account).await?;
        let factor = factor.ok_or(ActionError::NoSecondFactor)?;
        // Read under the lock: of many who guess at once each sees how often the others guessed wrong.
        let session = sessions::find(&transaction, who.session).await?;
        let session = session.filter(|session| session.ended_at.is_none());
        let session = session.ok_or(ActionError::NotSignedIn)?;
        if let Some(key) = &session.thumbprint {
            let since = now.plus_seconds(-FAILURE_MEMORY_SECONDS);
            let failures = sessions::factor_failures_of_key(&transaction, key, since).await?;
            if failures >= KEY_FAILURES_MAX {
                return Err(ActionError::TooManyWrongCodes);
            }
        }
        Ok(Self { service, who, transaction, factor, failures: session.factor_failures, now })
    }

    /// Whether this is a code of a step that is not past, after which the step is.
    async fn takes_step(&self, shown: &str) -> Result<bool, ActionError> {
        if shown.len() != DIGITS || !shown.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(false);
        }
        let totp = totp(self.service, self.who.account, open(self.service, &self.factor)?)?;
        let seconds = u64::try_from(self.now.microseconds().div_euclid(1_000_000)).unwrap_or(0);
        match totp.check(shown, seconds) {
            Some(step) => Ok(second_factors::take_step(&self.transaction, self.who.account, step).await?),
            None => Ok(false),
        }
    }

    async fn uses_recovery_code(&self, shown: &str) -> Result<bool, ActionError> {
        let Some(code) = Code::parse(shown) else { return Ok(false) };
        let (account, digest) = (self.who.account, code.digest());
        Ok(second_factors::use_recovery_code(&self.transaction, account, digest, self.now).await?)
    }

    async fn succeeded(self) -> Result<(), ActionError> {
        if !sessions::show_factor(&self.transaction, self.who.session, self.now).await? {
            return Err(ActionError::NotSignedIn);
        }
        Ok(Store::commit(self.transaction).await?)
    }

    /// Counts a wrong code; what whoever showed it is told.
    async fn failed(self) -> Result<ActionError, ActionError> {
        sessions::count_factor_failure(&self.transaction, self.who.session).await?;
        let ends = self.failures + 1 >= FAILURES_MAX;
        if ends {
            sessions::end(&self.transaction, self.who.session, self.now).await?;
        }
        Store::commit(self.transaction).await?;
        Ok(if ends { ActionError::SessionEnded } else { ActionError::SecondFactorWrong })
    }
}

async fn remove(
    service: &Service,
    connection: &impl ConnectionTrait,
    account: Uuid,
) -> Result<(), ActionError> {
    second_factors::remove(connection, account).await?;
    sessions::end_all_of(connection, account, service.surroundings().now()).await?;
    Ok(())
}

/// The row a secret is sealed into belongs to this account.
fn place(account: Uuid) -> Vec<u8> {
    [b"second factor".as_slice(), account.as_bytes()].concat()
}

fn open(service: &Service, factor: &SecondFactor) -> Result<Vec<u8>, ActionError> {
    let opened = service.keys().personal.open(&place(factor.account_id), &factor.sealed_by, &factor.sealed);
    opened.map_err(|error| {
        ActionError::Damaged(format!("the second factor of account {} {error}", factor.account_id))
    })
}

/// What the library calls default is what every authenticator application does; said here all the same.
fn totp(service: &Service, account: Uuid, secret: Vec<u8>) -> Result<Totp, ActionError> {
    let builder = Builder::new().with_algorithm(totp_rs::Algorithm::SHA1).with_digits(6).with_skew(1);
    let builder = builder.with_step_duration(30).with_secret(secret).with_account_name(account.to_string());
    // An issuer has no colon (the Key Uri Format separates by it); a host with a port does.
    let issuer = service.host().replace(':', " ");
    builder.with_issuer(Some(issuer)).build().map_err(ActionError::damaged)
}
