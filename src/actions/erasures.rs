//! Erasing on request what proves nothing: at once, and told together with what is kept, until when and why.
//!
//! What proves a meeting is erased by nobody's wish, only by the end of its period, see [`super::retention`]: whoever
//! could have it erased could erase a vote. So neither a secretary nor a stolen device gets more than sessions,
//! codes and answers, and the number of an identity document.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::{ActionError, Thing};
use super::standing::Standing;
use super::{Service, people, retention};
use crate::domain::communities::CommunityId;
use crate::domain::identity::EnrolmentMethod;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::register::RegisterDocument;
use crate::evidence::text;
use crate::store::identity::{accounts, activations, device_keys, enrolments, grants, sessions};
use crate::store::retention::{erasures, holds};
use crate::store::{ConnectionTrait, Store, messages, register, requests, roll};

/// What was erased, and what is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ErasureView {
    /// What is gone.
    pub erased: Vec<ErasedPart>,
    /// What is kept.
    pub kept: Vec<KeptPart>,
}

/// Something that is gone.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ErasedPart {
    /// `sessions`, `unused_codes`, `answers` or `id_numbers`.
    #[schema(example = "sessions")]
    pub what: &'static str,
    /// How many.
    #[schema(example = 2)]
    pub count: u64,
}

/// Something that is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeptPart {
    /// `register_entry`, `meeting`, `keys`, `messages` or `roles`.
    #[schema(example = "meeting")]
    pub what: &'static str,
    /// The community.
    pub community: Uuid,
    /// The meeting, if it is a meeting's ballots and lists.
    #[schema(required)]
    pub meeting: Option<Uuid>,
    /// Until when; null where that is not known yet.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub until: Option<Instant>,
    /// Why, in Chinese.
    pub reason_zh: &'static str,
    /// Why, in English.
    pub reason_en: &'static str,
}

/// Why something is kept.
#[derive(Clone, Copy)]
enum Reason {
    Register,
    Meeting,
    Held,
    Keys,
    Messages,
    Roles,
}

/// Erases what is left of somebody who is no owner any more.
///
/// # Errors
/// They stand in the latest register, or a meeting that has not ended has them on its roll.
pub async fn of_former_owner(
    service: &Service,
    community: CommunityId,
    owner: &OwnerId,
) -> Result<ErasureView, ActionError> {
    let id = community.uuid();
    let transaction = service.store().begin().await?;
    if is_owner(&transaction, id, owner).await? {
        return Err(ActionError::StillNeeded("the latest register names this owner"));
    }
    let enrolled = enrolments::of_owner(&transaction, id, owner.as_str()).await?;
    let sent = messages::of_owner(&transaction, id, owner.as_str()).await?;
    let letters = activations::list(&transaction, id).await?;
    let known = letters.iter().any(|row| row.owner_id.as_deref() == Some(owner.as_str()));
    if enrolled.is_empty() && sent.is_empty() && !known {
        return Err(ActionError::NotFound(Thing::Owner));
    }
    let kept = kept(&transaction, id, owner).await?;
    if kept.iter().any(|part| part.what == "meeting" && part.until.is_none()) {
        return Err(ActionError::StillNeeded("a meeting that has not ended has this owner on its roll"));
    }
    let now = service.surroundings().now();
    let methods = EnrolmentMethod::ALL.iter().map(|method| method.as_str()).collect::<Vec<_>>();
    let codes = activations::replace_unused(&transaction, (id, owner.as_str()), &methods, now).await?;
    let mut erased = Tally { codes, ..Tally::default() };
    for account in enrolled.iter().map(|row| row.account_id).collect::<BTreeSet<_>>() {
        if is_idle(&transaction, account, now).await? {
            erased.sessions += sessions::delete_of(&transaction, account, None, now).await?;
            erased.answers += requests::forget_of(&transaction, account).await?;
        }
    }
    Store::commit(transaction).await?;
    Ok(ErasureView { erased: erased.parts(), kept })
}

/// Erases what may go of whoever asks; it signs them out everywhere else.
pub async fn own(service: &Service, who: &Standing) -> Result<ErasureView, ActionError> {
    let transaction = service.store().begin().await?;
    let (mut tally, mut kept_parts) = (Tally::default(), Vec::new());
    let enrolled = enrolments::of_account(&transaction, who.account).await?;
    let good = enrolled.iter().filter(|row| row.revoked_at.is_none());
    let acts_for: BTreeSet<(Uuid, &String)> =
        good.filter_map(|row| Some((row.community_id, row.owner_id.as_ref()?))).collect();
    for (community, owner) in acts_for {
        let owner: OwnerId = owner.parse().map_err(ActionError::damaged)?;
        let forgotten =
            people::forget_id_number(service, &transaction, CommunityId::new(community), &owner).await?;
        tally.id_numbers += forgotten;
        kept_parts.append(&mut kept(&transaction, community, &owner).await?);
    }
    let now = service.surroundings().now();
    for grant in grants::active_anywhere(&transaction, who.account, now).await? {
        kept_parts.push(Reason::Roles.part("roles", grant.community_id, grant.until));
    }
    tally.sessions = sessions::delete_of(&transaction, who.account, Some(who.session), now).await?;
    tally.answers = requests::forget_of(&transaction, who.account).await?;
    Store::commit(transaction).await?;
    Ok(ErasureView { erased: tally.parts(), kept: kept_parts })
}

