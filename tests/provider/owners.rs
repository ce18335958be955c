//! An estate whose owners are to enrol with a letter and a login, step by step.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{SystemTime, UNIX_EPOCH};

use quorate::domain::identity::EnrolmentMethod;
use quorate::domain::instants::Instant;
use quorate::evidence::statements::Statement as _;
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{App, NOBODY, send};
use crate::estate::{Estate, enrolment_of, new_key};
use crate::logins::Login;

/// How many owners there are.
const OWNERS: usize = 60;

/// The same person for every owner but the last two, who are another person and one without a number.
pub fn register() -> String {
    let mut csv =
        "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,\
                   email,acting_role,acting_name,acting_phone\n"
            .to_owned();
    for number in 1..=OWNERS {
        let person = match number {
            59 => "张伟,13800001111,",
            60 => "李静,,",
            _ => "王芳,13800001111,wang@example.org",
        };
        writeln!(
            csv,
            "1-{number:04},1,,1,{number:04},dwelling,88.10,register,delivered,o-{number},natural,{person},,,"
        )
        .unwrap();
    }
    csv
}

/// A service with letters for all owners.
pub struct Owners {
    pub estate: Estate,
    codes: Value,
}

impl Owners {
    /// A service that knows these providers.
    pub async fn with(providers: &str) -> Self {
        Self::over(App::start().await, providers, &[]).await
    }

    /// The same by the clock of this machine, with files of secrets.
    pub async fn with_clock_and_secrets(providers: &str, secrets: &[(String, String)]) -> Self {
        let app = App::start().await;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
        app.set(Instant::from_microseconds(now.try_into().unwrap()).unwrap());
        Self::over(app, providers, secrets).await
    }

    async fn over(app: App, providers: &str, secrets: &[(String, String)]) -> Self {
        fs::write(app.folder().join("providers.toml"), providers).unwrap();
        for (name, secret) in secrets {
            let path = app.folder().join(name);
            fs::write(&path, secret).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        let estate = Estate::found_over(app.restart().await).await;
        estate.import(&register()).await;
        let all = json!({ "all": true });
        let codes = estate.hand_out_codes(&estate.secretary.token, estate.community, &all).await.expect(201);
        Self { estate, codes }
    }

    /// The code of an owner's letter.
    pub fn code(&self, owner: usize) -> String {
        let owner = format!("o-{owner}");
        let codes = self.codes["codes"].as_array().unwrap();
        let found = codes.iter().find(|code| code["owner"] == owner.as_str()).unwrap();
        found["code"].as_str().unwrap().to_owned()
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let path = format!("/api/v1{path}");
        send(self.estate.request(NOBODY, Method::POST, &path).json(body)).await
    }

    /// `begin_provider_login`
    pub async fn begin(&self, owner: usize, provider: &str) -> Answer {
        let form = json!({ "code": self.code(owner), "provider": provider });
        self.post("/activations/provider-logins", &form).await
    }

    /// The same, where it must begin.
    pub async fn begun(&self, owner: usize, provider: &str) -> Login {
        Login::of(&self.begin(owner, provider).await.expect(201))
    }

    /// `complete_provider_login`, with what came back.
    pub async fn hand_in(&self, login: &Login, back: &Value) -> Answer {
        let mut form = back.clone();
        form["login_secret"] = json!(login.secret);
        self.post(&format!("/activations/provider-logins/{}/return", login.id), &form).await
    }

    /// `provider_return`: where a browser that comes to this address is sent on to.
    pub async fn come_back(&self, url: &str) -> String {
        let answer = self.arrive(url).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.header("location").to_owned()
    }

    /// The same, whatever is answered.
    pub async fn arrive(&self, url: &str) -> Answer {
        let path = url.strip_prefix("https://demonstration.test").unwrap();
        let browser = Client::builder().redirect(Policy::none()).build().unwrap();
        send(browser.get(format!("http://{}{path}", self.estate.host.address()))).await
    }

    /// `activate`, with a login.
    pub async fn activate(&self, owner: usize, login: &Login) -> Answer {
        self.activate_by(owner, EnrolmentMethod::LetterAndProvider, login).await
    }

    /// The same, with a statement of another method.
    pub async fn activate_by(&self, owner: usize, method: EnrolmentMethod, login: &Login) -> Answer {
        let code = self.code(owner);
        let preview = self.estate.preview_activation(&code).await.expect(200);
        let key = new_key();
        let mut enrolment = enrolment_of(&preview, &key);
        enrolment.method = method;
        let statement = enrolment.sign(&key).unwrap();
        let login = json!({ "login": login.id, "login_secret": login.secret });
        self.post("/activations", &json!({ "code": code, "statement": statement, "login": login })).await
    }
}
