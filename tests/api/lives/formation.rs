//! The first formation of an assembly, from the application to the day on which it exists.

use quorate::domain::meetings::MeetingState;
use quorate::verify::report::DueOutcome;
use serde_json::json;
use uuid::Uuid;

use super::electing::{Campaign, deed, everybody, member};
use crate::acts::{digest, process};
use crate::annals::{amiss, consequences, outcomes, proved};
use crate::assembly::{Assembly, Person};
use crate::calls::Place;
use crate::contests::{answer, last, raised};
use crate::formations::{
    GROUP_BEGINS, apply, form_group, formation, inaugural, name_meeting, post_draft, post_register, standing,
    view,
};

/// Candidates are named for three full days once the group begins; voting opens 15 full days after they are posted.
const ELECTION: Campaign = Campaign {
    call: process(3),
    agenda: |candidates, days| {
        let candidates: Vec<_> = candidates.iter().map(String::as_str).collect();
        inaugural(&candidates, days)
    },
    owners: ["o-01", "o-06", "o-07", "o-08"],
    named_until: "2026-05-15T16:00:00Z",
    days: ("2026-06-01T16:00:00Z", "2026-06-04T16:00:00Z"),
    announced_at: "2026-06-07T16:00:00Z",
    until: None,
};

/// Owners apply, one of whom has enough; the office forms the group, whose list is posted for a week.
async fn grouped(assembly: &Assembly, of: Uuid) {
    assembly.acted(assembly.owner("o-01"), of, apply()).await;
    assembly.acted(assembly.owner("o-05"), of, formation(&json!({ "did": "join" }))).await;
    let application = view(assembly, assembly.owner("o-09"), of).await["application"].clone();
    assert_eq!((&application["heads"], &application["heads_all"]), (&json!(2), &json!(10)));
    assert_eq!((&application["area"], &application["by"]), (&json!("296.7"), &json!("owner")));
    assert!(!application.to_string().contains("o-0"), "{application}");
    assembly.acted(&assembly.supervisor, of, form_group(assembly, 3).await).await;
    let (state, missing) = standing(assembly, of).await;
    assert_eq!((state.as_str(), missing[0].as_str()), ("grouped", "list_posting"));
    let formed = view(assembly, &assembly.scrutineer, of).await;
    assert_eq!(formed["group"]["posted_until"], GROUP_BEGINS);
    assert_eq!(formed["due"][0]["what"], "preparatory_group");
    assert!(formed["due"][0]["done_at"].is_string() && formed["due"][1]["done_at"].is_null(), "{formed}");
    assert_eq!(formed["due"][1]["until"], "2026-08-03T16:00:00Z", "the 90th day is a Sunday and gives way");
}

/// The group posts; an owner objects to the voting rules, and notice waits for the answer, whatever it is.
async fn posted(assembly: &Assembly, of: Uuid) -> Place {
    assembly.advance_to(GROUP_BEGINS).await;
    let convener = &assembly.convener;
    assembly.acted(convener, of, post_register(1)).await;
    for text in ["covenant", "rules_of_procedure", "voting_rules"] {
        assembly.acted(convener, of, post_draft(text, 1)).await;
    }
    let place = ELECTION.drafted(assembly).await;
    assembly.acted(convener, of, name_meeting(place)).await;
    ELECTION.slated(assembly, place).await;
    let (state, missing) = standing(assembly, of).await;
    assert_eq!(state, "preparing");
    let adopted = ["covenant_adopted", "rules_of_procedure_adopted", "committee_elected"];
    assert_eq!(missing, [&["notice"][..], &adopted].concat());
    assembly.acted(convener, of, post_draft("voting_rules", 2)).await;
    let step = last(assembly).await;
    raised(assembly, assembly.owner("o-06"), process(20), step).await;
    let token = assembly.token(convener).await;
    assembly.unchanged(assembly.give_notice(&token, place)).await.problem(409, "notice_held");
    assembly.acted(convener, process(20), answer(step, "dismissed")).await;
    place
}

/// The assembly exists from the day on which the last of it was final.
async fn exists(assembly: &Assembly, of: Uuid) {
    let after = view(assembly, assembly.owner("o-10"), of).await;
    assert_eq!((&after["state"], &after["missing"]), (&json!("adopted"), &json!([])));
    let exists_from = after["exists_from"].as_str().expect("an instant");
    assert!(exists_from.starts_with("2026-06-07T16:00:0"), "{exists_from}");
    let whats: Vec<_> = after["adopted"].as_array().unwrap().iter().map(|own| own["what"].clone()).collect();
    assert_eq!(whats, ["covenant", "rules_of_procedure", "committee_election"]);
    assert_eq!(after["due"][1]["done_at"].as_str().map(|at| &at[..19]), Some(&ELECTION.days.0[..19]));
}

/// The committee constitutes itself and files; rights do not wait for the office, seals do.
async fn filed(assembly: &Assembly, own: Uuid) {
    everybody(assembly, &[]).await;
    let [_, chair, _] = ELECTION.constituted(assembly, own).await;
    let seals =
        json!({ "seals": ["committee"], "keeper": member(own, "c3"), "protocol": digest("protocol") });
    let hand_out = async |by: &Person| assembly.act(by, own, deed("hand_out_seals", seals.clone())).await;
    hand_out(&chair.person).await.problem(409, "act");
    let answer = json!({ "package": digest("filed"), "answer": digest("the office's answer") });
    assembly.acted(&assembly.supervisor, own, deed("acknowledge_filing", answer)).await;
    assert_eq!(hand_out(&chair.person).await.status, 201);
}

#[tokio::test]
async fn the_first_formation_leads_from_the_application_to_an_assembly() {
    let assembly = Assembly::gather().await;
    let of = process(1);
    grouped(&assembly, of).await;
    let place = posted(&assembly, of).await;
    ELECTION.held(&assembly, place).await;
    exists(&assembly, of).await;
    filed(&assembly, place.1).await;
    crate::proofs::proved(&assembly, place, MeetingState::Announced).await;

    // It is formed once.
    assembly.act(assembly.owner("o-02"), process(2), apply()).await.problem(409, "act");

    // What the record proves: the office of the group's convener ended with its work; everything was done in time.
    let ended = ("result_announced".to_owned(), "the work of the group is done".to_owned());
    assert_eq!(consequences(&assembly).await, [ended]);
    let told = proved(&assembly).await;
    for what in
        ["preparatory_group", "inaugural_meeting", "contest_answer", "chair_election", "committee_filing"]
    {
        assert_eq!(outcomes(&told, what), [DueOutcome::InTime], "{what}: {told}");
    }
    assert_eq!(amiss(&told), []);
    assembly.stop().await;
}
