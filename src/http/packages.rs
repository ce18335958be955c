//! Packages, streamed as ZIP files: the court export and the filing package of a meeting, and that of a committee.

use actix_web::body::MessageBody as _;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpResponse, post};
use futures_util::stream;
use tokio::sync::mpsc;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{Auditors, By, CommitteeFilers, Filers};
use super::answers::{Kept, Named, SignedIn};
use super::pages::service_list::{self, ListForm};
use super::pages::{self, PrintQuery, committee as sheets, members, notice, package_index};
use super::paths::{MeetingPath, ProcessPath};
use super::problem::Problem;
use crate::actions::error::ActionError;
use crate::actions::packages::contents::{About, Contents, Extra};
use crate::actions::packages::filing::Members;
use crate::actions::packages::{self, committee, court, filing};
use crate::actions::{Service, committees, headings, notices, objections, postings, services};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;

/// The media type of a ZIP file.
const ZIP: &str = "application/zip";

/// Chunks that wait for a slow reader.
const CHUNKS_WAITING_MAX: usize = 4;

/// The titles of the packages.
const COURT: (&str, &str) = ("法院导出目录", "Court export: index");
const FILING: (&str, &str) = ("备案材料目录", "Filing package: index");

/// Chunks on their way to somebody.
type Chunks = mpsc::Sender<Result<Bytes, ActionError>>;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(export_court).service(export_filing).service(export_committee_filing);
}

