//! An estate whose owners hold keys, and the steps of a meeting that many stories share.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use futures_util::future::join_all;
use quorate::domain::identity::Role;
use quorate::domain::instants::Instant;
use quorate::domain::roll::RollStatus;
use quorate::evidence::ballots::{
    BallotStatement, CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice,
};
use quorate::evidence::checkpoint::SignedCheckpoint;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::{PublicKey, StatementType, sign_detached};
use quorate::evidence::lots::{LotCommitment, LotReveal, LotSubject, LotValue};
use quorate::evidence::merkle::TileWidth;
use quorate::evidence::receipt::Receipt;
use quorate::evidence::roll::{RollDocument, RollHeading};
use quorate::evidence::statements::{RollAmendment, RollConfirmation, Statement as _};
use quorate::evidence::tiles::decode_entries;
use quorate::evidence::trust::ServiceKeysDocument;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{App, Database};
use crate::calls::Place;
use crate::estate::{Estate, Factor, Somebody, id};

/// When voting opens in [`draft`]: 17 full days after every test begins.
pub const OPENS: &str = "2026-05-21T16:00:00Z";

/// When voting closes in [`draft`].
pub const CLOSES: &str = "2026-05-24T16:00:00Z";

/// From when the result of [`draft`] can be announced, if it is counted at the close.
pub const OBJECTIONS_END: &str = "2026-05-26T16:00:00Z";

/// The electors of [`REGISTER`].
pub const ELECTORS: u64 = 10;

/// Seconds for which a second factor is relied on, an hour less than it counts.
const FACTOR_SECONDS: i64 = 11 * 60 * 60;

/// Seconds for which an access token is used, a minute less than it lives.
const TOKEN_SECONDS: i64 = 540;

/// The columns of [`REGISTER`].
pub const HEADER: &str = "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,\
    name,phone,email,acting_role,acting_name,acting_phone\n";

/// Twelve units of ten electors: o-03 and o-04 own one together, o-05 owns two flats, o-01 a flat
/// and a parking space, which does not count.
pub const REGISTER: &str = "\
1-0101,1,1,1,0101,dwelling,88.10,register,delivered,o-01,natural,王芳华,13800001101,o01@example.org,,,
1-0102,1,1,1,0102,dwelling,120.5,register,delivered,o-02,natural,李小龙,13800001102,,guardian,李大龙,13900002222
1-0201,1,1,2,0201,dwelling,88.10,register,delivered,o-03,natural,张伟东,13800001103,,,,
1-0201,1,1,2,0201,dwelling,88.10,register,delivered,o-04,natural,赵敏儿,13800001104,,,,
1-0202,1,1,2,0202,dwelling,120.5,register,delivered,o-05,natural,陈思远,13800001105,,,,
1-0301,1,1,3,0301,dwelling,88.10,register,delivered,o-05,natural,陈思远,13800001105,,,,
1-0302,1,1,3,0302,dwelling,120.5,register,delivered,o-06,natural,刘海波,13800001106,,,,
2-0101,2,1,1,0101,dwelling,75.25,register,delivered,o-07,natural,周雪琴,13800001107,,,,
2-0102,2,1,1,0102,dwelling,75.25,register,delivered,o-08,natural,吴天明,13800001108,,,,
2-0201,2,1,2,0201,dwelling,75.25,register,delivered,o-09,natural,郑晓红,13800001109,,,,
2-0202,2,1,2,0202,dwelling,75.25,register,delivered,o-10,natural,孙立群,13800001110,,,,
2-0001,2,,1,0001,shop,45,contract,delivered,o-11,natural,钱多福,13800001111,,,,
P-001,P,,-1,001,parking,12.5,contract,delivered,o-01,natural,王芳华,13800001101,o01@example.org,,,
";

/// Somebody whose access token is kept fresh.
pub struct Person {
    /// Their private key.
    pub key: SigningKey,
    /// The thumbprint of it.
    pub thumbprint: String,
    factor: Option<Factor>,
    session: Mutex<Session>,
}

struct Session {
    access: String,
    refresh: String,
    since: Instant,
    shown: Instant,
}

/// A community whose officers and owners have keys.
pub struct Assembly {
    /// Community, officers and the service.
    pub estate: Estate,
    /// The supervising office.
    pub supervisor: Person,
    /// Keeps the register.
    pub secretary: Person,
    /// Calls meetings.
    pub convener: Person,
    /// Watches the count.
    pub scrutineer: Person,
    /// Every owner.
    pub owners: BTreeMap<String, Person>,
}

