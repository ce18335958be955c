//! Writing bundles: one meeting's record in a file that proves itself.
//!
//! A bundle is written line by line from one signed tree head, so that it can be streamed while
//! the record grows.

pub mod annals;
mod named;

use std::collections::BTreeMap;
use std::ops::Range;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use self::named::Named;
use crate::actions::cosigned::{ENDS, MOMENTS};
use crate::actions::error::{ActionError, Thing};
use crate::actions::retention::check_kept;
use crate::actions::tally::{is_counted, signed_certificate};
use crate::actions::{Service, cosigned, receipts, service_keys};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::evidence::bundle::{BUNDLE_VERSION, BundleKind, DocumentKind, Line};
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::digest::Digest;
use crate::evidence::merkle::{TreeHead, restore_edge, tiles_for_edge};
use crate::evidence::roll::RollDocument;
use crate::evidence::trust::ServiceKeysDocument;
use crate::evidence::witnesses::WitnessPolicy;
use crate::store::communities::Community;
use crate::store::identity::enrolments;
use crate::store::{ballots, communities, documents, meetings, record, register};

/// Entries loaded at a time.
const PAGE: u64 = 1_000;

/// Ballots loaded at a time.
const BALLOTS_PAGE: usize = 1_000;

/// Kinds of entries from before the notice that a bundle shows.
const EARLIER_KINDS: [&str; 7] = [
    "key_enrolled",
    "key_revoked",
    "role_granted",
    "role_ended",
    "service_key_replaced",
    "register_imported",
    "rules_set",
];

/// Writes a meeting's bundle, from its notice to its announcement or to the present.
pub async fn write(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    kind: BundleKind,
    mut write: impl AsyncFnMut(Vec<u8>) -> Result<(), ActionError>,
) -> Result<(), ActionError> {
    let export = Export::open(service, community, meeting, kind).await?;
    let mut lines = 0;
    let mut line = async |line: Line| {
        lines += 1;
        write(line.to_bytes().map_err(ActionError::damaged)?).await?;
        Ok::<u64, ActionError>(lines)
    };
    line(export.header()).await?;
    line(export.peaks().await?).await?;
    for earlier in export.earlier().await? {
        line(earlier).await?;
    }
    let mut named = Named::default();
    named.note_all(&export.earlier_entries().await?)?;
    let mut from = export.from;
    while from < export.to {
        let until = export.to.min(from + PAGE);
        for row in record::entries(export.connection(), export.id(), from..until).await? {
            let entry = text(row.bytes)?;
            named.note(meeting, &entry)?;
            line(Line::Entry { index: row.entry_index, entry }).await?;
            if let Some(note) = export.cosigned.get(&(row.entry_index + 1)) {
                line(Line::Cosigned { note: text(note.clone())? }).await?;
            }
        }
        from = until;
    }
    for &(document_kind, digest) in &named.documents {
        if let Some(document) = export.document(document_kind, digest).await? {
            line(document).await?;
        }
    }
    if kind == BundleKind::Audit {
        for document in export.register(&named).await? {
            line(document).await?;
        }
        // Last of the documents and in the order of the record, so that a reader needs to keep none.
        let (connection, id) = (export.connection(), export.id());
        let mut places = ballots::places(connection, id, meeting.uuid()).await?;
        places.retain(|(index, _)| *index < export.to);
        for page in places.chunks(BALLOTS_PAGE) {
            for row in ballots::at(connection, id, meeting.uuid(), page).await? {
                let (sha256, text) = (row.statement_digest, text(row.statement)?);
                line(Line::Document { kind: DocumentKind::Ballot, sha256, text }).await?;
            }
        }
    }
    if named.counted {
        line(export.certificate().await?).await?;
    }
    let written = line(Line::Checkpoint { note: text(export.checkpoint.clone())? }).await?;
    line(Line::End { lines: written + 1 }).await?;
    Ok(())
}

struct Export<'a> {
    service: &'a Service,
    community: Community,
    keys: ServiceKeysDocument,
    meeting: MeetingId,
    kind: BundleKind,
    from: u64,
    to: u64,
    checkpoint: Vec<u8>,
    /// The cosigned tree heads by size.
    cosigned: BTreeMap<u64, Vec<u8>>,
    /// The signed enrolments by hash; none in a public bundle.
    enrolments: BTreeMap<Digest, Vec<u8>>,
}

