//! What of the bench is asked for.

use anyhow::bail;
use quorate::store::Backend;

/// A question that the bench answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// How many casts in a second, and how long one waits at half of that.
    Rates,
    /// What a cast costs in a record that holds much already.
    Growth,
    /// What happens when many communities cast at once.
    Communities,
    /// What memory a server of its own needs, and how long it takes to begin.
    Process,
}

/// What is measured, and how thoroughly.
pub struct Options {
    parts: Vec<Part>,
    backends: Vec<Backend>,
    is_quick: bool,
    is_large: bool,
    is_profiled: bool,
}

const PARTS: [(&str, Part); 4] = [
    ("rates", Part::Rates),
    ("growth", Part::Growth),
    ("communities", Part::Communities),
    ("process", Part::Process),
];

impl Options {
    /// Reads the command line. A part or a database that is named leaves the others out.
    pub fn parse(arguments: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let mut options = Self {
            parts: Vec::new(),
            backends: Vec::new(),
            is_quick: false,
            is_large: false,
            is_profiled: false,
        };
        for argument in arguments {
            let part = PARTS.iter().find(|(name, _)| *name == argument);
            match (argument.as_str(), part) {
                (_, Some((_, part))) => options.parts.push(*part),
                ("sqlite", None) => options.backends.push(Backend::Sqlite),
                ("postgres", None) => options.backends.push(Backend::Postgres),
                ("--quick", None) => options.is_quick = true,
                ("--large", None) => options.is_large = true,
                ("--profile", None) => options.is_profiled = true,
                // Cargo says so to every bench.
                ("--bench", None) => {}
                (other, None) => bail!(
                    "{other} is none of: rates, growth, communities, process, sqlite, postgres, --quick, --large, --profile"
                ),
            }
        }
        Ok(options)
    }

    /// Whether a part is asked for.
    pub fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }

    /// Whether a database is asked for.
    pub fn wants_on(&self, backend: Backend) -> bool {
        self.backends.is_empty() || self.backends.contains(&backend)
    }

    /// Whether `perf` samples the server of its own.
    pub const fn is_profiled(&self) -> bool {
        self.is_profiled
    }

    /// This many, or a quarter of it for a first look.
    pub const fn thorough(&self, count: usize) -> usize {
        if self.is_quick { count / 4 } else { count }
    }

    /// The sizes of record at which the cost of a cast is measured, in entries; one that is smaller than the
    /// owners need is as large as they make it.
    pub const fn sizes(&self) -> &'static [u64] {
        match (self.is_quick, self.is_large) {
            (true, _) => &[1_000, 100_000],
            (false, false) => &[1_000, 100_000, 1_000_000],
            (false, true) => &[1_000, 100_000, 1_000_000, 10_000_000],
        }
    }
}
