//! What whoever runs the machine does from its command line.

use std::io::Write as _;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use secrecy::ExposeSecret as _;
use uuid::Uuid;

use super::clock::SystemSurroundings;
use super::server::open;
use super::settings::Settings;
use crate::actions::archive;
use crate::actions::identity::{invitations, second_factors};
use crate::actions::marks::{self, Checked};
use crate::actions::messages;
use crate::actions::officers;
use crate::actions::people;
use crate::actions::services::evidence;
use crate::actions::trail;
use crate::store::Store;

/// Brings the database to the present schema.
pub async fn migrate(settings: &Settings) -> anyhow::Result<()> {
    let store = Store::open(settings.database.expose_secret()).await.context("cannot open the database")?;
    Ok(store.close().await?)
}

/// Holds every mark against the database and prints a line for each.
///
/// # Errors
/// A record does not continue what was marked, a mark is damaged, or the database fails.
pub async fn check_marks(settings: &Settings) -> anyhow::Result<()> {
    let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
    let checked = marks::check_all(&service).await?;
    let mut out = std::io::stdout();
    for Checked { community, marked, suspension } in &checked {
        let size = marked.map_or_else(|| "?".to_owned(), |marked| marked.size().to_string());
        match suspension {
            None => writeln!(out, "{community}: marked at {size} entries, the database continues it")?,
            Some(reason) => {
                writeln!(out, "{community}: marked at {size} entries, would be suspended: {reason}")?;
            }
        }
    }
    let bad = checked.iter().filter(|checked| checked.suspension.is_some()).count();
    ensure!(bad == 0, "{bad} of {} marks do not fit the database", checked.len());
    Ok(writeln!(out, "{} marks, all of them fit the database", checked.len())?)
}

/// Seals all personal data under the present first key, and says how much there was to do.
pub async fn reseal(settings: &Settings) -> anyhow::Result<String> {
    let (service, keys) = open(settings, Arc::new(SystemSurroundings)).await?;
    let (resealed, factors, evidence, waiting) = trail::watched(async {
        trail::command(&service, "reseal");
        let resealed = people::reseal(&service).await?;
        let factors = second_factors::reseal(&service).await?;
        let evidence = evidence::reseal(&service).await? + archive::reseal(&service).await?;
        anyhow::Ok((resealed, factors, evidence, messages::reseal(&service).await?))
    })
    .await?;
    let key = keys.personal.current();
    Ok(format!(
        "{resealed} owners were sealed anew, {factors} second factors, {evidence} files of evidence and of the archive, and {waiting} messages; all are \
         sealed under the key {key}"
    ))
}

/// Removes the second factor of somebody who lost it, and ends their sessions.
pub async fn second_factor_reset(settings: &Settings, account: Uuid) -> anyhow::Result<String> {
    let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
    let reset = trail::watched(async {
        trail::command(&service, "second_factor_reset");
        second_factors::reset(&service, account).await
    });
    reset.await?;
    Ok(format!("account {account} has no second factor any more and is signed out everywhere"))
}

/// A one-time link that makes its first user an operator.
pub async fn operator_invitation(settings: &Settings) -> anyhow::Result<String> {
    let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
    let invitation = trail::watched(async {
        trail::command(&service, "operator_invitation");
        invitations::invite_operator(&service).await
    })
    .await?;
    Ok(format!("https://{}/#/invitation/{}", settings.host, invitation.code.reveal()))
}

/// The accounts that are operators, one a line.
pub async fn operators(settings: &Settings) -> anyhow::Result<String> {
    let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
    let accounts = officers::operators(&service).await?;
    Ok(accounts.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// Ends an operator's role; from then on their sessions are worth nothing more than anybody's.
pub async fn revoke_operator(settings: &Settings, account: Uuid) -> anyhow::Result<String> {
    let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
    let revoked = trail::watched(async {
        trail::command(&service, "revoke_operator");
        officers::revoke_operator(&service, account).await
    });
    ensure!(revoked.await?, "{account} is no operator: `quorate operators` lists those who are");
    Ok(format!("{account} is no operator any more"))
}
