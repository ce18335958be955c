//! Rows to start from: one community with an account, a meeting and electors.

use quorate::domain::instants::{Instant, InstantError};
use quorate::evidence::digest::Digest;
use quorate::store::ballots::Ballot;
use quorate::store::communities::{self, Community};
use quorate::store::cosignatures::Cosignature;
use quorate::store::identity::accounts::{self, Account};
use quorate::store::meetings::{self, Meeting};
use quorate::store::people::Person;
use quorate::store::record::{self, Entry, Head};
use quorate::store::roll::{self, Elector};
use quorate::store::witness_policies::WitnessPolicyRow;
use quorate::store::{DatabaseTransaction, Store, StoreError};
use uuid::Uuid;

/// The community.
pub const COMMUNITY: Uuid = Uuid::from_u128(0x0001);
/// A second community.
pub const NEIGHBOUR: Uuid = Uuid::from_u128(0x0002);
/// The account that does everything.
pub const SECRETARY: Uuid = Uuid::from_u128(0x0010);
/// The meeting.
pub const MEETING: Uuid = Uuid::from_u128(0x0100);
/// A thumbprint of the right length.
pub const THUMBPRINT: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

/// So many seconds into the year 2026.
pub fn at(seconds: i64) -> Result<Instant, InstantError> {
    Ok(Instant::from_microseconds(1_767_225_600_000_001)?.plus_seconds(seconds))
}

/// The digest of a text.
pub fn digest(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

/// An owner who was sealed.
pub fn person(owner_id: &str) -> Person {
    Person {
        community_id: COMMUNITY,
        owner_id: owner_id.to_owned(),
        kind: "natural".to_owned(),
        sealed: format!("what nobody reads without the key of {owner_id}").into_bytes(),
        sealed_by: "00112233aabbccdd".to_owned(),
        name_hash: digest("name"),
        phone_hash: Some(digest(owner_id)),
        email_hash: None,
        id_number_hash: None,
    }
}

/// An empty tree's head.
pub fn empty_head(community_id: Uuid) -> Result<Head, InstantError> {
    Ok(Head { community_id, size: 0, root: digest(""), at: at(0)? })
}

/// The head after some more entries.
pub fn grown(head: &Head, by: u64, root: &str) -> Head {
    Head { size: head.size + by, root: digest(root), ..*head }
}

/// An entry of no meeting.
pub fn entry(entry_index: u64, kind: &str) -> Result<Entry, InstantError> {
    Ok(Entry {
        community_id: COMMUNITY,
        entry_index,
        at: at(0)?,
        kind: kind.to_owned(),
        meeting_id: None,
        bytes: format!("{{\"index\":{entry_index}}}").into_bytes(),
        leaf: digest(&entry_index.to_string()),
    })
}

/// A draft that opens after 100 and closes after 200 seconds.
pub fn draft(meeting_id: Uuid) -> Result<Meeting, InstantError> {
    Ok(Meeting {
        community_id: COMMUNITY,
        meeting_id,
        state: "draft".to_owned(),
        draft: b"{}".to_vec(),
        revision: 1,
        definition_digest: None,
        roll_digest: None,
        annex_digest: None,
        opens_at: at(100)?,
        closes_at: at(200)?,
        created_by: SECRETARY,
        created_at: at(0)?,
        notice_index: None,
        close_index: None,
    })
}

/// An elector with an area.
pub fn elector(name: &str, area_thousandths: u64) -> Elector {
    Elector {
        community_id: COMMUNITY,
        meeting_id: MEETING,
        elector: name.to_owned(),
        kind: "owner".to_owned(),
        unit: "1-1-0101".to_owned(),
        owners: br#"["o1"]"#.to_vec(),
        matters: br#"["m1"]"#.to_vec(),
        area_thousandths,
    }
}

/// An elector's ballot; each after the first replaces the one before.
pub fn ballot(elector: &str, sequence: u32, entry_index: u64) -> Result<Ballot, InstantError> {
    let statement = format!("{elector} votes for the {sequence}. time");
    let before = format!("{elector} votes for the {}. time", sequence.saturating_sub(1));
    Ok(Ballot {
        community_id: COMMUNITY,
        meeting_id: MEETING,
        elector: elector.to_owned(),
        sequence,
        statement_digest: digest(&statement),
        statement: statement.into_bytes(),
        supersedes: (sequence > 1).then(|| digest(&before)),
        mandate_digest: None,
        thumbprint: THUMBPRINT.to_owned(),
        received_at: at(150)?,
        entry_index,
        tree_size: entry_index + 1,
    })
}

/// A witness's line under the tree of a size.
pub fn cosignature(size: u64, witness: &str) -> Cosignature {
    Cosignature {
        community_id: COMMUNITY,
        size,
        witness: witness.to_owned(),
        line: format!("— {witness} AAAAAAA=\n"),
        witnessed_at: 1_000 + size,
    }
}

/// A decision about witnesses.
pub fn policy(revision: u32, policy: Option<&str>) -> Result<WitnessPolicyRow, InstantError> {
    Ok(WitnessPolicyRow {
        community_id: COMMUNITY,
        revision,
        policy: policy.map(|text| text.as_bytes().to_vec()),
        decided_by: SECRETARY,
        decided_at: at(10)?,
    })
}

/// Two communities with empty trees and one account.
pub async fn communities(store: &Store) -> Result<(), Box<dyn std::error::Error>> {
    let transaction = store.begin().await?;
    accounts::insert(&transaction, Account { id: SECRETARY, created_at: at(0)? }).await?;
    for (community_id, origin) in [(COMMUNITY, "example.org/a"), (NEIGHBOUR, "example.org/b")] {
        let community = Community {
            community_id,
            name: "和平小区".to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            origin: origin.to_owned(),
            created_at: at(0)?,
        };
        communities::insert(&transaction, community).await?;
        record::create_head(&transaction, empty_head(community_id)?).await?;
    }
    Ok(Store::commit(transaction).await?)
}

/// The same with a drafted meeting and three electors.
pub async fn meeting(store: &Store) -> Result<(), Box<dyn std::error::Error>> {
    communities(store).await?;
    let transaction = store.begin().await?;
    meetings::insert(&transaction, draft(MEETING)?).await?;
    let electors = vec![elector("e1", 89_120), elector("e2", 101_500), elector("e3", 7)];
    roll::insert_many(&transaction, electors).await?;
    Ok(Store::commit(transaction).await?)
}

/// Rolls back and says how a statement failed, if it did.
pub async fn refusal<T>(
    transaction: DatabaseTransaction,
    result: Result<T, StoreError>,
) -> Result<Option<StoreError>, StoreError> {
    transaction.rollback().await?;
    Ok(result.err())
}
