//! A round of paper ballots, as secretary, readers and scrutineer live it.

use quorate::domain::paper::Serial;
use quorate::evidence::ballots::{CandidateAnswer, CandidateChoice};
use quorate::evidence::digest::Digest;
use quorate::evidence::paper::{
    MarkForm, MatterMark, PaperCount, PaperEntry, PaperIssue, PaperReturn, PaperSample, PaperWithdrawal,
    SampledPaper,
};
use quorate::evidence::statements::Statement;
use quorate::evidence::text::Text;
use quorate::verify::report::{Code, Outcome};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, Person, draft, nonce};
use crate::calls::Place;
use crate::proofs::{certify, verified};

/// When papers are taken back, unless a test says otherwise.
const RECEIVED: &str = "2026-05-22T10:00:00Z";

/// After papers were taken back.
const LOGGED: &str = "2026-05-22T11:00:00Z";

fn serial(number: u32) -> Serial {
    Serial::new(number).unwrap()
}

fn digest(text: &str) -> Digest {
    text.parse().unwrap()
}

async fn say(assembly: &Assembly, place: Place, by: &Person, what: &str, said: impl Statement) -> Answer {
    let token = assembly.token(by).await;
    assembly.say_of_papers(&token, place, what, &said.sign(&by.key).unwrap()).await
}

async fn list(assembly: &Assembly, place: Place, wanted: Value) -> Answer {
    let token = assembly.token(&assembly.secretary).await;
    assembly.make_paper_list(&token, place, wanted).await
}

async fn issue_of(assembly: &Assembly, place: Place, list: &Value) -> PaperIssue {
    let view = assembly.view(place).await;
    PaperIssue {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        definition: digest(view["definition"].as_str().unwrap()),
        roll: assembly.final_roll(place).await,
        list: digest(list["list"].as_str().unwrap()),
        papers: list["papers"].as_u64().unwrap(),
        nonce: nonce(),
    }
}

/// Hands papers out.
async fn issued(assembly: &Assembly, place: Place, wanted: Value) -> Value {
    let made = list(assembly, place, wanted).await.expect(201);
    let issue = issue_of(assembly, place, &made).await;
    let answer = say(assembly, place, &assembly.secretary, "issues", issue).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    made
}

async fn returns(assembly: &Assembly, place: Place, number: u32, received_at: &str) -> Answer {
    let said = PaperReturn {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        serial: serial(number),
        received_at: received_at.parse().unwrap(),
        way: "desk".parse().unwrap(),
        scan: Digest::of(format!("scan of {number}").as_bytes()),
        nonce: nonce(),
    };
    say(assembly, place, &assembly.convener, "returns", said).await
}

async fn withdraws(assembly: &Assembly, place: Place, number: u32, why: &str) -> Answer {
    let said = PaperWithdrawal {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        serial: serial(number),
        why: why.parse().unwrap(),
        nonce: nonce(),
    };
    say(assembly, place, &assembly.secretary, "withdrawals", said).await
}

fn mark(matter: &str, mark: MarkForm) -> MatterMark {
    MatterMark { matter: matter.parse().unwrap(), mark, candidates: Vec::new() }
}

fn ticked(candidates: &[&str]) -> MatterMark {
    let choice =
        |name: &&str| CandidateChoice { candidate: name.parse().unwrap(), answer: CandidateAnswer::For };
    let candidates = candidates.iter().map(choice).collect();
    MatterMark { matter: "m2".parse().unwrap(), mark: MarkForm::Candidates, candidates }
}

/// A paper that says yes everywhere; one of building 2 has a third matter.
fn marks(number: u32) -> Vec<MatterMark> {
    let mut marks = vec![mark("m1", MarkForm::For), ticked(&["c1"])];
    marks.extend((number > 5).then(|| mark("m3", MarkForm::For)));
    marks
}

/// What an authentic paper says.
async fn read(
    assembly: &Assembly,
    place: Place,
    number: u32,
    owner: &str,
    marks: Vec<MatterMark>,
) -> PaperEntry {
    PaperEntry {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        serial: serial(number),
        authenticity: "authentic".parse().unwrap(),
        signed_by: vec![Text(owner.parse().unwrap())],
        mandate: None,
        marks,
        nonce: nonce(),
    }
}

/// What a paper that nobody signed says.
async fn unsigned(assembly: &Assembly, place: Place, number: u32) -> PaperEntry {
    let own = read(assembly, place, number, "o-01", Vec::new()).await;
    PaperEntry { authenticity: "unsigned".parse().unwrap(), signed_by: Vec::new(), ..own }
}

