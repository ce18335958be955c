//! How a committee comes into being in a life: candidates, their election, their seats.

use quorate::evidence::acts::{commitment, tickets};
use quorate::evidence::ballots::{CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice};
use quorate::evidence::lots::LotValue;
use quorate::evidence::statements::Statement as _;
use quorate::evidence::text::Text;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::digest;
use crate::assembly::{Assembly, Person, draft};
use crate::calls::Place;
use crate::proofs::certify;

/// The candidates of every election; their names tell nobody who they are.
pub const CANDIDATES: [&str; 4] = ["c1", "c2", "c3", "c4"];
/// Whom each owner does not approve: c1 comes first, then c3 and c2, and c4 has no seat.
const WITHOUT: [(&str, &str); 10] = [
    ("o-01", "c1"),
    ("o-02", "c2"),
    ("o-03", "c4"),
    ("o-05", "c2"),
    ("o-06", "c2"),
    ("o-07", "c3"),
    ("o-08", "c3"),
    ("o-09", "c4"),
    ("o-10", "c4"),
    ("o-11", "c4"),
];

/// The draft of a meeting with these candidates, for these days.
pub type Agenda = fn(&[String], (&str, &str)) -> Value;

/// An election of three: who stands, and when what happens.
pub struct Campaign {
    /// The call for candidates.
    pub call: Uuid,
    /// The meeting that elects.
    pub agenda: Agenda,
    /// The owners who stand, as c1 to c4.
    pub owners: [&'static str; 4],
    /// Until when candidates are named.
    pub named_until: &'static str,
    /// When voting opens and closes.
    pub days: (&'static str, &'static str),
    /// When the result is announced.
    pub announced_at: &'static str,
    /// When the offices of those who are elected end; none while they are open-ended.
    pub until: Option<&'static str>,
}

/// Somebody in an office, and the grant they hold it under.
pub struct Officer {
    /// Who.
    pub person: Person,
    /// The grant.
    pub grant: Value,
}

/// A draft of one matter, for these days.
pub fn meeting(matter: &Value, (opens, closes): (&str, &str)) -> Value {
    let mut own = draft();
    own["matters"] = json!([matter]);
    (own["opens_at"], own["closes_at"]) = (json!(opens), json!(closes));
    own
}

/// A meeting that elects three members, and nothing else.
pub fn election(candidates: &[String], days: (&str, &str)) -> Value {
    let named = candidates.iter().map(|id| json!({ "candidate": id, "name": format!("候选人{id}") }));
    let mut matter = draft()["matters"][1].clone();
    (matter["seats"], matter["candidates"]) = (json!(3), named.collect());
    meeting(&matter, days)
}

/// Something that is said about a committee.
pub fn deed(did: &str, mut fields: Value) -> Value {
    fields["did"] = json!(did);
    json!({ "committee": fields })
}

/// A member, by the meeting that elected them.
pub fn member(committee: Uuid, candidate: &str) -> Value {
    json!({ "meeting": committee, "candidate": candidate })
}

/// Officers and owners sign in again, since sessions end in the time between.
pub async fn everybody(assembly: &Assembly, officers: &[&Person]) {
    // A second factor that was shown a moment ago counts once.
    assembly.advance(60).await;
    let own = [&assembly.convener, &assembly.scrutineer, &assembly.supervisor, &assembly.secretary];
    let owners = WITHOUT.iter().map(|(name, _)| assembly.owner(name));
    for person in own.into_iter().chain(owners).chain(officers.iter().copied()) {
        assembly.sign_in_again(person).await;
    }
}

/// The grants of an office that are in force.
pub async fn grants(assembly: &Assembly, role: &str) -> Vec<Value> {
    let token = assembly.token(&assembly.supervisor).await;
    let listed = assembly.list_officers(&token, assembly.community).await.expect(200);
    let all = listed.as_array().expect("a list").iter();
    let held = all.filter(|own| own["role"] == role && own["ended_at"].is_null());
    held.map(|own| own["grant"].clone()).collect()
}

/// Somebody new in an office, for good or until an instant.
pub async fn office(assembly: &Assembly, role: &str, until: Option<&str>) -> Officer {
    let before = grants(assembly, role).await;
    let token = assembly.token(&assembly.supervisor).await;
    let invitation = json!({ "role": role, "until": until });
    let invitation = assembly.invite(&token, assembly.community, &invitation).await.expect(201);
    let newcomer = assembly.newcomer(invitation["code"].as_str().expect("a code")).await;
    let person = Person::of(&assembly.with_factor(newcomer).await, assembly.now());
    let after = grants(assembly, role).await;
    let grant = after.into_iter().find(|own| !before.contains(own)).expect("a new grant");
    Officer { person, grant }
}

/// Whoever was elected takes their seat with an office that somebody else cannot take for them.
pub async fn seated(
    assembly: &Assembly,
    committee: Uuid,
    (candidate, owner): (&str, &str),
    until: Option<&str>,
) -> Officer {
    let officer = office(assembly, "member", until).await;
    let take = deed("take_seat", json!({ "member": member(committee, candidate), "grant": officer.grant }));
    assembly.act(assembly.owner("o-02"), committee, take.clone()).await.problem(409, "act");
    assembly.acted(assembly.owner(owner), committee, take).await;
    let confirm = deed("confirm_seat", json!({ "member": member(committee, candidate) }));
    assembly.acted(&officer.person, committee, confirm).await;
    officer
}

/// A committee as everybody sees it.
pub async fn committee(assembly: &Assembly, own: Uuid) -> Value {
    assembly.process(&assembly.supervisor, "committee", own).await.expect(200)
}

/// The standings of c1 to c4.
pub async fn standings(assembly: &Assembly, own: Uuid) -> Vec<String> {
    let members = committee(assembly, own).await["members"].as_array().expect("a list").clone();
    let of = |name: &str| {
        let own = members.iter().find(|own| own["member"]["candidate"] == name).expect("a member");
        own["standing"].as_str().expect("a word").to_owned()
    };
    CANDIDATES.iter().map(|candidate| of(candidate)).collect()
}

/// Counts and announces a meeting that closed.
pub async fn announced(assembly: &Assembly, place: Place, closes: &str, announces: &str) {
    assembly.advance_to(closes).await;
    certify(assembly, place).await;
    assembly.advance_to(announces).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.announce_result(&token, place).await.expect(201);
}

impl Campaign {
    /// The draft of the meeting, before anybody stands.
    pub async fn drafted(&self, assembly: &Assembly) -> Place {
        assembly.place(assembly.drafted(&(self.agenda)(&CANDIDATES.map(str::to_owned), self.days)).await)
    }

