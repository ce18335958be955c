//! Files of the built client as they are sent: what is in them, compressed once, and by which tag they are known.

use std::io::Write as _;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, AcceptEncoding, ContentEncoding, ContentType, ETag, Encoding, EntityTag, Header as _, IfNoneMatch,
};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::evidence::digest::Digest;

/// Media types by how a name ends, and whether they are worth compressing. Browsers are told to guess nothing.
const KINDS: [(&str, &str, bool); 12] = [
    ("css", "text/css; charset=utf-8", true),
    ("html", "text/html; charset=utf-8", true),
    ("ico", "image/x-icon", false),
    ("js", "text/javascript; charset=utf-8", true),
    ("json", "application/json", true),
    ("map", "application/json", true),
    ("png", "image/png", false),
    ("svg", "image/svg+xml", true),
    ("txt", "text/plain; charset=utf-8", true),
    ("wasm", "application/wasm", true),
    ("webmanifest", "application/manifest+json", true),
    ("woff2", "font/woff2", false),
];

/// Where the files of the built client are.
pub trait Shelf: Send + Sync {
    /// The file of this name, such as `client/index.html`.
    fn file(&self, name: &str) -> Option<Arc<File>>;
}

/// How long an answer is kept by whoever got it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Freshness {
    /// For ever: what has this name never changes.
    Immutable,
    /// As long as the service, asked each time, says that it did not change.
    Revalidated,
}

/// A file.
#[derive(Debug)]
pub struct File {
    bytes: Bytes,
    packed: Option<Bytes>,
    kind: &'static str,
    tag: EntityTag,
    digest: Digest,
}

impl File {
    /// A file of this name with these bytes.
    #[must_use]
    pub fn new(name: &str, bytes: Bytes) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let known = KINDS.into_iter().find(|(own, ..)| *own == ending);
        let (_, kind, is_text) = known.unwrap_or(("", "application/octet-stream", false));
        let packed = if is_text { packed(&bytes).filter(|packed| packed.len() < bytes.len()) } else { None };
        let digest = Digest::of(&bytes);
        // Weak, for the bytes on the wire are others when they are compressed.
        Self { bytes, packed, kind, tag: EntityTag::new_weak(digest.to_string()), digest }
    }

    /// The hash of what is in it.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// What is in it, if it is text.
    #[must_use]
    pub fn text(&self) -> &str {
        str::from_utf8(&self.bytes).unwrap_or_default()
    }

    /// The answer to a request for it.
    #[must_use]
    pub fn answer(&self, request: &HttpRequest, freshness: Freshness, policy: &str) -> HttpResponse {
        self.answer_as(StatusCode::OK, request, freshness, policy)
    }

    /// The answer with it where the address itself has nothing.
    #[must_use]
    pub fn instead(&self, request: &HttpRequest, policy: &str) -> HttpResponse {
        self.answer_as(StatusCode::NOT_FOUND, request, Freshness::Revalidated, policy)
    }

    fn answer_as(
        &self,
        status: StatusCode,
        request: &HttpRequest,
        freshness: Freshness,
        policy: &str,
    ) -> HttpResponse {
        let known = status == StatusCode::OK && self.is_known(request);
        let mut response = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { status });
        let kept = match freshness {
            Freshness::Immutable => "public, max-age=31536000, immutable",
            Freshness::Revalidated => "no-cache",
        };
        response
            .insert_header((header::CACHE_CONTROL, kept))
            .insert_header((header::CONTENT_SECURITY_POLICY, policy))
            .insert_header((header::VARY, "accept-encoding"));
        if status == StatusCode::OK {
            response.insert_header(ETag(self.tag.clone()));
        }
        if known {
            return response.finish();
        }
        response.content_type(self.kind);
        match &self.packed {
            Some(packed) if takes_gzip(request) => {
                response.insert_header(ContentEncoding::Gzip).body(packed.clone())
            }
            Some(_) | None => response.body(self.bytes.clone()),
        }
    }

    fn is_known(&self, request: &HttpRequest) -> bool {
        match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(&self.tag)),
            Ok(IfNoneMatch::Any) => true,
            Err(_) => false,
        }
    }
}

/// The hash of a file as `sha256sum` writes it, to be checked with `sha256sum --check`.
pub fn hash_line(file: &File, name: &str) -> HttpResponse {
    let line = format!("{}  {name}\n", file.digest());
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(line)
}

fn packed(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

fn takes_gzip(request: &HttpRequest) -> bool {
    // Where nothing is said, anything may be sent; but whoever cannot unpack says nothing as well.
    let said = request.headers().contains_key(header::ACCEPT_ENCODING);
    let accepted = AcceptEncoding::parse(request).ok().filter(|_| said);
    let supported = [Encoding::gzip(), Encoding::identity()];
    accepted.and_then(|accepted| accepted.negotiate(supported.iter())) == Some(Encoding::gzip())
}
