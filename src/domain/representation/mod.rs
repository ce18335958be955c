//! Who acts for an elector that several owners hold together.
//!
//! Co-owners choose one person and are one head (法释〔2009〕7号 art 9; 民法典 300). All of them naming
//! the same co-owner settle who acts. Until they do, whoever casts the first ballot represents them
//! *provisionally*: the others are told and may object until the close, and a quarrel that is left goes
//! to the convener. An elector of one owner, a legal person among them, and the developer, for whom any
//! of its owners acts, have no representation and need none.
//!
//! [`Representation`] is folded from what happened, in the order of the record; it says who may cast
//! and whether what was cast counts. A co-owner without an account can neither name anybody nor object
//! here: then nothing is settled by all, and the provisional rule applies.

mod acts;

use std::collections::{BTreeMap, BTreeSet};

pub use acts::{Act, Moment, RepresentationError};

use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorGroup;
use crate::domain::words::words;

words! {
    /// How it stands with who acts for an elector.
    pub enum RepresentationState {
        /// Nobody acted and not everybody named the same co-owner.
        Nobody = "nobody",
        /// The first to act represents the others, none of whom objects.
        Provisional = "provisional",
        /// All co-owners named this one.
        Settled = "settled",
        /// A co-owner objects to the first to act; the convener has to decide.
        Disputed = "disputed",
        /// The convener decided that the first to act represents the others.
        Confirmed = "confirmed",
        /// The convener decided that the ballots of the first to act do not count.
        SetAside = "set_aside",
    }
}

words! {
    /// What the convener decides of a quarrel.
    pub enum DecisionOutcome {
        /// The first to act represents the others.
        Stands = "stands",
        /// The ballots cast so far do not count, and the elector did not take part.
        SetAside = "set_aside",
    }
}

/// Whether a co-owner may cast for the elector.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Admission {
    /// They may.
    Admitted,
    /// Another co-owner acts.
    AnotherActs,
    /// Nobody may until all co-owners name the same one.
    SetAside,
    /// Whoever acted before a succession voted, and that vote stands.
    VotedBefore,
}

/// Who acts for one elector of several owners, and what it comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Representation {
    owners: BTreeSet<OwnerId>,
    nominations: BTreeMap<OwnerId, OwnerId>,
    acting: Option<Acting>,
    objectors: BTreeSet<OwnerId>,
    decided: Option<DecisionOutcome>,
    holding: Holding,
    /// Who acted before the last succession; what they cast themselves stands as it did.
    before: Option<Box<Self>>,
    /// The entry of the last succession; 0 where there was none.
    succeeded: u64,
}

/// How owners hold an elector.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Holding {
    /// Together, or alone.
    Together,
    /// As the developer's, any of whom acts.
    Stock,
}

/// Whoever cast the ballots that stand.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Acting {
    owner: OwnerId,
    /// The entry of the first of these ballots.
    since: u64,
    ballots: usize,
    /// How many of them were cast by the owner, and not by a holder of their mandate.
    own: usize,
}

impl Representation {
    /// The representation of an elector for which nobody has acted; none where one owner, or the
    /// developer, is the elector.
    #[must_use]
    pub fn of(group: &ElectorGroup) -> Option<Self> {
        match group {
            ElectorGroup::Owners(owners) => Self::between(owners.iter().cloned()),
            ElectorGroup::Developer(_) => None,
        }
    }

    /// The same of owners who hold together; none of a single one.
    #[must_use]
    pub fn between(owners: impl IntoIterator<Item = OwnerId>) -> Option<Self> {
        let owners: BTreeSet<OwnerId> = owners.into_iter().collect();
        (owners.len() > 1).then(|| Self::held(owners, Holding::Together))
    }

    /// The representation of any elector, be it of one owner or the developer: what a succession begins with.
    #[must_use]
    pub fn whole(group: &ElectorGroup) -> Self {
        match group {
            ElectorGroup::Owners(owners) => Self::held(owners.clone(), Holding::Together),
            ElectorGroup::Developer(owners) => Self::held(owners.clone(), Holding::Stock),
        }
    }

