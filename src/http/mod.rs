//! What comes in over HTTP and what goes back: the only place that knows the framework.
//!
//! One file per noun with handlers of a few lines: read, call one action, write. The role stands
//! on the route, as the marker of [`access::By`] and in the operation's `security`; every error is
//! a [`problem::Problem`]. A noun has a `configure` that names its operations, and one line in
//! [`api`].

mod access;
mod acting;
mod admission;
mod amendments;
mod answers;
mod archive;
mod ballots;
mod bundles;
mod calendar;
mod candidacies;
mod chapters;
mod client;
mod clients;
mod committees;
mod communities;
mod contests;
mod contracts;
mod deadlines;
mod deliveries;
mod document;
mod erasures;
mod evaluations;
mod export;
mod fallback;
mod filings;
mod formations;
mod guards;
mod health;
mod icalendar;
mod identity;
mod inboxes;
mod limits;
mod lots;
mod mandates;
mod meetings;
mod messages;
mod notices;
mod objections;
mod officers;
mod once;
mod operations;
mod own_units;
mod packages;
mod pages;
mod paging;
mod paper;
mod participation;
mod paths;
mod petitions;
mod postings;
mod printing;
mod problem;
mod record;
mod register;
mod representation;
mod retention;
mod roll;
mod rule_packs;
mod rules;
mod seal_uses;
mod services;
pub mod sheets;
mod signing;
mod simulation;
mod sittings;
mod spans;
mod statement;
mod table_previews;
mod tally;
mod terms;
mod timeline;
mod tokens;
mod trail;
mod turned_away;
mod unsubscriptions;
mod uploads;
mod witnesses;

use std::net::SocketAddr;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use tracing_actix_web::TracingLogger;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt as _, scope};
use utoipa_swagger_ui::SwaggerUi;

use self::admission::Door;
use self::clients::Proxies;
use self::operations::Operations;
use self::spans::Patterns;
use self::tokens::Tokens;
use crate::actions::Service;
use crate::actions::limits::{Limiter, RateLimits};

pub use self::client::{Client, File, Shelf};
pub use self::clients::{Network, NetworkError};

pub use self::tokens::LONGEST_TOKEN_SECONDS;

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// How long a server that is told to stop waits for what it has begun, in seconds.
const SHUTDOWN_SECONDS: u64 = 10;

/// How long an idle connection is kept: longer than a browser or a proxy keeps one, so that it is
/// they who close it and no request is lost in between.
const KEEP_ALIVE: Duration = Duration::from_mins(2);

/// What every request is answered from; clones share it.
#[derive(Clone)]
pub struct Interior {
    service: Service,
    tokens: Tokens,
    allowed_origins: Vec<String>,
    trusted_proxies: Vec<Network>,
    rate_limits: RateLimits,
    client: Client,
}

impl Interior {
    /// The interior of a service.
    #[must_use]
    pub fn new(service: Service, allowed_origins: Vec<String>) -> Self {
        let tokens = Tokens::new(service.rings().clone(), service.host());
        let (trusted_proxies, rate_limits) = (Vec::new(), RateLimits::On);
        let client = Client::default();
        Self { service, tokens, allowed_origins, trusted_proxies, rate_limits, client }
    }

    /// Behind these proxies, which say whom they ask for.
    #[must_use]
    pub fn behind(self, trusted_proxies: Vec<Network>) -> Self {
        Self { trusted_proxies, ..self }
    }

    /// With limits on requests, or without.
    #[must_use]
    pub fn limited(self, rate_limits: RateLimits) -> Self {
        Self { rate_limits, ..self }
    }

    /// With the web client at its addresses.
    #[must_use]
    pub fn showing(self, client: Client) -> Self {
        Self { client, ..self }
    }

    /// What requests are held against before anything of them is read.
    fn door(&self, document: &OpenApi) -> Door {
        let proxies = Proxies::new(self.trusted_proxies.clone());
        let limiter = Limiter::new(self.rate_limits);
        Door::new(self.service.clone(), Operations::of(document), proxies, limiter)
    }
}

