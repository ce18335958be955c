//! Everything needed is in the bundle, and nothing that nobody named.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::Contents;
use crate::domain::identity::Role;
use crate::evidence::bundle::{BundleKind, DocumentKind};
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::verify::report::{Code, Ledger, told};

/// Checks where the range begins, that no key is left out, and the documents.
pub(super) fn check(contents: &Contents, ledger: &mut Ledger) {
    notice_first(contents, ledger);
    keys(contents, ledger);
    documents(contents, ledger);
}

fn notice_first(contents: &Contents, ledger: &mut Ledger) {
    ledger.checked(Code::NoticeFirst);
    let from = contents.header.from;
    let first = contents.steps.first().filter(|step| step.index == from);
    let is_notice = first.is_some_and(|step| matches!(step.fact, Fact::MeetingNoticed { .. }));
    if !is_notice {
        let sentence =
            told!("Entry {from} is not the notice of this meeting.", "记录 {from} 不是本次会议的通知。");
        ledger.finding(Code::NoticeFirst, sentence);
    }
}

fn keys(contents: &Contents, ledger: &mut Ledger) {
    ledger.checked(Code::KeysComplete);
    let mut shown: u64 = 0;
    let facts = contents.earlier.iter().filter_map(|own| Some((own.index, own.entry.as_ref()?.fact())));
    for (index, fact) in facts {
        if fact.meeting().is_some() {
            let sentence = told!(
                "Earlier entry {index} is about neither a key nor a role nor the register nor the rules.",
                "更早记录 {index} 不是密钥、职务、业主名册或规则的记录。"
            );
            ledger.finding(Code::KeysComplete, sentence);
        } else if is_of_keys(fact) {
            shown += 1;
        }
    }
    let notice = contents.meeting_steps().find_map(|step| {
        let Fact::MeetingNoticed { keys_before, .. } = step.fact else { return None };
        Some(keys_before)
    });
    if let Some(said) = notice.filter(|said| *said != shown) {
        let sentence = told!(
            "The notice counts {said} entries about keys and roles before it; {shown} are shown.",
            "通知载明此前有 {said} 条密钥与职务的记录，所示为 {shown} 条。"
        );
        ledger.finding(Code::KeysComplete, sentence);
    }
}

/// Whether the notice counts it: what decides under which keys, and in which roles, something was signed.
const fn is_of_keys(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::KeyEnrolled { .. }
            | Fact::KeyRevoked { .. }
            | Fact::RoleGranted { .. }
            | Fact::RoleEnded { .. }
            | Fact::ServiceKeyReplaced { .. }
    )
}

fn documents(contents: &Contents, ledger: &mut Ledger) {
    ledger.checked(Code::DocumentsComplete);
    ledger.checked(Code::DocumentsNamed);
    let kind = contents.header.kind;
    let mut named: BTreeMap<Digest, BTreeSet<&'static str>> = BTreeMap::new();
    let standing = contents.standing_facts().map(|(index, _, fact)| (index, fact));
    let steps = contents.meeting_steps().map(|step| (step.index, &step.fact));
    let by_facts = standing.chain(steps).map(|(index, fact)| (index, named_by(fact)));
    let forwarded = contents.forwardings.iter();
    let forwarded = forwarded.map(|(index, digest)| (*index, vec![(*digest, DocumentKind::Forwarding)]));
    for (index, documents) in by_facts.chain(forwarded) {
        for (digest, document) in documents {
            named.entry(digest).or_default().insert(word(document));
            let needed = may_show(kind, document) && document != DocumentKind::Register;
            if needed && !contents.documents.contains_key(&digest) {
                missing(index, digest, document, ledger);
            }
        }
    }
    for (digest, document) in &contents.documents {
        if !named.get(digest).is_some_and(|kinds| kinds.contains(word(document.kind))) {
            unnamed(*digest, document.kind, ledger);
        }
        if !may_show(kind, document.kind) {
            hidden(*digest, document.kind, ledger);
        }
    }
}

/// Notes a document that an entry names and that is not there.
pub(super) fn missing(index: u64, digest: Digest, document: DocumentKind, ledger: &mut Ledger) {
    let what = word(document);
    let sentence = told!(
        "Entry {index} names the {what} {digest}, which is not in the bundle.",
        "记录 {index} 引用的文件（{what}）{digest} 不在本文件中。"
    );
    ledger.finding(Code::DocumentsComplete, sentence);
}

/// Notes a document that no entry names as what it is.
pub(super) fn unnamed(digest: Digest, document: DocumentKind, ledger: &mut Ledger) {
    let what = word(document);
    let sentence =
        told!("No entry names {digest} as a {what}.", "没有记录将 {digest} 作为该类文件（{what}）引用。");
    ledger.finding(Code::DocumentsNamed, sentence);
}

/// Notes a document that a public bundle may not show.
pub(super) fn hidden(digest: Digest, document: DocumentKind, ledger: &mut Ledger) {
    let what = word(document);
    let sentence =
        told!("A public bundle may not show the {what} {digest}.", "公开文件不得出示 {digest}（{what}）。");
    ledger.finding(Code::DocumentsNamed, sentence);
}

