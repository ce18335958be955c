//! Against the life of the meeting.

use quorate::domain::objections::ObjectionGround;
use quorate::domain::rules::MatterKind;
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact, ObjectionStage};
use quorate::evidence::text::Text;
use quorate::verify::report::Code;
use uuid::Uuid;

use super::Row;
use super::Shown::Both;
use super::Tampering::Story as Live;
use super::deeds::{drop_fact, redefine};
use crate::estate::MEETING;
use crate::story::{Story, at};
use crate::telling::{Before, answered, correct, raised, stated};

pub(super) const ROWS: &[Row] = &[
    ("it is opened twice", Code::LifeOrder, Both, Live(Before::Ballots, Story::open)),
    (
        "a closed meeting is cancelled",
        Code::LifeOrder,
        Both,
        Live(Before::Count, |story| {
            story.publish(Fact::MeetingCancelled { meeting: MEETING, reason: "no".to_owned() });
        }),
    ),
    (
        "the opening is dropped",
        Code::LifeOrder,
        Both,
        Live(Before::End, |story| drop_fact(story, "meeting_opened")),
    ),
    (
        "the definition is another community's",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| story.definition.community = Uuid::from_u128(8)),
    ),
    (
        "a proposer of two lines",
        Code::Definition,
        Both,
        Live(Before::End, |story| {
            redefine(story, |story| {
                story.definition.matters[0].proposed_by = Some("All\nof us".to_owned());
            });
        }),
    ),
    ("a kind the pack does not know", Code::Definition, Both, Live(Before::End, rename_kind)),
    (
        "the texts change after the notice",
        Code::DefinitionChain,
        Both,
        Live(Before::Opening, |story| story.definition.matters[0].text = "Shall we pay?".to_owned()),
    ),
    (
        "another rule pack",
        Code::RulePack,
        Both,
        Live(Before::Notice, |story| story.definition.rule_pack.sha256 = Digest::of(b"mine")),
    ),
    (
        "another version of the pack",
        Code::RulePack,
        Both,
        Live(Before::Notice, |story| story.definition.rule_pack.version.push('9')),
    ),
    (
        "somebody else gives notice",
        Code::NoticeSigned,
        Both,
        Live(Before::Notice, |story| story.service = "thief"),
    ),
    (
        "short notice",
        Code::NoticePeriod,
        Both,
        Live(Before::Notice, |story| story.now = at("2026-05-17T02:00:00Z")),
    ),
    (
        "opened early",
        Code::OpeningTime,
        Both,
        Live(Before::Opening, |story| story.now = at("2026-05-31T15:00:00Z")),
    ),
    (
        "extended after the close",
        Code::Extensions,
        Both,
        Live(Before::Extension, |story| story.now = at("2026-06-07T16:00:00Z")),
    ),
    (
        "the close is moved earlier",
        Code::Extensions,
        Both,
        Live(Before::Extension, |story| {
            let (closes_at, reason) = (at("2026-06-07T13:00:00Z"), "enough".to_owned());
            story.publish(Fact::MeetingExtended { meeting: MEETING, closes_at, reason });
        }),
    ),
    (
        "closed early",
        Code::ClosingTime,
        Both,
        Live(Before::Close, |story| story.now = at("2026-06-09T15:00:00Z")),
    ),
    (
        "announced within the objection period",
        Code::ObjectionPeriod,
        Both,
        Live(Before::Announcement, |story| story.now = at("2026-06-17T15:59:59Z")),
    ),
    (
        "announced on the rest day that the last day gives way over",
        Code::ObjectionPeriod,
        Both,
        Live(Before::Notice, |story| rest_on(story, "2026-06-17")),
    ),
    (
        "the holidays are left out",
        Code::Holidays,
        Both,
        Live(Before::Notice, |story| story.definition.holidays = None),
    ),
    (
        "holidays that are in no order",
        Code::Definition,
        Both,
        Live(Before::Notice, |story| story.definition.holidays.as_mut().unwrap()[0].rest.reverse()),
    ),
    (
        "another certificate is announced",
        Code::ObjectionPeriod,
        Both,
        Live(Before::End, |story| {
            let last = story.entries.pop().unwrap();
            let certificate = Digest::of(b"another");
            let fact = Fact::ResultAnnounced { meeting: MEETING, certificate, open_objections: 1 };
            story.entries.push(Entry::new(last.at(), fact));
        }),
    ),
    (
        "an objection is hushed up",
        Code::Objections,
        Both,
        Live(Before::Announcement, |story| story.open_objections = 0),
    ),
    (
        "an objection is dropped",
        Code::Objections,
        Both,
        Live(Before::End, |story| {
            let place =
                story.entries.iter().rposition(|own| own.fact().kind() == "objection_raised").unwrap();
            story.entries.remove(place);
        }),
    ),
    (
        "an answer to nothing",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| {
            let answer = story.file(DocumentKind::Objection, b"No.");
            let objection = Uuid::from_u128(99);
            story.publish(answered(objection, answer, false));
        }),
    ),
    (
        "an answer to an objection that was withdrawn",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| {
            let answer = story.file(DocumentKind::Objection, b"No.");
            story.publish(answered(Uuid::from_u128(32), answer, false));
        }),
    ),
    (
        "an objection that is answered is withdrawn",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| withdraw(story, 31)),
    ),
    (
        "an objection is withdrawn that nobody raised",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| withdraw(story, 99)),
    ),
    (
        "an answer is corrected without a reason",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| {
            let answer = story.file(DocumentKind::Objection, b"No.");
            story.publish(answered(Uuid::from_u128(31), answer, false));
        }),
    ),
    (
        "an answer is corrected before there is one",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| {
            object(story, ObjectionStage::Roll, None);
            let answer = story.file(DocumentKind::Objection, b"No.");
            correct(story, Uuid::from_u128(97), answer);
        }),
    ),
    (
        "an answer tells nobody anything",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| reply(story, true, " ", None)),
    ),
    (
        "an amendment is said to follow that is none",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| reply(story, true, "Amended.", Some(0))),
    ),
    (
        "an amendment is said to follow from what was dismissed",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| {
            let amended = |own: &Entry| own.fact().kind() == "roll_amended";
            let entry = story.entries.iter().position(amended).unwrap() as u64;
            reply(story, false, "Amended.", Some(entry));
        }),
    ),
    (
        "an objection on a ground of another stage",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| {
            let text = story.file(DocumentKind::Objection, b"Why?");
            let (meeting, objection, matter, paper) = (MEETING, Uuid::from_u128(97), None, None);
            let (stage, ground) = (ObjectionStage::Roll, ObjectionGround::CountWrong);
            story.publish(Fact::ObjectionRaised { meeting, objection, stage, ground, matter, paper, text });
        }),
    ),
    (
        "an objection to candidates of a matter that elects nobody",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| object(story, ObjectionStage::Candidates, Some("m1"))),
    ),
    (
        "an objection to the result behind its period",
        Code::Objections,
        Both,
        Live(Before::Announcement, |story| {
            object(story, ObjectionStage::Result, None);
            story.open_objections += 1;
        }),
    ),
    (
        "an objection to the result before there is one",
        Code::LifeOrder,
        Both,
        Live(Before::Close, |story| {
            object(story, ObjectionStage::Result, None);
            story.open_objections += 1;
        }),
    ),
    ("a kind that is not the assembly's", Code::Competence, Both, Live(Before::End, ask_for_consent)),
    (
        "a doubtful matter without a reason",
        Code::Competence,
        Both,
        Live(Before::Notice, |story| story.definition.matters[3].competence = None),
    ),
    (
        "an empty reason for a doubtful matter",
        Code::Competence,
        Both,
        Live(Before::Notice, |story| story.definition.matters[3].competence = Some(stated(" "))),
    ),
    (
        "a generic kind without a reason",
        Code::Competence,
        Both,
        Live(Before::Notice, |story| {
            story.definition.matters[0].kind = MatterKind::new("ordinary").unwrap();
        }),
    ),
    (
        "a reason for a matter that the law lists",
        Code::Competence,
        Both,
        Live(Before::Notice, |story| story.definition.matters[0].competence = Some(stated("It is useful."))),
    ),
    (
        "an objection to competence once votes are cast",
        Code::LifeOrder,
        Both,
        Live(Before::Close, |story| object(story, ObjectionStage::Competence, Some("m1"))),
    ),
    (
        "an objection to competence for no matter",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| object(story, ObjectionStage::Competence, None)),
    ),
    (
        "an objection to competence for a matter that nobody asks",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| object(story, ObjectionStage::Competence, Some("m9"))),
    ),
    (
        "an objection to the roll that names a matter",
        Code::Objections,
        Both,
        Live(Before::Opening, |story| object(story, ObjectionStage::Roll, Some("m1"))),
    ),
];

