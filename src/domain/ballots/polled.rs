//! The votes of one elector at the close: which of them stand between co-owners, and which one counts.
//!
//! Whether a ballot that is cast online is one of whoever acts is decided when it is cast. Papers are held
//! against who acts at the close, in order of receipt: one that all co-owners signed always stands; one that
//! some signed stands if one of them acts, or nobody does. A holder's vote is an act of the principal.

use super::voices::{Heard, Voice, Voices};
use crate::domain::register::OwnerId;
use crate::domain::representation::{Representation, RepresentationState};
use crate::domain::rules::switches::ChannelConflict;

/// The votes of one elector.
#[derive(Clone, Debug)]
pub struct Polled<S> {
    voices: Voices<S>,
    /// Who acts for co-owners; none of a single one.
    representation: Option<Representation>,
    came: bool,
}

impl<S> Polled<S> {
    /// Nothing yet, from an elector that is so represented after its last ballot.
    #[must_use]
    pub fn new(representation: Option<Representation>) -> Self {
        Self { voices: Voices::default(), representation, came: false }
    }

    /// Takes a ballot that was accepted online, in the order of the record.
    pub fn online(&mut self, index: u64, heard: Heard<S>) {
        self.came = true;
        if self.representation.as_ref().is_none_or(|own| own.stands(index)) {
            self.voices.hear(heard);
        }
    }

    /// Takes a paper, after everything that came online; `by` signed it, or gave the mandate of who did.
    pub fn paper(&mut self, index: u64, by: &[OwnerId], heard: Heard<S>) {
        self.came = true;
        let Some(own) = &mut self.representation else { return self.voices.hear(heard) };
        let was_of_former = own.is_of_former();
        let stands = match (heard.voice, by) {
            (Voice::Own, _) => own.take_paper(by, index),
            (Voice::Holder(_), [principal]) => own.take_held_paper(principal, index),
            (Voice::Holder(_), _) => false,
        };
        if own.is_of_former() && !was_of_former {
            // It was a former owner's vote, beside which nothing counts that came after the succession.
            self.voices = Voices::default();
        }
        if stands {
            self.voices.hear(heard);
        }
    }

    /// The votes that stand.
    #[must_use]
    pub const fn voices(&self) -> &Voices<S> {
        &self.voices
    }

    /// The vote that counts; none where nothing stands.
    #[must_use]
    pub fn counting(&self, conflict: ChannelConflict) -> Option<&Heard<S>> {
        self.voices.counting(conflict)
    }

    /// How it stands with who acted, as it is certified: [`RepresentationState::SetAside`] where something
    /// came and nothing of it stands; none where one owner, or the developer, is the elector.
    #[must_use]
    pub fn represented(&self) -> Option<RepresentationState> {
        let state = self.representation.as_ref()?.state();
        match (self.voices.each().is_empty(), state) {
            (true, _) => self.came.then_some(RepresentationState::SetAside),
            // What all of them signed needs nobody to act.
            (false, RepresentationState::SetAside) => Some(RepresentationState::Settled),
            (false, _) => Some(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ballots::{Medium, Voice};
    use crate::domain::instants::Instant;
    use crate::domain::representation::{Act, DecisionOutcome, Moment};

    fn owner(name: &str) -> OwnerId {
        name.parse().unwrap()
    }

    fn heard(medium: Medium, says: u64) -> Heard<u64> {
        let at: Instant = "2026-06-01T00:00:00Z".parse().unwrap();
        Heard { voice: Voice::Own, given: 0, medium, first_at: at, last_at: at, says }
    }

    /// Ann and Bob, after Ann cast at entry 5 and this was said.
    fn polled(acts: &[Act]) -> Polled<u64> {
        let mut own = Representation::between([owner("ann"), owner("bob")]).unwrap();
        own.cast(&owner("ann"), 5);
        let at: Instant = "2026-06-01T00:00:00Z".parse().unwrap();
        for act in acts {
            own.take(act, &Moment { at, closes_at: at.plus_seconds(1), close: None }).unwrap();
        }
        let mut polled = Polled::new(Some(own));
        polled.online(5, heard(Medium::Online, 5));
        polled
    }

    fn after(mut polled: Polled<u64>, by: &[&str]) -> (Option<u64>, Option<RepresentationState>) {
        let by: Vec<OwnerId> = by.iter().map(|name| owner(name)).collect();
        polled.paper(9, &by, heard(Medium::Paper, 9));
        (polled.counting(ChannelConflict::Paper).map(|own| own.says), polled.represented())
    }

    #[test]
    fn a_paper_stands_if_whoever_acts_or_all_co_owners_signed_it() {
        use RepresentationState::{Provisional, SetAside, Settled};
        let by = |representative: &str| {
            ["ann", "bob"].map(|by| Act::Nominate { by: owner(by), representative: owner(representative) })
        };
        let quarrel = [
            Act::Object { by: owner("bob"), representative: owner("ann") },
            Act::Decide(DecisionOutcome::SetAside),
        ];
        assert_eq!(after(polled(&[]), &["ann"]), (Some(9), Some(Provisional)));
        assert_eq!(after(polled(&[]), &["bob"]), (Some(5), Some(Provisional)), "another acts");
        assert_eq!(after(polled(&[]), &["ann", "bob"]), (Some(9), Some(Provisional)));
        assert_eq!(after(polled(&by("bob")), &["bob"]), (Some(9), Some(Settled)));
        assert_eq!(after(polled(&by("bob")), &["ann"]), (None, Some(SetAside)));
        assert_eq!(after(polled(&quarrel), &["ann"]), (None, Some(SetAside)));
        assert_eq!(after(polled(&quarrel), &["bob", "ann"]), (Some(9), Some(Settled)));
    }

    #[test]
    fn the_first_paper_to_come_represents_the_others_where_nobody_acts() {
        let fresh = Representation::between([owner("ann"), owner("bob")]);
        let mut polled: Polled<u64> = Polled::new(fresh);
        assert_eq!(polled.represented(), None);
        polled.paper(3, &[owner("bob")], heard(Medium::Paper, 3));
        polled.paper(4, &[owner("ann")], heard(Medium::Paper, 4));
        assert_eq!(polled.counting(ChannelConflict::First).map(|own| own.says), Some(3));
        assert_eq!(polled.represented(), Some(RepresentationState::Provisional));
    }
}
