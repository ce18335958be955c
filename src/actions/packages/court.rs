//! The court export (法院导出): everything about one meeting, with the hash of every file.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::archive::Archive;
use super::contents::{About, Contents, Extra, Missing};
use super::kinds::document;
use super::seen::Seen;
use super::{IndexPage, Leaf, about};
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::trail::{Of, TrailView};
use crate::actions::{Service, bundles, headings, notices, objections, services, tally, trail};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::{Digest, canonical};
use crate::store::{documents, record};

/// How to check what is in the package, for whoever unpacks it.
const README: &str = include_str!("court.txt");

/// Rows of the trail that are read at a time.
const TRAIL_PAGE: u64 = 500;

/// Asking for a package is in the trail, and not in the package: so two exports of the same state are equal.
const NOT_TOLD: [&str; 2] = ["export_court", "export_filing"];

const ATTACHED: About = about("会议通知的附件", "An attachment of the notice");
const EVIDENCE: About = about("送达凭证", "What a service of notice left behind");
const NOT_KEPT: About = about(
    "记录写明摘要、但文件由送达人自行保存的送达凭证",
    "Evidence that the record names and whoever served keeps: its hashes",
);

/// Where a file of the package comes from.
enum Source {
    AtHand(Leaf),
    Kept(About, Digest),
    /// A file beside the notice.
    Attached(Digest),
    /// What a service left behind.
    Evidence(Digest),
    PublicBundle,
}

/// Writes the package, chunk by chunk.
pub async fn write(
    service: &Service,
    (community, meeting): (CommunityId, MeetingId),
    extras: Vec<Extra>,
    index: IndexPage<'_>,
    write: impl AsyncFnMut(Vec<u8>) -> Result<(), ActionError>,
) -> Result<(), ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let heading = headings::heading(connection, &convened).await?;
    let last = record::last_of_meeting(connection, community.uuid(), meeting.uuid()).await?;
    let last = last.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let mut archive = Archive::new(last.at, write)?;
    let mut seen = Seen::default();
    archive.begin("audit-bundle.jsonl")?;
    bundles::write(service, community, meeting, BundleKind::Audit, async |line| {
        seen.note(meeting.uuid(), &line)?;
        archive.append(&line).await
    })
    .await?;
    archive.end(
        about(
            "审计包：每一张选票及其签名，可离线复核",
            "The audit bundle: every signed ballot; can be checked offline",
        ),
        None,
    )?;
    let mut sources = sources(service, (community, meeting), &mut seen).await?;
    sources.extend(extras.into_iter().map(|extra| {
        let (path, leaf) = extra.into();
        (path, Source::AtHand(leaf))
    }));
    let package = Package { service, place: (community, meeting), seen };
    package.write(&mut archive, sources).await?;
    let contents = Contents {
        as_of: heading.moment(last.at),
        heading,
        community: community.uuid(),
        meeting: meeting.uuid(),
        size: package.seen.size,
        files: archive.listed().to_vec(),
        missing: missing(),
    };
    finish(archive, &contents, index).await
}

/// The meeting whose files are read, and what its bundle says of them.
struct Package<'a> {
    service: &'a Service,
    place: (CommunityId, MeetingId),
    seen: Seen,
}

