//! A second count, written to be obvious rather than fast: one list of facts per question, fractions
//! compared through a common denominator, nothing shared with the first.

use proptest::prelude::*;
use quorate::domain::rules::switches::{
    BallotForm, BlankItem, CandidateBallot, SpoiledCountsAsParticipating, Switches,
};
use quorate::domain::rules::{Base, Decides, Measure, Relation, Rule, Threshold};
use quorate::domain::tally::{Choice, Stance, Weighed};

use crate::world::{CANDIDATES, Elector, election, motion, motion_rule, outcome, rule, seats};

/// Settings of the naive count.
struct Naive<'a> {
    rule: &'a Rule,
    blank_is_spoiled: bool,
    spoiled_takes_part: bool,
    stances: bool,
    seats: Option<usize>,
}

impl Naive<'_> {
    /// One word for what a ballot is; "silent" when it does not take part.
    fn word(&self, choice: Option<&Choice>) -> &'static str {
        let word = match choice {
            None | Some(Choice::Present) => "silent",
            Some(Choice::For) => "for",
            Some(Choice::Against) => "against",
            Some(Choice::Spoiled) => "invalid",
            Some(Choice::Blank) if self.blank_is_spoiled => "invalid",
            Some(Choice::Abstain | Choice::Blank) => "abstain",
            Some(Choice::Votes(_)) => unreachable!("no election of these is cumulative"),
            Some(Choice::Names(names)) => {
                let says = |stance| names.namings().iter().filter(|own| own.stance == stance).count();
                if self.seats.is_some_and(|seats| says(Stance::For) > seats) {
                    "invalid"
                } else if says(Stance::For) > 0 {
                    "for"
                } else if self.stances && says(Stance::Against) > 0 {
                    "against"
                } else {
                    "abstain"
                }
            }
        };
        if word == "invalid" && !self.spoiled_takes_part { "ignored" } else { word }
    }

    fn head_word(&self, elector: &Elector) -> &'static str {
        let words = elector.units.iter().map(|unit| self.word(unit.1.as_ref()));
        let mut words: Vec<_> = words.filter(|word| *word != "silent").collect();
        if words.iter().any(|word| *word != "ignored") {
            words.retain(|word| *word != "ignored");
        }
        words.dedup();
        match words.as_slice() {
            [] => "silent",
            [one] => one,
            _ => "abstain",
        }
    }

    fn area(&self, world: &[Elector], wanted: &[&str]) -> Option<u128> {
        let units = world.iter().flat_map(|elector| &elector.units);
        let wanted = units.filter(|unit| wanted.contains(&self.word(unit.1.as_ref())));
        wanted.map(|unit| unit.0.map(u128::from)).sum()
    }

    fn heads(&self, world: &[Elector], wanted: &[&str]) -> u64 {
        let wanted = world.iter().filter(|elector| wanted.contains(&self.head_word(elector)));
        wanted.map(|elector| elector.heads).sum()
    }

    fn candidate(&self, world: &[Elector], candidate: usize) -> (Option<u128>, u64) {
        let is_for = |choice: Option<&Choice>| {
            let named = matches!(choice, Some(Choice::Names(names)) if names.is_for(candidate));
            named && self.word(choice) == "for"
        };
        let units = world.iter().flat_map(|elector| &elector.units);
        let area = units.filter(|unit| is_for(unit.1.as_ref())).map(|unit| unit.0.map(u128::from)).sum();
        let whole = |elector: &&Elector| {
            let choices = elector.units.iter().map(|unit| unit.1.as_ref());
            let mut part = choices.filter(|choice| !["silent", "ignored"].contains(&self.word(*choice)));
            let mut part = part.by_ref().peekable();
            part.peek().is_some() && part.all(is_for)
        };
        (area, world.iter().filter(whole).map(|elector| elector.heads).sum())
    }

    /// Whether a threshold holds on both measures, as 1, 0 or unknown.
    fn holds(&self, world: &[Elector], threshold: &Threshold, have: (Option<u128>, u64)) -> Option<bool> {
        let part: &[&str] = &["for", "against", "abstain", "invalid"];
        let base: &[&str] = match threshold.base().unwrap() {
            Base::All => &["for", "against", "abstain", "invalid", "silent", "ignored"],
            Base::Participating => part,
            Base::Present | Base::Cast => unreachable!("no pack of these does"),
        };
        let of = (self.area(world, base), self.heads(world, base));
        let held = |have: u128, of: u128| {
            // have / of against n / d, over the common denominator of × d.
            let (n, d) = threshold.ratio();
            let difference =
                i128::try_from(have * u128::from(d)).unwrap() - i128::try_from(of * u128::from(n)).unwrap();
            match threshold.relation() {
                Relation::AtLeast => difference >= 0,
                Relation::MoreThan => difference > 0,
                Relation::AtMost => difference <= 0,
                Relation::LessThan => difference < 0,
            }
        };
        let heads = held(have.1.into(), of.1.into());
        let area = have.0.zip(of.0).map(|(have, of)| held(have, of));
        if !heads || area == Some(false) { Some(false) } else { area.map(|_| true) }
    }

    fn participates(&self, world: &[Elector]) -> Option<bool> {
        let part = ["for", "against", "abstain", "invalid"];
        let have = (self.area(world, &part), self.heads(world, &part));
        if have == (Some(0), 0) {
            return Some(false);
        }
        self.holds(world, &self.rule.quorum[0].threshold, have)
    }
}

