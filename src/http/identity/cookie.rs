//! Refresh tokens of browsers, kept in a cookie that no script of a page can read (RFC 6265).
//!
//! A page asks for it by a header, which a page of another origin cannot send unless it is allowed to; where the request
//! comes from is looked at as well. Whoever does not ask gets the token in the body, and the cookie is not looked at.

use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{COOKIE, HOST, HeaderMap, ORIGIN, SET_COOKIE};
use actix_web::http::uri::{Authority, Uri};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use futures_util::future::{Ready, ready};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::sessions::SignedInView;
use crate::actions::Service;
use crate::actions::identity::sessions::Opened;
use crate::http::access;
use crate::http::problem::Problem;
use crate::http::tokens::Tokens;

/// By this header a page asks for the cookie.
const HEADER: &str = "quorate-session";

/// What it says.
const ASKS: &str = "cookie";

/// Where a browser says who made a request: a page of this service, of its site, of another, or a person.
const FETCH_SITE: &str = "sec-fetch-site";

/// The name of the cookie; browsers take one whose name begins so over TLS only.
const NAME: &str = "__Secure-quorate-session";

/// Its name on a machine that is tried out without TLS.
const PLAIN_NAME: &str = "quorate-session";

/// To which addresses browsers send it.
const PATH: &str = "/api/v1/sessions";

/// The header with which a page asks for the cookie.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the document is derived from the shape; the extractor reads the header itself")]
pub struct KeepingParams {
    /// `cookie`: the refresh token is kept in a cookie that scripts cannot read, and does not stand in the answer. For
    /// pages of this service alone; from elsewhere it is `not_same_origin`.
    #[serde(rename = "quorate-session")]
    #[param(inline)]
    session: Option<Place>,
}

/// Where a browser keeps its refresh token.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Place {
    Cookie,
}

/// Where whoever asks keeps the refresh token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Keeping {
    /// Where they like: it comes in the body.
    Body,
    /// In the cookie of this name.
    Cookie(&'static str),
}

impl Keeping {
    fn of(headers: &HeaderMap, host: &str) -> Result<Self, Problem> {
        let Some(asked) = headers.get(HEADER) else { return Ok(Self::Body) };
        if asked != ASKS {
            return Err(Problem::malformed("quorate-session may only be cookie"));
        }
        if is_own_page(headers, host) { Ok(Self::Cookie(name(headers))) } else { Err(not_same_origin()) }
    }

    /// The answer to whoever is signed in now, with the refresh token where they keep it.
    pub fn signed_in(
        self,
        service: &Service,
        tokens: &Tokens,
        opened: &Opened,
    ) -> Result<HttpResponse, Problem> {
        let view = SignedInView::new(service, tokens, opened)?;
        let mut response = HttpResponse::Created();
        match self {
            Self::Body => {
                let token = opened.refresh_token.expose_secret().to_owned();
                Ok(response.json(view.with_refresh_token(token)))
            }
            Self::Cookie(name) => {
                let now = service.surroundings().now();
                let life = (opened.expires_at.microseconds() - now.microseconds()).div_euclid(1_000_000);
                let cookie = written(name, opened.refresh_token.expose_secret(), life);
                Ok(response.insert_header((SET_COOKIE, cookie)).json(view))
            }
        }
    }

    /// The refresh token that came with a request, from where it is kept.
    pub fn token(self, request: &HttpRequest) -> Option<SecretString> {
        match self {
            Self::Body => None,
            Self::Cookie(name) => {
                let mut found = cookies(request.headers()).filter(|(own, _)| *own == name);
                let (_, value) = found.next()?;
                // Two of one name: one of them was put there by somebody else.
                if found.next().is_some() { None } else { Some(value.to_owned().into()) }
            }
        }
    }
}

impl FromRequest for Keeping {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let service = access::service(request);
        ready(service.and_then(|service| Self::of(request.headers(), service.host())))
    }
}

/// The answer to whoever signed out: a browser forgets the cookie.
pub fn signed_out(request: &HttpRequest) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    for name in [NAME, PLAIN_NAME] {
        if cookies(request.headers()).any(|(own, _)| own == name) {
            response.append_header((SET_COOKIE, written(name, "", 0)));
        }
    }
    response.finish()
}

