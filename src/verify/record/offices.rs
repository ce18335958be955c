//! Offices: which key may act in which role, from which entry on, and until when.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Every grant of the record, by its identifier.
#[derive(Clone, Debug, Default)]
pub(in crate::verify) struct Offices {
    grants: BTreeMap<Uuid, Office>,
    /// The statements of the keys that are enrolled and not revoked so far.
    enrolled: BTreeSet<Digest>,
}

/// One grant as its entries tell it.
#[derive(Clone, Debug)]
struct Office {
    role: Role,
    /// From which entry on which end holds.
    terms: Vec<(u64, Option<Instant>)>,
    /// From which entry on which enrolled key may act in it.
    keys: Vec<(u64, Digest)>,
    /// The entry that ended it before its time.
    ended: Option<u64>,
}

impl Offices {
    /// Takes what an entry says of keys and roles; what contradicts itself is a finding.
    pub(in crate::verify) fn hear(&mut self, index: u64, fact: &Fact, ledger: &mut Ledger) {
        if let Fact::KeyEnrolled { statement, .. } = fact {
            self.enrolled.insert(*statement);
        }
        if let Fact::KeyRevoked { statement } = fact {
            self.enrolled.remove(statement);
        }
        let taken = self.take(index, fact);
        ledger.settle(Code::RolesSound, taken);
    }

    /// Whether the key of an enrolment may act in a role just before an entry, at the time of that entry.
    pub(in crate::verify) fn holds(
        &self,
        enrolment: &Digest,
        role: Role,
        (before, at): (u64, Instant),
    ) -> bool {
        self.grants.values().filter(|office| office.role == role).any(|office| {
            let named = office.keys.iter().any(|(from, key)| *from < before && key == enrolment);
            let term = office.terms.iter().rev().find(|(from, _)| *from < before);
            let in_term = term.is_some_and(|(_, until)| until.is_none_or(|until| at < until));
            named && in_term && office.ended.is_none_or(|ended| before < ended)
        })
    }

    /// Whether anybody holds a role just before an entry, at the time of that entry.
    pub(in crate::verify) fn is_held(&self, role: Role, (before, at): (u64, Instant)) -> bool {
        self.grants.values().filter(|office| office.role == role).any(|office| {
            let term = office.terms.iter().rev().find(|(from, _)| *from < before);
            let in_term = term.is_some_and(|(_, until)| until.is_none_or(|until| at < until));
            in_term && office.ended.is_none_or(|ended| before < ended)
        })
    }

    /// The same for all keys that share a grant, directly or through others: those of one person.
    pub(in crate::verify) fn person(&self, enrolment: &Digest) -> Digest {
        let mut keys = BTreeSet::from([*enrolment]);
        loop {
            let known = keys.len();
            for office in self.grants.values() {
                if office.keys.iter().any(|(_, key)| keys.contains(key)) {
                    keys.extend(office.keys.iter().map(|(_, key)| *key));
                }
            }
            if keys.len() == known {
                return keys.first().copied().unwrap_or(*enrolment);
            }
        }
    }

    fn take(&mut self, index: u64, fact: &Fact) -> Result<(), Sentence> {
        match fact {
            Fact::RoleGranted { grant, role, until, enrolment } => {
                if !self.enrolled.contains(enrolment) || !role.is_granted() {
                    return Err(told!(
                        "Entry {index} grants the role {role} to a key that is not enrolled, or a role that is \
                         not granted.",
                        "记录 {index} 将职务 {role} 授予未登记的密钥，或该职务不可授予。"
                    ));
                }
                let new = || Office { role: *role, terms: Vec::new(), keys: Vec::new(), ended: None };
                let office = self.grants.entry(*grant).or_insert_with(new);
                if office.role != *role || office.ended.is_some() {
                    return Err(told!(
                        "Entry {index} grants what was granted as another role, or was ended.",
                        "记录 {index} 所授职务与先前不符，或已终止。"
                    ));
                }
                office.terms.push((index, *until));
                office.keys.push((index, *enrolment));
                Ok(())
            }
            Fact::RoleEnded { grant, .. } => {
                let standing = self.grants.get_mut(grant).filter(|office| office.ended.is_none());
                standing.map(|office| office.ended = Some(index)).ok_or_else(|| {
                    told!(
                        "Entry {index} ends a role that nobody held.",
                        "记录 {index} 终止了无人担任的职务。"
                    )
                })
            }
            Fact::RegisterImported { .. }
            | Fact::RulesSet { .. }
            | Fact::KeyEnrolled { .. }
            | Fact::KeyRevoked { .. }
            | Fact::AuditMaterialErased { .. }
            | Fact::ActRecorded { .. }
            | Fact::MeetingNoticed { .. }
            | Fact::RollAmended { .. }
            | Fact::ObjectionRaised { .. }
            | Fact::ObjectionWithdrawn { .. }
            | Fact::ObjectionAnswered { .. }
            | Fact::LotCommitted { .. }
            | Fact::UnitServed { .. }
            | Fact::ServiceAttempted { .. }
            | Fact::NoticeVersioned { .. }
            | Fact::ServiceKeyReplaced { .. }
            | Fact::RepresentativeNominated { .. }
            | Fact::RepresentationDisputed { .. }
            | Fact::RepresentationDisputeWithdrawn { .. }
            | Fact::RepresentationDecided { .. }
            | Fact::MandateGiven { .. }
            | Fact::MandateRevoked { .. }
            | Fact::HolderExcluded { .. }
            | Fact::DelegateAppointed { .. }
            | Fact::OpinionRecorded { .. }
            | Fact::AssistanceRecorded { .. }
            | Fact::SuccessionRecorded { .. }
            | Fact::MeetingOpened { .. }
            | Fact::BallotReceived { .. }
            | Fact::PapersIssued { .. }
            | Fact::PaperReturned { .. }
            | Fact::PaperWithdrawn { .. }
            | Fact::PaperEntered { .. }
            | Fact::PapersCounted { .. }
            | Fact::PapersSampled { .. }
            | Fact::MeetingExtended { .. }
            | Fact::MeetingClosed { .. }
            | Fact::LotRevealed { .. }
            | Fact::MeetingCounted { .. }
            | Fact::CertificateSigned { .. }
            | Fact::ResultAnnounced { .. }
            | Fact::MeetingCancelled { .. }
            | Fact::MeetingAnnulled { .. } => Ok(()),
        }
    }
}
