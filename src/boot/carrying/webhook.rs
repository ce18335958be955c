//! Text messages: each is posted, signed, to an address that brings it to the telephone.
//!
//! The body is `{"id", "to", "text", "kind"}`. An answer that is signed in the same way says what became of it:
//! `{"id", "state", "reference"}`. The header `Quorate-Signature: t=<seconds>,v1=<hex>` has the
//! HMAC-SHA-256 (RFC 2104) of `<seconds>.<body>` under the secret, and `Idempotency-Key` the identifier, which is
//! the same at every attempt.

use anyhow::ensure;
use futures_util::future::BoxFuture;
use ring::hmac;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use ureq::{Agent, Error};
use uuid::Uuid;

use super::{ANSWER_TIMEOUT, is_here, secret};
use crate::actions::messages::reports::{SKEW_MAX_SECONDS, Signature};
use crate::actions::messages::{Carrier, NotCarried, Outgoing, Taken, reference};
use crate::boot::web;
use crate::domain::instants::Instant;
use crate::domain::messages::ReportState;
use crate::evidence::text;

/// Most bytes that are read of an answer.
const ANSWER_MAX_BYTES: u64 = 16 * 1024;

/// Where text messages are posted to.
pub(super) struct Webhook {
    agent: Agent,
    url: SecretString,
    key: hmac::Key,
}

#[derive(Serialize)]
struct Body<'a> {
    id: Uuid,
    to: &'a str,
    text: &'a str,
    kind: &'static str,
}

/// A request as it is sent: body and signature.
struct Signed {
    id: String,
    body: Vec<u8>,
    signature: String,
}

impl Webhook {
    /// A client that follows no redirection: only whoever runs the service chooses addresses.
    pub(super) fn new(url: &str, secret: &str) -> anyhow::Result<Self> {
        let secure =
            url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
        let here = url.strip_prefix("http://").is_some_and(is_here);
        let plain = url.bytes().all(|byte| byte.is_ascii_graphic());
        ensure!((secure || here) && plain, "must begin with https:// (http:// for this machine alone)");
        let key = secret::key(secret)?;
        Ok(Self { agent: web::client(ANSWER_TIMEOUT), url: url.to_owned().into(), key })
    }

    fn sign(&self, message: &Outgoing) -> Result<Signed, NotCarried> {
        // What only mail can hold is left out.
        let Outgoing { id, at, kind, to, text, subject: _, unsubscribe: _ } = message;
        let (to, text) = (to.expose_secret(), text.expose_secret());
        let body = serde_json::to_vec(&Body { id: *id, to, text, kind: kind.as_str() });
        let body = body.map_err(|_| NotCarried::NotAnAddress)?;
        let seconds = at.microseconds().div_euclid(1_000_000);
        let signature = secret::sign(&self.key, seconds, &body);
        Ok(Signed { id: id.to_string(), body, signature })
    }

    /// What an answer says: something that can be shown later only if it is signed, of now and of this message.
    fn read(&self, message: (Uuid, Instant), answer: &Answered) -> Taken {
        let signed = answer.signature.as_deref().and_then(Signature::parse).filter(|own| {
            let seconds = message.1.microseconds().div_euclid(1_000_000);
            seconds.saturating_sub(own.seconds()).abs() <= SKEW_MAX_SECONDS
                && self.vouches(own.seconds(), &answer.body, own.tag())
        });
        let said = signed.and_then(|_| serde_json::from_slice::<Said>(&answer.body).ok());
        match said.filter(|said| said.id == message.0 && said.state != ReportState::Failed) {
            Some(said) => Taken::Reported { state: said.state, reference: reference(&said.reference) },
            None => Taken::Plainly,
        }
    }
}

/// An answer as it came.
struct Answered {
    body: Vec<u8>,
    signature: Option<String>,
}

/// What a signed answer says.
#[derive(Deserialize)]
struct Said {
    id: Uuid,
    #[serde(with = "text")]
    state: ReportState,
    #[serde(default)]
    reference: String,
}

impl Carrier for Webhook {
    fn carry(&self, message: Outgoing) -> BoxFuture<'_, Result<Taken, NotCarried>> {
        let signed = self.sign(&message);
        let (agent, url) = (self.agent.clone(), self.url.clone());
        Box::pin(async move {
            let signed = signed?;
            // The client waits on a thread; it ends by its timeout also when nobody waits for it any more.
            let sent = tokio::task::spawn_blocking(move || send(&agent, url.expose_secret(), &signed));
            let answer = sent.await.unwrap_or(Err(NotCarried::Unreachable))?;
            Ok(self.read((message.id, message.at), &answer))
        })
    }

    fn vouches(&self, seconds: i64, body: &[u8], tag: &[u8]) -> bool {
        secret::is_signed(&self.key, (seconds, tag), body)
    }
}

