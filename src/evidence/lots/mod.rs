//! Ties broken by lot: what officers commit to before the opening, what they reveal after the close,
//! the seed that follows from it, and the draw.
//!
//! Server and verifier take statements through [`Pledges`] and draw with [`draw`]. Nothing here is
//! random: values come from whoever commits to them.

mod pledges;
mod statements;
mod values;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use pledges::{Pledge, PledgeError, Pledges};
pub use statements::{LotCommitment, LotReveal};
pub use values::{LotSubject, LotValue, LotValueError};

use super::digest::{CanonicalError, Digest, canonical};
use crate::domain::tally::{CandidateName, Lot, LotError};

/// What a definition says of the lot.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LotForm {
    /// Hours after the close in which values are revealed, 1 to 168; then the lot is drawn without
    /// those that were not.
    #[cfg_attr(feature = "server", schema(example = 24))]
    pub reveal_hours: u16,
}

/// A draw that cannot be made.
#[derive(Debug, Error)]
pub enum DrawError {
    /// A candidate stands twice.
    #[error(transparent)]
    Lot(#[from] LotError),
    /// No canonical JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// Draws the candidates of a matter: in ascending order of the SHA-256 of the canonical JSON of
/// candidate, seed and matter.
pub fn draw<'a>(
    seed: Digest,
    matter: &str,
    candidates: impl IntoIterator<Item = &'a CandidateName>,
) -> Result<Lot, DrawError> {
    #[derive(Serialize)]
    struct Ticket<'a> {
        candidate: &'a str,
        lot: Digest,
        matter: &'a str,
    }
    let ticket = |name: &CandidateName| {
        let ticket = Ticket { candidate: name.as_str(), lot: seed, matter };
        Ok::<_, CanonicalError>((Digest::of(&canonical(&ticket)?), name.clone()))
    };
    let mut tickets = candidates.into_iter().map(ticket).collect::<Result<Vec<_>, _>>()?;
    tickets.sort();
    Ok(Lot::new(seed.fingerprint(), tickets.into_iter().map(|(_, name)| name))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<CandidateName> {
        names.iter().map(|name| CandidateName::new(name).unwrap()).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_order_whatever_the_order_of_the_ballot() {
        let seed = Digest::of(b"seed");
        let lot = draw(seed, "m1", &named(&["c1", "c2", "c3"])).unwrap();
        assert_eq!(draw(seed, "m1", &named(&["c3", "c1", "c2"])).unwrap(), lot);
        assert_ne!(draw(Digest::of(b"other"), "m1", &named(&["c1", "c2", "c3"])).unwrap(), lot);
        assert!(draw(seed, "m1", &named(&["c1", "c1"])).is_err());
    }

    #[test]
    fn an_order_is_as_the_page_says() {
        let seed = Digest::of(b"seed");
        let mut tickets: Vec<_> = ["c1", "c2", "c3"]
            .map(|name| {
                let ticket = format!(r#"{{"candidate":"{name}","lot":"{seed}","matter":"m1"}}"#);
                (Digest::of(ticket.as_bytes()), name)
            })
            .into();
        tickets.sort();
        let order: Vec<_> = tickets.iter().map(|(_, name)| *name).collect();
        let expected = Lot::new(seed.fingerprint(), named(&order)).unwrap();
        assert_eq!(draw(seed, "m1", &named(&["c1", "c2", "c3"])).unwrap(), expected);
    }
}
