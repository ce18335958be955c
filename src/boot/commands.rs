//! What whoever runs the machine does from its command line.

use std::sync::Arc;

use anyhow::Context as _;
use secrecy::ExposeSecret as _;

use super::clock::SystemSurroundings;
use super::keys::Keys;
use super::server::open;
use super::settings::Settings;
use crate::actions::identity::invitations;
use crate::store::Store;

/// Brings the database to the present schema.
pub async fn migrate(settings: &Settings) -> anyhow::Result<()> {
    let store = Store::open(settings.database.expose_secret()).await.context("cannot open the database")?;
    Ok(store.close().await?)
}

/// The public keys as JSON.
pub fn public_keys(settings: &Settings) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&Keys::load_or_create(&settings.keys)?.public())?)
}

/// A one-time link that makes its first user an operator.
pub async fn operator_invitation(settings: &Settings) -> anyhow::Result<String> {
    let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
    let invitation = invitations::invite_operator(&service).await?;
    Ok(format!("https://{}/#/invitation/{}", settings.host, invitation.code.reveal()))
}
