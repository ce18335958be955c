//! What an entry says, in a sentence for its owner.

use crate::evidence::entries::{Entry, Fact};
use crate::verify::report::{Sentence, told};

/// What an entry says. A ballot's entry has no choice in it.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each fact, so that the compiler asks for every new one"
)]
pub(super) fn of(entry: &Entry) -> Sentence {
    let (at, fact) = (entry.at(), entry.fact());
    match fact {
        Fact::BallotReceived { meeting, statement, received_at, forwarding: None } => told!(
            "A ballot for meeting {meeting} was received at {received_at} and recorded at {at}. Its SHA-256 is \
             {statement}; what it chose is not here.",
            "会议 {meeting} 的一张选票于 {received_at} 收到，于 {at} 载入记录。其 SHA-256 为 {statement}；此处不含\
             任何选择。"
        ),
        Fact::BallotReceived { meeting, statement, received_at, forwarding: Some(forwarding) } => told!(
            "A ballot for meeting {meeting} was received by a second inbox at {received_at} and recorded at {at}. \
             Its SHA-256 is {statement}, that of the inbox's word {forwarding}; what it chose is not here.",
            "会议 {meeting} 的一张选票于 {received_at} 由备用收件方收到，于 {at} 载入记录。其 SHA-256 为 \
             {statement}，收件方声明的 SHA-256 为 {forwarding}；此处不含任何选择。"
        ),
        Fact::KeyEnrolled { method, statement, .. } => told!(
            "A device key was enrolled by {method} at {at}. The SHA-256 of its statement is {statement}.",
            "一个设备密钥于 {at} 以 {method} 方式登记。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::KeyRevoked { .. } => {
            told!("A device key was revoked at {at}.", "一个设备密钥于 {at} 被撤销。")
        }
        Fact::ActRecorded { subject, process, by, .. } => told!(
            "As {by} somebody did something in the {subject} {process} at {at}.",
            "有人以 {by} 身份于 {at} 在 {subject} {process} 中作出一项行为。"
        ),
        Fact::AuditMaterialErased { of } => told!(
            "The ballots and the other audit material of meeting {of} were erased at {at}, after the time for which \
             they are kept. Their hashes stand in the record.",
            "会议 {of} 的选票及其他审计材料保存期满，于 {at} 删除。其哈希仍在记录之中。"
        ),
        Fact::RoleGranted { role, until: None, .. } => {
            told!("The role {role} was granted at {at}.", "职务 {role} 于 {at} 授予。")
        }
        Fact::RoleGranted { role, until: Some(until), .. } => told!(
            "The role {role} was granted at {at}; it ends at {until}.",
            "职务 {role} 于 {at} 授予，至 {until} 为止。"
        ),
        Fact::RoleEnded { reason, .. } => {
            told!("A role was ended at {at}: {reason}", "一项职务于 {at} 终止：{reason}")
        }
        Fact::ServiceKeyReplaced { key, .. } => {
            let key = key.as_str();
            told!("The service's key of {key} was replaced at {at}.", "服务方的密钥（{key}）于 {at} 被更换。")
        }
        Fact::RulesSet { version, document } => told!(
            "The community stated version {version} of its rules at {at}. Their SHA-256 is {document}.",
            "小区于 {at} 载明其规则第 {version} 版。其 SHA-256 为 {document}。"
        ),
        Fact::LotCommitted { meeting, role, statement } => told!(
            "The {role} of meeting {meeting} committed to a value of the lot, recorded at {at}. The SHA-256 of \
             the statement is {statement}.",
            "会议 {meeting} 的 {role} 对抽签随机数作出承诺，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::LotRevealed { meeting, statement } => told!(
            "A value of the lot of meeting {meeting} was revealed, recorded at {at}. The SHA-256 of the \
             statement is {statement}.",
            "会议 {meeting} 的一个抽签随机数被披露，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::RepresentativeNominated { elector, statement, .. } => told!(
            "A co-owner of elector {elector} named who is to act for it, recorded at {at}. The SHA-256 of the \
             statement is {statement}.",
            "表决权人 {elector} 的一名共有人推选代表，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::RepresentationDisputed { elector, statement, .. } => told!(
            "A co-owner of elector {elector} objected to who acts for it, recorded at {at}. The SHA-256 of the \
             statement is {statement}.",
            "表决权人 {elector} 的一名共有人对由谁代表提出异议，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::RepresentationDisputeWithdrawn { elector, statement, .. } => told!(
            "A co-owner of elector {elector} took an objection back, recorded at {at}. The SHA-256 of the \
             statement is {statement}.",
            "表决权人 {elector} 的一名共有人撤回异议，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::RepresentationDecided { elector, outcome, reason, .. } => told!(
            "The convener decided on who acts for elector {elector} ({outcome}), recorded at {at}: {reason}",
            "召集人就表决权人 {elector} 由谁代表作出决定（{outcome}），于 {at} 载入记录：{reason}"
        ),
        Fact::MandateGiven { elector, statement, .. } => told!(
            "A mandate for elector {elector} was given, recorded at {at}. The SHA-256 of the statement is {statement}; \
             who gave and who holds it is not here.",
            "表决权人 {elector} 的委托于 {at} 载入记录。其声明的 SHA-256 为 {statement}；此处不载明委托人与受托人。"
        ),
        Fact::MandateRevoked { mandate, statement, .. } => told!(
            "The mandate {mandate} was revoked, recorded at {at}. The SHA-256 of the statement is {statement}.",
            "委托 {mandate} 被撤销，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::HolderExcluded { statement, .. } => told!(
            "Somebody was excluded from holding mandates, recorded at {at}. The SHA-256 of the statement is \
             {statement}.",
            "有人被排除担任受托人，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::DelegateAppointed { statement, .. } => told!(
            "A delegate of a building or an entrance was presented for the meeting, recorded at {at}. The SHA-256 of the \
             statement is {statement}.",
            "一名楼栋（单元）业主代表获登记参加本次会议，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::OpinionRecorded { mandate, statement, .. } => told!(
            "A delegate recorded the principal's opinion under the mandate {mandate}, recorded at {at}. The SHA-256 of \
             the statement is {statement}; what it says is not here.",
            "业主代表依委托 {mandate} 收集的表决意见于 {at} 载入记录。其声明的 SHA-256 为 {statement}；此处不载明其内容。"
        ),
        Fact::AssistanceRecorded { by, confirmed_by, statement, .. } => told!(
            "An owner was helped to vote by the {by}, confirmed by another person ({confirmed_by}), recorded at {at}. \
             The SHA-256 of the statement is {statement}.",
            "一名业主在 {by} 协助下投票，由另一人（{confirmed_by}）确认，于 {at} 载入记录。其声明的 SHA-256 为 {statement}。"
        ),
        Fact::SuccessionRecorded { elector, reason, statement, .. } => told!(
            "From here on others act for elector {elector}, recorded at {at}: {reason} The SHA-256 of the statement is \
             {statement}.",
            "自此由他人代表表决权人 {elector}，于 {at} 载入记录：{reason} 其声明的 SHA-256 为 {statement}。"
        ),
        Fact::RegisterImported { .. }
        | Fact::MeetingNoticed { .. }
        | Fact::RollAmended { .. }
        | Fact::ObjectionRaised { .. }
        | Fact::ObjectionWithdrawn { .. }
        | Fact::ObjectionAnswered { .. }
        | Fact::UnitServed { .. }
        | Fact::ServiceAttempted { .. }
        | Fact::NoticeVersioned { .. }
        | Fact::MeetingOpened { .. }
        | Fact::PapersIssued { .. }
        | Fact::PaperReturned { .. }
        | Fact::PaperWithdrawn { .. }
        | Fact::PaperEntered { .. }
        | Fact::PapersCounted { .. }
        | Fact::PapersSampled { .. }
        | Fact::MeetingExtended { .. }
        | Fact::MeetingClosed { .. }
        | Fact::MeetingCounted { .. }
        | Fact::CertificateSigned { .. }
        | Fact::ResultAnnounced { .. }
        | Fact::MeetingCancelled { .. }
        | Fact::MeetingAnnulled { .. } => other(entry),
    }
}

fn other(entry: &Entry) -> Sentence {
    let (at, kind) = (entry.at(), entry.fact().kind());
    match entry.fact().meeting() {
        Some(meeting) => told!(
            "An entry of meeting {meeting}, {kind}, recorded at {at}.",
            "会议 {meeting} 的一条记录，类别 {kind}，载入时间 {at}。"
        ),
        None => told!(
            "An entry of no meeting, {kind}, recorded at {at}.",
            "一条不属于任何会议的记录，类别 {kind}，载入时间 {at}。"
        ),
    }
}
