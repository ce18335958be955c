//! The machine a witness runs on: its directory, its key, its list of logs, and how it is asked.

use std::fs;
use std::path::{Path, PathBuf};

use quorate::boot::{LogFormat, RunningWitness, WitnessSettings, start_witness};
use quorate::evidence::add_checkpoint::AddCheckpoint;
use quorate::evidence::add_checkpoint::answer::parse_cosignatures;
use quorate::evidence::cosignature::verify_cosignature;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::note::{KeyName, VerifierKey};
use reqwest::Client;
use tempfile::TempDir;

use crate::log::{HOST, Log};

/// The name of every witness under test.
pub const NAME: &str = "witness.example/w1";

/// What a witness answered.
#[derive(Debug, Eq, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub media_type: String,
    pub body: String,
}

impl Answer {
    pub async fn of(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let media_type = response.headers().get("content-type").map_or("", |value| value.to_str().unwrap());
        Self { status, media_type: media_type.to_owned(), body: response.text().await.unwrap() }
    }

    /// The answer that a witness knows a tree of another size, or another tree.
    pub fn conflict(known: u64) -> Self {
        Self { status: 409, media_type: "text/x.tlog.size".to_owned(), body: format!("{known}\n") }
    }
}

/// A machine on which one witness at a time runs.
pub struct Host {
    folder: TempDir,
    pub settings: WitnessSettings,
}

impl Host {
    /// A machine whose witness will follow every record of the service.
    pub fn new() -> Self {
        let key = PublicKey::of(&Log::record(1).key);
        Self::following(&format!("# The service\nservice {HOST} {key}\n"))
    }

    /// A machine whose witness will follow these logs.
    pub fn following(logs: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("logs.txt"), logs).unwrap();
        let settings = WitnessSettings {
            state: at("state"),
            key: at("witness.key"),
            name: KeyName::new(NAME).unwrap(),
            listen: "127.0.0.1:0".parse().unwrap(),
            logs: Some(at("logs.txt")),
            print_key: false,
            log_format: LogFormat::Text,
        };
        Self { folder, settings }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The only file that keeps a checkpoint.
    pub fn kept(&self) -> PathBuf {
        let entries = fs::read_dir(self.settings.state.join("logs")).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        assert_eq!(paths.len(), 1, "{paths:?}");
        paths.remove(0)
    }

    pub fn start(&self) -> Witness {
        Witness::of(start_witness(&self.settings).unwrap())
    }

    /// Why no witness starts here.
    pub fn refusal(&self) -> String {
        match start_witness(&self.settings) {
            Ok(_) => panic!("it started"),
            Err(error) => format!("{error:#}"),
        }
    }
}

/// A running witness.
pub struct Witness {
    running: RunningWitness,
    pub client: Client,
}

impl Witness {
    fn of(running: RunningWitness) -> Self {
        Self { running, client: Client::new() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address())
    }

    pub fn key(&self) -> VerifierKey {
        self.running.verifier_key()
    }

    /// Sends a body.
    pub async fn send(&self, body: impl Into<reqwest::Body>) -> Answer {
        Answer::of(self.client.post(self.url("/add-checkpoint")).body(body).send().await.unwrap()).await
    }

    /// Sends a request.
    pub async fn ask(&self, request: &AddCheckpoint) -> Answer {
        self.send(request.to_string()).await
    }

    /// Sends a request, which must be answered with a cosignature that verifies.
    pub async fn cosigns(&self, request: &AddCheckpoint) {
        let answer = self.ask(request).await;
        assert_eq!(
            (answer.status, answer.media_type.as_str()),
            (200, "text/plain; charset=utf-8"),
            "{answer:?}"
        );
        assert_cosigned(request, &answer.body, &self.key());
    }

    pub async fn stop(self) {
        self.running.stop().await.unwrap();
    }
}

/// Checks that an answer holds one cosignature of a witness over the checkpoint of a request.
pub fn assert_cosigned(request: &AddCheckpoint, body: &str, witness: &VerifierKey) {
    let lines = parse_cosignatures(body.as_bytes()).unwrap();
    assert_eq!(lines.len(), 1, "{body}");
    let mut checkpoint = request.checkpoint().clone();
    for line in lines {
        checkpoint.add(line).unwrap();
    }
    let time = verify_cosignature(&checkpoint, witness).unwrap();
    // Later than these lines were written.
    assert!(time.seconds() > 1_700_000_000, "{time}");
}
