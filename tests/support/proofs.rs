//! What the verifier says of a meeting's bundles, as they were served.

use quorate::domain::meetings::MeetingState;
use quorate::verify::bundle::BundleReader;
use quorate::verify::report::{Code, Outcome, Pinning, Report};

use crate::answer::Answer;
use crate::assembly::Assembly;
use crate::calls::Place;

/// What the verifier says of a bundle as it was served.
pub async fn verified(assembly: &Assembly, bundle: Answer) -> Report {
    assert_eq!(bundle.status, 200, "{}", bundle.text);
    assert_eq!(bundle.header("content-type"), "application/vnd.quorate.bundle+jsonl");
    let mut reader = BundleReader::default();
    for line in bundle.text.split_inclusive('\n') {
        reader.line(line.as_bytes()).expect("a line");
    }
    let report = reader.verify(Some(&assembly.keys().await)).expect("a report");
    assert_eq!(report.pinning, Pinning::Pinned);
    let found = report.claims.iter().filter(|claim| claim.outcome == Outcome::Finding);
    assert_eq!(found.map(|claim| claim.sentence.clone()).collect::<Vec<_>>(), Vec::<String>::new());
    report
}

/// Counts a closed meeting and has the certificate countersigned.
pub async fn certify(assembly: &Assembly, place: Place) {
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&scrutineer, place).await.expect(201);
    countersign(assembly, place).await;
}

/// Scrutineer and supervising office sign the certificate of a counted meeting.
pub async fn countersign(assembly: &Assembly, place: Place) {
    for person in [&assembly.scrutineer, &assembly.supervisor] {
        let token = assembly.token(person).await;
        let signature = assembly.countersignature(place, person).await;
        assembly.sign_certificate(&token, place, &signature).await.expect(201);
    }
}

/// Both bundles hold; the audit bundle leaves nothing open but what no bundle of a test can prove.
pub async fn proved(assembly: &Assembly, place: Place, state: MeetingState) -> Report {
    proved_but(assembly, (place, state), &[]).await
}

/// Both bundles hold; besides what no bundle of a test can prove, the audit bundle leaves this open.
pub async fn proved_but(assembly: &Assembly, (place, state): (Place, MeetingState), but: &[Code]) -> Report {
    let public = verified(assembly, assembly.public_bundle(place).await).await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let audit = verified(assembly, assembly.audit_bundle(&scrutineer, place).await).await;
    assert_eq!((public.state, audit.state), (state, state));
    assert_eq!(public.matters, audit.matters);
    // The clock is simulated, no witness is named, and a count may still be announced or annulled.
    let mut open = vec![Code::RealMeeting, Code::RecordWitnessed, Code::ClosingWitnessed];
    open.extend((state == MeetingState::Counted).then_some(Code::Progress));
    open.extend([Code::RollWitnessed, Code::CertificateWitnessed]);
    open.extend(but);
    assert_eq!(audit.codes(Outcome::CouldNotCheck).collect::<Vec<_>>(), open);
    audit
}
