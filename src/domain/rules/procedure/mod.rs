//! The procedure of a community's life: how its assembly is formed, its committee elected, run, changed and
//! handed over, each parameter with the article it comes from.

mod assembly_kinds;
mod values;

use std::cmp::Ordering;

use thiserror::Error;

pub use self::assembly_kinds::AssemblyKinds;
pub use self::values::{
    FormingTrigger, GroupHead, Majority, MajorityError, MatterKinds, Nominator, Nominators, Obligation,
    PreparatoryBody, Set, TermEvent, Value, ValueError, Weighing, WholeReelection, Written,
};
use super::classes::{Estate, Parity, Sizes};
use super::sources::Source;
use crate::domain::quantities::{Fraction, ShareTotal};

/// A value with where it comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameter<T> {
    /// The value.
    pub value: T,
    /// The article, and whether the value was read there.
    pub source: Source,
}

/// What a community may make of a parameter that the law above it settles.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Bound {
    /// The same or less: a period in which something must be done, a share that is enough.
    Most,
    /// The same or more: a period that must be kept, a majority that must be reached.
    Least,
    /// The same.
    Fixed,
}

/// A parameter that cannot be settled so.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum StipulationError {
    /// There is no such parameter.
    #[error("{name:?} is no parameter of the procedure, which are {known}", name = .0, known = Procedure::names().join(", "))]
    UnknownName(String),
    /// The parameter cannot have this value.
    #[error("{name} {reason}")]
    Value {
        /// The parameter.
        name: &'static str,
        /// What is wrong with it.
        reason: ValueError,
    },
}

/// One parameter with the value that a pack or an overlay gives it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stipulation {
    name: &'static str,
    value: Written,
}

impl Stipulation {
    /// This value of this parameter, if there is such a one.
    pub fn new(name: &str, value: &Written) -> Result<Self, StipulationError> {
        let read = Procedure::read(name, value)?;
        match read.value {
            Written::Number(0) if read.name.ends_with("_max") => {
                Err(StipulationError::Value { name: read.name, reason: ValueError::NoTime })
            }
            Written::Number(_) | Written::Text(_) | Written::List(_) => Ok(read),
        }
    }

    /// The parameter.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its value, written as the parameter writes it.
    #[must_use]
    pub const fn value(&self) -> &Written {
        &self.value
    }

    /// How strict it is beside another value of the same parameter; none where neither is stricter and they differ.
    #[must_use]
    pub fn strictness(&self, other: &Self) -> Option<Ordering> {
        let more = Procedure::compare(self, other)?;
        match Procedure::bound(self.name)? {
            Bound::Most => Some(more.reverse()),
            Bound::Least => Some(more),
            Bound::Fixed => more.is_eq().then_some(Ordering::Equal),
        }
    }
}

/// A parameter that a law settles, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stipulated {
    /// The parameter and its value.
    pub what: Stipulation,
    /// Where it comes from.
    pub source: Source,
}

/// Declares every parameter once: its field, type, national value, what a community may make of it, and source.
macro_rules! parameters {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $value:expr, $bound:ident, $reading:ident $article:literal;)*) => {
        /// Every parameter of the procedure; the default has the national values of the People's Republic of China.
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub struct Procedure {
            $($(#[$doc])* pub $name: Parameter<$kind>,)*
            /// What the assembly alone decides: the pack lists it, and nothing settles it otherwise.
            pub assembly_kinds: AssemblyKinds,
            /// How many seats a committee may have, where the law says so: the pack and the place state it.
            pub sizes: Option<Sizes>,
        }

        impl Default for Procedure {
            fn default() -> Self {
                Self {
                    $($name: Parameter { value: $value, source: Source::$reading($article) },)*
                    assembly_kinds: AssemblyKinds::default(),
                    sizes: None,
                }
            }
        }

        impl Procedure {
            /// The names of all parameters, in order.
            #[must_use]
            pub const fn names() -> &'static [&'static str] {
                &[$(stringify!($name),)*]
            }

            /// Every parameter as files write it, with its source.
            #[must_use]
            pub fn entries(&self) -> Vec<(Stipulation, &Source)> {
                vec![$((
                    Stipulation { name: stringify!($name), value: self.$name.value.write() },
                    &self.$name.source,
                ),)*]
            }

            /// What a community may make of a parameter.
            #[must_use]
            pub fn bound(name: &str) -> Option<Bound> {
                match name {
                    $(stringify!($name) => Some(Bound::$bound),)*
                    _ => None,
                }
            }

            /// Lets a parameter have another value, which a stipulation always fits.
            pub fn settle(&mut self, settled: &Stipulation, source: Source) {
                match settled.name {
                    $(stringify!($name) => if let Ok(value) = Value::read(&settled.value) {
                        self.$name = Parameter { value, source };
                    },)*
                    _ => {}
                }
            }

            fn read(name: &str, written: &Written) -> Result<Stipulation, StipulationError> {
                match name {
                    $(stringify!($name) => <$kind>::read(written)
                        .map(|value| Stipulation { name: stringify!($name), value: value.write() })
                        .map_err(|reason| StipulationError::Value { name: stringify!($name), reason }),)*
                    _ => Err(StipulationError::UnknownName(name.to_owned())),
                }
            }

            fn compare(own: &Stipulation, other: &Stipulation) -> Option<Ordering> {
                if own.name != other.name {
                    return None;
                }
                match own.name {
                    $(stringify!($name) => {
                        <$kind>::read(&own.value).ok()?.compare(&<$kind>::read(&other.value).ok()?)
                    },)*
                    _ => None,
                }
            }
        }
    };
}

