//! What must come out, counted from what the owners did and not from what the service says.

use std::collections::BTreeMap;

use super::agenda::{Agenda, COMMITTEE, LAWN, RULE_PACK, SEATS, switches};
use crate::domain::ballots::Choice;
use crate::domain::meetings::MatterId;
use crate::domain::roll::{ElectorId, Roll};
use crate::domain::services::Reached;
use crate::domain::tally::{Verdict, count_matter, judge, terms_of};
use crate::evidence::decision::Decision;
use crate::evidence::rules::pack;
use crate::evidence::verdict::VerdictForm;

/// The choices of those who voted.
pub type Choices = BTreeMap<ElectorId, Vec<(MatterId, Choice)>>;

/// The verdict on one matter that follows from roll and choices.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The matter.
    pub matter: MatterId,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict as a certificate writes it.
    pub form: VerdictForm,
}

/// The verdicts on an agenda that follow from roll and choices.
pub fn expected(agenda: &Agenda, roll: &Roll, choices: &Choices) -> anyhow::Result<Vec<Expected>> {
    let pack = pack(RULE_PACK)?.pack;
    let switches = switches();
    let mut expected = Vec::new();
    for form in agenda.matters()? {
        let matter = form.to_matter(&switches)?;
        let rule = pack.rule(matter.kind())?;
        let terms = terms_of(&matter, &rule, &switches);
        let cast = |elector| {
            let own = choices.get(&elector)?;
            own.iter().find(|(id, _)| id == matter.id()).map(|(_, choice)| choice)
        };
        let counted = count_matter(roll, &matter, &terms, &Reached::default(), cast)?;
        let verdict = judge(&terms, &counted.totals, &counted.candidates)?;
        let form =
            Decision { pack: &pack, kind: matter.kind(), terms, counted: &counted, lot: None }.verdict()?;
        expected.push(Expected { matter: matter.id().clone(), verdict, form });
    }
    Ok(expected)
}

/// What the verdicts differ in from the story: quorum everywhere, the car park fails by area and by nothing else, seven
/// members are elected and others wait, everything else passes.
#[must_use]
pub fn differences(expected: &[Expected]) -> Vec<String> {
    let mut differences = Vec::new();
    for Expected { matter, verdict, .. } in expected {
        if verdict.participation().and_then(|quorum| quorum.holds) != Some(true) {
            differences.push(format!("{matter}: too few take part"));
        }
        let approval = verdict.approval();
        let by_heads = approval.and_then(|own| own.heads.as_ref()).and_then(|own| own.holds);
        let by_area = approval.and_then(|own| own.area.as_ref()).and_then(|own| own.holds);
        let as_told = match matter.as_str() {
            LAWN => by_heads == Some(true) && by_area == Some(false),
            COMMITTEE => verdict.election.as_ref().is_some_and(|election| {
                let seated = (1..=SEATS).all(|place| {
                    let candidate = format!("c{place}");
                    election.elected.iter().any(|name| name.as_str() == candidate)
                });
                let waiting = (1..=2).contains(&election.alternates.len());
                seated && election.elected.len() == SEATS as usize && waiting && election.runoff.is_empty()
            }),
            _ => verdict.passed == Some(true),
        };
        if !as_told {
            differences.push(format!("{matter}: another verdict than the story's"));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::agenda::Occasion;
    use crate::demo::estate::Estate;
    use crate::demo::opinions::opinions;
    use crate::demo::sheet::register;
    use crate::demo::sheet::tests::imported;
    use crate::domain::roll::{OverlappingOwners, RollRules};
    use crate::evidence::roll::derive;
    use crate::evidence::salt::Salt;

    fn planned(occasion: Occasion, heads: u32, seed: u64) -> (Roll, Vec<Expected>) {
        let estate = Estate::new(heads, seed);
        let register = imported(&register(&estate).unwrap());
        let rules = RollRules { overlapping_owners: OverlappingOwners::Distinct };
        let (roll, annex) = derive(register.holdings(), rules, &Salt::from_bytes([0; 32])).unwrap();
        let mut choices = Choices::new();
        for (party, opinion) in estate.parties.iter().zip(opinions(&estate.parties, seed)) {
            let owners = party.owners.iter().map(|owner| owner.parse().unwrap()).collect();
            let elector = annex.iter().find(|(_, group)| *group.owners() == owners).unwrap().0;
            choices.extend(opinion.map(|opinion| (*elector, opinion.choices(occasion).unwrap())));
        }
        let expected = expected(&Agenda::new(occasion).unwrap(), &roll, &choices).unwrap();
        (roll, expected)
    }

    #[test]
    fn an_estate_has_as_many_heads_as_were_asked_for() {
        assert_eq!(planned(Occasion::Inaugural, 1_500, 1).0.electors().len(), 1_500);
        assert_eq!(planned(Occasion::Inaugural, 60, 3).0.electors().len(), 60);
    }

    #[test]
    fn every_estate_ends_in_the_verdicts_of_the_story() {
        for occasion in Occasion::ALL {
            for (heads, seed) in (0..20).flat_map(|seed| [40, 60, 101].map(|heads| (heads, seed))) {
                let (_, expected) = planned(occasion, heads, seed);
                assert_eq!(
                    differences(&expected),
                    Vec::<String>::new(),
                    "{occasion:?}, {heads} heads, seed {seed}"
                );
            }
            let (_, expected) = planned(occasion, 1_500, 1);
            assert_eq!(differences(&expected), Vec::<String>::new(), "{occasion:?}");
        }
    }

    #[test]
    fn the_car_park_fails_by_area_with_a_margin() {
        let (_, expected) = planned(Occasion::Extraordinary, 1_500, 1);
        let approval = expected[1].verdict.approval().unwrap();
        let per_mille = |own: &crate::domain::rules::Comparison| own.have.unwrap() * 1_000 / own.of.unwrap();
        assert!(per_mille(approval.heads.as_ref().unwrap()) > 800);
        assert!(per_mille(approval.area.as_ref().unwrap()) < 700);
    }
}
