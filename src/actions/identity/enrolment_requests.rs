//! Enrolments that wait: an officer each of two bodies, or an earlier device, signs whose key it is.
//!
//! What is signed names the key itself, so that a confirmation is good for one key and one activation. The key
//! is enrolled in the turn in which the last confirmation comes.

use sea_orm::DatabaseTransaction;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::activations::new_account;
use super::enrolling::{self, Candidate};
use crate::actions::Service;
use crate::actions::candidates;
use crate::actions::committer;
use crate::actions::error::{ActionError, Thing};
use crate::actions::officers::{self, officer_key};
use crate::actions::papers::keep;
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{Confirmation, EnrolmentMethod, KeyLabel, Role};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::jws::{JwsError, KeyId, PublicKey, StatementType, Unverified};
use crate::evidence::statements::{Enrolment, EnrolmentConfirmation, Statement as _, StatementError};
use crate::evidence::text;
use crate::store::identity::enrolment_requests::{
    self as requests, EnrolmentConfirmation as Confirmed, EnrolmentRequest,
};
use crate::store::identity::enrolments;

/// How long officers can confirm, in seconds: three days.
pub const OFFICERS_SECONDS: i64 = 3 * 24 * 60 * 60;

/// How long the earlier device can confirm, in seconds: ten minutes.
pub const DEVICE_SECONDS: i64 = 10 * 60;

/// What a device is told that waits to be confirmed.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The request.
    pub request: Uuid,
    /// Twelve digits of the key, for two people to compare.
    pub fingerprint: String,
    /// From when on it cannot be confirmed.
    pub expires_at: Instant,
}

/// An enrolment that waits, for whoever may confirm it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// The request.
    pub request: Uuid,
    /// The activation, which the confirmation names.
    pub activation: Uuid,
    /// How identity is checked.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "desk")]
    pub method: EnrolmentMethod,
    /// The owner the key will sign for.
    #[schema(example = "o-1001")]
    pub owner: String,
    /// The key's thumbprint (RFC 7638), which the confirmation names.
    #[schema(example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    pub key: String,
    /// Twelve digits of it, to be compared with those on the owner's device.
    #[schema(example = "4821 0937 5512")]
    pub fingerprint: String,
    /// As what others confirmed it so far.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>, example = json!(["secretary"]))]
    pub confirmed_by: Vec<Role>,
    /// When the device asked.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub requested_at: Instant,
    /// From when on it cannot be confirmed.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
}

/// What is asked with a used code.
pub(super) struct Asked<'a> {
    pub(super) community: Uuid,
    pub(super) activation: Uuid,
    pub(super) owner: &'a OwnerId,
    pub(super) account: Option<Uuid>,
    pub(super) enrolment: &'a Enrolment,
    pub(super) statement: &'a str,
    pub(super) label: Option<&'a KeyLabel>,
}

/// Lets an enrolment wait, in the transaction that uses the code up.
pub(super) async fn ask(
    service: &Service,
    transaction: &DatabaseTransaction,
    asked: Asked<'_>,
    now: Instant,
) -> Result<Pending, ActionError> {
    let key = asked.enrolment.key.id();
    enrolling::check_new(transaction, asked.community, key.as_str()).await?;
    let seconds = match asked.enrolment.method.confirmation() {
        Confirmation::OwnDevice => DEVICE_SECONDS,
        Confirmation::TwoOfficers | Confirmation::Nobody => OFFICERS_SECONDS,
    };
    let (request, expires_at) = (service.surroundings().new_id(), now.plus_seconds(seconds));
    let row = EnrolmentRequest {
        community_id: asked.community,
        request_id: request,
        activation_id: asked.activation,
        method: asked.enrolment.method.to_string(),
        owner_id: asked.owner.to_string(),
        account_id: asked.account,
        thumbprint: key.to_string(),
        statement: asked.statement.as_bytes().to_vec(),
        label: asked.label.map(|label| label.as_str().to_owned()),
        requested_at: now,
        expires_at,
        enrolled_at: None,
        refused_at: None,
        refused_by: None,
    };
    requests::insert(transaction, row).await?;
    Ok(Pending { request, fingerprint: key.fingerprint(), expires_at })
}

/// What waits in a community: everything for officers who confirm, their own for owners.
pub async fn list(
    service: &Service,
    who: &Standing,
    community: CommunityId,
) -> Result<Vec<Waiting>, ActionError> {
    let connection = service.store().read();
    let now = service.surroundings().now();
    let mut waiting = Vec::new();
    for row in requests::open(connection, community.uuid(), now).await? {
        let request = Request::of(row)?;
        if request.may_be_seen_by(who) {
            let confirmed =
                requests::confirmations(connection, community.uuid(), request.row.request_id).await?;
            waiting.push(request.waiting(&confirmed)?);
        }
    }
    Ok(waiting)
}

