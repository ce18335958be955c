//! A meeting from its draft to its announcement, and what each of its states refuses.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use quorate::evidence::certificate::Certificate;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::{StatementType, sign_detached};
use quorate::evidence::statements::{BallotRefusal, RollAmendment, Statement as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, draft, nonce};
use crate::calls::Place;
use crate::estate::{Estate, id};

/// The texts of a problem with a draft.
fn problems(problem: &Value) -> Vec<&str> {
    problem["problems"].as_array().expect("a list").iter().map(|text| text.as_str().unwrap()).collect()
}

/// A meeting whose ballots are all cast and which is counted.
async fn counted(assembly: &Assembly) -> Place {
    let place = assembly.opened(json!({})).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&scrutineer, place).await.expect(201);
    place
}

#[tokio::test]
async fn a_draft_is_changed_by_whoever_knows_its_latest_revision() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.convener).await;
    let drafted = assembly.draft_meeting(&token, assembly.community, &draft()).await;
    assert_eq!((drafted.status, drafted.header("etag")), (201, "\"1\""));
    let place = assembly.place(id(&drafted.body["meeting"]));
    assert!(drafted.header("location").ends_with(&place.1.to_string()));
    let secretary = assembly.token(&assembly.secretary).await;
    let mut changed = draft();
    changed["title"] = json!("第二稿");
    let second = assembly.redraft_meeting(&secretary, place, "\"1\"", &changed).await;
    assert_eq!((second.status, second.header("etag")), (200, "\"2\""));
    let mut stale = draft();
    stale["title"] = json!("另一个第二稿");
    assembly.redraft_meeting(&token, place, "\"1\"", &stale).await.problem(412, "stale");
    assembly.redraft_meeting(&token, place, "\"3\"", &stale).await.problem(412, "stale");
    assembly.redraft_meeting(&token, place, "*", &stale).await.problem(400, "malformed");
    let read = assembly.read_meeting(&token, place).await;
    assert_eq!((read.header("etag"), &read.body["draft"]["title"]), ("\"2\"", &json!("第二稿")));
    assembly.stop().await;
}

