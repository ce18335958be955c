//! Members, changes, papers and steps as they are printed on both pages.

use crate::actions::committees::{
    CommitteeDueView, CommitteeFilingView, Dossier, DossierChange, DossierMember, DossierPaper,
    DossierSource, DossierStep, Particulars,
};
use crate::domain::committees::{ChangeKind, CommitteeState, EndCause, FilingPaper, FilingState, Standing};
use crate::http::pages::frame::{Frame, Language};
use crate::http::pages::words;

/// Where somebody stands in a list; none if they are not in it.
type Place = fn(&DossierMember) -> Option<u32>;

/// Somebody who is on a committee.
pub struct MemberRow<'a> {
    pub place: u32,
    pub name: &'a str,
    pub registered: Option<&'a str>,
    pub units: String,
    pub office: &'static str,
    pub since: String,
}

/// Something that changed.
pub struct ChangeRow<'a> {
    pub at: String,
    pub name: &'a str,
    pub what: String,
}

/// A paper.
pub struct PaperRow<'a> {
    pub name: &'static str,
    pub title: &'a str,
    pub source: &'static str,
    pub sha256: String,
    pub archived: String,
    pub entry: Option<u64>,
}

/// An entry of the record.
pub struct StepRow<'a> {
    pub entry: u64,
    pub at: String,
    pub what: &'a str,
    pub by: &'static str,
    pub sha256: String,
}

/// Something that was filed.
pub struct FiledRow {
    pub at: String,
    pub state: &'static str,
    pub package: String,
    pub answer: String,
    pub answered_at: String,
}

/// By when something is filed.
pub struct DeadlineRow<'a> {
    pub what: &'static str,
    pub until: String,
    pub article: &'a str,
    pub unread: &'static str,
    pub done: String,
}

/// Members, or alternates, each in their order.
pub fn members<'a>(
    frame: &Frame,
    dossier: &'a Dossier,
    (particulars, place): (Option<&'a [Particulars]>, Place),
) -> Vec<MemberRow<'a>> {
    let row = |(index, own): (usize, &'a DossierMember)| {
        let registered = particulars.and_then(|all| all.get(index));
        Some(MemberRow {
            place: place(own)?,
            name: &own.name,
            registered: registered.and_then(|own| own.name.as_deref()),
            units: registered.map(|own| own.units.join(frame.say("、", ", "))).unwrap_or_default(),
            office: office(frame.language(), own),
            since: own.seated_at.map(|at| dossier.heading.moment(at)).unwrap_or_default(),
        })
    };
    dossier.view.members.iter().enumerate().filter_map(row).collect()
}

/// The changes that are to be filed.
pub fn changes<'a>(frame: &Frame, dossier: &'a Dossier) -> Vec<ChangeRow<'a>> {
    let row = |own: &'a DossierChange| {
        let cause = own.cause.map(|cause| frame.say("：", ": ").to_owned() + end(frame.language(), cause));
        ChangeRow {
            at: dossier.heading.moment(own.at),
            name: &own.name,
            what: change(frame.language(), own.kind).to_owned() + &cause.unwrap_or_default(),
        }
    };
    dossier.view.changes.iter().filter(|own| own.to_file).map(row).collect()
}

/// The papers that are there.
pub fn papers<'a>(frame: &Frame, dossier: &'a Dossier) -> Vec<PaperRow<'a>> {
    let row = |own: &'a DossierPaper| PaperRow {
        name: paper(frame.language(), own.paper),
        title: &own.title,
        source: source(frame.language(), own.source),
        sha256: own.sha256.map(|own| own.to_string()).unwrap_or_default(),
        archived: own.archived.map(|own| own.to_string()).unwrap_or_default(),
        entry: own.entry,
    };
    dossier.view.papers.iter().map(row).collect()
}

/// The entries of the record.
pub fn steps<'a>(frame: &Frame, dossier: &'a Dossier) -> Vec<StepRow<'a>> {
    let row = |own: &'a DossierStep| StepRow {
        entry: own.entry,
        at: dossier.heading.moment(own.at),
        what: frame.say(own.title_zh, own.title),
        by: own.by.map_or("", |role| words::role(frame.language(), role)),
        sha256: own.sha256.to_string(),
    };
    dossier.view.steps.iter().map(row).collect()
}

/// What was filed.
pub fn filed(frame: &Frame, dossier: &Dossier) -> Vec<FiledRow> {
    let row = |own: &CommitteeFilingView| FiledRow {
        at: dossier.heading.moment(own.filed_at),
        state: filing(frame.language(), own.state),
        package: own.package.to_string(),
        answer: own.answer.map(|own| own.to_string()).unwrap_or_default(),
        answered_at: own.answered_at.map(|at| dossier.heading.moment(at)).unwrap_or_default(),
    };
    dossier.view.filings.iter().map(row).collect()
}

