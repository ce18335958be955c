//! What the people of a plan do, each thing as their device or desk sends it.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use quorate::domain::paper::Serial;
use quorate::domain::roll::ElectorId;
use quorate::domain::successions::SuccessionKind;
use quorate::evidence::acknowledgements::NoticeAcknowledgement;
use quorate::evidence::acting::{ActingConfirmation, AssistanceStatement, SuccessionStatement};
use quorate::evidence::ballots::{
    BallotStatement, CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice,
};
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::mandates::{MandateRevocation, MandateStatement};
use quorate::evidence::paper::{
    MarkForm, MatterMark, PaperCount, PaperEntry, PaperIssue, PaperReturn, PaperSample, PaperWithdrawal,
    SampledPaper,
};
use quorate::evidence::statements::Statement;
use quorate::evidence::text::Text;
use serde_json::{Value, json};

use super::plan::{Head, OWN_BUILDING, Plan, Says, Word};
use super::recount::Papers;
use crate::acting::at_the_desk;
use crate::answer::Answer;
use crate::assembly::{Assembly, Person, nonce};
use crate::calls::Place;

/// A meeting that is open, and what everybody knows of it.
pub struct Vote<'a> {
    /// The estate.
    pub assembly: &'a Assembly,
    /// The meeting.
    pub place: Place,
    /// What is planned.
    pub plan: &'a Plan,
    origin: String,
    definition: Digest,
    roll: Digest,
    electors: BTreeMap<String, ElectorId>,
}

impl<'a> Vote<'a> {
    /// A meeting whose roll is final.
    pub async fn of(assembly: &'a Assembly, place: Place, plan: &'a Plan) -> Self {
        let view = assembly.view(place).await;
        let digest = |field: &str| view[field].as_str().unwrap().parse().unwrap();
        let roll = assembly.roll(place).await.roll().unwrap();
        let labels = roll
            .electors()
            .iter()
            .flat_map(|own| own.units.iter().map(|unit| (unit.label.to_string(), own.id)));
        let (electors, origin) = (labels.collect(), assembly.keys().await.origin);
        Self {
            assembly,
            place,
            plan,
            origin,
            definition: digest("definition"),
            roll: digest("roll"),
            electors,
        }
    }

    /// An elector of the plan.
    pub fn head(&self, head: usize) -> &'a Head {
        &self.plan.heads[head]
    }

    fn elector(&self, head: usize) -> ElectorId {
        self.electors[&self.head(head).units[0].label]
    }

    /// Whoever acts for an elector.
    fn owner(&self, head: usize) -> &'a Person {
        self.assembly.owner(&self.head(head).owners[0])
    }

    /// The neighbour who holds a mandate or buys a flat.
    fn other(&self, head: usize) -> &'a Person {
        self.owner(self.head(head).other)
    }

    async fn say(&self, by: &Person, what: &str, said: &impl Statement) -> Answer {
        let (token, signed) = (self.assembly.token(by).await, said.sign(&by.key).unwrap());
        let (community, meeting) = self.place;
        let path = format!("/api/v1/communities/{community}/meetings/{meeting}{what}");
        self.assembly.hand_in(&token, &path, &signed).await
    }

    /// Says something that is taken.
    async fn said(&self, by: &Person, what: &str, said: &impl Statement) -> Value {
        let answer = self.say(by, what, said).await;
        assert!((200..300).contains(&answer.status), "{what}: {}", answer.text);
        answer.body
    }
}

