//! Witnesses: chosen by the supervising office, asked with every change, and never waited for.

use std::fs;
use std::path::Path;

use quorate::boot::{LogFormat, RunningWitness, WitnessSettings, start_witness};
use quorate::domain::meetings::MeetingState;
use quorate::evidence::bundle::Line;
use quorate::evidence::checkpoint::SignedCheckpoint;
use quorate::evidence::definition::Definition;
use quorate::evidence::note::KeyName;
use quorate::evidence::witnesses::WitnessPolicy;
use quorate::verify::bundle::BundleReader;
use quorate::verify::report::{Code, Outcome};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, draft};
use crate::calls::Place;
use crate::estate::Estate;
use crate::hands::{Hands, copy};
use crate::host::settings;
use crate::witness::{Conduct, Witness};

/// An assembly that requires two of three witnesses, which follow its record.
struct Watched {
    assembly: Assembly,
    witnesses: Vec<Witness>,
}

impl Watched {
    async fn gather() -> Self {
        let watched = Self::without_policy().await;
        let token = watched.assembly.token(&watched.assembly.supervisor).await;
        let choice = json!({ "required": 2, "witnesses": names() });
        watched
            .assembly
            .choose_witnesses(&token, watched.assembly.community, "\"0\"", &choice)
            .await
            .expect(200);
        watched
    }

    async fn without_policy() -> Self {
        let witnesses = vec![Witness::start(1), Witness::start(2), Witness::start(3)];
        let file: String = witnesses.iter().map(Witness::entry).collect();
        let assembly = Assembly::gather_with(Database::of_environment(), &file).await;
        let key = assembly.keys().await.checkpoint_key;
        for witness in &witnesses {
            witness.follow(key.clone());
        }
        Self { assembly, witnesses }
    }

    fn behave(&self, conducts: [Conduct; 3]) {
        for (witness, conduct) in self.witnesses.iter().zip(conducts) {
            witness.behave(conduct);
        }
    }

    async fn status(&self) -> Value {
        self.assembly.read_witnessing(self.assembly.community).await.expect(200)
    }

    /// The codes of the alarms that are raised now.
    async fn alarms(&self) -> Vec<String> {
        let status = self.status().await;
        let alarms = status["alarms"].as_array().unwrap().clone();
        alarms.iter().map(|alarm| alarm["code"].as_str().unwrap().to_owned()).collect()
    }

    /// The code of each witness's last failure; empty where it did not fail.
    async fn failures(&self) -> Vec<String> {
        let status = self.status().await;
        let witnesses = status["witnesses"].as_array().unwrap().clone();
        let code = |witness: &Value| witness["failure"]["code"].as_str().unwrap_or_default().to_owned();
        witnesses.iter().map(code).collect()
    }

    /// How many witnesses cosigned the checkpoint that is served.
    async fn cosigners(&self) -> usize {
        let note = self.assembly.read_checkpoint(self.assembly.community).await.text;
        let checkpoint = SignedCheckpoint::parse(note.as_bytes()).unwrap();
        checkpoint.verify(&self.assembly.keys().await.checkpoint_key).unwrap();
        self.policy().await.cosigners(&checkpoint).len()
    }

    async fn policy(&self) -> WitnessPolicy {
        let view = self.assembly.read_witness_policy(self.assembly.community).await.expect(200);
        serde_json::from_value(view["policy"].clone()).unwrap()
    }

    /// Restarts the service over the same database, keys and witnesses.
    async fn restart(self) -> Self {
        Self { assembly: Box::pin(self.assembly.restart()).await, ..self }
    }

    async fn stop(self) {
        self.assembly.stop().await;
        for witness in &self.witnesses {
            witness.stop().await;
        }
    }
}

fn names() -> [&'static str; 3] {
    ["witness.test/w1", "witness.test/w2", "witness.test/w3"]
}