impl Deref for Assembly {
    type Target = Estate;

    fn deref(&self) -> &Estate {
        &self.estate
    }
}

impl Person {
    /// Somebody who signed in at this time.
    pub fn of(somebody: &Somebody, now: Instant) -> Self {
        let (access, refresh) = (somebody.token.clone(), somebody.refresh_token.clone());
        let session = Mutex::new(Session { access, refresh, since: now, shown: now });
        let (key, thumbprint) = (somebody.key.clone(), somebody.thumbprint());
        Self { key, thumbprint, factor: somebody.factor.clone(), session }
    }
}

impl Assembly {
    /// The estate of [`REGISTER`], on the database that the environment asks for.
    pub async fn gather() -> Self {
        Self::gather_on(Database::of_environment()).await
    }

    /// The estate of [`REGISTER`] on a given database.
    pub async fn gather_on(database: Database) -> Self {
        Self::gather_in(App::start_on(database).await).await
    }

    /// The estate of [`REGISTER`], of a service that runs.
    pub async fn gather_in(app: App) -> Self {
        Self::over(app, REGISTER).await
    }

    /// An estate of so many flats, each of its own owner.
    pub async fn of_flats(count: u32) -> Self {
        let row = |number: u32| {
            let (building, floor, flat) = (number % 2 + 1, number / 8 + 1, number / 2 % 4 + 1);
            format!(
                "{building}-{floor:02}{flat:02},{building},1,{floor},{floor:02}{flat:02},dwelling,90.5,register,delivered,\
                 o-{number:03},natural,业主{number:03},1390000{number:04},,,,\n"
            )
        };
        Self::over(App::start().await, &(0..count).map(row).collect::<String>()).await
    }

    async fn over(app: App, register: &str) -> Self {
        let estate = Estate::found_over(app).await;
        estate.import(&format!("{HEADER}{register}")).await;
        let convener = estate.another("convener").await;
        let scrutineer = estate.another("scrutineer").await;
        let (all, by) = (json!({ "all": true }), &estate.secretary.token);
        let codes = estate.hand_out_codes(by, estate.community, &all).await.expect(201);
        let codes = codes["codes"].as_array().expect("a list").clone();
        let newcomers = codes.iter().map(|row| estate.newcomer(row["code"].as_str().expect("a code")));
        let somebodies = join_all(newcomers).await;
        let now = estate.now();
        let owners = codes.iter().zip(&somebodies).map(|(row, somebody)| {
            (row["owner"].as_str().expect("an owner").to_owned(), Person::of(somebody, now))
        });
        let owners = owners.collect();
        let person = |somebody| Person::of(somebody, now);
        let (supervisor, secretary) = (person(&estate.supervisor), person(&estate.secretary));
        let (convener, scrutineer) = (person(&convener), person(&scrutineer));
        Self { estate, supervisor, secretary, convener, scrutineer, owners }
    }

    /// Somebody's access token, refreshed when it is old; a second factor that was shown long ago is shown again.
    pub async fn token(&self, person: &Person) -> String {
        let mut session = person.session.lock().await;
        if self.now() >= session.since.plus_seconds(TOKEN_SECONDS) {
            let fresh = self.refresh_session(&session.refresh).await.expect(201);
            let text = |field: &str| fresh[field].as_str().expect("a token").to_owned();
            let (access, refresh) = (text("access_token"), text("refresh_token"));
            *session = Session { access, refresh, since: self.now(), ..*session };
        }
        if let Some(factor) =
            person.factor.as_ref().filter(|_| self.now() >= session.shown.plus_seconds(FACTOR_SECONDS))
        {
            let answer = self.show_second_factor(&session.access, &factor.code(self.now())).await;
            assert_eq!(answer.status, 204, "{}", answer.text);
            session.shown = self.now();
        }
        session.access.clone()
    }

    /// Signs somebody in again with their device key, whatever became of the session before.
    pub async fn sign_in_again(&self, person: &Person) {
        let fresh = self.sign_in(&self.answered(&person.key, None).await).await.expect(201);
        let text = |field: &str| fresh[field].as_str().expect("a token").to_owned();
        let (access, refresh) = (text("access_token"), text("refresh_token"));
        let shown = self.now().plus_seconds(-FACTOR_SECONDS);
        *person.session.lock().await = Session { access, refresh, since: self.now(), shown };
    }

