//! Bundles in which one thing was changed, as somebody would who wants another result.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// The names of the changes; some are of things that only an audit bundle has.
pub const TAMPERINGS: [&str; 5] = ["ballot", "total", "area", "checkpoint", "left_out"];

/// The bundle with the change of this name; none if nobody knows it or nothing in the bundle is such a thing. `nothing`
/// leaves it as it is.
pub fn tampered(bundle: &str, what: &str) -> Option<String> {
    if what == "nothing" {
        return Some(bundle.to_owned());
    }
    let mut lines: Vec<Value> =
        bundle.lines().map(|line| serde_json::from_str(line).expect("a line")).collect();
    match what {
        "ballot" => {
            let own = lines.iter_mut().find(|line| line["kind"] == "ballot")?;
            let said = own["text"].as_str()?.to_owned();
            own["text"] = json!(signed(&said, |payload| payload.replacen("\"for\"", "\"against\"", 1))?);
        }
        "total" => {
            let own = lines.iter_mut().find(|line| line["line"] == "certificate")?;
            let payload = own["jws"]["payload"].as_str()?.to_owned();
            own["jws"]["payload"] = json!(recoded(&payload, |text| one_more(&text, "\"ballots_counted\":"))?);
        }
        "area" => {
            let own = lines.iter_mut().rfind(|line| line["kind"] == "roll")?;
            let text = own["text"].as_str()?.replacen("\"area\":\"8", "\"area\":\"9", 1);
            own["text"] = json!(text);
        }
        "checkpoint" => {
            let own = lines.iter_mut().find(|line| line["line"] == "checkpoint")?;
            let note = own["note"].as_str()?;
            let (head, root) = note.split_once("\n\n")?.0.rsplit_once('\n')?;
            let other = if root.starts_with('A') { "B" } else { "A" };
            own["note"] = json!(note.replacen(
                &format!("{head}\n{root}"),
                &format!("{head}\n{other}{}", &root[1..]),
                1
            ));
        }
        "left_out" => {
            let place = lines.iter().position(|line| line["kind"] == "ballot")?;
            lines.remove(place);
            let count = lines.len();
            lines.last_mut()?["lines"] = json!(count);
        }
        _ => return None,
    }
    let changed = lines.iter().fold(String::new(), |all, line| all + &line.to_string() + "\n");
    (changed != bundle).then_some(changed)
}

/// A compact statement with another payload under the old signature.
fn signed(compact: &str, change: impl Fn(String) -> String) -> Option<String> {
    let mut parts: Vec<String> = compact.split('.').map(str::to_owned).collect();
    let payload = parts.get(1)?;
    parts[1] = recoded(payload, change)?;
    Some(parts.join("."))
}

fn recoded(payload: &str, change: impl Fn(String) -> String) -> Option<String> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    Some(URL_SAFE_NO_PAD.encode(change(text)))
}

/// The first number behind a name is one more.
fn one_more(text: &str, name: &str) -> String {
    let (before, after) = text.split_once(name).expect("the name");
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    let more = digits.parse::<u64>().expect("a number") + 1;
    format!("{before}{name}{more}{}", &after[digits.len()..])
}
