//! What a committee shows of its election and what it files: the certificate, the filing as data, page and package.

use quorate::evidence::digest::Digest;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::answer::Answer;
use crate::app::send;
use crate::assembly::{Assembly, Person};
use crate::lives::electing::{self, CANDIDATES, deed, everybody, member};
use crate::lives::recall::ELECTION;
use crate::packages::Package;
use crate::pages::{keep, sound};

/// What of owners stands in the register only: names of o-01 and o-06, and a telephone number.
const SEALED: [&str; 3] = ["王芳华", "刘海波", "13800001101"];

/// Asks for something below a committee.
async fn ask(assembly: &Assembly, by: &Person, committee: Uuid, what: &str) -> Answer {
    let path = format!("/api/v1/communities/{}/committees/{committee}/{what}", assembly.community);
    send(assembly.request(&assembly.token(by).await, Method::GET, &path)).await
}

/// The package; a problem is read as text.
async fn package(assembly: &Assembly, by: &Person, committee: Uuid) -> (u16, Vec<u8>) {
    let path = format!("/api/v1/communities/{}/committees/{committee}/filing-package", assembly.community);
    let request = assembly.request(&assembly.token(by).await, Method::POST, &path);
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.bytes().await.expect("a body").to_vec())
}

fn words(list: &Value, field: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|own| own[field].as_str().unwrap().to_owned()).collect()
}

/// A committee of three, each of whom took the seat.
async fn seated() -> (Assembly, Uuid, Vec<Person>) {
    let assembly = Assembly::gather().await;
    let place = ELECTION.drafted(&assembly).await;
    ELECTION.slated(&assembly, place).await;
    ELECTION.held(&assembly, place).await;
    everybody(&assembly, &[]).await;
    let mut seats = Vec::new();
    for (candidate, owner) in CANDIDATES.iter().zip(ELECTION.owners).take(3) {
        seats.push(electing::seated(&assembly, place.1, (candidate, owner), None).await.person);
    }
    (assembly, place.1, seats)
}

/// Enters a text in the archive.
async fn entered(assembly: &Assembly, (number, class): (u128, &str), about: Option<Uuid>) {
    assembly.keep(&assembly.secretary, "open", "text/plain", class).await.expect(201);
    let enter = json!({ "archive": {
        "did": "enter", "title": "归档文本", "class": class, "document": digest(class), "access": "open",
        "days": null, "about": about, "replaces": null,
    } });
    assembly.acted(&assembly.secretary, process(number), enter).await;
}

#[tokio::test]
async fn a_committee_files_what_is_there_says_what_is_missing_and_its_rights_do_not_wait() {
    let (assembly, committee, seats) = seated().await;
    let owner = assembly.owner("o-10");
    let filing = ask(&assembly, owner, committee, "filing").await.expect(200);
    assert_eq!(
        (&filing["to_file"], &filing["election"]["meeting"]),
        (&json!("committee"), &json!(committee))
    );
    let missing = ["minutes", "covenant", "rules_of_procedure", "chair", "signatures"];
    assert_eq!(words(&filing["missing"], "what"), missing);
    assert_eq!(filing["deadlines"][0]["what"], "committee_filing");
    assert!(filing["deadlines"][0]["done_at"].is_null() && filing["deadlines"][0]["article"].is_string());
    let listed: Vec<_> = filing["members"].as_array().unwrap().iter().collect();
    let seats_of: Vec<_> = listed.iter().map(|own| own["seat"].as_u64()).collect();
    assert_eq!(seats_of, [Some(1), Some(2), Some(3), None]);
    assert_eq!((&listed[3]["name"], &listed[3]["alternate"]), (&json!("候选人c4"), &json!(1)));
    assert!(SEALED.iter().all(|name| !filing.to_string().contains(name)));

    // Members act before anything was filed.
    for person in &seats[..2] {
        assembly
            .acted(person, committee, deed("vote_chair", json!({ "member": member(committee, "c2") })))
            .await;
    }
    entered(&assembly, (31, "covenant"), None).await;
    // Minutes of something else are not those of the meeting.
    entered(&assembly, (32, "minutes"), None).await;
    let filing = ask(&assembly, owner, committee, "filing").await.expect(200);
    assert_eq!(words(&filing["missing"], "what"), ["minutes", "rules_of_procedure", "signatures"]);
    entered(&assembly, (33, "minutes"), Some(committee)).await;
    let filing = ask(&assembly, owner, committee, "filing").await.expect(200);
    assert_eq!(words(&filing["missing"], "what"), ["rules_of_procedure", "signatures"]);
    let paper = |name: &str| {
        let all = filing["papers"].as_array().unwrap().iter();
        all.clone().find(|own| own["paper"] == name).unwrap().clone()
    };
    assert_eq!(
        (&paper("covenant")["source"], &paper("covenant")["sha256"]),
        (&json!("archive"), &digest("covenant"))
    );
    assert_eq!(paper("minutes")["archived"], json!(process(33)));
    assert_eq!(paper("result")["sha256"], filing["election"]["certificate"]);
    assert!(
        paper("rules_of_procedure")["source"].is_null() && paper("rules_of_procedure")["entry"].is_null()
    );
    let steps = words(&filing["steps"], "what");
    assert_eq!(steps[..4], ["notice", "count", "announcement", "take_seat"]);
    assert_eq!(
        filing["steps"].as_array().unwrap().last().unwrap()["entry"].as_u64().unwrap() + 1,
        filing["size"]
    );
    assembly.stop().await;
}