    /// Shows somebody's second factor with the next token, however lately it was shown.
    pub async fn show_again(&self, person: &Person) {
        person.session.lock().await.shown = self.now().plus_seconds(-FACTOR_SECONDS);
    }

    /// An owner.
    pub fn owner(&self, owner: &str) -> &Person {
        &self.owners[owner]
    }

    /// A meeting's address.
    pub fn place(&self, meeting: Uuid) -> Place {
        (self.community, meeting)
    }

    /// Stops the service and starts it again over the same database and keys.
    pub async fn restart(self) -> Self {
        Self { estate: self.estate.restart().await, ..self }
    }

    /// Stops the service.
    pub async fn stop(self) {
        self.estate.stop().await;
    }

    /// Sets the clock to an instant and lets happen what is due.
    pub async fn advance_to(&self, instant: &str) {
        self.pass_to(instant);
        self.tick().await;
    }

    /// Sets the clock to an instant; the jobs are late.
    pub fn pass_to(&self, instant: &str) {
        self.set(instant.parse().expect("an instant"));
    }

    /// A drafted meeting.
    pub async fn drafted(&self, draft: &Value) -> Uuid {
        let token = self.token(&self.convener).await;
        id(&self.draft_meeting(&token, self.community, draft).await.expect(201)["meeting"])
    }

    /// A meeting of which notice was given.
    pub async fn noticed(&self, draft: &Value) -> Place {
        let place = self.place(self.drafted(draft).await);
        let token = self.token(&self.convener).await;
        self.give_notice(&token, place).await.expect(201);
        place
    }

    /// An open meeting of [`draft`] with these switches.
    pub async fn opened(&self, switches: Value) -> Place {
        let mut draft = draft();
        draft["switches"] = switches;
        let place = self.noticed(&draft).await;
        self.advance_to(OPENS).await;
        place
    }

    /// A meeting as its convener sees it.
    pub async fn view(&self, place: Place) -> Value {
        let token = self.token(&self.convener).await;
        self.read_meeting(&token, place).await.expect(200)
    }

    /// Where a meeting stands.
    pub async fn state(&self, place: Place) -> String {
        self.view(place).await["state"].as_str().expect("a state").to_owned()
    }

    /// A ballot that says yes to everything, as an owner's device fills it in.
    pub async fn ballot(&self, place: Place, owner: &str) -> BallotStatement {
        let token = self.token(self.owner(owner)).await;
        let electors = self.my_electors(&token, place).await.expect(200);
        let elector = &electors[0];
        let matters = elector["matters"].as_array().expect("a list");
        let view = self.view(place).await;
        let digest = |value: &Value| value.as_str().map(|text| text.parse().expect("a digest"));
        BallotStatement {
            v: 1,
            origin: self.keys().await.origin,
            community: place.0,
            meeting: place.1,
            definition: digest(&view["definition"]).expect("a definition"),
            roll: digest(&view["roll"]).expect("a roll"),
            elector: elector["elector"].as_str().expect("a text").parse().expect("an elector"),
            mandate: None,
            choices: matters.iter().map(|matter| yes(matter.as_str().expect("a matter"))).collect(),
            supersedes: digest(&elector["latest_ballot"]),
            nonce: nonce(),
        }
    }

    /// The same, signed with the owner's key.
    pub async fn signed(&self, place: Place, owner: &str) -> String {
        self.ballot(place, owner).await.sign(&self.owner(owner).key).expect("a statement")
    }

    /// Casts a ballot of an owner that says yes to everything; its receipt.
    pub async fn vote(&self, place: Place, owner: &str) -> Receipt {
        self.accepted(place, &self.signed(place, owner).await).await
    }

    /// Casts a ballot that is accepted; its receipt, which verifies.
    pub async fn accepted(&self, place: Place, ballot: &str) -> Receipt {
        let answer = self.cast_ballot(place, ballot).await;
        self.receipt(&answer, ballot).await
    }