/// Signed ballots.
impl Vote<'_> {
    fn ballot(&self, head: usize, says: &Says) -> BallotStatement {
        let candidates = named(says);
        let answer = if candidates.is_empty() { MatterAnswer::Abstain } else { MatterAnswer::Candidates };
        let mut choices = vec![
            choice("m1", answer_of(says.question), Vec::new()),
            choice("m2", answer, candidates),
            choice("m3", answer_of(says.building), Vec::new()),
        ];
        choices.truncate(if decides_third(self.head(head)) { 3 } else { 2 });
        BallotStatement {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            definition: self.definition,
            roll: self.roll,
            elector: self.elector(head),
            mandate: None,
            choices,
            supersedes: None,
            nonce: nonce(),
        }
    }

    async fn cast(&self, key: &SigningKey, ballot: &BallotStatement) -> Digest {
        let signed = ballot.sign(key).unwrap();
        let answer = self.assembly.cast_ballot(self.place, &signed).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        Digest::of(signed.as_bytes())
    }

    async fn refused(&self, key: &SigningKey, ballot: &BallotStatement, code: &str) {
        let signed = ballot.sign(key).unwrap();
        self.assembly.cast_ballot(self.place, &signed).await.problem(422, code);
    }

    /// An owner votes; the digest of the ballot.
    pub async fn votes(&self, head: usize, says: &Says, before: Option<Digest>) -> Digest {
        let ballot = BallotStatement { supersedes: before, ..self.ballot(head, says) };
        self.cast(&self.owner(head).key, &ballot).await
    }

    /// A holder votes under a mandate.
    pub async fn votes_under(&self, head: usize, mandate: Digest) {
        let ballot = BallotStatement { mandate: Some(mandate), ..self.ballot(head, &self.head(head).first) };
        self.cast(&self.other(head).key, &ballot).await;
    }

    /// A holder whose mandate ended is refused.
    pub async fn is_refused_under(&self, head: usize, mandate: Digest) {
        let ballot = BallotStatement { mandate: Some(mandate), ..self.ballot(head, &self.head(head).first) };
        self.refused(&self.other(head).key, &ballot, "mandate_ended").await;
    }

    /// The buyer of a flat votes, and the seller cannot.
    pub async fn buyer_votes(&self, head: usize) {
        let ballot = self.ballot(head, &self.head(head).first);
        self.refused(&self.owner(head).key, &ballot, "not_entitled").await;
        self.cast(&self.other(head).key, &ballot).await;
    }

    /// The buyer of a flat whose seller voted is refused.
    pub async fn buyer_is_refused(&self, head: usize) {
        let ballot = self.ballot(head, &self.head(head).second);
        self.refused(&self.other(head).key, &ballot, "voted_before_transfer").await;
    }
}

/// Mandates.
impl Vote<'_> {
    fn mandate(&self, head: usize, paper: Option<Digest>) -> MandateStatement {
        let holder = &self.head(self.head(head).other).owners[0];
        MandateStatement {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            elector: self.elector(head),
            principal: self.head(head).owners[0].parse().unwrap(),
            holder: format!("owner:{holder}").parse().unwrap(),
            instructions: Vec::new(),
            paper,
            nonce: nonce(),
        }
    }

    /// An owner gives a mandate to a neighbour.
    pub async fn gives(&self, head: usize) -> Digest {
        let (by, own) = (self.owner(head), self.mandate(head, None));
        self.said(by, "/mandates", &own).await;
        Digest::of(own.sign(&by.key).unwrap().as_bytes())
    }

    /// Two officers read a mandate on paper.
    pub async fn is_read(&self, head: usize) -> Digest {
        let scan = Digest::of(format!("mandate of {head}").as_bytes());
        let own = self.mandate(head, Some(scan));
        let waits = self.said(&self.assembly.secretary, "/mandate-readings", &own).await;
        let path = format!("/mandate-readings/{}/confirmations", waits["reading"].as_str().unwrap());
        let same = MandateStatement { nonce: nonce(), ..own };
        self.said(&self.assembly.scrutineer, &path, &same).await;
        let token = self.assembly.token(self.other(head)).await;
        let mine = self.assembly.read_mandates(&token, self.place, "/mandates/mine").await.expect(200);
        let mut mandates = mine["held"].as_array().unwrap().iter();
        mandates.find(|one| one["paper"] == json!(scan)).unwrap()["mandate"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap()
    }

    /// An owner takes a mandate back.
    pub async fn revokes(&self, head: usize, mandate: Digest) {
        let own = MandateRevocation {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            mandate,
            paper: None,
            nonce: nonce(),
        };
        self.said(self.owner(head), &format!("/mandates/{mandate}/revocation"), &own).await;
    }
}

