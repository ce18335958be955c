//! Delegates as owners and officers live them: appointed, mandated, told an opinion, overridden, refused.

use quorate::domain::meetings::MeetingState;
use quorate::evidence::ballots::{BallotStatement, MatterAnswer, MatterChoice};
use quorate::evidence::certificate::ChannelsForm;
use quorate::evidence::delegates::{DelegateAppointment, OpinionStatement};
use quorate::evidence::digest::Digest;
use quorate::evidence::mandates::{HolderExclusion, MandateStatement};
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, OPENS, Person, draft, nonce};
use crate::calls::Place;
use crate::proofs::{certify, proved};

/// An open meeting under a rule that lets delegates act.
async fn opened(assembly: &Assembly) -> Place {
    let mut draft = draft();
    draft["switches"] = json!({ "revote": "until_close" });
    draft["delegate_rule"] = json!({ "adopted_on": "2025-06-01", "text": "每幢推选一名业主代表。" });
    let place = assembly.noticed(&draft).await;
    assembly.advance_to(OPENS).await;
    place
}

async fn say(assembly: &Assembly, place: Place, by: &Person, (what, signed): (&str, &str)) -> Answer {
    let token = assembly.token(by).await;
    assembly.say_of_mandates(&token, place, what, signed).await
}

/// What the minutes say: an owner was elected as the delegate of a building, for long.
async fn election(
    assembly: &Assembly,
    place: Place,
    (delegate, building): (&str, &str),
) -> DelegateAppointment {
    DelegateAppointment {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        delegate: delegate.parse().unwrap(),
        building: building.parse().unwrap(),
        entrance: None,
        from: "2025-01-01".parse().unwrap(),
        until: "2099-12-31".parse().unwrap(),
        minutes: Digest::of("业主代表推选记录".as_bytes()),
        nonce: nonce(),
    }
}

/// Hands an appointment in as the secretary.
async fn present(assembly: &Assembly, place: Place, own: &DelegateAppointment) -> Answer {
    let by = &assembly.secretary;
    say(assembly, place, by, ("/delegate-readings", &own.sign(&by.key).unwrap())).await
}

/// Appoints a delegate by two readings of the minutes.
async fn appoint(assembly: &Assembly, place: Place, own: &DelegateAppointment) -> Answer {
    let first = present(assembly, place, own).await.expect(202);
    let path = format!("/mandate-readings/{}/confirmations", first["reading"].as_str().unwrap());
    let by = &assembly.scrutineer;
    let again = DelegateAppointment { nonce: nonce(), ..own.clone() };
    say(assembly, place, by, (&path, &again.sign(&by.key).unwrap())).await
}

async fn mandate(assembly: &Assembly, place: Place, owner: &str, holder: &str) -> MandateStatement {
    MandateStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: assembly.ballot(place, owner).await.elector,
        principal: owner.parse().unwrap(),
        holder: holder.parse().unwrap(),
        instructions: Vec::new(),
        paper: None,
        nonce: nonce(),
    }
}

async fn give(assembly: &Assembly, place: Place, own: &MandateStatement) -> (Digest, Answer) {
    let by = assembly.owner(&own.principal.to_string());
    let signed = own.sign(&by.key).unwrap();
    (Digest::of(signed.as_bytes()), say(assembly, place, by, ("/mandates", &signed)).await)
}

/// A mandate to a delegate that is taken; its digest.
async fn given(assembly: &Assembly, place: Place, (owner, delegate): (&str, &str)) -> Digest {
    let own = mandate(assembly, place, owner, &format!("delegate:{delegate}")).await;
    let (mandate, answer) = give(assembly, place, &own).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    mandate
}

async fn opine(
    assembly: &Assembly,
    place: Place,
    delegate: &str,
    (mandate, choices): (Digest, &[MatterChoice]),
) -> Answer {
    let own = OpinionStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        mandate,
        choices: choices.to_vec(),
        evidence: Digest::of("意见征询表".as_bytes()),
        nonce: nonce(),
    };
    let by = assembly.owner(delegate);
    say(assembly, place, by, ("/opinions", &own.sign(&by.key).unwrap())).await
}

/// The ballot of an owner's elector under a mandate, with these choices.
async fn under(
    assembly: &Assembly,
    place: Place,
    (owner, mandate): (&str, Digest),
    choices: &[MatterChoice],
) -> BallotStatement {
    let own = assembly.ballot(place, owner).await;
    BallotStatement { mandate: Some(mandate), supersedes: None, choices: choices.to_vec(), ..own }
}