/// How much of what went.
#[derive(Clone, Copy, Default)]
struct Tally {
    sessions: u64,
    codes: u64,
    answers: u64,
    id_numbers: u64,
}

impl Tally {
    fn parts(self) -> Vec<ErasedPart> {
        let parts = [
            ("sessions", self.sessions),
            ("unused_codes", self.codes),
            ("answers", self.answers),
            ("id_numbers", self.id_numbers),
        ];
        let some = parts.into_iter().filter(|(_, count)| *count > 0);
        some.map(|(what, count)| ErasedPart { what, count }).collect()
    }
}

async fn is_owner(
    connection: &impl ConnectionTrait,
    community: Uuid,
    owner: &OwnerId,
) -> Result<bool, ActionError> {
    let row = register::latest(connection, community).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Register))?;
    let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
    let holdings = document.holdings().map_err(ActionError::damaged)?;
    Ok(holdings.iter().any(|holding| holding.owners.contains(owner)))
}

/// Whether an account acts for no present owner, holds no role and runs nothing.
async fn is_idle(
    connection: &impl ConnectionTrait,
    account: Uuid,
    now: Instant,
) -> Result<bool, ActionError> {
    let runs = accounts::is_operator(connection, account).await?;
    let good = device_keys::of_account(connection, account).await?;
    let holds = grants::active_anywhere(connection, account, now).await?;
    if runs || good.iter().any(|key| key.revoked_at.is_none()) || !holds.is_empty() {
        return Ok(false);
    }
    for row in enrolments::of_account(connection, account).await? {
        let Some(owner) = row.owner_id.filter(|_| row.revoked_at.is_none()) else { continue };
        let owner = owner.parse().map_err(ActionError::damaged)?;
        if is_owner(connection, row.community_id, &owner).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What is kept of an owner, until when and why.
async fn kept(
    connection: &impl ConnectionTrait,
    community: Uuid,
    owner: &OwnerId,
) -> Result<Vec<KeptPart>, ActionError> {
    let periods = retention::in_force(connection, community).await?;
    let mut parts = Vec::new();
    if is_owner(connection, community, owner).await? {
        parts.push(Reason::Register.part("register_entry", community, None));
    }
    for meeting in erasures::kept_meetings(connection, community).await? {
        let id = meeting.meeting_id;
        if roll::of_owners(connection, community, id, &[owner.to_string()]).await?.is_empty() {
            continue;
        }
        let held = holds::any_on(connection, community, id).await?;
        let ended = retention::ended_at(connection, community, id).await?;
        let until = ended.map(|ended| periods.audit_material_until(ended));
        let reason = if held { Reason::Held } else { Reason::Meeting };
        parts.push(KeptPart { meeting: Some(id), ..reason.part("meeting", community, until) });
    }
    if !enrolments::of_owner(connection, community, owner.as_str()).await?.is_empty() {
        parts.push(Reason::Keys.part("keys", community, None));
    }
    let sent = messages::of_owner(connection, community, owner.as_str()).await?;
    if let Some(last) = sent.iter().filter_map(|row| row.sent_at.max(row.dead_at)).max() {
        let until = Some(periods.messages_until(last));
        parts.push(Reason::Messages.part("messages", community, until));
    }
    Ok(parts)
}

impl Reason {
    const fn part(self, what: &'static str, community: Uuid, until: Option<Instant>) -> KeptPart {
        let (reason_zh, reason_en) = self.told();
        KeptPart { what, community, meeting: None, until, reason_zh, reason_en }
    }

    const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Register => (
                "业主大会依法须备有现有业主名册；不再是业主并导入新名册后即删除",
                "the assembly must have a register of its present owners; with the first register that does not name \
                 you, it goes",
            ),
            Self::Meeting => (
                "选票、名册与附件证明会议结果，保存期满后删除",
                "ballots, registers and annexes prove the result of the meeting, and go when their period is over",
            ),
            Self::Held => (
                "监督单位或法院要求保全，解除后按保存期删除",
                "the supervising office or a court holds it; once that is lifted, it goes when its period is over",
            ),
            Self::Keys => (
                "密钥登记证明谁有权投票，须与其所涉会议的材料一同保存",
                "the statement of a key proves who could vote with it, as long as a meeting is kept that it could vote in",
            ),
            Self::Messages => (
                "须能证明安全提醒已经发出；正文在发出后已删除",
                "it proves that warnings were sent; their texts were erased when they were",
            ),
            Self::Roles => {
                ("任职期间的权限记录须与其履职行为一同保存", "a role is kept with the acts that it allowed")
            }
        }
    }
}
