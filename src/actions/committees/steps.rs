//! The entries of the record that a committee rests on: its election, and every deed about it.

use sea_orm::ConnectionTrait;

use super::dossier::DossierStep;
use crate::actions::acts::Known;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::domain::annals::ProcessId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::acts::{Act, CommitteeAct};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::store::record;

/// What the record says of an election, by kind.
const ELECTION: [&str; 3] = ["meeting_noticed", "meeting_counted", "result_announced"];

/// A word of a step, in English and in Chinese.
type Words = (&'static str, &'static str, &'static str);

/// All of them, in the order of the record.
pub(super) async fn steps(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    (known, process): (&Known, ProcessId),
) -> Result<Vec<DossierStep>, ActionError> {
    let (community, meeting) = (convened.row.community_id, convened.id().uuid());
    let rows = record::entries_of_meeting_by_kind(connection, community, meeting, &ELECTION, 0).await?;
    let mut steps = Vec::new();
    for row in rows {
        let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
        let Some((words, sha256)) = of_meeting(entry.fact()) else { continue };
        steps.push(step((row.entry_index, row.at), words, (None, sha256)));
    }
    for (row, statement) in known.deeds().filter(|(_, own)| own.process() == process) {
        let Act::Committee(act) = &statement.act else { continue };
        let by = Some(row.role.parse().map_err(ActionError::damaged)?);
        steps.push(step((row.entry_index, row.at), words(act), (by, row.statement_digest)));
    }
    steps.sort_by_key(|own| own.entry);
    Ok(steps)
}

const fn step(
    (entry, at): (u64, Instant),
    (what, title, title_zh): Words,
    (by, sha256): (Option<Role>, Digest),
) -> DossierStep {
    DossierStep { entry, at, what, title, title_zh, by, sha256 }
}

fn of_meeting(fact: &Fact) -> Option<(Words, Digest)> {
    if let Fact::MeetingNoticed { definition, .. } = fact {
        return Some((("notice", "Notice of the meeting", "会议通知"), *definition));
    }
    if let Fact::MeetingCounted { certificate, .. } = fact {
        return Some((("count", "Count and certificate", "计票并出具证书"), *certificate));
    }
    if let Fact::ResultAnnounced { certificate, .. } = fact {
        return Some((("announcement", "Result announced", "公告最终结果"), *certificate));
    }
    None
}

const fn words(act: &CommitteeAct) -> Words {
    use CommitteeAct as A;
    match act {
        A::TakeSeat { .. } => ("take_seat", "An office named for a seat", "当选人指定任职授权"),
        A::NameGrant { .. } => ("name_grant", "Another office named for a seat", "委员变更任职授权"),
        A::VoteChair { .. } => ("vote_chair", "A vote for the chair", "推选主任投票"),
        A::File { .. } => ("file", "Filed", "提交备案"),
        A::AcknowledgeFiling { .. } => ("acknowledge_filing", "The office acknowledged it", "备案回执"),
        A::ReturnFiling { .. } => ("return_filing", "The office returned it", "备案退回"),
        A::HandOutSeals { .. } => ("hand_out_seals", "Seals handed out", "印章交付"),
        A::Resign { .. } => ("resign", "A member resigned", "委员辞任"),
        A::StateEnd { .. } => ("state_end", "The end of a seat stated", "委员资格终止"),
        A::CorrectEnd { .. } => ("correct_end", "An end that does not hold", "更正资格终止"),
        A::ProposeRecall { .. } => ("propose_recall", "A recall proposed", "提议罢免委员"),
        A::SupportRecall { .. } => ("support_recall", "A recall supported", "附议罢免委员"),
        A::AdoptPetition { .. } => ("adopt_petition", "A petition for a recall taken up", "受理业主罢免提议"),
        A::RecordHearing { .. } => ("record_hearing", "A hearing recorded", "记录申辩"),
        A::PutRecall { .. } => ("put_recall", "A recall put to a meeting", "罢免提交表决"),
        A::Suspend { .. } => ("suspend", "A member suspended", "暂停委员履职"),
        A::LiftSuspension { .. } => ("lift_suspension", "A suspension lifted", "恢复委员履职"),
        A::FillSeats { .. } => ("fill_seats", "A meeting that fills seats named", "确定补选会议"),
        A::ConfirmSeat { .. } => ("confirm_seat", "A seat was taken", "委员就任"),
        A::BindCandidate { .. } => {
            ("bind_candidate", "Which owner a candidate is, said", "确认当选人对应业主")
        }
        A::ProveCandidate { .. } => {
            ("prove_candidate", "Which owner a candidate is, proved", "当选业主本人确认")
        }
    }
}
