//! Paper ballots in a story.

use quorate::domain::identity::Role;
use quorate::domain::paper::{Serial, Withdrawal};
use quorate::domain::register::OwnerId;
use quorate::domain::roll::{ElectorId, RollStatus};
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::paper::{
    MarkForm, MatterMark, PaperCount, PaperEntry, PaperIssue, PaperKind, PaperList, PaperPlace, PaperReturn,
    PaperSample, PaperWithdrawal, SampledPaper,
};
use quorate::evidence::statements::Statement;
use quorate::evidence::text::Text;

use crate::estate::{COMMUNITY, MEETING, ORIGIN, SALT, elector, key};
use crate::story::{Story, at};
use crate::telling::{Before, tell};

const SECRETARY: (&str, Role) = ("secretary", Role::Secretary);
const SCRUTINEER: (&str, Role) = ("scrutineer", Role::Scrutineer);

/// A serial.
pub(crate) fn serial(number: u32) -> Serial {
    Serial::new(number).unwrap()
}

/// The whole story with four papers: one comes back beside a ballot, one is lost, one comes back unsigned, and one
/// stays out.
pub(crate) fn on_paper() -> Story {
    tell(|now, story| match now {
        Before::Count => {
            story.before_close(handed_out_and_read);
            story.hand_count(SCRUTINEER, [4, 2, 1, 0, 1]);
            story.report(&[1, 3]);
        }
        Before::Certification => {
            let channels = &mut story.draft.as_mut().unwrap().channels;
            channels.conflicts += 1;
            channels.not_authentic = 1;
        }
        Before::Notice
        | Before::Opening
        | Before::Ballots
        | Before::Extension
        | Before::Close
        | Before::Countersignatures
        | Before::Announcement
        | Before::End => (),
    })
}

fn handed_out_and_read(story: &mut Story) {
    let electors = [&["ann"][..], &["cat"], &["dan"], &["bob", "eve"]].map(elector);
    let papers: Vec<_> = (1..).zip(electors).collect();
    story.issue(&papers);
    story.take_out(2);
    for (number, said) in [(1, Some(("ann", MarkForm::For))), (3, None)] {
        story.take_back(number, None);
        story.read(SECRETARY, (number, 1), said);
        story.read(SCRUTINEER, (number, 2), said);
    }
}

impl Story {
    /// Lets something happen before the close of a meeting that is closed.
    pub(crate) fn before_close(&mut self, act: impl Fn(&mut Self)) {
        let is_close = |fact: &Fact| matches!(fact, Fact::MeetingClosed { .. });
        let place = self.entries.iter().position(|entry| is_close(entry.fact())).unwrap();
        let (tail, now) = (self.entries.split_off(place), self.now);
        self.now = self.entries.last().unwrap().at().plus_seconds(60);
        act(self);
        let more = self.entries.len() - place;
        for cosigned in self.cosigned.iter_mut().filter(|own| own.size > place) {
            cosigned.size += more;
        }
        self.entries.extend(tail);
        self.now = now;
    }

    /// Files what somebody signed about papers and writes down what it says.
    pub(crate) fn paper(
        &mut self,
        (signer, by): (&str, Role),
        kind: PaperKind,
        said: &impl Statement,
        which: u8,
    ) {
        let text = said.sign(&key(signer)).unwrap();
        let place = PaperPlace { origin: ORIGIN, community: COMMUNITY, meeting: MEETING };
        let act = kind.read(&text, place, &PublicKey::of(&key(signer))).unwrap();
        let statement = self.file(DocumentKind::Paper, text.as_bytes());
        self.publish(act.fact(MEETING, (by, statement), which));
    }

    /// Changes what the last entry says.
    pub(crate) fn rewrite_last(&mut self, change: impl Fn(&mut Fact)) {
        let last = self.entries.pop().unwrap();
        let mut fact = last.fact().clone();
        change(&mut fact);
        self.entries.push(quorate::evidence::entries::Entry::new(last.at(), fact));
    }

