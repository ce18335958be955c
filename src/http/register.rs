//! The owners' register: imported from a spreadsheet, read by the secretary.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{Ref, RefOr, Schema, schema::ArrayBuilder};
use utoipa::{IntoParams, PartialSchema, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Insiders, Secretaries};
use super::answers::{Listed, Named, Sent, SignedIn};
use super::paging::{Page, PageQuery};
use super::problem::Problem;
use super::{sheets, uploads};
use crate::actions::Service;
use crate::actions::people::{self, Sought};
use crate::actions::register::{self, Mode, Outcome, Report, VersionView};
use crate::domain::communities::CommunityId;
use crate::domain::register::{Difference, Holding, Owner, OwnerId, Register, UnitLabel};
use crate::evidence::register::RegisterUnit;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(import_register).service(latest_register).service(register_versions).service(find_owners);
}

/// How to import.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ImportQuery {
    /// Shows what would change and changes nothing.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
}

/// What an import did or would do.
#[derive(Serialize, ToSchema)]
struct ImportView {
    /// The version that holds this content, or would.
    #[schema(example = 1)]
    version: u32,
    /// Whether nothing was done because it was only asked what would change.
    dry_run: bool,
    /// What it changes in the version before.
    changes: ChangesView,
}

/// What changes.
#[derive(Serialize, ToSchema)]
struct ChangesView {
    /// Units by label; changed when a cell of the unit differs.
    units: DifferenceView,
    /// Owners by identifier; changed when a cell of the owner differs, personal data included.
    owners: DifferenceView,
    /// Who owns what, as `unit` `/` `owner`.
    ownerships: DifferenceView,
}

/// What differs between two versions.
#[derive(Serialize, ToSchema)]
struct DifferenceView {
    /// Only in the new one.
    added: Vec<String>,
    /// Only in the old one.
    removed: Vec<String>,
    /// In both, with other content.
    changed: Vec<String>,
}

/// One unit with its owners.
#[derive(Serialize)]
struct UnitView {
    #[serde(flatten)]
    unit: RegisterUnit,
    /// Who the owners are, in the order of their identifiers.
    people: Vec<PersonView>,
}

// The schema of a unit knows no other fields; both schemas side by side would allow nothing.
impl PartialSchema for UnitView {
    fn schema() -> RefOr<Schema> {
        let RefOr::T(Schema::Object(mut unit)) = RegisterUnit::schema() else {
            return RegisterUnit::schema();
        };
        let people = ArrayBuilder::new().items(Ref::from_schema_name(PersonView::name()));
        let people = people.description(Some("Who the owners are, in the order of their identifiers."));
        unit.description = Some("One unit with its owners.".to_owned());
        unit.properties.insert("people".to_owned(), people.build().into());
        unit.required.push("people".to_owned());
        RefOr::T(Schema::Object(unit))
    }
}

impl ToSchema for UnitView {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((PersonView::name().into_owned(), PersonView::schema()));
        PersonView::schemas(schemas);
    }
}

/// An owner as a person: for the secretary's eyes only.
#[derive(Serialize, ToSchema)]
struct PersonView {
    /// The owner's identifier.
    #[schema(example = "o-1001")]
    owner: String,
    /// What the owner is in law.
    #[schema(example = "natural")]
    kind: &'static str,
    /// The name.
    #[schema(example = "王芳")]
    name: String,
    /// The telephone number.
    #[schema(example = "13800001111")]
    phone: Option<String>,
    /// The mail address.
    email: Option<String>,
    /// In what capacity somebody acts for the owner.
    #[schema(example = "guardian")]
    acting_role: Option<&'static str>,
    /// Who acts for the owner.
    acting_name: Option<String>,
    /// That person's telephone number.
    acting_phone: Option<String>,
}

/// An owner who was looked for.
#[derive(Serialize, ToSchema)]
struct FoundView {
    #[serde(flatten)]
    person: PersonView,
    /// The number of the identity document, of which only the last 4 characters are shown.
    #[schema(example = "**************123X")]
    id_number: Option<String>,
}

/// Whom to look for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SearchForm {
    /// What of them is known.
    by: SoughtBy,
    /// All of it: parts of a name or number find nobody.
    #[schema(example = "138 0000 1111")]
    text: String,
}

/// What of somebody is known.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum SoughtBy {
    /// The name.
    Name,
    /// The telephone number; spaces and signs do not matter.
    Phone,
    /// The mail address; capitals do not matter.
    Email,
    /// The number of the identity document; spaces, hyphens, brackets and capitals do not matter.
    IdNumber,
}

/// Imports the register from a table, all of it or nothing
///
/// For the secretary. One row for each unit and owner, as CSV in UTF-8 or as the first sheet of an XLSX
/// workbook, 10 MiB at most. With mistakes nothing is imported and every one of them is listed with its row,
/// its column and what to do (`register_mistakes`). Content that the register has already makes no new version.
#[utoipa::path(
    tag = "register",
    params(("community" = Uuid, Path, description = "The community."), ImportQuery),
    request_body(content((String = "text/csv"), (
        Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ))),
    responses(
        (status = 200, description = "Nothing changed: as asked, or because it says the same.", body = ImportView),
        (status = 201, description = "There is a new version, and the record says so.", body = ImportView),
        Sent, Named, SignedIn
    ),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/register/imports")]
