//! What a matter that did not pass would have needed, exactly; or which data is missing.
//!
//! Each inequality that stands in the way is told by itself, the others as they are.

use super::choices::CandidateName;
use super::held::Held;
use super::totals::{Totals, Weighed};
use super::verdict::{About, Inequality, Verdict};
use crate::domain::rules::{Base, Comparison, Measure, Measures, Subject, Threshold};

/// What is lacking on one measure.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lack<'a> {
    /// What it is lacking in.
    pub about: About<'a>,
    /// The measure.
    pub measure: Measure,
    /// How much more was needed, or less where at most so much may be, the base as it is; in the
    /// smallest units of the measure. None where that cannot be said.
    pub short: Option<u128>,
    /// How much more was needed if it comes from outside the base, which grows with it. None where
    /// the base does not grow so, and where not even everybody outside would be enough.
    pub joining: Option<u128>,
    /// The totals that are not known, by the names under which they are published.
    pub missing: Vec<&'static str>,
}

/// What stands in the way of a verdict; nothing where it passes.
#[must_use]
pub fn lacks<'a>(verdict: &'a Verdict, totals: &Totals, measures: Measures) -> Vec<Lack<'a>> {
    if verdict.passed == Some(true) {
        return Vec::new();
    }
    let mut list = Vec::new();
    for held in verdict.quorum.iter().chain(&verdict.approval) {
        let have = totals.subject(held.requirement.subject);
        list.extend(of_held(About::Matter(held.requirement.subject), held, totals, (have, None)));
    }
    for own in verdict.election.iter().flat_map(|election| &election.candidates) {
        for held in &own.approval {
            let about = About::Candidate(&own.name);
            list.extend(of_held(about, held, totals, (own.votes, Some(&own.name))));
        }
    }
    if let Some(own) = verdict.objection.as_ref().filter(|own| own.falls != Some(false)) {
        list.extend(own.held.iter().flat_map(|held| of_objections(held, totals)));
    }
    let stands = verdict.election.as_ref().is_none_or(|election| !election.candidates.is_empty());
    if verdict.passed.is_none() && !stands {
        let (about, missing) = (About::Matter(Subject::Approval), vec!["candidates"]);
        let lack = |measure| Lack { about, measure, short: None, joining: None, missing };
        list.extend(first(measures).map(lack));
    }
    if list.is_empty() && verdict.election.is_none() {
        list.extend(of_nobody(totals, measures));
    }
    list
}

/// The measures on which a requirement does not hold; none if it does.
fn of_held<'a>(
    about: About<'a>,
    held: &'a Held,
    totals: &Totals,
    (have, candidate): (Weighed, Option<&CandidateName>),
) -> Vec<Lack<'a>> {
    if held.holds == Some(true) {
        return Vec::new();
    }
    let lacking = Inequality::of(about, held).filter(|own| own.comparison.holds != Some(true));
    let lack = |own: Inequality<'a>| {
        let (measure, threshold) = (own.measure, own.threshold);
        let short = short(threshold, own.comparison);
        let outside = outside(held, totals).and_then(|outside| outside.on(measure));
        let joining = outside.and_then(|outside| {
            joining(threshold, own.comparison, totals.grid(measure).step).filter(|more| *more <= outside)
        });
        let subject = match (candidate, about) {
            (Some(_), _) => "candidates",
            (None, About::Matter(subject)) => total_of(subject),
            (None, About::Candidate(_) | About::Objections) => "objections",
        };
        let missing = missing((subject, have), threshold.base(), totals, measure);
        Lack { about, measure, short, joining, missing }
    };
    lacking.map(lack).collect()
}

/// How many fewer objections would have left the motion standing.
fn of_objections<'a>(held: &'a Held, totals: &Totals) -> Vec<Lack<'a>> {
    let lack = |own: Inequality<'a>| {
        let step = totals.grid(own.measure).step;
        let on = own.comparison;
        let short = on.have.zip(on.needed).and_then(|(have, needed)| (have + step).checked_sub(needed));
        let have = totals.objections.unwrap_or(Weighed::ZERO);
        let missing = missing(("objections", have), own.threshold.base(), totals, own.measure);
        Lack { about: About::Objections, measure: own.measure, short, joining: None, missing }
    };
    Inequality::of(About::Objections, held)
        .filter(|own| own.comparison.holds != Some(false))
        .map(lack)
        .collect()
}

