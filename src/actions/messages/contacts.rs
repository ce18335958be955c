//! Where an owner can be reached, and as much of it as may be shown.

use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::people;
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::register::{Owner, OwnerId};
use crate::store::ConnectionTrait;

/// Letters of a mail address that are shown before the rest is hidden.
const EMAIL_SHOWN: usize = 1;

/// Digits that are shown at the beginning and at the end of a number of at least eleven.
const PHONE_SHOWN: (usize, usize) = (3, 4);

/// The channels by which an owner can be reached here, with as much of each contact as tells whoever knows it
/// which one is meant: `138****1234`.
///
/// Where somebody acts for the owner, it is their telephone number that counts.
pub async fn contacts(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owner: &OwnerId,
) -> Result<Vec<(ContactChannel, String)>, ActionError> {
    let owner = people::find(service, connection, community, owner).await?;
    let known = addresses(&owner.ok_or(ActionError::NotFound(Thing::Owner))?);
    let offered = known.into_iter().filter(|(channel, _)| service.carriers().of(*channel).is_some());
    Ok(offered.map(|(channel, address)| (channel, masked(channel, &address))).collect())
}

/// The contact of a channel that an owner is reached at, if there is one.
pub async fn address(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    (owner, channel): (&OwnerId, ContactChannel),
) -> Result<Option<String>, ActionError> {
    let owner = people::find(service, connection, community, owner).await?;
    let known = owner.as_ref().map(addresses).unwrap_or_default();
    Ok(known.into_iter().find(|(own, _)| *own == channel).map(|(_, address)| address))
}

/// The one contact of each channel that an owner is reached at.
pub(super) fn addresses(owner: &Owner) -> Vec<(ContactChannel, String)> {
    let acting = owner.acting.as_ref().and_then(|acting| acting.person.phone());
    let phone = acting.or(owner.person.phone()).map(|phone| (ContactChannel::Phone, phone.to_owned()));
    let email = owner.person.email().map(|email| (ContactChannel::Email, email.to_owned()));
    phone.into_iter().chain(email).collect()
}

/// Every contact of an owner and of whoever acts for them.
pub(super) fn every_address(owner: &Owner) -> Vec<(ContactChannel, String)> {
    let mut every = addresses(owner);
    if let Some(own) = owner.person.phone() {
        let own = (ContactChannel::Phone, own.to_owned());
        if !every.iter().any(|known| is_same(known, &own)) {
            every.push(own);
        }
    }
    every
}

/// Whether two contacts are one, however they are written.
pub(super) fn is_same(one: &(ContactChannel, String), other: &(ContactChannel, String)) -> bool {
    let plain = |(channel, text): &(ContactChannel, String)| match channel {
        ContactChannel::Phone => text.chars().filter(char::is_ascii_digit).collect(),
        ContactChannel::Email => text.to_lowercase(),
    };
    one.0 == other.0 && plain(one) == plain(other)
}

pub(super) fn masked(channel: ContactChannel, address: &str) -> String {
    match channel {
        ContactChannel::Phone => {
            let digits: Vec<char> = address.chars().filter(char::is_ascii_digit).collect();
            let (front, back) = if digits.len() >= 11 { PHONE_SHOWN } else { (0, 2) };
            let hidden = digits.len().saturating_sub(back);
            let part = |digits: &[char]| digits.iter().collect::<String>();
            let front = part(digits.get(..front).unwrap_or_default());
            format!("{front}****{}", part(digits.get(hidden..).unwrap_or_default()))
        }
        ContactChannel::Email => {
            let (local, domain) = address.split_once('@').unwrap_or((address, ""));
            let shown: String = local.chars().take(EMAIL_SHOWN).collect();
            format!("{shown}***@{domain}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::{ActingPerson, ActingRole, OwnerKind, Person};

    fn owner(phone: Option<&str>, acting: Option<&str>) -> Owner {
        let person = |phone| Person::new("王芳", phone, None).unwrap();
        let acting =
            acting.map(|phone| ActingPerson { role: ActingRole::Guardian, person: person(Some(phone)) });
        let id = OwnerId::new("o-1").unwrap();
        Owner { id, kind: OwnerKind::Natural, person: person(phone), acting }
    }

    #[test]
    fn a_contact_is_shown_only_to_whoever_knows_it() {
        for (channel, address, shown) in [
            (ContactChannel::Phone, "13812341234", "138****1234"),
            (ContactChannel::Phone, "138 1234-1234", "138****1234"),
            (ContactChannel::Phone, "8123456", "****56"),
            (ContactChannel::Phone, "1", "****1"),
            (ContactChannel::Email, "wang@example.org", "w***@example.org"),
        ] {
            assert_eq!(masked(channel, address), shown);
        }
    }

    #[test]
    fn codes_go_to_whoever_acts_and_news_to_everybody() {
        let texts = |list: Vec<(ContactChannel, String)>| -> Vec<_> {
            list.into_iter().map(|(_, text)| text).collect()
        };
        let child = owner(Some("13800001111"), Some("13900002222"));
        assert_eq!(texts(addresses(&child)), ["13900002222"]);
        assert_eq!(texts(every_address(&child)), ["13900002222", "13800001111"]);
        let same = owner(Some("139-0000-2222"), Some("13900002222"));
        assert_eq!(texts(every_address(&same)), ["13900002222"]);
        assert!(every_address(&owner(None, None)).is_empty());
    }
}