#[tokio::test]
async fn the_office_chooses_among_the_witnesses_of_the_deployment() {
    let watched = Watched::without_policy().await;
    let (assembly, community) = (&watched.assembly, watched.assembly.community);
    let token = assembly.token(&assembly.supervisor).await;
    let before = assembly.read_witness_policy(community).await;
    assert_eq!((before.status, before.header("etag")), (200, "\"0\""));
    assert_eq!(before.body["policy"], Value::Null);
    let choose = async |tag: &str, required: u32, witnesses: Value| {
        let choice = json!({ "required": required, "witnesses": witnesses });
        assembly.choose_witnesses(&token, community, tag, &choice).await
    };
    let unknown =
        choose("\"0\"", 1, json!(["witness.test/w1", "witness.test/w9"])).await.problem(422, "field");
    let detail = unknown["detail"].as_str().unwrap();
    assert!(detail.contains("w9") && names().iter().all(|name| detail.contains(name)), "{detail}");
    choose("\"0\"", 3, json!(names())).await.problem(422, "field");
    choose("\"0\"", 1, json!([names()[0], names()[0]])).await.problem(422, "field");
    choose("", 2, json!(names())).await.problem(400, "malformed");
    let key = watched.witnesses[2].key().to_string();
    let chosen = choose("\"0\"", 2, json!([names()[0], names()[1], key])).await;
    assert_eq!((chosen.status, chosen.header("etag")), (200, "\"1\""));
    choose("\"0\"", 1, json!(names())).await.problem(412, "stale");
    let keys: Vec<_> = watched.witnesses.iter().map(|witness| witness.key().to_string()).collect();
    assert_eq!(assembly.read_witness_policy(community).await.body["policy"]["witnesses"], json!(keys));
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.remove_witness_policy(&secretary, community, "\"1\"").await.problem(403, "forbidden");
    assembly.remove_witness_policy(&token, community, "\"0\"").await.problem(412, "stale");
    assert_eq!(assembly.remove_witness_policy(&token, community, "\"1\"").await.status, 204);
    let gone = assembly.read_witness_policy(community).await;
    assert_eq!((gone.header("etag"), &gone.body["policy"]), ("\"2\"", &Value::Null));
    assembly.remove_witness_policy(&token, community, "\"2\"").await.problem(404, "witness_policy_not_found");
    watched.stop().await;
}

#[tokio::test]
async fn a_service_without_witnesses_has_none_to_choose() {
    let estate = Estate::found().await;
    let choice = json!({ "required": 1, "witnesses": ["a", "b"] });
    let refused = estate.choose_witnesses(&estate.supervisor.token, estate.community, "\"0\"", &choice).await;
    let problem = refused.problem(422, "field");
    assert!(problem["detail"].as_str().unwrap().contains("ask them"), "{problem}");
    let status = estate.read_witnessing(estate.community).await.expect(200);
    assert_eq!((&status["witnesses"], &status["alarms"]), (&json!([]), &json!([])));
    estate.stop().await;
}

#[tokio::test]
async fn a_file_of_witnesses_that_cannot_be_read_stops_the_start() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("witnesses.toml"), "[[witness]]\nkey = \"w\"\n").unwrap();
    let settings = settings(&folder, "sqlite:nowhere/quorate.db");
    let clock = std::sync::Arc::new(quorate::boot::SimulatedSurroundings::new(CLOSES.parse().unwrap()));
    let settings = quorate::boot::Settings {
        database: format!("sqlite:{}", folder.path().join("quorate.db").display()).into(),
        ..settings
    };
    let refused =
        quorate::boot::start_simulated(&settings, clock).await.err().map(|error| format!("{error:#}"));
    let refused = refused.expect("it does not start");
    assert!(refused.contains("witnesses.toml") && refused.contains("line 2"), "{refused}");
}

#[tokio::test]
async fn what_witnesses_cosign_is_served_with_the_checkpoint() {
    let watched = Watched::gather().await;
    assert_eq!(watched.cosigners().await, 0);
    watched.assembly.witness().await;
    assert_eq!(watched.cosigners().await, 3);
    let status = watched.status().await;
    let size = watched.assembly.record_size().await;
    assert_eq!((&status["size"], &status["cosigned_size"]), (&json!(size), &json!(size)));
    for (witness, view) in watched.witnesses.iter().zip(status["witnesses"].as_array().unwrap()) {
        assert_eq!(view["key"], witness.key().to_string());
        assert_eq!(
            (&view["is_asked"], &view["size"], &view["behind"]),
            (&json!(true), &json!(size), &json!(0))
        );
        assert_eq!(view["cosigned_at"], "2026-05-28T20:26:40Z");
    }
    assert_eq!(status["alarms"], json!([]));
    // What grows is submitted again, from the size that each witness has.
    let asked = watched.witnesses[0].asked();
    watched.assembly.noticed(&draft()).await;
    assert_eq!(watched.cosigners().await, 0);
    watched.assembly.advance(10).await;
    watched.assembly.witness().await;
    assert_eq!((watched.cosigners().await, watched.witnesses[0].asked()), (3, asked + 1));
    watched.stop().await;
}

