//! The service under test, as a process of its own.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};

use quorate::boot::Step;
use quorate::domain::instants::Instant;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::app::{BEGINNING, Database};
use crate::child::{Beginning, Fault, Kind, MARK, Order};
use crate::phones::Phones;
use crate::postgres;

/// A process over a database, which can be killed and started again.
pub struct Host {
    ground: Arc<Ground>,
    now: Mutex<Instant>,
    address: Mutex<SocketAddr>,
    process: Mutex<Process>,
}

/// What stays when the process dies; several processes may stand on it.
struct Ground {
    folder: TempDir,
    database: String,
    phones: Phones,
}

struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Host {
    /// Starts a process over a fresh database.
    pub async fn start(database: Database) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let database = match database {
            Database::Postgres => postgres::fresh_database().await,
            Database::Sqlite => format!("sqlite:{}", folder.path().join("quorate.db").display()),
        };
        Self::on(
            Arc::new(Ground { folder, database, phones: Phones::start() }),
            BEGINNING.parse().expect("an instant"),
        )
    }

    /// Starts a process over an empty database that is there already.
    pub fn start_over(database: String) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        Self::on(
            Arc::new(Ground { folder, database, phones: Phones::start() }),
            BEGINNING.parse().expect("an instant"),
        )
    }

    /// Starts another process over the same database and keys.
    pub fn beside(&self) -> Self {
        Self::on(Arc::clone(&self.ground), self.now())
    }

    fn on(ground: Arc<Ground>, now: Instant) -> Self {
        let (process, address) = Process::start(&ground, now);
        Self { ground, now: Mutex::new(now), address: Mutex::new(address), process: Mutex::new(process) }
    }

    /// Stops the process and starts another in its place.
    #[expect(clippy::unused_async, reason = "within one process this waits")]
    pub async fn restart(self) -> Self {
        Self::on(Arc::clone(&self.ground), self.now())
    }

    /// Stops the process.
    #[expect(clippy::unused_async, reason = "within one process this waits")]
    pub async fn stop(self) {
        drop(self);
    }

    /// Where it listens, or listened.
    pub fn address(&self) -> SocketAddr {
        *self.address.lock().expect("nobody panics with it")
    }

    /// The address of its database.
    pub fn database(&self) -> &str {
        &self.ground.database
    }

    /// What its clock shows.
    pub fn now(&self) -> Instant {
        *self.now.lock().expect("nobody panics with it")
    }

    /// Sets its clock.
    pub fn set(&self, now: Instant) {
        *self.now.lock().expect("nobody panics with it") = now;
        self.order(&Order::Set(now.to_string())).expect("it lives");
    }

    /// Lets happen what is due.
    #[expect(clippy::unused_async, reason = "within one process this waits")]
    pub async fn tick(&self) {
        self.order(&Order::Tick).expect("it lives");
    }

    /// Lets happen what is due; whether it lived to tell.
    pub fn try_tick(&self) -> bool {
        self.order(&Order::Tick).is_some()
    }

    /// The telephones to which it sends messages.
    pub fn phones(&self) -> &Phones {
        &self.ground.phones
    }

    /// The one-time code of a new operator.
    #[expect(clippy::unused_async, reason = "within one process this waits")]
    pub async fn invite_operator(&self) -> String {
        self.order(&Order::Invite).expect("it lives")
    }

    /// Lets something happen, once, at a step of a turn, counted from 1 from now on.
    pub fn arm(&self, kind: Kind, step: Step, turn: u32) {
        self.order(&Order::Arm(Fault { kind, step: place(step), turn, gathers: 0 })).expect("it lives");
    }

    /// Lets the next turn wait until so many further ballots came, and something happen, once, at a
    /// step of the turn after it, which they share.
    pub fn arm_after_gathering(&self, kind: Kind, step: Step, ballots: usize) {
        let gathers = u32::try_from(ballots).expect("a few");
        self.order(&Order::Arm(Fault { kind, step: place(step), turn: 2, gathers })).expect("it lives");
    }

    /// Waits until the turn that is to wait for ballots waits.
    pub fn held(&self) {
        self.order(&Order::Held).expect("it lives");
    }

    /// Lets no file of it grow beyond so many bytes.
    pub fn room(&self, bytes: Option<u64>) {
        self.order(&Order::Room(bytes)).expect("it lives");
    }

    /// Waits until it has killed itself and starts it again.
    pub fn revive(&self) {
        let mut process = self.process.lock().expect("nobody panics with it");
        let status = process.child.wait().expect("it can be waited for");
        assert_eq!(status.signal(), Some(Signal::KILL.as_raw()), "it ended by itself: {status}");
        let (started, address) = Process::start(&self.ground, self.now());
        *process = started;
        *self.address.lock().expect("nobody panics with it") = address;
    }

    /// Kills it, whatever it does just now, and starts it again.
    pub fn kill(&self) {
        self.process.lock().expect("nobody panics with it").child.kill().expect("it can be killed");
        self.revive();
    }

    fn order(&self, order: &Order) -> Option<String> {
        let mut process = self.process.lock().expect("nobody panics with it");
        let line = serde_json::to_string(order).expect("JSON");
        writeln!(process.input, "{line}").ok()?;
        process.answer()
    }
}

fn place(step: Step) -> usize {
    Step::ALL.iter().position(|one| *one == step).expect("every step is listed")
}

impl Process {
    fn start(ground: &Ground, now: Instant) -> (Self, SocketAddr) {
        // Writing beyond the limit on files must fail and not end the process, as on a full disk.
        const SCRIPT: &str = r#"trap '' XFSZ; exec "$0" "$@""#;
        let mut child = Command::new("sh")
            .args(["-c", SCRIPT])
            .arg(env::current_exe().expect("this program"))
            .args(["child::serve", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let input = child.stdin.take().expect("its input");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let mut process = Self { child, input, output };
        let (database, keys) = (ground.database.clone(), ground.folder.path().join("keys"));
        let webhook = ground.phones.url();
        let beginning = Beginning { database, keys, webhook, now: now.to_string() };
        let line = serde_json::to_string(&beginning).expect("JSON");
        writeln!(process.input, "{line}").expect("it listens");
        let address = process.answer().expect("it starts").parse().expect("an address");
        (process, address)
    }

    /// The next line that is an answer; none if it died.
    fn answer(&mut self) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(answer) = line.strip_prefix(MARK) {
                return Some(answer.trim_end().to_owned());
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be dead already; what matters is that it is.
        let _dead = self.child.kill();
        let _waited = self.child.wait();
    }
}
