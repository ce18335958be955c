//! The court export (法院导出): everything about one meeting, with the hash of every file.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::archive::Archive;
use super::contents::{About, Contents, Extra, Missing};
use super::seen::Seen;
use super::{IndexPage, Leaf, about};
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::trail::{Of, TrailView};
use crate::actions::{Service, bundles, headings, objections, services, tally, trail};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::evidence::bundle::{BundleKind, DocumentKind};
use crate::evidence::digest::{Digest, canonical};
use crate::store::{documents, record};

/// How to check what is in the package, for whoever unpacks it.
const README: &str = include_str!("court.txt");

/// Rows of the trail that are read at a time.
const TRAIL_PAGE: u64 = 500;

/// Asking for a package is in the trail, and not in the package: so two exports of the same state are equal.
const NOT_TOLD: [&str; 2] = ["export_court", "export_filing"];

/// Where a file of the package comes from.
enum Source {
    AtHand(Leaf),
    Kept(About, Digest),
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
    for (path, source) in sources {
        match source {
            Source::AtHand(leaf) => archive.add(&path, &leaf.bytes, (leaf.about, leaf.entry)).await?,
            Source::Kept(about, digest) => {
                let row = documents::get(connection, community.uuid(), digest).await?;
                let row = row.ok_or_else(|| ActionError::damaged(format!("document {digest} is gone")))?;
                archive.add(&path, &row.bytes, (about, seen.entry(digest))).await?;
            }
            Source::PublicBundle => {
                archive.begin(&path)?;
                let kind = BundleKind::Public;
                bundles::write(service, community, meeting, kind, async |line| archive.append(&line).await)
                    .await?;
                archive.end(about("公开包：任何人可得", "The public bundle, which anybody gets"), None)?;
            }
        }
    }
    let contents = Contents {
        as_of: heading.moment(last.at),
        heading,
        community: community.uuid(),
        meeting: meeting.uuid(),
        size: seen.size,
        files: archive.listed().to_vec(),
        missing: missing(),
    };
    finish(archive, &contents, index).await
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
    for (kind, digest) in std::mem::take(&mut seen.documents) {
        let (about, ending) = (document(kind), ending(kind));
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

/// What a document is.
const fn document(kind: DocumentKind) -> About {
    match kind {
        DocumentKind::Definition => about(
            "会议定义：全部文本、选项、规则和开关",
            "The definition: every text, option, rule and switch",
        ),
        DocumentKind::Roll => about("选民名单（按专有部分和面积）", "A roll, by unit and area"),
        DocumentKind::Annex => about("谁可为每一表决人行事", "Who may act for each elector"),
        DocumentKind::Notice => about("签名的会议通知", "The signed notice"),
        DocumentKind::RollAmendment => about("签名的名单更正", "A signed amendment of the roll"),
        DocumentKind::RollConfirmation => {
            about("对名单更正的签名确认", "A signed confirmation of an amendment")
        }
        DocumentKind::Enrolment => about("签名的设备登记", "A signed enrolment"),
        DocumentKind::EnrolmentConfirmation => {
            about("对设备登记的签名确认", "A signed confirmation of an enrolment")
        }
        DocumentKind::Ballot => about("签名的选票", "A signed ballot"),
        DocumentKind::Register => {
            about("业主名册（专有部分和业主编号）", "The register of units and owner identifiers")
        }
        DocumentKind::Forwarding => {
            about("第二收件箱关于收票时间的签名", "A second inbox's signed word on when it took a ballot")
        }
        DocumentKind::Objection => {
            about("异议或答复的加盐文本", "The salted text of an objection or an answer")
        }
        DocumentKind::Rules => about("社区声明适用的规则", "The rules that the community states it is under"),
        DocumentKind::LotCommitment => {
            about("抽签数值的签名承诺", "A signed commitment to a value of the lot")
        }
        DocumentKind::LotReveal => about("抽签数值的签名公开", "The signed value of a lot"),
        DocumentKind::Representation => {
            about("关于共有人由谁行事的签名文件", "What was signed about who acts for co-owners")
        }
    }
}

/// How the name of a document's file ends.
fn ending(kind: DocumentKind) -> &'static str {
    let json = [
        DocumentKind::Definition,
        DocumentKind::Roll,
        DocumentKind::Annex,
        DocumentKind::Register,
        DocumentKind::Objection,
        DocumentKind::Rules,
    ];
    if json.contains(&kind) { "json" } else { "jws" }
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
