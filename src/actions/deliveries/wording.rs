//! The latest notice in words: all of it by mail, its beginning by message.

use std::fmt::Write as _;

use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::messages::{self, News, What};
use crate::actions::notices::{self, NoticeView};
use crate::actions::turn::Turn;
use crate::domain::instants::{Instant, Zone};
use crate::evidence::notices::{NoticeDocument, Words};

/// What stands before each part.
struct Labels {
    called_by: &'static str,
    proposed_by: &'static str,
    voting: &'static str,
    place: &'static str,
    contact: &'static str,
    silence: &'static str,
    how: &'static str,
    objecting: &'static str,
    attachment: &'static str,
    digest: &'static str,
}

const ZH: Labels = Labels {
    called_by: "召集人",
    proposed_by: "提议者",
    voting: "表决时间",
    place: "地点",
    contact: "联系方式",
    silence: "未表决的后果",
    how: "表决方式",
    objecting: "异议",
    attachment: "附件",
    digest: "通知摘要（SHA-256）",
};

const EN: Labels = Labels {
    called_by: "Called by",
    proposed_by: "Proposed by",
    voting: "Voting",
    place: "Place",
    contact: "Contact",
    silence: "What silence means",
    how: "How to vote",
    objecting: "Objections",
    attachment: "Attachment",
    digest: "SHA-256 of the notice",
};

/// What the notice says by mail and by message.
pub(super) async fn news(turn: &Turn, convened: &Convened) -> Result<News, ActionError> {
    let definition = &convened.definition;
    let zone = Zone::new(&definition.time_zone)?;
    let (opens_at, closes_at) = (convened.schedule.opens_at(), convened.schedule.closes_at());
    let needed = i64::from(convened.rules()?.notice(definition.kind).full_days);
    // The next of: the last moment that leaves the notice its days, the opening, the close.
    let moments = [zone.last_day_before(opens_at, needed), opens_at, closes_at];
    let deadline_at = moments.into_iter().find(|moment| *moment > turn.at());
    let view = notices::read(turn.transaction(), turn.community_id(), convened.id(), None).await?;
    let of = |pick: fn(&Words) -> &str, label: &Labels| whole(&view, label, &zone, pick);
    let (zh, en) = (of(|own| &own.zh, &ZH), of(|own| &own.en, &EN));
    Ok(News {
        meeting: convened.id().uuid(),
        title: definition.title.clone(),
        link: messages::link(turn.service(), convened.id().uuid()),
        deadline_at,
        what: What::Called { opens_at, closes_at, zh, en },
    })
}

/// The whole notice in one language.
fn whole(view: &NoticeView, label: &Labels, zone: &Zone, pick: fn(&Words) -> &str) -> String {
    let notice = &view.notice;
    let at = |at: Instant| at.civil_in(zone).strftime("%Y-%m-%d %H:%M").to_string();
    let mut text = format!("{}\n{}: {}\n", notice.title, label.called_by, notice.called_by);
    let (from, until) = (at(notice.opens_at), at(notice.closes_at));
    line(&mut text, label.voting, &format!("{from} – {until} ({})", notice.time_zone));
    let particulars = &notice.particulars;
    for (label, own) in [(label.place, &particulars.place), (label.contact, &particulars.contact)] {
        if let Some(own) = own {
            line(&mut text, label, own);
        }
    }
    matters(&mut text, notice, label, pick);
    line(&mut text, label.silence, pick(&notice.silence));
    let voting = &notice.voting;
    for own in [&voting.online, &voting.paper, &voting.proxy].into_iter().flatten() {
        line(&mut text, label.how, pick(own));
    }
    let objecting = &notice.objecting;
    for own in [&objecting.roll, &objecting.competence, &objecting.result] {
        line(&mut text, label.objecting, pick(own));
    }
    for own in &particulars.attachments {
        line(&mut text, label.attachment, &own.title);
    }
    line(&mut text, label.digest, &view.sha256.to_string());
    text
}

fn matters(text: &mut String, notice: &NoticeDocument, label: &Labels, pick: fn(&Words) -> &str) {
    for (number, matter) in (1..).zip(&notice.matters) {
        // Writing to a text cannot fail.
        let _written = writeln!(text, "\n{number}. {}\n{}", matter.title, matter.text);
        if let Some(body) = &matter.proposed_by {
            line(text, label.proposed_by, body);
        }
        for rule in &matter.rule {
            let _written = writeln!(text, "- {} ({})", pick(&rule.words), rule.article);
        }
    }
    text.push('\n');
}

fn line(text: &mut String, label: &str, words: &str) {
    let _written = writeln!(text, "{label}: {words}");
}