/// Takes a signed confirmation; with the last one the key is enrolled. Whether it was the last.
pub async fn confirm(
    service: &Service,
    who: &Standing,
    community: CommunityId,
    request: Uuid,
    statement: &str,
) -> Result<bool, ActionError> {
    let act = async |turn: &mut Turn| {
        let request = Request::open(turn, request, who).await?;
        request.confirm(turn, who, statement).await
    };
    committer::publish(service, community, act).await
}

/// Refuses what waits: it cannot be confirmed any more.
pub async fn refuse(
    service: &Service,
    who: &Standing,
    community: CommunityId,
    request: Uuid,
) -> Result<(), ActionError> {
    let act = async |turn: &mut Turn| {
        let open = Request::open(turn, request, who).await?;
        let place = (turn.community_id(), open.row.request_id);
        requests::refuse(turn.transaction(), place, who.account, turn.at()).await?;
        Ok(())
    };
    committer::publish(service, community, act).await
}

/// A row with its words read.
struct Request {
    row: EnrolmentRequest,
    method: EnrolmentMethod,
    owner: OwnerId,
}

impl Request {
    fn of(row: EnrolmentRequest) -> Result<Self, ActionError> {
        let damaged = || ActionError::Damaged(format!("enrolment request {}", row.request_id));
        let method = row.method.parse().map_err(|_| damaged())?;
        let owner = row.owner_id.parse().map_err(|_| damaged())?;
        Ok(Self { row, method, owner })
    }

    /// A request that waits. Somebody who may not know of it is told the same as if there were none.
    async fn open(turn: &Turn, request: Uuid, who: &Standing) -> Result<Self, ActionError> {
        let missing = ActionError::NotFound(Thing::EnrolmentRequest);
        let Some(row) = requests::find(turn.transaction(), turn.community_id(), request).await? else {
            return Err(missing);
        };
        let waits = row.enrolled_at.is_none() && row.refused_at.is_none() && turn.at() < row.expires_at;
        let request = Self::of(row)?;
        if waits && request.may_be_seen_by(who) { Ok(request) } else { Err(missing) }
    }

    fn may_be_seen_by(&self, who: &Standing) -> bool {
        let confirms = match self.method.confirmation() {
            Confirmation::TwoOfficers => {
                who.roles.iter().any(|role| *role == Role::Secretary || role.seconds())
            }
            Confirmation::OwnDevice | Confirmation::Nobody => false,
        };
        confirms || who.owners.contains(&self.owner)
    }

    fn waiting(&self, confirmed: &[Confirmed]) -> Result<Waiting, ActionError> {
        let key: KeyId = self.row.thumbprint.parse().map_err(ActionError::damaged)?;
        Ok(Waiting {
            request: self.row.request_id,
            activation: self.row.activation_id,
            method: self.method,
            owner: self.owner.to_string(),
            fingerprint: key.fingerprint(),
            key: self.row.thumbprint.clone(),
            confirmed_by: Role::listed(roles_of(confirmed)?),
            requested_at: self.row.requested_at,
            expires_at: self.row.expires_at,
        })
    }

    async fn confirm(&self, turn: &mut Turn, who: &Standing, statement: &str) -> Result<bool, ActionError> {
        let (role, key) = self.read(turn, who, statement).await?;
        let place = (turn.community_id(), self.row.request_id);
        let mut confirmed = requests::confirmations(turn.transaction(), place.0, place.1).await?;
        let row = Confirmed {
            community_id: place.0,
            request_id: place.1,
            account_id: who.account,
            role: role.to_string(),
            thumbprint: key.to_string(),
            statement: statement.as_bytes().to_vec(),
            confirmed_at: turn.at(),
        };
        // Two parties are two people in two roles with two keys, neither of whom asked for it.
        let shares = |other: &Confirmed| {
            other.account_id == row.account_id || other.role == row.role || other.thumbprint == row.thumbprint
        };
        let seconds = |role: &Role| role.seconds();
        let second_twice = seconds(&role) && roles_of(&confirmed)?.iter().any(seconds);
        let own = self.method.confirmation() == Confirmation::TwoOfficers
            && self.row.account_id == Some(who.account);
        if own || second_twice || confirmed.iter().any(shares) {
            return Err(ActionError::NeedsAnotherParty);
        }
        requests::confirm(turn.transaction(), row.clone()).await?;
        confirmed.push(row);
        let complete = self.method.confirmation().is_given_by(&roles_of(&confirmed)?);
        if complete {
            self.complete(turn, &confirmed).await?;
        }
        Ok(complete)
    }

    /// Reads a confirmation of this very request by a key of the caller that may give it.
    async fn read(&self, turn: &Turn, who: &Standing, statement: &str) -> Result<(Role, KeyId), ActionError> {
        let jws = Unverified::parse(statement, StatementType::EnrolmentConfirmation)
            .map_err(StatementError::from)?;
        let confirmation = EnrolmentConfirmation::read(jws.payload())?;
        let key = self.signer(turn, who, (confirmation.role, jws.key_id())).await?;
        jws.verify(&key).map_err(StatementError::from)?;
        self.check_subject(turn, &confirmation)?;
        Ok((confirmation.role, key.id()))
    }

