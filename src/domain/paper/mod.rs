//! Paper ballots: numbered, issued, returned, read by two persons, and every one accounted for.
//!
//! [`Papers`] is folded from what happened, in the order of the record. An elector has at most one live paper;
//! one that was handed back damaged (spoiled) or was lost, withdrawn or printed wrongly (void) can be replaced,
//! and never counts, even if it turns up later. A paper that came back before the close counts once two persons,
//! each without the other's reading before them, read the same on it, or a third took every item from one of
//! them. Once the papers are reconciled nothing about them changes.

mod entries;
mod mistakes;
mod reconciliation;
mod sample;
mod serials;
mod votes;

use std::collections::BTreeMap;

pub use self::entries::{Authenticity, Content, Mark, PaperSignature, Reading, ReadingError};
pub use self::mistakes::PaperError;
pub use self::reconciliation::{CountMistake, HandCount, Numbers, Reconciliation, Scrutiny};
pub use self::sample::{SAMPLE_MAX, draw, row};
pub use self::serials::{SERIAL_MAX, Serial, SerialError};
use crate::domain::instants::Instant;
use crate::domain::roll::ElectorId;
use crate::domain::words::words;

words! {
    /// Where a paper is.
    pub enum PaperState {
        /// With its elector.
        Issued = "issued",
        /// Came back before the close.
        Returned = "returned",
        /// Came back after the close, and does not count.
        Late = "late",
        /// Handed back damaged.
        Spoiled = "spoiled",
        /// Lost, withdrawn or printed wrongly.
        Void = "void",
    }
}

words! {
    /// Why a paper will not be voted on.
    pub enum Withdrawal {
        /// Handed back damaged; it is spoiled.
        Damaged = "damaged",
        /// Nobody knows where it is; it is void.
        Lost = "lost",
        /// Its elector wants none, or the officer took it back unused; it is void.
        Withdrawn = "withdrawn",
        /// Printed wrongly; it is void.
        Misprinted = "misprinted",
    }
}

words! {
    /// How a paper came back.
    pub enum Way {
        /// 服务点: handed in at a desk.
        Desk = "desk",
        /// 上门: collected at the door.
        Door = "door",
        /// 邮寄: by mail.
        Mail = "mail",
        /// 票箱: put into a ballot box.
        Box = "box",
    }
}

/// Somebody, to whom nothing is known here but whether it is the same person.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Person(pub String);

/// That a paper came back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Return {
    /// Its entry in the record.
    pub index: u64,
    /// When it was received, as the officer logged it.
    pub received_at: Instant,
}

/// One person's reading of a paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entered {
    /// Who read.
    pub by: Person,
    /// What they read.
    pub reading: Reading,
}

/// How far the reading of a returned paper is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Progress<'a> {
    /// Nobody read it.
    Unread,
    /// One person did.
    ReadOnce,
    /// Two did and differ: a third has to look.
    Differs,
    /// It says this.
    Settled(&'a Reading),
}

/// One paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Paper {
    /// To whom it was issued.
    pub elector: ElectorId,
    /// When.
    pub issued_at: Instant,
    /// Where it is.
    pub state: PaperState,
    /// That it came back, whatever it was then.
    pub returned: Option<Return>,
    /// What was read on it, in order.
    pub readings: Vec<Entered>,
}

/// When something happens, against the voting period.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// When it is recorded.
    pub at: Instant,
    /// The opening.
    pub opens_at: Instant,
    /// The close, extensions included.
    pub closes_at: Instant,
}

/// Every paper of a meeting.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Papers {
    each: BTreeMap<Serial, Paper>,
    reconciliation: Reconciliation,
    /// Whether the sample was held against the scans.
    sampled: Option<u64>,
}

impl Papers {
    /// Papers as they were kept, some of them or all.
    #[must_use]
    pub fn kept(
        papers: impl IntoIterator<Item = (Serial, Paper)>,
        reconciliation: Reconciliation,
        sampled: Option<u64>,
    ) -> Self {
        Self { each: papers.into_iter().collect(), reconciliation, sampled }
    }

