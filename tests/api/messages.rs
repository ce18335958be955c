//! Messages to owners: queued with the act, delivered once, tried again, given up, and told of to officers.

use std::collections::BTreeSet;
use std::fs;

use quorate::boot;
use serde_json::{Value, json};

use crate::app::{App, Database};
use crate::estate::Estate;
use crate::hands::Hands;
use crate::phones::Reply;
use crate::tables::{CHANGED, REGISTER};

/// The number that the register has of o-1 before it is changed.
const OLD: &str = "13800001111";

/// The first line of a register.
const HEAD: &str = "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,\
                    email,acting_role,acting_name,acting_phone\n";

/// An estate of which one message to [`OLD`] waits.
async fn with_one_waiting() -> Estate {
    let estate = Estate::with_register().await;
    estate.import(CHANGED).await;
    estate
}

/// So many owners with telephones, whose numbers begin so.
fn register(owners: u32, front: &str) -> String {
    let row = |number: u32| {
        format!(
            "1-{number},1,,1,{number},dwelling,80,register,delivered,o-{number},natural,王芳,{front}{number:05},,,,\n"
        )
    };
    (0..owners).fold(HEAD.to_owned(), |table, number| table + &row(number))
}

/// The token of somebody who has just come to the supervising office.
async fn reader(estate: &Estate) -> String {
    let operator = estate.operator().await;
    estate.officer(&operator.token, estate.community, "supervisor").await.token
}

/// What officers are told, without waiting for somebody to sign in again after days.
async fn told(estate: &Estate) -> Value {
    let reader = reader(estate).await;
    estate.read_messages(&reader, estate.community, "").await.expect(200)
}

/// Queued, sent and dead of the only kind and channel there is.
async fn counts(estate: &Estate) -> (u64, u64, u64) {
    let told = told(estate).await;
    let counts = told["counts"].as_array().unwrap();
    assert_eq!(counts.len(), 1, "{told}");
    let count = |name: &str| counts[0][name].as_u64().unwrap();
    (count("queued"), count("sent"), count("dead"))
}

#[tokio::test]
async fn whoever_changes_a_contact_is_told_on_at_the_old_contact() {
    let estate = with_one_waiting().await;
    assert_eq!(counts(&estate).await, (1, 0, 0));
    assert!(estate.phones().received().is_empty());
    estate.tick().await;
    let text = estate.phones().latest(OLD);
    assert!(text.starts_with("【梧桐苑】您在业主名册中的联系方式已于2026-05-04 16:00变更或删除"), "{text}");
    assert!(text.contains("Your contact in the owners' register was changed"), "{text}");
    assert!(!text.contains("王芳") && !text.contains("13800009999"), "{text}");
    let received = estate.phones().received();
    assert_eq!((received.len(), received[0].kind.as_str()), (1, "contact_changed"));
    assert_eq!(received[0].id, received[0].key);
    assert_eq!(counts(&estate).await, (0, 1, 0));
    estate.tick().await;
    assert_eq!(estate.phones().received().len(), 1);
    estate.stop().await;
}

#[tokio::test]
async fn whoever_is_taken_out_of_the_register_is_told_too_and_the_same_number_written_otherwise_is_no_change()
{
    let estate = Estate::with_register().await;
    estate.import(&REGISTER.replace(OLD, "138-0000-1111").replace("13900002222", "139 0000 2222")).await;
    estate.tick().await;
    assert!(estate.phones().received().is_empty());
    let without: String = REGISTER
        .lines()
        .filter(|line| !line.contains("o-2"))
        .fold(String::new(), |table, line| table + line + "\n");
    estate.import(&without).await;
    estate.tick().await;
    let received = estate.phones().received();
    // A child has no number of its own here: whoever acts for it is told.
    assert_eq!(received.iter().map(|own| own.to.as_str()).collect::<Vec<_>>(), ["139 0000 2222"]);
    estate.stop().await;
}

