//! A deadline as it is shown: when, from what, how counted, by which article, and in words.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::text::{self, Text};
use crate::domain::deadlines::{Deadline, DeadlineKind, Direction, Event, Length, Period};
use crate::domain::instants::{Instant, Zone};
use crate::domain::rules::Source;

/// In what the length of a period is counted.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Days, the event's own not counted.
    Days,
    /// Whole days between two days, neither counted.
    FullDays,
    /// Years.
    Years,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LengthForm {
    /// How many.
    #[cfg_attr(feature = "server", schema(example = 7))]
    pub number: u16,
    /// Of what.
    pub unit: LengthUnit,
}

/// A deadline of a meeting.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeadlineForm {
    /// What is due: `notice`, `earliest_opening` (of a draft), `opening`, `closing`, `result_posting`,
    /// `objections_end`, `announcement` (not before), `filing`, `revocation_suit`.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "objections_end"))]
    pub deadline: DeadlineKind,
    /// The first instant that is too late, or of `earliest_opening`, `opening` and `announcement` the first that is
    /// not too early. Null until it is known.
    #[serde(with = "text::option")]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, example = "2026-06-22T16:00:00Z"))]
    pub at: Option<Instant>,
    /// The day that ends then, or in which it lies, where the meeting is.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, example = "2026-06-22"))]
    pub last_day: Option<Text<Date>>,
    /// `forward`, `backward` or, where nothing is counted, `fixed`.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "forward"))]
    pub direction: Direction,
    /// What it is counted from: `notice`, `opening`, `close`, `count` or `knowledge`.
    #[serde(with = "text::option")]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, example = "count"))]
    pub event: Option<Event>,
    /// When that was or is planned; null until it is known.
    #[serde(with = "text::option")]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub event_at: Option<Instant>,
    /// How long; null where nothing is counted.
    pub length: Option<LengthForm>,
    /// The rest days over which the last day gave way, from the day on which it would have been.
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>, example = json!(["2026-06-19"])))]
    pub rolled_over: Vec<Text<Date>>,
    /// Years whose holidays nobody named, so that only weekly rest days were counted there.
    pub uncovered: BTreeSet<i16>,
    /// Where it comes from; null where the convener settled it.
    pub article: Option<String>,
    /// Whether the article was read in its text.
    pub verified: Option<bool>,
    /// In words.
    pub sentence: String,
    /// The same in Chinese.
    pub sentence_zh: String,
}

impl DeadlineForm {
    /// A deadline, told where the meeting is.
    #[must_use]
    pub fn new(deadline: &Deadline, zone: &Zone) -> Self {
        let due = deadline.due.as_ref();
        let days = |days: &Vec<Date>| days.iter().copied().map(Text).collect();
        let said = Said { deadline, zone, days: length(deadline.length).map_or(0, |length| length.number) };
        let (sentence, sentence_zh) = said.sentences();
        Self {
            deadline: deadline.kind,
            at: due.map(|due| due.ends_at),
            last_day: due.map(|due| Text(due.last_day)),
            direction: deadline.direction,
            event: deadline.event,
            event_at: deadline.event_at,
            length: length(deadline.length),
            rolled_over: due.map(|due| days(&due.rolled_over)).unwrap_or_default(),
            uncovered: due.map(|due| due.uncovered.clone()).unwrap_or_default(),
            article: deadline.source.as_ref().map(|source| source.article().to_owned()),
            verified: deadline.source.as_ref().map(Source::is_verified),
            sentence,
            sentence_zh,
        }
    }
}

fn length(length: Length) -> Option<LengthForm> {
    let (number, unit) = match length {
        Length::Moment => return None,
        Length::Days(number) => (number, LengthUnit::Days),
        Length::FullDays(number) => (number, LengthUnit::FullDays),
        Length::Years(number) => (number, LengthUnit::Years),
    };
    Some(LengthForm { number, unit })
}

/// What the sentences are made of.
struct Said<'a> {
    deadline: &'a Deadline,
    zone: &'a Zone,
    days: u16,
}

