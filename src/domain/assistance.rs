//! Votes cast with help: an elderly owner at a desk, or at their own door, with two persons beside them.
//!
//! The vote is signed with the owner's own key and never with an officer's. What the two persons sign says that
//! this owner is with them and will vote for this elector with this key; so the key need not wait as others of
//! during the vote do, and the ballot counts as one that was assisted.

use thiserror::Error;

use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::domain::words::words;

/// How long after it was recorded help covers a ballot, in seconds: two hours.
pub const ASSISTANCE_SECONDS: i64 = 2 * 60 * 60;

words! {
    /// Where somebody is helped.
    pub enum AssistancePlace {
        /// At the secretary's desk.
        Desk = "desk",
        /// At the owner's door.
        Door = "door",
    }
}

/// Help that was recorded for one key and one elector: it covers the next ballot of that key for that elector.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Assistance {
    /// Its entry.
    pub index: u64,
    /// The time of the entry.
    pub at: Instant,
}

/// One of the two persons.
#[derive(Clone, Copy, Debug)]
pub struct Helper<'a> {
    /// As what they sign; `owner` for a witness.
    pub role: Role,
    /// The owners they are known to be.
    pub owners: &'a [OwnerId],
}

/// Why help cannot be recorded.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum AssistanceError {
    /// Who helps is neither secretary nor convener.
    #[error("the secretary or the convener helps; a {0} cannot")]
    HelperRole(Role),
    /// Who confirms is no officer of the community and no owner.
    #[error("another officer in office confirms it, or an owner as a witness; a {0} cannot")]
    WitnessRole(Role),
    /// One person, or one key, in both places.
    #[error("two persons are needed: somebody else has to confirm it with a key of their own")]
    SamePerson,
    /// The key that is to vote signed as one of the two.
    #[error(
        "the key that will vote must be the owner's own, and sign neither the assistance nor its confirmation"
    )]
    HelpersKey,
    /// The key that is to vote is not good, or speaks for somebody else.
    #[error("the key that will vote is not an enrolled key of this owner; enrol one at the desk first")]
    NotTheOwnersKey,
    /// The owner may not act for the elector.
    #[error("this owner may not act for this elector")]
    OwnerDoesNotAct,
    /// One of the two owns what is voted for.
    #[error("whoever owns a part of this elector cannot help with its vote, nor witness it")]
    CoOwner,
    /// One of the two stands for election.
    #[error("a candidate of this meeting cannot help with a vote, nor witness it")]
    Candidate,
}

impl Assistance {
    /// Whether a ballot of this time is covered.
    #[must_use]
    pub fn covers(self, received_at: Instant) -> bool {
        self.at <= received_at && received_at < self.at.plus_seconds(ASSISTANCE_SECONDS)
    }

    /// The help that the next ballot of a key for an elector uses up; `recorded` is all of it in the order of the
    /// record, `last` the entry of the key's last ballot for that elector.
    #[must_use]
    pub fn unused(recorded: &[Self], last: Option<u64>) -> Option<Self> {
        recorded.last().copied().filter(|own| last.is_none_or(|last| last < own.index))
    }
}

/// Whether two persons may help with the vote of an elector of these owners.
pub fn check_helpers<'a>(
    (helper, witness): (Helper<'_>, Helper<'_>),
    acting: impl IntoIterator<Item = &'a OwnerId>,
) -> Result<(), AssistanceError> {
    if !matches!(helper.role, Role::Secretary | Role::Convener) {
        return Err(AssistanceError::HelperRole(helper.role));
    }
    if !(witness.role == Role::Owner || witness.role.is_granted()) {
        return Err(AssistanceError::WitnessRole(witness.role));
    }
    let owns = |owner: &OwnerId| helper.owners.contains(owner) || witness.owners.contains(owner);
    if acting.into_iter().any(owns) { Err(AssistanceError::CoOwner) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn help(index: u64, text: &str) -> Assistance {
        Assistance { index, at: at(text) }
    }

    #[test]
    fn help_covers_two_hours_and_not_a_moment_before_or_after() {
        let own = help(5, "2026-05-20T08:00:00Z");
        assert!(!own.covers(at("2026-05-20T07:59:59.999999Z")));
        assert!(own.covers(at("2026-05-20T08:00:00Z")));
        assert!(own.covers(at("2026-05-20T09:59:59.999999Z")));
        assert!(!own.covers(at("2026-05-20T10:00:00Z")));
    }

    #[test]
    fn help_is_for_one_ballot() {
        let all = [help(5, "2026-05-20T08:00:00Z"), help(9, "2026-05-20T08:30:00Z")];
        assert_eq!(Assistance::unused(&all, None), Some(all[1]));
        assert_eq!(Assistance::unused(&all, Some(7)), Some(all[1]));
        assert_eq!(Assistance::unused(&all, Some(10)), None);
        assert_eq!(Assistance::unused(&[], None), None);
    }

    #[test]
    fn the_secretary_or_the_convener_helps_and_any_other_officer_or_an_owner_is_the_witness() {
        let of = |role| Helper { role, owners: &[] };
        for role in Role::ALL.iter().copied() {
            let may_help = [Role::Secretary, Role::Convener].contains(&role);
            let expected = if may_help { Ok(()) } else { Err(AssistanceError::HelperRole(role)) };
            assert_eq!(check_helpers((of(role), of(Role::Scrutineer)), &[]), expected);
            let may_witness = role != Role::Operator;
            let expected = if may_witness { Ok(()) } else { Err(AssistanceError::WitnessRole(role)) };
            assert_eq!(check_helpers((of(Role::Secretary), of(role)), &[]), expected);
        }
    }

    #[test]
    fn nobody_helps_with_a_vote_of_their_own() {
        let acting: [OwnerId; 2] = ["o-1".parse().unwrap(), "o-2".parse().unwrap()];
        let other: [OwnerId; 1] = ["o-3".parse().unwrap()];
        let of = |role, owners| Helper { role, owners };
        let pair = (of(Role::Secretary, &acting[1..]), of(Role::Owner, &other[..]));
        assert_eq!(check_helpers(pair, &acting), Err(AssistanceError::CoOwner));
        let pair = (of(Role::Secretary, &[][..]), of(Role::Owner, &acting[..1]));
        assert_eq!(check_helpers(pair, &acting), Err(AssistanceError::CoOwner));
        let pair = (of(Role::Secretary, &[][..]), of(Role::Owner, &other[..]));
        assert_eq!(check_helpers(pair, &acting), Ok(()));
    }
}
