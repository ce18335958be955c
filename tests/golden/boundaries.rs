//! Every threshold of every pack just below, at and just above its value, on each measure alone:
//! `boundaries.csv`, written from the laws and not from the packs.
//!
//! A cell holds groups such as `149:150.000+1:0.001`: so many electors of one head and one unit each,
//! and their area together. Who is `informed` was told of the vote and is silent.

use std::num::NonZeroU32;

use quorate::domain::quantities::{Heads, Scale, Share};
use quorate::domain::rules::{Call, Decides, MatterKind, Method, Pack, Rule, Switches};
use quorate::domain::tally::{
    CandidateName, Choice, Electorate, Entitlement, Member, Names, Naming, NextKind, Objecting, Seats,
    Service, Stance, Terms, count, judge,
};
use quorate::evidence::rules::packs;

const TABLE: &str = include_str!("boundaries.csv");
const SIDES: [&str; 6] = ["for", "against", "abstain", "present", "absent", "informed"];

/// One row of the table.
pub(crate) struct Case {
    pub(crate) pack: String,
    pub(crate) name: String,
    kind: String,
    call: String,
    groups: [String; 6],
    expected: Outcome,
}

/// What comes out, as the table writes it.
#[derive(Debug, Eq, PartialEq)]
struct Outcome {
    quorate: String,
    passed: String,
    opens: String,
    consequences: String,
}

pub(crate) fn table() -> Vec<Case> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let place = |column: &str| headers.iter().position(|header| header == column).unwrap();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cell = |column: &str| row.get(place(column)).unwrap().to_owned();
        Case {
            pack: cell("pack"),
            name: format!("{} {} {}: {}", cell("pack"), cell("kind"), cell("call"), cell("case")),
            kind: cell("kind"),
            call: cell("call"),
            groups: SIDES.map(cell),
            expected: Outcome {
                quorate: cell("quorate"),
                passed: cell("passed"),
                opens: cell("opens"),
                consequences: cell("consequences"),
            },
        }
    });
    rows.collect()
}

impl Case {
    /// Whether the pack comes to what the table says.
    pub(crate) fn agrees(&self, pack: &Pack) -> Result<(), String> {
        let outcome = self.outcome(pack);
        if outcome == self.expected { Ok(()) } else { Err(format!("{}: {outcome:?}", self.name)) }
    }

    fn rule(&self, pack: &Pack) -> Rule {
        let kind = MatterKind::new(&self.kind).unwrap();
        match self.call.as_str() {
            "first" => pack.rule(&kind).unwrap(),
            "second" => pack.second_rule(&kind).unwrap().unwrap(),
            other => panic!("{other} is no call"),
        }
    }

    fn outcome(&self, pack: &Pack) -> Outcome {
        let rule = self.rule(pack);
        let mut electorate = Electorate::new(Scale::of_text("0.000"));
        let mut choices = Vec::new();
        for (side, cell) in SIDES.into_iter().zip(&self.groups) {
            for area in cell.split('+').filter(|group| !group.is_empty()).flat_map(spread) {
                let services = if side == "informed" { [Service::Proven] } else { [Service::Unproven] };
                let (entitlement, objecting) = (Entitlement::Votes, Objecting::Silent);
                let (heads, areas) = (Heads::new(1), &[Some(area)]);
                let member = Member { heads, areas, services: &services, entitlement, objecting };
                electorate.push(member).unwrap();
                choices.push(choice(side, rule.decides, choices.len()));
            }
        }
        let (candidates, seats) = match rule.decides {
            Decides::Motion => (Vec::new(), None),
            Decides::Election => {
                let planned = NonZeroU32::MIN;
                let names =
                    ["Li Hua", "Wang Fang", "Zhang Wei"].map(|name| CandidateName::new(name).unwrap());
                (names.to_vec(), Some(Seats { planned, minimum: None }))
            }
        };
        let terms = Terms { rule: &rule, switches: &Switches::default(), seats };
        let counted = count(&terms, &electorate, &choices, &candidates).unwrap();
        let verdict = judge(&terms, &counted.totals, &counted.candidates).unwrap();
        let opens = verdict.next.as_ref().filter(|next| next.opens == Some(true));
        let follows = verdict.consequences.iter().filter(|own| own.follows == Some(true));
        let asks_quorum = !rule.quorum.is_empty();
        Outcome {
            quorate: if asks_quorum { word(verdict.quorate) } else { String::new() },
            passed: word(verdict.passed),
            opens: opens.map_or_else(String::new, |next| match &next.kind {
                NextKind::SecondVote(class) => format!("second_vote:{class}"),
                NextKind::SecondCall => "second_call".to_owned(),
            }),
            consequences: follows.map(|own| own.consequence.id.to_string()).collect::<Vec<_>>().join(" "),
        }
    }
}

/// In an election who is for names the first candidate, and who is against one of two others in turn, so that
/// neither of them is near a threshold.
fn choice(side: &str, decides: Decides, number: usize) -> Option<Choice> {
    match (side, decides) {
        ("for", Decides::Motion) => Some(Choice::For),
        ("for", Decides::Election) => Some(naming(0)),
        ("against", Decides::Motion) => Some(Choice::Against),
        ("against", Decides::Election) => Some(naming(1 + number % 2)),
        ("abstain", _) => Some(Choice::Abstain),
        ("present", _) => Some(Choice::Present),
        _ => None,
    }
}

fn naming(candidate: usize) -> Choice {
    Choice::Names(Names::new(vec![Naming { candidate, stance: Stance::For }]).unwrap())
}

/// The areas of a group's electors, as even as thousandths allow.
fn spread(group: &str) -> Vec<Share> {
    let (electors, area) = group.split_once(':').unwrap();
    let electors: u64 = electors.parse().unwrap();
    let area: u64 = area.replace('.', "").parse().unwrap();
    let own = |elector| area / electors + u64::from(elector < area % electors);
    (0..electors).map(|elector| Share::from_thousandths(own(elector)).unwrap()).collect()
}

fn word(answer: Option<bool>) -> String {
    answer.map_or("unknown", |answer| if answer { "yes" } else { "no" }).to_owned()
}

#[test]
fn every_threshold_turns_exactly_at_its_value() {
    let packs = packs().unwrap();
    let of = |name: &str| packs.iter().find(|published| published.pack.id().as_str() == name).unwrap();
    let wrong: Vec<_> = table().iter().filter_map(|case| case.agrees(&of(&case.pack).pack).err()).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_every_pack_is_in_the_table_at_every_call() {
    let table = table();
    let mut missing = Vec::new();
    for published in packs().unwrap() {
        let pack = &published.pack;
        for kind in pack.kinds() {
            let rule = pack.rule(&MatterKind::new(&kind).unwrap()).unwrap();
            // Who has most votes needs no threshold.
            let by_threshold = rule.method == Method::Threshold;
            let second = pack.parts().second_call.as_ref().map(|_| Call::Second);
            for call in [Some(Call::First), second].into_iter().flatten().filter(|_| by_threshold) {
                let there = |case: &Case| {
                    case.pack == pack.id().as_str() && case.kind == kind && case.call == call.as_str()
                };
                if !table.iter().any(there) {
                    missing.push(format!("{} {kind} {call}", pack.id()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
