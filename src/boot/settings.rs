//! What whoever runs the service decides, by switch or environment variable.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use secrecy::SecretString;

use crate::actions::limits::RateLimits;
use crate::actions::messages::Rates;
use crate::http::Network;

/// The environment variable of the keys for personal data.
const PERSONAL_KEYS: &str = "QUORATE_PERSONAL_KEYS";

/// How events are written to standard error.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Whether requests are limited.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum RateLimiting {
    /// They are.
    #[default]
    On,
    /// They are not: a proxy does it, or the service is tried out.
    Off,
}

impl From<RateLimiting> for RateLimits {
    fn from(limiting: RateLimiting) -> Self {
        match limiting {
            RateLimiting::On => Self::On,
            RateLimiting::Off => Self::Off,
        }
    }
}

/// Which holidays are known.
#[derive(Args, Clone, Debug)]
pub struct HolidaySettings {
    /// A TOML file of holidays; its years replace those that are built in.
    #[arg(long, env = "QUORATE_HOLIDAYS")]
    pub holidays: Option<PathBuf>,
}

/// What carries messages to owners; a channel that is not configured is not offered.
#[derive(Args, Clone, Debug, Default)]
pub struct MessageSettings {
    /// The mail server: `smtps://user:password@host:465`, or `smtp://…?tls=required` for STARTTLS.
    #[arg(long, env = "QUORATE_SMTP_URL", hide_env_values = true, requires = "mail_from")]
    pub smtp_url: Option<SecretString>,
    /// The sender of mail, such as `Quorate <vote@example.org>`.
    #[arg(long, env = "QUORATE_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Where text messages are posted to, signed; `https://…`, or `http://` for this machine alone.
    #[arg(long, env = "QUORATE_SMS_WEBHOOK", hide_env_values = true, requires = "sms_webhook_secret")]
    pub sms_webhook: Option<SecretString>,
    /// What they are signed with, at least 32 characters.
    #[arg(long, env = "QUORATE_SMS_WEBHOOK_SECRET", hide_env_values = true)]
    pub sms_webhook_secret: Option<SecretString>,
    /// What reports on mail are signed with, at least 32 characters; without it none are taken.
    #[arg(long, env = "QUORATE_MAIL_REPORTS_SECRET", hide_env_values = true)]
    pub mail_reports_secret: Option<SecretString>,
    /// Most text messages in a minute, for all communities together; 1200 if left out.
    #[arg(long, env = "QUORATE_SMS_PER_MINUTE")]
    pub sms_per_minute: Option<NonZeroU32>,
    /// Most mail in a minute, for all communities together; 1200 if left out.
    #[arg(long, env = "QUORATE_MAIL_PER_MINUTE")]
    pub mail_per_minute: Option<NonZeroU32>,
    /// Most messages in a minute for one community by one channel; 600 if left out.
    #[arg(long, env = "QUORATE_COMMUNITY_MESSAGES_PER_MINUTE")]
    pub community_messages_per_minute: Option<NonZeroU32>,
}

impl MessageSettings {
    /// How fast messages go.
    #[must_use]
    pub fn rates(&self) -> Rates {
        let usual = Rates::default();
        Rates {
            phone: self.sms_per_minute.map_or(usual.phone, NonZeroU32::get),
            email: self.mail_per_minute.map_or(usual.email, NonZeroU32::get),
            community: self.community_messages_per_minute.map_or(usual.community, NonZeroU32::get),
        }
    }
}

/// Everything a running service needs to know.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// The database: `sqlite:<file>` or `postgres://…`.
    #[arg(long, env = "QUORATE_DATABASE", default_value = "sqlite:quorate.db", hide_env_values = true)]
    pub database: SecretString,
    /// The address to listen on; a proxy in front of it speaks TLS.
    #[arg(long, env = "QUORATE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The public name of the service. It begins the origin of every record, so it cannot change later.
    #[arg(long, env = "QUORATE_HOST", default_value = "localhost")]
    pub host: String,
    /// The directory of the private keys; created with new keys if it is missing.
    #[arg(long, env = "QUORATE_KEYS", default_value = "keys")]
    pub keys: PathBuf,
    /// The keys for personal data, 32 bytes each in base64 with commas between them, the one that seals first;
    /// without it they are in `personal.key` beside the private keys. They come from the environment alone: the
    /// arguments of a process can be read by others.
    #[arg(skip = std::env::var(PERSONAL_KEYS).ok().map(SecretString::from))]
    pub personal_keys: Option<SecretString>,
    /// The directory of the high-water marks of all records; created if it is missing. Neither in the
    /// database nor restored with it, and not shared by two databases.
    #[arg(long, env = "QUORATE_MARKS", default_value = "marks")]
    pub marks: PathBuf,
    /// An origin such as `https://vote.example.org` whose pages may call the API; may be repeated.
    #[arg(long = "allow-origin", env = "QUORATE_ALLOW_ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,
    /// An address or a network such as `10.0.0.0/8` of a proxy that is believed whom it asks for
    /// (`X-Forwarded-For` or `Forwarded`) and whether over TLS; may be repeated.
    #[arg(long = "trust-proxy", env = "QUORATE_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<Network>,
    /// Whether requests are limited by address, account and community.
    #[arg(long, env = "QUORATE_RATE_LIMITS", value_enum, default_value_t)]
    pub rate_limits: RateLimiting,
    /// A TOML file of the witnesses the service talks to; without it there are none.
    #[arg(long, env = "QUORATE_WITNESSES")]
    pub witnesses: Option<PathBuf>,
    /// A TOML file of the providers owners may log in at when they enrol; without it there are none.
    #[arg(long, env = "QUORATE_PROVIDERS")]
    pub providers: Option<PathBuf>,
    /// A TOML file of holidays over which deadlines give way; its years replace those that are built in.
    #[arg(long, env = "QUORATE_HOLIDAYS")]
    pub holidays: Option<PathBuf>,
    /// The folder of a built web client (`web/dist`) that is served instead of the one within the program; a folder
    /// without one leaves the API alone.
    #[arg(long, env = "QUORATE_CLIENT")]
    pub client: Option<PathBuf>,
    /// What carries messages to owners.
    #[command(flatten)]
    pub messages: MessageSettings,
    /// How events are written to standard error.
    #[arg(long, env = "QUORATE_LOG_FORMAT", value_enum, default_value_t)]
    pub log_format: LogFormat,
}