#[tokio::test]
async fn one_witness_that_is_down_decides_nothing() {
    let watched = Watched::gather().await;
    watched.witnesses[1].stop().await;
    watched.assembly.witness().await;
    assert_eq!((watched.cosigners().await, watched.alarms().await), (2, Vec::<String>::new()));
    assert_eq!(watched.failures().await, ["", "unreachable", ""]);
    let status = watched.status().await;
    let size = watched.assembly.record_size().await;
    assert_eq!(status["cosigned_size"], size);
    assert_eq!(
        (&status["witnesses"][1]["size"], &status["witnesses"][1]["behind"]),
        (&Value::Null, &json!(size))
    );
    watched.stop().await;
}

#[tokio::test]
async fn a_foreign_or_wrong_cosignature_is_told_and_not_kept() {
    let watched = Watched::gather().await;
    watched.behave([Conduct::Forging, Conduct::Foreign, Conduct::Babbling]);
    watched.assembly.witness().await;
    assert_eq!(watched.failures().await, ["wrong_cosignature", "not_cosigned", "malformed_answer"]);
    let note = watched.assembly.read_checkpoint(watched.assembly.community).await.text;
    assert_eq!(SignedCheckpoint::parse(note.as_bytes()).unwrap().note().signatures().len(), 1);
    assert_eq!(watched.status().await["cosigned_size"], Value::Null);
    watched.stop().await;
}

#[tokio::test]
async fn one_witness_that_lies_is_an_alarm_and_two_of_three_suspend_the_community() {
    let watched = Watched::gather().await;
    watched.behave([Conduct::Boasting, Conduct::Honest, Conduct::Honest]);
    watched.assembly.witness().await;
    assert_eq!(watched.failures().await, ["contradicted", "", ""]);
    assert_eq!(
        (watched.alarms().await, watched.cosigners().await),
        (vec!["witness_contradicts".to_owned()], 2)
    );
    let place = watched.assembly.noticed(&draft()).await;
    watched.behave([Conduct::Boasting, Conduct::Boasting, Conduct::Honest]);
    watched.assembly.advance(10).await;
    watched.assembly.witness().await;
    let token = watched.assembly.token(&watched.assembly.convener).await;
    watched.assembly.cancel_meeting(&token, place, "理由").await.problem(503, "record_suspended");
    watched.stop().await;
}

#[tokio::test]
async fn before_its_first_turn_a_process_asks_what_the_witnesses_saw() {
    let watched = Watched::gather().await;
    watched.assembly.witness().await;
    let before = watched.witnesses[0].asked();
    let watched = Box::pin(watched.restart()).await;
    watched.assembly.noticed(&draft()).await;
    assert!(watched.witnesses.iter().all(|witness| witness.asked() > 0));
    assert_eq!(watched.witnesses[0].asked(), before + 1);
    // Whoever is down holds up nothing.
    watched.behave([Conduct::Down; 3]);
    let watched = Box::pin(watched.restart()).await;
    watched.assembly.noticed(&draft()).await;
    // One that lies does not stop the community, two of three do.
    watched.behave([Conduct::Boasting, Conduct::Honest, Conduct::Honest]);
    let watched = Box::pin(watched.restart()).await;
    let drafted = watched.assembly.drafted(&draft()).await;
    watched.behave([Conduct::Boasting, Conduct::Boasting, Conduct::Honest]);
    let watched = Box::pin(watched.restart()).await;
    let token = watched.assembly.token(&watched.assembly.convener).await;
    let place = watched.assembly.place(drafted);
    watched.assembly.give_notice(&token, place).await.problem(503, "record_suspended");
    watched.stop().await;
}