parameters! {
    /// When owners may form an assembly.
    forming_trigger: FormingTrigger = FormingTrigger::DeliveredShareOrYears, Fixed, unread "unverified";
    /// The part of the area that is delivered before an assembly may be formed.
    forming_delivered_share: Fraction = Fraction::literal::<1, 2>(), Fixed, unread "unverified";
    /// Years since the first delivery after which the smaller share is enough.
    forming_years: u16 = 2, Fixed, unread "unverified";
    /// The part of the area that is delivered once those years have passed; 0/1 where years alone are enough.
    forming_years_delivered_share: Fraction = Fraction::literal::<0, 1>(), Fixed, unread "unverified";
    /// The part of the owners that applies for an assembly.
    application_share: Fraction = Fraction::literal::<5, 100>(), Fixed, unread "unverified";
    /// On which measures the applicants are weighed.
    application_measures: Weighing = Weighing::Either, Fixed, unread "unverified";
    /// Which body prepares the first meeting.
    preparatory_body: PreparatoryBody = PreparatoryBody::PreparatoryGroup, Fixed, unread "unverified";
    /// Days from the application to the preparatory group.
    preparatory_group_days_max: u16 = 60, Most, unread "unverified";
    /// Days for which the list of the group is posted.
    group_posting_days_min: u16 = 7, Least, unread "unverified";
    /// Whether the group has an odd number of members.
    group_parity: Parity = Parity::Odd, Least, unread "unverified";
    /// The part of the group that owners have at least.
    group_owners_share_min: Fraction = Fraction::literal::<1, 2>(), Least, unread "unverified";
    /// Whose person heads the group.
    group_head: GroupHead = GroupHead::Supervisor, Fixed,
        unread "Guiding rules (业主大会和业主委员会指导规则) art 10";
    /// Days for which the register is posted before the inaugural meeting.
    register_posting_days_min: u16 = 15, Least, unread "unverified";
    /// Days for which drafts, voting rules and candidates are posted before the inaugural meeting.
    materials_posting_days_min: u16 = 15, Least, unread "unverified";
    /// Days from the preparatory group to the inaugural meeting.
    inaugural_meeting_days_max: u16 = 90, Most, unread "unverified";
    /// The part of the owners that can demand an extraordinary meeting.
    petition_share: Fraction = Fraction::literal::<20, 100>(), Most,
        read "Property Management Regulation (物业管理条例) art 13";
    /// On which measures those who demand it are weighed.
    petition_measures: Weighing = Weighing::Heads, Most,
        read "Property Management Regulation (物业管理条例) art 13";
    /// Days in which the committee answers a petition that is supported well enough.
    petition_answer_days_max: u16 = 15, Most, unread "unverified";
    /// Who may name candidates.
    candidacy_nominators: Nominators = Nominators::of(Nominator::ALL.iter().copied()), Fixed, unread "unverified";
    /// Days for which the candidates are posted before the election.
    candidacy_posting_days_min: u16 = 15, Least, unread "unverified";
    /// Years of a committee's term, at least.
    term_years_min: u16 = 1, Least, unread "unverified";
    /// Years of a committee's term, at most.
    term_years_max: u16 = 5, Most, unread "unverified";
    /// Days from the election to the committee's first meeting, which elects the chair.
    first_sitting_days_max: u16 = 7, Most, unread "unverified";
    /// Days from the election to the filing.
    filing_days_max: u16 = 30, Most, read "Property Management Regulation (物业管理条例) art 16";
    /// Days from a change to its filing.
    change_filing_days_max: u16 = 30, Most, unread "unverified";
    /// Days for which the agenda of a committee meeting is posted before it.
    sitting_agenda_days_min: u16 = 7, Least,
        unread "Guiding rules (业主大会和业主委员会指导规则) art 39";
    /// Days before a committee meeting on which the residents' committee is told.
    sitting_residents_days_min: u16 = 5, Least, unread "unverified";
    /// The part of the members that can demand a committee meeting.
    sitting_petition_share: Fraction = Fraction::literal::<1, 3>(), Most, unread "unverified";
    /// Months between two committee meetings, at most.
    sitting_interval_months_max: u16 = 2, Most, unread "unverified";
    /// How many of all members must come.
    sitting_quorum: Majority = Majority::more_than_half(), Least, unread "unverified";
    /// How many of all members must sign a decision.
    sitting_decision: Majority = Majority::at_least_half(), Least,
        unread "Guiding rules (业主大会和业主委员会指导规则) art 38";
    /// Days from a committee's decision to its posting.
    sitting_posting_days_max: u16 = 3, Most, unread "unverified";
    /// The part of the members that can propose a recall.
    recall_members_share: Fraction = Fraction::literal::<1, 3>(), Most, unread "unverified";
    /// The part of the owners that can propose a recall.
    recall_owners_share: Fraction = Fraction::literal::<20, 100>(), Most, unread "unverified";
    /// On which measures owners who propose a recall are weighed.
    recall_owners_measures: Weighing = Weighing::Heads, Most, unread "unverified";
    /// Whether the member is heard before a recall is voted on.
    recall_hearing: Obligation = Obligation::Required, Least, unread "unverified";
    /// When so few members are left that the whole committee is elected anew.
    whole_reelection: WholeReelection = WholeReelection::FewerThanHalf, Least, unread "unverified";
    /// Months before the end of its term at which a committee reports it, at least.
    term_report_months_min: u16 = 3, Least, unread "unverified";
    /// Kinds of matter that an outgoing committee may not put to a vote.
    restricted_kinds: MatterKinds = MatterKinds::of([]), Least, unread "unverified";
    /// From when it may not.
    restricted_from: TermEvent = TermEvent::GroupFormed, Least, unread "unverified";
    /// Days in which an outgoing committee hands over.
    handover_days_max: u16 = 10, Most, unread "unverified";
    /// From when these days run.
    handover_from: TermEvent = TermEvent::TermEnd, Least, unread "unverified";
    /// Days in which a member who leaves hands over.
    member_handover_days_max: u16 = 10, Most, unread "unverified";
    /// Whether an outgoing committee is audited.
    exit_audit: Obligation = Obligation::None, Least, unread "unverified";
    /// Days from the close to the posting of the result.
    result_posting_days_max: u16 = 3, Most, unread "unverified";
    /// Days of notice to a manager who is dismissed.
    manager_dismissal_notice_days_min: u16 = 60, Least, read "Civil Code (民法典) art 946";
    /// Days before a service contract ends at which a manager who does not go on says so.
    contract_end_days_min: u16 = 90, Least, read "Civil Code (民法典) art 947";
    /// Months between two evaluations of manager and committee, at most.
    evaluation_months_max: u16 = 12, Most, unread "unverified";
    /// Days in which owners sign a petition and hand it in.
    petition_signing_days_max: u16 = 90, Least, unread "unverified";
    /// Days from the handing in of a petition to the opening of the vote that it asks for.
    petition_meeting_days_max: u16 = 60, Most, unread "unverified";
    /// Days in which an objection to a step is answered.
    contest_answer_days_max: u16 = 15, Most, unread "unverified";
    /// Full days for which an evaluation is open, at least.
    evaluation_days_min: u16 = 7, Least, unread "unverified";
    /// Days from the close of an evaluation to its publication.
    evaluation_posting_days_max: u16 = 7, Most, unread "unverified";
}

