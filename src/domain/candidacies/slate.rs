//! One call for candidates: who was named, who stands, and in which order.

use std::collections::BTreeMap;

use super::candidacy::{Candidacy, Refused, Stander};
use super::deeds::{Call, CandidacyDeed, Draw};
use super::lot::Lot;
use super::refusals::CandidacyRefusal;
use super::states::{CandidacyAction, CandidacyState, SlateAction, SlateState};
use crate::domain::annals::{Actor, NoticedMeeting, Person, Scene};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CANDIDATES_MAX, CandidateId, REVEAL_HOURS_DEFAULT, RevealPeriod};
use crate::domain::register::{Holdings, OwnerId};
use crate::domain::rules::procedure::Nominator;

/// A call for candidates.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Slate {
    call: Call,
    called_at: Instant,
    state: SlateState,
    candidacies: BTreeMap<CandidateId, Candidacy>,
    lot: Lot,
    posted_at: Option<Instant>,
    revealed_at: Option<Instant>,
    drawn: Vec<CandidateId>,
}

impl Slate {
    pub(super) const fn new(call: Call, called_at: Instant) -> Self {
        Self {
            call,
            called_at,
            state: SlateState::Gathering,
            candidacies: BTreeMap::new(),
            lot: Lot::new(),
            posted_at: None,
            revealed_at: None,
            drawn: Vec::new(),
        }
    }

    /// The election that it is for.
    #[must_use]
    pub const fn call(&self) -> &Call {
        &self.call
    }

