//! What owners are told of a meeting: a few words by text message, and all of it by mail.

use std::fmt::Write as _;

use uuid::Uuid;

use super::templates::Setting;
use crate::domain::instants::Instant;
use crate::domain::messages::{Language, MessageKind};

/// Most letters of a meeting's title in a text message.
const TITLE_MAX: usize = 14;

/// Most letters of it in the subject of mail.
const SUBJECT_TITLE_MAX: usize = 60;

/// News of a meeting.
#[derive(Clone, Debug)]
pub struct News {
    /// The meeting.
    pub meeting: Uuid,
    /// Its title.
    pub title: String,
    /// Where everything about it is shown; it names no person.
    pub link: String,
    /// Before when the law wants it to be sent.
    pub deadline_at: Option<Instant>,
    /// What is new.
    pub what: What,
}

/// What is new about a meeting.
#[derive(Clone, Debug)]
pub enum What {
    /// It is called.
    Called {
        /// When voting opens.
        opens_at: Instant,
        /// When it closes.
        closes_at: Instant,
        /// The whole notice in Chinese.
        zh: String,
        /// The whole notice in English.
        en: String,
    },
    /// Voting ends soon.
    ClosesSoon {
        /// When.
        closes_at: Instant,
    },
    /// Voting ends later than was said.
    Extended {
        /// When.
        closes_at: Instant,
        /// Why, as the record has it.
        reason: String,
    },
    /// It is called off.
    Cancelled {
        /// Why, as the record has it.
        reason: String,
    },
    /// It was counted.
    Counted {
        /// Until when the result can be objected to.
        object_until: Instant,
        /// Each matter and whether it passes.
        matters: Vec<(String, Option<bool>)>,
    },
    /// Its result was announced.
    Announced {
        /// Each matter and whether it passes.
        matters: Vec<(String, Option<bool>)>,
    },
}

impl News {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> MessageKind {
        match self.what {
            What::Called { .. } => MessageKind::MeetingNotice,
            What::ClosesSoon { .. } => MessageKind::Reminder,
            What::Extended { .. } => MessageKind::MeetingExtended,
            What::Cancelled { .. } => MessageKind::MeetingCancelled,
            What::Counted { .. } => MessageKind::PreliminaryResult,
            What::Announced { .. } => MessageKind::FinalResult,
        }
    }

    /// From when on it is of no use.
    #[must_use]
    pub const fn expires_at(&self) -> Option<Instant> {
        match self.what {
            What::Called { closes_at, .. }
            | What::ClosesSoon { closes_at }
            | What::Extended { closes_at, .. } => Some(closes_at),
            What::Counted { object_until, .. } => Some(object_until),
            What::Cancelled { .. } | What::Announced { .. } => None,
        }
    }

    /// What stands above it in a list of mail.
    #[must_use]
    pub fn subject(&self, setting: Setting<'_>) -> String {
        let title: String = plain(&self.title).chars().take(SUBJECT_TITLE_MAX).collect();
        let (zh, en) = match self.what {
            What::Called { .. } => ("会议通知", "Notice of a meeting"),
            What::ClosesSoon { .. } => ("表决即将截止", "Voting closes soon"),
            What::Extended { .. } => ("表决期限延长", "Voting was extended"),
            What::Cancelled { .. } => ("会议取消", "The meeting was called off"),
            What::Counted { .. } => ("表决结果公示", "Preliminary result"),
            What::Announced { .. } => ("表决结果公告", "Final result"),
        };
        match setting.language {
            Language::Zh => format!("{zh}：{title}"),
            Language::En => format!("{en}: {title}"),
            Language::Both => format!("{zh} / {en}: {title}"),
        }
    }

    /// The few words of a text message, without the link.
    #[must_use]
    pub fn sentences(&self, setting: Setting<'_>) -> (String, String) {
        let at = |at: Instant| at.civil_in(setting.zone).strftime("%m-%d %H:%M").to_string();
        let title: String = plain(&self.title).chars().take(TITLE_MAX).collect();
        match &self.what {
            What::Called { opens_at, closes_at, .. } => {
                let (from, until) = (at(*opens_at), at(*closes_at));
                (
                    format!("《{title}》将于{from}至{until}表决，通知全文见链接。"),
                    format!("You are called to a vote, {from} to {until}. The whole notice:"),
                )
            }
            What::ClosesSoon { closes_at } => {
                let until = at(*closes_at);
                (
                    format!("《{title}》{until}截止，尚未收到您的表决。如已表决请忽略。"),
                    format!("Voting closes {until} and your vote was not received yet:"),
                )
            }
            What::Extended { closes_at, .. } => {
                let until = at(*closes_at);
                (
                    format!("《{title}》表决期限延长至{until}，原因见链接。"),
                    format!("Voting was extended to {until}. Why:"),
                )
            }
            What::Cancelled { .. } => {
                (format!("《{title}》已取消，原因见链接。"), "The meeting was called off. Why:".to_owned())
            }
            What::Counted { object_until, .. } => {
                let until = at(*object_until);
                (
                    format!("《{title}》初步结果已公示，{until}前可提出异议。"),
                    format!("The preliminary result is posted; object before {until}:"),
                )
            }
            What::Announced { .. } => (
                format!("《{title}》表决结果已正式公告。"),
                "The final result of the vote was announced:".to_owned(),
            ),
        }
    }

