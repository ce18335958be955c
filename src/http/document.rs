//! What the API document says besides its operations.

use actix_web::http::header::ContentType;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, get};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::schema::SchemaType;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    Array, ArrayBuilder, Components, Content, InfoBuilder, License, Object, ObjectBuilder, OpenApi,
    OpenApiBuilder, Ref, RefOr, Response, ResponseBuilder, Schema, Type,
};

use super::chapters;
use super::operations;
use super::problem::CONTENT_TYPE;
use super::tokens::ACCESS_LIFE_SECONDS;
use crate::actions::limits::{Class, Scope};
use crate::domain::identity::{ContactChannel, Role};

const DESCRIPTION: &str = "Owners' assembly voting whose legal outcome anyone can recompute.\n\n\
    Errors are `application/problem+json` (RFC 9457) with a stable `code`; unknown fields are refused. \
    Times are RFC 3339 in UTC, quantities exact decimal strings. Lists page by `limit`, `cursor` and `next`. \
    A POST that creates something may carry an `Idempotency-Key` where the operation says so.\n\n\
    Tags stand in the order of a community's life: it is formed, meets, has a committee that works, changes and is \
    followed by another, is supervised, and can be audited.";

/// How an owner's identifier is written.
const OWNER_ID: &str = "^[A-Za-z0-9._-]{1,64}$";

/// The document as it is served: one text, however many threads answer.
pub struct Served(Bytes);

impl Served {
    /// Written down once, since in memory the document takes many times its length.
    pub fn new(document: &OpenApi) -> std::io::Result<Self> {
        Ok(Self(document.to_json().map_err(std::io::Error::other)?.into()))
    }
}

/// Serves the document.
#[get("/openapi.json")]
pub async fn openapi(served: Data<Served>) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::json()).body(served.0.clone())
}

/// The schema of a role.
pub fn roles() -> Object {
    one_of("The role.", Role::ALL.iter().map(|role| role.as_str()))
}

/// The schema of what a contact is reached by.
pub fn channels() -> Object {
    one_of("By what the contact is reached.", ContactChannel::ALL.iter().map(|channel| channel.as_str()))
}

/// The schema of identifiers of owners.
pub fn owner_ids() -> Array {
    let owner = ObjectBuilder::new().schema_type(Type::String).pattern(Some(OWNER_ID)).build();
    let example = serde_json::json!(["o-1001"]);
    ArrayBuilder::new()
        .items(owner)
        .description(Some("These owners of the register."))
        .examples([example])
        .build()
}

/// The document before the operations are added.
pub fn frame() -> OpenApi {
    let license = License::builder().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Quorate")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(license))
        .build();
    OpenApiBuilder::new().info(info).components(Some(Components::new())).tags(Some(chapters::tags())).build()
}

/// The document with everything that operations refer to, and with what holds for all of them.
pub fn finish(mut document: OpenApi) -> OpenApi {
    operations::describe_each(&mut document, |class, described| {
        described.parameters.iter_mut().flatten().for_each(never_null);
        let responses = &mut described.responses.responses;
        responses.insert("429".to_owned(), too_many_requests(class).into());
    });
    let roles = Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join("`, `");
    let description = format!(
        "An access token of an activation or a refresh, good for {ACCESS_LIFE_SECONDS} seconds. The scopes \
         of an operation are roles, of which any one is enough in the community of the address: `{roles}`."
    );
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some(description))
        .build();
    let components = document.components.get_or_insert_with(Components::new);
    components.add_security_scheme("session", SecurityScheme::Http(scheme));
    document.extensions = Some(chapters::groups());
    document
}

fn one_of(description: &str, words: impl Iterator<Item = &'static str>) -> Object {
    let object = ObjectBuilder::new().schema_type(Type::String).description(Some(description));
    object.enum_values(Some(words)).build()
}

/// A parameter that may be left out is never null: a query and a header are text.
fn never_null(parameter: &mut RefOr<Parameter>) {
    let RefOr::T(parameter) = parameter else { return };
    let Some(RefOr::T(schema)) = &mut parameter.schema else { return };
    if let Schema::OneOf(choice) = schema {
        choice.items.retain(|item| !matches!(item, RefOr::T(Schema::Object(object)) if is_null(object)));
        if let [only] = choice.items.as_slice() {
            parameter.schema = Some(only.clone());
        }
    } else if let Schema::Object(Object { schema_type: SchemaType::Array(types), .. }) = schema {
        types.retain(|own| *own != Type::Null);
        if let ([only], Schema::Object(object)) = (types.clone().as_slice(), schema) {
            object.schema_type = SchemaType::Type(only.clone());
        }
    }
}

fn is_null(object: &Object) -> bool {
    object.schema_type == SchemaType::Type(Type::Null)
}

/// The answer to whoever asks too often, with the limits of this class of operations.
fn too_many_requests(class: Class) -> Response {
    let limits = Scope::ALL.into_iter().filter_map(|scope| class.limit(scope).map(|limit| (scope, limit)));
    let limits = limits.map(|(scope, limit)| {
        format!("{} in {} seconds by {}", limit.most(1), limit.window_seconds, scope.counted_by())
    });
    let limits: Vec<_> = limits.collect();
    let description = format!(
        "Too many requests of the class `{}`: `too_many_requests`. {}.",
        class.as_str(),
        limits.join(", ")
    );
    let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).build();
    let retry =
        HeaderBuilder::new().schema(Some(seconds)).description(Some("In how many seconds to try again."));
    ResponseBuilder::new()
        .description(description)
        .header("Retry-After", retry.build())
        .content(CONTENT_TYPE, Content::new(Some(Ref::from_schema_name("ProblemDocument"))))
        .build()
}