    /// The caller's own key of this id, if it may confirm in this role now.
    async fn signer(
        &self,
        turn: &Turn,
        who: &Standing,
        (role, key): (Role, &KeyId),
    ) -> Result<PublicKey, ActionError> {
        match self.method.confirmation() {
            Confirmation::TwoOfficers => {
                let confirms = role == Role::Secretary || role.seconds();
                if !(confirms && who.is_any_of(&[role])) {
                    return Err(ActionError::Forbidden);
                }
                Ok(officer_key(turn, who.account, key, &[role]).await?.0)
            }
            Confirmation::OwnDevice => self.earlier_device(turn, who, (role, key)).await,
            Confirmation::Nobody => Err(ActionError::Forbidden),
        }
    }

    async fn earlier_device(
        &self,
        turn: &Turn,
        who: &Standing,
        (role, key): (Role, &KeyId),
    ) -> Result<PublicKey, ActionError> {
        let names = [key.to_string()];
        let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
        let own = |row: &enrolments::Enrolment| row.account_id == who.account && row.revoked_at.is_none();
        let signer = rows.into_iter().find(own).ok_or(StatementError::Jws(JwsError::WrongKey))?;
        if role != Role::Owner || signer.owner_id.as_deref() != Some(self.owner.as_str()) {
            return Err(ActionError::Forbidden);
        }
        PublicKey::from_bytes(&signer.public_key).map_err(ActionError::damaged)
    }

    /// Whoever confirmed days ago must be in office still, under a key that is good: the entry is written now.
    async fn check_earlier(&self, turn: &Turn, confirmed: &[Confirmed]) -> Result<(), ActionError> {
        if self.method.confirmation() != Confirmation::TwoOfficers {
            return Ok(());
        }
        for (own, role) in confirmed.iter().zip(roles_of(confirmed)?) {
            let key = own.thumbprint.parse().map_err(ActionError::damaged)?;
            let standing = officer_key(turn, own.account_id, &key, &[role]).await;
            standing.map_err(|_| ActionError::NeedsAnotherParty)?;
        }
        Ok(())
    }

    fn check_subject(&self, turn: &Turn, confirmation: &EnrolmentConfirmation) -> Result<(), ActionError> {
        let same = [
            ("origin", confirmation.origin == turn.community().origin),
            ("community", confirmation.community == turn.community_id()),
            ("activation", confirmation.activation == self.row.activation_id),
            ("method", confirmation.method == self.method),
            ("owner", confirmation.owner == self.owner),
            ("key", confirmation.key.as_str() == self.row.thumbprint),
        ];
        match same.iter().find(|(_, same)| !same) {
            Some((field, _)) => Err(ActionError::OtherSubject(field)),
            None => Ok(()),
        }
    }

    async fn complete(&self, turn: &mut Turn, confirmed: &[Confirmed]) -> Result<(), ActionError> {
        let (community, at) = (turn.community_id(), turn.at());
        enrolling::check_registered(turn, &self.owner).await?;
        self.check_earlier(turn, confirmed).await?;
        if !requests::complete(turn.transaction(), community, self.row.request_id, at).await? {
            return Err(ActionError::NotFound(Thing::EnrolmentRequest));
        }
        if self.method == EnrolmentMethod::Recovery {
            enrolling::end_keys(turn, &self.owner).await?;
        }
        let account = match self.row.account_id {
            Some(account) => account,
            None => new_account(turn.service(), turn.transaction(), at).await?,
        };
        let mut confirmations = Vec::with_capacity(confirmed.len());
        for own in confirmed {
            confirmations.push(keep(turn, DocumentKind::EnrolmentConfirmation, own.statement.clone()).await?);
        }
        let statement = std::str::from_utf8(&self.row.statement).map_err(ActionError::damaged)?;
        let enrolment = Enrolment::self_signed(statement).map_err(ActionError::damaged)?;
        let label = self.row.label.as_deref().map(KeyLabel::new).transpose().map_err(ActionError::damaged)?;
        let candidate = Candidate {
            account,
            enrolment: &enrolment,
            statement: &self.row.statement,
            roles: roles_of(confirmed)?,
            confirmations,
            label: label.as_ref(),
        };
        enrolling::enrol(turn, candidate).await?;
        officers::check_compatible(turn.transaction(), (community, account), Role::Owner, at).await?;
        candidates::check_watching(turn, account).await
    }
}

fn roles_of(confirmed: &[Confirmed]) -> Result<Vec<Role>, ActionError> {
    let damaged = |_| ActionError::Damaged("the role of a confirmation".to_owned());
    confirmed.iter().map(|own| own.role.parse().map_err(damaged)).collect()
}
