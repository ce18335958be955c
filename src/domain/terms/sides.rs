//! Who hands over to whom, from when on, and who signs for which side.

use super::Terms;
use super::clocks::handover_until;
use super::deeds::{Giver, Taker};
use super::ground::Ground;
use super::handovers::{Handover, Signer};
use super::reelection::Reelection;
use super::refusals::TermRefusal;
use super::states::TermState;
use super::tenures::Tenure;
use crate::domain::annals::{Actor, Moment, ProcessId};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::rules::procedure::TermEvent;

impl Terms {
    /// A handover that begins, where there is something to hand over and the two fit.
    pub(super) fn open_handover(
        &self,
        (committee, giver, taker): (ProcessId, Giver, Taker),
        (by, moment): (&Actor, Moment),
        ground: &Ground<'_>,
    ) -> Result<Handover, TermRefusal> {
        self.fits((committee, giver, taker), moment.at, ground)?;
        let mut open = self.handovers();
        let same = open.find(|(_, own)| (own.committee, own.giver, own.taker) == (committee, giver, taker));
        if let Some((process, _)) = same {
            return Err(TermRefusal::HandoverOpen(process.uuid()));
        }
        let handover = Handover::opened(committee, giver, taker, moment.at);
        let either = self.gives(&handover, by, ground).is_ok() || self.takes(&handover, by, ground).is_ok();
        if either || by.role == Role::Supervisor {
            Ok(handover)
        } else {
            Err(TermRefusal::NotOfSide("outgoing or incoming"))
        }
    }

    /// When something is to be handed over from, as far as that is known.
    pub(super) fn handover_from(
        &self,
        tenure: &Tenure,
        giver: Giver,
        ground: &Ground<'_>,
    ) -> Option<Instant> {
        let own = self.of_committee(tenure.committee).map(|(_, own)| own);
        match giver {
            Giver::Committee => {
                let over = own.map_or(tenure.end(), |own| own.over_at(tenure));
                match ground.procedure.handover_from.value {
                    TermEvent::TermEnd => Some(over),
                    TermEvent::GroupFormed => own.and_then(|own| own.formed_at).or(Some(over)),
                }
            }
            Giver::Seat(grant) => tenure.seat(grant).and_then(|seat| seat.ended_at),
            Giver::Office | Giver::Acting => {
                own.and_then(|own| own.succeeded).or(tenure.relieved).map(|(_, at)| at)
            }
        }
    }

    /// The first instant at which a handover is late.
    pub(super) fn handover_until(
        &self,
        committee: ProcessId,
        giver: Giver,
        ground: &Ground<'_>,
    ) -> Result<Instant, TermRefusal> {
        let from = self.handover_from(ground.known(committee)?, giver, ground);
        let from = from.ok_or(TermRefusal::NothingToHandOver("nothing ended yet that it is counted from"))?;
        let procedure = ground.procedure;
        let days = match giver {
            Giver::Committee | Giver::Office | Giver::Acting => procedure.handover_days_max.value,
            Giver::Seat(_) => procedure.member_handover_days_max.value,
        };
        Ok(handover_until(from, days, ground.calendar))
    }

    /// The outgoing side signs for itself; once the authority stepped in, it may sign in its place.
    pub(super) fn gives(
        &self,
        handover: &Handover,
        by: &Actor,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        let ordered = by.role == Role::Supervisor && !handover.orders.is_empty();
        let tenure = ground.known(handover.committee)?;
        let signs = match handover.giver {
            Giver::Committee => tenure.seat_of(by).is_some(),
            Giver::Seat(grant) => tenure.seat(grant).is_some_and(|seat| seat.is_of(by)),
            Giver::Office => by.role == Role::Supervisor,
            Giver::Acting => self.acts(handover.committee, by),
        };
        if !signs && !ordered {
            return Err(TermRefusal::NotOfSide("outgoing"));
        }
        if !ordered && handover.taken_by.contains(&Self::signer(handover, by, ground)) {
            return Err(TermRefusal::SignedForOtherSide);
        }
        Ok(())
    }

