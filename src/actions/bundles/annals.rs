//! Writing annals: a community's whole record, each entry with the documents that it is the first to name.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{PAGE, text};
use crate::actions::error::{ActionError, Thing};
use crate::actions::tally::signed_certificate;
use crate::actions::{Service, cosigned, service_keys};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::evidence::acts::{ActStatement, document_kind};
use crate::evidence::bundle::{BUNDLE_VERSION, BundleKind, DocumentKind, Line};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::holidays::HolidayYearForm;
use crate::evidence::jws::Unverified;
use crate::evidence::statements::Statement as _;
use crate::store::identity::enrolments;
use crate::store::{communities, documents, record, register};

/// What the documents behind entries are looked up with.
struct Papers<'a> {
    service: &'a Service,
    community: Uuid,
    kind: BundleKind,
    to: u64,
    /// The signed enrolments by hash; none in public annals.
    enrolments: BTreeMap<Digest, Vec<u8>>,
    /// What was written already.
    written: BTreeSet<Digest>,
}

/// Writes the annals of a community up to the latest signed tree.
pub async fn write(
    service: &Service,
    community: CommunityId,
    kind: BundleKind,
    mut write: impl AsyncFnMut(Vec<u8>) -> Result<(), ActionError>,
) -> Result<(), ActionError> {
    let (connection, id) = (service.store().read(), community.uuid());
    let row = communities::find(connection, id).await?.ok_or(ActionError::NotFound(Thing::Community))?;
    let checkpoint = record::latest_checkpoint(connection, id).await?;
    let checkpoint = checkpoint.filter(|own| own.size > 0).ok_or(ActionError::NotFound(Thing::Tile))?;
    let to = checkpoint.size;
    let note = text(cosigned::note(connection, checkpoint).await?)?;
    let keys = Box::new(service_keys::document(connection, &row, to).await?);
    let mut lines = 0;
    let mut line = async |line: Line| {
        lines += 1;
        write(line.to_bytes().map_err(ActionError::damaged)?).await?;
        Ok::<u64, ActionError>(lines)
    };
    line(Line::Header { v: BUNDLE_VERSION, bundle: kind, community: id, meeting: None, from: 0, to, keys })
        .await?;
    let holidays = HolidayYearForm::years(&service.every_holiday());
    line(Line::Calendar { time_zone: row.time_zone.clone(), holidays }).await?;
    let enrolled = match kind {
        BundleKind::Public => Vec::new(),
        BundleKind::Audit => enrolments::below(connection, id, to).await?,
    };
    let enrolments = enrolled.into_iter().map(|row| (row.statement_digest, row.statement)).collect();
    let mut papers = Papers { service, community: id, kind, to, enrolments, written: BTreeSet::new() };
    let mut from = 0;
    while from < to {
        let until = to.min(from + PAGE);
        for row in record::entries(connection, id, from..until).await? {
            let read = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
            line(Line::Entry { index: row.entry_index, entry: text(row.bytes)? }).await?;
            for behind in papers.behind(read.fact()).await? {
                line(behind).await?;
            }
        }
        from = until;
    }
    let written = line(Line::Checkpoint { note }).await?;
    line(Line::End { lines: written + 1 }).await?;
    Ok(())
}

impl Papers<'_> {
    /// The lines that stand behind an entry.
    async fn behind(&mut self, fact: &Fact) -> Result<Vec<Line>, ActionError> {
        let mut lines = Vec::new();
        if let Fact::KeyEnrolled { statement, confirmations, .. } = fact {
            lines.extend(self.document(DocumentKind::Enrolment, *statement).await?);
            for confirmation in confirmations {
                lines.extend(self.document(DocumentKind::EnrolmentConfirmation, *confirmation).await?);
            }
        }
        if let Fact::RulesSet { document, .. } = fact {
            lines.extend(self.document(DocumentKind::Rules, *document).await?);
        }
        if let Fact::MeetingNoticed { definition, statement, .. } = fact {
            lines.extend(self.document(DocumentKind::Definition, *definition).await?);
            lines.extend(self.document(DocumentKind::Notice, *statement).await?);
        }
        if let Fact::ActRecorded { by, statement, .. } = fact {
            lines.extend(self.document(document_kind(*by), *statement).await?);
            lines.extend(self.register(*statement).await?);
        }
        if let Fact::MeetingCounted { meeting, .. } = fact {
            let connection = self.service.store().read();
            let place = (self.community, self.to);
            let mut jws = signed_certificate(connection, place, MeetingId::new(*meeting)).await?;
            // Countersignatures come later in the record; the bundle of the meeting shows them.
            jws.signatures.retain(|own| own.header.role.is_none());
            lines.push(Line::Certificate { jws });
        }
        Ok(lines)
    }

    async fn document(&mut self, kind: DocumentKind, sha256: Digest) -> Result<Option<Line>, ActionError> {
        if (self.kind == BundleKind::Public && !kind.is_public()) || !self.written.insert(sha256) {
            return Ok(None);
        }
        let bytes = if let Some(statement) = self.enrolments.get(&sha256) {
            Some(statement.clone())
        } else {
            let row = documents::get(self.service.store().read(), self.community, sha256).await?;
            row.map(|row| row.bytes)
        };
        let bytes = bytes.ok_or_else(|| ActionError::damaged(format!("document {sha256} is gone")))?;
        Ok(Some(Line::Document { kind, sha256, text: text(bytes)? }))
    }

    /// The version of the register that an act is counted on.
    async fn register(&mut self, statement: Digest) -> Result<Option<Line>, ActionError> {
        if self.kind == BundleKind::Public {
            return Ok(None);
        }
        let connection = self.service.store().read();
        let row = documents::get(connection, self.community, statement).await?;
        let row = row.ok_or_else(|| ActionError::damaged(format!("document {statement} is gone")))?;
        let signed = text(row.bytes)?;
        let jws = Unverified::parse(&signed, ActStatement::TYPE).map_err(ActionError::damaged)?;
        let act = ActStatement::read(jws.payload()).map_err(ActionError::damaged)?;
        let Some(version) = act.deed().register() else { return Ok(None) };
        let Some(row) = register::version(connection, self.community, version).await? else {
            return Ok(None);
        };
        if !self.written.insert(row.digest) {
            return Ok(None);
        }
        Ok(Some(Line::Document {
            kind: DocumentKind::Register,
            sha256: row.digest,
            text: text(row.document)?,
        }))
    }
}
