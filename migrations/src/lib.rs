//! The schema of Quorate, one file per step.
