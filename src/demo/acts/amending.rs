//! An owner objects to the roll and is right: it is corrected under two signatures.

use anyhow::Context as _;

use super::convening::Convened;
use super::founding::Town;
use crate::demo::ballot::Poll;
use crate::demo::estate::{Estate, Size};
use crate::demo::output::Told;
use crate::demo::premises::Unit;
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

/// An owner objects that the register shows too little area; the roll is corrected by a signed statement.
pub async fn amend<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    town: &Town,
    convened: Convened,
) -> anyhow::Result<Convened> {
    let Convened { poll, agenda, period } = convened;
    let assembly = stage.client.of(town.community);
    stage.output.phase(&Told::new("业主对名册提出异议", "An owner objects to the roll"), 2);
    let small = estate.parties.iter().filter(|party| party.size == Size::Small).rev();
    let mut enrolled = small.filter_map(|party| Some((party, town.owners.get(party.owners.first()?)?)));
    let (party, objector) = enrolled.next().context("no small owner has enrolled a key")?;
    let unit = party.units.first().context("an owner has no unit")?;
    stage.wait_until(period.objection()).await;
    let area = decimal(unit.area_hundredths + MISSING_HUNDREDTHS);
    let text = format!("{} 的建筑面积应为 {area} 平方米，见不动产登记簿。", unit.label);
    let objection = assembly.object(&objector.session, poll.meeting, &text).await?.objection;
    stage.output.step();

    stage.wait_until(period.amendment()).await;
    let roll = correct(stage, town, &poll, (unit, &area)).await?;
    let answer = "异议成立，名册已更正。";
    assembly.uphold(&town.officers.convener.session, poll.meeting, objection, answer).await?;
    stage.output.step();
    stage.output.tell(&Told::new(
        "名册公示期间一项异议成立：秘书签署更正，监票人签名确认，名册换版。",
        "An objection to the posted roll was right: the secretary signed the correction, a scrutineer confirmed it.",
    ))?;
    Ok(Convened { poll: Poll { roll, ..poll }, agenda, period })
}

/// The secretary signs the correction, a scrutineer confirms it; the roll that stands then.
async fn correct<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    poll: &Poll,
    (unit, area): (&Unit, &str),
) -> anyhow::Result<Digest> {
    let (assembly, officers) = (stage.client.of(town.community), &town.officers);
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
    let scrutineer = town.scrutineer()?;
    let (statement, of) = (scrutineer.sign(&confirmation)?, (poll.meeting, amendment));
    Ok(assembly.confirm(&scrutineer.session, of, statement).await?)
}