#[tokio::test]
async fn a_draft_with_fields_nobody_knows_or_times_that_cannot_stand_is_refused() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.convener).await;
    let with = |pointer: &str, field: &str, value: Value| {
        let mut changed = draft();
        changed.pointer_mut(pointer).unwrap()[field] = value;
        changed
    };
    for changed in [
        with("", "quorum", json!("1/2")),
        with("/matters/0", "weight", json!(2)),
        with("/switches", "rank", json!("area")),
        with("/switches", "rank_by", json!("age")),
        with("/matters/1/candidates/0", "party", json!("A")),
        with("", "objection_days", json!(1.5)),
        with("", "opens_at", json!("2026-05-21 16:00")),
        with("", "mode", json!("secret")),
    ] {
        assembly.draft_meeting(&token, assembly.community, &changed).await.problem(400, "malformed");
    }
    for closes_at in [OPENS, "2026-05-20T16:00:00Z", "2027-06-01T00:00:00Z"] {
        let changed = with("", "closes_at", json!(closes_at));
        assembly.draft_meeting(&token, assembly.community, &changed).await.problem(422, "schedule");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn drafts_are_seen_by_officers_only() {
    let assembly = Assembly::gather().await;
    let drafted = assembly.place(assembly.drafted(&draft()).await);
    let noticed = assembly.noticed(&draft()).await;
    let owner = assembly.token(assembly.owner("o-01")).await;
    assembly.read_meeting(&owner, drafted).await.problem(404, "meeting_not_found");
    let listed = assembly.list_meetings(&owner, assembly.community, "").await.expect(200);
    let listed: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|view| id(&view["meeting"])).collect();
    assert_eq!(listed, [noticed.1]);
    for officer in [&assembly.convener, &assembly.secretary, &assembly.scrutineer, &assembly.supervisor] {
        let token = assembly.token(officer).await;
        let first = assembly.list_meetings(&token, assembly.community, "?limit=1").await.expect(200);
        assert_eq!(id(&first["items"][0]["meeting"]), noticed.1);
        let next = format!("?limit=1&cursor={}", first["next"].as_str().unwrap());
        let second = assembly.list_meetings(&token, assembly.community, &next).await.expect(200);
        assert_eq!((id(&second["items"][0]["meeting"]), &second["next"]), (drafted.1, &Value::Null));
    }
    for nobodys in [assembly.read_turnout(drafted).await, assembly.public_bundle(drafted).await] {
        nobodys.problem(404, "meeting_not_found");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn every_problem_with_a_draft_is_listed_at_once() {
    let assembly = Assembly::gather().await;
    let mut bad = draft();
    bad["title"] = json!(" ");
    bad["objection_days"] = json!(91);
    bad["opens_at"] = json!("2026-05-19T15:59:59Z");
    bad["switches"] = json!({ "ballot_form": "per_unit" });
    bad["matters"][0]["kind"] = json!("constitution");
    bad["matters"][1]["matter"] = json!("m1");
    bad["matters"][1]["seats"] = json!(null);
    bad["matters"][2]["electorate"] = json!({ "buildings": ["7"] });
    let mut empty = draft()["matters"][0].clone();
    empty["matter"] = json!("m4");
    empty["electorate"] = json!({ "unit_kinds": ["office"] });
    let mut election = draft()["matters"][0].clone();
    election["matter"] = json!("m5");
    election["kind"] = json!("committee_election");
    let mut proposed = draft()["matters"][0].clone();
    proposed["matter"] = json!("m6");
    proposed["proposed_by"] = json!("业主委员会\n业主");
    bad["matters"].as_array_mut().unwrap().extend([empty, election, proposed]);
    let place = assembly.place(assembly.drafted(&bad).await);
    let token = assembly.token(&assembly.convener).await;
    let problem = assembly.unchanged(assembly.give_notice(&token, place)).await;
    let problem = problem.problem(422, "draft_problems");
    let told = problems(&problem);
    for expected in [
        "the title and the body that calls the meeting must have 1 to 200 characters",
        "objections can be open for at most 90 days",
        "the notice leaves 14 full days before the opening and 15 are needed",
        "ballot_form = per_unit is not supported yet",
        "constitution",
        "matter m1 stands twice",
        "an election needs at least one seat",
        "matter m6: who proposed it must have 1 to 200 characters in one line; leave it out if nobody said so",
        "there is no building 7 on the roll",
        "matter m4: no unit of the roll is in this electorate",
        "matter m5: seats and candidates belong to an election, and an election needs both",
    ] {
        assert!(told.iter().any(|text| text.contains(expected)), "{expected}: {told:#?}");
    }
    assert_eq!(told.len(), 11, "{told:#?}");
    assert_eq!(assembly.state(place).await, "draft");
    assembly.stop().await;
}

#[tokio::test]
async fn a_switch_that_cannot_be_carried_out_stops_the_notice() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.convener).await;
    for (switch, value) in [("ballot_form", "per_unit"), ("restrict_owners_in_arrears", "may_not_vote")] {
        let mut bad = draft();
        bad["switches"][switch] = json!(value);
        let place = assembly.place(assembly.drafted(&bad).await);
        let problem = assembly.unchanged(assembly.give_notice(&token, place)).await;
        let problem = problem.problem(422, "draft_problems");
        let reason = format!("{switch} = {value} is not supported yet");
        assert_eq!(problems(&problem)[0], reason);
        // A matter may have a reason of its own against the same value, and nothing else is wrong.
        let own = format!("{switch} = {value} ");
        assert!(problems(&problem).iter().all(|told| told.contains(&own)), "{problem}");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn fifteen_full_days_lie_between_notice_and_opening_in_the_communitys_own_time() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.convener).await;
    // Notice on 4 May in Shanghai; the first day that leaves 15 full days is 20 May there.
    for (opens_at, enough) in [("2026-05-19T15:59:59Z", false), ("2026-05-19T16:00:00Z", true)] {
        let mut draft = draft();
        draft["opens_at"] = json!(opens_at);
        let place = assembly.place(assembly.drafted(&draft).await);
        let answer = assembly.give_notice(&token, place).await;
        if enough {
            assert_eq!(answer.expect(201)["state"], "noticed");
        } else {
            answer.problem(422, "draft_problems");
        }
    }
    assembly.stop().await;
}

