//! Witnesses on this machine, by the rules of `evidence::add_checkpoint` unless they are told to misbehave.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use actix_web::dev::ServerHandle;
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};
use ed25519_dalek::SigningKey;
use quorate::evidence::add_checkpoint::AddCheckpoint;
use quorate::evidence::add_checkpoint::answer::SIZE_MEDIA_TYPE;
use quorate::evidence::add_checkpoint::decision::{Cosigner, Refusal, decide};
use quorate::evidence::cosignature::WitnessTime;
use quorate::evidence::merkle::TreeHead;
use quorate::evidence::note::{KeyName, VerifierKey};

/// How a witness behaves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Conduct {
    /// As it should.
    Honest,
    /// It answers with status 503.
    Down,
    /// It says that it has cosigned a tree of a million entries.
    Boasting,
    /// It signs with a key that is not its own, under its own name.
    Forging,
    /// It answers with the line of another witness.
    Foreign,
    /// It answers with a page instead of lines.
    Babbling,
    /// It never agrees to a proof.
    Stubborn,
}

/// A witness that listens.
pub struct Witness {
    state: Arc<State>,
    address: String,
    server: ServerHandle,
}

struct State {
    name: KeyName,
    key: SigningKey,
    memory: Mutex<Memory>,
}

struct Memory {
    conduct: Conduct,
    /// What it cosigned last, by the origin of the log.
    heads: BTreeMap<String, TreeHead>,
    /// The keys of the logs that it follows.
    logs: Vec<VerifierKey>,
    /// The seconds since the epoch that it cosigns with.
    time: u64,
    /// How often it was asked.
    asked: usize,
}

impl Witness {
    /// An honest witness that follows no log yet; within a runtime.
    pub fn start(number: u8) -> Self {
        let memory = Memory {
            conduct: Conduct::Honest,
            heads: BTreeMap::new(),
            logs: Vec::new(),
            time: 1_780_000_000,
            asked: 0,
        };
        let state = Arc::new(State {
            name: KeyName::new(&format!("witness.test/w{number}")).expect("a name"),
            key: SigningKey::from_bytes(&[number; 32]),
            memory: Mutex::new(memory),
        });
        let data = Data::from(Arc::clone(&state));
        let app =
            move || App::new().app_data(data.clone()).route("/w/add-checkpoint", web::post().to(answer));
        let server = HttpServer::new(app).workers(1).disable_signals().bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/w", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { state, address, server: handle }
    }

    /// Its verifier key.
    pub fn key(&self) -> VerifierKey {
        Cosigner::new(self.state.name.clone(), self.state.key.clone()).verifier_key()
    }

    /// Its entry in the file of a deployment.
    pub fn entry(&self) -> String {
        format!("[[witness]]\nkey = \"{}\"\nurl = \"{}\"\n\n", self.key(), self.address)
    }

    /// Follows a log.
    pub fn follow(&self, log: VerifierKey) {
        self.memory(|memory| memory.logs.push(log));
    }

    /// Behaves differently from now on.
    pub fn behave(&self, conduct: Conduct) {
        self.memory(|memory| memory.conduct = conduct);
    }

    /// Sets its clock, in seconds since the epoch.
    pub fn set_time(&self, seconds: u64) {
        self.memory(|memory| memory.time = seconds);
    }

    /// How often it was asked so far.
    pub fn asked(&self) -> usize {
        self.memory(|memory| memory.asked)
    }

    /// The size that it cosigned last, whatever the log.
    pub fn size(&self) -> u64 {
        self.memory(|memory| memory.heads.values().map(TreeHead::size).max().unwrap_or(0))
    }

    /// Stops it: nothing listens at its address any more.
    pub async fn stop(&self) {
        self.server.stop(false).await;
    }

    fn memory<T>(&self, act: impl FnOnce(&mut Memory) -> T) -> T {
        act(&mut self.state.memory.lock().expect("nobody panicked"))
    }
}

async fn answer(state: Data<State>, body: Bytes) -> HttpResponse {
    let mut memory = state.memory.lock().expect("nobody panicked");
    memory.asked += 1;
    let key = match memory.conduct {
        Conduct::Honest => state.key.clone(),
        Conduct::Down => return HttpResponse::ServiceUnavailable().finish(),
        Conduct::Boasting => return HttpResponse::Conflict().content_type(SIZE_MEDIA_TYPE).body("1000000\n"),
        Conduct::Babbling => return HttpResponse::Ok().body("<html></html>\n"),
        Conduct::Stubborn => return HttpResponse::UnprocessableEntity().finish(),
        Conduct::Forging | Conduct::Foreign => SigningKey::from_bytes(&[99; 32]),
    };
    let name = if memory.conduct == Conduct::Foreign { "witness.test/other" } else { state.name.as_str() };
    let request = AddCheckpoint::parse(&body).expect("the service sends requests");
    let origin = request.checkpoint().unverified().origin().to_string();
    let own = Cosigner::new(KeyName::new(name).expect("a name"), key);
    let time = WitnessTime::from_seconds(memory.time).expect("a time");
    let last = memory.heads.get(&origin).copied();
    match decide(&request, &memory.logs, last, &own, time) {
        Ok(cosigned) => {
            memory.heads.insert(origin, cosigned.head);
            let mut lines: String = cosigned.signatures.iter().map(ToString::to_string).collect();
            if memory.conduct == Conduct::Forging {
                // The witness's own name and identifier over the stranger's signature.
                lines = forged(&lines, &state);
            }
            HttpResponse::Ok().body(lines)
        }
        Err(Refusal::Conflict { known }) => {
            HttpResponse::Conflict().content_type(SIZE_MEDIA_TYPE).body(format!("{known}\n"))
        }
        Err(refusal) => {
            let status = actix_web::http::StatusCode::from_u16(refusal.status()).expect("a status");
            HttpResponse::build(status).body(refusal.to_string())
        }
    }
}

fn forged(line: &str, state: &State) -> String {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    let own = Cosigner::new(state.name.clone(), state.key.clone()).verifier_key();
    let encoded = line.trim_end().rsplit_once(' ').expect("a line").1;
    let mut bytes = STANDARD.decode(encoded).expect("base64");
    bytes[..4].copy_from_slice(own.id().as_bytes());
    format!("— {} {}\n", own.name(), STANDARD.encode(bytes))
}
