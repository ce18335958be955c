//! What a verifier needs for a large bundle: time, and memory at its highest.
//!
//! The bundle is never there as a whole: every line is made, read and dropped. Half of the ballots of the
//! public bundle belong to another meeting; those of the audit bundle are signed by a thousand owners, who
//! vote again and again. Each bundle is read by a process of its own.
//!
//! `cargo bench --bench bundle -- audit 20000` reads one bundle of another size.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time and asks the system for its memory")]

#[path = "support/agenda.rs"]
mod agenda;
#[path = "support/figures.rs"]
mod figures;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use quorate::domain::communities::CommunityId;
use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::domain::instants;
use quorate::domain::meetings::{KEY_COOLING_HOURS_MIN, MeetingId};
use quorate::domain::register::{AreaSource, Floor, Holding, Holdings, OwnerId, Stock, Unit, UnitKind};
use quorate::domain::roll::{ElectorGroup, ElectorId, RollRules, RollStatus};
use quorate::domain::rules::OnlineChannel;
use quorate::domain::rules::switches::Revote;
use quorate::evidence::ballots::BallotStatement;
use quorate::evidence::bundle::{BUNDLE_VERSION, BundleKind, DocumentKind, Line};
use quorate::evidence::checkpoint::Checkpoint;
use quorate::evidence::consent::CONSENT;
use quorate::evidence::definition::{BallotMode, Definition, MeetingKind, PackReference};
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::holidays::{HolidayYearForm, built_in};
use quorate::evidence::jws::PublicKey;
use quorate::evidence::merkle::{RightEdge, leaf_hash};
use quorate::evidence::note::KeyName;
use quorate::evidence::notices::{Particulars, compose};
use quorate::evidence::register::RegisterDocument;
use quorate::evidence::roll::{RollAnnexDocument, RollDocument, RollHeading, derive, pseudonym};
use quorate::evidence::rules::in_force::OnlineChannelForm;
use quorate::evidence::rules::overlays::compose as compose_rules;
use quorate::evidence::rules::pack;
use quorate::evidence::salt::Salt;
use quorate::evidence::statements::{Enrolment, Notice, Statement as _};
use quorate::evidence::switches::SwitchesForm;
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::bundle::BundleReader;
use uuid::Uuid;

use figures::{milliseconds, per_second};

/// What is read unless the arguments say otherwise.
const BUNDLES: [(&str, usize); 2] = [("public", 1_000_000), ("audit", 100_000)];

/// Owners, each with a home, an elector and a key.
const OWNERS: usize = 1_000;

const ORIGIN: &str = "vote.example.org/record/1";
const COMMUNITY: Uuid = Uuid::from_u128(1);
const MEETING: Uuid = Uuid::from_u128(2);
const OTHER_MEETING: Uuid = Uuid::from_u128(3);
const SALT: Salt = Salt::from_bytes([5; 32]);
const NOTICED_AT: &str = "2026-05-01T00:00:00Z";
const OPENS_AT: &str = "2026-05-31T16:00:00Z";
const CLOSES_AT: &str = "2026-06-07T16:00:00Z";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|own| !own.starts_with('-')).collect();
    match arguments.as_slice() {
        [kind, ballots] => read(kind, ballots.parse().expect("a number of ballots")),
        _ => {
            for (kind, ballots) in BUNDLES {
                let own = std::env::current_exe().expect("this program");
                let status = Command::new(own).args([kind, &ballots.to_string()]).status();
                assert!(status.expect("a reader").success(), "the bundle does not hold");
            }
        }
    }
}

fn read(kind: &str, ballots: usize) {
    let kind = if kind == "audit" { BundleKind::Audit } else { BundleKind::Public };
    let estate = Estate::new(kind, ballots);
    let before = peak();
    let mut desk = Desk::default();
    estate.write(&mut |line| desk.take(line));
    let start = Instant::now();
    let report = desk.reader.verify(Some(&estate.keys)).expect("a bundle");
    let time = desk.time + start.elapsed();
    assert!(report.is_valid(), "{report}");
    let (name, milliseconds, rate) = (kind.as_str(), milliseconds(time), per_second(ballots, time));
    println!(
        "{name:>7}{ballots:>9} ballots{:>9} MB{milliseconds:>12} ms{rate:>9} /s{:>6} MB at most, {before} MB before",
        desk.bytes / 1_000_000,
        peak(),
    );
}

