//! What a formation of the first assembly refuses and holds back. The whole of it is told in `lives`.

use quorate::evidence::ballots::MatterAnswer;
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::assembly::{Assembly, HEADER, Person, REGISTER, answered, draft, named};
use crate::calls::Place;
use crate::proofs::certify;

/// The list of the group is posted for 7 full days after 4 May in Shanghai, where every test begins.
pub const GROUP_BEGINS: &str = "2026-05-11T16:00:00Z";
/// Voting opens 15 full days after 12 May, on which the group posts everything.
const OPENS: &str = "2026-05-27T16:00:00Z";
const CLOSES: &str = "2026-05-30T16:00:00Z";
/// A count at the close can be objected to until then.
const ANNOUNCED: &str = "2026-06-01T16:00:00Z";

/// Something that is said of a formation.
pub fn formation(act: &Value) -> Value {
    json!({ "formation": act })
}

/// An application that is counted on the first register.
pub fn apply() -> Value {
    formation(&json!({ "did": "apply", "register": 1 }))
}

/// A draft is posted.
pub fn post_draft(text: &str, version: u32) -> Value {
    let document = digest(&format!("{text} {version}"));
    formation(&json!({ "did": "post_draft", "text": text, "version": version, "document": document }))
}

fn post_candidates(candidates: &[&str]) -> Value {
    formation(&json!({ "did": "post_candidates", "seats": 3, "candidates": candidates }))
}

/// A version of the register is posted.
pub fn post_register(version: u32) -> Value {
    formation(&json!({ "did": "post_register", "register": version }))
}

/// The inaugural meeting is named.
pub fn name_meeting(place: Place) -> Value {
    formation(&json!({ "did": "name_meeting", "meeting": place.1 }))
}

/// The grant under which somebody holds a role.
async fn grant(assembly: &Assembly, role: &str) -> Value {
    let office = assembly.token(&assembly.supervisor).await;
    let offices = assembly.list_officers(&office, assembly.community).await.expect(200);
    let mut all = offices.as_array().unwrap().iter();
    all.find(|own| own["role"] == role).expect("an office")["grant"].clone()
}

/// A group of the office, the convener for the owners, other owners and the developer.
pub async fn form_group(assembly: &Assembly, owners: usize) -> Value {
    let mut others = vec![json!({ "capacity": "owner", "grant": grant(assembly, "convener").await })];
    others.extend(vec![json!({ "capacity": "owner" }); owners - 1]);
    others.push(json!({ "capacity": "developer" }));
    let head = json!({ "capacity": "supervising_office", "grant": grant(assembly, "supervisor").await });
    let group = json!({ "head": head, "others": others });
    let list = digest("list of the group");
    formation(&json!({ "did": "form_group", "kind": "preparatory_group", "group": group, "list": list }))
}

/// The inaugural meeting: covenant, election of three, rules of procedure.
pub fn inaugural(candidates: &[&str], (opens, closes): (&str, &str)) -> Value {
    let mut draft = draft();
    draft["title"] = json!("首次业主大会会议");
    draft["kind"] = json!("inaugural");
    draft["called_by"] = json!("首次业主大会会议筹备组");
    draft["opens_at"] = json!(opens);
    draft["closes_at"] = json!(closes);
    let candidate = |id: &&str| json!({ "candidate": id, "name": format!("候选人 {id}") });
    let candidates: Vec<_> = candidates.iter().map(candidate).collect();
    draft["matters"] = json!([
        { "matter": "m1", "kind": "covenant", "title": "管理规约", "text": "通过管理规约草案第 1 版。", "electorate": {} },
        {
            "matter": "m2", "kind": "committee_election", "title": "选举业主委员会", "text": "选举委员三名。",
            "electorate": {}, "seats": 3, "candidates": candidates
        },
        {
            "matter": "m3", "kind": "rules_of_procedure", "title": "业主大会议事规则",
            "text": "通过议事规则草案第 1 版。", "electorate": {}
        }
    ]);
    draft
}

