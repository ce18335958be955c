//! Files that come in as the body of a request, and go out as what nobody opens by accident.

use std::fmt::Write as _;

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::Bytes;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use super::problem::Problem;
use crate::actions::files::Uploaded;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The file that is the body, of the media type that the request names.
pub fn file(request: &HttpRequest, body: &Bytes) -> Result<Uploaded, Problem> {
    let media_type = request.content_type().to_ascii_lowercase();
    if media_type.is_empty() {
        return Err(Problem::unsupported_media_type("application/pdf, image/jpeg, image/png or text/plain"));
    }
    Ok(Uploaded { media_type, content: body.to_vec() })
}

/// Which of the two it is, is told from the bytes; a body that says it is neither is refused.
pub fn check_sheet(request: &HttpRequest) -> Result<(), Problem> {
    let given = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = given.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if essence == "text/csv" || essence == XLSX {
        Ok(())
    } else {
        Err(Problem::unsupported_media_type(&format!("text/csv or {XLSX}")))
    }
}

/// Answers with a file to be saved: no browser runs or shows it in the name of this service.
pub fn answer(media_type: &str, file_name: &str, content: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, disposition(file_name)))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(content)
}

/// The name of a file in a header (RFC 6266, RFC 8187).
fn disposition(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|own| if own.is_ascii_alphanumeric() || own == '.' { own } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'.' {
            encoded.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _written = write!(encoded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_in_any_script_stands_in_a_header() {
        let expected = "attachment; filename=\"__1.pdf\"; filename*=UTF-8''%E6%96%B9%E6%A1%881.pdf";
        assert_eq!(disposition("方案1.pdf"), expected);
        assert!(!disposition("a\";\r\nX: y").contains('\r'));
    }
}
