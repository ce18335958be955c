//! Two parties or two channels behind every key of an owner.

use ed25519_dalek::SigningKey;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::statements::{EnrolmentConfirmation, Statement as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::NOBODY;
use crate::estate::{Estate, Somebody, enrolment, id, new_key};
use crate::tables;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * 60;

/// A key that waits to be confirmed.
struct Waiting {
    key: SigningKey,
    request: Uuid,
    answer: Value,
    preview: Value,
}

impl Waiting {
    /// The device of an owner uses a code.
    async fn with_code(estate: &Estate, code: &Value) -> Self {
        let code = code["code"].as_str().unwrap();
        let preview = estate.preview_activation(code).await.expect(200);
        let key = new_key();
        let answer = estate.activate(NOBODY, code, &enrolment(&preview, &key)).await.expect(202);
        Self { key, request: id(&answer["request"]), answer, preview }
    }

    async fn at_desk(estate: &Estate, owner: &str, kind: &str) -> Self {
        let by = &estate.secretary.token;
        let code = estate.check_at_desk(by, estate.community, owner, kind).await.expect(201);
        Self::with_code(estate, &code).await
    }

    fn thumbprint(&self) -> String {
        PublicKey::of(&self.key).id().to_string()
    }

    fn confirmation(&self, role: &str) -> EnrolmentConfirmation {
        let text = |field: &str| self.preview[field].as_str().unwrap();
        EnrolmentConfirmation {
            v: 1,
            origin: text("origin").to_owned(),
            community: id(&self.preview["community"]),
            activation: id(&self.preview["activation"]),
            method: text("method").parse().unwrap(),
            owner: text("owner").parse().unwrap(),
            key: PublicKey::of(&self.key).id(),
            role: role.parse().unwrap(),
            nonce: "AAECAwQFBgcICQoLDA0ODw".to_owned(),
        }
    }

    async fn confirm(&self, estate: &Estate, by: &Somebody, role: &str) -> crate::answer::Answer {
        let signed = self.confirmation(role).sign(&by.key).unwrap();
        estate.confirm_enrolment(&by.token, (estate.community, self.request), &signed).await
    }

    /// Whether the key is enrolled: only then the secretary can revoke it.
    async fn is_enrolled(&self, estate: &Estate) -> bool {
        estate.revoke_key(&estate.secretary.token, estate.community, &self.thumbprint()).await.status == 204
    }
}

#[tokio::test]
async fn the_code_of_a_letter_alone_enrols_nothing() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    assert_eq!(preview["contacts"], json!([{ "channel": "phone", "shown": "138****1111" }]));
    assert_eq!(preview["confirmation"], "nobody");
    let statement = enrolment(&preview, &new_key());
    estate.activate(NOBODY, &code, &statement).await.problem(422, "contact_code_needed");
    estate.activate_with(NOBODY, &code, "123456", &statement).await.problem(422, "contact_code_needed");
    let second = estate.contact_code(&code, &preview).await;
    let owner = estate.activate_with(NOBODY, &code, &second, &statement).await.expect(201);
    let me = estate.me(owner["access_token"].as_str().unwrap()).await.expect(200);
    assert_eq!(me["keys"][0]["label"], "我的手机");
    assert_eq!(me["keys"][0]["method"], "letter_and_contact");
    estate.tick().await;
    let told: Vec<_> = estate.phones().of("13800001111").into_iter().map(|own| own.kind).collect();
    assert_eq!(told, ["contact_code", "key_enrolled"]);
    estate.stop().await;
}

#[tokio::test]
async fn five_wrong_second_codes_end_that_code_and_not_the_letter() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    let statement = enrolment(&preview, &new_key());
    let second = estate.contact_code(&code, &preview).await;
    let wrong = if second == "000000" { "111111" } else { "000000" };
    for _ in 0..5 {
        estate.activate_with(NOBODY, &code, wrong, &statement).await.problem(422, "contact_code_not_valid");
    }
    estate.activate_with(NOBODY, &code, &second, &statement).await.problem(422, "contact_code_not_valid");
    let third = estate.contact_code(&code, &preview).await;
    estate.activate_with(NOBODY, &code, &third, &statement).await.expect(201);
    estate.stop().await;
}

