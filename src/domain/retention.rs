//! How long what is kept about people is kept.
//!
//! Entries of the record, public documents and certificates name nobody and are kept for ever. Everything else
//! has an end: the audit material of a meeting so long after the meeting ended that nobody can go to court over it
//! any more, unless a hold is on it.

use thiserror::Error;

use super::instants::Instant;

/// Days for which audit material is kept if nobody decided otherwise: two years with a leap day, counted from the
/// announcement of the result, or from the day a meeting was cancelled or annulled.
pub const AUDIT_MATERIAL_DAYS: u16 = 731;

/// Fewest days for audit material: an owner can ask a court to set a decision aside within one year of having
/// heard of it (法释〔2009〕7号, article 12), and that year can be a leap year.
pub const AUDIT_MATERIAL_DAYS_MIN: u16 = 366;

/// Most days for audit material: ten years with three leap days.
pub const AUDIT_MATERIAL_DAYS_MAX: u16 = 3_653;

/// Days for which is kept that a message was sent, to whom and by which channel, if nobody decided otherwise.
pub const MESSAGES_DAYS: u16 = 90;

/// Fewest days for that.
pub const MESSAGES_DAYS_MIN: u16 = 30;

/// Most days for that.
pub const MESSAGES_DAYS_MAX: u16 = 731;

/// Days for which a session is kept after it expired. Sessions belong to no community, so nobody decides otherwise.
pub const SESSIONS_DAYS: u16 = 7;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// Why periods cannot stand.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum RetentionError {
    /// Too few or too many days for audit material.
    #[error("must be {AUDIT_MATERIAL_DAYS_MIN} to {AUDIT_MATERIAL_DAYS_MAX} days")]
    AuditMaterial,
    /// Too few or too many days for messages.
    #[error("must be {MESSAGES_DAYS_MIN} to {MESSAGES_DAYS_MAX} days")]
    Messages,
}

/// The periods of a community.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Retention {
    audit_material: u16,
    messages: u16,
}

impl Retention {
    /// Periods in days, within their bounds.
    pub fn new(audit_material: u16, messages: u16) -> Result<Self, RetentionError> {
        if !(AUDIT_MATERIAL_DAYS_MIN..=AUDIT_MATERIAL_DAYS_MAX).contains(&audit_material) {
            return Err(RetentionError::AuditMaterial);
        }
        if !(MESSAGES_DAYS_MIN..=MESSAGES_DAYS_MAX).contains(&messages) {
            return Err(RetentionError::Messages);
        }
        Ok(Self { audit_material, messages })
    }

    /// Days for audit material.
    #[must_use]
    pub const fn audit_material_days(self) -> u16 {
        self.audit_material
    }

    /// Days for messages.
    #[must_use]
    pub const fn messages_days(self) -> u16 {
        self.messages
    }

    /// Until when audit material is kept that nothing needs since an instant; exclusive.
    #[must_use]
    pub fn audit_material_until(self, since: Instant) -> Instant {
        later(since, self.audit_material)
    }

    /// Until when is kept that a message was sent or given up at an instant; exclusive.
    #[must_use]
    pub fn messages_until(self, since: Instant) -> Instant {
        later(since, self.messages)
    }

    /// What was sent or given up before this instant is forgotten.
    #[must_use]
    pub fn messages_before(self, now: Instant) -> Instant {
        earlier(now, self.messages)
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self { audit_material: AUDIT_MATERIAL_DAYS, messages: MESSAGES_DAYS }
    }
}

fn later(instant: Instant, days: u16) -> Instant {
    instant.plus_seconds(i64::from(days) * DAY_SECONDS)
}

fn earlier(instant: Instant, days: u16) -> Instant {
    instant.plus_seconds(-i64::from(days) * DAY_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_are_never_shorter_than_two_years() {
        let until =
            |since: &str| Retention::default().audit_material_until(since.parse().unwrap()).to_string();
        assert_eq!(until("2027-02-28T10:00:00Z"), "2029-02-28T10:00:00Z");
        assert_eq!(until("2026-03-01T10:00:00Z"), "2028-03-01T10:00:00Z");
        assert_eq!(until("2025-01-01T10:00:00Z"), "2027-01-02T10:00:00Z");
    }

    #[test]
    fn periods_outside_their_bounds_are_refused() {
        assert_eq!(Retention::new(731, 90), Ok(Retention::default()));
        for days in [0, AUDIT_MATERIAL_DAYS_MIN - 1, AUDIT_MATERIAL_DAYS_MAX + 1] {
            assert_eq!(Retention::new(days, 90), Err(RetentionError::AuditMaterial), "{days}");
        }
        for days in [0, MESSAGES_DAYS_MIN - 1, MESSAGES_DAYS_MAX + 1] {
            assert_eq!(Retention::new(731, days), Err(RetentionError::Messages), "{days}");
        }
    }
}
