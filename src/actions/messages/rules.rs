//! When a community writes to its owners: its quiet hours, and how long before a close they are reminded.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::quiet_hours::{QuietHours, TimeOfDay};
use crate::evidence::text;
use crate::store::message_settings::{self, MessageRule};
use crate::store::{ConnectionTrait, Store, communities};

/// Hours before the close at which owners are reminded, if nobody decided otherwise.
const REMINDERS: [u16; 2] = [72, 24];

/// Most reminders of one vote.
pub const REMINDERS_MAX: usize = 5;

/// Most hours between a reminder and the close: thirty days.
pub const REMINDER_HOURS_MAX: u16 = 30 * 24;

/// When a community writes to its owners.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rules {
    /// When only what cannot wait is sent.
    pub quiet: QuietHours,
    /// Hours before the close, the most first.
    pub reminders: Vec<u16>,
}

/// The same as it is decided.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulesForm {
    /// When quiet hours begin, by the clock of the community; the same as `quiet_until` where there are none.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "21:00")]
    pub quiet_from: TimeOfDay,
    /// When they end, at most 14 hours later.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "08:00")]
    pub quiet_until: TimeOfDay,
    /// Hours before the close at which owners who have not taken part are reminded: at most 5 numbers of 1 to 720.
    #[schema(example = json!([72, 24]), max_items = 5)]
    pub reminder_hours: Vec<u16>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { quiet: QuietHours::default(), reminders: REMINDERS.to_vec() }
    }
}

/// What a community decided.
pub async fn read(service: &Service, community: CommunityId) -> Result<RulesForm, ActionError> {
    let connection = service.store().read();
    let known = communities::find(connection, community.uuid()).await?;
    known.ok_or(ActionError::NotFound(Thing::Community))?;
    Ok(in_force(connection, community.uuid()).await?.into())
}

/// Decides it anew.
pub async fn decide(
    service: &Service,
    community: CommunityId,
    account: Uuid,
    form: RulesForm,
) -> Result<RulesForm, ActionError> {
    let rules = Rules::try_from(form)?;
    let row = MessageRule {
        community_id: community.uuid(),
        quiet_from: rules.quiet.from().minutes().into(),
        quiet_until: rules.quiet.until().minutes().into(),
        reminder_hours: serde_json::to_string(&rules.reminders).map_err(ActionError::damaged)?,
        decided_by: account,
        decided_at: service.surroundings().now(),
    };
    let transaction = service.store().begin().await?;
    message_settings::set_rule(&transaction, row).await?;
    Store::commit(transaction).await?;
    Ok(rules.into())
}

/// What is in force in a community.
pub(super) async fn in_force(
    connection: &impl ConnectionTrait,
    community: Uuid,
) -> Result<Rules, ActionError> {
    let Some(row) = message_settings::rule(connection, community).await? else { return Ok(Rules::default()) };
    let damaged = |_| ActionError::damaged("when a community writes to its owners");
    let time = |minutes: u32| {
        let minutes = u16::try_from(minutes).map_err(ActionError::damaged)?;
        TimeOfDay::new(minutes).map_err(damaged)
    };
    Ok(Rules {
        quiet: QuietHours::new(time(row.quiet_from)?, time(row.quiet_until)?).map_err(damaged)?,
        reminders: serde_json::from_str(&row.reminder_hours).map_err(ActionError::damaged)?,
    })
}

impl TryFrom<RulesForm> for Rules {
    type Error = ActionError;

    fn try_from(form: RulesForm) -> Result<Self, ActionError> {
        let quiet = QuietHours::new(form.quiet_from, form.quiet_until);
        let quiet =
            quiet.map_err(|error| ActionError::Field { field: "quiet_until", problem: error.to_string() })?;
        let mut reminders = form.reminder_hours;
        let known = reminders.iter().all(|hours| (1..=REMINDER_HOURS_MAX).contains(hours));
        reminders.sort_unstable();
        reminders.dedup();
        reminders.reverse();
        if !known || reminders.len() > REMINDERS_MAX {
            let problem = format!("must be at most {REMINDERS_MAX} numbers of 1 to {REMINDER_HOURS_MAX}");
            return Err(ActionError::Field { field: "reminder_hours", problem });
        }
        Ok(Self { quiet, reminders })
    }
}

impl From<Rules> for RulesForm {
    fn from(rules: Rules) -> Self {
        let (quiet_from, quiet_until) = (rules.quiet.from(), rules.quiet.until());
        Self { quiet_from, quiet_until, reminder_hours: rules.reminders }
    }
}
