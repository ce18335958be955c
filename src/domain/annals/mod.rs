//! The life of a community as its record tells it: every deed of officers and owners, and what else happened.
//!
//! Nothing of it is stored as a state. [`Annals`] goes through the record from its first entry; server and verifier
//! do so alike. Each noun keeps a [`Book`]: it takes the deeds that are possible, hears of everything else, says what
//! follows for those in office, and what is due.

mod actors;
mod dues;
mod events;
mod offices;
mod refusals;
mod steps;
mod subjects;

use std::sync::Arc;

use uuid::Uuid;

pub use self::actors::{Actor, Moment, Person};
pub use self::dues::{Due, DueKind};
pub use self::events::ObjectionTurn;
pub use self::events::{
    Call, Consequence, Event, NoticedElection, NoticedMatter, NoticedMeeting, Outcome, Reach,
};
pub use self::offices::{Office, Offices};
pub use self::refusals::{ActRefusal, NoticeRefusal};
pub use self::steps::{Step, StepKind, Steps};
pub use self::subjects::{Deed, Subject};
use crate::domain::archive::Archive;
use crate::domain::candidacies::Candidacies;
use crate::domain::committees::Committees;
use crate::domain::contests::Contests;
use crate::domain::contracts::Contracts;
use crate::domain::deadlines::Calendar;
use crate::domain::evaluations::Evaluations;
use crate::domain::formations::Formations;
use crate::domain::petitions::Petitions;
use crate::domain::register::Registers;
use crate::domain::rules::Procedure;
use crate::domain::seal_uses::SealUses;
use crate::domain::sittings::Sittings;
use crate::domain::terms::{Tenure, Terms};

/// Identifies one process of a community's life: a formation, a petition, a contract.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ProcessId(Uuid);

impl ProcessId {
    /// The process of this identifier.
    #[must_use]
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// The identifier, which whoever opened it chose.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

/// A deed with whoever did it, when, and in which process.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a, D> {
    /// The process.
    pub process: ProcessId,
    /// Who.
    pub by: &'a Actor,
    /// When.
    pub moment: Moment,
    /// What.
    pub deed: &'a D,
}

/// Where a deed is done: what the law asks here, and what else the record says so far.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What the law of the place asks.
    pub procedure: &'a Procedure,
    /// How days are counted.
    pub calendar: &'a Calendar,
    /// The other books; one's own is empty while it is asked.
    pub annals: &'a Annals,
    /// The versions of the register that deeds name.
    pub registers: &'a Registers,
}

/// What one noun knows.
pub trait Book: Default {
    /// What can be done.
    type Deed;
    /// Why it cannot.
    type Refusal: std::error::Error;

