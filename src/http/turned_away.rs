//! Problems of requests that never came as far as an action, or broke on the way.

use actix_web::http::StatusCode;

use super::problem::Problem;
use crate::actions::error::ActionError;

impl Problem {
    /// A cursor that no page of this list answered.
    #[must_use]
    pub fn no_such_page() -> Self {
        let problem = "is not the next of an earlier page".to_owned();
        ActionError::Field { field: "cursor", problem }.into()
    }

    /// The address has more bytes than are read.
    #[must_use]
    pub fn uri_too_long(bytes_max: usize) -> Self {
        let detail = format!("the address may have {bytes_max} bytes at most");
        Self::new(StatusCode::URI_TOO_LONG, "uri_too_long", "The address is too long", detail)
    }

    /// The header fields have more bytes than are read, or there are too many.
    #[must_use]
    pub fn headers_too_large(fields_max: usize, bytes_max: usize) -> Self {
        let detail =
            format!("there may be {fields_max} header fields with {bytes_max} bytes together at most");
        let title = "The header fields are too large";
        Self::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headers_too_large", title, detail)
    }

    /// Something broke while this was answered; what it was is for the log.
    #[must_use]
    pub fn broken() -> Self {
        let detail = "something broke while this was answered: look whether it was done before trying again";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", "The service broke", detail)
    }
}