#[tokio::test]
async fn a_guardian_who_is_put_beside_an_owner_does_not_take_their_messages_in_silence() {
    let estate = Estate::with_register().await;
    let beside = format!("王芳,{OLD},wang@example.org,guardian,李四,13700000000");
    estate.import(&REGISTER.replace(&format!("王芳,{OLD},wang@example.org,,,"), &beside)).await;
    estate.tick().await;
    assert_eq!(estate.phones().of(OLD).len(), 1);
    assert!(estate.phones().of("13700000000").is_empty());
    estate.stop().await;
}

#[tokio::test]
async fn an_import_that_does_not_happen_tells_nobody() {
    let estate = Estate::with_register().await;
    let shown =
        estate.import_register(&estate.secretary.token, estate.community, "?dry_run=true", CHANGED).await;
    shown.expect(200);
    assert_eq!(told(&estate).await["counts"], json!([]));
    estate.stop().await;
}

#[tokio::test]
async fn an_owner_is_told_of_a_revoked_key() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let key = owner.thumbprint();
    estate.revoke_key(&estate.secretary.token, estate.community, &key).await.expect(204);
    estate.tick().await;
    // Messages of one moment come in any order.
    let told: Vec<_> = estate.phones().of(OLD).into_iter().filter(|own| own.kind == "key_revoked").collect();
    let text = &told[0].text;
    assert!(text.contains("停用") && text.contains("was disabled on 2026-05-04 16:00"), "{text}");
    estate.stop().await;
}

#[tokio::test]
async fn a_message_that_is_not_taken_is_tried_again_more_and_more_rarely_under_the_same_identifier() {
    let estate = with_one_waiting().await;
    estate.phones().reply(&[Reply::Status(500), Reply::Status(302), Reply::Status(429), Reply::Status(200)]);
    let mut came = Vec::new();
    for seconds in [0, 29, 1, 59, 1, 119, 1, 600] {
        estate.advance(seconds).await;
        came.push(estate.phones().received().len());
    }
    assert_eq!(came, [1, 1, 2, 2, 3, 3, 4, 4]);
    let received = estate.phones().received();
    let keys: BTreeSet<_> = received.iter().map(|own| (&own.key, &own.id, &own.text)).collect();
    assert_eq!(keys.len(), 1);
    assert_eq!(counts(&estate).await, (0, 1, 0));
    estate.stop().await;
}

#[tokio::test]
async fn a_receiver_that_does_not_answer_is_given_up_after_seconds_and_asked_again_later() {
    let estate = with_one_waiting().await;
    estate.phones().reply(&[Reply::Silence(20)]);
    estate.tick().await;
    assert_eq!(counts(&estate).await, (1, 0, 0));
    estate.advance(30).await;
    assert_eq!((estate.phones().of(OLD).len(), counts(&estate).await), (1, (0, 1, 0)));
    estate.stop().await;
}

#[tokio::test]
async fn a_message_that_is_never_taken_is_given_up_and_officers_see_why() {
    let estate = with_one_waiting().await;
    estate.phones().reply(&[Reply::Status(503); 20]);
    for _ in 0..12 {
        estate.advance(60 * 60).await;
    }
    assert_eq!(estate.phones().received().len(), 10);
    assert_eq!(counts(&estate).await, (0, 0, 1));
    let dead = told(&estate).await["items"][0].clone();
    let seen = (&dead["owner"], &dead["reason"], &dead["attempts"], &dead["kind"], &dead["channel"]);
    let expected = (&json!("o-1"), &json!("not_now"), &json!(10), &json!("contact_changed"), &json!("phone"));
    assert_eq!(seen, expected);
    assert!(!dead.to_string().contains(OLD));
    assert_eq!(estate.ready().await.expect(200)["dead_messages"], 1);
    estate.advance(24 * 60 * 60).await;
    assert_eq!(estate.ready().await.expect(200)["dead_messages"], 0);
    estate.stop().await;
}

