//! Who speaks with a ballot, an owner or a holder, and whether it follows the ballots of that voice.

use super::voices::Voice;
use super::{Cast, Entitlement, Fingerprint, KeyStanding, Refusal};
use crate::domain::mandates::MandateRefusal;
use crate::domain::register::OwnerId;
use crate::domain::representation::{Admission, Representation};
use crate::domain::rules::switches::Revote;

/// A ballot that was accepted from an elector, by whatever voice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Earlier {
    /// The hash of its bytes.
    pub fingerprint: Fingerprint,
    /// By which voice.
    pub voice: Voice,
    /// Its entry.
    pub index: u64,
}

/// The owner whose act the ballot is: whoever signed it, or gave the mandate that it was cast under.
pub(super) fn principal<'a>(entitlement: Entitlement<'a>, cast: &Cast<'a>) -> Result<&'a OwnerId, Refusal> {
    let signer = match cast.key {
        KeyStanding::NotEnrolled => return Err(Refusal::KeyNotEnrolled),
        KeyStanding::Revoked => return Err(Refusal::KeyRevoked),
        KeyStanding::Of { owner, .. } => owner,
    };
    let principal = match cast.ballot.voice {
        Voice::Own => signer,
        Voice::Holder(_) => held(entitlement, cast, signer)?,
    };
    if entitlement.owners.contains(principal) { Ok(principal) } else { Err(Refusal::NotEntitled) }
}

/// Whoever gave a mandate that lets this holder say this.
fn held<'a>(entitlement: Entitlement<'a>, cast: &Cast<'_>, holder: &OwnerId) -> Result<&'a OwnerId, Refusal> {
    let mandate = entitlement.mandate.ok_or(Refusal::MandateUnknown)?;
    if mandate.elector != cast.ballot.elector {
        return Err(Refusal::MandateOfOtherElector);
    }
    mandate.admits(holder, &cast.ballot.choices).map_err(refused)?;
    Ok(&mandate.principal)
}

/// A mandate's refusal as one of the ballot under it.
fn refused(refusal: MandateRefusal) -> Refusal {
    match refusal {
        MandateRefusal::Ended => Refusal::MandateEnded,
        MandateRefusal::OtherElector => Refusal::MandateOfOtherElector,
        MandateRefusal::OtherHolder => Refusal::NotTheHolder,
        MandateRefusal::OtherThanTold(matter) => Refusal::BoundByInstructions(matter),
        MandateRefusal::NoOpinion => Refusal::NoOpinionRecorded,
        // What only the giving of a mandate is refused for; a mandate so refused is none.
        MandateRefusal::Unknown
        | MandateRefusal::UnknownElector
        | MandateRefusal::NotPrincipal
        | MandateRefusal::NotRepresentative
        | MandateRefusal::HolderIsOwnerOfIt
        | MandateRefusal::HolderNotOwner
        | MandateRefusal::OwnersOnly
        | MandateRefusal::OutsideOnPaper
        | MandateRefusal::HolderExcluded
        | MandateRefusal::ExcludedAlready
        | MandateRefusal::InForce
        | MandateRefusal::OverCaps { .. }
        | MandateRefusal::Uninstructed(_)
        | MandateRefusal::InstructedTwice(_)
        | MandateRefusal::ForeignMatter(_)
        | MandateRefusal::Instruction(_)
        | MandateRefusal::NoDelegateRule
        | MandateRefusal::TermBackwards
        | MandateRefusal::AppointedAlready
        | MandateRefusal::NotDelegate
        | MandateRefusal::OutsideTerm { .. }
        | MandateRefusal::OtherPlace
        | MandateRefusal::DelegateInstructed
        | MandateRefusal::NotADelegates
        | MandateRefusal::OpinionMissing(_)
        | MandateRefusal::TooLate { .. }
        | MandateRefusal::NotGiver => Refusal::MandateUnknown,
    }
}

/// Between co-owners only one acts, themselves or through a holder.
pub(super) fn represented(representation: Option<&Representation>, owner: &OwnerId) -> Result<(), Refusal> {
    match representation.map_or(Admission::Admitted, |own| own.admits(owner)) {
        Admission::Admitted => Ok(()),
        Admission::AnotherActs => Err(Refusal::NotRepresentative),
        Admission::SetAside => Err(Refusal::RepresentationSetAside),
        Admission::VotedBefore => Err(Refusal::VotedBeforeTransfer),
    }
}

/// A holder's ballot could never count beside one of the own voice.
pub(super) fn unspoken(entitlement: Entitlement<'_>, voice: Voice) -> Result<(), Refusal> {
    match voice {
        Voice::Own => Ok(()),
        Voice::Holder(_) if standing(entitlement, Voice::Own) == 0 => Ok(()),
        Voice::Holder(_) => Err(Refusal::PrincipalVoted),
    }
}

/// Ballots that were set aside are no votes, but the next one names the last of them all the same: so the
/// chain of a voice shows every ballot.
pub(super) fn in_order(
    revote: Revote,
    entitlement: Entitlement<'_>,
    (voice, supersedes): (Voice, Option<Fingerprint>),
) -> Result<(), Refusal> {
    let standing = standing(entitlement, voice);
    let allowed = match revote {
        Revote::None => standing == 0,
        Revote::Once => standing < 2,
        Revote::UntilClose => true,
    };
    if !allowed {
        return Err(Refusal::AlreadyVoted);
    }
    let last = entitlement.earlier.iter().rfind(|own| own.voice == voice).map(|own| own.fingerprint);
    if last == supersedes { Ok(()) } else { Err(Refusal::WrongPredecessor) }
}

/// How many ballots of a voice stand: those that were not set aside between co-owners.
fn standing(Entitlement { earlier, representation, .. }: Entitlement<'_>, voice: Voice) -> usize {
    let stands = |own: &&Earlier| representation.is_none_or(|all| all.stands(own.index));
    earlier.iter().filter(|own| own.voice == voice).filter(stands).count()
}
