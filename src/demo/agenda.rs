//! What the owners of the estate are asked: at the meeting that makes the assembly, at the one that owners petition
//! for, and at the one that elects the next committee.

use serde::Serialize;

use super::calendar::Period;
use crate::domain::meetings::CandidateId;
use crate::domain::rules::MatterKind;
use crate::domain::rules::switches::{Revote, Switches};
use crate::evidence::definition::{BallotMode, MatterForm, MeetingKind, StandingForm};
use crate::evidence::electorate::{ElectorateForm, community_electorate};
use crate::evidence::switches::SwitchesForm;

/// The rule pack of every meeting.
pub const RULE_PACK: &str = "cn_civil_code_2021";

/// Days for objections to a preliminary result.
pub const OBJECTION_DAYS: u16 = 7;

/// Seats of the committee.
pub const SEATS: u32 = 7;

/// Those who stand for the first committee, and for the second.
const CANDIDATES: [[&str; 10]; 2] = [
    ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"],
    ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉"],
];

/// Who stand for each election.
pub const STANDING: usize = 10;

/// Whom the assembly recalls, by the candidacy in the first election.
pub const RECALLED: &str = "c7";

/// The election, by its identity.
pub const COMMITTEE: &str = "committee";

/// The matter that fails by area alone.
pub const LAWN: &str = "lawn";

const COVENANT: Question = Question {
    matter: "covenant",
    kind: "covenant",
    title: "通过管理规约 / Adopting the covenant",
    text: "通过公示的管理规约草案第 1 版。\nVersion 1 of the covenant is adopted as it was posted.",
};

const RULES: Question = Question {
    matter: "rules",
    kind: "rules_of_procedure",
    title: "通过业主大会议事规则 / Adopting the rules of procedure",
    text: "通过公示的业主大会议事规则草案第 1 版。\nVersion 1 of the rules of procedure is adopted as it was posted.",
};

const LIFTS: Question = Question {
    matter: "lifts",
    kind: "fund_use",
    title: "使用专项维修资金更新十二部电梯 / Replacing twelve lifts from the maintenance fund",
    text: "使用建筑物及其附属设施的维修资金，更新使用年限届满的十二部电梯，预算上限人民币三百六十万元。\n\
           The maintenance fund pays for twelve new lifts, 3 600 000 yuan at most.",
};

const CAR_PARK: Question = Question {
    matter: LAWN,
    kind: "common_parts_change",
    title: "将商业街公共绿地改为停车场 / Turning the common lawn by the shops into a car park",
    text: "改变共有部分的用途：将商业街北侧公共绿地改建为临时停车场。\n\
           The use of a common part changes: the lawn north of the shops becomes a car park.",
};

const RECALL: Question = Question {
    matter: "recall",
    kind: "committee_recall",
    title: "罢免业主委员会委员示范候选人庚 / Recalling a member of the committee, candidate c7",
    text: "罢免业主委员会委员示范候选人庚（c7）的委员职务。\nThe member who stood as c7 is recalled from the committee.",
};

const FIRST: Question = Question {
    matter: COMMITTEE,
    kind: "committee_election",
    title: "选举第一届业主委员会委员 / Electing the first owners' committee",
    text: "选举业主委员会委员七名，候选人十名；每张选票最多选七名。\n\
           Seven members are elected from ten candidates; a ballot names seven at most.",
};

const SECOND: Question = Question {
    title: "选举第二届业主委员会委员 / Electing the second owners' committee",
    ..FIRST
};

/// Which meeting of the story.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    /// The first one, at which the assembly comes into being.
    Inaugural,
    /// The one that owners petition for.
    Extraordinary,
    /// The one that elects the next committee.
    Reelection,
}

impl Occasion {
    /// Every one.
    #[cfg(test)]
    pub const ALL: [Self; 3] = [Self::Inaugural, Self::Extraordinary, Self::Reelection];

