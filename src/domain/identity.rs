//! Who may act: roles, and how somebody comes to hold a key.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What somebody may be in a community; the operator alone stands outside all of them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// 业主: votes for the electors that own units.
    Owner,
    /// 专职秘书: keeps the register, hands out activation codes.
    Secretary,
    /// 召集人: calls a meeting and answers for it.
    Convener,
    /// 业主委员会委员: member of the owners' committee.
    Member,
    /// 业主委员会主任: chair of the owners' committee.
    Chair,
    /// 监票人: watches the count and countersigns it.
    Scrutineer,
    /// 街道办: the supervising office.
    Supervisor,
    /// 居委会: the residents' committee.
    ResidentsCommittee,
    /// Holds a share of a decryption key.
    Trustee,
    /// Runs the machine; no power in a community.
    Operator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 10] = [
        Self::Owner,
        Self::Secretary,
        Self::Convener,
        Self::Member,
        Self::Chair,
        Self::Scrutineer,
        Self::Supervisor,
        Self::ResidentsCommittee,
        Self::Trustee,
        Self::Operator,
    ];

    /// The identifier, as stored and published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Secretary => "secretary",
            Self::Convener => "convener",
            Self::Member => "member",
            Self::Chair => "chair",
            Self::Scrutineer => "scrutineer",
            Self::Supervisor => "supervisor",
            Self::ResidentsCommittee => "residents_committee",
            Self::Trustee => "trustee",
            Self::Operator => "operator",
        }
    }

    /// Whether somebody who holds `self` may invite somebody to hold `invited`.
    ///
    /// The operator brings in the supervising office and nobody else, so that running the
    /// machine gives no power in a community; the office brings in the officers. Owners are not
    /// invited: they are in the register and activate themselves.
    #[must_use]
    pub const fn may_invite(self, invited: Self) -> bool {
        match (self, invited) {
            (Self::Operator, Self::Supervisor) => true,
            (
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

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no role.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not a role")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

/// How somebody proved who they are when a key was enrolled.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum EnrolmentMethod {
    /// A one-time code handed to an owner of the register.
    OwnerCode,
    /// A one-time invitation handed to an officer.
    OfficerInvitation,
    /// The one-time link that the command line prints for an operator.
    OperatorInvitation,
}

impl EnrolmentMethod {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::OwnerCode, Self::OfficerInvitation, Self::OperatorInvitation];

    /// The identifier, as signed and published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OwnerCode => "owner_code",
            Self::OfficerInvitation => "officer_invitation",
            Self::OperatorInvitation => "operator_invitation",
        }
    }
}

/// A text that names no way of enrolling.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not a method of enrolment")]
pub struct UnknownMethod;

impl FromStr for EnrolmentMethod {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        Self::ALL.into_iter().find(|method| method.as_str() == text).ok_or(UnknownMethod)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_and_methods_survive_their_texts() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        for method in EnrolmentMethod::ALL {
            assert_eq!(method.as_str().parse(), Ok(method));
        }
    }

    #[test]
    fn the_operator_invites_the_supervising_office_and_nobody_else() {
        let invited: Vec<_> = Role::ALL.into_iter().filter(|role| Role::Operator.may_invite(*role)).collect();
        assert_eq!(invited, [Role::Supervisor]);
        assert!(!Role::ALL.into_iter().any(|role| role.may_invite(Role::Owner)));
        assert!(!Role::ALL.into_iter().any(|role| role.may_invite(Role::Operator)));
    }
}
