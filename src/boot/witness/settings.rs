//! What whoever runs a witness decides, by switch or environment variable.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::boot::settings::LogFormat;
use crate::evidence::note::{KeyError, KeyName};

/// Everything a witness needs to know.
#[derive(Args, Clone, Debug)]
pub struct WitnessSettings {
    /// The directory of what the witness remembers; made if it is missing. Never restore it from a
    /// backup and never share it.
    #[arg(long, env = "QUORATE_WITNESS_STATE", default_value = "witness", value_name = "DIR")]
    pub state: PathBuf,
    /// The file of its private key, made at the first start.
    #[arg(long, env = "QUORATE_WITNESS_KEY", default_value = "witness.key", value_name = "FILE")]
    pub key: PathBuf,
    /// Its name, by recommendation an address without its scheme, such as `witness.example/w1`. It
    /// cannot change later.
    #[arg(long, env = "QUORATE_WITNESS_NAME", value_parser = name)]
    pub name: KeyName,
    /// The address to listen on; a proxy in front of it speaks TLS.
    #[arg(long, env = "QUORATE_WITNESS_LISTEN", default_value = "127.0.0.1:8081")]
    pub listen: SocketAddr,
    /// The logs it follows, one line each: the verifier key of a record, or `service <host> <key>`.
    #[arg(long, env = "QUORATE_WITNESS_LOGS", value_name = "FILE", required_unless_present = "print_key")]
    pub logs: Option<PathBuf>,
    /// Prints the verifier key for the policies of others, making the key if there is none, and stops.
    #[arg(long)]
    pub print_key: bool,
    /// How events are written to standard error.
    #[arg(long, env = "QUORATE_LOG_FORMAT", value_enum, default_value_t)]
    pub log_format: LogFormat,
}

fn name(text: &str) -> Result<KeyName, KeyError> {
    KeyName::new(text)
}
