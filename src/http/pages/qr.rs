//! QR codes as images that stand in a page.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::actions::error::ActionError;

/// The QR code of a text, as an element of a page.
pub fn image(text: &str) -> Result<String, ActionError> {
    let qr = QrCode::with_error_correction_level(text, EcLevel::M).map_err(ActionError::damaged)?;
    let qr = qr.render::<svg::Color<'_>>().module_dimensions(1, 1).build();
    // Within a page an image is an element and has no prolog of its own.
    Ok(qr.split_once("?>").map_or_else(|| qr.clone(), |(_, image)| image.to_owned()))
}
