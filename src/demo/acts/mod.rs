//! The acts of the story, each of them given what the ones before it left.

mod amending;
mod calling;
mod checking;
mod convening;
mod counting;
mod forming;
mod founding;
mod petitioning;
mod proving;
mod reelecting;
mod seating;
mod sitting;
mod speakers;
mod subscribing;
mod surveying;
mod voting;
mod welcoming;

pub use amending::amend;
pub use calling::{call, draw, stand};
pub use checking::check;
pub use convening::{Convened, convene, open};
pub use counting::{Counted, count};
pub use forming::{apply, name as name_inaugural, post};
pub use founding::{Town, appoint_convener, found};
pub use petitioning::{petition, recall, step_in};
pub use proving::prove;
pub use reelecting::{hand_over, name as name_election, prepare};
pub use seating::{Committee, file, hand_out_seals, seat};
pub use sitting::{call_sitting, seal, sit};
pub use subscribing::subscribe;
pub use surveying::survey;
pub use voting::{Receipts, Voted, vote};
pub use welcoming::welcome;