#[tokio::test]
async fn there_is_no_notice_without_a_register_or_under_a_pack_nobody_knows() {
    let estate = Estate::found().await;
    let convener = estate.another("convener").await;
    let drafted = estate.draft_meeting(&convener.token, estate.community, &draft()).await.expect(201);
    let place = (estate.community, id(&drafted["meeting"]));
    let problem = estate.give_notice(&convener.token, place).await.problem(422, "draft_problems");
    assert_eq!(problems(&problem), ["import the owners' register first"]);
    let mut unknown = draft();
    unknown["rule_pack"] = json!("cn_civil_code_1804");
    let drafted = estate.draft_meeting(&convener.token, estate.community, &unknown).await.expect(201);
    let place = (estate.community, id(&drafted["meeting"]));
    estate.give_notice(&convener.token, place).await.problem(404, "rule_pack_not_found");
    estate.stop().await;
}

#[tokio::test]
async fn an_amendment_that_two_officers_signed_changes_the_provisional_roll() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let before = assembly.roll(place).await;
    let first = assembly.amendment(place).await;
    let amended = assembly.amended(place, &assembly.secretary, &first).await;
    assert_eq!(amended["roll"], assembly.view(place).await["roll"]);
    let after = assembly.roll(place).await;
    assert_ne!(before, after);
    assert!(String::from_utf8(after.to_bytes().unwrap()).unwrap().contains("98.1"));
    // A second one builds on the first; the office may sign one too.
    let mut second = assembly.amendment(place).await;
    let change = json!({ "correct": "owners", "unit": "2-0001", "owners": ["o-10"] });
    second.change = serde_json::from_value(change).unwrap();
    assembly.amended(place, &assembly.supervisor, &second).await;
    assert_eq!(assembly.roll(place).await.roll().unwrap().electors().len(), 9);
    let stale = RollAmendment { nonce: nonce(), ..first }.sign(&assembly.secretary.key).unwrap();
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.unchanged(assembly.amend_roll(&secretary, place, &stale)).await.problem(412, "stale");
    let final_roll = assembly.final_roll(place).await;
    assembly.advance_to(OPENS).await;
    assert_eq!(assembly.view(place).await["roll"], final_roll.to_string());
    assembly.stop().await;
}

