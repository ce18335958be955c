//! A record over HTTP, asked for as any reader asks.

use std::time::Duration;

use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::watch::{Fetch, FetchError};
use ureq::Agent;

use crate::keys::{self, KEYS_BYTES_MAX};

/// Longest for a connection to stand.
const CONNECT: Duration = Duration::from_secs(10);

/// Longest for one answer to be complete.
const ANSWER: Duration = Duration::from_mins(2);

/// What every other reader might send: who watches must not be told from who looks.
const USER_AGENT: &str = "Mozilla/5.0";

/// A record at an address such as `https://host/record/{community}`.
pub(crate) struct Web {
    agent: Agent,
    record: String,
}

impl Web {
    /// The record at this address; the error is what to tell the user.
    pub(crate) fn new(url: &str) -> Result<Self, String> {
        let record = url.trim_end_matches('/').to_owned();
        let rest = record.strip_prefix("https://").or_else(|| record.strip_prefix("http://"));
        let is_address = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(['?', '#', '@', ' ']));
        if !is_address {
            return Err(format!("{url}: is not the address of a record, such as https://host/record/…"));
        }
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(ANSWER))
            // A record stands where its origin says; whoever leads elsewhere is not followed.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .build();
        Ok(Self { agent: config.into(), record })
    }

    /// The address, without a slash at its end.
    pub(crate) fn record(&self) -> &str {
        &self.record
    }

    /// The keys that the service itself says it has; the error is what to tell the user.
    pub(crate) fn keys(&self) -> Result<ServiceKeysDocument, String> {
        let unknown = || {
            let record = &self.record;
            format!(
                "{record}: does not end with /record/…, so its service is not known; give its keys with --trust"
            )
        };
        let (service, community) = self.record.rsplit_once("/record/").ok_or_else(unknown)?;
        let url = format!("{service}/api/v1/communities/{community}/keys");
        let bytes = self.get(&url, KEYS_BYTES_MAX).map_err(|reason| format!("{url}: {reason}"))?;
        keys::parse(&bytes).map_err(|reason| format!("{url}: {reason}"))
    }

    fn get(&self, url: &str, bytes_max: usize) -> Result<Vec<u8>, FetchError> {
        let unreached = |reason: ureq::Error| FetchError::Unreached(reason.to_string());
        let mut answer = self.agent.get(url).call().map_err(unreached)?;
        match answer.status().as_u16() {
            200 => {}
            404 | 410 => return Err(FetchError::Missing),
            code @ 300..=399 => {
                return Err(FetchError::Unreached(format!("the answer {code} leads to another address")));
            }
            code => return Err(FetchError::Unreached(format!("the service answered {code}"))),
        }
        // One byte more, to see that there are too many.
        let limit = bytes_max as u64 + 1;
        match answer.body_mut().with_config().limit(limit).read_to_vec() {
            Ok(bytes) if bytes.len() <= bytes_max => Ok(bytes),
            Ok(_) | Err(ureq::Error::BodyExceedsLimit(_)) => Err(FetchError::TooLong(bytes_max)),
            Err(reason) => Err(unreached(reason)),
        }
    }
}

impl Fetch for Web {
    fn fetch(&self, path: &str, bytes_max: usize) -> Result<Vec<u8>, FetchError> {
        self.get(&format!("{}/{path}", self.record), bytes_max)
    }
}
