//! How long audit material is kept, what holds it, and that the public proof outlives it.

use quorate::domain::instants::Instant;
use quorate::domain::meetings::MeetingState;
use serde_json::{Value, json};

use crate::acts::process;
use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, draft};
use crate::calls::Place;
use crate::formations::{apply, view};
use crate::proofs::{certify, proved, verified};
use crate::tables::CHANGED;

/// Two years with a leap day, in seconds.
const TWO_YEARS: i64 = 731 * 24 * 60 * 60;

/// A meeting that was announced, with ballots, an objection and its answer; and when that was.
async fn announced(assembly: &Assembly) -> (Place, Instant) {
    let place = assembly.opened(json!({})).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    certify(assembly, place).await;
    let owner = assembly.token(assembly.owner("o-01")).await;
    let objection = assembly.raise_objection(&owner, place, "计票有误").await.expect(201);
    let convener = assembly.token(&assembly.convener).await;
    let answer = json!({ "answer": "已复核", "outcome": "dismissed", "summary": "已答复" });
    let objection = objection["objection"].as_str().unwrap();
    assembly.answer_objection(&convener, place, objection, &answer).await.expect(201);
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    (place, assembly.now())
}

async fn officers_sign_in(assembly: &Assembly) {
    for person in [&assembly.scrutineer, &assembly.supervisor, &assembly.secretary, &assembly.convener] {
        assembly.sign_in_again(person).await;
    }
}

/// Sets the clock, lets happen what is due, and signs the officers in again.
async fn at(assembly: &Assembly, instant: Instant) {
    assembly.set(instant);
    assembly.tick().await;
    officers_sign_in(assembly).await;
}

async fn erased_entries(assembly: &Assembly) -> Vec<Value> {
    let entries = assembly.entries().await;
    entries.into_iter().filter(|entry| entry["fact"]["kind"] == "audit_material_erased").collect()
}

async fn goes_when_its_period_is_over(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let (place, announced_at) = announced(&assembly).await;
    let over = announced_at.plus_seconds(TWO_YEARS);
    at(&assembly, Instant::from_microseconds(over.microseconds() - 1).unwrap()).await;
    assert_eq!(erased_entries(&assembly).await, Vec::<Value>::new());
    proved(&assembly, place, MeetingState::Announced).await;
    let public = assembly.public_bundle(place).await.text;

    // It is looked for once an hour.
    at(&assembly, over.plus_seconds(3_600)).await;
    let entries = erased_entries(&assembly).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["fact"]["of"], json!(place.1));
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.audit_bundle(&token, place).await.problem(410, "erased");
    assembly.read_participation(&token, place, "").await.problem(410, "erased");
    assembly.list_objections(&token, place).await.problem(410, "erased");
    let kept = assembly.read_kept(&token, place).await.expect(200);
    assert_eq!((&kept["kept_until"], &kept["holds"]), (&json!(over.to_string()), &json!([])));
    assert_eq!(kept["erased_at"], entries[0]["at"]);
    assert_eq!(assembly.public_bundle(place).await.text, public);
    let report = verified(&assembly, assembly.public_bundle(place).await).await;
    assert_eq!(report.state, MeetingState::Announced);
    // Nothing more is left to go, and the record says it once.
    at(&assembly, over.plus_seconds(8_000)).await;
    assert_eq!(erased_entries(&assembly).await, entries);
    let supervisor = assembly.token(&assembly.supervisor).await;
    assembly.place_hold(&supervisor, place, "法院调取").await.problem(410, "erased");
    // What is stored is still what was signed: the service goes on after a restart.
    let assembly = assembly.restart().await;
    officers_sign_in(&assembly).await;
    for _ in 0..4 {
        assembly.tick().await;
    }
    let mut later = draft();
    later["opens_at"] = json!(assembly.now().plus_seconds(20 * 86_400).to_string());
    later["closes_at"] = json!(assembly.now().plus_seconds(24 * 86_400).to_string());
    let next = assembly.noticed(&later).await;
    verified(&assembly, assembly.public_bundle(next).await).await;
    assembly.stop().await;
}

#[tokio::test]
async fn audit_material_goes_when_its_period_is_over_and_never_before_on_sqlite() {
    Box::pin(goes_when_its_period_is_over(Database::Sqlite)).await;
}

#[tokio::test]
async fn audit_material_goes_when_its_period_is_over_and_never_before_on_postgresql() {
    Box::pin(goes_when_its_period_is_over(Database::Postgres)).await;
}

