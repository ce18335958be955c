//! A member is recalled in mid-term: proposed, heard, suspended, put to the assembly, and replaced by the alternate.

use quorate::domain::meetings::MeetingState;
use quorate::verify::report::DueOutcome;
use serde_json::{Value, json};
use uuid::Uuid;

use super::electing::{
    Campaign, Officer, announced, committee, deed, election, everybody, grants, meeting, member, seated,
    standings, voted,
};
use crate::acts::{digest, process};
use crate::annals::{amiss, consequences, outcomes, proved};
use crate::assembly::Assembly;
use crate::calls::Place;

pub const ELECTION: Campaign = Campaign {
    call: process(1),
    agenda: election,
    owners: ["o-01", "o-06", "o-07", "o-08"],
    named_until: "2026-05-10T16:00:00Z",
    days: ("2026-05-28T16:00:00Z", "2026-06-04T16:00:00Z"),
    announced_at: "2026-06-08T16:00:00Z",
    until: None,
};
/// When the recall is voted on, and when its result is announced.
const RECALL: (&str, &str) = ("2026-06-28T16:00:00Z", "2026-07-05T16:00:00Z");
const RECALLED: &str = "2026-07-08T16:00:00Z";

/// A third of the members proposes the recall of c1, who is heard and suspended; only then notice can be given.
async fn put(assembly: &Assembly, own: Uuid, [first, _, third]: &[Officer; 3]) -> Place {
    let (recall, convener) = (process(50), &assembly.convener);
    let propose = json!({ "recall": recall, "member": member(own, "c1"), "grounds": digest("why") });
    assembly.acted(&third.person, own, deed("propose_recall", propose)).await;
    let matter = json!({
        "matter": "m1", "kind": "committee_recall", "title": "罢免委员", "text": "罢免候选人c1。", "electorate": {}
    });
    let draft = assembly.drafted(&meeting(&matter, RECALL)).await;
    let (token, place) = (assembly.token(convener).await, assembly.place(draft));
    assembly.give_notice(&token, place).await.problem(409, "notice_held");
    let put = json!({ "recall": recall, "meeting": draft, "matter": "m1" });
    assembly.acted(convener, own, deed("put_recall", put)).await;
    assembly.give_notice(&token, place).await.problem(409, "notice_held");
    let heard = json!({ "recall": recall, "hearing": "heard", "minutes": digest("hearing") });
    assembly.acted(convener, own, deed("record_hearing", heard)).await;
    let suspend = json!({ "recall": recall, "reasons": digest("order") });
    assembly.acted(&assembly.supervisor, own, deed("suspend", suspend)).await;
    assert!(!grants(assembly, "member").await.contains(&first.grant), "the office ended in the same turn");
    let vote = deed("vote_chair", json!({ "member": member(own, "c1") }));
    assembly.act(&first.person, own, vote).await.problem(403, "forbidden");
    assembly.give_notice(&token, place).await.expect(201);
    place
}

/// The assembly recalls c1; the alternate has the seat, takes it, and the changes are filed.
async fn replaced(assembly: &Assembly, own: Uuid, (place, chair): (Place, &Officer)) {
    assembly.advance_to(RECALL.0).await;
    everybody(assembly, &[&chair.person]).await;
    voted(assembly, place).await;
    announced(assembly, place, RECALL.1, RECALLED).await;
    assert_eq!(standings(assembly, own).await, ["ended", "seated", "seated", "called"]);
    seated(assembly, own, ("c4", ELECTION.owners[3]), None).await;
    assembly.acted(&chair.person, own, deed("file", json!({ "package": digest("changes") }))).await;
    let view = committee(assembly, own).await;
    assert_eq!((&view["left"], &view["recalls"][0]["state"]), (&json!(3), &json!("carried")));
    assert_eq!(view["members"][0]["cause"], "recalled");
    let left: Vec<&Value> = view["members"].as_array().unwrap().iter().map(|own| &own["standing"]).collect();
    assert_eq!(left.iter().filter(|own| **own == "seated").count(), 3);
}

#[tokio::test]
async fn a_member_is_recalled_in_mid_term_and_the_alternate_steps_in() {
    let assembly = Assembly::gather().await;
    let place = ELECTION.drafted(&assembly).await;
    ELECTION.slated(&assembly, place).await;
    ELECTION.held(&assembly, place).await;
    everybody(&assembly, &[]).await;
    let own = place.1;
    let seats = ELECTION.constituted(&assembly, own).await;
    let recalling = put(&assembly, own, &seats).await;
    replaced(&assembly, own, (recalling, &seats[1])).await;
    crate::proofs::proved(&assembly, recalling, MeetingState::Announced).await;

    // What the record proves: one office ended, right behind the order; every change was filed in time.
    let ended = consequences(&assembly).await;
    let suspended = "suspended until a recall is decided".to_owned();
    assert_eq!(ended, [("act_recorded".to_owned(), suspended)]);
    let told = proved(&assembly).await;
    assert_eq!(amiss(&told), []);
    assert_eq!(outcomes(&told, "chair_election"), [DueOutcome::InTime]);
    assert_eq!(outcomes(&told, "committee_filing"), [DueOutcome::InTime]);
    assert!(
        outcomes(&told, "committee_change_filing").iter().all(|own| *own == DueOutcome::InTime),
        "{told}"
    );
    assembly.stop().await;
}
