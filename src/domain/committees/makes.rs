//! What the elections of a meeting make: a whole committee, members for single seats, or nothing.
//!
//! It is decided at the notice, by what owners were told, and so many seats are lawful or not by the law of that day.

use super::book::{Committees, ELECTION};
use crate::domain::annals::{NoticeRefusal, NoticedMeeting, ProcessId, Scene};
use crate::domain::register::{Holdings, UnitKind};
use crate::domain::rules::{Estate, Sizes};

/// The fewest seats of an election that replaces a committee where the law of the place says nothing of its size: what
/// the smallest estates have.
const FEWEST_TO_REPLACE: u64 = 3;

/// What the elections of a meeting make.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Makes {
    /// Nothing: it elects nobody, or fewer than a committee has.
    Nothing,
    /// Members for vacant seats of a committee.
    Seats(ProcessId),
    /// A committee, which succeeds the one before.
    Committee,
}

/// How many seats a committee may have here, where the law says so.
pub(super) fn sizes(scene: &Scene<'_>) -> Option<Sizes> {
    let latest = scene.annals.register().and_then(|version| scene.registers.get(version));
    scene.procedure.sizes_in(latest.map(estate))
}

fn estate(holdings: &Holdings) -> Estate {
    let homes = holdings.iter().filter(|holding| holding.unit.kind == UnitKind::Dwelling);
    Estate { households: homes.count() as u64, area: holdings.area_total() }
}

impl Committees {
    /// What the elections of a meeting make, or why notice of them cannot be given. A meeting that was named to fill
    /// seats and elects nobody is held up by nothing.
    pub(super) fn makes(&self, meeting: &NoticedMeeting, scene: &Scene<'_>) -> Result<Makes, NoticeRefusal> {
        let elections = meeting.matters.iter().filter(|own| own.kind.as_str() == ELECTION);
        let seats = elections.filter_map(|own| own.election.as_ref()).map(|own| u64::from(own.seats)).sum();
        if seats == 0 {
            return Ok(Makes::Nothing);
        }
        let rule = scene.procedure.whole_reelection.value;
        let mut current = self.iter().filter(|(_, own)| own.state.is_current());
        let named = current.find(|(_, own)| own.fillings.contains(&meeting.meeting));
        let vacant = named.filter(|(_, own)| own.may_fill(rule)).map_or(0, |(_, own)| own.vacant() as u64);
        match named {
            Some((process, _)) if seats <= vacant => Ok(Makes::Seats(process)),
            Some(_) | None if self.is_whole(seats, scene) => Ok(Makes::Committee),
            Some(_) if vacant > 0 => Err(NoticeRefusal(format!(
                "the meeting is to fill single seats; it must elect at least one member and at most {vacant}"
            ))),
            Some(_) => Err(NoticeRefusal(
                "too few members are left, or no seat is vacant, so single seats cannot be filled; elect the whole \
                 committee again"
                    .to_owned(),
            )),
            None => Err(NoticeRefusal(format!(
                "an election of {seats} seats makes no committee: the law allows {}; to fill vacant seats of the \
                 committee, name the meeting with fill_seats first",
                sizes(scene).map_or_else(|| format!("at least {FEWEST_TO_REPLACE}"), |own| own.to_string())
            ))),
        }
    }

    /// Whether so many seats are those of a committee. Where the law says nothing of it, only a committee that sits is
    /// safe from being replaced by a few.
    fn is_whole(&self, seats: u64, scene: &Scene<'_>) -> bool {
        let wanted = u32::try_from(seats).ok().and_then(std::num::NonZeroU32::new);
        match sizes(scene) {
            Some(sizes) => wanted.is_some_and(|wanted| sizes.allow(wanted)),
            None => seats >= FEWEST_TO_REPLACE || self.current().is_none(),
        }
    }
}
