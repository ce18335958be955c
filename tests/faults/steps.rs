//! Each turn of a meeting ends at each of its steps, by a kill or by a database that fails: either all
//! of it happened or nothing did, the same request again completes it, and the meeting goes on to its
//! certificate.

use futures_util::future::join_all;
use quorate::boot::Step;
use quorate::domain::instants::Instant;
use quorate::domain::meetings::MeetingState;
use tokio::task::block_in_place;

use crate::agenda::{DAY_SECONDS, next_opening, one_day_from};
use crate::app::Database;
use crate::assembly::Assembly;
use crate::attempts::{Reply, attempt, bidding, cast_until_answered, casting};
use crate::calls::Place;
use crate::child::Kind;
use crate::kept::{Acknowledged, all_kept};
use crate::proofs::{countersign, proved};

/// What happens to a turn at a step before its commit, one after the other: it is not done, it is not
/// done, and then it is, since it is tried again at once.
const BEFORE_COMMIT: &[Kind] = &[Kind::Unavailable, Kind::Kill, Kind::Busy];

/// One row of the table: what happens, and at which step of every turn.
#[derive(Clone, Copy, Debug)]
struct Row {
    step: Step,
    kinds: &'static [Kind],
}

/// A meeting in which it happens.
struct Story<'a> {
    assembly: &'a Assembly,
    row: Row,
    place: Place,
    acknowledged: Vec<Acknowledged>,
}

impl Row {
    /// Every row, with one meeting each.
    fn all() -> Vec<Self> {
        let mut rows = Vec::new();
        for step in Step::ALL {
            let kinds: &[&[Kind]] = match step {
                // What is committed is done, so that each needs a meeting of its own.
                Step::Committed | Step::Answering => &[&[Kind::Unavailable], &[Kind::Kill]],
                Step::Begun
                | Step::HeadLocked
                | Step::EdgeLoaded
                | Step::Decided
                | Step::BallotsInserted
                | Step::Signed
                | Step::EntriesInserted
                | Step::NodesInserted
                | Step::HeadSwapped
                | Step::Saved => &[BEFORE_COMMIT],
            };
            rows.extend(kinds.iter().map(|kinds| Self { step, kinds }));
        }
        rows
    }

    /// Whether what a turn does is there after this happened to it.
    fn is_done(self, kind: Kind) -> bool {
        kind == Kind::Busy || matches!(self.step, Step::Committed | Step::Answering)
    }

    /// What happens to a turn that takes no ballots.
    fn kinds_without_ballots(self) -> &'static [Kind] {
        if self.step == Step::BallotsInserted { &[] } else { self.kinds }
    }
}

impl<'a> Story<'a> {
    /// A meeting is drafted and notice given of it, which is the first thing that fails.
    async fn begin(assembly: &'a Assembly, row: Row, opens_at: Instant) -> Self {
        let place = assembly.place(assembly.drafted(&one_day_from(opens_at)).await);
        let story = Self { assembly, row, place, acknowledged: Vec::new() };
        story.bid("notice", 1, ("draft", "noticed")).await;
        story
    }

    /// Something is asked for, fails in one of its turns, and is asked for again until it is done.
    async fn bid(&self, what: &str, turn: u32, (from, to): (&str, &str)) {
        let (assembly, row) = (self.assembly, self.row);
        let convener = assembly.token(&assembly.convener).await;
        let bid = || attempt(bidding(assembly, &convener, self.place, what));
        for kind in row.kinds_without_ballots() {
            assembly.host.arm(*kind, row.step, turn);
            self.answered(*kind, &bid().await);
            self.revived(*kind);
            let state = if row.is_done(*kind) { to } else { from };
            assert_eq!(assembly.state(self.place).await, state, "{what}, {kind:?}, {row:?}");
        }
        if assembly.state(self.place).await == from {
            let (status, text) = bid().await.expect("an answer");
            assert_eq!(status, 201, "{what}, {row:?}: {text}");
        }
        assert_eq!(assembly.state(self.place).await, to);
    }

    /// The clock comes to an instant; what it does fails, and comes again.
    async fn pass(&self, instant: Instant, (from, to): (&str, &str)) {
        let (assembly, row) = (self.assembly, self.row);
        assembly.set(instant);
        for kind in row.kinds_without_ballots() {
            assembly.host.arm(*kind, row.step, 1);
            let lived = block_in_place(|| assembly.host.try_tick());
            assert_eq!(lived, *kind != Kind::Kill, "{to}, {row:?}");
            self.revived(*kind);
            let state = if row.is_done(*kind) { to } else { from };
            assert_eq!(assembly.state(self.place).await, state, "{kind:?}, {row:?}");
        }
        assembly.tick().await;
        assert_eq!(assembly.state(self.place).await, to);
    }