/// The most memory that this process ever had, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1_000
}

/// The reader, and how long it took and how much it read.
#[derive(Default)]
struct Desk {
    reader: BundleReader,
    time: Duration,
    bytes: usize,
}

impl Desk {
    fn take(&mut self, line: &Line) {
        let bytes = line.to_bytes().expect("a line");
        let start = Instant::now();
        self.reader.line(&bytes).expect("a bundle");
        self.time += start.elapsed();
        self.bytes += bytes.len();
    }
}

/// A meeting of a thousand owners, and what stands beside its record.
struct Estate {
    kind: BundleKind,
    ballots: usize,
    keys: ServiceKeysDocument,
    owners: Vec<SigningKey>,
    electors: Vec<ElectorId>,
    documents: Vec<(DocumentKind, String)>,
    definition: Digest,
    /// The facts before the ballots.
    facts: Vec<Fact>,
    roll: Digest,
}

impl Estate {
    fn new(kind: BundleKind, ballots: usize) -> Self {
        let owners: Vec<SigningKey> = (0..OWNERS).map(|place| key(&format!("owner {place}"))).collect();
        let group = |place| ElectorGroup::Owners(BTreeSet::from([owner(place)]));
        let name = KeyName::new(ORIGIN).expect("a name");
        let mut estate = Self {
            kind,
            ballots,
            keys: {
                let public = |name: &str| PublicKey::of(&key(name));
                let (checkpoints, statements) = (public("checkpoints"), public("statements"));
                ServiceKeysDocument::new(&name, &checkpoints, &statements).expect("keys")
            },
            owners,
            electors: (0..OWNERS).map(|place| pseudonym(&group(place), &SALT)).collect(),
            documents: Vec::new(),
            definition: Digest::of(b""),
            facts: Vec::new(),
            roll: Digest::of(b""),
        };
        estate.convene();
        estate
    }

    /// Register, notice, enrolments and opening.
    fn convene(&mut self) {
        let holdings = Holdings::new((0..OWNERS).map(home)).expect("holdings");
        let community = CommunityId::new(COMMUNITY);
        let register = RegisterDocument::new(community, 1, SALT, &holdings).to_bytes().expect("a register");
        let document = self.file(DocumentKind::Register, &register);
        self.facts.push(Fact::RegisterImported { version: 1, document });
        let own = definition();
        let definition = self.file(DocumentKind::Definition, &own.to_bytes().expect("a definition"));
        self.definition = definition;
        let (roll, annex) = self.post(&holdings, RollStatus::Provisional);
        let notice = Notice {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            definition,
            roll,
            noticed_at: at(NOTICED_AT),
        };
        let notice = notice.sign(&key("statements")).expect("a notice");
        let statement = self.file(DocumentKind::Notice, notice.as_bytes());
        let rules = compose_rules(&pack("cn_civil_code_2021").expect("a pack"), &[]).expect("rules");
        let text = compose((&own, definition), &rules, (1, None), Particulars::default());
        let notice = self.file(DocumentKind::NoticeText, &text.to_bytes().expect("a notice"));
        let (meeting, keys_before) = (MEETING, 0);
        self.facts.push(Fact::MeetingNoticed {
            meeting,
            definition,
            roll,
            annex,
            statement,
            notice,
            keys_before,
        });
        for place in 0..OWNERS {
            self.enrol(place);
        }
        let (roll, annex) = self.post(&holdings, RollStatus::Final);
        self.roll = roll;
        self.facts.push(Fact::MeetingOpened { meeting, definition, roll, annex });
    }

    fn enrol(&mut self, place: usize) {
        let (method, confirmed_by) = (EnrolmentMethod::LetterAndContact, vec![Role::Secretary]);
        let own = self.owners.get(place).expect("an owner").clone();
        let enrolment = Enrolment {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: Some(COMMUNITY),
            activation: Uuid::from_u128(place as u128),
            method,
            confirmed_by: confirmed_by.clone(),
            role: None,
            until: None,
            owner: Some(owner(place)),
            consent: Some(CONSENT.to_owned()),
            key: PublicKey::of(&own),
            nonce: nonce(place),
        };
        let text = enrolment.sign(&own).expect("an enrolment");
        let statement = self.file(DocumentKind::Enrolment, text.as_bytes());
        self.facts.push(Fact::KeyEnrolled { method, confirmed_by, statement, confirmations: Vec::new() });
    }

