//! Who stands behind an enrolment besides the key itself: two officers, an earlier device, or whoever invited.

use std::collections::BTreeSet;

use super::enrolments::{Enrolled, Enrolments, KeyEntry, Shown, Standing};
use crate::domain::identity::{Confirmation, EnrolmentMethod, Role};
use crate::evidence::digest::Digest;
use crate::evidence::jws::{KeyId, StatementType, Unverified};
use crate::evidence::statements::{Enrolment, EnrolmentConfirmation, Statement as _, StatementError};
use crate::verify::report::{Sentence, told};

/// Checks that an enrolment is confirmed as its method asks, by keys that were good before it.
///
/// `known` are the keys that were enrolled before.
pub(in crate::verify) fn check(
    shown: &Shown<'_>,
    known: &Enrolments,
    entry: &KeyEntry,
    enrolment: &Enrolment,
) -> Result<(), Sentence> {
    let index = entry.index;
    if !is_vouched_for(enrolment) {
        return Err(told!(
            "The enrolment of entry {index} names others as those who handed out its code than could have done so.",
            "记录 {index} 的密钥登记所称的激活码发放人，并非有权发放之人。"
        ));
    }
    let mut signers = BTreeSet::new();
    let mut roles = Vec::with_capacity(entry.confirmations.len());
    for digest in &entry.confirmations {
        let (role, signer) = confirmation(shown, known, (entry, enrolment), digest)?;
        roles.push(role);
        signers.insert(signer);
    }
    let ascending = entry.confirmations.is_sorted_by(|one, next| one < next);
    let listed = Role::listed(enrolment.confirmed_by.iter().copied().chain(roles.iter().copied()));
    let method = enrolment.method;
    let given = method.confirmation().is_given_by(&roles) && signers.len() == roles.len();
    if !(given && ascending && listed == entry.confirmed_by) {
        return Err(told!(
            "The enrolment of entry {index}, by {method}, is not confirmed by those who have to.",
            "记录 {index} 的密钥登记（{method}）未经应当确认的各方确认。"
        ));
    }
    let Some(owner) = enrolment.owner.as_ref().filter(|_| method == EnrolmentMethod::Recovery) else {
        return Ok(());
    };
    if known.has_key_of(owner, index) {
        return Err(told!(
            "The recovery of entry {index} left an earlier key of the same owner good.",
            "记录 {index} 的遗失找回未撤销同一业主此前的密钥。"
        ));
    }
    Ok(())
}

/// Whether whoever handed out the code may hand out such codes.
fn is_vouched_for(enrolment: &Enrolment) -> bool {
    match (enrolment.method, enrolment.confirmed_by.as_slice(), enrolment.role) {
        (EnrolmentMethod::LetterAndContact | EnrolmentMethod::LetterAndProvider, [Role::Secretary], _)
        | (EnrolmentMethod::Desk | EnrolmentMethod::Recovery | EnrolmentMethod::Device, [], _) => true,
        (EnrolmentMethod::OfficerInvitation, [inviter], Some(role)) => inviter.may_invite(role),
        (
            EnrolmentMethod::LetterAndContact
            | EnrolmentMethod::LetterAndProvider
            | EnrolmentMethod::Desk
            | EnrolmentMethod::Recovery
            | EnrolmentMethod::Device
            | EnrolmentMethod::OfficerInvitation
            | EnrolmentMethod::OperatorInvitation,
            _,
            _,
        ) => false,
    }
}

/// One confirmation: as what it was signed, and with which key.
fn confirmation(
    shown: &Shown<'_>,
    known: &Enrolments,
    (entry, enrolment): (&KeyEntry, &Enrolment),
    digest: &Digest,
) -> Result<(Role, KeyId), Sentence> {
    let index = entry.index;
    let Some(text) = (shown.texts)(digest) else {
        return Err(told!(
            "A confirmation of the enrolment of entry {index} is not shown.",
            "记录 {index} 的密钥登记的一份确认声明未出示。"
        ));
    };
    let unsound = |reason: StatementError| {
        told!(
            "A confirmation of the enrolment of entry {index} does not stand: {reason}.",
            "记录 {index} 的密钥登记的一份确认声明无效：{reason}。"
        )
    };
    let parsed = Unverified::parse(text, StatementType::EnrolmentConfirmation);
    let jws = parsed.map_err(|reason| unsound(reason.into()))?;
    let Standing::Enrolled(signer) = known.standing(jws.key_id(), index) else {
        return Err(told!(
            "A confirmation of the enrolment of entry {index} is signed with a key that was not good then.",
            "记录 {index} 的密钥登记的一份确认声明，由当时无效的密钥签署。"
        ));
    };
    let payload = jws.verify(&signer.key).map_err(|reason| unsound(reason.into()))?;
    let confirmation = EnrolmentConfirmation::read(payload).map_err(unsound)?;
    if !is_about(&confirmation, shown, enrolment) {
        return Err(told!(
            "A confirmation of the enrolment of entry {index} is about another key or activation.",
            "记录 {index} 的密钥登记的一份确认声明，所指为其他密钥或其他激活。"
        ));
    }
    if !may_confirm(known, signer, confirmation.role, (enrolment, entry)) {
        let role = confirmation.role;
        return Err(told!(
            "A confirmation of the enrolment of entry {index} is signed as {role} with a key of somebody else.",
            "记录 {index} 的密钥登记的一份确认声明，以 {role} 名义由他人密钥签署。"
        ));
    }
    Ok((confirmation.role, signer.key.id()))
}

fn is_about(confirmation: &EnrolmentConfirmation, shown: &Shown<'_>, enrolment: &Enrolment) -> bool {
    confirmation.origin == shown.origin
        && confirmation.community == shown.community
        && confirmation.activation == enrolment.activation
        && confirmation.method == enrolment.method
        && Some(&confirmation.owner) == enrolment.owner.as_ref()
        && confirmation.key == enrolment.key.id()
}

/// Whether a key may act in this role, or is one of the same owner.
fn may_confirm(
    known: &Enrolments,
    signer: &Enrolled,
    role: Role,
    (enrolment, entry): (&Enrolment, &KeyEntry),
) -> bool {
    match enrolment.method.confirmation() {
        Confirmation::TwoOfficers => {
            known.officer(&signer.key.id(), &[role], (entry.index, entry.at)).is_some()
        }
        Confirmation::OwnDevice => role == Role::Owner && signer.owner == enrolment.owner,
        Confirmation::Nobody => false,
    }
}