/// Nothing passes where nobody takes part, and no motion that nobody is for.
fn of_nobody<'a>(totals: &Totals, measures: Measures) -> Option<Lack<'a>> {
    let subject = if totals.participating.is_nothing(measures) {
        Subject::Participation
    } else if totals.in_favour.is_nothing(measures) {
        Subject::Approval
    } else {
        return None;
    };
    let measure = first(measures)?;
    let short = Some(totals.grid(measure).step);
    Some(Lack { about: About::Matter(subject), measure, short, joining: None, missing: Vec::new() })
}

/// Heads, where they are weighed.
fn first(measures: Measures) -> Option<Measure> {
    if measures.contains(Measure::Heads) { Some(Measure::Heads) } else { measures.iter().next() }
}

/// What is missing to what is needed, or too much of it.
fn short(threshold: &Threshold, on: &Comparison) -> Option<u128> {
    let (have, needed) = on.have.zip(on.needed)?;
    if threshold.relation().asks_for_more() { needed.checked_sub(have) } else { have.checked_sub(needed) }
}

/// The weight that could still join the base of a threshold that asks for much.
fn outside(held: &Held, totals: &Totals) -> Option<Weighed> {
    let threshold = &held.requirement.threshold;
    let base = threshold.base().filter(|base| *base != Base::All && threshold.relation().asks_for_more())?;
    Some(totals.base(Base::All).without(totals.base(base)))
}

/// The smallest x on the grid with `d × (have + x)` against `n × (of + x)`.
fn joining(threshold: &Threshold, on: &Comparison, step: u128) -> Option<u128> {
    let (numerator, denominator) = threshold.ratio();
    let grid = u128::from(denominator.checked_sub(numerator)?).checked_mul(step)?;
    let deficit = on.right?.checked_sub(on.left?)?;
    let rounded_up = deficit.checked_add(grid.checked_sub(1)?)?.checked_div(grid)?;
    let steps = if threshold.relation().holds(rounded_up.checked_mul(grid)?, deficit) {
        rounded_up
    } else {
        rounded_up + 1
    };
    steps.checked_mul(step)
}

fn missing(
    (subject, have): (&'static str, Weighed),
    base: Option<Base>,
    totals: &Totals,
    measure: Measure,
) -> Vec<&'static str> {
    let of: &[(&str, Weighed)] = match base {
        None => &[],
        Some(Base::All) => &[("all", totals.base(Base::All))],
        Some(Base::Present) => &[("present", totals.present)],
        Some(Base::Participating) => &[("participating", totals.participating)],
        Some(Base::Cast) => &[("for", totals.in_favour), ("against", totals.against)],
    };
    let each = std::iter::once((subject, have)).chain(of.iter().copied());
    let mut missing = Vec::new();
    for (name, weight) in each {
        if weight.on(measure).is_none() && !missing.contains(&name) {
            missing.push(name);
        }
    }
    missing
}

const fn total_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Participation => "participating",
        Subject::Presence => "present",
        Subject::Approval => "for",
        Subject::Opposition => "against",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{Grid, Source};

    fn threshold(text: &str) -> Threshold {
        Threshold::parse(text, Source::verified("art 1").unwrap()).unwrap()
    }

    #[test]
    fn what_is_lacking_is_enough_and_one_step_less_is_not() {
        for text in
            ["> 1/2 of participating", ">= 3/4 of participating", ">= 2/3 of cast", "> 2/3 of present"]
        {
            for (of, have) in (1..60).flat_map(|of| (0..=of).map(move |have| (of, have))) {
                for step in [1, 10] {
                    let grid = Grid { one: 1, step };
                    let compare = |have, of| threshold(text).compare(Some(have), Some(of), grid);
                    let on = compare(have, of);
                    if on.holds == Some(true) {
                        continue;
                    }
                    let more = short(&threshold(text), &on).unwrap();
                    assert_eq!(compare(have + more, of).holds, Some(true), "{text} {have}/{of}");
                    let more = joining(&threshold(text), &on, step).unwrap();
                    assert_eq!(compare(have + more, of + more).holds, Some(true), "{text} {have}/{of}");
                    if more >= step {
                        let less = more - step;
                        assert_eq!(compare(have + less, of + less).holds, Some(false), "{text} {have}/{of}");
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_can_join_unanimity() {
        let on = threshold(">= 1/1 of cast").compare(Some(3), Some(4), Grid::WHOLE);
        assert_eq!((short(&threshold(">= 1/1 of cast"), &on), on.holds), (Some(1), Some(false)));
        assert_eq!(joining(&threshold(">= 1/1 of cast"), &on, 1), None);
    }

    #[test]
    fn what_is_too_much_is_told_as_less() {
        let few = threshold("<= 1/4 of cast");
        let on = few.compare(Some(30), Some(100), Grid::WHOLE);
        assert_eq!(short(&few, &on), Some(5));
    }
}
