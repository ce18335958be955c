//! Which ballots of electors that several owners hold count, by who acted for them.

use sea_orm::ConnectionTrait;

use super::convened::Convened;
use super::error::ActionError;
use super::papers::read_annex;
use super::represented;
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
        match state {
            Some(RepresentationState::Provisional) => form.provisional += 1,
            Some(RepresentationState::Confirmed) => form.confirmed += 1,
            Some(
                RepresentationState::Nobody
                | RepresentationState::Settled
                | RepresentationState::Disputed
                | RepresentationState::SetAside,
            )
            | None => {}
        }
        Admission::Admitted
    }
}
