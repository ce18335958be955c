//! A whole meeting over HTTP in which some ballots came by way of an inbox, proved by the verifier.

use quorate::domain::meetings::MeetingState;
use quorate::verify::bundle::BundleReader;
use quorate::verify::report::{Code, Outcome, Report};
use serde_json::json;

use crate::answer::Answer;
use crate::assembly::{Assembly, CLOSES};
use crate::door::Way;
use crate::office::Office;

/// Ten minutes after the close.
const COUNT_FROM: &str = "2026-05-24T16:10:00Z";

async fn verified(assembly: &Assembly, bundle: Answer) -> Report {
    assert_eq!(bundle.status, 200, "{}", bundle.text);
    let mut reader = BundleReader::default();
    for line in bundle.text.split_inclusive('\n') {
        reader.line(line.as_bytes()).expect("a line");
    }
    let report = reader.verify(Some(&assembly.keys().await)).expect("a report");
    let found = report.claims.iter().filter(|claim| claim.outcome == Outcome::Finding);
    assert_eq!(found.map(|claim| claim.sentence.clone()).collect::<Vec<_>>(), Vec::<String>::new());
    report
}

#[tokio::test]
async fn a_meeting_with_forwarded_ballots_is_proved_by_its_audit_bundle() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    office.set(assembly.now());
    for owner in ["o-01", "o-02", "o-03"] {
        assembly.vote(place, owner).await;
    }
    // One is forwarded while voting runs, three after the close; one of these replaces a ballot cast before.
    let early = assembly.signed(place, "o-03").await;
    office.taken(place, &early).await;
    office.forward().await;
    office.door.set(Way::Shut);
    let mut late = Vec::new();
    for owner in ["o-01", "o-05", "o-06"] {
        let ballot = assembly.signed(place, owner).await;
        office.taken(place, &ballot).await;
        late.push(ballot);
    }
    assembly.advance_to(CLOSES).await;
    office.set(assembly.now());
    let office = office.restart().await;
    office.door.set(Way::Open);
    office.forward().await;
    for ballot in late.iter().chain([&early]) {
        assert_eq!(office.status(ballot).await["status"], "taken");
    }
    assembly.advance_to(COUNT_FROM).await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&scrutineer, place).await.expect(201);
    let audit = verified(&assembly, assembly.audit_bundle(&scrutineer, place).await).await;
    assert_eq!(audit.state, MeetingState::Counted);
    let checked: Vec<_> = audit.codes(Outcome::Checked).collect();
    for code in [Code::BallotsForwarded, Code::BallotsInTime, Code::BallotsNumber, Code::TotalsFollow] {
        assert!(checked.contains(&code), "{code:?} of {checked:?}");
    }
    let public = verified(&assembly, assembly.public_bundle(place).await).await;
    assert!(public.codes(Outcome::CouldNotCheck).any(|code| code == Code::BallotsForwarded));
    assert_eq!(public.matters, audit.matters);
    let facts: Vec<_> = assembly.entries().await.into_iter().map(|entry| entry["fact"].clone()).collect();
    let ballots: Vec<_> = facts.iter().filter(|fact| fact["kind"] == "ballot_received").collect();
    assert_eq!((ballots.len(), ballots.iter().filter(|fact| !fact["forwarding"].is_null()).count()), (7, 4));
    office.stop().await;
    assembly.stop().await;
}
