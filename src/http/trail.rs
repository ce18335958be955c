//! The audit trail: says of every request who acts in which role, and shows it to those who watch over officers.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{Error, HttpMessage as _, get};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{Auditors, By, service};
use super::answers::{Listed, Named, SignedIn};
use super::operations::Asked;
use super::paging::{Page, PageQuery};
use super::paths::{Trail, TrailQuery};
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::standing::Standing;
use crate::actions::trail::{self, Deed, Of, TrailView};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;

/// Longest identifier of an address that is written down.
const SUBJECT_MAX: usize = 64;

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(audit_trail);
}

/// Carries a request out under watch: what an officer or operator does leaves a row where it is done, and so
/// does what somebody who is signed in was refused.
pub async fn watch(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    trail::watched(async {
        let response = next.call(request).await?;
        if response.status() == StatusCode::FORBIDDEN {
            let asked = response.request().extensions().get::<Deed>().cloned();
            if let (Some(deed), Ok(service)) = (asked, service(response.request())) {
                let written = trail::refused(service, &deed).await;
                // They were refused all the same.
                if let Err(error) = written {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "a refusal was not written down"
                    );
                }
            }
        }
        Ok(response)
    })
    .await
}

/// Notes what somebody asks for, and begins it if these roles allow it.
pub(super) fn ask(
    request: &ServiceRequest,
    service: &Service,
    standing: &Standing,
    asked: &Asked<'_>,
    allowed: Option<&[Role]>,
) {
    let mut subject = asked.operation.subject(request.match_info().as_str());
    subject.retain(|_, value| is_identifier(value));
    let subject = serde_json::to_string(&subject).unwrap_or_else(|_| "{}".to_owned());
    let deed = Deed::of(service, standing, asked.community, (asked.operation.id.clone(), subject));
    if let Some(allowed) = allowed.filter(|_| request.method() != Method::GET) {
        deed.begin(allowed);
    }
    request.extensions_mut().insert(deed);
}

/// What people type into an address is not written down, what the service handed out is.
fn is_identifier(value: &str) -> bool {
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.');
    value.len() <= SUBJECT_MAX && value.bytes().all(plain)
}

/// What officers and operators did, and were refused
///
/// For the scrutineer and the supervising office; the latest first. Whoever acted stands under the pseudonym
/// of the list of officers; a subject is identifiers only.
#[utoipa::path(
    tag = "trail",
    params(("community" = Uuid, Path, description = "The community."), TrailQuery),
    responses((status = 200, description = "One page.", body = Page<TrailView>), Listed, Named, SignedIn),
    security(("session" = ["scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/audit-trail")]
async fn audit_trail(
    _by: By<Auditors>,
    service: Data<Service>,
    community: Path<Uuid>,
    query: Query<TrailQuery>,
) -> Result<Json<Page<TrailView>>, Problem> {
    let query = query.into_inner();
    let of = match query.of.unwrap_or_default() {
        Trail::Community => Of::Community,
        Trail::Deployment => Of::Deployment,
    };
    let unknown = || Problem::malformed("role is not the identifier of a role");
    let role = query.role.map(|role| role.parse::<Role>().map_err(|_| unknown())).transpose()?;
    let page = PageQuery::new(query.limit, query.cursor);
    let before = page.cursor().map(str::parse::<u64>).transpose().map_err(|_| Problem::no_such_page())?;
    let limit = page.limit()?;
    let wanted = u64::try_from(limit).map_err(ActionError::damaged)? + 1;
    let community = CommunityId::new(*community);
    let mut items = trail::list(&service, community, of, (role, query.operation), (before, wanted)).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|row| row.sequence.to_string());
    Ok(Json(Page { items, next }))
}
