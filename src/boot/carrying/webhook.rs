//! Text messages: each is posted, signed, to an address that brings it to the telephone.
//!
//! The body is `{"id", "to", "text", "kind"}`. The header `Quorate-Signature: t=<seconds>,v1=<hex>` has the
//! HMAC-SHA-256 (RFC 2104) of `<seconds>.<body>` under the secret, and `Idempotency-Key` the identifier, which is
//! the same at every attempt.

use std::fmt::Write as _;

use anyhow::ensure;
use futures_util::future::BoxFuture;
use ring::hmac;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use ureq::{Agent, Error};
use uuid::Uuid;

use super::{ANSWER_TIMEOUT, is_here};
use crate::actions::messages::{Carrier, NotCarried, Outgoing};
use crate::boot::web;

/// Fewest characters of the secret.
const SECRET_MIN_CHARS: usize = 32;

/// Most bytes that are read of an answer, whose status alone counts.
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
        let long_enough = secret.chars().count() >= SECRET_MIN_CHARS;
        ensure!(long_enough, "its secret must have at least {SECRET_MIN_CHARS} characters");
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        Ok(Self { agent: web::client(ANSWER_TIMEOUT), url: url.to_owned().into(), key })
    }

    fn sign(&self, message: &Outgoing) -> Result<Signed, NotCarried> {
        let Outgoing { id, at, kind, to, text } = message;
        let (to, text) = (to.expose_secret(), text.expose_secret());
        let body = serde_json::to_vec(&Body { id: *id, to, text, kind: kind.as_str() });
        let body = body.map_err(|_| NotCarried::NotAnAddress)?;
        let seconds = at.microseconds().div_euclid(1_000_000);
        let tag = hmac::sign(&self.key, &[format!("{seconds}.").as_bytes(), &body].concat());
        let mut signature = format!("t={seconds},v1=");
        for byte in tag.as_ref() {
            // Writing to a text cannot fail.
            let _written = write!(signature, "{byte:02x}");
        }
        Ok(Signed { id: id.to_string(), body, signature })
    }
}

impl Carrier for Webhook {
    fn carry(&self, message: Outgoing) -> BoxFuture<'_, Result<(), NotCarried>> {
        let signed = self.sign(&message);
        let (agent, url) = (self.agent.clone(), self.url.clone());
        Box::pin(async move {
            let signed = signed?;
            // The client waits on a thread; it ends by its timeout also when nobody waits for it any more.
            let sent = tokio::task::spawn_blocking(move || send(&agent, url.expose_secret(), &signed));
            sent.await.unwrap_or(Err(NotCarried::Unreachable))
        })
    }
}

fn send(agent: &Agent, url: &str, signed: &Signed) -> Result<(), NotCarried> {
    let request = agent
        .post(url)
        .content_type("application/json")
        .header("idempotency-key", &signed.id)
        .header("quorate-signature", &signed.signature);
    let mut response = request.send(signed.body.as_slice()).map_err(not_carried)?;
    // Read to its end, so that the connection can be used again; what it says does not matter.
    let _read = response.body_mut().with_config().limit(ANSWER_MAX_BYTES).read_to_vec();
    judge(response.status().as_u16())
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
}
