//! Packs and overlays hold nothing that the table of sources in `docs/rules.md` does not.

use std::fmt::Write as _;

use quorate::domain::rules::{
    Class, Combine, Cut, MatterKind, Measures, Overlay, Pack, PackParts, Requirement, Sizes, Source, Term,
};
use quorate::evidence::rules::overlays::overlays;
use quorate::evidence::rules::packs;

const RULES: &str = include_str!("../../docs/rules.md");

/// `pack | subject | value | article | yes or no`, from the table of a section.
fn documented(section: &str) -> Vec<String> {
    let section = RULES.split(&format!("\n## {section}\n")).nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').replace('`', "").trim().to_owned()).collect()
}

fn row(pack: &str, subject: &str, value: &str, source: &Source) -> String {
    let verified = if source.is_verified() { "yes" } else { "no" };
    format!("{pack} | {subject} | {value} | {} | {verified}", source.article())
}

fn asked(pack: &str, subject: &str, pack_measures: Measures, own: &Requirement) -> String {
    let mut value = own.to_string();
    if own.measures != pack_measures || own.combine == Combine::Any {
        write!(value, ", {} of {}", own.combine.as_str(), own.measures).unwrap();
    }
    if let Some(call) = own.call {
        write!(value, ", {call} call").unwrap();
    }
    row(pack, subject, &value, own.threshold.source())
}

fn published() -> Vec<String> {
    let (packs, overlays) = (packs().unwrap(), overlays().unwrap());
    let settled = overlays.iter().flat_map(|published| settled(&published.overlay));
    packs.iter().flat_map(|published| rows(&published.pack)).chain(settled).collect()
}

fn settled(overlay: &Overlay) -> Vec<String> {
    let id = overlay.id().as_str();
    let rows = overlay.parts().settles.iter().flat_map(|own| match &own.term {
        Term::Committee(sizes) => {
            let usual = Sizes { small: None, ..sizes.clone() }.to_string();
            [row(id, own.term.name(), &usual, &own.source)].into_iter().chain(small(id, sizes)).collect()
        }
        other @ (Term::Notice(_)
        | Term::ExtraordinaryNotice(_)
        | Term::NoticeContent(_)
        | Term::Service { .. }
        | Term::VotingPeriod { .. }
        | Term::OnlineChannel(_)
        | Term::Holders(_)
        | Term::Discretion(_)
        | Term::Switch(_)
        | Term::Limit(..)
        | Term::Procedure(_)) => vec![row(id, other.name(), &other.to_string(), &own.source)],
    });
    rows.collect()
}

/// The exception for small estates, which has a source of its own.
fn small(name: &str, sizes: &Sizes) -> Option<String> {
    sizes.small.as_ref().map(|small| row(name, "committee small", &small.to_string(), &small.source))
}

/// Every value of a pack that has an article, in the order of the format.
pub(crate) fn rows(pack: &Pack) -> Vec<String> {
    let (name, parts) = (pack.id().as_str(), pack.parts());
    let requirement = |subject: &str, own: &Requirement| asked(name, subject, parts.measures, own);
    let mut rows: Vec<String> = parts.quorum.iter().map(|own| requirement("participation", own)).collect();
    if let Some(second) = &parts.second_call {
        let when: Vec<_> = second.when.iter().map(|when| when.as_str()).collect();
        rows.push(row(name, "second_call", &when.join(", "), &second.source));
        if second.quorum.is_empty() {
            rows.push(row(name, "second_call participation", "none", &second.source));
        }
        rows.extend(second.quorum.iter().map(|own| requirement("second_call participation", own)));
    }
    if let Some(cap) = &parts.cap {
        let cut = match cap.cut() {
            Cut::FractionOfAll(fraction) => format!("{fraction} of all"),
            Cut::SumOfOthers => "sum of others".to_owned(),
            Cut::ReducedBy { by, from } => format!("reduced by {by} from {from} of all"),
        };
        rows.push(row(name, "cap", &format!("{cut}, {}", cap.measures()), cap.source()));
    }
    rows.push(row(name, "notice", &format!("{} full days", parts.notice.full_days), &parts.notice.source));
    if let Some(content) = &parts.notice_content {
        rows.push(row(name, "notice_content", &content.to_string(), &content.source));
    }
    if let Some(service) = &parts.service {
        rows.push(row(name, "service", &service.to_string(), &service.source));
    }
    if let Some(period) = &parts.voting_period {
        let days = format!("{} to {} days", period.days_min, period.days_max);
        rows.push(row(name, "voting period", &days, &period.source));
    }
    if let Some(sizes) = &parts.sizes {
        rows.push(row(name, "committee", &Sizes { small: None, ..sizes.clone() }.to_string(), &sizes.source));
        rows.extend(small(name, sizes));
    }
    if let Some(rounding) = &parts.rounding {
        let decimals = format!("{} decimals of a percentage", rounding.percent_decimals);
        rows.push(row(name, "rounding", &decimals, &rounding.source));
    }
    rows.extend(periods(name, parts));
    if let Some(proxies) = &parts.proxies {
        rows.push(row(name, "proxies", &proxies.to_string(), &proxies.source));
    }
    for matter in &parts.matters {
        let class = parts.class(&matter.class).unwrap();
        for own in &class.requires {
            // What a class asks is no surer for a matter than that the matter belongs to it.
            let source = own.threshold.source().clone().no_surer_than(&matter.source);
            let own = Requirement { threshold: own.threshold.clone().with_source(source), ..own.clone() };
            rows.push(requirement(matter.kind.as_str(), &own));
        }
    }
    for class in &parts.classes {
        rows.extend(further(name, parts.measures, class));
    }
    let procedure = parts.procedure.iter();
    rows.extend(procedure.map(|own| row(name, own.what.name(), &own.what.value().to_string(), &own.source)));
    rows
}

/// How days are counted, and what is due after the result.
fn periods(name: &str, parts: &PackParts) -> Vec<String> {
    let mut rows = Vec::new();
    if let Some(counting) = &parts.day_counting {
        rows.push(row(name, "day_counting", "a last day gives way over rest days", &counting.source));
        let weekly = &counting.weekly_rest;
        rows.push(row(name, "weekly_rest", &weekly.to_string(), weekly.source()));
    }
    if let Some(suit) = &parts.revocation_suit {
        rows.push(row(name, "revocation_suit", &format!("{} years", suit.years), &suit.source));
    }
    rows
}

/// What may follow from a class's result.
fn further(name: &str, measures: Measures, class: &Class) -> Vec<String> {
    let mut rows = Vec::new();
    let subject = |what: &str| format!("{} {what}", class.name);
    if let Some(vote) = &class.second_vote {
        rows.push(row(name, &subject("second_vote"), &format!("by {}", vote.class), &vote.source));
        let conditions = vote.conditions.iter();
        rows.extend(conditions.map(|own| asked(name, &subject("second_vote_if"), measures, own)));
    }
    if let Some(silence) = &class.silence {
        rows.push(row(name, &subject("silence"), &format!("{} days", silence.days), &silence.source));
    }
    if let Some(objection) = &class.objection {
        let what = format!("objection in {} days", objection.days);
        rows.push(asked(name, &subject(&what), measures, &objection.requirement));
    }
    for consequence in &class.consequences {
        let what = subject(&format!("consequence {}", consequence.id));
        rows.extend(consequence.requires.iter().map(|own| asked(name, &what, measures, own)));
    }
    rows
}

#[test]
fn packs_overlays_and_table_of_sources_agree_row_by_row() {
    assert_eq!(published(), documented("Sources"));
}

/// Every kind that is a pack's own, with what makes it the assembly's, doubtful or refused.
fn competences(pack: &Pack) -> Vec<String> {
    let (name, parts) = (pack.id().as_str(), pack.parts());
    let competence = |kind: &MatterKind, word: &str, source: &Source| row(name, kind.as_str(), word, source);
    let listed = parts.matters.iter().map(|own| competence(&own.kind, "listed", &own.source));
    let doubtful = parts.doubtful.iter().map(|own| competence(&own.kind, "doubtful", &own.source));
    let refused = parts.refused.iter().map(|own| competence(&own.kind, "refused", &own.source));
    listed.chain(doubtful).chain(refused).collect()
}

#[test]
fn packs_and_table_of_competence_agree_row_by_row() {
    let published: Vec<_> = packs().unwrap().iter().flat_map(|own| competences(&own.pack)).collect();
    assert_eq!(published, documented("Competence"));
}

#[test]
fn every_switch_with_its_default_is_in_the_table_of_switches() {
    use quorate::domain::rules::Switches;
    let section = RULES.split("## Switches").nth(1).unwrap().split("\n## ").next().unwrap();
    let cell = |row: &str, number: usize| row.split(" | ").nth(number).unwrap().replace(['`', '|', ' '], "");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let documented: Vec<_> = rows.map(|row| (cell(row, 0), cell(row, 2))).collect();
    let entries = Switches::default().entries();
    let entries: Vec<_> =
        entries.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(documented, entries);
}

#[test]
fn every_parameter_of_the_procedure_is_in_the_table_with_its_bound_and_national_value() {
    use quorate::domain::rules::{Bound, Procedure};
    let procedure = Procedure::default();
    let rows = procedure.entries().into_iter().map(|(own, _)| {
        let bound = match Procedure::bound(own.name()).unwrap() {
            Bound::Most => "most",
            Bound::Least => "least",
            Bound::Fixed => "the same",
        };
        format!("{} | {} | {bound}", own.name(), own.value())
    });
    let documented = documented("Procedure").into_iter();
    let documented = documented.map(|row| row.splitn(4, " | ").take(3).collect::<Vec<_>>().join(" | "));
    assert_eq!(documented.collect::<Vec<_>>(), rows.collect::<Vec<_>>());
}