#[tokio::test]
async fn an_amendment_that_is_not_right_changes_nothing() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let convener = assembly.token(&assembly.convener).await;
    let good = assembly.amendment(place).await;
    let key = &assembly.secretary.key;
    let refused = async |token: &str, signed: String, status: u16, code: &str| {
        assembly.unchanged(assembly.amend_roll(token, place, &signed)).await.problem(status, code);
    };
    let with = |change: &dyn Fn(&mut RollAmendment)| {
        let mut changed = good.clone();
        change(&mut changed);
        changed.sign(key).unwrap()
    };
    let of =
        |change: Value| with(&|amendment| amendment.change = serde_json::from_value(change.clone()).unwrap());
    refused(&convener, good.sign(&assembly.convener.key).unwrap(), 403, "forbidden").await;
    refused(&secretary, good.sign(&assembly.supervisor.key).unwrap(), 422, "statement").await;
    refused(&secretary, good.sign(&assembly.owner("o-01").key).unwrap(), 422, "statement").await;
    let other = Digest::of(b"another roll");
    refused(&secretary, with(&|amendment| amendment.before = other), 412, "stale").await;
    refused(&secretary, with(&|amendment| amendment.meeting = Uuid::from_u128(1)), 422, "other_subject")
        .await;
    refused(&secretary, with(&|amendment| amendment.community = Uuid::from_u128(1)), 422, "other_subject")
        .await;
    refused(&secretary, with(&|amendment| amendment.origin.push('x')), 422, "other_subject").await;
    refused(&secretary, with(&|amendment| amendment.reason = " ".to_owned()), 422, "field").await;
    refused(&secretary, with(&|amendment| amendment.reason = "多".repeat(2_001)), 422, "field").await;
    let same = json!({ "correct": "area", "unit": "1-0101", "area": "88.10", "area_source": "register" });
    refused(&secretary, of(same), 422, "amendment").await;
    refused(&secretary, of(json!({ "correct": "superfluous", "unit": "9-0101" })), 422, "amendment").await;
    let nobody = json!({ "correct": "owners", "unit": "1-0101", "owners": [] });
    refused(&secretary, of(nobody), 422, "amendment").await;
    let twisted = with(&|_| {}).replace('.', ".A");
    refused(&secretary, twisted, 422, "statement").await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_ballot_that_comes_before_the_late_job_opens_the_meeting() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let (view, roll) = (assembly.view(place).await, assembly.final_roll(place).await);
    let provisional: Value = serde_json::from_slice(&assembly.roll(place).await.to_bytes().unwrap()).unwrap();
    let lives_in = |elector: &&Value| elector["units"].to_string().contains("1-0101");
    let elector = provisional["electors"].as_array().unwrap().iter().find(lives_in).unwrap();
    let ballot = json!({
        "v": 1,
        "origin": assembly.keys().await.origin,
        "community": place.0,
        "meeting": place.1,
        "definition": view["definition"],
        "roll": roll,
        "elector": elector["elector"],
        "mandate": null,
        "choices": [
            { "matter": "m1", "answer": "for", "candidates": [] },
            { "matter": "m2", "answer": "abstain", "candidates": [] }
        ],
        "supersedes": null,
        "nonce": nonce()
    });
    let ballot: quorate::evidence::ballots::BallotStatement = serde_json::from_value(ballot).unwrap();
    let ballot = ballot.sign(&assembly.owner("o-01").key).unwrap();
    assembly.pass_to(OPENS);
    let size = assembly.record_size().await;
    let receipt = assembly.accepted(place, &ballot).await;
    assert_eq!((receipt.index(), assembly.record_size().await), (size + 1, size + 2));
    let view = assembly.view(place).await;
    assert_eq!((&view["state"], &view["roll"]), (&json!("open"), &json!(roll)));
    assembly.unchanged(Box::pin(assembly.tick())).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_job_that_comes_after_the_close_writes_opening_and_close_in_order() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    assembly.pass_to(CLOSES);
    assert_eq!(assembly.state(place).await, "noticed");
    assembly.tick().await;
    assert_eq!(assembly.state(place).await, "closed");
    let entries = assembly.entries().await;
    let kinds: Vec<_> = entries[entries.len() - 2..].iter().map(|entry| &entry["fact"]["kind"]).collect();
    assert_eq!(kinds, ["meeting_opened", "meeting_closed"]);
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    assembly.stop().await;
}

#[tokio::test]
async fn an_extension_moves_the_close_and_only_to_a_later_time() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let token = assembly.token(&assembly.convener).await;
    let later = "2026-05-26T16:00:00Z";
    for closes_at in [CLOSES, OPENS, "2028-01-01T00:00:00Z"] {
        let answer = assembly.unchanged(assembly.extend_meeting(&token, place, closes_at, "理由")).await;
        answer.problem(422, "schedule");
    }
    let answer = assembly.unchanged(assembly.extend_meeting(&token, place, later, "  ")).await;
    answer.problem(422, "field");
    let extended = assembly.extend_meeting(&token, place, later, "参与人数接近法定比例").await.expect(201);
    assert_eq!(extended["closes_at"], later);
    assembly.advance_to(CLOSES).await;
    assert_eq!(assembly.state(place).await, "open");
    assembly.vote(place, "o-01").await;
    assembly.pass_to(later);
    let token = assembly.token(&assembly.convener).await;
    let late = assembly.extend_meeting(&token, place, "2026-05-28T16:00:00Z", "再延长");
    assembly.unchanged(late).await.problem(409, "state_does_not_allow");
    assembly.tick().await;
    assert_eq!(assembly.state(place).await, "closed");
    assembly.stop().await;
}

