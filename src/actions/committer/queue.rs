//! A queue that one worker empties, as much as there is at a time.

use std::sync::{Mutex, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::mpsc;

/// Most that waits in a queue; more waits at its door.
const WAITING_MAX: usize = 4_096;

/// Most that is taken out of a queue at once.
const TOGETHER_MAX: usize = 512;

/// A queue whose worker is started by whoever is first.
pub(super) struct Queue<T>(Mutex<Option<mpsc::Sender<T>>>);

/// The end of a queue that its worker holds.
pub(super) struct Outlet<T>(mpsc::Receiver<T>);

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Queue<T> {
    /// The way into the queue; `work` makes the worker where none is at work.
    pub(super) fn sender<W>(&self, runtime: &Handle, work: impl FnOnce(Outlet<T>) -> W) -> mpsc::Sender<T>
    where
        W: Future<Output = ()> + Send + 'static,
    {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = queue.as_ref().filter(|sender| !sender.is_closed()) {
            return sender.clone();
        }
        let (sender, receiver) = mpsc::channel(WAITING_MAX);
        // A thread that answers requests would make every step of the worker wait behind them.
        runtime.spawn(work(Outlet(receiver)));
        *queue = Some(sender.clone());
        sender
    }
}

impl<T> Outlet<T> {
    /// Waits until there is something and takes all of it, until the queue ends.
    pub(super) async fn take(&mut self) -> Option<Vec<T>> {
        let mut taken = Vec::with_capacity(self.0.len().min(TOGETHER_MAX));
        let some = self.0.recv_many(&mut taken, TOGETHER_MAX).await > 0;
        some.then_some(taken)
    }
}
