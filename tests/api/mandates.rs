//! Mandates as principals, holders and officers live them: given, read from paper by two, revoked, refused.

use quorate::domain::mandates::Holder;
use quorate::domain::meetings::MeetingState;
use quorate::evidence::ballots::{MatterAnswer, MatterChoice};
use quorate::evidence::digest::Digest;
use quorate::evidence::mandates::{HolderExclusion, MandateRevocation, MandateStatement};
use quorate::evidence::statements::Statement as _;
use quorate::verify::report::Report;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, Person, nonce};
use crate::calls::Place;
use crate::proofs::proved;

async fn elector(assembly: &Assembly, place: Place, owner: &str) -> String {
    let token = assembly.token(assembly.owner(owner)).await;
    let own = assembly.my_electors(&token, place).await.expect(200);
    own[0]["elector"].as_str().unwrap().to_owned()
}

/// The mandate that an owner gives to a holder.
async fn mandate(assembly: &Assembly, place: Place, owner: &str, holder: &str) -> MandateStatement {
    MandateStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place, owner).await.parse().unwrap(),
        principal: owner.parse().unwrap(),
        holder: holder.parse().unwrap(),
        instructions: Vec::new(),
        paper: None,
        nonce: nonce(),
    }
}

async fn say(assembly: &Assembly, place: Place, by: &Person, (what, signed): (&str, &str)) -> Answer {
    let token = assembly.token(by).await;
    assembly.say_of_mandates(&token, place, what, signed).await
}

async fn give(assembly: &Assembly, place: Place, owner: &str, own: &MandateStatement) -> Answer {
    let by = assembly.owner(owner);
    say(assembly, place, by, ("/mandates", &own.sign(&by.key).unwrap())).await
}

async fn revocation(
    assembly: &Assembly,
    place: Place,
    mandate: &str,
    paper: Option<Digest>,
) -> MandateRevocation {
    MandateRevocation {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        mandate: mandate.parse().unwrap(),
        paper,
        nonce: nonce(),
    }
}

async fn revoke(assembly: &Assembly, place: Place, owner: &str, mandate: &str) -> Answer {
    let own = revocation(assembly, place, mandate, None).await;
    let by = assembly.owner(owner);
    let path = format!("/mandates/{mandate}/revocation");
    say(assembly, place, by, (&path, &own.sign(&by.key).unwrap())).await
}

async fn exclude(assembly: &Assembly, place: Place, holder: &str) -> Answer {
    let own = HolderExclusion {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        holder: holder.parse::<Holder>().unwrap(),
        reason: "物业服务企业工作人员".to_owned(),
        nonce: nonce(),
    };
    let by = &assembly.convener;
    say(assembly, place, by, ("/holder-exclusions", &own.sign(&by.key).unwrap())).await
}

/// What an owner is told of mandates they gave or hold.
async fn mine(assembly: &Assembly, place: Place, owner: &str, which: &str) -> Vec<Value> {
    let token = assembly.token(assembly.owner(owner)).await;
    let own = assembly.read_mandates(&token, place, "/mandates/mine").await.expect(200);
    own[which].as_array().unwrap().clone()
}

/// What the verifier says of the whole meeting.
async fn counted(assembly: &Assembly, place: Place) -> Report {
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&token, place).await.expect(201);
    proved(assembly, place, MeetingState::Counted).await
}

fn told(matter: &str) -> MatterChoice {
    MatterChoice { matter: matter.parse().unwrap(), answer: MatterAnswer::For, candidates: Vec::new() }
}

/// One mandate is given, held to, revoked and given to somebody else, who is excluded.
async fn story(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({})).await;
    let own = mandate(&assembly, place, "o-01", "owner:o-02").await;
    let first = give(&assembly, place, "o-01", &own).await;
    assert_eq!(first.status, 201, "{}", first.text);
    let given = mine(&assembly, place, "o-01", "given").await;
    let id = given[0]["mandate"].as_str().unwrap().to_owned();
    assert_eq!((&given[0]["holder"], &given[0]["ended_at"]), (&json!("owner:o-02"), &Value::Null));
    assert_eq!(mine(&assembly, place, "o-02", "held").await[0]["mandate"], json!(id));
    assert!(mine(&assembly, place, "o-05", "held").await.is_empty());
    assembly.tick().await;
    for phone in ["13800001101", "13800001102"] {
        assert!(assembly.phones().of(phone).iter().any(|own| own.kind == "mandate_given"), "{phone}");
    }
    give(&assembly, place, "o-01", &mandate(&assembly, place, "o-01", "owner:o-05").await)
        .await
        .problem(409, "mandate");
    revoke(&assembly, place, "o-02", &id).await.problem(409, "mandate");
    assert_eq!(revoke(&assembly, place, "o-01", &id).await.status, 201);
    revoke(&assembly, place, "o-01", &id).await.problem(409, "mandate");
    let again = mandate(&assembly, place, "o-01", "owner:o-05").await;
    assert_eq!(give(&assembly, place, "o-01", &again).await.status, 201);
    assert_eq!(exclude(&assembly, place, "owner:o-05").await.status, 201);
    exclude(&assembly, place, "owner:o-05").await.problem(409, "mandate");
    let given = mine(&assembly, place, "o-01", "given").await;
    assert!(given.iter().all(|own| own["ended_at"].is_string()), "{given:?}");
    assembly.advance_to(CLOSES).await;
    let late = mandate(&assembly, place, "o-01", "owner:o-02").await;
    give(&assembly, place, "o-01", &late).await.problem(409, "state_does_not_allow");
    let report = counted(&assembly, place).await;
    assert!(report.claims.iter().any(|claim| claim.code.as_str() == "mandates_followed"));
    assembly.stop().await;
}