    fn post(&mut self, holdings: &Holdings, status: RollStatus) -> (Digest, Digest) {
        let rules = RollRules { overlapping_owners: definition().switches.overlapping_owners };
        let (community, meeting) = (CommunityId::new(COMMUNITY), MEETING);
        let (roll, annex) = derive(holdings, rules, &SALT).expect("a roll");
        let heading = RollHeading { community, meeting, register_version: 1, status, rules };
        let roll = RollDocument::new(&heading, &roll).to_bytes().expect("a roll");
        let annex = RollAnnexDocument::new(community, meeting, SALT, &annex).to_bytes().expect("an annex");
        (self.file(DocumentKind::Roll, &roll), self.file(DocumentKind::Annex, &annex))
    }

    fn file(&mut self, kind: DocumentKind, bytes: &[u8]) -> Digest {
        let text = String::from_utf8(bytes.to_vec()).expect("a text");
        self.documents.push((kind, text));
        Digest::of(bytes)
    }

    /// Hands out every entry in order.
    fn entries(&self, each: &mut impl FnMut(u64, &Entry)) {
        let mut index = 0;
        let mut next = |at, fact| {
            each(index, &Entry::new(at, fact));
            index += 1;
        };
        for fact in &self.facts {
            let opened = matches!(fact, Fact::MeetingOpened { .. });
            next(at(if opened { OPENS_AT } else { NOTICED_AT }), fact.clone());
        }
        let mut own = 0;
        let mut ballots = Ballots::default();
        for place in 0..self.ballots {
            let microseconds = at(OPENS_AT).microseconds() + i64::try_from(place).expect("a place") * 1_000;
            let received_at = instants::Instant::from_microseconds(microseconds).expect("an instant");
            let (meeting, statement) = match self.kind {
                BundleKind::Public => {
                    let meeting = if place % 2 == 0 { MEETING } else { OTHER_MEETING };
                    (meeting, Digest::of(&place.to_be_bytes()))
                }
                BundleKind::Audit => (MEETING, Digest::of(ballots.next(self, place).as_bytes())),
            };
            own += u64::from(meeting == MEETING);
            next(received_at, Fact::BallotReceived { meeting, statement, received_at, forwarding: None });
        }
        next(at(CLOSES_AT), Fact::MeetingClosed { meeting: MEETING, ballots: own });
    }

    fn write(&self, take: &mut impl FnMut(&Line)) {
        let (edge, proof) = self.tree();
        let keys = Box::new(self.keys.clone());
        let (v, bundle, to) = (BUNDLE_VERSION, self.kind, edge.size());
        take(&Line::Header { v, bundle, community: COMMUNITY, meeting: Some(MEETING), from: 1, to, keys });
        self.entries(&mut |index, entry| {
            let bytes = entry.to_bytes().expect("an entry");
            let entry = String::from_utf8(bytes).expect("a text");
            if index == 0 {
                take(&Line::Peaks { hashes: vec![leaf_hash(entry.as_bytes())] });
                take(&Line::Earlier { index, entry, proof: proof.clone() });
            } else {
                take(&Line::Entry { index, entry });
            }
        });
        let mut shown = BTreeSet::new();
        for (kind, text) in &self.documents {
            let sha256 = Digest::of(text.as_bytes());
            if (self.kind == BundleKind::Audit || kind.is_public()) && shown.insert(sha256) {
                take(&Line::Document { kind: *kind, sha256, text: text.clone() });
            }
        }
        let mut lines = shown.len() as u64 + to + 4;
        if self.kind == BundleKind::Audit {
            let mut ballots = Ballots::default();
            for place in 0..self.ballots {
                let text = ballots.next(self, place);
                let sha256 = Digest::of(text.as_bytes());
                take(&Line::Document { kind: DocumentKind::Ballot, sha256, text });
                lines += 1;
            }
        }
        let origin = KeyName::new(ORIGIN).expect("a name");
        let head = Checkpoint::new(origin, edge.head()).sign(&key("checkpoints")).expect("a tree head");
        take(&Line::Checkpoint { note: head.to_string() });
        take(&Line::End { lines });
    }

