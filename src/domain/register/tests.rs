//! The register: its mistakes, its changes, its amendments.

use super::samples::{holdings, home, owner_ids, row};
use super::*;

fn mistakes(rows: &[Row]) -> Vec<String> {
    let mistakes = Register::new(rows.iter().cloned()).unwrap_err();
    mistakes.listed().iter().map(ToString::to_string).collect()
}

fn only_mistake(cells: &[(Column, &str)]) -> String {
    let mistakes = mistakes(&[row(2, cells)]);
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    mistakes[0].clone()
}

#[test]
fn an_owner_may_have_many_units_and_a_unit_many_owners() {
    let second = [(Column::Unit, "3-1-0503"), (Column::Number, "0503")];
    let rows = [row(2, &[]), row(3, &[(Column::OwnerId, "o-2"), (Column::Name, "李强")]), row(4, &second)];
    let register = Register::new(rows).unwrap();
    assert_eq!(register.owners().count(), 2);
    let owners = register.holdings().iter().map(|holding| holding.owners.len()).collect::<Vec<_>>();
    assert_eq!(owners, [2, 1]);
}

#[test]
fn every_mistake_is_listed_with_its_row_and_column() {
    let rows = [
        row(2, &[(Column::Area, "88,12"), (Column::Floor, "G"), (Column::Phone, "none")]),
        row(3, &[(Column::Unit, "3 1"), (Column::Kind, "house"), (Column::Name, "")]),
    ];
    let mistakes = mistakes(&rows);
    let starts = ["row 2, column floor", "row 2, column area", "row 2, column phone"];
    let starts = starts.into_iter().chain(["row 3, column unit", "row 3, column kind", "row 3, column name"]);
    assert_eq!(mistakes.len(), 6, "{mistakes:?}");
    for (mistake, start) in mistakes.iter().zip(starts) {
        assert!(mistake.starts_with(start), "{mistake}");
    }
    assert!(mistakes[4].contains("dwelling, shop, office"), "{}", mistakes[4]);
}

#[test]
fn a_contradiction_names_the_first_row_and_the_column() {
    let rows = [
        row(2, &[]),
        row(3, &[(Column::OwnerId, "o-2"), (Column::Name, "李强"), (Column::Area, "88.13")]),
        row(4, &[(Column::Unit, "3-1-0503"), (Column::Number, "0503"), (Column::Name, "王方")]),
    ];
    let mistakes = mistakes(&rows);
    assert_eq!(
        mistakes,
        [
            "row 3, column area: contradicts row 2, which is about the same unit: make both say the same",
            "row 4, column name: contradicts row 2, which is about the same owner_id: make both say the same",
        ]
    );
}

#[test]
fn a_row_that_comes_twice_is_a_mistake() {
    assert_eq!(mistakes(&[row(2, &[]), row(7, &[])]), ["row 7: repeats row 2: remove one"]);
}

#[test]
fn one_door_under_two_labels_would_count_twice() {
    let other_label = row(3, &[(Column::Unit, "3-1-502")]);
    let mistakes = mistakes(&[row(2, &[]), other_label]);
    assert_eq!(mistakes.len(), 1);
    assert!(mistakes[0].starts_with("row 3, column unit: is another label for the door of row 2"));
}

#[test]
fn a_buyer_is_not_named_for_a_unit_that_is_still_the_developers() {
    let stock = [(Column::Stock, "developer_stock")];
    assert!(only_mistake(&stock).starts_with("row 2, column stock: is the developer's until"));
    let developer = [(Column::Stock, "未交付"), (Column::OwnerKind, "建设单位")];
    assert!(Register::new([row(2, &developer)]).is_ok());
}

#[test]
fn a_guardian_acts_for_a_natural_person_and_a_representative_for_a_legal_one() {
    let guardian = [(Column::ActingRole, "监护人"), (Column::ActingName, "王明")];
    let register = Register::new([row(2, &guardian)]).unwrap();
    let acting = register.owners().next().unwrap().acting.clone().unwrap();
    assert_eq!((acting.role, acting.person.name()), (ActingRole::Guardian, "王明"));
    let representative = [(Column::ActingRole, "representative"), (Column::ActingName, "王明")];
    assert!(only_mistake(&representative).contains("acted for by a guardian"));
    assert!(only_mistake(&[(Column::ActingName, "王明")]).contains("column acting_role"));
    assert!(only_mistake(&[(Column::ActingRole, "guardian")]).contains("column acting_name: is empty"));
}

