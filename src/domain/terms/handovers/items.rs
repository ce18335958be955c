//! What is handed over: items of a checklist, and what the incoming side misses.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::domain::ballots::Fingerprint;
use crate::domain::words::words;

/// Most items of one handover, and most things that are missed in it.
pub const ITEMS_MAX: usize = 500;
/// Longest title of an item, in characters.
pub const ITEM_TITLE_MAX: usize = 200;

words! {
    /// What an item is.
    pub enum ItemKind {
        /// 档案资料: minutes, resolutions, ballots, correspondence.
        Archives = "archives",
        /// 印章: the seals of assembly and committee.
        Seals = "seals",
        /// 财务凭证、账户: accounts, vouchers and balances of funds and income.
        FundAccounts = "fund_accounts",
        /// Keys, passwords and tokens, as sealed lists.
        Keys = "keys",
        /// Contracts with the manager and others.
        Contracts = "contracts",
        /// 业主清册: the owners' register.
        Register = "register",
        /// Anything else that belongs to the owners.
        Other = "other",
    }
}

impl ItemKind {
    /// What a whole committee answers for, one item of each kind at least. Where it holds nothing of a kind, the
    /// title of the item says so.
    pub const OF_A_COMMITTEE: [Self; 6] =
        [Self::Archives, Self::Seals, Self::FundAccounts, Self::Keys, Self::Contracts, Self::Register];
}

/// What an item is called: 1 to 200 characters on one line, naming no person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemTitle(String);

/// A text that is no title of an item.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error(
    "the title of an item must be one line of 1 to {ITEM_TITLE_MAX} characters; it is public and names no person"
)]
pub struct ItemTitleError;

impl ItemTitle {
    /// The title of this text, without spaces around it.
    pub fn new(text: &str) -> Result<Self, ItemTitleError> {
        let text = text.trim();
        let fits = (1..=ITEM_TITLE_MAX).contains(&text.chars().count());
        if fits && !text.chars().any(char::is_control) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ItemTitleError)
        }
    }

    /// The title as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ItemTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ItemTitle {
    type Err = ItemTitleError;

    fn from_str(text: &str) -> Result<Self, ItemTitleError> {
        Self::new(text)
    }
}

/// One thing that is handed over.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// What it is called.
    pub title: ItemTitle,
    /// The hash of what describes it: an inventory, an imprint, a statement of account.
    pub document: Option<Fingerprint>,
}

/// One thing that the incoming side misses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Missing {
    /// What it is.
    pub kind: ItemKind,
    /// What it is called.
    pub title: ItemTitle,
    /// The item that was listed and is not there or not whole; none where it was not listed at all.
    pub item: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_of_1_to_200_characters() {
        assert_eq!(ItemTitle::new("  公章一枚 ").unwrap().as_str(), "公章一枚");
        assert_eq!(ItemTitle::new(&"印".repeat(ITEM_TITLE_MAX)).map(|own| own.as_str().len()), Ok(600));
        assert_eq!(ItemTitle::new(&"印".repeat(ITEM_TITLE_MAX + 1)), Err(ItemTitleError));
        assert_eq!(ItemTitle::new(" "), Err(ItemTitleError));
        assert_eq!(ItemTitle::new("seal\nbook"), Err(ItemTitleError));
    }

    #[test]
    fn a_committee_answers_for_every_kind_but_other() {
        let all: Vec<_> = ItemKind::ALL.iter().filter(|kind| **kind != ItemKind::Other).collect();
        assert_eq!(all, ItemKind::OF_A_COMMITTEE.iter().collect::<Vec<_>>());
    }
}
