//! The server as it is shipped, in a process of its own: how long it takes to begin on a large record,
//! and how much memory it needs while everybody votes.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use quorate::store::Store;

use crate::assembly;
use crate::connection::{Connection, Request};
use crate::figures::milliseconds;
use crate::load::{self, Achieved};
use crate::options::Options;
use crate::processors::{self, Processors};
use crate::site::Ground;

/// Ballots that are cast.
const BALLOTS: usize = 12_000;

/// Connections that cast them.
const CONNECTIONS: usize = 64;

/// Entries of the record, beyond those of its owners.
const ENTRIES: usize = 1_000_000;

/// How long a server may take to begin.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the samples go.
const PROFILE: &str = "target/casts.perf";

/// What a server is started on.
struct Installation {
    database: String,
    keys: PathBuf,
    marks: PathBuf,
}

/// What a server needed.
struct Measured {
    cold: Duration,
    warm: Duration,
    at_rest: String,
    under_load: String,
    /// Time of processors while everybody voted: of the service, the database if it is a server of its
    /// own, and the voters.
    busy: Vec<Duration>,
    achieved: Achieved,
}

/// A server that ends with this value.
struct Server(Child);

/// Measures and prints.
pub async fn measure(ground: &Ground, options: &Options) -> anyhow::Result<()> {
    let site = ground.site("process").await?;
    let owners = options.thorough(BALLOTS);
    let operator = assembly::operator(&site).await?;
    let convened = assembly::convene(&site, &operator, owners).await?;
    let mut ledger = convened.ledger(&site).await?;
    ledger.fill(options.thorough(ENTRIES) as u64).await?;
    let entries = ledger.size();
    assembly::open(&site, 1).await;
    let mut assembly = convened.assembly(&site).await?;
    let installation = Installation {
        database: site.database.clone(),
        keys: site.key_folder.clone(),
        marks: site.marks.clone(),
    };
    site.stop().await?;

    let store = Store::open(&installation.database).await?;
    let database = processors::of_database(&store).await?;
    let turns = processors::turns(&store).await?;
    let casts = assembly.take(owners);
    let profile = options.is_profiled().then(|| PathBuf::from(PROFILE));
    let measuring = move || measure_server(&installation, casts, database, profile);
    let measured = tokio::task::spawn_blocking(measuring).await.context("the voters broke down")??;
    let turns = processors::turns(&store).await? - turns;
    store.close().await?;
    measured.print(entries, owners, turns);
    Ok(())
}

/// Starts the server, lets everybody vote, and starts it again.
fn measure_server(
    installation: &Installation,
    casts: Vec<load::Cast>,
    database: Option<Processors>,
    profile: Option<PathBuf>,
) -> anyhow::Result<Measured> {
    let address = free_address()?;
    let (server, cold) = Server::start(installation, address)?;
    let at_rest = server.peak()?;
    let service = Processors::of(server.0.id());
    let voters = Processors::of(std::process::id());
    let parts = [Some(service), database, Some(voters)];
    let busy = || -> anyhow::Result<Vec<Duration>> {
        parts.iter().map(|part| part.as_ref().map_or(Ok(Duration::ZERO), Processors::busy)).collect()
    };
    let profiler = profile.map(|profile| sample(server.0.id(), &profile)).transpose()?;
    let before = busy()?;
    let achieved = load::cast_all(address, casts, CONNECTIONS)?;
    let after = busy()?;
    let under_load = server.peak()?;
    drop(server);
    if let Some(mut profiler) = profiler {
        // It ends with the process that it looks at.
        profiler.wait()?;
    }
    let (again, warm) = Server::start(installation, address)?;
    drop(again);
    let busy = after.into_iter().zip(before).map(|(after, before)| after.saturating_sub(before)).collect();
    Ok(Measured { cold, warm, at_rest, under_load, busy, achieved })
}

impl Measured {
    fn print(&self, entries: u64, casts: usize, turns: u64) {
        println!("| entries | ready after ms | again ms | peak at rest | peak under load |");
        println!("|---|---|---|---|---|");
        let (cold, warm) = (milliseconds(self.cold), milliseconds(self.warm));
        println!("| {entries} | {cold} | {warm} | {} | {} |\n", self.at_rest, self.under_load);
        let each: Vec<String> = self.busy.iter().map(|time| microseconds_each(*time, casts)).collect();
        println!("| casts/s | ballots in a turn | µs of processor per cast: service | database | voters |");
        println!("|---|---|---|---|---|");
        let together = casts as u64 / turns.max(1);
        println!("| {} | {together} | {} |", self.achieved.rate, each.join(" | "));
    }
}

/// Has `perf` look where a process is, a thousand times in a second of its time, with its callers.
fn sample(process: u32, profile: &Path) -> anyhow::Result<Child> {
    let samples = Command::new("perf")
        .args(["record", "--quiet", "--event", "cpu-clock", "--freq", "999", "--call-graph", "dwarf,16384"])
        .args(["--pid", &process.to_string(), "--output"])
        .arg(profile)
        .stdout(Stdio::null())
        .spawn()
        .context("perf cannot run")?;
    std::thread::sleep(Duration::from_secs(1));
    Ok(samples)
}

fn microseconds_each(time: Duration, casts: usize) -> String {
    if time.is_zero() { "–".to_owned() } else { (time.as_micros() / casts as u128).to_string() }
}

impl Server {
    /// Starts the server and waits until it says that it is ready; answers how long that took.
    #[expect(clippy::disallowed_methods, reason = "a bench measures time")]
    fn start(installation: &Installation, address: SocketAddr) -> anyhow::Result<(Self, Duration)> {
        let start = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_quorate"))
            .arg("serve")
            .args([
                "--database",
                &installation.database,
                "--listen",
                &address.to_string(),
                "--host",
                "localhost",
            ])
            .arg("--keys")
            .arg(&installation.keys)
            .arg("--marks")
            .arg(&installation.marks)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the server cannot run")?;
        let server = Self(child);
        while start.elapsed() < PATIENCE {
            if is_ready(address) {
                return Ok((server, start.elapsed()));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        bail!("the server is not ready after {} s", PATIENCE.as_secs())
    }

    /// The most memory it has had so far, as the kernel writes it.
    #[expect(clippy::disallowed_methods, reason = "the kernel's figures are files")]
    fn peak(&self) -> anyhow::Result<String> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        Ok(line.context("the kernel does not say how much memory was used")?.trim().to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is as good.
        let _ended = self.0.kill();
        let _status = self.0.wait();
    }
}

fn is_ready(address: SocketAddr) -> bool {
    let request =
        Request { method: "GET", path: "/health/ready", media_type: "text/plain", token: None, body: b"" };
    Connection::open(address)
        .and_then(|mut connection| connection.send(&request))
        .is_ok_and(|answer| answer.status == 200)
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
