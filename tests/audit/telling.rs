//! One meeting told from the first import to the announcement, with a place to meddle at each turn.

use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::domain::meetings::MatterId;
use quorate::domain::objections::ObjectionGround;
use quorate::domain::representation::DecisionOutcome;
use quorate::domain::rules::OnlineChannel;
use quorate::domain::rules::switches::{NonVoter, OnlyIfRealVotesReachQuorum, Revote, TieBreak};
use quorate::domain::services::Channel;
use quorate::domain::successions::SuccessionKind;
use quorate::evidence::amendments::ChangeForm;
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::competence::StatedCompetence;
use quorate::evidence::definition::{
    BallotMode, Definition, MatterForm, MeetingKind, PackReference, StandingForm,
};
use quorate::evidence::digest::Digest;
use quorate::evidence::electorate::{ElectorateForm, EntranceForm};
use quorate::evidence::entries::{Fact, ObjectionStage};
use quorate::evidence::holidays::{HolidayYearForm, built_in};
use quorate::evidence::lots::LotForm;
use quorate::evidence::non_voter::NonVoterRuleForm;
use quorate::evidence::notices::{Attachment, Particulars};
use quorate::evidence::rules::in_force::OnlineChannelForm;
use quorate::evidence::rules::pack;
use quorate::evidence::switches::SwitchesForm;
use serde_json::json;
use uuid::Uuid;

use crate::estate::{
    COMMUNITY, MEETING, ORIGIN, OTHER_MEETING, developer, elector, inbox, sold, two_homes, witness_policy,
};
use crate::mandating;
use crate::story::{Story, at};

/// Why the convener decides between co-owners as they do.
pub(crate) const REASON: &str = "As the land register has it.";

/// Where somebody may meddle: just before the act of this name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Before {
    Notice,
    Opening,
    Ballots,
    Extension,
    Close,
    Count,
    Certification,
    Countersignatures,
    Announcement,
    End,
}

/// What the corrected notice says besides the definition.
fn told_besides() -> Particulars {
    let attachment = Attachment {
        title: "Estimate".to_owned(),
        file_name: "estimate.pdf".to_owned(),
        bytes: 8,
        media_type: "application/pdf".to_owned(),
        sha256: Digest::of(b"%PDF-1.7"),
    };
    Particulars {
        place: Some("The hall of building 1".to_owned()),
        contact: Some("The committee's office".to_owned()),
        attachments: vec![attachment],
        ..Particulars::default()
    }
}

/// Tells the whole story, with a meddler who is asked before each act.
pub(crate) fn tell(mut meddle: impl FnMut(Before, &mut Story)) -> Story {
    let mut story =
        Story::new(silence(by_lot(definition()), NonVoter::ParticipatesAsAbstain), "2026-04-01T00:00:00Z");
    prepare(&mut story);
    meddle(Before::Notice, &mut story);
    story.now = story.now.max(at("2026-05-01T02:00:00Z"));
    story.notice();
    object_to_roll(&mut story);
    story.particulars = told_besides();
    story.correct("The place was missing.");
    story.serve("1-2-0101", Channel::Letter);
    story.attempt("1-1-0202", Channel::Door);
    story.serve("1-1-0202", Channel::Posting);
    story.acknowledge("ann", "1-1-0101");
    object_to_competence(&mut story);
    story.commit("scrutineer", Role::Scrutineer);
    story.commit("supervisor", Role::Supervisor);
    mandating::before_opening(&mut story);
    story.now = at("2026-05-31T16:00:03Z");
    meddle(Before::Opening, &mut story);
    story.open();
    story.witness(&["w1", "w2"]);
    meddle(Before::Ballots, &mut story);
    vote(&mut story);
    mandating::during_vote(&mut story);
    pass(&mut story);
    story.now = at("2026-06-07T12:00:00Z");
    meddle(Before::Extension, &mut story);
    extend(&mut story);
    story.now = at("2026-06-08T15:00:00Z");
    story.assist(("secretary", ("cat", Role::Owner)), ("dan-2", "dan"), elector(&["dan"]));
    story.cast("dan-2", elector(&["dan"]), &[("m1", "against"), ("m2", "for"), ("m3", "c1 c2")]);
    story.assisted = 1;
    story.now = at("2026-06-09T16:00:01Z");
    meddle(Before::Close, &mut story);
    story.close();
    story.witness(&["w3", "w1", "w2"]);
    meddle(Before::Count, &mut story);
    let again = [("m1", "for"), ("m2", "for"), ("m3", "c1 c3"), ("m4", "for")];
    story.forward("office", "ann", (elector(&["ann"]), &again), at("2026-06-09T15:59:00Z"));
    story.reveal();
    story.now = story.now.plus_seconds(3_600);
    story.count();
    meddle(Before::Certification, &mut story);
    story.certify();
    story.witness(&["w2", "w3"]);
    meddle(Before::Countersignatures, &mut story);
    story.countersign("scrutineer", Role::Scrutineer);
    story.countersign("supervisor", Role::Supervisor);
    object_to_result(&mut story);
    story.now = at("2026-06-17T16:00:00Z");
    meddle(Before::Announcement, &mut story);
    story.announce();
    story.witness(&["w1", "w3"]);
    meddle(Before::End, &mut story);
    story
}

