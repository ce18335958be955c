//! The words of pages for what the code names by identifiers.

use super::frame::Language;
use crate::domain::identity::Role;
use crate::domain::services::Channel;

/// How somebody was told.
pub const fn channel(language: Language, channel: Channel) -> &'static str {
    let (zh, en) = match channel {
        Channel::InApp => ("应用内送达", "in the application"),
        Channel::Email => ("电子邮件", "e-mail"),
        Channel::Message => ("短信或即时消息", "message"),
        Channel::Letter => ("信函", "letter"),
        Channel::Door => ("上门送达", "at the door"),
        Channel::Posting => ("张贴公告", "posting"),
    };
    language.say(zh, en)
}

/// As what somebody acted.
pub const fn role(language: Language, role: Role) -> &'static str {
    let (zh, en) = match role {
        Role::Owner => ("业主", "owner"),
        Role::Secretary => ("秘书", "secretary"),
        Role::Convener => ("召集人", "convener"),
        Role::Member => ("业委会委员", "member of the committee"),
        Role::Chair => ("业委会主任", "chair of the committee"),
        Role::Scrutineer => ("监票人", "scrutineer"),
        Role::Supervisor => ("街道办（监督）", "supervising office"),
        Role::ResidentsCommittee => ("居委会", "residents' committee"),
        Role::Trustee => ("受托保管人", "trustee"),
        Role::Operator => ("系统运营者", "operator"),
    };
    language.say(zh, en)
}