impl Package<'_> {
    async fn write<W: AsyncFnMut(Vec<u8>) -> Result<(), ActionError>>(
        &self,
        archive: &mut Archive<W>,
        sources: BTreeMap<String, Source>,
    ) -> Result<(), ActionError> {
        let (community, meeting) = self.place;
        let mut not_kept = Vec::new();
        for (path, source) in sources {
            match source {
                Source::AtHand(leaf) => archive.add(&path, &leaf.bytes, (leaf.about, leaf.entry)).await?,
                Source::Kept(about, digest) => {
                    let bytes = self.kept(digest).await?;
                    archive.add(&path, &bytes, (about, self.seen.entry(digest))).await?;
                }
                Source::Attached(digest) => {
                    let file =
                        notices::attachments::download(self.service, community, meeting, digest).await?;
                    archive.add(&path, &file.content, (ATTACHED, self.seen.entry(digest))).await?;
                }
                Source::Evidence(digest) => match self.evidence(digest).await? {
                    Some((ending, bytes)) => {
                        let path = format!("{path}.{ending}");
                        archive.add(&path, &bytes, (EVIDENCE, self.seen.entry(digest))).await?;
                    }
                    None => not_kept.push(digest.to_string()),
                },
                Source::PublicBundle => self.public_bundle(archive, &path).await?,
            }
        }
        if !not_kept.is_empty() {
            let hashes = not_kept.join("\n") + "\n";
            archive.add("evidence-not-kept.txt", hashes.as_bytes(), (NOT_KEPT, None)).await?;
        }
        Ok(())
    }

    async fn public_bundle<W: AsyncFnMut(Vec<u8>) -> Result<(), ActionError>>(
        &self,
        archive: &mut Archive<W>,
        path: &str,
    ) -> Result<(), ActionError> {
        let (community, meeting) = self.place;
        archive.begin(path)?;
        let write = async |line: Vec<u8>| archive.append(&line).await;
        bundles::write(self.service, community, meeting, BundleKind::Public, write).await?;
        archive.end(about("公开包：任何人可得", "The public bundle, which anybody gets"), None)
    }

    async fn kept(&self, digest: Digest) -> Result<Vec<u8>, ActionError> {
        let connection = self.service.store().read();
        let row = documents::get(connection, self.place.0.uuid(), digest).await?;
        let row = row.ok_or_else(|| ActionError::damaged(format!("document {digest} is gone")))?;
        Ok(row.bytes)
    }

    /// The file, and how its name ends; none if it is kept elsewhere.
    async fn evidence(&self, digest: Digest) -> Result<Option<(&'static str, Vec<u8>)>, ActionError> {
        let (community, meeting) = self.place;
        match services::evidence::download(self.service, community, meeting, digest).await {
            Ok(file) => Ok(Some((ending(&file.media_type), file.content))),
            Err(ActionError::NotFound(Thing::Evidence)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Adds the index in three forms, of which none lists itself, and ends the archive.
pub(super) async fn finish<W: AsyncFnMut(Vec<u8>) -> Result<(), ActionError>>(
    mut archive: Archive<W>,
    contents: &Contents,
    index: IndexPage<'_>,
) -> Result<(), ActionError> {
    let own = (about("目录", "The index"), None);
    archive.add("SHA256SUMS", contents.to_sums().as_bytes(), own).await?;
    archive.add("index.html", &index(contents)?, own).await?;
    archive.add("index.json", &contents.to_json().map_err(ActionError::damaged)?, own).await?;
    archive.finish().await
}

async fn sources(
    service: &Service,
    (community, meeting): (CommunityId, MeetingId),
    seen: &mut Seen,
) -> Result<BTreeMap<String, Source>, ActionError> {
    let mut sources = BTreeMap::new();
    let mut add = |path: &str, about: About, bytes: Vec<u8>| {
        sources.insert(path.to_owned(), Source::AtHand(Leaf::new(about, bytes)));
    };
    add("README.txt", about("说明：如何离线复核", "How to check all of it offline"), README.into());
    let keys = json(&seen.keys.take())?;
    add(
        "keys.json",
        about(
            "服务的公钥；应与另行取得的公钥比对",
            "The service's keys, to be compared with keys obtained elsewhere",
        ),
        keys,
    );
    let certificate = json(&seen.certificate.take())?;
    add(
        "certificate.json",
        about("计票证书及全部会签", "The tally certificate with every signature"),
        certificate,
    );
    let result = tally::result(service, community, meeting).await?;
    add("result.md", about("公告的表决结果", "The result as it is posted"), result.into_bytes());
    add(
        "record.jsonl",
        about(
            "公开记录中本次会议的全部条目，一行一条",
            "Every entry of the record that is of this meeting, a line each",
        ),
        std::mem::take(&mut seen.entries),
    );
    let list = services::list(service, community, meeting).await?;
    add("services.json", about("逐个专有部分的送达", "Service of notice, unit by unit"), json(&list)?);
    let raised = objections::list(service, community, meeting).await?;
    add("objections.json", about("异议全文及答复", "Objections in full, with their answers"), json(&raised)?);
    let rows = trail_of(service, (community, meeting)).await?;
    add(
        "trail.json",
        about(
            "工作人员就本次会议所做及被拒绝的操作",
            "What officers did about this meeting, and were refused",
        ),
        json(&rows)?,
    );
    sources.insert("public-bundle.jsonl".to_owned(), Source::PublicBundle);
    for unit in &list {
        let left = unit.services.iter().filter_map(|own| own.evidence);
        sources.extend(left.map(|digest| (format!("evidence/{digest}"), Source::Evidence(digest))));
    }
    for attached in notices::attachments::all(service, community, meeting).await? {
        let path = format!("attachments/{}/{}", attached.sha256, attached.file_name);
        sources.insert(path, Source::Attached(attached.sha256));
    }
    for (kind, digest) in std::mem::take(&mut seen.documents) {
        let (about, ending) = document(kind);
        let path = format!("documents/{}/{digest}.{ending}", kind.as_str());
        sources.insert(path, Source::Kept(about, digest));
    }
    Ok(sources)
}

/// The rows of the audit trail that name the meeting, the first first.
async fn trail_of(
    service: &Service,
    (community, meeting): (CommunityId, MeetingId),
) -> Result<Vec<TrailView>, ActionError> {
    let (mut rows, mut before) = (Vec::new(), None);
    let name = meeting.to_string();
    loop {
        let page = trail::list(service, community, Of::Community, (None, None), (before, TRAIL_PAGE)).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.sequence);
        let of_meeting = |row: &TrailView| {
            row.subject.get("meeting").and_then(Value::as_str) == Some(&name)
                && !NOT_TOLD.contains(&row.operation.as_str())
        };
        rows.extend(page.into_iter().filter(of_meeting));
    }
    rows.reverse();
    Ok(rows)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, ActionError> {
    canonical(value).map_err(ActionError::damaged)
}

/// How the name of a file of this media type ends.
pub(super) fn ending(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "text/plain" => "txt",
        _ => "bin",
    }
}

fn missing() -> Vec<Missing> {
    vec![Missing {
        what: about("业主姓名、电话、证件号", "Names, telephone numbers and identity documents of owners"),
        why: about(
            "不属于记录。选票和名单只有业主编号；需要核对某一业主时，由秘书凭名册当庭说明。",
            "They are no part of the record. Ballots and rolls name owners by identifiers; whom one stands for the \
             secretary shows from the register.",
        ),
    }]
}
