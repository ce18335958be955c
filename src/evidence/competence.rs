//! Competence as it is published: the convener's reason in a definition, and what a pack says of a kind.

use serde::{Deserialize, Serialize};

use super::text;
use crate::domain::meetings::MatterId;
use crate::domain::rules::{Competence, Pack, Source, Titles};
use crate::evidence::definition::MatterForm;

/// Why a matter of a doubtful kind is the assembly's to decide.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatedCompetence {
    /// The convener's reason: 1 to 2 000 characters; it is public and names no person.
    #[cfg_attr(feature = "server", schema(example = "管理规约第十二条将本事项列为业主共同决定事项"))]
    pub reason: String,
}

/// Whether a kind of matter is the assembly's.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CompetenceWord {
    /// An article lists it.
    Listed,
    /// It may be; the convener states why.
    Doubtful,
    /// It is not; there is no notice of it.
    Refused,
    /// The rule pack knows no such kind, or nobody knows the rule pack.
    Unknown,
}

/// What the rule pack says of the kind of a matter.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompetenceForm {
    /// The matter.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "m1"))]
    pub matter: MatterId,
    /// Whether it is the assembly's.
    pub competence: CompetenceWord,
    /// The article that lists it, that the doubt comes from, or that refuses it; null where none does.
    #[cfg_attr(feature = "server", schema(example = "Civil Code (民法典) art 278(1)(5)"))]
    pub article: Option<String>,
    /// Whether that was read in the statute's own text.
    pub verified: bool,
    /// What there is to consider, or why it is refused; null for a listed matter.
    pub warning: Option<String>,
    /// The same in Chinese.
    pub warning_zh: Option<String>,
    /// What the law offers instead; null unless it is refused.
    pub instead: Option<String>,
    /// The same in Chinese.
    pub instead_zh: Option<String>,
}

impl CompetenceForm {
    /// What a pack, if there is one, says of the kind of this matter.
    #[must_use]
    pub fn new(pack: Option<&Pack>, matter: &MatterForm) -> Self {
        let matter_id = matter.matter.clone();
        let competence = pack.and_then(|pack| pack.competence(&matter.kind).ok());
        match competence {
            None => Self::told(matter_id, CompetenceWord::Unknown, None),
            Some(Competence::Listed { source }) => {
                Self::told(matter_id, CompetenceWord::Listed, Some(&source))
            }
            Some(Competence::Doubtful { warning, source }) => {
                Self::told(matter_id, CompetenceWord::Doubtful, source.as_ref()).warning(warning)
            }
            Some(Competence::Refused(refused)) => {
                let Titles { zh, en } = refused.instead;
                let told = Self::told(matter_id, CompetenceWord::Refused, Some(&refused.source));
                Self { instead: Some(en), instead_zh: Some(zh), ..told.warning(refused.reason) }
            }
        }
    }

    fn told(matter: MatterId, competence: CompetenceWord, source: Option<&Source>) -> Self {
        Self {
            matter,
            competence,
            article: source.map(|source| source.article().to_owned()),
            verified: source.is_some_and(Source::is_verified),
            warning: None,
            warning_zh: None,
            instead: None,
            instead_zh: None,
        }
    }

    fn warning(self, Titles { zh, en }: Titles) -> Self {
        Self { warning: Some(en), warning_zh: Some(zh), ..self }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::evidence::rules::pack;

    fn form(kind: &str, pack: Option<&Pack>) -> CompetenceForm {
        let matter = json!({ "matter": "m1", "kind": kind, "title": "一", "text": "二", "electorate": {} });
        CompetenceForm::new(pack, &serde_json::from_value(matter).unwrap())
    }

    #[test]
    fn each_competence_is_told_with_its_article_and_what_goes_with_it() {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        let listed = form("fund_use", Some(&pack));
        assert_eq!(
            (listed.competence, listed.verified, listed.warning),
            (CompetenceWord::Listed, true, None)
        );
        assert_eq!(listed.article.as_deref(), Some("Civil Code (民法典) art 278(1)(5)"));
        let doubtful = form("other_major", Some(&pack));
        assert_eq!((doubtful.competence, &doubtful.instead), (CompetenceWord::Doubtful, &None));
        assert!(doubtful.warning.is_some() && doubtful.warning_zh.is_some());
        let generic = form("ordinary", Some(&pack));
        assert_eq!((generic.competence, generic.article), (CompetenceWord::Doubtful, None));
        let refused = form("dwelling_into_business", Some(&pack));
        assert_eq!(refused.competence, CompetenceWord::Refused);
        assert!(refused.warning_zh.is_some() && refused.instead_zh.is_some() && refused.instead.is_some());
        for unknown in [form("moonshot", Some(&pack)), form("fund_use", None)] {
            assert_eq!((unknown.competence, unknown.article), (CompetenceWord::Unknown, None));
        }
    }
}
