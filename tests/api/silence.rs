//! Meetings in which silence means something, from the draft to bundles that prove the result.

use quorate::domain::meetings::MeetingState;
use quorate::evidence::ballots::MatterAnswer;
use quorate::evidence::certificate::Certificate;
use quorate::evidence::digest::Digest;
use quorate::evidence::statements::Statement as _;
use quorate::evidence::verdict::VerdictForm;
use serde_json::{Value, json};

use crate::assembly::{Assembly, CLOSES, OPENS, answered, draft};
use crate::calls::Place;
use crate::proofs::{certify, proved};

use MatterAnswer::{Abstain, Against, For};

/// Every unit that decides, but the second flat of o-05.
const SERVED: [&str; 10] =
    ["1-0101", "1-0102", "1-0201", "1-0202", "1-0302", "2-0001", "2-0101", "2-0102", "2-0201", "2-0202"];

/// A question to everybody and one to building 2, where silence means something.
fn silent_draft(non_voter: &str, only_if_quorate: &str) -> Value {
    let mut draft = draft();
    draft["matters"].as_array_mut().unwrap().remove(1);
    draft["switches"] = json!({ "non_voter": non_voter, "only_if_real_votes_reach_quorum": only_if_quorate });
    draft["non_voter_rule"] = json!({
        "adopted_on": "2025-06-01",
        "text": "已送达而未在期限内表决的，其表决票计入已表决的多数票。",
        "result": "2025 年业主大会第 1 号公告"
    });
    draft
}

/// Serves every unit of [`SERVED`] by letter, as the secretary.
async fn serve(assembly: &Assembly, place: Place) {
    let token = assembly.token(&assembly.secretary).await;
    let served_at = assembly.now().to_string();
    let letters = SERVED.map(|unit| {
        let evidence = Digest::of(unit.as_bytes());
        json!({ "unit": unit, "channel": "letter", "served_at": served_at, "evidence": evidence })
    });
    assembly.record_services(&token, place, &json!(letters)).await.expect(201);
}

/// Holds a meeting in which these owners say the same to every matter.
async fn held(assembly: &Assembly, draft: &Value, votes: &[(&str, MatterAnswer)]) -> (Place, Certificate) {
    let place = assembly.noticed(draft).await;
    serve(assembly, place).await;
    assembly.advance_to(OPENS).await;
    for (owner, answer) in votes {
        let mut ballot = assembly.ballot(place, owner).await;
        for choice in &mut ballot.choices {
            *choice = answered(choice.matter.as_str(), *answer);
        }
        assembly.accepted(place, &ballot.sign(&assembly.owner(owner).key).unwrap()).await;
    }
    assembly.advance_to(CLOSES).await;
    certify(assembly, place).await;
    let report = proved(assembly, place, MeetingState::Counted).await;
    let certificate = assembly.read_certificate(place).await.expect(200);
    let signed: quorate::evidence::certificate::SignedCertificate =
        serde_json::from_value(certificate).unwrap();
    let certificate = Certificate::from_bytes(&signed.payload_bytes().unwrap()).unwrap();
    let told: Vec<_> = report.matters.iter().map(|own| &own.verdict).collect();
    assert_eq!(told, certificate.matters.iter().map(|own| &own.verdict).collect::<Vec<_>>());
    (place, certificate)
}

/// What the silent are taken to say, how many and how much they are.
fn attributed(verdict: &VerdictForm) -> Option<(&str, u64, &str)> {
    let own = verdict.attributed.as_ref()?;
    Some((own.taken_as.as_str(), own.weight.heads, own.weight.area.as_deref().unwrap()))
}

/// What came out, and what would have without the silent.
fn outcomes(verdict: &VerdictForm) -> (Option<bool>, Option<bool>) {
    let without: Vec<_> = verdict.otherwise.iter().filter(|own| own.switch == "non_voter").collect();
    let [other] = without[..] else { panic!("{:?}", verdict.otherwise) };
    assert_eq!(other.value, "not_counted");
    assert!(verdict.risks[0].risk.contains("Courts differ") && verdict.risks[0].risk_zh.contains("看法不一"));
    (verdict.passed, other.passed)
}

