//! Who may act: roles, and how somebody comes to hold a key.

use thiserror::Error;

use crate::domain::words::words;

/// Most characters of a key's name.
pub const KEY_LABEL_MAX: usize = 40;

/// What somebody calls a key of theirs: 1 to 40 characters on one line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyLabel(String);

/// Why something is no name of a key.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum KeyLabelError {
    /// Nothing, or too much.
    #[error("must have 1 to {KEY_LABEL_MAX} characters: name the device, not a person")]
    Length,
    /// A line break or another control character.
    #[error("must be one line without control characters")]
    Control,
}

impl KeyLabel {
    /// A name; spaces around it do not belong to it.
    pub fn new(text: &str) -> Result<Self, KeyLabelError> {
        let text = text.trim();
        if !(1..=KEY_LABEL_MAX).contains(&text.chars().count()) {
            return Err(KeyLabelError::Length);
        }
        if text.chars().any(char::is_control) {
            Err(KeyLabelError::Control)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

words! {
    /// What somebody may be in a community; the operator alone stands outside all of them.
    pub enum Role {
        /// 业主: votes for the electors that own units.
        Owner = "owner",
        /// 专职秘书: keeps the register, hands out activation codes.
        Secretary = "secretary",
        /// 召集人: calls a meeting and answers for it.
        Convener = "convener",
        /// 业主委员会委员: member of the owners' committee.
        Member = "member",
        /// 业主委员会主任: chair of the owners' committee.
        Chair = "chair",
        /// 监票人: watches the count and countersigns it.
        Scrutineer = "scrutineer",
        /// 街道办: the supervising office.
        Supervisor = "supervisor",
        /// 居委会: the residents' committee.
        ResidentsCommittee = "residents_committee",
        /// Holds a share of a decryption key.
        Trustee = "trustee",
        /// Runs the machine; no power in a community.
        Operator = "operator",
    }
}

impl Role {
    /// Whether the role is granted to somebody in a community, for a term: everybody's but the owner's,
    /// who stands in the register, and the operator's, who stands outside.
    #[must_use]
    pub const fn is_granted(self) -> bool {
        match self {
            Self::Secretary
            | Self::Convener
            | Self::Member
            | Self::Chair
            | Self::Scrutineer
            | Self::Supervisor
            | Self::ResidentsCommittee
            | Self::Trustee => true,
            Self::Owner | Self::Operator => false,
        }
    }

    /// Whether an amendment of the roll that somebody signed as `amended_by` is confirmed by the signature of
    /// somebody else as `self`: of another body, and of one that calls no meeting.
    #[must_use]
    pub const fn may_confirm_amendment(self, amended_by: Self) -> bool {
        matches!(
            (amended_by, self),
            (Self::Secretary, Self::Scrutineer | Self::Supervisor | Self::ResidentsCommittee)
                | (Self::Supervisor, Self::Scrutineer | Self::ResidentsCommittee)
        )
    }

    /// Whether one account cannot hold both roles at once, because the one watches over the other.
    ///
    /// A scrutineer has none of the roles that are watched; the supervising office and the residents'
    /// committee have no other role at all; whoever operates the machine has none in any community. The
    /// same role twice, in two terms, is no conflict.
    #[must_use]
    pub const fn excludes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Operator, Self::Operator)
            | (Self::Supervisor, Self::Supervisor)
            | (Self::ResidentsCommittee, Self::ResidentsCommittee) => false,
            (Self::Operator | Self::Supervisor | Self::ResidentsCommittee, _)
            | (_, Self::Operator | Self::Supervisor | Self::ResidentsCommittee)
            | (Self::Scrutineer, Self::Secretary | Self::Convener | Self::Member | Self::Chair)
            | (Self::Secretary | Self::Convener | Self::Member | Self::Chair, Self::Scrutineer) => true,
            (
                Self::Owner | Self::Trustee,
                Self::Owner
                | Self::Secretary
                | Self::Convener
                | Self::Member
                | Self::Chair
                | Self::Scrutineer
                | Self::Trustee,
            )
            | (
                Self::Secretary | Self::Convener | Self::Member | Self::Chair,
                Self::Owner | Self::Secretary | Self::Convener | Self::Member | Self::Chair | Self::Trustee,
            )
            | (Self::Scrutineer, Self::Owner | Self::Scrutineer | Self::Trustee) => false,
        }
    }