fn written(name: &str, value: &str, life: i64) -> String {
    let secure = if name == NAME { "; Secure" } else { "" };
    format!("{name}={value}; Path={PATH}; Max-Age={life}; HttpOnly; SameSite=Strict{secure}")
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(COOKIE).filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// Whether a browser says that a page of this service asks.
fn is_own_page(headers: &HeaderMap, host: &str) -> bool {
    if let Some(site) = headers.get(FETCH_SITE) {
        return site == "same-origin";
    }
    // A browser of the years before that says at least of which origin the page is.
    let Some(origin) = origin(headers) else { return false };
    let own = headers.get(HOST).and_then(|own| own.to_str().ok());
    let named = origin.authority().map(Authority::as_str);
    // An opaque origin, written `null`, has no scheme.
    match origin.scheme_str() {
        Some("https") => named.is_some() && (named == own || named == Some(host)),
        Some(_) => named.is_some() && named == own,
        None => false,
    }
}

/// Without TLS there is only a machine that is tried out, whose browser asks by its own address.
fn name(headers: &HeaderMap) -> &'static str {
    let plain = origin(headers).is_some_and(|origin| {
        let host = origin.host().unwrap_or_default().trim_matches(['[', ']']);
        let is_named = host == "localhost" || host.ends_with(".localhost");
        let is_own = is_named || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        origin.scheme_str() == Some("http") && is_own
    });
    if plain { PLAIN_NAME } else { NAME }
}

fn origin(headers: &HeaderMap) -> Option<Uri> {
    headers.get(ORIGIN)?.to_str().ok()?.parse().ok()
}

fn not_same_origin() -> Problem {
    let title = "The request does not come from a page of this service";
    let detail = "only pages of this service keep the refresh token in a cookie: leave quorate-session out";
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not_same_origin", title, detail)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn keeping(headers: &[(&'static str, &'static str)]) -> Option<Keeping> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        Keeping::of(&map, "vote.example.org").ok()
    }

    #[test]
    fn the_cookie_is_for_pages_of_this_service_and_without_tls_for_this_machine() {
        const ASKED: (&str, &str) = (HEADER, ASKS);
        let secure = Some(Keeping::Cookie(NAME));
        let plain = Some(Keeping::Cookie(PLAIN_NAME));
        for (headers, expected) in [
            (&[][..], Some(Keeping::Body)),
            (&[(FETCH_SITE, "cross-site")], Some(Keeping::Body)),
            (&[ASKED], None),
            (&[(HEADER, "body"), (FETCH_SITE, "same-origin")], None),
            (&[ASKED, (FETCH_SITE, "same-origin")], secure),
            (&[ASKED, (FETCH_SITE, "same-origin"), ("origin", "null")], secure),
            (&[ASKED, (FETCH_SITE, "same-site")], None),
            (&[ASKED, (FETCH_SITE, "cross-site"), ("origin", "https://vote.example.org")], None),
            (&[ASKED, (FETCH_SITE, "none")], None),
            (&[ASKED, ("origin", "https://vote.example.org")], secure),
            (&[ASKED, ("origin", "http://vote.example.org")], None),
            (&[ASKED, ("origin", "https://evil.example.org")], None),
            (&[ASKED, ("origin", "https://a.example"), ("host", "a.example")], secure),
            (&[ASKED, ("origin", "null"), ("host", "null")], None),
            (&[ASKED, ("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], plain),
            (&[ASKED, ("origin", "http://[::1]:8080"), (FETCH_SITE, "same-origin")], plain),
            (&[ASKED, ("origin", "http://a.localhost:80"), (FETCH_SITE, "same-origin")], plain),
            (&[ASKED, ("origin", "https://localhost"), (FETCH_SITE, "same-origin")], secure),
            (&[ASKED, ("origin", "http://192.168.1.7"), (FETCH_SITE, "same-origin")], secure),
        ] {
            assert_eq!(keeping(headers), expected, "{headers:?}");
        }
    }
}