    /// These owners act from an entry on. What owners cast before stands as it did; what holders cast falls away with
    /// their mandates. If nothing stands, the new owners vote.
    pub fn succeed(&mut self, owners: BTreeSet<OwnerId>, index: u64) {
        let mut before = std::mem::replace(self, Self::held(owners, Holding::Together));
        before.acting = before.acting.take().filter(|acting| acting.own > 0);
        self.before = Some(Box::new(before));
        self.succeeded = index;
    }

    const fn held(owners: BTreeSet<OwnerId>, holding: Holding) -> Self {
        Self {
            owners,
            nominations: BTreeMap::new(),
            acting: None,
            objectors: BTreeSet::new(),
            decided: None,
            holding,
            before: None,
            succeeded: 0,
        }
    }

    /// Whether what counts was cast before a succession.
    #[must_use]
    pub fn is_of_former(&self) -> bool {
        self.voted_before().is_some()
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> RepresentationState {
        if let Some(before) = self.voted_before() {
            return before.state();
        }
        if self.holding == Holding::Stock || self.settled().is_some() {
            return RepresentationState::Settled;
        }
        match (self.decided, &self.acting) {
            (Some(DecisionOutcome::SetAside), _) => RepresentationState::SetAside,
            (Some(DecisionOutcome::Stands), _) => RepresentationState::Confirmed,
            (None, None) => RepresentationState::Nobody,
            (None, Some(_)) if self.objectors.is_empty() => RepresentationState::Provisional,
            (None, Some(_)) => RepresentationState::Disputed,
        }
    }

    /// Who acts, or alone may; nobody while everybody still may, and where it was set aside.
    #[must_use]
    pub fn representative(&self) -> Option<&OwnerId> {
        if let Some(before) = self.voted_before() {
            return before.representative();
        }
        match self.state() {
            RepresentationState::Settled => self.settled(),
            RepresentationState::Provisional
            | RepresentationState::Disputed
            | RepresentationState::Confirmed => self.acting.as_ref().map(|acting| &acting.owner),
            RepresentationState::Nobody | RepresentationState::SetAside => None,
        }
    }

    /// The co-owners.
    #[must_use]
    pub const fn owners(&self) -> &BTreeSet<OwnerId> {
        &self.owners
    }

    /// Whom a co-owner named last.
    #[must_use]
    pub fn nominee_of(&self, owner: &OwnerId) -> Option<&OwnerId> {
        self.nominations.get(owner)
    }

    /// Whether a co-owner objects at present.
    #[must_use]
    pub fn objects(&self, owner: &OwnerId) -> bool {
        self.objectors.contains(owner) || self.voted_before().is_some_and(|before| before.objects(owner))
    }

    /// How many ballots stand: those that count, or may be followed, as `revote` allows.
    #[must_use]
    pub fn standing_ballots(&self) -> usize {
        if let Some(before) = self.voted_before() {
            return before.standing_ballots();
        }
        match self.state() {
            RepresentationState::SetAside => 0,
            RepresentationState::Nobody
            | RepresentationState::Provisional
            | RepresentationState::Settled
            | RepresentationState::Disputed
            | RepresentationState::Confirmed => self.acting.as_ref().map_or(0, |acting| acting.ballots),
        }
    }

    /// Whether the latest ballot counts; a quarrel that is open has to be decided first.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.standing_ballots() > 0
    }

    /// Whether a ballot that was cast at an entry stands: it counts, or may be followed.
    #[must_use]
    pub fn stands(&self, index: u64) -> bool {
        if let Some(before) = self.voted_before() {
            return index < self.succeeded && before.stands(index);
        }
        self.counts() && self.acting.as_ref().is_some_and(|acting| acting.since <= index)
    }

    /// Whether a co-owner may cast.
    #[must_use]
    pub fn admits(&self, owner: &OwnerId) -> Admission {
        if self.voted_before().is_some() {
            return Admission::VotedBefore;
        }
        match (self.state(), self.representative()) {
            (RepresentationState::SetAside, _) => Admission::SetAside,
            (_, Some(representative)) if representative != owner => Admission::AnotherActs,
            (_, Some(_) | None) => Admission::Admitted,
        }
    }

    /// Adds a ballot of an owner that was accepted, at its entry in the record.
    pub fn cast(&mut self, owner: &OwnerId, index: u64) {
        let acting = self.act(owner, index);
        acting.ballots += 1;
        acting.own += 1;
    }