    /// Hands papers out, all or none.
    pub fn issue(&mut self, list: &[(Serial, ElectorId)], at: Instant) -> Result<(), PaperError> {
        self.changeable()?;
        if list.is_empty() {
            return Err(PaperError::NothingToIssue);
        }
        let mut next = self.next_serial();
        let mut live: BTreeMap<ElectorId, Serial> = self.live();
        for (serial, elector) in list {
            if next != Some(*serial) {
                return Err(if next.is_none() {
                    PaperError::TooMany
                } else {
                    PaperError::OutOfOrder(*serial)
                });
            }
            if let Some(held) = live.insert(*elector, *serial) {
                return Err(PaperError::LivePaper { wanted: *serial, held });
            }
            next = serial.next();
        }
        for (serial, elector) in list {
            let (elector, state) = (*elector, PaperState::Issued);
            let paper = Paper { elector, issued_at: at, state, returned: None, readings: Vec::new() };
            self.each.insert(*serial, paper);
        }
        Ok(())
    }

    /// Takes a paper out that will not be voted on.
    pub fn withdraw(&mut self, serial: Serial, why: Withdrawal) -> Result<(), PaperError> {
        self.changeable()?;
        let paper = self.each.get_mut(&serial).ok_or(PaperError::NotIssued(serial))?;
        if paper.state != PaperState::Issued {
            return Err(PaperError::NotOut { serial, state: paper.state });
        }
        paper.state = match why {
            Withdrawal::Damaged => PaperState::Spoiled,
            Withdrawal::Lost | Withdrawal::Withdrawn | Withdrawal::Misprinted => PaperState::Void,
        };
        Ok(())
    }

    /// Takes a paper back; what it is then says whether it can count.
    pub fn receive(
        &mut self,
        serial: Serial,
        returned: Return,
        period: &Period,
    ) -> Result<PaperState, PaperError> {
        self.changeable()?;
        let paper = self.each.get_mut(&serial).ok_or(PaperError::NotIssued(serial))?;
        if paper.returned.is_some() {
            return Err(PaperError::CameBackBefore(serial));
        }
        let received_at = returned.received_at;
        if received_at > period.at {
            return Err(PaperError::ReceivedInFuture);
        }
        if received_at < period.opens_at {
            return Err(PaperError::ReceivedBeforeOpening);
        }
        if received_at < paper.issued_at {
            return Err(PaperError::ReceivedBeforeIssue(serial));
        }
        paper.returned = Some(returned);
        if paper.state == PaperState::Issued {
            let in_time = received_at < period.closes_at;
            paper.state = if in_time { PaperState::Returned } else { PaperState::Late };
        }
        Ok(paper.state)
    }

    /// Takes a person's reading of a returned paper; which it is: 1, 2 or 3.
    pub fn enter(&mut self, serial: Serial, entered: Entered) -> Result<usize, PaperError> {
        self.changeable()?;
        let paper = self.each.get_mut(&serial).ok_or(PaperError::NotIssued(serial))?;
        if paper.state != PaperState::Returned {
            return Err(PaperError::NothingToRead { serial, state: paper.state });
        }
        if paper.readings.iter().any(|own| own.by == entered.by) {
            return Err(PaperError::SamePerson(serial));
        }
        match paper.readings.as_slice() {
            [] | [_] => {}
            [first, second] if first.reading != second.reading => {
                entered.reading.chosen_between(&first.reading, &second.reading)?;
            }
            [_, _, ..] => return Err(PaperError::Settled(serial)),
        }
        paper.readings.push(entered);
        Ok(paper.readings.len())
    }

    /// Takes a count by hand; `index` is its entry.
    pub fn count(&mut self, count: &HandCount, of: (Scrutiny, u64)) -> Result<(), PaperError> {
        self.changeable()?;
        let unsettled = self.unsettled();
        if !unsettled.is_empty() {
            return Err(PaperError::Unsettled(unsettled));
        }
        let recorded = self.numbers();
        Ok(self.reconciliation.take(count, recorded, of)?)
    }

    /// Takes the report on the sample; `index` is its entry.
    pub fn report(&mut self, looked_at: &[Serial], sample: &[Serial], index: u64) -> Result<(), PaperError> {
        let Reconciliation::Done { sample: size, .. } = self.reconciliation else {
            return Err(PaperError::NotReconciled);
        };
        if size == 0 {
            return Err(PaperError::NoSample);
        }
        if self.sampled.is_some() {
            return Err(PaperError::Sampled);
        }
        if looked_at != sample {
            return Err(PaperError::OtherSample);
        }
        self.sampled = Some(index);
        Ok(())
    }

