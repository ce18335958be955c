//! What a deed costs after so many entries of a community's life, on one core.
//!
//! The server goes through all of them again for each deed: it reads every statement and takes every deed once more, in
//! the one fold that the verifier has too. Rows and signatures are not in it: the database reads the former, and the
//! latter were checked when they came. Beside it stands the machine's own ceiling: the bare JSON of the same payloads.
//!
//! `cargo bench --no-default-features --bench annals -- 300` measures one other length.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/runs.rs"]
mod runs;

use std::hint::black_box;

use ed25519_dalek::SigningKey;
use quorate::domain::annals::{Annals, Event, Moment, Said};
use quorate::domain::ballots::Fingerprint;
use quorate::domain::deadlines::Calendar;
use quorate::domain::identity::Role;
use quorate::domain::instants::{Instant, Zone};
use quorate::domain::register::{
    AreaSource, Floor, Holding, Holdings, OwnerId, PlaceName, Registers, Stock, Unit, UnitKind, UnitLabel,
};
use quorate::evidence::acts::{Act, ActStatement, calendar};
use quorate::evidence::digest::Digest;
use quorate::evidence::holidays::built_in;
use quorate::evidence::jws::Unverified;
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};
use uuid::Uuid;

use figures::{milliseconds, per_second};
use runs::{median_of, times};

/// Entries of a life, unless the arguments say otherwise.
const LENGTHS: [usize; 3] = [100, 1_000, 10_000];

/// Runs of which the median is shown.
const RUNS: usize = 5;

/// Owners of the estate, with a home each.
const OWNERS: usize = 500;

/// How many of them sign each petition.
const SUPPORTERS: usize = 60;

/// Members of the committee.
const MEMBERS: usize = 5;

/// Seconds between two entries.
const PACE: i64 = 3_600;

fn main() {
    let lengths: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let lengths = if lengths.is_empty() { LENGTHS.to_vec() } else { lengths };
    println!("A deed after so many entries of a community's life (milliseconds, one core)");
    println!(
        "{:>9}{:>9}{:>12}{:>12}{:>12}{:>12}{:>8}{:>12}",
        "entries", "deeds", "reading", "taking", "together", "bare JSON", "times", "deeds/s"
    );
    for length in lengths {
        report(&Life::of(length));
    }
}

fn report(life: &Life) {
    let texts: Vec<&str> = life.entries.iter().filter_map(Entry::text).collect();
    let payloads: Vec<Vec<u8>> = texts.iter().map(|text| unverified(text).payload().to_vec()).collect();
    let reading = median_of(RUNS, || {
        for text in &texts {
            black_box(read(text));
        }
    });
    let taking = median_of(RUNS, || {
        black_box(life.fold());
    });
    let bare = median_of(RUNS, || {
        for payload in &payloads {
            black_box(serde_json::from_slice::<Value>(payload).expect("JSON"));
        }
    });
    let together = reading + taking;
    println!(
        "{:>9}{:>9}{:>12}{:>12}{:>12}{:>12}{:>8}{:>12}",
        life.entries.len(),
        texts.len(),
        milliseconds(reading),
        milliseconds(taking),
        milliseconds(together),
        milliseconds(bare),
        times(together, bare),
        per_second(texts.len(), together),
    );
}

/// Somebody who signs.
#[derive(Clone)]
struct Signer {
    key: Fingerprint,
    role: Role,
    owner: Option<OwnerId>,
}

/// One entry, as far as the fold goes through it.
enum Entry {
    Deed { text: String, act: Box<ActStatement>, by: Signer },
    Event(Event),
}

impl Entry {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Deed { text, .. } => Some(text),
            Self::Event(_) => None,
        }
    }
}

/// A community's life so far.
struct Life {
    entries: Vec<Entry>,
    calendar: Calendar,
    registers: Registers,
    key: SigningKey,
    /// How many processes there are.
    processes: u128,
}

impl Life {
    /// A life of so many entries: petitions, documents, seals and objections in turns, as years go by.
    fn of(length: usize) -> Self {
        let zone = Zone::new("Asia/Shanghai").expect("a zone");
        let calendar = calendar(zone, built_in().expect("holidays")).expect("a calendar");
        let mut registers = Registers::default();
        registers.insert(1, holdings());
        let key = SigningKey::from_bytes(&[7; 32]);
        let mut life = Self { entries: Vec::new(), calendar, registers, key, processes: 0 };
        life.entries.push(Entry::Event(Event::RegisterImported { version: 1 }));
        for role in [Role::Convener, Role::Secretary, Role::ResidentsCommittee] {
            life.grant(role, 0);
        }
        (0..MEMBERS).for_each(|place| life.grant(Role::Member, place));
        for round in 0.. {
            if life.entries.len() >= length {
                break;
            }
            life.petition(round % OWNERS);
            (0..20).for_each(|_| life.archived());
            (0..8).for_each(|_| life.sealed());
            life.contested();
        }
        life.entries.truncate(length);
        life
    }