    /// The tree of all entries, and the proof that the first is in it (RFC 6962 section 2.1.1): beside it
    /// stand the trees of entry 1, of 2 and 3, of 4 to 7, and so on.
    fn tree(&self) -> (RightEdge, Vec<Digest>) {
        let mut edge = RightEdge::empty();
        let mut beside: BTreeMap<u32, RightEdge> = BTreeMap::new();
        self.entries(&mut |index, entry| {
            let leaf = leaf_hash(&entry.to_bytes().expect("an entry"));
            edge.append(leaf).expect("a tree");
            if let Some(height) = index.checked_ilog2() {
                let sibling = beside.entry(height).or_insert_with(RightEdge::empty);
                sibling.append(leaf).expect("a tree");
            }
        });
        let proof = beside.values().map(RightEdge::root).collect();
        (edge, proof)
    }
}

/// The latest ballot of each owner, so that the next can name it.
#[derive(Default)]
struct Ballots(BTreeMap<usize, Digest>);

impl Ballots {
    fn next(&mut self, estate: &Estate, place: usize) -> String {
        let owner = place % OWNERS;
        let statement = BallotStatement {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MeetingId::new(MEETING).uuid(),
            definition: estate.definition,
            roll: estate.roll,
            elector: *estate.electors.get(owner).expect("an elector"),
            mandate: None,
            choices: agenda::choices(place),
            supersedes: self.0.get(&owner).copied(),
            nonce: nonce(place),
        };
        let text = statement.sign(estate.owners.get(owner).expect("an owner")).expect("a ballot");
        self.0.insert(owner, Digest::of(text.as_bytes()));
        text
    }
}

fn definition() -> Definition {
    let published = pack("cn_civil_code_2021").expect("a pack");
    Definition {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: COMMUNITY,
        meeting: MEETING,
        title: "2026 年第一次业主大会".to_owned(),
        kind: MeetingKind::Regular,
        called_by: "the owners' committee".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        opens_at: at(OPENS_AT),
        closes_at: at(CLOSES_AT),
        objection_days: 7,
        mode: BallotMode::Named,
        rule_pack: PackReference {
            id: published.pack.id().clone(),
            version: published.pack.parts().version.clone(),
            sha256: published.digest,
        },
        witnesses: None,
        inboxes: Vec::new(),
        overlays: Vec::new(),
        online_channel: OnlineChannelForm { value: OnlineChannel::Any, recognition: None },
        holidays: Some(HolidayYearForm::years(&built_in().expect("a table").within(2026, 2027))),
        lot: None,
        non_voter_rule: None,
        delegate_rule: None,
        key_cooling_hours: KEY_COOLING_HOURS_MIN,
        switches: SwitchesForm { revote: Revote::UntilClose, ..SwitchesForm::default() },
        matters: agenda::matters(),
    }
}

fn home(place: usize) -> Holding {
    let unit = Unit {
        label: format!("1-{place:05}").parse().expect("a label"),
        building: "1".parse().expect("a building"),
        entrance: None,
        floor: Floor::new(1).expect("a floor"),
        number: format!("{place:05}").parse().expect("a number"),
        kind: UnitKind::Dwelling,
        area: "88.12".parse().expect("an area"),
        area_source: AreaSource::Register,
        stock: Stock::Delivered,
    };
    Holding { unit, owners: BTreeSet::from([owner(place)]) }
}

fn owner(place: usize) -> OwnerId {
    format!("o-{place}").parse().expect("an owner")
}

fn key(name: &str) -> SigningKey {
    SigningKey::from_bytes(Digest::of(name.as_bytes()).as_bytes())
}

fn nonce(place: usize) -> String {
    let digest = Digest::of(&place.to_be_bytes());
    URL_SAFE_NO_PAD.encode(digest.as_bytes())
}

fn at(text: &str) -> instants::Instant {
    text.parse().expect("an instant")
}