    /// Takes a deed if it is possible here, and says what follows. What is refused changes nothing.
    fn take(
        &mut self,
        said: &Said<'_, Self::Deed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, Self::Refusal>;

    /// Hears what else the record says, and says what follows.
    fn hear(&mut self, _event: &Event, _moment: Moment, _scene: &Scene<'_>) -> Vec<Consequence> {
        Vec::new()
    }

    /// Why notice of a meeting cannot be given now.
    fn allows_notice(
        &self,
        _meeting: &NoticedMeeting,
        _moment: Moment,
        _scene: &Scene<'_>,
    ) -> Result<(), NoticeRefusal> {
        Ok(())
    }

    /// What is due, done or not.
    fn dues(&self, _scene: &Scene<'_>) -> Vec<Due> {
        Vec::new()
    }
}

/// Every book of a community.
#[derive(Clone, Debug, Default)]
pub struct Annals {
    /// The procedure that the rules in force come to; what the law says until some are read. It is shared with each
    /// scene, not copied for it: there is one for every deed.
    procedure: Arc<Procedure>,
    /// The latest version of the register.
    register: Option<u32>,
    offices: Offices,
    /// What somebody answers for.
    steps: Steps,
    contracts: Contracts,
    formations: Formations,
    terms: Terms,
    sittings: Sittings,
    seal_uses: SealUses,
    archive: Archive,
    petitions: Petitions,
    candidacies: Candidacies,
    contests: Contests,
    evaluations: Evaluations,
    committees: Committees,
}

/// Declares what is the same for every book: how it is read, and that each is asked in turn.
macro_rules! books {
    ($($(#[$doc:meta])* $field:ident: $book:ty, $subject:ident;)+) => {
        impl Annals {
            $(
                $(#[$doc])*
                #[must_use]
                pub const fn $field(&self) -> &$book {
                    &self.$field
                }
            )+

            /// Takes a deed if it is possible now, and says what follows.
            pub fn take(
                &mut self,
                said: &Said<'_, Deed>,
                (calendar, registers): (&Calendar, &Registers),
            ) -> Result<Vec<Consequence>, ActRefusal> {
                let Said { process, by, moment, deed } = *said;
                let procedure = Arc::clone(&self.procedure);
                check_term(said, &Scene { procedure: &procedure, calendar, annals: self, registers })?;
                let taken = match deed {
                    $(
                        Deed::$subject(deed) => {
                            let mut book = std::mem::take(&mut self.$field);
                            let scene = Scene { procedure: &procedure, calendar, annals: self, registers };
                            let taken = book.take(&Said { process, by, moment, deed }, &scene);
                            self.$field = book;
                            taken.map_err(ActRefusal::from)
                        }
                    )+
                };
                if taken.is_ok() {
                    self.offices.meet(by);
                    self.steps.deed(moment, (deed.subject(), process), (by.role, by.person));
                }
                taken
            }

            /// Hears what else the record says, and says what follows.
            pub fn hear(
                &mut self,
                event: &Event,
                moment: Moment,
                (calendar, registers): (&Calendar, &Registers),
            ) -> Vec<Consequence> {
                self.note(event);
                self.steps.event(moment, event);
                let procedure = Arc::clone(&self.procedure);
                let mut follows = Vec::new();
                $(
                    let mut book = std::mem::take(&mut self.$field);
                    let scene = Scene { procedure: &procedure, calendar, annals: self, registers };
                    follows.extend(book.hear(event, moment, &scene));
                    self.$field = book;
                )+
                follows
            }

            /// Why notice of a meeting cannot be given now.
            pub fn allows_notice(
                &self,
                meeting: &NoticedMeeting,
                moment: Moment,
                (calendar, registers): (&Calendar, &Registers),
            ) -> Result<(), NoticeRefusal> {
                let procedure = Arc::clone(&self.procedure);
                let scene = Scene { procedure: &procedure, calendar, annals: self, registers };
                $( self.$field.allows_notice(meeting, moment, &scene)?; )+
                Ok(())
            }

            /// What is due, done or not, the earliest first.
            #[must_use]
            pub fn dues(&self, (calendar, registers): (&Calendar, &Registers)) -> Vec<Due> {
                let procedure = Arc::clone(&self.procedure);
                let scene = Scene { procedure: &procedure, calendar, annals: self, registers };
                let mut dues = Vec::new();
                $( dues.extend(self.$field.dues(&scene)); )+
                dues.sort_by_key(|due| due.until);
                dues
            }
        }
    };
}

books! {
    /// What was agreed with managers.
    contracts: Contracts, Contract;
    /// How the assembly came into being.
    formations: Formations, Formation;
    /// Re-elections at the end of a term, and handovers.
    terms: Terms, Term;
    /// Sittings of the owners' committee.
    sittings: Sittings, Sitting;
    /// Uses of the seals.
    seal_uses: SealUses, SealUse;
    /// The archive of documents.
    archive: Archive, Archive;
    /// What owners ask for together.
    petitions: Petitions, Petition;
    /// Who stands for the committee.
    candidacies: Candidacies, Candidacy;
    /// Objections to steps, and what follows from those to results.
    contests: Contests, Contest;
    /// What owners say of manager and committee, which binds nobody.
    evaluations: Evaluations, Evaluation;
    /// The owners' committees.
    committees: Committees, Committee;
}

impl Annals {
    /// The latest version of the register.
    #[must_use]
    pub const fn register(&self) -> Option<u32> {
        self.register
    }

    /// Who holds which office.
    #[must_use]
    pub const fn offices(&self) -> &Offices {
        &self.offices
    }

    /// What somebody took as a step and answers for.
    #[must_use]
    pub const fn steps(&self) -> &Steps {
        &self.steps
    }

    /// What the law of the place asks.
    #[must_use]
    pub fn procedure(&self) -> Procedure {
        (*self.procedure).clone()
    }

    fn note(&mut self, event: &Event) {
        self.offices.note(event);
        match event {
            Event::RegisterImported { version } => self.register = Some(*version),
            Event::RulesStated { procedure } => self.procedure = Arc::from(procedure.clone()),
            Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Noticed(_)
            | Event::Opened { .. }
            | Event::Closed { .. }
            | Event::Counted { .. }
            | Event::Announced { .. }
            | Event::Cancelled { .. }
            | Event::Annulled { .. }
            | Event::Objected { .. } => {}
        }
    }
}

#[cfg(test)]
pub(in crate::domain) mod edges;
#[cfg(test)]
pub(in crate::domain) mod pairs;

/// Behind the end of a committee's term its members give account and hand over, and do nothing else in its name,
/// whatever their grants say.
fn check_term(said: &Said<'_, Deed>, scene: &Scene<'_>) -> Result<(), ActRefusal> {
    if said.deed.subject() == Subject::Term {
        return Ok(());
    }
    let own = Tenure::all(scene).into_iter().filter(|tenure| tenure.is_in_office(said.by));
    match own.map(|tenure| tenure.ends_at).max() {
        Some(ended_at) if said.moment.at >= ended_at => Err(ActRefusal::TermOver { ended_at }),
        Some(_) | None => Ok(()),
    }
}
