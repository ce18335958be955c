//! The life of a committee: candidates, election, seats, a recall; told up to some turn, where somebody may meddle.

use std::sync::LazyLock;

use quorate::domain::identity::Role;
use quorate::evidence::acts::{Act, ActStatement, commitment, document_kind, tickets};
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::certificate::{Certificate, MatterVerdict, SignedCertificate};
use quorate::evidence::definition::{Definition, MatterForm, MeetingKind};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::lots::LotValue;
use quorate::evidence::statements::{Notice, Statement as _};
use quorate::evidence::text::Text;
use quorate::evidence::verdict::VerdictForm;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::estate::{COMMUNITY, MEETING, ORIGIN, key};
use crate::story::{Story, at, office, signature};
use crate::telling::{definition, everybody, honest, matter};

/// The call for candidates, and the recall.
pub(crate) const CALL: Uuid = Uuid::from_u128(0xca11);
pub(crate) const RECALL: Uuid = Uuid::from_u128(0x4eca);
/// The meeting that recalls.
pub(crate) const RECALLING: Uuid = Uuid::from_u128(0x21);
/// Who stands as which candidate, with which office if elected.
const CANDIDATES: [(&str, &str, &str); 4] = [
    ("c1", "ann", "member-1"),
    ("c2", "bob", "member-2"),
    ("c3", "cat", "member-3"),
    ("c4", "dan", "member-4"),
];

/// A record with the certificates of its meetings.
#[derive(Clone)]
pub(crate) struct Life {
    pub(crate) story: Story,
    pub(crate) certificates: Vec<SignedCertificate>,
}

impl Life {
    fn new() -> Self {
        let mut story = Story::new(definition(), "2026-03-02T01:00:00Z");
        story.import(1);
        let officers = ["convener", "scrutineer", "secretary", "supervisor", "residents_committee"];
        for name in officers.into_iter().chain(CANDIDATES.map(|(_, _, member)| member)) {
            story.enrol(name, None);
        }
        for name in ["ann", "bob", "cat", "dan"] {
            story.enrol(name, Some(name));
        }
        Self { story, certificates: Vec::new() }
    }

    /// Records a deed, whoever signs it, in some role.
    pub(crate) fn says(&mut self, (signer, by): (&str, Role), process: Uuid, act: &Value) {
        let said = self.said(process, act);
        let text = said.sign(&key(signer)).unwrap();
        let statement = self.story.file(document_kind(by), text.as_bytes());
        self.story.publish(said.fact(by, statement));
    }

    /// A deed that nobody signed yet.
    pub(crate) fn said(&mut self, process: Uuid, act: &Value) -> ActStatement {
        let act: Act = serde_json::from_value(act.clone()).unwrap();
        let nonce = self.story.nonce();
        ActStatement { v: 1, origin: ORIGIN.to_owned(), community: COMMUNITY, process, act, nonce }
    }

    fn candidacy(&mut self, by: (&str, Role), act: &Value) {
        self.says(by, CALL, &json!({ "candidacy": act }));
    }

    /// A deed about the committee.
    pub(crate) fn committee(&mut self, by: (&str, Role), act: &Value) {
        self.says(by, MEETING, &json!({ "committee": act }));
    }

    /// Writes a fact down under the time of the entry before.
    pub(crate) fn follows(&mut self, fact: Fact) {
        let at = self.story.entries.last().unwrap().at();
        self.story.entries.push(Entry::new(at, fact));
    }

    /// Gives notice of a meeting.
    pub(crate) fn notice(&mut self, meeting: Uuid, matters: Vec<MatterForm>, days: (&str, &str)) {
        self.notice_of(MeetingKind::Extraordinary, meeting, matters, days);
    }

    pub(crate) fn notice_of(
        &mut self,
        kind: MeetingKind,
        meeting: Uuid,
        matters: Vec<MatterForm>,
        (opens, closes): (&str, &str),
    ) {
        let (opens_at, closes_at) = (at(opens), at(closes));
        let own = Definition { meeting, kind, matters, opens_at, closes_at, ..self.story.definition.clone() };
        let definition = self.story.file(DocumentKind::Definition, &own.to_bytes().unwrap());
        let (roll, noticed_at) = (Digest::of(b"roll"), self.story.now);
        let origin = ORIGIN.to_owned();
        let notice = Notice { v: 1, origin, community: COMMUNITY, meeting, definition, roll, noticed_at };
        let text = notice.sign(&key(self.story.service)).unwrap();
        let statement = self.story.file(DocumentKind::Notice, text.as_bytes());
        let (annex, notice, keys_before) = (Digest::of(b"annex"), Digest::of(b"notice"), 0);
        self.story.publish(Fact::MeetingNoticed {
            meeting,
            definition,
            roll,
            annex,
            statement,
            notice,
            keys_before,
        });
    }

