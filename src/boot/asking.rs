//! The line to providers of logins over HTTPS.

use std::time::Duration;

use futures_util::future::BoxFuture;
use secrecy::ExposeSecret as _;
use ureq::http::Response;
use ureq::{Agent, Body, Error};

use super::web;
use crate::actions::identity::providers::{ANSWER_MAX_BYTES, Answer, NoAnswer, ProviderLine, Question};

/// How long a provider has to answer, from the look-up of its name to the last byte.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// A client that follows no redirection: only whoever runs the service, and the provider they chose, name
/// addresses.
pub(super) struct ProviderClient {
    agent: Agent,
}

impl ProviderClient {
    /// A client that believes the certificate authorities of Mozilla.
    pub(super) fn new() -> Self {
        Self { agent: web::client(ANSWER_TIMEOUT) }
    }
}

impl ProviderLine for ProviderClient {
    fn ask(&self, question: Question) -> BoxFuture<'_, Result<Answer, NoAnswer>> {
        let agent = self.agent.clone();
        // The client waits on a thread; it ends by its timeout also when nobody waits for it any more.
        let asked = tokio::task::spawn_blocking(move || ask(&agent, &question));
        Box::pin(async { asked.await.unwrap_or(Err(NoAnswer::Unreachable)) })
    }
}

fn ask(agent: &Agent, question: &Question) -> Result<Answer, NoAnswer> {
    let mut response = send(agent, question).map_err(no_answer)?;
    let status = response.status().as_u16();
    let limited = response.body_mut().with_config().limit(ANSWER_MAX_BYTES);
    Ok(Answer { status, body: limited.read_to_vec().map_err(no_answer)? })
}

fn send(agent: &Agent, question: &Question) -> Result<Response<Body>, Error> {
    let headers = question.authorization.as_ref().map(|value| ("authorization", value.expose_secret()));
    let headers = headers.into_iter().chain([("accept", "application/json")]);
    if let Some(form) = &question.form {
        let request = agent.post(&question.url).content_type("application/x-www-form-urlencoded");
        headers.fold(request, |request, (name, value)| request.header(name, value)).send(form.expose_secret())
    } else {
        headers.fold(agent.get(&question.url), |request, (name, value)| request.header(name, value)).call()
    }
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
