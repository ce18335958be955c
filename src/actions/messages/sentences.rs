//! What each message says, in both languages and without the name of the community.

use secrecy::ExposeSecret as _;

use super::templates::{Setting, Template};
use crate::domain::identity::EnrolmentMethod;
use crate::domain::instants::Instant;

impl Template {
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each message, so that the compiler asks for every new one"
    )]
    pub(super) fn sentences(&self, setting: Setting<'_>) -> (String, String) {
        let at = |at: Instant| at.civil_in(setting.zone).strftime("%Y-%m-%d %H:%M").to_string();
        match self {
            Self::ContactCode { code, expires_at } => {
                let (code, minutes) = (code.expose_secret(), minutes(setting.now, *expires_at));
                (
                    format!(
                        "激活验证码{code}，{minutes}分钟内有效。业委会任何人都不会向您索要，请勿告诉他人。"
                    ),
                    format!(
                        "Your activation code is {code}, good for {minutes} minutes. Nobody from the committee will \
                         ask you for it."
                    ),
                )
            }
            Self::SignInCode { code, expires_at } => {
                let (code, minutes) = (code.expose_secret(), minutes(setting.now, *expires_at));
                (
                    format!(
                        "登录验证码{code}，{minutes}分钟内有效。业委会任何人都不会向您索要，请勿告诉他人。"
                    ),
                    format!(
                        "Your sign-in code is {code}, good for {minutes} minutes. Nobody from the committee will ask \
                         you for it."
                    ),
                )
            }
            Self::KeyEnrolled { method, at: when } => {
                let ((zh, en), when) = (method_told(*method), at(*when));
                (
                    format!("{when}有设备通过{zh}绑定为您投票。非您本人操作，请立即联系街道办或监票人撤销。"),
                    format!(
                        "On {when} a device was enabled to vote for you ({en}). If that was not you, tell the \
                         supervising office or a scrutineer at once."
                    ),
                )
            }
            Self::KeyRevoked { at: when } => {
                let when = at(*when);
                (
                    format!("您的一台投票设备已于{when}停用。非您本人操作，请立即联系街道办或监票人。"),
                    format!(
                        "A device that voted for you was disabled on {when}. If that was not you, tell the \
                         supervising office or a scrutineer at once."
                    ),
                )
            }
            Self::RepresentativeActed { unit, object_until } => {
                let until = at(*object_until);
                (
                    format!(
                        "{unit}的一位共有人已代表全体共有人行使表决权。如有异议，请在{until}前登录提出。"
                    ),
                    format!(
                        "A co-owner of {unit} has acted for all of you. If you object, sign in before {until}."
                    ),
                )
            }
            Self::MandateGiven { unit, at: when } => {
                let when = at(*when);
                (
                    format!(
                        "{unit}的表决委托已于{when}登记。委托人可在截止前撤销，或自行投票，以本人投票为准。"
                    ),
                    format!(
                        "A mandate to vote for {unit} was recorded on {when}. Until the close the principal can \
                         revoke it, or vote: their own vote counts."
                    ),
                )
            }
            Self::OpinionRecorded { unit, at: when } => {
                let when = at(*when);
                (
                    format!(
                        "业主代表已于{when}登记{unit}的表决意见。请登录核对；如有不符，可在截止前自行投票，以本人投票为准。"
                    ),
                    format!(
                        "A delegate recorded what {unit} wants on {when}. Sign in and check it: until the close the \
                         principal can vote, and their own vote counts."
                    ),
                )
            }
            Self::MandateEnded { unit, at: when } => {
                let when = at(*when);
                (
                    format!("{unit}的表决委托已于{when}终止。此前受托人已投的票有效，除非委托人自行投票。"),
                    format!(
                        "The mandate to vote for {unit} ended on {when}. What its holder cast before stands unless \
                         the principal votes."
                    ),
                )
            }
            Self::VoteAssisted { unit, at: when } => {
                let when = at(*when);
                (
                    format!(
                        "{when}有人在工作人员协助下为{unit}投票。非您本人所为，请立即联系街道办或监票人。"
                    ),
                    format!(
                        "On {when} a vote was cast for {unit} with help at the desk. If that was not you, tell the \
                         supervising office or a scrutineer at once."
                    ),
                )
            }
            Self::ActingChanged { unit, at: when } => {
                let when = at(*when);
                (
                    format!(
                        "自{when}起，本次会议中{unit}的表决权行使人已变更登记。如有疑问，请立即联系街道办或监票人。"
                    ),
                    format!(
                        "From {when} on other people act for {unit} in this vote. If that is wrong, tell the \
                         supervising office or a scrutineer at once."
                    ),
                )
            }
            Self::ContactChanged { at: when } => {
                let when = at(*when);
                (
                    format!(
                        "您在业主名册中的联系方式已于{when}变更或删除。非您本人要求，请立即联系街道办或监票人。"
                    ),
                    format!(
                        "Your contact in the owners' register was changed or removed on {when}. If you did not ask \
                         for it, tell the supervising office or a scrutineer at once."
                    ),
                )
            }
            Self::News(news) => news.sentences(setting),
        }
    }
}

/// How identity was checked, for whoever did not do it.
const fn method_told(method: EnrolmentMethod) -> (&'static str, &'static str) {
    match method {
        EnrolmentMethod::LetterAndContact => {
            ("信件激活码与联系方式验证码", "by letter and a code to a registered contact")
        }
        EnrolmentMethod::LetterAndProvider => {
            ("信件激活码与身份服务登录", "by letter and a provider of identities")
        }
        EnrolmentMethod::Desk => ("现场核验并经两名工作人员确认", "at the desk, confirmed by two officers"),
        EnrolmentMethod::Recovery => {
            ("经两名工作人员找回，旧密钥已撤销", "after a loss; earlier keys are void")
        }
        EnrolmentMethod::Device => ("已有设备确认", "confirmed by an earlier device"),
        EnrolmentMethod::OfficerInvitation => ("工作人员邀请", "by an officer's invitation"),
        EnrolmentMethod::OperatorInvitation => ("运维邀请", "by an operator's invitation"),
    }
}

/// Minutes until an instant, to the nearest: what is written a moment after the code was made must not say one less.
const fn minutes(now: Instant, until: Instant) -> i64 {
    let left = until.microseconds().saturating_sub(now.microseconds());
    left.saturating_add(30_000_000) / 60_000_000
}
