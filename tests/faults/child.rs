//! What runs in the other process: a service whose surroundings do what they are told.
//!
//! The first line on its standard input says where it begins, each further one is an [`Order`]. Each
//! is answered by a line. It ends with its input, so it does not outlive the test.

use std::io::{Write as _, stdin, stdout};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use quorate::boot::{
    LogFormat, MessageSettings, RateLimiting, Running, Settings, SimulatedSurroundings, Step, Surroundings,
    start_simulated,
};
use quorate::domain::instants::Instant;
use quorate::store::StoreError;
use rustix::process::{Resource, Rlimit, Signal, getpid, getrlimit, kill_process, setrlimit};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use tokio::runtime::Builder;
use uuid::Uuid;

use crate::app::HOST;
use crate::phones;

/// Begins every line of an answer, since the test's own harness prints lines too.
pub const MARK: &str = "@ ";

/// Where a process begins.
#[derive(Debug, Deserialize, Serialize)]
pub struct Beginning {
    /// The address of the database.
    pub database: String,
    /// The folder of the keys.
    pub keys: PathBuf,
    /// Where it posts text messages.
    pub webhook: String,
    /// What the clock shows.
    pub now: String,
}

/// What a process can be told.
#[derive(Debug, Deserialize, Serialize)]
pub enum Order {
    /// Set the clock.
    Set(String),
    /// Do what is due.
    Tick,
    /// Invite an operator; the code.
    Invite,
    /// Let this happen from now on, once.
    Arm(Fault),
    /// Say when the turn that is to wait for ballots waits.
    Held,
    /// Let no file grow beyond so many bytes.
    Room(Option<u64>),
}

/// What happens at a step of a turn, once.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Fault {
    /// What happens.
    pub kind: Kind,
    /// Its place in [`Step::ALL`].
    pub step: usize,
    /// In which turn from now on, counted from 1.
    pub turn: u32,
    /// For how many further ballots the first turn waits, so that they share the second.
    pub gathers: u32,
}

/// What happens at a step.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Kind {
    /// The process is killed.
    Kill,
    /// The database goes away.
    Unavailable,
    /// Another writer is in the way.
    Busy,
}

/// Surroundings that a test has a hand in.
struct Staged {
    clock: SimulatedSurroundings,
    stage: Mutex<Stage>,
}

#[derive(Default)]
struct Stage {
    fault: Option<Fault>,
    turns: u32,
    /// How often somebody asked for the time, as each ballot does when it is let in.
    asked: u32,
    holding: bool,
}

impl Staged {
    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().expect("nobody panics with it")
    }

    fn arm(&self, fault: Fault) {
        *self.stage() = Stage { fault: Some(fault), ..Stage::default() };
    }

    /// Waits until the ballots that are to share the next turn are let in.
    fn gather(&self, ballots: u32) {
        let asked = self.stage().asked;
        self.stage().holding = true;
        // Tasks that wait for this thread go on with another.
        tokio::task::block_in_place(|| {
            while self.stage().asked < asked + ballots {
                thread::sleep(Duration::from_millis(1));
            }
            // They still look up their keys before they queue.
            thread::sleep(Duration::from_millis(50));
        });
    }
}

impl Surroundings for Staged {
    fn now(&self) -> Instant {
        self.stage().asked += 1;
        self.clock.now()
    }

    fn random(&self) -> [u8; 32] {
        self.clock.random()
    }

    fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }

    fn reach(&self, step: Step) -> Result<(), StoreError> {
        let mut stage = self.stage();
        stage.turns += u32::from(step == Step::Begun);
        let Some(fault) = stage.fault else { return Ok(()) };
        let turn = stage.turns;
        if turn == 1 && step == Step::Begun && fault.gathers > 0 {
            drop(stage);
            self.gather(fault.gathers);
            stage = self.stage();
        }
        if turn != fault.turn || step != Step::ALL[fault.step] {
            return Ok(());
        }
        stage.fault = None;
        drop(stage);
        let cause = DbErr::Custom(format!("the test lets it fail at {step:?}"));
        match fault.kind {
            Kind::Kill => {
                kill_process(getpid(), Signal::KILL).expect("a process may kill itself");
                unreachable!("a killed process goes on")
            }
            Kind::Unavailable => Err(StoreError::Unavailable(cause)),
            Kind::Busy => Err(StoreError::Busy(cause)),
        }
    }
}

/// The process itself.
#[test]
#[ignore = "this is the service that the other tests start as a process"]
fn serve() {
    let mut lines = stdin().lines();
    // Whoever runs all ignored tests gives it no beginning.
    let Some(Ok(line)) = lines.next() else { return };
    let beginning: Beginning = serde_json::from_str(&line).expect("a beginning");
    let runtime = Builder::new_multi_thread().worker_threads(3).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let now = beginning.now.parse().expect("an instant");
        let staged = Arc::new(Staged { clock: SimulatedSurroundings::new(now), stage: Mutex::default() });
        let settings = Settings {
            database: beginning.database.into(),
            listen: "127.0.0.1:0".parse().expect("an address"),
            host: HOST.to_owned(),
            marks: beginning.keys.with_file_name("marks"),
            keys: beginning.keys,
            personal_keys: None,
            allowed_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            rate_limits: RateLimiting::Off,
            witnesses: None,
            providers: None,
            holidays: None,
            client: None,
            messages: MessageSettings {
                sms_webhook: Some(beginning.webhook.into()),
                sms_webhook_secret: Some(phones::SECRET.to_owned().into()),
                ..MessageSettings::default()
            },
            log_format: LogFormat::Text,
        };
        let running = start_simulated(&settings, Arc::clone(&staged)).await.expect("the service starts");
        answer(&running.address().to_string());
        while let Some(Ok(line)) = lines.next() {
            let order = serde_json::from_str(&line).expect("an order");
            answer(&obey(order, &running, &staged).await);
        }
    });
}

async fn obey(order: Order, running: &Running, staged: &Staged) -> String {
    match order {
        Order::Set(now) => staged.clock.set(now.parse().expect("an instant")),
        Order::Tick => running.tick().await,
        Order::Invite => return running.invite_operator().await.expect("a code"),
        Order::Arm(fault) => staged.arm(fault),
        Order::Held => {
            while !staged.stage().holding {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        }
        Order::Room(bytes) => {
            let maximum = getrlimit(Resource::Fsize).maximum;
            setrlimit(Resource::Fsize, Rlimit { current: bytes, maximum }).expect("a limit");
        }
    }
    "done".to_owned()
}

fn answer(text: &str) {
    // The harness has begun a line of its own.
    let mut stdout = stdout().lock();
    writeln!(stdout, "\n{MARK}{text}").and_then(|()| stdout.flush()).expect("somebody listens");
}