async fn enters(assembly: &Assembly, place: Place, by: &Person, entry: &PaperEntry) -> Answer {
    say(assembly, place, by, "entries", PaperEntry { nonce: nonce(), ..entry.clone() }).await
}

/// Two persons read the same.
async fn settle(assembly: &Assembly, place: Place, entry: &PaperEntry) {
    for person in [&assembly.secretary, &assembly.scrutineer] {
        let answer = enters(assembly, place, person, entry).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
}

async fn count_of(assembly: &Assembly, place: Place, numbers: [u64; 5], reason: Option<&str>) -> PaperCount {
    let [issued, returned, outstanding, spoiled, void] = numbers;
    PaperCount {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        issued,
        returned,
        outstanding,
        spoiled,
        void,
        sample: 2,
        reason: reason.map(str::to_owned),
        nonce: nonce(),
    }
}

async fn journal(assembly: &Assembly, place: Place) -> Value {
    let token = assembly.token(&assembly.supervisor).await;
    assembly.read_papers(&token, place, "").await.expect(200)
}

async fn sample(assembly: &Assembly, place: Place) -> Value {
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.read_papers(&token, place, "/sample").await.expect(200)
}

async fn report_of(assembly: &Assembly, place: Place, differs: &[&str]) -> PaperSample {
    let drawn = sample(assembly, place).await;
    let papers = drawn["papers"].as_array().unwrap().iter().map(|own| SampledPaper {
        serial: own["serial"].as_str().unwrap().parse().unwrap(),
        differs: differs.iter().map(|place| (*place).to_owned()).collect(),
    });
    PaperSample {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        papers: papers.collect(),
        nonce: nonce(),
    }
}

/// Papers of all kinds, from the first list to the report on the sample, and the verifier agrees.
async fn story(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({})).await;
    let made = issued(&assembly, place, json!({ "buildings": ["1"] })).await;
    assert_eq!((&made["papers"], &made["first"]), (&json!(5), &json!(serial(1).to_string())));
    issued(&assembly, place, json!({})).await;
    let all = journal(&assembly, place).await;
    assert_eq!((&all["issued"], &all["outstanding"]), (&json!(10), &json!(10)));
    assert_eq!(all["buildings"][0]["papers"][2]["units"], json!(["1-0201"]));
    assembly.pass_to(LOGGED);
    // o-05 hands a damaged paper back and gets another, number 11.
    withdraws(&assembly, place, 4, "damaged").await.expect(201);
    issued(&assembly, place, json!({ "units": ["1-0301"] })).await;
    // o-06 says theirs is lost; it turns up all the same.
    withdraws(&assembly, place, 5, "lost").await.expect(201);
    assembly.pass_to("2026-05-22T12:00:00Z");
    for number in [1, 2, 5, 7, 8, 9] {
        assert_eq!(returns(&assembly, place, number, LOGGED).await.status, 201);
    }
    assert_eq!(returns(&assembly, place, 11, "2026-05-22T12:00:00Z").await.status, 201);
    // An own ballot online, earlier than the paper: the first counts.
    assembly.vote(place, "o-02").await;
    settle(&assembly, place, &read(&assembly, place, 1, "o-01", marks(1)).await).await;
    settle(&assembly, place, &read(&assembly, place, 2, "o-02", marks(2)).await).await;
    let names = vec![mark("m1", MarkForm::Blank), ticked(&["c1", "c2", "c3"])];
    settle(&assembly, place, &read(&assembly, place, 11, "o-05", names).await).await;
    settle(&assembly, place, &unsigned(&assembly, place, 7).await).await;
    // Two read number 8 differently, and a third looks.
    let first = read(&assembly, place, 8, "o-08", marks(8)).await;
    let mut other = marks(8);
    other[0] = mark("m1", MarkForm::Against);
    let second = read(&assembly, place, 8, "o-08", other).await;
    enters(&assembly, place, &assembly.secretary, &first).await.expect(201);
    enters(&assembly, place, &assembly.scrutineer, &second).await.expect(201);
    assert_eq!(
        journal(&assembly, place).await["unsettled"],
        json!([serial(8).to_string(), serial(9).to_string()])
    );
    enters(&assembly, place, &assembly.supervisor, &second).await.expect(201);
    assembly.advance_to(CLOSES).await;
    // One that was received in time is read after the close; one that comes at the close is late.
    settle(&assembly, place, &read(&assembly, place, 9, "o-09", marks(9)).await).await;
    assert_eq!(returns(&assembly, place, 10, CLOSES).await.status, 201);
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let waits = assembly.count_meeting(&scrutineer, place).await.problem(409, "papers_open");
    assert!(waits["detail"].as_str().unwrap().contains("issued 11, returned 7"), "{waits}");
    let count = count_of(&assembly, place, [11, 7, 2, 1, 1], None).await;
    say(&assembly, place, &assembly.scrutineer, "counts", count).await.expect(201);
    assert_eq!(journal(&assembly, place).await["reconciliation"], "done");
    let report = report_of(&assembly, place, &[]).await;
    assert!(!report.papers.is_empty());
    say(&assembly, place, &assembly.scrutineer, "sample", report).await.expect(201);
    certify(&assembly, place).await;
    let tally = assembly.read_tally(place).await.expect(200);
    let channels = &tally["channels"];
    // o-01, o-05, o-08 and o-09 on paper, and o-02 by whichever came first.
    assert_eq!((&channels["paper"], &channels["online"]), (&json!(5), &json!(0)), "{channels}");
    assert_eq!((&channels["not_authentic"], &channels["conflicts"]), (&json!(1), &json!(1)), "{channels}");
    let public = verified(&assembly, assembly.public_bundle(place).await).await;
    let papers = [Code::PapersSigned, Code::PapersFollowed, Code::PapersReconciled, Code::PapersSampled];
    let open: Vec<Code> = public.codes(Outcome::CouldNotCheck).collect();
    assert!(papers.iter().all(|code| open.contains(code)), "{open:?}");
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let audit = verified(&assembly, assembly.audit_bundle(&scrutineer, place).await).await;
    let checked: Vec<Code> = audit.codes(Outcome::Checked).collect();
    assert!(papers.iter().all(|code| checked.contains(code)), "{checked:?}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_paper_round_is_counted_and_proved_on_sqlite() {
    story(Database::Sqlite).await;
}

#[tokio::test]
async fn a_paper_round_is_counted_and_proved_on_postgres() {
    story(Database::Postgres).await;
}

#[tokio::test]
async fn papers_are_handed_out_once_the_roll_is_final_and_once_to_an_elector() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    list(&assembly, place, json!({})).await.problem(409, "state_does_not_allow");
    assembly.advance_to(crate::assembly::OPENS).await;
    list(&assembly, place, json!({ "buildings": ["9"] })).await.problem(422, "field");
    list(&assembly, place, json!({ "units": ["9-9"] })).await.problem(422, "field");
    list(&assembly, place, json!({ "units": ["1-0101"], "buildings": ["1"] })).await.problem(422, "field");
    let overtaken = list(&assembly, place, json!({ "buildings": ["2"] })).await.expect(201);
    issued(&assembly, place, json!({ "buildings": ["1"] })).await;
    let late = issue_of(&assembly, place, &overtaken).await;
    say(&assembly, place, &assembly.secretary, "issues", late.clone()).await.problem(409, "paper");
    list(&assembly, place, json!({ "units": ["1-0101"] })).await.problem(409, "paper");
    list(&assembly, place, json!({ "buildings": ["1"] })).await.problem(422, "field");
    let fresh = list(&assembly, place, json!({})).await.expect(201);
    let own = issue_of(&assembly, place, &fresh).await;
    let wrong = Digest::of(b"another");
    for (changed, status, code) in [
        (PaperIssue { definition: wrong, ..own.clone() }, 422, "other_subject"),
        (PaperIssue { roll: wrong, ..own.clone() }, 422, "other_subject"),
        (PaperIssue { papers: 4, ..own.clone() }, 422, "other_subject"),
        (PaperIssue { meeting: place.0, ..own.clone() }, 422, "other_subject"),
        (PaperIssue { list: wrong, ..own.clone() }, 404, "paper_list_not_found"),
    ] {
        assembly
            .unchanged(say(&assembly, place, &assembly.secretary, "issues", changed))
            .await
            .problem(status, code);
    }
    let token = assembly.token(&assembly.secretary).await;
    let forged = own.sign(&assembly.convener.key).unwrap();
    assembly.say_of_papers(&token, place, "issues", &forged).await.problem(422, "statement");
    let signed = own.sign(&assembly.secretary.key).unwrap();
    let first = assembly.say_of_papers(&token, place, "issues", &signed).await;
    let again = assembly.unchanged(assembly.say_of_papers(&token, place, "issues", &signed)).await;
    assert_eq!((first.status, again.status, &first.text), (201, 201, &again.text));
    assembly.stop().await;
}

