//! How many requests of which kind are answered, for whom. Every number is a constant of this file.

/// What kind of operation a request asks for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Class {
    /// Reads something that is soon answered.
    Reading,
    /// Changes something.
    Writing,
    /// Shows a code, a token or a proof of who somebody is, and may be a guess.
    Codes,
    /// Costs much: bundles, exports, counts, simulations, whole registers.
    Expensive,
    /// Hands in a ballot, which its own signature authenticates.
    Casts,
}

/// For whom a limit counts.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Scope {
    /// An address of the internet; of IPv6 the network of 64 bits, which one household has to itself.
    Address,
    /// An account.
    Account,
    /// A community, by those who are signed in.
    Members,
    /// A community, by everybody else: strangers cannot use up what its members have.
    Strangers,
}

/// A limit on requests in windows of a fixed length, counted from the epoch.
///
/// In each window a process answers `free` requests of a key by itself, and all processes together `shared` more,
/// which they take in blocks from one row of the database. So n processes never answer more than
/// `shared + n × free` in a window, and one process never fewer than `shared + free`, less what others
/// hold and have not used: at most `(n − 1) × block`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limit {
    /// Requests in a window that a process answers without asking the database.
    pub free: u32,
    /// Requests in a window that all processes share.
    pub shared: u32,
    /// Requests that a process takes at a time.
    pub block: u32,
    /// Length of a window, in seconds.
    pub window_seconds: u32,
}

const MINUTE: u32 = 60;
const TEN_MINUTES: u32 = 600;

/// A household or an estate behind one address reads pages: 100 requests a second.
const READING_BY_ADDRESS: Limit = Limit { free: 1_200, shared: 4_800, block: 600, window_seconds: MINUTE };
/// A person with several pages open: 20 requests a second.
const READING_BY_ACCOUNT: Limit = Limit { free: 300, shared: 900, block: 300, window_seconds: MINUTE };
/// 1 500 households on the evening of a vote, many times over: 1 000 requests a second.
const READING_BY_COMMUNITY: Limit =
    Limit { free: 12_000, shared: 48_000, block: 6_000, window_seconds: MINUTE };
/// Many officers behind one address: 10 requests a second.
const WRITING_BY_ADDRESS: Limit = Limit { free: 120, shared: 480, block: 60, window_seconds: MINUTE };
/// A program that imports on somebody's behalf: 4 requests a second.
const WRITING_BY_ACCOUNT: Limit = Limit { free: 60, shared: 180, block: 60, window_seconds: MINUTE };
/// Everybody at once with objections: 40 requests a second.
const WRITING_BY_COMMUNITY: Limit = Limit { free: 600, shared: 1_800, block: 300, window_seconds: MINUTE };
/// 1 500 households behind one address that sign in or refresh within the same ten minutes, four requests each:
/// 10 requests a second. Codes of 128 bits are not found so; shorter ones count their own attempts.
const CODES_BY_ADDRESS: Limit = Limit { free: 60, shared: 5_940, block: 60, window_seconds: TEN_MINUTES };
/// Somebody who is signed in and shows codes.
const CODES_BY_ACCOUNT: Limit = Limit { free: 20, shared: 100, block: 20, window_seconds: TEN_MINUTES };
/// An auditor who reads all bundles of an estate: one a second.
const EXPENSIVE_BY_ADDRESS: Limit = Limit { free: 20, shared: 40, block: 10, window_seconds: MINUTE };
/// One every two seconds.
const EXPENSIVE_BY_ACCOUNT: Limit = Limit { free: 10, shared: 20, block: 5, window_seconds: MINUTE };
/// Two a second for one community, so that the others go on.
const EXPENSIVE_BY_COMMUNITY: Limit = Limit { free: 30, shared: 90, block: 30, window_seconds: MINUTE };
/// 1 500 households that vote within the same minute behind one address, eight requests each: 200 a second.
/// No account and no community is limited here: nobody can use up a vote that is another's.
const CASTS_BY_ADDRESS: Limit = Limit { free: 3_000, shared: 9_000, block: 1_500, window_seconds: MINUTE };

