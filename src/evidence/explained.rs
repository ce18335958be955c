//! A verdict explained: which switches mattered, what may be contested, one paragraph for everybody.
//!
//! Nothing here decides anything; [`Decision`](super::decision::Decision) explains what was decided.

use serde::{Deserialize, Serialize};

use super::needed::{NeededForm, needed};
use super::sentences::{clause_en, clause_zh, threshold_en, threshold_zh};
use super::verdict::VerdictForm;
use super::votes::Votes;
use crate::domain::rules::switches::{NonVoter, OnlyIfRealVotesReachQuorum, RestrictOwnersInArrears};
use crate::domain::rules::{Combine, Pack, Rule, Switches};
use crate::domain::tally::{CandidateName, Held, Inequality, NextKind, TakenAs, Totals, Verdict};

/// A switch with its value.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SwitchForm {
    /// The switch.
    #[cfg_attr(feature = "server", schema(example = "tie_break"))]
    pub switch: String,
    /// Its value.
    #[cfg_attr(feature = "server", schema(example = "runoff"))]
    pub value: String,
}

/// A setting by which the result may be contested.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RiskForm {
    /// The switch.
    #[cfg_attr(feature = "server", schema(example = "non_voter"))]
    pub switch: String,
    /// Its value.
    #[cfg_attr(feature = "server", schema(example = "follows_majority"))]
    pub value: String,
    /// What may be said against it.
    pub risk: String,
    /// The same in Chinese.
    pub risk_zh: String,
}

impl VerdictForm {
    /// The form with what may be contested and one paragraph in each language.
    pub(super) fn explained(self, bench: &Explained<'_>) -> Self {
        Self {
            risks: risks(bench.switches),
            paragraph: Some(bench.paragraph_en()),
            paragraph_zh: Some(bench.paragraph_zh()),
            ..self
        }
    }
}

/// What a verdict is explained from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Explained<'a> {
    /// The pack.
    pub(super) pack: &'a Pack,
    /// The rule of the matter.
    pub(super) rule: &'a Rule,
    /// The switches.
    pub(super) switches: &'a Switches,
    /// What the real ballots add up to.
    pub(super) totals: &'a Totals,
    /// What they mean.
    pub(super) verdict: &'a Verdict,
}

/// What may be said against the settings of a vote.
fn risks(switches: &Switches) -> Vec<RiskForm> {
    let risk = |switch: &str, value: &str, risk: &str, risk_zh: &str| RiskForm {
        switch: switch.to_owned(),
        value: value.to_owned(),
        risk: risk.to_owned(),
        risk_zh: risk_zh.to_owned(),
    };
    let mut risks = Vec::new();
    if switches.non_voter != NonVoter::NotCounted {
        risks.push(risk(
            NonVoter::SWITCH,
            switches.non_voter.as_str(),
            "Courts differ on whether silence may count; (2022)沪02民初16号 upheld it. It needs a rule adopted \
             earlier, its effect stated on the ballot, proof of service for each unit, and a meeting that is not \
             the inaugural one.",
            "对沉默的业主作如此计算，各地法院看法不一；（2022）沪02民初16号予以支持。须事先有议事规则规定、表决票载明其效果、\
             逐户送达有据，且不适用于首次业主大会会议。",
        ));
        if switches.only_if_real_votes_reach_quorum == OnlyIfRealVotesReachQuorum::No {
            risks.push(risk(
                OnlyIfRealVotesReachQuorum::SWITCH,
                switches.only_if_real_votes_reach_quorum.as_str(),
                "The silent help to reach the quorum that they did not come to.",
                "未投票者被用来凑足其并未参与的法定比例。",
            ));
        }
    }
    if switches.restrict_owners_in_arrears != RestrictOwnersInArrears::None {
        risks.push(risk(
            RestrictOwnersInArrears::SWITCH,
            switches.restrict_owners_in_arrears.as_str(),
            "Whether owners in arrears may be restricted is contested; they stay in every denominator.",
            "限制欠费业主的权利存在争议；其仍计入全部分母。",
        ));
    }
    risks
}