/// A formation as somebody sees it.
pub async fn view(assembly: &Assembly, by: &Person, of: Uuid) -> Value {
    assembly.process(by, "formation", of).await.expect(200)
}

/// Where the formation stands, and what is missing.
pub async fn standing(assembly: &Assembly, of: Uuid) -> (String, Vec<String>) {
    let view = view(assembly, assembly.owner("o-02"), of).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let missing = view["missing"].as_array().unwrap().iter().map(|own| text(&own["code"])).collect();
    (text(&view["state"]), missing)
}

/// Applied for, grouped, and at the first instant at which the group may begin.
async fn grouped(assembly: &Assembly, of: Uuid) {
    assembly.acted(assembly.owner("o-01"), of, apply()).await;
    assembly.acted(&assembly.supervisor, of, form_group(assembly, 3).await).await;
    assembly.advance_to(GROUP_BEGINS).await;
}

/// Everything posted that is posted before the meeting, and its draft named.
async fn prepared(assembly: &Assembly, of: Uuid) -> Place {
    let convener = &assembly.convener;
    assembly.acted(convener, of, post_register(1)).await;
    for text in ["covenant", "rules_of_procedure", "voting_rules"] {
        assembly.acted(convener, of, post_draft(text, 1)).await;
    }
    assembly.acted(convener, of, post_candidates(&["c1", "c2", "c3", "c4"])).await;
    let place =
        assembly.place(assembly.drafted(&inaugural(&["c1", "c2", "c3", "c4"], (OPENS, CLOSES))).await);
    assembly.acted(convener, of, name_meeting(place)).await;
    place
}

/// Nine of ten electors vote; the rules of procedure are adopted or not.
async fn vote(assembly: &Assembly, place: Place, rules: MatterAnswer) {
    for number in 1..=9 {
        let owner = format!("o-{number:02}");
        // The co-owner of a home has no ballot of their own once the other one has cast theirs.
        if owner == "o-04" {
            continue;
        }
        let mut ballot = assembly.ballot(place, &owner).await;
        for own in &mut ballot.choices {
            match own.matter.as_str() {
                "m2" => *own = named(&["c1", "c2", "c3"]),
                "m3" => *own = answered("m3", rules),
                _ => {}
            }
        }
        let signed = ballot.sign(&assembly.owner(&owner).key).expect("a statement");
        assembly.accepted(place, &signed).await;
    }
}

/// Notice, vote, count, signatures, announcement.
async fn held(assembly: &Assembly, place: Place, rules: MatterAnswer) {
    let convener = assembly.token(&assembly.convener).await;
    assembly.give_notice(&convener, place).await.expect(201);
    assembly.advance_to(OPENS).await;
    vote(assembly, place, rules).await;
    assembly.advance_to(CLOSES).await;
    certify(assembly, place).await;
    assembly.advance_to(ANNOUNCED).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
}

#[tokio::test]
async fn the_notice_waits_for_everything_that_is_posted_and_says_what_holds_it() {
    let assembly = Assembly::gather().await;
    let of = process(1);
    grouped(&assembly, of).await;
    let place = assembly.place(assembly.drafted(&inaugural(&["c1", "c2", "c4"], (OPENS, CLOSES))).await);
    let convener = assembly.token(&assembly.convener).await;
    let held = assembly.unchanged(assembly.give_notice(&convener, place)).await;
    assert!(held.text.contains("the formation is grouped"), "{}", held.text);
    held.problem(409, "notice_held");
    let prepared = prepared(&assembly, of).await;
    let held = assembly.unchanged(assembly.give_notice(&convener, place)).await;
    for part in ["has not named this meeting", "not those that were posted"] {
        assert!(held.text.contains(part), "{}", held.text);
    }
    held.problem(409, "notice_held");
    // A register that changed is posted again, and a draft until the last minute that leaves 15 full days.
    let changed = format!("{HEADER}{REGISTER}")
        .replace("88.10,register,delivered,o-05", "88.15,register,delivered,o-05");
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.import_register(&secretary, assembly.community, "", &changed).await.expect(201);
    assembly.advance_to("2026-05-12T15:59:00Z").await;
    assembly.acted(&assembly.convener, of, post_draft("covenant", 2)).await;
    let convener = assembly.token(&assembly.convener).await;
    let held = assembly.unchanged(assembly.give_notice(&convener, prepared)).await;
    assert!(held.text.contains("version 2 of the register is not posted, only version 1"), "{}", held.text);
    held.problem(409, "notice_held");
    assembly.acted(&assembly.convener, of, post_register(2)).await;
    assembly.give_notice(&convener, prepared).await.expect(201);
    assert_eq!(standing(&assembly, of).await.0, "called");
    assembly.stop().await;
}

