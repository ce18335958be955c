//! A throw-away PostgreSQL cluster, for tests and benches.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A running cluster. Its watchdog waits for the end of a pipe that this process holds open, so the
/// cluster stops and its folder goes however the process ends.
pub struct Cluster {
    /// Its address, without a database name.
    pub address: String,
    _lifeline: ChildStdin,
}

impl Cluster {
    /// Starts an empty cluster with these options of the server.
    pub fn start(options: &str) -> Result<Self, String> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let programs = programs()?;
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("quorate-postgres-{}-{number}", process::id()));
        let data = folder.join("data");
        fs::create_dir(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        let lifeline = watch_over(&programs, &folder)?;
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        run(as_server_user(&programs.join("initdb"))
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
            .arg(format!("--pgdata={}", data.display())))?;
        let mut reason = String::new();
        for _ in 0..3 {
            let port = free_port()?;
            match start_server(&programs, &folder, port, options) {
                Ok(()) => {
                    let address = format!("postgres://postgres@127.0.0.1:{port}");
                    return Ok(Self { address, _lifeline: lifeline });
                }
                Err(error) => reason = error,
            }
        }
        Err(reason)
    }
}

/// The folder of `initdb` and `pg_ctl`: on the path or where Debian keeps them, the newest first.
pub fn programs() -> Result<PathBuf, String> {
    let on_path = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let mut installed: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    installed.sort();
    let mut folders: Vec<PathBuf> = on_path;
    folders.extend(installed.into_iter().rev());
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .ok_or_else(|| "no PostgreSQL is installed (initdb, pg_ctl): `make test` installs it".to_owned())
}

/// Starts the watchdog and returns the pipe whose end it waits for.
fn watch_over(programs: &Path, folder: &Path) -> Result<ChildStdin, String> {
    // An interrupt reaches the whole terminal; the watchdog must outlive it to clean up.
    const SCRIPT: &str = r#"trap '' INT TERM HUP
        cat > /dev/null
        if [ "$(id -u)" = 0 ]; then as="runuser -u postgres --"; else as=; fi
        cd / && $as "$1/pg_ctl" stop --mode=immediate --pgdata="$2/data"
        rm -rf "$2""#;
    let mut watchdog: Child = Command::new("sh")
        .args(["-c", SCRIPT, "watchdog"])
        .args([programs, folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("no shell for the watchdog: {error}"))?;
    watchdog.stdin.take().ok_or_else(|| "the watchdog has no pipe".to_owned())
}

fn start_server(programs: &Path, folder: &Path, port: u16, options: &str) -> Result<(), String> {
    let options = format!("-h 127.0.0.1 -p {port} -k {} {options}", folder.display());
    run(as_server_user(&programs.join("pg_ctl"))
        .args(["start", "--wait", "--silent", "--options", &options])
        .arg(format!("--pgdata={}", folder.join("data").display()))
        .arg(format!("--log={}", folder.join("log").display())))
}

/// PostgreSQL refuses to run as root.
pub fn as_server_user(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut runuser = Command::new("runuser");
        runuser.args(["-u", "postgres", "--"]).arg(program);
        runuser
    } else {
        Command::new(program)
    };
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

/// Runs a command that must succeed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?} cannot run: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}")) }
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port: {error}"))
}
