//! Who acts for an elector after a transfer, an inheritance or an appointment during the vote.
//!
//! The electors are frozen at the opening: roll, pseudonyms and denominators stay. A succession says who acts
//! for one of them from its entry on. A vote already cast stands; where none does, the new owners vote. An
//! elector is one head and one vote, so it passes as a whole: where only some of its units are sold, whoever
//! acted for it goes on doing so, and the buyer votes from the next meeting on.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::domain::identity::Role;
use crate::domain::register::{OwnerId, UnitLabel};
use crate::domain::words::words;

words! {
    /// By what somebody else comes to act.
    pub enum SuccessionKind {
        /// The title passed: a sale, a gift, a judgment.
        Transfer = "transfer",
        /// An owner died and others inherited.
        Inheritance = "inheritance",
        /// A guardian acts for an owner, who stays the owner.
        Guardian = "guardian",
        /// Another person represents a legal person, which stays the owner.
        LegalRepresentative = "legal_representative",
    }
}

impl SuccessionKind {
    /// Whether others are the owners afterwards; otherwise the keys of the owner end, and the owner stays.
    #[must_use]
    pub const fn changes_owners(self) -> bool {
        match self {
            Self::Transfer | Self::Inheritance => true,
            Self::Guardian | Self::LegalRepresentative => false,
        }
    }
}

/// Why a succession cannot be recorded.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SuccessionError {
    /// No officer who may sign it.
    #[error("the secretary or the convener signs it; a {0} cannot")]
    SignerRole(Role),
    /// No officer who may confirm it.
    #[error("another officer in office confirms it; a {0} cannot")]
    ConfirmerRole(Role),
    /// One person, or one key, in both places.
    #[error("two officers are needed: another one has to confirm it with a key of their own")]
    SamePerson,
    /// One of the two officers owns what passes, before or after.
    #[error("whoever owns a part of this elector, before or after, cannot record that it passes")]
    OwnCause,
    /// Nobody is named on one side.
    #[error("name at least one owner who acted and one who acts now")]
    Nobody,
    /// The owners differ though the owner stays, or are the same though the title passes.
    #[error("by {0} the owners {1}")]
    OtherOwners(SuccessionKind, &'static str),
    /// Somebody is said to have acted who did not.
    #[error("{0} does not act for this elector, so nobody can take their place")]
    DoesNotAct(OwnerId),
    /// Some of the elector's units stay with who owned them, or go elsewhere.
    #[error(
        "unit {0} does not pass to the same owners: an elector is one head with one vote on the roll as it was frozen, \
         so it passes as a whole or not at all; whoever acted for it goes on doing so in this meeting, and the buyer \
         votes from the next one on"
    )]
    Partial(UnitLabel),
    /// The register does not name the new owners.
    #[error("the latest register names other owners of unit {0}: import the register as it is now first")]
    NotInRegister(UnitLabel),
    /// Co-owners quarrel about a ballot that was cast.
    #[error("the co-owners quarrel about who acts for them: the convener decides that first")]
    Disputed,
    /// Voting has not begun.
    #[error("voting has not begun: amend the provisional roll instead, which changes electors and owners")]
    BeforeOpening,
}

/// Who takes whose place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Succession {
    kind: SuccessionKind,
    before: BTreeSet<OwnerId>,
    after: BTreeSet<OwnerId>,
}

impl Succession {
    /// A succession of these owners, or why it is none.
    pub fn new(
        kind: SuccessionKind,
        before: BTreeSet<OwnerId>,
        after: BTreeSet<OwnerId>,
    ) -> Result<Self, SuccessionError> {
        if before.is_empty() || after.is_empty() {
            return Err(SuccessionError::Nobody);
        }
        match (kind.changes_owners(), before == after) {
            (true, true) => Err(SuccessionError::OtherOwners(kind, "change; they are named the same")),
            (false, false) => Err(SuccessionError::OtherOwners(kind, "stay; name the same before and after")),
            (true, false) | (false, true) => Ok(Self { kind, before, after }),
        }
    }

    /// By what.
    #[must_use]
    pub const fn kind(&self) -> SuccessionKind {
        self.kind
    }

    /// The owners whose place is taken, or for whom somebody else acts.
    #[must_use]
    pub const fn before(&self) -> &BTreeSet<OwnerId> {
        &self.before
    }

    /// The owners who take it.
    #[must_use]
    pub const fn after(&self) -> &BTreeSet<OwnerId> {
        &self.after
    }

    /// Who acts for an elector after it, of those who did.
    pub fn applied(&self, acting: &BTreeSet<OwnerId>) -> Result<BTreeSet<OwnerId>, SuccessionError> {
        if let Some(stranger) = self.before.iter().find(|owner| !acting.contains(*owner)) {
            return Err(SuccessionError::DoesNotAct(stranger.clone()));
        }
        Ok(acting.difference(&self.before).chain(&self.after).cloned().collect())
    }