/// Help, and flats that are sold.
impl Vote<'_> {
    async fn confirmed(&self, what: &str, waits: &Value, (by, role): (&Person, &str)) {
        let statement = waits["statement"].as_str().unwrap();
        let own = ActingConfirmation {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            statement: statement.parse().unwrap(),
            role: role.parse().unwrap(),
            nonce: nonce(),
        };
        self.said(by, &format!("/{what}/{statement}/confirmations"), &own).await;
    }

    /// An owner without a key comes to the desk and votes with help.
    pub async fn votes_with_help(&self, head: usize) {
        let (assembly, owner) = (self.assembly, &self.head(head).owners[0]);
        let key = at_the_desk(assembly, owner).await;
        let own = AssistanceStatement {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            elector: self.elector(head),
            owner: owner.parse().unwrap(),
            key: PublicKey::of(&key).id(),
            place: "desk".parse().unwrap(),
            nonce: nonce(),
        };
        let ballot = self.ballot(head, &self.head(head).first);
        self.refused(&key, &ballot, "key_cooling").await;
        let waits = self.said(&assembly.secretary, "/assistances", &own).await;
        self.confirmed("assistances", &waits, (&assembly.scrutineer, "scrutineer")).await;
        self.cast(&key, &ballot).await;
    }

    /// A flat passes to its buyer, whom the register names already.
    pub async fn passes(&self, head: usize) {
        let assembly = self.assembly;
        let owners = |head: usize| vec![Text(self.head(head).owners[0].parse().unwrap())];
        let own = SuccessionStatement {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            elector: self.elector(head),
            by: SuccessionKind::Transfer,
            before: owners(head),
            after: owners(self.head(head).other),
            evidence: Digest::of(b"a deed"),
            reason: "依据不动产登记".to_owned(),
            nonce: nonce(),
        };
        let waits = self.said(&assembly.secretary, "/successions", &own).await;
        self.confirmed("successions", &waits, (&assembly.supervisor, "supervisor")).await;
    }
}

/// Papers.
impl Vote<'_> {
    /// Hands papers out to electors; the number of each.
    pub async fn hands_out(&self, heads: &[usize]) -> BTreeMap<usize, Serial> {
        let secretary = &self.assembly.secretary;
        let token = self.assembly.token(secretary).await;
        let units: Vec<_> = heads.iter().map(|head| &self.head(*head).units[0].label).collect();
        let wanted = json!({ "units": units });
        let list = self.assembly.make_paper_list(&token, self.place, wanted).await.expect(201);
        let own = PaperIssue {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            definition: self.definition,
            roll: self.roll,
            list: list["list"].as_str().unwrap().parse().unwrap(),
            papers: heads.len() as u64,
            nonce: nonce(),
        };
        self.said(secretary, "/papers/issues", &own).await;
        let journal = self.journal().await;
        let buildings = journal["buildings"].as_array().unwrap().iter();
        let papers = buildings.flat_map(|building| building["papers"].as_array().unwrap());
        let mut serials = BTreeMap::new();
        for paper in papers.filter(|paper| paper["list"] == list["list"]) {
            let labels: Vec<_> = paper["units"].as_array().unwrap().iter().collect();
            let holds = |head: &&usize| labels.contains(&&json!(self.head(**head).units[0].label));
            let head = heads.iter().find(holds).unwrap();
            serials.insert(*head, paper["serial"].as_str().unwrap().parse().unwrap());
        }
        assert_eq!(serials.len(), heads.len());
        serials
    }

    /// Where every paper is.
    pub async fn journal(&self) -> Value {
        let token = self.assembly.token(&self.assembly.supervisor).await;
        self.assembly.read_papers(&token, self.place, "").await.expect(200)
    }

    /// A paper comes back.
    pub async fn returns(&self, serial: Serial, received_at: &str, way: &str) {
        let own = PaperReturn {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            serial,
            received_at: received_at.parse().unwrap(),
            way: way.parse().unwrap(),
            scan: Digest::of(format!("scan of {serial}").as_bytes()),
            nonce: nonce(),
        };
        self.said(&self.assembly.convener, "/papers/returns", &own).await;
    }

    /// A paper will not be voted on.
    pub async fn withdraws(&self, serial: Serial, why: &str) {
        let own = PaperWithdrawal {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            serial,
            why: why.parse().unwrap(),
            nonce: nonce(),
        };
        self.said(&self.assembly.secretary, "/papers/withdrawals", &own).await;
    }

    /// What a paper says that its owners signed.
    pub fn entry(&self, head: usize, serial: Serial, says: &Says) -> PaperEntry {
        let owners = &self.head(head).owners;
        PaperEntry {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            serial,
            authenticity: "authentic".parse().unwrap(),
            signed_by: owners.iter().map(|owner| Text(owner.parse().unwrap())).collect(),
            mandate: None,
            marks: marks(self.head(head), says),
            nonce: nonce(),
        }
    }

    /// What a paper says that a holder signed.
    pub fn entry_of_holder(&self, head: usize, serial: Serial, mandate: Digest) -> PaperEntry {
        let own = self.entry(head, serial, &self.head(head).first);
        PaperEntry { signed_by: Vec::new(), mandate: Some(mandate), ..own }
    }

    /// What is said of a paper that is nobody's vote.
    pub fn entry_of_nobody(&self, head: usize, serial: Serial, authenticity: &str) -> PaperEntry {
        let own = self.entry(head, serial, &self.head(head).first);
        let authenticity = authenticity.parse().unwrap();
        PaperEntry { authenticity, signed_by: Vec::new(), marks: Vec::new(), ..own }
    }

    /// Somebody reads a paper.
    pub async fn reads(&self, by: &Person, entry: &PaperEntry) {
        self.said(by, "/papers/entries", &PaperEntry { nonce: nonce(), ..entry.clone() }).await;
    }

    /// Two persons read the same.
    pub async fn settles(&self, entry: &PaperEntry) {
        self.reads(&self.assembly.secretary, entry).await;
        self.reads(&self.assembly.scrutineer, entry).await;
    }

    /// The scrutineer counts the papers by hand.
    pub async fn counts_papers(&self, numbers: Papers) -> Answer {
        let [issued, returned, outstanding, spoiled, void] = numbers;
        let own = PaperCount {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            issued,
            returned,
            outstanding,
            spoiled,
            void,
            sample: 5,
            reason: None,
            nonce: nonce(),
        };
        self.say(&self.assembly.scrutineer, "/papers/counts", &own).await
    }

    /// The scrutineer holds the sample against its scans, and nothing differs.
    pub async fn reports_sample(&self) {
        let token = self.assembly.token(&self.assembly.scrutineer).await;
        let drawn = self.assembly.read_papers(&token, self.place, "/sample").await.expect(200);
        let papers = drawn["papers"].as_array().unwrap().iter().map(|own| SampledPaper {
            serial: own["serial"].as_str().unwrap().parse().unwrap(),
            differs: Vec::new(),
        });
        let own = PaperSample {
            v: 1,
            origin: self.origin.clone(),
            community: self.place.0,
            meeting: self.place.1,
            papers: papers.collect(),
            nonce: nonce(),
        };
        self.said(&self.assembly.scrutineer, "/papers/sample", &own).await;
    }
}

