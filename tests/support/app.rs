//! A running service with one method for each operation.

use std::env;

use quorate::domain::instants::Instant;
use reqwest::{Body, Client, Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::host::Host;
use crate::phones::Phones;

/// The public name of every service under test.
pub const HOST: &str = "demonstration.test";

/// When every test begins.
pub const BEGINNING: &str = "2026-05-04T08:00:00Z";

/// A running service over a fresh database.
pub struct App {
    /// The service, in this process or in another.
    pub host: Host,
    client: Client,
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
        Self::over(Host::start(database).await)
    }

    /// The operations of a service that runs.
    pub fn over(host: Host) -> Self {
        Self { host, client: client() }
    }

    /// Stops the service and starts it again over the same database and keys.
    pub async fn restart(self) -> Self {
        Self::over(self.host.restart().await)
    }

    /// Stops the service.
    pub async fn stop(self) {
        self.host.stop().await;
    }

    /// What the clock shows.
    pub fn now(&self) -> Instant {
        self.host.now()
    }

    /// Sets the clock forwards and lets happen what is due.
    pub async fn advance(&self, seconds: i64) {
        self.set(self.now().plus_seconds(seconds));
        self.tick().await;
    }

    /// Sets the clock to an instant; the jobs are late.
    pub fn set(&self, now: Instant) {
        self.host.set(now);
    }

    /// Lets happen what is due.
    pub async fn tick(&self) {
        self.host.tick().await;
    }

    /// The telephones to which it sends messages.
    pub fn phones(&self) -> &Phones {
        self.host.phones()
    }

    /// The one-time code of a new operator.
    pub async fn operator_invitation(&self) -> String {
        self.host.invite_operator().await
    }

    /// A request to any address.
    pub fn request(&self, by: Token<'_>, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("http://{}{path}", self.host.address()));
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

    /// `activate` with the code that was sent to a contact
    pub async fn activate_with(&self, by: Token<'_>, code: &str, second: &str, statement: &str) -> Answer {
        let form =
            json!({ "code": code, "contact_code": second, "statement": statement, "label": "我的手机" });
        self.post(by, "/api/v1/activations", &form).await
    }

    /// `send_contact_code`
    pub async fn send_contact_code(&self, code: &str, channel: &str) -> Answer {
        let form = json!({ "code": code, "channel": channel });
        self.post(NOBODY, "/api/v1/activations/contact-codes", &form).await
    }

    /// `read_consent`
    pub async fn read_consent(&self) -> Answer {
        self.get(NOBODY, "/api/v1/consent").await
    }

    /// `check_at_desk`
    pub async fn check_at_desk(&self, by: Token<'_>, community: Uuid, owner: &str, kind: &str) -> Answer {
        let form = json!({ "owner": owner, "kind": kind });
        self.post(by, &format!("/api/v1/communities/{community}/desk-checks"), &form).await
    }

    /// `add_device`
    pub async fn add_device(&self, by: Token<'_>, community: Uuid, owner: &str) -> Answer {
        let form = json!({ "owner": owner });
        self.post(by, &format!("/api/v1/communities/{community}/device-additions"), &form).await
    }

    /// `list_enrolment_requests`
    pub async fn enrolment_requests(&self, by: Token<'_>, community: Uuid) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}/enrolment-requests")).await
    }

    /// `confirm_enrolment`
    pub async fn confirm_enrolment(
        &self,
        by: Token<'_>,
        (community, request): (Uuid, Uuid),
        confirmation: &str,
    ) -> Answer {
        let path = format!("/api/v1/communities/{community}/enrolment-requests/{request}/confirmations");
        let request = self.request(by, Method::POST, &path).header("content-type", "application/jose");
        send(request.body(confirmation.to_owned())).await
    }

    /// `refuse_enrolment`
    pub async fn refuse_enrolment(&self, by: Token<'_>, (community, request): (Uuid, Uuid)) -> Answer {
        self.delete(by, &format!("/api/v1/communities/{community}/enrolment-requests/{request}")).await
    }

    /// `my_keys`
    pub async fn my_keys(&self, by: Token<'_>, community: Uuid) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}/keys/mine")).await
    }

    /// `rename_key`
    pub async fn rename_key(&self, by: Token<'_>, community: Uuid, thumbprint: &str, label: &str) -> Answer {
        let path = format!("/api/v1/communities/{community}/keys/{thumbprint}");
        send(self.request(by, Method::PATCH, &path).json(&json!({ "label": label }))).await
    }

    /// `refresh_session`
    pub async fn refresh_session(&self, refresh_token: &str) -> Answer {
        self.post(NOBODY, "/api/v1/sessions/refreshes", &json!({ "refresh_token": refresh_token })).await
    }

    /// `end_session`
    pub async fn end_session(&self, by: Token<'_>) -> Answer {
        self.delete(by, "/api/v1/sessions/current").await
    }

    /// `list_sessions`
    pub async fn list_sessions(&self, by: Token<'_>) -> Answer {
        self.get(by, "/api/v1/sessions").await
    }

    /// `end_other_session`
    pub async fn end_other_session(&self, by: Token<'_>, session: &str) -> Answer {
        self.delete(by, &format!("/api/v1/sessions/{session}")).await
    }

    /// `end_all_sessions`
    pub async fn end_all_sessions(&self, by: Token<'_>) -> Answer {
        self.delete(by, "/api/v1/sessions").await
    }

    /// `challenge`
    pub async fn challenge(&self) -> Answer {
        send(self.request(NOBODY, Method::POST, "/api/v1/sessions/challenges")).await
    }

    /// `sign_in`
    pub async fn sign_in(&self, statement: &str) -> Answer {
        let request = self.request(NOBODY, Method::POST, "/api/v1/sessions");
        send(request.header("content-type", "application/jose").body(statement.to_owned())).await
    }

    /// `ask_for_code`
    pub async fn ask_for_code(&self, asked: &Value) -> Answer {
        self.post(NOBODY, "/api/v1/sessions/codes", asked).await
    }

    /// `use_code`
    pub async fn use_code(&self, used: &Value) -> Answer {
        self.post(NOBODY, "/api/v1/sessions/codes/uses", used).await
    }

    /// `set_up_second_factor`
    pub async fn set_up_second_factor(&self, by: Token<'_>) -> Answer {
        send(self.request(by, Method::POST, "/api/v1/me/second-factor")).await
    }

    /// `confirm_second_factor`
    pub async fn confirm_second_factor(&self, by: Token<'_>, code: &str) -> Answer {
        self.post(by, "/api/v1/me/second-factor/confirmation", &json!({ "code": code })).await
    }

    /// `show_second_factor`
    pub async fn show_second_factor(&self, by: Token<'_>, code: &str) -> Answer {
        self.post(by, "/api/v1/sessions/current/second-factor", &json!({ "code": code })).await
    }

    /// `reset_second_factor`
    pub async fn reset_second_factor(&self, by: Token<'_>, community: Uuid, account: Uuid) -> Answer {
        let path = format!("/api/v1/communities/{community}/officers/{account}/second-factor");
        self.delete(by, &path).await
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

    /// `hand_out_codes`, on letters
    pub async fn letters(&self, by: Token<'_>, community: Uuid, recipients: &Value) -> Answer {
        let path = format!("/api/v1/communities/{community}/activation-codes");
        let request = self.request(by, Method::POST, &path).header("accept", "text/html");
        send(request.json(recipients)).await
    }

    /// `read_messages`
    pub async fn read_messages(&self, by: Token<'_>, community: Uuid, query: &str) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}/messages{query}")).await
    }

    /// `requeue_messages`
    pub async fn requeue_messages(&self, by: Token<'_>, community: Uuid, which: &Value) -> Answer {
        self.post(by, &format!("/api/v1/communities/{community}/messages/requeues"), which).await
    }

    /// `drop_messages`
    pub async fn drop_messages(&self, by: Token<'_>, community: Uuid, which: &Value) -> Answer {
        self.post(by, &format!("/api/v1/communities/{community}/messages/drops"), which).await
    }

    /// `read_message_rules`
    pub async fn read_message_rules(&self, by: Token<'_>, community: Uuid) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}/message-rules")).await
    }

    /// `decide_message_rules`
    pub async fn decide_message_rules(&self, by: Token<'_>, community: Uuid, rules: &Value) -> Answer {
        let path = format!("/api/v1/communities/{community}/message-rules");
        send(self.request(by, Method::PUT, &path).json(rules)).await
    }

    /// `read_message_settings`
    pub async fn read_message_settings(&self, by: Token<'_>, community: Uuid) -> Answer {
        self.get(by, &format!("/api/v1/communities/{community}/message-settings/mine")).await
    }

    /// `decide_message_settings`
    pub async fn decide_message_settings(&self, by: Token<'_>, community: Uuid, wishes: &Value) -> Answer {
        let path = format!("/api/v1/communities/{community}/message-settings/mine");
        send(self.request(by, Method::PUT, &path).json(wishes)).await
    }

    /// `report_messages`
    pub async fn report_messages(&self, carrier: &str, signature: &str, body: &str) -> Answer {
        let path = format!("/api/v1/carriers/{carrier}/reports");
        let request = self.request(NOBODY, Method::POST, &path).header("quorate-signature", signature);
        send(request.header("content-type", "application/json").body(body.to_owned())).await
    }

    /// `unsubscribe`
    pub async fn unsubscribe(&self, path: &str) -> Answer {
        let request = self.request(NOBODY, Method::POST, path);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        send(request.body("List-Unsubscribe=One-Click")).await
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

    /// `preview_table`
    pub async fn preview_table(
        &self,
        by: Token<'_>,
        community: Uuid,
        media: &str,
        file: impl Into<Body>,
    ) -> Answer {
        let path = format!("/api/v1/communities/{community}/table-previews");
        send(self.request(by, Method::POST, &path).header("content-type", media).body(file)).await
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
