//! A plain recount of the plan: integers only, in heads and thousandths of a square metre, and nothing
//! of what the service counts with.

use super::plan::{Act, CANDIDATES, Head, OWN_BUILDING, Plan, Says, Service, Word};

/// Heads and thousandths of a square metre.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Weight {
    /// Electors.
    pub heads: u64,
    /// Area.
    pub area: u64,
}

/// What the ballots of a matter add up to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sums {
    /// Everybody who decides it.
    pub all: Weight,
    /// Everybody who takes part.
    pub participating: Weight,
    /// Yes.
    pub for_it: Weight,
    /// No.
    pub against: Weight,
    /// Neither.
    pub abstain: Weight,
    /// Spoiled.
    pub invalid: Weight,
    /// Each candidate, in an election.
    pub candidates: Vec<Weight>,
    /// Whether it passes, or both seats are filled.
    pub passed: bool,
}

/// How the votes came that count.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Ways {
    /// As signed ballots.
    pub online: u64,
    /// On paper.
    pub paper: u64,
    /// Of both, by proxies.
    pub proxy: u64,
    /// Of those online, with help.
    pub assisted: u64,
    /// Electors for whom votes came by several ways.
    pub conflicts: u64,
    /// Papers that are nobody's vote.
    pub not_authentic: u64,
}

/// How many papers there are of each kind: issued, returned, outstanding, spoiled, void.
pub type Papers = [u64; 5];

/// Which of two media counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Prevails {
    /// The earlier one.
    First,
    /// The later one.
    Last,
}

impl Prevails {
    /// As the switch is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
        }
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Came {
    Online,
    Paper,
}

/// What counts of an elector, and how it came.
fn counting(head: &Head, prevails: Prevails) -> Option<(&Says, Came)> {
    let (first, second) = (&head.first, &head.second);
    let of_two = |earlier, later| match prevails {
        Prevails::First => Some((first, earlier)),
        Prevails::Last => Some((second, later)),
    };
    match head.act {
        Act::Silent
        | Act::Keeps
        | Act::Late
        | Act::RevokedBefore
        | Act::VoidBack
        | Act::Forged
        | Act::Unsigned => None,
        Act::Online
        | Act::ForgedBesideOnline
        | Act::Mandate
        | Act::RevokedAfter
        | Act::MandateOnPaper
        | Act::Assisted
        | Act::SoldBefore
        | Act::SoldAfter => Some((first, Came::Online)),
        Act::OnlineTwice | Act::MandateThenOwn => Some((second, Came::Online)),
        Act::MandateThenPaper => Some((second, Came::Paper)),
        Act::Paper
        | Act::Mailed
        | Act::HolderPaper
        | Act::Replaced
        | Act::BlankItem
        | Act::SpoiledItem
        | Act::TooMany
        | Act::ThirdLook => Some((first, Came::Paper)),
        Act::OnlineThenPaper => of_two(Came::Online, Came::Paper),
        Act::PaperThenOnline => of_two(Came::Paper, Came::Online),
    }
}

/// The area of an elector in a matter; nothing if it does not decide it.
fn area(head: &Head, building: Option<u32>) -> Option<u64> {
    let counts = |own: u32| own != 0 && building.is_none_or(|wanted| wanted == own);
    let areas: Vec<u64> =
        head.units.iter().filter(|unit| counts(unit.building)).map(|unit| unit.area).collect();
    (!areas.is_empty()).then(|| areas.iter().sum())
}

impl Weight {
    fn add(&mut self, area: u64) {
        self.heads += 1;
        self.area += area;
    }

    /// Whether both measures are at least, or more than, a part of another weight.
    fn is(self, at_least: bool, (numerator, denominator): (u64, u64), of: Self) -> bool {
        let holds = |have: u64, all: u64| {
            let (have, all) = (have * denominator, all * numerator);
            if at_least { have >= all } else { have > all }
        };
        holds(self.heads, of.heads) && holds(self.area, of.area)
    }
}

/// The sums of the question of all (1), the election (2) or the question of a building (3).
pub fn sums(plan: &Plan, matter: u32, prevails: Prevails) -> Sums {
    let mut sums = Sums::default();
    if matter == 2 {
        sums.candidates = vec![Weight::default(); CANDIDATES];
    }
    for head in &plan.heads {
        let Some(area) = area(head, (matter == 3).then_some(OWN_BUILDING)) else { continue };
        sums.all.add(area);
        let Some((says, _)) = counting(head, prevails) else { continue };
        sums.participating.add(area);
        let word = match matter {
            1 => says.question,
            2 if says.candidates.len() > 2 => Word::Spoiled,
            2 if says.candidates.is_empty() => Word::Abstain,
            2 => Word::For,
            _ => says.building,
        };
        if matter == 2 && word == Word::For {
            says.candidates.iter().for_each(|candidate| sums.candidates[*candidate].add(area));
        }
        match word {
            Word::For => sums.for_it.add(area),
            Word::Against => sums.against.add(area),
            Word::Abstain | Word::Blank => sums.abstain.add(area),
            Word::Spoiled => sums.invalid.add(area),
        }
    }
    let enough = sums.participating.is(true, (2, 3), sums.all);
    let reaches = |weight: Weight| weight.is(false, (1, 2), sums.participating);
    let agreed = if matter == 2 {
        sums.candidates.iter().filter(|weight| reaches(**weight)).count() >= 2
    } else {
        reaches(sums.for_it)
    };
    sums.passed = enough && agreed;
    sums
}

/// How the votes that count came.
pub fn ways(plan: &Plan, prevails: Prevails) -> Ways {
    let mut ways = Ways::default();
    for head in &plan.heads {
        match counting(head, prevails).map(|(_, came)| came) {
            Some(Came::Online) => ways.online += 1,
            Some(Came::Paper) => ways.paper += 1,
            None => {}
        }
        let proxy = [Act::Mandate, Act::RevokedAfter, Act::MandateOnPaper, Act::HolderPaper];
        let twice = [Act::OnlineThenPaper, Act::PaperThenOnline, Act::MandateThenOwn, Act::MandateThenPaper];
        let nobodys = [Act::ForgedBesideOnline, Act::Forged, Act::Unsigned];
        ways.proxy += u64::from(proxy.contains(&head.act));
        ways.assisted += u64::from(head.act == Act::Assisted);
        ways.conflicts += u64::from(twice.contains(&head.act));
        ways.not_authentic += u64::from(nobodys.contains(&head.act));
    }
    ways
}

/// What becomes of the papers.
pub fn papers(plan: &Plan) -> Papers {
    let first = plan.heads.iter().filter(|head| head.act.has_paper()).count();
    let of = |act| plan.doing(&[act]).len();
    let (replaced, void, kept) = (of(Act::Replaced), of(Act::VoidBack), of(Act::Keeps));
    let issued = first + replaced;
    let returned = issued - replaced - void - kept;
    [issued, returned, kept, replaced, void].map(|number| number as u64)
}

/// Of a building all units, those that are reached, those that somebody tried to reach, and the others.
pub fn services(plan: &Plan, building: u32) -> [u64; 4] {
    let mut counts = [0; 4];
    for unit in plan.heads.iter().flat_map(|head| &head.units).filter(|unit| unit.building == building) {
        counts[0] += 1;
        match unit.service {
            Service::Letter | Service::Door | Service::InApp => counts[1] += 1,
            Service::Posting | Service::Tried => counts[2] += 1,
            Service::Nothing => counts[3] += 1,
        }
    }
    counts
}