impl<'a> Explained<'a> {
    /// The totals with the silent where they are counted.
    fn shown(&self) -> Totals {
        self.verdict.attribution.map_or(*self.totals, |attribution| attribution.added(self.totals))
    }

    /// What the matter as a whole lacks; what each candidate lacks stands beside.
    fn needed(&self) -> impl Iterator<Item = NeededForm> {
        let of = (self.rule, self.pack.parts().share_unit);
        needed(self.verdict, &self.shown(), of).into_iter().filter(|own| own.candidate.is_none())
    }

    fn empty(&self) -> bool {
        self.totals.all.is_nothing(self.rule.measures)
    }

    fn nobody(&self) -> bool {
        self.shown().participating.is_nothing(self.rule.measures)
    }

    /// Whether a motion fails though everything that is asked holds: of nothing every part is enough.
    fn unfavoured(&self) -> bool {
        let (verdict, held) = (self.verdict, |own: &Held| own.holds == Some(true));
        let all = verdict.quorum.iter().chain(&verdict.approval).all(held);
        !verdict.approval.is_empty()
            && verdict.passed == Some(false)
            && all
            && !self.nobody()
            && verdict.objection.is_none()
    }

    fn votes(&self) -> Votes<'a> {
        Votes { totals: self.totals, measures: self.rule.measures, unit: self.pack.parts().share_unit }
    }

    fn clauses_en(&self, held: &[Held]) -> String {
        let (shown, unit) = (self.shown(), self.pack.parts().share_unit);
        let clauses = |held: &Held| {
            let each = Inequality::of_matter(held).map(|own| clause_en(&own, &shown, unit));
            each.collect::<Vec<_>>().join(match held.requirement.combine {
                Combine::Each => "; ",
                Combine::Any => ", or ",
            })
        };
        held.iter().map(clauses).collect::<Vec<_>>().join("; ")
    }

    fn clauses_zh(&self, held: &[Held]) -> String {
        let (shown, unit) = (self.shown(), self.pack.parts().share_unit);
        let clauses = |held: &Held| {
            let each = Inequality::of_matter(held).map(|own| clause_zh(&own, &shown, unit));
            each.collect::<Vec<_>>().join(match held.requirement.combine {
                Combine::Each => "；",
                Combine::Any => "，或者",
            })
        };
        held.iter().map(clauses).collect::<Vec<_>>().join("；")
    }

    fn paragraph_en(&self) -> String {
        let verdict = self.verdict;
        let mut parts = vec![outcome_en(verdict).to_owned()];
        if let Some(own) = &verdict.attribution {
            let taken_as = match own.taken_as {
                TakenAs::For => "as if they agreed",
                TakenAs::Against => "as if they disagreed",
                TakenAs::Abstain => "as taking part and abstaining",
            };
            parts.push(format!(
                "Those who were served and said nothing, by heads {}, are counted {taken_as}.",
                own.weight.heads
            ));
        }
        parts.push(match (verdict.quorum.is_empty(), verdict.quorate) {
            (true, _) if self.nobody() => "Nobody took part.".to_owned(),
            (true, _) => "The law asks for no minimum turnout here.".to_owned(),
            (false, Some(true)) if self.nobody() => {
                format!("Enough came, and nobody voted: {}.", self.clauses_en(&verdict.quorum))
            }
            (false, Some(true)) => format!("Enough took part: {}.", self.clauses_en(&verdict.quorum)),
            (false, Some(false)) if self.empty() => "Nobody is entitled to decide this.".to_owned(),
            (false, Some(false)) => format!("Too few took part: {}.", self.clauses_en(&verdict.quorum)),
            (false, None) => {
                format!("Whether enough took part is open: {}.", self.clauses_en(&verdict.quorum))
            }
        });
        if !verdict.approval.is_empty() {
            parts.push(format!("What the votes came to: {}.", self.clauses_en(&verdict.approval)));
        }
        if self.unfavoured() {
            parts.push("Nobody who weighs anything here is for it.".to_owned());
        }
        parts.extend(self.needed().map(|own| own.sentence));
        if let Some(election) = &verdict.election {
            let votes = election.candidates.iter().map(|own| self.votes().en(own)).collect::<Vec<_>>();
            if !votes.is_empty() {
                parts.push(format!("Votes: {}.", votes.join("; ")));
            }
            let lists = [
                ("Elected", &election.elected),
                ("Alternates", &election.alternates),
                ("To stand again because of a tie", &election.runoff),
            ];
            let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
            parts.extend(lists.map(|(title, list)| format!("{title}: {}.", names(list, ", "))));
            parts.extend(election.lot.as_ref().map(|lot| match lot.seed {
                Some(_) => format!("Equal votes, in the order drawn: {}.", names(&lot.candidates, ", ")),
                None => {
                    format!("Equal votes that the lot has yet to decide: {}.", names(&lot.candidates, ", "))
                }
            }));
        }
        parts.extend(self.further_en());
        parts.join(" ")
    }

    fn further_en(&self) -> Vec<String> {
        let verdict = self.verdict;
        let mut parts = Vec::new();
        if let Some(silence) = &self.rule.silence {
            parts.push(format!(
                "Who was absent, was informed and stays silent for {} days counts as agreeing.",
                silence.days
            ));
        }
        if let Some(own) = &verdict.objection {
            let (days, threshold) = (own.asked.days, threshold_en(&own.asked.requirement.threshold));
            parts.push(match own.held.as_ref().and_then(|held| held.holds) {
                None => format!(
                    "It falls if written objections within {days} days of service come to {threshold}."
                ),
                Some(true) => format!("It falls, because written objections came to {threshold}."),
                Some(false) => format!("It stands, because written objections did not come to {threshold}."),
            });
        }
        if let Some(next) = &verdict.next {
            let what = match &next.kind {
                NextKind::SecondVote(class) => format!("A second vote by the rule {class}"),
                NextKind::SecondCall => "A second call of the meeting".to_owned(),
            };
            parts.push(match next.opens {
                Some(true) => format!("{what} is open."),
                Some(false) => format!("{what} is not open."),
                None => format!("{what} may be open; that depends on what is missing."),
            });
        }
        for own in &verdict.consequences {
            let follows = match own.follows {
                Some(true) => "follows",
                Some(false) => "does not follow",
                None => "may follow",
            };
            let title = &own.consequence.titles.en;
            parts.push(format!("Apart from whether the motion is valid, this {follows}: {title}."));
        }
        if let Some(Some(rounded)) = verdict.rounded.filter(|rounded| *rounded != verdict.passed) {
            let outcome = if rounded { "would pass" } else { "would not pass" };
            parts.push(format!("With percentages rounded as a local rule says it {outcome}."));
        }
        parts
    }

    fn paragraph_zh(&self) -> String {
        let verdict = self.verdict;
        let mut parts = vec![outcome_zh(verdict).to_owned()];
        if let Some(own) = &verdict.attribution {
            let taken_as = match own.taken_as {
                TakenAs::For => "同意",
                TakenAs::Against => "反对",
                TakenAs::Abstain => "参与表决并弃权",
            };
            parts.push(format!("已送达而未表态者{}人，按{taken_as}计算。", own.weight.heads));
        }
        parts.push(match (verdict.quorum.is_empty(), verdict.quorate) {
            (true, _) if self.nobody() => "无人参与表决。".to_owned(),
            (true, _) => "法律对参与人数没有最低要求。".to_owned(),
            (false, Some(true)) if self.nobody() => {
                format!("到会达到法定比例，但无人表决：{}。", self.clauses_zh(&verdict.quorum))
            }
            (false, Some(true)) => format!("参与达到法定比例：{}。", self.clauses_zh(&verdict.quorum)),
            (false, Some(false)) if self.empty() => "无人有权就此表决。".to_owned(),
            (false, Some(false)) => format!("参与未达到法定比例：{}。", self.clauses_zh(&verdict.quorum)),
            (false, None) => {
                format!("参与是否达到法定比例尚不能确定：{}。", self.clauses_zh(&verdict.quorum))
            }
        });
        if !verdict.approval.is_empty() {
            parts.push(format!("表决情况：{}。", self.clauses_zh(&verdict.approval)));
        }
        if self.unfavoured() {
            parts.push("同意者在此不占任何份额。".to_owned());
        }
        parts.extend(self.needed().map(|own| own.sentence_zh));
        if let Some(election) = &verdict.election {
            let votes = election.candidates.iter().map(|own| self.votes().zh(own)).collect::<Vec<_>>();
            if !votes.is_empty() {
                parts.push(format!("得票：{}。", votes.join("；")));
            }
            let lists = [
                ("当选", &election.elected),
                ("候补", &election.alternates),
                ("票数相同须重新投票", &election.runoff),
            ];
            for (title, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
                parts.push(format!("{title}：{}。", names(list, "、")));
            }
            parts.extend(election.lot.as_ref().map(|lot| match lot.seed {
                Some(_) => format!("票数相同，按抽签顺序：{}。", names(&lot.candidates, "、")),
                None => format!("票数相同，有待抽签：{}。", names(&lot.candidates, "、")),
            }));
        }
        parts.extend(self.further_zh());
        parts.concat()
    }

    fn further_zh(&self) -> Vec<String> {
        let verdict = self.verdict;
        let mut parts = Vec::new();
        if let Some(silence) = &self.rule.silence {
            parts.push(format!("缺席、已获通知且{}日内未表态者，视为同意。", silence.days));
        }
        if let Some(own) = &verdict.objection {
            let (days, threshold) = (own.asked.days, threshold_zh(&own.asked.requirement.threshold, ""));
            parts.push(match own.held.as_ref().and_then(|held| held.holds) {
                None => format!("送达后{days}日内书面异议{threshold}的，决议不成立。"),
                Some(true) => format!("书面异议{threshold}，决议不成立。"),
                Some(false) => format!("书面异议并未{threshold}，决议维持。"),
            });
        }
        if let Some(next) = &verdict.next {
            let what = match &next.kind {
                NextKind::SecondVote(class) => format!("依 {class} 的规则再次表决"),
                NextKind::SecondCall => "重新召集会议".to_owned(),
            };
            parts.push(match next.opens {
                Some(true) => format!("可以{what}。"),
                Some(false) => format!("不具备{what}的条件。"),
                None => format!("能否{what}，取决于所缺数据。"),
            });
        }
        for own in &verdict.consequences {
            let follows = match own.follows {
                Some(true) => "发生",
                Some(false) => "不发生",
                None => "可能发生",
            };
            parts.push(format!("与决议效力无关，{follows}以下后果：{}。", own.consequence.titles.zh));
        }
        if let Some(Some(rounded)) = verdict.rounded.filter(|rounded| *rounded != verdict.passed) {
            let outcome = if rounded { "可通过" } else { "不通过" };
            parts.push(format!("若按地方规定先将百分比四舍五入，则{outcome}。"));
        }
        parts
    }
}

fn names(list: &[CandidateName], between: &str) -> String {
    list.iter().map(CandidateName::as_str).collect::<Vec<_>>().join(between)
}

fn outcome_en(verdict: &Verdict) -> &'static str {
    match (verdict.passed, verdict.election.is_some()) {
        (Some(true), false) => "The motion passes.",
        (Some(false), false) => "The motion does not pass.",
        (None, false) => "Whether the motion passes cannot be said, because areas are missing.",
        (Some(true), true) => "Enough candidates are elected.",
        (Some(false), true) => "Not enough candidates are elected.",
        (None, true) => "Who is elected cannot be said, because areas or candidates are missing.",
    }
}

fn outcome_zh(verdict: &Verdict) -> &'static str {
    match (verdict.passed, verdict.election.is_some()) {
        (Some(true), false) => "本议题通过。",
        (Some(false), false) => "本议题未通过。",
        (None, false) => "因缺少面积数据，无法确定本议题是否通过。",
        (Some(true), true) => "当选人数足够。",
        (Some(false), true) => "当选人数不足。",
        (None, true) => "因缺少面积数据或候选人，无法确定当选人。",
    }
}
