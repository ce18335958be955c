//! A signed refusal of a ballot, or a second inbox's word that it took one.

use super::report::{Paper, ReceiptCode, ReceiptReport};
use super::{Known, pinned};
use crate::evidence::digest::Digest;
use crate::evidence::jws::{JwsError, PublicKey, StatementType, Unverified};
use crate::evidence::key_chain::{KeyChain, REPLACED_GRACE_SECONDS};
use crate::evidence::statements::{BallotRefusal, Forwarding, Statement, StatementError};
use crate::verify::report::{Outcome, Sentence, told};

/// A signed paper other than a receipt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StatementPaper {
    /// By the service.
    Refusal,
    /// By a second inbox.
    Forwarding,
}

impl StatementPaper {
    /// Which of the two a compact JWS is.
    pub fn of(text: &str) -> Result<Self, JwsError> {
        match Unverified::parse(text, StatementType::Refusal) {
            Ok(_) => Ok(Self::Refusal),
            Err(JwsError::WrongType) => {
                Unverified::parse(text, StatementType::Forwarding).map(|_| Self::Forwarding)
            }
            Err(reason) => Err(reason),
        }
    }
}

/// Checks a refusal with the key of statements that it names among these; one that was replaced before signs
/// nothing any more.
pub fn check_refusal(
    text: &str,
    keys: Known<'_, KeyChain>,
    ballot: Option<&str>,
) -> Result<ReceiptReport, StatementError> {
    let jws = Unverified::parse(text, StatementType::Refusal)?;
    let received_at = BallotRefusal::read(jws.payload())?.received_at;
    let named = keys.key().and_then(|keys| keys.statements_named(jws.key_id()));
    let key = keys.map(|keys| named.map_or_else(|| keys.statements(), |(key, _)| key));
    let mut report = check_statement(text, StatementPaper::Refusal, key, ballot)?;
    let replaced = named.and_then(|(_, replaced)| replaced);
    if let Some(at) = replaced.filter(|at| at.plus_seconds(REPLACED_GRACE_SECONDS) <= received_at) {
        let told = told!(
            "The key that signed it was replaced at {at}, before {received_at}.",
            "签名所用的密钥已于 {at} 更换，早于 {received_at}。"
        );
        report.settle(ReceiptCode::Signed, Err(told));
    }
    Ok(report)
}

/// Checks a refusal or forwarding with the key of its signer; `ballot` is the compact JWS it is about.
pub fn check_statement(
    text: &str,
    paper: StatementPaper,
    key: Known<'_, PublicKey>,
    ballot: Option<&str>,
) -> Result<ReceiptReport, StatementError> {
    let (jws, paper, (says, about)) = match paper {
        StatementPaper::Refusal => {
            let jws = Unverified::parse(text, StatementType::Refusal)?;
            let told = refusal(&BallotRefusal::read(jws.payload())?);
            (jws, Paper::Refusal, told)
        }
        StatementPaper::Forwarding => {
            let jws = Unverified::parse(text, StatementType::Forwarding)?;
            let told = forwarding(&Forwarding::read(jws.payload())?);
            (jws, Paper::Forwarding, told)
        }
    };
    let mut report = ReceiptReport::new(paper, says);
    pinned(&mut report, key);
    match key.key().map(|key| jws.verify(key)) {
        Some(Ok(_)) => {
            report.settle(ReceiptCode::Signed, Ok(told!("It is signed with the key.", "由该密钥签名。")));
        }
        Some(Err(reason)) => {
            let told = told!("It is not signed with the key: {reason}.", "并非由该密钥签名：{reason}。");
            report.settle(ReceiptCode::Signed, Err(told));
        }
        None => {
            let told =
                told!("Could not check the signature: no key was given.", "无法核实签名：未提供公钥。");
            report.note(ReceiptCode::Signed, Outcome::CouldNotCheck, told);
        }
    }
    if let Some(ballot) = ballot {
        let outcome = if Digest::of(ballot.trim_end().as_bytes()) == about {
            Ok(told!("It is about the ballot given.", "所涉即所提供的选票。"))
        } else {
            Err(told!("It is about another ballot than the one given.", "所涉并非所提供的选票。"))
        };
        report.settle(ReceiptCode::BallotNamed, outcome);
    }
    Ok(report)
}

fn refusal(refusal: &BallotRefusal) -> (Sentence, Digest) {
    let BallotRefusal { origin, meeting, ballot, code, received_at, .. } = refusal;
    let says = told!(
        "{origin} refused at {received_at} a ballot for meeting {meeting}: {code}. The SHA-256 of the ballot is \
         {ballot}.",
        "{origin} 于 {received_at} 拒收会议 {meeting} 的一张选票，原因代码 {code}。该选票的 SHA-256 为 {ballot}。"
    );
    (says, *ballot)
}

fn forwarding(forwarding: &Forwarding) -> (Sentence, Digest) {
    let Forwarding { origin, meeting, ballot, received_at, .. } = forwarding;
    let says = told!(
        "A second inbox took at {received_at} a ballot for meeting {meeting} of {origin}. The SHA-256 of the ballot \
         is {ballot}.",
        "备用收件方于 {received_at} 收到 {origin} 会议 {meeting} 的一张选票。该选票的 SHA-256 为 {ballot}。"
    );
    (says, *ballot)
}
