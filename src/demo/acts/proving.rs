//! The whole record is downloaded and every deed in it is done again; a falsified copy is refused.

use std::path::Path;

use anyhow::{bail, ensure};

use super::checking::hold_receipts;
use super::founding::Town;
use super::voting::Receipts;
use crate::demo::output::Told;
use crate::demo::stage::Stage;
use crate::demo::world::{File, World};
use crate::evidence::bundle::BundleKind;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::annals::AnnalsReader;
use crate::verify::report::{AnnalsReport, DueOutcome, Outcome};

/// Verifies the annals for everybody and those for auditors, and one that somebody changed.
pub async fn prove<W: World>(stage: &Stage<'_, W>, town: &Town, receipts: &Receipts) -> anyhow::Result<()> {
    stage.output.phase(&Told::new("下载并核验全部账本", "Downloading and verifying the annals"), 5);
    let (assembly, auditor) = (stage.client.of(town.community), town.scrutineer()?);
    let keys = stage.world.keep(File::Keys, &serde_json::to_vec_pretty(&town.keys)?)?;
    for (kind, file) in [(BundleKind::Public, File::PublicAnnals), (BundleKind::Audit, File::AuditAnnals)] {
        let annals = assembly.annals(&auditor.session, kind).await?;
        stage.output.step();
        hold_receipts(&annals, receipts)?;
        let report = verified(&annals, &town.keys)?;
        stage.output.step();
        let path = stage.world.keep(file, &annals)?;
        tell(stage, &report, (&path, &keys))?;
        ensure!(report.is_valid(), "{} has findings:\n{report}", path.display());
        if kind == BundleKind::Audit {
            refuse(stage, &annals, &town.keys)?;
        }
    }
    stage.output.step();
    Ok(())
}

/// A copy in which the recall is somebody else's is refused.
fn refuse<W: World>(stage: &Stage<'_, W>, annals: &[u8], keys: &ServiceKeysDocument) -> anyhow::Result<()> {
    let place = annals.len() / 2;
    let mut falsified = annals.to_vec();
    let Some(byte) = falsified.get_mut(place) else { bail!("the annals are empty") };
    *byte ^= 1;
    let file = stage.world.keep(File::FalseAnnals, &falsified)?;
    let reason = match verified(&falsified, keys) {
        Err(unreadable) => unreadable.to_string(),
        Ok(report) if !report.is_valid() => report.headline(),
        Ok(_) => bail!("falsified annals were taken for true"),
    };
    stage.output.tell(&Told::new(
        format!("改动其中一位（第 {place} 字节）的副本被拒绝：{}", file.display()),
        format!("A copy with one bit changed, in byte {place}, is refused: {reason}"),
    ))?;
    Ok(())
}

fn verified(annals: &[u8], keys: &ServiceKeysDocument) -> anyhow::Result<AnnalsReport> {
    let mut reader = AnnalsReader::default();
    for line in annals.split_inclusive(|byte| *byte == b'\n') {
        reader.line(line)?;
    }
    Ok(reader.verify(Some(keys))?)
}

fn tell<W: World>(
    stage: &Stage<'_, W>,
    report: &AnnalsReport,
    (file, keys): (&Path, &Path),
) -> anyhow::Result<()> {
    let count = |outcome| report.claims.iter().filter(|claim| claim.outcome == outcome).count();
    let (checked, findings) = (count(Outcome::Checked), count(Outcome::Finding));
    let (entries, deeds) = (report.reach.entries, report.deeds);
    stage.output.tell(&Told::new(
        format!(
            "{}：{entries} 条记录、{deeds} 项签名行为逐一重做，核实 {checked} 项，发现问题 {findings} 项。",
            file.display()
        ),
        format!(
            "{}: {entries} entries with {deeds} deeds, each of them done again; {}",
            file.display(),
            report.headline()
        ),
    ))?;
    tell_dues(stage, report)?;
    stage.output.line(&format!("  quorate-verify annals {} --trust {}", file.display(), keys.display()))?;
    Ok(())
}

/// What was due and what became of it; public annals leave it out. The years that are skipped are told as missed.
fn tell_dues<W: World>(stage: &Stage<'_, W>, report: &AnnalsReport) -> anyhow::Result<()> {
    if report.dues.is_empty() {
        return Ok(());
    }
    let of = |outcome| report.dues.iter().filter(move |due| due.outcome == outcome);
    let (in_time, late) = (of(DueOutcome::InTime).count(), of(DueOutcome::Late).count());
    let missed: Vec<_> = of(DueOutcome::Missed).map(|due| due.what.as_str()).collect();
    let (count, missed) = (missed.len(), missed.join(", "));
    stage.output.tell(&Told::new(
        format!("  法定期限：按期 {in_time} 项，逾期完成 {late} 项，未完成 {count} 项（演示略过的年份：{missed}）。"),
        format!("  Deadlines: {in_time} in time, {late} late, {count} missed (in the years left out here: {missed})."),
    ))?;
    Ok(())
}
