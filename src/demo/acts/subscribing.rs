//! The calendar: what is due by when and by which article, for people and for programs.

use anyhow::{Context as _, ensure};

use super::founding::Town;
use super::speakers::speakers;
use crate::demo::estate::Estate;
use crate::demo::output::Told;
use crate::demo::stage::Stage;
use crate::demo::world::{File, World};

/// An owner reads the calendar and subscribes to it.
pub async fn subscribe<W: World>(stage: &Stage<'_, W>, estate: &Estate, town: &Town) -> anyhow::Result<()> {
    stage.output.phase(&Told::new("法定日历", "The calendar"), 3);
    let assembly = stage.client.of(town.community);
    let (_, owner) = speakers(estate, town).next().context("nobody reads the calendar")?;
    let dates = assembly.dates(&owner.session).await?.dates;
    stage.output.step();
    let link = assembly.subscribe(&owner.session).await?;
    stage.output.step();
    let feed = stage.client.follow(&link.address).await?;
    stage.output.step();
    let events = feed.lines().filter(|line| line.trim_end() == "BEGIN:VEVENT").count();
    ensure!(events == dates.len(), "the feed has {events} dates and the calendar {}", dates.len());
    let file = stage.world.keep(File::Feed, feed.as_bytes())?;
    let done = dates.iter().filter(|date| date.standing == "done").count();
    stage.output.tell(&Told::new(
        format!("法定日历共 {events} 个日期，其中 {done} 项已按期完成；手机日历可订阅（iCalendar）：{}", file.display()),
        format!("The calendar has {events} dates, {done} of them done in time; programs subscribe to it (iCalendar): {}", file.display()),
    ))?;
    for date in dates.iter().filter(|date| date.standing == "due") {
        let article = date.article.as_deref().unwrap_or("-");
        stage.output.line(&format!("  {} {} ({article})", date.last_day, date.what))?;
    }
    Ok(())
}
