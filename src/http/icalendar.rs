//! iCalendar (RFC 5545): the few parts of it that a feed of dates needs, written by hand.
//!
//! What is written depends on nothing but its arguments. Reading is for the programs that subscribe.

use jiff::civil::Date;

use crate::domain::instants::{Instant, Zone};

/// Longest line of content in bytes, without its end (section 3.1).
const LINE_BYTES_MAX: usize = 75;

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
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.plain("PRODID", "-//Quorate//Calendar of a community//EN");
        lines.plain("CALSCALE", "GREGORIAN");
        lines.plain("METHOD", "PUBLISH");
        lines.text("X-WR-CALNAME", self.name);
        lines.text("NAME", self.name);
        lines.plain("X-WR-TIMEZONE", self.zone.name());
        let refresh = format!("PT{}H", self.refresh_hours);
        lines.plain("REFRESH-INTERVAL;VALUE=DURATION", &refresh);
        lines.plain("X-PUBLISHED-TTL", &refresh);
        for event in events {
            self.event(&mut lines, event);
        }
        lines.plain("END", "VCALENDAR");
        lines.0
    }

    fn event(&self, lines: &mut Lines, event: &Event) {
        lines.plain("BEGIN", "VEVENT");
        lines.text("UID", &event.uid);
        lines.plain("DTSTAMP", &utc(self.written_at));
        match event.when {
            When::Day(day) => lines.plain("DTSTART;VALUE=DATE", &day.strftime("%Y%m%d").to_string()),
            When::At(at) => lines.plain("DTSTART", &utc(at)),
        }
        lines.text("SUMMARY", &event.summary);
        lines.text("DESCRIPTION", &event.description);
        let categories: Vec<_> = event.categories.iter().map(|own| escaped(own)).collect();
        lines.plain("CATEGORIES", &categories.join(","));
        // Nobody is busy because something is due.
        lines.plain("TRANSP", "TRANSPARENT");
        lines.plain("END", "VEVENT");
    }
}

/// Content lines, folded.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value holds nothing to escape.
    fn plain(&mut self, name: &str, value: &str) {
        let mut room = LINE_BYTES_MAX;
        for letter in format!("{name}:{value}").chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space that begins a continued line is part of it.
                room = LINE_BYTES_MAX - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.plain(name, &escaped(value));
    }
}

/// A text as a value (section 3.3.11); control characters, which no value can hold, are left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(letter);
            }
            '\n' => value.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => value.push(letter),
        }
    }
    value
}

/// An instant in UTC, to the second (section 3.3.5).
fn utc(at: Instant) -> String {
    let seconds: String = at.to_string().chars().take(19).filter(|own| !matches!(own, '-' | ':')).collect();
    format!("{seconds}Z")
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};
    use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime};
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
        assert!(lines.iter().all(|line| line.len() <= LINE_BYTES_MAX));
        assert!(lines.iter().any(|line| line.starts_with(' ')));
    }

    #[test]
    fn a_text_cannot_begin_a_line_of_its_own() {
        let feed = written(&[event(When::Day(date(2026, 1, 1)), "a\r\nEND:VEVENT\u{0}b")]);
        assert!(feed.contains("SUMMARY:a\\nEND:VEVENTb\r\n"));
        assert_eq!(feed.matches("\r\nEND:VEVENT\r\n").count(), 1);
    }
}
