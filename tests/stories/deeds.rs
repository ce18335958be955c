//! What others do off screen, each as their device sends it.

use quorate::evidence::ballots::{MatterAnswer, MatterChoice};
use quorate::evidence::statements::{EnrolmentConfirmation, RollConfirmation, Statement as _};
use reqwest::Client;
use reqwest::redirect::Policy;
use serde_json::{Value, json};

use crate::agenda::VOTERS;
use crate::assembly::{Assembly, answered, named, nonce};
use crate::calls::Place;
use crate::host::HOST;
use crate::logins::Login;
use crate::scenes::Scene;
use crate::{disputes, proofs, telling};

/// Whoever is invited into a browser.
pub const INVITED: [&str; 8] = [
    "secretary",
    "convener",
    "scrutineer",
    "supervisor",
    "chair",
    "member",
    "residents_committee",
    "operator",
];

/// Does something by its name, with what the story says of it; none if nobody knows how.
pub async fn done(scene: &Scene, name: &str, said: &Value) -> Option<Value> {
    scene.refresh().await;
    let text = |field: &str| said[field].as_str().unwrap_or_default();
    let assembly = &scene.assembly;
    let place = || scene.place(said["meeting"].as_str()).expect("a meeting");
    Some(match name {
        "invite" => json!({ "code": invite(scene, text("role")).await }),
        "letter" => json!({ "code": letter(scene, text("owner")).await }),
        "confirm_enrolments" => confirm_enrolments(scene).await,
        "import" => {
            let token = assembly.token(&assembly.secretary).await;
            assembly.import_register(&token, assembly.community, "", text("csv")).await.expect(201)
        }
        "deliver" => {
            let token = assembly.token(&assembly.secretary).await;
            let to = json!({ "channel": "message", "all": true });
            assembly.send_notice(&token, place(), &to).await.body
        }
        "amend" => amend(assembly, place()).await,
        "confirm_amendments" => confirm_amendments(assembly, place()).await,
        "vote" => votes(scene, place(), said).await,
        "name_representative" => {
            disputes::name(assembly, place(), (text("owner"), text("representative"))).await.expect(201)
        }
        "object_to_representative" => {
            disputes::object(assembly, place(), (text("owner"), text("representative"))).await.expect(201)
        }
        "withdraw_from_dispute" => disputes::withdraw(assembly, place(), text("owner")).await.expect(201),
        "decide_dispute" => {
            disputes::decide(assembly, place(), (text("owner"), text("outcome"))).await.expect(201)
        }
        "object" => {
            let token = assembly.token(scene.person(text("owner")).expect("an owner")).await;
            let objection = json!({ "ground": text("ground"), "text": text("text") });
            assembly.object(&token, place(), &objection).await.expect(201)
        }
        "answer" => {
            let token = assembly.token(&assembly.convener).await;
            let answer =
                json!({ "answer": text("text"), "outcome": text("outcome"), "summary": text("text") });
            assembly.answer_objection(&token, place(), text("objection"), &answer).await.expect(201)
        }
        "count" => {
            let token = assembly.token(&assembly.scrutineer).await;
            assembly.count_meeting(&token, place()).await.expect(201)
        }
        "certify" => {
            proofs::countersign(assembly, place()).await;
            Value::Null
        }
        "announce" => {
            let token = assembly.token(&assembly.convener).await;
            assembly.announce_result(&token, place()).await.expect(201)
        }
        "log_in" => json!({ "page": log_in(scene, text("url"), (text("name"), text("phone"))).await }),
        "act" => {
            let by = scene.person(text("by")).expect("somebody");
            let process = text("process").parse().expect("an identifier");
            json!({ "receipt": assembly.acted(by, process, said["act"].clone()).await })
        }
        _ => return None,
    })
}

/// Somebody with a name and a telephone number logs in at the provider; the page of the service that they come back to.
async fn log_in(scene: &Scene, url: &str, (name, phone): (&str, &str)) -> String {
    let provider = scene.provider.as_ref().expect("a scene with a provider");
    let login = Login { id: nonce(), secret: String::new(), url: url.to_owned() };
    let mut speech = provider.honest(&login.field("nonce"), scene.assembly.now());
    speech.claims["name"] = json!(name);
    speech.claims["phone_number"] = json!(format!("+86{phone}"));
    provider.say(speech);
    let back = provider.code(&login);
    let fields = ["code", "state", "iss"].map(|field| (field, back[field].as_str().unwrap_or_default()));
    let app = &scene.assembly.app;
    let address = format!("http://{}/api/v1/provider-returns/hostile", app.host.address());
    let browser = Client::builder().redirect(Policy::none()).build().expect("a client");
    let address = reqwest::Url::parse_with_params(&address, fields).expect("an address");
    let answer = crate::app::send(browser.get(address)).await;
    answer.header("location").replace(&format!("https://{HOST}"), &telling::address(app))
}

