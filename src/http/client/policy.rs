//! What pages of the client may do in a browser (Content Security Policy, level 3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::evidence::digest::Digest;

/// The client runs what this service delivered as files, and calls nobody else.
pub const CLIENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'none'";

/// What a page that is one file may do: run the script and the style in it, named by their hashes, and read a record
/// wherever it is published.
pub fn of_one_file(page: &str) -> String {
    let (mut scripts, mut styles) = (String::new(), String::new());
    let mut rest = page;
    while let Some((is_script, content, after)) = next_inline(rest) {
        let hash = STANDARD.encode(Digest::of(content.as_bytes()).as_bytes());
        let sources = if is_script { &mut scripts } else { &mut styles };
        sources.extend([" 'sha256-", &hash, "'"]);
        rest = after;
    }
    let or_none = |sources: String| if sources.is_empty() { " 'none'".to_owned() } else { sources };
    format!(
        "default-src 'none'; script-src{}; style-src{}; img-src data: blob:; connect-src 'self' https:; \
         form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
        or_none(scripts),
        or_none(styles),
    )
}

/// The next script or style: whether it is a script, what is in it, and what comes behind it.
fn next_inline(page: &str) -> Option<(bool, &str, &str)> {
    let starts = [("<script", "</script", true), ("<style", "</style", false)].into_iter();
    let (start, end, is_script) =
        starts.filter(|(start, ..)| page.contains(start)).min_by_key(|(start, ..)| page.find(start))?;
    let (_, opened) = page.split_once(start)?;
    let (_, content) = opened.split_once('>')?;
    let (content, after) = content.split_once(end)?;
    Some((is_script, content, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_in_the_page_may_run() {
        let page = "<style>a{}</style><p></p><script type=\"module\">x=\"<style>\"</script>";
        let policy = of_one_file(page);
        let named = |text: &str| {
            let hash = STANDARD.encode(Digest::of(text.as_bytes()).as_bytes());
            format!("-src 'sha256-{hash}';")
        };
        assert!(policy.contains(&format!("script{}", named("x=\"<style>\""))), "{policy}");
        assert!(policy.contains(&format!("style{}", named("a{}"))), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(of_one_file("<p>").contains("script-src 'none'; style-src 'none'"));
    }
}
