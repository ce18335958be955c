//! Rules drawn at random, with every base, relation, cut and meaning of silence, held against a
//! second count in rationals that shares nothing with the first.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use quorate::domain::quantities::{Heads, Scale, Share};
use quorate::domain::rules::switches::{NonVoter, OnlyIfRealVotesReachQuorum, Switches};
use quorate::domain::rules::{
    Base, Cap, Combine, Cut, Mark, Measure, Measures, Relation, Requirement, Rule, Source, Subject, Threshold,
};
use quorate::domain::tally::{
    Choice, Counted, Electorate, Entitlement, Member, Objecting, Service, Terms, Verdict, count, judge,
};

use crate::world::rule as published_rule;

/// A number as numerator and denominator.
#[derive(Clone, Copy, Debug)]
struct Ratio(i128, i128);

impl Ratio {
    fn plus(self, other: Self) -> Self {
        Self(self.0 * other.1 + other.0 * self.1, self.1 * other.1).lowest()
    }

    fn times(self, other: Self) -> Self {
        Self(self.0 * other.0, self.1 * other.1).lowest()
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Self(-other.0, other.1))
    }

    fn lowest(self) -> Self {
        let (mut one, mut two) = (self.0.abs(), self.1);
        while two != 0 {
            (one, two) = (two, one % two);
        }
        Self(self.0 / one.max(1), self.1 / one.max(1))
    }

    fn sum(all: impl Iterator<Item = Self>) -> Self {
        all.fold(Self(0, 1), Self::plus)
    }
}

#[derive(Clone, Debug)]
struct Person {
    heads: u64,
    area: u64,
    choice: Option<Choice>,
    served: bool,
    excluded: bool,
}

/// One word for where a person stands.
fn word(person: &Person) -> &'static str {
    match (&person.choice, person.excluded) {
        (_, true) => "excluded",
        (None, _) if person.served => "informed",
        (None, _) => "silent",
        (Some(Choice::For), _) => "for",
        (Some(Choice::Against), _) => "against",
        (Some(Choice::Abstain | Choice::Blank), _) => "abstain",
        (Some(Choice::Spoiled), _) => "invalid",
        (Some(Choice::Present), _) => "present",
        (Some(Choice::Names(_) | Choice::Votes(_)), _) => unreachable!("nobody is elected here"),
    }
}

/// The naive count of one world: the words of everybody, and a rule.
struct Naive<'a> {
    rule: &'a Rule,
    world: &'a [Person],
    words: Vec<&'static str>,
    /// The words before anybody silent is counted: silence never attends.
    real: Vec<&'static str>,
}

