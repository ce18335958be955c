//! The names of schemas in the API document, where the second of a name takes the place of the first unseen.

use std::collections::BTreeMap;

use crate::assert_none;
use crate::sources::below;

#[test]
fn no_two_schemas_of_the_api_document_have_one_name() {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut findings = Vec::new();
    for source in below("src") {
        let lines: Vec<_> = source.before_tests().collect();
        for (place, (number, line)) in lines.iter().enumerate() {
            let derived = line.trim_start();
            if !(derived.starts_with("#[derive(") || derived.starts_with("#[cfg_attr("))
                || !line.contains("ToSchema")
            {
                continue;
            }
            let head: Vec<_> = lines[place..].iter().take(6).map(|(_, line)| *line).collect();
            let head = head.join(" ");
            let Some(name) = given_name(&head).or_else(|| own_name(&head)) else { continue };
            let here = format!("{}:{number}", source.path);
            if let Some(there) = known.insert(name.clone(), here.clone()) {
                findings
                    .push(format!("{here}: is {name} in the document, as is {there}: say schema(as = …)"));
            }
        }
    }
    assert!(known.len() > 200);
    assert_none(&findings);
}

/// The name that an attribute gives.
fn given_name(head: &str) -> Option<String> {
    let (attributes, _) = head.split_once(" struct ").or_else(|| head.split_once(" enum "))?;
    let (_, name) = attributes.split_once("schema(as = ")?;
    name.split([')', ',']).next().map(str::to_owned)
}

/// The name of the type.
fn own_name(head: &str) -> Option<String> {
    let words: Vec<_> = head.split([' ', '{', '<', '(', ';']).filter(|word| !word.is_empty()).collect();
    let place = words.iter().position(|word| ["struct", "enum"].contains(word))?;
    words.get(place + 1).map(|name| (*name).to_owned())
}
