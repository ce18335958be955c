//! What owners are told of at the contacts the register has of them.

use crate::domain::words::words;

words! {
    /// What a message is about.
    pub enum MessageKind {
        /// A code that shows that the contact is the owner's, when a key is enrolled.
        ContactCode = "contact_code",
        /// A code that opens a session.
        SignInCode = "sign_in_code",
        /// A key was enrolled that acts for the owner.
        KeyEnrolled = "key_enrolled",
        /// A key that acted for the owner was revoked.
        KeyRevoked = "key_revoked",
        /// One of several owners acted for all of them.
        RepresentativeActed = "representative_acted",
        /// Somebody was given a mandate: told to whoever gave it and to whoever holds it.
        MandateGiven = "mandate_given",
        /// A mandate ended: told to both of them.
        MandateEnded = "mandate_ended",
        /// A delegate recorded an opinion of an owner.
        OpinionRecorded = "opinion_recorded",
        /// A ballot was cast with help.
        VoteAssisted = "vote_assisted",
        /// Others act for an elector now.
        ActingChanged = "acting_changed",
        /// The register has another contact of the owner now, or none.
        ContactChanged = "contact_changed",
        /// 会议通知: a meeting is called.
        MeetingNotice = "meeting_notice",
        /// 催票: voting ends soon, and the owner has not taken part.
        Reminder = "reminder",
        /// The close of a meeting was moved to a later time.
        MeetingExtended = "meeting_extended",
        /// A meeting was called off.
        MeetingCancelled = "meeting_cancelled",
        /// A result was counted, and can be objected to.
        PreliminaryResult = "preliminary_result",
        /// A result was announced.
        FinalResult = "final_result",
    }
}

words! {
    /// What an owner can do without.
    pub enum Topic {
        /// Reminders before the close.
        Reminders = "reminders",
        /// Results, preliminary and final.
        Results = "results",
    }
}

words! {
    /// In which language an owner is written to.
    pub enum Language {
        /// 中文.
        Zh = "zh",
        /// English.
        En = "en",
        /// Both, Chinese first.
        Both = "both",
    }
}

words! {
    /// What a carrier says of a message.
    pub enum ReportState {
        /// Whoever brings it on has taken it over.
        Accepted = "accepted",
        /// It is with its recipient.
        Delivered = "delivered",
        /// It did not reach its recipient, and will not.
        Failed = "failed",
    }
}

/// When a message may go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Urgency {
    /// At any hour: its recipient waits for it, or has to stop somebody who acts in their name.
    Now,
    /// Not in the quiet hours of its community.
    ByDay,
}

impl MessageKind {
    /// When it may go.
    #[must_use]
    pub const fn urgency(self) -> Urgency {
        match self {
            Self::ContactCode
            | Self::SignInCode
            | Self::KeyEnrolled
            | Self::KeyRevoked
            | Self::RepresentativeActed
            | Self::MandateGiven
            | Self::MandateEnded
            | Self::OpinionRecorded
            | Self::VoteAssisted
            | Self::ActingChanged
            | Self::ContactChanged => Urgency::Now,
            Self::MeetingNotice
            | Self::Reminder
            | Self::MeetingExtended
            | Self::MeetingCancelled
            | Self::PreliminaryResult
            | Self::FinalResult => Urgency::ByDay,
        }
    }

    /// What an owner who does not want it can turn off; none where the law or the owner's own safety asks for it.
    #[must_use]
    pub const fn topic(self) -> Option<Topic> {
        match self {
            Self::Reminder => Some(Topic::Reminders),
            Self::PreliminaryResult | Self::FinalResult => Some(Topic::Results),
            Self::ContactCode
            | Self::SignInCode
            | Self::KeyEnrolled
            | Self::KeyRevoked
            | Self::RepresentativeActed
            | Self::MandateGiven
            | Self::MandateEnded
            | Self::OpinionRecorded
            | Self::VoteAssisted
            | Self::ActingChanged
            | Self::ContactChanged
            | Self::MeetingNotice
            | Self::MeetingExtended
            | Self::MeetingCancelled => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_turned_off_waits_for_the_day() {
        for kind in MessageKind::ALL.iter().filter(|kind| kind.topic().is_some()) {
            assert_eq!(kind.urgency(), Urgency::ByDay, "{kind}");
        }
        assert_eq!(MessageKind::SignInCode.urgency(), Urgency::Now);
        assert_eq!(MessageKind::MeetingNotice.topic(), None);
    }
}
