//! A whole election over HTTP in which owners answer for, against or abstain for each candidate.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use quorate::domain::meetings::MeetingState;
use quorate::evidence::ballots::{CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice};
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};

use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, answered};
use crate::calls::Place;
use crate::proofs::{certify, proved};

/// What an owner says of each candidate: `+` for, `-` against, `~` abstain.
fn answers(text: &str) -> MatterChoice {
    let answer = |mark| match mark {
        '+' => CandidateAnswer::For,
        '-' => CandidateAnswer::Against,
        '~' => CandidateAnswer::Abstain,
        other => panic!("{other:?} is no mark"),
    };
    let choice = |word: &str| {
        let (candidate, mark) = word.split_at(word.len() - 1);
        CandidateChoice {
            candidate: candidate.parse().unwrap(),
            answer: answer(mark.chars().next().unwrap()),
        }
    };
    let candidates = text.split(' ').map(choice).collect();
    MatterChoice { matter: "m2".parse().unwrap(), answer: MatterAnswer::Candidates, candidates }
}

/// An owner's ballot that is for every motion and says this of the candidates.
async fn ballot(assembly: &Assembly, place: Place, owner: &str, election: MatterChoice) -> String {
    let mut statement = assembly.ballot(place, owner).await;
    for own in &mut statement.choices {
        if own.matter == election.matter {
            *own = election.clone();
        }
    }
    statement.sign(&assembly.owner(owner).key).unwrap()
}

async fn cast(assembly: &Assembly, place: Place) {
    let cast = [
        ("o-01", "c1+ c2+ c3-"),
        ("o-02", "c1+ c2- c3~"),
        ("o-03", "c1+ c2+"),
        ("o-05", "c1+ c2+ c3-"),
        ("o-06", "c1+ c2- c3-"),
        ("o-07", "c1- c2- c3-"),
        ("o-08", "c1~ c2~"),
    ];
    for (owner, marks) in cast {
        let ballot = ballot(assembly, place, owner, answers(marks)).await;
        assembly.accepted(place, &ballot).await;
    }
    let abstains = answered("m2", MatterAnswer::Abstain);
    let ballot = ballot(assembly, place, "o-09", abstains).await;
    assembly.accepted(place, &ballot).await;
}

#[tokio::test]
async fn an_election_by_for_against_and_abstain_is_certified_explained_and_proved() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "candidate_ballot": "for_against_abstain" })).await;
    let refused = [
        ("c1+ c2+ c3+", "too_many_candidates"),
        ("c1+ c1-", "candidate_twice"),
        ("c9-", "unknown_candidate"),
    ];
    for (marks, code) in refused {
        let ballot = ballot(&assembly, place, "o-01", answers(marks)).await;
        assembly.cast_ballot(place, &ballot).await.problem(422, code);
    }
    cast(&assembly, place).await;
    assembly.advance_to(CLOSES).await;
    assembly.read_tally(place).await.problem(404, "certificate_not_found");
    assembly.read_result(place).await.problem(404, "certificate_not_found");
    certify(&assembly, place).await;

    let report = proved(&assembly, place, MeetingState::Counted).await;
    let tally = assembly.read_tally(place).await.expect(200);
    let verdict = &tally["matters"][1]["verdict"];
    assert_eq!(*verdict, json!(report.matters[1].verdict), "the verifier derives the same value");
    election_is_right(verdict);

    let certificate = assembly.read_certificate(place).await.expect(200);
    let payload = URL_SAFE_NO_PAD.decode(certificate["payload"].as_str().unwrap()).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&payload).unwrap(), tally);
    posted(&assembly, place, report.result.as_deref(), verdict).await;
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    proved(&assembly, place, MeetingState::Announced).await;
    assembly.stop().await;
}

/// One of two seats is filled; what the second candidate lacks is told exactly.
fn election_is_right(verdict: &Value) {
    let heads = |name: &str| verdict["totals"][name]["heads"].as_u64().unwrap();
    assert_eq!(["for", "against", "abstain", "silent"].map(heads), [5, 1, 2, 2]);
    assert_eq!(verdict["totals"]["participating"], json!({"area": "851.55", "heads": 8}));
    assert_eq!((&verdict["passed"], &verdict["elected"]), (&json!(false), &json!(["c1"])));
    let votes = |place: usize| {
        (verdict["candidates"][place]["heads"].as_u64(), &verdict["candidates"][place]["area"])
    };
    assert_eq!(votes(0), (Some(5), &json!("625.80")));
    assert_eq!(votes(1), (Some(3), &json!("384.80")));
    assert_eq!(votes(2), (Some(0), &json!("0.00")));
    let lacking = |measure: &str| {
        let needed = verdict["needed"].as_array().unwrap().iter();
        let own =
            needed.into_iter().find(|own| own["candidate"] == "c2" && own["measure"] == measure).unwrap();
        (own["short"].clone(), own.get("joining").cloned())
    };
    assert_eq!(lacking("area"), (json!("40.98"), Some(json!("81.96"))));
    assert_eq!(lacking("heads"), (json!("2"), None), "the two who are silent would not be enough");
}

/// The posted result is the verifier's, says the same, and names people as the agenda does.
async fn posted(assembly: &Assembly, place: Place, verified: Option<&str>, verdict: &Value) {
    let answer = assembly.read_result(place).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/markdown; charset=utf-8"));
    assert_eq!(Some(answer.text.as_str()), verified);
    assert!(answer.text.contains(verdict["paragraph_zh"].as_str().unwrap()), "{}", answer.text);
    assert!(answer.text.contains("| 候选人甲 (c1) | 625.80 | 5 | 当选 / elected |"), "{}", answer.text);
    assert!(answer.text.contains("scrutineer, supervisor"), "{}", answer.text);
}