#[test]
fn a_date_where_a_label_should_be_is_named() {
    let date = Row::new(2, [(Column::Unit, Cell::Unreadable(Unreadable::Date))]);
    assert!(mistakes(&[date])[0].starts_with("row 2, column unit: is a date"));
}

#[test]
fn mistakes_beyond_the_limit_are_counted() {
    let rows = (2..).take(MISTAKES_MAX + 5).map(|number| row(number, &[(Column::Area, "?")]));
    let mistakes = Register::new(rows).unwrap_err();
    assert_eq!((mistakes.listed().len(), mistakes.more()), (MISTAKES_MAX, 5));
}

#[test]
fn a_register_of_more_rows_than_the_limit_is_refused() {
    let rows = (2..).take(ROWS_MAX + 1).map(|number| {
        let label = format!("u-{number}");
        row(number, &[(Column::Unit, &label), (Column::Number, &label)])
    });
    let mistakes = Register::new(rows).unwrap_err();
    assert_eq!(mistakes.listed().last().unwrap().reason, Reason::TooManyRows);
    assert_eq!(mistakes.listed().len(), 1);
}

#[test]
fn a_register_without_rows_is_refused() {
    assert_eq!(mistakes(&[]).len(), 1);
}

fn line(row: u32, cells: &[&str]) -> Line {
    Line { row, cells: cells.iter().map(|text| Cell::Text((*text).to_owned())).collect() }
}

#[test]
fn a_header_is_read_in_either_language_and_any_order() {
    let mut names = Column::ALL.iter().map(|column| column.as_str()).collect::<Vec<_>>();
    names.swap(0, 6);
    names[1] = "楼栋";
    let cells = ["88.12", "3", "1", "5", "0502", "住宅", "3-1-0502"];
    let rows = rows([line(1, &names), line(2, &[""]), line(3, &cells)]).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].number(), 3);
    assert_eq!(rows[0].text(Column::Unit), Ok("3-1-0502"));
    assert_eq!(rows[0].text(Column::Building), Ok("3"));
    assert_eq!(rows[0].text(Column::Email), Ok(""));
}

#[test]
fn unknown_missing_and_repeated_columns_are_all_named() {
    let mut names = Column::ALL.iter().map(|column| column.as_str()).collect::<Vec<_>>();
    names[6] = "size";
    names.push("楼栋");
    let mistakes = rows([line(1, &names)]).unwrap_err();
    let reasons = mistakes.listed().iter().map(|mistake| mistake.reason.clone()).collect::<Vec<_>>();
    let expected = [Reason::UnknownColumn("size".to_owned()), Reason::ColumnRepeated, Reason::ColumnMissing];
    assert_eq!(reasons, expected);
    assert_eq!(mistakes.listed()[2].column, Some(Column::Area));
}

#[test]
fn the_column_of_identity_documents_alone_may_be_missing() {
    let all = Column::ALL.iter().copied();
    let names: Vec<_> = all.filter(|own| *own != Column::IdNumber).map(Column::as_str).collect();
    assert_eq!(rows([line(1, &names), line(2, &["1-0101"])]).unwrap()[0].text(Column::IdNumber), Ok(""));
    assert_eq!(Column::from_cell("证件号码"), Some(Column::IdNumber));
}

#[test]
fn a_cell_beyond_the_header_is_a_mistake() {
    let names = Column::ALL.iter().map(|column| column.as_str()).collect::<Vec<_>>();
    let mistakes = rows([line(1, &names), line(2, &["x"; 19])]).unwrap_err();
    assert_eq!(mistakes.listed()[0].reason, Reason::BeyondHeader);
}

#[test]
fn an_empty_sheet_has_no_header() {
    assert_eq!(rows([]).unwrap_err().listed()[0].reason, Reason::NoHeader);
}

#[test]
fn a_register_does_not_change_itself_and_every_change_is_listed() {
    let second = [(Column::Unit, "3-1-0503"), (Column::Number, "0503")];
    let old = Register::new([row(2, &[]), row(3, &second)]).unwrap();
    assert!(changes(&old, &old).is_empty());
    let new = Register::new([
        row(2, &[(Column::Area, "90.00"), (Column::Phone, "13800001111")]),
        row(3, &[(Column::OwnerId, "o-2"), (Column::Area, "90.00")]),
    ]);
    let changes = changes(&old, &new.unwrap());
    let label = |text| UnitLabel::new(text).unwrap();
    let owner = |text| OwnerId::new(text).unwrap();
    assert_eq!(changes.units.changed, [label("3-1-0502")]);
    assert_eq!(changes.units.removed, [label("3-1-0503")]);
    assert_eq!(changes.owners.added, [owner("o-2")]);
    assert_eq!(changes.owners.changed, [owner("o-1")]);
    assert_eq!(changes.ownerships.added, [(label("3-1-0502"), owner("o-2"))]);
    assert_eq!(changes.ownerships.removed, [(label("3-1-0503"), owner("o-1"))]);
}