impl Procedure {
    /// The national values where a law says nothing of its own: nobody read them there.
    #[must_use]
    pub fn assumed() -> Self {
        let mut assumed = Self::default();
        for (settled, _) in Self::default().entries() {
            assumed.settle(&settled, Source::unread("unverified"));
        }
        assumed
    }

    /// How many seats a committee may have in an estate, where the law says so. While nobody knows how large the estate
    /// is it is taken for a small one.
    #[must_use]
    pub fn sizes_in(&self, estate: Option<Estate>) -> Option<Sizes> {
        let smallest = Estate { households: 0, area: ShareTotal::from_thousandths(0) };
        self.sizes.as_ref().map(|sizes| sizes.in_estate(estate.unwrap_or(smallest)))
    }

    /// Whether a part of the owners is enough, weighed by heads and by area as this parameter says.
    #[must_use]
    pub fn reaches(share: Fraction, measures: Weighing, heads: Part, area: Part) -> bool {
        let (heads, area) = (heads.reaches(share), area.reaches(share));
        match measures {
            Weighing::Either => heads || area,
            Weighing::Heads => heads,
            Weighing::Area => area,
            Weighing::Both => heads && area,
        }
    }
}

/// A part of a whole, in heads or in thousandths of the share.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Part {
    /// How much.
    pub have: u128,
    /// Of how much.
    pub of: u128,
}