    /// Whether it may be the second party, besides the secretary, to the enrolment of an owner's key.
    ///
    /// Not the convener, who wants votes, and nobody without a part in the meeting's supervision.
    #[must_use]
    pub const fn seconds(self) -> bool {
        match self {
            Self::Member | Self::Chair | Self::Scrutineer | Self::Supervisor | Self::ResidentsCommittee => {
                true
            }
            Self::Owner | Self::Secretary | Self::Convener | Self::Trustee | Self::Operator => false,
        }
    }

    /// Each of some roles once, in the order of their identifiers: how a list of roles is written down.
    #[must_use]
    pub fn listed(roles: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut roles: Vec<Self> = roles.into_iter().collect();
        roles.sort_unstable_by_key(|role| role.as_str());
        roles.dedup();
        roles
    }

    /// Whether somebody who holds `self` may invite somebody to hold `invited`.
    ///
    /// The operator brings in the supervising office and nobody else, so that running the
    /// machine gives no power in a community; the office brings in the officers. Owners are not
    /// invited: they are in the register and activate themselves.
    #[must_use]
    pub const fn may_invite(self, invited: Self) -> bool {
        match (self, invited) {
            (Self::Operator, Self::Supervisor)
            | (
                Self::Supervisor,
                Self::Secretary
                | Self::Convener
                | Self::Member
                | Self::Chair
                | Self::Scrutineer
                | Self::ResidentsCommittee
                | Self::Trustee,
            ) => true,
            (
                Self::Owner
                | Self::Secretary
                | Self::Convener
                | Self::Member
                | Self::Chair
                | Self::Scrutineer
                | Self::Supervisor
                | Self::ResidentsCommittee
                | Self::Trustee
                | Self::Operator,
                _,
            ) => false,
        }
    }
}

words! {
    /// How somebody proved who they are when a key was enrolled.
    pub enum EnrolmentMethod {
        /// An owner had the code of a letter and one sent to a registered telephone or mail address.
        LetterAndContact = "letter_and_contact",
        /// An owner had the code of a letter and signed in with a provider of identities.
        LetterAndProvider = "letter_and_provider",
        /// An owner was seen by the secretary, and a second officer confirmed it.
        Desk = "desk",
        /// The same for an owner whose earlier keys are lost and end with it.
        Recovery = "recovery",
        /// An owner confirmed it with a key of an earlier device.
        Device = "device",
        /// A one-time invitation handed to an officer.
        OfficerInvitation = "officer_invitation",
        /// The one-time link that the command line prints for an operator.
        OperatorInvitation = "operator_invitation",
    }
}

words! {
    /// What a session may be used for.
    pub enum SessionScope {
        /// Everything its account may do.
        Full = "full",
        /// Looking at what its account may see in one community, and signing out.
        ReadOnly = "read_only",
    }
}

/// Whose signatures stand behind an enrolment besides that of the new key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Confirmation {
    /// Nobody's: two channels, or whoever invited, stand for it.
    Nobody,
    /// The secretary's and that of another officer, who may confirm enrolments.
    TwoOfficers,
    /// That of an earlier key of the same owner.
    OwnDevice,
}

impl EnrolmentMethod {
    /// Whether the key signs for an owner of the register.
    #[must_use]
    pub const fn is_of_owner(self) -> bool {
        match self {
            Self::LetterAndContact | Self::LetterAndProvider | Self::Desk | Self::Recovery | Self::Device => {
                true
            }
            Self::OfficerInvitation | Self::OperatorInvitation => false,
        }
    }

    /// Who has to sign a confirmation.
    #[must_use]
    pub const fn confirmation(self) -> Confirmation {
        match self {
            Self::Desk | Self::Recovery => Confirmation::TwoOfficers,
            Self::Device => Confirmation::OwnDevice,
            Self::LetterAndContact
            | Self::LetterAndProvider
            | Self::OfficerInvitation
            | Self::OperatorInvitation => Confirmation::Nobody,
        }
    }
}

impl Confirmation {
    /// Whether signatures of officers or owners acting as these are all that is needed.
    #[must_use]
    pub fn is_given_by(self, roles: &[Role]) -> bool {
        match (self, roles) {
            (Self::Nobody, []) | (Self::OwnDevice, [Role::Owner]) => true,
            (Self::TwoOfficers, [Role::Secretary, second] | [second, Role::Secretary]) => second.seconds(),
            (Self::Nobody | Self::OwnDevice | Self::TwoOfficers, _) => false,
        }
    }
}