#[test]
fn holdings_and_owners_from_storage_must_belong_together() {
    let register = Register::new([row(2, &[])]).unwrap();
    let owners = || register.owners().cloned();
    assert_eq!(Register::from_parts(register.holdings().clone(), owners()), Ok(register.clone()));
    let twice = Register::from_parts(register.holdings().clone(), owners().chain(owners()));
    assert!(matches!(twice, Err(RegisterError::OwnerRepeated(_))));
    let none = Register::from_parts(register.holdings().clone(), []);
    assert!(matches!(none, Err(RegisterError::OwnerUnknown(_))));
    let other = Register::from_parts(holdings([home("1", "1", &["o-1"])]), owners());
    assert!(other.is_ok());
    let idle = Owner { id: OwnerId::new("o-2").unwrap(), ..owners().next().unwrap() };
    let idle = Register::from_parts(register.holdings().clone(), owners().chain([idle]));
    assert!(matches!(idle, Err(RegisterError::OwnerWithoutUnit(_))));
}

#[test]
fn holdings_refuse_a_unit_or_door_twice_and_a_unit_without_owner() {
    let one = home("1", "10", &["a"]);
    assert!(matches!(Holdings::new([one.clone(), one.clone()]), Err(HoldingsError::UnitRepeated(_))));
    let mut same_door = one.clone();
    same_door.unit.label = UnitLabel::new("2").unwrap();
    assert!(matches!(Holdings::new([one.clone(), same_door]), Err(HoldingsError::DoorRepeated(..))));
    assert!(matches!(Holdings::new([home("1", "10", &[])]), Err(HoldingsError::WithoutOwner(_))));
    assert_eq!(Holdings::new([]), Err(HoldingsError::NoUnits));
}

#[test]
fn an_amendment_corrects_one_unit_and_leaves_the_others() {
    let before = holdings([home("1", "10", &["a"]), home("2", "20", &["b"])]);
    let label = UnitLabel::new("1").unwrap();
    let area = Amendment::CorrectArea {
        unit: label.clone(),
        area: "12.5".parse().unwrap(),
        source: AreaSource::Survey,
    };
    let after = before.amend(&area).unwrap();
    assert_eq!(after.area_total().thousandths(), 32_500);
    assert_eq!(after.get(&label).unwrap().unit.area_source, AreaSource::Survey);
    assert_eq!(after.amend(&area), Err(AmendmentError::NothingChanges(label.clone())));

    let owners = Amendment::CorrectOwners { unit: label.clone(), owners: owner_ids(&["b", "c"]) };
    assert_eq!(before.amend(&owners).unwrap().get(&label).unwrap().owners, owner_ids(&["b", "c"]));
    let nobody = Amendment::CorrectOwners { unit: label.clone(), owners: owner_ids(&[]) };
    assert!(matches!(before.amend(&nobody), Err(AmendmentError::Holdings(HoldingsError::WithoutOwner(_)))));

    let stock = Amendment::CorrectStock { unit: label.clone(), stock: Stock::DeveloperStock };
    assert_eq!(before.amend(&stock).unwrap().get(&label).unwrap().unit.stock, Stock::DeveloperStock);
}

#[test]
fn a_unit_can_be_added_once_and_removed_while_another_is_left() {
    let before = holdings([home("1", "10", &["a"])]);
    let second = home("2", "20", &["b"]);
    let after = before.amend(&Amendment::AddUnit(second.clone())).unwrap();
    assert_eq!(after.iter().count(), 2);
    assert!(after.amend(&Amendment::AddUnit(second)).is_err());
    let remove = Amendment::RemoveUnit(UnitLabel::new("2").unwrap());
    assert_eq!(after.amend(&remove), Ok(before.clone()));
    assert!(matches!(before.amend(&remove), Err(AmendmentError::UnknownUnit(_))));
    let last = Amendment::RemoveUnit(UnitLabel::new("1").unwrap());
    assert_eq!(before.amend(&last), Err(AmendmentError::Holdings(HoldingsError::NoUnits)));
}
