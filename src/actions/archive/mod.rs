//! The archive: files kept by their hash, and the documents that the record says they are.

mod files;
mod views;

pub use self::files::{Access, UploadedDocument, download, reseal, upload};
pub use self::views::{ArchiveView, list, read};
use super::Service;
use super::acts;
use super::error::ActionError;
use super::standing::Standing;
use crate::domain::annals::Subject;
use crate::domain::communities::CommunityId;
use crate::evidence::acts::{Act, ActStatement, ArchiveAct};
use crate::evidence::jws::Unverified;
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::{Statement as _, StatementError};
use crate::store::archive;

/// Enters a document, or withdraws it. What is entered was uploaded before, in the access that is signed.
pub async fn say(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let jws = Unverified::parse(&signed, ActStatement::TYPE).map_err(StatementError::from)?;
    if let Act::Archive(ArchiveAct::Enter { document, access, .. }) = ActStatement::read(jws.payload())?.act {
        // Files never leave, so that what is there now is there when the deed is taken.
        let connection = service.store().read();
        let kept = archive::file(connection, community.uuid(), document, access.as_str()).await?;
        if kept.is_none() {
            let problem = format!("is no {access} file of the archive: upload it first, with this access");
            return Err(ActionError::Field { field: "document", problem });
        }
    }
    acts::say(service, community, standing, (Subject::Archive, signed)).await
}
