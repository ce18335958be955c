//! A mixed round from the first letter to the announcement: whoever votes online, on paper, through a
//! neighbour, with help at a desk, several times or not at all, in an estate made from a seed; on both
//! databases, proved by the verifier and counted again from the plan.

#![expect(clippy::wildcard_enum_match_arm, reason = "each step is of those who do something in it")]

mod acts;
mod plan;
mod recount;

use std::collections::BTreeMap;

use futures_util::future::join_all;
use quorate::domain::meetings::MeetingState;
use quorate::domain::paper::Serial;
use quorate::evidence::certificate::ChannelsForm;
use quorate::evidence::digest::Digest;
use quorate::evidence::verdict::VerdictForm;
use quorate::verify::report::{Code, Outcome, Report};
use serde_json::{Value, json};

use self::acts::{Vote, acknowledges};
use self::plan::{Act, Plan, Service, Size};
use self::recount::{Prevails, Weight};
use crate::app::{App, Database};
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, Person, draft};
use crate::calls::Place;
use crate::estate::Estate;
use crate::proofs::{countersign, verified};

/// The afternoon of the second day, when mandates are given and those vote who vote first.
const EARLY: &str = "2026-05-22T06:00:00Z";

/// When papers are handed in at the desk.
const RECEIVED: &str = "2026-05-22T10:00:00Z";

/// When that is logged.
const LOGGED: &str = "2026-05-22T11:00:00Z";

/// When those vote who vote last.
const AFTERWARDS: &str = "2026-05-23T06:00:00Z";

/// Most services recorded at once.
const SERVICES: usize = 500;

/// A quick round.
const SMALL: Size = Size { heads: 60, special: 1, online: 16, paper: 15, keeping: 2 };

/// A round of a large estate.
const LARGE: Size = Size { heads: 1500, special: 6, online: 170, paper: 90, keeping: 20 };

/// The estate of a plan, in which owners who act online have keys.
async fn settled(database: Database, plan: &Plan) -> Assembly {
    let estate = Estate::found_over(App::start_on(database).await).await;
    estate.import(&plan.register(&[])).await;
    let convener = estate.another("convener").await;
    let scrutineer = estate.another("scrutineer").await;
    let with_key = plan.heads.iter().filter(|head| head.act.has_key()).map(|head| &head.owners[0]);
    let recipients = json!({ "owners": with_key.collect::<Vec<_>>() });
    let by = &estate.secretary.token;
    let codes = estate.hand_out_codes(by, estate.community, &recipients).await.expect(201);
    let codes = codes["codes"].as_array().unwrap().clone();
    let newcomers = codes.iter().map(|row| estate.newcomer(row["code"].as_str().unwrap()));
    let somebodies = join_all(newcomers).await;
    let now = estate.now();
    let owners = codes
        .iter()
        .zip(&somebodies)
        .map(|(row, somebody)| (row["owner"].as_str().unwrap().to_owned(), Person::of(somebody, now)));
    let owners = owners.collect();
    let person = |somebody| Person::of(somebody, now);
    let (supervisor, secretary) = (person(&estate.supervisor), person(&estate.secretary));
    let (convener, scrutineer) = (person(&convener), person(&scrutineer));
    Assembly { estate, supervisor, secretary, convener, scrutineer, owners }
}

/// Rules of procedure by which a signature in the application is service.
async fn rules(assembly: &Assembly) {
    let text = "id = \"own_rules\"\nversion = \"1\"\ntitle = { zh = \"议事规则\", en = \"Rules of procedure\" }\n\
        issued_by = \"community\"\nbase = [\"cn_civil_code_2021\"]\n\
        [service]\nin_app = \"proof\"\nposting_attempts = 1\narticle = \"art 9\"\nverified = true\n";
    let rules = json!({ "overlays": [], "own_rules": text, "recognition": null });
    let token = assembly.token(&assembly.supervisor).await;
    let answer = assembly.state_rules(&token, assembly.community, "\"0\"", &rules).await;
    assert!((200..300).contains(&answer.status), "{}", answer.text);
}

