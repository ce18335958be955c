//! The estate that the scenes play in, and what its owners are asked.

use serde_json::{Value, json};

use crate::assembly::{CLOSES, HEADER, OPENS, REGISTER, draft};

/// The owners of [`REGISTER`], whose keys the backstage holds.
pub const KEYED: [&str; 11] =
    ["o-01", "o-02", "o-03", "o-04", "o-05", "o-06", "o-07", "o-08", "o-09", "o-10", "o-11"];

/// Whom of them a turnout above the gate needs: one of each elector.
pub const VOTERS: [&str; 10] =
    ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08", "o-09", "o-10", "o-11"];

/// The owners whose letters nobody opened yet: they act in a browser. o-23 and o-24 own a flat together.
pub const FREE: [&str; 5] = ["o-21", "o-22", "o-23", "o-24", "o-25"];

/// Their flats.
const BUILDING_3: &str = "\
3-0101,3,1,1,0101,dwelling,89.5,register,delivered,o-21,natural,何秀英,13800001121,o21@example.org,,,
3-0102,3,1,1,0102,dwelling,89.5,register,delivered,o-22,natural,冯建国,13800001122,,,,
3-0201,3,1,2,0201,dwelling,89.5,register,delivered,o-23,natural,韩梅梅,13800001123,,,,
3-0201,3,1,2,0201,dwelling,89.5,register,delivered,o-24,natural,杨立新,13800001124,,,,
3-0202,3,1,2,0202,dwelling,89.5,register,delivered,o-25,natural,朱晓明,13800001125,,,,
";

/// The register of every scene: fourteen electors.
pub fn register() -> String {
    format!("{HEADER}{REGISTER}{BUILDING_3}")
}

/// The same with three mistakes, in the rows of o-01, o-07 and o-22.
pub fn mistaken_register() -> String {
    let wrong = [
        ("dwelling,88.10,register,delivered,o-01", "palace,88.10,register,delivered,o-01"),
        ("dwelling,75.25,register,delivered,o-07", "dwelling,large,register,delivered,o-07"),
        ("3-0102,3,1,1,", "3-0102,3,1,ground,"),
    ];
    wrong.iter().fold(register(), |csv, (right, wrong)| csv.replacen(right, wrong, 1))
}

/// A regular meeting: `m1` needs more than half, `m3` three quarters. What is asked takes the place of a draft's fields.
pub fn questions(asked: &Value) -> Value {
    let mut own = draft();
    let manager = own["matters"][0].clone();
    own["matters"] = json!([manager, {
        "matter": "m3",
        "kind": "common_parts_change",
        "title": "将小区北侧绿地改为停车场",
        "text": "改变共有部分的用途：将小区北侧公共绿地改建为临时停车场，设车位二十四个，收益归全体业主共有。",
        "electorate": {}
    }]);
    for (field, value) in asked.as_object().into_iter().flatten() {
        own[field] = value.clone();
    }
    own
}

/// An extraordinary meeting beside it that elects two members of the committee, `m2`.
pub fn election() -> Value {
    let mut own = draft();
    own["matters"] = json!([own["matters"][1].clone()]);
    own["title"] = json!("业主委员会换届选举会议");
    own["kind"] = json!("extraordinary");
    (own["opens_at"], own["closes_at"]) = (json!(OPENS), json!(CLOSES));
    own
}
