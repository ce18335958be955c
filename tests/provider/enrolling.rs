//! Enrolling with a letter and a login at a provider of another hand.

use quorate::domain::identity::EnrolmentMethod;
use serde_json::{Value, json};

use crate::app::NOBODY;
use crate::estate::Somebody;
use crate::genuine::{ALGORITHMS, Genuine};
use crate::logins::{Login, field};
use crate::owners::Owners;

/// The person of the register, as the provider knows them.
const WANG: &str = "王芳|+86 138 0000 1111|true";

async fn start() -> (Genuine, Owners) {
    let provider = Genuine::start();
    let secret =
        |algorithm: &&str| (format!("{algorithm}.secret"), format!("secret of {algorithm}: 100 % & more\n"));
    let secrets: Vec<_> = ALGORITHMS.iter().map(secret).collect();
    let owners = Owners::with_clock_and_secrets(&provider.settings(), &secrets).await;
    (provider, owners)
}

/// What came back, as the page of the service reads it behind the `#`.
fn back(page: &str, provider: &str) -> Value {
    let expected = format!("https://demonstration.test/#/provider-returns/{provider}?");
    assert!(page.starts_with(&expected), "{page}");
    let of = |name: &str| field(page, name);
    json!({ "provider": provider, "code": of("code"), "state": of("state"), "iss": of("iss") })
}

async fn logged_in(
    provider: &mut Genuine,
    owners: &Owners,
    owner: usize,
    id: &str,
    as_whom: &str,
) -> (Login, Value) {
    let login = owners.begun(owner, id).await;
    let url = provider.log_in(&login.url, as_whom);
    let page = owners.come_back(&url).await;
    (login, back(&page, id))
}

#[tokio::test]
async fn an_owner_enrols_with_a_letter_and_a_login_signed_in_each_way() {
    let (mut provider, owners) = start().await;
    for (owner, algorithm) in (1..).zip(ALGORITHMS) {
        let id = algorithm.to_lowercase();
        let preview = owners.estate.preview_activation(&owners.code(owner)).await.expect(200);
        assert_eq!(preview["methods"], json!(["letter_and_contact", "letter_and_provider"]));
        let (login, back) = logged_in(&mut provider, &owners, owner, &id, WANG).await;
        // Before the code is handed in, the login is nothing.
        owners.activate(owner, &login).await.problem(422, "provider_login_not_valid");
        owners.hand_in(&login, &back).await.expect(204);
        let signed_in = owners.activate(owner, &login).await.expect(201);
        let token = signed_in["access_token"].as_str().unwrap();
        let me = owners.estate.me(token).await.expect(200);
        assert_eq!(me["keys"][0]["owner"], format!("o-{owner}"));
    }
    owners.estate.stop().await;
}

#[tokio::test]
async fn the_list_of_providers_says_what_they_are_called_and_nothing_else() {
    let (_provider, owners) = start().await;
    let path = "/api/v1/providers";
    let list = crate::app::send(owners.estate.request(NOBODY, reqwest::Method::GET, path)).await.expect(200);
    let one = |id: &str| json!({ "id": id, "title": { "zh": "城市登录", "en": "City login" } });
    assert_eq!(list, json!([one("rs256"), one("es256"), one("eddsa")]));
    owners.estate.stop().await;
}

#[tokio::test]
async fn keys_that_are_rotated_are_fetched_again_once_a_minute() {
    let (mut provider, owners) = start().await;
    let (login, handed) = logged_in(&mut provider, &owners, 1, "es256", WANG).await;
    owners.hand_in(&login, &handed).await.expect(204);
    let (login, handed) = {
        let login = owners.begun(2, "es256").await;
        provider.rotate();
        let url = provider.log_in(&login.url, WANG);
        (login, back(&owners.come_back(&url).await, "es256"))
    };
    // The keys of a moment ago are asked for again only after a minute; the clock of the test does not go by itself.
    owners.hand_in(&login, &handed).await.problem(422, "provider_login_refused");
    owners.estate.advance(59).await;
    let (login, handed) = logged_in(&mut provider, &owners, 3, "es256", WANG).await;
    owners.hand_in(&login, &handed).await.problem(422, "provider_login_refused");
    owners.estate.advance(1).await;
    let (login, handed) = logged_in(&mut provider, &owners, 4, "es256", WANG).await;
    owners.hand_in(&login, &handed).await.expect(204);
    owners.activate(4, &login).await.expect(201);
    owners.estate.stop().await;
}