    /// The candidates' call, until the slate is drawn and the draft has it.
    pub async fn slated(&self, assembly: &Assembly, place: Place) {
        let convener = &assembly.convener;
        let opened = json!({
            "did": "call", "meeting": place.1, "matter": "m2", "seats": 3, "until": self.named_until
        });
        self.says(assembly, convener, opened).await;
        for (candidate, owner) in CANDIDATES.iter().zip(self.owners) {
            let stand = json!({
                "did": "stand", "candidate": candidate, "statement": digest("me"), "register": 1
            });
            self.says(assembly, assembly.owner(owner), stand).await;
            let admit = json!({ "did": "admit", "candidate": candidate, "reasons": null });
            self.says(assembly, convener, admit).await;
        }
        let drawers = [(&assembly.scrutineer, 1), (&assembly.supervisor, 2)];
        for (by, byte) in drawers {
            self.says(assembly, by, json!({ "did": "commit", "commitment": commitment(&value(byte)) })).await;
        }
        assembly.advance_to(self.named_until).await;
        self.says(assembly, convener, json!({ "did": "post", "register": 1 })).await;
        for (by, byte) in drawers {
            self.says(assembly, by, json!({ "did": "reveal", "value": value(byte).to_string() })).await;
        }
        let drawn = drawn();
        let values = [1, 2].map(|byte| value(byte).to_string());
        let order = json!({ "did": "order", "matter": "m2", "values": values, "candidates": drawn });
        self.says(assembly, convener, order).await;
        let token = assembly.token(convener).await;
        assembly.redraft_meeting(&token, place, "\"1\"", &(self.agenda)(&drawn, self.days)).await.expect(200);
    }

