//! How much of the processors somebody has used, as the kernel counts it, in hundredths of a second. That
//! hardly depends on what else the machine does, as rates do.

use std::fs;
use std::time::Duration;

use anyhow::Context as _;
use quorate::store::{Backend, ConnectionTrait as _, Store};
use sea_orm::{DbBackend, Statement};

/// Where its own time stands in the kernel's line, without the first two fields (proc(5): 14 and 15).
const OWN: [usize; 2] = [11, 12];

/// Where the time of its children that have ended stands (16 and 17).
const OF_ENDED: [usize; 2] = [13, 14];

/// Where its parent stands (4).
const PARENT: usize = 1;

/// A process, and perhaps those that it has started.
pub struct Processors {
    process: u32,
    with_children: Children,
}

enum Children {
    Counted,
    Ignored,
}

/// The processes of a PostgreSQL server; SQLite is part of the service.
pub async fn of_database(store: &Store) -> anyhow::Result<Option<Processors>> {
    if store.backend() == Backend::Sqlite {
        return Ok(None);
    }
    let question = Statement::from_string(DbBackend::Postgres, "SELECT pg_backend_pid()");
    let answer = store.read().query_one_raw(question).await?.context("no process serves the connection")?;
    let backend: i32 = answer.try_get_by_index(0)?;
    let parent = fields(&format!("/proc/{backend}/stat"))?.get(PARENT).copied().context("no parent")?;
    Ok(Some(Processors { process: u32::try_from(parent)?, with_children: Children::Counted }))
}

/// How many turns were taken in all records.
pub async fn turns(store: &Store) -> anyhow::Result<u64> {
    let backend = store.read().get_database_backend();
    let question = Statement::from_string(backend, "SELECT count(*) FROM record_checkpoints");
    let answer = store.read().query_one_raw(question).await?.context("no count")?;
    Ok(u64::try_from(answer.try_get_by_index::<i64>(0)?)?)
}

impl Processors {
    /// Those of one process.
    pub const fn of(process: u32) -> Self {
        Self { process, with_children: Children::Ignored }
    }

    /// The time used so far.
    #[expect(clippy::disallowed_methods, reason = "the kernel's figures are files")]
    pub fn busy(&self) -> anyhow::Result<Duration> {
        let own = fields(&format!("/proc/{}/stat", self.process))?;
        let mut hundredths = sum(&own, OWN);
        if matches!(self.with_children, Children::Counted) {
            hundredths += sum(&own, OF_ENDED);
            for entry in fs::read_dir("/proc")? {
                // Whoever ends meanwhile is counted with its parent next time.
                let Ok(child) = fields(&format!("{}/stat", entry?.path().display())) else { continue };
                if child.get(PARENT).copied() == Some(u64::from(self.process)) {
                    hundredths += sum(&child, OWN);
                }
            }
        }
        Ok(Duration::from_millis(hundredths * 10))
    }
}

/// The numbers of the kernel's line from its third field on; what is no number is 0.
#[expect(clippy::disallowed_methods, reason = "the kernel's figures are files")]
fn fields(path: &str) -> anyhow::Result<Vec<u64>> {
    let line = fs::read_to_string(path)?;
    let (_, fields) = line.rsplit_once(')').context("the kernel's figures have another form")?;
    Ok(fields.split_whitespace().map(|field| field.parse().unwrap_or(0)).collect())
}

fn sum(fields: &[u64], places: [usize; 2]) -> u64 {
    places.iter().filter_map(|place| fields.get(*place)).sum()
}
