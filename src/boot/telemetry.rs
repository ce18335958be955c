//! Events to standard error. They hold no secret and no body of a request.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use super::settings::LogFormat;

/// Starts writing events; `QUORATE_LOG` chooses which, `info` unless it is set.
pub fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_env("QUORATE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // Colours are for people at a terminal; in a file they are noise, and they take time.
    let events = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // A second start in one process keeps the first one's choice.
    let _kept = match format {
        LogFormat::Text => events.try_init(),
        LogFormat::Json => events.json().try_init(),
    };
}
