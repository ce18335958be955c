//! Packages: what a court or a filing office is handed about one meeting or committee, as a ZIP file with an index.
//!
//! A package is written while it is sent, and the same state of the record makes the same bytes. Every file is
//! listed with its SHA-256 and, where an entry of the record names that hash, with the entry.

mod archive;
pub mod committee;
pub mod contents;
pub mod court;
pub mod filing;
mod kinds;
mod seen;

use self::contents::{About, Contents, Extra};
use super::Service;
use super::error::{ActionError, Thing};
use super::tally::is_counted;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::store::{Store, meetings};

/// What makes the index of a package as a page.
pub type IndexPage<'a> = &'a dyn Fn(&Contents) -> Result<Vec<u8>, ActionError>;

/// Leaves a row in the audit trail that a package was asked for, before anything of it is written; refused while
/// the meeting is not counted.
pub async fn ask(service: &Service, community: CommunityId, meeting: MeetingId) -> Result<(), ActionError> {
    let transaction = service.store().begin().await?;
    let row = meetings::find(&transaction, community.uuid(), meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let state: MeetingState = row.state.parse().map_err(ActionError::damaged)?;
    if !is_counted(state) {
        return Err(ActionError::NotFound(Thing::Certificate));
    }
    Ok(Store::commit(transaction).await?)
}

/// A file whose bytes are at hand.
struct Leaf {
    about: About,
    entry: Option<u64>,
    bytes: Vec<u8>,
}

impl Leaf {
    const fn new(about: About, bytes: Vec<u8>) -> Self {
        Self { about, entry: None, bytes }
    }
}

impl From<Extra> for (String, Leaf) {
    fn from(extra: Extra) -> Self {
        (extra.path.to_owned(), Leaf::new(extra.about, extra.bytes))
    }
}

const fn about(zh: &'static str, en: &'static str) -> About {
    About { zh, en }
}
