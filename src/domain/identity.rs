//! Who may act: roles, and how somebody comes to hold a key.

use crate::domain::words::words;

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
        /// A one-time code handed to an owner of the register.
        OwnerCode = "owner_code",
        /// A one-time invitation handed to an officer.
        OfficerInvitation = "officer_invitation",
        /// The one-time link that the command line prints for an operator.
        OperatorInvitation = "operator_invitation",
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
    fn roles_and_methods_survive_their_texts() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
        }
        for method in EnrolmentMethod::ALL {
            assert_eq!(method.as_str().parse(), Ok(*method));
        }
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