impl Part {
    /// Whether it is at least this fraction of the whole; of nothing nothing is enough.
    #[must_use]
    pub fn reaches(self, share: Fraction) -> bool {
        let (numerator, denominator) = (u128::from(share.numerator()), u128::from(share.denominator().get()));
        self.of > 0 && self.have.saturating_mul(denominator) >= self.of.saturating_mul(numerator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_has_a_value_that_it_reads_back_and_a_bound() {
        let procedure = Procedure::default();
        let entries = procedure.entries();
        assert_eq!(entries.len(), Procedure::names().len());
        let mut other = Procedure::assumed();
        assert!(other.entries().iter().all(|(_, source)| !source.is_verified()));
        for (settled, source) in entries {
            assert_eq!(Stipulation::new(settled.name(), settled.value()), Ok(settled.clone()));
            assert_eq!(settled.strictness(&settled), Some(Ordering::Equal), "{}", settled.name());
            assert!(Procedure::bound(settled.name()).is_some());
            other.settle(&settled, source.clone());
        }
        assert_eq!(other, procedure);
    }

    #[test]
    fn a_stipulation_is_stricter_the_way_its_parameter_says() {
        let stipulation = |name, value: &Written| Stipulation::new(name, value).unwrap();
        let number = |name, value| stipulation(name, &Written::Number(value));
        let text = |name, value: &str| stipulation(name, &Written::Text(value.to_owned()));
        for (own, old, expected) in [
            (number("filing_days_max", 20), number("filing_days_max", 30), Some(Ordering::Greater)),
            (number("filing_days_max", 31), number("filing_days_max", 30), Some(Ordering::Less)),
            (
                number("register_posting_days_min", 14),
                number("register_posting_days_min", 15),
                Some(Ordering::Less),
            ),
            (text("sitting_quorum", ">= 2/3"), text("sitting_quorum", "> 1/2"), Some(Ordering::Greater)),
            (text("sitting_decision", ">= 1/2"), text("sitting_decision", "> 1/2"), Some(Ordering::Less)),
            (text("petition_share", "1/5"), text("petition_share", "20/100"), Some(Ordering::Equal)),
            (
                text("petition_measures", "either"),
                text("petition_measures", "heads"),
                Some(Ordering::Greater),
            ),
            (text("petition_measures", "both"), text("petition_measures", "heads"), Some(Ordering::Less)),
            (text("group_head", "supervisor"), text("group_head", "residents_committee"), None),
            (number("filing_days_max", 20), number("handover_days_max", 20), None),
        ] {
            assert_eq!(own.strictness(&old), expected, "{own:?} {old:?}");
        }
    }

    #[test]
    fn what_is_no_parameter_or_no_value_of_one_is_refused_with_what_there_is() {
        let told = Stipulation::new("war", &Written::Number(1)).unwrap_err().to_string();
        assert!(
            told.starts_with("\"war\" is no parameter of the procedure, which are forming_trigger, "),
            "{told}"
        );
        let told =
            Stipulation::new("filing_days_max", &Written::Text("x".to_owned())).unwrap_err().to_string();
        assert_eq!(told, "filing_days_max is x, which is no number from 0 to 65535 without quotes");
    }

    #[test]
    fn a_part_of_the_owners_is_enough_at_the_exact_fraction() {
        let fifth = Fraction::new(20, 100).unwrap();
        let part = |have, of| Part { have, of };
        assert!(part(20, 100).reaches(fifth) && !part(19, 96).reaches(fifth) && !part(0, 0).reaches(fifth));
        let (enough, less) = (part(1, 5), part(1, 6));
        for (measures, expected) in [
            (Weighing::Either, true),
            (Weighing::Heads, true),
            (Weighing::Area, false),
            (Weighing::Both, false),
        ] {
            assert_eq!(Procedure::reaches(fifth, measures, enough, less), expected, "{measures}");
        }
    }
}