    /// The receipt in an answer, after it was checked that it proves this ballot.
    pub async fn receipt(&self, answer: &Answer, ballot: &str) -> Receipt {
        assert_eq!(answer.status, 201, "{}", answer.text);
        assert!(answer.header("content-type").starts_with("text/plain"));
        let receipt = Receipt::parse(answer.text.as_bytes()).expect("a receipt");
        let entry = receipt.entry().expect("an entry").to_vec();
        receipt.verify(&entry, &self.keys().await.checkpoint_key).expect("the receipt verifies");
        let entry: Value = serde_json::from_slice(&entry).expect("an entry");
        assert_eq!(entry["fact"]["statement"], Digest::of(ballot.as_bytes()).to_string());
        receipt
    }

    /// What an auditor pins.
    pub async fn keys(&self) -> ServiceKeysDocument {
        let keys = self.community_keys(self.community).await.expect(200);
        serde_json::from_value(keys).expect("the keys")
    }

    /// The entries in the record, by its checkpoint.
    pub async fn record_size(&self) -> u64 {
        let note = self.read_checkpoint(self.community).await;
        assert_eq!(note.status, 200, "{}", note.text);
        let checkpoint = SignedCheckpoint::parse(note.text.as_bytes()).expect("a checkpoint");
        checkpoint.verify(&self.keys().await.checkpoint_key).expect("it verifies").head().size()
    }

    /// Every entry of the record.
    pub async fn entries(&self) -> Vec<Value> {
        let entries = self.entry_bytes().await;
        entries.iter().map(|entry| serde_json::from_slice(entry).expect("JSON")).collect()
    }

    /// The bytes of every entry of the record, by its tiles.
    pub async fn entry_bytes(&self) -> Vec<Vec<u8>> {
        let size = self.record_size().await;
        let mut entries = Vec::new();
        while (entries.len() as u64) < size {
            let from = entries.len() as u64;
            let width = (size - from).min(256);
            let partial = if width == 256 { String::new() } else { format!(".p/{width}") };
            let path = format!("entries/{:03}{partial}", from / 256);
            let bytes = self.read_tile(self.community, &path).await.expect("a tile");
            let width = TileWidth::new(width).expect("a width");
            entries.extend(decode_entries(&bytes, width).expect("entries").into_iter().map(<[u8]>::to_vec));
        }
        entries
    }

    /// The roll document that stands now.
    pub async fn roll(&self, place: Place) -> RollDocument {
        let digest = self.view(place).await["roll"].as_str().expect("a roll").to_owned();
        let served = self.read_document(place.0, &digest).await;
        assert_eq!((served.status, Digest::of(served.text.as_bytes()).to_string()), (200, digest));
        RollDocument::from_bytes(served.text.as_bytes()).expect("a roll")
    }

    /// The hash that the provisional roll will have once it is final.
    pub async fn final_roll(&self, place: Place) -> Digest {
        let provisional = self.roll(place).await;
        let heading = RollHeading { status: RollStatus::Final, ..provisional.heading() };
        RollDocument::new(&heading, &provisional.roll().expect("a roll")).digest().expect("a digest")
    }

    /// A correction of the area of a unit, unsigned, on the roll that stands now.
    pub async fn amendment(&self, place: Place) -> RollAmendment {
        let roll = self.view(place).await["roll"].as_str().unwrap_or(&"0".repeat(64)).parse();
        let change = json!({ "correct": "area", "unit": "1-0101", "area": "98.10", "area_source": "survey" });
        RollAmendment {
            v: 1,
            origin: self.keys().await.origin,
            community: place.0,
            meeting: place.1,
            before: roll.expect("a digest"),
            change: serde_json::from_value(change).expect("a change"),
            reason: "面积按产权证更正".to_owned(),
            nonce: nonce(),
        }
    }

    /// The scrutineer's confirmation of an amendment that somebody signed, unsigned itself.
    pub async fn confirmation(&self, place: Place, amendment: &str) -> RollConfirmation {
        RollConfirmation {
            v: 1,
            origin: self.keys().await.origin,
            community: place.0,
            meeting: place.1,
            amendment: Digest::of(amendment.as_bytes()),
            role: Role::Scrutineer,
            nonce: nonce(),
        }
    }

