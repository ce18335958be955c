//! Mail by SMTP (RFC 5321), over TLS unless the server is on this machine.

use anyhow::{Context as _, anyhow, ensure};
use futures_util::future::BoxFuture;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::{AsyncSmtpTransport, Error};
use lettre::{AsyncTransport as _, Tokio1Executor};
use ring::hmac;
use secrecy::ExposeSecret as _;

use super::{ANSWER_TIMEOUT, is_here, secret};
use crate::actions::messages::{Carrier, NotCarried, Outgoing, Taken, reference};
use crate::domain::messages::{MessageKind, ReportState};

/// A mail server and whom mail is from.
pub(super) struct Mail {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    host: String,
    reports: Option<hmac::Key>,
}

/// Where a recipient asks for no more mail of its sort (RFC 2369, RFC 8058).
const UNSUBSCRIBE: [HeaderName; 2] = [
    HeaderName::new_from_ascii_str("List-Unsubscribe"),
    HeaderName::new_from_ascii_str("List-Unsubscribe-Post"),
];

impl Mail {
    /// A client of the server of this address, which may hold user and password.
    pub(super) fn new(url: &str, from: &str, host: &str) -> anyhow::Result<Self> {
        let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
        let query = rest.split_once('?').map_or("", |(_, query)| query);
        let encrypted =
            scheme == "smtps" || (scheme == "smtp" && query.split('&').any(|own| own == "tls=required"));
        let place = rest.split(['/', '?']).next().unwrap_or_default();
        let named = !place.is_empty() && !place.ends_with('@');
        // A cause would repeat the address, and with it the password.
        let unreadable =
            || anyhow!("QUORATE_SMTP_URL must be smtps://user:password@host:465 or smtp://…?tls=required");
        ensure!(named && (encrypted || (scheme == "smtp" && is_here(rest))), unreadable());
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| unreadable())?;
        let from = from
            .parse()
            .context("QUORATE_MAIL_FROM must be an address such as Quorate <vote@example.org>")?;
        Ok(Self {
            server: server.timeout(Some(ANSWER_TIMEOUT)).build(),
            from,
            host: host.to_owned(),
            reports: None,
        })
    }

    /// The same, with reports taken that are signed with this key.
    pub(super) fn reported_under(self, reports: Option<hmac::Key>) -> Self {
        Self { reports, ..self }
    }

    fn write(&self, message: &Outgoing) -> Option<Message> {
        let to: Mailbox = message.to.expose_secret().parse().ok()?;
        let mut letter = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(message.subject.as_deref().unwrap_or_else(|| subject(message.kind)))
            .message_id(Some(format!("<{}@{}>", message.id, self.host)))
            .header(ContentType::TEXT_PLAIN);
        if let Some(address) = &message.unsubscribe {
            let [list, post] = UNSUBSCRIBE;
            letter = letter
                .raw_header(HeaderValue::new(list, format!("<{address}>")))
                .raw_header(HeaderValue::new(post, "List-Unsubscribe=One-Click".to_owned()));
        }
        letter.body(message.text.expose_secret().to_owned()).ok()
    }
}

impl Carrier for Mail {
    fn carry(&self, message: Outgoing) -> BoxFuture<'_, Result<Taken, NotCarried>> {
        Box::pin(async move {
            let letter = self.write(&message).ok_or(NotCarried::NotAnAddress)?;
            let sent = tokio::time::timeout(ANSWER_TIMEOUT, self.server.send(letter)).await;
            let answered = sent.map_err(|_| NotCarried::TimedOut)?;
            let answer = answered.map_err(|error| not_carried(&error))?;
            // With its number in the queue, by which whoever runs the mail server finds it again.
            let reference = reference(answer.first_line().unwrap_or_default());
            Ok(Taken::Reported { state: ReportState::Accepted, reference })
        })
    }

    fn vouches(&self, seconds: i64, body: &[u8], tag: &[u8]) -> bool {
        self.reports.as_ref().is_some_and(|key| secret::is_signed(key, (seconds, tag), body))
    }
}

/// What stands in a list of mail: not what the message says.
const fn subject(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::ContactCode => "激活验证码 / Your activation code",
        MessageKind::SignInCode => "登录验证码 / Your sign-in code",
        MessageKind::KeyEnrolled => "新设备绑定通知 / A device was enabled to vote for you",
        MessageKind::KeyRevoked => "设备停用通知 / A device was disabled",
        MessageKind::RepresentativeActed => "共有人行使表决权通知 / A co-owner has acted",
        MessageKind::MandateGiven => "表决委托登记通知 / A mandate was recorded",
        MessageKind::OpinionRecorded => "表决意见登记通知 / Your opinion was recorded",
        MessageKind::MandateEnded => "表决委托终止通知 / A mandate ended",
        MessageKind::VoteAssisted => "协助投票通知 / A vote was cast with help",
        MessageKind::ActingChanged => "表决权行使人变更通知 / Others act for your unit",
        MessageKind::ContactChanged => "联系方式变更通知 / Your contact was changed",
        MessageKind::MeetingNotice => "会议通知 / Notice of a meeting",
        MessageKind::Reminder => "表决即将截止 / Voting closes soon",
        MessageKind::MeetingExtended => "表决期限延长 / Voting was extended",
        MessageKind::MeetingCancelled => "会议取消 / The meeting was called off",
        MessageKind::PreliminaryResult => "表决结果公示 / Preliminary result",
        MessageKind::FinalResult => "表决结果公告 / Final result",
    }
}

/// What an error says. A refusal of who asks (RFC 4954 section 6) can be a mistake of a configuration, so it is
/// not final.
fn not_carried(error: &Error) -> NotCarried {
    let status = error.status().map(u16::from);
    match status {
        _ if error.is_timeout() => NotCarried::TimedOut,
        Some(status @ (530 | 534 | 535 | 538)) => NotCarried::Later(status),
        Some(status) if error.is_permanent() => NotCarried::Never(status),
        Some(status) => NotCarried::Later(status),
        None => NotCarried::Unreachable,
    }
}