    /// Opens and closes a meeting, and counts it.
    pub(crate) fn hold(&mut self, meeting: Uuid, days: (&str, &str), verdict: (&str, VerdictForm)) {
        let digest = Digest::of(b"final");
        self.story.now = at(days.0);
        self.story.publish(Fact::MeetingOpened { meeting, definition: digest, roll: digest, annex: digest });
        self.story.now = at(days.1);
        self.story.publish(Fact::MeetingClosed { meeting, ballots: 0 });
        let (matter, verdict) = (verdict.0.parse().unwrap(), verdict.1);
        let own = Certificate { meeting, matters: vec![MatterVerdict { matter, verdict }], ..template() };
        let payload = own.to_bytes().unwrap();
        let signature = signature(self.story.service, None, &payload);
        self.certificates.push(SignedCertificate::new(&payload, vec![signature]));
        self.story.publish(Fact::MeetingCounted { meeting, certificate: Digest::of(&payload) });
    }

    /// Announces the result that was counted last.
    pub(crate) fn announce(&mut self, meeting: Uuid, now: &str) {
        let certificate = Digest::of(&self.certificates.last().unwrap().payload_bytes().unwrap());
        self.story.now = at(now);
        self.story.publish(Fact::ResultAnnounced { meeting, certificate, open_objections: 0 });
    }

    /// Ends an office because of what was written down before.
    pub(crate) fn ends(&mut self, name: &str, reason: &str) {
        self.follows(Fact::RoleEnded { grant: office(name), reason: reason.to_owned() });
    }

    /// Gives an office back because of what was written down before, under the name of another grant.
    pub(crate) fn restores(&mut self, name: &str, new: &str) {
        let enrolment = self.enrolment(name);
        let (grant, role) = (office(new), Role::Member);
        self.follows(Fact::RoleGranted { grant, role, until: None, enrolment });
    }

    /// The enrolment of the officer of this name.
    pub(crate) fn enrolment(&self, name: &str) -> Digest {
        let own = |entry: &Entry| {
            let Fact::RoleGranted { grant, enrolment, .. } = entry.fact() else { return None };
            (*grant == office(name)).then_some(*enrolment)
        };
        self.story.entries.iter().find_map(own).unwrap()
    }
}

/// Somebody who was elected.
pub(crate) fn member(candidate: &str) -> Value {
    json!({ "candidate": candidate, "meeting": MEETING })
}

/// The SHA-256 of some text.
pub(crate) fn hash(text: &str) -> Value {
    json!(Digest::of(text.as_bytes()))
}

static HONEST: LazyLock<Certificate> = LazyLock::new(|| honest().draft.unwrap());

fn template() -> Certificate {
    HONEST.clone()
}

/// What is said of a motion.
pub(crate) fn motion(passed: bool) -> VerdictForm {
    VerdictForm { passed: Some(passed), ..template().matters.swap_remove(0).verdict }
}

fn election(elected: &[&str], alternates: &[&str]) -> VerdictForm {
    let names = |names: &[&str]| Some(names.iter().map(|own| (*own).to_owned()).collect());
    let (elected, alternates) = (names(elected), names(alternates));
    VerdictForm { passed: Some(true), elected, alternates, ..template().matters.swap_remove(2).verdict }
}

fn value(byte: u8) -> LotValue {
    LotValue::from_bytes([byte; 32])
}

/// The order of the ballot, as the lot has it.
fn drawn() -> Vec<String> {
    let ids: Vec<_> = CANDIDATES.iter().map(|(own, _, _)| own.parse().unwrap()).collect();
    let mut drawn = tickets(&"m3".parse().unwrap(), &[1, 2].map(|byte| Some(Text(value(byte)))), &ids);
    drawn.sort_by_key(|(_, ticket)| *ticket);
    drawn.into_iter().map(|(own, _)| own.to_string()).collect()
}

/// A matter that elects those who stand, in some order.
pub(crate) fn elects(candidates: &[String]) -> MatterForm {
    let names: Vec<&str> = candidates.iter().map(String::as_str).collect();
    MatterForm { seats: Some(3), ..matter("m3", "committee_election", &everybody(), &names) }
}

