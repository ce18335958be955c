//! The votes as far as they were followed, and at the close those that count.

use std::collections::BTreeMap;
use std::mem;

use super::enrolments::Enrolled;
use super::mandates::Mandates;
use super::representation::{Represented, Spoken};
use crate::domain::ballots::{
    Choice, Earlier, Heard, Medium, PaperVote, Polled, Voice, Voices, papers_that_stand,
};
use crate::domain::identity::EnrolmentMethod;
use crate::domain::mandates::Mandate;
use crate::domain::meetings::{Matter, MatterId};
use crate::domain::register::OwnerId;
use crate::domain::representation::Representation;
use crate::domain::roll::{ElectorId, RollAnnex};
use crate::domain::rules::Switches;
use crate::evidence::certificate::{CastBy, ChannelsForm, CoOwnedForm};
use crate::verify::report::{EnrolmentShare, Ledger};

/// Ballots of a voice that are kept: no rule asks for more.
const EARLIER_MAX: usize = 2;

/// The votes that count, one an elector, and how they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Effective {
    votes: BTreeMap<ElectorId, Said>,
    /// How co-owned electors were represented.
    pub(super) co_owned: CoOwnedForm,
    /// How the votes came.
    pub(super) channels: ChannelsForm,
}

/// What was cast for each elector, as far as it was followed.
#[derive(Clone, Debug, Default)]
pub(super) struct Followed(BTreeMap<ElectorId, Cast>);

#[derive(Clone, Debug, Default)]
struct Cast {
    /// The last ballots of each voice, [`EARLIER_MAX`] at most, in the order of the record.
    earlier: Vec<Earlier>,
    voices: Voices<Said>,
}

/// What a vote says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// By the place of the matter on the agenda.
    pub(super) choices: Box<[Option<Choice>]>,
    pub(super) by: CastBy,
    /// Its entry.
    pub(super) index: u64,
    /// How and where the key was enrolled that signed it; none of a paper.
    pub(super) enrolled: Option<(EnrolmentMethod, u64)>,
}

/// What papers are held against at the close.
pub(super) struct Papers<'a> {
    pub(super) votes: &'a [PaperVote],
    pub(super) mandates: &'a Mandates,
    pub(super) not_authentic: u64,
}

impl Papers<'_> {
    /// The mandate that a holder's paper was cast under.
    fn under(&self, paper: &PaperVote) -> Option<Mandate> {
        match paper.voice {
            Voice::Own => None,
            Voice::Holder(mandate) => self.mandates.get(&mandate.into(), paper.index),
        }
    }
}

impl Said {
    /// What was said on the matters of an agenda, in their order.
    pub(super) fn on(agenda: &[Matter], choices: &[(MatterId, Choice)]) -> Box<[Option<Choice>]> {
        let choice = |own: &Matter| choices.iter().find(|(id, _)| id == own.id());
        agenda.iter().map(|own| choice(own).map(|(_, choice)| choice.clone())).collect()
    }

    /// What a signed ballot adds to this.
    pub(super) fn signed(
        choices: Box<[Option<Choice>]>,
        (by, index): (CastBy, u64),
        enrolled: &Enrolled,
    ) -> Self {
        Self { choices, by, index, enrolled: Some((enrolled.method, enrolled.index)) }
    }
}

impl Effective {
    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.votes.len() as u64
    }

    /// An elector's choice on the matter at this place of the agenda, if there is one.
    pub(super) fn choice(&self, elector: ElectorId, place: usize) -> Option<&Choice> {
        self.votes.get(&elector)?.choices.get(place)?.as_ref()
    }

    /// How the keys of those that were signed were enrolled.
    pub(super) fn shares(&self, opening: u64) -> Vec<EnrolmentShare> {
        let enrolled = || self.votes.values().filter_map(|said| said.enrolled);
        let share = |method: EnrolmentMethod| {
            let own = || enrolled().filter(move |(own, _)| *own == method);
            let before_opening = own().filter(|(_, index)| *index < opening).count() as u64;
            EnrolmentShare { method, before_opening, after_opening: own().count() as u64 - before_opening }
        };
        let shares = EnrolmentMethod::ALL.iter().copied().map(share);
        shares.filter(|share| share.before_opening + share.after_opening > 0).collect()
    }
}

