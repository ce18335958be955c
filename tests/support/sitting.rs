//! A committee of the chair and four members, and the steps of its sittings.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::digest;
use crate::answer::Answer;
use crate::app::send;
use crate::assembly::{Assembly, Person};

/// A committee of five.
pub struct Committee {
    /// The chair.
    pub chair: Person,
    /// The other four members.
    pub members: Vec<Person>,
}

impl Committee {
    /// Five persons whom the supervising office invited.
    pub async fn of(assembly: &Assembly) -> Self {
        let chair = assembly.officer_of("chair").await;
        let mut members = Vec::new();
        for _ in 0..4 {
            members.push(assembly.officer_of("member").await);
        }
        Self { chair, members }
    }

    /// Everybody, the chair first.
    pub fn all(&self) -> impl Iterator<Item = &Person> {
        std::iter::once(&self.chair).chain(&self.members)
    }

    /// Calls a sitting that decides one thing and tells the residents' committee of it.
    pub async fn call(&self, assembly: &Assembly, sitting: Uuid, hours: (&str, &str)) {
        assembly.acted(&self.chair, sitting, call(hours, "upkeep")).await;
        let tell = json!({ "sitting": { "did": "tell", "letter": digest("letter") } });
        assembly.acted(&assembly.secretary, sitting, tell).await;
    }

    /// So many attend, the chair first.
    pub async fn attend(&self, assembly: &Assembly, sitting: Uuid, how_many: usize) {
        for person in self.all().take(how_many) {
            assembly.acted(person, sitting, json!({ "sitting": { "did": "attend" } })).await;
        }
    }

    /// The chair puts a text, and so many sign that they are for it, the chair first.
    pub async fn decide(&self, assembly: &Assembly, sitting: Uuid, text: &str, how_many: usize) {
        let put = json!({ "sitting": { "did": "put", "item": "gate", "text": digest(text) } });
        assembly.acted(&self.chair, sitting, put).await;
        for person in self.all().take(how_many) {
            assembly.acted(person, sitting, sign(text)).await;
        }
    }

    /// The chair closes the sitting with its minutes.
    pub async fn close(&self, assembly: &Assembly, sitting: Uuid, minutes: &Value) {
        let close = json!({ "sitting": { "did": "close", "minutes": minutes } });
        assembly.acted(&self.chair, sitting, close).await;
    }
}

/// The call of a sitting within these hours, about one thing of a kind.
pub fn call((begins_at, ends_at): (&str, &str), kind: &str) -> Value {
    json!({ "sitting": {
        "did": "call", "begins_at": begins_at, "ends_at": ends_at, "place": "小区会议室",
        "document": digest("agenda"), "items": [{ "item": "gate", "title": "修理东门道闸", "kind": kind }],
    } })
}

/// A signature for a text.
pub fn sign(text: &str) -> Value {
    json!({ "sitting": { "did": "sign", "item": "gate", "text": digest(text), "answer": "for" } })
}

impl Assembly {
    /// The register of uses of seals, as somebody sees it.
    pub async fn seal_register(&self, by: &Person) -> Value {
        let path = format!("/api/v1/communities/{}/seal-uses?register=true", self.community);
        send(self.request(&self.token(by).await, Method::GET, &path)).await.expect(200)
    }

    /// Keeps a file in the archive.
    pub async fn keep(&self, by: &Person, access: &str, media_type: &str, content: &str) -> Answer {
        let path = format!("/api/v1/communities/{}/archive?access={access}", self.community);
        let request = self.request(&self.token(by).await, Method::POST, &path);
        send(request.header("content-type", media_type).body(content.to_owned())).await
    }

    /// A file of the archive, as somebody sees it.
    pub async fn archived(&self, by: &Person, content: &str) -> Answer {
        let digest = digest(content);
        let digest = digest.as_str().expect("a digest");
        let path = format!("/api/v1/communities/{}/archive/files/{digest}", self.community);
        send(self.request(&self.token(by).await, Method::GET, &path)).await
    }

    /// The documents of the archive, as somebody sees them.
    pub async fn archive(&self, by: &Person, query: &str) -> Value {
        let path = format!("/api/v1/communities/{}/archive{query}", self.community);
        send(self.request(&self.token(by).await, Method::GET, &path)).await.expect(200)
    }
}