async fn import_register(
    by: By<Secretaries>,
    service: Data<Service>,
    request: HttpRequest,
    community: Path<Uuid>,
    query: Query<ImportQuery>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    uploads::check_sheet(&request)?;
    let new = actix_web::web::block(move || sheets::register(&body)).await;
    let new = new.map_err(|_| Problem::malformed("the file could not be read"))??;
    let mode = if query.dry_run { Mode::DryRun } else { Mode::Import };
    let community = CommunityId::new(*community);
    let report = register::import(&service, by.standing(), community, &new, mode).await?;
    let status = match report.outcome {
        Outcome::Imported => StatusCode::CREATED,
        Outcome::Unchanged | Outcome::Shown => StatusCode::OK,
    };
    Ok(HttpResponse::build(status).json(ImportView::from(report)))
}

/// The latest register, unit by unit, with its people
///
/// For the secretary.
#[utoipa::path(
    tag = "register",
    params(("community" = Uuid, Path, description = "The community."), PageQuery),
    responses((status = 200, description = "A page of units.", body = Page<UnitView>), Listed, Named, SignedIn),
    security(("session" = ["secretary"]))
)]
#[get("/communities/{community}/register")]
async fn latest_register(
    _: By<Secretaries>,
    service: Data<Service>,
    community: Path<Uuid>,
    page: Query<PageQuery>,
) -> Result<Json<Page<UnitView>>, Problem> {
    let (_, register) = register::latest(&service, CommunityId::new(*community)).await?;
    let holdings: Vec<&Holding> = register.holdings().iter().collect();
    let Page { items, next } = page.cut(holdings, |holding| holding.unit.label.to_string())?;
    let items = items.into_iter().map(|holding| UnitView::new(holding, &register)).collect();
    Ok(Json(Page { items, next }))
}

/// The versions of the register, the first first
///
/// For everybody with a role in the community, and the operator.
#[utoipa::path(
    tag = "register",
    params(("community" = Uuid, Path, description = "The community."), PageQuery),
    responses((status = 200, description = "A page of versions.", body = Page<VersionView>), Listed, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee", "operator"
    ]))
)]
#[get("/communities/{community}/register/versions")]
async fn register_versions(
    _: By<Insiders>,
    service: Data<Service>,
    community: Path<Uuid>,
    page: Query<PageQuery>,
) -> Result<Json<Page<VersionView>>, Problem> {
    let all = register::history(&service, CommunityId::new(*community)).await?;
    Ok(Json(page.cut(all, |view| view.version.to_string())?))
}

/// Finds owners by name, telephone number, mail address or number of an identity document
///
/// For the secretary. What is looked for is in the body, since addresses of requests are written to logs.
#[utoipa::path(
    tag = "register",
    params(("community" = Uuid, Path, description = "The community.")),
    responses(
        (status = 200, description = "Who has exactly this, in the order of their identifiers.", body = Vec<FoundView>),
        Sent, Named, SignedIn
    ),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/register/searches")]
async fn find_owners(
    _: By<Secretaries>,
    service: Data<Service>,
    community: Path<Uuid>,
    Json(form): Json<SearchForm>,
) -> Result<Json<Vec<FoundView>>, Problem> {
    let sought = match form.by {
        SoughtBy::Name => Sought::Name(form.text),
        SoughtBy::Phone => Sought::Phone(form.text),
        SoughtBy::Email => Sought::Email(form.text),
        SoughtBy::IdNumber => Sought::IdNumber(form.text),
    };
    let found = people::seek(&service, CommunityId::new(*community), &sought).await?;
    Ok(Json(found.iter().map(FoundView::from).collect()))
}

impl From<Report> for ImportView {
    fn from(report: Report) -> Self {
        let pair = |(unit, owner): (UnitLabel, OwnerId)| format!("{unit}/{owner}");
        Self {
            version: report.version,
            dry_run: report.outcome == Outcome::Shown,
            changes: ChangesView {
                units: DifferenceView::new(report.changes.units, |unit| unit.to_string()),
                owners: DifferenceView::new(report.changes.owners, |owner| owner.to_string()),
                ownerships: DifferenceView::new(report.changes.ownerships, pair),
            },
        }
    }
}

impl DifferenceView {
    fn new<K>(difference: Difference<K>, text: impl Fn(K) -> String) -> Self {
        let texts = |keys: Vec<K>| keys.into_iter().map(&text).collect();
        Self {
            added: texts(difference.added),
            removed: texts(difference.removed),
            changed: texts(difference.changed),
        }
    }
}

impl UnitView {
    fn new(holding: &Holding, register: &Register) -> Self {
        let owners = holding.owners.iter().filter_map(|owner| register.owner(owner));
        Self { unit: holding.into(), people: owners.map(PersonView::from).collect() }
    }
}

impl From<&Owner> for PersonView {
    fn from(owner: &Owner) -> Self {
        let acting = owner.acting.as_ref();
        Self {
            owner: owner.id.to_string(),
            kind: owner.kind.as_str(),
            name: owner.person.name().to_owned(),
            phone: owner.person.phone().map(str::to_owned),
            email: owner.person.email().map(str::to_owned),
            acting_role: acting.map(|acting| acting.role.as_str()),
            acting_name: acting.map(|acting| acting.person.name().to_owned()),
            acting_phone: acting.and_then(|acting| acting.person.phone().map(str::to_owned)),
        }
    }
}

impl From<&Owner> for FoundView {
    fn from(owner: &Owner) -> Self {
        Self { person: owner.into(), id_number: owner.person.id_number().map(masked) }
    }
}

/// All but the last 4 characters, and all of what has no more, as asterisks.
fn masked(number: &str) -> String {
    let hidden = match number.chars().count() {
        short @ 0..=4 => short,
        long => long - 4,
    };
    number.chars().enumerate().map(|(place, c)| if place < hidden { '*' } else { c }).collect()
}