impl<'a> Export<'a> {
    async fn open(
        service: &'a Service,
        community: CommunityId,
        meeting: MeetingId,
        kind: BundleKind,
    ) -> Result<Self, ActionError> {
        let connection = service.store().read();
        let row = communities::find(connection, community.uuid()).await?;
        let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
        let held = meetings::find(connection, community.uuid(), meeting.uuid()).await?;
        let held = held.ok_or(ActionError::NotFound(Thing::Meeting))?;
        let from = held.notice_index.ok_or(ActionError::NotFound(Thing::Meeting))?;
        let state: MeetingState = held.state.parse().map_err(ActionError::damaged)?;
        // Before the close a ballot must not be shown to anybody.
        if kind == BundleKind::Audit && !is_counted(state) {
            return Err(ActionError::NotFound(Thing::Certificate));
        }
        if kind == BundleKind::Audit {
            check_kept(connection, community.uuid(), meeting.uuid()).await?;
        }
        let policy = match held.definition_digest {
            Some(definition) => cosigned::policy_of(connection, community.uuid(), definition).await?,
            None => None,
        };
        let checkpoint =
            last_checkpoint(connection, community.uuid(), (meeting, from), policy.as_ref()).await?;
        let to = checkpoint.size;
        let witnessed = match &policy {
            Some(policy) => cosigned_heads(connection, community.uuid(), (meeting, from..to), policy).await?,
            None => BTreeMap::new(),
        };
        let checkpoint = cosigned::note(connection, checkpoint).await?;
        let enrolled = match kind {
            BundleKind::Public => Vec::new(),
            BundleKind::Audit => enrolments::below(connection, community.uuid(), to).await?,
        };
        let enrolments = enrolled.into_iter().map(|row| (row.statement_digest, row.statement)).collect();
        let cosigned = witnessed;
        let keys = service_keys::document(connection, &row, to).await?;
        Ok(Self { service, community: row, keys, meeting, kind, from, to, checkpoint, cosigned, enrolments })
    }

    const fn id(&self) -> Uuid {
        self.community.community_id
    }

    fn connection(&self) -> &'a sea_orm::DatabaseConnection {
        self.service.store().read()
    }

    fn header(&self) -> Line {
        Line::Header {
            v: BUNDLE_VERSION,
            bundle: self.kind,
            community: self.id(),
            meeting: Some(self.meeting.uuid()),
            from: self.from,
            to: self.to,
            keys: Box::new(self.keys.clone()),
        }
    }

    /// The peaks of the tree before the notice, restored from stored hashes and checked against
    /// the root that was signed for that size, where one was.
    async fn peaks(&self) -> Result<Line, ActionError> {
        let hashes = match record::checkpoint_at_least(self.connection(), self.id(), self.from).await? {
            Some(signed) if self.from > 0 && signed.size == self.from => {
                let note = SignedCheckpoint::parse(&signed.note).map_err(ActionError::damaged)?;
                let head: TreeHead = note.unverified().head();
                let needed = tiles_for_edge(self.from).map_err(ActionError::damaged)?;
                let tiles = receipts::tiles(self.connection(), self.id(), needed).await?;
                restore_edge(head, &tiles).map_err(ActionError::damaged)?.peaks().to_vec()
            }
            Some(_) | None if self.from == 0 => Vec::new(),
            Some(_) | None => return Err(ActionError::damaged("no tree was signed before the notice")),
        };
        Ok(Line::Peaks { hashes })
    }

    async fn earlier_entries(&self) -> Result<Vec<record::Entry>, ActionError> {
        Ok(record::entries_of_kinds(self.connection(), self.id(), &EARLIER_KINDS, 0..self.from).await?)
    }

    async fn earlier(&self) -> Result<Vec<Line>, ActionError> {
        let mut lines = Vec::new();
        for row in self.earlier_entries().await? {
            let proof = receipts::inclusion(self.connection(), self.id(), row.entry_index, self.to).await?;
            let (index, entry) = (row.entry_index, text(row.bytes)?);
            lines.push(Line::Earlier { index, entry, proof: proof.hashes().to_vec() });
        }
        Ok(lines)
    }

    async fn document(&self, kind: DocumentKind, sha256: Digest) -> Result<Option<Line>, ActionError> {
        if self.kind == BundleKind::Public && !kind.is_public() {
            return Ok(None);
        }
        let bytes = match self.enrolments.get(&sha256) {
            Some(statement) => Some(statement.clone()),
            None => documents::get(self.connection(), self.id(), sha256).await?.map(|row| row.bytes),
        };
        let bytes = bytes.ok_or_else(|| ActionError::damaged(format!("document {sha256} is gone")))?;
        Ok(Some(Line::Document { kind, sha256, text: text(bytes)? }))
    }

    /// The registers that the rolls were derived from, and those that successions follow from.
    async fn register(&self, named: &Named) -> Result<Vec<Line>, ActionError> {
        let mut versions = named.registers.clone();
        for digest in &named.rolls {
            let row = documents::get(self.connection(), self.id(), *digest).await?;
            let row = row.ok_or(ActionError::NotFound(Thing::Document))?;
            let roll = RollDocument::from_bytes(&row.bytes).map_err(ActionError::damaged)?;
            versions.insert(roll.heading().register_version);
        }
        let mut lines = Vec::new();
        for version in versions {
            let row = register::version(self.connection(), self.id(), version).await?;
            let row = row.ok_or(ActionError::NotFound(Thing::Register))?;
            let (sha256, text) = (row.digest, text(row.document)?);
            lines.push(Line::Document { kind: DocumentKind::Register, sha256, text });
        }
        Ok(lines)
    }

    async fn certificate(&self) -> Result<Line, ActionError> {
        let place = (self.id(), self.to);
        let jws = signed_certificate(self.connection(), place, self.meeting).await?;
        Ok(Line::Certificate { jws })
    }
}