    /// Notice, vote, count, announcement: c1, c3 and c2 have seats, c4 is the alternate.
    pub async fn held(&self, assembly: &Assembly, place: Place) {
        let token = assembly.token(&assembly.convener).await;
        assembly.give_notice(&token, place).await.expect(201);
        assembly.advance_to(self.days.0).await;
        for (owner, other) in WITHOUT {
            let mut ballot = assembly.ballot(place, owner).await;
            let choices = ballot.choices.iter_mut().filter(|own| own.matter.as_str() == "m2");
            choices.for_each(|own| *own = without(other));
            assembly.accepted(place, &ballot.sign(&assembly.owner(owner).key).expect("a statement")).await;
        }
        announced(assembly, place, self.days.1, self.announced_at).await;
        assert_eq!(standings(assembly, place.1).await, ["called", "called", "called", "alternate"]);
    }

    /// Three take their seats with the offices that the supervising office gives them, c2 is the chair, and the
    /// committee is filed; the officers c1 to c3.
    pub async fn constituted(&self, assembly: &Assembly, own: Uuid) -> [Officer; 3] {
        let seat = async |number: usize| {
            seated(assembly, own, (CANDIDATES[number], self.owners[number]), self.until).await
        };
        let seats = [seat(0).await, seat(1).await, seat(2).await];
        assert_eq!(committee(assembly, own).await["state"], "constituting");
        for officer in &seats[1..] {
            let vote = deed("vote_chair", json!({ "member": member(own, "c2") }));
            assembly.acted(&officer.person, own, vote).await;
        }
        let view = assembly.process(assembly.owner("o-10"), "committee", own).await.expect(200);
        assert_eq!((&view["state"], &view["chair"]["candidate"]), (&json!("acting"), &json!("c2")));
        let dues = view["dues"].as_array().expect("a list");
        assert!(
            dues.iter().any(|due| due["what"] == "committee_filing" && due["done_at"].is_null()),
            "{view}"
        );
        assembly.acted(&seats[1].person, own, deed("file", json!({ "package": digest("filed") }))).await;
        seats
    }

    async fn says(&self, assembly: &Assembly, by: &Person, act: Value) {
        assembly.acted(by, self.call, json!({ "candidacy": act })).await;
    }
}

/// Everybody says yes to everything in a meeting that is open.
pub async fn voted(assembly: &Assembly, place: Place) {
    for (owner, _) in WITHOUT {
        assembly.vote(place, owner).await;
    }
}

fn value(byte: u8) -> LotValue {
    LotValue::from_bytes([byte; 32])
}

/// The order of the ballot, as anybody works it out from what was revealed.
fn drawn() -> Vec<String> {
    let values = [1, 2].map(|byte| Some(Text(value(byte))));
    let ids: Vec<_> = CANDIDATES.iter().map(|own| own.parse().expect("a candidate")).collect();
    let mut drawn = tickets(&"m2".parse().expect("a matter"), &values, &ids);
    drawn.sort_by_key(|(_, ticket)| *ticket);
    drawn.into_iter().map(|(own, _)| own.to_string()).collect()
}

fn without(name: &str) -> MatterChoice {
    let choice = |candidate: &&str| CandidateChoice {
        candidate: candidate.parse().expect("a candidate"),
        answer: CandidateAnswer::For,
    };
    let candidates = CANDIDATES.iter().filter(|own| **own != name).map(choice).collect();
    MatterChoice { matter: "m2".parse().expect("a matter"), answer: MatterAnswer::Candidates, candidates }
}
