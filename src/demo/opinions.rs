//! Who votes how. The outcome is planned, with a margin; who makes it so is left to the dice.
//!
//! Shares are kept exactly, not drawn: of a hundred small owners who vote, eighty want the lifts,
//! whoever they are. So every estate of every seed ends in the same verdicts. Who wants the lifts wants the covenant,
//! the rules of procedure and the recall too.

use super::agenda::{COMMITTEE, LAWN, Occasion};
use super::dice::Dice;
use super::estate::{Party, Size};
use crate::domain::ballots::{Answer, Choice};
use crate::domain::meetings::{MatterError, MatterId};

/// Small owners who vote, in thousandths of all. Large owners all vote.
const TURNOUT: usize = 750;

/// Small voters for the lifts and against them, in thousandths; the others abstain.
const LIFTS_SHARES: (usize, usize) = (800, 130);

/// Small voters for the car park and against it. Large owners are all against.
const LAWN_SHARES: (usize, usize) = (900, 60);

/// Small voters who abstain in the election.
const ELECTION_ABSTENTIONS: usize = 40;

/// Votes of small voters for each candidate, in thousandths; seven names a ballot in all.
const CANDIDATE_SHARES: [usize; 10] = [900, 890, 880, 880, 870, 720, 680, 590, 530, 60];

/// The candidates on the ballot of every large owner, from 1.
const NAMED_BY_LARGE: [usize; 7] = [1, 2, 3, 6, 7, 8, 9];

/// One voter in so many votes differently first.
const CHANGES_OF_MIND: usize = 12;

/// Whether somebody makes up their mind once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mind {
    /// Votes once.
    Settled,
    /// Votes, and before the close votes again.
    Changed,
}

/// What a voter thinks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opinion {
    /// On the lifts, and on whatever else is put that most are for.
    pub lifts: Answer,
    /// On the car park.
    pub lawn: Answer,
    /// The candidates wanted, from 1; nobody is an abstention.
    pub candidates: Vec<usize>,
    /// Whether they thought so from the start.
    pub mind: Mind,
}

impl Opinion {
    /// The choices at a meeting that say so, matter by matter.
    pub fn choices(&self, occasion: Occasion) -> Result<Vec<(MatterId, Choice)>, MatterError> {
        let named = self.candidates.iter().map(|place| Ok((format!("c{place}").parse()?, Answer::For)));
        let named = named.collect::<Result<Vec<_>, MatterError>>()?;
        let election =
            if named.is_empty() { Choice::Answer(Answer::Abstain) } else { Choice::Candidates(named) };
        let choice = |matter: &str| match matter {
            COMMITTEE => election.clone(),
            LAWN => Choice::Answer(self.lawn),
            _ => Choice::Answer(self.lifts),
        };
        occasion.matters().map(|matter| Ok((matter.parse()?, choice(matter)))).collect()
    }

    /// What somebody voted before they changed their mind: against everything and for nobody.
    #[must_use]
    pub const fn before(&self) -> Self {
        Self { lifts: Answer::Against, lawn: Answer::Against, candidates: Vec::new(), mind: self.mind }
    }
}

/// What each party thinks, in the order of the parties; nothing for those who will not vote.
#[must_use]
pub fn opinions(parties: &[Party], seed: u64) -> Vec<Option<Opinion>> {
    let mut dice = Dice::new(seed ^ 0x6f70_696e_696f_6e73);
    let small: Vec<usize> = places(parties, Size::Small);
    let voters = (small.len() * TURNOUT).div_ceil(1_000);
    let order = dice.order(small.len());
    let voting: Vec<usize> =
        order.iter().filter_map(|place| small.get(*place)).copied().take(voters).collect();
    let mut opinions = vec![None; parties.len()];
    for place in places(parties, Size::Large) {
        set(&mut opinions, place, large());
    }
    let ranks = [dice.order(voters), dice.order(voters), dice.order(voters)];
    for (rank, place) in voting.iter().enumerate() {
        let share = |question: usize| {
            let own = ranks.get(question).and_then(|ranks| ranks.get(rank)).copied().unwrap_or(rank);
            (own * 1_000 + 500) / voters
        };
        let mind = if rank % CHANGES_OF_MIND == 0 { Mind::Changed } else { Mind::Settled };
        let opinion = Opinion {
            lifts: answer(share(0), LIFTS_SHARES),
            lawn: answer(share(1), LAWN_SHARES),
            candidates: candidates(share(2)),
            mind,
        };
        set(&mut opinions, *place, opinion);
    }
    opinions
}

fn places(parties: &[Party], size: Size) -> Vec<usize> {
    parties.iter().enumerate().filter(|(_, party)| party.size == size).map(|(place, _)| place).collect()
}

fn set(opinions: &mut [Option<Opinion>], place: usize, opinion: Opinion) {
    if let Some(slot) = opinions.get_mut(place) {
        *slot = Some(opinion);
    }
}

fn large() -> Opinion {
    Opinion {
        lifts: Answer::For,
        lawn: Answer::Against,
        candidates: NAMED_BY_LARGE.to_vec(),
        mind: Mind::Settled,
    }
}

/// The answer of whoever stands at this thousandth of all voters.
const fn answer(share: usize, (for_it, against): (usize, usize)) -> Answer {
    if share < for_it {
        Answer::For
    } else if share < for_it + against {
        Answer::Against
    } else {
        Answer::Abstain
    }
}

/// The candidates of whoever stands at this thousandth: systematic sampling, so that each gets
/// exactly their share and no ballot names more than there are seats.
fn candidates(share: usize) -> Vec<usize> {
    let Some(point) = share.checked_sub(ELECTION_ABSTENTIONS) else { return Vec::new() };
    let point = point * 1_000 / (1_000 - ELECTION_ABSTENTIONS);
    let mut end = 0;
    let mut named = Vec::new();
    for (share, place) in CANDIDATE_SHARES.iter().zip(1..) {
        let begin = end;
        end += share;
        // How many of point, point + 1000, point + 2000, … lie below a bound.
        let below = |bound: usize| (bound + 999).saturating_sub(point) / 1_000;
        if below(end) > below(begin) {
            named.push(place);
        }
    }
    named
}
