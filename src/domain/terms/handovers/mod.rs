//! One handover: what the outgoing side signs away, what the incoming side signs for, and what is missing.

mod items;
mod states;

use std::collections::BTreeSet;

pub use self::items::{ITEM_TITLE_MAX, ITEMS_MAX, Item, ItemKind, ItemTitle, ItemTitleError, Missing};
pub use self::states::{HandoverAction, HandoverState, HandoverTransitionError};
use super::deeds::{Giver, OrderGround, Receipt, Taker};
use super::refusals::TermRefusal;
use crate::domain::annals::{Person, ProcessId};
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;

/// An item with what became of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listed {
    /// The item.
    pub item: Item,
    /// When the outgoing side signed it away.
    pub handed_at: Instant,
    /// When the incoming side signed for it; none while it has not.
    pub taken_at: Option<Instant>,
}

/// Something that is missed, with when it came after all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Missed {
    /// What it is.
    pub what: Missing,
    /// When the incoming side said so.
    pub said_at: Instant,
    /// When the incoming side said that it has it.
    pub settled_at: Option<Instant>,
}

/// An authority's order about a handover.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Order {
    /// Why.
    pub ground: OrderGround,
    /// The hash of it.
    pub order: Fingerprint,
    /// When it was stated.
    pub at: Instant,
}

/// One handover, as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Handover {
    /// The committee whose things they are.
    pub committee: ProcessId,
    /// Who hands over.
    pub giver: Giver,
    /// Who takes over.
    pub taker: Taker,
    /// Where it stands.
    pub state: HandoverState,
    /// What was signed away; the first has the number 1.
    pub items: Vec<Listed>,
    /// What is or was missed; the first has the number 1.
    pub missed: Vec<Missed>,
    /// What the authority ordered.
    pub orders: Vec<Order>,
    /// When it was opened.
    pub opened_at: Instant,
    /// When the outgoing side had signed for everything that it answers for.
    pub handed_at: Option<Instant>,
    /// When the incoming side had everything.
    pub completed_at: Option<Instant>,
    /// Who signed for the outgoing side.
    pub given_by: BTreeSet<Signer>,
    /// Who signed for the incoming side.
    pub taken_by: BTreeSet<Signer>,
}

/// Who signed for a side: one human is the same under every office they hold.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Signer {
    /// The owner who was elected.
    Owner(OwnerId),
    /// Somebody of whom the record knows no owner.
    Person(Person),
}

impl Handover {
    /// A handover in which nothing was signed.
    #[must_use]
    pub const fn opened(committee: ProcessId, giver: Giver, taker: Taker, at: Instant) -> Self {
        Self {
            committee,
            giver,
            taker,
            state: HandoverState::Pending,
            items: Vec::new(),
            missed: Vec::new(),
            orders: Vec::new(),
            opened_at: at,
            handed_at: None,
            completed_at: None,
            given_by: BTreeSet::new(),
            taken_by: BTreeSet::new(),
        }
    }

    /// Kinds that the outgoing side answers for and has signed nothing of.
    #[must_use]
    pub fn lacking(&self) -> Vec<ItemKind> {
        let all: &[ItemKind] = match self.giver {
            Giver::Committee | Giver::Office | Giver::Acting => &ItemKind::OF_A_COMMITTEE,
            Giver::Seat(_) => &[],
        };
        let signed = |kind: &&ItemKind| self.items.iter().any(|own| own.item.kind == **kind);
        all.iter().filter(|kind| !signed(kind)).copied().collect()
    }

    /// What is missed now, with its number.
    pub fn missing(&self) -> impl Iterator<Item = (u16, &Missing)> {
        let open = (1..).zip(&self.missed).filter(|(_, missed)| missed.settled_at.is_none());
        open.map(|(number, missed)| (number, &missed.what))
    }

