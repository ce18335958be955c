//! What the record says besides deeds, as far as the life of a community turns on it, and what follows for offices.

use uuid::Uuid;

use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MatterId, MeetingId};
use crate::domain::objections::{ObjectionOutcome, ObjectionStage};
use crate::domain::rules::{MatterKind, Procedure};

/// What kind of meeting is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Call {
    /// The first one, at which the assembly comes into being.
    Inaugural,
    /// As the rules of procedure foresee.
    Regular,
    /// For a reason, for example on a petition.
    Extraordinary,
}

/// A meeting of which notice is given.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoticedMeeting {
    /// Which.
    pub meeting: MeetingId,
    /// What kind.
    pub call: Call,
    /// When voting opens.
    pub opens_at: Instant,
    /// When it closes, unless it is extended.
    pub closes_at: Instant,
    /// The agenda.
    pub matters: Vec<NoticedMatter>,
    /// Days for objections to the result, from its count.
    pub objection_days: u16,
}

/// Who decides a matter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reach {
    /// The whole community, with parking and storage or without.
    Community,
    /// A part of it: a building, an entrance, some units.
    Part,
}

/// A matter of its agenda.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoticedMatter {
    /// Which.
    pub matter: MatterId,
    /// Its kind, as the rule pack names it.
    pub kind: MatterKind,
    /// Who stands, if somebody is elected.
    pub election: Option<NoticedElection>,
    /// Who decides it.
    pub reach: Reach,
}

impl NoticedMatter {
    /// The election of a committee that it is, which only the whole community can hold.
    #[must_use]
    pub fn whole_election(&self) -> Option<&NoticedElection> {
        match self.reach {
            Reach::Community => self.election.as_ref(),
            Reach::Part => None,
        }
    }
}

/// An election on an agenda.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoticedElection {
    /// How many seats.
    pub seats: u32,
    /// Who stands, in the order of the ballot.
    pub candidates: Vec<CandidateId>,
}

/// What was decided on a matter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It was adopted.
    Carried,
    /// It was not.
    Rejected,
    /// Somebody was elected.
    Elected {
        /// The elected, by votes.
        elected: Vec<CandidateId>,
        /// Those who reached it and have no seat, by votes.
        alternates: Vec<CandidateId>,
    },
}

/// What the record says besides deeds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Event {
    /// A version of the register.
    RegisterImported {
        /// Its number.
        version: u32,
    },
    /// The rules of the place and of the community.
    RulesStated {
        /// What they come to.
        procedure: Box<Procedure>,
    },
    /// Somebody may act in a role, or has another term.
    Granted {
        /// The grant.
        grant: Uuid,
        /// The role.
        role: Role,
        /// The first instant at which it is over.
        until: Option<Instant>,
        /// The enrolment of the key that may act in it.
        key: Fingerprint,
    },
    /// A grant ended before its time.
    GrantEnded {
        /// The grant.
        grant: Uuid,
    },
    /// Notice of a meeting was given.
    Noticed(Box<NoticedMeeting>),
    /// It opened.
    Opened {
        /// Which.
        meeting: MeetingId,
    },
    /// It closed.
    Closed {
        /// Which.
        meeting: MeetingId,
    },
    /// It was counted; the result is posted for objections.
    Counted {
        /// Which.
        meeting: MeetingId,
        /// What was decided, in the order of the agenda.
        outcomes: Vec<(MatterId, Outcome)>,
    },
    /// Its result is final.
    Announced {
        /// Which.
        meeting: MeetingId,
    },
    /// It was called off.
    Cancelled {
        /// Which.
        meeting: MeetingId,
    },
    /// Its result was set aside.
    Annulled {
        /// Which.
        meeting: MeetingId,
    },
    /// Something was said about an objection at a meeting.
    Objected {
        /// Which meeting.
        meeting: MeetingId,
        /// Which objection.
        objection: Uuid,
        /// What.
        turn: ObjectionTurn,
    },
}

/// What is said about an objection at a meeting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ObjectionTurn {
    /// It was raised.
    Raised(ObjectionStage),
    /// It was taken back.
    Withdrawn,
    /// It was answered, or the answer corrected.
    Answered(ObjectionOutcome),
}

/// What follows for somebody in office, in the entries right behind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Consequence {
    /// A grant ends.
    EndGrant {
        /// The grant.
        grant: Uuid,
        /// Why, in public.
        reason: &'static str,
    },
    /// A grant that was ended for the time being is given back: a new one, whose identifier follows from nothing, with
    /// the same role, end and keys. It stands at this place, by which whoever reads the record pairs the two.
    RestoreGrant {
        /// The grant that was ended.
        grant: Uuid,
    },
}