#[tokio::test]
async fn a_second_code_is_good_for_a_quarter_of_an_hour_and_five_are_sent_a_day() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    let statement = enrolment(&preview, &new_key());
    let second = estate.contact_code(&code, &preview).await;
    estate.advance(15 * MINUTE).await;
    estate.activate_with(NOBODY, &code, &second, &statement).await.problem(422, "contact_code_not_valid");
    for _ in 0..4 {
        estate.send_contact_code(&code, "phone").await.expect(202);
    }
    estate.send_contact_code(&code, "phone").await.problem(429, "contact_codes_used_up");
    estate.advance(DAY).await;
    let next = estate.contact_code(&code, &preview).await;
    estate.activate_with(NOBODY, &code, &next, &statement).await.expect(201);
    estate.stop().await;
}

#[tokio::test]
async fn a_second_code_goes_only_to_a_contact_that_the_register_has() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-2").await;
    estate.send_contact_code(&code, "email").await.problem(422, "contact_not_reachable");
    estate.send_contact_code(&code, "fax").await.problem(400, "malformed");
    estate.send_contact_code("AAAA", "phone").await.problem(422, "code_not_valid");
    let officer =
        estate.invite(&estate.supervisor.token, estate.community, &json!({ "role": "chair" })).await;
    let officer = officer.expect(201)["code"].as_str().unwrap().to_owned();
    estate.send_contact_code(&officer, "phone").await.problem(422, "code_not_valid");
    estate.stop().await;
}

#[tokio::test]
async fn at_the_desk_the_secretary_and_a_second_officer_confirm() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let waiting = Waiting::at_desk(&estate, "o-1", "desk").await;
    let list = estate.enrolment_requests(&scrutineer.token, estate.community).await.expect(200);
    assert_eq!(list["requests"][0]["key"], waiting.thumbprint());
    assert_eq!(list["requests"][0]["fingerprint"], waiting.answer["fingerprint"]);
    assert!(!waiting.is_enrolled(&estate).await);
    let first = waiting.confirm(&estate, &estate.secretary, "secretary").await.expect(201);
    assert_eq!(first["enrolled"], false);
    waiting.confirm(&estate, &estate.secretary, "secretary").await.problem(409, "needs_another_party");
    assert!(!waiting.is_enrolled(&estate).await);
    let second = waiting.confirm(&estate, &scrutineer, "scrutineer").await.expect(201);
    assert_eq!(second["enrolled"], true);
    waiting.confirm(&estate, &scrutineer, "scrutineer").await.problem(404, "enrolment_request_not_found");
    assert!(waiting.is_enrolled(&estate).await);
    estate.tick().await;
    let mut told: Vec<_> = estate.phones().of("13800001111").into_iter().map(|own| own.kind).collect();
    told.sort_unstable();
    assert_eq!(told, ["key_enrolled", "key_revoked"]);
    estate.stop().await;
}

#[tokio::test]
async fn one_person_in_two_roles_is_one_party() {
    let estate = Estate::with_register().await;
    let waiting = Waiting::at_desk(&estate, "o-1", "desk").await;
    waiting.confirm(&estate, &estate.secretary, "secretary").await.expect(201);
    let invitation = estate
        .invite(&estate.supervisor.token, estate.community, &json!({ "role": "chair" }))
        .await
        .expect(201);
    let code = invitation["code"].as_str().unwrap();
    let key = new_key();
    let statement = enrolment(&estate.preview_activation(code).await.expect(200), &key);
    let chair = estate.activate(&estate.secretary.token, code, &statement).await.expect(201);
    // A session of the same account in which the second factor was shown.
    let chair = Somebody { token: estate.secretary.token.clone(), ..Somebody::new(key, &chair) };
    waiting.confirm(&estate, &chair, "chair").await.problem(409, "needs_another_party");
    assert!(!waiting.is_enrolled(&estate).await);
    estate.stop().await;
}

