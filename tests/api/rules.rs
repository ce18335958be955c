//! The rules a community states: who states them, what is refused, and what they do to meetings.

use quorate::domain::instants::Instant;
use quorate::domain::meetings::MeetingState;
use quorate::evidence::definition::Definition;
use quorate::evidence::digest::Digest;
use quorate::evidence::statements::{BallotRefusal, Statement as _};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{NOBODY, send};
use crate::assembly::{Assembly, CLOSES, OPENS, draft, named};
use crate::calls::Place;
use crate::proofs::{certify, proved};

/// Rules of procedure that settle something.
fn own_rules(settles: &str) -> String {
    let head = "id = \"own_rules\"\nversion = \"1\"\ntitle = { zh = \"议事规则\", en = \"Rules of procedure\" }\n\
        issued_by = \"community\"\nbase = [\"cn_civil_code_2021\"]\n";
    format!("{head}{settles}\narticle = \"art 9\"\nverified = true\n")
}

fn rules(overlays: &[&str], own: Option<&str>, recognition: Option<&str>) -> Value {
    json!({ "overlays": overlays, "own_rules": own, "recognition": recognition })
}

async fn state(assembly: &Assembly, tag: &str, rules: &Value) -> Answer {
    let token = assembly.token(&assembly.supervisor).await;
    assembly.state_rules(&token, assembly.community, tag, rules).await
}

/// The problems with a draft of which notice was to be given.
async fn problems(assembly: &Assembly, draft: &Value) -> Vec<String> {
    let place = assembly.place(assembly.drafted(draft).await);
    let token = assembly.token(&assembly.convener).await;
    let answer = assembly.unchanged(assembly.give_notice(&token, place)).await;
    listed(&answer.problem(422, "draft_problems"))
}

fn listed(problem: &Value) -> Vec<String> {
    let problems = problem["problems"].as_array().expect("a list");
    problems.iter().map(|problem| problem.as_str().expect("a text").to_owned()).collect()
}

async fn definition(assembly: &Assembly, place: Place) -> Definition {
    let digest = assembly.view(place).await["definition"].as_str().unwrap().to_owned();
    let served = assembly.read_document(place.0, &digest).await;
    Definition::parse(served.text.as_bytes()).unwrap()
}

/// A draft whose voting lasts a week.
fn week() -> Value {
    let mut draft = draft();
    draft["closes_at"] = json!(days_after_opening(7));
    draft
}

/// The same without its election, which in Hangzhou needs another number of seats.
fn motions() -> Value {
    let mut draft = week();
    draft["matters"].as_array_mut().unwrap().remove(1);
    draft
}

/// Midnight in Shanghai, some days after the opening of [`draft`].
fn days_after_opening(days: i64) -> String {
    let opens: Instant = OPENS.parse().unwrap();
    opens.plus_seconds(days * 86_400).to_string()
}

#[tokio::test]
async fn the_office_states_rules_and_the_record_names_every_version() {
    let assembly = Assembly::gather().await;
    let community = assembly.community;
    let none = assembly.read_rules(community).await;
    assert_eq!((none.header("etag"), &none.body["overlays"]), ("\"0\"", &json!([])));
    let convener = assembly.token(&assembly.convener).await;
    let hangzhou = rules(&["cn_hangzhou"], None, None);
    assembly.state_rules(&convener, community, "\"0\"", &hangzhou).await.problem(403, "forbidden");
    let text = own_rules("[notice]\nfull_days = 20");
    let both = rules(&["cn_hangzhou"], Some(&text), Some("杭州市, 2026-01-01"));
    assert_eq!(state(&assembly, "\"0\"", &hangzhou).await.header("etag"), "\"1\"");
    assert_eq!(state(&assembly, "\"1\"", &both).await.header("etag"), "\"2\"");
    state(&assembly, "\"1\"", &hangzhou).await.problem(412, "stale");
    state(&assembly, "", &hangzhou).await.problem(400, "malformed");
    let view = assembly.read_rules(community).await.expect(200);
    assert_eq!((&view["version"], &view["recognition"]), (&json!(2), &json!("杭州市, 2026-01-01")));
    assert_eq!((&view["overlays"][0]["text"], &view["overlays"][1]["text"]), (&json!(null), &json!(text)));
    let entries = assembly.entries().await;
    let stated = entries.iter().filter(|entry| entry["fact"]["kind"] == "rules_set");
    let stated: Vec<_> = stated.map(|entry| entry["fact"]["document"].clone()).collect();
    let history = view["history"].as_array().unwrap().iter();
    assert_eq!(stated, history.map(|own| own["document"].clone()).collect::<Vec<_>>());
    for digest in stated {
        let served = assembly.read_document(community, digest.as_str().unwrap()).await;
        assert_eq!(Digest::of(served.text.as_bytes()).to_string(), digest.as_str().unwrap());
    }
    assembly.stop().await;
}

