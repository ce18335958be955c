//! The index of a package (目录), in both languages at once: every file with its SHA-256, and what is missing.

use askama::Template;

use super::frame::{Frame, PrintQuery};
use crate::actions::error::ActionError;
use crate::actions::packages::contents::Contents;

#[derive(Template)]
#[template(path = "package_index.html")]
struct Page<'a> {
    frame: &'a Frame,
    title: (&'static str, &'static str),
    contents: &'a Contents,
}

/// The page as it lies in the package.
pub fn text(contents: &Contents, title: (&'static str, &'static str)) -> Result<Vec<u8>, ActionError> {
    let heading = &contents.heading;
    let frame = Frame::new(PrintQuery::default(), format!("{} · {}", title.0, heading.title));
    let about = format!("{} · {}", heading.title, title.0);
    let frame = frame.running(&heading.community, &about, Some(&heading.definition));
    let page = Page { frame: &frame, title, contents };
    Ok(page.render().map_err(ActionError::damaged)?.into_bytes())
}