fn signed(assembly: &Assembly, delegate: &str, ballot: &BallotStatement) -> String {
    ballot.sign(&assembly.owner(delegate).key).unwrap()
}

/// The other answer to every question.
fn otherwise(choices: &[MatterChoice]) -> Vec<MatterChoice> {
    let mut choices = choices.to_vec();
    for choice in choices.iter_mut().filter(|own| own.answer == MatterAnswer::For) {
        choice.answer = MatterAnswer::Against;
    }
    choices
}

async fn own_mandate(assembly: &Assembly, place: Place, owner: &str) -> Value {
    let token = assembly.token(assembly.owner(owner)).await;
    assembly.read_mandates(&token, place, "/mandates/mine").await.expect(200)["given"][0].clone()
}

/// A delegate of building 2 acts for two owners of it, one of whom votes after all.
async fn story(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = opened(&assembly).await;
    let own = election(&assembly, place, ("o-10", "2")).await;
    let answer = appoint(&assembly, place, &own).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let token = assembly.token(assembly.owner("o-07")).await;
    let delegates = assembly.read_mandates(&token, place, "/delegates").await.expect(200);
    assert_eq!((&delegates[0]["delegate"], &delegates[0]["building"]), (&json!("o-10"), &json!("2")));
    let mandate = given(&assembly, place, ("o-07", "o-10")).await;
    let choices = assembly.ballot(place, "o-07").await.choices;
    let ballot = under(&assembly, place, ("o-07", mandate), &choices).await;
    let text = signed(&assembly, "o-10", &ballot);
    assembly.cast_ballot(place, &text).await.problem(422, "no_opinion_recorded");
    opine(&assembly, place, "o-02", (mandate, &choices)).await.problem(409, "mandate");
    opine(&assembly, place, "o-10", (mandate, &choices[..1])).await.problem(409, "mandate");
    let wanted = otherwise(&choices);
    assert_eq!(opine(&assembly, place, "o-10", (mandate, &choices)).await.status, 201);
    assert_eq!(opine(&assembly, place, "o-10", (mandate, &wanted)).await.status, 201);
    assembly.tick().await;
    assert!(assembly.phones().of("13800001107").iter().any(|own| own.kind == "opinion_recorded"));
    let told = own_mandate(&assembly, place, "o-07").await;
    assert_eq!(told["opinions"].as_array().unwrap().len(), 2);
    assert_eq!(told["opinions"][1]["choices"], serde_json::to_value(&wanted).unwrap());
    let text = signed(&assembly, "o-10", &ballot);
    assembly.cast_ballot(place, &text).await.problem(422, "bound_by_instructions");
    let ballot = under(&assembly, place, ("o-07", mandate), &wanted).await;
    assembly.accepted(place, &signed(&assembly, "o-10", &ballot)).await;
    // The principal overrides until the close.
    assembly.vote(place, "o-07").await;
    let late = under(&assembly, place, ("o-07", mandate), &wanted).await;
    let late = signed(&assembly, "o-10", &late);
    assembly.cast_ballot(place, &late).await.problem(422, "principal_voted");
    let other = given(&assembly, place, ("o-08", "o-10")).await;
    let choices = assembly.ballot(place, "o-08").await.choices;
    assert_eq!(opine(&assembly, place, "o-10", (other, &choices)).await.status, 201);
    let ballot = under(&assembly, place, ("o-08", other), &choices).await;
    assembly.accepted(place, &signed(&assembly, "o-10", &ballot)).await;
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    let tally = assembly.read_tally(place).await.expect(200);
    let channels: ChannelsForm = serde_json::from_value(tally["channels"].clone()).unwrap();
    assert_eq!(channels, ChannelsForm { online: 2, delegate: 1, conflicts: 1, ..ChannelsForm::default() });
    let report = proved(&assembly, place, MeetingState::Counted).await;
    assert_eq!(report.channels, Some(channels));
    assembly.stop().await;
}

#[tokio::test]
async fn a_delegate_casts_the_recorded_opinion_until_the_principal_votes() {
    Box::pin(story(Database::Sqlite)).await;
}

