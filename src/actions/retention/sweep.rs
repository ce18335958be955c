//! Erasing what is due, in batches of one transaction each, and never before.
//!
//! A meeting's material goes in two steps. In one turn of the committer the record says that it goes, and the rows
//! that may be deleted are named; from then on nobody is shown any of it. Then the rows are deleted, batch by batch.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use uuid::Uuid;

use super::{ended_at, in_force};
use crate::actions::Service;
use crate::actions::acts::registers_of_deeds;
use crate::actions::committer;
use crate::actions::error::ActionError;
use crate::actions::messages;
use crate::actions::papers::read_roll;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::store::meetings::Meeting;
use crate::store::retention::erasures::{self, ErasedDocument, Erasure};
use crate::store::retention::holds;
use crate::store::{ConnectionTrait, Store, communities, meetings, record, register};

/// How often is looked for what is due, in seconds.
pub const SWEEP_SECONDS: i64 = 60 * 60;

/// Most rows of a kind that are deleted in one transaction.
const BATCH: u64 = 500;

/// Most batches of a meeting in one step.
const BATCHES_MAX: usize = 16;

/// Most meetings whose rows are deleted in one step.
const MEETINGS_MAX: u64 = 4;

/// Entries that are looked through at a time for what they name.
const ENTRIES_PAGE: u64 = 1_000;

/// Begins what is due, once an hour, and goes on with what was begun.
pub async fn step(service: &Service) -> Result<(), ActionError> {
    let now = service.surroundings().now();
    if is_time(service, now) {
        messages::dead::forget_old(service).await?;
        for community in communities::list(service.store().read()).await? {
            let community = CommunityId::new(community.community_id);
            begin_due(service, community, now).await?;
            forget_messages(service, community, now).await?;
            erase_registers(service, community, now).await?;
        }
    }
    for erasure in erasures::under_way(service.store().read(), MEETINGS_MAX).await? {
        go_on(service, &erasure).await?;
    }
    Ok(())
}

fn is_time(service: &Service, now: Instant) -> bool {
    let mut last = service.sweeper().0.lock().unwrap_or_else(PoisonError::into_inner);
    let due = last.is_none_or(|last| last.plus_seconds(SWEEP_SECONDS) <= now);
    if due {
        *last = Some(now);
    }
    due
}

/// Begins to erase the material of every meeting whose period is over.
async fn begin_due(service: &Service, community: CommunityId, now: Instant) -> Result<(), ActionError> {
    for meeting in erasures::kept_meetings(service.store().read(), community.uuid()).await? {
        if is_due(service.store().read(), &meeting, now).await? {
            let meeting = meeting.meeting_id;
            // Before the turn, since there may be a million entries; what has ended gets no further documents.
            let documents = documents_of(service.store().read(), community.uuid(), meeting).await?;
            committer::publish(service, community, async |turn| begin(turn, meeting, &documents).await)
                .await?;
        }
    }
    Ok(())
}

/// Whether a meeting has ended, its period is over and nobody holds it.
async fn is_due(
    connection: &impl ConnectionTrait,
    meeting: &Meeting,
    now: Instant,
) -> Result<bool, ActionError> {
    let (community, id) = (meeting.community_id, meeting.meeting_id);
    let over = ["announced", "cancelled", "annulled"].contains(&meeting.state.as_str());
    if !over || holds::any_on(connection, community, id).await? {
        return Ok(false);
    }
    let Some(ended) = ended_at(connection, community, id).await? else { return Ok(false) };
    Ok(in_force(connection, community).await?.audit_material_until(ended) <= now)
}

