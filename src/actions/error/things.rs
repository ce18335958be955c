//! What can be missing: the things that addresses and fields name.

/// A thing that an address or a field names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Thing {
    /// A community.
    Community,
    /// A version of the register.
    Register,
    /// An owner of the register.
    Owner,
    /// A meeting.
    Meeting,
    /// A matter of a meeting.
    Matter,
    /// A rule pack.
    RulePack,
    /// An overlay.
    Overlay,
    /// A document beside the record.
    Document,
    /// A certificate.
    Certificate,
    /// An objection.
    Objection,
    /// A tile or an entry of a record.
    Tile,
    /// A device key.
    Key,
    /// A session.
    Session,
    /// An officer of a community.
    Officer,
    /// A decision for witnesses that is in force.
    WitnessPolicy,
    /// A lot that breaks ties.
    Lot,
    /// A paper ballot.
    Paper,
    /// A list of paper ballots.
    PaperList,
    /// A sample of paper ballots.
    PaperSample,
    /// A hold on the audit material of a meeting.
    Hold,
    /// A role that somebody was granted.
    Grant,
    /// An amendment of a roll that waits for a second signature.
    RollAmendment,
    /// A provider that logins may come from.
    Provider,
    /// An enrolment that waits to be confirmed.
    EnrolmentRequest,
    /// An elector of a roll.
    Elector,
    /// A paper that somebody read and nobody read again.
    Reading,
    /// A mandate.
    Mandate,
    /// A statement that waits for a second person.
    ActingStatement,
    /// A message to an owner.
    Message,
    /// What brings messages of a channel on.
    Carrier,
    /// A version of a notice.
    Notice,
    /// A file beside a notice.
    Attachment,
    /// A file that a service left behind.
    Evidence,
    /// A process of the life of a community.
    Process,
    /// A file of the archive.
    ArchiveFile,
    /// A link under which a calendar is read.
    CalendarLink,
}
