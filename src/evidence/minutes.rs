//! The minutes of a meeting (会议纪要) as a draft: what happened, in the order of the record, in Chinese and English.
//!
//! They say again what entries say and decide nothing; whoever has the entries makes the same text. Ballots,
//! services and whatever else comes by the hundred are told by their number.

use std::collections::BTreeMap;

use super::entries::{Entry, Fact};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::objections::{ObjectionGround, ObjectionStage};

/// One thing that happened, told in both languages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MinutesLine {
    /// The entry that says so.
    pub entry: u64,
    /// When.
    pub at: Instant,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// How many entries of a kind there are, which are not told one by one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MinutesNumber {
    /// The kind of the entries.
    pub kind: &'static str,
    /// How many.
    pub number: u64,
}

/// What happened.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Minutes {
    /// The steps of the meeting.
    pub lines: Vec<MinutesLine>,
    /// What is told by its number, by kind.
    pub numbers: Vec<MinutesNumber>,
}

impl Minutes {
    /// The minutes of these entries of one meeting.
    #[must_use]
    pub fn of(entries: &[(u64, Entry)]) -> Self {
        let mut lines = Vec::new();
        let mut numbers: BTreeMap<&'static str, u64> = BTreeMap::new();
        for (index, entry) in entries {
            match told(entry.fact()) {
                Some((zh, en)) => lines.push(MinutesLine { entry: *index, at: entry.at(), zh, en }),
                None => *numbers.entry(entry.fact().kind()).or_default() += 1,
            }
        }
        let numbers = numbers.into_iter().map(|(kind, number)| MinutesNumber { kind, number }).collect();
        Self { lines, numbers }
    }
}

/// The sentence of a fact in Chinese and English; none of what is told by its number.
fn told(fact: &Fact) -> Option<(String, String)> {
    course(fact).or_else(|| objections(fact)).or_else(|| result(fact))
}

/// From the notice to the close.
fn course(fact: &Fact) -> Option<(String, String)> {
    if let Fact::MeetingNoticed { definition, roll, .. } = fact {
        return Some((
            format!("发出会议通知，会议定义（SHA-256 {definition}）与暂定名册（SHA-256 {roll}）公示。"),
            format!(
                "Notice was given; definition (SHA-256 {definition}) and provisional roll (SHA-256 {roll}) were posted."
            ),
        ));
    }
    if let Fact::RollAmended { by, confirmed_by, reason, roll, .. } = fact {
        return Some((
            format!(
                "名册更正：{reason}（由{}签署、{}复核；更正后名册 SHA-256 {roll}）。",
                role_zh(*by),
                role_zh(*confirmed_by)
            ),
            format!(
                "The roll was amended: {reason} (signed as {by}, confirmed as {confirmed_by}; the roll is now SHA-256 {roll})."
            ),
        ));
    }
    if let Fact::MeetingOpened { roll, .. } = fact {
        return Some((
            format!("表决开始，名册定稿（SHA-256 {roll}）。"),
            format!("Voting opened; the roll is final (SHA-256 {roll})."),
        ));
    }
    if let Fact::MeetingExtended { closes_at, reason, .. } = fact {
        return Some((
            format!("表决延期至 {closes_at}：{reason}"),
            format!("Voting was extended until {closes_at}: {reason}"),
        ));
    }
    if let Fact::MeetingClosed { ballots, .. } = fact {
        return Some((
            format!("表决截止，此前记录线上选票 {ballots} 张（含被替换的）。"),
            format!("Voting closed; {ballots} online ballots were recorded before, replaced ones included."),
        ));
    }
    if let Fact::RepresentationDecided { outcome, reason, .. } = fact {
        return Some((
            format!("共有人代表争议的决定（{outcome}）：{reason}"),
            format!("A quarrel between co-owners was decided ({outcome}): {reason}"),
        ));
    }
    if let Fact::MeetingCancelled { reason, .. } = fact {
        return Some((format!("会议取消：{reason}"), format!("The meeting was called off: {reason}")));
    }
    None
}

fn objections(fact: &Fact) -> Option<(String, String)> {
    if let Fact::ObjectionRaised { stage, ground, matter, .. } = fact {
        let matter = matter.as_ref().map_or_else(String::new, |matter| format!(" {matter}"));
        return Some((
            format!("收到异议：{}{matter}，理由为{}。", stage_zh(*stage), ground_zh(*ground)),
            format!("An objection was raised to the {stage}{matter}, on the ground {ground}."),
        ));
    }
    if let Fact::ObjectionWithdrawn { .. } = fact {
        return Some(("一项异议被撤回。".to_owned(), "An objection was withdrawn.".to_owned()));
    }
    if let Fact::ObjectionAnswered { upheld, summary, correction, .. } = fact {
        let (zh, en) = if *upheld { ("成立", "upheld") } else { ("不成立", "dismissed") };
        let (again_zh, again_en) = match correction {
            None => (String::new(), String::new()),
            Some(reason) => {
                (format!("（更正先前答复：{reason}）"), format!(" (instead of an earlier answer: {reason})"))
            }
        };
        return Some((
            format!("答复一项异议：{zh}。{summary}{again_zh}"),
            format!("An objection was answered: {en}. {summary}{again_en}"),
        ));
    }
    None
}