#[tokio::test]
async fn a_witness_that_fails_is_asked_less_and_less_often() {
    let watched = Watched::gather().await;
    watched.behave([Conduct::Honest, Conduct::Honest, Conduct::Stubborn]);
    let mut asked = Vec::new();
    for second in 0..64 {
        let before = watched.witnesses[2].asked();
        watched.assembly.witness().await;
        if watched.witnesses[2].asked() > before {
            asked.push(second);
        }
        watched.assembly.advance(1).await;
    }
    assert_eq!(asked, [0, 2, 6, 14, 30, 62]);
    assert_eq!(watched.failures().await[2], "refused");
    watched.stop().await;
}

#[tokio::test]
async fn a_definition_that_is_lost_does_not_keep_a_process_from_its_first_turn() {
    let watched = Watched::gather().await;
    watched.assembly.opened(json!({})).await;
    let hands = Hands::into(&watched.assembly).await;
    hands.unguard().await;
    hands.run("DELETE FROM documents WHERE kind = 'definition'").await;
    hands.off().await;
    let watched = Box::pin(watched.restart()).await;
    let secretary = watched.assembly.token(&watched.assembly.secretary).await;
    let thumbprint = &watched.assembly.owner("o-07").thumbprint;
    let revoked = watched.assembly.revoke_key(&secretary, watched.assembly.community, thumbprint).await;
    assert_eq!(revoked.status, 204, "{revoked:?}");
    watched.stop().await;
}

#[tokio::test]
async fn a_cosignature_of_an_impossible_time_is_told_and_not_kept() {
    let watched = Watched::gather().await;
    let now = watched.assembly.now().microseconds() / 1_000_000;
    let seconds = |offset: i64| u64::try_from(now + offset).unwrap();
    for (witness, offset) in watched.witnesses.iter().zip([-121, -60, 0]) {
        witness.set_time(seconds(offset));
    }
    watched.assembly.witness().await;
    assert_eq!(watched.failures().await, ["wrong_time", "", ""]);
    assert_eq!(watched.cosigners().await, 2);
    // Nor may a witness's time run backwards.
    watched.assembly.noticed(&draft()).await;
    watched.assembly.advance(10).await;
    for (witness, offset) in watched.witnesses.iter().zip([0, 0, -1]) {
        witness.set_time(seconds(offset));
    }
    watched.assembly.witness().await;
    assert_eq!(watched.failures().await, ["", "", "wrong_time"]);
    assert_eq!(watched.cosigners().await, 2);
    watched.stop().await;
}

#[tokio::test]
async fn a_meeting_opens_and_closes_while_every_witness_is_down_and_they_catch_up() {
    let watched = Watched::gather().await;
    watched.behave([Conduct::Down; 3]);
    let place = watched.assembly.noticed(&draft()).await;
    watched.assembly.witness().await;
    watched.assembly.advance_to(OPENS).await;
    watched.assembly.witness().await;
    assert_eq!(watched.assembly.state(place).await, "open");
    watched.assembly.vote(place, "o-01").await;
    let status = watched.status().await;
    assert_eq!((&status["awaited"][0]["kind"], &status["alarms"]), (&json!("meeting_opened"), &json!([])));
    for _ in 0..16 {
        watched.assembly.advance(4).await;
        watched.assembly.witness().await;
    }
    assert_eq!(watched.alarms().await, ["too_few_witnesses", "cosignatures_awaited"]);
    assert_eq!(watched.assembly.ready().await.expect(200)["witness_alarms"], 1);
    watched.assembly.advance_to(CLOSES).await;
    assert_eq!(watched.assembly.state(place).await, "closed");
    watched.behave([Conduct::Honest, Conduct::Down, Conduct::Honest]);
    watched.assembly.witness().await;
    let status = watched.status().await;
    assert_eq!((&status["awaited"], &status["alarms"]), (&json!([]), &json!([])));
    assert_eq!(watched.assembly.ready().await.expect(200)["witness_alarms"], 0);
    let size = watched.assembly.record_size().await;
    assert_eq!((watched.cosigners().await, watched.witnesses[0].size()), (2, size));
    watched.stop().await;
}

