//! Nobody learns from an answer whether a code, a token or an account exists.

use serde_json::json;

use crate::answer::Answer;
use crate::app::NOBODY;
use crate::estate::{Estate, enrolment, new_key};

/// What somebody who guesses sees.
fn seen(answer: &Answer) -> (u16, String) {
    let names = ["content-type", "www-authenticate", "retry-after"];
    let headers = names.map(|name| format!("{name}: {}", answer.header(name)));
    (answer.status, format!("{}\n{}", headers.join("\n"), answer.text))
}

/// A code of the right form that was never handed out.
const UNKNOWN: &str = "2T7K-9QXM-4B1C-8ZRD-0HNV-6WPA-3E";

#[tokio::test]
async fn a_code_that_exists_and_is_not_good_is_answered_as_one_that_never_was() {
    let estate = Estate::with_register().await;
    let used = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&used).await.expect(200);
    let statement = enrolment(&preview, &new_key());
    let second = estate.contact_code(&used, &preview).await;
    estate.activate_with(NOBODY, &used, &second, &statement).await.expect(201);
    let replaced = estate.code_of("o-2").await;
    estate.code_of("o-2").await;
    let (mut cut, mut flipped) = (replaced.clone(), replaced.clone());
    cut.pop();
    flipped.replace_range(0..1, if flipped.starts_with('A') { "B" } else { "A" });
    let unknown = seen(&estate.preview_activation(UNKNOWN).await);
    assert_eq!(unknown.0, 422);
    let unknown_use = seen(&estate.activate(NOBODY, UNKNOWN, &statement).await);
    for code in [used.as_str(), &replaced, &cut, &flipped, "", "AAAA", "业主", &"A".repeat(10_000)] {
        assert_eq!(seen(&estate.preview_activation(code).await), unknown, "{code}");
        assert_eq!(seen(&estate.activate(NOBODY, code, &statement).await), unknown_use, "{code}");
    }
    let expiring = estate.code_of("o-2").await;
    estate.set(estate.now().plus_seconds(31 * 24 * 60 * 60));
    assert_eq!(seen(&estate.preview_activation(&expiring).await), unknown);
    estate.stop().await;
}

#[tokio::test]
async fn a_refresh_token_that_was_good_is_answered_as_one_that_never_was() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let unknown = seen(&estate.refresh_session("AAAA").await);
    assert_eq!(unknown.0, 401);
    estate.refresh_session(&owner.refresh_token).await.expect(201);
    for token in [owner.refresh_token.as_str(), &owner.token, "", "a.b.c", &"A".repeat(10_000)] {
        assert_eq!(seen(&estate.refresh_session(token).await), unknown, "{token}");
    }
    estate.stop().await;
}

#[tokio::test]
async fn an_access_token_of_an_ended_session_is_answered_as_one_that_never_was() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    estate.end_session(&owner.token).await.expect(204);
    let unknown = seen(&estate.me("a.b.c").await);
    assert_eq!(seen(&estate.me(&owner.token).await), unknown);
    let code = json!({ "owners": ["o-1"] });
    let refused = seen(&estate.hand_out_codes(&owner.token, estate.community, &code).await);
    assert_eq!(refused, unknown);
    estate.stop().await;
}
