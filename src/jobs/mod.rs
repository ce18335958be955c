//! What happens without a request: the clock asks, actions decide.
//!
//! A job that comes late does what it missed first; a job that fails is tried again at the next
//! tick. Under a simulated clock nothing ticks by itself.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior};

use crate::actions::error::ActionError;
use crate::actions::identity::{challenges, reading, sessions};
use crate::actions::{
    Service, deliveries, limits, marks, meetings, messages, requests, retention, scrub, service_keys,
    turnout, witnessing,
};

/// How long between two ticks.
pub const TICK: Duration = Duration::from_secs(1);

/// Most rounds of submissions under way at a time; a witness has some seconds to answer.
const ROUNDS_MAX: usize = 16;

/// Ticks by itself until it is stopped, on a thread of its own.
pub struct Ticker {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Ticker {
    /// Starts ticking.
    pub fn start(service: Service) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let work = move || runtime.block_on(tick_until(service, stopped));
        let thread = thread::Builder::new().name("jobs".to_owned()).spawn(work)?;
        Ok(Self { stop, thread })
    }

    /// Lets the present tick end, then stops.
    pub async fn stop(self) {
        // The thread may have ended already, then nobody listens.
        let _gone = self.stop.send(());
        let _ended = tokio::task::spawn_blocking(|| self.thread.join()).await;
    }
}

/// Does everything that is due by now, each job whether or not the others fail; neither submits to witnesses nor
/// delivers messages, which take as long as others take to answer.
pub async fn tick(service: &Service) {
    report("keeping up with the keys", service_keys::keep_up(service).await);
    report("the times of meetings", meetings::keep_time(service).await);
    report("the steps of turnouts", turnout::take_steps(service).await);
    report("the services that carriers reported", deliveries::recording::record_due(service).await);
    report("reminders before a close", messages::broadcasts::remind_due(service).await);
    report("news of meetings", messages::broadcasts::go_on(service).await);
    report("flushing marks to disk", marks::flush(service).await);
    report("reading records again", scrub::step(service).await);
    report("forgetting old answers", requests::forget_old(service).await);
    report("erasing what is due", retention::sweep::step(service).await);
    report("forgetting old sessions", sessions::forget_old(service).await);
    report("forgetting old challenges", challenges::forget_old(service).await);
    report("sending sign-in codes", reading::send_due(service).await);
    report("forgetting ended limits", limits::forget_ended(service).await);
}

/// Delivers the messages that are due by now, and waits for it.
pub async fn deliver(service: &Service) {
    report("the delivery of messages", messages::delivery::deliver_due(service).await);
}

/// Submits to witnesses what is due by now, and waits for them.
pub async fn witness(service: &Service) {
    report("the submissions to witnesses", witnessing::submit_due(service).await);
}

/// A job that failed comes again at the next tick; here it leaves a trace.
fn report<T>(job: &str, outcome: Result<T, ActionError>) {
    // Why a community is suspended was told when it was; its jobs would say so again every second.
    if let Err(error) = outcome
        && !matches!(error, ActionError::RecordSuspended)
    {
        tracing::warn!(job, error = &error as &dyn std::error::Error, "a job failed");
    }
}

async fn tick_until(service: Service, mut stopped: oneshot::Receiver<()>) {
    let mut interval = interval();
    // Beside the other jobs, so that a witness or a carrier that is slow delays none of them.
    let mut beside = JoinSet::new();
    beside.spawn(witness_for_ever(service.clone()));
    beside.spawn(deliver_for_ever(service.clone()));
    loop {
        tokio::select! {
            _ = &mut stopped => return,
            _ = interval.tick() => tick(&service).await,
        }
    }
}

/// Begins a round each second, whether or not a witness still thinks about an earlier one; ends when it
/// is dropped, with every submission that is under way.
async fn witness_for_ever(service: Service) {
    let mut interval = interval();
    let mut rounds = JoinSet::new();
    loop {
        interval.tick().await;
        while rounds.try_join_next().is_some() {}
        if rounds.len() < ROUNDS_MAX {
            let service = service.clone();
            rounds.spawn(async move { witness(&service).await });
        }
    }
}

/// Delivers each second, but for the seconds in which it still delivers.
async fn deliver_for_ever(service: Service) {
    let mut interval = interval();
    loop {
        interval.tick().await;
        deliver(&service).await;
    }
}

fn interval() -> Interval {
    let mut interval = tokio::time::interval(TICK);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}