/// Everything about one meeting, for a court
///
/// For scrutineers and the supervising office, once counted; it is in the audit trail. A ZIP file with both bundles,
/// the documents, services, objections with their answers, the trail of the meeting, how to check it all offline,
/// and an index with the SHA-256 of every file. The same state of the record makes the same bytes.
#[utoipa::path(
    tag = "documents",
    params(MeetingPath),
    responses(
        (status = 200, description = "The ZIP file.", body = Vec<u8>, content_type = "application/zip"),
        Kept, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/court-export")]
async fn export_court(
    _: By<Auditors>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    packages::ask(&service, community, meeting).await?;
    let extras = printed(&service, community, meeting).await?;
    answer(format!("{meeting}-court.zip"), async move |chunks: &Chunks| {
        let index = |contents: &Contents| package_index::text(contents, COURT);
        let place = (community, meeting);
        let write = court::write(&service, place, extras, &index, async |chunk| send(chunks, chunk).await);
        Box::pin(write).await
    })
    .await
}

/// What is filed with the authority after a meeting
///
/// For the convener and the supervising office, once counted; it is in the audit trail. A ZIP file with result,
/// certificate, texts that were decided on, members elected and the public bundle, and an index that says plainly
/// what is missing (条例 article 16). The only names in it are those of candidates who were elected.
#[utoipa::path(
    tag = "documents",
    params(MeetingPath),
    responses(
        (status = 200, description = "The ZIP file.", body = Vec<u8>, content_type = "application/zip"),
        Named, SignedIn
    ),
    security(("session" = ["convener", "supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/filing-package")]
async fn export_filing(
    _: By<Filers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    packages::ask(&service, community, meeting).await?;
    let members = filing::members(&service, community, meeting).await?;
    let members = (!members.elections.is_empty()).then(|| members_page(&members)).transpose()?;
    let mut extras: Vec<_> = members.into_iter().collect();
    extras.extend(outcome(&service, (community, meeting)).await?);
    answer(format!("{meeting}-filing.zip"), async move |chunks: &Chunks| {
        let index = |contents: &Contents| package_index::text(contents, FILING);
        let place = (community, meeting);
        let write = filing::write(&service, place, extras, &index, async |chunk| send(chunks, chunk).await);
        Box::pin(write).await
    })
    .await
}

/// What a committee files with the authority
///
/// For the chair, members, the secretary, the convener and the supervising office; it is in the audit trail. A ZIP file
/// with the filing form, the list of members, certificate, result, covenant, rules of procedure and minutes as far as
/// they are there, and an index that says plainly what is missing (条例 article 16); of changes what changed. The list
/// has names and units of the register, which are opened for it. The same state of the record makes the same bytes.
#[utoipa::path(
    tag = "committees",
    params(ProcessPath),
    responses(
        (status = 200, description = "The ZIP file.", body = Vec<u8>, content_type = "application/zip"),
        Named, SignedIn
    ),
    security(("session" = ["chair", "member", "secretary", "convener", "supervisor"]))
)]
#[post("/communities/{community}/committees/{process}/filing-package")]
async fn export_committee_filing(
    by: By<CommitteeFilers>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<HttpResponse, Problem> {
    let (community, process) = path.ids();
    committee::ask(&service).await?;
    let dossier = committees::dossier(&service, community, process).await?;
    let particulars = committees::particulars(&service, community, &dossier.view).await?;
    let query = PrintQuery::default();
    let told = ("备案表、委员名单和材料清单", "The filing form, the list of members and the list of papers");
    let mut extras = vec![extra("filing.html", told, sheets::filing(&dossier, Some(&particulars), query)?)?];
    let told = ("业主委员会当选证书", "The certificate of the committee");
    extras.push(extra("certificate.html", told, sheets::certificate(&dossier, query)?)?);
    let meeting = MeetingId::new(process.uuid());
    extras.extend(outcome(&service, (community, meeting)).await?);
    let package = committee::Package::gather(&service, community, (by.standing(), dossier)).await?;
    answer(format!("{}-filing.zip", process.uuid()), async move |chunks: &Chunks| {
        let index = |contents: &Contents| package_index::text(contents, FILING);
        Box::pin(package.write(&service, extras, &index, async |chunk| send(chunks, chunk).await)).await
    })
    .await
}

/// Streams what is written; whoever reads slowly holds the writing up, not memory.
async fn answer(
    name: String,
    write: impl AsyncFnOnce(&Chunks) -> Result<(), ActionError> + 'static,
) -> Result<HttpResponse, Problem> {
    let (sender, mut chunks) = mpsc::channel::<Result<Bytes, ActionError>>(CHUNKS_WAITING_MAX);
    actix_web::rt::spawn(async move {
        if let Err(error) = write(&sender).await {
            // A file that breaks off has no directory, which no reader takes for whole.
            let _gone = sender.send(Err(error)).await;
        }
    });
    // The first chunk tells whether there is anything at all, while a problem can still be answered.
    let first = chunks.recv().await.unwrap_or_else(|| Err(ActionError::damaged("nothing was written")))?;
    let rest =
        stream::unfold(chunks, |mut chunks| async move { chunks.recv().await.map(|chunk| (chunk, chunks)) });
    let body = futures_util::StreamExt::chain(stream::iter([Ok(first)]), rest);
    let body = futures_util::StreamExt::map(body, |chunk| chunk.map_err(Problem::from));
    Ok(HttpResponse::Ok()
        .content_type(ZIP)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(body))
}

async fn send(chunks: &Chunks, chunk: Vec<u8>) -> Result<(), ActionError> {
    let sent = chunks.send(Ok(Bytes::from(chunk))).await;
    sent.map_err(|_| ActionError::damaged("the reader went away"))
}

/// The pages of a meeting as they lie in its court export.
async fn printed(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<Extra>, Problem> {
    let list = services::to_print(service, community, meeting).await?;
    let list = service_list::page(&list, PrintQuery::default(), None, ListForm::Record)?;
    let heading = headings::of_meeting(service, community, meeting).await?;
    let view = notices::view(service, community, meeting, None).await?;
    let posted = notice::page(&heading, &view, PrintQuery::default())?;
    let mut pages = vec![
        extra("pages/notice.html", ("会议通知", "The notice, as a page"), posted)?,
        extra("pages/service-list.html", ("送达清单", "Service of notice, as a page"), list)?,
    ];
    pages.extend(outcome(service, (community, meeting)).await?);
    Ok(pages)
}

/// The result as it is posted, and the draft of the minutes, as pages.
async fn outcome(
    service: &Service,
    (community, meeting): (CommunityId, MeetingId),
) -> Result<[Extra; 2], Problem> {
    let (heading, result) = postings::result(service, community, meeting).await?;
    let raised = objections::posted(service, community, meeting).await?;
    let result = pages::postings::result((&heading, &result), &raised, PrintQuery::default())?;
    let minutes = postings::minutes(service, community, meeting).await?;
    let minutes = pages::postings::minutes(&minutes, PrintQuery::default())?;
    Ok([
        extra(
            "pages/minutes.html",
            ("会议纪要（草稿，待补充签署）", "The minutes, a draft to be completed and signed"),
            minutes,
        )?,
        extra("pages/result.html", ("表决结果公示", "The result as it is posted, as a page"), result)?,
    ])
}

fn members_page(members: &Members) -> Result<Extra, Problem> {
    let page = members::page(members, PrintQuery::default())?;
    extra("members.html", ("当选名单，供签名", "Members elected, with room for signatures"), page)
}

fn extra(
    path: &'static str,
    (zh, en): (&'static str, &'static str),
    page: HttpResponse,
) -> Result<Extra, Problem> {
    let bytes = page.into_body().try_into_bytes();
    let bytes = bytes.map_err(|_| ActionError::damaged("a page that is streamed"))?;
    Ok(Extra { path, about: About { zh, en }, bytes: bytes.to_vec() })
}
