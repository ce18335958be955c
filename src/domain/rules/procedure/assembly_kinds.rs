//! What the assembly alone decides, so that its committee cannot.

use std::collections::BTreeMap;

use super::super::identifiers::MatterKind;
use super::super::sources::Source;

/// What the Civil Code (民法典) lists in article 278(1), with the number of its item.
const NATIONAL: [(&str, &str); 12] = [
    ("rules_of_procedure", "Civil Code (民法典) art 278(1)(1)"),
    ("covenant", "Civil Code (民法典) art 278(1)(2)"),
    ("committee_election", "Civil Code (民法典) art 278(1)(3)"),
    ("committee_recall", "Civil Code (民法典) art 278(1)(3)"),
    ("manager_hire", "Civil Code (民法典) art 278(1)(4)"),
    ("manager_dismiss", "Civil Code (民法典) art 278(1)(4)"),
    ("fund_use", "Civil Code (民法典) art 278(1)(5)"),
    ("fund_raise", "Civil Code (民法典) art 278(1)(6)"),
    ("rebuild", "Civil Code (民法典) art 278(1)(7)"),
    ("lift_retrofit", "Civil Code (民法典) art 278(1)(7)"),
    ("common_parts_change", "Civil Code (民法典) art 278(1)(8)"),
    ("other_major", "Civil Code (民法典) art 278(1)(9)"),
];

/// The kinds of matter that only the assembly decides, each with the article that lists it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AssemblyKinds(BTreeMap<MatterKind, Source>);

impl AssemblyKinds {
    /// The article that lists a kind; none of what a committee may decide.
    #[must_use]
    pub fn article(&self, kind: &MatterKind) -> Option<&Source> {
        self.0.get(kind)
    }
}

impl FromIterator<(MatterKind, Source)> for AssemblyKinds {
    fn from_iter<I: IntoIterator<Item = (MatterKind, Source)>>(kinds: I) -> Self {
        Self(kinds.into_iter().collect())
    }
}

impl Default for AssemblyKinds {
    fn default() -> Self {
        let listed = |(kind, article)| Some((MatterKind::new(kind).ok()?, Source::read(article)));
        NATIONAL.into_iter().filter_map(listed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_civil_code_lists_is_the_assemblys_and_upkeep_is_not() {
        let kinds = AssemblyKinds::default();
        assert_eq!(kinds.0.len(), NATIONAL.len(), "every name is an identifier");
        let article = |kind| kinds.article(&MatterKind::new(kind).unwrap()).map(Source::article);
        assert_eq!(article("fund_use"), Some("Civil Code (民法典) art 278(1)(5)"));
        assert_eq!(article("upkeep"), None);
    }
}
