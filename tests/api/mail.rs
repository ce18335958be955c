//! Messages by mail, taken by a real mail server of another hand (`tests/interop/prepare.sh` installs it).

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{HOST, NOBODY, send};
use crate::assembly::{Assembly, draft};
use crate::estate::Estate;
use crate::tables::{CHANGED, REGISTER};

/// A mail server that says what it takes; it ends with the test.
struct Sink {
    child: Child,
    lines: BufReader<ChildStdout>,
    port: u16,
}

impl Sink {
    fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = root.join("target/interop/venv/bin/python");
        assert!(python.exists(), "{} is missing: `make test` installs it first", python.display());
        let mut child = Command::new(python)
            .arg(root.join("tests/interop/python/mail_sink.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a mail server");
        let lines = BufReader::new(child.stdout.take().expect("its output"));
        let mut sink = Self { child, lines, port: 0 };
        sink.port = sink.line().trim().parse().expect("a port");
        sink
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("a line");
        line
    }

    fn mail(&mut self) -> Value {
        serde_json::from_str(&self.line()).expect("a message")
    }

    /// An estate with a register whose mail goes there, by this user and password.
    async fn estate(&self, login: &str, register: &str) -> Estate {
        let estate = Estate::found().await;
        estate.import(register).await;
        let address = format!("smtp://{login}@127.0.0.1:{}", self.port);
        std::fs::write(estate.folder().join("smtp"), address).expect("a file");
        std::fs::remove_file(estate.folder().join("webhook")).expect("a file");
        estate.restart().await
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _dead = self.child.kill();
        let _waited = self.child.wait();
    }
}

async fn counts(estate: &Estate) -> Value {
    estate.read_messages(&estate.secretary.token, estate.community, "").await.expect(200)
}

#[tokio::test]
async fn mail_says_the_same_with_an_identifier_of_its_own_and_a_subject_that_tells_nothing() {
    let mut sink = Sink::start();
    let estate = sink.estate("user:password", REGISTER).await;
    estate.import(CHANGED).await;
    estate.tick().await;
    let mail = sink.mail();
    assert_eq!(mail["to"], json!(["wang@example.org"]));
    assert_eq!((&mail["from"], &mail["user"]), (&json!("Quorate <vote@example.org>"), &json!("user")));
    assert_eq!(mail["subject"], "联系方式变更通知 / Your contact was changed");
    let text = mail["text"].as_str().unwrap();
    assert!(text.starts_with("【梧桐苑】您在业主名册中的联系方式已于2026-05-04 16:00变更或删除"), "{text}");
    let id = mail["id"].as_str().unwrap();
    assert!(id.starts_with('<') && id.ends_with(&format!("@{HOST}>")), "{id}");
    assert_eq!(counts(&estate).await["counts"][0]["sent"], 1);
    estate.stop().await;
}

#[tokio::test]
async fn a_mailbox_that_is_full_is_tried_again_and_one_that_does_not_exist_is_given_up() {
    let mut sink = Sink::start();
    let register = REGISTER.replace("wang@example.org", "later@example.org");
    let estate = sink.estate("user:password", &register).await;
    estate.import(&REGISTER.replace("wang@example.org", "nobody@example.org")).await;
    estate.tick().await;
    assert_eq!(counts(&estate).await["counts"][0]["queued"], 1);
    estate.advance(30).await;
    assert_eq!(sink.mail()["to"], json!(["later@example.org"]));
    estate.import(REGISTER).await;
    estate.tick().await;
    let told = counts(&estate).await;
    assert_eq!((&told["items"][0]["reason"], &told["items"][0]["attempts"]), (&json!("rejected"), &json!(1)));
    assert_eq!(told["counts"][0]["sent"], 1);
    estate.stop().await;
}

/// An assembly whose mail goes there.
async fn assembly_of(sink: &Sink) -> Assembly {
    let assembly = Assembly::gather().await;
    assembly.tick().await;
    let address = format!("smtp://user:password@127.0.0.1:{}", sink.port);
    std::fs::write(assembly.folder().join("smtp"), address).expect("a file");
    assembly.restart().await
}

#[tokio::test]
async fn a_notice_by_mail_says_all_of_it_and_the_answer_of_the_server_is_the_evidence() {
    let mut sink = Sink::start();
    let assembly = assembly_of(&sink).await;
    let place = assembly.noticed(&draft()).await;
    let token = assembly.token(&assembly.convener).await;
    let to = json!({ "channel": "email", "all": true });
    let report = assembly.send_notice(&token, place, &to).await.expect(202);
    assert_eq!(
        (&report["messages"], report["without_contact"].as_array().unwrap().len()),
        (&json!(1), 11 - 1)
    );
    assembly.tick().await;
    let mail = sink.mail();
    assert_eq!(mail["subject"], "会议通知 / Notice of a meeting: 2026 年度业主大会会议");
    let text = mail["text"].as_str().unwrap();
    for part in ["选聘某某物业服务有限公司", "依法必须送达", "even if you unsubscribed", "/m/"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(mail["unsubscribe"], json!(["None", "None"]), "nobody can do without a notice");
    assembly.tick().await;
    let page = assembly.read_deliveries(&token, place, "").await.expect(200);
    let own = &page["items"][0];
    assert_eq!((&own["unit"], &own["state"]), (&json!("1-0101"), &json!("served")));
    let document = own["reports"][0]["document"].as_str().unwrap();
    assert!(document.contains("queued as 4F2A") && !document.contains("o01@"), "{document}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_reminder_by_mail_can_be_stopped_by_one_click_and_not_by_looking_at_the_link() {
    let mut sink = Sink::start();
    let assembly = assembly_of(&sink).await;
    let place = assembly.opened(json!({})).await;
    assembly.advance_to("2026-05-22T00:00:00Z").await;
    assembly.tick().await;
    let mail = sink.mail();
    assert_eq!(mail["unsubscribe"][1], "List-Unsubscribe=One-Click");
    let link = mail["unsubscribe"][0].as_str().unwrap().trim_matches(['<', '>']).to_owned();
    let path = link.strip_prefix(&format!("https://{HOST}")).unwrap().to_owned();
    assert!(!link.contains("o-01") && !link.contains("1380000"), "{link}");
    let looked = send(assembly.request(NOBODY, Method::GET, &path)).await;
    assert!(looked.text.contains("One-Click"), "{}", looked.text);
    let token = assembly.token(assembly.owner("o-01")).await;
    let wishes = assembly.read_message_settings(&token, place.0).await.expect(200);
    assert_eq!(wishes[0]["settings"]["reminders"], true, "programs open links");
    let changed = path.replace('.', ".0");
    assembly.unsubscribe(&changed).await.problem(404, "message_not_found");
    assert_eq!(assembly.unsubscribe(&path).await.status, 200);
    assert_eq!(assembly.unsubscribe(&path).await.status, 200, "twice is once");
    let token = assembly.token(assembly.owner("o-01")).await;
    let wishes = assembly.read_message_settings(&token, place.0).await.expect(200);
    let expected = json!({ "language": "both", "reminders": false, "results": true });
    assert_eq!(wishes[0]["settings"], expected);
    assembly.stop().await;
}

#[tokio::test]
async fn a_password_that_the_mail_server_refuses_gives_no_message_up() {
    let sink = Sink::start();
    let estate = sink.estate("user:wrong", REGISTER).await;
    estate.import(CHANGED).await;
    estate.tick().await;
    assert_eq!(counts(&estate).await["counts"][0]["queued"], 1);
    estate.stop().await;
}
