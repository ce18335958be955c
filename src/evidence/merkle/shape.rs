//! Which subtrees a proof is made of: arithmetic on leaf ranges, without any hash.

use std::ops::Range;

/// The full subtree over the leaves `index << height .. (index + 1) << height`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Subtree {
    pub height: u32,
    pub index: u64,
}

/// The full subtrees that make up a range of leaves, left to right and falling in height.
///
/// The range starts where RFC 6962 would split a tree, so that the first is also the largest.
pub(super) fn subtrees(range: &Range<u64>) -> Vec<Subtree> {
    let mut start = range.start;
    let mut parts = Vec::new();
    while start < range.end {
        let height = (range.end - start).ilog2();
        parts.push(Subtree { height, index: start >> height });
        start += 1 << height;
    }
    parts
}

/// The ranges whose roots are the inclusion proof of a leaf, its own sibling first (section 2.1.1).
pub(super) fn inclusion(index: u64, size: u64) -> Vec<Range<u64>> {
    let mut tree = 0..size;
    let mut siblings = Vec::new();
    while tree.end - tree.start > 1 {
        let middle = split(&tree);
        siblings.push(if index < middle { middle..tree.end } else { tree.start..middle });
        tree = if index < middle { tree.start..middle } else { middle..tree.end };
    }
    siblings.reverse();
    siblings
}

/// The ranges whose roots are the consistency proof between two sizes (section 2.1.2).
///
/// The first range is the common subtree, unless that is the whole old tree, whose root the verifier has.
pub(super) fn consistency(old: u64, new: u64) -> Vec<Range<u64>> {
    if old == 0 {
        return Vec::new();
    }
    let mut tree = 0..new;
    let mut parts = Vec::new();
    while tree.end != old {
        let middle = split(&tree);
        parts.push(if old <= middle { middle..tree.end } else { tree.start..middle });
        tree = if old <= middle { tree.start..middle } else { middle..tree.end };
    }
    if tree.start != 0 {
        parts.push(tree);
    }
    parts.reverse();
    parts
}

/// Where a tree of two or more leaves divides: after the largest power of two that leaves a rest.
fn split(tree: &Range<u64>) -> u64 {
    tree.start + (1 << (tree.end - tree.start - 1).ilog2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proofs_drawn_in_the_rfc_have_their_shape() {
        // RFC 6962 section 2.1.3, a tree of seven leaves.
        assert_eq!(inclusion(0, 7), [1..2, 2..4, 4..7]);
        assert_eq!(inclusion(3, 7), [2..3, 0..2, 4..7]);
        assert_eq!(inclusion(4, 7), [5..6, 6..7, 0..4]);
        assert_eq!(inclusion(6, 7), [4..6, 0..4]);
        assert_eq!(consistency(3, 7), [2..3, 3..4, 0..2, 4..7]);
        assert_eq!(consistency(4, 7), [Range { start: 4, end: 7 }]);
        assert_eq!(consistency(6, 7), [4..6, 6..7, 0..4]);
        assert!(consistency(7, 7).is_empty());
    }

    #[test]
    fn a_range_is_made_of_falling_full_subtrees() {
        let heights: Vec<u32> = subtrees(&(0..13)).iter().map(|part| part.height).collect();
        assert_eq!(heights, [3, 2, 0]);
        assert_eq!(subtrees(&(4..7)), [Subtree { height: 1, index: 2 }, Subtree { height: 0, index: 6 }]);
        assert_eq!(subtrees(&(0..u64::MAX)).len(), 64);
    }
}