/// A definition in which silence means something.
pub(crate) fn silence(mut definition: Definition, non_voter: NonVoter) -> Definition {
    definition.switches.non_voter = non_voter;
    definition.non_voter_rule = Some(NonVoterRuleForm {
        adopted_on: "2025-06-01".parse().unwrap(),
        text: "Silence means what the assembly decided.".to_owned(),
        result: "Announcement 1 of 2025".to_owned(),
    });
    definition
}

/// A meeting of five electors and one motion, in which three are silent: one was served, one for one of two
/// flats, one after the opening; the one who was served carries the motion.
pub(crate) fn silent() -> Story {
    let mut definition = silence(definition(), NonVoter::FollowsMajority);
    definition.switches.only_if_real_votes_reach_quorum = OnlyIfRealVotesReachQuorum::No;
    definition.matters.truncate(1);
    (definition.witnesses, definition.inboxes) = (None, Vec::new());
    let mut story = Story::new(definition, "2026-05-01T00:00:00Z");
    story.import(1);
    for owner in ["bob", "cat", "dan", "dev"] {
        story.enrol(owner, Some(owner));
    }
    story.notice();
    for unit in ["1-2-0102", "1-1-0201", "1-1-0102"] {
        story.serve(unit, Channel::Door);
    }
    story.now = at("2026-05-31T16:00:00Z");
    story.open();
    story.serve("1-2-0101", Channel::Door);
    for (name, owners) in [("bob", &["bob", "eve"][..]), ("cat", &["cat"])] {
        story.cast(name, elector(owners), &[("m1", "for")]);
    }
    story.co_owned.provisional = 1;
    story.now = at("2026-06-07T16:00:00Z");
    story.close();
    story.count();
    story.certify();
    story.now = at("2026-06-15T16:00:00Z");
    story.announce();
    story
}

/// The story as it should be.
pub(crate) fn honest() -> Story {
    tell(|_, _| ())
}

/// A meeting of two electors and one matter, without incidents.
pub(crate) fn small() -> Story {
    small_counted("2026-06-07T17:01:00Z", "2026-06-15T16:00:00Z")
}

/// The same, counted at one time and announced at another. Counted on 12 June, its time for objections would end on
/// the 19th, in the Dragon Boat holiday, and ends with the 22nd.
pub(crate) fn small_counted(counted: &str, announced: &str) -> Story {
    let mut definition = definition();
    definition.matters.truncate(1);
    definition.witnesses = Some(witness_policy(1, &["w1", "w2"]));
    let mut story = Story::new(definition, "2026-05-01T00:00:00Z");
    story.holdings = two_homes();
    story.import(1);
    for (name, owner) in [("scrutineer", None), ("ann", Some("ann")), ("cat", Some("cat"))] {
        story.enrol(name, owner);
    }
    story.notice();
    story.now = at("2026-05-31T16:00:00Z");
    story.open();
    story.witness(&["w1"]);
    for owner in ["ann", "cat"] {
        story.cast(owner, elector(&[owner]), &[("m1", "for")]);
    }
    story.now = at("2026-06-07T16:00:00Z");
    story.close();
    story.witness(&["w1"]);
    story.now = at(counted);
    story.count();
    story.certify();
    story.witness(&["w2"]);
    story.countersign("scrutineer", Role::Scrutineer);
    story.now = at(announced);
    story.announce();
    story
}