#[tokio::test]
async fn a_moment_is_tried_again_within_seconds_however_long_a_witness_failed_before() {
    let watched = Watched::gather().await;
    watched.behave([Conduct::Down; 3]);
    watched.assembly.noticed(&draft()).await;
    for seconds in [0, 2, 4, 8, 16, 32, 64, 128, 256] {
        watched.assembly.advance(seconds).await;
        watched.assembly.witness().await;
    }
    assert_eq!(watched.witnesses[0].asked(), 9);
    watched.assembly.advance(1).await;
    watched.assembly.witness().await;
    assert_eq!(watched.witnesses[0].asked(), 9);
    watched.assembly.advance_to(OPENS).await;
    watched.assembly.witness().await;
    watched.assembly.advance(4).await;
    watched.assembly.witness().await;
    assert_eq!(watched.witnesses[0].asked(), 11);
    watched.stop().await;
}

#[tokio::test]
async fn a_meeting_keeps_the_policy_of_its_notice() {
    let watched = Watched::gather().await;
    let place = watched.assembly.noticed(&draft()).await;
    let policy = watched.policy().await;
    let token = watched.assembly.token(&watched.assembly.supervisor).await;
    watched.assembly.remove_witness_policy(&token, place.0, "\"1\"").await.expect(204);
    assert_eq!(definition(&watched.assembly, place).await.witnesses, Some(policy));
    watched.assembly.advance_to(OPENS).await;
    watched.assembly.witness().await;
    let size = watched.assembly.record_size().await;
    assert!(watched.witnesses.iter().all(|witness| witness.size() == size));
    // A notice that is given without a policy names none.
    let other = watched.assembly.noticed(&later()).await;
    assert_eq!(definition(&watched.assembly, other).await.witnesses, None);
    watched.stop().await;
}

async fn definition(assembly: &Assembly, place: Place) -> Definition {
    let digest = assembly.view(place).await["definition"].as_str().unwrap().to_owned();
    let document = assembly.read_document(place.0, &digest).await.text;
    Definition::parse(document.as_bytes()).unwrap()
}

/// The cosigned heads that a bundle shows: how many entries stood before each, and its note.
fn cosigned(bundle: &str) -> Vec<(u64, SignedCheckpoint)> {
    let (mut before, mut found) = (0, Vec::new());
    for line in bundle.lines() {
        match Line::parse(line.as_bytes()).unwrap() {
            Line::Entry { index, .. } => before = index + 1,
            Line::Cosigned { note } => found.push((before, note.parse().unwrap())),
            Line::Header { .. }
            | Line::Calendar { .. }
            | Line::Peaks { .. }
            | Line::Earlier { .. }
            | Line::Document { .. }
            | Line::Certificate { .. }
            | Line::Checkpoint { .. }
            | Line::End { .. } => {}
        }
    }
    found
}

#[tokio::test]
async fn a_bundle_shows_the_first_cosigned_tree_after_each_moment_and_verifies() {
    let watched = Watched::gather().await;
    let assembly = &watched.assembly;
    let place = assembly.noticed(&draft()).await;
    let mut sizes = Vec::new();
    let step = async |instant: &str| {
        assembly.advance_to(instant).await;
        let seconds = assembly.now().microseconds() / 1_000_000;
        let seconds = u64::try_from(seconds).unwrap() + 5;
        for witness in &watched.witnesses {
            witness.set_time(seconds);
        }
    };
    step(OPENS).await;
    assembly.witness().await;
    sizes.push(assembly.record_size().await);
    for owner in ["o-01", "o-02", "o-03"] {
        assembly.vote(place, owner).await;
        assembly.advance(20).await;
        assembly.witness().await;
    }
    step(CLOSES).await;
    watched.behave([Conduct::Down, Conduct::Honest, Conduct::Honest]);
    assembly.witness().await;
    sizes.push(assembly.record_size().await);
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&scrutineer, place).await.expect(201);
    assembly.advance(2).await;
    assembly.witness().await;
    sizes.push(assembly.record_size().await);
    step(OBJECTIONS_END).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    // Somebody else's entries follow before a witness comes.
    assembly.noticed(&later()).await;
    assembly.advance(2).await;
    assembly.witness().await;
    sizes.push(assembly.record_size().await);
    let public = assembly.public_bundle(place).await.text;
    let shown = cosigned(&public);
    assert_eq!(shown.iter().map(|(size, _)| *size).collect::<Vec<_>>(), sizes);
    let policy = watched.policy().await;
    for (size, checkpoint) in &shown {
        assert_eq!(checkpoint.unverified().head().size(), *size);
        assert!(policy.satisfied_at(checkpoint).is_some(), "{checkpoint}");
    }
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let audit = assembly.audit_bundle(&scrutineer, place).await.text;
    for bundle in [public, audit] {
        let mut reader = BundleReader::default();
        for line in bundle.split_inclusive('\n') {
            reader.line(line.as_bytes()).expect("a line");
        }
        let report = reader.verify(Some(&assembly.keys().await)).expect("a report");
        let found: Vec<_> = report.codes(Outcome::Finding).collect();
        assert_eq!((report.state, found), (MeetingState::Announced, Vec::new()));
        assert!(report.codes(Outcome::Checked).any(|code| code == Code::RecordCosigned));
    }
    watched.stop().await;
}