#[tokio::test]
async fn rules_that_cannot_stand_are_refused_with_overlay_place_and_reason() {
    let assembly = Assembly::gather().await;
    let lax = own_rules("[notice]\nfull_days = 14");
    let longer = own_rules("[voting_period]\ndays_min = 5\ndays_max = 61");
    let threshold = own_rules("[participation]\nthreshold = \"> 1/3 of all\"");
    let large = own_rules(&"#".repeat(16 * 1024));
    for (overlays, own, told) in [
        (vec!["cn_lhasa"], None, "overlays[0]: there is no overlay cn_lhasa; there are cn_beijing, "),
        (vec![], Some(lax), "own_rules.notice: is 14 full days, less strict than 15 full days"),
        (
            vec!["cn_hangzhou"],
            Some(longer),
            "own_rules.voting_period: is 5 to 61 days, less strict than 5 to 60",
        ),
        (vec![], Some(threshold), "own_rules.participation: is the pack's alone"),
        (vec![], Some(large), "own_rules: are larger than 16384 bytes"),
        (vec!["cn_beijing", "cn_beijing"], None, "cn_beijing.overlay: is laid on twice"),
    ] {
        let stated = rules(&overlays, own.as_deref(), None);
        let answer = assembly.unchanged(state(&assembly, "\"0\"", &stated)).await;
        let found = listed(&answer.problem(422, "rules"));
        assert!(found.iter().any(|own| own.starts_with(told)), "{found:?}");
    }
    let two = listed(&state(&assembly, "\"0\"", &rules(&["a", "b"], None, None)).await.problem(422, "rules"));
    assert_eq!(two.len(), 2, "{two:?}");
    assembly.stop().await;
}

#[tokio::test]
async fn hangzhou_lets_an_extraordinary_meeting_be_noticed_seven_days_before_and_bounds_the_voting() {
    let assembly = Assembly::gather().await;
    state(&assembly, "\"0\"", &rules(&["cn_hangzhou"], None, None)).await.expect(200);
    // Seven full days before the opening on the 22nd, then six.
    let mut extraordinary = motions();
    extraordinary["kind"] = json!("extraordinary");
    let (seven, six) = ("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z");
    let mut regular = motions();
    regular["closes_at"] = json!(days_after_opening(61));
    let found = problems(&assembly, &regular).await;
    assert_eq!(found, ["the voting period must last 5 to 60 days"]);
    regular["closes_at"] = json!(days_after_opening(60));
    assembly.noticed(&regular).await;
    assembly.pass_to(seven);
    assert_eq!(problems(&assembly, &motions()).await.len(), 1, "a regular one needs 15 days");
    let place = assembly.noticed(&extraordinary).await;
    assembly.pass_to(six);
    let found = problems(&assembly, &extraordinary).await;
    assert!(found[0].contains("leaves 6 full days before the opening and 7 are needed"), "{found:?}");
    // The voting period binds an extension too.
    assembly.advance_to(OPENS).await;
    let token = assembly.token(&assembly.convener).await;
    let later = days_after_opening(61);
    let extended = assembly.extend_meeting(&token, place, &later, "停电").await;
    assert_eq!(extended.problem(422, "schedule")["detail"], "the voting period must last 5 to 60 days");
    assembly.extend_meeting(&token, place, &days_after_opening(60), "停电").await.expect(201);
    assembly.stop().await;
}

