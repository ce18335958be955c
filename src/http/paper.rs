//! Paper ballots: lists, sheets, what officers sign about them, the journal and the sample.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, PaperLoggers, PaperSamplers, PaperTellers, Secretaries};
use super::answers::{Named, Printed, Sent, SignedIn, created};
use super::pages::{PrintQuery, paper_ballots, paper_sample};
use super::paths::{MeetingPath, PaperListPath, PaperPath, SheetsQuery};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::paper::{self, NewPaperList, PaperJournal, PaperListView, PaperView, SampleView};
use crate::evidence::paper::PaperKind;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    // Fixed names before the serial, which would take them for itself.
    config
        .service(make_paper_list)
        .service(print_papers)
        .service(issue_papers)
        .service(return_paper)
        .service(withdraw_paper)
        .service(enter_paper)
        .service(count_papers)
        .service(report_paper_sample)
        .service(read_paper_sample)
        .service(print_paper_sample)
        .service(read_papers)
        .service(read_paper);
}

/// Makes a list of paper ballots to be handed out
///
/// For the secretary, while the meeting is open: the roll is final, so that what is printed stays true. For all
/// electors without a live paper, those of some buildings, or those named by a unit. Nothing is handed out before
/// the list is signed; a list that another one overtook is made again.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    responses((status = 201, description = "The list.", body = PaperListView), Sent, Named, SignedIn),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/meetings/{meeting}/papers/lists")]
async fn make_paper_list(
    by: By<Secretaries>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    wanted: Json<NewPaperList>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let view = paper::make_list(&service, community, meeting, by.standing(), &wanted).await?;
    Ok(HttpResponse::Created().json(view))
}

/// The paper ballots of a signed list, to print
///
/// For the secretary: one elector a sheet, in Chinese or English, with serial, matters, boxes, how to fill it in, what
/// silence and blanks mean, and lines to sign. Its code names serial and definition and is no secret. Printing
/// again hands nothing out.
#[utoipa::path(
    tag = "papers",
    params(PaperListPath, SheetsQuery),
    responses(
        (status = 200, description = "The sheets.", body = String, content_type = "text/html"),
        Printed, Named, SignedIn
    ),
    security(("session" = ["secretary"]))
)]
#[get("/communities/{community}/meetings/{meeting}/papers/lists/{list}/sheets")]
async fn print_papers(
    _: By<Secretaries>,
    service: Data<Service>,
    path: Path<PaperListPath>,
    query: Query<SheetsQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting, list) = path.ids()?;
    let (only, query) = query.into_inner().parts()?;
    let sheets = paper::sheets(&service, community, meeting, (list, only)).await?;
    paper_ballots::page(&sheets, query)
}

/// Hands paper ballots out
///
/// For the secretary, while the meeting is open. The body is a compact JWS (`quorate-paper-issue+jws`) that names
/// definition, roll and list. An elector has one live paper at most; one that is spoiled or void can be replaced.
/// The receipt is a C2SP `tlog-proof`; the same bytes again get the same receipt, here and below.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed issue."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/meetings/{meeting}/papers/issues")]
async fn issue_papers(
    by: By<Secretaries>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (PaperKind::Issue, signed.0);
    Ok(created(&paper::say(&service, community, meeting, by.standing(), said).await?))
}

/// Takes a paper ballot back
///
/// For the secretary and the convener, from the opening until the papers are reconciled. The body is a compact JWS
/// (`quorate-paper-return+jws`): serial, time of receipt, way, and the hash of the scan, which is needed. One
/// received at the close or later is recorded as late and does not count, nor does one that was spoiled or void.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed return."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["secretary", "convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/papers/returns")]
async fn return_paper(
    by: By<PaperLoggers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (PaperKind::Return, signed.0);
    Ok(created(&paper::say(&service, community, meeting, by.standing(), said).await?))
}

/// Takes a paper ballot out that will not be voted on
///
/// For the secretary and the convener, from the opening until the papers are reconciled. The body is a compact JWS
/// (`quorate-paper-withdrawal+jws`): a `damaged` paper is spoiled; one `lost`, `withdrawn` or `misprinted` is void.
/// It never counts, even if it comes back, and its elector can be given another one.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed withdrawal."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["secretary", "convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/papers/withdrawals")]
async fn withdraw_paper(
    by: By<PaperLoggers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (PaperKind::Withdrawal, signed.0);
    Ok(created(&paper::say(&service, community, meeting, by.standing(), said).await?))
}

