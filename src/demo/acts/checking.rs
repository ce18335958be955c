//! Both bundles of a meeting are downloaded and everything in them is derived again.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::ensure;
use uuid::Uuid;

use super::founding::Town;
use super::voting::{Receipts, Voted};
use crate::demo::output::Told;
use crate::demo::stage::Stage;
use crate::demo::world::{File, World};
use crate::evidence::bundle::Line;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::bundle::BundleReader;
use crate::verify::report::{Outcome, Report};

/// Downloads and verifies both bundles.
pub async fn check<W: World>(
    stage: &Stage<'_, W>,
    meeting: Uuid,
    town: &Town,
    voted: &Voted,
) -> anyhow::Result<()> {
    let assembly = stage.client.of(town.community);
    let auditor = town.scrutineer()?;
    stage.output.phase(&Told::new("下载并核验文件包", "Downloading and verifying the bundles"), 4);
    let public = assembly.public_bundle(meeting).await?;
    stage.output.step();
    let audit = assembly.audit_bundle(&auditor.session, meeting).await?;
    stage.output.step();
    let keys = stage.world.keep(File::Keys, &serde_json::to_vec_pretty(&town.keys)?)?;
    let public_file = stage.world.keep(File::PublicBundle, &public)?;
    let audit_file = stage.world.keep(File::AuditBundle, &audit)?;
    hold_receipts(&public, &voted.receipts)?;
    stage.output.tell(&Told::new(
        format!("公开文件包中找到全部 {} 张选票的回执条目。", voted.receipts.len()),
        format!(
            "All {} entries that receipts were given for stand in the public bundle.",
            voted.receipts.len()
        ),
    ))?;
    for (file, bytes) in [(public_file, public), (audit_file, audit)] {
        let report = verified(&bytes, &town.keys)?;
        stage.output.step();
        tell(stage, &report, &file, &keys)?;
        ensure!(report.is_valid(), "{} has findings:\n{report}", file.display());
    }
    Ok(())
}

fn verified(bundle: &[u8], keys: &ServiceKeysDocument) -> anyhow::Result<Report> {
    let mut reader = BundleReader::default();
    for line in bundle.split_inclusive(|byte| *byte == b'\n') {
        reader.line(line)?;
    }
    Ok(reader.verify(Some(keys))?)
}

/// Every voter finds the entry of their receipt in what everybody may download.
pub(super) fn hold_receipts(bundle: &[u8], receipts: &Receipts) -> anyhow::Result<()> {
    let mut entries = BTreeMap::new();
    for line in bundle.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        if let Line::Entry { index, entry } = serde_json::from_slice(line)? {
            entries.insert(index, entry);
        }
    }
    for (place, entry) in receipts {
        let same = entries.get(place).is_some_and(|found| found.as_bytes() == entry.as_slice());
        ensure!(same, "entry {place} of the bundle is not the one a receipt was given for");
    }
    Ok(())
}

fn tell<W: World>(stage: &Stage<'_, W>, report: &Report, file: &Path, keys: &Path) -> anyhow::Result<()> {
    let (checked, open) = (report.count(Outcome::Checked), report.count(Outcome::CouldNotCheck));
    stage.output.tell(&Told::new(
        format!(
            "{}：核实 {checked} 项，{open} 项未能核实，发现问题 {} 项。",
            file.display(),
            report.count(Outcome::Finding)
        ),
        format!("{}: {}", file.display(), report.headline()),
    ))?;
    stage.output.line(&format!("  quorate-verify bundle {} --trust {}", file.display(), keys.display()))?;
    Ok(())
}
