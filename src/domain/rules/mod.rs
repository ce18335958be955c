//! The law as data: packs of quorums, classes and matter kinds, and the switches of a meeting.
//!
//! A [`Pack`] is one regime's rules, written in TOML beside this module and read in
//! `evidence::rules`. A [`Rule`] is what a pack asks of one matter at one call; it is all a verdict
//! needs. [`Switches`] settle before opening what the law leaves open. Nothing here decides a vote:
//! that is [`super::tally`].

mod calls;
mod caps;
mod classes;
mod competence;
mod contradictions;
mod identifiers;
mod measures;
mod notices;
mod overlaid;
mod overlay;
mod pack;
mod periods;
pub mod procedure;
mod proxies;
mod requirements;
mod rule;
#[cfg(test)]
pub(crate) mod samples;
mod sources;
pub mod switches;
mod thresholds;
mod titles;
mod words;

pub use calls::{Call, Opening, SecondCall};
pub use caps::{Cap, CapError, Cut};
pub use classes::{
    Class, ClassName, Consequence, Estate, Method, Objection, Parity, SecondVote, Silence, Sizes, SmallEstate,
};
pub use competence::{COMPETENCE_REASON_MAX, Competence, CompetenceError, DoubtfulKind, RefusedKind};
pub use contradictions::PackError;
pub use identifiers::{IDENTIFIER_MAX, IdentifierError, MatterKind, PackId};
pub use measures::{Combine, Measure, Measures, MeasuresError};
pub use notices::{
    ATTEMPTS_MAX, InAppOpening, NoticeContent, NoticeField, ServiceRules, in_order as notice_fields,
};
pub use overlaid::{NotOverlaid, Overlaid, OverlayRefusal};
pub use overlay::{
    IssuedBy, Limit, OnlineChannel, Overlay, OverlayError, OverlayParts, Setting, Settled, Term, Topic,
};
pub use pack::{
    Decides, Generic, MatterRule, NoSecondCall, Notice, Pack, PackParts, Rounding, UnknownMatter,
    VotingPeriod,
};
pub use periods::{DayCounting, RevocationSuit, WeeklyRest, WeeklyRestError};
pub use procedure::{Bound, Parameter, Procedure, Stipulated, Stipulation, StipulationError};
pub use proxies::{Discretion, Holders, Proxies, ProxyForm};
pub use requirements::{Requirement, Subject};
pub use rule::{FurtherVote, Rule};
pub use sources::{NoArticle, Source};
pub use switches::{SwitchNotSupportedYet, Switches};
pub use thresholds::{Base, Comparison, Grid, Mark, NUMBER_MAX, Relation, Threshold, ThresholdError};
pub use titles::{ShareUnit, Titles};
pub use words::UnknownWord;
