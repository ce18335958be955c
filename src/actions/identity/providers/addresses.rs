//! Addresses of providers: which may be called, and how what is said in them is written.

/// Longest address, in bytes.
const ADDRESS_MAX_BYTES: usize = 2048;

/// Whether an address may be called: `https://`, or `http://` on this machine, without user and fragment.
#[must_use]
pub fn is_address(url: &str) -> bool {
    let host = |rest: &str| !rest.is_empty() && !rest.starts_with(['/', ':', '?']);
    let secure = url.strip_prefix("https://").is_some_and(host);
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"#@\\".contains(&byte));
    (secure || is_local(url)) && plain && url.len() <= ADDRESS_MAX_BYTES
}

/// Whether an address is of this machine, without TLS.
#[must_use]
pub fn is_local(url: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let rest = url.strip_prefix("http://").and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    })
}

/// Names and values as a form or a query (RFC 3986, section 2.3: all but what is unreserved is escaped).
#[must_use]
pub fn form(fields: &[(&str, &str)]) -> String {
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    fields.join("&")
}

/// A text as it stands in a form or a query.
#[must_use]
pub fn escape(text: &str) -> String {
    use std::fmt::Write as _;

    text.bytes().fold(String::with_capacity(text.len()), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
        escaped
    })
}

/// An address with further fields in its query.
#[must_use]
pub fn with_query(url: &str, fields: &[(&str, &str)]) -> String {
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}{}", form(fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_on_this_machine() {
        for url in
            ["https://id.example", "https://id.example:8443/a?b=c", "http://127.0.0.1:9/x", "http://[::1]"]
        {
            assert!(is_address(url), "{url}");
        }
        for url in [
            "",
            "https://",
            "https:///path",
            "http://id.example",
            "http://127.0.0.1.example",
            "http://localhost.example/",
            "https://user@id.example",
            "https://id.example/#x",
            "https://id.example\\@other",
            "https://id example",
            "file:///x",
            &format!("https://{}", "x".repeat(2048)),
        ] {
            assert!(!is_address(url), "{url}");
        }
    }

    #[test]
    fn what_is_said_in_a_query_cannot_say_more_than_it_should() {
        assert_eq!(form(&[("a", "b&c=d"), ("名", " +%")]), "a=b%26c%3Dd&%E5%90%8D=%20%2B%25");
        assert_eq!(with_query("https://x/a", &[("b", "c")]), "https://x/a?b=c");
        assert_eq!(with_query("https://x/a?z=1", &[("b", "c")]), "https://x/a?z=1&b=c");
    }
}
