//! Who acts for an elector that several owners hold together, as its co-owners and the convener live it.

use futures_util::future::join_all;
use quorate::domain::meetings::MeetingState;
use quorate::domain::representation::DecisionOutcome;
use quorate::evidence::certificate::CoOwnedForm;
use quorate::evidence::representation::{
    RepresentationDecision, RepresentationObjection, RepresentationWithdrawal, RepresentativeNomination,
};
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, nonce};
use crate::calls::Place;
use crate::proofs::{certify, proved};

/// The last microsecond before the close.
const LAST: &str = "2026-05-24T15:59:59.999999Z";

/// The two who own 1-0201 together.
const BOTH: [&str; 2] = ["o-03", "o-04"];

/// What an owner is told of who acts for their elector.
async fn told(assembly: &Assembly, place: Place, owner: &str) -> Value {
    let token = assembly.token(assembly.owner(owner)).await;
    assembly.my_electors(&token, place).await.expect(200)[0].clone()
}

async fn elector(assembly: &Assembly, place: Place) -> String {
    told(assembly, place, BOTH[0]).await["elector"].as_str().unwrap().to_owned()
}

async fn name(assembly: &Assembly, place: Place, owner: &str, representative: &str) -> Answer {
    let nomination = RepresentativeNomination {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place).await.parse().unwrap(),
        representative: representative.parse().unwrap(),
        nonce: nonce(),
    };
    let signed = nomination.sign(&assembly.owner(owner).key).unwrap();
    say(assembly, place, owner, ("nominations", &signed)).await
}

async fn object(assembly: &Assembly, place: Place, owner: &str, representative: &str) -> Answer {
    let objection = RepresentationObjection {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place).await.parse().unwrap(),
        representative: representative.parse().unwrap(),
        reason: Some("我们没有商量过".to_owned()),
        nonce: nonce(),
    };
    let signed = objection.sign(&assembly.owner(owner).key).unwrap();
    say(assembly, place, owner, ("objections", &signed)).await
}

async fn withdraw(assembly: &Assembly, place: Place, owner: &str) -> Answer {
    let withdrawal = RepresentationWithdrawal {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place).await.parse().unwrap(),
        nonce: nonce(),
    };
    let signed = withdrawal.sign(&assembly.owner(owner).key).unwrap();
    say(assembly, place, owner, ("withdrawals", &signed)).await
}

async fn decide(assembly: &Assembly, place: Place, outcome: DecisionOutcome) -> Answer {
    let decision = RepresentationDecision {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place).await.parse().unwrap(),
        outcome,
        reason: "依据不动产登记簿".to_owned(),
        nonce: nonce(),
    };
    let signed = decision.sign(&assembly.convener.key).unwrap();
    let token = assembly.token(&assembly.convener).await;
    assembly.say_of_representation(&token, place, "decisions", &signed).await
}

async fn say(assembly: &Assembly, place: Place, owner: &str, (what, signed): (&str, &str)) -> Answer {
    let token = assembly.token(assembly.owner(owner)).await;
    assembly.say_of_representation(&token, place, what, signed).await
}

/// Casts a ballot that must be refused because another co-owner acts.
async fn refused(assembly: &Assembly, place: Place, owner: &str, code: &str) {
    let ballot = assembly.signed(place, owner).await;
    let problem = assembly.unchanged(assembly.cast_ballot(place, &ballot)).await.problem(422, code);
    assert!(problem["refusal"].is_string(), "{problem}");
}

async fn counted(assembly: &Assembly, place: Place) -> (u64, u64, CoOwnedForm) {
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&token, place).await.expect(201);
    let tally = assembly.read_tally(place).await.expect(200);
    let own = serde_json::from_value(tally["co_owned"].clone()).unwrap();
    (tally["ballots_received"].as_u64().unwrap(), tally["ballots_counted"].as_u64().unwrap(), own)
}

