//! What is true about an assembly: pure values and functions.
//!
//! Nothing here knows a clock, a database, a wire format or a network. Time, randomness and
//! keys are arguments; errors name what is the case.

pub mod instants;
pub mod quantities;
pub mod rules;
pub mod tally;