fn later() -> Value {
    let mut later = draft();
    later["opens_at"] = json!("2026-07-21T16:00:00Z");
    later["closes_at"] = json!("2026-07-24T16:00:00Z");
    later
}

/// A witness of this project that follows a record, with its memory in a folder.
fn real_witness(folder: &Path, number: u8, log: &str) -> RunningWitness {
    let at = |name: &str| folder.join(format!("w{number}-{name}"));
    fs::write(at("logs.txt"), format!("{log}\n")).unwrap();
    let settings = WitnessSettings {
        state: at("state"),
        key: at("key"),
        name: KeyName::new(&format!("witness.test/w{number}")).unwrap(),
        listen: "127.0.0.1:0".parse().unwrap(),
        logs: Some(at("logs.txt")),
        print_key: false,
        log_format: LogFormat::Text,
    };
    start_witness(&settings).expect("the witness starts")
}

#[tokio::test]
async fn witnesses_of_this_project_cosign_and_tell_of_a_restored_database() {
    let assembly = Assembly::gather().await;
    let folder = TempDir::new().unwrap();
    let log = assembly.keys().await.checkpoint_key.to_string();
    let witnesses: Vec<_> = (1..=3).map(|number| real_witness(folder.path(), number, &log)).collect();
    let entry = |witness: &RunningWitness| {
        let (key, address) = (witness.verifier_key(), witness.address());
        format!("[[witness]]\nkey = \"{key}\"\nurl = \"http://{address}\"\n")
    };
    let file: String = witnesses.iter().map(entry).collect();
    fs::write(assembly.folder().join("witnesses.toml"), file).unwrap();
    let assembly = Box::pin(assembly.restart()).await;
    let token = assembly.token(&assembly.supervisor).await;
    let choice = json!({ "required": 2, "witnesses": names() });
    assembly.choose_witnesses(&token, assembly.community, "\"0\"", &choice).await.expect(200);
    let place = assembly.opened(json!({})).await;
    assembly.witness().await;
    let backup = copy(&assembly).await;
    assembly.vote(place, "o-01").await;
    assembly.advance(10).await;
    assembly.witness().await;
    let status = assembly.read_witnessing(assembly.community).await.expect(200);
    let size = assembly.record_size().await;
    assert_eq!((&status["cosigned_size"], &status["alarms"]), (&json!(size), &json!([])), "{status}");
    // Whoever goes back takes care that nothing on the machine remembers.
    fs::remove_dir_all(assembly.folder().join("marks")).unwrap();
    let assembly = Box::pin(assembly.restart_on(backup)).await;
    assembly.show_again(&assembly.convener).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.cancel_meeting(&token, place, "理由").await.problem(503, "record_suspended");
    let status = assembly.read_witnessing(assembly.community).await.expect(200);
    let contradicted = (0..3).all(|place| status["witnesses"][place]["failure"]["code"] == "contradicted");
    assert!(contradicted, "{status}");
    Box::pin(assembly.stop()).await;
    for witness in witnesses {
        witness.stop().await.unwrap();
    }
}
