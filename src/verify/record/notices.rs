//! The notice of a meeting, as the service signed it.

use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::entries::Fact;
use crate::evidence::jws::PublicKey;
use crate::evidence::statements::{Notice, Statement as _};
use crate::verify::report::{Sentence, told};

/// A notice is signed with this key and says what its entry says.
pub(in crate::verify) fn signed(
    text: &str,
    key: &PublicKey,
    (origin, community): (&str, Uuid),
    (fact, at): (&Fact, Instant),
) -> Result<(), Sentence> {
    let notice = Notice::verified(text, key)
        .map_err(|reason| told!("The notice is not signed: {reason}.", "通知未经签署：{reason}。"))?;
    let named = matches!(fact, Fact::MeetingNoticed { meeting, definition, roll, .. }
        if (notice.meeting, notice.definition, notice.roll) == (*meeting, *definition, *roll));
    if named && notice.origin == origin && notice.community == community && notice.noticed_at <= at {
        return Ok(());
    }
    Err(told!(
        "The signed notice is of another meeting, definition, roll or time than its entry.",
        "所签署的通知与其记录在会议、定义、名册或时间上不符。"
    ))
}
