//! The order in which somebody walks an estate: building, entrance, storey and door.

use super::{Floor, PlaceName, Unit};

/// Where a unit comes on somebody's way. Numbers count, so that building 2 comes before building 10.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Walk {
    building: Vec<Part>,
    entrance: Vec<Part>,
    floor: i16,
    door: Vec<Part>,
}

/// A part of a label.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Part {
    Number(u64),
    Text(String),
}

impl Walk {
    /// The way to a unit of the register.
    #[must_use]
    pub fn to(unit: &Unit) -> Self {
        Self::along((&unit.building, unit.entrance.as_ref(), unit.floor), unit.number.as_str())
    }

    /// The way to a door in a building, by an entrance, on a storey.
    #[must_use]
    pub fn along((building, entrance, floor): (&PlaceName, Option<&PlaceName>, Floor), door: &str) -> Self {
        let entrance = entrance.map_or("", PlaceName::as_str);
        Self {
            building: parts(building.as_str()),
            entrance: parts(entrance),
            floor: floor.number(),
            door: parts(door),
        }
    }
}

fn parts(label: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = label;
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_number).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        // A number beyond u64 is told apart as a text.
        let number = if is_number { part.parse().ok() } else { None };
        parts.push(number.map_or_else(|| Part::Text(part.to_owned()), Part::Number));
        rest = behind;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_sort_as_somebody_walks() {
        let mut labels = ["10", "2", "B10", "B2", "A", "2-1", "", "99999999999999999999999"];
        labels.sort_by_cached_key(|label| parts(label));
        assert_eq!(labels, ["", "2", "2-1", "10", "99999999999999999999999", "A", "B2", "B10"]);
    }
}