#[tokio::test]
async fn whoever_is_not_the_person_of_the_register_is_refused_and_not_told_why() {
    let (mut provider, owners) = start().await;
    let mut told = Vec::new();
    for (owner, account) in [
        (1, "王芳|+86 138 0000 1111|false"),
        (2, "王芳|+86 138 0000 1112|true"),
        (3, "王小芳|+86 138 0000 1111|true"),
        (4, "王芳|+1 380 000 1111|true"),
        (5, "王芳||true"),
        (60, "李静|+86 138 0000 1111|true"),
    ] {
        let (login, handed) = logged_in(&mut provider, &owners, owner, "rs256", account).await;
        told.push(owners.hand_in(&login, &handed).await.problem(422, "provider_does_not_match"));
        owners.activate(owner, &login).await.problem(422, "provider_login_not_valid");
    }
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_letter_is_locked_after_ten_logins_that_do_not_match() {
    let (mut provider, owners) = start().await;
    for _ in 0..10 {
        let (login, handed) = logged_in(&mut provider, &owners, 1, "eddsa", "王芳|+86 1|true").await;
        owners.hand_in(&login, &handed).await.problem(422, "provider_does_not_match");
    }
    owners.begin(1, "eddsa").await.problem(422, "code_not_valid");
    owners.estate.stop().await;
}

#[tokio::test]
async fn one_account_enrols_the_same_person_again_and_nobody_else() {
    let (mut provider, owners) = start().await;
    for owner in [1, 2] {
        let (login, handed) = logged_in(&mut provider, &owners, owner, "rs256", WANG).await;
        owners.hand_in(&login, &handed).await.expect(204);
        owners.activate(owner, &login).await.expect(201);
    }
    // The owner 59 has the telephone number of owner 1 and another name: the person of the account takes that name.
    let login = owners.begun(59, "rs256").await;
    let url = provider.log_in_as(&login.url, WANG, "张伟|+86 138 0000 1111|true");
    let handed = back(&owners.come_back(&url).await, "rs256");
    owners.hand_in(&login, &handed).await.problem(422, "provider_does_not_match");
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_login_is_good_for_its_letter_its_browser_and_its_ten_minutes() {
    let (mut provider, owners) = start().await;
    let (login, handed) = logged_in(&mut provider, &owners, 1, "rs256", WANG).await;
    let other = owners.begun(2, "rs256").await;
    // Whoever did not begin the login cannot hand its code in, and a code is no use in another login.
    let thief = Login { id: login.id.clone(), secret: other.secret.clone(), url: String::new() };
    owners.hand_in(&thief, &handed).await.problem(422, "provider_login_not_valid");
    owners.hand_in(&other, &handed).await.problem(422, "provider_login_not_valid");
    let mut injected = handed.clone();
    injected["state"] = json!(other.field("state"));
    owners.hand_in(&other, &injected).await.problem(422, "provider_login_refused");
    // What says that it comes from elsewhere is of another provider.
    for (field, value) in
        [("iss", json!("https://other.example")), ("iss", Value::Null), ("provider", json!("es256"))]
    {
        let mut mixed = handed.clone();
        mixed[field] = value;
        owners.hand_in(&login, &mixed).await.problem(422, "provider_login_not_valid");
    }
    // Nothing of that used the login up, and it is tried once.
    owners.hand_in(&login, &handed).await.expect(204);
    owners.hand_in(&login, &handed).await.problem(422, "provider_login_not_valid");

    let (login, handed) = logged_in(&mut provider, &owners, 3, "rs256", WANG).await;
    owners.hand_in(&login, &handed).await.expect(204);
    owners.activate(4, &login).await.problem(422, "provider_login_not_valid");
    owners.activate_by(3, EnrolmentMethod::LetterAndContact, &login).await.problem(422, "other_subject");
    owners.estate.advance(600).await;
    owners.activate(3, &login).await.problem(422, "provider_login_not_valid");
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_register_that_changes_during_a_login_voids_it() {
    let (mut provider, owners) = start().await;
    let (login, handed) = logged_in(&mut provider, &owners, 1, "rs256", WANG).await;
    owners.hand_in(&login, &handed).await.expect(204);
    owners.estate.import(&crate::owners::register().replacen("13800001111", "13800009999", 1)).await;
    owners.activate(1, &login).await.problem(422, "provider_does_not_match");
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_login_enrols_one_key_and_ends_with_it() {
    let (mut provider, owners) = start().await;
    let (login, handed) = logged_in(&mut provider, &owners, 1, "rs256", WANG).await;
    owners.hand_in(&login, &handed).await.expect(204);
    let (first, second) = tokio::join!(owners.activate(1, &login), owners.activate(1, &login));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422]);
    owners.estate.stop().await;
}

#[tokio::test]
async fn what_a_provider_sends_a_browser_with_is_passed_on_and_not_believed() {
    let (_provider, owners) = start().await;
    let address = "https://demonstration.test/api/v1/provider-returns";
    let page = owners
        .come_back(&format!("{address}/rs256?error=access_denied&state=x%22%3E%3Cscript%3E&session_state=1"))
        .await;
    assert_eq!(
        page,
        "https://demonstration.test/#/provider-returns/rs256?state=x%22%3E%3Cscript%3E&error=access_denied"
    );
    owners.arrive(&format!("{address}/other?code=c")).await.problem(404, "provider_not_found");
    owners.arrive(&format!("{address}/rs256?code={}", "c".repeat(4097))).await.problem(400, "malformed");
    owners.arrive(&format!("{address}/rs256?code=c&code=d")).await.problem(400, "malformed");
    owners.estate.stop().await;
}

#[tokio::test]
async fn a_code_that_is_for_no_owner_begins_no_login() {
    let (_provider, owners) = start().await;
    let invitation = json!({ "role": "chair" });
    let supervisor: &Somebody = &owners.estate.supervisor;
    let invited =
        owners.estate.invite(&supervisor.token, owners.estate.community, &invitation).await.expect(201);
    let form = json!({ "code": invited["code"], "provider": "rs256" });
    let path = "/api/v1/activations/provider-logins";
    let begin = |form: Value| {
        crate::app::send(owners.estate.request(NOBODY, reqwest::Method::POST, path).json(&form))
    };
    begin(form).await.problem(422, "code_not_valid");
    begin(json!({ "code": "0000", "provider": "rs256" })).await.problem(422, "code_not_valid");
    begin(json!({ "code": owners.code(1), "provider": "x" })).await.problem(404, "provider_not_found");
    owners.estate.stop().await;
}
