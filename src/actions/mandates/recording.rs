//! What was said of mandates, written down if it is possible now, and told to those whom it touches.

use tracing::error;

use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::mandated::{Mandated, place};
use crate::actions::messages::{self, Contacts, Template};
use crate::actions::papers::keep;
use crate::actions::represented;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::mandates::{Holder, Moment, check_principal};
use crate::domain::register::OwnerId;
use crate::domain::representation::Representation;
use crate::domain::roll::ElectorId;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::delegates::AppointmentForm;
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::mandates::{MandateError, Said, pairs, proxy};
use crate::store::StoreError;
use crate::store::mandates::{self, Act};

/// Whether what was said is possible now; the mandates as they would stand then.
pub(super) async fn check(
    turn: &Turn,
    convened: &Convened,
    said: &Said,
    statement: Digest,
) -> Result<Mandated, ActionError> {
    let mut mandated = Mandated::load(turn.transaction(), convened).await?;
    let schedule = convened.schedule;
    let moment = Moment { at: turn.at(), opens_at: schedule.opens_at(), closes_at: schedule.closes_at() };
    let index = turn.next_index();
    match said {
        Said::Given { elector, principal, holder, instructions, .. } => {
            let seat = mandated.seat(*elector);
            let of = (*elector, principal.clone(), holder.clone());
            let mandate = proxy(of, instructions, (statement, index));
            mandated.book.give(mandate, seat.as_ref(), &moment).map_err(MandateError::Refused)?;
            check_principal(acting(turn, convened, *elector).await?.as_ref(), principal)
                .map_err(MandateError::Refused)?;
        }
        Said::Revoked { mandate, by, .. } => {
            let by = (by.as_ref(), index);
            let revoked = mandated.book.revoke(&mandate.fingerprint(), by, &moment);
            revoked.map_err(MandateError::Refused)?;
        }
        Said::Excluded { holder, .. } => {
            mandated.book.exclude(holder, index).map_err(MandateError::Refused)?;
        }
        Said::Appointed { appointment, .. } => {
            mandated.book.appoint(appointment.clone(), &moment).map_err(MandateError::Refused)?;
        }
        Said::Opined { mandate, by, choices, .. } => {
            let mandate = mandate.fingerprint();
            let elector = mandated.book.get(&mandate).map(|own| own.elector);
            let seat = elector.and_then(|elector| mandated.seat(elector));
            let choices = pairs(choices);
            let taken = mandated.book.opine(&mandate, (by, &choices, index), seat.as_ref(), &moment);
            taken.map_err(MandateError::Refused)?;
        }
    }
    Ok(mandated)
}

/// Who acts for an elector of several owners.
async fn acting(
    turn: &Turn,
    convened: &Convened,
    elector: ElectorId,
) -> Result<Option<Representation>, ActionError> {
    let group = represented::group(turn.transaction(), convened, elector).await?;
    let Some(fresh) = group.as_ref().and_then(Representation::of) else { return Ok(None) };
    let own = represented::of_elector(turn.transaction(), place(convened), (elector, fresh)).await?;
    Ok(Some(own))
}

/// Writes down what was said, if it is possible now, and tells those whom it touches; its entry.
pub(super) async fn record(
    turn: &mut Turn,
    convened: &Convened,
    (said, signed): (&Said, &[u8]),
    confirmation: Option<Digest>,
) -> Result<u64, ActionError> {
    let statement = Digest::of(signed);
    let mandated = check(turn, convened, said, statement).await?;
    keep(turn, DocumentKind::Mandate, signed.to_vec()).await?;
    let entry_index = turn.publish(said.fact(convened.id().uuid(), statement, confirmation))?;
    let (community_id, meeting_id) = place(convened);
    let mut act = Act {
        community_id,
        meeting_id,
        entry_index,
        kind: String::new(),
        mandate: None,
        elector: None,
        principal: None,
        holder: None,
        instructions: None,
        appointment: None,
        paper: said.paper(),
        statement_digest: statement,
        confirmation_digest: confirmation,
        at: turn.at(),
    };
    match said {
        Said::Given { elector, principal, holder, instructions, .. } => {
            "given".clone_into(&mut act.kind);
            act.mandate = Some(statement);
            act.elector = Some(elector.to_string());
            act.principal = Some(principal.to_string());
            act.holder = Some(holder.to_string());
            act.instructions = Some(canonical(instructions).map_err(ActionError::damaged)?);
        }
        Said::Revoked { mandate, by, .. } => {
            "revoked".clone_into(&mut act.kind);
            act.mandate = Some(*mandate);
            act.principal = by.as_ref().map(ToString::to_string);
        }
        Said::Excluded { holder, .. } => {
            "excluded".clone_into(&mut act.kind);
            act.holder = Some(holder.to_string());
        }
        Said::Appointed { appointment, .. } => {
            "appointed".clone_into(&mut act.kind);
            act.holder = Some(Holder::Delegate(appointment.delegate.clone()).to_string());
            let form = AppointmentForm::from(appointment);
            act.appointment = Some(canonical(&form).map_err(ActionError::damaged)?);
        }
        Said::Opined { mandate, by, choices, evidence } => {
            "opinion".clone_into(&mut act.kind);
            act.mandate = Some(*mandate);
            act.holder = Some(Holder::Delegate(by.clone()).to_string());
            act.instructions = Some(canonical(choices).map_err(ActionError::damaged)?);
            act.paper = Some(*evidence);
        }
    }
    mandates::insert(turn.transaction(), act).await?;
    tell(turn, &mandated, entry_index).await?;
    Ok(entry_index)
}

/// Tells principals and holders of mandates that began or ended, or got an opinion, with an entry.
async fn tell(turn: &Turn, mandated: &Mandated, index: u64) -> Result<(), ActionError> {
    for mandate in mandated.book.mandates() {
        let Some(unit) = mandated.units(mandate.elector).first().and_then(|unit| unit.parse().ok()) else {
            continue;
        };
        let template = if mandate.given == index {
            Template::MandateGiven { unit, at: turn.at() }
        } else if mandate.revoked == Some(index) {
            Template::MandateEnded { unit, at: turn.at() }
        } else if mandate.opinions.last().is_some_and(|(recorded, _)| *recorded == index) {
            Template::OpinionRecorded { unit, at: turn.at() }
        } else {
            continue;
        };
        tell_owner(turn, &mandate.principal, &template).await?;
        if let Some(holder) = mandate.holder.owner() {
            tell_owner(turn, holder, &template).await?;
        }
    }
    Ok(())
}

/// What is damaged of a person's row holds nothing up.
async fn tell_owner(turn: &Turn, owner: &OwnerId, template: &Template) -> Result<(), ActionError> {
    let community = CommunityId::new(turn.community_id());
    let (service, transaction) = (turn.service(), turn.transaction());
    match messages::send(service, transaction, community, owner, Contacts::Every, template).await {
        Ok(_) => Ok(()),
        Err(cause @ (ActionError::Damaged(_) | ActionError::Store(StoreError::Corrupt(_)))) => {
            error!(%cause, "an owner could not be told of a mandate");
            Ok(())
        }
        Err(cause) => Err(cause),
    }
}
