//! Requests that may find nobody to answer them.

use std::time::Duration;

use reqwest::{Method, RequestBuilder};

use crate::app::{App, NOBODY};
use crate::calls::Place;

/// How long between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// How often something is attempted that must come to pass at last.
const ATTEMPTS_MAX: u32 = 3_000;

/// Status and body of an answer, if all of it came.
pub type Reply = Option<(u16, String)>;

/// Sends a request and reads the answer, if there is one.
pub async fn attempt(request: RequestBuilder) -> Reply {
    let response = request.send().await.ok()?;
    let status = response.status().as_u16();
    Some((status, response.text().await.ok()?))
}

/// The request that casts a ballot.
pub fn casting(app: &App, (community, meeting): Place, ballot: &str) -> RequestBuilder {
    let path = format!("/api/v1/communities/{community}/meetings/{meeting}/ballots");
    let request = app.request(NOBODY, Method::POST, &path).header("content-type", "application/jose");
    request.body(ballot.to_owned())
}

/// A request that asks for something to be done to a meeting.
pub fn bidding(app: &App, token: &str, (community, meeting): Place, what: &str) -> RequestBuilder {
    app.request(token, Method::POST, &format!("/api/v1/communities/{community}/meetings/{meeting}/{what}"))
}

/// Whether an answer, or that there was none, means: try the same again.
pub fn is_again(reply: &Reply) -> bool {
    reply.as_ref().is_none_or(|(status, _)| *status == 503)
}

/// Casts the same bytes until there is an answer; the receipt, and how often it took another try.
pub async fn cast_until_answered(app: &App, place: Place, ballot: &str) -> (String, u32) {
    for tries in 0..ATTEMPTS_MAX {
        let reply = attempt(casting(app, place, ballot)).await;
        if is_again(&reply) {
            tokio::time::sleep(PAUSE).await;
            continue;
        }
        let (status, text) = reply.expect("an answer");
        assert_eq!(status, 201, "{text}");
        return (text, tries);
    }
    panic!("no answer after {ATTEMPTS_MAX} attempts");
}