/// Says in the record that a meeting's material goes, and names the documents that go.
async fn begin(turn: &mut Turn, meeting: Uuid, documents: &BTreeSet<Digest>) -> Result<(), ActionError> {
    let (community, at) = (turn.community_id(), turn.at());
    let found = meetings::find(turn.transaction(), community, meeting).await?;
    let begun = erasures::find(turn.transaction(), community, meeting).await?.is_some();
    // Looked at again under the lock: somebody may have placed a hold, or another process was here.
    let Some(found) = found.filter(|_| !begun) else { return Ok(()) };
    if !is_due(turn.transaction(), &found, at).await? {
        return Ok(());
    }
    let entry_index = turn.publish(Fact::AuditMaterialErased { of: meeting })?;
    let erasure =
        Erasure { community_id: community, meeting_id: meeting, begun_at: at, entry_index, done_at: None };
    erasures::insert(turn.transaction(), erasure).await?;
    let row = |digest: &Digest| ErasedDocument {
        community_id: community,
        digest: *digest,
        meeting_id: Some(meeting),
        erased_at: at,
    };
    Ok(erasures::insert_documents(turn.transaction(), documents.iter().map(row).collect()).await?)
}

/// The documents for audit that a meeting's entries name.
async fn documents_of(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: Uuid,
) -> Result<BTreeSet<Digest>, ActionError> {
    let (mut documents, mut from) = (BTreeSet::new(), 0);
    loop {
        let rows = record::entries_of_meeting(connection, community, meeting, from, ENTRIES_PAGE).await?;
        let Some(last) = rows.last().map(|row| row.entry_index) else { return Ok(documents) };
        for row in rows {
            let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
            documents.extend(named_by(entry.fact()));
        }
        from = last + 1;
    }
}

/// The documents for audit that an entry of a meeting names, besides its ballot.
fn named_by(fact: &Fact) -> Vec<Digest> {
    match fact {
        Fact::MeetingNoticed { annex, .. } | Fact::MeetingOpened { annex, .. } => vec![*annex],
        Fact::RollAmended { statement, confirmation, annex, .. } => vec![*statement, *confirmation, *annex],
        Fact::RepresentativeNominated { statement, .. }
        | Fact::RepresentationDisputed { statement, .. }
        | Fact::RepresentationDisputeWithdrawn { statement, .. }
        | Fact::RepresentationDecided { statement, .. }
        | Fact::HolderExcluded { statement, .. }
        | Fact::OpinionRecorded { statement, .. }
        | Fact::PaperReturned { statement, .. }
        | Fact::PaperWithdrawn { statement, .. }
        | Fact::PaperEntered { statement, .. }
        | Fact::PapersCounted { statement, .. }
        | Fact::PapersSampled { statement, .. } => vec![*statement],
        Fact::MandateGiven { statement, confirmation, .. }
        | Fact::MandateRevoked { statement, confirmation, .. }
        | Fact::DelegateAppointed { statement, confirmation, .. } => {
            [*statement].into_iter().chain(*confirmation).collect()
        }
        Fact::PapersIssued { list, statement, .. } => vec![*list, *statement],
        Fact::AssistanceRecorded { statement, confirmation, .. }
        | Fact::SuccessionRecorded { statement, confirmation, .. } => vec![*statement, *confirmation],
        Fact::ObjectionRaised { text, .. } => vec![*text],
        Fact::ObjectionAnswered { answer, .. } => vec![*answer],
        Fact::UnitServed { by, evidence, details, .. } => {
            let acknowledged = evidence.filter(|_| *by == Role::Owner);
            acknowledged.into_iter().chain(*details).collect()
        }
        Fact::ServiceAttempted { details, .. } => details.iter().copied().collect(),
        Fact::BallotReceived { forwarding, .. } => forwarding.iter().copied().collect(),
        Fact::RegisterImported { .. }
        | Fact::RulesSet { .. }
        | Fact::KeyEnrolled { .. }
        | Fact::KeyRevoked { .. }
        | Fact::AuditMaterialErased { .. }
        | Fact::ActRecorded { .. }
        | Fact::ServiceKeyReplaced { .. }
        | Fact::RoleGranted { .. }
        | Fact::RoleEnded { .. }
        | Fact::LotCommitted { .. }
        | Fact::LotRevealed { .. }
        | Fact::ObjectionWithdrawn { .. }
        | Fact::NoticeVersioned { .. }
        | Fact::MeetingExtended { .. }
        | Fact::MeetingClosed { .. }
        | Fact::MeetingCounted { .. }
        | Fact::CertificateSigned { .. }
        | Fact::ResultAnnounced { .. }
        | Fact::MeetingCancelled { .. }
        | Fact::MeetingAnnulled { .. } => Vec::new(),
    }
}