    /// The incoming side signs in its office.
    pub(super) fn takes(
        &self,
        handover: &Handover,
        by: &Actor,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        let tenure = ground.known(handover.committee)?;
        let signer = Self::signer(handover, by, ground);
        // Whoever hands over does not sign for having taken it, were they re-elected.
        let gives = match handover.giver {
            Giver::Seat(grant) => tenure.seat(grant).is_some_and(|seat| seat.is_of(by)),
            Giver::Committee | Giver::Office | Giver::Acting => false,
        };
        let signs = match handover.taker {
            Taker::Committee(next) => ground.known(next)?.is_in_office(by),
            Taker::Office => by.role == Role::Supervisor,
            Taker::Acting => self.acts(handover.committee, by),
        };
        if !signs || gives {
            return Err(TermRefusal::NotOfSide("incoming"));
        }
        // The office that ordered it collects what there is.
        let both = by.role != Role::Supervisor && handover.given_by.contains(&signer);
        if both { Err(TermRefusal::SignedForOtherSide) } else { Ok(()) }
    }

    /// Who signs, the same in an old office, in a new one and as an owner.
    pub(super) fn signer(handover: &Handover, by: &Actor, ground: &Ground<'_>) -> Signer {
        let next = match handover.taker {
            Taker::Committee(next) => ground.tenure(next),
            Taker::Office | Taker::Acting => None,
        };
        let tenures = [ground.tenure(handover.committee), next].into_iter().flatten();
        let mut seats = tenures.flat_map(|tenure| &tenure.seats).filter(|seat| seat.is_of(by));
        let owner = by.owner.clone().or_else(|| seats.find_map(|seat| seat.owner.clone()));
        owner.map_or(Signer::Person(by.person), Signer::Owner)
    }

    fn acts(&self, committee: ProcessId, by: &Actor) -> bool {
        self.of_committee(committee).is_some_and(|(_, own)| own.is_acted_by(by))
    }

    /// Whether these two hand over to each other now.
    fn fits(
        &self,
        (committee, giver, taker): (ProcessId, Giver, Taker),
        now: Instant,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        let tenure = ground.known(committee)?;
        let own = self.of_committee(committee).map(|(_, own)| own.as_of(now, Some(tenure)));
        let successor = own.as_ref().and_then(|own| own.succeeded).or(tenure.relieved);
        let successor = successor.map(|(successor, _)| successor);
        let fits = match (giver, taker) {
            (Giver::Committee, Taker::Office) => return begun(own.as_ref(), tenure, now),
            (Giver::Committee, Taker::Acting) => own.is_some_and(|own| own.acting.is_some()),
            (Giver::Committee | Giver::Office | Giver::Acting, Taker::Committee(next)) => {
                successor == Some(next)
            }
            (Giver::Seat(grant), Taker::Committee(next)) => {
                return left(tenure, grant).and_then(|()| {
                    let goes_on = next == committee || successor == Some(next);
                    let reason = "who leaves a seat hands over to the committee, or to the office";
                    if goes_on { Ok(()) } else { Err(TermRefusal::UnfitTaker(reason)) }
                });
            }
            (Giver::Seat(grant), Taker::Office) => return left(tenure, grant),
            (Giver::Seat(grant), Taker::Acting) => {
                return left(tenure, grant).and_then(|()| {
                    let acting = own.is_some_and(|own| own.acting.is_some());
                    if acting {
                        Ok(())
                    } else {
                        Err(TermRefusal::UnfitTaker("nobody acts for this committee"))
                    }
                });
            }
            (Giver::Office, Taker::Acting) => own.is_some_and(|own| own.acting.is_some()),
            (Giver::Acting, Taker::Office) => own.is_some_and(|own| own.acting.is_some()),
            (Giver::Office, Taker::Office) | (Giver::Acting, Taker::Acting) => {
                return Err(TermRefusal::UnfitTaker("they are the same"));
            }
        };
        let reason = "the taker must have taken over from this committee, or act for it";
        if fits { Ok(()) } else { Err(TermRefusal::UnfitTaker(reason)) }
    }
}

/// The office keeps things from the group's formation on, or once the committee's time is over.
fn begun(own: Option<&Reelection>, tenure: &Tenure, now: Instant) -> Result<(), TermRefusal> {
    let formed = own.is_some_and(|own| own.formed_at.is_some() || own.state == TermState::Succeeded);
    if formed || now >= tenure.end() {
        Ok(())
    } else {
        Err(TermRefusal::NothingToHandOver("the term runs and no re-election group was formed"))
    }
}

fn left(tenure: &Tenure, grant: uuid::Uuid) -> Result<(), TermRefusal> {
    match tenure.seat(grant) {
        Some(seat) if seat.ended_at.is_some() => Ok(()),
        Some(_) => Err(TermRefusal::NothingToHandOver("nobody left this seat")),
        None => Err(TermRefusal::NothingToHandOver("the committee has no seat under this grant")),
    }
}