/// What is answered when the database does not say how much is left.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WithoutDatabase {
    /// Each process goes on by itself: it answers `free + shared`.
    Open,
    /// Nothing is answered.
    Closed,
}

impl Class {
    /// The limit that counts for a scope; none where nobody is limited.
    #[must_use]
    pub const fn limit(self, scope: Scope) -> Option<Limit> {
        match (self, scope) {
            (Self::Reading, Scope::Address) => Some(READING_BY_ADDRESS),
            (Self::Reading, Scope::Account) => Some(READING_BY_ACCOUNT),
            (Self::Reading, Scope::Members | Scope::Strangers) => Some(READING_BY_COMMUNITY),
            (Self::Writing, Scope::Address) => Some(WRITING_BY_ADDRESS),
            (Self::Writing, Scope::Account) => Some(WRITING_BY_ACCOUNT),
            (Self::Writing, Scope::Members | Scope::Strangers) => Some(WRITING_BY_COMMUNITY),
            (Self::Codes, Scope::Address) => Some(CODES_BY_ADDRESS),
            (Self::Codes, Scope::Account) => Some(CODES_BY_ACCOUNT),
            (Self::Expensive, Scope::Address) => Some(EXPENSIVE_BY_ADDRESS),
            (Self::Expensive, Scope::Account) => Some(EXPENSIVE_BY_ACCOUNT),
            (Self::Expensive, Scope::Members | Scope::Strangers) => Some(EXPENSIVE_BY_COMMUNITY),
            (Self::Casts, Scope::Address) => Some(CASTS_BY_ADDRESS),
            // Whoever could use these up could keep others from signing in or from voting.
            (Self::Codes, Scope::Members | Scope::Strangers)
            | (Self::Casts, Scope::Account | Scope::Members | Scope::Strangers) => None,
        }
    }

    /// What is answered while the database is silent: a guess is not answered, everything else is.
    #[must_use]
    pub const fn without_database(self) -> WithoutDatabase {
        match self {
            Self::Codes => WithoutDatabase::Closed,
            Self::Reading | Self::Writing | Self::Expensive | Self::Casts => WithoutDatabase::Open,
        }
    }

    /// Its name in the API document and in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Writing => "writing",
            Self::Codes => "codes",
            Self::Expensive => "expensive",
            Self::Casts => "casts",
        }
    }
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Address, Self::Account, Self::Members, Self::Strangers];

    /// By what requests are counted, for people.
    #[must_use]
    pub const fn counted_by(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Account => "account",
            Self::Members => "community for those who are signed in",
            Self::Strangers => "community for those who are not",
        }
    }

    /// Its name in the text that is hashed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Account => "account",
            Self::Members => "members",
            Self::Strangers => "strangers",
        }
    }
}

impl Limit {
    /// Most requests that n processes answer in one window.
    #[must_use]
    pub const fn most(self, processes: u32) -> u32 {
        self.shared.saturating_add(self.free.saturating_mul(processes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASSES: [Class; 5] =
        [Class::Reading, Class::Writing, Class::Codes, Class::Expensive, Class::Casts];

    #[test]
    fn every_limit_is_handed_out_in_whole_blocks() {
        for class in CLASSES {
            for limit in Scope::ALL.iter().filter_map(|scope| class.limit(*scope)) {
                assert!(limit.block > 0 && limit.shared >= limit.block, "{class:?}");
                assert_eq!(limit.shared % limit.block, 0, "{class:?}");
                assert_eq!(limit.most(2) - limit.most(1), limit.free);
            }
        }
    }

    #[test]
    fn an_estate_behind_one_address_votes_and_signs_in_within_the_shortest_time_there_is() {
        const HOUSEHOLDS: u32 = 1_500;
        let most = |class: Class| class.limit(Scope::Address).unwrap();
        assert!(most(Class::Casts).most(1) >= 8 * HOUSEHOLDS);
        assert!(most(Class::Codes).most(1) >= 4 * HOUSEHOLDS);
        for scope in [Scope::Account, Scope::Members, Scope::Strangers] {
            assert_eq!(Class::Casts.limit(scope), None);
        }
    }
}
