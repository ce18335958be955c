//! Identity over HTTP: activations, invitations, sessions, keys, and who one is.

mod activations;
mod checks;
mod consent;
mod cookie;
mod enrolment_requests;
mod invitations;
mod keys;
mod profile;
mod providers;
mod second_factors;
mod sessions;
mod sign_in;

use utoipa_actix_web::service_config::ServiceConfig;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .configure(activations::configure)
        .configure(providers::configure)
        .configure(invitations::configure)
        .configure(sessions::configure)
        .configure(keys::configure)
        .configure(checks::configure)
        .configure(enrolment_requests::configure)
        .configure(consent::configure)
        .configure(profile::configure)
        .configure(second_factors::configure)
        .configure(sign_in::configure);
}

/// The operation at a well-known address, outside the API's base.
pub fn configure_well_known(config: &mut ServiceConfig<'_>) {
    config.configure(sessions::configure_well_known);
}
