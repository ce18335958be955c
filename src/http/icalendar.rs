//! A feed of dates as iCalendar (RFC 5545). What is written depends on nothing but the arguments.

use icalendar::{Calendar, Component as _, Event as Entry, EventLike as _, Property};
use jiff::civil::Date;

use crate::domain::instants::{Instant, Zone};

/// A calendar to subscribe to.
pub struct Feed<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The zone in which its days are.
    pub zone: &'a Zone,
    /// When it was written.
    pub written_at: Instant,
    /// How often it is worth asking again, in hours.
    pub refresh_hours: u8,
}

/// When something in a calendar is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// All of a day.
    Day(Date),
    /// At an instant.
    At(Instant),
}

/// Something in a calendar.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
    /// The same for the same thing whenever it is asked for, and no other thing's.
    pub uid: String,
    /// When.
    pub when: When,
    /// What, in a line.
    pub summary: String,
    /// The same at length.
    pub description: String,
    /// Words to sort it by.
    pub categories: Vec<String>,
}

impl Feed<'_> {
    /// The calendar with these events, as sent (`text/calendar; charset=utf-8`).
    #[must_use]
    pub fn write(&self, events: &[Event]) -> String {
        let mut calendar = Calendar::empty();
        let refresh = format!("PT{}H", self.refresh_hours);
        calendar.append_property(("VERSION", "2.0"));
        calendar.append_property(("PRODID", "-//Quorate//Calendar of a community//EN"));
        calendar.append_property(("CALSCALE", "GREGORIAN"));
        calendar.append_property(("METHOD", "PUBLISH"));
        for name in ["NAME", "X-WR-CALNAME"] {
            // A property that the RFC does not know is text only where it says so.
            let property = Property::new(name, printable(self.name)).add_parameter("VALUE", "TEXT").done();
            calendar.append_property(property);
        }
        calendar.append_property(("X-WR-TIMEZONE", self.zone.name()));
        let asked = Property::new("REFRESH-INTERVAL", &refresh).add_parameter("VALUE", "DURATION").done();
        calendar.append_property(asked);
        calendar.append_property(("X-PUBLISHED-TTL", refresh.as_str()));
        for event in events {
            calendar.push(self.entry(event));
        }
        calendar.to_string()
    }

    fn entry(&self, event: &Event) -> Entry {
        let mut entry = Entry::new();
        entry.uid(&printable(&event.uid));
        entry.add_property("DTSTAMP", utc(self.written_at));
        match event.when {
            When::Day(day) => {
                let day = day.strftime("%Y%m%d").to_string();
                entry.append_property(Property::new("DTSTART", day).add_parameter("VALUE", "DATE").done());
            }
            When::At(at) => {
                entry.add_property("DTSTART", utc(at));
            }
        }
        entry.summary(&printable(&event.summary));
        entry.description(&printable(&event.description));
        entry.categories(event.categories.iter().map(|own| printable(own)));
        // Nobody is busy because something is due.
        entry.add_property("TRANSP", "TRANSPARENT");
        entry.done()
    }
}

/// A text without the control characters that no value can hold, line breaks aside (section 3.3.11).
fn printable(text: &str) -> String {
    text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}

/// An instant in UTC, to the second (section 3.3.5).
fn utc(at: Instant) -> String {
    let seconds: String = at.to_string().chars().take(19).filter(|own| !matches!(own, '-' | ':')).collect();
    format!("{seconds}Z")
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};
    use icalendar::{CalendarDateTime, DatePerhapsTime};
    use jiff::civil::date;

    use super::*;

    fn written(events: &[Event]) -> String {
        let zone = Zone::new("Asia/Shanghai").unwrap();
        let written_at = "2026-05-04T08:00:00.5Z".parse().unwrap();
        Feed { name: "幸福里; a, b", zone: &zone, written_at, refresh_hours: 12 }.write(events)
    }

    fn event(when: When, text: &str) -> Event {
        Event {
            uid: "1@quorate.test".to_owned(),
            when,
            summary: text.to_owned(),
            description: format!("{text}\nfurther"),
            categories: vec!["due".to_owned(), "a, b".to_owned()],
        }
    }

    #[test]
    fn a_parser_reads_back_what_was_written() {
        let text = "业主大会：结果，应于 10 日内公示; by \\ convener, ".repeat(7);
        let at = When::At("2026-06-11T16:00:00.25Z".parse().unwrap());
        let feed = written(&[event(When::Day(date(2026, 10, 9)), &text), event(at, "short")]);
        let unfolded = unfold(&feed);
        let calendar = Calendar::from(read_calendar(&unfolded).unwrap());
        assert_eq!(calendar.get_name(), Some("幸福里; a, b"));
        let events: Vec<_> = calendar.components.iter().filter_map(|own| own.as_event()).collect();
        assert_eq!(events.len(), 2);
        assert_eq!(events[0].get_summary(), Some(text.as_str()));
        assert_eq!(events[0].get_description(), Some(format!("{text}\nfurther").as_str()));
        let DatePerhapsTime::Date(day) = events[0].get_start().unwrap() else { panic!("a day") };
        assert_eq!(day.to_string(), "2026-10-09");
        let Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at))) = events[1].get_start() else {
            panic!("an instant")
        };
        assert_eq!(at.to_rfc3339(), "2026-06-11T16:00:00+00:00");
        assert_eq!(events[1].get_uid(), Some("1@quorate.test"));
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_and_every_one_ends_as_it_must() {
        let feed = written(&[event(When::Day(date(2026, 1, 1)), &"公示期".repeat(100))]);
        assert!(feed.ends_with("END:VCALENDAR\r\n") && !feed.replace("\r\n", "").contains(['\r', '\n']));
        let lines: Vec<_> = feed.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75));
        assert!(lines.iter().any(|line| line.starts_with(' ')));
    }

    #[test]
    fn a_text_cannot_begin_a_line_of_its_own() {
        let feed = written(&[event(When::Day(date(2026, 1, 1)), "a\r\nEND:VEVENT\u{0}b")]);
        assert!(feed.contains("SUMMARY:a\\nEND:VEVENTb\r\n"));
        assert_eq!(feed.matches("\r\nEND:VEVENT\r\n").count(), 1);
    }
}