#[tokio::test]
async fn a_switch_that_the_place_settles_is_taken_where_it_is_left_out_and_cannot_be_another() {
    let assembly = Assembly::gather().await;
    state(&assembly, "\"0\"", &rules(&["cn_hangzhou"], None, None)).await.expect(200);
    let place = assembly.noticed(&motions()).await;
    assert_eq!(definition(&assembly, place).await.switches.too_few_elected.as_str(), "stands_if_minimum");
    let mut other = motions();
    other["switches"] = json!({ "too_few_elected": "new_election", "rank_by": "area" });
    let found = problems(&assembly, &other).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("too_few_elected is new_election, but Hangzhou"), "{found:?}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_committee_in_hangzhou_has_a_lawful_number_of_seats_and_stands_with_the_minimum() {
    let assembly = Assembly::gather().await;
    state(&assembly, "\"0\"", &rules(&["cn_hangzhou"], None, None)).await.expect(200);
    let two = assembly.place(assembly.drafted(&week()).await);
    let token = assembly.token(&assembly.convener).await;
    let held = assembly.unchanged(assembly.give_notice(&token, two)).await.problem(409, "notice_held");
    assert!(held["detail"].as_str().unwrap().contains("the law allows at least 3, odd"), "{held}");
    let mut draft = week();
    draft["matters"][1]["seats"] = json!(5);
    let candidate = |id: &str| json!({ "candidate": id, "name": "候选人" });
    draft["matters"][1]["candidates"] = ["c1", "c2", "c3", "c4", "c5"].map(candidate).into();
    let place = assembly.noticed(&draft).await;
    assembly.advance_to(OPENS).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08", "o-09"] {
        let mut ballot = assembly.ballot(place, owner).await;
        for choice in ballot.choices.iter_mut().filter(|choice| choice.matter.as_str() == "m2") {
            *choice = named(&["c1", "c2", "c3"]);
        }
        let signed = ballot.sign(&assembly.owner(owner).key).unwrap();
        assembly.accepted(place, &signed).await;
    }
    assembly.advance_to(&days_after_opening(7)).await;
    certify(&assembly, place).await;
    let report = proved(&assembly, place, MeetingState::Counted).await;
    let verdict = &report.matters[1].verdict;
    // Three of five seats: more than half, and the legal minimum of a small estate.
    assert_eq!((verdict.passed, verdict.elected.as_ref().map(Vec::len)), (Some(true), Some(3)));
    assembly.stop().await;
}