#[tokio::test]
async fn what_cannot_be_said_of_a_paper_is_refused() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    issued(&assembly, place, json!({})).await;
    assembly.pass_to(LOGGED);
    returns(&assembly, place, 99, RECEIVED).await.problem(404, "paper_not_found");
    returns(&assembly, place, 1, "2026-05-22T11:00:01Z").await.problem(409, "paper");
    returns(&assembly, place, 1, "2026-05-21T15:59:59Z").await.problem(409, "paper");
    let entry = read(&assembly, place, 1, "o-01", marks(1)).await;
    enters(&assembly, place, &assembly.secretary, &entry).await.problem(409, "paper");
    returns(&assembly, place, 1, RECEIVED).await.expect(201);
    returns(&assembly, place, 1, RECEIVED).await.problem(409, "paper");
    withdraws(&assembly, place, 1, "lost").await.problem(409, "paper");
    for wrong in [
        read(&assembly, place, 1, "o-02", marks(1)).await,
        read(&assembly, place, 1, "o-01", vec![mark("m1", MarkForm::For)]).await,
        read(&assembly, place, 1, "o-01", marks(8)).await,
        read(&assembly, place, 1, "o-01", vec![mark("m1", MarkForm::For), ticked(&["c9"])]).await,
        PaperEntry { signed_by: Vec::new(), ..entry.clone() },
    ] {
        assembly.unchanged(enters(&assembly, place, &assembly.secretary, &wrong)).await.problem(409, "paper");
    }
    let mandate = Some(Digest::of(b"no mandate"));
    let holder = PaperEntry { signed_by: Vec::new(), mandate, ..entry.clone() };
    enters(&assembly, place, &assembly.secretary, &holder).await.problem(403, "paper_reader");
    let mixed = PaperEntry { mandate, ..entry.clone() };
    enters(&assembly, place, &assembly.secretary, &mixed).await.problem(422, "statement");
    enters(&assembly, place, &assembly.secretary, &entry).await.expect(201);
    enters(&assembly, place, &assembly.secretary, &entry).await.problem(409, "paper");
    assembly.stop().await;
}

