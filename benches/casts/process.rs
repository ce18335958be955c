//! The server as it is shipped, in a process of its own: how long it takes to begin on a large record,
//! and how much memory it needs while everybody votes.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::assembly;
use crate::connection::{Connection, Request};
use crate::figures::milliseconds;
use crate::load;
use crate::options::Options;
use crate::site::Ground;

/// Ballots that are cast.
const BALLOTS: usize = 12_000;

/// Connections that cast them.
const CONNECTIONS: usize = 64;

/// Entries of the record, beyond those of its owners.
const ENTRIES: usize = 1_000_000;

/// How long a server may take to begin.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a server is started on.
struct Installation {
    database: String,
    keys: PathBuf,
    marks: PathBuf,
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

    let casts = assembly.take(owners);
    let measuring = move || {
        let address = free_address()?;
        let (server, cold) = Server::start(&installation, address)?;
        let at_rest = server.peak()?;
        let achieved = load::cast_all(address, casts, CONNECTIONS)?;
        let under_load = server.peak()?;
        let each = server.busy()? / u32::try_from(owners)?;
        drop(server);
        let (again, warm) = Server::start(&installation, address)?;
        drop(again);
        anyhow::Ok((cold, warm, at_rest, under_load, each, achieved))
    };
    let measured = tokio::task::spawn_blocking(measuring).await.context("the voters broke down")??;
    let (first, second, at_rest, under_load, each, achieved) = measured;
    println!(
        "| entries | ready after ms | again ms | peak at rest | peak under load | casts/s | server's µs of processor per cast |"
    );
    println!("|---|---|---|---|---|---|---|");
    println!(
        "| {entries} | {} | {} | {at_rest} | {under_load} | {} | {} |",
        milliseconds(first),
        milliseconds(second),
        achieved.rate,
        each.as_micros()
    );
    Ok(())
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

impl Server {
    /// The time of processors it has used, as the kernel writes it: in hundredths of a second.
    #[expect(clippy::disallowed_methods, reason = "the kernel's figures are files")]
    fn busy(&self) -> anyhow::Result<Duration> {
        let line = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id()))?;
        let (_, fields) = line.rsplit_once(')').context("the kernel's figures have another form")?;
        // Of the whole line the 14th and 15th (proc(5)); the first two stand before the parenthesis.
        let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
        let ticks: u64 = ticks.sum::<Result<u64, _>>()?;
        Ok(Duration::from_millis(ticks * 10))
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