#[tokio::test]
async fn a_late_ballot_is_refused_by_its_own_time_with_a_statement_that_verifies() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    assembly.pass_to(CLOSES);
    let answer = assembly.unchanged(assembly.cast_ballot(place, &ballot)).await;
    let problem = answer.problem(422, "after_close");
    let keys = assembly.keys().await;
    let refusal =
        BallotRefusal::verified(problem["refusal"].as_str().unwrap(), &keys.statements_key.x).unwrap();
    let expected = BallotRefusal {
        v: 1,
        origin: keys.origin,
        community: place.0,
        meeting: place.1,
        ballot: Digest::of(ballot.as_bytes()),
        code: "after_close".to_owned(),
        received_at: CLOSES.parse().unwrap(),
    };
    assert_eq!(refusal, expected);
    assert_eq!(assembly.state(place).await, "open");
    assembly.stop().await;
}

#[tokio::test]
async fn turnout_goes_in_steps_and_is_exact_after_the_close() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let turnout = async |heads: u64| {
        let view = assembly.read_turnout(place).await.expect(200);
        assert_eq!(view["heads"], heads, "{view}");
        assert_eq!((&view["heads_total"], &view["area_total"]), (&json!(10), &json!("971.80")));
        view
    };
    for owner in ["o-01", "o-02", "o-03", "o-05"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance(600).await;
    turnout(0).await;
    assembly.vote(place, "o-06").await;
    turnout(0).await;
    assembly.tick().await;
    turnout(5).await;
    assembly.vote(place, "o-07").await;
    assembly.advance_to(CLOSES).await;
    let view = turnout(6).await;
    assert_eq!((&view["is_final"], &view["at"]), (&json!(true), &json!(CLOSES)));
    let events = assembly.watch_turnout(place).await;
    assert_eq!(events.header("content-type"), "text/event-stream");
    let told = events.text.strip_prefix("event: turnout\ndata: ").unwrap();
    assert_eq!(serde_json::from_str::<Value>(told).unwrap(), view);
    assembly.stop().await;
}

#[tokio::test]
async fn a_count_is_certified_and_countersigned_once_by_each_key() {
    let assembly = Assembly::gather().await;
    let place = counted(&assembly).await;
    let first = assembly.read_certificate(place).await.expect(200);
    let payload = URL_SAFE_NO_PAD.decode(first["payload"].as_str().unwrap()).unwrap();
    let certificate = Certificate::from_bytes(&payload).unwrap();
    assert_eq!((certificate.ballots_received, certificate.ballots_counted), (7, 7));
    let passed: Vec<_> = certificate.matters.iter().map(|matter| matter.verdict.passed).collect();
    assert_eq!(passed[0], Some(true), "{passed:?}");
    let convener = assembly.token(&assembly.convener).await;
    let again = assembly.unchanged(assembly.count_meeting(&convener, place)).await;
    again.problem(409, "state_does_not_allow");
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let supervisor = assembly.token(&assembly.supervisor).await;
    let own = assembly.countersignature(place, &assembly.scrutineer).await;
    let wrong = assembly.unchanged(assembly.sign_certificate(&supervisor, place, &own)).await;
    wrong.problem(422, "statement");
    let other = json!(sign_detached(&assembly.scrutineer.key, StatementType::Certificate, b"{}"));
    let other = assembly.unchanged(assembly.sign_certificate(&scrutineer, place, &other)).await;
    other.problem(422, "statement");
    let as_ballot = json!(sign_detached(&assembly.scrutineer.key, StatementType::Ballot, &payload));
    let as_ballot = assembly.unchanged(assembly.sign_certificate(&scrutineer, place, &as_ballot)).await;
    as_ballot.problem(422, "statement");
    let signed = assembly.sign_certificate(&scrutineer, place, &own).await.expect(201);
    assert_eq!(signed["signatures"][1]["header"]["role"], "scrutineer");
    let twice = assembly.unchanged(assembly.sign_certificate(&scrutineer, place, &own)).await;
    twice.problem(409, "already_there");
    let offices = assembly.countersignature(place, &assembly.supervisor).await;
    let signed = assembly.sign_certificate(&supervisor, place, &offices).await.expect(201);
    assert_eq!(signed["signatures"].as_array().unwrap().len(), 3);
    assert_eq!(signed, assembly.read_certificate(place).await.expect(200));
    assembly.stop().await;
}

