//! Tables as the imports read them, to be looked at before anything is imported.

use actix_web::web::{Bytes, Json, Path};
use actix_web::{HttpRequest, post};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Messengers};
use super::answers::{Named, Sent, SignedIn};
use super::problem::Problem;
use super::sheets::{self, ImportError};
use super::uploads;
use crate::domain::register::{Cell, Line};

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(preview_table);
}

/// A table, header and all.
#[derive(Serialize, ToSchema)]
struct TableView {
    /// Its lines that are not empty, the first first.
    lines: Vec<LineView>,
}

/// One line.
#[derive(Serialize, ToSchema)]
struct LineView {
    /// The row number as the spreadsheet shows it, as mistakes name it.
    #[schema(example = 7)]
    row: u32,
    /// The cells from the first column on; null for what an import cannot read: a date, a truth value, an error of a
    /// formula, a number that is not exact.
    #[schema(example = json!(["3-1-0102", "88.12", null]))]
    cells: Vec<Option<String>>,
}

impl From<Line> for LineView {
    fn from(line: Line) -> Self {
        let read = |cell| match cell {
            Cell::Text(text) => Some(text),
            Cell::Unreadable(_) => None,
        };
        Self { row: line.row, cells: line.cells.into_iter().map(read).collect() }
    }
}

/// Shows a table as the imports read it
///
/// For whoever imports one: the convener, the secretary and scrutineers. CSV in UTF-8 or the first sheet of an XLSX
/// workbook, 10 MiB at most. Nothing is checked and nothing is kept; an import names its mistakes by these rows.
#[utoipa::path(
    tag = "register",
    params(("community" = Uuid, Path, description = "The community.")),
    request_body(content((String = "text/csv"), (
        Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ))),
    responses((status = 200, description = "The table.", body = TableView), Sent, Named, SignedIn),
    security(("session" = ["convener", "secretary", "scrutineer"]))
)]
#[post("/communities/{community}/table-previews")]
async fn preview_table(
    _: By<Messengers>,
    request: HttpRequest,
    _: Path<Uuid>,
    body: Bytes,
) -> Result<Json<TableView>, Problem> {
    uploads::check_sheet(&request)?;
    let lines = actix_web::web::block(move || sheets::lines(&body)).await;
    let lines = lines.map_err(|_| Problem::malformed("the file could not be read"))?;
    let lines = lines.map_err(ImportError::from)?;
    Ok(Json(TableView { lines: lines.into_iter().map(LineView::from).collect() }))
}