/// Participating, silent and excluded are all, on both measures.
fn adds_up(verdict: &VerdictForm) {
    let (totals, _) = verdict.totals().unwrap();
    assert_eq!(totals.participating + totals.silent + totals.excluded, totals.all);
    let shown = &verdict.totals;
    assert_eq!(shown.participating.heads + shown.silent.heads, shown.all.heads);
}

#[tokio::test]
async fn the_silent_who_were_served_carry_a_motion_and_who_was_not_stays_silent() {
    let assembly = Assembly::gather().await;
    let votes = [("o-01", For), ("o-02", For), ("o-06", For), ("o-07", Against)];
    let (_, certificate) = held(&assembly, &silent_draft("follows_majority", "no"), &votes).await;
    let verdicts: Vec<_> = certificate.matters.iter().map(|own| &own.verdict).collect();
    for verdict in &verdicts {
        adds_up(verdict);
    }
    assert_eq!(attributed(verdicts[0]), Some(("for", 5, "358.85")));
    assert_eq!(outcomes(verdicts[0]), (Some(true), Some(false)), "four of ten are no quorum");
    let silent = &verdicts[0].totals.silent;
    assert_eq!(
        (silent.heads, silent.area.as_deref()),
        (1, Some("208.60")),
        "o-05 was not served for every flat"
    );
    assert_eq!(verdicts[0].risks.len(), 2, "the silent helped to reach the quorum");
    assert_eq!(
        attributed(verdicts[1]),
        Some(("against", 4, "270.75")),
        "in building 2 the majority is against"
    );
    assert_eq!(outcomes(verdicts[1]), (Some(false), Some(false)));
    assembly.stop().await;
}

#[tokio::test]
async fn the_silent_are_deemed_for_only_if_the_votes_cast_are_quorate() {
    let assembly = Assembly::gather().await;
    let draft = silent_draft("deemed_for", "yes");
    let votes = [("o-01", For), ("o-02", For), ("o-06", For), ("o-07", Against)];
    let (_, certificate) = held(&assembly, &draft, &votes).await;
    let verdict = &certificate.matters[0].verdict;
    assert_eq!((attributed(verdict), outcomes(verdict)), (None, (Some(false), Some(false))));
    assert_eq!(verdict.totals.informed.as_ref().unwrap().heads, 5);
    adds_up(verdict);
    assembly.stop().await;

    let assembly = Assembly::gather().await;
    let votes = ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08"].map(|owner| (owner, Against));
    let (_, certificate) = held(&assembly, &draft, &votes).await;
    let verdict = &certificate.matters[0].verdict;
    assert_eq!(attributed(verdict), Some(("for", 3, "195.50")));
    assert_eq!(outcomes(verdict), (Some(false), Some(false)));
    adds_up(verdict);
    assembly.stop().await;
}

#[tokio::test]
async fn the_silent_take_part_and_abstain() {
    let assembly = Assembly::gather().await;
    let votes = ["o-01", "o-02", "o-05", "o-06"].map(|owner| (owner, For));
    let (_, certificate) = held(&assembly, &silent_draft("participates_as_abstain", "no"), &votes).await;
    let verdict = &certificate.matters[0].verdict;
    assert_eq!(attributed(verdict), Some(("abstain", 6, "434.10")));
    assert_eq!(verdict.totals.participating.heads, 10);
    assert_eq!(outcomes(verdict), (Some(false), Some(false)), "four of ten are no majority");
    adds_up(verdict);
    assembly.stop().await;
}