#[tokio::test]
async fn without_a_rule_nobody_is_a_delegate() {
    let assembly = Assembly::gather_on(Database::Sqlite).await;
    let place = assembly.opened(json!({})).await;
    let own = election(&assembly, place, ("o-10", "2")).await;
    present(&assembly, place, &own).await.problem(409, "mandate");
    let (_, answer) = give(&assembly, place, &mandate(&assembly, place, "o-07", "delegate:o-10").await).await;
    answer.problem(409, "mandate");
    let mut late = draft();
    late["delegate_rule"] = json!({ "adopted_on": "2099-01-01", "text": " " });
    let late = assembly.place(assembly.drafted(&late).await);
    let token = assembly.token(&assembly.convener).await;
    let problem = assembly.give_notice(&token, late).await.problem(422, "draft_problems");
    let told = problem["problems"].to_string();
    assert!(
        told.contains("delegate_rule was adopted on") && told.contains("text of delegate_rule"),
        "{told}"
    );
    assembly.stop().await;
}

#[tokio::test]
async fn a_delegate_acts_for_their_building_and_term_only_and_until_they_are_excluded() {
    let assembly = Assembly::gather_on(Database::Sqlite).await;
    let place = opened(&assembly).await;
    let own = election(&assembly, place, ("o-10", "2")).await;
    let over = DelegateAppointment { until: "2026-05-23".parse().unwrap(), ..own.clone() };
    present(&assembly, place, &over).await.problem(409, "mandate");
    let first = present(&assembly, place, &own).await.expect(202);
    let path = format!("/mandate-readings/{}/confirmations", first["reading"].as_str().unwrap());
    let by = &assembly.scrutineer;
    let differs = DelegateAppointment { building: "1".parse().unwrap(), nonce: nonce(), ..own.clone() };
    let answer = say(&assembly, place, by, (&path, &differs.sign(&by.key).unwrap())).await;
    assert_eq!(answer.problem(409, "readings_differ")["problems"], json!(["building"]));
    let wanted = mandate(&assembly, place, "o-07", "delegate:o-10").await;
    give(&assembly, place, &wanted).await.1.problem(409, "mandate");
    let again = DelegateAppointment { nonce: nonce(), ..own.clone() };
    let answer = say(&assembly, place, by, (&path, &again.sign(&by.key).unwrap())).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    present(&assembly, place, &again).await.problem(409, "mandate");
    let elsewhere = mandate(&assembly, place, "o-06", "delegate:o-10").await;
    give(&assembly, place, &elsewhere).await.1.problem(409, "mandate");
    let nobody = mandate(&assembly, place, "o-07", "delegate:o-09").await;
    give(&assembly, place, &nobody).await.1.problem(409, "mandate");
    let choices = assembly.ballot(place, "o-07").await.choices;
    let instructed = MandateStatement { instructions: choices.clone(), ..wanted.clone() };
    give(&assembly, place, &instructed).await.1.problem(409, "mandate");
    let delegated = given(&assembly, place, ("o-07", "o-10")).await;
    // Under a proxy's mandate nothing is recorded as an opinion.
    let proxy = mandate(&assembly, place, "o-08", "owner:o-10").await;
    let (proxy, answer) = give(&assembly, place, &proxy).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let other = assembly.ballot(place, "o-08").await.choices;
    opine(&assembly, place, "o-10", (proxy, &other)).await.problem(409, "mandate");
    let exclusion = HolderExclusion {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        holder: "delegate:o-10".parse().unwrap(),
        reason: "业主代表已辞任".to_owned(),
        nonce: nonce(),
    };
    let by = &assembly.convener;
    let answer = say(&assembly, place, by, ("/holder-exclusions", &exclusion.sign(&by.key).unwrap())).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    opine(&assembly, place, "o-10", (delegated, &choices)).await.problem(409, "mandate");
    assert!(own_mandate(&assembly, place, "o-07").await["ended_at"].is_string());
    // What they hold as an owner goes on.
    assert!(own_mandate(&assembly, place, "o-08").await["ended_at"].is_null());
    let token = assembly.token(assembly.owner("o-07")).await;
    assert_eq!(assembly.read_mandates(&token, place, "/delegates").await.expect(200), json!([]));
    assembly.advance_to(CLOSES).await;
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&token, place).await.expect(201);
    proved(&assembly, place, MeetingState::Counted).await;
    assembly.stop().await;
}
