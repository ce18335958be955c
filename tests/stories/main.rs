//! The backstage of the browser stories: real services whose world a story prepares and steers over a second address,
//! while a person in a real browser uses the first one.
//!
//! [`scenes`] builds communities in named states, [`deeds`] does what others do off screen, [`backstage`] takes both by
//! JSON over HTTP. The stories themselves are in `web/tests/stories`.

#![expect(clippy::indexing_slicing, reason = "a test that indexes wrongly fails, as it should")]
#![expect(clippy::disallowed_methods, reason = "tests read files and their environment")]
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/acts.rs"]
mod acts;
#[path = "../support/answer.rs"]
mod answer;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/app.rs"]
mod app;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/assembly.rs"]
mod assembly;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/calls.rs"]
mod calls;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../api/lives/electing.rs"]
mod electing;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/estate.rs"]
mod estate;
#[expect(dead_code, reason = "tests/provider uses all of it")]
#[path = "../provider/hostile.rs"]
mod hostile;
#[expect(dead_code, reason = "tests/provider uses all of it")]
#[path = "../provider/logins.rs"]
mod logins;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/phones.rs"]
mod phones;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/proofs.rs"]
mod proofs;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/tables.rs"]
mod tables;

mod agenda;
mod backstage;
mod committee;
mod deeds;
mod disputes;
mod host;
mod scenes;
mod tampering;
mod telling;
mod vitest;

use std::env;

use quorate::verify::bundle::BundleReader;

use crate::backstage::Backstage;
use crate::scenes::Wishes;
use crate::tampering::{TAMPERINGS, tampered};

/// Where `backstage` listens when nobody says otherwise.
const PORT: u16 = 9400;

#[actix_web::test]
async fn every_story_is_true_in_a_real_browser() {
    vitest::demand_what_stories_need();
    let backstage = Backstage::start(0).await;
    let told = vitest::run(&backstage).await;
    assert!(told.success(), "the stories ended with {told}");
}

#[actix_web::test]
async fn every_scene_can_be_played() {
    for name in scenes::NAMES {
        let scene = scenes::build(name, &Wishes::default()).await.expect("a scene");
        let told = telling::told(1, &scene).await;
        assert_eq!(
            told["invitations"].as_object().map(serde_json::Map::len),
            Some(deeds::INVITED.len()),
            "{name}"
        );
        scene.assembly.estate.stop().await;
    }
}

#[actix_web::test]
async fn every_tampering_is_one_that_the_verifier_finds() {
    let scene = scenes::build("announced", &Wishes::default()).await.expect("a scene");
    let place = scene.place(None).expect("a meeting");
    let (sound, keys) = (deeds::bundle(&scene, place, true).await, scene.assembly.keys().await);
    let holds = |bundle: &str| {
        let mut reader = BundleReader::default();
        let read = bundle.split_inclusive('\n').try_for_each(|line| reader.line(line.as_bytes()));
        read.is_ok() && reader.verify(Some(&keys)).is_ok_and(|report| report.is_valid())
    };
    assert!(holds(&tampered(&sound, "nothing").expect("the bundle")));
    for what in TAMPERINGS {
        assert!(!holds(&tampered(&sound, what).expect(what)), "{what} is not found");
    }
    scene.assembly.estate.stop().await;
}

/// For whoever writes a story: serves until it is killed, at `QUORATE_STAGE_PORT`.
#[actix_web::test]
#[ignore = "it never ends"]
async fn backstage() {
    let port = env::var("QUORATE_STAGE_PORT").map_or(PORT, |port| port.parse().expect("a port"));
    let backstage = Backstage::start(port).await;
    println!("QUORATE_BACKSTAGE={} QUORATE_SERVICE={}", backstage.url(), backstage.service());
    std::future::pending::<()>().await;
}