/// The checkpoint that a bundle ends with: the latest or, once the meeting is over, the first that covers
/// its last entry, satisfying its policy if one does.
async fn last_checkpoint(
    connection: &impl ConnectionTrait,
    community: Uuid,
    (meeting, from): (MeetingId, u64),
    policy: Option<&WitnessPolicy>,
) -> Result<record::Checkpoint, ActionError> {
    let checkpoint = match last_entry(connection, community, meeting, from).await? {
        Some(index) => {
            let witnessed = match policy {
                Some(policy) => cosigned::first_covering(connection, community, policy, index + 1).await?,
                None => None,
            };
            record::checkpoint_at_least(connection, community, witnessed.unwrap_or(index + 1)).await?
        }
        None => record::latest_checkpoint(connection, community).await?,
    };
    checkpoint.ok_or(ActionError::NotFound(Thing::Tile))
}

/// The cosigned tree heads that a bundle of these entries shows, by size.
async fn cosigned_heads(
    connection: &impl ConnectionTrait,
    community: Uuid,
    (meeting, entries): (MeetingId, Range<u64>),
    policy: &WitnessPolicy,
) -> Result<BTreeMap<u64, Vec<u8>>, ActionError> {
    let rows = record::entries_of_kinds(connection, community, &MOMENTS, 0..entries.end).await?;
    let of_meeting = rows.iter().filter(|row| row.meeting_id == Some(meeting.uuid()));
    let moments: Vec<u64> = of_meeting.map(|row| row.entry_index).collect();
    let mut heads = cosigned::of_bundle(connection, community, policy, (&moments, entries.end)).await?;
    // A tree from before the notice ends with an entry that the bundle does not show.
    heads.retain(|size, _| *size > entries.start);
    Ok(heads)
}

/// The index of a meeting's last entry, if nothing more is expected of it.
async fn last_entry(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: MeetingId,
    from: u64,
) -> Result<Option<u64>, ActionError> {
    let last = record::last_of_meeting(connection, community, meeting.uuid()).await?;
    let Some(last) = last.filter(|row| row.entry_index >= from) else { return Ok(None) };
    Ok(ENDS.contains(&last.kind.as_str()).then_some(last.entry_index))
}

fn text(bytes: Vec<u8>) -> Result<String, ActionError> {
    String::from_utf8(bytes).map_err(ActionError::damaged)
}
