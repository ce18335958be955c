//! What a story is told of its scene.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::agenda::{FREE, register};
use crate::app::App;
use crate::calls::Place;
use crate::host::HOST;
use crate::scenes::Scene;

/// Where a browser finds the service.
pub fn address(app: &App) -> String {
    format!("http://{HOST}:{}", app.host.address().port())
}

/// Everything that a story has to know of a scene to begin.
pub async fn told(number: u64, scene: &Scene) -> Value {
    let assembly = &scene.assembly;
    let codes = scene.codes().await;
    json!({
        "scene": number,
        "service": address(&assembly.app),
        "origin": assembly.keys().await.origin,
        "now": assembly.now().to_string(),
        "community": assembly.community,
        "name": "梧桐苑",
        "meetings": meetings(&scene.meetings),
        "owners": owners(),
        "free": FREE,
        "letters": codes["letters"],
        "invitations": codes["invitations"],
    })
}

fn meetings(places: &BTreeMap<&'static str, Place>) -> Value {
    places.iter().map(|(name, place)| ((*name).to_owned(), json!(place.1))).collect()
}

/// What the register says of each owner.
fn owners() -> Value {
    let mut owners = json!({});
    for row in register().lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let unit = json!({ "unit": cells[0], "name": cells[11], "phone": cells[12], "email": cells[13] });
        if owners[cells[9]].is_null() {
            owners[cells[9]] = unit;
        }
    }
    owners
}

/// The messages to a number that were taken, and the six digits in the last one that has such.
pub async fn messages(scene: &Scene, contact: &str) -> Value {
    scene.assembly.tick().await;
    let sent = scene.assembly.phones().of(contact);
    let has_code = |text: &str| text.split(|own: char| !own.is_ascii_digit()).any(|run| run.len() == 6);
    let code = sent.iter().any(|own| has_code(&own.text)).then(|| scene.assembly.phones().code(contact));
    let texts = sent.iter().map(|own| json!({ "kind": own.kind, "text": own.text })).collect::<Vec<_>>();
    json!({ "messages": texts, "code": code })
}