    /// Adds a ballot of a holder that was accepted, which is an act of the owner who gave the mandate.
    pub fn cast_held(&mut self, principal: &OwnerId, index: u64) {
        self.act(principal, index).ballots += 1;
    }

    fn act(&mut self, owner: &OwnerId, index: u64) -> &mut Acting {
        let fresh = Acting { owner: owner.clone(), since: index, ballots: 0, own: 0 };
        let goes_on = |acting: &Acting| acting.owner == *owner || self.holding == Holding::Stock;
        let acting = self.acting.take().filter(goes_on).unwrap_or(fresh);
        self.acting.insert(acting)
    }

    /// Adds a paper that these owners signed and that was returned at an entry, once everything that was cast online
    /// is known; whether it stands. One that all of them signed does; one that some signed does if one of them acts,
    /// or nobody does. One from before a succession is a vote of who acted then.
    pub fn take_paper(&mut self, by: &[OwnerId], index: u64) -> bool {
        let is_former = index < self.succeeded;
        if let Some(before) = self.before.as_deref_mut().filter(|_| is_former) {
            return before.take_paper(by, index);
        }
        if self.is_of_former() {
            return false;
        }
        if self.state() != RepresentationState::Settled && self.owners.iter().all(|own| by.contains(own)) {
            return true;
        }
        let admitted = |owner: &&OwnerId| self.admits(owner) == Admission::Admitted;
        let Some(owner) = by.iter().filter(|own| self.owners.contains(own)).find(admitted) else {
            return false;
        };
        self.cast(owner, index);
        true
    }

    /// Adds the paper of a holder, an act of the owner who gave the mandate; whether it stands. One from before a
    /// succession fell away with its mandate.
    pub fn take_held_paper(&mut self, principal: &OwnerId, index: u64) -> bool {
        let stands = self.succeeded <= index
            && self.owners.contains(principal)
            && self.admits(principal) == Admission::Admitted;
        if stands {
            self.cast_held(principal, index);
        }
        stands
    }

    /// Whoever acted before the last succession, if their vote stands.
    fn voted_before(&self) -> Option<&Self> {
        self.before.as_deref().filter(|before| before.counts())
    }

