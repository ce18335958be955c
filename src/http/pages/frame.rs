//! What all pages share: their frame, how they are asked for, and the policy they are answered with.
//!
//! A page runs nothing and loads nothing: its one style stands in it, and its policy names that style by its
//! digest. It is made for A4, and can be read on a telephone.

use std::fmt::Write as _;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, VARY};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::actions::error::ActionError;
use crate::evidence::digest::Digest;
use crate::http::problem::Problem;

/// The style of all pages.
const PRINT: &str = include_str!("print.css");

/// The language a page is written in.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, ToSchema)]
pub enum Language {
    /// Chinese.
    #[default]
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Its tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Whichever of two texts is in this language.
    #[must_use]
    pub const fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }
}

/// How large a page is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TypeSize {
    /// 11 points.
    #[default]
    Usual,
    /// 16 points, for whoever reads with difficulty.
    Large,
}

/// How a page is asked for.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PrintQuery {
    /// The language of the page; Chinese unless asked otherwise.
    #[param(inline)]
    pub lang: Option<Language>,
    /// How large the page is written; 11 points unless asked otherwise.
    #[param(inline)]
    pub size: Option<TypeSize>,
}

/// What is wanted of an address that has a page and data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wanted {
    /// The data, as programs do.
    Data,
    /// The page, as browsers do.
    Page,
}

impl Wanted {
    /// What a request asks for: a page if it accepts `text/html` by name.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let mut accepted = request.headers().get_all(ACCEPT).filter_map(|value| value.to_str().ok());
        let page = accepted.any(|value| value.to_ascii_lowercase().contains("text/html"));
        if page { Self::Page } else { Self::Data }
    }
}

impl FromRequest for Wanted {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The frame of one page, which its template names `frame`.
#[derive(Clone, Debug)]
pub struct Frame {
    language: Language,
    size: TypeSize,
    title: String,
    style: String,
}

impl Frame {
    /// The frame of a page with this title.
    #[must_use]
    pub fn new(query: PrintQuery, title: impl Into<String>) -> Self {
        let (language, size) = (query.lang.unwrap_or_default(), query.size.unwrap_or_default());
        Self { language, size, title: title.into(), style: PRINT.to_owned() }
    }

    /// With a style of its own after that of all pages. It is part of the program, never of what somebody wrote.
    #[must_use]
    pub fn styled(mut self, style: &'static str) -> Self {
        self.style.push_str(style);
        self
    }

    /// With a header on every sheet, which says what the sheet belongs to, and with page numbers.
    #[must_use]
    pub fn running(mut self, community: &str, about: &str, digest: Option<&Digest>) -> Self {
        let digest = digest.map_or_else(String::new, |digest| {
            let hex: String = digest.to_string().chars().take(16).collect();
            format!("SHA-256 {hex}…")
        });
        let font = "font: 8pt sans-serif; color: #333;";
        let head = quoted(&format!("{community} · {about}"));
        let _ = writeln!(
            self.style,
            "@page {{ @top-left {{ {font} content: {head} }} @top-right {{ {font} content: {} }} \
             @bottom-center {{ {font} content: counter(page) \" / \" counter(pages) }} }}",
            quoted(&digest)
        );
        self
    }

    /// Its language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whichever of two texts is in its language.
    #[must_use]
    pub const fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.language.say(zh, en)
    }

    /// Whether it is written large.
    #[must_use]
    pub const fn is_large(&self) -> bool {
        match self.size {
            TypeSize::Usual => false,
            TypeSize::Large => true,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its whole style.
    #[must_use]
    pub fn style(&self) -> &str {
        &self.style
    }

    /// Nothing but the one style: no script, no picture from elsewhere, no frame.
    fn policy(&self) -> String {
        let style = STANDARD.encode(Digest::of(self.style.as_bytes()).as_bytes());
        format!(
            "default-src 'none'; style-src 'sha256-{style}'; frame-ancestors 'none'; base-uri 'none'; \
             form-action 'none'"
        )
    }
}

/// The answer with a page, which no cache keeps.
pub fn answer(status: StatusCode, frame: &Frame, page: &impl Template) -> Result<HttpResponse, Problem> {
    let text = page.render().map_err(ActionError::damaged)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((VARY, "accept"))
        .insert_header((CONTENT_SECURITY_POLICY, frame.policy()))
        .body(text))
}

/// A string of a style sheet, in which nothing but letters and digits stands for itself (CSS Syntax, section 4.3.7).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == ' ' {
            quoted.push(letter);
        } else {
            // Six digits end by themselves.
            let _ = write!(quoted, "\\{:06x}", u32::from(letter));
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_wrote_ends_a_string_of_the_style() {
        assert_eq!(quoted("春江\"</style>"), "\"春江\\000022\\00003c\\00002fstyle\\00003e\"");
        let frame = Frame::new(PrintQuery::default(), "t").running("</style><script>", "\\\n}", None);
        assert_eq!(frame.style().matches('<').count(), 0);
        assert!(!frame.style().contains("\\\n"));
    }

    #[test]
    fn a_policy_names_the_whole_style() {
        let plain = Frame::new(PrintQuery::default(), "t");
        let running = plain.clone().running("a", "b", Some(&Digest::of(b"c")));
        assert_ne!(plain.policy(), running.policy());
        let digest = STANDARD.encode(Digest::of(running.style().as_bytes()).as_bytes());
        assert!(running.policy().contains(&digest));
    }
}
