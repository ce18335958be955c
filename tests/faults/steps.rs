//! Each turn of a meeting ends at each of its steps, by a kill or by a database that fails: either all
//! of it happened or nothing did, the same request again completes it, and the meeting goes on to its
//! certificate.

use futures_util::future::join_all;
use quorate::boot::Step;
use quorate::domain::instants::Instant;
use quorate::domain::meetings::MeetingState;
use serde_json::json;
use tokio::task::block_in_place;

use crate::app::Database;
use crate::assembly::{Assembly, draft};
use crate::attempts::{Reply, attempt, bidding, cast_until_answered, casting};
use crate::calls::Place;
use crate::child::Kind;
use crate::kept::{Acknowledged, all_kept};
use crate::proofs::{countersign, proved};

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// One row of the table: what happens, and at which step of every turn.
#[derive(Clone, Copy, Debug)]
struct Row {
    kind: Kind,
    step: Step,
}

/// A meeting in which it happens.
struct Story<'a> {
    assembly: &'a Assembly,
    row: Row,
    place: Place,
    acknowledged: Vec<Acknowledged>,
}

impl Row {
    /// Whether what a turn does is there after it was interrupted at this step.
    fn is_saved(self) -> bool {
        let place = |step| Step::ALL.iter().position(|one| *one == step);
        // What another writer was in the way of is tried again at once.
        self.kind == Kind::Busy || place(self.step) >= place(Step::Committed)
    }

    /// Whether a turn that takes no ballots comes by this step.
    fn is_of_every_turn(self) -> bool {
        self.step != Step::BallotsInserted
    }
}

impl<'a> Story<'a> {
    /// A meeting is drafted and notice given of it, which is the first thing that fails.
    async fn begin(assembly: &'a Assembly, row: Row, opens_at: Instant) -> Self {
        let mut draft = draft();
        draft["opens_at"] = json!(opens_at.to_string());
        draft["closes_at"] = json!(opens_at.plus_seconds(DAY_SECONDS).to_string());
        draft["switches"] = json!({ "revote": "until_close" });
        let place = assembly.place(assembly.drafted(&draft).await);
        let story = Self { assembly, row, place, acknowledged: Vec::new() };
        story.bid("notice", 1, ("draft", "noticed")).await;
        story
    }

    /// Something is asked for, fails in one of its turns, and is asked for again unless it was done.
    async fn bid(&self, what: &str, turn: u32, (from, to): (&str, &str)) {
        let assembly = self.assembly;
        let convener = assembly.token(&assembly.convener).await;
        let bid = || attempt(bidding(assembly, &convener, self.place, what));
        if self.row.is_of_every_turn() {
            assembly.host.arm(self.row.kind, self.row.step, turn);
            self.failed(&bid().await);
            let state = if self.row.is_saved() { to } else { from };
            assert_eq!(assembly.state(self.place).await, state, "{what}, {:?}", self.row);
        }
        if assembly.state(self.place).await == from {
            let (status, text) = bid().await.expect("an answer");
            assert_eq!(status, 201, "{what}, {:?}: {text}", self.row);
        }
        assert_eq!(assembly.state(self.place).await, to);
    }

    /// The clock comes to an instant; what it does fails, and comes again.
    async fn pass(&self, instant: Instant, (from, to): (&str, &str)) {
        let assembly = self.assembly;
        assembly.set(instant);
        if self.row.is_of_every_turn() {
            assembly.host.arm(self.row.kind, self.row.step, 1);
            let lived = block_in_place(|| assembly.host.try_tick());
            assert_eq!(lived, self.row.kind != Kind::Kill, "{to}, {:?}", self.row);
            if !lived {
                block_in_place(|| assembly.host.revive());
            }
            let state = if self.row.is_saved() { to } else { from };
            assert_eq!(assembly.state(self.place).await, state, "{:?}", self.row);
        }
        assembly.tick().await;
        assert_eq!(assembly.state(self.place).await, to);
    }

    /// A single ballot is cast.
    async fn cast(&mut self, owner: &str) {
        let ballot = self.assembly.signed(self.place, owner).await;
        let before = self.assembly.record_size().await;
        self.assembly.host.arm(self.row.kind, self.row.step, 1);
        let reply = attempt(casting(self.assembly, self.place, &ballot)).await;
        self.failed(&reply);
        let added = u64::from(self.row.is_saved());
        assert_eq!(self.assembly.record_size().await, before + added, "{:?}", self.row);
        self.complete(&[ballot]).await;
        assert_eq!(self.assembly.record_size().await, before + 1, "{:?}", self.row);
    }

    /// One ballot is cast and, while its turn lasts, some more, which share the turn that fails.
    async fn cast_together(&mut self, first: &str, further: &[&str]) {
        let first = self.assembly.signed(self.place, first).await;
        let further = join_all(further.iter().map(|owner| self.assembly.signed(self.place, owner))).await;
        let before = self.assembly.record_size().await;
        self.assembly.host.arm_after_gathering(self.row.kind, self.row.step, further.len());
        let begun = tokio::spawn(attempt(casting(self.assembly, self.place, &first)));
        block_in_place(|| self.assembly.host.held());
        let replies =
            join_all(further.iter().map(|ballot| attempt(casting(self.assembly, self.place, ballot)))).await;
        begun.await.expect("it is sent");
        for reply in &replies {
            self.answered_alike(reply);
        }
        if self.row.kind == Kind::Kill {
            block_in_place(|| self.assembly.host.revive());
        }
        let added = 1 + if self.row.is_saved() { further.len() as u64 } else { 0 };
        assert_eq!(self.assembly.record_size().await, before + added, "together, {:?}", self.row);
        self.complete(&[vec![first], further].concat()).await;
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

    /// The answer to what failed is none from a process that died, and a clear one from a process that
    /// lives; the process is started again.
    fn failed(&self, reply: &Reply) {
        self.answered_alike(reply);
        if self.row.kind == Kind::Kill {
            block_in_place(|| self.assembly.host.revive());
        }
    }

    fn answered_alike(&self, reply: &Reply) {
        let status = reply.as_ref().map(|(status, _)| *status);
        let expected = match self.row.kind {
            Kind::Kill => None,
            Kind::Unavailable => Some(503),
            Kind::Busy => Some(201),
        };
        assert_eq!(status, expected, "{:?}: {}", self.row, said(reply));
    }
}

/// The beginning of an answer.
fn said(reply: &Reply) -> String {
    reply.iter().flat_map(|(_, text)| text.chars()).take(300).collect()
}

/// A whole meeting.
async fn meeting(assembly: &Assembly, row: Row) {
    let opens_at = assembly.now().plus_seconds(18 * DAY_SECONDS);
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
    for kind in [Kind::Kill, Kind::Unavailable, Kind::Busy] {
        for step in Step::ALL {
            let row = Row { kind, step };
            // Nobody is in the way any more of what is committed.
            let is_possible = kind != Kind::Busy || !Row { kind: Kind::Kill, step }.is_saved();
            if is_possible {
                Box::pin(meeting(&assembly, row)).await;
            }
        }
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