/// The documents besides ballots that an entry names, and as what.
fn named_by(fact: &Fact) -> Vec<(Digest, DocumentKind)> {
    use DocumentKind as K;
    match fact {
        Fact::RegisterImported { document, .. } => vec![(*document, K::Register)],
        Fact::RulesSet { document, .. } => vec![(*document, K::Rules)],
        Fact::KeyEnrolled { statement, confirmations, .. } => {
            let confirmations = confirmations.iter().map(|digest| (*digest, K::EnrolmentConfirmation));
            [(*statement, K::Enrolment)].into_iter().chain(confirmations).collect()
        }
        Fact::MeetingNoticed { definition, roll, annex, statement, notice, .. } => vec![
            (*definition, K::Definition),
            (*roll, K::Roll),
            (*annex, K::Annex),
            (*statement, K::Notice),
            (*notice, K::NoticeText),
        ],
        Fact::NoticeVersioned { notice, .. } => vec![(*notice, K::NoticeText)],
        Fact::UnitServed { by, evidence, details, .. } => {
            let acknowledged = evidence.filter(|_| *by == Role::Owner);
            let acknowledged = acknowledged.map(|digest| (digest, K::Acknowledgement));
            acknowledged.into_iter().chain(details.map(|digest| (digest, K::ServiceDetails))).collect()
        }
        Fact::ServiceAttempted { details, .. } => {
            details.map(|digest| (digest, K::ServiceDetails)).into_iter().collect()
        }
        Fact::RollAmended { statement, confirmation, roll, annex, .. } => vec![
            (*statement, K::RollAmendment),
            (*confirmation, K::RollConfirmation),
            (*roll, K::Roll),
            (*annex, K::Annex),
        ],
        Fact::ObjectionRaised { text, .. } => vec![(*text, K::Objection)],
        Fact::ObjectionAnswered { answer, .. } => vec![(*answer, K::Objection)],
        Fact::LotCommitted { statement, .. } => vec![(*statement, K::LotCommitment)],
        Fact::LotRevealed { statement, .. } => vec![(*statement, K::LotReveal)],
        Fact::RepresentativeNominated { statement, .. }
        | Fact::RepresentationDisputed { statement, .. }
        | Fact::RepresentationDisputeWithdrawn { statement, .. }
        | Fact::RepresentationDecided { statement, .. } => vec![(*statement, K::Representation)],
        Fact::MandateGiven { statement, confirmation, .. }
        | Fact::MandateRevoked { statement, confirmation, .. }
        | Fact::DelegateAppointed { statement, confirmation, .. } => {
            let named = [*statement].into_iter().chain(*confirmation);
            named.map(|digest| (digest, K::Mandate)).collect()
        }
        Fact::HolderExcluded { statement, .. } | Fact::OpinionRecorded { statement, .. } => {
            vec![(*statement, K::Mandate)]
        }
        Fact::PapersIssued { list, statement, .. } => {
            vec![(*list, K::PaperList), (*statement, K::Paper)]
        }
        Fact::PaperReturned { statement, .. }
        | Fact::PaperWithdrawn { statement, .. }
        | Fact::PaperEntered { statement, .. }
        | Fact::PapersCounted { statement, .. }
        | Fact::PapersSampled { statement, .. } => vec![(*statement, K::Paper)],
        Fact::AssistanceRecorded { statement, confirmation, .. } => {
            vec![(*statement, K::Assistance), (*confirmation, K::Assistance)]
        }
        Fact::SuccessionRecorded { statement, confirmation, .. } => {
            vec![(*statement, K::Succession), (*confirmation, K::Succession)]
        }
        Fact::MeetingOpened { definition, roll, annex, .. } => {
            vec![(*definition, K::Definition), (*roll, K::Roll), (*annex, K::Annex)]
        }
        // Ballots are shown in the order of the record and checked as they come.
        Fact::BallotReceived { .. }
        | Fact::ObjectionWithdrawn { .. }
        | Fact::KeyRevoked { .. }
        | Fact::AuditMaterialErased { .. }
        | Fact::ActRecorded { .. }
        | Fact::RoleGranted { .. }
        | Fact::RoleEnded { .. }
        | Fact::ServiceKeyReplaced { .. }
        | Fact::MeetingExtended { .. }
        | Fact::MeetingClosed { .. }
        | Fact::MeetingCounted { .. }
        | Fact::CertificateSigned { .. }
        | Fact::ResultAnnounced { .. }
        | Fact::MeetingCancelled { .. }
        | Fact::MeetingAnnulled { .. } => Vec::new(),
    }
}

const fn may_show(bundle: BundleKind, document: DocumentKind) -> bool {
    match bundle {
        BundleKind::Audit => true,
        BundleKind::Public => document.is_public(),
    }
}

const fn word(document: DocumentKind) -> &'static str {
    match document {
        DocumentKind::Definition => "definition",
        DocumentKind::Roll => "roll",
        DocumentKind::Annex => "annex",
        DocumentKind::Notice => "notice",
        DocumentKind::NoticeText => "version of the notice",
        DocumentKind::ServiceDetails => "word on who served",
        DocumentKind::Acknowledgement => "acknowledgement of the notice",
        DocumentKind::RollAmendment => "roll amendment",
        DocumentKind::RollConfirmation => "roll confirmation",
        DocumentKind::Enrolment => "enrolment",
        DocumentKind::EnrolmentConfirmation => "confirmation of an enrolment",
        DocumentKind::Ballot => "ballot",
        DocumentKind::Forwarding => "forwarding",
        DocumentKind::Register => "register",
        DocumentKind::Objection => "objection",
        DocumentKind::Rules => "rules",
        DocumentKind::LotCommitment => "commitment to the lot",
        DocumentKind::LotReveal => "value of the lot",
        DocumentKind::Representation => "statement about who acts for co-owners",
        DocumentKind::Mandate => "statement about a mandate",
        DocumentKind::PaperList => "list of papers",
        DocumentKind::Paper => "statement about papers",
        DocumentKind::Assistance => "statement that somebody is helped to vote",
        DocumentKind::Succession => "statement that others act for an elector",
        DocumentKind::Act => "act of an officer",
        DocumentKind::OwnerAct => "act of an owner",
    }
}
