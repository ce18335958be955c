//! What a parameter of a procedure can be: numbers, exact fractions, majorities, words and sets of words.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use thiserror::Error;

use super::super::classes::Parity;
use super::super::identifiers::MatterKind;
use super::super::thresholds::Relation;
use super::super::words::words;
use crate::domain::quantities::Fraction;

/// A value as files write it, before anybody knows what it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Written {
    /// A number: days, months, years, as the parameter's name ends.
    Number(u16),
    /// A word, a fraction or a majority.
    Text(String),
    /// Several words; none is a value too.
    List(Vec<String>),
}

impl fmt::Display for Written {
    /// The value as tables show it: `60`, `1/5`, `> 1/2`, `owners, residents_committee`, `none` for no words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::List(words) if words.is_empty() => f.write_str("none"),
            Self::List(words) => f.write_str(&words.join(", ")),
        }
    }
}

/// A value that a parameter cannot have.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ValueError {
    /// Something else than a number.
    #[error("is {0}, which is no number from 0 to 65535 without quotes")]
    NotANumber(String),
    /// Something else than a text.
    #[error("is {0}, which is no text in quotes")]
    NotAText(String),
    /// Something else than a list of texts.
    #[error("is {0}, which is no list of texts")]
    NotAList(String),
    /// A text that is none of those known, or names nothing.
    #[error("{0}")]
    Unknown(String),
    /// A period in which nothing can be done.
    #[error("is 0, which leaves no time")]
    NoTime,
    /// One word stands twice in a list.
    #[error("names {0} twice")]
    Twice(String),
}

/// A value of a parameter: read from files, written back, and held against another one.
pub trait Value: Clone + Eq + Sized {
    /// The value that was written.
    fn read(written: &Written) -> Result<Self, ValueError>;

    /// The value as files write it.
    fn write(&self) -> Written;

    /// Which of two asks for more; none where neither does and they differ.
    fn compare(&self, other: &Self) -> Option<Ordering>;
}

impl Value for u16 {
    fn read(written: &Written) -> Result<Self, ValueError> {
        match written {
            Written::Number(number) => Ok(*number),
            Written::Text(_) | Written::List(_) => Err(ValueError::NotANumber(written.to_string())),
        }
    }

    fn write(&self) -> Written {
        Written::Number(*self)
    }

    fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Value for Fraction {
    fn read(written: &Written) -> Result<Self, ValueError> {
        text(written)
    }

    fn write(&self) -> Written {
        Written::Text(self.to_string())
    }

    fn compare(&self, other: &Self) -> Option<Ordering> {
        let own = u128::from(self.numerator()) * u128::from(other.denominator().get());
        Some(own.cmp(&(u128::from(other.numerator()) * u128::from(self.denominator().get()))))
    }
}

/// What is wrong with a text that should be a majority.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not a majority such as \"> 1/2\" or \">= 2/3\"")]
pub struct MajorityError;

/// How many of all members must come, or agree: more than a fraction of them, or at least it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Majority {
    relation: Relation,
    fraction: Fraction,
}

impl Majority {
    /// At least, or more than, a fraction; a relation that asks for little makes none.
    pub const fn new(relation: Relation, fraction: Fraction) -> Result<Self, MajorityError> {
        if relation.asks_for_more() { Ok(Self { relation, fraction }) } else { Err(MajorityError) }
    }

    /// Strictly more than a half (过半数).
    #[must_use]
    pub const fn more_than_half() -> Self {
        Self { relation: Relation::MoreThan, fraction: Fraction::literal::<1, 2>() }
    }

    /// At least a half (半数以上, the number included: Civil Code art 1259).
    #[must_use]
    pub const fn at_least_half() -> Self {
        Self { relation: Relation::AtLeast, fraction: Fraction::literal::<1, 2>() }
    }

    /// Whether so many out of so many are enough; of nobody nobody is.
    #[must_use]
    pub fn reached_by(self, have: usize, of: usize) -> bool {
        let (have, of) = (have as u128, of as u128);
        let (left, right) = (
            have * u128::from(self.fraction.denominator().get()),
            of * u128::from(self.fraction.numerator()),
        );
        of > 0 && self.relation.holds(left, right)
    }

    /// At least, or more than.
    #[must_use]
    pub const fn relation(self) -> Relation {
        self.relation
    }

    /// Of which fraction.
    #[must_use]
    pub const fn fraction(self) -> Fraction {
        self.fraction
    }
}

impl fmt::Display for Majority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.relation.as_str(), self.fraction)
    }
}

impl FromStr for Majority {
    type Err = MajorityError;

    fn from_str(text: &str) -> Result<Self, MajorityError> {
        let (relation, fraction) = text.split_once(' ').ok_or(MajorityError)?;
        let relation = match relation {
            ">=" => Relation::AtLeast,
            ">" => Relation::MoreThan,
            _ => return Err(MajorityError),
        };
        Self::new(relation, fraction.parse().map_err(|_| MajorityError)?)
    }
}

