//! `quorate-verify watch`: follows a record, and says when it is no longer the one it was.
//!
//! Exit codes with `--once`: 0, nothing is wrong; 1, the record or the state could not be read; 2,
//! something was found.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use quorate::evidence::note::VerifierKey;
use quorate::evidence::text::Text;
use quorate::evidence::witnesses::WitnessPolicy;
use quorate::verify::watch::{Attention, Belief, Evidence, Recheck, Round, STATE_BYTES_MAX, State};
use serde::Serialize;

use crate::progress::Progress;
use crate::web::Web;
use crate::{files, keys};

/// Something is wrong with the record.
const FINDINGS: u8 = 1;

/// Longest wait between two attempts to read a record that cannot be reached, unless the interval is longer.
const BACKOFF_MAX: Duration = Duration::from_mins(10);

/// The arguments of `watch`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The address of the record, such as <https://host/record/{community}>.
    url: String,
    /// Where to remember what was seen; made if missing.
    #[arg(long, value_name = "FILE")]
    state: PathBuf,
    /// The keys the service is known by, as JSON; without them the service is asked on first use.
    #[arg(long, value_name = "KEYS")]
    trust: Option<PathBuf>,
    /// How long to wait between two rounds: seconds, or with s, m or h behind the number.
    #[arg(long, default_value = "30s", value_parser = interval)]
    interval: Duration,
    /// Looks once and exits.
    #[arg(long)]
    once: bool,
    /// Reads older entries again in each round: all of them, or about so many.
    #[arg(long, value_name = "all|N", value_parser = recheck)]
    recheck: Option<Recheck>,
    /// How many of the witnesses must cosign.
    #[arg(long, value_name = "K", requires = "witness")]
    policy: Option<u32>,
    /// The verifier key of a witness; once for each.
    #[arg(long, value_name = "VKEY", requires = "policy")]
    witness: Vec<VerifierKey>,
    /// Writes one JSON object a round instead of text.
    #[arg(long)]
    json: bool,
}

/// Follows the record; ends after one round with `--once`, otherwise never.
pub(crate) fn run(args: &Args) -> Result<ExitCode, String> {
    let web = Web::new(&args.url)?;
    let policy = policy(args)?;
    let mut failures = 0;
    let mut state = loop {
        match begin(args, &web) {
            Ok(state) => break state,
            Err(Begin::Refused(reason)) => return Err(reason),
            Err(Begin::Unread(reason)) if args.once => return Err(reason),
            Err(Begin::Unread(reason)) => wait_longer(args, &reason, &mut failures),
        }
    };
    if !args.json {
        write(&headline(&state))?;
    }
    loop {
        let attention =
            Attention { policy: policy.clone(), recheck: args.recheck.unwrap_or_default(), now: now() };
        let looked = {
            let bar = Progress::new("reading the record");
            state.look(&web, &attention, &mut |reading| bar.show(reading.done, reading.all))
        };
        match looked {
            Ok(round) => {
                failures = 0;
                let kept = keep(args, &state, &round);
                if args.once && round.findings.is_empty() {
                    return kept.map(|()| ExitCode::SUCCESS);
                }
                if let Err(reason) = kept {
                    eprintln!("{reason}");
                }
                if args.once {
                    return Ok(ExitCode::from(FINDINGS));
                }
                std::thread::sleep(args.interval);
            }
            Err(unread) => {
                let reason = format!("{}/{unread}", web.record());
                if args.once {
                    return Err(reason);
                }
                wait_longer(args, &reason, &mut failures);
            }
        }
    }
}

/// Why a watch did not begin.
enum Begin {
    /// The state or the keys are wrong: trying again changes nothing.
    Refused(String),
    /// The service did not answer.
    Unread(String),
}

/// The state as it was left, or a new one.
fn begin(args: &Args, web: &Web) -> Result<State, Begin> {
    let trust = args.trust.as_deref().map(keys::read).transpose().map_err(Begin::Refused)?;
    let path = args.state.display();
    let Some(bytes) = files::read(&args.state, STATE_BYTES_MAX).map_err(Begin::Refused)? else {
        let (keys, belief) = match trust {
            Some(keys) => (keys, Belief::Pinned),
            None => (web.keys().map_err(Begin::Unread)?, Belief::FirstUse),
        };
        return State::new(web.record(), keys, belief).map_err(|reason| Begin::Refused(reason.to_string()));
    };
    let mut state =
        State::read(&bytes).map_err(|reason| Begin::Refused(format!("--state {path}: {reason}")))?;
    if state.record() != web.record() {
        let (own, other) = (web.record(), state.record());
        return Err(Begin::Refused(format!(
            "--state {path}: is of {other}, not of {own}; give each record a file"
        )));
    }
    if let Some(keys) = trust {
        state.pin(&keys).map_err(|reason| Begin::Refused(format!("--state {path}: {reason}")))?;
    }
    Ok(state)
}