fn send(agent: &Agent, url: &str, signed: &Signed) -> Result<Answered, NotCarried> {
    let request = agent
        .post(url)
        .content_type("application/json")
        .header("idempotency-key", &signed.id)
        .header("quorate-signature", &signed.signature);
    let mut response = request.send(signed.body.as_slice()).map_err(not_carried)?;
    let signature = response.headers().get("quorate-signature").and_then(|own| own.to_str().ok());
    let signature = signature.map(str::to_owned);
    // Read to its end, so that the connection can be used again; one that is too long says nothing.
    let body = response.body_mut().with_config().limit(ANSWER_MAX_BYTES).read_to_vec().unwrap_or_default();
    judge(response.status().as_u16()).map(|()| Answered { body, signature })
}

/// What a status says. A refusal of who asks can be a mistake of a configuration, so it is not final.
const fn judge(status: u16) -> Result<(), NotCarried> {
    match status {
        200..=299 => Ok(()),
        400 | 410 | 413 | 422 => Err(NotCarried::Never(status)),
        other => Err(NotCarried::Later(other)),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the client's enum is open; the rest is unreachable")]
#[expect(clippy::needless_pass_by_value, reason = "the client hands errors over by value")]
fn not_carried(error: Error) -> NotCarried {
    match error {
        Error::Timeout(_) => NotCarried::TimedOut,
        _ => NotCarried::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::messages::MessageKind;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    /// The example in docs/operations.md, made with Python's hmac.
    #[test]
    fn the_signature_is_that_of_the_documented_example() {
        let webhook = Webhook::new("https://sms.example", SECRET).unwrap();
        let message = Outgoing {
            id: "019a0000-0000-7000-8000-000000000000".parse().unwrap(),
            at: "2026-05-04T08:00:00.9Z".parse().unwrap(),
            kind: MessageKind::ContactCode,
            to: "13800001111".to_owned().into(),
            text: "123456".to_owned().into(),
            subject: None,
            unsubscribe: None,
        };
        let signed = webhook.sign(&message).unwrap();
        let body = r#"{"id":"019a0000-0000-7000-8000-000000000000","to":"13800001111","text":"123456","kind":"contact_code"}"#;
        assert_eq!(String::from_utf8(signed.body).unwrap(), body);
        assert_eq!(
            signed.signature,
            "t=1777881600,v1=4729c8229b5e38e82b1dd4959bb53e76198529e338b18b38e4ec7c9f593d8ff6"
        );
    }

    #[test]
    fn only_a_refusal_of_the_message_itself_is_final() {
        for (status, outcome) in [
            (200, Ok(())),
            (202, Ok(())),
            (301, Err(NotCarried::Later(301))),
            (400, Err(NotCarried::Never(400))),
            (401, Err(NotCarried::Later(401))),
            (404, Err(NotCarried::Later(404))),
            (422, Err(NotCarried::Never(422))),
            (429, Err(NotCarried::Later(429))),
            (503, Err(NotCarried::Later(503))),
        ] {
            assert_eq!(judge(status), outcome);
        }
    }

    /// What is believed of an answer that is signed so, about this message, at this time.
    fn said(body: &str, signature: Option<String>) -> Taken {
        let webhook = Webhook::new("https://sms.example", SECRET).unwrap();
        let id = "019a0000-0000-7000-8000-000000000000".parse().unwrap();
        let at = "2026-05-04T08:00:00.9Z".parse().unwrap();
        webhook.read((id, at), &Answered { body: body.as_bytes().to_vec(), signature })
    }

    #[test]
    fn an_answer_is_believed_if_it_is_signed_now_and_of_this_message() {
        let key = secret::key(SECRET).unwrap();
        let signed =
            |seconds: i64, body: &str| said(body, Some(secret::sign(&key, seconds, body.as_bytes())));
        let good = r#"{"id":"019a0000-0000-7000-8000-000000000000","state":"accepted","reference":"q-1"}"#;
        let reported = Taken::Reported { state: ReportState::Accepted, reference: "q-1".to_owned() };
        assert_eq!(signed(1_777_881_600, good), reported);
        assert_eq!(said(good, None), Taken::Plainly, "not signed");
        assert_eq!(signed(1_777_881_600 - 301, good), Taken::Plainly, "too old");
        for wrong in [good.replace("019a", "019b"), good.replace("accepted", "failed"), String::new()] {
            assert_eq!(signed(1_777_881_600, &wrong), Taken::Plainly, "{wrong}");
        }
        let another = Some(secret::sign(&key, 1_777_881_600, b"another"));
        assert_eq!(said(good, another), Taken::Plainly);
    }
}
