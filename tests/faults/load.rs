//! Many voters at once, who keep every receipt, while processes are killed at any moment.
//!
//! Now and then a voter hangs up before the answer, or sends again what was acknowledged. Whoever got no
//! answer sends the same bytes again, until there is one.

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ed25519_dalek::SigningKey;
use futures_util::future::join_all;
use quorate::domain::meetings::MeetingState;
use quorate::evidence::ballots::BallotStatement;
use quorate::evidence::digest::Digest;
use quorate::evidence::note::VerifierKey;
use quorate::evidence::statements::Statement as _;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use tokio::time::timeout;

use crate::agenda::{DAY_SECONDS, next_opening, one_day_from};
use crate::app::{App, Database};
use crate::assembly::{Assembly, nonce};
use crate::attempts::{attempt, cast_until_answered, casting};
use crate::calls::Place;
use crate::kept::{Acknowledged, all_kept};
use crate::proofs::{certify, proved};

/// Kills in each story where nobody asks for more.
const KILLS: u32 = 8;

/// Most kills in one meeting: the ballots of an elector are loaded together.
const KILLS_OF_MEETING: u32 = 25;

/// Fewer ballots than this are acknowledged from one kill to the next.
const BALLOTS_BETWEEN: u32 = 40;

/// Who votes; o-04 shares a flat with o-03.
const VOTERS: [&str; 9] = ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08", "o-09", "o-10"];

/// How long nobody may get an answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// An owner with a device.
struct Voter {
    ballot: BallotStatement,
    key: SigningKey,
    dice: StdRng,
}

/// What happened under load.
#[derive(Default)]
pub struct Ledger {
    /// What was acknowledged.
    pub acknowledged: Vec<Acknowledged>,
    /// How often a voter had to try again.
    pub retries: u32,
}

impl Voter {
    async fn new(assembly: &Assembly, place: Place, owner: &str, seed: u64) -> Self {
        let ballot = assembly.ballot(place, owner).await;
        Self { ballot, key: assembly.owner(owner).key.clone(), dice: StdRng::seed_from_u64(seed) }
    }

    /// Casts one ballot after the other, each replacing the one before.
    async fn vote(mut self, doors: Arc<Doors>, place: Place) -> Ledger {
        let mut ledger = Ledger::default();
        while !doors.closing.load(Ordering::Relaxed) {
            self.ballot.nonce = nonce();
            let ballot = self.ballot.sign(&self.key).expect("a statement");
            if self.dice.random_ratio(1, 8) {
                // Hangs up before there can have been time for an answer, or just when there is.
                let patience = Duration::from_micros(self.dice.random_range(0..20_000));
                let _hung_up = timeout(patience, attempt(casting(self.door(&doors), place, &ballot))).await;
            }
            let (receipt, tries) = cast_until_answered(self.door(&doors), place, &ballot).await;
            if self.dice.random_ratio(1, 8) {
                let (again, _) = cast_until_answered(self.door(&doors), place, &ballot).await;
                assert_eq!(receipt, again);
            }
            doors.acknowledged.fetch_add(1, Ordering::Relaxed);
            ledger.retries += tries;
            ledger.acknowledged.push(Acknowledged::new(&ballot, &receipt, &doors.key));
            self.ballot.supersedes = Some(Digest::of(ballot.as_bytes()));
        }
        ledger
    }

    fn door<'a>(&mut self, doors: &'a Doors) -> &'a App {
        &doors.apps[self.dice.random_range(0..doors.apps.len())]
    }
}

/// Where voters come in.
pub struct Doors {
    /// The processes that serve.
    pub apps: Vec<App>,
    key: VerifierKey,
    closing: AtomicBool,
    acknowledged: AtomicU32,
}

