//! How this service asks other servers over HTTPS.

use std::time::Duration;

use ureq::Agent;

/// A client that follows no redirection and uses no proxy, since only whoever runs the service names addresses. It
/// believes the certificate authorities of Mozilla, and gives up after so long, from the look-up of the name to the
/// last byte.
pub(super) fn client(timeout: Duration) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(timeout))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent(concat!("quorate/", env!("CARGO_PKG_VERSION")))
        .build();
    config.new_agent()
}
