//! What is signed about mandates for one meeting: given, revoked, holders excluded.
//!
//! A principal signs with their own key. A mandate or a revocation on paper is read by two officers of
//! different bodies, each for themselves: both sign what the paper says, and it stands only where they agree.
//! Who trusted whom stands in the statements, which only an audit bundle shows.

mod statements;

pub use statements::{HolderExclusion, MandateRevocation, MandateStatement};
use thiserror::Error;
use uuid::Uuid;

use super::ballots::MatterChoice;
use super::delegates::{DelegateAppointment, OpinionStatement};
use super::digest::Digest;
use super::entries::Fact;
use super::jws::{KeyId, PublicKey, StatementType, Unverified};
use super::statements::{Statement as _, StatementError};
use crate::domain::ballots::Choice;
use crate::domain::identity::Role;
use crate::domain::mandates::{Appointment, Holder, Mandate, MandateRefusal};
use crate::domain::meetings::MatterId;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;

/// As what somebody reads a paper first.
pub const FIRST_READERS: [Role; 2] = [Role::Secretary, Role::Convener];

/// As what somebody reads it again: each excludes both of the first, so that it is another person.
pub const SECOND_READERS: [Role; 3] = [Role::Scrutineer, Role::Supervisor, Role::ResidentsCommittee];

/// As what somebody excludes a holder.
pub const EXCLUDING: [Role; 2] = [Role::Convener, Role::Supervisor];

/// Which of the statements is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A mandate.
    Mandate,
    /// A revocation.
    Revocation,
    /// An exclusion.
    Exclusion,
    /// The appointment of a delegate.
    Appointment,
    /// An opinion that a delegate recorded.
    Opinion,
}

/// Where a statement belongs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place<'a> {
    /// The record.
    pub origin: &'a str,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
}

/// Who signed a statement, by the key's standing in the record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signer {
    /// The key.
    pub key: PublicKey,
    /// The owner it acts for; none for an officer's key.
    pub owner: Option<OwnerId>,
}

/// What a statement says, its signature being good.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Said {
    /// A mandate was given.
    Given {
        /// For which elector.
        elector: ElectorId,
        /// By whom.
        principal: OwnerId,
        /// Who holds it.
        holder: Holder,
        /// What they have to say.
        instructions: Vec<MatterChoice>,
        /// The scan, if it is on paper.
        paper: Option<Digest>,
    },
    /// A mandate was revoked.
    Revoked {
        /// The hash of the signed mandate.
        mandate: Digest,
        /// By whom; none on paper, where it is whoever gave it.
        by: Option<OwnerId>,
        /// The scan, if it is on paper.
        paper: Option<Digest>,
    },
    /// A holder was excluded.
    Excluded {
        /// Who.
        holder: Holder,
        /// Why.
        reason: String,
    },
    /// A delegate was appointed.
    Appointed {
        /// Who, for what, for how long.
        appointment: Appointment,
        /// The hash of the minutes of the election.
        minutes: Digest,
    },
    /// A delegate recorded an opinion.
    Opined {
        /// The hash of the signed mandate.
        mandate: Digest,
        /// Which delegate.
        by: OwnerId,
        /// What the principal wants.
        choices: Vec<MatterChoice>,
        /// The hash of what was recorded.
        evidence: Digest,
    },
}

