//! Act two: the meeting is drafted and noticed, an owner objects to the roll and is right.

use anyhow::{Context as _, ensure};

use super::founding::Town;
use crate::demo::agenda::Draft;
use crate::demo::ballot::Poll;
use crate::demo::estate::{Estate, Party, Size};
use crate::demo::output::Told;
use crate::demo::sheet::decimal;
use crate::demo::signer::nonce;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::identity::Role;
use crate::domain::register::AreaSource;
use crate::evidence::amendments::ChangeForm;
use crate::evidence::digest::Digest;
use crate::evidence::statements::{RollAmendment, RollConfirmation, VERSION};

/// How much larger the objector's home is than the register said, in hundredths of a square metre.
const MISSING_HUNDREDTHS: u64 = 366;

/// A meeting that is open.
#[derive(Debug)]
pub struct Convened {
    /// What its ballots name.
    pub poll: Poll,
}

/// Drafts and notices the meeting, amends its roll and waits for the opening.
pub async fn convene<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    town: &Town,
) -> anyhow::Result<Convened> {
    let (assembly, calendar) = (stage.client.of(town.community), stage.calendar);
    let convener = &town.officers.convener.session;
    stage.output.phase(&Told::new("公告会议，公示名册", "Giving notice, posting the roll"), 5);
    stage.wait_until(calendar.notice()).await;
    let draft = Draft::new(calendar.opening(), calendar.close())?;
    let meeting = assembly.draft(convener, &draft).await?.id;
    stage.output.step();
    let noticed = assembly.give_notice(convener, meeting).await?;
    stage.output.step();
    let definition = noticed.definition.context("a noticed meeting has no definition")?;
    let roll = noticed.roll.context("a noticed meeting has no roll")?;
    let poll = Poll { keys: town.keys.clone(), community: town.community, meeting, definition, roll };

    let roll = amend(stage, estate, town, &poll).await?;
    stage.wait_until(calendar.opening()).await;
    let open = assembly.meeting(convener, meeting).await?;
    ensure!(open.state == "open", "the meeting should be open and is {}", open.state);
    let known = Digest::of(&assembly.document(definition).await?) == definition;
    ensure!(known, "the definition is not the one that was noticed");
    stage.output.step();
    // The final roll says that it is final, so it is another document than the amended one.
    let poll = Poll { roll: open.roll.unwrap_or(roll), ..poll };
    stage.output.tell(&Told::new(
        "公告满十五日，名册据一项异议更正，表决开始。",
        "Fifteen full days have passed, the roll was amended after an objection, voting is open.",
    ))?;
    Ok(Convened { poll })
}

/// An owner objects that the register shows too little area; the roll is corrected by a signed statement.
async fn amend<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    town: &Town,
    poll: &Poll,
) -> anyhow::Result<Digest> {
    let (assembly, officers) = (stage.client.of(town.community), &town.officers);
    let enrolled = |party: &&Party| party.owners.first().is_some_and(|owner| town.owners.contains_key(owner));
    let small = estate.parties.iter().filter(|party| party.size == Size::Small);
    let party = small.clone().find(enrolled).context("no small owner has enrolled a key")?;
    let unit = party.units.first().context("an owner has no unit")?;
    let objector = party.owners.first().and_then(|owner| town.owners.get(owner)).context("nobody objects")?;
    stage.wait_until(stage.calendar.objection()).await;
    let area = decimal(unit.area_hundredths + MISSING_HUNDREDTHS);
    let text = format!("{} 的建筑面积应为 {area} 平方米，见不动产登记簿。", unit.label);
    let objection = assembly.object(&objector.session, poll.meeting, &text).await?.objection;
    stage.output.step();

    stage.wait_until(stage.calendar.amendment()).await;
    let amendment = RollAmendment {
        v: VERSION,
        origin: poll.keys.origin.clone(),
        community: poll.community,
        meeting: poll.meeting,
        before: poll.roll,
        change: ChangeForm::Area {
            unit: unit.label.parse()?,
            area: area.parse()?,
            area_source: AreaSource::Register,
        },
        reason: "依不动产登记簿更正面积 / The area is corrected by the real-estate register".to_owned(),
        nonce: nonce(stage.world.random()),
    };
    let statement = officers.secretary.sign(&amendment)?;
    let amendment = assembly.amend(&officers.secretary.session, poll.meeting, statement).await?;
    let confirmation = RollConfirmation {
        v: VERSION,
        origin: poll.keys.origin.clone(),
        community: poll.community,
        meeting: poll.meeting,
        amendment,
        role: Role::Scrutineer,
        nonce: nonce(stage.world.random()),
    };
    let scrutineer = officers.scrutineers.first().context("there is no scrutineer")?;
    let (statement, of) = (scrutineer.sign(&confirmation)?, (poll.meeting, amendment));
    let roll = assembly.confirm(&scrutineer.session, of, statement).await?;
    let answer = "异议成立，名册已更正。";
    assembly.uphold(&officers.convener.session, poll.meeting, objection, answer).await?;
    stage.output.step();
    Ok(roll)
}
