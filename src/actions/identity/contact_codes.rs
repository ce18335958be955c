//! The second channel of a letter: six digits sent to a contact that the register has of the owner.
//!
//! Six digits are soon guessed, so what is stored of them is a hash under a key that is not in the database,
//! and a code can be tried five times. Wrong ones never use up the letter: whoever stole it could otherwise lock
//! its owner out.

use subtle::{Choice, ConstantTimeEq as _};
use uuid::Uuid;

use super::offers::{self, Offer};
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::messages::{self, Contacts, Template};
use crate::domain::communities::CommunityId;
use crate::domain::identity::{ContactChannel, EnrolmentMethod};
use crate::domain::instants::Instant;
use crate::store::Store;
use crate::store::identity::activations;
use crate::store::identity::contact_codes::{self, ContactCode};

/// How long a code can be used, in seconds: a quarter of an hour.
pub const CONTACT_CODE_SECONDS: i64 = 15 * 60;

/// How often one code can be tried.
pub const TRIES_MAX: u32 = 5;

/// How many codes are sent for one letter within [`DAY_SECONDS`].
pub const SENT_MAX: u64 = 5;

/// What counts as a day here, in seconds: 24 hours, whatever the calendar says.
pub const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What a code is hashed as.
const FIELD: &str = "contact_code";

/// Sends the holder of a letter a second code; the one before stops working.
pub async fn send(service: &Service, typed: &str, channel: ContactChannel) -> Result<Instant, ActionError> {
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let offer = offers::find(service, &transaction, typed, now).await?;
    let (EnrolmentMethod::LetterAndContact, Some(community), Some(owner)) =
        (offer.method, offer.community, offer.owner())
    else {
        return Err(ActionError::CodeNotValid);
    };
    activations::lock(&transaction, offer.activation).await?;
    let since = now.plus_seconds(-DAY_SECONDS);
    if contact_codes::sent_since(&transaction, offer.activation, since).await? >= SENT_MAX {
        return Err(ActionError::ContactCodesUsedUp);
    }
    let code = digits(service.surroundings().random());
    let code_id = service.surroundings().new_id();
    let expires_at = now.plus_seconds(CONTACT_CODE_SECONDS);
    let row = ContactCode {
        activation_id: offer.activation,
        code_id,
        channel: channel.to_string(),
        code_hash: service.keys().personal.hash(&place(offer.activation, code_id), FIELD, &code),
        sent_at: now,
        expires_at,
        attempts: 0,
    };
    contact_codes::insert(&transaction, row).await?;
    let template = Template::ContactCode { code: code.into(), expires_at };
    let (to, community) = (Contacts::One(channel), CommunityId::new(community));
    if messages::send(service, &transaction, community, owner, to, &template).await?.is_empty() {
        return Err(ActionError::ContactNotReachable(channel));
    }
    Store::commit(transaction).await?;
    Ok(expires_at)
}

/// Checks the code that was sent last for a letter. Each call counts as a try, whatever comes of it.
pub(super) async fn check(service: &Service, offer: &Offer, typed: Option<&str>) -> Result<(), ActionError> {
    let typed = typed.ok_or(ActionError::ContactCodeNeeded)?;
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let row = contact_codes::latest(&transaction, offer.activation).await?;
    let row = row.ok_or(ActionError::ContactCodeNeeded)?;
    // It is counted before it is looked at: of many tries at once no more than these five are made.
    let counted = contact_codes::attempt(&transaction, (row.activation_id, row.code_id), TRIES_MAX).await?;
    Store::commit(transaction).await?;
    let typed: String = typed.chars().filter(|letter| !matches!(letter, ' ' | '-')).collect();
    let place = place(row.activation_id, row.code_id);
    let hashes = service.keys().personal.hashes(&place, FIELD, &typed);
    let same = hashes
        .iter()
        .fold(Choice::from(0), |same, hash| same | hash.as_bytes().ct_eq(row.code_hash.as_bytes()));
    if counted && now < row.expires_at && bool::from(same) {
        Ok(())
    } else {
        Err(ActionError::ContactCodeNotValid)
    }
}

/// A hash belongs to one code: what stands in another row says nothing about it.
fn place(activation: Uuid, code: Uuid) -> Vec<u8> {
    [activation.as_bytes().as_slice(), code.as_bytes()].concat()
}

/// Six decimal digits; of 2^64 numbers none of a million is more likely by more than one in 10^13.
fn digits(random: [u8; 32]) -> String {
    let number = random.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}