/// Enters what a returned paper ballot says
///
/// For the officers who read papers, until they are reconciled; two persons, each without seeing what the other
/// entered. The body is a compact JWS (`quorate-paper-entry+jws`). If the two differ, a third person looks, whose every
/// item must be what one of the two said. Nobody reads their own paper, nor any if they stand on the ballot
/// (`paper_reader`). Too many candidates spoil that matter by the rule: enter what is ticked.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed entry."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/meetings/{meeting}/papers/entries")]
async fn enter_paper(
    by: By<PaperTellers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (PaperKind::Entry, signed.0);
    Ok(created(&paper::say(&service, community, meeting, by.standing(), said).await?))
}

/// Signs a count of the papers by hand
///
/// For the scrutineer, after the close, once every returned paper is settled; while nobody is one, for the secretary
/// and then a second officer, whose counts have to balance and be equal. The body is a compact JWS
/// (`quorate-paper-count+jws`). A difference to the record is the scrutineer's to explain, in public. It also says how
/// many papers are to be held against their scans, before anybody can know which.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed count."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/meetings/{meeting}/papers/counts")]
async fn count_papers(
    by: By<PaperTellers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (PaperKind::Count, signed.0);
    Ok(created(&paper::say(&service, community, meeting, by.standing(), said).await?))
}

/// Reports on the sample of papers
///
/// For the scrutineer, the convener, the supervising office and the residents' committee, once the papers are
/// reconciled and until the result is final. The body is a compact JWS (`quorate-paper-sample+jws`): every paper of
/// the sample, and where its scan says something else than what was entered.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    request_body(content = String, content_type = "application/jose", description = "The signed report."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "convener", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/meetings/{meeting}/papers/sample")]
async fn report_paper_sample(
    by: By<PaperSamplers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let said = (PaperKind::Sample, signed.0);
    Ok(created(&paper::say(&service, community, meeting, by.standing(), said).await?))
}

/// The sample of papers and what came out of it
///
/// For the officers who read papers, once they are reconciled: the papers with the hashes of their scans, and the
/// report if there is one.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    responses((status = 200, description = "The sample.", body = SampleView), Named, SignedIn),
    security(("session" = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/papers/sample")]
async fn read_paper_sample(
    _: By<PaperTellers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<SampleView>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(paper::sample(&service, community, meeting).await?))
}

/// The sample of papers as a page to print
///
/// For the officers who read papers: the sheet to work with while there is no report, and the report afterwards.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/papers/sample-sheet")]
async fn print_paper_sample(
    _: By<PaperTellers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let (heading, sample) = paper::headed_sample(&service, community, meeting).await?;
    paper_sample::page(&heading, &sample, query.into_inner())
}

/// The journal of a paper round
///
/// For the officers who read papers: how many papers there are of each kind, which wait to be read, and building by
/// building who holds which and who holds none. Of readings it says nothing but how far they are.
#[utoipa::path(
    tag = "papers",
    params(MeetingPath),
    responses((status = 200, description = "The journal.", body = PaperJournal), Named, SignedIn),
    security(("session" = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/papers")]
async fn read_papers(
    by: By<PaperTellers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<PaperJournal>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(paper::journal(&service, community, meeting, by.standing()).await?))
}

/// One paper ballot
///
/// For the officers who read papers: where it is, the caller's own reading and, once its reading is settled, all of
/// them. Nobody sees what somebody else read before that.
#[utoipa::path(
    tag = "papers",
    params(PaperPath),
    responses((status = 200, description = "The paper.", body = PaperView), Named, SignedIn),
    security(("session" = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/meetings/{meeting}/papers/{serial}")]
async fn read_paper(
    by: By<PaperTellers>,
    service: Data<Service>,
    path: Path<PaperPath>,
) -> Result<Json<PaperView>, Problem> {
    let (community, of) = path.ids()?;
    Ok(Json(paper::read_paper(&service, community, of, by.standing()).await?))
}