fn both(one: Option<bool>, two: Option<bool>) -> Option<bool> {
    if one == Some(false) || two == Some(false) { Some(false) } else { one.and(two) }
}

fn weight(weighed: Weighed) -> (Option<u128>, u64) {
    (weighed.on(Measure::Area), weighed.heads.count())
}

proptest! {
    #[test]
    fn a_motion_counts_as_the_naive_count_says(
        world in motion(),
        rule in motion_rule(),
        blank_is_spoiled: bool,
        spoiled_takes_part: bool,
    ) {
        let naive = Naive { rule: &rule, blank_is_spoiled, spoiled_takes_part, stances: false, seats: None };
        let switches = switches(&naive);
        let (counted, verdict) = outcome(&rule, &switches, None, &world);
        let totals = counted.totals;
        let silent: &[&str] = &["silent", "ignored"];
        for (total, words) in [
            (totals.in_favour, ["for"].as_slice()),
            (totals.against, &["against"]),
            (totals.abstain, &["abstain"]),
            (totals.invalid, &["invalid", "ignored"]),
            (totals.silent, silent),
        ] {
            prop_assert_eq!(weight(total), (naive.area(&world, words), naive.heads(&world, words)));
        }
        let have = (naive.area(&world, &["for"]), naive.heads(&world, &["for"]));
        // Of nothing every part would be enough.
        let favoured = Some(have.0 != Some(0) && have.1 > 0);
        let approved = both(favoured, naive.holds(&world, &rule.approval[0].threshold, have));
        let passed = both(naive.participates(&world), approved);
        prop_assert_eq!(verdict.passed, passed);
    }

    #[test]
    fn an_election_counts_as_the_naive_count_says(
        world in election(),
        planned in 1..4_u32,
        stances: bool,
        spoiled_takes_part: bool,
    ) {
        let rule = rule("cn_civil_code_2021", "election");
        let seats_named = Some(planned as usize);
        let naive =
            Naive { rule: &rule, blank_is_spoiled: false, spoiled_takes_part, stances, seats: seats_named };
        let (counted, verdict) = outcome(&rule, &switches(&naive), Some(seats(planned, None)), &world);
        let election = verdict.election.unwrap();
        let mut reached = 0;
        for place in 0..CANDIDATES {
            let votes = naive.candidate(&world, place);
            prop_assert_eq!(weight(counted.candidates[place].votes), votes);
            let name = &counted.candidates[place].name;
            let own = election.candidates.iter().find(|own| own.name == *name).unwrap();
            let holds = naive.holds(&world, &rule.approval[0].threshold, votes);
            prop_assert_eq!(own.reached, holds);
            reached += usize::from(holds == Some(true));
        }
        prop_assert_eq!(rule.decides, Decides::Election);
        if naive.participates(&world) == Some(false) {
            prop_assert_eq!(verdict.passed, Some(false));
            prop_assert!(election.elected.is_empty() && election.runoff.is_empty());
        } else if verdict.passed.is_some() && naive.participates(&world) == Some(true) {
            let placed = election.elected.len() + election.alternates.len() + election.runoff.len();
            let open = election.candidates.iter().any(|own| own.reached.is_none());
            prop_assert!(open || placed == reached);
            prop_assert_eq!(verdict.passed, Some(election.elected.len() == planned as usize));
        }
    }
}

fn switches(naive: &Naive<'_>) -> Switches {
    Switches {
        ballot_form: BallotForm::PerUnit,
        blank_item: if naive.blank_is_spoiled { BlankItem::Spoiled } else { BlankItem::Abstain },
        spoiled_counts_as_participating: if naive.spoiled_takes_part {
            SpoiledCountsAsParticipating::Yes
        } else {
            SpoiledCountsAsParticipating::No
        },
        candidate_ballot: if naive.stances {
            CandidateBallot::ForAgainstAbstain
        } else {
            CandidateBallot::Approval
        },
        ..Switches::default()
    }
}
