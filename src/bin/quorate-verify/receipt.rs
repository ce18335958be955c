//! `quorate-verify receipt`: what a voter was handed, held against keys, a bundle or the record.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use quorate::evidence::bundle::LINE_MAX_BYTES;
use quorate::evidence::jws::{PublicKey, STATEMENT_MAX_BYTES};
use quorate::evidence::key_chain::KeyChain;
use quorate::evidence::receipt::{LONGEST_RECEIPT, Receipt};
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::receipts::{
    BundleCheck, Known, ReceiptCheck, ReceiptReport, StatementPaper, check_refusal, check_statement,
};

use crate::progress::Progress;
use crate::web::Web;
use crate::{files, keys};

/// The paper was read, and something in it is wrong.
const FINDINGS: u8 = 1;

/// How every receipt begins; what does not is read as a signed statement.
const RECEIPT: &[u8] = b"c2sp.org/tlog-proof@";

/// The arguments of `receipt`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A receipt (C2SP tlog-proof), a signed refusal, or a second inbox's signed word.
    file: PathBuf,
    /// The keys the service is known by, as JSON.
    #[arg(long, value_name = "KEYS")]
    trust: Option<PathBuf>,
    /// The ballot it is about: the compact JWS that the voter kept.
    #[arg(long, value_name = "FILE")]
    ballot: Option<PathBuf>,
    /// A bundle of the meeting, to compare a receipt with.
    #[arg(long, value_name = "FILE")]
    bundle: Option<PathBuf>,
    /// The address of the record, to compare a receipt with.
    #[arg(long, value_name = "URL")]
    record: Option<String>,
    /// The key of the second inbox, base64url as in the definition of the meeting.
    #[arg(long, value_name = "KEY")]
    inbox: Option<PublicKey>,
    /// Writes JSON instead of text.
    #[arg(long)]
    json: bool,
}