impl Doors {
    /// Waits until so many more ballots are acknowledged.
    pub fn wait_for(&self, ballots: u32) {
        let enough = self.acknowledged.load(Ordering::Relaxed) + ballots;
        let begun = Instant::now();
        while self.acknowledged.load(Ordering::Relaxed) < enough {
            assert!(begun.elapsed() < PATIENCE, "nobody gets an answer any more");
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// Voters vote, by any of these processes, while something is done to the service; then it is counted,
/// and everything that was acknowledged is there.
pub async fn under_load(
    assembly: &Assembly,
    apps: Vec<App>,
    seed: u64,
    disturb: impl FnOnce(&Doors) + Send + 'static,
) -> Ledger {
    let opens_at = next_opening(assembly);
    let place = assembly.noticed(&one_day_from(opens_at)).await;
    assembly.set(opens_at);
    assembly.tick().await;
    for app in &apps {
        app.set(opens_at);
    }
    let mut voters = Vec::new();
    for (owner, seed) in VOTERS.into_iter().zip(seed..) {
        voters.push(Voter::new(assembly, place, owner, seed).await);
    }
    let key = assembly.keys().await.checkpoint_key;
    let doors =
        Arc::new(Doors { apps, key, closing: AtomicBool::new(false), acknowledged: AtomicU32::new(0) });
    let voting: Vec<_> =
        voters.into_iter().map(|voter| tokio::spawn(voter.vote(Arc::clone(&doors), place))).collect();
    let inside = Arc::clone(&doors);
    let disturbed = tokio::task::spawn_blocking(move || disturb(&inside)).await;
    doors.closing.store(true, Ordering::Relaxed);
    let mut whole = Ledger::default();
    for ledger in join_all(voting).await {
        let ledger = ledger.expect("a voter ends well");
        whole.retries += ledger.retries;
        whole.acknowledged.extend(ledger.acknowledged);
    }
    disturbed.expect("the disturbance ends well");
    assembly.set(opens_at.plus_seconds(DAY_SECONDS));
    assembly.tick().await;
    certify(assembly, place).await;
    all_kept(assembly, place, &whole.acknowledged).await;
    proved(assembly, place, MeetingState::Counted).await;
    whole
}

/// The seed that the environment asks for, or any; it is printed with a test that fails.
pub fn seed() -> u64 {
    let any =
        || SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").subsec_nanos().into();
    let seed = env::var("QUORATE_TEST_SEED").map_or_else(|_| any(), |seed| seed.parse().expect("a number"));
    println!("QUORATE_TEST_SEED={seed}");
    seed
}

/// Kills one process after the other at moments that nobody chose.
async fn kills(database: Database, processes: usize) {
    let asked = env::var("QUORATE_TEST_KILLS").map(|kills| kills.parse().expect("a number"));
    let kills: u32 = asked.unwrap_or(KILLS);
    let mut dice = StdRng::seed_from_u64(seed());
    let assembly = Assembly::gather_on(database).await;
    let (mut left, mut acknowledged, mut retries, mut meetings) = (kills, 0, 0, 0);
    while left > 0 {
        let now = left.min(KILLS_OF_MEETING);
        let apps = (0..processes).map(|_| App::over(assembly.host.beside())).collect();
        let mut moments = StdRng::seed_from_u64(dice.random());
        let killing = move |doors: &Doors| {
            for _ in 0..now {
                doors.wait_for(moments.random_range(0..BALLOTS_BETWEEN));
                thread::sleep(Duration::from_micros(moments.random_range(0..15_000)));
                doors.apps[moments.random_range(0..doors.apps.len())].host.kill();
            }
        };
        let ledger = Box::pin(under_load(&assembly, apps, dice.random_range(0..1 << 32), killing)).await;
        acknowledged += ledger.acknowledged.len();
        retries += ledger.retries;
        left -= now;
        meetings += 1;
    }
    assert!(acknowledged > 0 && retries > 0, "nothing was under load");
    println!(
        "{database:?}, {processes} serving: {kills} kills, {acknowledged} ballots acknowledged, {retries} retries, \
         {meetings} meetings counted and proved"
    );
    assembly.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_under_load_lose_no_acknowledged_ballot_on_sqlite() {
    Box::pin(kills(Database::Sqlite, 1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_under_load_lose_no_acknowledged_ballot_on_postgresql() {
    Box::pin(kills(Database::Postgres, 1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_file_of_which_any_is_killed_lose_no_acknowledged_ballot() {
    Box::pin(kills(Database::Sqlite, 2)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_postgresql_of_which_any_is_killed_lose_no_acknowledged_ballot() {
    Box::pin(kills(Database::Postgres, 2)).await;
}
