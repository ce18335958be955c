//! What is due, in the words of a calendar. They name nobody.

/// Dates that are told as an instant: the clock brings them.
const INSTANTS: [&str; 2] = ["opening", "closing"];

/// What is due, in Chinese and in English.
const TITLES: [(&str, &str, &str); 31] = [
    (
        "contract_decision",
        "决定是否续聘或者另聘物业服务人",
        "Decide on the next service contract, and say so",
    ),
    ("contract_end", "物业服务合同届满", "A service contract ends"),
    ("dismissal_effect", "解聘物业服务人的通知期届满", "The notice to a dismissed manager is over"),
    ("preparatory_group", "成立筹备组", "Form the preparatory group"),
    ("inaugural_meeting", "召开首次业主大会会议", "Hold the inaugural meeting"),
    ("term_report", "报告业主委员会任期届满", "Report that the committee's term ends"),
    ("term_election", "任期届满前完成换届选举", "Elect the next committee before the term ends"),
    ("committee_handover", "原业主委员会移交", "The outgoing committee hands over"),
    ("member_handover", "离任委员移交", "A member who left hands over"),
    ("onward_handover", "代管资料移交下一届业主委员会", "Hand on what was kept for the next committee"),
    ("sitting_agenda", "公示业主委员会会议议程", "Post the agenda of a committee sitting"),
    ("sitting_told", "告知居委会业主委员会会议", "Tell the residents' committee of a sitting"),
    ("decision_posting", "公示业主委员会决定", "Post what a sitting decided"),
    ("next_sitting", "召开下一次业主委员会会议", "Hold the next committee sitting"),
    ("petition_support", "联名提议截止", "Sign a petition and hand it in"),
    ("petition_answer", "业主委员会答复联名提议", "The committee answers a petition"),
    ("petition_meeting", "召开联名提议的会议", "Hold the meeting that a petition asks for"),
    ("petition_order", "按主管部门要求召开会议", "Hold the meeting that the authority ordered"),
    ("lot_revealed", "公开抽签承诺值", "Reveal what was committed to for a lot"),
    ("contest_answer", "答复对程序的异议", "Answer an objection to a step"),
    ("evaluation_result", "公布评议结果", "Publish the totals of an evaluation"),
    ("evaluation", "开展年度评议", "Ask the owners for the yearly evaluation"),
    ("chair_election", "业主委员会首次会议推选主任", "The committee chooses its chair"),
    ("committee_filing", "业主委员会备案", "File the committee"),
    ("committee_change_filing", "业主委员会变更备案", "File what changed in the committee"),
    ("exit_audit", "提交业主委员会离任审计报告", "Report the exit audit of the committee"),
    ("notice", "发出业主大会会议通知", "Give notice of a meeting"),
    ("opening", "业主大会投票开始", "Voting opens"),
    ("closing", "业主大会投票截止", "Voting closes"),
    ("result_posting", "公示表决结果", "Post the result of a vote"),
    ("objections_end", "对表决结果的异议期届满", "The result can no longer be objected to"),
    ("announcement", "可公布最终结果", "The result can be made final"),
];

/// Whether the instant is told, and not the day that ends with it.
pub(super) fn is_instant(what: &str) -> bool {
    INSTANTS.contains(&what)
}

/// What is due, in Chinese and in English; its identifier where there are no words for it.
pub(super) fn title(what: &str) -> (String, String) {
    let found = TITLES.iter().find(|(own, ..)| *own == what);
    found.map_or_else(
        || (what.to_owned(), what.to_owned()),
        |(_, zh, en)| ((*zh).to_owned(), (*en).to_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::annals::DueKind;

    #[test]
    fn everything_that_can_be_due_has_words() {
        for what in DueKind::ALL {
            assert_ne!(title(what.as_str()).0, what.as_str());
        }
    }
}
