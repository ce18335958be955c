//! An offer: what a one-time code entitles whoever holds it to.

use sea_orm::ConnectionTrait;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::codes::Code;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::consent::CONSENT;
use crate::evidence::statements::Enrolment;
use crate::store::communities;
use crate::store::identity::activations::{self, Activation};

/// Wrong statements after which a code is locked.
pub const ATTEMPTS_MAX: u32 = 10;

/// What a code makes of its holder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// Runs the machine.
    Operator,
    /// Holds a role in a community, perhaps only until an instant.
    Officer {
        /// The role.
        role: Role,
        /// When the role ends.
        until: Option<Instant>,
    },
    /// Acts for an owner of the register.
    Owner(OwnerId),
}

/// A code that can still be used.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The activation.
    pub activation: Uuid,
    /// The origin of the community's record; for an operator the host.
    pub origin: String,
    /// The community; none for an operator.
    pub community: Option<Uuid>,
    /// What the community is called; none for an operator.
    pub community_name: Option<String>,
    /// As what somebody vouches that the holder is who they should be: whoever handed the code out.
    pub confirmed_by: Vec<Role>,
    /// How identity is checked by such a code.
    pub method: EnrolmentMethod,
    /// What for.
    pub purpose: Purpose,
    /// The account that made it; none for an operator's.
    pub created_by: Option<Uuid>,
    /// From when on it is void.
    pub expires_at: Instant,
}

impl Offer {
    /// The owner it is for.
    #[must_use]
    pub const fn owner(&self) -> Option<&OwnerId> {
        match &self.purpose {
            Purpose::Owner(owner) => Some(owner),
            Purpose::Operator | Purpose::Officer { .. } => None,
        }
    }

    /// The role it is for.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        match self.purpose {
            Purpose::Officer { role, .. } => Some(role),
            Purpose::Operator | Purpose::Owner(_) => None,
        }
    }

    /// When the role ends; none for owners and operators, and for a role that is open-ended.
    #[must_use]
    pub const fn until(&self) -> Option<Instant> {
        match self.purpose {
            Purpose::Officer { until, .. } => until,
            Purpose::Operator | Purpose::Owner(_) => None,
        }
    }

    /// Names the text with which the holder agrees to electronic form; none for officers and operators.
    #[must_use]
    pub fn consent(&self) -> Option<&'static str> {
        self.method.is_of_owner().then_some(CONSENT)
    }

    /// The same letter, used with a login at a provider instead of a code sent to a contact; none of another code.
    #[must_use]
    pub fn with_login(self) -> Option<Self> {
        let is_letter = self.method == EnrolmentMethod::LetterAndContact;
        is_letter.then_some(Self { method: EnrolmentMethod::LetterAndProvider, ..self })
    }

    /// Checks that a statement of enrolment says what was offered and nothing else.
    pub fn check(&self, enrolment: &Enrolment) -> Result<(), ActionError> {
        let same = [
            ("origin", enrolment.origin == self.origin),
            ("community", enrolment.community == self.community),
            ("activation", enrolment.activation == self.activation),
            ("method", enrolment.method == self.method),
            ("confirmed_by", enrolment.confirmed_by == self.confirmed_by),
            ("role", enrolment.role == self.role()),
            ("until", enrolment.until == self.until()),
            ("owner", enrolment.owner.as_ref() == self.owner()),
            ("consent", enrolment.consent.as_deref() == self.consent()),
        ];
        match same.iter().find(|(_, same)| !same) {
            Some((field, _)) => Err(ActionError::OtherSubject(field)),
            None => Ok(()),
        }
    }
}

/// The offer of a code, unless it is wrong, used, expired or locked.
pub async fn find(
    service: &Service,
    connection: &impl ConnectionTrait,
    typed: &str,
    now: Instant,
) -> Result<Offer, ActionError> {
    let digest = Code::parse(typed).ok_or(ActionError::CodeNotValid)?.digest();
    let row = activations::find_by_secret(connection, digest).await?.ok_or(ActionError::CodeNotValid)?;
    // The database has compared already; this comparison takes the same time however it ends.
    let same = bool::from(row.secret_digest.as_bytes().ct_eq(digest.as_bytes()));
    if !(same && is_usable(&row, now)) {
        return Err(ActionError::CodeNotValid);
    }
    let (origin, community_name) = match row.community_id {
        None => (service.host().to_owned(), None),
        Some(id) => {
            let own = communities::find(connection, id).await?.ok_or_else(|| damaged(&row))?;
            (own.origin, Some(own.name))
        }
    };
    Ok(Offer {
        activation: row.id,
        origin,
        community: row.community_id,
        community_name,
        confirmed_by: roles(&row)?,
        method: row.method.parse().map_err(|_| damaged(&row))?,
        purpose: purpose(&row)?,
        created_by: row.created_by,
        expires_at: row.expires_at,
    })
}

/// Whether an activation is neither used nor expired nor locked.
pub fn is_usable(row: &Activation, now: Instant) -> bool {
    row.used_at.is_none() && now < row.expires_at && row.attempts < ATTEMPTS_MAX
}

fn roles(row: &Activation) -> Result<Vec<Role>, ActionError> {
    row.confirmed_by.split_whitespace().map(|role| role.parse().map_err(|_| damaged(row))).collect()
}

fn purpose(row: &Activation) -> Result<Purpose, ActionError> {
    match (&row.community_id, &row.role, &row.owner_id) {
        (None, None, None) => Ok(Purpose::Operator),
        (Some(_), Some(role), None) => {
            let role = role.parse().map_err(|_| damaged(row))?;
            Ok(Purpose::Officer { role, until: row.grant_until })
        }
        (Some(_), None, Some(owner)) => owner.parse().map(Purpose::Owner).map_err(|_| damaged(row)),
        (None, Some(_), _) | (None, None, Some(_)) | (Some(_), Some(_), Some(_)) | (Some(_), None, None) => {
            Err(damaged(row))
        }
    }
}

fn damaged(row: &Activation) -> ActionError {
    ActionError::Damaged(format!("activation {}", row.id))
}