words! {
    /// By what the register says that an owner can be reached.
    pub enum ContactChannel {
        /// A telephone number, by text message.
        Phone = "phone",
        /// A mail address.
        Email = "email",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_at_the_desk_takes_the_secretary_and_one_other() {
        let two = Confirmation::TwoOfficers;
        assert!(two.is_given_by(&[Role::Secretary, Role::Scrutineer]));
        assert!(two.is_given_by(&[Role::Chair, Role::Secretary]));
        for roles in [
            &[][..],
            &[Role::Secretary],
            &[Role::Secretary, Role::Secretary],
            &[Role::Chair, Role::Scrutineer],
            &[Role::Secretary, Role::Convener],
            &[Role::Secretary, Role::Owner],
            &[Role::Secretary, Role::Chair, Role::Member],
        ] {
            assert!(!two.is_given_by(roles), "{roles:?}");
        }
        assert!(Confirmation::OwnDevice.is_given_by(&[Role::Owner]));
        assert!(!Confirmation::OwnDevice.is_given_by(&[Role::Secretary]));
        assert!(Confirmation::Nobody.is_given_by(&[]));
        assert!(!Confirmation::Nobody.is_given_by(&[Role::Secretary]));
    }

    #[test]
    fn a_key_is_called_something_short_on_one_line() {
        assert_eq!(KeyLabel::new(" 我的手机 ").unwrap().as_str(), "我的手机");
        assert!(KeyLabel::new(&"机".repeat(40)).is_ok());
        assert_eq!(KeyLabel::new(&"机".repeat(41)), Err(KeyLabelError::Length));
        assert_eq!(KeyLabel::new(" "), Err(KeyLabelError::Length));
        assert_eq!(KeyLabel::new("a\nb"), Err(KeyLabelError::Control));
    }

    #[test]
    fn roles_and_methods_survive_their_texts() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
        }
        for method in EnrolmentMethod::ALL {
            assert_eq!(method.as_str().parse(), Ok(*method));
        }
        for scope in SessionScope::ALL {
            assert_eq!(scope.as_str().parse(), Ok(*scope));
        }
    }

    #[test]
    fn roles_that_watch_each_other_exclude_each_other_and_no_others_do() {
        use Role::{
            Chair, Convener, Member, Operator, Owner, ResidentsCommittee, Scrutineer, Secretary, Supervisor,
            Trustee,
        };
        // Of each role, those that whoever holds it can hold as well.
        let compatible: [(Role, &[Role]); 10] = [
            (Owner, &[Owner, Secretary, Convener, Member, Chair, Scrutineer, Trustee]),
            (Secretary, &[Owner, Secretary, Convener, Member, Chair, Trustee]),
            (Convener, &[Owner, Secretary, Convener, Member, Chair, Trustee]),
            (Member, &[Owner, Secretary, Convener, Member, Chair, Trustee]),
            (Chair, &[Owner, Secretary, Convener, Member, Chair, Trustee]),
            (Scrutineer, &[Owner, Scrutineer, Trustee]),
            (Supervisor, &[Supervisor]),
            (ResidentsCommittee, &[ResidentsCommittee]),
            (Trustee, &[Owner, Secretary, Convener, Member, Chair, Scrutineer, Trustee]),
            (Operator, &[Operator]),
        ];
        assert_eq!(compatible.len(), Role::ALL.len());
        for (role, with) in compatible {
            for other in Role::ALL {
                assert_eq!(role.excludes(*other), !with.contains(other), "{role} and {other}");
                assert_eq!(role.excludes(*other), other.excludes(role), "{role} and {other}");
            }
        }
    }

    #[test]
    fn whoever_amends_a_roll_or_calls_a_meeting_confirms_no_amendment_of_their_own() {
        for amends in Role::ALL {
            for confirms in Role::ALL {
                if confirms.may_confirm_amendment(*amends) {
                    assert!(confirms.excludes(*amends), "{confirms} may be the {amends}");
                    assert!(confirms.excludes(Role::Convener), "{confirms} may be the convener");
                }
            }
        }
        let of = |amends: Role| Role::ALL.iter().filter(move |own| own.may_confirm_amendment(amends)).count();
        assert_eq!([of(Role::Secretary), of(Role::Supervisor), of(Role::Convener)], [3, 2, 0]);
    }

    #[test]
    fn the_operator_invites_the_supervising_office_and_nobody_else() {
        let invited: Vec<_> =
            Role::ALL.iter().copied().filter(|role| Role::Operator.may_invite(*role)).collect();
        assert_eq!(invited, [Role::Supervisor]);
        assert!(!Role::ALL.iter().copied().any(|role| role.may_invite(Role::Owner)));
        assert!(!Role::ALL.iter().copied().any(|role| role.may_invite(Role::Operator)));
    }
}
