//! When an assembly may be formed: enough is handed over to owners, and enough of them apply.
//!
//! Both are counted on a version of the register without parking and storage. Heads are electors: co-owners are one, and
//! so is the developer with all its stock (法释〔2009〕7号 art 9).

use std::collections::BTreeSet;

use thiserror::Error;

use crate::domain::deadlines::Calendar;
use crate::domain::instants::Instant;
use crate::domain::quantities::{Fraction, Scale, ShareTotal};
use crate::domain::register::{Holdings, OwnerId, Stock, UnitKind};
use crate::domain::roll::{CountedElector, Snapshot, Weight};
use crate::domain::rules::Procedure;
use crate::domain::rules::procedure::{FormingTrigger, Part};

/// Too little is handed over for an assembly.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("{} m² of {} m² are handed over, and {share} must be{}", .delivered.to_decimal(Scale::WHOLE), .all.to_decimal(Scale::WHOLE), years(*.later))]
pub struct TooLittleDelivered {
    /// The area that is handed over.
    pub delivered: ShareTotal,
    /// The area of the community.
    pub all: ShareTotal,
    /// The part that must be.
    pub share: Fraction,
    /// After how many years how much is enough, where the law says so.
    pub later: Option<(u16, Fraction)>,
}

/// Too few owners apply.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error(
    "{} of {} heads with {} of {} m² apply, and {share} must",
    .applying.heads, .all.heads, .applying.area.to_decimal(Scale::WHOLE), .all.area.to_decimal(Scale::WHOLE)
)]
pub struct TooFewApply {
    /// Who applies.
    pub applying: Weight,
    /// Everybody.
    pub all: Weight,
    /// The part that must apply.
    pub share: Fraction,
}

/// Whether enough is handed over, counted on a register, at some time.
pub(super) fn delivered(
    holdings: &Holdings,
    first_delivered_at: Option<Instant>,
    now: Instant,
    (procedure, calendar): (&Procedure, &Calendar),
) -> Result<(), TooLittleDelivered> {
    let counted = |stock: Option<Stock>| -> ShareTotal {
        let units = holdings.iter().map(|holding| &holding.unit);
        let meant = units.filter(|unit| !matches!(unit.kind, UnitKind::Parking | UnitKind::Storage));
        meant.filter(|unit| stock.is_none_or(|own| own == unit.stock)).map(|unit| unit.area.share()).sum()
    };
    let (delivered, all) = (counted(Some(Stock::Delivered)), counted(None));
    let part = Part { have: delivered.thousandths(), of: all.thousandths() };
    let share = procedure.forming_delivered_share.value;
    let later = match procedure.forming_trigger.value {
        FormingTrigger::DeliveredShare => None,
        FormingTrigger::DeliveredShareOrYears => {
            Some((procedure.forming_years.value, procedure.forming_years_delivered_share.value))
        }
    };
    let is_late =
        |years| first_delivered_at.is_some_and(|first| now >= calendar.after_full_years(first, years));
    let enough_later = later.is_some_and(|(years, share)| part.reaches(share) && is_late(years));
    if part.reaches(share) || enough_later {
        Ok(())
    } else {
        Err(TooLittleDelivered { delivered, all, share, later })
    }
}

/// Whether enough owners apply, counted on a register.
pub(super) fn applicants(
    holdings: &Holdings,
    applicants: &BTreeSet<OwnerId>,
    procedure: &Procedure,
) -> Result<(), TooFewApply> {
    let (applying, all) = weighed(holdings, applicants);
    let share = procedure.application_share.value;
    let heads = Part { have: applying.heads.count().into(), of: all.heads.count().into() };
    let area = Part { have: applying.area.thousandths(), of: all.area.thousandths() };
    if Procedure::reaches(share, procedure.application_measures.value, heads, area) {
        Ok(())
    } else {
        Err(TooFewApply { applying, all, share })
    }
}

/// What electors weigh of whom at least one owner is among these, and what all of them weigh.
pub(super) fn weighed(holdings: &Holdings, owners: &BTreeSet<OwnerId>) -> (Weight, Weight) {
    let Ok(snapshot) = Snapshot::of(holdings) else { return Default::default() };
    (snapshot.electors_of(owners).map(CountedElector::weight).sum(), snapshot.all())
}

/// Whether an owner is an elector, alone or with others.
pub(super) fn is_elector(holdings: &Holdings, owner: &OwnerId) -> bool {
    Snapshot::of(holdings).is_ok_and(|snapshot| snapshot.has(owner))
}

