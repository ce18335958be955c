//! `quorate-verify bundle`: one meeting's record, held against itself, the rules and the law.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use quorate::evidence::bundle::LINE_MAX_BYTES;
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::bundle::BundleReader;

/// Largest file of keys that is read, in bytes.
const KEYS_BYTES_MAX: u64 = 64 * 1024;

/// The bundle was read, and something in it is wrong.
const FINDINGS: u8 = 1;

/// The arguments of `bundle`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The bundle, canonical JSON line by line.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The keys the service is known by, as JSON; without them the keys of the bundle are named.
    #[arg(long, value_name = "KEYS")]
    trust: Option<PathBuf>,
    /// Writes JSON instead of text.
    #[arg(long)]
    json: bool,
}

/// Checks and prints; the error is what to tell the user.
pub(crate) fn run(args: &Args) -> Result<ExitCode, String> {
    let trust = args.trust.as_deref().map(read_keys).transpose()?;
    let reader = read_bundle(&args.file)?;
    let report = reader.verify(trust.as_ref());
    let report = report.map_err(|reason| format!("{}: {reason}", args.file.display()))?;
    let text = if args.json {
        serde_json::to_string_pretty(&report).map_err(|reason| reason.to_string())? + "\n"
    } else {
        report.to_string()
    };
    let written = std::io::stdout().lock().write_all(text.as_bytes());
    written.map_err(|reason| format!("standard output: {reason}"))?;
    Ok(if report.is_valid() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

/// Reads line by line, so that entries of other meetings are never all in memory.
fn read_bundle(path: &Path) -> Result<BundleReader, String> {
    let told = |reason: &dyn std::fmt::Display| format!("{}: {reason}", path.display());
    let mut input = BufReader::new(File::open(path).map_err(|reason| told(&reason))?);
    let mut reader = BundleReader::default();
    let mut line = Vec::new();
    // One byte more for the newline, one to see that a line is too long.
    let longest = LINE_MAX_BYTES as u64 + 2;
    while (&mut input).take(longest).read_until(b'\n', &mut line).map_err(|reason| told(&reason))? > 0 {
        reader.line(&line).map_err(|reason| told(&reason))?;
        line.clear();
    }
    Ok(reader)
}

fn read_keys(path: &Path) -> Result<ServiceKeysDocument, String> {
    let told = |reason: &dyn std::fmt::Display| format!("--trust {}: {reason}", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|reason| told(&reason))?;
    file.take(KEYS_BYTES_MAX).read_to_end(&mut bytes).map_err(|reason| told(&reason))?;
    let keys: ServiceKeysDocument = serde_json::from_slice(&bytes).map_err(|reason| told(&reason))?;
    keys.check().map_err(|reason| told(&reason))?;
    Ok(keys)
}
