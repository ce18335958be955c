//! The providers that a deployment knows: only whoever runs the service names them.

use std::fmt;

use secrecy::SecretString;
use thiserror::Error;

use super::addresses::is_address;

/// Most providers that a deployment knows.
pub const KNOWN_MAX: usize = 32;

/// Longest identifier of a provider, in characters.
const ID_MAX_CHARS: usize = 32;

/// Longest title, client identifier or name of a claim, in characters.
const TEXT_MAX_CHARS: usize = 256;

/// Longest time since somebody logged in that can be asked for, in seconds: a day.
const MAX_AGE_MAX_SECONDS: u32 = 24 * 60 * 60;

/// Why a provider cannot be as it is written.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum KnownProviderError {
    /// The identifier does not fit into an address.
    #[error("id must be 1 to {ID_MAX_CHARS} lower-case letters, digits and hyphens")]
    Id,
    /// A text is empty or too long.
    #[error("{0} must have 1 to {TEXT_MAX_CHARS} characters on one line")]
    Text(&'static str),
    /// The issuer cannot be called, or is not an issuer.
    #[error(
        "issuer must be an address that begins with https:// (http:// for this machine alone), without ? and #"
    )]
    Issuer,
    /// The calling code is not one, or is missing although numbers are compared.
    #[error(
        "calling_code must be 1 to 3 digits, such as 86, and be there where a telephone number is compared"
    )]
    CallingCode,
    /// The age of a login is out of range.
    #[error("max_age_seconds can be {MAX_AGE_MAX_SECONDS} at most")]
    MaxAge,
    /// A scope has other characters than RFC 6749, section 3.3 lets it have.
    #[error("scopes must be words without spaces and quotes")]
    Scope,
    /// Neither telephone number nor mail address is compared: a name alone is everybody's of that name.
    #[error("at least one match must be of phone or email: a name alone proves nothing")]
    NoStrongMatch,
    /// The same field twice from the same claim, or the name from two.
    #[error("a match stands twice")]
    MatchTwice,
    /// A claim of telephone number or mail address that nobody has verified.
    #[error("the match of {0} must say verified_by, a claim that is true, or always_verified = true")]
    NotVerified(&'static str),
    /// Two providers with one identifier, or one client at one issuer twice.
    #[error("{0} stands twice: every provider has an id and a client of its own")]
    Twice(String),
    /// More than [`KNOWN_MAX`].
    #[error("at most {KNOWN_MAX} providers can be named")]
    TooMany,
}

/// A field of the register that a claim is compared with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Field {
    /// The owner's name.
    Name,
    /// The telephone number.
    Phone,
    /// The mail address.
    Email,
}

impl Field {
    /// The field as settings name it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// Whether a match of it can carry an enrolment.
    #[must_use]
    pub const fn is_strong(self) -> bool {
        match self {
            Self::Phone | Self::Email => true,
            Self::Name => false,
        }
    }
}

/// Whether the provider has checked a claim.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verified {
    /// Where this claim is `true`.
    By(String),
    /// Always, on the word of whoever runs the service.
    Always,
    /// Nobody says so.
    Unsaid,
}

/// A claim and the field of the register it is compared with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Match {
    /// The field.
    pub field: Field,
    /// The claim.
    pub claim: String,
    /// Whether it is verified.
    pub verified: Verified,
}

/// What whoever runs the service writes of a provider.
#[derive(Clone, Debug)]
pub struct Written {
    /// Names it in addresses.
    pub id: String,
    /// Its title in Chinese.
    pub title_zh: String,
    /// Its title in English.
    pub title_en: String,
    /// The issuer, exactly as the provider writes it.
    pub issuer: String,
    /// This service at the provider.
    pub client_id: String,
    /// Its secret; none for a public client.
    pub client_secret: Option<SecretString>,
    /// The calling code of the country whose numbers are compared, such as `86`; the register may leave it out.
    pub calling_code: Option<String>,
    /// How long ago somebody may have logged in, in seconds; not asked where it is not said.
    pub max_age: Option<u32>,
    /// The scopes that are asked for besides `openid`; those of the matched claims if none are said.
    pub scopes: Option<Vec<String>>,
    /// What is compared.
    pub matches: Vec<Match>,
}

/// A provider that logins may come from. It prints without its secret.
#[derive(Clone, Debug)]
pub struct KnownProvider(Written);

