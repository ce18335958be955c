//! A running service with one method for each operation.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use quorate::boot::{LogFormat, Running, Settings, SimulatedSurroundings, start_simulated};
use quorate::domain::instants::Instant;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::answer::Answer;
use crate::postgres;

/// The public name of every service under test.
pub const HOST: &str = "demonstration.test";

/// When every test begins.
pub const BEGINNING: &str = "2026-05-04T08:00:00Z";

/// A running service over a fresh database.
pub struct App {
    running: Running,
    clock: Arc<SimulatedSurroundings>,
    client: Client,
    folder: Arc<TempDir>,
    database: String,
}

/// An access token; empty for nobody.
pub type Token<'a> = &'a str;

/// Nobody's token.
pub const NOBODY: Token<'static> = "";

/// Which kind of database a service runs over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Database {
    /// A file.
    Sqlite,
    /// A real PostgreSQL.
    Postgres,
}

impl Database {
    /// The kind that `QUORATE_TEST_DATABASE` asks for.
    pub fn of_environment() -> Self {
        let postgres = env::var("QUORATE_TEST_DATABASE").is_ok_and(|kind| kind == "postgres");
        if postgres { Self::Postgres } else { Self::Sqlite }
    }
}

impl App {
    /// Starts a service over the database that the environment asks for.
    pub async fn start() -> Self {
        Self::start_on(Database::of_environment()).await
    }

    /// Starts a service over a fresh database.
    pub async fn start_on(database: Database) -> Self {
        Self::start_with(database, "").await
    }

    /// Starts a service over a fresh database that talks to these witnesses, if any.
    pub async fn start_with(database: Database, witnesses: &str) -> Self {
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        if !witnesses.is_empty() {
            fs::write(witnesses_in(&folder), witnesses).expect("the file of witnesses can be written");
        }
        let database = match database {
            Database::Postgres => postgres::fresh_database().await,
            Database::Sqlite => format!("sqlite:{}", folder.path().join("quorate.db").display()),
        };
        Self::start_at(database, folder).await
    }

    /// Starts a service over a database that is there already, with keys and marks in a folder.
    pub async fn start_at(database: String, folder: Arc<TempDir>) -> Self {
        let clock = Arc::new(SimulatedSurroundings::new(BEGINNING.parse().expect("an instant")));
        let running = run(&folder, &database, &clock).await;
        Self { running, clock, client: client(), folder, database }
    }

    /// Stops the service and starts it again over the same database and keys.
    pub async fn restart(self) -> Self {
        self.running.stop().await.expect("the service stops");
        let running = run(&self.folder, &self.database, &self.clock).await;
        Self { running, client: client(), ..self }
    }

    /// Stops the service and starts it over another database with the same keys and marks.
    pub async fn restart_on(self, database: String) -> Self {
        self.running.stop().await.expect("the service stops");
        let running = run(&self.folder, &database, &self.clock).await;
        Self { running, client: client(), database, ..self }
    }

    /// Starts another service on the same database and by the same clock, with the same keys and marks.
    pub async fn beside(&self, database: &str) -> Self {
        let (folder, clock) = (Arc::clone(&self.folder), Arc::clone(&self.clock));
        let running = run(&folder, database, &clock).await;
        Self { running, clock, client: client(), folder, database: database.to_owned() }
    }

    /// The settings with which it runs, over another database.
    pub fn settings_on(&self, database: &str) -> Settings {
        settings(&self.folder, database)
    }

    /// The address of the database.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The folder with the keys, the marks and, on SQLite, the database.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Stops the service.
    pub async fn stop(self) {
        self.running.stop().await.expect("the service stops");
    }

    /// What the clock shows.
    pub fn now(&self) -> Instant {
        self.clock.shows()
    }

    /// Sets the clock forwards and lets happen what is due.
    pub async fn advance(&self, seconds: i64) {
        self.clock.advance(seconds);
        self.running.tick().await;
    }

    /// Sets the clock to an instant; the jobs are late.
    pub fn set(&self, now: Instant) {
        self.clock.set(now);
    }

    /// Lets happen what is due.
    pub async fn tick(&self) {
        self.running.tick().await;
    }

    /// Submits to witnesses what is due.
    pub async fn witness(&self) {
        self.running.witness().await;
    }

    /// The one-time code of a new operator.
    pub async fn operator_invitation(&self) -> String {
        self.running.invite_operator().await.expect("a code")
    }

    /// A request to any address.
    pub fn request(&self, by: Token<'_>, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("http://{}{path}", self.running.address()));
        if by.is_empty() { request } else { request.bearer_auth(by) }
    }

    async fn get(&self, by: Token<'_>, path: &str) -> Answer {
        send(self.request(by, Method::GET, path)).await
    }

