//! The ballots: signed by whom, cast for whom, and which of them count.
//!
//! They are judged as they come, some at a time, and not kept: of the ballots of an elector's voice remains
//! what the latest one says and which ones the next must follow.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use rayon::prelude::*;

use super::acting::Acting;
use super::agenda::Agenda;
use super::contents::Recorded;
use super::effective::{Effective, Followed, Papers, Said};
use super::enrolments::{Enrolled, Enrolments, Standing};
use super::life::Life;
use super::mandates::Mandates;
use super::representation::{Represented, Spoken};
use crate::domain::assistance::Assistance;
use crate::domain::ballots::{
    Address, Ballot, Cast, Earlier, Entitlement, Heard, Medium, Polling, Refusal, Route, Voice, accept,
};
use crate::domain::mandates::Mandate;
use crate::domain::meetings::{Matter, MatterId, MeetingState};
use crate::domain::register::OwnerId;
use crate::domain::roll::{ElectorId, Roll, RollAnnex};
use crate::evidence::ballots::BallotStatement;
use crate::evidence::certificate::CastBy;
use crate::evidence::jws::{KeyId, StatementType, Unverified};
use crate::evidence::statements::Statement as _;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Ballots that are checked together: enough to keep all cores busy.
const TOGETHER_MAX: usize = 1_024;

/// Bytes of ballots that are checked together; a ballot has about 2 000.
const TOGETHER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// What ballots are held against.
#[derive(Clone, Copy)]
pub(super) struct Poll<'a> {
    pub(super) address: &'a Address,
    pub(super) agenda: &'a Agenda,
    pub(super) life: &'a Life,
    pub(super) roll: &'a Roll,
    /// For each matter whether each elector of the roll may decide it.
    pub(super) entitled: &'a [Vec<bool>],
    pub(super) annex: &'a RollAnnex,
    /// The mandates that holders vote under.
    pub(super) mandates: &'a Mandates,
    pub(super) enrolments: &'a Enrolments,
    /// What was said about who acts for co-owners.
    pub(super) spoken: &'a Spoken,
    /// Who was helped, and who acts for electors that passed to others.
    pub(super) acting: &'a Acting,
}

/// A ballot that waits for others to be checked together.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) recorded: Recorded,
    pub(super) route: Route,
    pub(super) text: String,
}

/// The ballots as far as they were shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    waiting: Vec<Shown>,
    waiting_bytes: usize,
    followed: Followed,
    represented: Represented,
    effective: Effective,
    helped: Helped,
}

/// Which help was used, as far as anybody was helped.
#[derive(Clone, Debug, Default)]
struct Helped {
    /// The last ballot of a key for an elector.
    last: BTreeMap<(KeyId, ElectorId), u64>,
    /// The entries of the help that ballots were cast with.
    used: BTreeSet<u64>,
}

impl Count {
    /// Takes the next ballot in the order of the record.
    pub(super) fn take(&mut self, poll: &Poll<'_>, shown: Shown, ledger: &mut Ledger) {
        self.waiting_bytes = self.waiting_bytes.saturating_add(shown.text.len());
        self.waiting.push(shown);
        if self.waiting.len() >= TOGETHER_MAX || self.waiting_bytes >= TOGETHER_BYTES_MAX {
            self.judge(poll, ledger);
        }
    }

    /// Judges what waits: signatures on all cores, then the decisions one after another, as the
    /// service had to.
    pub(super) fn judge(&mut self, poll: &Poll<'_>, ledger: &mut Ledger) {
        self.waiting_bytes = 0;
        let waiting = mem::take(&mut self.waiting);
        let signed: Vec<_> = waiting.par_iter().map(|shown| poll.signed(shown)).collect();
        for (shown, signed) in waiting.iter().zip(signed) {
            match signed {
                Ok(signed) => self.decide(poll, shown, signed, ledger),
                Err(sentence) => ledger.finding(Code::BallotsSigned, sentence),
            }
        }
    }

    /// Ends it: what co-owners had set aside does not count, and papers may.
    pub(super) fn close(&mut self, poll: &Poll<'_>, papers: &Papers<'_>, ledger: &mut Ledger) {
        self.represented.close((poll.spoken, poll.annex), poll.life, ledger);
        let Self { followed, represented, .. } = self;
        let agenda = (poll.agenda.matters.as_slice(), &poll.agenda.switches);
        self.effective = followed.close(agenda, (represented, poll.spoken, poll.annex), papers, ledger);
    }

    /// The votes that count.
    pub(super) const fn effective(&self) -> &Effective {
        &self.effective
    }

    /// The entries of the help that ballots were cast with.
    pub(super) const fn used(&self) -> &BTreeSet<u64> {
        &self.helped.used
    }

