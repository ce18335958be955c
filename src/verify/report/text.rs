//! The report in words, for people.

use std::fmt;

use super::{Claim, CompetenceWarning, MatterReport, ObjectionOutcome, Outcome, Pinning, Report};
use crate::evidence::bundle::BundleKind;
use crate::evidence::certificate::{ChannelsForm, CoOwnedForm};
use crate::evidence::trust::ServiceKeysDocument;
use crate::evidence::verdict::VerdictForm;

impl fmt::Display for Report {
    /// The keys first, then the verdicts, then every claim.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.headline())?;
        writeln!(f, "\n{}", self.subject())?;
        for matter in &self.matters {
            write_matter(f, matter)?;
        }
        for warning in &self.warnings {
            write_warning(f, warning)?;
        }
        for share in &self.ballots_by_enrolment {
            let (before, after) = (share.before_opening, share.after_opening);
            let method = share.method;
            writeln!(
                f,
                "\nKeys enrolled by {method}: {before} ballots with keys from before the opening, \
                 {after} after it."
            )?;
        }
        if let Some(CoOwnedForm { provisional, confirmed, set_aside }) = self.co_owned {
            writeln!(
                f,
                "\nCo-owned electors: {provisional} represented provisionally, {confirmed} by decision; the \
                 ballots of {set_aside} set aside."
            )?;
        }
        if let Some(own) = self.channels {
            let ChannelsForm { online, paper, proxy, delegate, assisted, conflicts, not_authentic } = own;
            writeln!(
                f,
                "\nVotes that count: {online} online, {paper} on paper; of these {proxy} by proxies, {delegate} by \
                 delegates, {assisted} with assistance. Electors who used several voices or media: {conflicts}. \
                 Papers that were not authentic: {not_authentic}."
            )?;
        }
        for own in &self.assistances {
            let (key, role, recorded, voted) = (&own.key, own.role, own.recorded, own.voted);
            writeln!(
                f,
                "\nHelped by the {role} with the key {key}: {recorded} recorded, {voted} ballots cast."
            )?;
        }
        write_claims(f, &self.claims)
    }
}

impl Report {
    /// Valid or not, and under which keys; what an owner must know before anything else.
    #[must_use]
    pub fn headline(&self) -> String {
        headline(&self.claims, self.pinning, &self.keys)
    }

    fn subject(&self) -> String {
        let kind = match self.bundle {
            BundleKind::Public => "public",
            BundleKind::Audit => "audit",
        };
        let title = self.title.as_deref().unwrap_or("(no definition)");
        let until = self.reach.until.map_or_else(String::new, |until| format!(", until {until}"));
        format!(
            "{title}\nMeeting {} of community {}: {}. {} bundle of {}, {} entries{until}.",
            self.meeting, self.community, self.state, kind, self.keys.origin, self.reach.entries,
        )
    }
}

/// Valid or not, and under which keys.
pub(super) fn headline(claims: &[Claim], pinning: Pinning, keys: &ServiceKeysDocument) -> String {
    let count = |outcome| claims.iter().filter(|claim| claim.outcome == outcome).count();
    let findings = count(Outcome::Finding);
    let open = count(Outcome::CouldNotCheck);
    let verdict = match findings {
        0 => "valid".to_owned(),
        1 => "NOT valid, 1 finding".to_owned(),
        _ => format!("NOT valid, {findings} findings"),
    };
    let left = if open == 0 { String::new() } else { format!("; {open} claims could not be checked") };
    match pinning {
        Pinning::Pinned => format!("{verdict} under the pinned keys{left}"),
        Pinning::NotPinned => {
            let (checkpoints, statements) = (&keys.checkpoint_key, &keys.statements_key.kid);
            format!(
                "{verdict} under keys that were not pinned: checkpoints {checkpoints}, statements \
                 {statements}{left}"
            )
        }
    }
}

