//! Which ballots of electors that several owners hold count, by who acted for them.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::convened::Convened;
use super::error::ActionError;
use super::papers::read_annex;
use super::represented;
use crate::domain::meetings::MeetingId;
use crate::domain::representation::{Admission, Representation, RepresentationState};
use crate::domain::roll::{ElectorId, Roll, RollAnnex};
use crate::evidence::certificate::CoOwnedForm;

/// Who acted for electors of several owners.
pub struct Shared {
    annex: RollAnnex,
    /// Those of which something was said; for the others the first to act did.
    standing: represented::Standing,
}

/// Reads who acted for co-owners; a quarrel that nobody decided holds up the count.
pub async fn shared(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    roll: &Roll,
) -> Result<Shared, ActionError> {
    let (community, meeting) = (convened.row.community_id, convened.id().uuid());
    let standing = represented::of_meeting(connection, community, meeting).await?;
    let disputed = standing.iter().filter(|(_, own)| own.state() == RepresentationState::Disputed);
    let disputed: Vec<String> = disputed.map(|(elector, _)| named(roll, *elector)).collect();
    if !disputed.is_empty() {
        return Err(ActionError::RepresentationDisputed(disputed));
    }
    let annex = read_annex(connection, community, convened.annex_digest()?).await?;
    Ok(Shared { annex: annex.annex().map_err(ActionError::damaged)?, standing })
}

/// An elector with its units.
fn named(roll: &Roll, elector: ElectorId) -> String {
    let own = roll.position(elector).and_then(|place| roll.electors().get(place));
    let units: Vec<String> =
        own.map_or_else(Vec::new, |own| own.units.iter().map(|unit| unit.label.to_string()).collect());
    format!("elector {elector}, of {}: decide it or have it settled", units.join(", "))
}

impl Shared {
    /// Who acts for an elector after its last ballot; none where it has one owner, or is the developer.
    pub async fn of(
        &self,
        connection: &impl ConnectionTrait,
        (community, meeting): (Uuid, MeetingId),
        elector: ElectorId,
    ) -> Result<Option<Representation>, ActionError> {
        if let Some(own) = self.standing.get(&elector) {
            return Ok(Some(own.clone()));
        }
        // Of an elector that passed to others something was said.
        let Some(fresh) = self.annex.get(&elector).and_then(Representation::of) else { return Ok(None) };
        let place = (community, meeting.uuid());
        Ok(Some(represented::of_elector(connection, place, (elector, fresh)).await?))
    }

    /// Whether the latest ballot of an elector counts; it is added to those of co-owners.
    pub fn admit(&self, elector: ElectorId, form: &mut CoOwnedForm) -> Admission {
        let state = match self.standing.get(&elector) {
            Some(own) if !own.counts() => {
                form.set_aside += 1;
                return Admission::SetAside;
            }
            Some(own) => Some(own.state()),
            None => self
                .annex
                .get(&elector)
                .and_then(Representation::of)
                .map(|_| RepresentationState::Provisional),
        };
        if let Some(state) = state {
            form.add(state);
        }
        Admission::Admitted
    }
}
