//! What the owners of the estate are asked: one matter that passes, one that fails, one election.

use serde::Serialize;

use crate::domain::instants::Instant;
use crate::domain::rules::MatterKind;
use crate::domain::rules::switches::{Revote, Switches};
use crate::evidence::definition::{BallotMode, MatterForm, MeetingKind, StandingForm};
use crate::evidence::electorate::{ElectorateForm, community_electorate};
use crate::evidence::switches::SwitchesForm;

/// The rule pack of the meeting.
pub const RULE_PACK: &str = "cn_civil_code_2021";

/// Days for objections to the preliminary result.
pub const OBJECTION_DAYS: u16 = 7;

/// Seats of the committee.
pub const SEATS: u32 = 7;

/// Those who stand for the committee.
const CANDIDATES: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

/// The matter that passes, by its identity.
pub const LIFTS: &str = "m1-lifts";

/// The matter that fails by area alone.
pub const LAWN: &str = "m2-lawn";

/// The election.
pub const COMMITTEE: &str = "m3-committee";

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

impl Draft {
    /// The meeting of the demonstration in this voting period.
    pub fn new(opens_at: Instant, closes_at: Instant) -> anyhow::Result<Self> {
        Ok(Self {
            title: "2026 年度业主大会会议（示范）",
            kind: MeetingKind::Regular,
            called_by: "示范小区业主委员会",
            opens_at: opens_at.to_string(),
            closes_at: closes_at.to_string(),
            objection_days: OBJECTION_DAYS,
            mode: BallotMode::Named,
            rule_pack: RULE_PACK,
            switches: switches().into(),
            matters: matters()?,
        })
    }
}

/// The switches of the meeting: owners may change their minds until the close.
#[must_use]
pub fn switches() -> Switches {
    Switches { revote: Revote::UntilClose, ..Switches::default() }
}

/// The agenda.
pub fn matters() -> anyhow::Result<Vec<MatterForm>> {
    let lifts = Question {
        matter: LIFTS,
        kind: "fund_use",
        title: "使用专项维修资金更新十二部电梯 / Replacing twelve lifts from the maintenance fund",
        text: "使用建筑物及其附属设施的维修资金，更新使用年限届满的十二部电梯，预算上限人民币三百六十万元。\n\
               The maintenance fund pays for twelve new lifts, 3 600 000 yuan at most.",
    };
    let lawn = Question {
        matter: LAWN,
        kind: "common_parts_change",
        title: "将商业街公共绿地改为停车场 / Turning the common lawn by the shops into a car park",
        text: "改变共有部分的用途：将商业街北侧公共绿地改建为临时停车场。\n\
               The use of a common part changes: the lawn north of the shops becomes a car park.",
    };
    let committee = Question {
        matter: COMMITTEE,
        kind: "committee_election",
        title: "选举第三届业主委员会委员 / Electing the third owners' committee",
        text: "选举业主委员会委员七名，候选人十名；每张选票最多选七名。\n\
               Seven members are elected from ten candidates; a ballot names seven at most.",
    };
    let standing = CANDIDATES.iter().zip(1..).map(|(name, place)| {
        Ok(StandingForm { candidate: format!("c{place}").parse()?, name: format!("示范候选人{name}") })
    });
    let election = MatterForm {
        seats: Some(SEATS),
        candidates: standing.collect::<anyhow::Result<_>>()?,
        ..committee.form()?
    };
    Ok(vec![lifts.form()?, lawn.form()?, election])
}

/// A matter before it has candidates.
struct Question {
    matter: &'static str,
    kind: &'static str,
    title: &'static str,
    text: &'static str,
}

impl Question {
    fn form(&self) -> anyhow::Result<MatterForm> {
        Ok(MatterForm {
            matter: self.matter.parse()?,
            kind: MatterKind::new(self.kind)?,
            title: self.title.to_owned(),
            text: self.text.to_owned(),
            electorate: ElectorateForm::of(&community_electorate(&switches())),
            seats: None,
            candidates: Vec::new(),
            competence: None,
        })
    }
}
