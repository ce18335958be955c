//! Which body answers an objection to a step.

use crate::domain::identity::Role;

/// Everybody who answers objections to some step.
pub(super) const ANSWERERS: [Role; 7] = [
    Role::Secretary,
    Role::Convener,
    Role::Member,
    Role::Chair,
    Role::Scrutineer,
    Role::Supervisor,
    Role::ResidentsCommittee,
];

/// As what an objection to a step is answered that was taken in a role: by the same body. A secretary's step is answered
/// for by whom the secretary works for as well; what an owner did, by whoever deals with it.
#[must_use]
pub const fn answerers(by: Role) -> &'static [Role] {
    match by {
        Role::Owner => &[Role::Convener, Role::Chair, Role::Supervisor],
        Role::Secretary => &[Role::Secretary, Role::Convener, Role::Chair],
        Role::Convener => &[Role::Convener],
        Role::Member | Role::Chair => &[Role::Chair, Role::Member],
        Role::Scrutineer => &[Role::Scrutineer],
        Role::ResidentsCommittee => &[Role::ResidentsCommittee],
        // A trustee and an operator sign no steps; what is there all the same is the office's to answer.
        Role::Supervisor | Role::Trustee | Role::Operator => &[Role::Supervisor],
    }
}

/// Who answers in the place of a body that has not answered in time, so that no silence holds an inaugural meeting.
pub(super) const IN_ITS_PLACE: [Role; 3] = [Role::Convener, Role::Supervisor, Role::ResidentsCommittee];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_a_body_that_answers_for_it() {
        for role in Role::ALL.iter().copied() {
            assert!(!answerers(role).is_empty(), "{role}");
            assert!(answerers(role).iter().all(|own| ANSWERERS.contains(own)), "{role}");
        }
        for role in ANSWERERS {
            assert!(answerers(role).contains(&role), "{role}");
        }
    }
}
