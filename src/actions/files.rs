//! Files that come in: of the types that are taken, not too large, and what they say they are.

use super::error::ActionError;

/// A file as it was sent.
#[derive(Clone, Debug)]
pub struct Uploaded {
    /// What it is said to be.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Refuses a file that is none of these types, too large, or not what it says it is.
pub fn check(file: &Uploaded, types: &[&str], bytes_max: u64) -> Result<(), ActionError> {
    let refused = |problem: String| Err(ActionError::Field { field: "file", problem });
    if !types.contains(&file.media_type.as_str()) {
        return refused(format!("is {}, which is none of {}", file.media_type, types.join(", ")));
    }
    if file.content.is_empty() || file.content.len() as u64 > bytes_max {
        return refused(format!("must have 1 to {bytes_max} bytes; it has {}", file.content.len()));
    }
    let begins = |magic: &[u8]| file.content.starts_with(magic);
    let is_so = match file.media_type.as_str() {
        "application/pdf" => begins(b"%PDF-"),
        "image/jpeg" => begins(b"\xff\xd8\xff"),
        "image/png" => begins(b"\x89PNG\r\n\x1a\n"),
        _ => std::str::from_utf8(&file.content).is_ok_and(|text| !text.contains('\0')),
    };
    if is_so { Ok(()) } else { refused(format!("does not begin as {} does", file.media_type)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: [&str; 3] = ["application/pdf", "image/png", "text/plain"];

    fn judged(media_type: &str, content: &[u8]) -> bool {
        let file = Uploaded { media_type: media_type.to_owned(), content: content.to_vec() };
        check(&file, &TYPES, 16).is_ok()
    }

    #[test]
    fn a_file_is_what_it_says_it_is_and_not_too_large() {
        assert!(judged("application/pdf", b"%PDF-1.7"));
        assert!(judged("image/png", b"\x89PNG\r\n\x1a\n0"));
        assert!(judged("text/plain", "方案".as_bytes()));
        for (media_type, content) in [
            ("application/pdf", b"MZ".as_slice()),
            ("image/png", b"%PDF-1.7"),
            ("text/plain", b"\xff\xfe"),
            ("text/plain", b"a\0b"),
            ("text/plain", b""),
            ("text/plain", b"12345678901234567"),
            ("text/html", b"<p>"),
            ("image/jpeg", b"\xff\xd8\xff"),
        ] {
            assert!(!judged(media_type, content), "{media_type}");
        }
    }
}
