//! A simulated estate living through the whole life of a community over the real API: its assembly is formed, a
//! committee is elected, works, loses a member, and is followed by the next.
//!
//! Everything here is done as its users would do it, over HTTP and with keys of their own. What
//! comes out is checked three times: receipt by receipt, against what the owners did, and by the
//! verifier of bundles and annals. Only clock, randomness and files come from outside, see [`World`].

mod acts;
mod agenda;
mod answers;
mod assembly;
mod ballot;
mod calendar;
mod calls;
mod client;
mod deeds;
mod dice;
mod estate;
mod expectation;
mod factor;
mod failures;
mod guest;
mod life;
mod opinions;
mod output;
mod people;
mod premises;
mod session;
mod sheet;
mod signer;
mod stage;
mod verdicts;
mod world;

use std::ops::RangeInclusive;

pub use self::calendar::Calendar;
pub use self::guest::{Guest, invite, show_message};
pub use self::output::Language;
pub use self::world::{File, World};

use self::acts::Receipts;
use self::client::Client;
use self::estate::Estate;
use self::opinions::opinions;
use self::output::{Output, Told};
use self::stage::Stage;

/// How many heads an estate may have.
pub const HEADS: RangeInclusive<i64> = estate::HEADS_MIN as i64..=estate::HEADS_MAX as i64;

/// Which story is told, and how.
#[derive(Clone, Copy, Debug)]
pub struct Script {
    /// Heads of the estate.
    pub heads: u32,
    /// What the estate is made from.
    pub seed: u64,
    /// The language it is told in.
    pub language: Language,
}

/// Plays the story; it fails if anything is not as it must be. A guest may go on in it.
pub async fn play(world: &impl World, script: Script) -> anyhow::Result<Option<Guest>> {
    let estate = Estate::new(script.heads, script.seed);
    let opinions = opinions(&estate.parties, script.seed);
    let calendar = Calendar::new()?;
    let stage = Stage {
        world,
        client: Client::new(world.address(), calendar.begins()),
        output: Output::new(script.language)?,
        calendar,
    };
    stage.wait_until(stage.calendar.begins()).await;
    let owners = (&estate, opinions.as_slice());
    let mut town = acts::found(&stage, &estate, &opinions).await?;
    let mut receipts = Receipts::new();
    let formed = life::form(&stage, owners, &mut town, &mut receipts).await?;
    life::work(&stage, &estate, &town, &formed).await?;
    let changed = life::change(&stage, owners, (&town, formed), &mut receipts).await?;
    life::succeed(&stage, owners, (&town, &changed), &mut receipts).await?;
    stage.output.chapter(&Told::new("六、核验全部账本", "6. The whole record is verified"))?;
    acts::prove(&stage, &town, &receipts).await?;
    stage.output.finish();
    stage.output.tell(&Told::new("全部核验通过。", "Everything was verified."))?;
    acts::welcome(&stage, &estate, &town).await
}
