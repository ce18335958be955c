//! What was cast on one matter, as a column: ballots that say the same are kept once.
//!
//! A million ballots on a motion say three different things. What a ballot says is looked at once
//! for each of them, and each elector's place in the column holds a number.

use std::collections::HashMap;
use std::hash::Hash;

/// Which of the different ballots of a column was cast; the default is none.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Said(usize);

impl Said {
    /// No ballot.
    pub(super) const NOTHING: Self = Self(0);

    /// The ballot at this place among the different ones, from 0.
    pub(super) const fn at(place: usize) -> Self {
        Self(place.saturating_add(1))
    }

    /// Whether there is a ballot.
    pub(super) fn is_something(self) -> bool {
        self != Self::NOTHING
    }

    /// The place among the different ballots, from 0; none where there is no ballot.
    pub(super) const fn place(self) -> Option<usize> {
        self.0.checked_sub(1)
    }
}

/// One place for each possible ballot, with what was cast.
#[derive(Clone, Debug)]
pub(super) struct Column<C> {
    /// The different ballots, in the order in which they first came.
    different: Vec<C>,
    places: Vec<Said>,
}

impl<C> Column<C> {
    /// How many ballots there can be.
    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    /// What was cast, place by place.
    pub(super) fn places(&self) -> &[Said] {
        &self.places
    }

    /// The different ballots, in the order in which they first came.
    pub(super) fn different(&self) -> &[C] {
        &self.different
    }

    /// What a ballot says, if there is one.
    pub(super) fn ballot(&self, said: Said) -> Option<&C> {
        self.different.get(said.place()?)
    }

    /// The column of these places only, in their order, each different ballot read once; it fails
    /// where the first ballot that cannot be read stands.
    pub(super) fn read<D, E>(
        &self,
        places: impl Iterator<Item = usize>,
        read: impl Fn(&C) -> Result<D, E>,
    ) -> Result<Column<D>, E> {
        let mut renumbered = vec![Said::NOTHING; self.different.len()];
        let mut column = Column { different: Vec::new(), places: Vec::with_capacity(places.size_hint().0) };
        for place in places {
            let said = self.places.get(place).copied().unwrap_or_default();
            let number = said.place().and_then(|number| renumbered.get_mut(number));
            if let (Some(number), Some(ballot)) = (number, self.ballot(said)) {
                if !number.is_something() {
                    *number = Said::at(column.different.len());
                    column.different.push(read(ballot)?);
                }
                column.places.push(*number);
            } else {
                column.places.push(Said::NOTHING);
            }
        }
        Ok(column)
    }
}

/// A column that is being filled.
#[derive(Clone, Debug)]
pub(super) struct Filling<C> {
    numbers: HashMap<C, Said>,
    column: Column<C>,
}

impl<C: Clone + Eq + Hash> Filling<C> {
    /// So many places without a ballot.
    pub(super) fn empty(places: usize) -> Self {
        let column = Column { different: Vec::new(), places: vec![Said::NOTHING; places] };
        Self { numbers: HashMap::new(), column }
    }

    /// Puts a ballot into a place, instead of what was there.
    pub(super) fn put(&mut self, place: usize, ballot: &C) {
        let Some(said) = self.column.places.get_mut(place) else { return };
        *said = if let Some(known) = self.numbers.get(ballot) {
            *known
        } else {
            let number = Said::at(self.column.different.len());
            self.column.different.push(ballot.clone());
            self.numbers.insert(ballot.clone(), number);
            number
        };
    }

    /// Leaves nothing in a place.
    pub(super) fn clear(&mut self, place: usize) {
        if let Some(said) = self.column.places.get_mut(place) {
            *said = Said::NOTHING;
        }
    }

    /// The column so far.
    pub(super) const fn column(&self) -> &Column<C> {
        &self.column
    }

    /// The column of these ballots, in their order.
    pub(super) fn of<'a>(ballots: impl ExactSizeIterator<Item = Option<&'a C>>) -> Column<C>
    where
        C: 'a,
    {
        let mut filling = Self::empty(ballots.len());
        for (place, ballot) in ballots.enumerate() {
            if let Some(ballot) = ballot {
                filling.put(place, ballot);
            }
        }
        filling.column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_holds_each_different_ballot_once() {
        let cast = ["a", "b", "a"];
        let column = Filling::of([Some(&cast[0]), None, Some(&cast[1]), Some(&cast[2])].into_iter());
        assert_eq!(column.different(), ["a", "b"]);
        let read: Vec<_> = column.places().iter().map(|said| column.ballot(*said).copied()).collect();
        assert_eq!(read, [Some("a"), None, Some("b"), Some("a")]);
    }

    #[test]
    fn a_later_ballot_replaces_an_earlier_one() {
        let mut filling = Filling::empty(1);
        filling.put(0, &"a");
        filling.put(0, &"b");
        assert_eq!(filling.column().ballot(filling.column().places()[0]), Some(&"b"));
        filling.clear(0);
        assert_eq!(filling.column().places(), [Said::NOTHING]);
    }

    #[test]
    fn only_ballots_in_the_places_asked_for_are_read() {
        let cast = ["1", "x", "2", "1"];
        let column = Filling::of(cast.iter().map(Some));
        let read = |places: &[usize]| column.read(places.iter().copied(), |text| text.parse::<u8>());
        let some = read(&[3, 2, 9]).unwrap();
        assert_eq!(some.different(), [1, 2]);
        assert_eq!(some.places(), [Said(1), Said(2), Said::NOTHING]);
        assert!(read(&[0, 1]).is_err());
    }
}
