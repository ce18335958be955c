//! The flat table a register is imported from: one row per unit and owner.
//!
//! A unit with co-owners repeats its row, an owner of many units repeats theirs. Where the table
//! comes from, a spreadsheet or a request, is not known here.

use std::collections::BTreeMap;

use crate::domain::register::{Mistake, Mistakes, Reason};
use crate::domain::words::words;

words! {
    /// A column of the table, named in English or Chinese. Every column but the number of the identity document
    /// must be there, some cells may be empty.
    pub enum Column {
        /// The unit's explicit identifier.
        Unit = "unit" | "房屋编号" | "专有部分编号",
        /// The building.
        Building = "building" | "楼栋" | "幢" | "栋" | "楼号",
        /// The entrance; may be empty.
        Entrance = "entrance" | "单元" | "单元号",
        /// The storey.
        Floor = "floor" | "楼层" | "层",
        /// The door number.
        Number = "number" | "房号" | "室号",
        /// What the unit is for.
        Kind = "kind" | "用途" | "房屋用途",
        /// Its area in square metres.
        Area = "area" | "面积" | "建筑面积" | "专有部分面积",
        /// Where the area comes from.
        AreaSource = "area_source" | "面积来源",
        /// Whether it is the developer's.
        Stock = "stock" | "交付状态",
        /// The owner's explicit identifier.
        OwnerId = "owner_id" | "业主编号",
        /// What the owner is in law.
        OwnerKind = "owner_kind" | "业主类型",
        /// The owner's name.
        Name = "name" | "姓名" | "业主姓名" | "业主名称",
        /// The owner's telephone number; may be empty.
        Phone = "phone" | "电话" | "手机" | "联系电话",
        /// The owner's mail address; may be empty.
        Email = "email" | "邮箱" | "电子邮箱",
        /// In what capacity somebody acts for the owner; may be empty.
        ActingRole = "acting_role" | "代行身份",
        /// Who acts for the owner; empty with the role.
        ActingName = "acting_name" | "代行人姓名",
        /// That person's telephone number; may be empty.
        ActingPhone = "acting_phone" | "代行人电话",
        /// The number of the owner's identity document; may be empty, and the column may be missing.
        IdNumber = "id_number" | "证件号码" | "证件号" | "身份证号码" | "身份证号",
    }
}

/// What a cell holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cell {
    /// A text, or a number exactly as its shortest decimal.
    Text(String),
    /// Something that is no text and no exact number.
    Unreadable(Unreadable),
}

/// Why a cell cannot be read as a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unreadable {
    /// A date or a time: spreadsheets turn `3-1` into one.
    Date,
    /// A truth value.
    Truth,
    /// The error of a formula.
    FormulaError,
    /// A number with more than 15 digits, which spreadsheets do not keep.
    TooManyDigits,
}

/// One line of the table, header or not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    /// The row number as the spreadsheet shows it, from 1.
    pub row: u32,
    /// The cells from the first column on; missing ones are empty.
    pub cells: Vec<Cell>,
}

/// One row with its cells by column.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    number: u32,
    cells: BTreeMap<Column, Cell>,
}

impl Row {
    /// The row of this number; a column that is not named is empty.
    #[must_use]
    pub fn new(number: u32, cells: impl IntoIterator<Item = (Column, Cell)>) -> Self {
        Self { number, cells: cells.into_iter().collect() }
    }

    /// The row number as the spreadsheet shows it, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The text of a cell without the spaces around it, or why there is none.
    pub fn text(&self, column: Column) -> Result<&str, Unreadable> {
        match self.cells.get(&column) {
            Some(Cell::Text(text)) => Ok(text.trim()),
            Some(Cell::Unreadable(why)) => Err(*why),
            None => Ok(""),
        }
    }
}

/// The rows below a header line.
///
/// Empty lines are passed over. Until the header is right no cell can be judged, so its mistakes
/// come alone.
pub fn rows(lines: impl IntoIterator<Item = Line>) -> Result<Vec<Row>, Mistakes> {
    let mut lines = lines.into_iter().filter(|line| !line.cells.iter().all(Cell::is_blank));
    let Some(header) = lines.next() else {
        return Err(Mistakes::from_vec(vec![Mistake { row: 1, column: None, reason: Reason::NoHeader }]));
    };
    let columns = columns(&header).map_err(Mistakes::from_vec)?;
    let mut mistakes = Vec::new();
    let mut rows = Vec::new();
    for line in lines {
        let mut beyond = line.cells.iter().skip(columns.len());
        if beyond.any(|cell| !cell.is_blank()) {
            mistakes.push(Mistake { row: line.row, column: None, reason: Reason::BeyondHeader });
        }
        rows.push(Row::new(line.row, columns.iter().copied().zip(line.cells)));
    }
    if mistakes.is_empty() { Ok(rows) } else { Err(Mistakes::from_vec(mistakes)) }
}

impl Cell {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

fn columns(header: &Line) -> Result<Vec<Column>, Vec<Mistake>> {
    let width = header.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    let mut columns = Vec::new();
    let mut mistakes = Vec::new();
    let mut mistake = |column, reason| mistakes.push(Mistake { row: header.row, column, reason });
    for cell in header.cells.iter().take(width) {
        match cell {
            Cell::Unreadable(why) => mistake(None, Reason::Unreadable(*why)),
            Cell::Text(text) => match Column::from_cell(&text.trim().to_ascii_lowercase()) {
                None => mistake(None, Reason::UnknownColumn(text.trim().chars().take(64).collect())),
                Some(column) if columns.contains(&column) => mistake(Some(column), Reason::ColumnRepeated),
                Some(column) => columns.push(column),
            },
        }
    }
    let required = Column::ALL.iter().filter(|column| **column != Column::IdNumber);
    for column in required.filter(|column| !columns.contains(column)) {
        mistake(Some(*column), Reason::ColumnMissing);
    }
    if mistakes.is_empty() { Ok(columns) } else { Err(mistakes) }
}
