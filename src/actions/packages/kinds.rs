//! What a document in a package is, for whoever opens it, and how the name of its file ends.

use super::about;
use super::contents::About;
use crate::evidence::bundle::DocumentKind;

const JSON: &str = "json";
const JWS: &str = "jws";

/// What a document is, and how the name of its file ends.
pub(super) const fn document(kind: DocumentKind) -> (About, &'static str) {
    match kind {
        DocumentKind::Definition => (
            about(
                "会议定义：全部文本、选项、规则和开关",
                "The definition: every text, option, rule and switch",
            ),
            JSON,
        ),
        DocumentKind::Roll => (about("选民名单（按专有部分和面积）", "A roll, by unit and area"), JSON),
        DocumentKind::Annex => (about("谁可为每一表决人行事", "Who may act for each elector"), JSON),
        DocumentKind::Notice => (about("签名的会议通知", "The signed notice"), JWS),
        DocumentKind::RollAmendment => (about("签名的名单更正", "A signed amendment of the roll"), JWS),
        DocumentKind::RollConfirmation => {
            (about("对名单更正的签名确认", "A signed confirmation of an amendment"), JWS)
        }
        DocumentKind::Enrolment => (about("签名的设备登记", "A signed enrolment"), JWS),
        DocumentKind::EnrolmentConfirmation => {
            (about("对设备登记的签名确认", "A signed confirmation of an enrolment"), JWS)
        }
        DocumentKind::Ballot => (about("签名的选票", "A signed ballot"), JWS),
        DocumentKind::Register => {
            (about("业主名册（专有部分和业主编号）", "The register of units and owner identifiers"), JSON)
        }
        DocumentKind::Forwarding => (
            about("第二收件箱关于收票时间的签名", "A second inbox's signed word on when it took a ballot"),
            JWS,
        ),
        DocumentKind::Objection => {
            (about("异议或答复的加盐文本", "The salted text of an objection or an answer"), JSON)
        }
        DocumentKind::Rules => {
            (about("社区声明适用的规则", "The rules that the community states it is under"), JSON)
        }
        DocumentKind::LotCommitment => {
            (about("抽签数值的签名承诺", "A signed commitment to a value of the lot"), JWS)
        }
        DocumentKind::LotReveal => (about("抽签数值的签名公开", "The signed value of a lot"), JWS),
        DocumentKind::Representation => {
            (about("关于共有人由谁行事的签名文件", "What was signed about who acts for co-owners"), JWS)
        }
        DocumentKind::NoticeText => {
            (about("会议通知全文（每一版本）", "A version of the notice as everybody reads it"), JSON)
        }
        DocumentKind::ServiceDetails => (about("由谁送达", "Who served"), JSON),
        DocumentKind::Acknowledgement => {
            (about("业主打开通知的签名", "An owner's signed word that they opened the notice"), JWS)
        }
        DocumentKind::Mandate => (about("关于委托的签名文件", "What was signed about a mandate"), JWS),
        DocumentKind::Act => (about("任职者签名的行为", "A signed act of an officer"), JWS),
        DocumentKind::OwnerAct => (about("业主签名的行为", "A signed act of an owner"), JWS),
        DocumentKind::PaperList => (
            about("纸质表决票发放清单（编号与表决权人）", "Which paper ballot was issued to which elector"),
            JSON,
        ),
        DocumentKind::Paper => {
            (about("关于纸质表决票的签名文件", "What officers signed about paper ballots"), JWS)
        }
        DocumentKind::Assistance => {
            (about("协助投票的签名及确认", "That somebody is helped to vote, and its confirmation"), JWS)
        }
        DocumentKind::Succession => (
            about("表决权人变更行事人的签名及确认", "That others act for an elector, and its confirmation"),
            JWS,
        ),
    }
}
