//! Which papers of a filing there are, where each stands, and what is missing. Nothing is guessed: what nobody entered or
//! decided is said to be missing.

use super::dossier::{DossierGap, DossierPaper, DossierSource};
use crate::actions::acts::Known;
use crate::actions::convened::Convened;
use crate::domain::annals::ProcessId;
use crate::domain::archive::{ArchiveClass, Archived};
use crate::domain::committees::{Committee, CommitteeState, FilingPaper};
use crate::evidence::certificate::Certificate;
use crate::evidence::definition::MatterForm;
use crate::evidence::digest::Digest;

/// What papers are looked for in.
pub(super) struct Sources<'a> {
    pub(super) known: &'a Known,
    pub(super) process: ProcessId,
    pub(super) convened: &'a Convened,
    pub(super) certificate: (&'a Certificate, Digest),
    /// The entries of the notice and of the announcement.
    pub(super) entries: (Option<u64>, Option<u64>),
}

impl Sources<'_> {
    /// Where a paper stands.
    pub(super) fn paper(&self, paper: FilingPaper) -> DossierPaper {
        let found = match paper {
            FilingPaper::Minutes => self.archived(ArchiveClass::Minutes),
            FilingPaper::Covenant => {
                self.archived(ArchiveClass::Covenant).or_else(|| self.decided("covenant"))
            }
            FilingPaper::RulesOfProcedure => {
                self.archived(ArchiveClass::RulesOfProcedure).or_else(|| self.decided("rules_of_procedure"))
            }
            FilingPaper::Result => Some(DossierPaper {
                paper,
                title: self.convened.definition.title.clone(),
                source: Some(DossierSource::Meeting),
                sha256: Some(self.certificate.1),
                archived: None,
                entry: self.entries.1,
            }),
            FilingPaper::Members | FilingPaper::Changes => {
                Some(DossierPaper { source: Some(DossierSource::Record), ..nowhere(paper) })
            }
        };
        found.map_or_else(|| nowhere(paper), |found| DossierPaper { paper, ..found })
    }

    /// The latest document of a class that stands; minutes are those of the meeting.
    fn archived(&self, class: ArchiveClass) -> Option<DossierPaper> {
        let fits = |own: &&(ProcessId, &Archived)| {
            class != ArchiveClass::Minutes || own.1.entry.about == Some(self.process)
        };
        let all: Vec<_> = self.known.annals.archive().standing(class).collect();
        let (process, own) = all.iter().filter(fits).max_by_key(|own| own.1.entered.index)?;
        Some(DossierPaper {
            title: own.entry.title.clone(),
            source: Some(DossierSource::Archive),
            sha256: Some(own.entry.document.into()),
            archived: Some(process.uuid()),
            entry: Some(own.entered.index),
            ..nowhere(FilingPaper::Minutes)
        })
    }

    /// A text that the meeting adopted.
    fn decided(&self, kind: &str) -> Option<DossierPaper> {
        let mut of_kind = self.convened.definition.matters.iter().filter(|own| own.kind.as_str() == kind);
        let carried = |own: &&MatterForm| {
            let verdict = self.certificate.0.matters.iter().find(|verdict| verdict.matter == own.matter);
            verdict.is_some_and(|own| own.verdict.passed == Some(true))
        };
        let matter = of_kind.find(carried)?;
        Some(DossierPaper {
            title: matter.title.clone(),
            source: Some(DossierSource::Meeting),
            sha256: Some(self.convened.definition_digest()),
            entry: self.entries.0,
            ..nowhere(FilingPaper::Minutes)
        })
    }
}

fn nowhere(paper: FilingPaper) -> DossierPaper {
    DossierPaper { paper, title: String::new(), source: None, sha256: None, archived: None, entry: None }
}

/// What is missing, papers first.
pub(super) fn missing(papers: &[DossierPaper], own: &Committee) -> Vec<DossierGap> {
    let lacking = papers.iter().filter(|paper| paper.source.is_none());
    let mut gaps: Vec<_> = lacking.filter_map(|paper| of_paper(paper.paper)).collect();
    if own.chair.is_none() {
        gaps.push(DossierGap {
            what: "chair",
            title: "The chair",
            title_zh: "业主委员会主任",
            why: "The members have not chosen one yet.",
            why_zh: "委员尚未推选。",
        });
    }
    if own.state == CommitteeState::Annulled {
        gaps.push(DossierGap {
            what: "validity",
            title: "A result that stands",
            title_zh: "有效的选举结果",
            why: "The election was set aside; it must not be filed.",
            why_zh: "选举已被撤销，不得备案。",
        });
    }
    gaps.push(DossierGap {
        what: "signatures",
        title: "Identity, contacts and signatures of the members",
        title_zh: "委员的身份证明、联系方式和签名",
        why: "Members provide them. Add what the place asks for besides.",
        why_zh: "由委员本人提供。地方另有要求的材料同样另附。",
    });
    gaps
}

const fn of_paper(paper: FilingPaper) -> Option<DossierGap> {
    Some(match paper {
        FilingPaper::Minutes => DossierGap {
            what: "minutes",
            title: "The minutes, signed",
            title_zh: "签署的会议记录",
            why: "Nobody entered them in the archive as minutes about this meeting. The service makes a draft.",
            why_zh: "档案中没有关于本次会议的会议记录；服务可提供草稿，由召集人补充签署后存档。",
        },
        FilingPaper::Covenant => DossierGap {
            what: "covenant",
            title: "The covenant",
            title_zh: "管理规约",
            why: "The archive has none, and the meeting that elected the committee adopted none.",
            why_zh: "档案中没有，选举会议也没有通过；请将现行有效文本存档。",
        },
        FilingPaper::RulesOfProcedure => DossierGap {
            what: "rules_of_procedure",
            title: "The rules of procedure",
            title_zh: "业主大会议事规则",
            why: "The archive has none, and the meeting that elected the committee adopted none.",
            why_zh: "档案中没有，选举会议也没有通过；请将现行有效文本存档。",
        },
        FilingPaper::Result | FilingPaper::Members | FilingPaper::Changes => return None,
    })
}
