//! What whoever runs an inbox decides, by switch or environment variable.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::boot::settings::LogFormat;

/// Everything an inbox needs to know.
#[derive(Args, Clone, Debug)]
pub struct InboxSettings {
    /// The directory of what the inbox holds; made if it is missing.
    #[arg(long, env = "QUORATE_INBOX_STATE", default_value = "inbox", value_name = "DIR")]
    pub state: PathBuf,
    /// The file of its private key, made at the first start.
    #[arg(long, env = "QUORATE_INBOX_KEY", default_value = "inbox.key", value_name = "FILE")]
    pub key: PathBuf,
    /// Who runs it, in words, as definitions name it.
    #[arg(long, env = "QUORATE_INBOX_NAME")]
    pub name: String,
    /// The address to listen on; a proxy in front of it speaks TLS.
    #[arg(long, env = "QUORATE_INBOX_LISTEN", default_value = "127.0.0.1:8082")]
    pub listen: SocketAddr,
    /// The service that ballots are forwarded to, such as `https://vote.example.org`.
    #[arg(long, env = "QUORATE_INBOX_SERVICE", value_name = "URL", required_unless_present = "print_entry")]
    pub service: Option<String>,
    /// The public keys of a record it takes ballots for, as the service shows them under
    /// `/communities/{community}/keys`; may be repeated.
    #[arg(
        long,
        env = "QUORATE_INBOX_TRUST",
        value_name = "FILE",
        value_delimiter = ',',
        required_unless_present = "print_entry"
    )]
    pub trust: Vec<PathBuf>,
    /// Prints how the supervising office names this inbox, reached at this address from outside,
    /// making the key if there is none, and stops.
    #[arg(long, value_name = "URL")]
    pub print_entry: Option<String>,
    /// How events are written to standard error.
    #[arg(long, env = "QUORATE_LOG_FORMAT", value_enum, default_value_t)]
    pub log_format: LogFormat,
}
