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
        /// A ballot was cast with help.
        VoteAssisted = "vote_assisted",
        /// Others act for an elector now.
        ActingChanged = "acting_changed",
        /// The register has another contact of the owner now, or none.
        ContactChanged = "contact_changed",
    }
}
