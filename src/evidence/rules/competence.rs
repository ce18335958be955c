//! What a pack says of competence, from its form to its values.

use super::forms::{DoubtfulForm, RefusedForm};
use super::reader::Reader;
use crate::domain::rules::{DoubtfulKind, MatterKind, RefusedKind};

impl Reader {
    /// What the assembly may not decide by vote.
    pub(super) fn refused(&mut self, forms: &[RefusedForm]) -> Vec<RefusedKind> {
        let forms = forms.iter().enumerate();
        forms.filter_map(|(number, form)| self.refused_kind(&format!("refused[{number}]"), form)).collect()
    }

    /// Which kinds are open classes.
    pub(super) fn doubtful(&mut self, forms: &[DoubtfulForm]) -> Vec<DoubtfulKind> {
        let forms = forms.iter().enumerate();
        forms.filter_map(|(number, form)| self.doubtful_kind(&format!("doubtful[{number}]"), form)).collect()
    }

    fn refused_kind(&mut self, place: &str, form: &RefusedForm) -> Option<RefusedKind> {
        let kind = self.take(&format!("{place}.kind"), MatterKind::new(&form.kind));
        let titles = self.titles(&format!("{place}.title"), &form.title);
        let reason = self.titles(&format!("{place}.reason"), &form.reason);
        let instead = self.titles(&format!("{place}.instead"), &form.instead);
        let source = self.source(&format!("{place}.article"), &form.article, form.verified);
        Some(RefusedKind {
            kind: kind?,
            titles: titles?,
            reason: reason?,
            instead: instead?,
            source: source?,
        })
    }

    fn doubtful_kind(&mut self, place: &str, form: &DoubtfulForm) -> Option<DoubtfulKind> {
        let kind = self.take(&format!("{place}.kind"), MatterKind::new(&form.kind));
        let warning = self.titles(&format!("{place}.warning"), &form.warning);
        let source = self.source(&format!("{place}.article"), &form.article, form.verified);
        Some(DoubtfulKind { kind: kind?, warning: warning?, source: source? })
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::rules::{Competence, MatterKind};
    use crate::evidence::rules::{pack, packs, parse_pack};

    const CIVIL_CODE: &str = include_str!("../../domain/rules/packs/cn_civil_code_2021.toml");

    fn competence(kind: &str) -> Competence {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        pack.competence(&MatterKind::new(kind).unwrap()).unwrap()
    }

    #[test]
    fn each_kind_of_the_civil_code_is_listed_doubtful_or_refused_by_an_article() {
        let Competence::Listed { source } = competence("fund_use") else { panic!("fund_use is listed") };
        assert_eq!(source.article(), "Civil Code (民法典) art 278(1)(5)");
        let Competence::Doubtful { source: Some(source), .. } = competence("other_major") else {
            panic!("other_major is doubtful by an article")
        };
        assert_eq!(source.article(), "Interpretation (法释〔2009〕7号) art 7");
        let Competence::Refused(refused) = competence("dwelling_into_business") else {
            panic!("dwelling_into_business is refused")
        };
        assert_eq!(refused.source.article(), "Civil Code (民法典) art 279");
        let Competence::Refused(refused) = competence("delegation_to_committee") else {
            panic!("delegation_to_committee is refused")
        };
        assert!(!refused.source.is_verified());
    }

    #[test]
    fn a_generic_kind_is_doubtful_under_every_pack_because_it_names_no_matter() {
        for published in packs().unwrap() {
            let pack = published.pack;
            for kind in pack.kinds() {
                let own = pack.parts().matters.iter().any(|matter| matter.kind.as_str() == kind);
                let competence = pack.competence(&MatterKind::new(&kind).unwrap()).unwrap();
                let generic = matches!(competence, Competence::Doubtful { source: None, .. });
                assert_eq!(generic, !own, "{} {kind}", pack.id());
            }
        }
    }

    #[test]
    fn what_is_refused_has_no_rule_and_what_is_unknown_no_competence() {
        for published in packs().unwrap() {
            let pack = published.pack;
            for refused in &pack.parts().refused {
                assert!(pack.rule(&refused.kind).is_err(), "{} {}", pack.id(), refused.kind);
            }
            let unknown = MatterKind::new("war").unwrap();
            assert_eq!(pack.competence(&unknown).unwrap_err().kind, unknown);
        }
    }

    #[test]
    fn a_malformed_or_contradictory_competence_is_refused_with_place_and_reason() {
        let table = [
            (
                "kind = \"dwelling_into_business\"",
                "kind = \"Dwelling\"",
                "refused[0].kind: is not an identifier",
            ),
            (
                "kind = \"dwelling_into_business\"",
                "kind = \"fund_use\"",
                "refused[0]: refuses fund_use, for which",
            ),
            (
                "kind = \"dwelling_into_business\"",
                "kind = \"special\"",
                "refused[0]: refuses special, for which",
            ),
            (
                "kind = \"not_property_management\"",
                "kind = \"dwelling_into_business\"",
                "refused[1]: refuses dwelling_into_business twice",
            ),
            (
                "en = \"Ask each of the interested owners for consent.\"",
                "en = \" \"",
                "refused[0].instead.en: is empty",
            ),
            (
                "reason = { zh = \"业主大会不得作出与物业管理无关的决定。\"",
                "reason = { zh = \"\"",
                "refused[1].reason.zh: is empty",
            ),
            (
                "article = \"Civil Code (民法典) art 279\"",
                "article = \"\"",
                "refused[0].article: names no article",
            ),
            ("instead = { zh = \"逐一", "offer = { zh = \"逐一", "pack: TOML parse error"),
            (
                "[[doubtful]]\nkind = \"other_major\"",
                "[[doubtful]]\nkind = \"war\"",
                "doubtful[0]: warns of war, which is none",
            ),
            (
                "[[doubtful]]\nkind = \"other_major\"",
                "[[doubtful]]\nkind = \"ordinary\"",
                "doubtful[0]: warns of ordinary, which is none",
            ),
            (
                "warning = { zh = \"",
                "warning = { zh = \" \", en = \"\" } #",
                "doubtful[0].warning.en: is empty",
            ),
        ];
        for (written, instead, told) in table {
            assert!(CIVIL_CODE.contains(written), "{written}");
            let found = parse_pack(&CIVIL_CODE.replacen(written, instead, 1)).unwrap_err().to_string();
            assert!(found.lines().any(|own| own.starts_with(told)), "{instead}: {found}");
        }
        let doubt = CIVIL_CODE.find("[[doubtful]]").unwrap();
        let twice = format!("{CIVIL_CODE}\n{}", &CIVIL_CODE[doubt..]);
        assert_eq!(parse_pack(&twice).unwrap_err().to_string(), "doubtful[1]: warns of other_major twice");
    }
}