/// A meeting of two electors with a motion and an election, in which one ballot comes by way of an inbox.
pub(crate) fn example() -> Story {
    let mut definition = definition();
    definition.matters = definition.matters.into_iter().step_by(2).collect();
    definition.witnesses = Some(witness_policy(1, &["w1", "w2"]));
    let mut story = Story::new(definition, "2026-05-01T00:00:00Z");
    story.holdings = two_homes();
    story.import(1);
    for (name, owner) in [("scrutineer", None), ("ann", Some("ann")), ("cat", Some("cat"))] {
        story.enrol(name, owner);
    }
    story.notice();
    story.now = at("2026-05-31T16:00:00Z");
    story.open();
    story.witness(&["w1"]);
    story.cast("ann", elector(&["ann"]), &[("m1", "for"), ("m3", "c1 c2")]);
    story.now = at("2026-06-07T16:00:00Z");
    story.close();
    story.witness(&["w1"]);
    let choices = [("m1", "for"), ("m3", "c1 c2")];
    story.forward("office", "cat", (elector(&["cat"]), &choices), at("2026-06-07T15:59:00Z"));
    story.now = story.now.plus_seconds(3_600);
    story.count();
    story.certify();
    story.witness(&["w2"]);
    story.countersign("scrutineer", Role::Scrutineer);
    story.now = at("2026-06-15T16:00:00Z");
    story.announce();
    story.witness(&["w1", "w2"]);
    story
}

fn prepare(story: &mut Story) {
    story.import(1);
    for officer in ["secretary", "scrutineer", "supervisor", "convener"] {
        story.enrol(officer, None);
    }
    foreign(story, Fact::MeetingCancelled { meeting: OTHER_MEETING, reason: "rain".to_owned() });
    for owner in ["ann", "bob", "cat"] {
        story.enrol(owner, Some(owner));
    }
    story.enrol_by(EnrolmentMethod::Device, ("ann-2", "ann"), &[("ann", Role::Owner)]);
    let statement = story.enrol("dan-1", Some("dan"));
    story.publish(Fact::KeyRevoked { statement });
}

fn foreign(story: &mut Story, fact: Fact) {
    story.publish(fact);
}

/// The office objects to two matters; the convener answers for one.
fn object_to_competence(story: &mut Story) {
    for (number, matter) in [(36, "m1"), (37, "m4")] {
        let text = story.file(DocumentKind::Objection, format!("Not yours: {matter}.").as_bytes());
        let (objection, stage) = (Uuid::from_u128(number), ObjectionStage::Competence);
        let matter = Some(matter.parse().unwrap());
        story.publish(raised(objection, stage, matter, text));
    }
    let answer = story.file(DocumentKind::Objection, "The covenant names it.".as_bytes());
    let objection = Uuid::from_u128(37);
    story.publish(answered(objection, answer, false));
}

fn object_to_roll(story: &mut Story) {
    let objection = Uuid::from_u128(31);
    let text = story.file(DocumentKind::Objection, "My flat is larger.".as_bytes());
    let stage = ObjectionStage::Roll;
    story.publish(raised(objection, stage, None, text));
    story.amend("secretary", &larger("1-1-0202", "121.33"), "re-surveyed");
    let amendment = Some(story.entries.len() as u64 - 1);
    let answer = story.file(DocumentKind::Objection, "It is.".as_bytes());
    let (summary, correction, upheld) = ("Surveyed again.".to_owned(), None, true);
    let meeting = MEETING;
    story.publish(Fact::ObjectionAnswered {
        meeting,
        objection,
        answer,
        upheld,
        summary,
        correction,
        amendment,
    });
    let text = story.file(DocumentKind::Objection, "May c1 stand?".as_bytes());
    let (objection, matter) = (Uuid::from_u128(32), Some("m3".parse().unwrap()));
    let (stage, ground, paper) =
        (ObjectionStage::Candidates, ObjectionGround::NotEligible, Some(Digest::of(b"a scan")));
    story.publish(Fact::ObjectionRaised { meeting, objection, stage, ground, matter, paper, text });
    let paper = Some(Digest::of(b"another scan"));
    story.publish(Fact::ObjectionWithdrawn { meeting, objection, paper });
    let officers = [("secretary", Role::Secretary), ("scrutineer", Role::Scrutineer)];
    story.enrol_by(EnrolmentMethod::Recovery, ("dan-2", "dan"), &officers);
}

