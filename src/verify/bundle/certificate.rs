//! The certificate: the one the record names, about this meeting, signed and countersigned.

use super::contents::{Contents, Step};
use super::enrolments::Enrolments;
use super::life::Life;
use crate::domain::identity::Role;
use crate::evidence::bundle::BundleKind;
use crate::evidence::certificate::{Certificate, CertificateSignature, SignedCertificate};
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::StatementType;
use crate::verify::record::certificates::service_signed;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What a certificate must be about.
pub(super) struct Subject<'a> {
    pub(super) contents: &'a Contents,
    pub(super) life: &'a Life,
    /// The definition that was noticed.
    pub(super) definition: Digest,
    /// The final roll.
    pub(super) roll: Option<Digest>,
}

/// Reads the certificate and checks everything about it but its verdicts.
pub(super) fn check(
    subject: &Subject<'_>,
    enrolments: &Enrolments,
    ledger: &mut Ledger,
) -> Option<Certificate> {
    let (jws, counted) = match (&subject.contents.certificate, &subject.life.counted) {
        (Some(jws), Some(counted)) => (jws, counted),
        (None, None) => return None,
        (Some(_), None) | (None, Some(_)) => {
            let sentence = told!(
                "There is a certificate without a recorded count, or a recorded count without certificate.",
                "有证书而无计票记录，或有计票记录而无证书。"
            );
            ledger.finding(Code::CertificateNamed, sentence);
            return None;
        }
    };
    let payload = jws.payload_bytes().unwrap_or_default();
    let key = subject.contents.header.chain.statements_at(counted.index);
    ledger.settle(Code::CertificateNamed, named(&payload, counted));
    ledger.settle(Code::CertificateSigned, service_signed(jws, &payload, key));
    countersigned(subject, jws, &payload, ledger);
    countersigners(subject, jws, enrolments, ledger);
    let certificate = Certificate::from_bytes(&payload)
        .map_err(|reason| told!("The certificate {reason}.", "证书有误：{reason}。"));
    let certificate =
        certificate.map_err(|sentence| ledger.finding(Code::CertificateContent, sentence)).ok()?;
    ledger.settle(Code::CertificateContent, about(subject, &certificate, counted));
    ledger.settle(Code::CloseTree, close(subject, &certificate));
    Some(certificate)
}

fn named(payload: &[u8], counted: &Step) -> Result<(), Sentence> {
    let own = Digest::of(payload);
    if matches!(&counted.fact, Fact::MeetingCounted { certificate, .. } if *certificate == own) {
        return Ok(());
    }
    let index = counted.index;
    Err(told!(
        "The certificate has the hash {own}, which entry {index} does not name.",
        "证书哈希为 {own}，记录 {index} 引用的并非此证书。"
    ))
}

fn about(subject: &Subject<'_>, own: &Certificate, counted: &Step) -> Result<(), Sentence> {
    let header = &subject.contents.header;
    let closed_at = subject.life.close.as_ref().map(|step| step.at);
    let same = own.origin == header.keys.origin
        && own.community == header.community
        && own.meeting == header.meeting
        && own.definition == subject.definition
        && Some(own.roll) == subject.roll
        && own.counted_at <= counted.at
        && closed_at.is_none_or(|closed_at| closed_at <= own.counted_at);
    if same {
        return Ok(());
    }
    Err(told!(
        "The certificate is of another record, meeting, definition, roll or time.",
        "证书属于其他记录、会议、定义、名册或时间。"
    ))
}

fn close(subject: &Subject<'_>, own: &Certificate) -> Result<(), Sentence> {
    let index = own.close.index;
    let closed = subject.life.close.as_ref().map(|step| step.index);
    let root = subject.contents.closes.get(&index);
    if closed == Some(index) && root == Some(&own.close.root) {
        return Ok(());
    }
    Err(told!(
        "The certificate names entry {index} as the close, or a root that the record did not have then.",
        "证书所称的截止记录 {index} 或当时的树根与记录不符。"
    ))
}

