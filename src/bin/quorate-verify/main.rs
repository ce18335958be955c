//! `quorate-verify`: recomputes the outcome of a vote without trusting whoever ran it.
//!
//! Exit codes: 0, it was done, and nothing was found wrong; 1, there are findings; 2, the input could
//! not be read or has mistakes. How a matter was decided does not change the code. `watch` has codes
//! of its own, by which the worse is the greater: 1, the record could not be read; 2, findings.

#![expect(clippy::disallowed_methods, reason = "the command line opens the files it is given")]

mod annals;
mod bundle;
mod count;
mod files;
mod keys;
mod progress;
mod receipt;
mod watch;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Recomputes the outcome of an owners' vote, believing nothing.
#[derive(Debug, Parser)]
#[command(name = "quorate-verify", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Checks a bundle: one meeting's record, from the notice to the result.
    Bundle(bundle::Args),
    /// Checks the annals of a community: its whole record, every deed done again.
    Annals(annals::Args),
    /// Counts one matter from two spreadsheets.
    Count(count::Args),
    /// Checks what a voter was handed: a receipt, a signed refusal, a second inbox's word.
    Receipt(receipt::Args),
    /// Follows a record: what was signed once must stay in it, unchanged.
    Watch(watch::Args),
}

/// The input could not be read, or has mistakes.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Bundle(args) => bundle::run(&args),
        Command::Annals(args) => annals::run(&args),
        Command::Count(args) => count::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Receipt(args) => receipt::run(&args),
        Command::Watch(args) => watch::run(&args),
    };
    match done {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("{}", reason.trim_end());
            ExitCode::from(UNREADABLE)
        }
    }
}