#[tokio::test]
async fn a_meeting_that_leaves_the_rules_open_makes_no_assembly() {
    let assembly = Assembly::gather().await;
    let of = process(1);
    grouped(&assembly, of).await;
    let place = prepared(&assembly, of).await;
    held(&assembly, place, MatterAnswer::Against).await;
    let (state, missing) = standing(&assembly, of).await;
    assert_eq!(state, "preparing");
    assert_eq!(missing, ["meeting", "notice", "rules_of_procedure_adopted"]);
    let view = view(&assembly, &assembly.convener, of).await;
    assert_eq!((&view["exists_from"], view["adopted"].as_array().map(Vec::len)), (&Value::Null, Some(2)));
    // Another meeting is prepared, of another draft.
    assembly.acted(&assembly.convener, of, post_draft("rules_of_procedure", 2)).await;
    assembly.stop().await;
}

#[tokio::test]
async fn deeds_of_a_formation_are_refused_to_whom_and_when_they_are_not_possible() {
    let assembly = Assembly::gather().await;
    let (of, convener, office) = (process(1), &assembly.convener, &assembly.supervisor);
    let owner = assembly.owner("o-01");
    let join = || formation(&json!({ "did": "join" }));
    assembly.act(owner, of, join()).await.problem(409, "act");
    let later = formation(&json!({ "did": "apply", "register": 2 }));
    assembly.act(owner, of, later).await.problem(409, "act");
    assembly.act(convener, of, apply()).await.problem(403, "forbidden");
    assembly.act(&assembly.secretary, of, apply()).await.problem(403, "forbidden");
    assembly.acted(owner, of, apply()).await;
    assembly.act(owner, of, join()).await.problem(409, "act");
    assembly.act(convener, of, form_group(&assembly, 3).await).await.problem(403, "forbidden");
    let even = assembly.act(office, of, form_group(&assembly, 4).await).await;
    assert!(even.text.contains("their number must be odd"), "{}", even.text);
    even.problem(409, "act");
    assembly.acted(office, of, form_group(&assembly, 3).await).await;
    let early = assembly.act(convener, of, post_register(1)).await;
    assert!(early.text.contains(GROUP_BEGINS), "{}", early.text);
    early.problem(409, "act");
    let stranger = assembly.officer_of("convener").await;
    let outside = assembly.act(&stranger, of, post_draft("covenant", 1)).await;
    assert!(outside.text.contains("only a member of the group"), "{}", outside.text);
    outside.problem(409, "act");
    let abandon = formation(&json!({ "did": "abandon", "reasons": digest("reasons") }));
    assembly.act(convener, of, abandon.clone()).await.problem(403, "forbidden");
    assembly.acted(office, of, abandon).await;
    assert_eq!(standing(&assembly, of).await, ("abandoned".to_owned(), vec![]));
    // Whoever still wants an assembly applies anew.
    assembly.acted(assembly.owner("o-02"), process(2), apply()).await;
    let all = assembly.processes(owner, "formation").await.expect(200);
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    assembly.process(owner, "formation", process(3)).await.problem(404, "process_not_found");
    assembly.stop().await;
}
