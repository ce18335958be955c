//! The deadlines of a meeting: told before they come, kept over holidays, recomputed from the definition.

use std::fs;
use std::sync::Arc;

use quorate::boot::{SimulatedSurroundings, start_simulated};
use quorate::evidence::holidays::HolidayYearForm;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::app::BEGINNING;
use crate::assembly::{Assembly, draft};
use crate::calls::Place;
use crate::host::settings;
use crate::proofs::verified;

/// When voting closes in [`early_june`]: at the midnight that begins Friday, 12 June.
const CLOSES: &str = "2026-06-11T16:00:00Z";

/// When seven days after that count are over: on the Monday behind the Dragon Boat holiday.
const OBJECTIONS_END: &str = "2026-06-22T16:00:00Z";

/// A meeting whose seven days for objections end in a holiday.
fn early_june() -> Value {
    let mut draft = draft();
    draft["opens_at"] = json!("2026-06-03T16:00:00Z");
    draft["closes_at"] = json!(CLOSES);
    draft["objection_days"] = json!(7);
    draft
}

/// Comes to the close, with a convener who signed in meanwhile: nobody's session lasts that long.
async fn close(assembly: &Assembly) {
    assembly.pass_to("2026-05-28T00:00:00Z");
    assembly.token(&assembly.convener).await;
    assembly.advance_to(CLOSES).await;
}

/// What is told of a meeting to its convener.
async fn told(assembly: &Assembly, place: Place) -> Value {
    let token = assembly.token(&assembly.convener).await;
    assembly.read_deadlines(&token, place).await.expect(200)
}

/// The deadline of this name, if there is one.
fn deadline<'a>(told: &'a Value, name: &str) -> Option<&'a Value> {
    told["deadlines"].as_array().unwrap().iter().find(|own| own["deadline"] == name)
}

fn at<'a>(told: &'a Value, name: &str) -> &'a Value {
    &deadline(told, name).unwrap_or_else(|| panic!("no {name}"))["at"]
}

#[tokio::test]
async fn a_draft_is_told_its_latest_notice_and_owners_see_no_draft() {
    let assembly = Assembly::gather().await;
    let place = assembly.place(assembly.drafted(&early_june()).await);
    let own = told(&assembly, place).await;
    assert_eq!((&own["state"], &own["told_at"]), (&json!("draft"), &json!(BEGINNING)));
    assert_eq!(at(&own, "notice"), "2026-05-19T16:00:00Z");
    // 4 May in Shanghai; 15 full days end with the 19th.
    assert_eq!(at(&own, "earliest_opening"), "2026-05-19T16:00:00Z");
    assert_eq!(at(&own, "objections_end"), &Value::Null);
    let years: Vec<HolidayYearForm> = serde_json::from_value(own["holidays"].clone()).unwrap();
    assert_eq!(years.iter().map(|year| year.year).collect::<Vec<_>>(), [2026]);
    let owner = assembly.token(assembly.owner("o-01")).await;
    assembly.read_deadlines(&owner, place).await.problem(404, "meeting_not_found");
    // The last microsecond before the deadline is in time, the deadline itself is not.
    let late = assembly.place(assembly.drafted(&early_june()).await);
    assembly.pass_to("2026-05-19T15:59:59.999999Z");
    let convener = assembly.token(&assembly.convener).await;
    assembly.give_notice(&convener, place).await.expect(201);
    assembly.pass_to("2026-05-19T16:00:00Z");
    assembly.give_notice(&convener, late).await.problem(422, "draft_problems");
    let owner = assembly.token(assembly.owner("o-01")).await;
    let seen = assembly.read_deadlines(&owner, place).await.expect(200);
    assert!(deadline(&seen, "earliest_opening").is_none());
    assembly.stop().await;
}

