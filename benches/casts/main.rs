//! Durable casts over the whole HTTP path, on SQLite and PostgreSQL: how many in a second, how long one
//! waits, what it costs in a large record, in many communities, and what the server needs for it.
//!
//! Real service, real databases that wait for the disk, one owner and one signed ballot for each
//! cast; server, voters and database share the machine. Beside every rate stands the ceiling of
//! the same database: one row in a transaction, at the same number of connections.
//!
//! `cargo bench --bench casts -- rates sqlite` answers one question on one database; `--quick` is a first
//! look with a quarter of everything, `--large` goes to ten million entries.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot be set up has nothing to measure"
)]
#![expect(clippy::disallowed_methods, reason = "a cluster of its own needs files and the environment")]

#[path = "../support/agenda.rs"]
mod agenda;
mod assembly;
mod ceilings;
#[path = "../../tests/support/cluster.rs"]
mod cluster;
mod communities;
mod connection;
#[path = "../support/figures.rs"]
mod figures;
mod growth;
mod ledger;
mod load;
mod options;
mod process;
mod processors;
mod rates;
mod site;

use quorate::store::Backend;

use options::{Options, Part};
use site::Ground;

fn main() -> anyhow::Result<()> {
    let options = Options::parse(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        for backend in [Backend::Sqlite, Backend::Postgres] {
            if options.wants_on(backend) {
                measure(&Ground::new(backend)?, &options).await?;
            }
        }
        Ok(())
    })
}

async fn measure(ground: &Ground, options: &Options) -> anyhow::Result<()> {
    println!("\n## {}", ground.title());
    if options.wants(Part::Rates) {
        println!("\nCasts in a second, and what the database gives whoever only writes:\n");
        rates::measure(ground, options).await?;
    }
    if options.wants(Part::Growth) {
        println!("\nThe cost of a cast by the size of the record:\n");
        growth::measure(ground, options).await?;
    }
    if options.wants(Part::Communities) {
        println!("\nMany communities at once:\n");
        communities::measure(ground, options).await?;
    }
    if options.wants(Part::Process) {
        println!("\nA server of its own:\n");
        process::measure(ground, options).await?;
    }
    Ok(())
}
