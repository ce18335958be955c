//! What officers sign about papers, statement by statement.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::ballots::Answer;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::paper::{Authenticity, Content, Mark, PaperSignature, Reading, Serial, Way, Withdrawal};
use crate::domain::register::OwnerId;
use crate::evidence::ballots::CandidateChoice;
use crate::evidence::digest::Digest;
use crate::evidence::entries::REASON_MAX;
use crate::evidence::jws::StatementType;
use crate::evidence::statements::{Statement, StatementError, check_nonce, check_version};
use crate::evidence::text::{self, Text};

/// Longest place at which a paper differs from its entry, in characters.
const PLACE_MAX: usize = 64;

/// The secretary hands out the papers of a list.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PaperIssue {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The hash of the definition that is printed on them.
    pub definition: Digest,
    /// The hash of the final roll.
    pub roll: Digest,
    /// The hash of the list.
    pub list: Digest,
    /// How many papers the list has.
    pub papers: u64,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// An officer takes a paper back.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PaperReturn {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The paper.
    #[serde(with = "text")]
    pub serial: Serial,
    /// When it was received.
    #[serde(with = "text")]
    pub received_at: Instant,
    /// How it came: `desk`, `door`, `mail` or `box`.
    #[serde(with = "text")]
    pub way: Way,
    /// The SHA-256 of the scan or photo of the whole paper.
    pub scan: Digest,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// An officer takes a paper out that will not be voted on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWithdrawal {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The paper.
    #[serde(with = "text")]
    pub serial: Serial,
    /// Why: `damaged`, `lost`, `withdrawn` or `misprinted`.
    #[serde(with = "text")]
    pub why: Withdrawal,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// What somebody reads on a returned paper.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PaperEntry {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The paper.
    #[serde(with = "text")]
    pub serial: Serial,
    /// Whether it is a vote: `authentic`, `unsigned`, `forged`, `no_mandate` or `other`.
    #[serde(with = "text")]
    pub authenticity: Authenticity,
    /// The owners of its elector who signed it, as the register names them; empty under a mandate and unless it is
    /// authentic.
    pub signed_by: Vec<Text<OwnerId>>,
    /// The hash of the mandate whose holder signed it; null where owners did.
    pub mandate: Option<Digest>,
    /// What stands beside each matter; empty unless it is authentic.
    pub marks: Vec<MatterMark>,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// What stands beside one matter.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MatterMark {
    /// The matter.
    #[serde(with = "text")]
    pub matter: MatterId,
    /// `for`, `against`, `abstain`, `candidates`, `blank` or `spoiled`.
    pub mark: MarkForm,
    /// The candidates that are ticked, too many of them too; empty unless `mark` is `candidates`.
    pub candidates: Vec<CandidateChoice>,
}

/// The mark beside a matter as a whole.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkForm {
    /// 同意.
    For,
    /// 反对.
    Against,
    /// 弃权.
    Abstain,
    /// Candidates are ticked one by one.
    Candidates,
    /// Nothing stands there.
    Blank,
    /// It cannot be read, or contradicts itself.
    Spoiled,
}

/// Somebody counted the papers by hand.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PaperCount {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Papers handed out.
    pub issued: u64,
    /// Papers that came back, late ones too.
    pub returned: u64,
    /// Papers that did not.
    pub outstanding: u64,
    /// Papers handed back damaged.
    pub spoiled: u64,
    /// Papers that were lost, withdrawn or printed wrongly.
    pub void: u64,
    /// How many papers are to be held against their scans again; 0 for none.
    pub sample: u32,
    /// Why it does not balance, for everybody to read: it names no person; null where it does.
    pub reason: Option<String>,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// Somebody held the papers of the sample against their scans.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PaperSample {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Every paper of the sample, in the order of the serials.
    pub papers: Vec<SampledPaper>,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// One paper held against its scan.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SampledPaper {
    /// The paper.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "000017-2"))]
    pub serial: Serial,
    /// Where the scan says something else than what was entered: a matter, `authenticity` or `signature`; empty
    /// where it agrees.
    pub differs: Vec<String>,
}