#[tokio::test]
async fn a_mandate_is_given_revoked_and_ended_by_an_exclusion() {
    Box::pin(story(Database::Sqlite)).await;
}

#[tokio::test]
async fn a_mandate_that_the_rules_do_not_allow_is_refused_and_nothing_is_recorded() {
    let assembly = Assembly::gather_on(Database::Sqlite).await;
    let place = assembly.opened(json!({})).await;
    let own = || mandate(&assembly, place, "o-01", "owner:o-02");
    // Nobody passes on what they hold, or gives what is another's.
    let foreign = MandateStatement { principal: "o-02".parse().unwrap(), ..own().await };
    give(&assembly, place, "o-02", &foreign).await.problem(409, "mandate");
    give(&assembly, place, "o-02", &own().await).await.problem(403, "forbidden");
    let nobody = MandateStatement { holder: "owner:o-99".parse().unwrap(), ..own().await };
    give(&assembly, place, "o-01", &nobody).await.problem(409, "mandate");
    let own_self = MandateStatement { holder: "owner:o-01".parse().unwrap(), ..own().await };
    give(&assembly, place, "o-01", &own_self).await.problem(409, "mandate");
    let outside = MandateStatement { holder: "outside:p-1".parse().unwrap(), ..own().await };
    give(&assembly, place, "o-01", &outside).await.problem(409, "mandate");
    let twice = MandateStatement { instructions: vec![told("m1"), told("m1")], ..own().await };
    give(&assembly, place, "o-01", &twice).await.problem(409, "mandate");
    let unknown = MandateStatement { instructions: vec![told("m99")], ..own().await };
    give(&assembly, place, "o-01", &unknown).await.problem(409, "mandate");
    let paper = MandateStatement { paper: Some(Digest::of(b"scan")), ..own().await };
    give(&assembly, place, "o-01", &paper).await.problem(403, "forbidden");
    let elsewhere = MandateStatement { origin: "elsewhere.example/1".to_owned(), ..own().await };
    give(&assembly, place, "o-01", &elsewhere).await.problem(422, "other_subject");
    // The other co-owner acts once one of them has.
    assembly.vote(place, "o-03").await;
    let other = mandate(&assembly, place, "o-04", "owner:o-01").await;
    give(&assembly, place, "o-04", &other).await.problem(409, "mandate");
    let token = assembly.token(&assembly.secretary).await;
    let all = assembly.read_mandates(&token, place, "/mandates").await.expect(200);
    assert_eq!(all, json!([]));
    assembly.stop().await;
}

#[tokio::test]
async fn a_mandate_on_paper_counts_when_two_officers_read_the_same() {
    let assembly = Assembly::gather_on(Database::Sqlite).await;
    let place = assembly.opened(json!({})).await;
    let (secretary, scrutineer) = (&assembly.secretary, &assembly.scrutineer);
    let scan = Some(Digest::of("scan of the mandate".as_bytes()));
    let instructions = vec![told("m1")];
    let holder = || "outside:p-1".parse().unwrap();
    let paper = mandate(&assembly, place, "o-01", "owner:o-02").await;
    let paper = MandateStatement { paper: scan, holder: holder(), instructions, ..paper };
    let signed = paper.sign(&secretary.key).unwrap();
    say(&assembly, place, secretary, ("/mandates", &signed)).await.problem(403, "forbidden");
    let first = say(&assembly, place, secretary, ("/mandate-readings", &signed)).await.expect(202);
    let token = assembly.token(scrutineer).await;
    let waiting = assembly.read_mandates(&token, place, "/mandate-readings").await.expect(200);
    assert_eq!((&waiting[0]["reading"], waiting.as_array().unwrap().len()), (&first["reading"], 1));
    assert!(!waiting.to_string().contains("p-1"), "{waiting}");
    let path = format!("/mandate-readings/{}/confirmations", first["reading"].as_str().unwrap());
    let other = MandateStatement { holder: "outside:p-2".parse().unwrap(), nonce: nonce(), ..paper.clone() };
    let differ = other.sign(&scrutineer.key).unwrap();
    let problem = say(&assembly, place, scrutineer, (&path, &differ)).await.problem(409, "readings_differ");
    assert_eq!(problem["problems"], json!(["holder"]));
    let same = MandateStatement { nonce: nonce(), ..paper.clone() };
    let own = same.sign(&secretary.key).unwrap();
    say(&assembly, place, secretary, (&path, &own)).await.problem(403, "forbidden");
    let again = same.sign(&scrutineer.key).unwrap();
    let receipt = say(&assembly, place, scrutineer, (&path, &again)).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text);
    let given = mine(&assembly, place, "o-01", "given").await;
    assert_eq!((&given[0]["holder"], &given[0]["paper"]), (&json!("outside:p-1"), &json!(scan)));
    let id = given[0]["mandate"].as_str().unwrap().to_owned();
    let waiting = assembly.read_mandates(&token, place, "/mandate-readings").await.expect(200);
    assert_eq!(waiting, json!([]));
    // It is taken back on paper too.
    let back = revocation(&assembly, place, &id, Some(Digest::of(b"scan of the revocation"))).await;
    let signed = back.sign(&secretary.key).unwrap();
    let first = say(&assembly, place, secretary, ("/mandate-revocation-readings", &signed)).await.expect(202);
    let path = format!("/mandate-readings/{}/confirmations", first["reading"].as_str().unwrap());
    let signed = back.sign(&scrutineer.key).unwrap();
    assert_eq!(say(&assembly, place, scrutineer, (&path, &signed)).await.status, 201);
    assert!(mine(&assembly, place, "o-01", "given").await[0]["ended_at"].is_string());
    assembly.advance_to(CLOSES).await;
    counted(&assembly, place).await;
    assembly.stop().await;
}