/// Serves every unit as planned, and holds the counts of each building against the plan.
async fn serve(assembly: &Assembly, place: Place, plan: &Plan) {
    let (now, units) = (assembly.now().to_string(), plan.heads.iter().flat_map(|head| &head.units));
    let row = |unit: &str, channel: &str, outcome: &str| {
        let evidence = (outcome == "served").then(|| Digest::of(unit.as_bytes()));
        json!({ "unit": unit, "channel": channel, "served_at": now, "outcome": outcome, "evidence": evidence })
    };
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for unit in units {
        match unit.service {
            Service::Letter => first.push(row(&unit.label, "letter", "served")),
            Service::Door => first.push(row(&unit.label, "door", "served")),
            Service::Posting => {
                first.push(row(&unit.label, "door", "attempted"));
                then.push(row(&unit.label, "posting", "served"));
            }
            Service::Tried => first.push(row(&unit.label, "letter", "attempted")),
            Service::InApp | Service::Nothing => {}
        }
    }
    for rows in first.chunks(SERVICES).chain(then.chunks(SERVICES)) {
        let token = assembly.token(&assembly.secretary).await;
        let report = assembly.record_services(&token, place, &json!(rows)).await.expect(201);
        assert_eq!(report, json!({ "recorded": rows.len(), "repeated": 0 }));
    }
    let notice = assembly.read_notice(place, "").await.expect(200);
    let notice: Digest = notice["sha256"].as_str().unwrap().parse().unwrap();
    let origin = assembly.keys().await.origin;
    for head in plan.heads.iter().filter(|head| head.units[0].service == Service::InApp) {
        acknowledges(assembly, place, &head.owners[0], (&origin, notice)).await;
    }
    let counts = assembly.read_service_counts(place).await.expect(200);
    assert_eq!(counts.as_array().unwrap().len(), 7, "six buildings and a garage");
    for own in counts.as_array().unwrap() {
        let building = own["building"].as_str().unwrap().parse().unwrap_or(0);
        let [units, reached, tried, untried] = recount::services(plan, building);
        let numbers = ["units", "reached", "tried", "untried"].map(|field| own[field].as_u64().unwrap());
        assert_eq!(numbers, [units, reached, tried, untried], "building {building}");
    }
}

/// What is known of mandates and ballots while the vote goes on.
#[derive(Default)]
struct Known {
    serials: BTreeMap<usize, Serial>,
    mandates: BTreeMap<usize, Digest>,
    ballots: BTreeMap<usize, Digest>,
}

/// Papers are handed out and mandates given; whoever votes first does, and so do holders.
async fn early(vote: &Vote<'_>, known: &mut Known) {
    let plan = vote.plan;
    let with_paper: Vec<_> = (0..plan.heads.len()).filter(|head| plan.heads[*head].act.has_paper()).collect();
    known.serials = vote.hands_out(&with_paper).await;
    vote.assembly.advance_to(EARLY).await;
    for head in 0..plan.heads.len() {
        let own = vote.head(head);
        if own.act == Act::MandateOnPaper {
            known.mandates.insert(head, vote.is_read(head).await);
        } else if own.act.gives_mandate() {
            known.mandates.insert(head, vote.gives(head).await);
        }
        match own.act {
            Act::Online | Act::OnlineTwice | Act::OnlineThenPaper | Act::SoldAfter => {
                known.ballots.insert(head, vote.votes(head, &own.first, None).await);
            }
            Act::Mandate
            | Act::MandateThenOwn
            | Act::MandateThenPaper
            | Act::RevokedAfter
            | Act::MandateOnPaper => vote.votes_under(head, known.mandates[&head]).await,
            _ => {}
        }
    }
}

/// Papers come back, are lost, damaged and replaced.
async fn papers(vote: &Vote<'_>, known: &mut Known) {
    let plan = vote.plan;
    vote.assembly.advance_to(RECEIVED).await;
    let replaced = plan.doing(&[Act::Replaced]);
    for head in &replaced {
        vote.withdraws(known.serials[head], "damaged").await;
    }
    let fresh = vote.hands_out(&replaced).await;
    known.serials.extend(fresh);
    for head in plan.doing(&[Act::VoidBack]) {
        vote.withdraws(known.serials[&head], "lost").await;
    }
    let received = vote.assembly.now().plus_seconds(1800).to_string();
    vote.assembly.advance_to(LOGGED).await;
    for (head, serial) in &known.serials {
        let way = match plan.heads[*head].act {
            Act::Keeps | Act::Late => continue,
            Act::Mailed => "mail",
            Act::HolderPaper => "door",
            _ => "desk",
        };
        vote.returns(*serial, &received, way).await;
    }
}

