//! A community with an operator, a supervising office, a secretary and a register.

use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use ed25519_dalek::SigningKey;
use quorate::domain::identity::Role;
use quorate::domain::instants::Instant;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::sign_in::SignIn;
use quorate::evidence::statements::{Enrolment, Statement as _};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use crate::app::{App, NOBODY, Token};
use crate::phones::Received;
use crate::tables;

/// Somebody with a key who is signed in.
pub struct Somebody {
    /// Their private key.
    pub key: SigningKey,
    /// Their account.
    pub account: Uuid,
    /// Their access token.
    pub token: String,
    /// Their refresh token.
    pub refresh_token: String,
    /// Their second factor, of officers and operators.
    pub factor: Option<Factor>,
}

/// A second factor, as an authenticator application holds it.
#[derive(Clone)]
pub struct Factor(Totp);

/// A service with one community.
pub struct Estate {
    /// The service.
    pub app: App,
    /// Runs the machine.
    pub operator: Somebody,
    /// The supervising office.
    pub supervisor: Somebody,
    /// Keeps the register.
    pub secretary: Somebody,
    /// The community.
    pub community: Uuid,
}

impl Deref for Estate {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Estate {
    /// A community with its office and secretary and no register yet.
    pub async fn found() -> Self {
        Self::found_over(App::start().await).await
    }

    /// The same over a service that is running.
    pub async fn found_over(app: App) -> Self {
        let operator = app.operator().await;
        let community = app.open_community(&operator.token).await;
        let supervisor = app.officer(&operator.token, community, "supervisor").await;
        let secretary = app.officer(&supervisor.token, community, "secretary").await;
        Self { app, operator, supervisor, secretary, community }
    }

    /// The same with the register of [`tables::REGISTER`].
    pub async fn with_register() -> Self {
        let estate = Self::found().await;
        estate.import(tables::REGISTER).await;
        estate
    }

    /// Imports a register that has no mistakes.
    pub async fn import(&self, csv: &str) -> Value {
        self.import_register(&self.secretary.token, self.community, "", csv).await.expect(201)
    }

    /// The code of one owner.
    pub async fn code_of(&self, owner: &str) -> String {
        let recipients = json!({ "owners": [owner] });
        let codes = self.hand_out_codes(&self.secretary.token, self.community, &recipients).await.expect(201);
        codes["codes"][0]["code"].as_str().expect("a code").to_owned()
    }

    /// An owner who has activated a key.
    pub async fn owner(&self, owner: &str) -> Somebody {
        self.newcomer(&self.code_of(owner).await).await
    }

    /// The tokens of a session for reading, by a code that comes to a telephone.
    pub async fn reading(&self, phone: &str) -> Value {
        let asked = json!({ "community": self.community, "channel": "phone", "contact": phone });
        let asked = self.ask_for_code(&asked).await.expect(202);
        self.tick().await;
        let used = json!({ "request": asked["request"], "code": self.phones().code(phone) });
        self.use_code(&used).await.expect(201)
    }

    /// Another officer.
    pub async fn another(&self, role: &str) -> Somebody {
        self.officer(&self.supervisor.token, self.community, role).await
    }

    /// Stops the service and starts it again over the same database and keys.
    pub async fn restart(self) -> Self {
        Self { app: self.app.restart().await, ..self }
    }

    /// Stops the service.
    pub async fn stop(self) {
        self.app.stop().await;
    }
}

impl App {
    /// A new operator.
    pub async fn operator(&self) -> Somebody {
        let operator = self.newcomer(&self.operator_invitation().await).await;
        self.with_factor(operator).await
    }

    /// A new community.
    pub async fn open_community(&self, by: Token<'_>) -> Uuid {
        let new = json!({ "name": "梧桐苑", "time_zone": "Asia/Shanghai" });
        id(&self.create_community(by, &new).await.expect(201)["community"])
    }

    /// A new officer, invited by somebody.
    pub async fn officer(&self, by: Token<'_>, community: Uuid, role: &str) -> Somebody {
        let invitation = self.invite(by, community, &json!({ "role": role })).await.expect(201);
        let officer = self.newcomer(invitation["code"].as_str().expect("a code")).await;
        self.with_factor(officer).await
    }

    /// Somebody with a second factor that was shown in their session.
    pub async fn with_factor(&self, somebody: Somebody) -> Somebody {
        let new = self.set_up_second_factor(&somebody.token).await.expect(201);
        let factor = Factor::new(new["secret"].as_str().expect("a secret"));
        self.confirm_second_factor(&somebody.token, &factor.code(self.now())).await.expect(201);
        Somebody { factor: Some(factor), ..somebody }
    }

    /// Somebody's tokens of a new session that their device key opens.
    pub async fn again(&self, somebody: &Somebody) -> Somebody {
        let signed_in = self.sign_in(&self.answered(&somebody.key, None).await).await.expect(201);
        Somebody { factor: somebody.factor.clone(), ..Somebody::new(somebody.key.clone(), &signed_in) }
    }

