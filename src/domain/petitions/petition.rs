//! One petition: what was said of it, and what follows.

use jiff::civil::Date;
use uuid::Uuid;

use super::deeds::{PetitionAim, Request, SubstituteBody};
use super::states::{PetitionAction, PetitionState};
use super::support::Support;
use crate::domain::annals::{Moment, Person, Scene};
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::quantities::Fraction;
use crate::domain::register::{Holdings, OwnerId};
use crate::domain::roll::{Snapshot, Weight};
use crate::domain::rules::procedure::{Parameter, Part, Weighing};
use crate::domain::rules::{Procedure, Source};

/// A deadline with the article it comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Until {
    /// The first instant that is too late.
    pub at: Instant,
    /// Where it comes from.
    pub source: Source,
}

/// The order of the authority.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Order {
    /// The last day on which voting may open.
    pub day: Date,
    /// The first instant that is too late.
    pub until: Instant,
    /// When it was given.
    pub at: Instant,
    /// The SHA-256 of the order.
    pub text: Fingerprint,
}

/// Who convenes in place of the committee.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Substitute {
    /// The body.
    pub body: SubstituteBody,
    /// The office of the convener it acts by.
    pub grant: Uuid,
    /// When it was named.
    pub at: Instant,
}

/// The meeting that answers the petition.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Convened {
    /// Which.
    pub meeting: MeetingId,
    /// When notice was given.
    pub at: Instant,
    /// When voting opens, as noticed.
    pub opens_at: Instant,
    /// When it did.
    pub opened_at: Option<Instant>,
}

/// What was done after the petition was handed in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Course {
    /// When it was handed in, and what supported it then.
    pub(super) submitted: Option<(Instant, Weight)>,
    pub(super) answer_until: Option<Until>,
    pub(super) convene_until: Option<Until>,
    pub(super) answered: Option<(Instant, Person)>,
    pub(super) reasons: Option<Fingerprint>,
    pub(super) order: Option<Order>,
    pub(super) substitute: Option<Substitute>,
    pub(super) draft: Option<MeetingId>,
    pub(super) convened: Option<Convened>,
}

/// A petition of owners.
#[derive(Clone, Debug)]
pub struct Petition {
    pub(super) request: Request,
    pub(super) opener: OwnerId,
    pub(super) opened_at: Instant,
    pub(super) snapshot: Snapshot,
    pub(super) share: Parameter<Fraction>,
    pub(super) measures: Parameter<Weighing>,
    pub(super) closes: Until,
    pub(super) support: Support,
    pub(super) state: PetitionState,
    pub(super) course: Course,
}

impl Petition {
    pub(super) fn open(
        request: Request,
        opener: &OwnerId,
        (moment, snapshot): (Moment, Snapshot),
        scene: &Scene<'_>,
    ) -> Self {
        let procedure = scene.procedure;
        let days = &procedure.petition_signing_days_max;
        let (share, measures) = match request.aim {
            PetitionAim::Recall => (&procedure.recall_owners_share, &procedure.recall_owners_measures),
            PetitionAim::ExtraordinaryMeeting | PetitionAim::Matter => {
                (&procedure.petition_share, &procedure.petition_measures)
            }
        };
        let mut support = Support::default();
        support.add(opener, moment.index);
        Self {
            request,
            opener: opener.clone(),
            opened_at: moment.at,
            snapshot,
            share: share.clone(),
            measures: measures.clone(),
            closes: Until {
                at: scene.calendar.forward(moment.at, days.value).ends_at,
                source: days.source.clone(),
            },
            support,
            state: PetitionState::Collecting,
            course: Course::default(),
        }
    }

    /// Where it stands at an instant: what was not handed in lapses by the clock alone.
    #[must_use]
    pub fn state_at(&self, now: Instant) -> PetitionState {
        let is_late = now >= self.closes.at;
        let lapsed = is_late.then(|| self.state.after(PetitionAction::Lapse).ok()).flatten();
        lapsed.unwrap_or(self.state)
    }

    /// What is asked for.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// Who opened it: no public fact.
    #[must_use]
    pub const fn opener(&self) -> &OwnerId {
        &self.opener
    }

    /// When it was opened.
    #[must_use]
    pub const fn opened_at(&self) -> Instant {
        self.opened_at
    }

    /// Until when owners sign and a supporter hands it in.
    #[must_use]
    pub const fn closes(&self) -> &Until {
        &self.closes
    }

    /// Who signed.
    #[must_use]
    pub const fn support(&self) -> &Support {
        &self.support
    }

    /// The electors it is counted on.
    #[must_use]
    pub const fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The share of the owners that must support it, with its article.
    #[must_use]
    pub const fn share(&self) -> &Parameter<Fraction> {
        &self.share
    }

    /// On which measures the share must be reached.
    #[must_use]
    pub const fn measures(&self) -> &Parameter<Weighing> {
        &self.measures
    }

    /// What the support weighs at present.
    #[must_use]
    pub fn weight(&self, latest: &Holdings) -> Weight {
        self.support.weight(&self.snapshot, latest)
    }

    /// The support in heads and in thousandths of a square metre, each of all there is.
    #[must_use]
    pub fn parts(&self, latest: &Holdings) -> (Part, Part) {
        let (have, all) = (self.weight(latest), self.snapshot.all());
        let heads = Part { have: have.heads.count().into(), of: all.heads.count().into() };
        (heads, Part { have: have.area.thousandths(), of: all.area.thousandths() })
    }

    /// Whether enough owners support it.
    #[must_use]
    pub fn is_supported(&self, latest: &Holdings) -> bool {
        let (heads, area) = self.parts(latest);
        Procedure::reaches(self.share.value, self.measures.value, heads, area)
    }

    /// When it was handed in.
    #[must_use]
    pub fn submitted_at(&self) -> Option<Instant> {
        self.course.submitted.map(|(at, _)| at)
    }

    /// What supported it when it was handed in: that is final.
    #[must_use]
    pub fn submitted_with(&self) -> Option<Weight> {
        self.course.submitted.map(|(_, weight)| weight)
    }

    /// Until when the committee answers.
    #[must_use]
    pub const fn answer_until(&self) -> Option<&Until> {
        self.course.answer_until.as_ref()
    }

    /// Until when voting opens at the latest, unless the authority orders another day.
    #[must_use]
    pub const fn convene_until(&self) -> Option<&Until> {
        self.course.convene_until.as_ref()
    }

    /// When the committee answered.
    #[must_use]
    pub fn answered_at(&self) -> Option<Instant> {
        self.course.answered.map(|(at, _)| at)
    }

    /// The reasons of a committee that declined.
    #[must_use]
    pub const fn reasons(&self) -> Option<Fingerprint> {
        self.course.reasons
    }

    /// What the authority ordered last.
    #[must_use]
    pub const fn order(&self) -> Option<&Order> {
        self.course.order.as_ref()
    }

    /// Who convenes in place of the committee.
    #[must_use]
    pub const fn substitute(&self) -> Option<Substitute> {
        self.course.substitute
    }

    /// The draft that is to answer it.
    #[must_use]
    pub const fn draft(&self) -> Option<MeetingId> {
        self.course.draft
    }

    /// The meeting that was noticed.
    #[must_use]
    pub const fn convened(&self) -> Option<Convened> {
        self.course.convened
    }
}
