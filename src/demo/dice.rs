//! Chance that comes out the same for the same seed: the estate, not its keys.

/// A sequence of numbers that a seed determines (`SplitMix64`). Nothing secret is made with it.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The sequence of this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below a limit; 0 where the limit is 0.
    pub const fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        match (mixed ^ (mixed >> 31)).checked_rem(limit) {
            Some(number) => number,
            None => 0,
        }
    }

    /// The numbers below a limit, each once, in some order.
    #[must_use]
    pub fn order(&mut self, limit: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..limit).collect();
        for last in (1..limit).rev() {
            let other = self.below(last as u64 + 1);
            order.swap(last, usize::try_from(other).unwrap_or(last));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_order_and_another_seed_another() {
        assert_eq!(Dice::new(1).order(100), Dice::new(1).order(100));
        assert_ne!(Dice::new(1).order(100), Dice::new(2).order(100));
        let mut sorted = Dice::new(1).order(100);
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..100));
    }
}