/// Deletes some batches of a meeting's rows, and notes when there are none left.
async fn go_on(service: &Service, erasure: &Erasure) -> Result<(), ActionError> {
    let place = (erasure.community_id, erasure.meeting_id);
    for _ in 0..BATCHES_MAX {
        let transaction = service.store().begin().await?;
        let electors = erasures::erase_electors(&transaction, place, BATCH).await?;
        let documents = erasures::erase_documents(&transaction, place, BATCH).await?;
        erasures::erase_authors(&transaction, place).await?;
        let done = electors == 0 && documents == 0;
        if done {
            let now = service.surroundings().now().max(erasure.begun_at);
            erasures::complete(&transaction, place, now).await?;
        }
        Store::commit(transaction).await?;
        if done {
            break;
        }
    }
    Ok(())
}

/// Erases versions of the register that were replaced long ago and from which no kept meeting derived a roll.
async fn erase_registers(service: &Service, community: CommunityId, now: Instant) -> Result<(), ActionError> {
    let (connection, id) = (service.store().read(), community.uuid());
    let imports = register::imports(connection, id).await?;
    let periods = in_force(connection, id).await?;
    let replaced = imports.iter().zip(imports.iter().skip(1));
    let replaced = replaced.filter(|(_, (_, _, next))| periods.audit_material_until(*next) <= now);
    let replaced: Vec<_> = replaced.map(|((version, digest, _), _)| (*version, *digest)).collect();
    if replaced.is_empty() {
        return Ok(());
    }
    let needed = needed_registers(connection, id, &imports).await?;
    for (version, digest) in replaced.into_iter().filter(|(version, _)| !needed.contains(version)) {
        let transaction = service.store().begin().await?;
        let row = ErasedDocument { community_id: id, digest, meeting_id: None, erased_at: now };
        erasures::insert_documents(&transaction, vec![row]).await?;
        erasures::erase_register(&transaction, id, version).await?;
        Store::commit(transaction).await?;
    }
    Ok(())
}

/// The versions of the register from which kept meetings derived their rolls, by which electors passed to others, or
/// that deeds name: the life of a community is read out of its record each time, with what its deeds are counted on.
async fn needed_registers(
    connection: &impl ConnectionTrait,
    community: Uuid,
    imports: &[(u32, Digest, Instant)],
) -> Result<BTreeSet<u32>, ActionError> {
    let mut needed = registers_of_deeds(connection, community).await?;
    for meeting in erasures::kept_meetings(connection, community).await? {
        let kinds = ["meeting_noticed", "roll_amended", "meeting_opened", "succession_recorded"];
        let id = meeting.meeting_id;
        for row in record::entries_of_meeting_by_kind(connection, community, id, &kinds, 0).await? {
            let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
            if let Fact::SuccessionRecorded { .. } = entry.fact() {
                let latest = imports.iter().rfind(|(_, _, at)| *at <= row.at);
                needed.extend(latest.map(|(version, ..)| *version));
            }
            let (Fact::MeetingNoticed { roll, .. }
            | Fact::RollAmended { roll, .. }
            | Fact::MeetingOpened { roll, .. }) = entry.fact()
            else {
                continue;
            };
            let roll = read_roll(connection, community, *roll).await?;
            needed.insert(roll.heading().register_version);
        }
    }
    Ok(needed)
}

async fn forget_messages(service: &Service, community: CommunityId, now: Instant) -> Result<(), ActionError> {
    let before = in_force(service.store().read(), community.uuid()).await?.messages_before(now);
    for _ in 0..BATCHES_MAX {
        let transaction = service.store().begin().await?;
        let gone = erasures::forget_messages(&transaction, community.uuid(), before, BATCH).await?;
        Store::commit(transaction).await?;
        if gone < BATCH {
            break;
        }
    }
    Ok(())
}