impl Followed {
    /// The ballots accepted for an elector so far.
    pub(super) fn earlier(&self, elector: ElectorId) -> &[Earlier] {
        self.0.get(&elector).map_or(&[], |cast| &cast.earlier)
    }

    /// Adds a ballot that was rightly accepted; of its voice only what still stands goes before it.
    pub(super) fn hear(
        &mut self,
        elector: ElectorId,
        earlier: Earlier,
        heard: Heard<Said>,
        representation: Option<&Representation>,
    ) {
        let cast = self.0.entry(elector).or_default();
        let stands = |index| representation.is_none_or(|own| own.stands(index));
        cast.voices.retain(|own| own.voice != heard.voice || stands(own.says.index));
        cast.voices.hear(heard);
        let of_voice = |own: &Earlier| own.voice == earlier.voice;
        if cast.earlier.iter().filter(|own| of_voice(own)).count() >= EARLIER_MAX
            && let Some(first) = cast.earlier.iter().position(of_voice)
        {
            cast.earlier.remove(first);
        }
        cast.earlier.push(earlier);
    }

    /// Ends it: papers beside ballots, what was set aside without effect, and one vote an elector.
    pub(super) fn close(
        &mut self,
        (agenda, switches): (&[Matter], &Switches),
        (represented, spoken, annex): (&mut Represented, &Spoken, &RollAnnex),
        papers: &Papers<'_>,
        ledger: &mut Ledger,
    ) -> Effective {
        let mut by_elector: BTreeMap<ElectorId, Vec<&PaperVote>> = BTreeMap::new();
        for paper in papers_that_stand(switches.revote, papers.votes) {
            by_elector.entry(paper.elector).or_default().push(paper);
            self.0.entry(paper.elector).or_default();
        }
        let channels = ChannelsForm { not_authentic: papers.not_authentic, ..ChannelsForm::default() };
        let mut effective = Effective { channels, ..Effective::default() };
        for (elector, cast) in mem::take(&mut self.0) {
            let acting = represented.before((spoken, annex), (elector, u64::MAX), ledger).cloned();
            let mut polled = Polled::new(acting);
            for heard in cast.voices.into_each() {
                polled.online(heard.says.index, heard);
            }
            for paper in by_elector.remove(&elector).unwrap_or_default() {
                let mandate = papers.under(paper);
                let (by, heard) = on_paper(agenda, paper, mandate.as_ref());
                polled.paper(paper.index, by, heard);
            }
            if let Some(state) = polled.represented() {
                effective.co_owned.add(state);
            }
            effective.channels.conflicts += u64::from(polled.voices().conflict());
            if let Some(heard) = polled.counting(switches.channel_conflict) {
                effective.channels.add(heard.medium, heard.says.by);
                effective.votes.insert(elector, heard.says.clone());
            }
        }
        effective
    }
}

/// Whose act a paper is, and what it says.
fn on_paper<'a>(
    agenda: &[Matter],
    paper: &'a PaperVote,
    mandate: Option<&'a Mandate>,
) -> (&'a [OwnerId], Heard<Said>) {
    let (by, given, cast_by) = match (paper.voice, mandate) {
        (Voice::Holder(_), Some(own)) => {
            (std::slice::from_ref(&own.principal), own.given, CastBy::Holder(own.capacity))
        }
        (Voice::Own, _) | (Voice::Holder(_), None) => (paper.signed_by.as_slice(), 0, CastBy::Owner),
    };
    let choices = Said::on(agenda, &paper.choices);
    let heard = Heard {
        voice: paper.voice,
        given,
        medium: Medium::Paper,
        first_at: paper.received_at,
        last_at: paper.received_at,
        says: Said { choices, by: cast_by, index: paper.index, enrolled: None },
    };
    (by, heard)
}
