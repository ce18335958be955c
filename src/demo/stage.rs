//! Where the acts play: the world, the connection to the service and the output.

use std::future::Future;

use anyhow::Context as _;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::calendar::Calendar;
use super::client::Client;
use super::factor::Factor;
use super::output::{Output, Told};
use super::signer::Signer;
use super::world::World;
use crate::domain::instants::Instant;

/// Digits of the second code of a letter.
const CODE_DIGITS: usize = 6;

/// Owners who act at the same time.
const CROWD: usize = 64;

/// What every act needs.
#[derive(Debug)]
pub struct Stage<'a, W> {
    /// The machine around the service.
    pub world: &'a W,
    /// The connection to the service.
    pub client: Client,
    /// Where the story is told.
    pub output: Output,
    /// When things happen.
    pub calendar: Calendar,
}

impl<W: World> Stage<'_, W> {
    /// Waits until this instant of the story.
    pub async fn wait_until(&self, now: Instant) {
        self.world.wait_until(now).await;
        self.client.wait_until(now);
    }

    /// Makes somebody use a one-time code with a key of their own.
    pub async fn activate(&self, code: &str) -> anyhow::Result<Signer> {
        self.activate_as(None, code).await
    }

    /// Makes somebody use a one-time code with another key of the account that they have, if they have one.
    async fn activate_as(&self, account: Option<&Signer>, code: &str) -> anyhow::Result<Signer> {
        let random = (self.world.random(), self.world.random());
        Signer::activate(&self.client, account, (code, None), random).await
    }

    /// Makes an owner use the code of a letter, with the code that their telephone got.
    pub async fn answer(&self, code: &str, number: &str) -> anyhow::Result<Signer> {
        let text = self.world.texted(number).with_context(|| format!("no message came to {number}"))?;
        let digits = text.split(|letter: char| !letter.is_ascii_digit()).find(|run| run.len() == CODE_DIGITS);
        let second = digits.with_context(|| format!("no code in what came to {number}"))?;
        let random = (self.world.random(), self.world.random());
        Signer::activate(&self.client, None, (code, Some(second)), random).await
    }

    /// Makes an officer or operator use a one-time code, who then shows a second factor.
    pub async fn appoint(&self, code: &str) -> anyhow::Result<Signer> {
        let signer = self.activate(code).await?;
        let factor = Factor::new(&self.client.new_factor(&signer.session).await?.secret)?;
        self.client.confirm_factor(&signer.session, factor).await?;
        Ok(signer)
    }

    /// Gives somebody who has an office another one.
    pub async fn promote(&self, officer: &Signer, code: &str) -> anyhow::Result<Signer> {
        let signer = self.activate_as(Some(officer), code).await?;
        if let Some(factor) = officer.session.factor() {
            signer.session.keep_factor(factor);
        }
        Ok(signer)
    }

    /// Lets many act at the same time, each of them a step of the phase.
    pub async fn crowd<T, R, F>(
        &self,
        told: &Told,
        members: Vec<T>,
        act: impl Fn(T) -> F,
    ) -> anyhow::Result<Vec<R>>
    where
        F: Future<Output = anyhow::Result<R>>,
    {
        self.output.phase(told, members.len());
        let acted = stream::iter(members).map(act).buffer_unordered(CROWD);
        acted.inspect_ok(|_| self.output.step()).try_collect().await
    }
}