/// Papers are read by two, and by three where they differ; all but one that came by mail, which is left for later.
async fn entries(vote: &Vote<'_>, known: &Known) -> usize {
    let mut left = None;
    for (head, serial) in &known.serials {
        let own = vote.head(*head);
        let (first, second) = (&own.first, &own.second);
        match own.act {
            Act::Keeps | Act::Late | Act::VoidBack => {}
            Act::Forged | Act::ForgedBesideOnline => {
                vote.settles(&vote.entry_of_nobody(*head, *serial, "forged")).await;
            }
            Act::Unsigned => vote.settles(&vote.entry_of_nobody(*head, *serial, "unsigned")).await,
            Act::HolderPaper => {
                vote.settles(&vote.entry_of_holder(*head, *serial, known.mandates[head])).await;
            }
            Act::OnlineThenPaper | Act::MandateThenPaper => {
                vote.settles(&vote.entry(*head, *serial, second)).await;
            }
            Act::ThirdLook => {
                let (right, wrong) = (vote.entry(*head, *serial, first), vote.entry(*head, *serial, second));
                vote.reads(&vote.assembly.secretary, &wrong).await;
                vote.reads(&vote.assembly.scrutineer, &right).await;
                vote.reads(&vote.assembly.supervisor, &right).await;
            }
            Act::Mailed if left.is_none() => left = Some(*head),
            _ => vote.settles(&vote.entry(*head, *serial, first)).await,
        }
    }
    left.unwrap()
}

/// Flats are sold, mandates revoked, owners helped; whoever votes last does.
async fn afterwards(vote: &Vote<'_>, known: &Known) {
    let (plan, assembly) = (vote.plan, vote.assembly);
    assembly.advance_to(AFTERWARDS).await;
    let sold = plan.doing(&[Act::SoldBefore, Act::SoldAfter]);
    let token = assembly.token(&assembly.secretary).await;
    assembly.import_register(&token, assembly.community, "", &plan.register(&sold)).await.expect(201);
    for head in 0..plan.heads.len() {
        let own = vote.head(head);
        match own.act {
            Act::OnlineTwice => {
                vote.votes(head, &own.second, Some(known.ballots[&head])).await;
            }
            Act::PaperThenOnline | Act::MandateThenOwn => {
                vote.votes(head, &own.second, None).await;
            }
            Act::ForgedBesideOnline => {
                vote.votes(head, &own.first, None).await;
            }
            Act::RevokedBefore => {
                vote.revokes(head, known.mandates[&head]).await;
                vote.is_refused_under(head, known.mandates[&head]).await;
            }
            Act::RevokedAfter => vote.revokes(head, known.mandates[&head]).await,
            Act::Assisted => vote.votes_with_help(head).await,
            Act::SoldBefore => {
                vote.passes(head).await;
                vote.buyer_votes(head).await;
            }
            Act::SoldAfter => {
                vote.passes(head).await;
                vote.buyer_is_refused(head).await;
            }
            _ => {}
        }
    }
}

/// Nothing is counted before every paper is read and accounted for.
async fn close(vote: &Vote<'_>, known: &Known, unread: usize) {
    let (plan, assembly, place) = (vote.plan, vote.assembly, vote.place);
    assembly.advance_to(CLOSES).await;
    let refused = async || {
        let token = assembly.token(&assembly.scrutineer).await;
        assembly.count_meeting(&token, place).await.problem(409, "papers_open")
    };
    refused().await;
    for head in plan.doing(&[Act::Late]) {
        vote.returns(known.serials[&head], CLOSES, "desk").await;
    }
    vote.settles(&vote.entry(unread, known.serials[&unread], &vote.head(unread).first)).await;
    refused().await;
    let numbers = recount::papers(plan);
    let [issued, returned, outstanding, spoiled, void] = numbers;
    let wrong = [issued, returned - 1, outstanding + 1, spoiled, void];
    vote.counts_papers(wrong).await.problem(409, "paper");
    vote.counts_papers(numbers).await.expect(201);
    let journal = vote.journal().await;
    let recorded = ["issued", "returned", "outstanding", "spoiled", "void"];
    assert_eq!(recorded.map(|field| journal[field].as_u64().unwrap()), numbers);
    assert_eq!((&journal["unsettled"], &journal["reconciliation"]), (&json!([]), &json!("done")));
    vote.reports_sample().await;
}

/// A published weight in heads and thousandths.
fn weight(form: &Value) -> Weight {
    let text = form["area"].as_str().unwrap();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    Weight { heads: form["heads"].as_u64().unwrap(), area: format!("{whole}{part:0<3}").parse().unwrap() }
}