#[tokio::test]
async fn nobody_sees_what_another_read_before_the_paper_is_settled() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    issued(&assembly, place, json!({})).await;
    assembly.pass_to(LOGGED);
    returns(&assembly, place, 1, RECEIVED).await.expect(201);
    let entry = read(&assembly, place, 1, "o-01", marks(1)).await;
    enters(&assembly, place, &assembly.secretary, &entry).await.expect(201);
    let path = format!("/{}", serial(1));
    let seen = async |person: &Person| {
        let token = assembly.token(person).await;
        assembly.read_papers(&token, place, &path).await.expect(200)
    };
    assert_eq!(seen(&assembly.secretary).await["readings"].as_array().unwrap().len(), 1);
    let other = seen(&assembly.scrutineer).await;
    assert_eq!((&other["readings"], &other["progress"]), (&json!([]), &json!("read_once")));
    assert!(!journal(&assembly, place).await.to_string().contains("authentic"));
    enters(&assembly, place, &assembly.scrutineer, &entry).await.expect(201);
    let settled = seen(&assembly.supervisor).await;
    assert_eq!(settled["readings"].as_array().unwrap().len(), 2);
    assert_eq!(settled["progress"], "settled");
    let third = enters(&assembly, place, &assembly.supervisor, &entry).await;
    third.problem(409, "paper");
    assembly.stop().await;
}

#[tokio::test]
async fn a_difference_is_explained_by_the_scrutineer_in_public() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    issued(&assembly, place, json!({ "buildings": ["2"] })).await;
    let early = count_of(&assembly, place, [5, 0, 5, 0, 0], None).await;
    say(&assembly, place, &assembly.scrutineer, "counts", early.clone())
        .await
        .problem(409, "state_does_not_allow");
    assembly.advance_to(CLOSES).await;
    let own = PaperCount { nonce: nonce(), ..early };
    say(&assembly, place, &assembly.secretary, "counts", own.clone()).await.problem(409, "paper");
    let fewer = count_of(&assembly, place, [5, 0, 4, 0, 0], None).await;
    let refused = say(&assembly, place, &assembly.scrutineer, "counts", fewer).await.problem(409, "paper");
    assert!(refused["detail"].as_str().unwrap().contains("outstanding 4"), "{refused}");
    let needless = count_of(&assembly, place, [5, 0, 5, 0, 0], Some("无")).await;
    say(&assembly, place, &assembly.scrutineer, "counts", needless).await.problem(409, "paper");
    let explained = count_of(&assembly, place, [5, 0, 4, 0, 0], Some("一张票在印制时毁损")).await;
    say(&assembly, place, &assembly.scrutineer, "counts", explained).await.expect(201);
    let entries = assembly.entries().await;
    let fact = &entries.last().unwrap()["fact"];
    assert_eq!((&fact["kind"], &fact["reason"]), (&json!("papers_counted"), &json!("一张票在印制时毁损")));
    returns(&assembly, place, 1, CLOSES).await.problem(409, "paper");
    certify(&assembly, place).await;
    assembly.stop().await;
}

