//! The filing package of a committee (备案材料, 条例 article 16): its papers as far as the service has them, for the first
//! filing as for changes; what it lacks is listed.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::contents::{About, Contents, Extra, Missing};
use super::court::{ending, finish};
use super::{IndexPage, Leaf, about, filing};
use crate::actions::committees::{Dossier, DossierGap, DossierPaper, DossierSource};
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::standing::Standing;
use crate::actions::{Service, archive, bundles};
use crate::domain::committees::FilingPaper;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::canonical;
use crate::store::Store;

/// A package whose files are at hand.
pub struct Package {
    place: (CommunityId, MeetingId),
    dossier: Dossier,
    leaves: BTreeMap<String, Leaf>,
}

/// Leaves a row in the audit trail that a package was asked for, before anything of it is opened.
pub async fn ask(service: &Service) -> Result<(), ActionError> {
    Ok(Store::commit(service.store().begin().await?).await?)
}

impl Package {
    /// Gathers the papers of a committee, read as whoever asks may read them.
    pub async fn gather(
        service: &Service,
        community: CommunityId,
        (standing, dossier): (&Standing, Dossier),
    ) -> Result<Self, ActionError> {
        let place = (community, MeetingId::new(dossier.view.process));
        let mut leaves = filing::outcome(service, place).await?;
        let view = canonical(&dossier.view).map_err(ActionError::damaged)?;
        let told = about("备案信息（供程序读取）", "What is filed, for programs");
        leaves.insert("filing.json".to_owned(), Leaf::new(told, view));
        for paper in &dossier.view.papers {
            let (Some(source), Some(digest)) = (paper.source, paper.sha256) else { continue };
            match source {
                DossierSource::Archive => {
                    let file = archive::download(service, community, standing, digest).await?;
                    let name = format!("{}-{digest}.{}", paper.paper, ending(&file.media_type));
                    leaves.insert(format!("documents/{name}"), Leaf::new(told_of(paper.paper), file.content));
                }
                DossierSource::Meeting => leaves.extend(text(service, place, paper).await?),
                DossierSource::Record => {}
            }
        }
        Ok(Self { place, dossier, leaves })
    }

    /// Writes it, chunk by chunk.
    pub async fn write(
        self,
        service: &Service,
        extras: Vec<Extra>,
        index: IndexPage<'_>,
        write: impl AsyncFnMut(Vec<u8>) -> Result<(), ActionError>,
    ) -> Result<(), ActionError> {
        let Self { place: (community, meeting), dossier: Dossier { heading, view }, mut leaves } = self;
        let mut archive = Archive::new(view.as_of, write)?;
        leaves.extend(extras.into_iter().map(Into::into));
        for (path, leaf) in leaves {
            archive.add(&path, &leaf.bytes, (leaf.about, leaf.entry)).await?;
        }
        archive.begin("public-bundle.jsonl")?;
        let line = async |line: Vec<u8>| archive.append(&line).await;
        bundles::write(service, community, meeting, BundleKind::Public, line).await?;
        archive.end(
            about(
                "公开包：选举会议的全部公开记录，可离线复核",
                "The public bundle of the election: can be checked offline",
            ),
            None,
        )?;
        let contents = Contents {
            as_of: heading.moment(view.as_of),
            heading,
            community: community.uuid(),
            meeting: meeting.uuid(),
            size: view.size,
            files: archive.listed().to_vec(),
            missing: view.missing.iter().map(missing).collect(),
        };
        finish(archive, &contents, index).await
    }
}

/// A text that the meeting adopted, as it was put to the vote; the result itself stands beside the certificate.
async fn text(
    service: &Service,
    (community, meeting): (CommunityId, MeetingId),
    paper: &DossierPaper,
) -> Result<Option<(String, Leaf)>, ActionError> {
    let convened = Convened::load(service.store().read(), community.uuid(), meeting).await?;
    let word = paper.paper.as_str();
    let of_kind = convened.definition.matters.iter().find(|own| own.kind.as_str() == word);
    Ok(of_kind.map(|own| {
        let text = format!("{}\n\n{}\n", own.title, own.text).into_bytes();
        (format!("documents/{word}-{}.txt", own.matter), Leaf::new(told_of(paper.paper), text))
    }))
}

const fn told_of(paper: FilingPaper) -> About {
    match paper {
        FilingPaper::Minutes => about("会议记录", "The minutes"),
        FilingPaper::Result => about("表决结果", "The result"),
        FilingPaper::Covenant => about("管理规约", "The covenant"),
        FilingPaper::RulesOfProcedure => about("业主大会议事规则", "The rules of procedure"),
        FilingPaper::Members => about("委员名单", "The list of members"),
        FilingPaper::Changes => about("变更说明", "What changed"),
    }
}

const fn missing(gap: &DossierGap) -> Missing {
    Missing { what: about(gap.title_zh, gap.title), why: about(gap.why_zh, gap.why) }
}