#[tokio::test]
async fn objections_are_answered_once_and_hold_no_announcement_up() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let owner = assembly.token(assembly.owner("o-01")).await;
    for text in [" ".to_owned(), "多".repeat(5_001)] {
        let answer = assembly.unchanged(assembly.raise_objection(&owner, place, &text)).await;
        answer.problem(422, "field");
    }
    let to_roll = assembly.raise_objection(&owner, place, "面积不符").await.expect(201);
    assert_eq!((&to_roll["stage"], &to_roll["answer"]), (&json!("roll"), &Value::Null));
    let convener = assembly.token(&assembly.convener).await;
    let first = to_roll["objection"].as_str().unwrap();
    let upheld = json!({ "answer": "已更正", "outcome": "upheld", "summary": "已答复" });
    let answered = assembly.answer_objection(&convener, place, first, &upheld).await.expect(201);
    assert_eq!((&answered["answer"], &answered["upheld"]), (&json!("已更正"), &json!(true)));
    let twice = assembly.unchanged(assembly.answer_objection(&convener, place, first, &upheld)).await;
    twice.problem(409, "already_there");
    let unknown = Uuid::from_u128(1).to_string();
    let nowhere = assembly.unchanged(assembly.answer_objection(&convener, place, &unknown, &upheld)).await;
    nowhere.problem(404, "objection_not_found");
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    let owner = assembly.token(assembly.owner("o-02")).await;
    let to_result = assembly.raise_objection(&owner, place, "计票有误").await.expect(201);
    assert_eq!(to_result["stage"], "result");
    let early = assembly.unchanged(assembly.announce_result(&convener, place)).await;
    early.problem(409, "too_early");
    assembly.pass_to("2026-05-26T15:59:59Z");
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.problem(409, "too_early");
    assembly.pass_to(OBJECTIONS_END);
    assert_eq!(assembly.announce_result(&convener, place).await.expect(201)["state"], "announced");
    let last = assembly.entries().await.pop().unwrap();
    assert_eq!(
        (&last["fact"]["kind"], &last["fact"]["open_objections"]),
        (&json!("result_announced"), &json!(1))
    );
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let listed = assembly.list_objections(&scrutineer, place).await.expect(200);
    let texts: Vec<_> = listed.as_array().unwrap().iter().map(|view| &view["text"]).collect();
    assert_eq!(texts, ["面积不符", "计票有误"]);
    assembly.stop().await;
}

#[tokio::test]
async fn an_objection_to_the_roll_comes_too_late_once_voting_has_begun_by_the_clock() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    assembly.pass_to(OPENS);
    let owner = assembly.token(assembly.owner("o-01")).await;
    let late = assembly.raise_objection(&owner, place, "面积不符").await;
    late.problem(409, "state_does_not_allow");
    assembly.stop().await;
}

#[tokio::test]
async fn a_restart_in_the_middle_of_voting_loses_nothing() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    for owner in ["o-01", "o-02", "o-03"] {
        assembly.vote(place, owner).await;
    }
    let checkpoint = assembly.read_checkpoint(place.0).await.text;
    let assembly = assembly.restart().await;
    assert_eq!(assembly.read_checkpoint(place.0).await.text, checkpoint);
    assert_eq!(assembly.state(place).await, "open");
    for owner in ["o-01", "o-05", "o-06", "o-07"] {
        assembly.vote(place, owner).await;
    }
    assembly.pass_to(CLOSES);
    let assembly = assembly.restart().await;
    assembly.tick().await;
    assert_eq!(assembly.state(place).await, "closed");
    let assembly = assembly.restart().await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let signed = assembly.count_meeting(&scrutineer, place).await.expect(201);
    let payload = URL_SAFE_NO_PAD.decode(signed["payload"].as_str().unwrap()).unwrap();
    let certificate = Certificate::from_bytes(&payload).unwrap();
    assert_eq!((certificate.ballots_received, certificate.ballots_counted), (7, 6));
    assembly.stop().await;
}