#[tokio::test]
async fn beijing_keeps_online_votes_to_its_own_system_and_everything_else_goes_on() {
    let assembly = Assembly::gather().await;
    state(&assembly, "\"0\"", &rules(&["cn_beijing"], None, None)).await.expect(200);
    let mut wider = draft();
    wider["online_channel"] = json!("any");
    let found = problems(&assembly, &wider).await;
    assert!(found[0].starts_with("online_channel is any, less strict than city_only"), "{found:?}");
    let silent = problems(&assembly, &draft()).await;
    assert!(silent.iter().any(|told| told.starts_with("the notice does not say online")), "{silent:?}");
    let mut city = draft();
    city["notice"] = json!({ "online": "通过市物业服务平台投票。" });
    let place = assembly.noticed(&city).await;
    assert_eq!(definition(&assembly, place).await.online_channel.value.as_str(), "city_only");
    assembly.advance_to(OPENS).await;
    let ballot = assembly.signed(place, "o-01").await;
    let answer = assembly.unchanged(assembly.cast_ballot(place, &ballot)).await;
    let problem = answer.problem(422, "city_channel_only");
    let key = assembly.keys().await.statements_key.x;
    let refusal = BallotRefusal::verified(problem["refusal"].as_str().unwrap(), &key).unwrap();
    assert_eq!((refusal.ballot, refusal.code.as_str()), (Digest::of(ballot.as_bytes()), "city_channel_only"));
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    proved(&assembly, place, MeetingState::Counted).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_recognised_system_needs_a_recognition_on_file() {
    let assembly = Assembly::gather().await;
    let own = own_rules("[online_channel]\nvalue = \"recognised\"");
    state(&assembly, "\"0\"", &rules(&[], Some(&own), None)).await.expect(200);
    let found = problems(&assembly, &draft()).await;
    assert!(found[0].contains("no recognition is on file: the supervising office states"), "{found:?}");
    let mut city = draft();
    city["online_channel"] = json!("city_only");
    city["notice"] = json!({ "online": "通过市物业服务平台投票。" });
    let stricter = assembly.noticed(&city).await;
    assert_eq!(definition(&assembly, stricter).await.online_channel.recognition, None);
    let who = "某某区住建局, 2026-03-01";
    state(&assembly, "\"1\"", &rules(&[], Some(&own), Some(who))).await.expect(200);
    let place = assembly.noticed(&draft()).await;
    let channel = definition(&assembly, place).await.online_channel;
    assert_eq!((channel.value.as_str(), channel.recognition.as_deref()), ("recognised", Some(who)));
    assembly.advance_to(OPENS).await;
    assembly.vote(place, "o-01").await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_later_change_of_the_rules_touches_no_noticed_meeting() {
    let assembly = Assembly::gather().await;
    let own = own_rules("[[switch]]\nname = \"revote\"\nvalue = \"until_close\"");
    state(&assembly, "\"0\"", &rules(&[], Some(&own), None)).await.expect(200);
    let place = assembly.noticed(&draft()).await;
    let before = definition(&assembly, place).await;
    assert_eq!((before.overlays.len(), before.switches.revote.as_str()), (1, "until_close"));
    state(&assembly, "\"1\"", &rules(&["cn_beijing"], None, None)).await.expect(200);
    assert_eq!(definition(&assembly, place).await, before);
    assembly.advance_to(OPENS).await;
    assembly.vote(place, "o-01").await;
    assembly.vote(place, "o-01").await;
    let later = definition(&assembly, place).await;
    assert_eq!(later, before);
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    proved(&assembly, place, MeetingState::Counted).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_draft_under_another_law_than_the_communitys_rules_is_told_so() {
    let assembly = Assembly::gather().await;
    state(&assembly, "\"0\"", &rules(&["cn_hangzhou"], None, None)).await.expect(200);
    let mut old = motions();
    old["rule_pack"] = json!("cn_pre_2021");
    let found = problems(&assembly, &old).await;
    let told =
        "the community's rules do not fit the rule pack: cn_hangzhou.overlay: is made for cn_civil_code_2021";
    assert!(found[0].starts_with(told), "{found:?}");
    assembly.stop().await;
}

#[tokio::test]
async fn packs_and_overlays_are_shown_to_everybody_with_sources_and_files() {
    let assembly = Assembly::gather().await;
    let packs = assembly.rule_packs("").await.expect(200);
    assert_eq!(packs.as_array().unwrap().len(), 14);
    for pack in packs.as_array().unwrap() {
        let id = pack["id"].as_str().unwrap();
        let shown = assembly.rule_packs(&format!("/{id}")).await;
        assert_eq!(shown.header("etag").trim_matches('"'), pack["sha256"].as_str().unwrap());
        let file = assembly.rule_packs(&format!("/{id}/text")).await;
        assert!(file.header("content-type").starts_with("application/toml"));
        assert_eq!(Digest::of(file.text.as_bytes()).to_string(), pack["sha256"].as_str().unwrap());
        assert_eq!(shown.expect(200)["head"], *pack);
    }
    let code = assembly.rule_packs("/cn_civil_code_2021").await.expect(200);
    let asked = &code["quorum"][0];
    assert_eq!((&asked["threshold"], &asked["verified"]), (&json!(">= 2/3 of all"), &json!(true)));
    assert_eq!(asked["article"], "Civil Code (民法典) art 278(2)");
    for overlay in assembly.overlays("").await.expect(200).as_array().unwrap() {
        let id = overlay["id"].as_str().unwrap();
        let file = assembly.overlays(&format!("/{id}/text")).await;
        assert_eq!(Digest::of(file.text.as_bytes()).to_string(), overlay["sha256"].as_str().unwrap());
        let shown = assembly.overlays(&format!("/{id}")).await.expect(200);
        assert!(!shown["settles"].as_array().unwrap().is_empty());
    }
    let tag = format!("\"{}\"", code["head"]["sha256"].as_str().unwrap());
    let request = assembly.request(NOBODY, reqwest::Method::GET, "/api/v1/rule-packs/cn_civil_code_2021");
    assert_eq!(send(request.header("if-none-match", &tag)).await.status, 304);
    assembly.rule_packs("/cn_1949").await.problem(404, "rule_pack_not_found");
    assembly.rule_packs("/cn_1949/text").await.problem(404, "rule_pack_not_found");
    assembly.overlays("/cn_lhasa").await.problem(404, "overlay_not_found");
    assembly.stop().await;
}
