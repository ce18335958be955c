//! Logins in the course of an enrolment: begun with the code of a letter, returned with the code of a provider.
//!
//! Whoever begins a login gets a secret, of which only the digest is kept; state, nonce and PKCE verifier are
//! derived from it. So a code can be handed in only by whoever began the login: one that somebody else injects,
//! or that comes back in the browser of a person who was talked into logging in for a stranger, is of no use
//! to anybody (RFC 9700, sections 4.5 and 4.7). The service takes no code from the redirection itself, for the
//! same reason.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::addresses::{form, with_query};
use super::exchange::{ExchangeError, Returned};
use super::known::KnownProvider;
use super::{Known, matching};
use crate::actions::Service;
use crate::actions::error::{ActionError, LoginProblem, Thing};
use crate::actions::identity::offers::{self, Offer};
use crate::actions::people::{self, Traits};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::digest::Digest;
use crate::store::identity::activations;
use crate::store::identity::provider_accounts::{self, ProviderAccount};
use crate::store::identity::provider_logins::{self, ProviderLogin};
use crate::store::{ConnectionTrait, DatabaseTransaction, Store};

/// How long a login can take, in seconds, from its beginning to the enrolment: 10 minutes.
pub const LOGIN_LIFE_SECONDS: i64 = 10 * 60;

/// Bytes of the secret of a login.
const SECRET_BYTES: usize = 32;

/// A login that has begun.
#[derive(Debug)]
pub struct Begun {
    /// The login.
    pub login: Uuid,
    /// What whoever began it proves that with.
    pub secret: SecretString,
    /// Where to log in.
    pub authorization_url: String,
    /// From when on it is void.
    pub expires_at: Instant,
}

/// A login that is shown beside the code of a letter.
#[derive(Debug)]
pub struct ShownLogin {
    /// The login.
    pub login: Uuid,
    /// What proves who began it.
    pub secret: SecretString,
}

/// What came back by way of the browser that logged in.
#[derive(Debug)]
pub struct Return<'a> {
    /// The secret of the login.
    pub secret: &'a SecretString,
    /// The provider whose address it came back at.
    pub provider: &'a str,
    /// The state.
    pub state: &'a str,
    /// The code of the provider.
    pub code: &'a SecretString,
    /// The issuer that the answer names (RFC 9207), if it does.
    pub issuer: Option<&'a str>,
}

/// The providers an owner can log in at.
pub fn available(service: &Service) -> impl Iterator<Item = &KnownProvider> {
    service.providers().known()
}

/// Begins a login for the owner of a letter; an earlier one with the same letter is void.
pub async fn begin(service: &Service, code: &str, provider: &str) -> Result<Begun, ActionError> {
    let now = service.surroundings().now();
    let offer = offers::find(service, service.store().read(), code, now).await?;
    let offer = offer.with_login().ok_or(ActionError::CodeNotValid)?;
    let known = service.providers().find(provider).ok_or(ActionError::NotFound(Thing::Provider))?;
    let metadata = service.providers().with(known).metadata(now).await.map_err(|error| told(known, error))?;
    let (login, secret) = (service.surroundings().new_id(), Secret(service.surroundings().random()));
    let expires_at = now.plus_seconds(LOGIN_LIFE_SECONDS);
    let row = ProviderLogin {
        login_id: login,
        activation_id: offer.activation,
        provider: known.provider.id().to_owned(),
        secret_digest: secret.digest(),
        created_at: now,
        expires_at,
        returned_at: None,
        subject_hash: None,
        person_digest: None,
    };
    let transaction = service.store().begin().await?;
    provider_logins::clear(&transaction, offer.activation, now).await?;
    provider_logins::insert(&transaction, row).await?;
    Store::commit(transaction).await?;
    let authorization_url =
        authorization_url(metadata.authorization_endpoint(), &known.provider, &secret, service.host());
    Ok(Begun { login, secret: secret.reveal(), authorization_url, expires_at })
}