impl Naive<'_> {
    fn weight(&self, person: &Person, measure: Measure) -> Ratio {
        let plain = |person: &Person| match measure {
            Measure::Area => Ratio(person.area.into(), 1),
            Measure::Heads => Ratio(person.heads.into(), 1),
            Measure::Units => Ratio(1, 1),
        };
        let own = plain(person);
        let Some(cap) = self.rule.cap.as_ref().filter(|cap| cap.measures().contains(measure)) else {
            return own;
        };
        if person.excluded {
            return own;
        }
        let all = Ratio::sum(self.world.iter().filter(|person| !person.excluded).map(plain));
        let share = |fraction: quorate::domain::quantities::Fraction| {
            Ratio(fraction.numerator().into(), fraction.denominator().get().into())
        };
        let least = |one: Ratio, two: Ratio| if one.minus(two).0 < 0 { one } else { two };
        match cap.cut() {
            Cut::FractionOfAll(fraction) => least(own, all.times(share(fraction))),
            Cut::SumOfOthers => least(own, all.minus(own)),
            Cut::ReducedBy { by, from } if own.minus(all.times(share(from))).0 >= 0 => {
                own.times(Ratio(1, 1).minus(share(by)))
            }
            Cut::ReducedBy { .. } => own,
        }
    }

    fn sum(&self, wanted: &[&str], measure: Measure) -> Ratio {
        self.sum_of(&self.words, wanted, measure)
    }

    fn sum_of(&self, words: &[&str], wanted: &[&str], measure: Measure) -> Ratio {
        let wanted = self.world.iter().zip(words).filter(|(_, word)| wanted.contains(word));
        Ratio::sum(wanted.map(|(person, _)| self.weight(person, measure)))
    }

    fn holds(&self, asked: &Requirement) -> bool {
        const PART: [&str; 4] = ["for", "against", "abstain", "invalid"];
        const PRESENT: [&str; 5] = ["for", "against", "abstain", "invalid", "present"];
        const ALL: [&str; 7] = ["for", "against", "abstain", "invalid", "present", "silent", "informed"];
        let on = |measure| {
            let have = match asked.subject {
                Subject::Participation => self.sum(&PART, measure),
                Subject::Presence => self.sum_of(&self.real, &PRESENT, measure),
                Subject::Approval => self.sum(&["for"], measure),
                Subject::Opposition => self.sum(&["against"], measure),
            };
            let mark = match asked.threshold.mark() {
                Mark::Number(number) if measure == Measure::Area => Ratio(i128::from(number) * 1_000, 1),
                Mark::Number(number) => Ratio(number.into(), 1),
                Mark::Part(fraction, base) => {
                    let of = match base {
                        Base::All => self.sum(&ALL, measure),
                        Base::Present => self.sum_of(&self.real, &PRESENT, measure),
                        Base::Participating => self.sum(&PART, measure),
                        Base::Cast => self.sum(&["for", "against"], measure),
                    };
                    of.times(Ratio(fraction.numerator().into(), fraction.denominator().get().into()))
                }
            };
            let difference = have.minus(mark).0;
            match asked.threshold.relation() {
                Relation::AtLeast => difference >= 0,
                Relation::MoreThan => difference > 0,
                Relation::AtMost => difference <= 0,
                Relation::LessThan => difference < 0,
            }
        };
        match asked.combine {
            Combine::Each => asked.measures.iter().all(on),
            Combine::Any => asked.measures.iter().any(on),
        }
    }

    fn anybody(&self, wanted: &[&str]) -> bool {
        self.rule.measures.iter().any(|measure| self.sum(wanted, measure).0 > 0)
    }

    /// Whether enough came; who comes and says nothing has come.
    fn quorate(&self) -> bool {
        let came = self.anybody(&["for", "against", "abstain", "invalid", "present"]);
        came && self.rule.quorum.iter().all(|asked| self.holds(asked))
    }

    fn voted(&self) -> bool {
        self.quorate() && self.anybody(&["for", "against", "abstain", "invalid"])
    }

    /// Of nothing every part would be enough.
    fn favoured(&self, asked: &Requirement) -> bool {
        let on = |measure| self.sum(&["for"], measure).0 > 0;
        match asked.combine {
            Combine::Each => asked.measures.iter().all(on),
            Combine::Any => asked.measures.iter().any(on),
        }
    }

    fn passes(&self) -> bool {
        let approved = |asked| self.favoured(asked) && self.holds(asked);
        self.voted() && self.rule.approval.iter().all(approved)
    }

    /// The world with the informed silent counted as the switches say.
    fn with_silence(mut self, switches: &Switches) -> Self {
        let only_if = switches.only_if_real_votes_reach_quorum == OnlyIfRealVotesReachQuorum::Yes;
        let majority = |one: &str, two: &str| {
            let differs = |measure| self.sum(&[one], measure).minus(self.sum(&[two], measure)).0 > 0;
            self.rule.measures.iter().all(differs)
        };
        let word = match switches.non_voter {
            _ if only_if && !self.voted() => None,
            NonVoter::ParticipatesAsAbstain => Some("abstain"),
            NonVoter::DeemedFor => Some("for"),
            NonVoter::FollowsMajority if majority("for", "against") => Some("for"),
            NonVoter::FollowsMajority if majority("against", "for") => Some("against"),
            NonVoter::NotCounted | NonVoter::FollowsMajority => None,
        };
        if let Some(word) = word {
            self.words.iter_mut().filter(|own| **own == "informed").for_each(|own| *own = word);
        }
        self
    }
}

