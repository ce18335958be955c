//! Deeds in the life of a community, signed and handed in.

use quorate::evidence::acts::{Act, ActStatement};
use quorate::evidence::statements::Statement as _;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::send;
use crate::assembly::{Assembly, Person, nonce};

impl Assembly {
    /// Another officer of the community.
    pub async fn officer_of(&self, role: &str) -> Person {
        let token = self.token(&self.supervisor).await;
        Person::of(&self.officer(&token, self.community, role).await, self.now())
    }

    /// A signed deed of the noun that it names, for example `{"contract": {"did": "end", …}}`.
    pub async fn act_of(&self, by: &Person, process: Uuid, act: &Value) -> String {
        let statement = ActStatement {
            v: 1,
            origin: self.keys().await.origin,
            community: self.community,
            process,
            act: serde_json::from_value::<Act>(act.clone()).expect("an act"),
            nonce: nonce(),
        };
        statement.sign(&by.key).expect("a statement")
    }

    /// Hands in a deed, at the address of its noun: `contract` at `contracts`.
    pub async fn act(&self, by: &Person, process: Uuid, act: Value) -> Answer {
        let (noun, signed) = (noun(&act), self.act_of(by, process, &act).await);
        self.hand_in_act(by, &noun, &signed).await
    }

    /// Hands in what was signed.
    pub async fn hand_in_act(&self, by: &Person, noun: &str, signed: &str) -> Answer {
        let path = format!("/api/v1/communities/{}/{}", self.community, plural(noun));
        let request = self.request(&self.token(by).await, Method::POST, &path);
        send(request.header("content-type", "application/jose").body(signed.to_owned())).await
    }

    /// Hands in a deed that is taken; its receipt.
    pub async fn acted(&self, by: &Person, process: Uuid, act: Value) -> String {
        let answer = self.act(by, process, act).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.text
    }

    /// How a process stands, as somebody sees it.
    pub async fn process(&self, by: &Person, noun: &str, process: Uuid) -> Answer {
        let path = format!("/api/v1/communities/{}/{}/{process}", self.community, plural(noun));
        send(self.request(&self.token(by).await, Method::GET, &path)).await
    }

    /// Every process of a noun, as somebody sees it.
    pub async fn processes(&self, by: &Person, noun: &str) -> Answer {
        let path = format!("/api/v1/communities/{}/{}", self.community, plural(noun));
        send(self.request(&self.token(by).await, Method::GET, &path)).await
    }
}

/// A process that nobody opened yet.
pub const fn process(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number)
}

/// The SHA-256 of something that is kept elsewhere.
pub fn digest(of: &str) -> Value {
    json!(quorate::evidence::digest::Digest::of(of.as_bytes()))
}

fn noun(act: &Value) -> String {
    act.as_object().expect("an act").keys().next().expect("a noun").clone()
}

fn plural(noun: &str) -> String {
    if noun == "archive" {
        return "archive/documents".to_owned();
    }
    noun.strip_suffix('y').map_or_else(|| format!("{noun}s"), |stem| format!("{stem}ies")).replace('_', "-")
}