/// A server that is bound and has not begun to answer.
pub struct Listening {
    /// The address, with the port that was free if 0 was asked for.
    pub address: SocketAddr,
    /// The server, to be awaited.
    pub server: Server,
}

/// Binds a server.
pub fn server(interior: Interior, listen: SocketAddr) -> std::io::Result<Listening> {
    let (door, text) = {
        let document = document();
        (Data::new(interior.door(&document)), Data::new(document::Served::new(&document)?))
    };
    let app = move || {
        let (app, _) = App::new().into_utoipa_app().configure(api).split_for_parts();
        app.app_data(Data::new(interior.service.clone()))
            .app_data(Data::new(interior.tokens.clone()))
            .app_data(Data::new(interior.client.clone()))
            .app_data(door.clone())
            .configure(limits::configure)
            .service(fallback::docs)
            .app_data(text.clone())
            .service(document::openapi)
            .service(SwaggerUi::new("/docs/{_:.*}").config("/openapi.json".into()))
            .default_service(actix_web::web::to(fallback::fallback))
            .wrap(from_fn(admission::admit))
            .wrap(from_fn(trail::watch))
            .wrap(from_fn(guards::answer_head))
            .wrap(guards::cross_origin(&interior.allowed_origins))
            .wrap(from_fn(guards::set_headers))
            .wrap(TracingLogger::<Patterns>::new())
    };
    let server = HttpServer::new(app)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(limits::HEAD_TIME)
        .client_disconnect_timeout(limits::GOODBYE_TIME)
        .max_connections(limits::CONNECTIONS_MAX)
        .shutdown_timeout(SHUTDOWN_SECONDS);
    let server = server.bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok(Listening { address, server: server.run() })
}

/// The API document (OpenAPI 3.1), as derived from the operations.
#[must_use]
pub fn document() -> OpenApi {
    let app = App::new().into_utoipa_app().openapi(document::frame()).configure(api);
    document::finish(app.split_for_parts().1)
}

/// Every operation there is, noun by noun.
fn api(config: &mut ServiceConfig<'_>) {
    config
        .configure(health::configure)
        .configure(identity::configure_well_known)
        .configure(record::configure_record)
        .configure(unsubscriptions::configure_short)
        .service(
            // Routes are tried one after the other, so the one that is asked most stands first.
            scope(BASE)
                .configure(ballots::configure)
                .configure(identity::configure)
                .configure(communities::configure)
                .configure(officers::configure)
                .configure(trail::configure)
                .configure(inboxes::configure)
                .configure(rules::configure)
                .configure(rule_packs::configure)
                .configure(register::configure)
                .configure(table_previews::configure)
                .configure(meetings::configure)
                .configure(notices::configure)
                .configure(deadlines::configure)
                .configure(roll::configure)
                .configure(participation::configure)
                .configure(own_units::configure)
                .configure(amendments::configure)
                .configure(acting::configure)
                .configure(representation::configure)
                .configure(contracts::configure)
                .configure(formations::configure)
                .configure(terms::configure)
                .configure(petitions::configure)
                .configure(candidacies::configure)
                .configure(contests::configure)
                .configure(evaluations::configure)
                .configure(calendar::configure)
                .configure(timeline::configure)
                .configure(mandates::configure)
                .configure(paper::configure)
                .configure(simulation::configure)
                .configure(lots::configure)
                .configure(tally::configure)
                .configure(services::configure)
                .configure(messages::configure)
                .configure(deliveries::configure)
                .configure(unsubscriptions::configure)
                .configure(objections::configure)
                .configure(postings::configure)
                .configure(bundles::configure)
                .configure(packages::configure)
                .configure(printing::configure)
                .configure(witnesses::configure)
                .configure(retention::configure)
                .configure(export::configure)
                .configure(erasures::configure)
                .configure(sittings::configure)
                .configure(seal_uses::configure)
                .configure(archive::configure)
                .configure(committees::configure)
                .configure(filings::configure)
                .configure(record::configure),
        );
}
