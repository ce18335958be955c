//! What comes in over HTTP and what goes back: the only place that knows the framework.

pub mod sheets;