/// Holds the certified tally against the recount; whether each matter passes.
fn recounted(plan: &Plan, tally: &Value, prevails: Prevails) -> Vec<bool> {
    let ways = recount::ways(plan, prevails);
    let channels: ChannelsForm = serde_json::from_value(tally["channels"].clone()).unwrap();
    let expected = ChannelsForm {
        online: ways.online,
        paper: ways.paper,
        proxy: ways.proxy,
        delegate: 0,
        assisted: ways.assisted,
        conflicts: ways.conflicts,
        not_authentic: ways.not_authentic,
    };
    assert_eq!(channels, expected);
    let mut passed = Vec::new();
    for (matter, own) in (1..=3).zip(tally["matters"].as_array().unwrap()) {
        let (sums, verdict) = (recount::sums(plan, matter, prevails), &own["verdict"]);
        let totals = &verdict["totals"];
        let published = ["all", "participating", "for", "against", "abstain", "invalid"]
            .map(|part| weight(&totals[part]));
        let again = [sums.all, sums.participating, sums.for_it, sums.against, sums.abstain, sums.invalid];
        assert_eq!(published, again, "matter {matter}");
        for candidate in verdict["candidates"].as_array().into_iter().flatten() {
            let name = candidate["candidate"].as_str().unwrap();
            let number: usize = name.trim_start_matches('c').parse().unwrap();
            assert_eq!(weight(candidate), sums.candidates[number - 1], "{name}");
        }
        assert_eq!(verdict["passed"], json!(sums.passed), "matter {matter}");
        passed.push(sums.passed);
    }
    assert_eq!(passed.len(), 3);
    passed
}

/// Both bundles hold, and the audit bundle leaves nothing open but what no bundle of a test can prove.
async fn prove(assembly: &Assembly, place: Place) -> (Report, Report) {
    let public = verified(assembly, assembly.public_bundle(place).await).await;
    let token = assembly.token(&assembly.scrutineer).await;
    let audit = verified(assembly, assembly.audit_bundle(&token, place).await).await;
    assert_eq!((public.state, audit.state), (MeetingState::Announced, MeetingState::Announced));
    let open = [
        Code::RealMeeting,
        Code::RecordWitnessed,
        Code::ClosingWitnessed,
        Code::RollWitnessed,
        Code::CertificateWitnessed,
    ];
    assert_eq!(audit.codes(Outcome::CouldNotCheck).collect::<Vec<_>>(), open);
    (public, audit)
}

/// The verdicts of a report, without what they would be under other switches: only ballots tell a blank item.
fn verdicts_of(report: &Report) -> Vec<VerdictForm> {
    let verdicts = report.matters.iter().map(|matter| matter.verdict.clone());
    verdicts.map(|verdict| VerdictForm { otherwise: Vec::new(), ..verdict }).collect()
}

/// The whole round; whether each matter passed.
async fn story(database: Database, size: Size, (revote, prevails): (&str, Prevails)) -> Vec<bool> {
    let plan = Plan::of(20_260_504, size);
    assert_eq!(plan.heads.len(), size.heads);
    let assembly = settled(database, &plan).await;
    rules(&assembly).await;
    let mut draft = draft();
    draft["switches"] = json!({ "revote": revote, "channel_conflict": prevails.word() });
    let place = assembly.noticed(&draft).await;
    serve(&assembly, place, &plan).await;
    assembly.advance_to(OPENS).await;
    let (vote, mut known) = (Vote::of(&assembly, place, &plan).await, Known::default());
    early(&vote, &mut known).await;
    papers(&vote, &mut known).await;
    let unread = entries(&vote, &known).await;
    afterwards(&vote, &known).await;
    close(&vote, &known, unread).await;
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&token, place).await.expect(201);
    countersign(&assembly, place).await;
    let tally = assembly.read_tally(place).await.expect(200);
    let passed = recounted(&plan, &tally, prevails);
    assembly.advance_to(OBJECTIONS_END).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.announce_result(&token, place).await.expect(201);
    let (public, audit) = prove(&assembly, place).await;
    assert_eq!(verdicts_of(&public), verdicts_of(&audit));
    let verdicts: Vec<_> = audit.matters.iter().map(|matter| matter.verdict.passed.unwrap()).collect();
    assert_eq!(verdicts, passed);
    assert_eq!(audit.assisted, Some(plan.doing(&[Act::Assisted]).len() as u64));
    assert_eq!(audit.channels, serde_json::from_value(tally["channels"].clone()).unwrap());
    assembly.stop().await;
    passed
}

#[tokio::test]
async fn a_small_mixed_round_is_recounted_from_its_plan() {
    let passed = Box::pin(story(Database::of_environment(), SMALL, ("until_close", Prevails::Last))).await;
    assert_eq!(passed, [true, true, true]);
}

#[tokio::test]
async fn a_mixed_round_of_fifteen_hundred_is_recounted_from_its_plan() {
    let passed = Box::pin(story(Database::of_environment(), LARGE, ("once", Prevails::First))).await;
    assert_eq!(passed, [false, false, true]);
}