#[tokio::test]
async fn two_second_officers_do_not_stand_for_the_secretary() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let waiting = Waiting::at_desk(&estate, "o-1", "desk").await;
    waiting.confirm(&estate, &scrutineer, "scrutineer").await.expect(201);
    waiting.confirm(&estate, &estate.supervisor, "supervisor").await.problem(409, "needs_another_party");
    assert!(!waiting.is_enrolled(&estate).await);
    estate.stop().await;
}

#[tokio::test]
async fn a_confirmation_is_good_for_one_key_and_by_whoever_holds_the_role() {
    let estate = Estate::with_register().await;
    let (scrutineer, convener) = (estate.another("scrutineer").await, estate.another("convener").await);
    let neighbour = estate.owner("o-2").await;
    let waiting = Waiting::at_desk(&estate, "o-1", "desk").await;
    let other = Waiting::at_desk(&estate, "o-1", "desk").await;
    let place = (estate.community, waiting.request);
    let replayed = other.confirmation("scrutineer").sign(&scrutineer.key).unwrap();
    estate.confirm_enrolment(&scrutineer.token, place, &replayed).await.problem(422, "other_subject");
    waiting.confirm(&estate, &scrutineer, "secretary").await.problem(403, "forbidden");
    waiting.confirm(&estate, &scrutineer, "member").await.problem(403, "forbidden");
    waiting.confirm(&estate, &convener, "convener").await.problem(403, "forbidden");
    waiting.confirm(&estate, &neighbour, "owner").await.problem(404, "enrolment_request_not_found");
    let foreign = waiting.confirmation("scrutineer").sign(&estate.supervisor.key).unwrap();
    estate.confirm_enrolment(&scrutineer.token, place, &foreign).await.problem(422, "statement");
    estate.stop().await;
}

#[tokio::test]
async fn whoever_confirmed_first_must_be_in_office_still_when_the_second_confirms() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let waiting = Waiting::at_desk(&estate, "o-1", "desk").await;
    waiting.confirm(&estate, &scrutineer, "scrutineer").await.expect(201);
    let office = &estate.supervisor.token;
    assert_eq!(estate.revoke_key(office, estate.community, &scrutineer.thumbprint()).await.status, 204);
    waiting.confirm(&estate, &estate.secretary, "secretary").await.problem(409, "needs_another_party");
    assert!(!waiting.is_enrolled(&estate).await);
    estate.stop().await;
}

#[tokio::test]
async fn what_waits_can_be_refused_and_ends_by_itself() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let owner = estate.owner("o-1").await;
    let waiting = Waiting::at_desk(&estate, "o-1", "recovery").await;
    let seen = estate.enrolment_requests(&owner.token, estate.community).await.expect(200);
    assert_eq!(seen["requests"].as_array().unwrap().len(), 1);
    assert_eq!(estate.refuse_enrolment(&owner.token, (estate.community, waiting.request)).await.status, 204);
    waiting
        .confirm(&estate, &estate.secretary, "secretary")
        .await
        .problem(404, "enrolment_request_not_found");
    let late = Waiting::at_desk(&estate, "o-1", "recovery").await;
    late.confirm(&estate, &estate.secretary, "secretary").await.expect(201);
    estate.set(estate.now().plus_seconds(3 * DAY));
    let fresh = estate.again(&scrutineer).await;
    let code = fresh.factor.as_ref().unwrap().code(estate.now());
    estate.show_second_factor(&fresh.token, &code).await;
    let token = fresh.token.clone();
    let signed = late.confirmation("scrutineer").sign(&scrutineer.key).unwrap();
    let answer = estate.confirm_enrolment(&token, (estate.community, late.request), &signed).await;
    answer.problem(404, "enrolment_request_not_found");
    estate.stop().await;
}

