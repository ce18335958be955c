//! Act one: operator, community, officers, register, and owners who enrol a key.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use uuid::Uuid;

use crate::demo::estate::Estate;
use crate::demo::opinions::Opinion;
use crate::demo::output::Told;
use crate::demo::sheet;
use crate::demo::signer::Signer;
use crate::demo::stage::Stage;
use crate::demo::world::{File, World};
use crate::domain::identity::Role;
use crate::evidence::trust::ServiceKeysDocument;

/// Owners in a hundred who enrol a key and do not vote.
const ENROLLED_AND_SILENT: usize = 5;

/// Who holds a role.
#[derive(Debug)]
pub struct Officers {
    /// The supervising office.
    pub supervisor: Signer,
    /// The secretary.
    pub secretary: Signer,
    /// The convener.
    pub convener: Signer,
    /// The scrutineers.
    pub scrutineers: Vec<Signer>,
    /// The residents' committee.
    pub residents: Signer,
}

/// Owners who enrolled a key, by identifier.
pub type Owners = BTreeMap<String, Signer>;

/// A community with its officers and owners.
#[derive(Debug)]
pub struct Town {
    /// The community.
    pub community: Uuid,
    /// The keys of the service.
    pub keys: ServiceKeysDocument,
    /// The officers.
    pub officers: Officers,
    /// The owners.
    pub owners: Owners,
}

impl Town {
    /// The first scrutineer.
    pub fn scrutineer(&self) -> anyhow::Result<&Signer> {
        self.officers.scrutineers.first().context("there is no scrutineer")
    }

    /// An owner who enrolled a key.
    pub fn owner(&self, owner: &str) -> anyhow::Result<&Signer> {
        self.owners.get(owner).with_context(|| format!("{owner} has enrolled no key"))
    }
}

/// Founds the community and lets owners enrol.
pub async fn found<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    opinions: &[Option<Opinion>],
) -> anyhow::Result<Town> {
    stage.output.phase(&Told::new("设立小区，邀请工作人员", "Opening the community, inviting officers"), 6);
    let operator = stage.appoint(stage.world.invitation()).await?;
    let community = stage.client.open_community(&operator.session, "示范小区").await?.community;
    let assembly = stage.client.of(community);
    let officers = officers(stage, &operator, community).await?;
    let keys = assembly.keys().await?;
    keys.check()?;
    stage.world.keep(File::Keys, &serde_json::to_vec_pretty(&keys)?)?;

    let csv = sheet::register(estate)?;
    stage.world.keep(File::Register, &csv)?;
    let rows = estate.rows().count();
    stage.output.phase(&Told::new("导入业主名册", "Importing the register"), rows);
    let version = assembly.import(&officers.secretary.session, csv).await?.version;
    let (owners, heads) = (estate.owners.len(), estate.parties.len());
    stage.output.tell(&Told::new(
        format!("已导入业主名册第 {version} 版：{rows} 行，业主 {owners} 名，{heads} 个表决权人。"),
        format!("Register version {version} imported: {rows} rows, {owners} owners, {heads} heads."),
    ))?;
    let codes = assembly.codes(&officers.secretary.session).await?;
    let owners = enrol(stage, estate, opinions, &codes).await?;
    Ok(Town { community, keys, officers, owners })
}

/// The office of the group's convener ended with the group's work; the supervising office appoints another one.
pub async fn appoint_convener<W: World>(stage: &Stage<'_, W>, town: &mut Town) -> anyhow::Result<()> {
    let (supervisor, assembly) = (&town.officers.supervisor, stage.client.of(town.community));
    let code = assembly.invite(&supervisor.session, Role::Convener).await?.code;
    town.officers.convener = stage.appoint(&code).await?;
    Ok(())
}

async fn officers<W: World>(
    stage: &Stage<'_, W>,
    operator: &Signer,
    community: Uuid,
) -> anyhow::Result<Officers> {
    let join = async |inviter: &Signer, role| -> anyhow::Result<Signer> {
        let code = stage.client.of(community).invite(&inviter.session, role).await?.code;
        stage.output.step();
        stage.appoint(&code).await
    };
    let supervisor = join(operator, Role::Supervisor).await?;
    let secretary = join(&supervisor, Role::Secretary).await?;
    let convener = join(&supervisor, Role::Convener).await?;
    let scrutineers =
        vec![join(&supervisor, Role::Scrutineer).await?, join(&supervisor, Role::Scrutineer).await?];
    let residents = join(&supervisor, Role::ResidentsCommittee).await?;
    Ok(Officers { supervisor, secretary, convener, scrutineers, residents })
}

/// Everybody who will vote enrols a key, and some who will not; the others never use their code.
async fn enrol<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    opinions: &[Option<Opinion>],
    codes: &BTreeMap<String, String>,
) -> anyhow::Result<Owners> {
    let parties = estate.parties.iter().zip(opinions).zip(0_usize..);
    let enrolling =
        parties.filter(|((_, opinion), place)| opinion.is_some() || place % 100 < ENROLLED_AND_SILENT);
    let owners: BTreeSet<&String> = enrolling.filter_map(|((party, _), _)| party.owners.first()).collect();
    let code_of = |owner: &String| codes.get(owner).with_context(|| format!("no code for {owner}"));
    let numbers: BTreeMap<&String, &String> =
        estate.owners.iter().map(|own| (&own.id, own.reached_at())).collect();
    let told = Told::new("业主凭信件索取短信验证码", "Owners ask for the second code of their letters");
    let asked = stage.crowd(&told, owners.iter().copied().collect(), async |owner| {
        Ok(stage.client.send_contact_code(code_of(owner)?).await?.expires_at)
    });
    asked.await?;
    stage.wait_until(stage.calendar.begins()).await;
    let told = Told::new("业主激活并登记密钥", "Owners enrol their keys");
    let enrolled = stage.crowd(&told, owners.into_iter().collect(), async |owner| {
        let number = numbers.get(owner).with_context(|| format!("no telephone of {owner}"))?;
        Ok((owner.clone(), stage.answer(code_of(owner)?, number).await?))
    });
    let owners: Owners = enrolled.await?.into_iter().collect();
    stage.output.tell(&Told::new(
        format!("{} 名业主已登记自己的密钥。", owners.len()),
        format!("{} owners have enrolled a key of their own.", owners.len()),
    ))?;
    Ok(owners)
}