    /// The matters that are voted on, in order.
    pub fn matters(self) -> impl Iterator<Item = &'static str> {
        self.questions().iter().map(|question| question.matter)
    }

    const fn questions(self) -> &'static [Question] {
        match self {
            Self::Inaugural => &[COVENANT, RULES, FIRST],
            Self::Extraordinary => &[LIFTS, CAR_PARK, RECALL],
            Self::Reelection => &[SECOND],
        }
    }

    const fn heading(self) -> (&'static str, MeetingKind, &'static str) {
        match self {
            Self::Inaugural => {
                ("首次业主大会会议（示范）", MeetingKind::Inaugural, "示范小区首次业主大会会议筹备组")
            }
            Self::Extraordinary => {
                ("2026 年度业主大会临时会议（示范）", MeetingKind::Extraordinary, "示范小区业主委员会")
            }
            Self::Reelection => ("业主大会换届会议（示范）", MeetingKind::Regular, "示范小区换届小组"),
        }
    }

    const fn names(self) -> [&'static str; STANDING] {
        let [first, second] = CANDIDATES;
        match self {
            Self::Inaugural | Self::Extraordinary => first,
            Self::Reelection => second,
        }
    }
}

/// The agenda of a meeting, with those who stand in the order of the ballot.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// Which meeting.
    pub occasion: Occasion,
    order: Vec<CandidateId>,
}

impl Agenda {
    /// The agenda before the order of the ballot is drawn: candidates as they came.
    pub fn new(occasion: Occasion) -> anyhow::Result<Self> {
        let order = (1..=STANDING).map(|place| format!("c{place}").parse());
        Ok(Self { occasion, order: order.collect::<Result<_, _>>()? })
    }

    /// The same with the ballot in this order.
    #[must_use]
    pub fn ordered(self, order: Vec<CandidateId>) -> Self {
        Self { order, ..self }
    }

    /// Those who stand, in the order of the ballot.
    #[must_use]
    pub fn candidates(&self) -> &[CandidateId] {
        &self.order
    }

    /// The matters as they are drafted.
    pub fn matters(&self) -> anyhow::Result<Vec<MatterForm>> {
        self.occasion.questions().iter().map(|question| self.form(question)).collect()
    }

    /// What a candidate is called.
    #[must_use]
    pub fn name(&self, candidate: &str) -> String {
        let place = candidate.trim_start_matches('c').parse::<usize>().unwrap_or(0);
        let names = self.occasion.names();
        let name = place.checked_sub(1).and_then(|place| names.get(place)).copied().unwrap_or(candidate);
        format!("示范候选人{name}")
    }

    /// The meeting as the convener drafts it.
    pub fn draft(&self, period: Period) -> anyhow::Result<Draft> {
        let (title, kind, called_by) = self.occasion.heading();
        Ok(Draft {
            title,
            kind,
            called_by,
            opens_at: period.opening().to_string(),
            closes_at: period.close().to_string(),
            objection_days: OBJECTION_DAYS,
            mode: BallotMode::Named,
            rule_pack: RULE_PACK,
            switches: switches().into(),
            matters: self.matters()?,
        })
    }

    fn form(&self, question: &Question) -> anyhow::Result<MatterForm> {
        let elects = question.matter == COMMITTEE;
        let (_, _, body) = self.occasion.heading();
        let order = if elects { self.order.as_slice() } else { &[] };
        let standing =
            order.iter().map(|own| StandingForm { candidate: own.clone(), name: self.name(own.as_str()) });
        Ok(MatterForm {
            matter: question.matter.parse()?,
            kind: MatterKind::new(question.kind)?,
            title: question.title.to_owned(),
            text: question.text.to_owned(),
            proposed_by: Some(body.to_owned()),
            electorate: ElectorateForm::of(&community_electorate(&switches())),
            seats: elects.then_some(SEATS),
            candidates: standing.collect(),
            competence: None,
        })
    }
}

/// A meeting as the convener drafts it.
#[derive(Clone, Debug, Serialize)]
pub struct Draft {
    title: &'static str,
    kind: MeetingKind,
    called_by: &'static str,
    opens_at: String,
    closes_at: String,
    objection_days: u16,
    mode: BallotMode,
    rule_pack: &'static str,
    switches: SwitchesForm,
    matters: Vec<MatterForm>,
}

/// The switches of every meeting: owners may change their minds until the close.
#[must_use]
pub fn switches() -> Switches {
    Switches { revote: Revote::UntilClose, ..Switches::default() }
}

/// A matter before it has candidates.
struct Question {
    matter: &'static str,
    kind: &'static str,
    title: &'static str,
    text: &'static str,
}
