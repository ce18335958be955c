//! Help with a vote at a desk or a door, recorded before the ballot.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Kind, Two, owners_in};
use crate::actions::Service;
use crate::actions::candidates;
use crate::actions::committer::publish;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::officers::pseudonym;
use crate::actions::receipts;
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::assistance::{AssistanceError, Helper, check_helpers};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::evidence::acting::AssistanceStatement;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::jws::Unverified;
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::Statement as _;
use crate::evidence::text;
use crate::store::acting::{self, ActingStatement};
use crate::store::identity::enrolments;
use crate::store::roll;

/// Help with one vote, for those who watch over it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AssistanceView {
    /// The SHA-256 of the signed statement, which the confirmation names.
    #[schema(value_type = String)]
    pub assistance: Digest,
    /// The elector that is voted for, as the roll names it.
    pub elector: String,
    /// Its first unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// `desk` or `door`.
    #[schema(example = "desk")]
    pub place: String,
    /// As what it was signed.
    #[schema(example = "secretary")]
    pub by: String,
    /// By whom: the same as in the list of officers.
    pub officer: String,
    /// As what it was confirmed; `owner` for a witness, null while nobody did.
    #[schema(required, example = "scrutineer")]
    pub confirmed_by: Option<String>,
    /// By whom.
    #[schema(required)]
    pub witness: Option<String>,
    /// When it was recorded; null while it waits.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub recorded_at: Option<Instant>,
    /// Whether a ballot was cast with it.
    pub voted: bool,
}

/// Takes the signed word of the secretary or the convener that an owner is with them to vote.
pub async fn propose(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    who: &Standing,
    signed: String,
) -> Result<Digest, ActionError> {
    publish(service, community, async |turn| {
        super::propose::<AssistanceStatement>(turn, meeting, who, &signed).await
    })
    .await
}

/// Takes the second person's signed confirmation and answers with the receipt of the entry.
pub async fn confirm(
    service: &Service,
    community: CommunityId,
    (meeting, assistance): (MeetingId, Digest),
    who: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let index = publish(service, community, async |turn| {
        super::confirm::<AssistanceStatement>(turn, (meeting, assistance), who, &signed).await
    })
    .await?;
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// Every help of a meeting, confirmed or not, the oldest first.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<AssistanceView>, ActionError> {
    let (connection, place) = (service.store().read(), (community.uuid(), meeting.uuid()));
    Convened::load(connection, place.0, meeting).await?;
    let used = super::used(connection, place).await?;
    let rows = acting::list(connection, place, AssistanceStatement::KIND).await?;
    let names: Vec<String> = rows.iter().map(|row| row.elector.clone()).collect();
    let electors = roll::find_many(connection, place.0, place.1, &names).await?;
    let unit = |row: &ActingStatement| {
        let own = electors.iter().find(|elector| elector.elector == row.elector);
        own.map_or_else(String::new, |elector| elector.unit.clone())
    };
    let view = |row: ActingStatement| {
        let text = std::str::from_utf8(&row.statement).map_err(ActionError::damaged)?;
        let jws = Unverified::parse(text, AssistanceStatement::TYPE).map_err(ActionError::damaged)?;
        let own = AssistanceStatement::read(jws.payload()).map_err(ActionError::damaged)?;
        Ok(AssistanceView {
            assistance: row.statement_digest,
            unit: unit(&row),
            elector: row.elector,
            place: own.place.to_string(),
            by: row.role,
            officer: pseudonym(community, row.account_id),
            confirmed_by: row.confirmed_role,
            witness: row.confirmed_by.map(|account| pseudonym(community, account)),
            recorded_at: row.at,
            voted: row.entry_index.is_some_and(|index| used.contains_key(&index)),
        })
    };
    rows.into_iter().map(view).collect()
}

impl Kind for AssistanceStatement {
    const KIND: &'static str = "assistance";
    const DOCUMENT: DocumentKind = DocumentKind::Assistance;
    const ACTION: MeetingAction = MeetingAction::RecordAssistance;

    fn same_person() -> ActionError {
        AssistanceError::SamePerson.into()
    }

    fn columns(&self) -> (String, Option<String>) {
        (self.elector.to_string(), Some(self.key.to_string()))
    }

    async fn decide(&self, turn: &Turn, convened: &Convened, two: &Two) -> Result<(), ActionError> {
        let (community, meeting) = (turn.community_id(), convened.id().uuid());
        let names = [self.key.to_string()];
        let keys = enrolments::find_by_thumbprints(turn.transaction(), community, &names).await?;
        let key = keys.into_iter().find(|key| key.revoked_at.is_none());
        let key = key.ok_or(AssistanceError::NotTheOwnersKey)?;
        let second = two.confirmed.as_ref().map(|(_, account, _)| *account);
        if key.account_id == two.account || Some(key.account_id) == second {
            return Err(AssistanceError::HelpersKey.into());
        }
        if key.owner_id.as_deref() != Some(self.owner.as_str()) {
            return Err(AssistanceError::NotTheOwnersKey.into());
        }
        let rows =
            roll::find_many(turn.transaction(), community, meeting, &[self.elector.to_string()]).await?;
        let row = rows.into_iter().next().ok_or(ActionError::NotFound(Thing::Elector))?;
        let acting = owners_in(&row.owners)?;
        if !acting.contains(&self.owner) {
            return Err(AssistanceError::OwnerDoesNotAct.into());
        }
        let helper = Helper { role: two.by, owners: &two.owners };
        // Until there is a second person, the first one stands for an officer like any other.
        let none = (Role::Scrutineer, Vec::new());
        let (role, owners) =
            two.confirmed.as_ref().map_or((none.0, &none.1), |(role, _, owners)| (*role, owners));
        check_helpers((helper, Helper { role, owners }), &acting)?;
        let known: BTreeSet<String> = two.owners.iter().chain(owners).map(ToString::to_string).collect();
        if candidates::stand_in(convened, &known)? { Err(AssistanceError::Candidate.into()) } else { Ok(()) }
    }

    async fn prepare(&self, _: &mut Turn) -> Result<Option<(Vec<u8>, Vec<u8>)>, ActionError> {
        Ok(None)
    }

    async fn complete(&self, _: &Turn) -> Result<(), ActionError> {
        Ok(())
    }
}