impl KnownProvider {
    /// A provider as it is written.
    pub fn new(written: Written) -> Result<Self, KnownProviderError> {
        let id_fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let id = &written.id;
        if id.is_empty() || id.len() > ID_MAX_CHARS || !id.bytes().all(id_fits) {
            return Err(KnownProviderError::Id);
        }
        let texts = [
            ("title_zh", &written.title_zh),
            ("title_en", &written.title_en),
            ("client_id", &written.client_id),
        ];
        if let Some((name, _)) = texts.into_iter().find(|(_, text)| !is_text(text)) {
            return Err(KnownProviderError::Text(name));
        }
        if !is_address(&written.issuer) || written.issuer.contains('?') {
            return Err(KnownProviderError::Issuer);
        }
        let digits =
            |code: &String| (1..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
        let has_numbers = written.matches.iter().any(|one| one.field == Field::Phone);
        if !written.calling_code.as_ref().map_or(!has_numbers, digits) {
            return Err(KnownProviderError::CallingCode);
        }
        if written.max_age.is_some_and(|age| age > MAX_AGE_MAX_SECONDS) {
            return Err(KnownProviderError::MaxAge);
        }
        let word = |scope: &String| {
            is_text(scope) && scope.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\".contains(&byte))
        };
        if !written.scopes.iter().flatten().all(word) {
            return Err(KnownProviderError::Scope);
        }
        check_matches(&written.matches)?;
        Ok(Self(written))
    }

    /// Names it in addresses.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Its title in Chinese.
    #[must_use]
    pub fn title_zh(&self) -> &str {
        &self.0.title_zh
    }

    /// Its title in English.
    #[must_use]
    pub fn title_en(&self) -> &str {
        &self.0.title_en
    }

    /// The issuer.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub(super) fn client_id(&self) -> &str {
        &self.0.client_id
    }

    pub(super) const fn client_secret(&self) -> Option<&SecretString> {
        self.0.client_secret.as_ref()
    }

    pub(super) fn calling_code(&self) -> Option<&str> {
        self.0.calling_code.as_deref()
    }

    pub(super) const fn max_age(&self) -> Option<u32> {
        self.0.max_age
    }

    pub(super) fn matches(&self) -> &[Match] {
        &self.0.matches
    }

    /// The scopes that are asked for, with spaces between them.
    pub(super) fn scope(&self) -> String {
        let of_field = |wanted: &Match| match wanted.field {
            Field::Name => "profile".to_owned(),
            Field::Phone => "phone".to_owned(),
            Field::Email => "email".to_owned(),
        };
        let own = self.0.scopes.clone();
        let mut scopes = own.unwrap_or_else(|| self.0.matches.iter().map(of_field).collect());
        scopes.retain(|scope| scope != "openid");
        scopes.insert(0, "openid".to_owned());
        scopes.dedup();
        scopes.join(" ")
    }
}

impl fmt::Display for KnownProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.id)
    }
}

/// Checks that providers can stand beside each other.
pub(super) fn check_all(known: &[KnownProvider]) -> Result<(), KnownProviderError> {
    if known.len() > KNOWN_MAX {
        return Err(KnownProviderError::TooMany);
    }
    for (place, one) in known.iter().enumerate() {
        let client = |of: &KnownProvider| (of.issuer().to_owned(), of.client_id().to_owned());
        let same = |other: &KnownProvider| other.id() == one.id() || client(other) == client(one);
        if known.iter().take(place).any(same) {
            return Err(KnownProviderError::Twice(one.id().to_owned()));
        }
    }
    Ok(())
}

fn check_matches(matches: &[Match]) -> Result<(), KnownProviderError> {
    for (place, one) in matches.iter().enumerate() {
        let claims = match &one.verified {
            Verified::By(claim) => vec![&one.claim, claim],
            Verified::Always | Verified::Unsaid => vec![&one.claim],
        };
        if !claims.into_iter().all(|claim| is_text(claim)) {
            return Err(KnownProviderError::Text("claim"));
        }
        if one.field.is_strong() && one.verified == Verified::Unsaid {
            return Err(KnownProviderError::NotVerified(one.field.as_str()));
        }
        let earlier = matches.iter().take(place);
        let mut same = earlier.filter(|other| other.field == one.field);
        if same.any(|other| other.claim == one.claim || !one.field.is_strong()) {
            return Err(KnownProviderError::MatchTwice);
        }
    }
    let strong = matches.iter().any(|one| one.field.is_strong());
    if strong { Ok(()) } else { Err(KnownProviderError::NoStrongMatch) }
}

fn is_text(text: &str) -> bool {
    let length = text.chars().count();
    (1..=TEXT_MAX_CHARS).contains(&length) && text.trim() == text && !text.chars().any(char::is_control)
}