    /// Takes what the outgoing side signs away. A member who left may hold nothing, and says so by an empty list.
    pub(super) fn hand_over(&mut self, items: &[Item], at: Instant) -> Result<(), TermRefusal> {
        let state = self.state.after(HandoverAction::HandOver)?;
        let says_nothing = match self.giver {
            Giver::Seat(_) => self.state != HandoverState::Pending,
            Giver::Committee | Giver::Office | Giver::Acting => true,
        };
        if items.is_empty() && says_nothing {
            return Err(TermRefusal::NothingSaid);
        }
        if self.items.len() + items.len() > ITEMS_MAX {
            return Err(TermRefusal::TooMany);
        }
        let listed = |item: &Item| Listed { item: item.clone(), handed_at: at, taken_at: None };
        self.items.extend(items.iter().map(listed));
        self.state = state;
        if self.handed_at.is_none() && self.lacking().is_empty() {
            self.handed_at = Some(at);
        }
        Ok(())
    }

    /// Takes what the incoming side signs for.
    pub(super) fn receive(&mut self, receipt: &Receipt, at: Instant) -> Result<(), TermRefusal> {
        self.check(receipt)?;
        let mut next = self.clone();
        for (number, listed) in (1..).zip(&mut next.items) {
            if receipt.taken.contains(&number) {
                listed.taken_at = Some(at);
            }
        }
        for (number, missed) in (1..).zip(&mut next.missed) {
            if receipt.settled.contains(&number) {
                missed.settled_at = Some(at);
            }
        }
        let missed = |what: &Missing| Missed { what: what.clone(), said_at: at, settled_at: None };
        next.missed.extend(receipt.missing.iter().map(missed));
        next.state = self.state.after(next.standing())?;
        next.completed_at = (next.state == HandoverState::Complete).then_some(at);
        *self = next;
        Ok(())
    }

    /// Takes an order of the authority; one for lateness not before it is late.
    pub(super) fn order(
        &mut self,
        (ground, order): (OrderGround, Fingerprint),
        at: Instant,
        until: Instant,
    ) -> Result<(), TermRefusal> {
        self.state = self.state.after(HandoverAction::Order)?;
        match ground {
            OrderGround::Late if at < until => return Err(TermRefusal::NotLate { until }),
            OrderGround::Late | OrderGround::Refused => {}
        }
        self.orders.push(Order { ground, order, at });
        Ok(())
    }

    /// What the incoming side has said, taken together.
    fn standing(&self) -> HandoverAction {
        let unanswered = (1..).zip(&self.items).any(|(number, listed)| {
            listed.taken_at.is_none() && !self.missed.iter().any(|missed| missed.what.item == Some(number))
        });
        let short = self.missing().next().is_some() || !self.lacking().is_empty();
        if unanswered {
            HandoverAction::ReceivePart
        } else if short {
            HandoverAction::ReceiveShort
        } else {
            HandoverAction::ReceiveAll
        }
    }

    fn check(&self, receipt: &Receipt) -> Result<(), TermRefusal> {
        let says_nothing =
            receipt.taken.is_empty() && receipt.missing.is_empty() && receipt.settled.is_empty();
        // Who left with nothing hands nothing over, and that is what is signed for.
        let holds_nothing = self.items.is_empty() && self.state == HandoverState::HandedOver;
        if says_nothing && !holds_nothing {
            return Err(TermRefusal::NothingSaid);
        }
        if self.missed.len() + receipt.missing.len() > ITEMS_MAX {
            return Err(TermRefusal::TooMany);
        }
        let mut seen = BTreeSet::new();
        let listed = receipt.missing.iter().filter_map(|missing| missing.item);
        for number in receipt.taken.iter().copied().chain(listed) {
            let item = usize::from(number).checked_sub(1).and_then(|index| self.items.get(index));
            let item = item.ok_or(TermRefusal::UnknownItem(number))?;
            let missed = self.missed.iter().any(|missed| missed.what.item == Some(number));
            if item.taken_at.is_some() || missed || !seen.insert(number) {
                return Err(TermRefusal::AnsweredBefore(number));
            }
        }
        let open: BTreeSet<_> = self.missing().map(|(number, _)| number).collect();
        let mut settled = BTreeSet::new();
        let unknown =
            receipt.settled.iter().find(|number| !open.contains(number) || !settled.insert(**number));
        unknown.map_or(Ok(()), |number| Err(TermRefusal::NotMissed(*number)))
    }
}
