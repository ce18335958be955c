//! What officers and owners sign in the life of a community: one statement for every noun.

mod archive;
mod candidacies;
mod committees;
mod contests;
mod contracts;
mod days;
mod evaluations;
mod events;
mod formations;
mod groups;
mod petitions;
mod seal_uses;
mod sittings;
mod terms;

pub use archive::{ArchiveAct, DaysForm};
pub use candidacies::{CandidacyAct, commitment, nominee, tickets};
pub use committees::{CommitteeAct, CommitteeMember};
pub use contests::ContestAct;
pub use contracts::ContractAct;
pub use days::calendar;
pub use evaluations::{
    AnswerForm, EvaluationAct, EvaluationTotals, PartForm, QuestionForm, QuestionTotals, RatingTotals,
};
pub use events::{event, noticed, outcomes};
pub use formations::FormationAct;
pub use groups::{GroupForm, GroupMemberForm, GroupMembersForm};
pub use petitions::PetitionAct;
pub use seal_uses::{DecidedInForm, SealUseAct};
use serde::{Deserialize, Serialize};
pub use sittings::{SittingAct, SittingAnswer, SittingItem};
pub use terms::{ActingBody, HandoverGiver, HandoverItem, HandoverTaker, MissingItem, TermAct};
use uuid::Uuid;

use super::bundle::DocumentKind;
use super::digest::Digest;
use super::entries::Fact;
use super::jws::StatementType;
use super::statements::{Statement, StatementError, check_nonce, check_version};
use crate::domain::annals::{Deed, ProcessId};
use crate::domain::identity::Role;

/// A signed deed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ActStatement {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The process: whoever opens it chooses a UUID.
    pub process: Uuid,
    /// What is done.
    pub act: Act,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// What is done, under the noun it is done in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// To a contract with a manager.
    Contract(ContractAct),
    /// To a formation of the first assembly.
    Formation(FormationAct),
    /// To the end of a term, or to a handover.
    Term(TermAct),
    /// To a sitting of the owners' committee.
    Sitting(SittingAct),
    /// About a use of a seal.
    SealUse(SealUseAct),
    /// To the archive.
    Archive(ArchiveAct),
    /// To a petition of owners.
    Petition(PetitionAct),
    /// To a call for candidates.
    Candidacy(CandidacyAct),
    /// To an objection to a step.
    Contest(ContestAct),
    /// To an evaluation of the manager or the committee.
    Evaluation(EvaluationAct),
    /// To an owners' committee.
    Committee(CommitteeAct),
}

impl ActStatement {
    /// The process it belongs to.
    #[must_use]
    pub const fn process(&self) -> ProcessId {
        ProcessId::new(self.process)
    }

    /// The deed as the domain decides on it.
    #[must_use]
    pub fn deed(&self) -> Deed {
        match &self.act {
            Act::Contract(act) => Deed::Contract(act.into()),
            Act::Formation(act) => Deed::Formation(act.into()),
            Act::Term(act) => Deed::Term(act.into()),
            Act::Sitting(act) => Deed::Sitting(act.into()),
            Act::SealUse(act) => Deed::SealUse(act.into()),
            Act::Archive(act) => Deed::Archive(act.into()),
            Act::Petition(act) => Deed::Petition(act.into()),
            Act::Candidacy(act) => Deed::Candidacy(act.into()),
            Act::Contest(act) => Deed::Contest(act.into()),
            Act::Evaluation(act) => Deed::Evaluation(act.into()),
            Act::Committee(act) => Deed::Committee(act.into()),
        }
    }

    /// What the record says of it, signed in a role.
    #[must_use]
    pub fn fact(&self, by: Role, statement: Digest) -> Fact {
        Fact::ActRecorded { subject: self.deed().subject(), process: self.process, by, statement }
    }
}

/// What a deed is among documents: what owners sign is not public.
#[must_use]
pub const fn document_kind(by: Role) -> DocumentKind {
    match by {
        Role::Owner => DocumentKind::OwnerAct,
        Role::Secretary
        | Role::Convener
        | Role::Member
        | Role::Chair
        | Role::Scrutineer
        | Role::Supervisor
        | Role::ResidentsCommittee
        | Role::Trustee
        | Role::Operator => DocumentKind::Act,
    }
}

impl Statement for ActStatement {
    const TYPE: StatementType = StatementType::Act;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::evidence::jws::PublicKey;

    fn statement() -> ActStatement {
        let act = ContractAct::Dismiss {
            told_at: "2026-05-04T08:00:00Z".parse().unwrap(),
            evidence: Digest::of(b"receipt"),
        };
        ActStatement {
            v: 1,
            origin: "quorate.example/record/7".to_owned(),
            community: Uuid::from_u128(7),
            process: Uuid::from_u128(8),
            act: Act::Contract(act),
            nonce: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
        }
    }

    #[test]
    fn an_act_is_read_as_it_was_signed() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let signed = statement().sign(&key).unwrap();
        assert_eq!(ActStatement::verified(&signed, &PublicKey::of(&key)), Ok(statement()));
        assert!(ActStatement::verified(&signed, &PublicKey::of(&SigningKey::from_bytes(&[8; 32]))).is_err());
    }

    #[test]
    fn an_act_says_its_noun_and_nothing_else() {
        let text = serde_json::to_string(&statement()).unwrap();
        assert!(text.contains(r#""act":{"contract":{"did":"dismiss","#), "{text}");
        for (from, to) in [(r#""did":"dismiss","#, r#""did":"dismiss","by":1,"#), ("contract", "treaty")] {
            assert!(ActStatement::read(text.replace(from, to).as_bytes()).is_err(), "{to}");
        }
    }

    #[test]
    fn what_owners_sign_is_not_public() {
        for role in Role::ALL.iter().copied() {
            assert_eq!(document_kind(role).is_public(), role != Role::Owner, "{role}");
        }
    }
}
