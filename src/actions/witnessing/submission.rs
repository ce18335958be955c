//! One checkpoint to one witness (C2SP tlog-witness): the request, and what becomes of the answer.

use thiserror::Error;

use super::super::error::ActionError;
use super::super::{Service, receipts};
use super::line::{Answer, NoAnswer};
use super::situation::Situation;
use crate::evidence::add_checkpoint::answer::{AnswerError, parse_cosignatures, parse_size};
use crate::evidence::add_checkpoint::{AddCheckpoint, PATH};
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::cosignature::{BEHIND_MAX_SECONDS, WitnessTime, verify_cosignature};
use crate::evidence::merkle::{
    ConsistencyProof, RightEdge, TreeHead, prove_consistency, tiles_for_consistency,
};
use crate::evidence::note::{Signature, VerifierKey};
use crate::store::cosignatures::{self, Cosignature};
use crate::store::{Store, record};

/// Why a submission brought no cosignature.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SubmissionError {
    /// The policy names a witness that the deployment does not.
    #[error("is not among the witnesses of this deployment")]
    NotKnown,
    /// Nothing came back.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// A status that means no.
    #[error("refused with status {0}")]
    Refused(u16),
    /// What came back is not what the specification says.
    #[error("{0}")]
    Answer(#[from] AnswerError),
    /// No line is by the witness's key.
    #[error("answered without a cosignature of its key")]
    NotCosigned,
    /// A line claims the witness's key and is wrong.
    #[error("answered with a cosignature that does not verify")]
    WrongCosignature,
    /// Its cosignature is dated as no honest witness's is.
    #[error("answered with a time that lies before the record's, or before its own earlier one")]
    WrongTime,
    /// It named another size twice, or one that is behind what it should begin at.
    #[error("does not say from which size it goes on")]
    NoAgreement,
    /// It cosigned a tree that the record does not continue.
    #[error("has seen a tree of {0} entries that this record does not continue")]
    Contradicted(u64),
    /// The request could not be made, or the cosignature not be stored; the cause is in the log.
    #[error("could not be asked, or its answer not be stored: see the log of the service")]
    Inside,
}

impl SubmissionError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotKnown => "witness_not_known",
            Self::NoAnswer(NoAnswer::TimedOut) => "timed_out",
            Self::NoAnswer(NoAnswer::Unreachable) => "unreachable",
            Self::NoAnswer(NoAnswer::TooLong) | Self::Answer(_) => "malformed_answer",
            Self::Refused(_) => "refused",
            Self::NotCosigned => "not_cosigned",
            Self::WrongCosignature => "wrong_cosignature",
            Self::WrongTime => "wrong_time",
            Self::NoAgreement => "no_agreement",
            Self::Contradicted(_) => "contradicted",
            Self::Inside => "inside",
        }
    }
}

impl From<ActionError> for SubmissionError {
    fn from(error: ActionError) -> Self {
        tracing::warn!(error = &error as &dyn std::error::Error, "a checkpoint could not be submitted");
        Self::Inside
    }
}

/// Submits the latest checkpoint to a witness that is thought to have a size, and keeps the cosignature.
///
/// A witness that names another size is asked once more from there. Returns the size it has now.
pub(super) async fn submit(
    service: &Service,
    situation: &Situation,
    witness: &VerifierKey,
    thought: u64,
) -> Result<u64, SubmissionError> {
    let known = service.witnesses().find(witness).ok_or(SubmissionError::NotKnown)?;
    let checkpoint = SignedCheckpoint::parse(&situation.latest.note).map_err(ActionError::damaged)?;
    let head = checkpoint.unverified().head();
    let mut old = thought.min(head.size());
    let mut may_correct = true;
    loop {
        let Some(proof) = proof(service, situation, old, head).await? else {
            return Err(SubmissionError::Contradicted(old));
        };
        let request = AddCheckpoint::new(old, proof, checkpoint.clone()).map_err(ActionError::damaged)?;
        let url = format!("{}{PATH}", known.url());
        let Answer { status, body } =
            service.witnesses().line().post(url, request.to_string().into_bytes()).await?;
        match status {
            200 => {
                keep(service, situation, checkpoint, (witness, &body)).await?;
                return Ok(head.size());
            }
            409 => {
                let size = parse_size(&body)?;
                if size > head.size() {
                    return overtaken(service, situation, size).await;
                }
                if size == old {
                    // It has the size that it was asked from, and says that it cannot go on from there.
                    return Err(contradicted_or_confused(old, head));
                }
                if !may_correct {
                    return Err(SubmissionError::NoAgreement);
                }
                (old, may_correct) = (size, false);
            }
            // The proof was verified before it was sent: the witness holds another tree of that size.
            422 if old > 0 => return Err(SubmissionError::Contradicted(old)),
            other => return Err(SubmissionError::Refused(other)),
        }
    }
}