#[tokio::test]
async fn a_result_is_final_only_after_the_holiday_in_which_its_time_for_objections_would_have_ended() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&early_june()).await;
    close(&assembly).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    let own = told(&assembly, place).await;
    let objections = deadline(&own, "objections_end").unwrap();
    assert_eq!(objections["at"], OBJECTIONS_END);
    assert_eq!(objections["rolled_over"], json!(["2026-06-19", "2026-06-20", "2026-06-21"]));
    assert_eq!((&objections["last_day"], &objections["event_at"]), (&json!("2026-06-22"), &json!(CLOSES)));
    assert_eq!(at(&own, "announcement"), OBJECTIONS_END);
    // Thirty days after 12 June end on a Sunday.
    assert_eq!(at(&own, "filing"), "2026-07-13T16:00:00Z");
    for early in ["2026-06-19T16:00:00Z", "2026-06-22T15:59:59Z"] {
        assembly.pass_to(early);
        let convener = assembly.token(&assembly.convener).await;
        let refused = assembly.unchanged(assembly.announce_result(&convener, place)).await;
        let problem = refused.problem(409, "too_early");
        assert!(problem["detail"].as_str().unwrap().contains(OBJECTIONS_END), "{problem}");
    }
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    let report = verified(&assembly, assembly.public_bundle(place).await).await;
    assert!(report.is_valid(), "{report}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_meeting_that_elects_nobody_files_nothing_and_one_that_was_called_off_has_no_deadlines() {
    let assembly = Assembly::gather().await;
    let mut draft = early_june();
    draft["matters"].as_array_mut().unwrap().remove(1);
    let place = assembly.noticed(&draft).await;
    let own = told(&assembly, place).await;
    assert!(deadline(&own, "filing").is_none() && deadline(&own, "revocation_suit").is_some());
    let convener = assembly.token(&assembly.convener).await;
    assembly.cancel_meeting(&convener, place, "召集人撤回议题").await.expect(201);
    assert_eq!(told(&assembly, place).await["deadlines"], json!([]));
    assembly.stop().await;
}

#[tokio::test]
async fn a_law_that_counts_days_as_they_fall_names_no_holidays() {
    let assembly = Assembly::gather().await;
    let mut draft = early_june();
    draft["rule_pack"] = json!("de_weg");
    draft["matters"].as_array_mut().unwrap().truncate(1);
    draft["matters"][0]["kind"] = json!("resolution");
    let place = assembly.noticed(&draft).await;
    let own = told(&assembly, place).await;
    assert_eq!(own["holidays"], Value::Null);
    close(&assembly).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    let own = told(&assembly, place).await;
    assert_eq!(at(&own, "objections_end"), "2026-06-19T16:00:00Z");
    assembly.stop().await;
}

#[tokio::test]
async fn the_operator_updates_the_holidays_of_the_next_notice_and_a_noticed_meeting_keeps_its_own() {
    let assembly = Assembly::gather().await;
    let noticed = assembly.noticed(&early_june()).await;
    let before = told(&assembly, noticed).await["holidays"].clone();
    let file = "[[year]]\nyear = 2026\nsource = \"a later notice\"\nrest = [\"2026-06-22 to 2026-06-23\"]\n";
    fs::write(assembly.folder().join("holidays.toml"), file).unwrap();
    let assembly = assembly.restart().await;
    let later = assembly.noticed(&early_june()).await;
    let own = told(&assembly, later).await;
    let expected = json!([
        { "year": 2026, "source": "a later notice", "rest": ["2026-06-22", "2026-06-23"], "work": [] }
    ]);
    assert_eq!(own["holidays"], expected);
    assert_eq!(told(&assembly, noticed).await["holidays"], before);
    close(&assembly).await;
    let convener = assembly.token(&assembly.convener).await;
    for (place, end) in [(noticed, OBJECTIONS_END), (later, "2026-06-19T16:00:00Z")] {
        assembly.count_meeting(&convener, place).await.expect(201);
        assert_eq!(at(&told(&assembly, place).await, "objections_end"), end);
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_file_of_holidays_that_cannot_be_read_stops_the_start() {
    let folder = TempDir::new().unwrap();
    let bad = "[[year]]\nyear = 2027\nsource = \"\"\nrest = [\"tomorrow\"]\n";
    fs::write(folder.path().join("holidays.toml"), bad).unwrap();
    let database = format!("sqlite:{}", folder.path().join("quorate.db").display());
    let clock = Arc::new(SimulatedSurroundings::new(BEGINNING.parse().unwrap()));
    let refused = start_simulated(&settings(&folder, &database), clock).await;
    let refused = refused.err().map(|error| format!("{error:#}")).expect("it does not start");
    for told in ["holidays.toml", "line 3: needs a source", "line 4: is \"tomorrow\""] {
        assert!(refused.contains(told), "{refused}");
    }
}