/// Every claim, under what it is about.
pub(super) fn write_claims(f: &mut fmt::Formatter<'_>, claims: &[Claim]) -> fmt::Result {
    let mut group = None;
    for claim in claims {
        if group.replace(claim.code.group()) != Some(claim.code.group()) {
            writeln!(f, "\n{}", claim.code.group().title())?;
        }
        write_claim(f, claim)?;
    }
    Ok(())
}

fn write_matter(f: &mut fmt::Formatter<'_>, matter: &MatterReport) -> fmt::Result {
    let MatterReport { matter: id, title, verdict } = matter;
    writeln!(f, "\n{id} {title}: {}.", outcome(verdict))?;
    for inequality in &verdict.inequalities {
        let reading = if inequality.verified { "" } else { " [article not verified]" };
        writeln!(f, "  {}{reading}", inequality.sentence)?;
    }
    for needed in &verdict.needed {
        writeln!(f, "  {}", needed.sentence)?;
    }
    let lists =
        [("Elected", &verdict.elected), ("Alternates", &verdict.alternates), ("Run-off", &verdict.runoff)];
    for (name, list) in lists {
        if let Some(list) = list.as_ref().filter(|list| !list.is_empty()) {
            writeln!(f, "  {name}: {}", list.join(", "))?;
        }
    }
    if let Some(lot) = &verdict.lot {
        let (seed, order) = (lot.seed.map(|seed| seed.to_string()), lot.candidates.join(", "));
        writeln!(f, "  Drawn by lot: {order}, from {}", seed.as_deref().unwrap_or("nothing"))?;
    }
    for own in &verdict.switches {
        writeln!(f, "  It mattered that {} = {}.", own.switch, own.value)?;
    }
    for own in &verdict.risks {
        writeln!(f, "  Contested, {} = {}: {} {}", own.switch, own.value, own.risk_zh, own.risk)?;
    }
    for paragraph in [&verdict.paragraph_zh, &verdict.paragraph].into_iter().flatten() {
        writeln!(f, "  {paragraph}")?;
    }
    Ok(())
}

fn write_warning(f: &mut fmt::Formatter<'_>, warning: &CompetenceWarning) -> fmt::Result {
    let CompetenceWarning { title, kind, competence, reason, objections } = warning;
    let id = &competence.matter;
    writeln!(f, "\nWhether {id} {title} ({kind}) is the assembly's to decide:")?;
    for text in [&competence.warning, &competence.warning_zh].into_iter().flatten() {
        writeln!(f, "  {text}")?;
    }
    if let Some(article) = &competence.article {
        let reading = if competence.verified { "" } else { " [article not verified]" };
        writeln!(f, "  Article: {article}{reading}")?;
    }
    if let Some(reason) = reason {
        writeln!(f, "  The convener's reason: {reason}")?;
    }
    for objection in objections {
        let outcome = match objection {
            ObjectionOutcome::Open => "has no answer",
            ObjectionOutcome::Withdrawn => "was withdrawn",
            ObjectionOutcome::Upheld => "was upheld",
            ObjectionOutcome::Dismissed => "was dismissed",
        };
        writeln!(f, "  An objection to it {outcome}.")?;
    }
    Ok(())
}

const fn outcome(verdict: &VerdictForm) -> &'static str {
    match (verdict.passed, verdict.candidates.is_some()) {
        (Some(true), false) => "passed",
        (Some(false), false) => "not passed",
        (Some(true), true) => "enough candidates are elected",
        (Some(false), true) => "not enough candidates are elected",
        (None, _) => "undetermined, because data is missing",
    }
}

fn write_claim(f: &mut fmt::Formatter<'_>, claim: &Claim) -> fmt::Result {
    let mark = match claim.outcome {
        Outcome::Checked => "checked ",
        Outcome::Finding => "FINDING ",
        Outcome::CouldNotCheck => "open    ",
    };
    writeln!(f, "  {mark}{} ({})", claim.sentence, claim.code)
}
