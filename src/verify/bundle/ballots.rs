//! The ballots: signed by whom, cast for whom, and which of them count.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::agenda::Agenda;
use super::contents::Contents;
use super::enrolments::{Enrolled, Enrolments, Standing};
use super::life::{Life, Received};
use crate::domain::ballots::{
    Address, Ballot, Cast, Choice, Entitlement, Fingerprint, KeyStanding, Polling, Route, accept,
};
use crate::domain::communities::CommunityId;
use crate::domain::identity::EnrolmentMethod;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::register::OwnerId;
use crate::domain::roll::{ElectorId, Roll, RollAnnex};
use crate::evidence::ballots::BallotStatement;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{StatementType, Unverified};
use crate::evidence::statements::Statement as _;
use crate::verify::report::{Code, EnrolmentShare, Ledger, Sentence, told};

/// What ballots are held against.
pub(super) struct Poll<'a> {
    pub(super) contents: &'a Contents,
    pub(super) agenda: &'a Agenda,
    pub(super) roll: &'a Roll,
    pub(super) roll_digest: Digest,
    pub(super) annex: &'a RollAnnex,
    pub(super) enrolments: &'a Enrolments,
}

/// The ballots that count: the latest accepted one of each elector.
#[derive(Debug, Default)]
pub(super) struct Effective(BTreeMap<ElectorId, Latest>);

#[derive(Debug)]
struct Latest {
    ballot: Ballot,
    method: EnrolmentMethod,
    enrolled: u64,
}

impl Effective {
    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// An elector's choice on a matter, if there is one.
    pub(super) fn choice(&self, elector: ElectorId, matter: &MatterId) -> Option<&Choice> {
        let choices = &self.0.get(&elector)?.ballot.choices;
        choices.iter().find(|(id, _)| id == matter).map(|(_, choice)| choice)
    }

    /// How their keys were enrolled.
    pub(super) fn shares(&self, opening: u64) -> Vec<EnrolmentShare> {
        let share = |method: EnrolmentMethod| {
            let own = || self.0.values().filter(move |latest| latest.method == method);
            let before_opening = own().filter(|latest| latest.enrolled < opening).count() as u64;
            EnrolmentShare { method, before_opening, after_opening: own().count() as u64 - before_opening }
        };
        let shares = EnrolmentMethod::ALL.iter().copied().map(share);
        shares.filter(|share| share.before_opening + share.after_opening > 0).collect()
    }
}

/// Takes every ballot in the order of the record, as the service had to.
pub(super) fn check(poll: &Poll<'_>, life: &Life<'_>, ledger: &mut Ledger) -> Effective {
    ledger.checked(Code::BallotsSigned);
    ledger.checked(Code::BallotsAccepted);
    let signed: Vec<_> = life.ballots.par_iter().map(|received| poll.signed(received)).collect();
    let voters = poll.voters();
    let address = poll.address();
    let mut accepted: BTreeMap<ElectorId, Vec<Fingerprint>> = BTreeMap::new();
    let mut effective = Effective::default();
    for (received, signed) in life.ballots.iter().zip(signed) {
        let (ballot, enrolled) = match signed {
            Ok(Some(signed)) => signed,
            // The missing document is noted where documents are checked.
            Ok(None) => continue,
            Err(sentence) => {
                ledger.finding(Code::BallotsSigned, sentence);
                continue;
            }
        };
        let earlier = accepted.entry(ballot.elector).or_default();
        let fingerprint = received.statement.fingerprint();
        let voter = voters.get(&ballot.elector);
        let entitlement =
            voter.map(|voter| Entitlement { owners: &voter.owners, matters: &voter.matters, earlier });
        let key = enrolled.enrolment.owner.as_ref().map_or(KeyStanding::NotEnrolled, KeyStanding::Of);
        let (route, received_at) = (Route::Direct, received.received_at);
        let cast = Cast { ballot: &ballot, fingerprint, route, received_at, key };
        match accept(&poll.polling(received, &address), entitlement, &cast) {
            Ok(()) => {
                earlier.push(fingerprint);
                let (method, enrolled) = (enrolled.enrolment.method, enrolled.index);
                effective.0.insert(ballot.elector, Latest { ballot, method, enrolled });
            }
            Err(reason) => {
                let index = received.index;
                let sentence = told!(
                    "The ballot of entry {index} could not be accepted: {reason}.",
                    "记录 {index} 的选票不应被接受：{reason}。"
                );
                ledger.finding(Code::BallotsAccepted, sentence);
            }
        }
    }
    effective
}

/// Who may act for an elector, and on what.
struct Voter {
    owners: Vec<OwnerId>,
    matters: Vec<MatterId>,
}

impl<'a> Poll<'a> {
    fn signed(&self, received: &Received) -> Result<Option<(Ballot, &'a Enrolled)>, Sentence> {
        let index = received.index;
        let Some(text) = self.contents.text(&received.statement) else { return Ok(None) };
        let refused = |reason: String| {
            told!(
                "The ballot of entry {index} does not stand: {reason}.",
                "记录 {index} 的选票无效：{reason}。"
            )
        };
        let jws =
            Unverified::parse(text, StatementType::Ballot).map_err(|error| refused(error.to_string()))?;
        let enrolled = match self.enrolments.standing(jws.key_id(), index) {
            Standing::Enrolled(enrolled) => enrolled,
            Standing::Revoked => return Err(refused("its key was revoked before it".to_owned())),
            Standing::NotEnrolled => return Err(refused("its key was not enrolled before it".to_owned())),
        };
        let payload = jws.verify(&enrolled.enrolment.key).map_err(|error| refused(error.to_string()))?;
        let statement = BallotStatement::read(payload).map_err(|error| refused(error.to_string()))?;
        Ok(Some((statement.to_ballot(), enrolled)))
    }

    fn address(&self) -> Address {
        let header = &self.contents.header;
        Address {
            origin: header.keys.origin.clone(),
            community: CommunityId::new(header.community),
            meeting: MeetingId::new(header.meeting),
            definition: self.agenda.digest.fingerprint(),
            roll: self.roll_digest.fingerprint(),
        }
    }

    fn polling<'b>(&'b self, received: &Received, address: &'b Address) -> Polling<'b> {
        Polling {
            state: received.state,
            schedule: received.schedule.unwrap_or(self.agenda.schedule),
            address,
            matters: &self.agenda.matters,
            revote: self.agenda.switches.revote,
            candidate_ballot: self.agenda.switches.candidate_ballot,
        }
    }

    /// Every elector of the roll with its owners and the matters it may decide.
    fn voters(&self) -> BTreeMap<ElectorId, Voter> {
        let owners = |id| self.annex.get(&id).map(|group| group.owners().iter().cloned().collect());
        let voter = |id| (id, Voter { owners: owners(id).unwrap_or_default(), matters: Vec::new() });
        let mut voters: BTreeMap<_, _> = self.roll.electors().iter().map(|own| voter(own.id)).collect();
        for matter in &self.agenda.matters {
            // An electorate that is not on the roll is noted where the roll is checked.
            let weights = self.roll.weights(matter.electorate()).unwrap_or_default();
            for (elector, weight) in self.roll.electors().iter().zip(weights) {
                if let (Some(_), Some(voter)) = (weight, voters.get_mut(&elector.id)) {
                    voter.matters.push(matter.id().clone());
                }
            }
        }
        voters
    }
}
