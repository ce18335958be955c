//! A pack as its file writes it. The short forms (`[participation]`, `threshold` of a class) stand
//! beside the general ones; the reader turns both into the same values.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::rules::procedure::Written;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: TitleForm,
    pub(super) share_unit: String,
    pub(super) measures: Vec<String>,
    pub(super) overlays: Option<Vec<String>>,
    pub(super) generic: Option<GenericForm>,
    pub(super) participation: Option<ThresholdForm>,
    pub(super) quorum: Option<QuorumForm>,
    pub(super) second_call: Option<SecondCallForm>,
    pub(super) cap: Option<CapForm>,
    pub(super) committee: Option<CommitteeForm>,
    pub(super) rounding: Option<RoundingForm>,
    pub(super) day_counting: Option<DayCountingForm>,
    pub(super) revocation_suit: Option<RevocationSuitForm>,
    pub(super) proxies: Option<ProxiesForm>,
    pub(super) notice: NoticeForm,
    pub(super) notice_content: Option<NoticeContentForm>,
    pub(super) service: Option<ServiceForm>,
    pub(super) voting_period: Option<VotingPeriodForm>,
    pub(super) class: BTreeMap<String, ClassForm>,
    pub(super) matter: Vec<MatterForm>,
    #[serde(default)]
    pub(super) refused: Vec<RefusedForm>,
    #[serde(default)]
    pub(super) doubtful: Vec<DoubtfulForm>,
    #[serde(default)]
    pub(super) procedure: BTreeMap<String, ParameterForm>,
}

/// Whether a value was read in the statute's own text; in TOML `verified = true` or `false`.
#[derive(Clone, Copy, Deserialize)]
#[serde(from = "bool")]
pub(super) enum Reading {
    Verified,
    Unverified,
}

impl From<bool> for Reading {
    fn from(verified: bool) -> Self {
        if verified { Self::Verified } else { Self::Unverified }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleForm {
    pub(super) zh: String,
    pub(super) en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GenericForm {
    pub(super) ordinary: String,
    pub(super) special: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThresholdForm {
    pub(super) threshold: String,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuorumForm {
    #[serde(default)]
    pub(super) first: Vec<RequirementForm>,
    pub(super) second: Option<Vec<RequirementForm>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequirementForm {
    pub(super) subject: String,
    pub(super) threshold: String,
    pub(super) measures: Option<Vec<String>>,
    pub(super) combine: Option<String>,
    pub(super) call: Option<String>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SecondCallForm {
    pub(super) when: Vec<String>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CapForm {
    pub(super) kind: String,
    pub(super) fraction: Option<String>,
    pub(super) from: Option<String>,
    pub(super) measures: Vec<String>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommitteeForm {
    pub(super) seats_min: u32,
    pub(super) seats_max: Option<u32>,
    pub(super) odd: Option<bool>,
    pub(super) small: Option<SmallEstateForm>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SmallEstateForm {
    pub(super) seats_min: u32,
    pub(super) households_max: u32,
    pub(super) area_max: u32,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundingForm {
    pub(super) percent_decimals: u8,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProxiesForm {
    pub(super) form: String,
    pub(super) holders: String,
    pub(super) discretion: String,
    pub(super) principals_max: Option<u32>,
    pub(super) share_max: Option<String>,
    pub(super) measure: Option<String>,
    pub(super) hours_before: Option<u16>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeContentForm {
    pub(super) fields: Vec<String>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceForm {
    pub(super) in_app: Option<String>,
    pub(super) posting_attempts: u16,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeForm {
    pub(super) full_days: u16,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VotingPeriodForm {
    pub(super) days_min: u16,
    pub(super) days_max: u16,
    pub(super) article: String,
    pub(super) verified: Reading,
}

/// The last day of a period gives way over rest days; of them the weekly ones.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayCountingForm {
    pub(super) article: String,
    pub(super) verified: Reading,
    pub(super) weekly_rest: WeeklyRestForm,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeeklyRestForm {
    pub(super) days: Vec<String>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RevocationSuitForm {
    pub(super) years: u16,
    pub(super) article: String,
    pub(super) verified: Reading,
}

/// A class, short (threshold, article, verified) or general (requires).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassForm {
    pub(super) threshold: Option<String>,
    pub(super) article: Option<String>,
    pub(super) verified: Option<Reading>,
    #[serde(default)]
    pub(super) requires: Vec<RequirementForm>,
    pub(super) method: Option<String>,
    pub(super) second_vote: Option<SecondVoteForm>,
    #[serde(default)]
    pub(super) second_vote_if: Vec<RequirementForm>,
    pub(super) silence: Option<SilenceForm>,
    pub(super) objection: Option<ObjectionForm>,
    #[serde(default)]
    pub(super) consequence: Vec<ConsequenceForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SecondVoteForm {
    pub(super) class: String,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SilenceForm {
    pub(super) days: u16,
    pub(super) counts: String,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectionForm {
    pub(super) days: u16,
    pub(super) threshold: String,
    pub(super) measures: Option<Vec<String>>,
    pub(super) combine: Option<String>,
    pub(super) call: Option<String>,
    pub(super) article: String,
    pub(super) verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConsequenceForm {
    pub(super) id: String,
    pub(super) title: TitleForm,
    pub(super) requires: Vec<RequirementForm>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DecidesForm {
    #[default]
    Motion,
    Election,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MatterForm {
    pub(super) kind: String,
    pub(super) title: TitleForm,
    pub(super) class: String,
    #[serde(default)]
    pub(super) decides: DecidesForm,
    pub(super) article: String,
    pub(super) verified: Reading,
}

/// What the assembly may not decide by vote.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedForm {
    pub(super) kind: String,
    pub(super) title: TitleForm,
    pub(super) reason: TitleForm,
    pub(super) instead: TitleForm,
    pub(super) article: String,
    pub(super) verified: Reading,
}

/// A kind that is an open class.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DoubtfulForm {
    pub(super) kind: String,
    pub(super) warning: TitleForm,
    pub(super) article: String,
    pub(super) verified: Reading,
}

/// A parameter of the procedure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterForm {
    pub(super) value: WrittenForm,
    pub(super) article: String,
    pub(super) verified: Reading,
}

/// A number, a text or a list of texts.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum WrittenForm {
    Number(u16),
    Text(String),
    List(Vec<String>),
}

impl From<&WrittenForm> for Written {
    fn from(form: &WrittenForm) -> Self {
        match form {
            WrittenForm::Number(number) => Self::Number(*number),
            WrittenForm::Text(text) => Self::Text(text.clone()),
            WrittenForm::List(words) => Self::List(words.clone()),
        }
    }
}
