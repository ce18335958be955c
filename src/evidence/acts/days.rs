//! How days are counted in the life of a community, between meetings.

use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::instants::Zone;
use crate::evidence::rules::{NotPublished, pack};

/// The pack whose way of counting days holds between meetings, where no definition names one.
const PACK: &str = "cn_civil_code_2021";

/// How days are counted in a zone, over these holidays.
pub fn calendar(zone: Zone, holidays: HolidayTable) -> Result<Calendar, NotPublished> {
    let counting = pack(PACK)?.pack.parts().day_counting.clone();
    Ok(Calendar::new(zone, counting.as_ref(), holidays))
}