#[tokio::test]
async fn the_report_names_the_sample_and_nothing_else() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    issued(&assembly, place, json!({})).await;
    assembly.pass_to(LOGGED);
    for (number, owner) in [(1, "o-01"), (2, "o-02"), (5, "o-06")] {
        returns(&assembly, place, number, RECEIVED).await.expect(201);
        settle(&assembly, place, &read(&assembly, place, number, owner, marks(number)).await).await;
    }
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.read_papers(&token, place, "/sample").await.problem(404, "paper_sample_not_found");
    assembly.advance_to(CLOSES).await;
    let token = assembly.token(&assembly.scrutineer).await;
    let count = count_of(&assembly, place, [10, 3, 7, 0, 0], None).await;
    say(&assembly, place, &assembly.scrutineer, "counts", count).await.expect(201);
    let own = report_of(&assembly, place, &["m1"]).await;
    let other =
        PaperSample { papers: vec![SampledPaper { serial: serial(9), differs: Vec::new() }], ..own.clone() };
    say(&assembly, place, &assembly.scrutineer, "sample", other).await.problem(409, "paper");
    let drawn = own.papers.len() as u64;
    say(&assembly, place, &assembly.scrutineer, "sample", own.clone()).await.expect(201);
    let again = PaperSample { nonce: nonce(), ..own };
    say(&assembly, place, &assembly.scrutineer, "sample", again).await.problem(409, "paper");
    let entries = assembly.entries().await;
    let fact = &entries.last().unwrap()["fact"];
    assert_eq!((&fact["kind"], &fact["differing"]), (&json!("papers_sampled"), &json!(drawn)));
    let page = assembly.read_papers(&token, place, "/sample-sheet?lang=en").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("differs：m1") && page.text.contains("Asked for"), "{}", page.text);
    assembly.stop().await;
}

#[tokio::test]
async fn sheets_are_printed_as_often_as_needed_and_show_no_secret() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let made = list(&assembly, place, json!({ "buildings": ["2"] })).await.expect(201);
    let token = assembly.token(&assembly.secretary).await;
    let sheets = format!("/lists/{}/sheets", made["list"].as_str().unwrap());
    // Nothing is printed that was not handed out.
    assembly.read_papers(&token, place, &sheets).await.problem(404, "paper_list_not_found");
    let issue = issue_of(&assembly, place, &made).await;
    say(&assembly, place, &assembly.secretary, "issues", issue).await.expect(201);
    let page = assembly.unchanged(assembly.read_papers(&token, place, &sheets)).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text.matches("class=\"sheet ballot\"").count(), 5);
    for part in ["000001-", "2-0001", "二号楼屋面维修", "候选人丙", "同意", "弃权", "没有签名的票不计"]
    {
        assert!(page.text.contains(part), "{part}");
    }
    for name in ["周雪琴", "o-07", "<script"] {
        assert!(!page.text.contains(name), "{name}");
    }
    let one = format!("{sheets}?serial={}&lang=en", serial(2));
    let page = assembly.read_papers(&token, place, &one).await;
    assert_eq!(page.text.matches("class=\"sheet ballot\"").count(), 1);
    assert!(page.text.contains("Ballot paper") && page.header("content-security-policy").contains("sha256-"));
    let wrong = format!("{sheets}?serial=000002-9");
    assembly.read_papers(&token, place, &wrong).await.problem(404, "paper_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn nobody_is_reminded_whose_paper_came_back() {
    let assembly = Assembly::gather().await;
    assembly.tick().await;
    let place = assembly.opened(json!({})).await;
    issued(&assembly, place, json!({ "buildings": ["1"] })).await;
    assembly.set("2026-05-21T23:00:00Z".parse().unwrap());
    assert_eq!(returns(&assembly, place, 1, "2026-05-21T22:00:00Z").await.status, 201);
    // 08:00 in Shanghai; the reminder 72 hours before came due at midnight.
    assembly.set("2026-05-22T00:00:00Z".parse().unwrap());
    assembly.tick().await;
    let is_reminder = |phone: &str| assembly.phones().of(phone).iter().any(|own| own.kind == "reminder");
    assert!(!is_reminder("13800001101"), "1-0101 voted on paper");
    assert!(is_reminder("13900002222"), "1-0102 did not");
    assembly.stop().await;
}