/// Why a statement about a mandate cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum MandateError {
    /// Framing, signature or payload are wrong.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It is of another record, community or meeting.
    #[error("it is for another record, community or meeting")]
    OtherMeeting,
    /// A principal's statement about a paper, or an officer's without one.
    #[error(
        "principals sign with their own key and name no paper; officers sign what a paper says and name it"
    )]
    OtherCapacity,
    /// The key is another owner's than the principal's.
    #[error("the key that signed it is not the principal's")]
    OtherPrincipal,
    /// The two who read the paper differ.
    #[error("the two who read the paper differ on {}", .0.join(", "))]
    Differ(Vec<&'static str>),
    /// What it says is not possible.
    #[error(transparent)]
    Refused(#[from] MandateRefusal),
}

impl Kind {
    /// The statement, and the confirmation of it, that a fact names, and of what kind they have to be.
    #[must_use]
    pub const fn of(fact: &Fact) -> Option<(Self, Digest, Option<Digest>)> {
        if let Fact::MandateGiven { statement, confirmation, .. } = fact {
            Some((Self::Mandate, *statement, *confirmation))
        } else if let Fact::MandateRevoked { statement, confirmation, .. } = fact {
            Some((Self::Revocation, *statement, *confirmation))
        } else if let Fact::HolderExcluded { statement, .. } = fact {
            Some((Self::Exclusion, *statement, None))
        } else if let Fact::DelegateAppointed { statement, confirmation, .. } = fact {
            Some((Self::Appointment, *statement, *confirmation))
        } else if let Fact::OpinionRecorded { statement, .. } = fact {
            Some((Self::Opinion, *statement, None))
        } else {
            None
        }
    }

    /// The media type it is signed under.
    #[must_use]
    pub const fn statement_type(self) -> StatementType {
        match self {
            Self::Mandate => StatementType::Mandate,
            Self::Revocation => StatementType::MandateRevocation,
            Self::Exclusion => StatementType::HolderExclusion,
            Self::Appointment => StatementType::DelegateAppointment,
            Self::Opinion => StatementType::Opinion,
        }
    }

    /// The key that a statement names.
    pub fn key_of(self, signed: &str) -> Result<KeyId, StatementError> {
        Ok(Unverified::parse(signed, self.statement_type())?.key_id().clone())
    }

    /// Reads a statement of this kind, signed by somebody of whom the record knows this.
    pub fn read(self, text: &str, place: Place<'_>, signer: &Signer) -> Result<Said, MandateError> {
        let (of, said) = match self {
            Self::Mandate => mandate(MandateStatement::verified(text, &signer.key)?, signer)?,
            Self::Revocation => revocation(MandateRevocation::verified(text, &signer.key)?, signer)?,
            Self::Exclusion => exclusion(HolderExclusion::verified(text, &signer.key)?, signer)?,
            Self::Appointment => appointment(DelegateAppointment::verified(text, &signer.key)?, signer)?,
            Self::Opinion => opinion(OpinionStatement::verified(text, &signer.key)?, signer)?,
        };
        let same = of.0 == place.origin && of.1 == place.community && of.2 == place.meeting;
        if same { Ok(said) } else { Err(MandateError::OtherMeeting) }
    }
}

impl Said {
    /// Whether it names an owner as the one who gives, holds or is elected.
    #[must_use]
    pub fn names(&self, owner: &OwnerId) -> bool {
        match self {
            Self::Given { principal, holder, .. } => principal == owner || holder.owner() == Some(owner),
            Self::Excluded { holder, .. } => holder.owner() == Some(owner),
            Self::Appointed { appointment, .. } => appointment.delegate == *owner,
            Self::Revoked { by, .. } => by.as_ref() == Some(owner),
            Self::Opined { by, .. } => by == owner,
        }
    }

    /// The scan of the paper, if it is about one.
    #[must_use]
    pub const fn paper(&self) -> Option<Digest> {
        match self {
            Self::Given { paper, .. } | Self::Revoked { paper, .. } => *paper,
            Self::Appointed { minutes, .. } => Some(*minutes),
            Self::Excluded { .. } | Self::Opined { .. } => None,
        }
    }

    /// Refuses two readings of a paper that are not the same, with what they differ on.
    pub fn agrees(&self, other: &Self) -> Result<(), MandateError> {
        let differ: Vec<_> = match (self, other) {
            (
                Self::Given { elector, principal, holder, instructions, paper },
                Self::Given {
                    elector: elector_2,
                    principal: principal_2,
                    holder: holder_2,
                    instructions: instructions_2,
                    paper: paper_2,
                },
            ) => vec![
                ("elector", elector == elector_2),
                ("principal", principal == principal_2),
                ("holder", holder == holder_2),
                ("instructions", instructions == instructions_2),
                ("paper", paper == paper_2),
            ],
            (
                Self::Revoked { mandate, paper, .. },
                Self::Revoked { mandate: mandate_2, paper: paper_2, .. },
            ) => vec![("mandate", mandate == mandate_2), ("paper", paper == paper_2)],
            (
                Self::Appointed { appointment, minutes },
                Self::Appointed { appointment: other, minutes: minutes_2 },
            ) => vec![
                ("delegate", appointment.delegate == other.delegate),
                ("building", appointment.building == other.building),
                ("entrance", appointment.entrance == other.entrance),
                ("from", appointment.from == other.from),
                ("until", appointment.until == other.until),
                ("minutes", minutes == minutes_2),
            ],
            (
                Self::Excluded { .. }
                | Self::Given { .. }
                | Self::Revoked { .. }
                | Self::Appointed { .. }
                | Self::Opined { .. },
                _,
            ) => vec![("kind", false)],
        };
        let differ: Vec<_> = differ.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect();
        if differ.is_empty() { Ok(()) } else { Err(MandateError::Differ(differ)) }
    }

    /// The fact that records it, with the hashes of what was signed.
    #[must_use]
    pub const fn fact(&self, meeting: Uuid, statement: Digest, confirmation: Option<Digest>) -> Fact {
        match self {
            Self::Given { elector, .. } => {
                Fact::MandateGiven { meeting, elector: *elector, statement, confirmation }
            }
            Self::Revoked { mandate, .. } => {
                Fact::MandateRevoked { meeting, mandate: *mandate, statement, confirmation }
            }
            Self::Excluded { .. } => Fact::HolderExcluded { meeting, statement },
            Self::Appointed { .. } => Fact::DelegateAppointed { meeting, statement, confirmation },
            Self::Opined { mandate, .. } => Fact::OpinionRecorded { meeting, mandate: *mandate, statement },
        }
    }
}

/// The mandate that a signed one is, given at an entry.
#[must_use]
pub fn proxy(
    (elector, principal, holder): (ElectorId, OwnerId, Holder),
    instructions: &[MatterChoice],
    (statement, given): (Digest, u64),
) -> Mandate {
    Mandate {
        fingerprint: statement.fingerprint(),
        elector,
        principal,
        capacity: holder.capacity(),
        holder,
        instructions: pairs(instructions),
        opinions: Vec::new(),
        given,
        revoked: None,
    }
}

/// Choices as the domain knows them.
#[must_use]
pub fn pairs(choices: &[MatterChoice]) -> Vec<(MatterId, Choice)> {
    choices.iter().map(MatterChoice::to_pair).collect()
}

type Of = (String, Uuid, Uuid);

fn mandate(own: MandateStatement, signer: &Signer) -> Result<(Of, Said), MandateError> {
    match (&signer.owner, own.paper) {
        (Some(owner), None) if *owner != own.principal => return Err(MandateError::OtherPrincipal),
        (Some(_), None) if own.holder.owner().is_none() => {
            return Err(MandateRefusal::OutsideOnPaper.into());
        }
        (Some(_), None) | (None, Some(_)) => {}
        (Some(_), Some(_)) | (None, None) => return Err(MandateError::OtherCapacity),
    }
    let MandateStatement { elector, principal, holder, instructions, paper, .. } = own;
    let said = Said::Given { elector, principal, holder, instructions, paper };
    Ok(((own.origin, own.community, own.meeting), said))
}

fn revocation(own: MandateRevocation, signer: &Signer) -> Result<(Of, Said), MandateError> {
    if signer.owner.is_some() == own.paper.is_some() {
        return Err(MandateError::OtherCapacity);
    }
    let said = Said::Revoked { mandate: own.mandate, by: signer.owner.clone(), paper: own.paper };
    Ok(((own.origin, own.community, own.meeting), said))
}

fn exclusion(own: HolderExclusion, signer: &Signer) -> Result<(Of, Said), MandateError> {
    if signer.owner.is_some() {
        return Err(MandateError::OtherCapacity);
    }
    let said = Said::Excluded { holder: own.holder, reason: own.reason };
    Ok(((own.origin, own.community, own.meeting), said))
}

fn appointment(own: DelegateAppointment, signer: &Signer) -> Result<(Of, Said), MandateError> {
    if signer.owner.is_some() {
        return Err(MandateError::OtherCapacity);
    }
    let of = (own.origin.clone(), own.community, own.meeting);
    let minutes = own.minutes;
    Ok((of, Said::Appointed { appointment: own.appointment(), minutes }))
}

fn opinion(own: OpinionStatement, signer: &Signer) -> Result<(Of, Said), MandateError> {
    let by = signer.owner.clone().ok_or(MandateError::OtherCapacity)?;
    let OpinionStatement { mandate, choices, evidence, .. } = own;
    Ok(((own.origin, own.community, own.meeting), Said::Opined { mandate, by, choices, evidence }))
}
