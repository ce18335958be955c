//! Addresses that no operation answers: unknown ones, and known ones asked in another way.

use actix_web::http::header;
use actix_web::web::{Data, Redirect};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, get};
use utoipa::openapi::OpenApi;

use super::problem::Problem;

/// The one parameter that takes more than one part of a path.
const TAIL: &str = "{path}";

/// The addresses of the API with the methods each of them knows.
pub struct Routes {
    routes: Vec<(String, Vec<&'static str>)>,
}

impl Routes {
    /// The routes of a document.
    pub fn of(document: &OpenApi) -> Self {
        let routes = document.paths.paths.iter().map(|(path, item)| {
            let methods = [
                ("GET", item.get.is_some()),
                ("PUT", item.put.is_some()),
                ("POST", item.post.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let known = methods.into_iter().filter_map(|(name, known)| known.then_some(name));
            (path.clone(), known.collect())
        });
        Self { routes: routes.collect() }
    }

    /// The methods an address knows; none if there is no such address.
    fn methods(&self, path: &str) -> Vec<&'static str> {
        let fits = |template: &str| {
            let (mut given, mut parts) = (path.split('/'), template.split('/'));
            let all = parts.all(|part| match given.next() {
                // The path of a tile goes on to the end, slashes and all.
                Some(_) if part == TAIL => {
                    given.by_ref().for_each(drop);
                    true
                }
                Some(given) => part == given || (part.starts_with('{') && !given.is_empty()),
                None => false,
            });
            all && given.next().is_none()
        };
        let fitting = self.routes.iter().filter(|(template, _)| fits(template));
        fitting.flat_map(|(_, methods)| methods.iter().copied()).collect()
    }
}

/// Answers what no operation answers.
pub async fn fallback(request: HttpRequest, routes: Data<Routes>) -> HttpResponse {
    let allowed = routes.methods(request.path());
    if allowed.is_empty() {
        return Problem::no_such_address().error_response();
    }
    let mut response = Problem::method_not_allowed(&allowed).error_response();
    if let Ok(value) = allowed.join(", ").parse() {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// The documentation stands at an address with a slash.
#[get("/docs")]
pub async fn docs() -> Redirect {
    Redirect::to("/docs/")
}
