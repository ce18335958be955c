//! A provider of another hand: the npm package `oidc-provider`, and the browser of whoever logs in.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::app::HOST;

/// How its clients may be signed for.
pub const ALGORITHMS: [&str; 3] = ["RS256", "ES256", "EdDSA"];

/// It ends with this value.
pub struct Genuine {
    child: Child,
    said: Option<ChildStdin>,
    heard: BufReader<ChildStdout>,
    /// Its issuer.
    pub issuer: String,
}

impl Genuine {
    /// Starts one. A missing package is a failed test.
    pub fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/node");
        let package = folder.join("node_modules/oidc-provider");
        assert!(package.exists(), "oidc-provider is missing: run `make test`, which installs it first");
        let mut child = Command::new("node")
            .arg(folder.join("provider.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("node does not run ({error}): see `make test`"));
        let (said, heard) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut provider = Self { child, said, heard, issuer: String::new() };
        let redirect_uri = format!("https://{HOST}/api/v1/provider-returns/{{provider}}");
        let started = provider.tell(&json!({ "do": "start", "redirect_uri": redirect_uri }));
        started["issuer"].as_str().unwrap().clone_into(&mut provider.issuer);
        provider
    }

    /// Logs somebody in at an address and gives the one their browser is sent back to. The person is a name, a
    /// telephone number and whether it is verified, with lines between them.
    pub fn log_in(&mut self, url: &str, person: &str) -> String {
        self.log_in_as(url, person, person)
    }

    /// The same with an account of which another person may have been told before.
    pub fn log_in_as(&mut self, url: &str, account: &str, person: &str) -> String {
        let parts: Vec<_> = person.split('|').collect();
        let claims = json!({ "name": parts[0], "phone_number": parts[1], "phone_number_verified": parts[2] == "true" });
        let back = self.tell(&json!({ "do": "login", "url": url, "account": account, "claims": claims }));
        back["url"].as_str().unwrap().to_owned()
    }

    /// Signs with new keys from now on.
    pub fn rotate(&mut self) {
        self.tell(&json!({ "do": "rotate" }));
    }

    /// One provider for each algorithm, as whoever runs a service writes them.
    pub fn settings(&self) -> String {
        let one = |algorithm: &&str| {
            format!(
                r#"
                [[provider]]
                id = "{}"
                title = {{ zh = "城市登录", en = "City login" }}
                issuer = "{}"
                client_id = "quorate-{algorithm}"
                client_secret_file = "{algorithm}.secret"
                calling_code = "86"
                max_age_seconds = 300
                matches = [
                    {{ field = "phone", claim = "phone_number", verified_by = "phone_number_verified" }},
                    {{ field = "name", claim = "name" }},
                ]
                "#,
                algorithm.to_lowercase(),
                self.issuer,
            )
        };
        ALGORITHMS.iter().map(one).collect()
    }

    fn tell(&mut self, what: &Value) -> Value {
        writeln!(self.said.as_mut().unwrap(), "{what}").unwrap();
        let mut line = String::new();
        self.heard.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["error"], Value::Null, "{answer}");
        answer
    }
}

impl Drop for Genuine {
    /// It ends when nobody speaks to it any more.
    fn drop(&mut self) {
        drop(self.said.take());
        let _ = self.child.wait();
    }
}
