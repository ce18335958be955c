//! Who acts for electors of several owners, followed statement by statement and ballot by ballot.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::acting::Acting;
use super::contents::{Contents, Step};
use super::enrolments::{Enrolments, Standing};
use super::life::Life;
use crate::domain::ballots::Voice;
use crate::domain::identity::Role;
use crate::domain::meetings::Schedule;
use crate::domain::register::OwnerId;
use crate::domain::representation::{Act, Moment, Representation, RepresentationState};
use crate::domain::roll::{ElectorId, RollAnnex};
use crate::evidence::bundle::BundleKind;
use crate::evidence::representation::{Kind, Place, Said, Signer};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What was said, by elector, in the order of the record.
#[derive(Clone, Debug, Default)]
pub(super) struct Spoken(BTreeMap<ElectorId, Vec<Word>>);

impl Spoken {
    /// Adds who acts for electors that passed to others, each at its place.
    pub(super) fn succeed(&mut self, acting: &Acting) {
        for elector in acting.electors() {
            let words = self.0.entry(elector).or_default();
            words.extend(
                acting
                    .passed(elector)
                    .iter()
                    .map(|own| Word { index: own.index, event: Event::Passed(own.owners.clone()) }),
            );
            words.sort_by_key(|word| word.index);
        }
    }
}

/// One statement at its place.
#[derive(Clone, Debug)]
struct Word {
    index: u64,
    event: Event,
}

#[derive(Clone, Debug)]
enum Event {
    /// Something was said.
    Said(Act, Moment),
    /// These owners act from here on.
    Passed(BTreeSet<OwnerId>),
}

/// Who acts for each elector of several owners, as far as the ballots were followed.
#[derive(Clone, Debug, Default)]
pub(super) struct Represented(BTreeMap<ElectorId, Followed>);

#[derive(Clone, Debug)]
struct Followed {
    representation: Representation,
    /// How many words of the elector were taken.
    taken: usize,
}

/// Reads what was said; statements that are missing are noted where documents are.
pub(super) fn read(contents: &Contents, life: &Life, enrolments: &Enrolments, ledger: &mut Ledger) -> Spoken {
    if contents.header.kind == BundleKind::Public {
        public(ledger);
        return Spoken::default();
    }
    ledger.checked(Code::RepresentationSigned);
    let mut spoken = Spoken::default();
    for step in contents.meeting_steps() {
        let Some((kind, elector, statement)) = Kind::of(&step.fact) else { continue };
        let Some(text) = contents.text(&statement) else { continue };
        let said = signed(contents, enrolments, step, (kind, text));
        let fits = said.and_then(|said| {
            let same = said.fact(contents.header.meeting, statement) == step.fact;
            if same { Ok(said) } else { Err(refused(step, "it says other things than its entry")) }
        });
        match fits {
            Ok(said) => {
                let word = Word { index: step.index, event: Event::Said(said.act, moment(life, step)) };
                spoken.0.entry(elector).or_default().push(word);
            }
            Err(sentence) => ledger.finding(Code::RepresentationSigned, sentence),
        }
    }
    spoken
}

fn public(ledger: &mut Ledger) {
    let sentence = told!(
        "Could not check who signed what about who acts for co-owners: the bundle is public.",
        "无法核实共有人代表事项的声明由谁签署：本文件为公开文件。"
    );
    ledger.open(Code::RepresentationSigned, sentence);
    let sentence = told!(
        "Could not check who acted for co-owners: the bundle is public.",
        "无法核实共有人由谁代表投票：本文件为公开文件。"
    );
    ledger.open(Code::RepresentationFollowed, sentence);
}

/// A statement, by a key that was enrolled before it.
fn signed(
    contents: &Contents,
    enrolments: &Enrolments,
    step: &Step,
    (kind, text): (Kind, &str),
) -> Result<Said, Sentence> {
    let header = &contents.header;
    let place = Place { origin: &header.keys.origin, community: header.community, meeting: header.meeting };
    let key = kind.key_of(text).map_err(|reason| refused(step, &reason.to_string()))?;
    let convened = || enrolments.officer(&key, &[Role::Convener], (step.index, step.at)).is_some();
    if kind == Kind::Decision && !convened() {
        return Err(refused(step, "its key was not a convener's then"));
    }
    let signer = match enrolments.standing(&key, step.index) {
        Standing::Enrolled(own) => Signer { key: own.key, owner: own.owner.clone() },
        Standing::Revoked => return Err(refused(step, "its key was revoked before it")),
        Standing::NotEnrolled => return Err(refused(step, "its key was not enrolled before it")),
    };
    kind.read(text, place, &signer).map_err(|reason| refused(step, &reason.to_string()))
}

