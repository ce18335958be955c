//! Who may decide a matter, and with what weight.

use thiserror::Error;

use crate::domain::quantities::{Heads, Scale, Share};

/// An elector that votes per unit and has none.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("an elector has no unit to vote for")]
pub struct ElectorWithoutUnit;

/// The electors of one matter. Each votes once, or once for each of its units; these votes are
/// its *parts*, numbered through all electors in the order they were added.
///
/// An area may be unknown; that is not the same as zero.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Electorate {
    scale: Scale,
    electors: Vec<(Heads, usize)>,
    areas: Vec<Option<Share>>,
}

impl Electorate {
    /// Nobody yet; areas will be shown with the decimals of this scale.
    #[must_use]
    pub const fn new(scale: Scale) -> Self {
        Self { scale, electors: Vec::new(), areas: Vec::new() }
    }

    /// Adds an elector with one ballot.
    pub fn push_elector(&mut self, heads: Heads, area: Option<Share>) {
        self.areas.push(area);
        self.electors.push((heads, 1));
    }

    /// Adds an elector with one ballot for each of its units.
    pub fn push_units(&mut self, heads: Heads, areas: &[Option<Share>]) -> Result<(), ElectorWithoutUnit> {
        if areas.is_empty() {
            return Err(ElectorWithoutUnit);
        }
        self.areas.extend_from_slice(areas);
        self.electors.push((heads, areas.len()));
        Ok(())
    }

    /// The decimals areas are shown with.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// How many electors there are.
    #[must_use]
    pub const fn electors(&self) -> usize {
        self.electors.len()
    }

    /// How many ballots there can be.
    #[must_use]
    pub const fn parts(&self) -> usize {
        self.areas.len()
    }

    /// Each elector's heads, areas and ballots; `ballots` holds one entry for each part.
    pub(super) fn with_ballots<'a, B>(
        &'a self,
        ballots: &'a [B],
    ) -> impl Iterator<Item = (Heads, &'a [Option<Share>], &'a [B])> {
        let (mut areas, mut ballots) = (self.areas.as_slice(), ballots);
        self.electors.iter().map_while(move |(heads, parts)| {
            let (own_areas, other_areas) = areas.split_at_checked(*parts)?;
            let (own_ballots, other_ballots) = ballots.split_at_checked(*parts)?;
            (areas, ballots) = (other_areas, other_ballots);
            Some((*heads, own_areas, own_ballots))
        })
    }
}
