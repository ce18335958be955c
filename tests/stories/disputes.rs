//! Who acts for a flat that two own: what co-owners and the convener say off screen.

use quorate::domain::representation::DecisionOutcome;
use quorate::evidence::representation::{
    RepresentationDecision, RepresentationObjection, RepresentationWithdrawal, RepresentativeNomination,
};
use quorate::evidence::statements::Statement as _;
use serde_json::Value;

use crate::agenda::questions;
use crate::answer::Answer;
use crate::assembly::{Assembly, OPENS, Person, nonce};
use crate::calls::Place;
use crate::deeds;
use crate::scenes::{Scene, registered};

/// A meeting that is open: o-03 voted for the flat 1-0201, and o-04 who owns it too objected.
pub async fn coowners() -> Scene {
    let mut scene = Scene::of(registered(None).await);
    let assembly = &scene.assembly;
    let place = assembly.noticed(&questions(&Value::Null)).await;
    assembly.advance_to(OPENS).await;
    deeds::vote(assembly, place, "o-03", "for").await;
    object(assembly, place, ("o-04", "o-03")).await.expect(201);
    scene.meetings.insert("questions", place);
    scene
}

/// An owner names who acts for their elector.
pub async fn name(assembly: &Assembly, place: Place, (owner, representative): (&str, &str)) -> Answer {
    let nomination = RepresentativeNomination {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place, owner).await.parse().expect("an elector"),
        representative: representative.parse().expect("an owner"),
        nonce: nonce(),
    };
    let person = assembly.owner(owner);
    say(assembly, place, person, ("nominations", &nomination.sign(&person.key).expect("a statement"))).await
}

/// An owner objects to whoever acted for their elector.
pub async fn object(assembly: &Assembly, place: Place, (owner, representative): (&str, &str)) -> Answer {
    let objection = RepresentationObjection {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place, owner).await.parse().expect("an elector"),
        representative: representative.parse().expect("an owner"),
        reason: Some("我们没有商量过".to_owned()),
        nonce: nonce(),
    };
    let person = assembly.owner(owner);
    say(assembly, place, person, ("objections", &objection.sign(&person.key).expect("a statement"))).await
}

/// An owner takes their objection back.
pub async fn withdraw(assembly: &Assembly, place: Place, owner: &str) -> Answer {
    let withdrawal = RepresentationWithdrawal {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place, owner).await.parse().expect("an elector"),
        nonce: nonce(),
    };
    let person = assembly.owner(owner);
    say(assembly, place, person, ("withdrawals", &withdrawal.sign(&person.key).expect("a statement"))).await
}

/// The convener decides a quarrel: `stands` or `set_aside`.
pub async fn decide(assembly: &Assembly, place: Place, (owner, outcome): (&str, &str)) -> Answer {
    let decision = RepresentationDecision {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place, owner).await.parse().expect("an elector"),
        outcome: if outcome == "set_aside" { DecisionOutcome::SetAside } else { DecisionOutcome::Stands },
        reason: "依据不动产登记簿".to_owned(),
        nonce: nonce(),
    };
    let signed = decision.sign(&assembly.convener.key).expect("a statement");
    say(assembly, place, &assembly.convener, ("decisions", &signed)).await
}

async fn elector(assembly: &Assembly, place: Place, owner: &str) -> String {
    let token = assembly.token(assembly.owner(owner)).await;
    let own = assembly.my_electors(&token, place).await.expect(200);
    own[0]["elector"].as_str().expect("an elector").to_owned()
}

async fn say(assembly: &Assembly, place: Place, person: &Person, (what, signed): (&str, &str)) -> Answer {
    let token = assembly.token(person).await;
    assembly.say_of_representation(&token, place, what, signed).await
}
