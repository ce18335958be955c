//! What somebody does, or the clock: lock → load → decide → save, one noun a file.
//!
//! Decisions are the domain's; here they are given what they need and what they decide is saved.
//! Whatever is published goes through the [`committer`], the one way into the record. The clock,
//! randomness and keys come from outside, see [`surroundings`].

pub mod acting;
pub mod acts;
mod admitted;
pub mod amendments;
pub mod archive;
pub mod ballots;
pub mod bundles;
pub mod calendar;
pub mod candidacies;
pub mod candidates;
mod clockwork;
pub mod committees;
pub mod committer;
pub mod communities;
pub mod contests;
pub mod contracts;
mod convened;
mod cosigned;
pub mod deadlines;
pub mod deliveries;
mod docket;
mod drafted;
mod effective;
pub mod erasures;
pub mod error;
pub mod evaluations;
pub mod export;
pub mod files;
pub mod formations;
pub mod headings;
pub mod health;
pub mod identity;
pub mod inboxes;
mod known;
pub mod limits;
pub mod lots;
pub mod mandate_forms;
pub mod mandated;
pub mod mandates;
pub mod marks;
pub mod meetings;
pub mod messages;
pub mod notices;
pub mod objections;
pub mod officers;
pub mod own_units;
pub mod packages;
pub mod paper;
mod papers;
pub mod participation;
pub mod people;
pub mod petitions;
pub mod postings;
mod receipts;
pub mod record;
pub mod recounts;
pub mod register;
pub mod representation;
mod represented;
pub mod requests;
pub mod retention;
pub mod rings;
pub mod roll;
pub mod rules;
pub mod scrub;
pub mod seal_uses;
pub mod sealing;
mod served;
pub mod service_keys;
pub mod services;
pub mod shown;
pub mod simulation;
pub mod sittings;
pub mod standing;
pub mod surroundings;
pub mod suspensions;
pub mod tally;
pub mod terms;
pub mod timeline;
pub mod trail;
mod turn;
pub mod turnout;
pub mod witnessing;

use std::sync::Arc;

use tokio::runtime::Handle;

use crate::domain::deadlines::HolidayTable;
use crate::domain::instants::{Instant, Zone};
use crate::store::Store;

use acts::{Known, Lives};
use committer::Committer;
use identity::providers::Providers;
use marks::{Marks, Watermarks};
use messages::Carriers;
use retention::Sweeper;
use rings::LiveRings;
use scrub::Scrubber;
use service_keys::ServiceKeys;
use surroundings::Surroundings;
use suspensions::Suspensions;
use witnessing::Witnesses;

/// What a service is given of the world around it, besides clock and randomness.
pub struct Outside {
    /// Where high-water marks are kept.
    pub marks: Arc<dyn Marks>,
    /// The witnesses it talks to.
    pub witnesses: Witnesses,
    /// What carries messages to owners.
    pub carriers: Carriers,
    /// The holidays over which deadlines give way where a law lets them.
    pub holidays: HolidayTable,
    /// The providers that owners may log in at.
    pub providers: Providers,
}

/// Everything an action needs; clones share it.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    keys: ServiceKeys,
    surroundings: Arc<dyn Surroundings>,
    committer: Committer,
    suspensions: Suspensions,
    lives: Lives<Known>,
    watermarks: Watermarks,
    scrubber: Scrubber,
    sweeper: Sweeper,
    witnesses: Witnesses,
    carriers: Carriers,
    holidays: HolidayTable,
    providers: Providers,
    host: String,
}

impl Service {
    /// A service over an open store. `host` begins the origin of every record it keeps.
    ///
    /// # Panics
    /// Outside a runtime, whose threads do the work of the committer.
    #[must_use]
    pub fn new(
        store: Store,
        keys: ServiceKeys,
        surroundings: Arc<dyn Surroundings>,
        outside: Outside,
        host: String,
    ) -> Self {
        let Outside { marks, witnesses, carriers, holidays, providers } = outside;
        let committer = Committer::new(Handle::current());
        let suspensions = Suspensions::default();
        let watermarks = Watermarks::new(marks);
        let scrubber = Scrubber::default();
        let sweeper = Sweeper::default();
        let inner = Inner {
            store,
            keys,
            surroundings,
            committer,
            suspensions,
            lives: Lives::default(),
            watermarks,
            scrubber,
            sweeper,
            witnesses,
            carriers,
            holidays,
            providers,
            host,
        };
        Self { inner: Arc::new(inner) }
    }

    /// The lives of communities, as far as this process has gone through them.
    fn lives(&self) -> &Lives<Known> {
        &self.inner.lives
    }

    /// The database.
    pub(super) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The keys.
    pub(super) fn keys(&self) -> &ServiceKeys {
        &self.inner.keys
    }

    /// Clock and randomness.
    #[must_use]
    pub fn surroundings(&self) -> &dyn Surroundings {
        self.inner.surroundings.as_ref()
    }

    /// The one way into the record.
    pub(super) fn committer(&self) -> &Committer {
        &self.inner.committer
    }

    /// The communities whose record this process does not go on with.
    #[must_use]
    pub fn suspensions(&self) -> &Suspensions {
        &self.inner.suspensions
    }

    /// The high-water marks of the records.
    pub(super) fn watermarks(&self) -> &Watermarks {
        &self.inner.watermarks
    }

    /// Where the walk through all records stands.
    pub(super) fn scrubber(&self) -> &Scrubber {
        &self.inner.scrubber
    }

    /// When it was last looked for what is to be erased.
    pub(super) fn sweeper(&self) -> &Sweeper {
        &self.inner.sweeper
    }

    /// The witnesses of this deployment.
    pub(super) fn witnesses(&self) -> &Witnesses {
        &self.inner.witnesses
    }

    /// The providers that owners may log in at.
    pub(super) fn providers(&self) -> &Providers {
        &self.inner.providers
    }

    /// What carries messages to owners.
    pub(super) fn carriers(&self) -> &Carriers {
        &self.inner.carriers
    }

    /// The holidays that a definition of now names: those known from this year to a year after the close.
    pub(super) fn holidays(&self, zone: &Zone, now: Instant, closes_at: Instant) -> HolidayTable {
        let (first, last) = (now.day_in(zone).year(), closes_at.day_in(zone).year());
        self.inner.holidays.within(first, last.saturating_add(1))
    }

    /// Every holiday that is known.
    pub(super) fn every_holiday(&self) -> HolidayTable {
        self.inner.holidays.clone()
    }

    /// The host that begins every origin, for example `vote.example.org`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.inner.host
    }

    /// The keys as they were read last; session tokens are signed with some of them, in `http`.
    #[must_use]
    pub fn rings(&self) -> &LiveRings {
        self.inner.keys.rings()
    }
}