    /// The whole of it, for mail.
    #[must_use]
    pub fn letter(&self, setting: Setting<'_>) -> String {
        let (short_zh, short_en) = self.sentences(setting);
        let (more_zh, more_en) = self.more();
        let (why_zh, why_en) = self.why_sent();
        let community = setting.community;
        let zh = format!("【{community}】{short_zh}\n{}\n\n{more_zh}{why_zh}\n", self.link);
        let en = format!("[{community}] {short_en}\n{}\n\n{more_en}{why_en}\n", self.link);
        match setting.language {
            Language::Zh => zh,
            Language::En => en,
            Language::Both => format!("{zh}\n----\n\n{en}"),
        }
    }

    /// What a text message has no room for.
    fn more(&self) -> (String, String) {
        match &self.what {
            What::Called { zh, en, .. } => (format!("{zh}\n"), format!("{en}\n")),
            What::ClosesSoon { .. } => (format!("{}\n\n", self.title), format!("{}\n\n", self.title)),
            What::Extended { reason, .. } | What::Cancelled { reason } => (
                format!("{}\n原因：{reason}\n\n", self.title),
                format!("{}\nReason: {reason}\n\n", self.title),
            ),
            What::Counted { matters, .. } | What::Announced { matters } => listed(&self.title, matters),
        }
    }

    /// Why it came, and how to get no more of it, if that can be had.
    const fn why_sent(&self) -> (&'static str, &'static str) {
        match self.kind().topic() {
            Some(_) => (
                "您可以使用邮件的退订功能，或登录后在消息设置中停止接收此类消息。",
                "You can stop messages of this sort by the mail's unsubscribe link or, signed in, in your message \
                 settings.",
            ),
            None => (
                "这是依法必须送达全体业主的通知，即使您退订了其他消息也会发送。",
                "The law asks that this be sent to every owner; it comes even if you unsubscribed from other messages.",
            ),
        }
    }
}

/// Each matter with its verdict, which the result itself explains.
fn listed(title: &str, matters: &[(String, Option<bool>)]) -> (String, String) {
    let (mut zh, mut en) = (format!("{title}\n"), format!("{title}\n"));
    for (matter, passed) in matters {
        let (told_zh, told_en) = match passed {
            Some(true) => ("通过", "passed"),
            Some(false) => ("未通过", "did not pass"),
            None => ("无法确定", "cannot be told"),
        };
        // Writing to a text cannot fail.
        let _written = writeln!(zh, "- {matter}：{told_zh}");
        let _written = writeln!(en, "- {matter}: {told_en}");
    }
    (zh + "\n", en + "\n")
}

/// A text on one line: a title must not begin another line of a header.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// One of each, for tests of how long messages are.
#[cfg(test)]
pub(super) fn samples() -> Vec<News> {
    let at: Instant = "2026-05-04T08:10:00Z".parse().unwrap();
    let matters = vec![("选聘物业服务人".to_owned(), Some(true))];
    let what = [
        What::Called { opens_at: at, closes_at: at, zh: "全文\n".to_owned(), en: "All of it\n".to_owned() },
        What::ClosesSoon { closes_at: at },
        What::Extended { closes_at: at, reason: "人数不足".to_owned() },
        What::Cancelled { reason: "停水".to_owned() },
        What::Counted { object_until: at, matters: matters.clone() },
        What::Announced { matters },
    ];
    let news = |what| News {
        meeting: Uuid::nil(),
        title: "二〇二六年度业主大会会议及业主委员会换届选举".to_owned(),
        link: format!("https://{}/m/{}", "v".repeat(40), Uuid::nil().simple()),
        deadline_at: None,
        what,
    };
    what.into_iter().map(news).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instants::Zone;

    fn letters(language: Language) -> Vec<(News, String, String)> {
        let zone = Zone::new("Asia/Shanghai").unwrap();
        let now = "2026-05-04T08:00:00Z".parse().unwrap();
        let setting = Setting { community: "梧桐苑", zone: &zone, now, language };
        samples().into_iter().map(|own| (own.clone(), own.subject(setting), own.letter(setting))).collect()
    }

    #[test]
    fn mail_is_in_the_language_its_owner_chose() {
        for (_, subject, text) in letters(Language::Zh) {
            assert!(!text.contains("You ") && !text.contains("The "), "{subject}: {text}");
        }
        for (_, subject, text) in letters(Language::En) {
            assert!(!text.contains("您"), "{subject}: {text}");
            assert!(text.contains("Notice") || text.starts_with("[梧桐苑] "), "{text}");
        }
    }

    #[test]
    fn what_the_law_asks_for_says_so_and_everything_else_says_how_to_stop_it() {
        for (news, _, text) in letters(Language::Both) {
            let statutory = news.kind().topic().is_none();
            assert_eq!(text.contains("依法必须送达"), statutory, "{text}");
            assert_eq!(text.contains("even if you unsubscribed"), statutory, "{text}");
            assert_eq!(text.contains("退订功能"), !statutory, "{text}");
        }
    }

    #[test]
    fn a_title_cannot_begin_another_line_of_a_header() {
        let zone = Zone::new("Asia/Shanghai").unwrap();
        let now = "2026-05-04T08:00:00Z".parse().unwrap();
        let setting = Setting { community: "a", zone: &zone, now, language: Language::Both };
        for own in samples() {
            let own = News { title: "x\r\nBcc: everybody@example.org".to_owned(), ..own };
            assert!(!own.subject(setting).contains(['\r', '\n']));
        }
    }
}
