//! QR codes as images that stand in a page.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::actions::error::ActionError;

/// A QR code that stands in a page many times and is written down once.
pub struct Shared {
    /// Where it is written down: an element that shows nothing.
    pub defined: String,
    /// An element that shows it.
    pub used: String,
}

/// The QR code of a text, as an element of a page.
pub fn image(text: &str) -> Result<String, ActionError> {
    let qr = QrCode::with_error_correction_level(text, EcLevel::M).map_err(ActionError::damaged)?;
    let qr = qr.render::<svg::Color<'_>>().module_dimensions(1, 1).build();
    // Within a page an image is an element: it has no prolog of its own and names no namespace.
    let qr = qr.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
    Ok(qr.split_once("?>").map_or_else(|| qr.clone(), |(_, image)| image.to_owned()))
}

/// The QR code of a text for every sheet of a page.
pub fn shared(text: &str) -> Result<Shared, ActionError> {
    let image = image(text)?;
    let size = image.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next());
    let size = size.ok_or_else(|| ActionError::damaged("a QR code without a size"))?;
    let name = "QR";
    Ok(Shared {
        used: format!("<svg viewBox=\"{size}\" role=\"img\" aria-label=\"{name}\"><use href=\"#qr\"/></svg>"),
        defined: format!(
            "<svg width=\"0\" height=\"0\" class=\"defined\"><defs><g id=\"qr\">{image}</g></defs></svg>"
        ),
    })
}
