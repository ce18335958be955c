//! The line to witnesses over HTTPS.

use std::time::Duration;

use futures_util::future::BoxFuture;
use ureq::{Agent, Error};

use super::web;
use crate::actions::witnessing::{Answer, NoAnswer, WitnessLine};
use crate::evidence::add_checkpoint::answer::ANSWER_MAX_BYTES;

/// How long a witness has to answer, from the look-up of its name to the last byte.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// A client that follows no redirection: only whoever runs the service chooses addresses.
pub(super) struct HttpLine {
    agent: Agent,
}

impl HttpLine {
    /// A client that believes the certificate authorities of Mozilla.
    pub(super) fn new() -> Self {
        Self { agent: web::client(ANSWER_TIMEOUT) }
    }
}

impl WitnessLine for HttpLine {
    fn post(&self, url: String, body: Vec<u8>) -> BoxFuture<'_, Result<Answer, NoAnswer>> {
        let agent = self.agent.clone();
        // The client waits on a thread; it ends by its timeout also when nobody waits for it any more.
        let sent = tokio::task::spawn_blocking(move || send(&agent, &url, &body));
        Box::pin(async { sent.await.unwrap_or(Err(NoAnswer::Unreachable)) })
    }
}

fn send(agent: &Agent, url: &str, body: &[u8]) -> Result<Answer, NoAnswer> {
    let mut response =
        agent.post(url).content_type("text/plain; charset=utf-8").send(body).map_err(no_answer)?;
    let status = response.status().as_u16();
    let limited = response.body_mut().with_config().limit(ANSWER_MAX_BYTES as u64);
    Ok(Answer { status, body: limited.read_to_vec().map_err(no_answer)? })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the client's enum is open; the rest is unreachable")]
#[expect(clippy::needless_pass_by_value, reason = "the client hands errors over by value")]
fn no_answer(error: Error) -> NoAnswer {
    match error {
        Error::Timeout(_) => NoAnswer::TimedOut,
        Error::BodyExceedsLimit(_) => NoAnswer::TooLong,
        _ => NoAnswer::Unreachable,
    }
}
