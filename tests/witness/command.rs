//! The command itself, and a loss of power: the process killed while it answers.

use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use quorate::evidence::note::VerifierKey;
use reqwest::Client;

use crate::host::{Answer, Host, assert_cosigned};
use crate::log::Log;

/// The program, told what the settings of a machine are.
fn command(host: &Host, listen: SocketAddr) -> Command {
    let settings = &host.settings;
    let mut command = Command::new(env!("CARGO_BIN_EXE_quorate"));
    command.arg("witness").arg("--state").arg(&settings.state).arg("--key").arg(&settings.key);
    command.args(["--name", settings.name.as_str(), "--listen", &listen.to_string()]);
    command.arg("--logs").arg(settings.logs.as_ref().unwrap());
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// A process that has said its key and so listens.
fn started(host: &Host, listen: SocketAddr) -> (Child, VerifierKey) {
    let mut child = command(host, listen).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (child, line.trim().parse().expect("its first line is its verifier key"))
}

/// An address that was free a moment ago.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

#[test]
fn the_key_is_printed_before_and_after_the_first_start() {
    let host = Host::new();
    let print = || {
        let output = command(&host, free_address()).arg("--print-key").output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let first = print();
    assert!(first.trim().parse::<VerifierKey>().is_ok(), "{first}");
    let (mut child, key) = started(&host, free_address());
    assert_eq!(format!("{key}\n"), first);
    assert_eq!(print(), first);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_witness_that_is_killed_while_it_answers_never_goes_back() {
    let host = Host::new();
    let mut log = Log::record(1);
    // The size that a cosignature was received for; what is known may be larger by what was lost.
    let (mut cosigned, mut known) = (0, 0);
    for round in 0..5 {
        let address = free_address();
        let (mut child, key) = started(&host, address);
        let url = format!("http://{address}/add-checkpoint");
        let client = Client::new();
        let probe = Log::record(1).grow("fork", 1).request_with(0, vec![]);
        if cosigned > 0 {
            let answer = Answer::of(client.post(&url).body(probe.to_string()).send().await.unwrap()).await;
            assert_eq!(answer.status, 409, "{answer:?}");
            known = answer.body.trim().parse().unwrap();
            assert!(known >= cosigned, "{known} is before {cosigned}, which was cosigned");
        }
        let killer = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(40 + 30 * round)).await;
            child.kill().unwrap();
            child.wait().unwrap();
        });
        loop {
            let request = log.grow("entry", 1).request(known);
            let sent = client.post(&url).body(request.to_string()).send().await;
            let Ok(response) = sent else { break };
            let status = response.status();
            let Ok(body) = response.text().await else { break };
            assert_eq!(status, 200, "{body}");
            assert_cosigned(&request, &body, &key);
            (cosigned, known) = (log.size(), log.size());
        }
        killer.await.unwrap();
    }
    assert!(cosigned > 0, "nothing was cosigned between the kills");
    host.start().stop().await;
}