/// Countersignatures and the entries that record them, one for one.
fn countersigned(subject: &Subject<'_>, jws: &SignedCertificate, payload: &[u8], ledger: &mut Ledger) {
    ledger.checked(Code::Countersigned);
    let mut recorded: Vec<&Step> = subject.life.signatures.iter().collect();
    let mut signers = Vec::new();
    for own in countersignatures(jws) {
        let (key, role) = (own.header.key, own.header.role);
        let name = role.map_or("", Role::as_str);
        let place = recorded.iter().position(|step| records(step, own, payload));
        let recorded = place.map(|place| recorded.swap_remove(place));
        let verified = own.detached().verify(StatementType::Certificate, payload, &key);
        let problem = match verified {
            Err(reason) => Some(reason.to_string()),
            Ok(()) if recorded.is_none() => Some("no entry records it".to_owned()),
            Ok(()) if signers.contains(&key) => Some("the key signed twice".to_owned()),
            Ok(()) if !may_countersign(role) => Some("the role cannot countersign".to_owned()),
            Ok(()) => None,
        };
        signers.push(key);
        if let Some(reason) = problem {
            let sentence = told!("A countersignature ({name}): {reason}.", "副署签名（{name}）：{reason}。");
            ledger.finding(Code::Countersigned, sentence);
        }
    }
    for step in recorded {
        let index = step.index;
        let sentence = told!(
            "The signature that entry {index} records is not in the certificate.",
            "记录 {index} 所载的签名不在证书中。"
        );
        ledger.finding(Code::Countersigned, sentence);
    }
}

fn countersignatures(jws: &SignedCertificate) -> impl Iterator<Item = &CertificateSignature> {
    jws.signatures.iter().filter(|own| own.header.role.is_some())
}

fn records(step: &Step, own: &CertificateSignature, payload: &[u8]) -> bool {
    let Fact::CertificateSigned { certificate, role, signature, .. } = &step.fact else { return false };
    *certificate == Digest::of(payload)
        && Some(*role) == own.header.role
        && own.digest().is_ok_and(|digest| digest == *signature)
}

const fn may_countersign(role: Option<Role>) -> bool {
    match role {
        Some(Role::Scrutineer | Role::Supervisor) => true,
        None
        | Some(
            Role::Owner
            | Role::Secretary
            | Role::Convener
            | Role::Member
            | Role::Chair
            | Role::ResidentsCommittee
            | Role::Trustee
            | Role::Operator,
        ) => false,
    }
}

fn countersigners(
    subject: &Subject<'_>,
    jws: &SignedCertificate,
    enrolments: &Enrolments,
    ledger: &mut Ledger,
) {
    if countersignatures(jws).next().is_none() {
        return;
    }
    if subject.contents.header.kind == BundleKind::Public {
        let sentence = told!(
            "Could not check that the countersigners are officers: the bundle is public.",
            "无法核实副署人为工作人员：本文件为公开文件。"
        );
        ledger.open(Code::CountersignersEnrolled, sentence);
        return;
    }
    ledger.checked(Code::CountersignersEnrolled);
    for step in &subject.life.signatures {
        let Fact::CertificateSigned { signature, .. } = &step.fact else { continue };
        let mut own = countersignatures(jws);
        let own = own.find(|own| own.digest().is_ok_and(|digest| digest == *signature));
        // A signature that is not there is noted where signatures are matched.
        let Some(own) = own else { continue };
        let role = own.header.role.as_slice();
        let officer = enrolments.officer(&own.header.key.id(), role, (step.index, step.at));
        if officer.is_none() {
            let index = step.index;
            let sentence = told!(
                "The signature of entry {index} was not made with an officer's enrolled key in a role in force.",
                "记录 {index} 的签名并非由已登记且在任的工作人员密钥作出。"
            );
            ledger.finding(Code::CountersignersEnrolled, sentence);
        }
    }
}