/// From the count on.
fn result(fact: &Fact) -> Option<(String, String)> {
    if let Fact::MeetingCounted { certificate, .. } = fact {
        return Some((
            format!("计票完成，结果公示（计票证书 SHA-256 {certificate}）。"),
            format!("The votes were counted and the result was posted (certificate SHA-256 {certificate})."),
        ));
    }
    if let Fact::CertificateSigned { role, .. } = fact {
        return Some((
            format!("{}签署计票证书。", role_zh(*role)),
            format!("The certificate was signed as {role}."),
        ));
    }
    if let Fact::ResultAnnounced { open_objections, .. } = fact {
        return Some((
            format!("结果公告；对结果的异议尚有 {open_objections} 项未答复。"),
            format!("The result was announced; {open_objections} objections to it had no answer."),
        ));
    }
    if let Fact::MeetingAnnulled { reason, .. } = fact {
        return Some((format!("结果被撤销：{reason}"), format!("The result was set aside: {reason}")));
    }
    None
}

/// As what somebody acted, in Chinese.
const fn role_zh(role: Role) -> &'static str {
    match role {
        Role::Owner => "业主",
        Role::Secretary => "秘书",
        Role::Convener => "召集人",
        Role::Member => "业委会委员",
        Role::Chair => "业委会主任",
        Role::Scrutineer => "监票人",
        Role::Supervisor => "街道办",
        Role::ResidentsCommittee => "居委会",
        Role::Trustee => "受托保管人",
        Role::Operator => "系统运营者",
    }
}

/// To what somebody objects, in Chinese.
#[must_use]
pub const fn stage_zh(stage: ObjectionStage) -> &'static str {
    match stage {
        ObjectionStage::Roll => "对名册",
        ObjectionStage::Candidates => "对候选人",
        ObjectionStage::Competence => "对议题是否属业主共同决定",
        ObjectionStage::Result => "对表决结果",
    }
}

/// On what ground, in Chinese.
#[must_use]
pub const fn ground_zh(ground: ObjectionGround) -> &'static str {
    match ground {
        ObjectionGround::AreaWrong => "面积不符",
        ObjectionGround::NotAnOwner => "并非业主",
        ObjectionGround::MissingFromRoll => "名册遗漏",
        ObjectionGround::NotEligible => "不具备候选资格",
        ObjectionGround::OutsideCompetence => "不属业主共同决定",
        ObjectionGround::CountWrong => "计票有误",
        ObjectionGround::Procedure => "程序问题",
        ObjectionGround::Other => "其他",
    }
}

/// On what ground, in English.
#[must_use]
pub const fn ground_en(ground: ObjectionGround) -> &'static str {
    match ground {
        ObjectionGround::AreaWrong => "an area is wrong",
        ObjectionGround::NotAnOwner => "not an owner",
        ObjectionGround::MissingFromRoll => "missing from the roll",
        ObjectionGround::NotEligible => "not eligible",
        ObjectionGround::OutsideCompetence => "not the assembly's to decide",
        ObjectionGround::CountWrong => "the count is wrong",
        ObjectionGround::Procedure => "procedure",
        ObjectionGround::Other => "another",
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn entry(fact: Fact) -> Entry {
        Entry::new("2026-06-08T00:00:00Z".parse().unwrap(), fact)
    }

    #[test]
    fn steps_are_told_in_order_and_what_comes_by_the_hundred_by_its_number() {
        let meeting = Uuid::from_u128(7);
        let forwarding = None;
        let digest = super::super::digest::Digest::of(b"x");
        let received_at = "2026-06-08T00:00:00Z".parse().unwrap();
        let ballot = Fact::BallotReceived { meeting, statement: digest, received_at, forwarding };
        let entries = [
            (3, entry(ballot.clone())),
            (4, entry(ballot)),
            (5, entry(Fact::MeetingClosed { meeting, ballots: 2 })),
            (6, entry(Fact::MeetingAnnulled { meeting, reason: "By court order.".to_owned() })),
        ];
        let minutes = Minutes::of(&entries);
        assert_eq!(minutes.numbers, [MinutesNumber { kind: "ballot_received", number: 2 }]);
        assert_eq!(minutes.lines.iter().map(|line| line.entry).collect::<Vec<_>>(), [5, 6]);
        assert!(minutes.lines[0].en.contains("2 online ballots"));
        assert_eq!(minutes.lines[1].zh, "结果被撤销：By court order.");
    }
}
