//! Before anything of a request is read but its head: how long it is, how often its sender asks, who they are
//! and whether they may.
//!
//! Whom an operation is for is read from the API document, as roles; the handler's own marker
//! ([`super::access::By`]) decides all the same.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _};

use super::access;
use super::clients::{Client, Proxies};
use super::limits::{HEADERS_MAX, HEADERS_MAX_BYTES, URI_MAX_BYTES};
use super::operations::{Asked, Audience, Operations};
use super::problem::Problem;
use super::trail;
use crate::actions::Service;
use crate::actions::limits::{Caller, Class, Limiter};

/// What a request is held against.
pub struct Door {
    service: Service,
    operations: Operations,
    proxies: Proxies,
    limiter: Limiter,
}

impl Door {
    /// The door of a service with these operations.
    #[must_use]
    pub const fn new(service: Service, operations: Operations, proxies: Proxies, limiter: Limiter) -> Self {
        Self { service, operations, proxies, limiter }
    }

    /// The operations behind it.
    #[must_use]
    pub const fn operations(&self) -> &Operations {
        &self.operations
    }

    /// Whoever sends a request.
    #[must_use]
    pub fn client(&self, request: &ServiceRequest) -> Client {
        self.proxies.client(request.peer_addr(), request.headers())
    }

    async fn let_in(&self, request: &ServiceRequest) -> Result<(), Problem> {
        measure(request)?;
        let asked = self.operations.find(request.method().as_str(), request.match_info().as_str());
        // What no operation answers is counted too.
        let Some(class) = asked.map_or(Some(Class::Reading), |asked| asked.operation.class) else {
            return Ok(());
        };
        self.count(class, Caller::address(self.client(request).address)).await?;
        match asked {
            None => Ok(()),
            Some(asked) => {
                tracing::trace!(operation = asked.operation.id, class = class.as_str(), "asked");
                self.authenticate(request, class, asked).await
            }
        }
    }

    async fn authenticate(
        &self,
        request: &ServiceRequest,
        class: Class,
        asked: Asked<'_>,
    ) -> Result<(), Problem> {
        let strangers = asked.community.map(Caller::strangers);
        let Audience::SignedIn(roles) = &asked.operation.audience else {
            return self.count_all(class, strangers).await;
        };
        let standing = access::standing(request.request(), asked.community).await?;
        // Before the roles: whoever is refused has asked as well.
        // A stranger to a community does not use up what its members may ask.
        let is_member = !(standing.roles.is_empty() && standing.withheld.is_empty());
        let of_community = if is_member { Caller::members } else { Caller::strangers };
        let callers = [Some(Caller::account(standing.account)), asked.community.map(of_community)];
        self.count_all(class, callers.into_iter().flatten()).await?;
        let allowed = standing.check(roles);
        trail::ask(request, &self.service, &standing, &asked, allowed.is_ok().then_some(roles));
        allowed?;
        request.extensions_mut().insert(standing);
        Ok(())
    }

    async fn count_all(
        &self,
        class: Class,
        callers: impl IntoIterator<Item = Caller>,
    ) -> Result<(), Problem> {
        for caller in callers {
            self.count(class, caller).await?;
        }
        Ok(())
    }

    async fn count(&self, class: Class, caller: Caller) -> Result<(), Problem> {
        Ok(self.limiter.admit(&self.service, class, caller).await?)
    }
}

/// Lets a request in, or answers it at the door.
pub async fn admit<B: MessageBody + 'static>(
    door: Data<Door>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    match door.let_in(&request).await {
        Ok(()) => Ok(next.call(request).await?.map_into_left_body()),
        Err(problem) => Ok(request.error_response(problem).map_into_right_body()),
    }
}

fn measure(request: &ServiceRequest) -> Result<(), Problem> {
    if request.uri().to_string().len() > URI_MAX_BYTES {
        return Err(Problem::uri_too_long(URI_MAX_BYTES));
    }
    let lengths = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len());
    let (fields, bytes) = lengths.fold((0, 0), |(fields, bytes), own| (fields + 1, bytes + own));
    if fields > HEADERS_MAX || bytes > HEADERS_MAX_BYTES {
        return Err(Problem::headers_too_large(HEADERS_MAX, HEADERS_MAX_BYTES));
    }
    Ok(())
}
