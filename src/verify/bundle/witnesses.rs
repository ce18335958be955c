//! What the witnesses that the definition names say: that they saw roll, close and certificate in time.
//!
//! Without them whoever runs the machine could keep two records, or write one afterwards under dates
//! that look right. A witness cosigns only trees that grow out of the last one it saw.

use super::contents::Contents;
use super::life::Life;
use super::trial::Trial;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingState;
use crate::evidence::witnesses::WitnessPolicy;
use crate::verify::record::cosigned::{Cosigned, Sighting, sightings, whole};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Within how many seconds witnesses must have seen the close.
///
/// What they have not seen yet can still be written: whoever runs the machine could add ballots under
/// a time before the close. Ten minutes leave honest witnesses several attempts.
const CLOSING_WITHIN_SECONDS: i64 = 600;

/// What is known of the witnesses of a meeting.
enum Known<'a> {
    Named(&'a WitnessPolicy),
    /// The definition names none.
    None,
    /// The definition could not be read, or its policy cannot stand.
    Unsound,
}

/// What witnesses must have seen.
struct Event {
    code: Code,
    en: &'static str,
    zh: &'static str,
    /// The entry that says it.
    index: u64,
    /// Until when they must have seen it, if there is a limit.
    until: Option<Instant>,
    due: Due,
}

/// Whether the meeting has gone on so far that a missing witness will not come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Due {
    Yes,
    NotYet,
}

impl Due {
    const fn when(passed: bool) -> Self {
        if passed { Self::Yes } else { Self::NotYet }
    }
}

/// Checks every claim about witnesses, as far as the meeting went; `last` is the head of the whole tree,
/// and `until` the time of its last entry.
pub(super) fn check(
    contents: &Contents,
    trial: &Trial,
    (last, until): (Option<&Cosigned>, Option<Instant>),
    ledger: &mut Ledger,
) {
    let known = match trial.agenda().map(|agenda| agenda.definition.witnesses.as_ref()) {
        Some(None) => Known::None,
        Some(Some(policy)) if policy.check().is_ok() => Known::Named(policy),
        Some(Some(_)) | None => Known::Unsound,
    };
    let events = events(&trial.life, until);
    match known {
        Known::None => {
            let reason = told!("the definition names no witnesses", "会议定义未指定见证人");
            unchecked(&events, &reason, ledger);
        }
        Known::Unsound => {
            let reason = told!("the definition or its policy does not stand", "会议定义或其见证规则无效");
            unchecked(&events, &reason, ledger);
        }
        Known::Named(policy) => {
            let sightings = sightings(contents.cosigned.iter().chain(last), policy, ledger);
            for event in &events {
                event.judge(policy, &sightings, ledger);
            }
            whole(policy, last.and(sightings.last()), ledger);
        }
    }
}

/// What there was to see so far.
fn events(life: &Life, until: Option<Instant>) -> Vec<Event> {
    let mut events = Vec::new();
    if let Some(opening) = &life.opening {
        let (en, zh) = ("the final roll", "最终名册");
        let until = life.close.as_ref().map(|close| close.at);
        let due = Due::when(until.is_some());
        events.push(Event { code: Code::RollWitnessed, en, zh, index: opening.index, until, due });
    }
    if let Some(close) = &life.close {
        let (en, zh) = ("the close", "投票截止");
        let limit = close.at.plus_seconds(CLOSING_WITHIN_SECONDS);
        let due = Due::when(life.counted.is_some() || until.is_some_and(|until| until > limit));
        let (code, index) = (Code::ClosingWitnessed, close.index);
        events.push(Event { code, en, zh, index, until: Some(limit), due });
    }
    if let Some(counted) = &life.counted {
        let (en, zh) = ("the certificate", "证书");
        let due = Due::when(life.announced.is_some() || life.state == MeetingState::Annulled);
        events.push(Event {
            code: Code::CertificateWitnessed,
            en,
            zh,
            index: counted.index,
            until: None,
            due,
        });
    }
    events
}

fn unchecked(events: &[Event], reason: &Sentence, ledger: &mut Ledger) {
    let Sentence { en: why, zh: why_zh } = reason;
    for Event { code, en, zh, .. } in events {
        let sentence =
            told!("Could not check that witnesses saw {en}: {why}.", "无法核实见证人见过{zh}：{why_zh}。");
        ledger.open(*code, sentence);
    }
    let sentence = told!(
        "Could not check that nobody was shown another record: {why}.",
        "无法核实他人所见记录与此相同：{why_zh}。"
    );
    ledger.open(Code::RecordWitnessed, sentence);
}

impl Event {
    /// Whether enough witnesses saw it in time.
    fn judge(&self, policy: &WitnessPolicy, sightings: &[Sighting], ledger: &mut Ledger) {
        let Self { code, en, zh, index, until, due } = self;
        let holds = || sightings.iter().filter(|sighting| sighting.size > *index);
        let first = holds().filter_map(|sighting| sighting.satisfied).min();
        if let Some(first) = first {
            ledger.checked(*code);
            if let Some(until) = until.filter(|until| first > *until) {
                let sentence = told!(
                    "Witnesses had seen {en} (entry {index}) only at {first}, later than {until}.",
                    "见证人直到 {first} 才见过{zh}（记录 {index}），晚于 {until}。"
                );
                ledger.finding(*code, sentence);
            }
            return;
        }
        let (required, named) = (policy.required, policy.witnesses.len());
        let most = holds().map(|sighting| sighting.cosigners).max().unwrap_or(0);
        match due {
            Due::Yes => {
                let sentence = told!(
                    "No tree head that holds {en} (entry {index}) is cosigned by {required} of the {named} \
                     named witnesses; at most {most} did.",
                    "没有任何含{zh}（记录 {index}）的树头由 {named} 名指定见证人中的 {required} 名共同签名；至多 {most} 名。"
                );
                ledger.finding(*code, sentence);
            }
            Due::NotYet => {
                let sentence = told!(
                    "Could not check that witnesses saw {en}: {most} of the {required} required ones did so \
                     far.",
                    "无法核实见证人见过{zh}：所需 {required} 名中目前有 {most} 名。"
                );
                ledger.open(*code, sentence);
            }
        }
    }
}
