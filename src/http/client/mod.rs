//! The web client: the files of its build, delivered by the service that it calls.
//!
//! It is one page that draws all others, so each of its addresses is answered with the same file. A service without it
//! answers the API and its documentation, and says so.

mod addresses;
mod files;
mod policy;

use std::sync::Arc;

use actix_web::http::header::ContentType;
use actix_web::{HttpRequest, HttpResponse};
use uuid::Uuid;

use self::addresses::Address;
use self::files::hash_line;
use super::pages::Wanted;
use crate::domain::communities::CommunityId;

pub use self::files::{File, Freshness, Shelf};

/// The page that draws all others.
pub const INDEX: &str = "client/index.html";

/// The verifier that is one file.
const VERIFIER: &str = "standalone/quorate-verifier.html";

/// What is said at `/` where there is no client.
const ABSENT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>Quorate</title><body>\
    <p>此服务没有网页客户端，只提供接口和<a href=\"/docs/\">接口文档</a>。</p>\
    <p lang=\"en\">This service has no web client: it answers the API and \
    <a href=\"/docs/\">its documentation</a>.</p></body></html>";

/// The client, if there is one; clones share it.
#[derive(Clone, Default)]
pub struct Client(Option<Arc<dyn Shelf>>);

impl Client {
    /// The client of these files; none if there is no page among them.
    #[must_use]
    pub fn new(shelf: Arc<dyn Shelf>) -> Self {
        Self(shelf.file(INDEX).is_some().then_some(shelf))
    }

    /// Whether there is one.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// The page of the client on which a meeting is shown, for whoever wants a page and where there is one.
    #[must_use]
    pub fn page_of_meeting(
        &self,
        request: &HttpRequest,
        community: CommunityId,
        meeting: Uuid,
    ) -> Option<String> {
        let shown = self.is_there() && Wanted::of(request) == Wanted::Page;
        shown.then(|| format!("/c/{community}/meetings/{meeting}"))
    }

    /// The client's answer to a request that no operation answers; none if the address is not the client's.
    #[must_use]
    pub fn answer(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let Some(files) = &self.0 else { return absent(request) };
        match Address::of(request) {
            Address::Page => {
                let index = files.file(INDEX)?;
                Some(index.answer(request, Freshness::Revalidated, policy::CLIENT))
            }
            Address::Asset(name) => {
                let file = files.file(&format!("client/{name}"))?;
                Some(file.answer(request, Freshness::Immutable, policy::CLIENT))
            }
            Address::File(name) => {
                let file = files.file(&format!("client/{name}"))?;
                Some(file.answer(request, Freshness::Revalidated, policy::CLIENT))
            }
            Address::Verifier => {
                let file = files.file(VERIFIER)?;
                let policy = policy::of_one_file(file.text());
                Some(file.answer(request, Freshness::Revalidated, &policy))
            }
            Address::VerifierHash => {
                let file = files.file(VERIFIER)?;
                Some(hash_line(&file, VERIFIER.trim_start_matches("standalone/")))
            }
            Address::Nowhere => Some(files.file(INDEX)?.instead(request, policy::CLIENT)),
            Address::Foreign => None,
        }
    }
}

fn absent(request: &HttpRequest) -> Option<HttpResponse> {
    let asked = request.path() == "/" && Address::of(request) == Address::Page;
    asked.then(|| HttpResponse::Ok().content_type(ContentType::html()).body(ABSENT))
}
