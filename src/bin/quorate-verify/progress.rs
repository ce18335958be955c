//! How far something long is: on standard error, and only where somebody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Between two pictures of a bar.
const TICK: Duration = Duration::from_millis(200);

/// A bar that vanishes when it is dropped. Where standard error is no terminal it draws nothing.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar over so many steps.
    pub(crate) fn new(message: &'static str) -> Self {
        Self::with_template(message, "{elapsed_precise} {spinner} {bar:30} {human_pos}/{human_len} {msg}")
    }

    /// A bar over so many bytes.
    pub(crate) fn of_bytes(message: &'static str) -> Self {
        Self::with_template(message, "{elapsed_precise} {spinner} {bar:30} {bytes}/{total_bytes} {msg}")
    }

    /// Shows how many of all steps are done.
    pub(crate) fn show(&self, done: u64, all: u64) {
        self.0.set_length(all);
        self.0.set_position(done);
    }

    /// Says that something else is done now.
    pub(crate) fn say(&self, message: &'static str) {
        self.0.set_message(message);
    }

    fn with_template(message: &'static str, template: &str) -> Self {
        let bar = ProgressBar::no_length().with_message(message);
        // A template that indicatif cannot read leaves its own style.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        Self(bar)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