fn outcome(rule: &Rule, switches: &Switches, world: &[Person]) -> (Counted, Verdict) {
    let mut electorate = Electorate::new(Scale::MAX);
    for person in world {
        electorate
            .push(Member {
                heads: Heads::new(person.heads),
                areas: &[Some(Share::from_thousandths(person.area).unwrap())],
                services: &[if person.served { Service::Proven } else { Service::Unproven }],
                entitlement: if person.excluded { Entitlement::Excluded } else { Entitlement::Votes },
                objecting: Objecting::Silent,
            })
            .unwrap();
    }
    let ballots: Vec<_> = world.iter().map(|person| person.choice.clone()).collect();
    let terms = Terms { rule, switches, seats: None };
    let counted = count(&terms, &electorate, &ballots, &[]).unwrap();
    let verdict = judge(&terms, &counted.totals, &[]).unwrap();
    (counted, verdict)
}

fn world() -> impl Strategy<Value = Vec<Person>> {
    let choice = prop_oneof![
        5 => Just(Choice::For),
        3 => Just(Choice::Against),
        1 => Just(Choice::Abstain),
        1 => Just(Choice::Present),
        1 => Just(Choice::Spoiled),
    ];
    let person = (0..3_u64, 0..2_000_u64, option::weighted(0.7, choice), any::<bool>(), 0..8_u8);
    let person = person.prop_map(|(heads, area, choice, served, excluded)| Person {
        heads,
        area,
        choice,
        served,
        excluded: excluded == 0,
    });
    vec(person, 0..14)
}

fn measures() -> impl Strategy<Value = Measures> {
    let some = proptest::sample::subsequence(Measure::ALL.to_vec(), 1..=3);
    some.prop_map(|some| Measures::new(&some).unwrap())
}

fn requirement(subjects: &'static [Subject]) -> impl Strategy<Value = Requirement> {
    let relation = proptest::sample::select(vec![">=", ">", "<=", "<"]);
    let base = proptest::sample::select(vec!["all", "present", "participating", "cast"]);
    let mark = prop_oneof![
        5 => (1..6_u64, 1..6_u64, base).prop_map(|(n, d, base)| format!("{}/{} of {base}", n.min(d), d)),
        1 => (1..4_u64).prop_map(|number| number.to_string()),
    ];
    let drawn = (proptest::sample::select(subjects), relation, mark, measures(), any::<bool>());
    drawn.prop_filter_map("means nothing", |(subject, relation, mark, measures, any)| {
        let source = Source::unverified("x").unwrap();
        let threshold = Threshold::parse(&format!("{relation} {mark}"), source).ok()?;
        let combine = if any { Combine::Any } else { Combine::Each };
        Some(Requirement { subject, threshold, measures, combine, call: None })
    })
}

fn cap() -> impl Strategy<Value = Cap> {
    let cut = proptest::sample::select(vec![
        Cut::FractionOfAll("1/5".parse().unwrap()),
        Cut::FractionOfAll("2/7".parse().unwrap()),
        Cut::SumOfOthers,
        Cut::ReducedBy { by: "2/3".parse().unwrap(), from: "1/2".parse().unwrap() },
        Cut::ReducedBy { by: "1/7".parse().unwrap(), from: "1/5".parse().unwrap() },
    ]);
    (cut, any::<bool>()).prop_map(|(cut, both)| {
        let measures = if both { vec![Measure::Area, Measure::Units] } else { vec![Measure::Area] };
        Cap::new(cut, Measures::new(&measures).unwrap(), Source::unverified("x").unwrap()).unwrap()
    })
}

fn rule() -> impl Strategy<Value = Rule> {
    let quorum = vec(requirement(&[Subject::Participation, Subject::Presence]), 0..3);
    let approval = vec(requirement(&[Subject::Approval, Subject::Opposition]), 1..3);
    (quorum, approval, option::weighted(0.4, cap())).prop_map(|(quorum, approval, cap)| Rule {
        measures: Measures::new(&Measure::ALL).unwrap(),
        quorum,
        approval,
        cap,
        ..published_rule("cn_civil_code_2021", "ordinary")
    })
}