fn refused(step: &Step, reason: &str) -> Sentence {
    let index = step.index;
    told!("The statement of entry {index} does not stand: {reason}.", "记录 {index} 的声明无效：{reason}。")
}

fn moment(life: &Life, step: &Step) -> Moment {
    let schedule = life.before(step.index).and_then(|standing| standing.schedule);
    let close = life.close.as_ref().map(|close| close.index).filter(|close| *close < step.index);
    // Without a schedule there is nothing to be late for; that it is missing is noted elsewhere.
    let closes_at = schedule.map_or_else(|| step.at.plus_seconds(1), Schedule::closes_at);
    Moment { at: step.at, closes_at, close }
}

impl Represented {
    /// Who acts for an elector just before an entry; none where it has one owner, or is the developer.
    pub(super) fn before(
        &mut self,
        (spoken, annex): (&Spoken, &RollAnnex),
        (elector, index): (ElectorId, u64),
        ledger: &mut Ledger,
    ) -> Option<&Representation> {
        let followed = self.follow((spoken, annex), (elector, index), ledger)?;
        Some(&followed.representation)
    }

    /// Adds a ballot that was rightly accepted, by whatever voice, as an act of this owner.
    pub(super) fn cast(&mut self, elector: ElectorId, (voice, owner): (Voice, &OwnerId), index: u64) {
        let Some(followed) = self.0.get_mut(&elector) else { return };
        match voice {
            Voice::Own => followed.representation.cast(owner, index),
            Voice::Holder(_) => followed.representation.cast_held(owner, index),
        }
    }

    /// Takes what was said after the last ballots, and looks for quarrels that nobody decided.
    pub(super) fn close(&mut self, of: (&Spoken, &RollAnnex), life: &Life, ledger: &mut Ledger) {
        let (spoken, annex) = of;
        for (elector, words) in &spoken.0 {
            if annex.get(elector).is_none() {
                unknown(*elector, words, life, ledger);
            } else if self.follow(of, (*elector, u64::MAX), ledger).is_none() {
                let last = words.last().map_or(0, |word| word.index);
                not_followed(last, "the elector is held by one owner, or is the developer", ledger);
            }
        }
        if life.counted.is_none() {
            return;
        }
        for (elector, followed) in &self.0 {
            if followed.representation.state() == RepresentationState::Disputed {
                let sentence = told!(
                    "The meeting was counted while the co-owners of elector {elector} quarrelled about who acts \
                     for them, and nobody had decided.",
                    "计票时，表决权人 {elector} 的共有人对由谁代表仍有争议，且无人作出决定。"
                );
                ledger.finding(Code::RepresentationFollowed, sentence);
            }
        }
    }

    fn follow(
        &mut self,
        (spoken, annex): (&Spoken, &RollAnnex),
        (elector, index): (ElectorId, u64),
        ledger: &mut Ledger,
    ) -> Option<&mut Followed> {
        let words = spoken.0.get(&elector);
        let passes =
            words.is_some_and(|words| words.iter().any(|word| matches!(word.event, Event::Passed(_))));
        let followed = match self.0.entry(elector) {
            Entry::Occupied(place) => place.into_mut(),
            Entry::Vacant(place) => {
                let group = annex.get(&elector)?;
                let representation =
                    if passes { Representation::whole(group) } else { Representation::of(group)? };
                place.insert(Followed { representation, taken: 0 })
            }
        };
        let words = words.into_iter().flatten().skip(followed.taken);
        for word in words.take_while(|word| word.index < index) {
            followed.taken += 1;
            let taken = match &word.event {
                Event::Said(act, moment) => followed.representation.take(act, moment),
                Event::Passed(owners) => {
                    followed.representation.succeed(owners.clone(), word.index);
                    Ok(())
                }
            };
            if let Err(reason) = taken {
                not_followed(word.index, &reason.to_string(), ledger);
            }
        }
        Some(followed)
    }
}

/// Nobody can act for an elector that is not on the final roll; before the opening it may have been on an
/// earlier one, whose owners an amendment parted.
fn unknown(elector: ElectorId, words: &[Word], life: &Life, ledger: &mut Ledger) {
    let opening = life.opening.as_ref().map_or(u64::MAX, |step| step.index);
    for word in words.iter().filter(|word| word.index > opening) {
        not_followed(word.index, &format!("elector {elector} is not on the roll"), ledger);
    }
}

fn not_followed(index: u64, reason: &str, ledger: &mut Ledger) {
    let sentence = told!(
        "What entry {index} records about who acts for co-owners was not possible: {reason}.",
        "记录 {index} 关于共有人代表的内容在当时不被允许：{reason}。"
    );
    ledger.finding(Code::RepresentationFollowed, sentence);
}
