//! Checks a bundle: one meeting's record, held against itself, the rules and the law.
//!
//! [`BundleReader`] takes the lines; [`BundleReader::verify`] hands out the [`Report`]. What cannot
//! be read is refused; everything else that is wrong is a finding, and the checks go on.

mod acting;
mod agenda;
mod ballots;
mod certificate;
mod competence;
mod completeness;
mod contents;
mod derivation;
mod effective;
mod enrolments;
mod forwardings;
mod framing;
mod holidays;
mod life;
mod log;
mod lots;
mod mandates;
mod notice;
mod notices;
mod objections;
mod paper;
mod reader;
mod reading;
mod replacements;
mod representation;
mod result;
mod roll;
mod rules;
mod services;
mod trial;
mod turns;
mod verdicts;
mod witnesses;

pub use framing::Unreadable;
pub(super) use framing::name;
pub use reader::BundleReader;

use self::contents::Contents;
use self::life::Life;
use crate::evidence::certificate::Certificate;
use crate::evidence::entries::Fact;
use crate::evidence::rendered;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::record::cosigned::Cosigned;
use crate::verify::record::keys;
use crate::verify::report::{Code, Ledger, Reach, Report, told};

impl BundleReader {
    /// Checks everything that was read; `trust` are the keys the reader knows, if any.
    pub fn verify(self, trust: Option<&ServiceKeysDocument>) -> Result<Report, Unreadable> {
        let mut reading = self.finish()?;
        let (head, until) = (reading.range.head(), reading.range.until());
        let (trial, contents, ledger) = reading.hear();
        let pinning = keys::check(&contents.header.signers(), trust, ledger);
        let last = log::check(contents, head, ledger).map(|note| Cosigned { head, at: until, note });
        replacements::check(contents, ledger);
        witnesses::check(contents, trial, (last.as_ref(), until), ledger);
        let certificate = trial.certificate(contents, ledger);
        ballots_number(contents, &trial.life, certificate.as_ref(), ledger);
        let result = certificate.as_ref().and_then(|certificate| {
            let definition = &trial.agenda()?.definition;
            rendered::result(definition, certificate, contents.certificate.as_ref()?).ok()
        });
        let matters = certificate.map_or_else(Vec::new, |certificate| trial.verdicts(&certificate, ledger));
        let opening = trial.life.opening.as_ref().map_or(u64::MAX, |step| step.index);
        let shares = trial.effective().map_or_else(Vec::new, |effective| effective.shares(opening));
        let co_owned = trial.effective().map(|effective| effective.co_owned);
        let channels = trial.effective().map(|effective| effective.channels);
        let assistances = trial.assistances();
        let assisted = channels.map(|own| own.assisted);
        let (title, state) = (trial.agenda().map(|agenda| agenda.definition.title.clone()), trial.life.state);
        let warnings = trial.agenda().map_or_else(Vec::new, |agenda| competence::warnings(contents, agenda));
        let header = reading.contents.header;
        Ok(Report {
            bundle: header.kind,
            community: header.community,
            meeting: header.meeting,
            title,
            state,
            reach: Reach { entries: head.size(), until },
            pinning,
            keys: header.keys,
            matters,
            result,
            warnings,
            ballots_by_enrolment: shares,
            co_owned,
            channels,
            assistances,
            assisted,
            claims: reading.ledger.into_claims(),
        })
    }
}

/// The numbers of recorded ballots are those that close and certificate say.
///
/// The close counts the ballots before it. Until the count, second inboxes can hand in others that they
/// took in time; the certificate counts all of them.
fn ballots_number(contents: &Contents, life: &Life, certificate: Option<&Certificate>, ledger: &mut Ledger) {
    let Some(close) = &life.close else { return };
    let Fact::MeetingClosed { ballots, .. } = close.fact else { return };
    ledger.checked(Code::BallotsNumber);
    let before = contents.ballots.iter().filter(|recorded| recorded.index < close.index).count() as u64;
    if before != ballots {
        let sentence = told!(
            "{before} ballots are recorded before the close, which counts {ballots}.",
            "截止之前记录有 {before} 张选票，而截止记录载 {ballots} 张。"
        );
        ledger.finding(Code::BallotsNumber, sentence);
    }
    let recorded = contents.ballots.len() as u64;
    if let Some(certified) = certificate.map(|own| own.ballots_received).filter(|own| *own != recorded) {
        let sentence = told!(
            "{recorded} ballots are recorded, {certified} are certified.",
            "记录有 {recorded} 张选票，证书载 {certified} 张。"
        );
        ledger.finding(Code::BallotsNumber, sentence);
    }
}
