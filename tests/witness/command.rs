//! The command itself, and a loss of power: the process killed while it answers.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};

use quorate::evidence::note::VerifierKey;
use reqwest::Client;
use serde_json::Value;
use tokio::sync::oneshot;

use crate::host::{Host, assert_cosigned};
use crate::log::Log;

/// The program, told what the settings of a machine are.
fn command(host: &Host) -> Command {
    let settings = &host.settings;
    let mut command = Command::new(env!("CARGO_BIN_EXE_quorate"));
    command.arg("witness").arg("--state").arg(&settings.state).arg("--key").arg(&settings.key);
    command.args(["--name", settings.name.as_str(), "--listen", "127.0.0.1:0", "--log-format", "json"]);
    command.arg("--logs").arg(settings.logs.as_ref().unwrap());
    command.env_remove("QUORATE_LOG").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A witness that is a process of its own.
struct Process {
    child: Child,
    url: String,
    key: VerifierKey,
    /// Kept open, so that the process can go on writing.
    _events: BufReader<ChildStderr>,
}

impl Process {
    /// A process that has said its key and where it listens.
    fn start(host: &Host) -> Self {
        let mut child = command(host).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let key = line.trim().parse().expect("its first line is its verifier key");
        let mut events = BufReader::new(child.stderr.take().unwrap());
        let address = loop {
            line.clear();
            assert_ne!(events.read_line(&mut line).unwrap(), 0, "it ended without saying where it listens");
            let event: Value = serde_json::from_str(&line).unwrap();
            if let Some(address) = event["fields"]["address"].as_str() {
                break address.to_owned();
            }
        };
        Self { child, url: format!("http://{address}/add-checkpoint"), key, _events: events }
    }

    /// As a loss of power would.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn the_key_is_printed_before_and_after_the_first_start() {
    let host = Host::new();
    let print = || {
        let output = command(&host).arg("--print-key").output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let first = print();
    assert!(first.trim().parse::<VerifierKey>().is_ok(), "{first}");
    let mut process = Process::start(&host);
    assert_eq!(format!("{}\n", process.key), first);
    assert_eq!(print(), first);
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_witness_that_is_killed_while_it_answers_never_goes_back() {
    let host = Host::new();
    let mut log = Log::record(1);
    // The last size known to be cosigned; the witness may know a later one, whose answer was lost.
    let mut known = 0;
    for _ in 0..5 {
        let mut process = Process::start(&host);
        let (url, key) = (process.url.clone(), process.key.clone());
        let client = Client::new();
        let (enough, told) = oneshot::channel();
        let killer = tokio::spawn(async move {
            told.await.unwrap();
            process.kill();
        });
        let mut enough = Some(enough);
        let mut answers = 0;
        loop {
            let request = log.grow("entry", 1).request(known);
            let Ok(response) = client.post(&url).body(request.to_string()).send().await else { break };
            let status = response.status().as_u16();
            let Ok(body) = response.text().await else { break };
            if status == 409 {
                let size: u64 = body.trim().parse().unwrap();
                assert!(size > known, "{size} is before {known}, which was cosigned");
                known = size;
                continue;
            }
            assert_eq!(status, 200, "{body}");
            assert_cosigned(&request, &body, &key);
            known = log.size();
            answers += 1;
            if answers == 10 {
                enough.take().unwrap().send(()).unwrap();
            }
        }
        killer.await.unwrap();
    }
    host.start().stop().await;
}
