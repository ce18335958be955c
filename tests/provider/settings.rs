//! The file of providers: a service does not start with one that is wrong, and says where.

use std::fs;
use std::sync::Arc;

use quorate::boot::{SimulatedSurroundings, start_simulated};
use tempfile::TempDir;

use crate::app::BEGINNING;
use crate::host::settings;

const GOOD: &str = r#"
[[provider]]
id = "city"
title = { zh = "城市登录", en = "City login" }
issuer = "https://id.city.example"
client_id = "quorate"
calling_code = "86"
matches = [{ field = "phone", claim = "phone_number", verified_by = "phone_number_verified" }]
"#;

/// What a service says that is started with this file.
async fn refusal(text: &str) -> String {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("providers.toml"), text).unwrap();
    fs::write(folder.path().join("shared.secret"), "secret").unwrap();
    let database = format!("sqlite:{}", folder.path().join("quorate.db").display());
    let clock = Arc::new(SimulatedSurroundings::new(BEGINNING.parse().unwrap()));
    match start_simulated(&settings(&folder, &database), clock).await {
        Ok(running) => {
            running.stop().await.unwrap();
            String::new()
        }
        Err(error) => format!("{error:#}"),
    }
}

#[tokio::test]
async fn a_service_starts_with_providers_as_they_should_be() {
    assert_eq!(refusal(GOOD).await, "");
    let second = GOOD.replace("city", "bank").replace("\nmatches", "\nscopes = [\"mobile\"]\nmatches");
    assert_eq!(refusal(&format!("{GOOD}{second}")).await, "");
    let always = "always_verified = true";
    assert_eq!(refusal(&GOOD.replace(r#"verified_by = "phone_number_verified""#, always)).await, "");
}

#[tokio::test]
async fn what_is_wrong_with_the_file_is_told_with_its_line() {
    let second = GOOD.replace("city", "bank");
    for (text, expected) in [
        (String::new(), vec!["names no [[provider]]"]),
        (GOOD.replace("issuer", "isuer"), vec!["line 5", "unknown field `isuer`"]),
        (GOOD.replace("id = \"city\"", "id = \"City 1\""), vec!["line 2", "lower-case letters"]),
        (
            GOOD.replace("https://", "http://"),
            vec!["line 2", "issuer must be an address that begins with https://"],
        ),
        (GOOD.replace("id.city.example", "id.city.example/?a=b"), vec!["line 2", "issuer must be"]),
        (GOOD.replace("quorate", ""), vec!["line 2", "client_id must have 1 to 256 characters"]),
        (GOOD.replace("field = \"phone\"", "field = \"age\""), vec!["line 8", "unknown variant `age`"]),
        (
            GOOD.replace("field = \"phone\"", "field = \"name\""),
            vec!["line 2", "a name alone proves nothing"],
        ),
        (
            GOOD.replace(", verified_by = \"phone_number_verified\"", ""),
            vec!["line 2", "match of phone must say verified_by"],
        ),
        (GOOD.replace(" }]", ", always_verified = true }]"), vec!["line 2", "exclude each other"]),
        (GOOD.replace("86", "+86"), vec!["line 2", "1 to 3 digits"]),
        (GOOD.replace("calling_code = \"86\"\n", ""), vec!["line 2", "be there where a telephone number"]),
        (GOOD.replace("matches", "max_age_seconds = 90000\nmatches"), vec!["line 2", "86400 at most"]),
        (GOOD.replace("matches", "scopes = [\"a b\"]\nmatches"), vec!["line 2", "words without spaces"]),
        (
            GOOD.replace("matches", "client_secret_env = \"NOT_THERE\"\nmatches"),
            vec!["line 2", "variable NOT_THERE"],
        ),
        (GOOD.replace("matches", "client_secret_file = \"nowhere\"\nmatches"), vec!["line 2", "nowhere"]),
        (
            GOOD.replace("matches", "client_secret_file = \"shared.secret\"\nmatches"),
            vec!["line 2", "chmod 600"],
        ),
        (
            GOOD.replace("matches", "client_secret_file = \"a\"\nclient_secret_env = \"b\"\nmatches"),
            vec!["line 2", "exclude each other"],
        ),
        (format!("{GOOD}{GOOD}"), vec!["city stands twice"]),
        (format!("{GOOD}{}", second.replace("https://", "ftp://")), vec!["line 10", "issuer must be"]),
    ] {
        let told = refusal(&text).await;
        let missing: Vec<_> = expected.iter().filter(|part| !told.contains(**part)).collect();
        assert!(missing.is_empty() && told.contains("providers.toml"), "{missing:?} not in {told}\n{text}");
    }
}
