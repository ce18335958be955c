//! The agenda that the benches vote on: two motions and an election of seven among ten.

use quorate::domain::rules::{MatterKind, Switches};
use quorate::evidence::ballots::{CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice};
use quorate::evidence::definition::{MatterForm, StandingForm};
use quorate::evidence::electorate::{ElectorateForm, community_electorate};

/// The matters as a convener drafts them.
pub fn matters() -> Vec<MatterForm> {
    let standing = (1..=10).map(|place| StandingForm {
        candidate: format!("c{place}").parse().expect("a candidate's identity"),
        name: format!("候选人 {place}"),
    });
    let election = MatterForm {
        seats: Some(7),
        candidates: standing.collect(),
        ..motion("m3", "committee_election", "选举业主委员会")
    };
    vec![
        motion("m1", "fund_use", "使用维修资金更新电梯"),
        motion("m2", "common_parts_change", "公共绿地改为停车场"),
        election,
    ]
}

/// What the elector at this place says: most are for everything, some against, some abstain.
pub fn choices(place: usize) -> Vec<MatterChoice> {
    let answer = |place: usize| match place % 10 {
        0 | 1 => MatterAnswer::Against,
        2 => MatterAnswer::Abstain,
        _ => MatterAnswer::For,
    };
    let named = (0..5).map(|step| CandidateChoice {
        candidate: format!("c{}", (place + step) % 10 + 1).parse().expect("a candidate's identity"),
        answer: CandidateAnswer::For,
    });
    vec![
        choice("m1", answer(place), Vec::new()),
        choice("m2", answer(place / 10), Vec::new()),
        choice("m3", MatterAnswer::Candidates, named.collect()),
    ]
}

fn motion(matter: &str, kind: &str, title: &str) -> MatterForm {
    MatterForm {
        matter: matter.parse().expect("a matter's identity"),
        kind: MatterKind::new(kind).expect("a kind of the pack"),
        title: title.to_owned(),
        text: format!("{title}。"),
        proposed_by: None,
        electorate: ElectorateForm::of(&community_electorate(&Switches::default())),
        seats: None,
        candidates: Vec::new(),
        competence: None,
    }
}

fn choice(matter: &str, answer: MatterAnswer, candidates: Vec<CandidateChoice>) -> MatterChoice {
    MatterChoice { matter: matter.parse().expect("a matter's identity"), answer, candidates }
}