/// Makes a day a holiday of the definition: the last day of the time for objections, as the story has it.
fn rest_on(story: &mut Story, day: &str) {
    let year = &mut story.definition.holidays.as_mut().unwrap()[0];
    year.rest.push(Text(day.parse().unwrap()));
    year.rest.sort();
}

fn object(story: &mut Story, stage: ObjectionStage, matter: Option<&str>) {
    let text = story.file(DocumentKind::Objection, b"Why?");
    let (objection, matter) = (Uuid::from_u128(97), matter.map(|matter| matter.parse().unwrap()));
    story.publish(raised(objection, stage, matter, text));
}

fn withdraw(story: &mut Story, objection: u128) {
    let objection = Uuid::from_u128(objection);
    story.publish(Fact::ObjectionWithdrawn { meeting: MEETING, objection, paper: None });
}

/// Somebody objects to the roll and is answered at once.
fn reply(story: &mut Story, upheld: bool, summary: &str, amendment: Option<u64>) {
    object(story, ObjectionStage::Roll, None);
    let answer = story.file(DocumentKind::Objection, b"So it is.");
    let (meeting, objection, correction) = (MEETING, Uuid::from_u128(97), None);
    let summary = summary.to_owned();
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

/// What needs everybody's consent is put to the vote.
pub(crate) fn ask_for_consent(story: &mut Story) {
    redefine(story, |story| {
        story.definition.matters[0].kind = MatterKind::new("dwelling_into_business").unwrap();
    });
}

fn rename_kind(story: &mut Story) {
    redefine(story, |story| {
        story.definition.matters[0].kind = MatterKind::new("moonshot").unwrap();
    });
}
