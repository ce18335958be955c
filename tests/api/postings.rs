//! What is posted of a meeting: roll, candidates, result and minutes, as data and as pages, without a name.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quorate::domain::identity::Role;
use quorate::evidence::amendments::ChangeForm;
use quorate::evidence::digest::Digest;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, REGISTER, draft};
use crate::calls::Place;

/// A title that would be markup if it were taken for more than a text.
const HOSTILE: &str = "</style><script>alert(1)</script>\"{{ 1 }}'";

/// The pages of a meeting of whose result everybody knows.
const PAGES: [&str; 4] = ["/page", "/roll/page", "/candidates/page", "/result/page"];

fn hostile() -> Value {
    let mut draft = draft();
    draft["title"] = json!(HOSTILE);
    draft["called_by"] = json!(HOSTILE);
    for matter in draft["matters"].as_array_mut().unwrap() {
        (matter["title"], matter["text"]) = (json!(HOSTILE), json!(HOSTILE));
    }
    draft["matters"][1]["candidates"][0]["name"] = json!(HOSTILE);
    draft
}

/// A page runs nothing and loads nothing, and has no name of anybody in the register.
fn check(page: &Answer) {
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8"),
        "{}",
        page.text
    );
    let style = page.text.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let digest = STANDARD.encode(Digest::of(style.as_bytes()).as_bytes());
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{digest}';")), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for markup in ["<script", " style=", "<img", "<link", "http://", "https://"] {
        assert!(!page.text.contains(markup), "{markup}");
    }
    for row in REGISTER.lines() {
        let cells: Vec<&str> = row.split(',').collect();
        for private in [cells[11], cells[12], cells[13], cells[15], cells[9]] {
            assert!(private.is_empty() || !page.text.contains(private), "{private}");
        }
    }
    if let Ok(folder) = std::env::var("QUORATE_TEST_PAGES") {
        let name = Digest::of(page.text.as_bytes()).to_string();
        fs::write(format!("{folder}/{}.html", &name[..12]), &page.text).unwrap();
    }
}

/// A meeting that is counted, with every state of objections on the way; the convener's token.
async fn counted(assembly: &Assembly, draft: &Value) -> (Place, String) {
    let place = assembly.noticed(draft).await;
    let owner = assembly.token(assembly.owner("o-01")).await;
    let convener = assembly.token(&assembly.convener).await;
    let wrong = json!({ "ground": "area_wrong", "text": "王芳华：面积不符" });
    let raised = assembly.object(&owner, place, &wrong).await.expect(201);
    let mut amendment = assembly.amendment(place).await;
    amendment.change = ChangeForm::Area {
        unit: "1-0101".parse().unwrap(),
        area: "90.10".parse().unwrap(),
        area_source: "register".parse().unwrap(),
    };
    assembly.amended(place, &assembly.secretary, &amendment).await;
    let entry = assembly.entries().await.len() - 1;
    let answer = json!({
        "answer": "王芳华：已更正", "outcome": "upheld", "summary": "面积已更正", "amendment": entry
    });
    let objection = raised["objection"].as_str().unwrap();
    assembly.answer_objection(&convener, place, objection, &answer).await.expect(201);
    let standing = json!({ "matter": "m2", "ground": "not_eligible", "text": "候选人不是业主" });
    assembly.object(&owner, place, &standing).await.expect(201);
    assembly.advance_to(OPENS).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    let owner = assembly.token(assembly.owner("o-09")).await;
    let to_result = json!({ "ground": "count_wrong", "text": "请重新计票" });
    assembly.object(&owner, place, &to_result).await.expect(201);
    (place, convener)
}