/// The code of a new officer.
pub async fn invite(scene: &Scene, role: &str) -> String {
    let (assembly, invitation) = (&scene.assembly, json!({ "role": role }));
    let token = match role {
        "operator" => return assembly.operator_invitation().await,
        "supervisor" => assembly.token(scene.person("operator").expect("an operator")).await,
        _ => assembly.token(&assembly.supervisor).await,
    };
    let invited = assembly.invite(&token, assembly.community, &invitation).await;
    invited.expect(201)["code"].as_str().expect("a code").to_owned()
}

/// The code on the letter of an owner.
pub async fn letter(scene: &Scene, owner: &str) -> String {
    let (assembly, recipients) = (&scene.assembly, json!({ "owners": [owner] }));
    let token = assembly.token(&assembly.secretary).await;
    let codes = assembly.hand_out_codes(&token, assembly.community, &recipients).await.expect(201);
    codes["codes"][0]["code"].as_str().expect("a code").to_owned()
}

/// An owner votes: the same answer to every matter, and the first two candidates of an election.
pub async fn vote(assembly: &Assembly, place: Place, owner: &str, answer: &str) {
    let answer = match answer {
        "against" => MatterAnswer::Against,
        "abstain" => MatterAnswer::Abstain,
        _ => MatterAnswer::For,
    };
    let mut ballot = assembly.ballot(place, owner).await;
    let choice = |own: &MatterChoice| match own.matter.as_str() {
        "m2" => named(&["c1", "c2"]),
        matter => answered(matter, answer),
    };
    ballot.choices = ballot.choices.iter().map(choice).collect();
    assembly.accepted(place, &ballot.sign(&assembly.owner(owner).key).expect("a statement")).await;
}

/// Those whom the story names vote, or so many of them all.
async fn votes(scene: &Scene, place: Place, said: &Value) -> Value {
    let owners: Vec<&str> = match said["owners"].as_array() {
        Some(owners) => owners.iter().filter_map(Value::as_str).collect(),
        None => VOTERS.to_vec(),
    };
    let count = said["count"].as_u64().map_or(owners.len(), |count| count.try_into().expect("a number"));
    for owner in owners.iter().take(count) {
        vote(&scene.assembly, place, owner, said["answer"].as_str().unwrap_or("for")).await;
    }
    json!({ "voted": owners.iter().take(count).collect::<Vec<_>>() })
}

/// The secretary signs a correction of the area of 1-0101, which waits for somebody else.
async fn amend(assembly: &Assembly, place: Place) -> Value {
    let signed = assembly.amendment(place).await.sign(&assembly.secretary.key).expect("a statement");
    let token = assembly.token(&assembly.secretary).await;
    assembly.amend_roll(&token, place, &signed).await.expect(202)
}

/// The scrutineer confirms every correction that waits.
async fn confirm_amendments(assembly: &Assembly, place: Place) -> Value {
    let token = assembly.token(&assembly.scrutineer).await;
    let all = assembly.list_amendments(&token, place).await.expect(200);
    let waiting = all.as_array().expect("a list").iter().filter(|own| own["state"] == "pending");
    let mut confirmed = Vec::new();
    for digest in waiting.map(|own| own["amendment"].as_str().expect("a digest")) {
        let amendment = digest.parse().expect("a digest");
        let confirmation = RollConfirmation { amendment, ..assembly.confirmation(place, "").await };
        let signed = confirmation.sign(&assembly.scrutineer.key).expect("a statement");
        assembly.confirm_amendment(&token, place, digest, &signed).await.expect(201);
        confirmed.push(digest.to_owned());
    }
    json!({ "confirmed": confirmed })
}

/// Secretary and scrutineer confirm every key that waits for officers.
async fn confirm_enrolments(scene: &Scene) -> Value {
    let assembly = &scene.assembly;
    let mut confirmed = Vec::new();
    for role in ["secretary", "scrutineer"] {
        let person = scene.person(role).expect("an officer");
        let token = assembly.token(person).await;
        let waiting = assembly.enrolment_requests(&token, assembly.community).await.expect(200);
        for own in waiting.as_array().expect("a list") {
            let field = |name: &str| own[name].as_str().expect("a text");
            let confirmation = EnrolmentConfirmation {
                v: 1,
                origin: assembly.keys().await.origin,
                community: assembly.community,
                activation: field("activation").parse().expect("an identifier"),
                method: field("method").parse().expect("a method"),
                owner: field("owner").parse().expect("an owner"),
                key: field("key").parse().expect("a thumbprint"),
                role: role.parse().expect("a role"),
                nonce: nonce(),
            };
            let signed = confirmation.sign(&person.key).expect("a statement");
            let request = field("request").parse().expect("an identifier");
            let answer = assembly.confirm_enrolment(&token, (assembly.community, request), &signed).await;
            confirmed.push(answer.body);
        }
    }
    json!({ "confirmed": confirmed })
}

/// A bundle of a meeting: what everybody gets, or what auditors do.
pub async fn bundle(scene: &Scene, place: Place, audit: bool) -> String {
    let assembly = &scene.assembly;
    let answer = if audit {
        let token = assembly.token(&assembly.scrutineer).await;
        assembly.audit_bundle(&token, place).await
    } else {
        assembly.public_bundle(place).await
    };
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.text
}