#[tokio::test]
async fn a_tie_adds_nothing() {
    let assembly = Assembly::gather().await;
    let votes = [("o-02", For), ("o-06", Against), ("o-01", Abstain)];
    let (_, certificate) = held(&assembly, &silent_draft("follows_majority", "no"), &votes).await;
    let verdict = &certificate.matters[0].verdict;
    assert_eq!((attributed(verdict), outcomes(verdict)), (None, (Some(false), Some(false))));
    assert_eq!(verdict.totals.informed.as_ref().unwrap().heads, 6);
    adds_up(verdict);
    assembly.stop().await;
}

#[tokio::test]
async fn a_voter_reads_what_silence_means_and_whether_it_would_be_counted() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&silent_draft("deemed_for", "yes")).await;
    serve(&assembly, place).await;
    assembly.advance_to(OPENS).await;
    let mine = async |owner: &str| {
        let token = assembly.token(assembly.owner(owner)).await;
        assembly.my_electors(&token, place).await.expect(200)[0].clone()
    };
    let served = mine("o-07").await;
    assert_eq!(served["silence"]["non_voter"], "deemed_for");
    assert!(served["silence"]["sentence"].as_str().unwrap().contains("is counted as agreeing"), "{served}");
    assert!(served["silence"]["sentence_zh"].as_str().unwrap().contains("视为同意"), "{served}");
    assert_eq!(served["silence_counts_in"], json!(["m1", "m3"]));
    assert_eq!(mine("o-05").await["silence_counts_in"], json!([]), "one of two flats was served");
    assert_eq!(mine("o-01").await["silence_counts_in"], json!(["m1"]), "parking decides nothing here");
    let definition = assembly.view(place).await["definition"].as_str().unwrap().to_owned();
    let definition = assembly.read_document(place.0, &definition).await.expect(200);
    assert_eq!(definition["non_voter_rule"], silent_draft("deemed_for", "yes")["non_voter_rule"]);
    assembly.stop().await;
}

#[tokio::test]
async fn silence_means_nothing_unless_a_rule_was_adopted_before_at_a_meeting_that_can_have_one() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.convener).await;
    let problems = async |draft: &Value| {
        let place = assembly.place(assembly.drafted(draft).await);
        let refused = assembly.unchanged(assembly.give_notice(&token, place)).await;
        let problem = refused.problem(422, "draft_problems");
        let problems = problem["problems"].as_array().unwrap();
        problems.iter().map(|own| own.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut wrong = draft();
    wrong["kind"] = json!("inaugural");
    wrong["switches"] = json!({ "non_voter": "deemed_for" });
    let told = problems(&wrong).await;
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("not possible at the inaugural meeting"), "{told:?}");
    assert!(told[1].contains("needs non_voter_rule"), "{told:?}");
    assert!(
        told[2].starts_with("matter m2: non_voter = deemed_for cannot be carried out in an election"),
        "{told:?}"
    );
    let today = assembly.now().to_string()[..10].to_owned();
    let mut late = silent_draft("participates_as_abstain", "yes");
    late["non_voter_rule"] = json!({ "adopted_on": today, "text": " ", "result": "一".repeat(201) });
    let told = problems(&late).await;
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("is not before the day of the notice"), "{told:?}");
    let told = problems(&silent_draft("not_counted", "yes")).await;
    assert_eq!(told, ["non_voter_rule has no effect with non_voter = not_counted: leave it out"]);
    let mut law = silent_draft("deemed_for", "yes");
    law["rule_pack"] = json!("es_lph");
    for (place, kind) in [(0, "three_fifths"), (1, "ordinary")] {
        law["matters"][place]["kind"] = json!(kind);
    }
    let told = problems(&law).await;
    assert_eq!(told[0], "matter m1: non_voter = deemed_for stands beside a rule by which silence agrees");
    let mut restricted = draft();
    restricted["switches"] = json!({ "restrict_owners_in_arrears": "may_not_vote" });
    let told = problems(&restricted).await;
    assert_eq!(told, ["restrict_owners_in_arrears = may_not_vote is not supported yet"]);
    assembly.stop().await;
}