/// The area of a unit, corrected.
pub(crate) fn larger(unit: &str, area: &str) -> ChangeForm {
    ChangeForm::Area {
        unit: unit.parse().unwrap(),
        area: area.parse().unwrap(),
        area_source: "survey".parse().unwrap(),
    }
}

fn vote(story: &mut Story) {
    story.cast("ann", elector(&["ann"]), &[("m1", "against"), ("m2", "for"), ("m3", "c1"), ("m4", "for")]);
    let officers = [("secretary", Role::Secretary), ("supervisor", Role::Supervisor)];
    story.enrol_by(EnrolmentMethod::Desk, ("eve", "eve"), &officers);
    foreign(
        story,
        Fact::BallotReceived {
            meeting: OTHER_MEETING,
            statement: Digest::of(b"another ballot"),
            received_at: at("2026-06-01T00:00:00Z"),
            forwarding: None,
        },
    );
    let both = elector(&["bob", "eve"]);
    story.cast("bob", both, &[("m1", "for"), ("m2", "against"), ("m3", "c1 c2"), ("m4", "for")]);
    quarrel(story);
    story.now = at("2026-06-01T18:00:00Z");
    story.cast("eve", both, &[("m1", "for"), ("m2", "for"), ("m3", "c2"), ("m4", "abstain")]);
    story.enrol("dev", Some("dev"));
    story.now = at("2026-06-02T20:00:00Z");
    story.cast("dev", developer(), &[("m1", "for"), ("m2", "for"), ("m3", "c1 c2")]);
    story.cast("ann", elector(&["ann"]), &[("m1", "for"), ("m2", "for"), ("m3", "c1 c3"), ("m4", "for")]);
}

/// Eve objects to Bob, thinks better of it twice, and both agree on her after the convener decided for him.
fn quarrel(story: &mut Story) {
    let both = elector(&["bob", "eve"]);
    story.object("eve", both, "bob");
    story.withdraw("eve", both);
    story.object("eve", both, "bob");
    story.decide("convener", both, DecisionOutcome::Stands, REASON);
    story.nominate("eve", both, "eve");
    story.nominate("bob", both, "eve");
}

/// The developer's last flat is sold after it voted.
fn pass(story: &mut Story) {
    story.import_of(2, &sold(&[("1-2-0102", "fay")]));
    let officers = ("secretary", ("supervisor", Role::Supervisor));
    story.succeed(officers, (developer(), SuccessionKind::Transfer), (&["dev"], &["fay"]));
}

fn extend(story: &mut Story) {
    let (closes_at, reason) = (at("2026-06-09T16:00:00Z"), "power cut".to_owned());
    story.publish(Fact::MeetingExtended { meeting: MEETING, closes_at, reason });
}

fn object_to_result(story: &mut Story) {
    for (number, text) in [(41, "Count again."), (42, "I was away.")] {
        let text = story.file(DocumentKind::Objection, text.as_bytes());
        let (objection, stage) = (Uuid::from_u128(number), ObjectionStage::Result);
        story.publish(raised(objection, stage, None, text));
    }
    let answer = story.file(DocumentKind::Objection, "Everybody can.".as_bytes());
    let objection = Uuid::from_u128(41);
    story.publish(answered(objection, answer, false));
    let answer = story.file(DocumentKind::Objection, "Almost everybody can.".as_bytes());
    correct(story, objection, answer);
    story.open_objections = 1;
}

/// The same meeting with a lot for ties.
pub(crate) fn by_lot(mut definition: Definition) -> Definition {
    definition.switches.tie_break = TieBreak::Lot;
    definition.lot = Some(LotForm { reveal_hours: 24 });
    definition
}

