//! The procedure of a community's life, from the forms of packs and overlays to its values, and as it stands for a
//! community.

use std::collections::BTreeMap;

use super::forms::ParameterForm;
use super::in_force::OverlayReference;
use super::mistakes::Mistakes;
use super::overlays::compose;
use super::pack;
use super::stated::RulesDocument;
use crate::domain::rules::procedure::Written;
use crate::domain::rules::{Procedure, Stipulated, Stipulation};

/// The pack whose procedure a community follows that stated no rules.
const NATIONAL: &str = "cn_civil_code_2021";

/// The procedure that stands for a community: its overlays laid on the first pack that they are made for, or the
/// national one where it stated none. Rules that lie on no pack were never stated; then the national one stands.
#[must_use]
pub fn procedure(rules: Option<&RulesDocument>) -> Procedure {
    let stated = rules.and_then(stated);
    let national = || pack(NATIONAL).map(|published| published.pack.parts().procedure());
    stated.or_else(|| national().ok()).unwrap_or_default()
}

fn stated(rules: &RulesDocument) -> Option<Procedure> {
    let laid: Vec<_> = rules.overlays.iter().map(OverlayReference::overlay).collect::<Result<_, _>>().ok()?;
    let bases = laid.first()?.overlay.parts().bases.iter();
    let mut composed = bases.filter_map(|base| compose(&pack(base.as_str()).ok()?, &laid).ok());
    Some(composed.next()?.rules.pack().parts().procedure())
}

impl Mistakes {
    /// What a pack says of the procedure.
    pub(super) fn procedure(&mut self, forms: &BTreeMap<String, ParameterForm>) -> Vec<Stipulated> {
        forms
            .iter()
            .filter_map(|(name, form)| self.parameter(&format!("procedure.{name}"), name, form))
            .collect()
    }

    /// One parameter.
    pub(super) fn parameter(&mut self, place: &str, name: &str, form: &ParameterForm) -> Option<Stipulated> {
        let source = self.source(&format!("{place}.article"), &form.article, form.verified);
        let what = self.take(place, Stipulation::new(name, &Written::from(&form.value)));
        Some(Stipulated { what: what?, source: source? })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::overlays::{overlay, parse_overlay};
    use super::super::parse_pack;
    use super::*;
    use crate::domain::rules::MatterKind;
    use crate::domain::rules::procedure::{TermEvent, Weighing};

    const CIVIL_CODE: &str = include_str!("../../domain/rules/packs/cn_civil_code_2021.toml");

    fn own(base: &str, name: &str, value: &str) -> OverlayReference {
        let text = format!(
            "id = \"own\"\nversion = \"1\"\ntitle = {{ zh = \"规则\", en = \"Rules\" }}\nissued_by = \"community\"\n\
             base = [{base}]\n[[procedure]]\nname = \"{name}\"\nvalue = {value}\narticle = \"art 9\"\nverified = true\n"
        );
        OverlayReference::new(&parse_overlay(&text).unwrap(), Some(&text))
    }

    fn stated(overlays: Vec<OverlayReference>) -> Procedure {
        let community = Uuid::from_u128(7);
        procedure(Some(&RulesDocument { v: 1, community, rules_version: 1, overlays, recognition: None }))
    }

    #[test]
    fn the_national_pack_says_what_the_default_says() {
        assert_eq!(procedure(None), Procedure::default());
        assert_eq!(stated(Vec::new()), Procedure::default());
    }

    #[test]
    fn a_place_replaces_the_national_values_and_a_community_makes_them_stricter() {
        let shanghai = OverlayReference::new(&overlay("cn_shanghai").unwrap(), None);
        let own = own("\"cn_civil_code_2021\"", "handover_days_max", "5");
        let procedure = stated(vec![shanghai, own]);
        assert_eq!(
            (procedure.handover_days_max.value, procedure.handover_from.value),
            (5, TermEvent::GroupFormed)
        );
        assert_eq!(procedure.handover_days_max.source.article(), "art 9");
        assert_eq!(procedure.inaugural_meeting_days_max.value, 90);
        assert!(procedure.inaugural_meeting_days_max.source.is_verified());
        assert_eq!(procedure.petition_measures.value, Weighing::Heads);
        let kinds = ["fund_use", "manager_hire", "other_major", "rebuild"];
        assert!(procedure.restricted_kinds.value.iter().map(MatterKind::as_str).eq(kinds));
    }

    #[test]
    fn rules_are_laid_on_the_first_pack_that_takes_them() {
        let both = "\"cn_pre_2021\", \"cn_civil_code_2021\"";
        let before = stated(vec![own(both, "exit_audit", "\"required\"")]);
        assert!(before.exit_audit.source.is_verified() && before.filing_days_max.source.is_verified());
        assert!(!before.contract_end_days_min.source.is_verified());
        // What the first pack keeps to itself, the next may leave open.
        let next = stated(vec![own("\"fr_1965\", \"cn_civil_code_2021\"", "exit_audit", "\"required\"")]);
        assert!(next.contract_end_days_min.source.is_verified() && next.exit_audit.source.is_verified());
    }

    #[test]
    fn every_mistake_of_a_pack_is_told_with_its_place() {
        let text = CIVIL_CODE
            .replacen("term_years_max = { value = 5", "term_years_max = { value = \"five\"", 1)
            .replacen("group_head = { value = \"supervisor\"", "group_head = { value = \"mayor\"", 1)
            .replacen("petition_share = ", "petition_portion = ", 1)
            .replacen(
                "first_sitting_days_max = { value = 7, article = \"unverified\"",
                "first_sitting_days_max = { value = 0, article = \"\"",
                1,
            );
        let told: Vec<_> = parse_pack(&text).unwrap_err().0.iter().map(ToString::to_string).collect();
        let begin = [
            "procedure.first_sitting_days_max.article: names no article",
            "procedure.first_sitting_days_max: first_sitting_days_max is 0, which leaves no time",
            "procedure.group_head: group_head is \"mayor\", which is none of supervisor residents_committee",
            "procedure.petition_portion: \"petition_portion\" is no parameter of the procedure, which are ",
            "procedure.term_years_max: term_years_max is five, which is no number",
        ];
        assert_eq!(told.len(), begin.len(), "{told:?}");
        for (told, begin) in told.iter().zip(begin) {
            assert!(told.starts_with(begin), "{told}");
        }
        let none = CIVIL_CODE.replacen(
            "[procedure]\n",
            "[procedure]\nterm_years_min = { value = 6, article = \"x\", verified = true }\n",
            1,
        );
        assert_eq!(parse_pack(&none).unwrap_err().to_string(), "procedure: has a term of no years");
    }
}
