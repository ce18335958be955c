//! The audit trail: what officers and operators did and were refused, for those who watch over them.
//!
//! The row of an act is written by the transaction that carries it out (see [`crate::store::trail`]); here
//! it is said who acts. Nothing in a row tells who somebody is.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::error::ActionError;
use super::officers::pseudonym;
use super::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::text;
use crate::store::trail::{self, Act, Filter, Row};
use crate::store::{ConnectionTrait, Store, communities};

pub use crate::store::trail::watched;

/// Refusals that are written down of one account in one trail within an hour.
pub const REFUSALS_MAX: u64 = 20;

/// The time in which refusals are counted, in seconds.
const REFUSALS_SECONDS: i64 = 60 * 60;

/// What somebody asks for, in which roles.
#[derive(Clone, Debug)]
pub struct Deed(Act);

/// Which trail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Of {
    /// What touched this community.
    Community,
    /// What touched no community: the machine that all their data is on.
    Deployment,
}

/// One row of the trail.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrailView {
    /// Counts the rows of this trail without a gap, from 1.
    #[schema(example = 17)]
    pub sequence: u64,
    /// When it was asked for.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// By whom: the pseudonym of the list of officers; null for a command on the machine.
    #[schema(example = "8f14e45fceea167a5a36dedd4bea2543")]
    pub officer: Option<String>,
    /// As what.
    #[schema(example = json!(["secretary"]))]
    pub roles: Vec<String>,
    /// The operation of this API, or `command:` and the command.
    #[schema(example = "hand_out_codes")]
    pub operation: String,
    /// What it was about: identifiers from the address, by name.
    #[schema(value_type = Object)]
    pub subject: serde_json::Value,
    /// `done` or `refused`.
    #[schema(example = "done")]
    pub outcome: String,
}

impl Deed {
    /// What somebody asks for. Owners are nobody's officers: without one of these roles it is no officer's deed.
    pub fn of(
        service: &Service,
        standing: &Standing,
        community: Option<CommunityId>,
        (operation, subject): (String, String),
    ) -> Self {
        Self(Act {
            trail_id: community.map_or_else(Uuid::nil, CommunityId::uuid),
            at: service.surroundings().now(),
            account_id: Some(standing.account),
            roles: words(&standing.roles.iter().copied().collect::<Vec<_>>()),
            operation,
            subject,
        })
    }

    /// Says that it is done from here on, in those roles that allow it; an owner's deed leaves no row.
    pub fn begin(&self, allowed: &[Role]) {
        let held = self.0.roles.split(',').filter_map(|role| role.parse().ok());
        let held: Vec<Role> = held.filter(|role| *role != Role::Owner && allowed.contains(role)).collect();
        if !held.is_empty() {
            trail::act(Some(Act { roles: words(&held), ..self.0.clone() }));
        }
    }
}

/// Says that a command on the machine is carried out from here on.
pub fn command(service: &Service, name: &str) {
    trail::act(Some(Act {
        trail_id: Uuid::nil(),
        at: service.surroundings().now(),
        account_id: None,
        roles: Role::Operator.to_string(),
        operation: format!("command:{name}"),
        subject: "{}".to_owned(),
    }));
}

/// Writes down that somebody was refused something, unless they were so often of late.
pub async fn refused(service: &Service, deed: &Deed) -> Result<(), ActionError> {
    trail::aside(async {
        let mut act = deed.0.clone();
        let Some(account) = act.account_id else { return Ok(()) };
        let transaction = service.store().begin().await?;
        if communities::find(&transaction, act.trail_id).await?.is_none() {
            act.trail_id = Uuid::nil();
        }
        let since = act.at.plus_seconds(-REFUSALS_SECONDS);
        if trail::count_refused(&transaction, (act.trail_id, account), since).await? >= REFUSALS_MAX {
            return Ok(());
        }
        trail::insert(&transaction, act, "refused").await?;
        Ok(Store::commit(transaction).await?)
    })
    .await
}

/// Refuses a deed whose roles have all ended since it was asked for.
pub(super) async fn still_allowed(
    connection: &impl ConnectionTrait,
    now: Instant,
) -> Result<(), ActionError> {
    use crate::store::identity::{accounts, grants};

    let Some(Act { trail_id, account_id: Some(account), roles, .. }) = trail::acting() else { return Ok(()) };
    if roles.split(',').any(|role| role == Role::Operator.as_str()) {
        let still = accounts::is_operator(connection, account).await?;
        return if still { Ok(()) } else { Err(ActionError::Forbidden) };
    }
    let held = grants::active(connection, account, trail_id, now).await?;
    let still = held.iter().any(|grant| roles.split(',').any(|role| role == grant.role));
    if still { Ok(()) } else { Err(ActionError::Forbidden) }
}

/// A page of a trail, the latest first; `before` is a sequence number.
pub async fn list(
    service: &Service,
    community: CommunityId,
    of: Of,
    (role, operation): (Option<Role>, Option<String>),
    (before, limit): (Option<u64>, u64),
) -> Result<Vec<TrailView>, ActionError> {
    let trail_id = match of {
        Of::Community => community.uuid(),
        Of::Deployment => Uuid::nil(),
    };
    let filter = Filter { role: role.map(|role| role.to_string()), operation };
    let rows = trail::page(service.store().read(), trail_id, &filter, (before, limit)).await?;
    rows.into_iter().map(|row| view(row, community)).collect()
}

fn view(row: Row, community: CommunityId) -> Result<TrailView, ActionError> {
    Ok(TrailView {
        sequence: row.sequence,
        at: row.at,
        officer: row.account_id.map(|account| pseudonym(community, account)),
        roles: row.roles.split(',').filter(|role| !role.is_empty()).map(str::to_owned).collect(),
        operation: row.operation,
        subject: serde_json::from_str(&row.subject).map_err(ActionError::damaged)?,
        outcome: row.outcome,
    })
}

fn words(roles: &[Role]) -> String {
    let mut words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    words.sort_unstable();
    words.join(",")
}
