//! Which addresses are the web client's: the one list of them.

use actix_web::HttpRequest;
use actix_web::http::Method;

use crate::http::pages::Wanted;

/// Pages of the client, which it draws by itself from one file. `{…}` is one part of a path, `{…}+` one or more.
const PAGES: [&str; 11] = [
    "/",
    "/sign-in",
    "/activate",
    "/verify",
    "/settings",
    "/help",
    "/privacy",
    "/devices",
    "/second-factor",
    "/c/{community}",
    "/c/{community}/{page}+",
];

/// Where what is not a page of the client begins: whoever asks there gets no page.
const OTHERS: [&str; 9] = [
    "/api/",
    "/assets/",
    "/docs/",
    "/health/",
    "/m/",
    "/record/",
    "/standalone/",
    "/.well-known/",
    "/openapi.json",
];

/// The verifier that is one file.
const VERIFIER: &str = "/standalone/quorate-verifier.html";

/// How the address of a hash ends.
const HASH: &str = ".sha256";

/// What an address is to the client.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Address<'a> {
    /// One of its pages.
    Page,
    /// A file whose name has the hash of what is in it, so that it never changes.
    Asset(&'a str),
    /// A file that another may replace: the worker, the manifest, an icon.
    File(&'a str),
    /// The verifier that is one file.
    Verifier,
    /// Its SHA-256.
    VerifierHash,
    /// Somewhere a page could be and none is.
    Nowhere,
    /// Not the client's.
    Foreign,
}

impl<'a> Address<'a> {
    /// What a request asks the client for.
    pub fn of(request: &'a HttpRequest) -> Self {
        if matches!(*request.method(), Method::GET | Method::HEAD) {
            Self::of_path(request.path(), Wanted::of(request))
        } else {
            Self::Foreign
        }
    }

    fn of_path(path: &'a str, wanted: Wanted) -> Self {
        let name = path.strip_prefix('/').unwrap_or_default();
        if PAGES.iter().any(|page| fits(page, path)) {
            return Self::Page;
        }
        if path == VERIFIER {
            return Self::Verifier;
        }
        if path.strip_suffix(HASH) == Some(VERIFIER) {
            return Self::VerifierHash;
        }
        if path.starts_with("/assets/") {
            return Self::Asset(name);
        }
        if OTHERS.iter().any(|other| path.starts_with(other)) {
            return Self::Foreign;
        }
        match wanted {
            // Nothing of the client that is no page stands deeper than the root.
            _ if name.contains('.') && !name.contains('/') => Self::File(name),
            Wanted::Page => Self::Nowhere,
            Wanted::Data => Self::Foreign,
        }
    }
}

fn fits(page: &str, path: &str) -> bool {
    let mut given = path.split('/');
    let all = page.split('/').all(|part| match given.next() {
        Some(first) if part.ends_with('+') => {
            !first.is_empty() && given.by_ref().all(|more| !more.is_empty())
        }
        Some(given) if part.starts_with('{') => !given.is_empty(),
        Some(given) => part == given,
        None => false,
    });
    all && given.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "tests read the files of the repository")]
    fn every_route_of_the_client_is_a_page() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/web/src/app/routes");
        let mut routes = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for rest in text.split("route(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')) {
                let path = rest.split('"').next().unwrap();
                assert_eq!(Address::of_path(path, Wanted::Page), Address::Page, "{path}: add it to PAGES");
                routes += 1;
            }
        }
        assert!(routes > 1);
    }

    #[test]
    fn every_address_is_one_thing_to_the_client() {
        use Address::{Asset, File, Foreign, Nowhere, Page, Verifier, VerifierHash};
        for (path, page, data) in [
            ("/", Page, Page),
            ("/sign-in", Page, Page),
            ("/c/019a", Page, Page),
            ("/c/019a/meetings/019b", Page, Page),
            ("/c", Nowhere, Foreign),
            ("/c/", Nowhere, Foreign),
            ("/c/019a/", Nowhere, Foreign),
            ("/c//meetings", Nowhere, Foreign),
            ("/sign-in/more", Nowhere, Foreign),
            ("/nowhere", Nowhere, Foreign),
            ("/worker.js", File("worker.js"), File("worker.js")),
            ("/deep/worker.js", Nowhere, Foreign),
            ("/assets/index-abc.js", Asset("assets/index-abc.js"), Asset("assets/index-abc.js")),
            ("/standalone/quorate-verifier.html", Verifier, Verifier),
            ("/standalone/quorate-verifier.html.sha256", VerifierHash, VerifierHash),
            ("/standalone/other.html", Foreign, Foreign),
            ("/api/v1/nothing", Foreign, Foreign),
            ("/record/x/checkpoint", Foreign, Foreign),
            ("/openapi.json", Foreign, Foreign),
        ] {
            assert_eq!(Address::of_path(path, Wanted::Page), page, "{path} by a browser");
            assert_eq!(Address::of_path(path, Wanted::Data), data, "{path} by a program");
        }
    }
}