    /// Whether the register names the new owners for every unit of the elector; `units` are these, with the owners
    /// that the latest register names for each, and `acting` those who acted.
    pub fn check_register<'a>(
        &self,
        acting: &BTreeSet<OwnerId>,
        units: impl IntoIterator<Item = (&'a UnitLabel, &'a BTreeSet<OwnerId>)>,
    ) -> Result<(), SuccessionError> {
        if !self.kind.changes_owners() {
            return Ok(());
        }
        let now = self.applied(acting)?;
        let (passed, stayed): (Vec<_>, Vec<_>) = units.into_iter().partition(|(_, owners)| **owners == now);
        match (passed.first(), stayed.first()) {
            (_, None) => Ok(()),
            (Some(_), Some((unit, _))) => Err(SuccessionError::Partial((*unit).clone())),
            (None, Some((unit, _))) => Err(SuccessionError::NotInRegister((*unit).clone())),
        }
    }
}

/// Whether two officers may record it.
pub const fn check_officers(by: Role, confirmed_by: Role) -> Result<(), SuccessionError> {
    if !matches!(by, Role::Secretary | Role::Convener) {
        return Err(SuccessionError::SignerRole(by));
    }
    // As with the roll before the opening: of a body that calls no meeting.
    if confirmed_by.may_confirm_amendment(Role::Secretary) {
        Ok(())
    } else {
        Err(SuccessionError::ConfirmerRole(confirmed_by))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owners(names: &[&str]) -> BTreeSet<OwnerId> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    fn transfer(before: &[&str], after: &[&str]) -> Succession {
        Succession::new(SuccessionKind::Transfer, owners(before), owners(after)).unwrap()
    }

    #[test]
    fn a_title_passes_to_others_and_a_guardian_changes_no_owner() {
        for kind in SuccessionKind::ALL.iter().copied() {
            let same = Succession::new(kind, owners(&["a"]), owners(&["a"]));
            let other = Succession::new(kind, owners(&["a"]), owners(&["b"]));
            assert_eq!(same.is_ok(), !kind.changes_owners(), "{kind}");
            assert_eq!(other.is_ok(), kind.changes_owners(), "{kind}");
            let nobody = Succession::new(kind, owners(&["a"]), owners(&[]));
            assert_eq!(nobody, Err(SuccessionError::Nobody));
        }
    }

    #[test]
    fn who_owned_a_part_goes_and_the_others_stay() {
        let acting = owners(&["a", "b"]);
        assert_eq!(transfer(&["b"], &["c", "d"]).applied(&acting), Ok(owners(&["a", "c", "d"])));
        let stranger = "x".parse().unwrap();
        assert_eq!(transfer(&["x"], &["c"]).applied(&acting), Err(SuccessionError::DoesNotAct(stranger)));
    }

    #[test]
    fn an_elector_passes_as_a_whole_and_as_the_register_says() {
        let (one, two): (UnitLabel, UnitLabel) = ("1-0101".parse().unwrap(), "1-0102".parse().unwrap());
        let (old, new, other) = (owners(&["a"]), owners(&["b"]), owners(&["c"]));
        let passes = |first: &BTreeSet<OwnerId>, second: &BTreeSet<OwnerId>| {
            transfer(&["a"], &["b"]).check_register(&old, [(&one, first), (&two, second)])
        };
        assert_eq!(passes(&new, &new), Ok(()));
        assert_eq!(passes(&new, &old), Err(SuccessionError::Partial(two.clone())));
        assert_eq!(passes(&other, &new), Err(SuccessionError::Partial(one.clone())));
        assert_eq!(passes(&old, &old), Err(SuccessionError::NotInRegister(one.clone())));
    }

    proptest! {
        #[test]
        fn somebody_always_acts_and_nobody_acts_who_went(
            acting in proptest::collection::btree_set("[a-f]", 1..5),
            after in proptest::collection::btree_set("[a-k]", 1..4),
            gone in 0_usize..5,
        ) {
            let set = |names: &BTreeSet<String>| -> BTreeSet<OwnerId> {
                names.iter().map(|name| name.parse().unwrap()).collect()
            };
            let (acting, after) = (set(&acting), set(&after));
            let before: BTreeSet<OwnerId> = acting.iter().skip(gone % acting.len()).cloned().collect();
            prop_assume!(before != after);
            let own = Succession::new(SuccessionKind::Inheritance, before.clone(), after.clone()).unwrap();
            let now = own.applied(&acting).unwrap();
            prop_assert!(!now.is_empty() && after.is_subset(&now));
            prop_assert!(before.difference(&after).all(|owner| !now.contains(owner)));
        }
    }
}
