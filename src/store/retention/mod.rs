//! How long what is kept, what is held longer, and what is erased.

pub mod erasures;
pub mod holds;
pub mod periods;