/// Takes what came back: exchanges the code and holds the claims against the register.
///
/// A login is tried once, whatever comes of it. One that does not match counts as a failed attempt with the letter.
pub async fn take_return(service: &Service, login: Uuid, returned: &Return<'_>) -> Result<(), ActionError> {
    let now = service.surroundings().now();
    let (row, secret) = find(service.store().read(), login, returned.secret, now).await?;
    let known = service.providers().find(&row.provider).ok_or(LoginProblem::NotAvailable)?;
    let same_state = bool::from(returned.state.as_bytes().ct_eq(secret.derive("state").as_bytes()));
    let same_provider = returned.provider == row.provider;
    let same_issuer = returned.issuer.is_none_or(|issuer| issuer == known.provider.issuer());
    if !(same_state && same_provider && same_issuer && row.returned_at.is_none()) {
        return Err(LoginProblem::NotValid.into());
    }
    let place = Place::of(service, &row, now).await?;
    let conversation = service.providers().with(known);
    let metadata = conversation.metadata(now).await.map_err(|error| told(known, error))?;
    if metadata.names_itself() && returned.issuer.is_none() {
        return Err(LoginProblem::NotValid.into());
    }
    mark_returned(service, login, now).await?;
    let claims = conversation
        .claims(&Returned {
            code: returned.code,
            verifier: &secret.derive("verifier").into(),
            redirect_uri: &redirect_uri(service.host(), &known.provider),
            nonce: &secret.derive("nonce"),
            began_at: row.created_at,
            now,
        })
        .await
        .map_err(|error| told(known, error))?;
    let keys = &service.keys().personal;
    let traits = people::traits(service.store().read(), place.community, &place.owner).await?;
    let Some(traits) = traits.filter(|traits| matching::fits(&known.provider, &claims, keys, traits)) else {
        return Err(place.count_failure(service, row.activation_id).await);
    };
    let account = account_hashes(service, place.community, &known.provider, claims.subject());
    let subject_hash = account.first().copied().ok_or_else(|| ActionError::damaged("the keys of persons"))?;
    // Whether the account is another owner's is asked under every key, and again when the key is enrolled.
    if !may_act_for(service.store().read(), &place, &account, &traits).await? {
        return Err(place.count_failure(service, row.activation_id).await);
    }
    let transaction = service.store().begin().await?;
    provider_logins::complete(&transaction, login, subject_hash, traits.digest()).await?;
    Ok(Store::commit(transaction).await?)
}

/// Uses a login up in the transaction that enrols the key: it must have matched, for this very letter, and the
/// register must still say the same.
pub(in crate::actions::identity) async fn consume(
    transaction: &DatabaseTransaction,
    offer: &Offer,
    shown: &ShownLogin,
    now: Instant,
) -> Result<(), ActionError> {
    let (row, _) = find(transaction, shown.login, &shown.secret, now).await?;
    let matched = row.subject_hash.zip(row.person_digest).filter(|_| row.activation_id == offer.activation);
    let (subject_hash, person_digest) = matched.ok_or(LoginProblem::NotValid)?;
    let place = owner_of(offer)?;
    let traits = people::traits(transaction, place.community, &place.owner).await?;
    let traits = traits.filter(|traits| traits.digest() == person_digest);
    let traits = traits.ok_or(LoginProblem::DoesNotMatch)?;
    if !may_act_for(transaction, &place, &[subject_hash], &traits).await? {
        return Err(LoginProblem::DoesNotMatch.into());
    }
    provider_logins::clear(transaction, offer.activation, now).await?;
    let account = ProviderAccount {
        community_id: place.community.uuid(),
        subject_hash,
        owner_id: place.owner.to_string(),
        first_used_at: now,
    };
    Ok(provider_accounts::remember(transaction, account).await?)
}

/// The page that a browser is sent on to from a provider, with what it brought behind the `#`, where no server and
/// no log sees it.
pub fn page_of_return(
    service: &Service,
    provider: &str,
    fields: &[(&str, &str)],
) -> Result<String, ActionError> {
    let known = service.providers().find(provider).ok_or(ActionError::NotFound(Thing::Provider))?;
    Ok(format!("https://{}/#/provider-returns/{}?{}", service.host(), known.provider.id(), form(fields)))
}

/// The address that a provider sends a browser back to; it is registered there.
#[must_use]
pub fn redirect_uri(host: &str, provider: &KnownProvider) -> String {
    // One for each provider, so that an answer shows whose it is even where it does not say so.
    format!("https://{host}/api/v1/provider-returns/{}", provider.id())
}