    /// When it was made.
    #[must_use]
    pub const fn called_at(&self) -> Instant {
        self.called_at
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> SlateState {
        self.state
    }

    /// Every candidacy, by identifier.
    pub fn candidacies(&self) -> impl Iterator<Item = (&CandidateId, &Candidacy)> {
        self.candidacies.iter()
    }

    /// One candidacy.
    #[must_use]
    pub fn candidacy(&self, candidate: &CandidateId) -> Option<&Candidacy> {
        self.candidacies.get(candidate)
    }

    /// The lot that orders the ballot.
    #[must_use]
    pub const fn lot(&self) -> &Lot {
        &self.lot
    }

    /// When the list was closed and posted.
    #[must_use]
    pub const fn posted_at(&self) -> Option<Instant> {
        self.posted_at
    }

    /// The first instant at which no value is revealed any more; none before the list is posted.
    #[must_use]
    pub fn reveal_until(&self) -> Option<Instant> {
        let period = RevealPeriod::new(REVEAL_HOURS_DEFAULT).ok()?;
        self.posted_at.map(|posted_at| period.ends(posted_at))
    }

    /// When the last value was revealed; none while one is missing.
    #[must_use]
    pub const fn revealed_at(&self) -> Option<Instant> {
        self.revealed_at
    }

    /// Those who may stand, in the order of the ballot; by identifier while nothing is drawn.
    #[must_use]
    pub fn standing(&self) -> Vec<CandidateId> {
        let stands = |id: &CandidateId| {
            self.candidacies.get(id).is_some_and(|own| own.state == CandidacyState::Eligible)
        };
        if self.drawn.is_empty() {
            return self.candidacies.keys().filter(|id| stands(id)).cloned().collect();
        }
        self.drawn.iter().filter(|id| stands(id)).cloned().collect()
    }

    /// Takes a deed of whoever may say it.
    pub(super) fn take(
        &mut self,
        deed: &CandidacyDeed,
        (by, now): (&Actor, Instant),
        scene: &Scene<'_>,
    ) -> Result<(), CandidacyRefusal> {
        let action = deed.action().ok_or(CandidacyRefusal::CalledBefore)?;
        let next = self.state.after(action)?;
        match deed {
            CandidacyDeed::Call(_) => return Err(CandidacyRefusal::CalledBefore),
            CandidacyDeed::Nominate { .. } | CandidacyDeed::Stand { .. } => {
                self.name(deed, (by, now), scene)?;
            }
            CandidacyDeed::Accept { candidate, owner, nominee, register } => {
                latest(*register, scene)?;
                self.named(candidate)?.check_nominee(by, (owner, *nominee))?;
                self.check_stander(by, now, scene)?;
                let own = self.candidacy_mut(candidate)?;
                own.act(CandidacyAction::Accept)?;
                own.stander = Some(Stander { owner: owner.clone(), person: by.person });
            }
            CandidacyDeed::Decline { candidate, owner, nominee } => {
                let own = self.candidacy_mut(candidate)?;
                own.check_nominee(by, (owner, *nominee))?;
                own.act(CandidacyAction::Decline)?;
            }
            CandidacyDeed::State { candidate, statement } => {
                let own = self.candidacy_mut(candidate)?;
                own.check_own(by)?;
                own.act(CandidacyAction::State)?;
                own.statement = Some(*statement);
            }
            CandidacyDeed::Withdraw { candidate } => {
                let own = self.candidacy_mut(candidate)?;
                own.check_own(by)?;
                own.act(CandidacyAction::Withdraw)?;
            }
            CandidacyDeed::Admit { .. } | CandidacyDeed::Refuse { .. } => self.decide(deed, by)?,
            CandidacyDeed::Commit { commitment } => {
                self.check_own_cause(by.person)?;
                self.lot.commit(by, *commitment)?;
            }
            CandidacyDeed::Post { register } => self.post(now, latest(*register, scene)?)?,
            CandidacyDeed::Reveal { value, commitment } => {
                self.check_revealing(now)?;
                self.lot.reveal(by, (*value, *commitment))?;
                self.revealed_at = self.lot.is_revealed().then_some(now);
            }
            CandidacyDeed::Order(draw) => self.order(draw, now)?,
            CandidacyDeed::Abandon { .. } => {}
        }
        self.state = next;
        Ok(())
    }

    pub(super) fn happen(&mut self, action: SlateAction) {
        self.state = self.state.after(action).unwrap_or(self.state);
    }

    /// Whether the agenda of its meeting has those who were posted, as drawn, and voting opens late enough.
    pub(super) fn check_notice(
        &self,
        meeting: &NoticedMeeting,
        scene: &Scene<'_>,
    ) -> Result<(), CandidacyRefusal> {
        if self.state.after(SlateAction::Notice).is_err() {
            return Err(CandidacyRefusal::NotOrdered(self.state));
        }
        let matter = meeting.matters.iter().find(|own| own.matter == self.call.matter);
        let election = matter.and_then(|own| own.election.as_ref());
        let election = election.ok_or(CandidacyRefusal::OtherBallot)?;
        if election.seats != self.call.seats || election.candidates != self.standing() {
            return Err(CandidacyRefusal::OtherBallot);
        }
        let days = scene.procedure.candidacy_posting_days_min.value;
        let posted_at = self.posted_at.ok_or(CandidacyRefusal::NotOrdered(self.state))?;
        let until = scene.calendar.after_full_days(posted_at, days).ends_at;
        if meeting.opens_at < until {
            return Err(CandidacyRefusal::PostedTooLate { days, until });
        }
        Ok(())
    }

    fn named(&self, candidate: &CandidateId) -> Result<&Candidacy, CandidacyRefusal> {
        self.candidacies.get(candidate).ok_or_else(|| CandidacyRefusal::NoCandidate(candidate.clone()))
    }

    fn candidacy_mut(&mut self, candidate: &CandidateId) -> Result<&mut Candidacy, CandidacyRefusal> {
        self.candidacies.get_mut(candidate).ok_or_else(|| CandidacyRefusal::NoCandidate(candidate.clone()))
    }

    fn name(
        &mut self,
        deed: &CandidacyDeed,
        (by, now): (&Actor, Instant),
        scene: &Scene<'_>,
    ) -> Result<(), CandidacyRefusal> {
        if now >= self.call.until {
            return Err(CandidacyRefusal::TooLate { until: self.call.until });
        }
        if self.candidacies.len() >= CANDIDATES_MAX {
            return Err(CandidacyRefusal::TooMany);
        }
        check_nominator(by, scene)?;
        let mut named = Candidacy {
            state: CandidacyState::Nominated,
            named_by: by.role,
            nominator: by.owner.clone(),
            nominee: None,
            stander: None,
            statement: None,
            refused: None,
        };
        let (candidate, register) = match deed {
            CandidacyDeed::Nominate { candidate, nominee, register } => {
                if holds(by.person, &[Role::Member, Role::Chair], now, scene) {
                    return Err(CandidacyRefusal::CommitteeNominates);
                }
                self.check_times(by.owner.as_ref())?;
                named.nominee = Some(*nominee);
                (candidate, *register)
            }
            CandidacyDeed::Stand { candidate, statement, register } => {
                self.check_stander(by, now, scene)?;
                let owner = by.owner.clone().ok_or(CandidacyRefusal::RoleMayNot)?;
                named.act(CandidacyAction::Accept)?;
                named.stander = Some(Stander { owner, person: by.person });
                named.statement = *statement;
                (candidate, *register)
            }
            CandidacyDeed::Call(_)
            | CandidacyDeed::Accept { .. }
            | CandidacyDeed::Decline { .. }
            | CandidacyDeed::State { .. }
            | CandidacyDeed::Admit { .. }
            | CandidacyDeed::Refuse { .. }
            | CandidacyDeed::Withdraw { .. }
            | CandidacyDeed::Commit { .. }
            | CandidacyDeed::Post { .. }
            | CandidacyDeed::Reveal { .. }
            | CandidacyDeed::Order(_)
            | CandidacyDeed::Abandon { .. } => return Err(CandidacyRefusal::RoleMayNot),
        };
        let register = latest(register, scene)?;
        if by.owner.as_ref().is_some_and(|own| !owns(register, own)) {
            return Err(CandidacyRefusal::NotAnOwner);
        }
        if self.candidacies.contains_key(candidate) {
            return Err(CandidacyRefusal::Taken(candidate.clone()));
        }
        self.candidacies.insert(candidate.clone(), named);
        Ok(())
    }

    /// Refuses an owner who named as many others as there are seats.
    fn check_times(&self, owner: Option<&OwnerId>) -> Result<(), CandidacyRefusal> {
        let by_owner = |own: &&Candidacy| owner.is_some() && own.nominator.as_ref() == owner;
        let others = self.candidacies.values().filter(by_owner).filter(|own| own.nominee.is_some()).count();
        let enough = others >= usize::try_from(self.call.seats).unwrap_or(usize::MAX);
        if enough { Err(CandidacyRefusal::NamedEnough) } else { Ok(()) }
    }

    /// Refuses whoever stands already, is a scrutineer, or committed to the lot.
    fn check_stander(&self, by: &Actor, now: Instant, scene: &Scene<'_>) -> Result<(), CandidacyRefusal> {
        if holds(by.person, &[Role::Scrutineer], now, scene) {
            return Err(CandidacyRefusal::ScrutineerStands);
        }
        if self.lot.all().iter().any(|own| own.person == by.person) {
            return Err(CandidacyRefusal::OwnCause);
        }
        let register = scene.annals.register().and_then(|latest| scene.registers.get(latest));
        let is_owner = by.owner.as_ref().zip(register).is_some_and(|(own, register)| owns(register, own));
        if !is_owner {
            return Err(CandidacyRefusal::NotAnOwner);
        }
        let same = |own: &Stander| by.owner.as_ref() == Some(&own.owner) || own.person == by.person;
        // Whoever withdrew or was refused is known already, and does not come back under another identifier.
        let stands = self.candidacies.values().filter_map(|own| own.stander.as_ref()).any(same);
        if stands { Err(CandidacyRefusal::StandsAlready) } else { Ok(()) }
    }

    fn check_own_cause(&self, person: Person) -> Result<(), CandidacyRefusal> {
        let stands =
            self.candidacies.values().any(|own| own.stander.as_ref().is_some_and(|own| own.person == person));
        if stands { Err(CandidacyRefusal::OwnCause) } else { Ok(()) }
    }

    fn decide(&mut self, deed: &CandidacyDeed, by: &Actor) -> Result<(), CandidacyRefusal> {
        self.check_own_cause(by.person)?;
        if let CandidacyDeed::Admit { candidate, reasons } = deed {
            let own = self.candidacy_mut(candidate)?;
            if own.refused.is_some() && reasons.is_none() {
                return Err(CandidacyRefusal::NoReasons);
            }
            own.act(CandidacyAction::Admit)?;
            own.refused = None;
        }
        if let CandidacyDeed::Refuse { candidate, grounds, reasons } = deed {
            let mut each = grounds.clone();
            each.sort_unstable();
            each.dedup();
            if each.is_empty() || each.len() != grounds.len() {
                return Err(CandidacyRefusal::NoGround);
            }
            let own = self.candidacy_mut(candidate)?;
            own.act(CandidacyAction::Refuse)?;
            own.refused = Some(Refused { grounds: each, reasons: *reasons });
        }
        Ok(())
    }

    fn post(&mut self, now: Instant, latest: &Holdings) -> Result<(), CandidacyRefusal> {
        if now < self.call.until {
            return Err(CandidacyRefusal::TooEarly { until: self.call.until });
        }
        let undecided = self.candidacies.iter().find(|(_, own)| own.state == CandidacyState::Accepted);
        if let Some((candidate, _)) = undecided {
            return Err(CandidacyRefusal::Undecided(candidate.clone()));
        }
        let standing = self.standing();
        if standing.is_empty() {
            return Err(CandidacyRefusal::Nobody);
        }
        let sold = |id: &&CandidateId| {
            let own = self.candidacies.get(id).and_then(|own| own.stander.as_ref());
            !own.is_some_and(|own| owns(latest, &own.owner))
        };
        if let Some(candidate) = standing.iter().find(sold) {
            return Err(CandidacyRefusal::SoldSince(candidate.clone()));
        }
        self.lot.check_commitments()?;
        self.posted_at = Some(now);
        Ok(())
    }

    fn check_revealing(&self, now: Instant) -> Result<(), CandidacyRefusal> {
        match self.reveal_until() {
            Some(until) if now >= until => Err(CandidacyRefusal::RevealOver { until }),
            Some(_) | None => Ok(()),
        }
    }

    fn order(&mut self, draw: &Draw, now: Instant) -> Result<(), CandidacyRefusal> {
        let until = self.reveal_until().filter(|until| now < *until && !self.lot.is_revealed());
        if let Some(until) = until {
            return Err(CandidacyRefusal::RevealRuns { until });
        }
        self.lot.check_order(draw, (&self.call.matter, &self.standing()))?;
        self.drawn = draw.tickets.iter().map(|(candidate, _)| candidate.clone()).collect();
        Ok(())
    }
}

/// Refuses whom the law of the place lets name nobody.
fn check_nominator(by: &Actor, scene: &Scene<'_>) -> Result<(), CandidacyRefusal> {
    let nominator = match by.role {
        Role::Owner => Nominator::Owners,
        Role::ResidentsCommittee => Nominator::ResidentsCommittee,
        Role::Supervisor => Nominator::Supervisor,
        Role::Secretary
        | Role::Convener
        | Role::Member
        | Role::Chair
        | Role::Scrutineer
        | Role::Trustee
        | Role::Operator => return Err(CandidacyRefusal::NominatorMayNot(by.role)),
    };
    let may = scene.procedure.candidacy_nominators.value.contains(&nominator);
    if may { Ok(()) } else { Err(CandidacyRefusal::NominatorMayNot(by.role)) }
}

/// The register that a deed names, which must be the latest.
fn latest<'a>(named: u32, scene: &Scene<'a>) -> Result<&'a Holdings, CandidacyRefusal> {
    let latest = scene.annals.register().ok_or(CandidacyRefusal::NoRegister)?;
    if named != latest {
        return Err(CandidacyRefusal::NotTheLatestRegister { latest });
    }
    scene.registers.get(latest).ok_or(CandidacyRefusal::NoRegister)
}

fn owns(register: &Holdings, owner: &OwnerId) -> bool {
    register.iter().any(|holding| holding.owners.contains(owner))
}

/// Whether a person holds an office, as far as their keys show it.
fn holds(person: Person, roles: &[Role], now: Instant, scene: &Scene<'_>) -> bool {
    let offices = scene.annals.offices();
    let held = roles.iter().flat_map(|role| offices.held(*role, now));
    held.flat_map(|(_, office)| &office.keys).any(|key| offices.person(*key) == person)
}
