//! An entry that waits for its documents, and which documents those are.

use std::collections::BTreeMap;

use crate::domain::instants::Instant;
use crate::evidence::acts::{ActStatement, document_kind};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::certificate::SignedCertificate;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::Unverified;
use crate::evidence::statements::Statement as _;

/// The entry read last, with what stands behind it.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) index: u64,
    pub(super) at: Instant,
    pub(super) fact: Fact,
    /// The texts behind it, by the hash they really have.
    pub(super) texts: BTreeMap<Digest, String>,
    pub(super) certificate: Option<SignedCertificate>,
}

impl Pending {
    pub(super) const fn new(index: u64, at: Instant, fact: Fact) -> Self {
        Self { index, at, fact, texts: BTreeMap::new(), certificate: None }
    }

    /// The deed of an act that was shown, before its signature is checked.
    pub(super) fn act(&self) -> Option<ActStatement> {
        let Fact::ActRecorded { statement, .. } = &self.fact else { return None };
        let jws = Unverified::parse(self.texts.get(statement)?, ActStatement::TYPE).ok()?;
        ActStatement::read(jws.payload()).ok()
    }

    /// The documents that the entry names and annals show, registers aside.
    pub(super) fn named(&self) -> Vec<(Digest, DocumentKind)> {
        use DocumentKind as K;
        if let Fact::KeyEnrolled { statement, confirmations, .. } = &self.fact {
            let confirmations = confirmations.iter().map(|digest| (*digest, K::EnrolmentConfirmation));
            return [(*statement, K::Enrolment)].into_iter().chain(confirmations).collect();
        }
        if let Fact::RulesSet { document, .. } = &self.fact {
            return vec![(*document, K::Rules)];
        }
        if let Fact::MeetingNoticed { definition, statement, .. } = &self.fact {
            return vec![(*definition, K::Definition), (*statement, K::Notice)];
        }
        if let Fact::ActRecorded { by, statement, .. } = &self.fact {
            return vec![(*statement, document_kind(*by))];
        }
        Vec::new()
    }
}
