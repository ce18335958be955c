//! The acts of the story, in order, each of them given what the ones before it left.

mod checking;
mod convening;
mod counting;
mod founding;
mod voting;

pub use checking::check;
pub use convening::convene;
pub use counting::count;
pub use founding::found;
pub use voting::vote;