/// One acts, the other is told, objects and withdraws, and at last both name the other one.
async fn story(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    let nobody = told(&assembly, place, "o-04").await["representation"].clone();
    assert_eq!((&nobody["state"], &nobody["may_vote"]), (&json!("nobody"), &json!(true)));
    assert_eq!(told(&assembly, place, "o-01").await["representation"], Value::Null);
    object(&assembly, place, "o-04", "o-03").await.problem(409, "representation");
    assembly.vote(place, "o-03").await;
    refused(&assembly, place, "o-04", "not_representative").await;
    refused(&assembly, place, "o-03", "already_voted").await;
    let provisional = told(&assembly, place, "o-04").await["representation"].clone();
    assert_eq!(
        (&provisional["state"], &provisional["representative"]),
        (&json!("provisional"), &json!("o-03"))
    );
    assert_eq!((&provisional["may_vote"], &provisional["may_object"]), (&json!(false), &json!(true)));
    assembly.tick().await;
    assert!(assembly.phones().latest("13800001104").contains("1-0201"));
    assert!(assembly.phones().of("13800001103").iter().all(|own| own.kind != "representative_acted"));
    let first = object(&assembly, place, "o-04", "o-03").await;
    assert_eq!(first.status, 201, "{}", first.text);
    object(&assembly, place, "o-04", "o-03").await.problem(409, "representation");
    withdraw(&assembly, place, "o-04").await.expect(201);
    withdraw(&assembly, place, "o-04").await.problem(409, "representation");
    for owner in BOTH {
        assert_eq!(name(&assembly, place, owner, "o-04").await.status, 201);
    }
    name(&assembly, place, "o-03", "o-01").await.problem(409, "representation");
    refused(&assembly, place, "o-03", "not_representative").await;
    assembly.vote(place, "o-04").await;
    assembly.advance_to(CLOSES).await;
    name(&assembly, place, "o-03", "o-03").await.problem(409, "state_does_not_allow");
    assert_eq!(counted(&assembly, place).await, (2, 1, CoOwnedForm::default()));
    let report = proved(&assembly, place, MeetingState::Counted).await;
    assert_eq!(report.co_owned, Some(CoOwnedForm::default()));
    assembly.stop().await;
}

#[tokio::test]
async fn co_owners_settle_who_acts_on_sqlite() {
    story(Database::Sqlite).await;
}

#[tokio::test]
async fn co_owners_settle_who_acts_on_postgres() {
    story(Database::Postgres).await;
}

/// A quarrel from the last moment that was possible, decided after the close.
async fn quarrel(database: Database, outcome: DecisionOutcome) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    for owner in ["o-01", "o-02", "o-03"] {
        assembly.vote(place, owner).await;
    }
    assembly.pass_to(LAST);
    object(&assembly, place, "o-04", "o-03").await.expect(201);
    assembly.advance_to(CLOSES).await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let problem = assembly.count_meeting(&scrutineer, place).await.problem(409, "representation_disputed");
    assert!(problem["problems"][0].as_str().unwrap().contains("1-0201"), "{problem}");
    let disputes = assembly.representation_disputes(&scrutineer, place).await.expect(200);
    assert_eq!((&disputes[0]["state"], &disputes[0]["units"]), (&json!("disputed"), &json!(["1-0201"])));
    assert_eq!(disputes[0]["objections"][0]["owner"], "o-04");
    assert_eq!(decide(&assembly, place, outcome).await.status, 201);
    decide(&assembly, place, outcome).await.problem(409, "representation");
    let disputes = assembly.representation_disputes(&scrutineer, place).await.expect(200);
    assert_eq!(disputes[0]["decisions"][0]["outcome"], outcome.as_str());
    certify(&assembly, place).await;
    let report = proved(&assembly, place, MeetingState::Counted).await;
    let tally = assembly.read_tally(place).await.expect(200);
    let (expected, form) = match outcome {
        DecisionOutcome::Stands => (3, CoOwnedForm { confirmed: 1, ..CoOwnedForm::default() }),
        DecisionOutcome::SetAside => (2, CoOwnedForm { set_aside: 1, ..CoOwnedForm::default() }),
    };
    assert_eq!((&tally["ballots_received"], &tally["ballots_counted"]), (&json!(3), &json!(expected)));
    assert_eq!(report.co_owned, Some(form));
    // Whoever did not take part stays in the denominator.
    let totals = &report.matters[0].verdict.totals;
    assert_eq!((totals.all.heads, totals.participating.heads), (10, expected));
    assembly.stop().await;
}