/// A witness that has more than was submitted: another process was faster, or the record went back.
async fn overtaken(service: &Service, situation: &Situation, size: u64) -> Result<u64, SubmissionError> {
    let head = record::head(service.store().read(), situation.community.uuid()).await;
    let present = head.map_err(ActionError::from)?.map_or(0, |head| head.size);
    if size > present { Err(SubmissionError::Contradicted(size)) } else { Ok(size) }
}

const fn contradicted_or_confused(old: u64, head: TreeHead) -> SubmissionError {
    if old == head.size() { SubmissionError::Contradicted(old) } else { SubmissionError::NoAgreement }
}

/// The proof that the latest tree continues the one of a size, verified; none if no tree of that size
/// was ever signed here.
async fn proof(
    service: &Service,
    situation: &Situation,
    old: u64,
    head: TreeHead,
) -> Result<Option<ConsistencyProof>, ActionError> {
    let (connection, community) = (service.store().read(), situation.community.uuid());
    let before = if old == 0 {
        RightEdge::empty().head()
    } else {
        let signed = record::checkpoint_at_least(connection, community, old).await?;
        let Some(signed) = signed.filter(|checkpoint| checkpoint.size == old) else { return Ok(None) };
        SignedCheckpoint::parse(&signed.note).map_err(ActionError::damaged)?.unverified().head()
    };
    let needed = tiles_for_consistency(old, head.size()).map_err(ActionError::damaged)?;
    let tiles = receipts::tiles(connection, community, needed).await?;
    let proof = prove_consistency(old, head.size(), &tiles).map_err(ActionError::damaged)?;
    proof.verify(before, head).map_err(ActionError::damaged)?;
    Ok(Some(proof))
}

/// Verifies what a witness answered, and keeps the line that is by its key.
async fn keep(
    service: &Service,
    situation: &Situation,
    checkpoint: SignedCheckpoint,
    (witness, body): (&VerifierKey, &[u8]),
) -> Result<(), SubmissionError> {
    let by_witness = |line: &Signature| (line.name(), line.id()) == (witness.name(), witness.id());
    let lines = parse_cosignatures(body)?;
    let mut lines = lines.into_iter().filter(by_witness).peekable();
    if lines.peek().is_none() {
        return Err(SubmissionError::NotCosigned);
    }
    let verified = lines.find_map(|line| {
        let mut cosigned = checkpoint.clone();
        cosigned.add(line.clone()).ok()?;
        Some((line, verify_cosignature(&cosigned, witness).ok()?))
    });
    let (line, time) = verified.ok_or(SubmissionError::WrongCosignature)?;
    if !is_in_time(service, situation, witness, time).await? {
        return Err(SubmissionError::WrongTime);
    }
    let row = Cosignature {
        community_id: situation.community.uuid(),
        size: situation.latest.size,
        witness: witness.to_string(),
        line: line.to_string(),
        witnessed_at: time.seconds(),
    };
    let saved = async {
        let transaction = service.store().begin().await?;
        cosignatures::put(&transaction, row).await?;
        Store::commit(transaction).await
    };
    Ok(saved.await.map_err(ActionError::from)?)
}

/// Whether a verifier would believe the time. A cosignature of another one would stand in the bundle as a
/// finding, so that one witness that lies could spoil a meeting that enough others saw.
async fn is_in_time(
    service: &Service,
    situation: &Situation,
    witness: &VerifierKey,
    time: WitnessTime,
) -> Result<bool, ActionError> {
    let (connection, community) = (service.store().read(), situation.community.uuid());
    let size = situation.latest.size;
    let last = record::entries(connection, community, size.saturating_sub(1)..size).await?;
    let latest = cosignatures::latest_of(connection, community, &witness.to_string()).await?;
    let follows = latest.is_none_or(|latest| latest.size > size || latest.witnessed_at <= time.seconds());
    let Some(at) = time.instant() else { return Ok(false) };
    Ok(follows && last.iter().all(|entry| entry.at <= at.plus_seconds(BEHIND_MAX_SECONDS)))
}
