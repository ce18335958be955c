//! Reading a returned paper: by whom, and what can be read on it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::kept::{self, person, place};
use super::matters_of;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::mandated;
use crate::actions::meetings::MeetingDraft;
use crate::actions::papers::read_roll;
use crate::actions::represented;
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::meetings::Matter;
use crate::domain::paper::{Entered, PaperSignature, Reading, Serial};
use crate::domain::register::OwnerId;
use crate::evidence::digest::Digest;
use crate::evidence::text::Text;
use crate::store::{acting, paper, roll};

/// Takes somebody's reading of a paper; which it is: 1, 2 or 3.
pub(super) async fn enter(
    turn: &Turn,
    convened: &Convened,
    (serial, reading): (Serial, &Reading),
    standing: &Standing,
) -> Result<u8, ActionError> {
    let of = place(convened);
    let (row, mut papers) = kept::one(turn.transaction(), of, serial).await?;
    let returned = papers.get(serial).and_then(|own| own.returned).map(|own| own.index);
    let owners = owners_of(turn, of, (&row.elector, returned.unwrap_or(u64::MAX))).await?;
    if standing.owners.iter().any(|owner| owners.contains(owner)) {
        return Err(ActionError::PaperReader("this paper is the reader's own: somebody else reads it"));
    }
    if stands(convened, standing)? {
        return Err(ActionError::PaperReader("whoever stands on the ballot reads no papers"));
    }
    check_other_owners(turn, (of, serial), standing).await?;
    let document = read_roll(turn.transaction(), of.0, convened.roll_digest()).await?;
    let document = document.roll().map_err(ActionError::damaged)?;
    let elector = row.elector.parse().map_err(ActionError::damaged)?;
    let matters = matters_of(&convened.matters, &document, elector);
    reading
        .check(&owners, &matters, convened.switches.candidate_ballot)
        .map_err(crate::domain::paper::PaperError::from)?;
    check_mandate(turn, (convened, &row), (reading, &matters)).await?;
    let which = papers.enter(serial, Entered { by: person(standing.account), reading: reading.clone() })?;
    u8::try_from(which).map_err(ActionError::damaged)
}

/// A holder's mandate was in force for this elector when the paper came back, and allows what it says.
async fn check_mandate(
    turn: &Turn,
    (convened, row): (&Convened, &paper::Paper),
    (reading, matters): (&Reading, &[&Matter]),
) -> Result<(), ActionError> {
    let Some(PaperSignature::Holder(mandate)) = reading.content().map(|own| &own.signature) else {
        return Ok(());
    };
    let mandate = Digest::from(*mandate);
    let known = mandated::known(turn.transaction(), row.community_id, convened.id(), &[mandate]).await?;
    let own = known.get(&mandate).filter(|own| own.elector.to_string() == row.elector);
    let own = own.and_then(|own| own.before(row.returned_index.unwrap_or_default()));
    let Some(own) = own else {
        return Err(ActionError::PaperReader(
            "the mandate was not given for this elector before the paper came back: the paper has none",
        ));
    };
    let form = convened.switches.candidate_ballot;
    let choices = reading.choices(matters, form).map_err(crate::domain::paper::PaperError::from)?;
    own.admits_choices(&choices).map_err(|_| {
        ActionError::PaperReader(
            "the mandate had ended when the paper came back, or tells its holder something else: the paper has none",
        )
    })
}

/// The owners any of whom acted for an elector when a paper came back.
async fn owners_of(
    turn: &Turn,
    (community, meeting): (Uuid, Uuid),
    (elector, returned): (&str, u64),
) -> Result<BTreeSet<OwnerId>, ActionError> {
    let names = [elector.to_owned()];
    let statements = acting::of_electors(turn.transaction(), (community, meeting), &names).await?;
    let passed = represented::passed_of(&statements)?;
    if let Some(later) = passed.iter().find(|own| returned < own.index) {
        return Ok(later.before.clone());
    }
    let rows = roll::find_many(turn.transaction(), community, meeting, &names).await?;
    let row = rows.first().ok_or_else(|| ActionError::damaged("a paper is of no elector"))?;
    let owners: Vec<Text<OwnerId>> = serde_json::from_slice(&row.owners).map_err(ActionError::damaged)?;
    Ok(owners.into_iter().map(|owner| owner.0).collect())
}

/// Whether somebody stands on the ballot, as far as the draft says which owners candidates are.
fn stands(convened: &Convened, standing: &Standing) -> Result<bool, ActionError> {
    let draft: MeetingDraft = serde_json::from_slice(&convened.row.draft).map_err(ActionError::damaged)?;
    Ok(draft.candidate_owners.iter().any(|own| standing.owners.contains(&own.owner)))
}

/// Two accounts that act for the same owner are one person.
async fn check_other_owners(
    turn: &Turn,
    (of, serial): ((Uuid, Uuid), Serial),
    standing: &Standing,
) -> Result<(), ActionError> {
    for act in paper::readings(turn.transaction(), of, serial.number()).await? {
        // That nobody reads it twice is told by the papers themselves.
        let another = act.account_id != standing.account;
        if another && standing.is_one_with(turn.transaction(), (act.account_id, of.0)).await? {
            return Err(ActionError::PaperReader(
                "the earlier reader acts for the same owner: somebody else reads it",
            ));
        }
    }
    Ok(())
}
