//! A street office with an inbox, beside an assembly whose supervising office names it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use quorate::boot::{
    InboxLimits, InboxSettings, LogFormat, RunningInbox, SimulatedSurroundings, inbox_entry,
    start_inbox_simulated,
};
use quorate::domain::instants::Instant;
use quorate::evidence::digest::Digest;
use quorate::evidence::statements::{Forwarding, Statement as _};
use quorate::evidence::witnesses::Inbox;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::answer::Answer;
use crate::app::{NOBODY, send};
use crate::assembly::Assembly;
use crate::calls::Place;
use crate::door::Door;

/// Where the inbox is said to be.
const URL: &str = "https://inbox.example.org";

/// A running inbox.
pub struct Office {
    running: RunningInbox,
    clock: Arc<SimulatedSurroundings>,
    /// The settings it runs with.
    pub settings: InboxSettings,
    /// What stands between it and the service.
    pub door: Door,
    /// How it is named.
    pub entry: Inbox,
    folder: TempDir,
}

impl Office {
    /// An assembly and an inbox that its supervising office has named.
    pub async fn beside() -> (Assembly, Self) {
        Self::beside_with(InboxLimits::USUAL).await
    }

    /// The same with other limits.
    pub async fn beside_with(limits: InboxLimits) -> (Assembly, Self) {
        let assembly = Assembly::gather().await;
        let office = Self::open(&assembly, limits).await;
        let token = assembly.token(&assembly.supervisor).await;
        let list = json!([office.entry]);
        assembly.name_inboxes(&token, assembly.community, "\"0\"", &list).await.expect(200);
        (assembly, office)
    }

    async fn open(assembly: &Assembly, limits: InboxLimits) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let keys = folder.path().join("keys.json");
        let document = serde_json::to_vec(&assembly.keys().await).expect("JSON");
        std::fs::write(&keys, document).expect("a file");
        let service = assembly.request(NOBODY, Method::GET, "/").build().expect("a request");
        let service: SocketAddr = service.url().authority().parse().expect("an address");
        let door = Door::to(service);
        let settings = InboxSettings {
            state: folder.path().join("inbox"),
            key: folder.path().join("inbox.key"),
            name: "梧桐街道办事处".to_owned(),
            listen: "127.0.0.1:0".parse().expect("an address"),
            service: Some(door.url()),
            trust: vec![keys],
            print_entry: None,
            log_format: LogFormat::Text,
        };
        let entry = inbox_entry(&settings, URL).expect("an entry");
        let entry = serde_json::from_str(&entry).expect("an inbox");
        let clock = Arc::new(SimulatedSurroundings::new(assembly.now()));
        let running = start_inbox_simulated(&settings, Arc::clone(&clock), limits).expect("it starts");
        Self { running, clock, settings, door, entry, folder }
    }

    /// Stops it and starts it again on the same directory.
    pub async fn restart(self) -> Self {
        self.running.stop().await.expect("it stops");
        let running = start_inbox_simulated(&self.settings, Arc::clone(&self.clock), InboxLimits::USUAL);
        Self { running: running.expect("it starts"), ..self }
    }

    /// Stops it; how it would start again on what is there now.
    pub async fn stopped(self, act: impl FnOnce(&Files)) -> Result<(), String> {
        let Self { running, clock, settings, folder, .. } = self;
        running.stop().await.expect("it stops");
        act(&Files { state: settings.state.clone(), key: settings.key.clone() });
        let started = start_inbox_simulated(&settings, clock, InboxLimits::USUAL);
        drop(folder);
        match started {
            Ok(running) => running.stop().await.map_err(|error| error.to_string()),
            Err(error) => Err(format!("{error:#}")),
        }
    }

    /// Sets its clock.
    pub fn set(&self, now: Instant) {
        self.clock.set(now);
    }

    /// Sets its clock forwards.
    pub fn advance(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// Forwards what is due.
    pub async fn forward(&self) {
        self.running.forward().await.expect("a round");
    }

    /// Sends it anything.
    pub async fn post(&self, path: &str, media_type: &str, body: impl Into<String>) -> Answer {
        let request = Client::new().post(format!("http://{}{path}", self.running.address()));
        send(request.header("content-type", media_type).body(body.into())).await
    }

    /// Sends it a ballot.
    pub async fn send(&self, (community, meeting): Place, ballot: &str) -> Answer {
        self.post(&format!("/ballots/{community}/{meeting}"), "application/jose", ballot).await
    }

    /// Sends it a ballot that it takes; what it signed, which verifies.
    pub async fn taken(&self, place: Place, ballot: &str) -> (Forwarding, String) {
        let answer = self.send(place, ballot).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (201, "application/jose"),
            "{}",
            answer.text
        );
        let forwarding = Forwarding::verified(&answer.text, &self.entry.key).expect("it verifies");
        assert_eq!(forwarding.ballot, Digest::of(ballot.as_bytes()));
        assert_eq!((forwarding.community, forwarding.meeting), place);
        (forwarding, answer.text)
    }

    /// Asks it anything.
    pub async fn get(&self, path: &str) -> Answer {
        send(Client::new().get(format!("http://{}{path}", self.running.address()))).await
    }

    /// What became of a ballot.
    pub async fn status(&self, ballot: &str) -> Value {
        let answer = self.get(&format!("/ballots/{}", Digest::of(ballot.as_bytes()))).await;
        assert!(!answer.text.contains(ballot), "a ballot is shown to nobody");
        answer.expect(200)
    }

    /// The file that keeps a ballot.
    pub fn file(&self, ballot: &str) -> PathBuf {
        self.settings.state.join("ballots").join(format!("{}.json", Digest::of(ballot.as_bytes())))
    }

    /// Stops it.
    pub async fn stop(self) {
        self.running.stop().await.expect("it stops");
    }
}

/// The files of an inbox that is stopped.
pub struct Files {
    /// Its directory.
    pub state: PathBuf,
    /// Its key.
    pub key: PathBuf,
}