/// Gives a statement its media type and what is checked of it besides version and nonce.
macro_rules! statement {
    ($name:ident, $check:expr) => {
        impl Statement for $name {
            const TYPE: StatementType = StatementType::$name;

            fn check(&self) -> Result<(), StatementError> {
                check_version(self.v)?;
                check_nonce(&self.nonce)?;
                let check: fn(&Self) -> Result<(), String> = $check;
                check(self).map_err(StatementError::Shape)
            }
        }
    };
}

statement!(PaperIssue, |_| Ok(()));
statement!(PaperReturn, |_| Ok(()));
statement!(PaperWithdrawal, |_| Ok(()));
statement!(PaperEntry, |own| own.reading().map(|_| ()));
statement!(PaperCount, |own| own.reason.as_deref().map_or(Ok(()), check_reason));
statement!(PaperSample, Self::check_places);

impl PaperEntry {
    /// What it says is on the paper.
    pub fn reading(&self) -> Result<Reading, String> {
        if self.authenticity != Authenticity::Authentic {
            let nothing = self.signed_by.is_empty() && self.mandate.is_none() && self.marks.is_empty();
            let problem = "a paper that is not authentic has no signers, mandate or marks";
            return if nothing {
                Ok(Reading::NotAuthentic(self.authenticity))
            } else {
                Err(problem.to_owned())
            };
        }
        let mut marks = BTreeMap::new();
        for own in &self.marks {
            if marks.insert(own.matter.clone(), own.to_mark()?).is_some() {
                return Err(format!("matter {} is there twice", own.matter));
            }
        }
        Ok(Reading::Authentic(Content { signature: self.signature()?, marks }))
    }

    fn signature(&self) -> Result<PaperSignature, String> {
        let signed: Vec<OwnerId> = self.signed_by.iter().map(|owner| owner.0.clone()).collect();
        match (self.mandate, signed.as_slice()) {
            (None, _) => {
                let owners: std::collections::BTreeSet<OwnerId> = signed.iter().cloned().collect();
                let twice = owners.len() != signed.len();
                if twice {
                    Err("an owner signs twice".to_owned())
                } else {
                    Ok(PaperSignature::Owners(owners))
                }
            }
            (Some(mandate), []) => Ok(PaperSignature::Holder(mandate.fingerprint())),
            (Some(_), _) => Err("under a mandate the holder signs whom it names, and no owner".to_owned()),
        }
    }
}

impl MatterMark {
    fn to_mark(&self) -> Result<Mark, String> {
        if self.mark != MarkForm::Candidates && !self.candidates.is_empty() {
            return Err(format!("matter {} has a mark and candidates", self.matter));
        }
        Ok(match self.mark {
            MarkForm::For => Mark::Answer(Answer::For),
            MarkForm::Against => Mark::Answer(Answer::Against),
            MarkForm::Abstain => Mark::Answer(Answer::Abstain),
            MarkForm::Blank => Mark::Blank,
            MarkForm::Spoiled => Mark::Spoiled,
            MarkForm::Candidates => {
                // In which order they were typed means nothing.
                let mut named: Vec<_> =
                    self.candidates.iter().map(|own| (own.candidate.clone(), own.answer.into())).collect();
                named.sort();
                Mark::Candidates(named)
            }
        })
    }
}

impl PaperSample {
    fn check_places(&self) -> Result<(), String> {
        let fits = |place: &String| (1..=PLACE_MAX).contains(&place.chars().count());
        match self.papers.iter().find(|paper| !paper.differs.iter().all(fits)) {
            Some(paper) => Err(format!("paper {}: a place has 1 to {PLACE_MAX} characters", paper.serial)),
            None => Ok(()),
        }
    }
}

fn check_reason(reason: &str) -> Result<(), String> {
    let fits = !reason.trim().is_empty() && reason.chars().count() <= REASON_MAX;
    if fits { Ok(()) } else { Err(format!("reason must have 1 to {REASON_MAX} characters")) }
}