#[tokio::test]
async fn a_quarrel_holds_up_the_count_until_the_convener_lets_the_ballot_stand() {
    for database in [Database::Sqlite, Database::Postgres] {
        quarrel(database, DecisionOutcome::Stands).await;
    }
}

#[tokio::test]
async fn a_ballot_that_the_convener_sets_aside_does_not_count() {
    for database in [Database::Sqlite, Database::Postgres] {
        quarrel(database, DecisionOutcome::SetAside).await;
    }
}

#[tokio::test]
async fn at_the_close_it_is_too_late_to_object_or_to_name() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    assembly.vote(place, "o-03").await;
    // The jobs are late: the meeting is still open, and its time is over.
    assembly.pass_to(CLOSES);
    object(&assembly, place, "o-04", "o-03").await.problem(409, "too_late");
    name(&assembly, place, "o-04", "o-04").await.problem(409, "too_late");
    assembly.tick().await;
    object(&assembly, place, "o-04", "o-03").await.problem(409, "too_late");
    let provisional = CoOwnedForm { provisional: 1, ..CoOwnedForm::default() };
    assert_eq!(counted(&assembly, place).await, (1, 1, provisional));
    assembly.stop().await;
}

#[tokio::test]
async fn of_two_co_owners_who_cast_at_once_one_acts_and_the_other_gets_a_signed_refusal() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let ballots = [assembly.signed(place, BOTH[0]).await, assembly.signed(place, BOTH[1]).await];
    let answers = join_all(ballots.iter().map(|ballot| assembly.cast_ballot(place, ballot))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422]);
    let refusal = answers.into_iter().find(|answer| answer.status == 422).unwrap();
    assert!(refusal.problem(422, "not_representative")["refusal"].is_string());
    assembly.stop().await;
}

#[tokio::test]
async fn strangers_say_nothing_and_nobody_speaks_for_another_co_owner() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    name(&assembly, place, "o-01", "o-03").await.problem(409, "representation");
    let elector = elector(&assembly, place).await;
    let nomination = RepresentativeNomination {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector.parse().unwrap(),
        representative: "o-03".parse().unwrap(),
        nonce: nonce(),
    };
    let signed = nomination.sign(&assembly.owner("o-04").key).unwrap();
    say(&assembly, place, "o-03", ("nominations", &signed)).await.problem(422, "statement");
    let elsewhere = RepresentativeNomination { meeting: place.0, ..nomination };
    let signed = elsewhere.sign(&assembly.owner("o-03").key).unwrap();
    say(&assembly, place, "o-03", ("nominations", &signed)).await.problem(422, "other_subject");
    say(&assembly, place, "o-03", ("objections", &signed)).await.problem(422, "statement");
    decide(&assembly, place, DecisionOutcome::Stands).await.problem(409, "representation");
    assembly.stop().await;
}

#[tokio::test]
async fn co_owners_name_who_acts_before_the_opening_and_the_same_bytes_are_taken_once() {
    let assembly = Assembly::gather().await;
    let mut draft = crate::assembly::draft();
    draft["switches"] = json!({ "revote": "none" });
    let place = assembly.noticed(&draft).await;
    for owner in BOTH {
        name(&assembly, place, owner, "o-04").await.expect(201);
    }
    assert_eq!(told(&assembly, place, "o-03").await["representation"]["state"], "settled");
    assembly.advance_to(crate::assembly::OPENS).await;
    refused(&assembly, place, "o-03", "not_representative").await;
    assembly.vote(place, "o-04").await;
    let nomination = RepresentativeNomination {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(&assembly, place).await.parse().unwrap(),
        representative: "o-03".parse().unwrap(),
        nonce: nonce(),
    };
    let signed = nomination.sign(&assembly.owner("o-03").key).unwrap();
    let once = say(&assembly, place, "o-03", ("nominations", &signed)).await;
    let again = assembly.unchanged(say(&assembly, place, "o-03", ("nominations", &signed))).await;
    assert_eq!((once.status, &once.text), (201, &again.text));
    // They disagree again: whoever acted goes on provisionally.
    assert_eq!(told(&assembly, place, "o-03").await["representation"]["state"], "provisional");
    assembly.stop().await;
}
