//! `quorate-verify`: recomputes the outcome of a vote without trusting whoever ran it.
//!
//! Exit codes: 0, it was done, whatever the outcome; 2, the input could not be read or has mistakes.

mod count;

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
    /// Counts one matter from two spreadsheets.
    Count(count::Args),
}

/// The input could not be read, or has mistakes.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Count(args) => count::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{}", reason.trim_end());
            ExitCode::from(UNREADABLE)
        }
    }
}