impl Said<'_> {
    /// In English and in Chinese.
    fn sentences(&self) -> (String, String) {
        let Some(due) = &self.deadline.due else { return self.awaiting() };
        let (day, n) = (due.last_day, self.days);
        let (then, then_zh) = (gave_way(due), gave_way_zh(due));
        let time = due.ends_at.civil_in(self.zone).strftime("%Y-%m-%d %H:%M");
        match self.deadline.kind {
            DeadlineKind::Notice => (
                format!(
                    "The notice must go out by 24:00 on {day}, so that {n} full days lie between it and the \
                     opening; this never gives way to a later day."
                ),
                format!("通知最迟应于{day}二十四时前发出，与开启投票之间须相隔{n}个整日，不顺延。"),
            ),
            DeadlineKind::EarliestOpening => (
                format!("If notice were given now, voting could open at 24:00 on {day} at the earliest."),
                format!("如现在发出通知，最早可于{day}二十四时开启投票。"),
            ),
            DeadlineKind::Opening => (format!("Voting opens at {time}."), format!("投票于{time}开启。")),
            DeadlineKind::Closing => (
                format!("Voting closes at {time}; what was received before then counts."),
                format!("投票于{time}截止，此前收到的选票计入。"),
            ),
            DeadlineKind::ResultPosting => (
                format!("The result must be posted by 24:00 on {day}, {n} days after the close.{then}"),
                format!("结果最迟应于{day}二十四时前公示，即截止后{n}日。{then_zh}"),
            ),
            DeadlineKind::ObjectionsEnd => (
                format!(
                    "The result can be objected to until 24:00 on {day}, {n} days after the count.{then}"
                ),
                format!("对结果的异议可提至{day}二十四时，即计票后{n}日。{then_zh}"),
            ),
            DeadlineKind::Announcement => (
                format!("The result can be made final from 24:00 on {day} on, and not before.{then}"),
                format!("自{day}二十四时起方可公布最终结果。{then_zh}"),
            ),
            DeadlineKind::Filing => (
                format!(
                    "The elected committee must be filed by 24:00 on {day}, {n} days after the count that \
                     elected it.{then}"
                ),
                format!("当选的业主委员会最迟应于{day}二十四时前备案，即计票产生结果后{n}日。{then_zh}"),
            ),
            DeadlineKind::RevocationSuit => self.awaiting(),
        }
    }

    /// Of a deadline whose event is not known.
    fn awaiting(&self) -> (String, String) {
        let n = self.days;
        match self.deadline.kind {
            DeadlineKind::ResultPosting => (
                format!("The result must be posted within {n} days after the close."),
                format!("结果应于截止后{n}日内公示。"),
            ),
            DeadlineKind::ObjectionsEnd => (
                format!(
                    "The result can be objected to for {n} days after the count, which has not been made."
                ),
                format!("计票后{n}日内可对结果提出异议；尚未计票。"),
            ),
            DeadlineKind::Announcement => (
                format!(
                    "The result can be made final once {n} days for objections have passed after the count."
                ),
                format!("计票后{n}日异议期届满，方可公布最终结果。"),
            ),
            DeadlineKind::Filing => (
                format!("An elected committee must be filed within {n} days after the count that elects it."),
                format!("当选的业主委员会应于计票产生结果后{n}日内备案。"),
            ),
            DeadlineKind::RevocationSuit => (
                format!(
                    "An owner whom a decision harms can ask a court to revoke it within {n} year(s) of knowing, or \
                     having to know, of it. When that is stands in no record, so no day is told."
                ),
                format!(
                    "决定侵害业主合法权益的，该业主可自知道或者应当知道之日起{n}年内请求法院撤销；\
                     该日不在记录之内，故不计算具体日期。"
                ),
            ),
            DeadlineKind::Notice
            | DeadlineKind::EarliestOpening
            | DeadlineKind::Opening
            | DeadlineKind::Closing => ("Not known yet.".to_owned(), "尚未确定。".to_owned()),
        }
    }
}

/// Why a last day is not the one that was counted first, and what was not known of it.
fn gave_way(due: &Period) -> String {
    let rolled = match due.rolled_over.as_slice() {
        [] => String::new(),
        [day] => format!(" It would have ended on {day}, a rest day, and gives way to the next day."),
        [first, .., last] => {
            format!(" It would have ended on {first}, and gives way over the rest days until {last}.")
        }
    };
    if due.uncovered.is_empty() {
        return rolled;
    }
    let years = years(due);
    format!("{rolled} Nobody named the holidays of {years} yet: only weekly rest days were counted there.")
}

/// The same in Chinese.
fn gave_way_zh(due: &Period) -> String {
    let rolled = match due.rolled_over.as_slice() {
        [] => String::new(),
        [day] => format!("原应于{day}届满，适逢休息日，顺延至次日。"),
        [first, .., last] => format!("原应于{first}届满，适逢休息日（至{last}），顺延至休息日结束的次日。"),
    };
    if due.uncovered.is_empty() {
        return rolled;
    }
    let years = years(due);
    format!("{rolled}{years}年的放假安排尚未列入，仅按每周休息日计算。")
}

