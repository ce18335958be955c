//! `quorate-verify annals`: a community's whole record, and every deed in it done again.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use quorate::evidence::bundle::LINE_MAX_BYTES;
use quorate::verify::annals::AnnalsReader;

use crate::keys;
use crate::progress::Progress;

/// The annals were read, and something in them is wrong.
const FINDINGS: u8 = 1;

/// The arguments of `annals`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The annals, canonical JSON line by line.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The keys the service is known by, as JSON; without them the keys of the annals are named.
    #[arg(long, value_name = "KEYS")]
    trust: Option<PathBuf>,
    /// Writes JSON instead of text.
    #[arg(long)]
    json: bool,
}

/// Checks and prints; the error is what to tell the user.
pub(crate) fn run(args: &Args) -> Result<ExitCode, String> {
    let trust = args.trust.as_deref().map(keys::read).transpose()?;
    let bar = Progress::of_bytes("reading");
    let reader = read(&args.file, &bar)?;
    let report = reader.verify(trust.as_ref());
    drop(bar);
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

/// Reads line by line, so that the entries are never all in memory.
fn read(path: &Path, bar: &Progress) -> Result<AnnalsReader, String> {
    let told = |reason: &dyn std::fmt::Display| format!("{}: {reason}", path.display());
    let file = File::open(path).map_err(|reason| told(&reason))?;
    let all = file.metadata().map_or(0, |metadata| metadata.len());
    let mut input = BufReader::new(file);
    let mut reader = AnnalsReader::default();
    let (mut line, mut done) = (Vec::new(), 0);
    // One byte more for the newline, one to see that a line is too long.
    let longest = LINE_MAX_BYTES as u64 + 2;
    while (&mut input).take(longest).read_until(b'\n', &mut line).map_err(|reason| told(&reason))? > 0 {
        reader.line(&line).map_err(|reason| told(&reason))?;
        done += line.len() as u64;
        bar.show(done, all);
        line.clear();
    }
    Ok(reader)
}