/// What must be known before anything else: whose key is believed.
fn headline(state: &State) -> String {
    let (record, key) = (state.record(), state.key());
    match state.belief() {
        Belief::Pinned => {
            format!(
                "Watching {record} under the pinned key {key}\n正在监测 {record}，公钥已预先固定：{key}\n"
            )
        }
        Belief::FirstUse => format!(
            "Watching {record} under a key that was NOT pinned: the service itself was asked for it. Compare it with \
             another source: {key}\n正在监测 {record}，公钥未预先固定，系由服务方自行提供，请与其他来源核对：{key}\n"
        ),
    }
}

/// One line of JSON for a round.
#[derive(Serialize)]
struct Line<'a> {
    record: &'a str,
    key: String,
    belief: Belief,
    #[serde(flatten)]
    round: &'a Round,
    evidence_file: Option<&'a Path>,
}

/// Tells what a round brought, and remembers it.
fn keep(args: &Args, state: &State, round: &Round) -> Result<(), String> {
    let saved = round.evidence.as_deref().map(|proof| save(&args.state, proof)).transpose();
    let path = saved.as_ref().ok().and_then(Option::as_deref);
    write(&told(args, state, round, path)?)?;
    saved?;
    let bytes = state.to_bytes().map_err(|reason| reason.to_string())?;
    files::replace(&args.state, &bytes)
}

fn told(args: &Args, state: &State, round: &Round, evidence: Option<&Path>) -> Result<String, String> {
    if args.json {
        let (record, key, belief) = (state.record(), state.key().to_string(), state.belief());
        let line = Line { record, key, belief, round, evidence_file: evidence };
        return Ok(serde_json::to_string(&line).map_err(|reason| reason.to_string())? + "\n");
    }
    let proof = evidence.map_or_else(String::new, |path| {
        let path = path.display();
        format!("The proof is in {path}: show it to others.\n证据已存于 {path}，请出示给他人。\n")
    });
    Ok(format!("{round}{proof}"))
}

/// Saves the proof of a fork beside the state, under a name of its own.
fn save(state: &Path, evidence: &Evidence) -> Result<PathBuf, String> {
    let bytes = serde_json::to_vec_pretty(evidence).map_err(|reason| reason.to_string())?;
    let root = evidence.beginning.to_string();
    let path = files::beside(state, &format!("fork-{}.json", root.get(..16).unwrap_or(&root)));
    files::replace(&path, &bytes)?;
    Ok(path)
}

fn policy(args: &Args) -> Result<Option<WitnessPolicy>, String> {
    let Some(required) = args.policy else { return Ok(None) };
    let policy = WitnessPolicy { required, witnesses: args.witness.iter().cloned().map(Text).collect() };
    policy.check().map_err(|reason| format!("--policy: {reason}"))?;
    Ok(Some(policy))
}

/// Says why, and waits twice as long as the last time.
fn wait_longer(args: &Args, reason: &str, failures: &mut u32) {
    let pause = args.interval.saturating_mul(2_u32.saturating_pow(*failures));
    let pause = pause.min(BACKOFF_MAX.max(args.interval));
    *failures = failures.saturating_add(1).min(16);
    eprintln!("{reason}; nothing is known of this round, again in {} s", pause.as_secs());
    std::thread::sleep(pause);
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn write(text: &str) -> Result<(), String> {
    let mut output = std::io::stdout().lock();
    let written = output.write_all(text.as_bytes()).and_then(|()| output.flush());
    written.map_err(|reason| format!("standard output: {reason}"))
}

fn interval(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(['s', 'm', 'h']);
    let seconds = match text.get(digits.len()..) {
        Some("" | "s") => 1,
        Some("m") => 60,
        Some("h") => 3_600,
        Some(_) | None => 0,
    };
    let number: u64 = digits.parse().map_err(|_| "write a number with s, m or h, such as 30s".to_owned())?;
    match number.checked_mul(seconds) {
        Some(seconds) if (1..=86_400).contains(&seconds) => Ok(Duration::from_secs(seconds)),
        Some(_) | None => Err("an interval is between 1s and 24h".to_owned()),
    }
}

fn recheck(text: &str) -> Result<Recheck, String> {
    if text == "all" {
        return Ok(Recheck::Everything);
    }
    match text.parse() {
        Ok(0) | Err(_) => Err("write `all` or a number of entries".to_owned()),
        Ok(entries) => Ok(Recheck::Window(entries)),
    }
}