/// Checks and prints; the error is what to tell the user.
pub(crate) fn run(args: &Args) -> Result<ExitCode, String> {
    let trust = args.trust.as_deref().map(keys::read).transpose()?;
    let ballot = args.ballot.as_deref().map(|path| read_text(path, STATEMENT_MAX_BYTES + 1)).transpose()?;
    let bytes = read(&args.file, LONGEST_RECEIPT)?;
    let report = if bytes.starts_with(RECEIPT) {
        receipt(args, &bytes, trust.as_ref(), ballot.as_deref())?
    } else {
        statement(args, &bytes, trust.as_ref(), ballot.as_deref())?
    };
    let text = if args.json {
        serde_json::to_string_pretty(&report).map_err(|reason| reason.to_string())? + "\n"
    } else {
        report.to_string()
    };
    let written = std::io::stdout().lock().write_all(text.as_bytes());
    written.map_err(|reason| format!("standard output: {reason}"))?;
    Ok(if report.is_sound() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

fn receipt(
    args: &Args,
    bytes: &[u8],
    trust: Option<&ServiceKeysDocument>,
    ballot: Option<&str>,
) -> Result<ReceiptReport, String> {
    let receipt = Receipt::parse(bytes).map_err(|reason| format!("{}: {reason}", args.file.display()))?;
    if args.inbox.is_some() {
        return Err("--inbox: a receipt is the service's; no inbox signs it".to_owned());
    }
    let bundle = args.bundle.as_deref().map(|path| read_bundle(path, &receipt)).transpose()?;
    let web = args.record.as_deref().map(Web::new).transpose()?;
    let offered = match (&web, &bundle) {
        (_, Some(bundle)) => bundle.keys().cloned(),
        // Where keys are pinned those of the service only lead on from them, and may be missing.
        (Some(web), None) if trust.is_some() => web.keys().ok(),
        (Some(web), None) => Some(web.keys()?),
        (None, None) => None,
    };
    let offered = offered.map(|keys| keys.check().map_err(|reason| format!("the keys offered: {reason}")));
    let chain = match (trust, offered.transpose()?) {
        (Some(keys), offered) => Some(keys::lead_on(keys, offered.as_ref())?),
        (None, offered) => offered,
    };
    let key: Known<'_, KeyChain> = match (&chain, trust) {
        (Some(chain), Some(_)) => Known::Pinned(chain),
        (Some(chain), None) => Known::NotPinned(chain),
        (None, _) => Known::Nothing,
    };
    let mut check = ReceiptCheck::new(receipt, key);
    if let Some(jws) = ballot {
        check.ballot(jws);
    }
    if let (Some(bundle), Some(path)) = (&bundle, &args.bundle) {
        check.bundle(bundle, key).map_err(|reason| format!("--bundle {}: {reason}", path.display()))?;
    }
    if let Some(web) = &web {
        check.record(web, key).map_err(|unread| format!("--record {}/{unread}", web.record()))?;
    }
    Ok(check.report().clone())
}

fn statement(
    args: &Args,
    bytes: &[u8],
    trust: Option<&ServiceKeysDocument>,
    ballot: Option<&str>,
) -> Result<ReceiptReport, String> {
    let told = |reason: &dyn std::fmt::Display| format!("{}: {reason}", args.file.display());
    if args.bundle.is_some() || args.record.is_some() {
        return Err(told(&"is no receipt, so --bundle and --record have nothing to compare it with"));
    }
    let text = str::from_utf8(bytes).map_err(|_| told(&"is neither a receipt nor a compact JWS"))?.trim_end();
    let paper = StatementPaper::of(text)
        .map_err(|reason| told(&format!("is neither a receipt, a refusal nor a forwarding: {reason}")))?;
    let report = match (paper, trust, &args.inbox) {
        (StatementPaper::Refusal, Some(keys), None) => {
            check_refusal(text, Known::Pinned(&keys::lead_on(keys, None)?), ballot)
        }
        (StatementPaper::Refusal, None, None) => check_refusal(text, Known::Nothing, ballot),
        (StatementPaper::Forwarding, _, Some(key)) => {
            check_statement(text, paper, Known::Pinned(key), ballot)
        }
        (StatementPaper::Forwarding, _, None) => check_statement(text, paper, Known::Nothing, ballot),
        (StatementPaper::Refusal, _, Some(_)) => {
            return Err("--inbox: a refusal is the service's; give its keys with --trust".to_owned());
        }
    };
    report.map_err(|reason| told(&reason))
}

/// Reads a bundle line by line.
fn read_bundle(path: &Path, receipt: &Receipt) -> Result<BundleCheck, String> {
    let told = |reason: &dyn std::fmt::Display| format!("--bundle {}: {reason}", path.display());
    let file = File::open(path).map_err(|reason| told(&reason))?;
    let all = file.metadata().map_or(0, |metadata| metadata.len());
    let bar = Progress::of_bytes("reading the bundle");
    let mut input = BufReader::new(file);
    let mut check = BundleCheck::new(receipt);
    let (mut line, mut done) = (Vec::new(), 0);
    // One byte more for the newline, one to see that a line is too long.
    let longest = LINE_MAX_BYTES as u64 + 2;
    while (&mut input).take(longest).read_until(b'\n', &mut line).map_err(|reason| told(&reason))? > 0 {
        check.line(line.strip_suffix(b"\n").unwrap_or(&line)).map_err(|reason| told(&reason))?;
        done += line.len() as u64;
        bar.show(done, all);
        line.clear();
    }
    Ok(check)
}

fn read(path: &Path, bytes_max: usize) -> Result<Vec<u8>, String> {
    files::read(path, bytes_max)?.ok_or_else(|| format!("{}: there is no such file", path.display()))
}

fn read_text(path: &Path, bytes_max: usize) -> Result<String, String> {
    String::from_utf8(read(path, bytes_max)?).map_err(|_| format!("{}: is not text", path.display()))
}