    /// Hands an amendment in that somebody signed, and has the scrutineer confirm it; the roll that stands now.
    pub async fn amended(&self, place: Place, by: &Person, amendment: &RollAmendment) -> Value {
        let signed = amendment.sign(&by.key).expect("a statement");
        let proposed = self.amend_roll(&self.token(by).await, place, &signed).await.expect(202);
        let confirmation = self.confirmation(place, &signed).await.sign(&self.scrutineer.key);
        let (token, digest) = (self.token(&self.scrutineer).await, proposed["amendment"].as_str());
        let (digest, confirmation) = (digest.expect("a digest"), confirmation.expect("a statement"));
        self.confirm_amendment(&token, place, digest, &confirmation).await.expect(201)
    }

    /// Somebody's commitment to a value of the lot, unsigned.
    pub async fn commitment(&self, place: Place, person: &Person, role: Role, value: u8) -> LotCommitment {
        let (origin, (community, meeting)) = (self.keys().await.origin, place);
        let (key, of) = (PublicKey::of(&person.key), LotSubject { origin: &origin, community, meeting });
        let commitment = LotValue::from_bytes([value; 32]).commitment(of, &key).expect("a digest");
        LotCommitment { v: 1, origin, community, meeting, role, key, commitment }
    }

    /// A value of the lot, unsigned.
    pub async fn value(&self, (community, meeting): Place, value: u8) -> LotReveal {
        let (origin, value) = (self.keys().await.origin, LotValue::from_bytes([value; 32]));
        LotReveal { v: 1, origin, community, meeting, value }
    }

    /// An officer's signature under the certificate.
    pub async fn countersignature(&self, place: Place, person: &Person) -> Value {
        let certificate = self.read_certificate(place).await.expect(200);
        let payload = URL_SAFE_NO_PAD.decode(certificate["payload"].as_str().expect("a text"));
        let payload = payload.expect("base64url");
        json!(sign_detached(&person.key, StatementType::Certificate, &payload))
    }

    /// Asserts that something leaves the record as it was.
    pub async fn unchanged<T>(&self, act: impl Future<Output = T>) -> T {
        let before = self.read_checkpoint(self.community).await.text;
        let outcome = act.await;
        assert_eq!(self.read_checkpoint(self.community).await.text, before);
        outcome
    }
}

/// A meeting on a question, an election with two seats and a question for building 2.
pub fn draft() -> Value {
    json!({
        "title": "2026 年度业主大会会议",
        "kind": "regular",
        "called_by": "业主委员会",
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "objection_days": 1,
        "mode": "named",
        "rule_pack": "cn_civil_code_2021",
        "switches": {},
        "matters": [
            {
                "matter": "m1",
                "kind": "manager_hire",
                "title": "选聘物业服务企业",
                "text": "选聘某某物业服务有限公司，合同期三年。",
                "proposed_by": "36 位业主联名",
                "electorate": {}
            },
            {
                "matter": "m2",
                "kind": "committee_election",
                "title": "选举业主委员会",
                "text": "选举业主委员会委员两名。",
                "electorate": {},
                "seats": 2,
                "candidates": [
                    { "candidate": "c1", "name": "候选人甲" },
                    { "candidate": "c2", "name": "候选人乙" },
                    { "candidate": "c3", "name": "候选人丙" }
                ]
            },
            {
                "matter": "m3",
                "kind": "fund_use",
                "title": "二号楼屋面维修",
                "text": "使用维修资金翻修二号楼屋面。",
                "electorate": { "buildings": ["2"] }
            }
        ]
    })
}

/// Yes to a matter of [`draft`]; in the election to the first candidate.
pub fn yes(matter: &str) -> MatterChoice {
    if matter == "m2" { named(&["c1"]) } else { answered(matter, MatterAnswer::For) }
}

/// An answer to a matter as a whole.
pub fn answered(matter: &str, answer: MatterAnswer) -> MatterChoice {
    MatterChoice { matter: matter.parse().expect("a matter"), answer, candidates: Vec::new() }
}

/// The candidates of the election that are approved.
pub fn named(candidates: &[&str]) -> MatterChoice {
    let choice = |name: &&str| CandidateChoice {
        candidate: name.parse().expect("a candidate"),
        answer: CandidateAnswer::For,
    };
    let candidates = candidates.iter().map(choice).collect();
    MatterChoice { matter: "m2".parse().expect("a matter"), answer: MatterAnswer::Candidates, candidates }
}

/// A nonce nobody used before in this process.
pub fn nonce() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    URL_SAFE_NO_PAD.encode(&Digest::of(format!("nonce {number}").as_bytes()).as_bytes()[..16])
}