    /// Whom all co-owners name; a single owner needs nobody's word.
    fn settled(&self) -> Option<&OwnerId> {
        if self.holding == Holding::Together && self.owners.len() == 1 {
            return self.owners.first();
        }
        let first = self.nominations.values().next()?;
        let all = self.nominations.len() == self.owners.len();
        (all && self.nominations.values().all(|named| named == first)).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CLOSES_AT: &str = "2026-06-08T00:00:00Z";

    fn owner(name: &str) -> OwnerId {
        name.parse().unwrap()
    }

    fn of(names: &[&str]) -> Representation {
        Representation::between(names.iter().map(|name| owner(name))).unwrap()
    }

    fn moment(at: &str) -> Moment {
        Moment { at: at.parse().unwrap(), closes_at: CLOSES_AT.parse().unwrap(), close: None }
    }

    fn in_time() -> Moment {
        moment("2026-06-07T23:59:59.999999Z")
    }

    fn nominate(by: &str, representative: &str) -> Act {
        Act::Nominate { by: owner(by), representative: owner(representative) }
    }

    fn object(by: &str, representative: &str) -> Act {
        Act::Object { by: owner(by), representative: owner(representative) }
    }

    fn withdraw(by: &str) -> Act {
        Act::Withdraw { by: owner(by) }
    }

    /// Ann and Bob, in each state, Ann having acted wherever somebody did.
    fn in_state(state: RepresentationState) -> Representation {
        let mut own = of(&["ann", "bob"]);
        let take = |own: &mut Representation, acts: &[Act]| {
            for act in acts {
                own.take(act, &in_time()).unwrap();
            }
        };
        if state != RepresentationState::Nobody {
            own.cast(&owner("ann"), 5);
        }
        match state {
            RepresentationState::Nobody | RepresentationState::Provisional => {}
            RepresentationState::Settled => take(&mut own, &[nominate("ann", "ann"), nominate("bob", "ann")]),
            RepresentationState::Disputed => take(&mut own, &[object("bob", "ann")]),
            RepresentationState::Confirmed => {
                take(&mut own, &[object("bob", "ann"), Act::Decide(DecisionOutcome::Stands)]);
            }
            RepresentationState::SetAside => {
                take(&mut own, &[object("bob", "ann"), Act::Decide(DecisionOutcome::SetAside)]);
            }
        }
        assert_eq!(own.state(), state);
        own
    }

    #[test]
    fn every_state_decides_every_act_as_the_table_says() {
        use RepresentationError as E;
        use RepresentationState as S;
        let table = [
            (S::Nobody, E::NobodyActs, E::NothingToWithdraw, E::NotDisputed),
            (S::Settled, E::SettledByAll, E::NothingToWithdraw, E::NotDisputed),
            (S::Confirmed, E::Decided, E::NothingToWithdraw, E::NotDisputed),
            (S::SetAside, E::Decided, E::NothingToWithdraw, E::NotDisputed),
        ];
        let taken = |state, act: &Act| in_state(state).take(act, &in_time());
        let decision = Act::Decide(DecisionOutcome::Stands);
        for (state, objecting, withdrawing, deciding) in table {
            assert_eq!(taken(state, &object("bob", "ann")), Err(objecting), "{state}");
            assert_eq!(taken(state, &withdraw("bob")), Err(withdrawing), "{state}");
            assert_eq!(taken(state, &decision), Err(deciding), "{state}");
        }
        assert_eq!(taken(S::Provisional, &object("bob", "ann")), Ok(()));
        assert_eq!(taken(S::Provisional, &withdraw("bob")), Err(E::NothingToWithdraw));
        assert_eq!(taken(S::Provisional, &decision), Err(E::NotDisputed));
        assert_eq!(taken(S::Disputed, &object("bob", "ann")), Err(E::ObjectsAlready));
        assert_eq!(taken(S::Disputed, &withdraw("bob")), Ok(()));
        assert_eq!(taken(S::Disputed, &decision), Ok(()));
        for state in S::ALL {
            assert_eq!(taken(*state, &nominate("bob", "bob")), Ok(()), "{state}");
            assert_eq!(taken(*state, &nominate("bob", "cat")), Err(E::NomineeIsNoCoOwner), "{state}");
            assert_eq!(taken(*state, &nominate("cat", "bob")), Err(E::NotACoOwner), "{state}");
            assert_eq!(taken(*state, &object("cat", "ann")), Err(E::NotACoOwner), "{state}");
        }
        assert_eq!(taken(S::Provisional, &object("ann", "ann")), Err(E::OwnActing));
        assert_eq!(taken(S::Provisional, &object("bob", "bob")), Err(E::OtherRepresentative));
    }

    #[test]
    fn who_may_cast_follows_from_the_state() {
        use Admission as A;
        use RepresentationState as S;
        let admitted = |state: S| {
            let own = in_state(state);
            (own.admits(&owner("ann")), own.admits(&owner("bob")), own.standing_ballots())
        };
        assert_eq!(admitted(S::Nobody), (A::Admitted, A::Admitted, 0));
        for state in [S::Provisional, S::Settled, S::Disputed, S::Confirmed] {
            assert_eq!(admitted(state), (A::Admitted, A::AnotherActs, 1), "{state}");
        }
        assert_eq!(admitted(S::SetAside), (A::SetAside, A::SetAside, 0));
    }

    #[test]
    fn when_all_name_another_the_ballots_so_far_are_set_aside_and_stay_so() {
        for state in RepresentationState::ALL {
            let mut own = in_state(*state);
            for by in ["ann", "bob"] {
                own.take(&nominate(by, "bob"), &in_time()).unwrap();
            }
            let expected = (RepresentationState::Settled, Admission::Admitted, Admission::AnotherActs, 0);
            let admits = |name| own.admits(&owner(name));
            assert_eq!(
                (own.state(), admits("bob"), admits("ann"), own.standing_ballots()),
                expected,
                "{state}"
            );
            own.take(&nominate("ann", "ann"), &in_time()).unwrap();
            assert_eq!(own.state(), RepresentationState::Nobody, "{state}");
        }
    }

    #[test]
    fn ballots_that_a_decision_set_aside_do_not_come_back_when_all_name_who_cast_them() {
        let mut own = in_state(RepresentationState::SetAside);
        for by in ["ann", "bob"] {
            own.take(&nominate(by, "ann"), &in_time()).unwrap();
        }
        assert_eq!((own.state(), own.standing_ballots()), (RepresentationState::Settled, 0));
        own.cast(&owner("ann"), 9);
        assert!(own.counts());
    }

    #[test]
    fn the_close_is_the_first_instant_that_is_too_late() {
        for act in [nominate("bob", "bob"), object("bob", "ann")] {
            let taken = |at: &str| in_state(RepresentationState::Provisional).take(&act, &moment(at));
            assert_eq!(taken("2026-06-07T23:59:59.999999Z"), Ok(()));
            assert_eq!(taken(CLOSES_AT), Err(RepresentationError::AfterClose));
        }
        let late = moment(CLOSES_AT);
        let mut own = in_state(RepresentationState::Disputed);
        assert_eq!(own.clone().take(&withdraw("bob"), &late), Ok(()));
        assert_eq!(own.take(&Act::Decide(DecisionOutcome::Stands), &late), Ok(()));
    }

    #[test]
    fn to_a_first_ballot_from_behind_the_close_one_can_object_after_it() {
        let objected = |close| {
            let late = Moment { close: Some(close), ..moment(CLOSES_AT) };
            in_state(RepresentationState::Provisional).take(&object("bob", "ann"), &late)
        };
        assert_eq!(objected(4), Ok(()));
        assert_eq!(objected(6), Err(RepresentationError::AfterClose));
    }

    #[test]
    fn one_owner_and_the_developer_have_no_representation() {
        let owners = |names: &[&str]| names.iter().map(|name| owner(name)).collect::<BTreeSet<_>>();
        assert_eq!(Representation::of(&ElectorGroup::Owners(owners(&["ann"]))), None);
        assert_eq!(Representation::of(&ElectorGroup::Developer(owners(&["ann", "bob"]))), None);
        assert!(Representation::of(&ElectorGroup::Owners(owners(&["ann", "bob"]))).is_some());
    }

    const NAMES: [&str; 3] = ["ann", "bob", "cat"];

    /// Anything anybody may try, by numbers.
    fn attempt((what, by, whom): (u8, usize, usize)) -> Option<Act> {
        let (by, representative) = (owner(NAMES[by]), owner(NAMES[whom]));
        match what {
            0 => Some(Act::Nominate { by, representative }),
            1 => Some(Act::Object { by, representative }),
            2 => Some(Act::Withdraw { by }),
            3 => Some(Act::Decide(DecisionOutcome::Stands)),
            4 => Some(Act::Decide(DecisionOutcome::SetAside)),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn in_whatever_order_one_owner_at_most_has_ballots_that_stand_and_settling_ends_every_quarrel(
            attempts in prop::collection::vec((0_u8..8, 0_usize..3, 0_usize..3), 0..60)
        ) {
            let mut own = of(&NAMES);
            let mut standing: Vec<OwnerId> = Vec::new();
            for (index, tried) in (0..).zip(attempts) {
                match attempt(tried) {
                    Some(act) => {
                        let before = own.clone();
                        // What is refused changes nothing.
                        if own.take(&act, &in_time()).is_err() {
                            prop_assert_eq!(&own, &before);
                        }
                    }
                    None if own.admits(&owner(NAMES[tried.1])) == Admission::Admitted => {
                        own.cast(&owner(NAMES[tried.1]), index);
                        standing.push(owner(NAMES[tried.1]));
                    }
                    None => {}
                }
                let kept = standing.len() - own.standing_ballots().min(standing.len());
                let latest: BTreeSet<_> = standing[kept..].iter().collect();
                prop_assert!(latest.len() <= 1, "{:?}", own);
                if own.counts() && own.state() != RepresentationState::Nobody {
                    prop_assert_eq!(latest.first().copied(), own.representative());
                }
                let named: BTreeSet<_> = NAMES.iter().map(|name| own.nominee_of(&owner(name))).collect();
                let agreed = named.len() == 1 && !named.contains(&None);
                prop_assert_eq!(agreed, own.state() == RepresentationState::Settled);
                if agreed {
                    prop_assert!(NAMES.iter().all(|name| !own.objects(&owner(name))));
                }
            }
        }
    }

    fn single(name: &str) -> Representation {
        Representation::whole(&ElectorGroup::Owners([owner(name)].into()))
    }

    fn owners(names: &[&str]) -> BTreeSet<OwnerId> {
        names.iter().map(|name| owner(name)).collect()
    }

    #[test]
    fn a_vote_cast_before_a_succession_stands_and_the_new_owner_has_none() {
        let mut own = single("ann");
        own.cast(&owner("ann"), 5);
        own.succeed(owners(&["bob"]), 6);
        assert_eq!(own.admits(&owner("bob")), Admission::VotedBefore);
        assert_eq!((own.standing_ballots(), own.counts()), (1, true));
        own.succeed(owners(&["eve"]), 7);
        assert_eq!(own.admits(&owner("eve")), Admission::VotedBefore);
    }

    #[test]
    fn without_a_vote_the_new_owners_vote_and_the_old_one_does_not() {
        let mut own = single("ann");
        own.succeed(owners(&["bob", "eve"]), 6);
        assert_eq!(own.state(), RepresentationState::Nobody);
        assert!(!own.owners().contains(&owner("ann")));
        own.cast(&owner("bob"), 9);
        assert_eq!(own.admits(&owner("eve")), Admission::AnotherActs);
        own.take(&object("eve", "bob"), &in_time()).unwrap();
        assert_eq!(own.state(), RepresentationState::Disputed);
    }

    #[test]
    fn the_developers_vote_stands_whichever_of_its_owners_cast_it() {
        let mut own = Representation::whole(&ElectorGroup::Developer(owners(&["dev", "dev-2"])));
        assert_eq!(own.admits(&owner("dev-2")), Admission::Admitted);
        own.cast(&owner("dev"), 5);
        assert_eq!(own.admits(&owner("dev-2")), Admission::Admitted);
        own.succeed(owners(&["bob"]), 6);
        assert_eq!(own.admits(&owner("bob")), Admission::VotedBefore);
    }

    #[test]
    fn a_vote_set_aside_after_a_succession_leaves_the_elector_to_the_new_owners() {
        let mut own = of(&["ann", "bob"]);
        own.cast(&owner("ann"), 5);
        own.succeed(owners(&["bob", "eve"]), 6);
        assert_eq!(own.admits(&owner("eve")), Admission::VotedBefore);
        own.take(&object("bob", "ann"), &in_time()).unwrap();
        assert_eq!(own.state(), RepresentationState::Disputed);
        own.take(&Act::Decide(DecisionOutcome::SetAside), &in_time()).unwrap();
        assert_eq!(own.admits(&owner("eve")), Admission::Admitted);
        assert!(!own.counts());
    }

    #[test]
    fn a_holders_vote_falls_away_with_a_succession_and_a_former_owners_paper_does_not() {
        let mut own = single("ann");
        own.cast_held(&owner("ann"), 5);
        assert!(own.counts());
        own.succeed(owners(&["bob"]), 6);
        assert_eq!(own.admits(&owner("bob")), Admission::Admitted);
        own.cast(&owner("bob"), 9);
        assert_eq!((own.stands(5), own.stands(9)), (false, true));
        // A holder's paper from before it does not count, and the owner's own does, over what came later.
        assert!(!own.take_held_paper(&owner("ann"), 4));
        assert!(!own.take_paper(&[owner("ann")], 7));
        assert!(own.take_paper(&[owner("ann")], 5));
        assert!(own.is_of_former() && !own.stands(9));
        assert!(!own.take_paper(&[owner("bob")], 8));
    }

    proptest! {
        #[test]
        fn an_elector_votes_once_whoever_it_passes_to(
            steps in proptest::collection::vec((any::<bool>(), 0_usize..3), 0..24),
        ) {
            let names = ["ann", "bob", "eve"];
            let mut own = single("ann");
            // Who acts, and whose vote stands.
            let (mut acting, mut voted) = ("ann", None);
            for (index, (passes, place)) in steps.into_iter().enumerate() {
                let name = names[place];
                if passes {
                    own.succeed(owners(&[name]), index as u64);
                    acting = name;
                } else if name == acting && own.admits(&owner(name)) == Admission::Admitted {
                    prop_assert!(voted.is_none_or(|by| by == name));
                    own.cast(&owner(name), index as u64);
                    voted = Some(name);
                }
                prop_assert_eq!(own.counts(), voted.is_some());
                prop_assert_eq!(own.owners(), &owners(&[acting]));
            }
        }
    }
}
