//! At what stage of a meeting somebody objected.

use serde::{Deserialize, Serialize};

/// At what stage of a meeting an objection was raised.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ObjectionStage {
    /// Against the provisional roll.
    Roll,
    /// Against putting a matter to the assembly, which may not be the assembly's to decide.
    Competence,
    /// Against the preliminary result.
    Result,
}

impl ObjectionStage {
    /// The identifier.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Roll => "roll",
            Self::Competence => "competence",
            Self::Result => "result",
        }
    }
}