    /// An issue of these papers; its list is filed.
    pub(crate) fn issue_of(&mut self, papers: &[(u32, ElectorId)]) -> PaperIssue {
        let pairs: Vec<_> = papers.iter().map(|(number, elector)| (serial(*number), *elector)).collect();
        let list = PaperList::new((COMMUNITY, MEETING), SALT, &pairs).to_bytes().unwrap();
        let list = self.file(DocumentKind::PaperList, &list);
        PaperIssue {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            definition: Digest::of(&self.definition.to_bytes().unwrap()),
            roll: self.post_roll(RollStatus::Final).0,
            list,
            papers: papers.len() as u64,
            nonce: self.nonce(),
        }
    }

    /// The secretary hands papers out.
    pub(crate) fn issue(&mut self, papers: &[(u32, ElectorId)]) {
        let issue = self.issue_of(papers);
        self.paper(("secretary", Role::Secretary), PaperKind::Issue, &issue, 0);
    }

    /// The convener takes a paper back that was received then, or now.
    pub(crate) fn take_back(&mut self, number: u32, received_at: Option<&str>) {
        let said = PaperReturn {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            serial: serial(number),
            received_at: received_at.map_or(self.now, at),
            way: "door".parse().unwrap(),
            scan: Digest::of(b"a scan"),
            nonce: self.nonce(),
        };
        self.paper(("convener", Role::Convener), PaperKind::Return, &said, 0);
    }

    /// The secretary takes a paper out.
    pub(crate) fn take_out(&mut self, number: u32) {
        let said = PaperWithdrawal {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            serial: serial(number),
            why: Withdrawal::Lost,
            nonce: self.nonce(),
        };
        self.paper(("secretary", Role::Secretary), PaperKind::Withdrawal, &said, 0);
    }

    /// Somebody reads on a paper that this owner signed it and says this to the first matter, or that nobody did.
    pub(crate) fn read(
        &mut self,
        by: (&str, Role),
        (number, which): (u32, u8),
        said: Option<(&str, MarkForm)>,
    ) {
        let signed_by = said.iter().map(|(owner, _)| Text(owner.parse().unwrap())).collect();
        self.enter(by, (number, which), (signed_by, None), said.map(|(_, first)| first));
    }

    /// Somebody reads on a paper that the holder of a mandate signed it and says this to the first matter.
    pub(crate) fn read_held(
        &mut self,
        by: (&str, Role),
        number: (u32, u8),
        (mandate, first): (Digest, MarkForm),
    ) {
        self.enter(by, number, (Vec::new(), Some(mandate)), Some(first));
    }

    fn enter(
        &mut self,
        by: (&str, Role),
        (number, which): (u32, u8),
        (signed_by, mandate): (Vec<Text<OwnerId>>, Option<Digest>),
        first: Option<MarkForm>,
    ) {
        let mark =
            |matter: &str, mark| MatterMark { matter: matter.parse().unwrap(), mark, candidates: Vec::new() };
        let marks = |first| {
            let others = ["m2", "m3", "m4"].map(|matter| mark(matter, MarkForm::Blank));
            [mark("m1", first)].into_iter().chain(others).collect()
        };
        let entry = PaperEntry {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            serial: serial(number),
            authenticity: if first.is_some() { "authentic" } else { "unsigned" }.parse().unwrap(),
            signed_by,
            mandate,
            marks: first.map_or_else(Vec::new, marks),
            nonce: self.nonce(),
        };
        self.paper(by, PaperKind::Entry, &entry, which);
    }

    /// Somebody counts by hand.
    pub(crate) fn hand_count(&mut self, by: (&str, Role), numbers: [u64; 5]) {
        let [issued, returned, outstanding, spoiled, void] = numbers;
        let said = PaperCount {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            issued,
            returned,
            outstanding,
            spoiled,
            void,
            sample: 2,
            reason: None,
            nonce: self.nonce(),
        };
        self.paper(by, PaperKind::Count, &said, 0);
    }

    /// The scrutineer reports that these papers agree with their scans.
    pub(crate) fn report(&mut self, numbers: &[u32]) {
        let papers =
            numbers.iter().map(|number| SampledPaper { serial: serial(*number), differs: Vec::new() });
        let said = PaperSample {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            papers: papers.collect(),
            nonce: self.nonce(),
        };
        self.paper(("scrutineer", Role::Scrutineer), PaperKind::Sample, &said, 0);
    }
}