impl Value for Majority {
    fn read(written: &Written) -> Result<Self, ValueError> {
        text(written)
    }

    fn write(&self) -> Written {
        Written::Text(self.to_string())
    }

    fn compare(&self, other: &Self) -> Option<Ordering> {
        let strict = |own: &Self| own.relation == Relation::MoreThan;
        let fractions = self.fraction.compare(&other.fraction)?;
        Some(fractions.then(strict(self).cmp(&strict(other))))
    }
}

/// A set of words, or of kinds of matter.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Set<T: Ord>(BTreeSet<T>);

impl<T: Ord> Set<T> {
    /// A set of these.
    pub fn of(words: impl IntoIterator<Item = T>) -> Self {
        Self(words.into_iter().collect())
    }

    /// Whether it holds this one.
    #[must_use]
    pub fn contains(&self, word: &T) -> bool {
        self.0.contains(word)
    }

    /// Everything in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}

impl<T> Value for Set<T>
where
    T: Clone + Ord + FromStr + fmt::Display,
    T::Err: fmt::Display,
{
    fn read(written: &Written) -> Result<Self, ValueError> {
        let Written::List(words) = written else {
            return Err(ValueError::NotAList(written.to_string()));
        };
        let mut set = BTreeSet::new();
        for word in words {
            if !set.insert(word.parse().map_err(|reason: T::Err| ValueError::Unknown(reason.to_string()))?) {
                return Err(ValueError::Twice(word.clone()));
            }
        }
        Ok(Self(set))
    }

    fn write(&self) -> Written {
        Written::List(self.0.iter().map(ToString::to_string).collect())
    }

    fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self.0.is_superset(&other.0), self.0.is_subset(&other.0)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Greater),
            (false, true) => Some(Ordering::Less),
            (false, false) => None,
        }
    }
}

/// Kinds of matter.
pub type MatterKinds = Set<MatterKind>;

/// Who may name candidates.
pub type Nominators = Set<Nominator>;