fn switches() -> impl Strategy<Value = Switches> {
    let non_voter = proptest::sample::select(NonVoter::ALL.to_vec());
    let only_if = proptest::sample::select(OnlyIfRealVotesReachQuorum::ALL.to_vec());
    (non_voter, only_if).prop_map(|(non_voter, only_if_real_votes_reach_quorum)| Switches {
        non_voter,
        only_if_real_votes_reach_quorum,
        ..Switches::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_rule_counts_as_the_naive_count_says(world in world(), rule in rule(), switches in switches()) {
        let words: Vec<_> = world.iter().map(word).collect();
        let naive = Naive { rule: &rule, world: &world, real: words.clone(), words }.with_silence(&switches);
        let (counted, verdict) = outcome(&rule, &switches, &world);
        prop_assert_eq!(verdict.quorate, Some(naive.quorate()));
        for held in verdict.quorum.iter().chain(&verdict.approval) {
            prop_assert_eq!(held.holds, Some(naive.holds(&held.requirement)), "{}", held.requirement);
        }
        prop_assert_eq!(verdict.passed, Some(naive.passes()));
        let shown = verdict.attribution.map_or(counted.totals, |own| own.added(&counted.totals));
        for measure in Measure::ALL {
            let total = |own: Option<u128>| i128::try_from(own.unwrap()).unwrap();
            let scale = if measure == Measure::Heads { 1 } else { i128::from(shown.denominator) };
            for (own, words) in [(shown.in_favour, ["for"]), (shown.against, ["against"]), (shown.excluded, ["excluded"])] {
                let Ratio(n, d) = naive.sum(&words, measure);
                prop_assert_eq!(total(own.on(measure)) * d, n * scale);
            }
        }
        prop_assert_eq!(shown.participating + shown.silent + shown.excluded, shown.all);
        prop_assert_eq!(verdict.attribution.map_or(shown, |own| own.removed(&shown)), counted.totals);
    }

    #[test]
    fn order_does_not_matter_to_any_rule(world in world(), rule in rule(), switches in switches(), turn in 0..14_usize) {
        let mut other = world.clone();
        other.reverse();
        let turn = turn.min(other.len());
        other.rotate_left(turn);
        prop_assert_eq!(outcome(&rule, &switches, &world), outcome(&rule, &switches, &other));
    }

    /// Of approval and opposition alone: a vote more never turns what holds into what does not.
    #[test]
    fn a_vote_from_against_to_for_never_harms(world in world(), rule in rule(), place in 0..14_usize) {
        let grows = |asked: &Requirement| match asked.subject {
            Subject::Approval => asked.threshold.relation().asks_for_more(),
            Subject::Opposition => !asked.threshold.relation().asks_for_more(),
            Subject::Participation | Subject::Presence => true,
        };
        let (mut world, mut rule) = (world, rule);
        rule.approval.retain(grows);
        prop_assume!(!world.is_empty());
        let place = place % world.len();
        world[place].choice = Some(Choice::Against);
        let mut other = world.clone();
        other[place].choice = Some(Choice::For);
        let passed = |world: &[Person]| outcome(&rule, &Switches::default(), world).1.passed;
        prop_assert!(passed(&world) != Some(true) || passed(&other) == Some(true));
    }

    /// Thresholds in whole units of the share speak of sizes, so they are left out.
    #[test]
    fn scaling_every_share_changes_nothing(world in world(), rule in rule(), factor in 1..1_000_u64) {
        let fraction = |asked: &Requirement| asked.threshold.base().is_some();
        let mut rule = rule;
        rule.quorum.retain(fraction);
        rule.approval.retain(fraction);
        let mut scaled = world.clone();
        for person in &mut scaled {
            person.area *= factor;
        }
        let passed = |world: &[Person]| outcome(&rule, &Switches::default(), world).1.passed;
        prop_assert_eq!(passed(&world), passed(&scaled));
    }
}
