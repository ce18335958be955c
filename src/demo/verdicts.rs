//! The result in words: each matter with its verdict and its inequalities, each candidate with their votes.

use super::agenda::Agenda;
use super::output::{Output, Told};
use crate::evidence::certificate::Certificate;
use crate::evidence::definition::MatterForm;
use crate::evidence::inequalities::InequalityForm;
use crate::evidence::verdict::VerdictForm;

/// Tells the verdict on every matter.
pub fn tell(output: &Output, agenda: &Agenda, certificate: &Certificate) -> anyhow::Result<()> {
    let agenda = agenda.matters()?;
    for (certified, matter) in certificate.matters.iter().zip(&agenda) {
        output.line("")?;
        tell_verdict(output, matter, &certified.verdict)?;
        let of_all = |held: &&InequalityForm| held.candidate.is_none();
        for held in certified.verdict.inequalities.iter().filter(of_all) {
            let mark = mark(held.holds);
            let told =
                Told::new(format!("  {mark} {}", held.sentence_zh), format!("  {mark} {}", held.sentence));
            output.tell(&told)?;
        }
        tell_election(output, matter, &certified.verdict)?;
    }
    output.line("")?;
    Ok(())
}

fn tell_verdict(output: &Output, matter: &MatterForm, verdict: &VerdictForm) -> anyhow::Result<()> {
    let (zh, en) = match (verdict.passed, verdict.elected.is_some()) {
        (Some(true), false) => ("通过", "passed"),
        (Some(false), false) => ("未通过", "failed"),
        (Some(true), true) => ("选举有效", "enough are elected"),
        (Some(false), true) => ("当选人数不足", "too few are elected"),
        (None, _) => ("无法确定", "not known"),
    };
    let (title_zh, title_en) = matter.title.split_once(" / ").unwrap_or((&matter.title, &matter.title));
    output.tell(&Told::new(format!("【{zh}】{title_zh}"), format!("[{en}] {title_en}")))?;
    Ok(())
}

fn tell_election(output: &Output, matter: &MatterForm, verdict: &VerdictForm) -> anyhow::Result<()> {
    let name = |id: &String| {
        let standing = matter.candidates.iter().find(|standing| standing.candidate.as_str() == id);
        standing.map_or_else(|| id.clone(), |standing| standing.name.clone())
    };
    for own in verdict.candidates.iter().flatten() {
        let (mark, name, heads) = (mark(own.reached), name(&own.candidate), own.heads);
        let area = own.area.as_deref().unwrap_or("?");
        output.tell(&Told::new(
            format!("  {mark} {name}：{heads} 人，{area} 平方米"),
            format!("  {mark} {name}: {heads} heads, {area} m²"),
        ))?;
    }
    let names = |ids: &[String]| ids.iter().map(name).collect::<Vec<_>>().join("、");
    if let Some(elected) = &verdict.elected {
        let elected = names(elected);
        output.tell(&Told::new(format!("  当选：{elected}"), format!("  Elected: {elected}")))?;
    }
    if let Some(alternates) = &verdict.alternates {
        let waiting = names(alternates);
        output.tell(&Told::new(format!("  候补：{waiting}"), format!("  Alternates: {waiting}")))?;
    }
    Ok(())
}

const fn mark(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "✓",
        Some(false) => "✗",
        None => "?",
    }
}