    async fn post(&self, by: Token<'_>, path: &str, body: &Value) -> Answer {
        send(self.request(by, Method::POST, path).json(body)).await
    }

    async fn delete(&self, by: Token<'_>, path: &str) -> Answer {
        send(self.request(by, Method::DELETE, path)).await
    }

    /// `live`
    pub async fn live(&self) -> Answer {
        self.get(NOBODY, "/health/live").await
    }

    /// `ready`
    pub async fn ready(&self) -> Answer {
        self.get(NOBODY, "/health/ready").await
    }

    /// `session_keys`
    pub async fn session_keys(&self) -> Answer {
        self.get(NOBODY, "/.well-known/jwks.json").await
    }

    /// `preview_activation`
    pub async fn preview_activation(&self, code: &str) -> Answer {
        self.post(NOBODY, "/api/v1/activation-previews", &json!({ "code": code })).await
    }

    /// `activate`
    pub async fn activate(&self, by: Token<'_>, code: &str, statement: &str) -> Answer {
        self.post(by, "/api/v1/activations", &json!({ "code": code, "statement": statement })).await
    }

    /// `refresh_session`
    pub async fn refresh_session(&self, refresh_token: &str) -> Answer {
        self.post(NOBODY, "/api/v1/sessions/refreshes", &json!({ "refresh_token": refresh_token })).await
    }

    /// `end_session`
    pub async fn end_session(&self, by: Token<'_>) -> Answer {
        self.delete(by, "/api/v1/sessions/current").await
    }

    /// `me`
    pub async fn me(&self, by: Token<'_>) -> Answer {
        self.get(by, "/api/v1/me").await
    }

    /// `create_community`
    pub async fn create_community(&self, by: Token<'_>, new: &Value) -> Answer {
        self.post(by, "/api/v1/communities", new).await
    }

    /// `list_communities`
    pub async fn list_communities(&self, by: Token<'_>, query: &str) -> Answer {
        self.get(by, &format!("/api/v1/communities{query}")).await
    }

    /// `read_community`
    pub async fn read_community(&self, by: Token<'_>, community: Uuid) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}")).await
    }

    /// `community_keys`
    pub async fn community_keys(&self, community: Uuid) -> Answer {
        self.get(NOBODY, &format!("/api/v1/communities/{community}/keys")).await
    }

    /// `invite`
    pub async fn invite(&self, by: Token<'_>, community: Uuid, invitation: &Value) -> Answer {
        self.post(by, &format!("/api/v1/communities/{community}/invitations"), invitation).await
    }

    /// `hand_out_codes`
    pub async fn hand_out_codes(&self, by: Token<'_>, community: Uuid, recipients: &Value) -> Answer {
        self.post(by, &format!("/api/v1/communities/{community}/activation-codes"), recipients).await
    }

    /// `revoke_key`
    pub async fn revoke_key(&self, by: Token<'_>, community: Uuid, thumbprint: &str) -> Answer {
        self.delete(by, &format!("/api/v1/communities/{community}/keys/{thumbprint}")).await
    }

    /// `import_register`
    pub async fn import_register(&self, by: Token<'_>, community: Uuid, query: &str, csv: &str) -> Answer {
        let path = format!("/api/v1/communities/{community}/register/imports{query}");
        let request = self.request(by, Method::POST, &path).header("content-type", "text/csv; charset=utf-8");
        send(request.body(csv.to_owned())).await
    }

    /// `latest_register`
    pub async fn latest_register(&self, by: Token<'_>, community: Uuid, query: &str) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}/register{query}")).await
    }

    /// `register_versions`
    pub async fn register_versions(&self, by: Token<'_>, community: Uuid) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}/register/versions")).await
    }
}

/// A client that opens a connection for each request: one that was left idle may just be closing.
fn client() -> Client {
    Client::builder().pool_max_idle_per_host(0).build().expect("a client")
}

/// Sends a request and reads the answer.
pub async fn send(request: RequestBuilder) -> Answer {
    Answer::read(request.send().await.expect("the service answers")).await
}

async fn run(folder: &TempDir, database: &str, clock: &Arc<SimulatedSurroundings>) -> Running {
    start_simulated(&settings(folder, database), Arc::clone(clock)).await.expect("the service starts")
}

/// The settings of a service whose files are in a folder.
pub fn settings(folder: &TempDir, database: &str) -> Settings {
    Settings {
        database: database.to_owned().into(),
        listen: "127.0.0.1:0".parse().expect("an address"),
        host: HOST.to_owned(),
        keys: folder.path().join("keys"),
        marks: folder.path().join("marks"),
        allowed_origins: Vec::new(),
        witnesses: Some(witnesses_in(folder)).filter(|file| file.exists()),
        log_format: LogFormat::Text,
    }
}

fn witnesses_in(folder: &TempDir) -> PathBuf {
    folder.path().join("witnesses.toml")
}