#[tokio::test]
async fn a_hold_keeps_a_meeting_until_it_is_lifted() {
    let assembly = Assembly::gather().await;
    let (place, announced_at) = announced(&assembly).await;
    let supervisor = assembly.token(&assembly.supervisor).await;
    assembly.place_hold(&supervisor, place, " ").await.problem(422, "field");
    let hold = assembly.place_hold(&supervisor, place, "法院调取证据").await.expect(201);
    let hold = hold["hold"].as_str().unwrap().to_owned();
    at(&assembly, announced_at.plus_seconds(2 * TWO_YEARS)).await;
    assert_eq!(erased_entries(&assembly).await, Vec::<Value>::new());
    proved(&assembly, place, MeetingState::Announced).await;
    let supervisor = assembly.token(&assembly.supervisor).await;
    let lifted = assembly.lift_hold(&supervisor, place, &hold, "案件审结").await;
    assert_eq!(lifted.status, 204, "{}", lifted.text);
    assembly.lift_hold(&supervisor, place, &hold, "案件审结").await.problem(404, "hold_not_found");
    assembly.advance(3_600).await;
    assert_eq!(erased_entries(&assembly).await.len(), 1);
    let supervisor = assembly.token(&assembly.supervisor).await;
    let kept = assembly.read_kept(&supervisor, place).await.expect(200);
    assert_eq!(kept["holds"][0]["lift_reason"], "案件审结");
    assembly.stop().await;
}

#[tokio::test]
async fn a_later_meeting_is_proved_in_full_while_an_earlier_one_is_erased() {
    let assembly = Assembly::gather().await;
    let (first, announced_at) = announced(&assembly).await;
    let over = announced_at.plus_seconds(TWO_YEARS);
    // The first is erased while the second is open.
    at(&assembly, over.plus_seconds(-30 * 86_400)).await;
    let mut later = draft();
    later["opens_at"] = json!(over.plus_seconds(-2 * 86_400).to_string());
    later["closes_at"] = json!(over.plus_seconds(2 * 86_400).to_string());
    let second = assembly.noticed(&later).await;
    at(&assembly, over.plus_seconds(-2 * 86_400)).await;
    for owner in ["o-01", "o-02"] {
        assembly.sign_in_again(assembly.owner(owner)).await;
        assembly.vote(second, owner).await;
    }
    at(&assembly, over.plus_seconds(3_600)).await;
    assert_eq!(erased_entries(&assembly).await.len(), 1);
    at(&assembly, over.plus_seconds(2 * 86_400)).await;
    certify(&assembly, second).await;
    proved(&assembly, second, MeetingState::Counted).await;
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.audit_bundle(&token, first).await.problem(410, "erased");
    assembly.stop().await;
}

#[tokio::test]
async fn a_register_that_a_deed_names_stays_and_the_life_of_the_community_is_told_on() {
    let assembly = Assembly::gather().await;
    let of = process(1);
    assembly.acted(assembly.owner("o-01"), of, apply()).await;
    let told = view(&assembly, &assembly.supervisor, of).await["application"].clone();
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.import_register(&secretary, assembly.community, "", CHANGED).await.expect(201);
    at(&assembly, assembly.now().plus_seconds(2 * TWO_YEARS)).await;
    assert_eq!(view(&assembly, &assembly.supervisor, of).await["application"], told);
    assembly.stop().await;
}

#[tokio::test]
async fn the_office_decides_periods_within_bounds_and_names_what_it_replaces() {
    let assembly = Assembly::gather().await;
    let read = assembly.read_retention(assembly.community).await;
    assert_eq!(read.header("etag"), "\"0\"");
    let periods = read.expect(200);
    assert_eq!((&periods["audit_material_days"], &periods["messages_days"]), (&json!(731), &json!(90)));
    let token = assembly.token(&assembly.supervisor).await;
    let choice =
        |audit: u32, messages: u32| json!({ "audit_material_days": audit, "messages_days": messages });
    for (audit, messages) in [(365, 90), (3_654, 90), (731, 29), (731, 732)] {
        let choice = choice(audit, messages);
        let refused = assembly.decide_retention(&token, assembly.community, "\"0\"", &choice).await;
        refused.problem(422, "field");
    }
    let decided = assembly.decide_retention(&token, assembly.community, "\"0\"", &choice(366, 30)).await;
    assert_eq!(decided.expect(200)["revision"], 1);
    let late = assembly.decide_retention(&token, assembly.community, "\"0\"", &choice(731, 90)).await;
    late.problem(412, "stale");
    let (place, announced_at) = announced(&assembly).await;
    at(&assembly, announced_at.plus_seconds(366 * 86_400)).await;
    assert_eq!(erased_entries(&assembly).await[0]["fact"]["of"], json!(place.1));
    assembly.stop().await;
}
