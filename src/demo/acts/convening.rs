//! A meeting gets its notice, the roll is posted, and voting opens.

use anyhow::{Context as _, ensure};
use uuid::Uuid;

use super::founding::Town;
use crate::demo::agenda::Agenda;
use crate::demo::ballot::Poll;
use crate::demo::calendar::Period;
use crate::demo::output::Told;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::evidence::digest::Digest;

/// A meeting of which notice was given.
#[derive(Debug)]
pub struct Convened {
    /// What its ballots name.
    pub poll: Poll,
    /// What is decided.
    pub agenda: Agenda,
    /// Its days.
    pub period: Period,
}

/// Gives notice of a meeting that is drafted and prepared.
pub async fn convene<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    meeting: Uuid,
    (agenda, period): (Agenda, Period),
) -> anyhow::Result<Convened> {
    let convener = &town.officers.convener.session;
    stage.output.phase(&Told::new("公告会议，公示名册", "Giving notice, posting the roll"), 1);
    stage.wait_until(period.notice()).await;
    let noticed = stage.client.of(town.community).give_notice(convener, meeting).await?;
    stage.output.step();
    let definition = noticed.definition.context("a noticed meeting has no definition")?;
    let roll = noticed.roll.context("a noticed meeting has no roll")?;
    let occasion = agenda.occasion;
    let poll =
        Poll { keys: town.keys.clone(), community: town.community, meeting, occasion, definition, roll };
    Ok(Convened { poll, agenda, period })
}

/// Waits until voting opens, on the final roll.
pub async fn open<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    convened: Convened,
) -> anyhow::Result<Convened> {
    let Convened { poll, agenda, period } = convened;
    let assembly = stage.client.of(town.community);
    stage.wait_until(period.opening()).await;
    let open = assembly.meeting(&town.officers.convener.session, poll.meeting).await?;
    ensure!(open.state == "open", "the meeting should be open and is {}", open.state);
    let known = Digest::of(&assembly.document(poll.definition).await?) == poll.definition;
    ensure!(known, "the definition is not the one that was noticed");
    stage.output.tell(&Told::new(
        "公告已满十五日（《物业管理条例》第十四条），表决开始。",
        "Fifteen full days have passed since the notice (Property Management Regulation art 14); voting is open.",
    ))?;
    // The final roll says that it is final, so it is another document than the posted one.
    let poll = Poll { roll: open.roll.unwrap_or(poll.roll), ..poll };
    Ok(Convened { poll, agenda, period })
}