    /// A challenge answered with a key.
    pub async fn answered(&self, key: &SigningKey, community: Option<Uuid>) -> String {
        let given = self.challenge().await.expect(201);
        SignIn { community, ..sign_in_of(&given, key) }.sign(key).expect("a statement")
    }

    /// Somebody who uses a code with a new key and a new account.
    pub async fn newcomer(&self, code: &str) -> Somebody {
        let key = new_key();
        let preview = self.preview_activation(code).await.expect(200);
        let statement = enrolment(&preview, &key);
        let answer = if preview["method"] == "letter_and_contact" {
            let second = self.contact_code(code, &preview).await;
            self.activate_with(NOBODY, code, &second, &statement).await
        } else {
            self.activate(NOBODY, code, &statement).await
        };
        Somebody::new(key, &answer.expect(201))
    }

    /// The second code of a letter, from the telephone that it was sent to.
    pub async fn contact_code(&self, code: &str, preview: &Value) -> String {
        let shown = preview["contacts"][0]["shown"].as_str().expect("a telephone");
        let (front, back) = shown.split_once("****").expect("a masked number");
        let is_theirs = |own: &&Received| {
            own.kind == "contact_code"
                && own.to.starts_with(front)
                && own.to.ends_with(back)
                && own.status == 200
        };
        let before = self.phones().received().iter().filter(is_theirs).count();
        self.send_contact_code(code, "phone").await.expect(202);
        for _ in 0..500 {
            self.tick().await;
            if let Some(message) = self.phones().received().iter().filter(is_theirs).nth(before) {
                return self.phones().code(&message.to);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no code came to {shown}");
    }
}

impl Somebody {
    /// Whoever holds a key and was answered with tokens.
    pub fn new(key: SigningKey, signed_in: &Value) -> Self {
        let text = |field: &str| signed_in[field].as_str().expect("a text").to_owned();
        Self {
            key,
            account: id(&signed_in["account"]),
            token: text("access_token"),
            refresh_token: text("refresh_token"),
            factor: None,
        }
    }

    /// The thumbprint of their key.
    pub fn thumbprint(&self) -> String {
        PublicKey::of(&self.key).id().to_string()
    }
}

impl Factor {
    /// The factor of a secret in base 32, as an application makes it that knows nothing but the secret.
    pub fn new(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).expect("base 32");
        let builder = Builder::new().with_secret(secret).with_account_name("somebody");
        Self(builder.build().expect("a factor"))
    }

    /// The code at an instant.
    pub fn code(&self, now: Instant) -> String {
        let seconds = now.microseconds() / 1_000_000;
        self.0.generate(seconds.try_into().expect("a time")).to_string()
    }
}

/// A key nobody else has.
pub fn new_key() -> SigningKey {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    SigningKey::from_bytes(Digest::of(format!("key {number}").as_bytes()).as_bytes())
}

/// The statement that answers a challenge.
pub fn sign_in_of(given: &Value, key: &SigningKey) -> SignIn {
    let text = |field: &str| given[field].as_str().expect("a text").to_owned();
    SignIn {
        v: 1,
        origin: text("origin"),
        challenge: text("challenge"),
        community: None,
        key: PublicKey::of(key),
    }
}

/// The enrolment that a preview asks for.
pub fn enrolment_of(preview: &Value, key: &SigningKey) -> Enrolment {
    let text = |field: &str| preview[field].as_str().expect("a text");
    Enrolment {
        v: 1,
        origin: text("origin").to_owned(),
        community: preview["community"].as_str().map(|id| id.parse().expect("an id")),
        activation: id(&preview["activation"]),
        method: text("method").parse().expect("a method"),
        confirmed_by: words(&preview["confirmed_by"]),
        role: preview["role"].as_str().map(|role| role.parse().expect("a role")),
        until: preview["until"].as_str().map(|until| until.parse().expect("an instant")),
        consent: preview["consent"].as_str().map(str::to_owned),
        owner: preview["owner"].as_str().map(|owner| owner.parse().expect("an owner")),
        key: PublicKey::of(key),
        nonce: "AAECAwQFBgcICQoLDA0ODw".to_owned(),
    }
}

/// The same, signed.
pub fn enrolment(preview: &Value, key: &SigningKey) -> String {
    enrolment_of(preview, key).sign(key).expect("a statement")
}

/// A list of roles in an answer.
fn words(value: &Value) -> Vec<Role> {
    let texts = value.as_array().expect("a list").iter();
    texts.map(|role| role.as_str().expect("a text").parse().expect("a role")).collect()
}

/// An identifier in an answer.
pub fn id(value: &Value) -> Uuid {
    value.as_str().expect("a text").parse().expect("an id")
}
