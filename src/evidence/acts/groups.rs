//! The composition of a group, as deeds write it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::groups::{Capacity, Group, GroupError, GroupMember};
use crate::evidence::text;

/// A member of a group: for whom they sit in it, and the office they sign as.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupMemberForm {
    /// `owner`, `developer`, `supervising_office`, `residents_committee` or `party_organisation`.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "owner"))]
    pub capacity: Capacity,
    /// The grant of the office under which the member signs; left out for one who signs nothing here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Uuid>,
}

/// The members of a group; the list with names is a document of its own.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupMembersForm {
    /// Who heads the group.
    pub head: GroupMemberForm,
    /// The other members.
    pub others: Vec<GroupMemberForm>,
}

/// A group that travels as [`GroupMembersForm`]; members who make no group are not read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "GroupMembersForm", into = "GroupMembersForm")]
pub struct GroupForm(pub Group);

impl From<&GroupMember> for GroupMemberForm {
    fn from(member: &GroupMember) -> Self {
        Self { capacity: member.capacity, grant: member.grant }
    }
}

impl From<GroupMemberForm> for GroupMember {
    fn from(form: GroupMemberForm) -> Self {
        Self { capacity: form.capacity, grant: form.grant }
    }
}

impl From<&Group> for GroupMembersForm {
    fn from(group: &Group) -> Self {
        Self { head: group.head().into(), others: group.members().skip(1).map(Into::into).collect() }
    }
}

impl From<GroupForm> for GroupMembersForm {
    fn from(form: GroupForm) -> Self {
        (&form.0).into()
    }
}

impl TryFrom<GroupMembersForm> for GroupForm {
    type Error = GroupError;

    fn try_from(form: GroupMembersForm) -> Result<Self, GroupError> {
        let others = form.others.into_iter().map(GroupMember::from).collect();
        Group::new(form.head.into(), others).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_read_as_it_is_written_and_nobody_sits_in_it_twice() {
        let grant = Uuid::from_u128(7);
        let head = GroupMember { capacity: Capacity::SupervisingOffice, grant: Some(grant) };
        let other = GroupMember { capacity: Capacity::Owner, grant: None };
        let form = GroupForm(Group::new(head, vec![other]).unwrap());
        let text = serde_json::to_string(&form).unwrap();
        assert_eq!(
            text,
            format!(
                r#"{{"head":{{"capacity":"supervising_office","grant":"{grant}"}},"others":[{{"capacity":"owner"}}]}}"#
            )
        );
        assert_eq!(serde_json::from_str::<GroupForm>(&text).unwrap(), form);
        let twice =
            text.replace(r#"{"capacity":"owner"}"#, &format!(r#"{{"capacity":"owner","grant":"{grant}"}}"#));
        let refused = serde_json::from_str::<GroupForm>(&twice).unwrap_err().to_string();
        assert!(refused.contains("stands for two members"), "{refused}");
        assert!(serde_json::from_str::<GroupForm>(&text.replace("\"owner\"", "\"tenant\"")).is_err());
    }
}