#[tokio::test]
async fn the_certificate_and_the_filing_are_printed_with_the_names_of_the_ballot_only() {
    let (assembly, committee, seats) = seated().await;
    for person in &seats[..2] {
        assembly
            .acted(person, committee, deed("vote_chair", json!({ "member": member(committee, "c2") })))
            .await;
    }
    let owner = assembly.owner("o-10");
    let filing = ask(&assembly, owner, committee, "filing").await.expect(200);
    for (lang, tag) in [("zh", "zh-CN"), ("en", "en")] {
        let certificate = ask(&assembly, owner, committee, &format!("certificate?lang={lang}")).await;
        sound(&certificate, tag);
        keep(&format!("committee-certificate-{lang}"), &certificate.text);
        let page = ask(&assembly, owner, committee, &format!("filing/page?lang={lang}")).await;
        sound(&page, tag);
        keep(&format!("committee-filing-{lang}"), &page.text);
        for text in [&certificate.text, &page.text] {
            for named in ["definition", "certificate"] {
                assert!(text.contains(filing["election"][named].as_str().unwrap()), "{named}");
            }
            assert!(CANDIDATES.iter().all(|own| text.contains(&format!("候选人{own}"))));
            assert!(SEALED.iter().all(|name| !text.contains(name)), "{text}");
        }
        assert!(certificate.text.contains("quorate-verify annals"));
    }
    let certificate = ask(&assembly, owner, committee, "certificate").await.text;
    assert!(certificate.contains("<th scope=\"row\">候选人c2</th><td>主任</td>"), "{certificate}");
    let alternates = certificate.split("候补委员（按得票次序）").nth(1).unwrap();
    assert!(alternates.contains("候选人c4") && !alternates.contains("候选人c1"));
    let nowhere = process(99);
    for what in ["certificate", "filing", "filing/page"] {
        ask(&assembly, owner, nowhere, what).await.problem(404, "process_not_found");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_package_is_filed_acknowledged_and_filed_again_with_what_changed() {
    let (assembly, committee, seats) = seated().await;
    for person in &seats[..2] {
        assembly
            .acted(person, committee, deed("vote_chair", json!({ "member": member(committee, "c2") })))
            .await;
    }
    entered(&assembly, (31, "covenant"), None).await;
    assert_eq!(package(&assembly, assembly.owner("o-10"), committee).await.0, 403);
    let (status, bytes) = package(&assembly, &seats[0], committee).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    assert!(bytes == package(&assembly, &assembly.supervisor, committee).await.1, "the same bytes");
    let files = Package::unpack(&bytes);
    files.check_index();
    keep("committee-filing-package", files.text("filing.html"));
    keep("committee-filing-index", files.text("index.html"));
    // The list names whom the register has, with units; nothing else of them.
    assert!(files.text("filing.html").contains("<td>王芳华</td><td>1-0101、P-001</td>"));
    assert!(files.files.values().all(|content| !String::from_utf8_lossy(content).contains(SEALED[2])));
    assert!(
        !files.text("filing.json").contains(SEALED[0]) && !files.text("certificate.html").contains(SEALED[0])
    );
    let covenant = digest("covenant");
    assert_eq!(files.text(&format!("documents/covenant-{}.txt", covenant.as_str().unwrap())), "covenant");
    let missing = files.json("index.json")["missing"].clone();
    let titles: Vec<_> = missing.as_array().unwrap().iter().map(|own| own["what"]["en"].clone()).collect();
    let expected =
        ["The minutes, signed", "The rules of procedure", "Identity, contacts and signatures of the members"];
    assert_eq!(titles, expected);
    let token = assembly.token(&assembly.scrutineer).await;
    let trail = assembly.audit_trail(&token, assembly.community, "?operation=export_committee_filing").await;
    let trail = trail.expect(200)["items"].clone();
    // The refusal is there, too.
    assert_eq!(trail.as_array().unwrap().len(), 3, "{trail}");

    let bundle = json!(Digest::of(&bytes));
    assembly.acted(&seats[0], committee, deed("file", json!({ "package": bundle }))).await;
    let view = ask(&assembly, &seats[0], committee, "filing").await.expect(200);
    assert!(view["to_file"].is_null() && view["filings"][0]["state"] == "filed");
    assert!(view["deadlines"][0]["done_at"].is_string());
    let answer = json!({ "package": bundle, "answer": digest("receipt") });
    assembly.acted(&assembly.supervisor, committee, deed("acknowledge_filing", answer)).await;
    assembly.acted(&seats[2], committee, deed("resign", json!({ "member": member(committee, "c3") }))).await;

    let view = ask(&assembly, &seats[0], committee, "filing").await.expect(200);
    assert_eq!((&view["to_file"], &view["filings"][0]["state"]), (&json!("changes"), &json!("acknowledged")));
    assert_eq!(words(&view["papers"], "paper"), ["members", "changes"]);
    assert_eq!(words(&view["changes"], "kind"), ["left", "stepped_in"]);
    assert_eq!(
        (&view["changes"][0]["cause"], &view["changes"][0]["to_file"]),
        (&json!("resigned"), &json!(true))
    );
    assert_eq!(words(&view["deadlines"], "what")[1], "committee_change_filing");
    let (status, bytes) = package(&assembly, &seats[0], committee).await;
    assert_eq!(status, 200);
    let files = Package::unpack(&bytes);
    files.check_index();
    keep("committee-filing-changes", files.text("filing.html"));
    assert!(
        files.text("filing.html").contains("离任：辞任")
            && files.text("filing.html").contains("候补委员递补")
    );
    let again = json!({ "package": Digest::of(&bytes) });
    assembly.acted(&seats[0], committee, deed("file", again)).await;
    assert!(ask(&assembly, &seats[0], committee, "filing").await.expect(200)["to_file"].is_null());
    assembly.stop().await;
}