/// An owner signs in the application that the notice was read.
pub async fn acknowledges(assembly: &Assembly, place: Place, owner: &str, (origin, notice): (&str, Digest)) {
    let said = NoticeAcknowledgement {
        v: 1,
        origin: origin.to_owned(),
        community: place.0,
        meeting: place.1,
        notice,
        nonce: nonce(),
    };
    let by = assembly.owner(owner);
    let (token, signed) = (assembly.token(by).await, said.sign(&by.key).unwrap());
    assembly.acknowledge_notice(&token, place, &signed).await.expect(200);
}

fn decides_third(head: &Head) -> bool {
    head.units.iter().any(|unit| unit.building == OWN_BUILDING)
}

fn choice(matter: &str, answer: MatterAnswer, candidates: Vec<CandidateChoice>) -> MatterChoice {
    MatterChoice { matter: matter.parse().unwrap(), answer, candidates }
}

fn answer_of(word: Word) -> MatterAnswer {
    match word {
        Word::For => MatterAnswer::For,
        Word::Against => MatterAnswer::Against,
        Word::Abstain => MatterAnswer::Abstain,
        Word::Blank | Word::Spoiled => unreachable!("no device can say that"),
    }
}

fn marks(head: &Head, says: &Says) -> Vec<MatterMark> {
    let mark = |matter: &str, mark: MarkForm| MatterMark {
        matter: matter.parse().unwrap(),
        mark,
        candidates: Vec::new(),
    };
    let word = |word: Word| match word {
        Word::For => MarkForm::For,
        Word::Against => MarkForm::Against,
        Word::Abstain => MarkForm::Abstain,
        Word::Blank => MarkForm::Blank,
        Word::Spoiled => MarkForm::Spoiled,
    };
    let candidates = named(says);
    let named = if candidates.is_empty() { MarkForm::Abstain } else { MarkForm::Candidates };
    let mut marks = vec![
        mark("m1", word(says.question)),
        MatterMark { candidates, ..mark("m2", named) },
        mark("m3", word(says.building)),
    ];
    marks.truncate(if decides_third(head) { 3 } else { 2 });
    marks
}

/// The candidates that somebody is for.
fn named(says: &Says) -> Vec<CandidateChoice> {
    let of = |number: &usize| CandidateChoice {
        candidate: format!("c{}", number + 1).parse().unwrap(),
        answer: CandidateAnswer::For,
    };
    says.candidates.iter().map(of).collect()
}
