//! Votes by principals and holders: which are taken, which count, and what the certificate says of them.

use quorate::domain::meetings::MeetingState;
use quorate::evidence::ballots::{BallotStatement, MatterAnswer};
use quorate::evidence::certificate::ChannelsForm;
use quorate::evidence::digest::Digest;
use quorate::evidence::mandates::{MandateRevocation, MandateStatement};
use quorate::evidence::statements::{BallotRefusal, Statement as _};
use serde_json::json;

use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, nonce};
use crate::calls::Place;
use crate::proofs::{certify, proved};

/// An owner gives a mandate to another; its digest.
async fn give(assembly: &Assembly, place: Place, owner: &str, holder: &str) -> Digest {
    let by = assembly.owner(owner);
    let token = assembly.token(by).await;
    let own = MandateStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: assembly.ballot(place, owner).await.elector,
        principal: owner.parse().unwrap(),
        holder: format!("owner:{holder}").parse().unwrap(),
        instructions: Vec::new(),
        paper: None,
        nonce: nonce(),
    };
    let signed = own.sign(&by.key).unwrap();
    let answer = assembly.say_of_mandates(&token, place, "/mandates", &signed).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    Digest::of(signed.as_bytes())
}

async fn revoke(assembly: &Assembly, place: Place, owner: &str, mandate: Digest) {
    let by = assembly.owner(owner);
    let token = assembly.token(by).await;
    let own = MandateRevocation {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        mandate,
        paper: None,
        nonce: nonce(),
    };
    let (path, signed) = (format!("/mandates/{mandate}/revocation"), own.sign(&by.key).unwrap());
    let answer = assembly.say_of_mandates(&token, place, &path, &signed).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

/// A ballot for an owner's elector under a mandate, as its holder's device fills it in.
async fn under(
    assembly: &Assembly,
    place: Place,
    (owner, mandate): (&str, Digest),
    supersedes: Option<Digest>,
) -> BallotStatement {
    let own = assembly.ballot(place, owner).await;
    BallotStatement { mandate: Some(mandate), supersedes, ..own }
}

fn signed(assembly: &Assembly, holder: &str, ballot: &BallotStatement) -> String {
    ballot.sign(&assembly.owner(holder).key).unwrap()
}

/// Casts a ballot that is refused for a reason, which the service signs.
async fn refused(assembly: &Assembly, place: Place, text: &str, code: &str) {
    let answer = assembly.unchanged(assembly.cast_ballot(place, text)).await;
    let problem = answer.problem(422, code);
    let refusal = problem["refusal"].as_str().unwrap();
    let refusal = BallotRefusal::verified(refusal, &assembly.keys().await.statements_key.x).unwrap();
    assert_eq!((refusal.ballot, refusal.code.as_str()), (Digest::of(text.as_bytes()), code));
}

/// Two principals and one holder, who votes for each otherwise; one of them votes after all, the other revokes.
async fn story(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let mandate = give(&assembly, place, "o-01", "o-02").await;
    let other = give(&assembly, place, "o-05", "o-02").await;
    let for_first = under(&assembly, place, ("o-01", mandate), None).await;
    refused(&assembly, place, &signed(&assembly, "o-05", &for_first), "not_the_holder").await;
    refused(&assembly, place, &signed(&assembly, "o-01", &for_first), "not_the_holder").await;
    let unknown = BallotStatement { mandate: Some(Digest::of(b"none")), ..for_first.clone() };
    refused(&assembly, place, &signed(&assembly, "o-02", &unknown), "mandate_unknown").await;
    let swapped = BallotStatement { mandate: Some(other), ..for_first.clone() };
    refused(&assembly, place, &signed(&assembly, "o-02", &swapped), "mandate_of_other_elector").await;
    let dropped = BallotStatement { mandate: None, ..for_first.clone() };
    refused(&assembly, place, &signed(&assembly, "o-02", &dropped), "not_entitled").await;
    let first = signed(&assembly, "o-02", &for_first);
    let receipt = assembly.accepted(place, &first).await;
    assert_eq!(assembly.accepted(place, &first).await, receipt, "the same bytes get the same receipt");
    let again = under(&assembly, place, ("o-01", mandate), None).await;
    refused(&assembly, place, &signed(&assembly, "o-02", &again), "wrong_predecessor").await;
    let again = under(&assembly, place, ("o-01", mandate), Some(Digest::of(first.as_bytes()))).await;
    assembly.accepted(place, &signed(&assembly, "o-02", &again)).await;
    let mut otherwise = under(&assembly, place, ("o-05", other), None).await;
    for choice in otherwise.choices.iter_mut().filter(|own| own.answer == MatterAnswer::For) {
        choice.answer = MatterAnswer::Against;
    }
    assembly.accepted(place, &signed(&assembly, "o-02", &otherwise)).await;
    let told = assembly.ballot(place, "o-01").await;
    assert_eq!(told.supersedes, None, "an own ballot replaces no holder's");
    assembly.vote(place, "o-01").await;
    let late = under(&assembly, place, ("o-01", mandate), None).await;
    refused(&assembly, place, &signed(&assembly, "o-02", &late), "principal_voted").await;
    revoke(&assembly, place, "o-05", other).await;
    let ended = under(&assembly, place, ("o-05", other), None).await;
    refused(&assembly, place, &signed(&assembly, "o-02", &ended), "mandate_ended").await;
    assembly.vote(place, "o-02").await;
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    let tally = assembly.read_tally(place).await.expect(200);
    let channels: ChannelsForm = serde_json::from_value(tally["channels"].clone()).unwrap();
    assert_eq!(channels, ChannelsForm { online: 3, proxy: 1, conflicts: 1, ..ChannelsForm::default() });
    assert_eq!((&tally["ballots_received"], &tally["ballots_counted"]), (&json!(5), &json!(3)));
    assert_eq!(tally["matters"][0]["verdict"]["totals"]["against"]["heads"], json!(1));
    let report = proved(&assembly, place, MeetingState::Counted).await;
    assert_eq!(report.channels, Some(channels));
    assembly.stop().await;
}

#[tokio::test]
async fn a_holder_votes_for_each_principal_until_they_vote_themselves() {
    Box::pin(story(Database::Sqlite)).await;
}

#[tokio::test]
async fn a_holder_votes_for_each_principal_on_postgres() {
    Box::pin(story(Database::Postgres)).await;
}