    /// A single ballot is cast.
    async fn cast(&mut self, owner: &str) {
        let (assembly, row) = (self.assembly, self.row);
        let ballot = assembly.signed(self.place, owner).await;
        let before = assembly.record_size().await;
        for kind in row.kinds {
            assembly.host.arm(*kind, row.step, 1);
            self.answered(*kind, &attempt(casting(assembly, self.place, &ballot)).await);
            self.revived(*kind);
            let added = u64::from(row.is_done(*kind));
            assert_eq!(assembly.record_size().await, before + added, "one ballot, {kind:?}, {row:?}");
        }
        self.complete(&[ballot]).await;
        assert_eq!(assembly.record_size().await, before + 1, "one ballot, {row:?}");
    }

    /// One ballot is cast and, while its turn lasts, some more, which share the turn that fails.
    async fn cast_together(&mut self, first: &str, owners: &[&str]) {
        let (assembly, row) = (self.assembly, self.row);
        let further = join_all(owners.iter().map(|owner| assembly.signed(self.place, owner))).await;
        for kind in row.kinds {
            let one = assembly.signed(self.place, first).await;
            let before = assembly.record_size().await;
            assembly.host.arm_after_gathering(*kind, row.step, further.len());
            let begun = tokio::spawn(attempt(casting(assembly, self.place, &one)));
            block_in_place(|| assembly.host.held());
            let casts = further.iter().map(|ballot| attempt(casting(assembly, self.place, ballot)));
            for reply in join_all(casts).await {
                self.answered(*kind, &reply);
            }
            begun.await.expect("it is sent");
            self.revived(*kind);
            let added = 1 + if row.is_done(*kind) { further.len() as u64 } else { 0 };
            assert_eq!(assembly.record_size().await, before + added, "together, {kind:?}, {row:?}");
            self.complete(&[one]).await;
        }
        self.complete(&further).await;
    }

    /// The same bytes again get their receipts.
    async fn complete(&mut self, ballots: &[String]) {
        let key = self.assembly.keys().await.checkpoint_key;
        for ballot in ballots {
            let (receipt, _) = cast_until_answered(self.assembly, self.place, ballot).await;
            let (again, _) = cast_until_answered(self.assembly, self.place, ballot).await;
            assert_eq!(receipt, again);
            self.acknowledged.push(Acknowledged::new(ballot, &receipt, &key));
        }
    }

    /// There is no answer from a process that died, and a clear one from a process that lives: after the
    /// commit either that it is not known whether it was done, or that it was.
    fn answered(&self, kind: Kind, reply: &Reply) {
        let expected: &[Option<u16>] = match kind {
            Kind::Kill => &[None],
            Kind::Unavailable if self.row.is_done(kind) => &[Some(503), Some(201)],
            Kind::Unavailable => &[Some(503)],
            Kind::Busy => &[Some(201)],
        };
        let status = reply.as_ref().map(|(status, _)| *status);
        let said: String = reply.iter().flat_map(|(_, text)| text.chars()).take(300).collect();
        assert!(expected.contains(&status), "{status:?} to {kind:?}, {:?}: {said}", self.row);
    }

    /// A process that killed itself is started again.
    fn revived(&self, kind: Kind) {
        if kind == Kind::Kill {
            block_in_place(|| self.assembly.host.revive());
        }
    }
}

/// A whole meeting.
async fn meeting(assembly: &Assembly, row: Row) {
    let opens_at = next_opening(assembly);
    let mut story = Story::begin(assembly, row, opens_at).await;
    story.pass(opens_at, ("noticed", "open")).await;
    story.cast("o-01").await;
    story.cast_together("o-02", &["o-05", "o-06", "o-07"]).await;
    story.pass(opens_at.plus_seconds(DAY_SECONDS), ("open", "closed")).await;
    story.bid("tally", 2, ("closed", "counted")).await;
    countersign(assembly, story.place).await;
    assembly.set(opens_at.plus_seconds(4 * DAY_SECONDS));
    story.bid("announcement", 1, ("counted", "announced")).await;
    all_kept(assembly, story.place, &story.acknowledged).await;
    proved(assembly, story.place, MeetingState::Announced).await;
}

async fn table(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    for row in Row::all() {
        Box::pin(meeting(&assembly, row)).await;
    }
    assembly.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turn_that_ends_at_any_step_is_done_or_not_done_on_sqlite() {
    Box::pin(table(Database::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turn_that_ends_at_any_step_is_done_or_not_done_on_postgresql() {
    Box::pin(table(Database::Postgres)).await;
}