#[tokio::test]
async fn a_posting_says_since_when_until_when_and_which_entry_names_it() {
    let assembly = Assembly::gather().await;
    let unseen = assembly.place(assembly.drafted(&draft()).await);
    assembly.read_posting(unseen, "").await.problem(404, "meeting_not_found");
    let (place, _) = counted(&assembly, &draft()).await;
    let items = assembly.read_posting(place, "").await.expect(200)["items"].clone();
    let kinds: Vec<_> = items.as_array().unwrap().iter().map(|own| &own["posting"]).collect();
    assert_eq!(kinds, ["candidates", "roll", "preliminary_result"]);
    let entries = assembly.entries().await;
    for (own, (kind, field)) in items.as_array().unwrap().iter().zip([
        ("meeting_noticed", "definition"),
        ("meeting_opened", "roll"),
        ("meeting_counted", "certificate"),
    ]) {
        let entry = &entries[usize::try_from(own["entry"].as_u64().unwrap()).unwrap()];
        assert_eq!((&entry["fact"]["kind"], &entry["at"]), (&json!(kind), &own["since"]));
        assert_eq!(entry["fact"][field], own["digest"]);
    }
    let until: Vec<_> = items.as_array().unwrap().iter().map(|own| &own["objections_until"]).collect();
    assert_eq!(until, [&Value::Null, &Value::Null, &json!(OBJECTIONS_END)]);
    let of_community = assembly.community_postings(assembly.community, "").await.expect(200);
    assert_eq!(of_community["items"], items);
    assembly.stop().await;
}

#[tokio::test]
async fn the_roll_is_posted_by_building_with_its_amendments_and_can_be_objected_to_until_the_opening() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let roll = assembly.read_posting(place, "/roll").await.expect(200);
    assert_eq!(
        (&roll["status"], &roll["posting"]["objections_until"]),
        (&json!("provisional"), &json!(OPENS))
    );
    assert_eq!(
        (&roll["electors"], &roll["units"], &roll["area"]),
        (&json!(10), &json!(12), &json!("984.30"))
    );
    let areas: Vec<_> = roll["buildings"].as_array().unwrap().iter().map(|own| &own["area"]).collect();
    assert_eq!(areas, ["625.80", "346.00", "12.50"]);
    assert_eq!(roll["buildings"][1]["units"][0]["area_source"], "contract");
    assembly.stop().await;
    let assembly = Assembly::gather().await;
    let (place, _) = counted(&assembly, &draft()).await;
    let roll = assembly.read_posting(place, "/roll").await.expect(200);
    assert_eq!((&roll["status"], &roll["area"]), (&json!("final"), &json!("986.30")));
    let amendment = &roll["amendments"][0];
    assert_eq!((&amendment["by"], &amendment["confirmed_by"]), (&json!("secretary"), &json!("scrutineer")));
    assert_eq!(amendment["by"], Role::Secretary.as_str());
    assembly.stop().await;
}