/// Declares words that are values of a parameter, the one that asks for least first.
macro_rules! word_values {
    ($($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $text:literal,)* })*) => {$(
        words! {
            $(#[$doc])*
            $name { $($(#[$value_doc])* $value = $text,)* }
        }

        impl Value for $name {
            fn read(written: &Written) -> Result<Self, ValueError> {
                text(written)
            }

            fn write(&self) -> Written {
                Written::Text(self.to_string())
            }

            fn compare(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
    )*};
}

word_values! {
    /// When owners may form an assembly.
    FormingTrigger {
        /// Enough area is delivered.
        DeliveredShare = "delivered_share",
        /// Enough area is delivered, or enough years have passed since the first delivery with a smaller share.
        DeliveredShareOrYears = "delivered_share_or_years",
    }

    /// On which measures a part of the owners is weighed.
    Weighing {
        /// Heads or area, whichever is reached.
        Either = "either",
        /// Heads.
        Heads = "heads",
        /// Area.
        Area = "area",
        /// Heads and area.
        Both = "both",
    }

    /// Which body prepares the first meeting.
    PreparatoryBody {
        /// A preparatory group (筹备组).
        PreparatoryGroup = "preparatory_group",
        /// An interim committee (物业管理委员会).
        InterimCommittee = "interim_committee",
    }

    /// Whose person heads the preparatory group.
    GroupHead {
        /// The street office's or township's.
        Supervisor = "supervisor",
        /// The residents' committee's.
        ResidentsCommittee = "residents_committee",
    }

    /// Who may name candidates for the committee; the outgoing committee never.
    Nominator {
        /// Owners, themselves included.
        Owners = "owners",
        /// The residents' committee.
        ResidentsCommittee = "residents_committee",
        /// The street office or township.
        Supervisor = "supervisor",
        /// The Party organisation of the residential community.
        PartyOrganisation = "party_organisation",
    }

    /// Whether something must be done.
    Obligation {
        /// It may be left.
        None = "none",
        /// It must be done.
        Required = "required",
    }

    /// When so few members are left that the whole committee is elected anew.
    WholeReelection {
        /// Fewer than half of the seats are taken.
        FewerThanHalf = "fewer_than_half",
        /// Not more than half of the seats are taken, or fewer than the law allows a committee.
        NotMoreThanHalf = "not_more_than_half",
    }

    /// Where at the end of a term something begins, the later first.
    TermEvent {
        /// The term ends.
        TermEnd = "term_end",
        /// The re-election group is formed.
        GroupFormed = "group_formed",
    }
}

impl WholeReelection {
    /// Whether a committee of so many seats with so many members left is elected anew, where the law allows so few
    /// members at the least.
    #[must_use]
    pub fn is_due(self, left: usize, seats: usize, fewest: Option<NonZeroU32>) -> bool {
        let (twice, all) = (left as u128 * 2, seats as u128);
        match self {
            Self::FewerThanHalf => twice < all,
            Self::NotMoreThanHalf => {
                twice <= all || fewest.is_some_and(|fewest| (left as u128) < u128::from(fewest.get()))
            }
        }
    }
}

impl Value for Parity {
    fn read(written: &Written) -> Result<Self, ValueError> {
        let Written::Text(word) = written else { return Err(ValueError::NotAText(written.to_string())) };
        match word.as_str() {
            "free" => Ok(Self::Free),
            "odd" => Ok(Self::Odd),
            _ => Err(ValueError::Unknown(format!("is {word:?}, which is none of free odd"))),
        }
    }

    fn write(&self) -> Written {
        let word = match self {
            Self::Free => "free",
            Self::Odd => "odd",
        };
        Written::Text(word.to_owned())
    }

    fn compare(&self, other: &Self) -> Option<Ordering> {
        Some((*self == Self::Odd).cmp(&(*other == Self::Odd)))
    }
}

fn text<T: FromStr>(written: &Written) -> Result<T, ValueError>
where
    T::Err: fmt::Display,
{
    let Written::Text(text) = written else { return Err(ValueError::NotAText(written.to_string())) };
    text.parse().map_err(|reason: T::Err| ValueError::Unknown(reason.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads<T: Value + fmt::Debug>(text: &str) -> T {
        T::read(&Written::Text(text.to_owned())).unwrap()
    }

    #[test]
    fn a_majority_is_reached_in_whole_numbers() {
        let (more, least) = (reads::<Majority>("> 1/2"), reads::<Majority>(">= 2/3"));
        for (majority, have, of, enough) in [
            (more, 3, 6, false),
            (more, 4, 6, true),
            (more, 3, 5, true),
            (Majority::at_least_half(), 3, 6, true),
            (Majority::at_least_half(), 2, 5, false),
            (least, 4, 6, true),
            (least, 3, 5, false),
            (least, 0, 0, false),
        ] {
            assert_eq!(majority.reached_by(have, of), enough, "{majority} {have}/{of}");
        }
        for text in ["1/2", "< 1/2", "<= 1/2", "> 3/2", ">1/2", "> half"] {
            assert_eq!(text.parse::<Majority>(), Err(MajorityError), "{text}");
        }
    }

    #[test]
    fn values_survive_being_written_and_know_which_asks_for_more() {
        let (half, more) = (Majority::at_least_half(), Majority::more_than_half());
        assert_eq!(Majority::read(&more.write()), Ok(more));
        assert_eq!(more.compare(&half), Some(Ordering::Greater));
        assert_eq!(reads::<Majority>(">= 2/3").compare(&more), Some(Ordering::Greater));
        let fifth = reads::<Fraction>("1/5");
        assert_eq!(fifth.compare(&reads("20/100")), Some(Ordering::Equal));
        assert_eq!(fifth.compare(&reads("1/4")), Some(Ordering::Less));
        assert_eq!(Parity::read(&Parity::Odd.write()), Ok(Parity::Odd));
        let all = Nominators::of(Nominator::ALL.iter().copied());
        assert_eq!(Nominators::read(&all.write()), Ok(all.clone()));
        assert_eq!(all.compare(&Nominators::of([Nominator::Owners])), Some(Ordering::Greater));
        let (owners, office) = (Nominators::of([Nominator::Owners]), Nominators::of([Nominator::Supervisor]));
        assert_eq!(owners.compare(&office), None);
    }

    #[test]
    fn a_value_of_another_kind_is_refused_with_what_it_should_be() {
        let number = Written::Number(3);
        assert_eq!(u16::read(&Written::Text("3".to_owned())), Err(ValueError::NotANumber("3".to_owned())));
        assert_eq!(Fraction::read(&number), Err(ValueError::NotAText("3".to_owned())));
        assert_eq!(Nominators::read(&number), Err(ValueError::NotAList("3".to_owned())));
        let twice = Written::List(vec!["owners".to_owned(), "owners".to_owned()]);
        assert_eq!(Nominators::read(&twice), Err(ValueError::Twice("owners".to_owned())));
        let told = Weighing::read(&Written::Text("seats".to_owned())).unwrap_err().to_string();
        assert_eq!(told, "is \"seats\", which is none of either heads area both");
        assert!(Parity::read(&Written::Text("even".to_owned())).is_err());
    }

    #[test]
    fn the_whole_committee_is_elected_anew_at_the_edge_that_the_law_names() {
        for (left, seats, fewer, not_more) in
            [(2, 5, true, true), (3, 5, false, false), (3, 6, false, true), (2, 6, true, true)]
        {
            assert_eq!(WholeReelection::FewerThanHalf.is_due(left, seats, None), fewer);
            assert_eq!(WholeReelection::NotMoreThanHalf.is_due(left, seats, None), not_more);
        }
        let five = NonZeroU32::new(5);
        for (left, due) in [(4, true), (5, false)] {
            let told = format!("{left} of seven, of which the law asks five");
            assert_eq!(WholeReelection::NotMoreThanHalf.is_due(left, 7, five), due, "{told}");
            assert!(!WholeReelection::FewerThanHalf.is_due(left, 7, five), "that rule has no such limit");
        }
    }
}
