//! How long a verifier needs for 100 000 ballots, on all cores.
//!
//! A ballot is taken as an auditor takes it: hash, framing, key, strict signature, every field, and
//! whether the meeting had to accept it. Beside it stands the machine's own ceiling: the strict
//! Ed25519 check of the same signatures and nothing else.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

#[path = "support/agenda.rs"]
mod agenda;
#[path = "support/figures.rs"]
mod figures;
#[path = "support/runs.rs"]
mod runs;

use std::collections::HashMap;
use std::hint::black_box;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, SigningKey};
use quorate::domain::ballots::{Address, Ballot, Cast, Entitlement, KeyStanding, Polling, Route, accept};
use quorate::domain::communities::CommunityId;
use quorate::domain::meetings::{
    KEY_COOLING_HOURS_MIN, KeyCooling, Matter, MatterId, MeetingId, MeetingState, Schedule,
};
use quorate::domain::register::OwnerId;
use quorate::domain::roll::ElectorId;
use quorate::domain::rules::{OnlineChannel, Switches};
use quorate::evidence::ballots::BallotStatement;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::{KeyId, PublicKey, Unverified};
use quorate::evidence::statements::Statement as _;
use rayon::prelude::*;
use uuid::Uuid;

use figures::{milliseconds, per_second};
use runs::{median_of, times};

const BALLOTS: usize = 100_000;

/// Runs of which the median is shown.
const RUNS: usize = 3;

/// A signed ballot and whose it is.
struct Signed {
    key: SigningKey,
    text: String,
}

fn main() {
    let signed: Vec<Signed> = (0..BALLOTS).into_par_iter().map(sign).collect();
    let keys: HashMap<KeyId, PublicKey> =
        signed.iter().map(|one| PublicKey::of(&one.key)).map(|key| (key.id(), key)).collect();
    let floor = floor(&signed);
    let reading = median_of(RUNS, || {
        signed.par_iter().for_each(|one| drop(black_box(read(&one.text))));
    });
    let hall = Hall::new();
    let whole = median_of(RUNS, || hall.take_all(&signed, &keys));
    println!("Verifying {BALLOTS} ballots on {} cores", rayon::current_num_threads());
    for (what, time) in [
        ("strict Ed25519 alone (the floor)", floor),
        ("hash, framing and fields alone", reading),
        ("everything, in the order of the record", whole),
    ] {
        let rate = per_second(BALLOTS, time);
        println!("{what:<40}{:>10} ms{rate:>9} /s{:>7} x floor", milliseconds(time), times(time, floor));
    }
}

/// The strict check of every signature, with keys, messages and signatures at hand.
fn floor(signed: &[Signed]) -> std::time::Duration {
    let ready: Vec<_> = signed
        .iter()
        .map(|one| {
            let (input, signature) = one.text.rsplit_once('.').expect("a compact JWS");
            let signature = URL_SAFE_NO_PAD.decode(signature).expect("a signature");
            (
                one.key.verifying_key(),
                input.as_bytes(),
                Signature::from_slice(&signature).expect("a signature"),
            )
        })
        .collect();
    median_of(RUNS, || {
        let verified = |(key, input, signature): &(ed25519_dalek::VerifyingKey, &[u8], Signature)| {
            key.verify_strict(input, signature).is_ok()
        };
        assert!(ready.par_iter().all(verified));
    })
}

fn read(text: &str) -> (Digest, Ballot) {
    let digest = Digest::of(text.as_bytes());
    let jws = Unverified::parse(text, BallotStatement::TYPE).expect("a compact JWS");
    (digest, BallotStatement::read(jws.payload()).expect("a ballot").to_ballot())
}

/// The meeting that had to accept the ballots.
struct Hall {
    address: Address,
    matters: Vec<Matter>,
    entitled: Vec<MatterId>,
    schedule: Schedule,
}

impl Hall {
    fn new() -> Self {
        let matters =
            agenda::matters().into_iter().map(|form| form.to_matter(&Switches::default()).expect("a matter"));
        let matters: Vec<Matter> = matters.collect();
        let statement = statement(0);
        Self {
            address: statement.to_ballot().address,
            entitled: matters.iter().map(|matter| matter.id().clone()).collect(),
            matters,
            schedule: Schedule::new(instant("2026-06-01T00:00:00Z"), instant("2026-06-08T00:00:00Z"))
                .expect("a schedule"),
        }
    }

    /// Signatures on all cores, then the decisions one after another.
    fn take_all(&self, signed: &[Signed], keys: &HashMap<KeyId, PublicKey>) {
        let verified: Vec<_> = signed.par_iter().map(|one| verified(&one.text, keys)).collect();
        let switches = Switches::default();
        let polling = Polling {
            state: MeetingState::Open,
            schedule: self.schedule,
            address: &self.address,
            online_channel: OnlineChannel::Any,
            matters: &self.matters,
            key_cooling: KeyCooling::new(KEY_COOLING_HOURS_MIN).expect("a period"),
            revote: switches.revote,
            candidate_ballot: switches.candidate_ballot,
        };
        let owners: [OwnerId; 1] = ["o-1".parse().expect("an owner")];
        for (digest, ballot) in &verified {
            let entitlement = Entitlement {
                owners: &owners,
                matters: &self.entitled,
                earlier: &[],
                representation: None,
                mandate: None,
            };
            let cast = Cast {
                ballot,
                fingerprint: digest.fingerprint(),
                route: Route::Direct,
                received_at: self.schedule.opens_at(),
                key: KeyStanding::Of {
                    owner: &owners[0],
                    enrolled_at: self.schedule.opens_at().plus_seconds(-1),
                },
                assistance: None,
            };
            accept(&polling, Some(entitlement), &cast).expect("an accepted ballot");
        }
    }
}

/// The ballot of a statement whose hash, framing, key and signature hold.
fn verified(text: &str, keys: &HashMap<KeyId, PublicKey>) -> (Digest, Ballot) {
    let digest = Digest::of(text.as_bytes());
    let jws = Unverified::parse(text, BallotStatement::TYPE).expect("a compact JWS");
    let key = keys.get(jws.key_id()).expect("an enrolled key");
    let payload = jws.verify(key).expect("a signature");
    (digest, BallotStatement::read(payload).expect("a ballot").to_ballot())
}

fn sign(place: usize) -> Signed {
    let seed = Digest::of(&place.to_be_bytes());
    let key = SigningKey::from_bytes(seed.as_bytes());
    Signed { text: statement(place).sign(&key).expect("a statement"), key }
}

fn statement(place: usize) -> BallotStatement {
    let digest = Digest::of(&place.to_be_bytes());
    BallotStatement {
        v: 1,
        origin: format!("vote.example.org/record/{}", Uuid::nil()),
        community: CommunityId::new(Uuid::nil()).uuid(),
        meeting: MeetingId::new(Uuid::nil()).uuid(),
        definition: Digest::of(b"definition"),
        roll: Digest::of(b"roll"),
        elector: ElectorId::from_digest(digest.as_bytes()),
        mandate: None,
        choices: agenda::choices(place),
        supersedes: None,
        nonce: URL_SAFE_NO_PAD.encode(digest.as_bytes()),
    }
}

fn instant(text: &str) -> quorate::domain::instants::Instant {
    text.parse().expect("an instant")
}