#[tokio::test]
async fn a_message_that_is_refused_for_good_is_not_tried_again_and_the_list_has_pages() {
    let estate = Estate::found().await;
    estate.import(&register(5, "138000")).await;
    estate.import(&register(5, "139000")).await;
    estate.phones().reply(&[Reply::Status(422); 5]);
    estate.tick().await;
    estate.advance(60 * 60).await;
    assert_eq!((estate.phones().received().len(), counts(&estate).await), (5, (0, 0, 5)));
    let (mut owners, mut query) = (Vec::new(), "?limit=2".to_owned());
    let token = reader(&estate).await;
    loop {
        let page = estate.read_messages(&token, estate.community, &query).await.expect(200);
        let items = page["items"].as_array().unwrap().iter();
        owners.extend(items.map(|item| item["owner"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        query = format!("?limit=2&cursor={next}");
    }
    owners.sort();
    assert_eq!(owners, ["o-0", "o-1", "o-2", "o-3", "o-4"]);
    let answer = estate.read_messages(&token, estate.community, "?cursor=x").await;
    answer.problem(422, "field");
    estate.stop().await;
}

#[tokio::test]
async fn what_has_expired_is_not_sent_any_more() {
    let estate = with_one_waiting().await;
    let expires_at = estate.now().plus_seconds(600).microseconds();
    let hands = Hands::into(&estate).await;
    hands.run(&format!("UPDATE messages SET expires_at = {expires_at}")).await;
    hands.off().await;
    estate.advance(600).await;
    assert!(estate.phones().received().is_empty());
    assert_eq!(told(&estate).await["items"][0]["reason"], "expired");
    estate.stop().await;
}

#[tokio::test]
async fn what_is_sealed_of_a_message_is_erased_when_it_is_sent_or_given_up() {
    let estate = with_one_waiting().await;
    let hands = Hands::into(&estate).await;
    let sealed = async || hands.count("messages", "sealed IS NOT NULL OR sealed_by IS NOT NULL").await;
    assert_eq!(sealed().await, 1);
    estate.tick().await;
    assert_eq!(sealed().await, 0);
    estate.import(REGISTER).await;
    assert_eq!(sealed().await, 1);
    estate.phones().reply(&[Reply::Status(422)]);
    estate.tick().await;
    assert_eq!(sealed().await, 1, "somebody may mend what was in its way");
    estate.advance(7 * 24 * 60 * 60).await;
    assert_eq!(sealed().await, 1);
    estate.advance(60 * 60).await;
    assert_eq!(sealed().await, 0);
    assert_eq!(hands.count("messages", "dead_at IS NOT NULL").await, 1);
    hands.off().await;
    estate.stop().await;
}

#[tokio::test]
async fn what_was_given_up_is_queued_again_under_its_identifier_or_dropped() {
    let estate = Estate::found().await;
    estate.import(&register(3, "138000")).await;
    estate.import(&register(3, "139000")).await;
    estate.phones().reply(&[Reply::Status(422); 3]);
    estate.tick().await;
    assert_eq!(counts(&estate).await, (0, 0, 3));
    let before: BTreeSet<_> = estate.phones().received().into_iter().map(|own| own.id).collect();
    let dead = told(&estate).await["items"].clone();
    assert_eq!(dead[0]["contact"], "138****0000", "{dead}");
    let (token, community) = (&estate.secretary.token, estate.community);
    let one = json!({ "message": dead[0]["message"] });
    let dropped = estate.drop_messages(token, community, &one).await.expect(200);
    assert_eq!(dropped, json!({ "messages": 1, "more": false }));
    estate.requeue_messages(token, community, &one).await.problem(404, "message_not_found");
    let all = json!({ "kind": "contact_changed" });
    let again = estate.requeue_messages(token, community, &all).await.expect(200);
    assert_eq!(again, json!({ "messages": 2, "more": false }));
    estate.tick().await;
    assert_eq!(counts(&estate).await, (0, 2, 1));
    let received = estate.phones().received();
    assert_eq!(received.len(), 5);
    assert!(received.iter().all(|own| before.contains(&own.id)), "the same identifiers");
    for wrong in [json!({}), json!({ "kind": "contact_changed", "message": dead[0]["message"] })] {
        estate.requeue_messages(token, community, &wrong).await.problem(422, "field");
    }
    estate.stop().await;
}

#[tokio::test]
async fn what_a_process_leased_that_is_gone_is_sent_when_the_lease_ends() {
    let estate = with_one_waiting().await;
    let until = estate.now().plus_seconds(120).microseconds();
    let hands = Hands::into(&estate).await;
    let somebody = hands.literal_id([7; 16]);
    hands
        .run(&format!("UPDATE messages SET leased_until = {until}, leased_by = {somebody}, attempts = 1"))
        .await;
    hands.off().await;
    estate.advance(119).await;
    assert!(estate.phones().received().is_empty());
    estate.advance(1).await;
    assert_eq!(estate.phones().of(OLD).len(), 1);
    estate.stop().await;
}

/// Two processes that drain one outbox at the same time send each message once.
async fn drained_by_two(database: Database) {
    const OWNERS: u32 = 300;
    let estate = Estate::found_over(App::start_on(database).await).await;
    estate.import(&register(OWNERS, "138000")).await;
    estate.import(&register(OWNERS, "139000")).await;
    let other = estate.beside(estate.database()).await;
    tokio::join!(estate.tick(), other.tick(), estate.tick(), other.tick());
    // SQLite lets one writer after the other in; whoever found no room comes again.
    estate.tick().await;
    let received = estate.phones().received();
    let identifiers: BTreeSet<_> = received.iter().map(|own| own.id.clone()).collect();
    let numbers: BTreeSet<_> = received.iter().map(|own| own.to.clone()).collect();
    assert_eq!((received.len(), identifiers.len(), numbers.len()), (300, 300, 300));
    assert_eq!(counts(&estate).await, (0, 300, 0));
    other.stop().await;
    estate.stop().await;
}

#[tokio::test]
async fn two_processes_that_drain_one_outbox_send_nothing_twice_on_sqlite() {
    Box::pin(drained_by_two(Database::Sqlite)).await;
}

#[tokio::test]
async fn two_processes_that_drain_one_outbox_send_nothing_twice_on_postgresql() {
    Box::pin(drained_by_two(Database::Postgres)).await;
}

#[tokio::test]
async fn a_message_that_waits_is_sealed_anew_with_everything_else() {
    let estate = with_one_waiting().await;
    let (path, database) = (estate.app.folder().join("keys/personal.key"), estate.app.database().to_owned());
    let (new, old) = ("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=", fs::read_to_string(&path).unwrap());
    fs::write(&path, format!("{new}\n{old}")).unwrap();
    let estate = estate.restart().await;
    let settings = estate.app.settings_on(&database);
    let resealed = boot::reseal(&settings).await.unwrap();
    assert!(resealed.contains("and 1 messages"), "{resealed}");
    let resealed = boot::reseal(&settings).await.unwrap();
    assert!(resealed.contains("and 0 messages"), "{resealed}");
    fs::write(&path, new).unwrap();
    let estate = estate.restart().await;
    estate.tick().await;
    assert_eq!(estate.phones().of(OLD).len(), 1);
    estate.stop().await;
}

#[tokio::test]
async fn a_channel_that_is_not_configured_takes_no_messages() {
    let estate = Estate::with_register().await;
    fs::remove_file(estate.folder().join("webhook")).unwrap();
    let estate = estate.restart().await;
    estate.import(CHANGED).await;
    estate.tick().await;
    assert_eq!(told(&estate).await["counts"], json!([]));
    assert!(estate.phones().received().is_empty());
    estate.stop().await;
}