/// Candidates stand, are admitted, and the order of the ballot is drawn; notice is still to come.
pub(crate) fn called() -> Life {
    let mut life = Life::new();
    let convener = ("convener", Role::Convener);
    let until = "2026-03-20T16:00:00Z";
    life.candidacy(
        convener,
        &json!({ "did": "call", "meeting": MEETING, "matter": "m3", "seats": 3, "until": until }),
    );
    for (candidate, owner, _) in CANDIDATES {
        let stand = json!({ "did": "stand", "candidate": candidate, "statement": hash("me"), "register": 1 });
        life.candidacy((owner, Role::Owner), &stand);
        life.candidacy(convener, &json!({ "did": "admit", "candidate": candidate, "reasons": null }));
    }
    let drawers = [("scrutineer", Role::Scrutineer, 1), ("supervisor", Role::Supervisor, 2)];
    for (name, role, byte) in drawers {
        let commit = json!({ "did": "commit", "commitment": commitment(&value(byte)) });
        life.candidacy((name, role), &commit);
    }
    life.story.now = at(until);
    life.candidacy(convener, &json!({ "did": "post", "register": 1 }));
    for (name, role, byte) in drawers {
        life.candidacy((name, role), &json!({ "did": "reveal", "value": value(byte).to_string() }));
    }
    let values = [1, 2].map(|byte| value(byte).to_string());
    life.candidacy(
        convener,
        &json!({ "did": "order", "matter": "m3", "values": values, "candidates": drawn() }),
    );
    life
}

/// When the committee is elected, and when a member is recalled.
pub(crate) const ELECTION: (&str, &str) = ("2026-04-20T16:00:00Z", "2026-04-27T16:00:00Z");
pub(crate) const VOTE: (&str, &str) = ("2026-06-20T16:00:00Z", "2026-06-27T16:00:00Z");

/// The committee is elected: `c1` to `c3` have seats, `c4` is the alternate.
pub(crate) fn elected() -> Life {
    let mut life = called();
    life.notice(MEETING, vec![elects(&drawn())], ELECTION);
    life.hold(MEETING, ELECTION, ("m3", election(&["c1", "c2", "c3"], &["c4"])));
    life.announce(MEETING, "2026-05-20T16:00:00Z");
    life
}

/// It sits.
pub(crate) fn seated() -> Life {
    let mut life = elected();
    for (candidate, owner, name) in &CANDIDATES[..3] {
        let take = json!({ "did": "take_seat", "member": member(candidate), "grant": office(name) });
        life.committee((owner, Role::Owner), &take);
    }
    life
}

/// The recall of `c1` is proposed by another member; that is a third.
pub(crate) fn proposed() -> Life {
    let mut life = seated();
    let propose =
        json!({ "did": "propose_recall", "recall": RECALL, "member": member("c1"), "grounds": hash("why") });
    life.committee(("member-2", Role::Member), &propose);
    life
}

/// The recall is put to a meeting and heard.
pub(crate) fn put() -> Life {
    let mut life = proposed();
    let convener = ("convener", Role::Convener);
    life.committee(
        convener,
        &json!({ "did": "put_recall", "recall": RECALL, "meeting": RECALLING, "matter": "m1" }),
    );
    let heard =
        json!({ "did": "record_hearing", "recall": RECALL, "hearing": "heard", "minutes": hash("said") });
    life.committee(convener, &heard);
    life
}

/// A matter that recalls.
pub(crate) fn recalls() -> MatterForm {
    matter("m1", "committee_recall", &everybody(), &[])
}

/// The recall is carried and announced; the office of `c1` is still to end.
pub(crate) fn announced() -> Life {
    let mut life = put();
    life.notice(RECALLING, vec![recalls()], VOTE);
    life.hold(RECALLING, VOTE, ("m1", motion(true)));
    life.announce(RECALLING, "2026-07-10T16:00:00Z");
    life
}

/// `c1` is recalled.
pub(crate) fn recalled() -> Life {
    let mut life = announced();
    life.ends("member-1", "recalled");
    life
}

/// `c1` is to be suspended; the office is still to end.
pub(crate) fn suspending() -> Life {
    let mut life = proposed();
    let suspend = json!({ "did": "suspend", "recall": RECALL, "reasons": hash("order") });
    life.committee(("supervisor", Role::Supervisor), &suspend);
    life
}

/// `c1` is suspended.
pub(crate) fn suspended() -> Life {
    let mut life = suspending();
    life.ends("member-1", "suspended until a recall is decided");
    life
}

/// The suspension is lifted; the office is still to be given back.
pub(crate) fn lifted() -> Life {
    let mut life = suspended();
    let resumes = json!({ "did": "lift_suspension", "recall": RECALL, "reasons": hash("order") });
    life.committee(("supervisor", Role::Supervisor), &resumes);
    life
}

/// The petition of the owners.
pub(crate) const PETITION: Uuid = Uuid::from_u128(0x9e71);

/// Ann opens a petition on the latest register.
pub(crate) fn petitioned() -> Life {
    let mut life = Life::new();
    let open = json!({
        "did": "open", "aim": "matter", "matters": ["manager_dismiss"], "recalled": [], "text": hash("text"),
        "register": 1,
    });
    life.petition("ann", &open);
    life
}

impl Life {
    /// An owner says something of the petition.
    pub(crate) fn petition(&mut self, owner: &str, act: &Value) {
        self.says((owner, Role::Owner), PETITION, &json!({ "petition": act }));
    }
}
