//! Forwarded ballots: what the second inboxes signed when they took them.

use rayon::prelude::*;

use super::agenda::Agenda;
use super::contents::{Contents, Recorded};
use crate::domain::ballots::Address;
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::Digest;
use crate::evidence::statements::Forwarding;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Checks every forwarding that an entry names, if there is any.
pub(super) fn check(contents: &Contents, agenda: Option<&Agenda>, address: &Address, ledger: &mut Ledger) {
    let count = contents.forwardings.len();
    if count == 0 {
        return;
    }
    if contents.header.kind == BundleKind::Public {
        let sentence = told!(
            "Could not check when inboxes took the {count} forwarded ballots: the bundle is public.",
            "无法核实各收件处何时收到所转交的 {count} 张选票：本文件为公开文件。"
        );
        ledger.open(Code::BallotsForwarded, sentence);
        return;
    }
    let Some(agenda) = agenda else {
        let sentence = told!(
            "Could not check who forwarded ballots: the definition does not stand.",
            "无法核实选票由谁转交：会议定义无效。"
        );
        ledger.open(Code::BallotsForwarded, sentence);
        return;
    };
    ledger.checked(Code::BallotsForwarded);
    let forwarded = contents.ballots.iter();
    let forwarded = forwarded.filter_map(|own| Some((own, contents.forwardings.get(&own.index)?)));
    let forwarded: Vec<_> = forwarded.collect();
    let sound = |(recorded, digest): &(&Recorded, &Digest)| {
        // A document that is missing is noted where documents are checked.
        contents.text(digest).map_or(Ok(()), |text| sound(recorded, text, agenda, address))
    };
    for outcome in forwarded.par_iter().map(sound).collect::<Vec<_>>() {
        ledger.settle(Code::BallotsForwarded, outcome);
    }
}

/// A named inbox signed that it took this ballot at the time of its entry.
fn sound(recorded: &Recorded, text: &str, agenda: &Agenda, address: &Address) -> Result<(), Sentence> {
    let Recorded { index, received_at, statement, .. } = *recorded;
    let (forwarding, inbox) = Forwarding::of(text, &agenda.definition.inboxes, (address, statement))
        .map_err(|reason| {
            told!(
                "The forwarding of entry {index} does not stand: {reason}.",
                "记录 {index} 的转交凭证无效：{reason}。"
            )
        })?;
    if forwarding.received_at == received_at {
        return Ok(());
    }
    let (name, taken) = (&inbox.name, forwarding.received_at);
    Err(told!(
        "The ballot of entry {index} was taken by {name} at {taken}, not at {received_at}.",
        "记录 {index} 的选票由 {name} 于 {taken} 收到，而非 {received_at}。"
    ))
}
