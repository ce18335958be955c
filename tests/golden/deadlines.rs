//! Days counted by hand, row by row, against those that the packs count.

use jiff::Timestamp;
use jiff::civil::Date;
use quorate::domain::deadlines::{Calendar, Period};
use quorate::domain::instants::{Instant, Zone};
use quorate::evidence::holidays::built_in;
use quorate::evidence::rules::pack;
use quorate::evidence::text::Text;
use serde::Deserialize;

const TABLE: &str = include_str!("deadlines.csv");

#[derive(Deserialize)]
struct Row {
    pack: String,
    direction: String,
    event: Text<Timestamp>,
    days: u16,
    last_day: Text<Date>,
    from: Option<Text<Date>>,
    to: Option<Text<Date>>,
    why: String,
}

impl Row {
    fn counted(&self) -> Period {
        let pack = pack(&self.pack).unwrap().pack;
        let zone = Zone::new("Asia/Shanghai").unwrap();
        let calendar = Calendar::new(zone, pack.parts().day_counting.as_ref(), built_in().unwrap());
        let event = Instant::from_timestamp(self.event.0);
        match self.direction.as_str() {
            "forward" => calendar.forward(event, self.days),
            "backward" => calendar.backward(event, self.days),
            other => panic!("{other} is no direction"),
        }
    }
}

fn table() -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(TABLE.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_day_counted_by_hand_is_the_day_that_is_counted() {
    let zone = Zone::new("Asia/Shanghai").unwrap();
    let mut wrong = Vec::new();
    for row in table() {
        let period = row.counted();
        let over = (period.rolled_over.first().copied(), period.rolled_over.last().copied());
        let given = (row.from.map(|day| day.0), row.to.map(|day| day.0));
        if (period.last_day, over) != (row.last_day.0, given) {
            wrong.push(format!("{} + {} ({}): {period:?}", row.event.0, row.days, row.why));
        }
        assert_eq!(period.ends_at, zone.end_of(row.last_day.0), "{}", row.why);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(table().len() > 25);
}

#[test]
fn a_year_that_nobody_covers_is_told() {
    let uncovered = table().into_iter().filter(|row| !row.counted().uncovered.is_empty());
    assert_eq!(uncovered.map(|row| row.why).collect::<Vec<_>>(), ["a leap day in a year that nobody covers"]);
}