fn years(due: &Period) -> String {
    due.uncovered.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadlines::{Calendar, Course, Law, deadlines};
    use crate::domain::meetings::{MeetingState, Schedule};
    use crate::domain::rules::Decides;
    use crate::evidence::holidays::built_in;
    use crate::evidence::rules::{overlays::overlays, pack};

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// A meeting that closes on 12 June 2026 in Shanghai.
    fn course(state: MeetingState, counted_at: Option<&str>) -> Course {
        Course {
            state,
            now: at("2026-05-04T08:00:00Z"),
            schedule: Schedule::new(at("2026-06-03T16:00:00Z"), at("2026-06-11T16:00:00Z")).unwrap(),
            objection_days: 7,
            decides: Decides::Election,
            counted_at: counted_at.map(at),
        }
    }

    fn calendar() -> Calendar {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        let zone = Zone::new("Asia/Shanghai").unwrap();
        Calendar::new(zone, pack.parts().day_counting.as_ref(), built_in().unwrap())
    }

    fn told(course: &Course, law: &Law<'_>) -> Vec<DeadlineForm> {
        let calendar = calendar();
        deadlines(course, law, &calendar).iter().map(|own| DeadlineForm::new(own, calendar.zone())).collect()
    }

    #[test]
    fn a_draft_is_told_when_its_notice_must_go_out_and_when_it_could_open() {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        let told = told(&course(MeetingState::Draft, None), &Law::of_pack(&pack));
        let kinds: Vec<_> = told.iter().map(|own| own.deadline.as_str()).collect();
        let expected = [
            "notice",
            "earliest_opening",
            "opening",
            "closing",
            "objections_end",
            "announcement",
            "filing",
            "revocation_suit",
        ];
        assert_eq!(kinds, expected);
        assert_eq!(told[0].at, Some(at("2026-05-19T16:00:00Z")));
        assert_eq!(told[0].length, Some(LengthForm { number: 15, unit: LengthUnit::FullDays }));
        assert_eq!(told[1].at, Some(at("2026-05-19T16:00:00Z")));
        assert!(told[0].sentence.starts_with("The notice must go out by 24:00 on 2026-05-19"));
        assert_eq!(told[2].sentence_zh, "投票于2026-06-04 00:00开启。");
        let unknown = told.iter().filter(|own| own.at.is_none()).map(|own| own.deadline.as_str());
        let unknown: Vec<_> = unknown.collect();
        assert_eq!(unknown, ["objections_end", "announcement", "filing", "revocation_suit"]);
        assert!(told[4].sentence.contains("for 7 days after the count, which has not been made"));
        assert!(told[7].sentence_zh.contains("1年内请求法院撤销"));
    }

    #[test]
    fn a_count_gives_the_objections_an_end_that_gives_way_and_says_why() {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        let told = told(&course(MeetingState::Counted, Some("2026-06-11T18:00:00Z")), &Law::of_pack(&pack));
        let objections = told.iter().find(|own| own.deadline == DeadlineKind::ObjectionsEnd).unwrap();
        assert_eq!(objections.at, Some(at("2026-06-22T16:00:00Z")));
        let over: Vec<_> = objections.rolled_over.iter().map(|day| day.0.to_string()).collect();
        assert_eq!(over, ["2026-06-19", "2026-06-20", "2026-06-21"]);
        assert_eq!(
            objections.sentence,
            "The result can be objected to until 24:00 on 2026-06-22, 7 days after the count. It would have ended \
             on 2026-06-19, and gives way over the rest days until 2026-06-21."
        );
        assert!(objections.sentence_zh.contains("原应于2026-06-19届满，适逢休息日（至2026-06-21）"));
        let filing = told.iter().find(|own| own.deadline == DeadlineKind::Filing).unwrap();
        // Sunday, 12 July gives way to the Monday.
        assert_eq!((filing.at, filing.verified), (Some(at("2026-07-13T16:00:00Z")), Some(true)));
        assert!(filing.sentence.ends_with("2026-07-12, a rest day, and gives way to the next day."));
    }

    #[test]
    fn a_place_that_sets_days_for_the_posting_is_named_and_a_meeting_that_ended_early_has_none() {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        let beijing = overlays().unwrap().into_iter().find(|own| own.overlay.id().as_str() == "cn_beijing");
        let overlaid = pack.overlaid(&[beijing.unwrap().overlay]).unwrap();
        let law = Law::of_overlaid(&overlaid, overlaid.pack().parts().notice.clone());
        let told = told(&course(MeetingState::Closed, None), &law);
        let posting = told.iter().find(|own| own.deadline == DeadlineKind::ResultPosting).unwrap();
        assert_eq!(posting.at, Some(at("2026-06-15T16:00:00Z")));
        assert_eq!(posting.article.as_deref(), Some("Beijing regulation (北京市) art 37"));
        let calendar = calendar();
        for state in [MeetingState::Cancelled, MeetingState::Annulled] {
            assert!(deadlines(&course(state, None), &law, &calendar).is_empty());
        }
    }

    #[test]
    fn a_year_without_holidays_is_told_in_words() {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        let told = told(&course(MeetingState::Counted, Some("2027-01-04T04:00:00Z")), &Law::of_pack(&pack));
        let objections = told.iter().find(|own| own.deadline == DeadlineKind::ObjectionsEnd).unwrap();
        assert_eq!(objections.uncovered, BTreeSet::from([2027]));
        assert!(objections.sentence.contains("Nobody named the holidays of 2027 yet"));
        assert!(objections.sentence_zh.ends_with("2027年的放假安排尚未列入，仅按每周休息日计算。"));
    }
}