    /// Every entry again, from the first.
    fn fold(&self) -> Annals {
        let mut annals = Annals::default();
        let place = (&self.calendar, &self.registers);
        let begin: Instant = "2026-01-05T00:00:00Z".parse().expect("an instant");
        let mut at = begin;
        for (index, entry) in (0..).zip(&self.entries) {
            at = at.plus_seconds(PACE);
            let moment = Moment { index, at };
            match entry {
                Entry::Event(event) => {
                    annals.hear(event, moment, place);
                }
                Entry::Deed { act, by, .. } => {
                    let actor = annals.offices().actor(by.key, (by.role, by.owner.clone()), moment);
                    let deed = act.deed();
                    let said = Said { process: act.process(), by: &actor, moment, deed: &deed };
                    annals.take(&said, place).expect("a deed that is possible");
                }
            }
        }
        annals
    }

    fn grant(&mut self, role: Role, place: usize) {
        let signer = officer(role, place);
        let grant = Uuid::from_slice(&signer.key.0[..16]).expect("16 bytes");
        self.entries.push(Entry::Event(Event::Granted { grant, role, until: None, key: signer.key }));
    }

    fn process(&mut self) -> Uuid {
        self.processes += 1;
        Uuid::from_u128(self.processes)
    }

    fn says(&mut self, by: Signer, process: Uuid, act: Value) {
        let act: Act = serde_json::from_value(act).expect("an act");
        let nonce = "AAAAAAAAAAAAAAAAAAAAAA".to_owned();
        let (origin, community) = ("quorate.example/record/7".to_owned(), Uuid::from_u128(7));
        let act = ActStatement { v: 1, origin, community, process, act, nonce };
        let text = act.sign(&self.key).expect("a signed act");
        self.entries.push(Entry::Deed { text, act: Box::new(act), by });
    }

    /// Owners ask for a meeting, too few of them.
    fn petition(&mut self, first: usize) {
        let (process, text) = (self.process(), Digest::of(b"text"));
        let open = json!({
            "did": "open", "aim": "matter", "matters": ["manager_dismiss"], "recalled": [], "text": text, "register": 1,
        });
        self.says(owner(first), process, json!({ "petition": open }));
        for step in 1..SUPPORTERS {
            let support = json!({ "did": "support", "text": text, "register": 1 });
            self.says(owner((first + step) % OWNERS), process, json!({ "petition": support }));
        }
    }

    /// The secretary enters a document into the archive.
    fn archived(&mut self) {
        let process = self.process();
        let enter = json!({
            "did": "enter", "title": "Minutes", "class": "minutes", "document": Digest::of(process.as_bytes()),
            "access": "open", "days": null, "about": null, "replaces": null,
        });
        self.says(officer(Role::Secretary, 0), process, json!({ "archive": enter }));
    }

    /// A seal is set under a document that three of five members approve.
    fn sealed(&mut self) {
        let (process, document) = (self.process(), Digest::of(b"document"));
        let request = json!({ "did": "request", "seal": "committee", "document": document, "title": "Deed", "decided_in": null });
        self.says(officer(Role::Secretary, 0), process, json!({ "seal_use": request }));
        for place in 0..3 {
            let approve = json!({ "did": "approve", "document": document });
            self.says(officer(Role::Member, place), process, json!({ "seal_use": approve }));
        }
        let set = json!({ "did": "use", "evidence": document });
        self.says(officer(Role::Secretary, 0), process, json!({ "seal_use": set }));
    }

    /// The residents' committee objects to what the secretary did last, and is answered.
    fn contested(&mut self) {
        let (process, step) = (self.process(), self.entries.len() - 1);
        let raise = json!({ "did": "raise", "step": step, "text": Digest::of(b"why") });
        self.says(officer(Role::ResidentsCommittee, 0), process, json!({ "contest": raise }));
        let answer =
            json!({ "did": "answer", "step": step, "outcome": "dismissed", "reason": "As the minutes say." });
        self.says(officer(Role::Convener, 0), process, json!({ "contest": answer }));
    }
}

fn unverified(text: &str) -> Unverified<'_> {
    Unverified::parse(text, ActStatement::TYPE).expect("a compact JWS")
}

fn read(text: &str) -> ActStatement {
    ActStatement::read(unverified(text).payload()).expect("an act")
}

fn officer(role: Role, place: usize) -> Signer {
    let key = Digest::of(format!("{role} {place}").as_bytes()).fingerprint();
    Signer { key, role, owner: None }
}

fn owner(place: usize) -> Signer {
    let name = format!("o-{place}");
    let key = Digest::of(name.as_bytes()).fingerprint();
    Signer { key, role: Role::Owner, owner: Some(OwnerId::new(&name).expect("an owner")) }
}

/// A home for each owner.
fn holdings() -> Holdings {
    let home = |place: usize| {
        let unit = Unit {
            label: UnitLabel::new(&format!("1-{place}")).expect("a label"),
            building: PlaceName::new("1").expect("a place"),
            entrance: None,
            floor: Floor::new(1).expect("a floor"),
            number: PlaceName::new(&place.to_string()).expect("a place"),
            kind: UnitKind::Dwelling,
            area: format!("{}.50", 60 + place % 90).parse().expect("an area"),
            area_source: AreaSource::Register,
            stock: Stock::Delivered,
        };
        let owner = owner(place).owner.expect("an owner");
        Holding { unit, owners: [owner].into_iter().collect() }
    };
    Holdings::new((0..OWNERS).map(home)).expect("holdings")
}