fn years(later: Option<(u16, Fraction)>) -> String {
    match later {
        Some((years, share)) if share.numerator() == 0 => {
            format!("; or {years} years must have passed since the first unit was")
        }
        Some((years, share)) => {
            format!("; or {share}, once {years} years have passed since the first unit was")
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadlines::HolidayTable;
    use crate::domain::instants::Zone;
    use crate::domain::register::samples::{holdings, home, owner_ids, parking, unsold};

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn calendar() -> Calendar {
        Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default())
    }

    /// Half of 200 m² is handed over; the parking space does not count.
    fn half() -> Holdings {
        holdings([home("1", "60", &["a"]), home("2", "40", &["b", "c"]), unsold("3", "100", &["d"])])
    }

    fn less() -> Holdings {
        holdings([
            home("1", "60", &["a"]),
            home("2", "39.999", &["b", "c"]),
            unsold("3", "100", &["d"]),
            parking("P", "50", &["a"]),
        ])
    }

    fn by(trigger: FormingTrigger, later: (u64, u64)) -> Procedure {
        let mut procedure = Procedure::default();
        procedure.forming_trigger.value = trigger;
        procedure.forming_delivered_share.value = Fraction::new(1, 2).unwrap();
        procedure.forming_years.value = 2;
        procedure.forming_years_delivered_share.value = Fraction::new(later.0, later.1).unwrap();
        procedure
    }

    #[test]
    fn exactly_the_share_is_enough_and_a_litre_of_floor_less_is_not() {
        let procedure = by(FormingTrigger::DeliveredShare, (0, 1));
        let now = at("2026-05-04T00:00:00Z");
        let (first, law) = (Some(at("2001-05-04T00:00:00Z")), (&procedure, &calendar()));
        assert_eq!(delivered(&half(), first, now, law), Ok(()));
        let told = delivered(&less(), first, now, law).unwrap_err().to_string();
        assert_eq!(told, "99.999 m² of 199.999 m² are handed over, and 1/2 must be");
    }

    #[test]
    fn years_are_enough_from_the_end_of_their_last_day_on() {
        let procedure = by(FormingTrigger::DeliveredShareOrYears, (0, 1));
        let (first, law) = (Some(at("2024-02-29T04:00:00Z")), (&procedure, &calendar()));
        // 28 February 2026 is the last day, in Shanghai.
        assert!(delivered(&less(), first, at("2026-02-28T15:59:59.999999Z"), law).is_err());
        assert_eq!(delivered(&less(), first, at("2026-02-28T16:00:00Z"), law), Ok(()));
        let told = delivered(&less(), None, at("2026-02-28T16:00:00Z"), law).unwrap_err().to_string();
        assert!(
            told.ends_with("1/2 must be; or 2 years must have passed since the first unit was"),
            "{told}"
        );
    }

    #[test]
    fn years_with_a_smaller_share_need_that_share() {
        let now = at("2026-05-05T00:00:00Z");
        let first = Some(at("2020-05-04T00:00:00Z"));
        let by = |later| by(FormingTrigger::DeliveredShareOrYears, later);
        assert_eq!(delivered(&less(), first, now, (&by((3, 10)), &calendar())), Ok(()));
        assert!(delivered(&less(), None, now, (&by((3, 10)), &calendar())).is_err());
        assert!(delivered(&less(), first, now, (&by((1, 2)), &calendar())).is_err());
    }

    #[test]
    fn applicants_are_counted_as_electors_on_heads_or_area() {
        let mut procedure = Procedure::default();
        procedure.application_share.value = Fraction::new(1, 3).unwrap();
        // Three electors, 200 m²: b or c alone stand for their home, a third of the heads and a fifth of the area.
        for owners in [&["b"][..], &["c"], &["b", "c"]] {
            assert_eq!(applicants(&half(), &owner_ids(owners), &procedure), Ok(()), "{owners:?}");
        }
        let nobody = applicants(&half(), &owner_ids(&["nobody"]), &procedure).unwrap_err();
        assert_eq!(nobody.to_string(), "0 of 3 heads with 0 of 200 m² apply, and 1/3 must");
        procedure.application_share.value = Fraction::new(1, 2).unwrap();
        assert!(applicants(&half(), &owner_ids(&["a"]), &procedure).is_err(), "60 of 200 m²");
        assert_eq!(applicants(&half(), &owner_ids(&["d"]), &procedure), Ok(()), "100 of 200 m²");
    }

    #[test]
    fn whoever_owns_a_parking_space_alone_is_no_elector() {
        let register = holdings([home("1", "60", &["a"]), parking("P", "50", &["z"])]);
        assert!(is_elector(&register, &"a".parse().unwrap()));
        assert!(!is_elector(&register, &"z".parse().unwrap()));
    }
}
