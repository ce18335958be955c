//! Postings as pages: roll, candidates, result, the list of them, and the draft of the minutes.

mod candidates;
mod list;
mod matters;
mod minutes;
mod objected;
mod result;
mod roll;

pub use candidates::page as candidates;
pub use list::page as list;
pub use minutes::page as minutes;
pub use result::page as result;
pub use roll::page as roll;

use super::frame::{Frame, Language, PrintQuery};
use crate::actions::headings::Heading;
use crate::actions::postings::{PostingKind, PostingView};

/// What is posted, in words.
const fn name(language: Language, kind: PostingKind) -> &'static str {
    let (zh, en) = match kind {
        PostingKind::Roll => ("业主名册公示", "Posting of the roll"),
        PostingKind::Candidates => ("候选人公示", "Posting of the candidates"),
        PostingKind::PreliminaryResult => ("表决结果公示", "Preliminary result"),
        PostingKind::FinalResult => ("表决结果公告", "Result of the vote"),
    };
    language.say(zh, en)
}

/// The last part of the address of a posting's page.
const fn address(kind: PostingKind) -> &'static str {
    match kind {
        PostingKind::Roll => "roll",
        PostingKind::Candidates => "candidates",
        PostingKind::PreliminaryResult | PostingKind::FinalResult => "result",
    }
}

/// The frame of a posting, which every sheet says what it belongs to.
fn framed(query: PrintQuery, heading: &Heading, posting: &PostingView) -> Frame {
    let title = name(query.lang.unwrap_or_default(), posting.posting);
    let about = format!("{} · {title}", heading.title);
    Frame::new(query, title).running(&heading.community, &about, Some(&posting.digest))
}

/// Since when and until when, as clocks show it.
fn times(heading: &Heading, posting: &PostingView) -> (String, Option<String>) {
    (heading.moment(posting.since), posting.objections_until.map(|until| heading.moment(until)))
}

/// How one objects to what is posted.
fn how(frame: &Frame, kind: PostingKind) -> &'static str {
    let (zh, en) = match kind {
        PostingKind::Roll => (
            "业主在应用内选择理由（面积不符、并非业主、名册遗漏、程序问题或其他）并说明，或书面交秘书登记。",
            "owners say so in the application, on a ground (an area is wrong, not an owner, missing from the roll, \
             procedure, another) and in words, or hand a paper to the secretary.",
        ),
        PostingKind::Candidates => (
            "业主在应用内选择理由（不具备候选资格、并非业主、程序问题或其他）并说明，或书面交秘书登记。",
            "owners say so in the application, on a ground (not eligible, not an owner, procedure, another) and in \
             words, or hand a paper to the secretary.",
        ),
        PostingKind::PreliminaryResult | PostingKind::FinalResult => (
            "业主在应用内选择理由（计票有误、程序问题或其他）并说明，或书面交秘书登记。",
            "owners say so in the application, on a ground (the count is wrong, procedure, another) and in words, or \
             hand a paper to the secretary.",
        ),
    };
    frame.say(zh, en)
}
