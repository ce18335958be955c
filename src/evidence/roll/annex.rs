//! The private part of a roll: which owners stand behind each pseudonym, and the salt that proves it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::communities::CommunityId;
use crate::domain::register::OwnerId;
use crate::domain::roll::{ElectorGroup, ElectorId, ElectorKind, RollAnnex};
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::document::{self, DocumentError};
use crate::evidence::roll::pseudonym;
use crate::evidence::salt::Salt;
use crate::evidence::text::Text;

/// Who stands behind the pseudonyms of one meeting, for those entitled to check.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RollAnnexDocument {
    /// Version of this form.
    v: u32,
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The meeting's salt: with it anyone who knows owner identifiers can open pseudonyms.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    salt: Salt,
    /// Every elector, by pseudonym.
    electors: Vec<AnnexElector>,
}

/// Who stands behind one pseudonym.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AnnexElector {
    /// The pseudonym.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    elector: Text<ElectorId>,
    /// `owner` or `developer`.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "owner"))]
    kind: Text<ElectorKind>,
    /// The owners' identifiers in order; none for the developer.
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
    owners: Vec<Text<OwnerId>>,
}

impl RollAnnexDocument {
    /// The version of the form written here.
    pub const VERSION: u32 = 1;

    /// The document of a roll's annex.
    #[must_use]
    pub fn new(community: CommunityId, meeting: Uuid, salt: Salt, annex: &RollAnnex) -> Self {
        let electors = annex.iter().map(AnnexElector::from).collect();
        Self { v: Self::VERSION, community: community.uuid(), meeting, salt, electors }
    }

    /// The document these bytes are, exactly as it would be written, every pseudonym recomputed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let read: Self = document::read(bytes)?;
        if read.v != Self::VERSION {
            return Err(DocumentError::UnknownVersion(read.v));
        }
        let written = Self::new(CommunityId::new(read.community), read.meeting, read.salt, &read.annex()?);
        if written == read { Ok(read) } else { Err(DocumentError::NotCanonical) }
    }

    /// The canonical JSON (RFC 8785).
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// The digest of the canonical JSON.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        Ok(Digest::of(&self.to_bytes()?))
    }

    /// The community.
    #[must_use]
    pub const fn community(&self) -> CommunityId {
        CommunityId::new(self.community)
    }

    /// The meeting.
    #[must_use]
    pub const fn meeting(&self) -> Uuid {
        self.meeting
    }

    /// The meeting's salt.
    #[must_use]
    pub const fn salt(&self) -> Salt {
        self.salt
    }

    /// Who stands behind each pseudonym; refused where a pseudonym does not follow from salt and owners.
    pub fn annex(&self) -> Result<RollAnnex, DocumentError> {
        let entry = |elector: &AnnexElector| {
            let (id, group) = (elector.elector.0, elector.group());
            if pseudonym(&group, &self.salt) != id {
                let contradiction = format!("{id} is not the pseudonym of its owners");
                return Err(DocumentError::Contradictory(contradiction));
            }
            Ok((id, group))
        };
        self.electors.iter().map(entry).collect()
    }
}

impl From<(&ElectorId, &ElectorGroup)> for AnnexElector {
    fn from((id, group): (&ElectorId, &ElectorGroup)) -> Self {
        let owners = group.owners().iter().cloned().map(Text).collect();
        Self { elector: Text(*id), kind: Text(group.kind()), owners }
    }
}

impl AnnexElector {
    fn group(&self) -> ElectorGroup {
        let owners = self.owners.iter().map(|owner| owner.0.clone()).collect();
        match self.kind.0 {
            ElectorKind::Owner => ElectorGroup::Owners(owners),
            ElectorKind::Developer => ElectorGroup::Developer(owners),
        }
    }
}