    /// Whether the meeting can be counted as far as papers go.
    pub fn ready(&self) -> Result<(), PaperError> {
        let unsettled = self.unsettled();
        if !unsettled.is_empty() {
            return Err(PaperError::Unsettled(unsettled));
        }
        match self.reconciliation {
            Reconciliation::Done { .. } => Ok(()),
            Reconciliation::Open | Reconciliation::Half(_) if self.each.is_empty() => Ok(()),
            Reconciliation::Open | Reconciliation::Half(_) => Err(PaperError::NotReconciled),
        }
    }

    /// A paper.
    #[must_use]
    pub fn get(&self, serial: Serial) -> Option<&Paper> {
        self.each.get(&serial)
    }

    /// Every paper, in the order of the serials.
    pub fn iter(&self) -> impl Iterator<Item = (Serial, &Paper)> {
        self.each.iter().map(|(serial, paper)| (*serial, paper))
    }

    /// The serial that the next paper will have; none if there are no more.
    #[must_use]
    pub fn next_serial(&self) -> Option<Serial> {
        self.each.keys().next_back().map_or(Some(Serial::FIRST), |last| last.next())
    }

    /// The live paper of each elector: with it, or back in time or late.
    #[must_use]
    pub fn live(&self) -> BTreeMap<ElectorId, Serial> {
        let live = self.each.iter().filter(|(_, paper)| paper.is_live());
        live.map(|(serial, paper)| (paper.elector, *serial)).collect()
    }

    /// How many there are of each kind.
    #[must_use]
    pub fn numbers(&self) -> Numbers {
        let mut numbers = Numbers::default();
        for paper in self.each.values() {
            numbers.issued += 1;
            match paper.state {
                PaperState::Issued => numbers.outstanding += 1,
                PaperState::Returned | PaperState::Late => numbers.returned += 1,
                PaperState::Spoiled => numbers.spoiled += 1,
                PaperState::Void => numbers.void += 1,
            }
        }
        numbers
    }

    /// The returned papers that wait for a reading.
    #[must_use]
    pub fn unsettled(&self) -> Vec<Serial> {
        let waits = |paper: &Paper| paper.state == PaperState::Returned && paper.settled().is_none();
        self.each.iter().filter(|(_, paper)| waits(paper)).map(|(serial, _)| *serial).collect()
    }

    /// The papers that say something that is settled, with it, authentic or not.
    pub fn settled(&self) -> impl Iterator<Item = (Serial, &Paper, &Reading)> {
        self.iter().filter_map(|(serial, paper)| Some((serial, paper, paper.settled()?)))
    }

    /// How far the reconciliation is.
    #[must_use]
    pub const fn reconciliation(&self) -> &Reconciliation {
        &self.reconciliation
    }

    /// The entry of the report on the sample.
    #[must_use]
    pub const fn sampled(&self) -> Option<u64> {
        self.sampled
    }

    const fn changeable(&self) -> Result<(), PaperError> {
        match self.reconciliation {
            Reconciliation::Open | Reconciliation::Half(_) => Ok(()),
            Reconciliation::Done { .. } => Err(PaperError::Reconciled),
        }
    }
}

impl Paper {
    /// How far its reading is.
    #[must_use]
    pub fn progress(&self) -> Progress<'_> {
        match self.readings.as_slice() {
            [] => Progress::Unread,
            [_] => Progress::ReadOnce,
            [first, second] if first.reading == second.reading => Progress::Settled(&first.reading),
            [_, _] => Progress::Differs,
            [_, _, third, ..] => Progress::Settled(&third.reading),
        }
    }

    /// What it says, once that is settled.
    #[must_use]
    pub fn settled(&self) -> Option<&Reading> {
        match self.progress() {
            Progress::Settled(reading) if self.state == PaperState::Returned => Some(reading),
            Progress::Settled(_) | Progress::Unread | Progress::ReadOnce | Progress::Differs => None,
        }
    }

    /// Whether its elector can have no other. One that was read as not authentic takes nobody's vote away.
    fn is_live(&self) -> bool {
        match self.state {
            PaperState::Issued | PaperState::Late => true,
            PaperState::Returned => self.settled().is_none_or(|own| own.content().is_some()),
            PaperState::Spoiled | PaperState::Void => false,
        }
    }
}

#[cfg(test)]
mod tests;
