//! The calendar of a community: what is due by when, told to people and to programs that subscribe.

use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime};
use reqwest::Method;
use serde_json::{Value, json};

use crate::acts::process;
use crate::answer::Answer;
use crate::app::send;
use crate::assembly::{Assembly, Person};

/// Asks for something of the calendar.
async fn ask(assembly: &Assembly, by: &Person, method: Method, path: &str, body: Option<&Value>) -> Answer {
    let path = format!("/api/v1/communities/{}/calendar{path}", assembly.community);
    let request = assembly.request(&assembly.token(by).await, method, &path);
    send(match body {
        Some(body) => request.json(body),
        None => request,
    })
    .await
}

/// Follows the address of a link, without being signed in.
async fn follow(assembly: &Assembly, link: &Value) -> Answer {
    let address = link["address"].as_str().unwrap();
    let path = address.split_once("/api/").map(|(_, path)| format!("/api/{path}")).unwrap();
    send(assembly.request(crate::app::NOBODY, Method::GET, &path)).await
}

async fn link(assembly: &Assembly, by: &Person, language: &str) -> Value {
    ask(assembly, by, Method::POST, "/links", Some(&json!({ "language": language }))).await.expect(201)
}

/// A contract from the beginning of the story to the end of 30 September 2026.
fn contract() -> Value {
    let agreed = json!({
        "did": "agree", "document": "11".repeat(32),
        "from": "2026-05-01T00:00:00Z", "until": "2026-09-30T16:00:00Z"
    });
    json!({ "contract": agreed })
}

#[tokio::test]
async fn a_contract_is_in_the_calendar_and_in_the_feed_by_the_days_of_the_law() {
    let assembly = Assembly::gather().await;
    assembly.acted(&assembly.convener, process(1), contract()).await;
    let owner = assembly.owner("o-01");
    let told = ask(&assembly, owner, Method::GET, "", None).await.expect(200);
    let dates = told["dates"].as_array().unwrap();
    let date = |what: &str| dates.iter().find(|own| own["what"] == what).unwrap();
    // 90 full days before 1 October, where it ends at midnight: 3 July to 30 September; the last day is the 2nd.
    let decision = date("contract_decision");
    assert_eq!((&decision["last_day"], &decision["standing"]), (&json!("2026-07-02"), &json!("due")));
    assert_eq!(decision["article"], "Civil Code (民法典) art 947");
    assert_eq!(date("contract_end")["last_day"], "2026-09-30");
    let made = link(&assembly, owner, "both").await;
    let feed = follow(&assembly, &made).await;
    assert_eq!(feed.status, 200);
    let unfolded = unfold(&feed.text);
    let calendar = Calendar::from(read_calendar(&unfolded).unwrap());
    let events: Vec<_> = calendar.components.iter().filter_map(|own| own.as_event()).collect();
    assert_eq!(events.len(), dates.len());
    let days: Vec<_> = events
        .iter()
        .map(|event| match event.get_start().unwrap() {
            DatePerhapsTime::Date(day) => day.to_string(),
            DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => at.to_rfc3339(),
            DatePerhapsTime::DateTime(
                other @ (CalendarDateTime::Floating(_) | CalendarDateTime::WithTimezone { .. }),
            ) => panic!("{other:?}"),
        })
        .collect();
    assert!(days.contains(&"2026-07-02".to_owned()) && days.contains(&"2026-09-30".to_owned()), "{days:?}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_link_that_was_rotated_or_revoked_is_not_found_and_nobody_elses_to_change() {
    let assembly = Assembly::gather().await;
    let (one, two) = (assembly.owner("o-01"), assembly.owner("o-03"));
    let made = link(&assembly, one, "zh").await;
    assert_eq!(follow(&assembly, &made).await.status, 200);
    let path = format!("/links/{}", made["link"].as_str().unwrap());
    let rotation = format!("{path}/rotation");
    ask(&assembly, two, Method::POST, &rotation, None).await.problem(404, "calendar_link_not_found");
    ask(&assembly, two, Method::DELETE, &path, None).await.problem(404, "calendar_link_not_found");
    let rotated = ask(&assembly, one, Method::POST, &rotation, None).await.expect(201);
    follow(&assembly, &made).await.problem(404, "calendar_link_not_found");
    assert_eq!(follow(&assembly, &rotated).await.status, 200);
    let listed = ask(&assembly, one, Method::GET, "/links", None).await.expect(200);
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["address"]), (1, &Value::Null));
    assert_eq!(ask(&assembly, one, Method::DELETE, &path, None).await.status, 204);
    follow(&assembly, &rotated).await.problem(404, "calendar_link_not_found");
    for _ in 0..10 {
        link(&assembly, one, "en").await;
    }
    let form = json!({ "language": "en" });
    ask(&assembly, one, Method::POST, "/links", Some(&form)).await.problem(422, "field");
    assembly.stop().await;
}