#[tokio::test]
async fn candidates_stand_in_the_order_of_the_ballot_with_what_became_of_objections() {
    let assembly = Assembly::gather().await;
    let (place, _) = counted(&assembly, &draft()).await;
    let elections = assembly.read_posting(place, "/candidates").await.expect(200)["elections"].clone();
    assert_eq!((&elections[0]["matter"], &elections[0]["seats"]), (&json!("m2"), &json!(2)));
    assert_eq!(elections[0]["candidates"][2], json!({ "candidate": "c3", "name": "候选人丙" }));
    assert_eq!((&elections[0]["objections"], &elections[0]["open"]), (&json!(1), &json!(1)));
    let mut plain = draft();
    plain["opens_at"] = json!("2026-07-05T16:00:00Z");
    plain["closes_at"] = json!("2026-07-10T16:00:00Z");
    plain["matters"].as_array_mut().unwrap().remove(1);
    let plain = assembly.noticed(&plain).await;
    assembly.read_posting(plain, "/candidates").await.problem(404, "document_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn every_number_of_a_posted_result_is_the_certificates_and_percentages_are_cut() {
    let assembly = Assembly::gather().await;
    let (place, _) = counted(&assembly, &draft()).await;
    let result = assembly.read_posting(place, "/result").await.expect(200);
    let tally = assembly.read_tally(place).await.expect(200);
    for (own, certified) in
        result["matters"].as_array().unwrap().iter().zip(tally["matters"].as_array().unwrap())
    {
        assert_eq!((&own["matter"], &own["verdict"]), (&certified["matter"], &certified["verdict"]));
    }
    let part = &result["matters"][0]["shares"][0];
    assert_eq!((&part["of"], &part["weight"]["heads"]), (&json!("participating"), &json!(7)));
    assert_eq!(part["heads_of_all"], json!({ "exact": "7/10", "cut": "70.00" }));
    let (area, all) = (&part["weight"]["area"], &tally["matters"][0]["verdict"]["totals"]["all"]["area"]);
    let number = |text: &Value| text.as_str().unwrap().replace('.', "").parse::<u64>().unwrap();
    let cut = number(area) * 10_000 / number(all);
    assert_eq!(part["area_of_all"]["cut"], format!("{}.{:02}", cut / 100, cut % 100));
    assert_eq!(result["open_objections"].as_array().unwrap().len(), 1);
    assert_eq!(result["posting"]["posting"], "preliminary_result");
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    let announced = assembly.read_posting(place, "/result").await.expect(200);
    assert_eq!(announced["posting"]["posting"], "final_result");
    assert_eq!(
        (&announced["posting"]["objections_until"], &announced["matters"]),
        (&Value::Null, &result["matters"])
    );
    assembly.stop().await;
}

#[tokio::test]
async fn whoever_reads_what_is_posted_is_told_that_it_came_to_nothing() {
    let assembly = Assembly::gather().await;
    let other = assembly.noticed(&draft()).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.cancel_meeting(&convener, other, "召集人撤回议题").await.expect(201);
    let ended = assembly.read_posting(other, "").await.expect(200)["ended"].clone();
    assert_eq!((&ended["state"], &ended["reason"]), (&json!("cancelled"), &json!("召集人撤回议题")));
    let (place, _) = counted(&assembly, &draft()).await;
    let postings = assembly.read_posting(place, "").await.expect(200);
    assert_eq!(postings["ended"], Value::Null);
    assert_eq!(assembly.read_posting(place, "/result").await.expect(200)["annulled"], Value::Null);
    let supervisor = assembly.token(&assembly.supervisor).await;
    assembly.annul_meeting(&supervisor, place, "主管部门决定").await.expect(201);
    let ended = assembly.read_posting(place, "").await.expect(200)["ended"].clone();
    assert_eq!((&ended["state"], &ended["reason"]), (&json!("annulled"), &json!("主管部门决定")));
    let entry = &assembly.entries().await[usize::try_from(ended["entry"].as_u64().unwrap()).unwrap()];
    assert_eq!(entry["fact"]["kind"], "meeting_annulled");
    assert_eq!(entry["at"], ended["at"]);
    assert_eq!(assembly.read_posting(place, "/result").await.expect(200)["annulled"], ended);
    for (query, said) in [("", "该结果已被撤销"), ("?lang=en", "The result was set aside")] {
        let page = assembly.read_posting(place, &format!("/result/page{query}")).await;
        assert!(page.text.contains(said) && page.text.contains("主管部门决定"), "{}", page.text);
    }
    assembly.stop().await;
}

#[tokio::test]
async fn nobody_sees_a_result_before_the_count() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.vote(place, "o-01").await;
    for what in ["/result", "/result/page"] {
        assembly.read_posting(place, what).await.problem(404, "certificate_not_found");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn pages_run_nothing_name_nobody_and_take_every_text_for_a_text() {
    let assembly = Assembly::gather().await;
    let (place, convener) = counted(&assembly, &hostile()).await;
    let mut pages = Vec::new();
    for lang in ["", "?lang=en", "?lang=zh&size=large"] {
        for page in PAGES {
            pages.push(assembly.read_posting(place, &format!("{page}{lang}")).await);
        }
        pages.push(assembly.community_postings(assembly.community, &format!("/page{lang}")).await);
        pages.push(assembly.print_minutes(&convener, place, lang).await);
    }
    for page in &pages {
        check(page);
        assert!(page.text.contains("&#60;script&#62;"), "{}", page.text);
    }
    let language = |page: &Answer| page.text.contains("<html lang=\"en\">");
    assert_eq!(pages.iter().filter(|page| language(page)).count(), 6);
    assembly.read_posting(place, "/page?lang=fr").await.problem(400, "malformed");
    assembly.stop().await;
}

#[tokio::test]
async fn pages_tell_how_to_object_what_was_objected_and_what_the_form_of_the_town_asks_for() {
    let assembly = Assembly::gather().await;
    let (place, convener) = counted(&assembly, &draft()).await;
    let roll = assembly.read_posting(place, "/roll/page").await;
    check(&roll);
    for told in
        ["业主名册公示", "不再受理异议", "1-0101", "90.10", "不动产登记", "面积不符", "面积已更正", "986.30"]
    {
        assert!(roll.text.contains(told), "{told}: {}", roll.text);
    }
    let result = assembly.read_posting(place, "/result/page").await;
    check(&result);
    for told in
        ["如何提出异议", "参与表决", "占全体", "70.00% (7/10)", "民法典", "publication = totals", "尚未答复"]
    {
        assert!(result.text.contains(told), "{told}: {}", result.text);
    }
    let candidates = assembly.read_posting(place, "/candidates/page").await;
    check(&candidates);
    assert!(candidates.text.contains("候选人丙") && candidates.text.contains("不具备候选资格"));
    let minutes = assembly.print_minutes(&convener, place, "").await;
    check(&minutes);
    for told in
        ["会议纪要（草稿）", "表决开始，名册定稿", "计票完成", "答复一项异议：成立。面积已更正", "签字"]
    {
        assert!(minutes.text.contains(told), "{told}: {}", minutes.text);
    }
    let owner = assembly.token(assembly.owner("o-01")).await;
    assembly.print_minutes(&owner, place, "").await.problem(403, "forbidden");
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    let last = assembly.read_posting(place, "/result/page").await;
    check(&last);
    assert!(last.text.contains("表决结果公告") && last.text.contains("公告时未答复的异议"));
    assembly.stop().await;
}

#[tokio::test]
async fn units_are_published_as_far_as_the_switch_says_and_no_further() {
    for (publication, took_part, chose) in
        [("totals", 0, 0), ("by_unit_participation", 1, 0), ("by_unit_choice", 1, 1)]
    {
        let assembly = Assembly::gather().await;
        let mut draft = draft();
        draft["switches"] = json!({ "publication": publication });
        let (place, _) = counted(&assembly, &draft).await;
        let by_unit = assembly.read_posting(place, "/result").await.expect(200)["by_unit"].clone();
        let page = assembly.read_posting(place, "/result/page").await;
        check(&page);
        assert_eq!(page.text.contains("按专有部分公布"), took_part == 1, "{publication}");
        assert_eq!(by_unit.is_null(), took_part == 0, "{publication}");
        for unit in by_unit.as_array().into_iter().flatten() {
            let silent = ["2-0201", "2-0202", "2-0001"].contains(&unit["unit"].as_str().unwrap());
            assert_eq!(unit["took_part"], json!(!silent), "{unit}");
            let choices = unit["choices"].as_array().unwrap();
            let decides = match (chose == 1 && !silent, unit["unit"].as_str().unwrap()) {
                (false, _) | (true, "P-001") => 0,
                (true, unit) => 2 + usize::from(unit.starts_with("2-")),
            };
            assert_eq!(choices.len(), decides, "{publication} {unit}");
        }
        if chose == 1 {
            let first = &by_unit[0]["choices"];
            assert_eq!((&first[0]["answer"], &first[1]["candidates"]["c1"]), (&json!("for"), &json!("for")));
        }
        assembly.stop().await;
    }
}