#[tokio::test]
async fn a_recovery_ends_every_earlier_key_and_code() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let lost = estate.owner("o-1").await;
    let letter = estate.code_of("o-1").await;
    let waiting = Waiting::at_desk(&estate, "o-1", "recovery").await;
    waiting.confirm(&estate, &estate.secretary, "secretary").await.expect(201);
    waiting.confirm(&estate, &scrutineer, "scrutineer").await.expect(201);
    // What the lost device opened is over with its key.
    estate.read_community(&lost.token, estate.community).await.problem(401, "not_signed_in");
    estate.preview_activation(&letter).await.problem(422, "code_not_valid");
    assert!(waiting.is_enrolled(&estate).await);
    estate.stop().await;
}

#[tokio::test]
async fn an_earlier_device_confirms_another_one() {
    let estate = Estate::with_register().await;
    let (owner, neighbour) = (estate.owner("o-1").await, estate.owner("o-2").await);
    estate.add_device(&neighbour.token, estate.community, "o-1").await.problem(404, "owner_not_found");
    let code = estate.add_device(&owner.token, estate.community, "o-1").await.expect(201);
    let waiting = Waiting::with_code(&estate, &code).await;
    assert_eq!(waiting.preview["confirmation"], "own_device");
    waiting.confirm(&estate, &neighbour, "owner").await.problem(404, "enrolment_request_not_found");
    waiting
        .confirm(&estate, &estate.secretary, "secretary")
        .await
        .problem(404, "enrolment_request_not_found");
    let answer = waiting.confirm(&estate, &owner, "owner").await.expect(201);
    assert_eq!(answer["enrolled"], true);
    let keys = estate.my_keys(&owner.token, estate.community).await.expect(200);
    let prints: Vec<_> =
        keys["keys"].as_array().unwrap().iter().map(|key| key["thumbprint"].clone()).collect();
    assert_eq!(prints, [owner.thumbprint(), waiting.thumbprint()]);
    let renamed = estate.rename_key(&owner.token, estate.community, &waiting.thumbprint(), "平板").await;
    assert_eq!(renamed.status, 204);
    let keys = estate.my_keys(&owner.token, estate.community).await.expect(200);
    assert_eq!(keys["keys"][1]["label"], "平板");
    estate.rename_key(&owner.token, estate.community, &owner.thumbprint(), "").await.problem(422, "field");
    let foreign = neighbour.thumbprint();
    estate.rename_key(&owner.token, estate.community, &foreign, "x").await.problem(404, "key_not_found");
    estate.stop().await;
}

#[tokio::test]
async fn a_revoked_device_confirms_nothing() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let code = estate.add_device(&owner.token, estate.community, "o-1").await.expect(201);
    let waiting = Waiting::with_code(&estate, &code).await;
    estate.revoke_key(&estate.secretary.token, estate.community, &owner.thumbprint()).await;
    waiting.confirm(&estate, &owner, "owner").await.problem(401, "not_signed_in");
    assert!(!waiting.is_enrolled(&estate).await);
    estate.stop().await;
}

#[tokio::test]
async fn whoever_left_the_register_meanwhile_gets_no_key() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let waiting = Waiting::at_desk(&estate, "o-1", "desk").await;
    waiting.confirm(&estate, &estate.secretary, "secretary").await.expect(201);
    estate
        .import(
            &tables::REGISTER
                .lines()
                .filter(|line| !line.contains(",o-1,"))
                .fold(String::new(), |table, line| table + line + "\n"),
        )
        .await;
    waiting.confirm(&estate, &scrutineer, "scrutineer").await.problem(404, "owner_not_found");
    assert!(!waiting.is_enrolled(&estate).await);
    estate.stop().await;
}

#[tokio::test]
async fn the_text_of_consent_is_served_with_its_hash() {
    let estate = Estate::found().await;
    let consent = estate.read_consent().await.expect(200);
    let text = |field: &str| consent[field].as_str().unwrap();
    assert_eq!(text("sha256"), Digest::of(format!("{}{}", text("zh"), text("en")).as_bytes()).to_string());
    assert!(text("zh").contains("第十四条") && text("en").contains("article 14"));
    estate.stop().await;
}