/// The deadlines.
pub fn deadlines<'a>(frame: &Frame, dossier: &'a Dossier) -> Vec<DeadlineRow<'a>> {
    let row = |own: &'a CommitteeDueView| {
        let done = own.done_at.map(|at| {
            let late = if at < own.until { "" } else { frame.say("（逾期）", " (late)") };
            format!("{}{late}", dossier.heading.moment(at))
        });
        DeadlineRow {
            what: match own.what {
                "committee_filing" => frame.say("业主委员会备案", "Filing of the committee"),
                _ => frame.say("变更备案", "Filing of a change"),
            },
            until: dossier.heading.moment(own.until),
            article: &own.article,
            unread: if own.verified { "" } else { frame.say("（未核对原文）", " (not verified)") },
            done: done.unwrap_or_else(|| frame.say("未提交", "not filed").to_owned()),
        }
    };
    dossier.view.deadlines.iter().map(row).collect()
}

/// Where a committee stands.
pub const fn state(language: Language, state: CommitteeState) -> &'static str {
    let (zh, en) = match state {
        CommitteeState::Constituting => ("已当选，尚未推选主任", "elected; it has no chair yet"),
        CommitteeState::Acting => ("履职中", "in office"),
        CommitteeState::ToBeReelected => ("委员不足，应当整体改选", "too few are left: to be elected again"),
        CommitteeState::Succeeded => ("已由下一届接替", "followed by another"),
        CommitteeState::Annulled => ("选举已被撤销", "its election was set aside"),
    };
    language.say(zh, en)
}

const fn office(language: Language, own: &DossierMember) -> &'static str {
    let (zh, en) = match (own.standing, own.is_chair) {
        (Standing::Called, true) => ("主任（尚未就任）", "chair (did not take the seat yet)"),
        (Standing::Called, false) => ("委员（尚未就任）", "member (did not take the seat yet)"),
        (Standing::Seated, true) => ("主任", "chair"),
        (Standing::Seated, false) => ("委员", "member"),
        (Standing::Suspended, true) => ("主任（暂停履职）", "chair (suspended)"),
        (Standing::Suspended, false) => ("委员（暂停履职）", "member (suspended)"),
        (Standing::Alternate, _) => ("候补委员", "alternate"),
        (Standing::Ended, _) => ("已离任", "left"),
    };
    language.say(zh, en)
}

const fn change(language: Language, kind: ChangeKind) -> &'static str {
    let (zh, en) = match kind {
        ChangeKind::Left => ("离任", "left"),
        ChangeKind::SteppedIn => ("候补委员递补", "an alternate who stepped in"),
        ChangeKind::Added => ("补选", "elected since"),
        ChangeKind::CameBack => ("恢复委员资格", "came back"),
        ChangeKind::SteppedBack => ("恢复为候补委员", "an alternate again"),
        ChangeKind::Chair => ("改任主任", "chosen as chair"),
        ChangeKind::Suspended => ("暂停履职", "suspended"),
        ChangeKind::Resumed => ("恢复履职", "acts again"),
    };
    language.say(zh, en)
}

const fn end(language: Language, cause: EndCause) -> &'static str {
    let (zh, en) = match cause {
        EndCause::Resigned => ("辞任", "resigned"),
        EndCause::NoLongerOwner => ("不再是业主", "owns no unit any more"),
        EndCause::EndedByLaw => ("依法终止", "ended by law"),
        EndCause::Recalled => ("业主大会罢免", "recalled by the assembly"),
        EndCause::ElectionAnnulled => ("选举被撤销", "the election was set aside"),
    };
    language.say(zh, en)
}

const fn paper(language: Language, paper: FilingPaper) -> &'static str {
    let (zh, en) = match paper {
        FilingPaper::Minutes => ("会议记录", "Minutes"),
        FilingPaper::Result => ("会议决定（表决结果公告）", "Resolution: the result as announced"),
        FilingPaper::Covenant => ("管理规约", "Covenant"),
        FilingPaper::RulesOfProcedure => ("业主大会议事规则", "Rules of procedure"),
        FilingPaper::Members => ("委员名单（本表）", "List of members (this form)"),
        FilingPaper::Changes => ("变更说明（本表）", "What changed (this form)"),
    };
    language.say(zh, en)
}

const fn source(language: Language, source: Option<DossierSource>) -> &'static str {
    let (zh, en) = match source {
        Some(DossierSource::Archive) => ("档案", "archive"),
        Some(DossierSource::Meeting) => ("选举会议", "the meeting"),
        Some(DossierSource::Record) => ("公开记录", "the record"),
        None => ("缺", "missing"),
    };
    language.say(zh, en)
}

const fn filing(language: Language, state: FilingState) -> &'static str {
    let (zh, en) = match state {
        FilingState::Filed => ("已提交，待答复", "filed; no answer yet"),
        FilingState::Returned => ("已退回，应当重新提交", "returned, to be filed again"),
        FilingState::Acknowledged => ("已备案", "acknowledged"),
    };
    language.say(zh, en)
}
