//! The sample of papers that is held against the scans again, weighted by area, in integers.
//!
//! Papers stand in a row, each as long as its elector's area in thousandths of a square metre (and one long at
//! least). The row is marked off at equal steps from a start that the seed gives; papers that a mark falls on
//! are the sample (systematic selection with probability proportional to size, as monetary-unit sampling is).
//! A paper longer than a step is always in it.

use super::{Papers, Serial};
use crate::domain::roll::Roll;

/// Most papers that a sample can ask for.
pub const SAMPLE_MAX: u32 = 500;

/// The row of the papers that are settled, each as long as the whole area of its elector.
#[must_use]
pub fn row(papers: &Papers, roll: &Roll) -> Vec<(Serial, u64)> {
    let area = |elector| {
        let own = roll.position(elector).and_then(|place| roll.electors().get(place));
        let units = own.map_or(&[][..], |own| &own.units);
        let area: crate::domain::quantities::ShareTotal = units.iter().map(|unit| unit.area.share()).sum();
        u64::try_from(area.thousandths()).unwrap_or(u64::MAX)
    };
    papers.settled().map(|(serial, paper, _)| (serial, area(paper.elector))).collect()
}

/// The sample of this size, in the order of the row; everything where the size reaches all papers.
///
/// A paper may be hit by several marks and is in the sample once, so there may be fewer papers than marks.
#[must_use]
pub fn draw(row: &[(Serial, u64)], size: u32, seed: &[u8; 32]) -> Vec<Serial> {
    let marks = u128::from(size);
    if usize::try_from(size).is_ok_and(|size| size >= row.len()) {
        return row.iter().map(|(serial, _)| *serial).collect();
    }
    let lengths = row.iter().map(|(serial, area)| (*serial, u128::from((*area).max(1))));
    let total: u128 = lengths.clone().map(|(_, length)| length).sum();
    if marks == 0 || total == 0 {
        return Vec::new();
    }
    // Mark k stands at (start + k * total) / marks: everything is multiplied by the number of marks.
    let start = seed.iter().take(15).fold(0_u128, |number, byte| number << 8 | u128::from(*byte)) % total;
    let (mut end, mut mark, mut sample) = (0_u128, start, Vec::new());
    for (serial, length) in lengths {
        end += length * marks;
        if mark < end {
            sample.push(serial);
            // The first mark at or behind the end of this paper.
            let passed = (end - mark).div_ceil(total);
            mark += passed * total;
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(areas: &[u64]) -> Vec<(Serial, u64)> {
        (1..).zip(areas).map(|(number, area)| (Serial::new(number).unwrap(), *area)).collect()
    }

    fn seed(first: u8) -> [u8; 32] {
        let mut seed = [0; 32];
        seed[14] = first;
        seed
    }

    fn numbers(sample: &[Serial]) -> Vec<u32> {
        sample.iter().map(|serial| serial.number()).collect()
    }

    #[test]
    fn marks_stand_at_equal_steps_from_the_start() {
        // 10 long, 2 marks: at start/2 and start/2 + 5.
        let row = row(&[2, 3, 1, 4]);
        assert_eq!(numbers(&draw(&row, 2, &seed(0))), [1, 3]);
        assert_eq!(numbers(&draw(&row, 2, &seed(9))), [2, 4]);
        assert_eq!(numbers(&draw(&row, 2, &seed(10))), [1, 3]);
    }

    #[test]
    fn nothing_asked_is_nothing_and_everything_is_everything() {
        let row = row(&[2, 0, 1]);
        assert!(draw(&row, 0, &seed(7)).is_empty());
        assert_eq!(numbers(&draw(&row, 3, &seed(7))), [1, 2, 3]);
        assert_eq!(numbers(&draw(&row, SAMPLE_MAX, &seed(7))), [1, 2, 3]);
        assert!(draw(&[], 5, &seed(7)).is_empty());
    }

    proptest! {
        #[test]
        fn over_all_starts_a_paper_is_drawn_as_often_as_it_is_long(
            areas in prop::collection::vec(1_u64..6, 3..8),
            size in 1_u32..3
        ) {
            let row = row(&areas);
            let total: u64 = areas.iter().sum();
            prop_assume!(total < 256);
            let mut hits = vec![0_u64; areas.len()];
            for start in 0..u8::try_from(total).unwrap() {
                for serial in draw(&row, size, &seed(start)) {
                    hits[usize::try_from(serial.number()).unwrap() - 1] += 1;
                }
            }
            for (hit, area) in hits.iter().zip(&areas) {
                prop_assert_eq!(*hit, (area * u64::from(size)).min(total));
            }
        }
    }
}