    fn decide(
        &mut self,
        poll: &Poll<'_>,
        shown: &Shown,
        (ballot, enrolled): (Ballot, &Enrolled),
        ledger: &mut Ledger,
    ) {
        let recorded = &shown.recorded;
        let fingerprint = recorded.statement.fingerprint();
        let key = enrolled.key_standing();
        let (route, received_at) = (shown.route, recorded.received_at);
        let assistance = self.helped.next(poll, (&ballot, enrolled), recorded.index);
        let cast = Cast { ballot: &ballot, fingerprint, route, received_at, key, assistance };
        let is_assisted = cast.is_assisted();
        let mandate = poll.mandate(&ballot, recorded.index);
        let matters = poll.voter(ballot.elector, recorded.index);
        let earlier = self.followed.earlier(ballot.elector);
        let place = (ballot.elector, recorded.index);
        let representation = self.represented.before((poll.spoken, poll.annex), place, ledger);
        let entitlement = matters.as_ref().map(|(owners, matters)| Entitlement {
            owners,
            matters,
            earlier,
            mandate: mandate.as_ref(),
            representation,
        });
        if let Err(reason) = accept(&poll.polling(recorded), entitlement, &cast) {
            let index = recorded.index;
            let sentence = told!(
                "The ballot of entry {index} could not be accepted: {reason}.",
                "记录 {index} 的选票不应被接受：{reason}。"
            );
            ledger.finding(refuted_by(&reason), sentence);
            return;
        }
        let own = if is_assisted { CastBy::AssistedOwner } else { CastBy::Owner };
        let by = mandate.as_ref().map_or(own, |own| CastBy::Holder(own.capacity));
        let choices = Said::on(&poll.agenda.matters, &ballot.choices);
        let heard = Heard {
            voice: ballot.voice,
            given: mandate.as_ref().map_or(0, |own| own.given),
            medium: Medium::Online,
            first_at: received_at,
            last_at: received_at,
            says: Said::signed(choices, (by, recorded.index), enrolled),
        };
        let (voice, index) = (ballot.voice, recorded.index);
        self.followed.hear(ballot.elector, Earlier { fingerprint, voice, index }, heard, representation);
        if let Some(owner) = mandate.as_ref().map(|own| &own.principal).or(enrolled.owner.as_ref()) {
            self.represented.cast(ballot.elector, (voice, owner), index);
        }
        self.helped.used.extend(assistance.filter(|_| is_assisted).map(|own| own.index));
    }
}

impl Helped {
    /// The help that a ballot uses up. Of a key only the ballots that were rightly accepted matter, but one that was
    /// not is a finding already.
    fn next(
        &mut self,
        poll: &Poll<'_>,
        (ballot, enrolled): (&Ballot, &Enrolled),
        index: u64,
    ) -> Option<Assistance> {
        if !poll.acting.has_assistances() {
            return None;
        }
        let of = (enrolled.key.id(), ballot.elector);
        let own = poll.acting.assistance(&of, self.last.get(&of).copied(), index);
        self.last.insert(of, index);
        own
    }
}

/// The claim that a ballot refutes which should have been refused.
const fn refuted_by(reason: &Refusal) -> Code {
    if matches!(
        reason,
        Refusal::NotRepresentative | Refusal::RepresentationSetAside | Refusal::VotedBeforeTransfer
    ) {
        Code::RepresentationFollowed
    } else {
        Code::BallotsAccepted
    }
}

impl<'a> Poll<'a> {
    /// What the ballot says, and the key that signed it.
    fn signed(&self, shown: &Shown) -> Result<(Ballot, &'a Enrolled), Sentence> {
        let index = shown.recorded.index;
        let refused = |reason: String| {
            told!(
                "The ballot of entry {index} does not stand: {reason}.",
                "记录 {index} 的选票无效：{reason}。"
            )
        };
        let jws = Unverified::parse(&shown.text, StatementType::Ballot);
        let jws = jws.map_err(|error| refused(error.to_string()))?;
        let enrolled = match self.enrolments.standing(jws.key_id(), index) {
            Standing::Enrolled(enrolled) => enrolled,
            Standing::Revoked => return Err(refused("its key was revoked before it".to_owned())),
            Standing::NotEnrolled => return Err(refused("its key was not enrolled before it".to_owned())),
        };
        let payload = jws.verify(&enrolled.key).map_err(|error| refused(error.to_string()))?;
        let statement = BallotStatement::read(payload).map_err(|error| refused(error.to_string()))?;
        Ok((statement.to_ballot(), enrolled))
    }

    /// The mandate that a ballot names, as it stood before an entry.
    fn mandate(&self, ballot: &Ballot, index: u64) -> Option<Mandate> {
        match ballot.voice {
            Voice::Own => None,
            Voice::Holder(mandate) => self.mandates.get(&mandate.into(), index),
        }
    }

    fn polling(&self, recorded: &Recorded) -> Polling<'a> {
        let standing = self.life.before(recorded.index);
        Polling {
            state: standing.map_or(MeetingState::Draft, |standing| standing.state),
            schedule: standing.and_then(|standing| standing.schedule).unwrap_or(self.agenda.schedule),
            address: self.address,
            online_channel: self.agenda.definition.online_channel.value,
            matters: &self.agenda.matters,
            key_cooling: self.agenda.key_cooling,
            revote: self.agenda.switches.revote,
            candidate_ballot: self.agenda.switches.candidate_ballot,
        }
    }

    /// Who may act for an elector, and on what; none if it is not on the roll.
    fn voter(&self, elector: ElectorId, before: u64) -> Option<(Vec<OwnerId>, Vec<MatterId>)> {
        let place = self.roll.position(elector)?;
        let owners = self
            .annex
            .get(&elector)
            .map(|group| self.acting.owners(elector, group.owners(), before).into_iter().collect());
        let matters = self.agenda.matters.iter().zip(self.entitled);
        let matters = matters.filter(|(_, entitled)| entitled.get(place) == Some(&true));
        Some((owners.unwrap_or_default(), matters.map(|(matter, _)| matter.id().clone()).collect()))
    }
}

/// For each matter whether each elector of the roll may decide it.
pub(super) fn entitled(agenda: &Agenda, roll: &Roll) -> Vec<Vec<bool>> {
    let entitled = |matter: &Matter| {
        // An electorate that is not on the roll is noted where the roll is checked.
        let weights = roll.weights(matter.electorate()).unwrap_or_default();
        weights.iter().map(Option::is_some).collect()
    };
    agenda.matters.iter().map(entitled).collect()
}