/// What the whole story is about: four matters, three witnesses, one inbox.
pub(crate) fn definition() -> Definition {
    let published = pack("cn_civil_code_2021").unwrap();
    Definition {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: COMMUNITY,
        meeting: MEETING,
        title: "2026 年第一次业主大会".to_owned(),
        kind: MeetingKind::Regular,
        called_by: "the owners' committee".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        opens_at: at("2026-05-31T16:00:00Z"),
        closes_at: at("2026-06-07T16:00:00Z"),
        objection_days: 7,
        mode: BallotMode::Named,
        rule_pack: PackReference {
            id: published.pack.id().clone(),
            version: published.pack.parts().version.clone(),
            sha256: published.digest,
        },
        witnesses: Some(witness_policy(2, &["w1", "w2", "w3"])),
        inboxes: vec![inbox("office")],
        overlays: Vec::new(),
        online_channel: OnlineChannelForm { value: OnlineChannel::Any, recognition: None },
        holidays: Some(HolidayYearForm::years(&built_in().unwrap().within(2026, 2027))),
        lot: None,
        non_voter_rule: None,
        delegate_rule: None,
        key_cooling_hours: 24,
        switches: SwitchesForm { revote: Revote::UntilClose, ..SwitchesForm::default() },
        matters: vec![
            MatterForm {
                proposed_by: Some("36 owners together".to_owned()),
                ..matter("m1", "fund_use", &everybody(), &[])
            },
            matter("m2", "fund_raise", &everybody(), &[]),
            matter("m3", "committee_election", &everybody(), &["c1", "c2", "c3"]),
            MatterForm {
                competence: Some(stated("The covenant names it in its article 12.")),
                ..matter("m4", "other_major", &first_entrance(), &[])
            },
        ],
    }
}

/// A reason why a matter is the assembly's to decide.
pub(crate) fn stated(reason: &str) -> StatedCompetence {
    StatedCompetence { reason: reason.to_owned() }
}

pub(crate) fn matter(id: &str, kind: &str, electorate: &ElectorateForm, candidates: &[&str]) -> MatterForm {
    let standing =
        |id: &&str| StandingForm { candidate: id.parse().unwrap(), name: format!("候选人 {id}") };
    MatterForm {
        matter: id.parse().unwrap(),
        kind: quorate::domain::rules::MatterKind::new(kind).unwrap(),
        title: format!("Matter {id}"),
        text: "Shall we?".to_owned(),
        proposed_by: None,
        electorate: electorate.clone(),
        seats: (!candidates.is_empty()).then_some(2),
        candidates: candidates.iter().map(standing).collect(),
        competence: None,
    }
}

pub(crate) fn everybody() -> ElectorateForm {
    serde_json::from_value(json!({})).unwrap()
}

fn first_entrance() -> ElectorateForm {
    let entrance = EntranceForm { building: "1".parse().unwrap(), entrance: "1".parse().unwrap() };
    ElectorateForm { entrances: vec![entrance], ..everybody() }
}

/// Somebody objects, on the first ground of the stage.
pub(crate) fn raised(objection: Uuid, stage: ObjectionStage, matter: Option<MatterId>, text: Digest) -> Fact {
    let ground = stage.grounds()[0];
    Fact::ObjectionRaised { meeting: MEETING, objection, stage, ground, matter, paper: None, text }
}

/// The convener corrects an answer.
pub(crate) fn correct(story: &mut Story, objection: Uuid, answer: Digest) {
    let (meeting, upheld, amendment) = (MEETING, false, None);
    let (summary, correction) =
        ("Looked into again.".to_owned(), Some("The first look was short.".to_owned()));
    story.publish(Fact::ObjectionAnswered {
        meeting,
        objection,
        answer,
        upheld,
        summary,
        correction,
        amendment,
    });
}

/// The convener answers for the first time.
pub(crate) fn answered(objection: Uuid, answer: Digest, upheld: bool) -> Fact {
    let summary = "Looked into.".to_owned();
    let (correction, amendment) = (None, None);
    Fact::ObjectionAnswered { meeting: MEETING, objection, answer, upheld, summary, correction, amendment }
}