fn authorization_url(endpoint: &str, provider: &KnownProvider, secret: &Secret, host: &str) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Digest::of(secret.derive("verifier").as_bytes()).as_bytes());
    let (scope, redirect_uri) = (provider.scope(), redirect_uri(host, provider));
    let (state, nonce) = (secret.derive("state"), secret.derive("nonce"));
    let max_age = provider.max_age().map(|seconds| seconds.to_string());
    let mut fields = vec![
        ("response_type", "code"),
        ("client_id", provider.client_id()),
        ("redirect_uri", &redirect_uri),
        ("scope", &scope),
        ("state", &state),
        ("nonce", &nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    fields.extend(max_age.as_deref().map(|seconds| ("max_age", seconds)));
    with_query(endpoint, &fields)
}

/// What is told of a failure; its cause goes to the log, which holds no secret and no claim.
fn told(known: &Known, error: ExchangeError) -> ActionError {
    tracing::warn!(provider = %known.provider, %error, "a login at a provider came to nothing");
    if error.is_absence() { LoginProblem::NotAvailable.into() } else { LoginProblem::Refused.into() }
}

/// A login that can go on, for whoever holds its secret.
async fn find(
    connection: &impl ConnectionTrait,
    login: Uuid,
    shown: &SecretString,
    now: Instant,
) -> Result<(ProviderLogin, Secret), ActionError> {
    let secret = Secret::parse(shown).ok_or(LoginProblem::NotValid)?;
    let row = provider_logins::find(connection, login).await?.ok_or(LoginProblem::NotValid)?;
    let same = bool::from(row.secret_digest.as_bytes().ct_eq(secret.digest().as_bytes()));
    if same && now < row.expires_at { Ok((row, secret)) } else { Err(LoginProblem::NotValid.into()) }
}

/// Notes that the code of a login was handed in; of two who do so at once, one goes on.
async fn mark_returned(service: &Service, login: Uuid, now: Instant) -> Result<(), ActionError> {
    let transaction = service.store().begin().await?;
    if !provider_logins::mark_returned(&transaction, login, now).await? {
        return Err(LoginProblem::NotValid.into());
    }
    Ok(Store::commit(transaction).await?)
}

/// Whose enrolment a login is for.
struct Place {
    community: CommunityId,
    owner: OwnerId,
}

fn owner_of(offer: &Offer) -> Result<Place, ActionError> {
    let place = offer.community.zip(offer.owner().cloned());
    let (community, owner) = place.ok_or(ActionError::CodeNotValid)?;
    Ok(Place { community: CommunityId::new(community), owner })
}

impl Place {
    /// The owner of the letter a login began with, while the letter can be used.
    async fn of(service: &Service, row: &ProviderLogin, now: Instant) -> Result<Self, ActionError> {
        let letter = activations::find(service.store().read(), row.activation_id).await?;
        let usable = letter.filter(|letter| offers::is_usable(letter, now));
        let place = usable.and_then(|letter| letter.community_id.zip(letter.owner_id));
        let (community, owner) = place.ok_or(ActionError::CodeNotValid)?;
        let owner = owner.parse().map_err(|_| ActionError::damaged("the owner of an activation"))?;
        Ok(Self { community: CommunityId::new(community), owner })
    }

    async fn count_failure(&self, service: &Service, activation: Uuid) -> ActionError {
        let counted = async {
            let transaction = service.store().begin().await?;
            activations::record_failed_attempt(&transaction, activation).await?;
            Store::commit(transaction).await
        };
        // A failure that cannot be counted must not be answered as if it had been.
        match counted.await {
            Ok(()) => LoginProblem::DoesNotMatch.into(),
            Err(store) => ActionError::Store(store),
        }
    }
}

/// Whether an account may enrol as this owner: it has enrolled as nobody else, or as owners who are the same
/// person by the register.
async fn may_act_for(
    connection: &impl ConnectionTrait,
    place: &Place,
    account: &[Digest],
    traits: &Traits,
) -> Result<bool, ActionError> {
    let accounts = provider_accounts::list(connection, place.community.uuid(), account).await?;
    for other in accounts.iter().filter(|account| account.owner_id != place.owner.as_str()) {
        let owner = other.owner_id.parse().map_err(|_| ActionError::damaged("the owner of an account"))?;
        let known = people::traits(connection, place.community, &owner).await?;
        // An owner who is in the register no longer holds nothing that could be taken twice.
        if known.is_some_and(|known| !known.is_same_person(traits)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// By what an account of a provider is known in a community, the current key first.
fn account_hashes(
    service: &Service,
    community: CommunityId,
    provider: &KnownProvider,
    subject: &str,
) -> Vec<Digest> {
    // The length keeps issuer and subject apart.
    let account = format!("{} {} {subject}", provider.issuer().len(), provider.issuer());
    service.keys().personal.hashes(community.uuid().as_bytes(), "provider account", &account)
}

/// The secret of a login, from which everything else that must not be guessed is derived.
struct Secret([u8; SECRET_BYTES]);

impl Secret {
    fn parse(text: &SecretString) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.expose_secret()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    fn reveal(&self) -> SecretString {
        URL_SAFE_NO_PAD.encode(self.0).into()
    }

    fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// 256 bits for one use, in 43 characters as PKCE asks for at least.
    fn derive(&self, purpose: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        URL_SAFE_NO_PAD.encode(hmac::sign(&key, purpose.as_bytes()))
    }
}
