//! What a returned paper says, read by two persons who do not see each other's reading.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::domain::ballots::{Answer, Choice, Fingerprint};
use crate::domain::meetings::{CandidateId, Election, Matter, MatterId};
use crate::domain::register::OwnerId;
use crate::domain::rules::switches::CandidateBallot;
use crate::domain::words::words;

words! {
    /// Whether a paper is the vote of somebody who may give it.
    pub enum Authenticity {
        /// Signed by an owner of the elector, or by whoever holds a mandate of one.
        Authentic = "authentic",
        /// Nobody signed it.
        Unsigned = "unsigned",
        /// The signature is not that of whom it names.
        Forged = "forged",
        /// Signed for somebody without a mandate that can be shown.
        NoMandate = "no_mandate",
        /// It cannot count for another reason.
        Other = "other",
    }
}

/// What stands beside one matter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Mark {
    /// A box is ticked.
    Answer(Answer),
    /// Boxes of candidates are ticked, perhaps too many.
    Candidates(Vec<(CandidateId, Answer)>),
    /// Nothing.
    Blank,
    /// Something that cannot be read, or contradicts itself.
    Spoiled,
}

/// Who signed a paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PaperSignature {
    /// Owners of the elector.
    Owners(BTreeSet<OwnerId>),
    /// The holder that the mandate of this hash names.
    Holder(Fingerprint),
}

/// An authentic paper, as somebody reads it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Content {
    /// Who signed it.
    pub signature: PaperSignature,
    /// What stands beside each matter.
    pub marks: BTreeMap<MatterId, Mark>,
}

/// What somebody reads on a paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reading {
    /// A vote.
    Authentic(Content),
    /// No vote, for this reason, which is not [`Authenticity::Authentic`].
    NotAuthentic(Authenticity),
}

/// Why a reading cannot be of a paper.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ReadingError {
    /// Nobody signed, and it is said to be authentic.
    #[error("an authentic paper is signed by an owner of its elector or under a mandate: name who signed it")]
    NobodySigned,
    /// Who is said to have signed is no owner of the elector.
    #[error("{0} is no owner of the elector this paper was issued to")]
    NotAnOwner(OwnerId),
    /// A matter that the elector does not decide.
    #[error("matter {0} is not on this paper")]
    OtherMatter(MatterId),
    /// A matter of the elector without a mark.
    #[error("nothing is said of matter {0}; an empty line is `blank`")]
    MatterMissing(MatterId),
    /// A candidate who does not stand in that matter.
    #[error("{1} is no candidate of matter {0}")]
    UnknownCandidate(MatterId, CandidateId),
    /// The same candidate twice.
    #[error("candidate {1} of matter {0} is named twice")]
    CandidateTwice(MatterId, CandidateId),
    /// A mark that the form of that matter does not have.
    #[error(
        "what is said of matter {0} is not what its boxes allow; a mark that cannot be read is `spoiled`"
    )]
    OtherForm(MatterId),
    /// What the third person says is not what one of the first two said.
    #[error("the third look chooses between the first two item by item: {0} is what neither of them said")]
    NeitherSaid(String),
}

impl Reading {
    /// Whether it is authentic, or why not.
    #[must_use]
    pub const fn authenticity(&self) -> Authenticity {
        match self {
            Self::Authentic(_) => Authenticity::Authentic,
            Self::NotAuthentic(reason) => *reason,
        }
    }

    /// Whether the reading can be of a paper with these matters of an elector with these owners.
    pub fn check(
        &self,
        owners: &BTreeSet<OwnerId>,
        matters: &[&Matter],
        form: CandidateBallot,
    ) -> Result<(), ReadingError> {
        let Self::Authentic(content) = self else { return Ok(()) };
        if let PaperSignature::Owners(signed) = &content.signature {
            if signed.is_empty() {
                return Err(ReadingError::NobodySigned);
            }
            if let Some(stranger) = signed.iter().find(|owner| !owners.contains(*owner)) {
                return Err(ReadingError::NotAnOwner(stranger.clone()));
            }
        }
        if let Some(other) = content.marks.keys().find(|id| !matters.iter().any(|own| own.id() == *id)) {
            return Err(ReadingError::OtherMatter(other.clone()));
        }
        for matter in matters {
            let mark = content.marks.get(matter.id());
            let mark = mark.ok_or_else(|| ReadingError::MatterMissing(matter.id().clone()))?;
            mark.choice(matter, form)?;
        }
        Ok(())
    }

    /// What an authentic paper votes on these matters, which it was checked against.
    pub fn choices(
        &self,
        matters: &[&Matter],
        form: CandidateBallot,
    ) -> Result<Vec<(MatterId, Choice)>, ReadingError> {
        let Self::Authentic(content) = self else { return Ok(Vec::new()) };
        let choice = |matter: &&Matter| {
            let mark = content.marks.get(matter.id());
            let mark = mark.ok_or_else(|| ReadingError::MatterMissing(matter.id().clone()))?;
            Ok((matter.id().clone(), mark.choice(matter, form)?))
        };
        matters.iter().map(choice).collect()
    }

    /// Whether every item of this third reading is what one of the first two said.
    pub fn chosen_between(&self, first: &Self, second: &Self) -> Result<(), ReadingError> {
        if [first, second].iter().all(|own| own.authenticity() != self.authenticity()) {
            return Err(ReadingError::NeitherSaid("authenticity".to_owned()));
        }
        let Self::Authentic(content) = self else { return Ok(()) };
        let said: Vec<&Content> = [first, second].into_iter().filter_map(Self::content).collect();
        if said.iter().all(|own| own.signature != content.signature) {
            return Err(ReadingError::NeitherSaid("who signed".to_owned()));
        }
        for (matter, mark) in &content.marks {
            if said.iter().all(|own| own.marks.get(matter) != Some(mark)) {
                return Err(ReadingError::NeitherSaid(format!("matter {matter}")));
            }
        }
        Ok(())
    }

    /// What it says, if it is authentic.
    #[must_use]
    pub const fn content(&self) -> Option<&Content> {
        match self {
            Self::Authentic(content) => Some(content),
            Self::NotAuthentic(_) => None,
        }
    }
}

impl Mark {
    /// The choice that a mark is under the rules: too many candidates spoil that matter and no other.
    pub fn choice(&self, matter: &Matter, form: CandidateBallot) -> Result<Choice, ReadingError> {
        let other_form = || ReadingError::OtherForm(matter.id().clone());
        match (self, matter.election()) {
            (Self::Blank, _) => Ok(Choice::Blank),
            (Self::Spoiled, _) => Ok(Choice::Spoiled),
            (Self::Answer(answer), None) => Ok(Choice::Answer(*answer)),
            (Self::Answer(Answer::Abstain), Some(_)) => Ok(Choice::Answer(Answer::Abstain)),
            (Self::Answer(Answer::For | Answer::Against), Some(_)) | (Self::Candidates(_), None) => {
                Err(other_form())
            }
            (Self::Candidates(answers), Some(election)) => elected(matter, election, answers, form),
        }
    }
}

fn elected(
    matter: &Matter,
    election: &Election,
    answers: &[(CandidateId, Answer)],
    form: CandidateBallot,
) -> Result<Choice, ReadingError> {
    let id = matter.id();
    if answers.is_empty() {
        return Err(ReadingError::OtherForm(id.clone()));
    }
    let mut named = BTreeSet::new();
    for (candidate, answer) in answers {
        if !election.candidates().iter().any(|own| own.id() == candidate) {
            return Err(ReadingError::UnknownCandidate(id.clone(), candidate.clone()));
        }
        if !named.insert(candidate) {
            return Err(ReadingError::CandidateTwice(id.clone(), candidate.clone()));
        }
        match (form, answer) {
            (CandidateBallot::Approval, Answer::For) | (CandidateBallot::ForAgainstAbstain, _) => {}
            (CandidateBallot::Approval, Answer::Against | Answer::Abstain) => {
                return Err(ReadingError::OtherForm(id.clone()));
            }
        }
    }
    let approved = answers.iter().filter(|(_, answer)| *answer == Answer::For).count();
    let few = u32::try_from(approved).is_ok_and(|approved| approved <= election.seats());
    Ok(if few { Choice::Candidates(answers.to_vec()) } else { Choice::Spoiled })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meetings::Candidate;
    use crate::domain::roll::{Counted, Electorate};

    fn matter(id: &str, seats: Option<u32>) -> Matter {
        let candidates = ["c1", "c2", "c3"].map(|id| Candidate::new(id.parse().unwrap(), id).unwrap());
        let election = seats.map(|seats| Election::new(seats, candidates.to_vec()).unwrap());
        let electorate = Electorate::community(Counted::No, Counted::No);
        let kind = "other_major".parse().unwrap();
        Matter::new(id.parse().unwrap(), kind, "Title", "Text", electorate, election).unwrap()
    }

    fn names(ids: &[&str]) -> Mark {
        Mark::Candidates(ids.iter().map(|id| (id.parse().unwrap(), Answer::For)).collect())
    }

    fn owners(names: &[&str]) -> BTreeSet<OwnerId> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    fn reading(signed: &[&str], marks: &[(&str, Mark)]) -> Reading {
        let marks = marks.iter().map(|(id, mark)| (id.parse().unwrap(), mark.clone())).collect();
        Reading::Authentic(Content { signature: PaperSignature::Owners(owners(signed)), marks })
    }

    const FORM: CandidateBallot = CandidateBallot::Approval;

    #[test]
    fn too_many_names_spoil_that_matter_by_the_rule_and_no_other() {
        let (question, election) = (matter("m1", None), matter("m2", Some(2)));
        let own = reading(&["ann"], &[("m1", Mark::Answer(Answer::For)), ("m2", names(&["c1", "c2", "c3"]))]);
        let matters = [&question, &election];
        own.check(&owners(&["ann", "bob"]), &matters, FORM).unwrap();
        let choices = own.choices(&matters, FORM).unwrap();
        assert_eq!(choices[0].1, Choice::Answer(Answer::For));
        assert_eq!(choices[1].1, Choice::Spoiled);
        assert_eq!(
            names(&["c1"]).choice(&election, FORM),
            Ok(Choice::Candidates(vec![("c1".parse().unwrap(), Answer::For)]))
        );
    }

    #[test]
    fn what_no_paper_can_say_is_refused() {
        let (question, election) = (matter("m1", None), matter("m2", Some(2)));
        let matters = [&question, &election];
        let (yes, blank) = (Mark::Answer(Answer::For), Mark::Blank);
        let refused = |own: Reading| own.check(&owners(&["ann"]), &matters, FORM).unwrap_err();
        let both = |first: &Mark, second: Mark| reading(&["ann"], &[("m1", first.clone()), ("m2", second)]);
        assert_eq!(refused(reading(&[], &[])), ReadingError::NobodySigned);
        assert_eq!(refused(reading(&["eve"], &[])), ReadingError::NotAnOwner("eve".parse().unwrap()));
        assert_eq!(
            refused(reading(&["ann"], &[("m9", yes.clone())])),
            ReadingError::OtherMatter("m9".parse().unwrap())
        );
        assert_eq!(
            refused(reading(&["ann"], &[("m1", yes.clone())])),
            ReadingError::MatterMissing("m2".parse().unwrap())
        );
        let (m1, m2) = ("m1".parse::<MatterId>().unwrap(), "m2".parse::<MatterId>().unwrap());
        assert_eq!(refused(both(&names(&["c1"]), blank)), ReadingError::OtherForm(m1));
        assert_eq!(refused(both(&yes, yes.clone())), ReadingError::OtherForm(m2.clone()));
        assert_eq!(refused(both(&yes, names(&[]))), ReadingError::OtherForm(m2.clone()));
        assert_eq!(
            refused(both(&yes, names(&["c9"]))),
            ReadingError::UnknownCandidate(m2.clone(), "c9".parse().unwrap())
        );
        assert_eq!(
            refused(both(&yes, names(&["c1", "c1"]))),
            ReadingError::CandidateTwice(m2.clone(), "c1".parse().unwrap())
        );
        let against = Mark::Candidates(vec![("c1".parse().unwrap(), Answer::Against)]);
        assert_eq!(refused(both(&yes, against)), ReadingError::OtherForm(m2));
    }

    #[test]
    fn the_third_look_takes_every_item_from_one_of_the_first_two() {
        let (yes, no) = (Mark::Answer(Answer::For), Mark::Answer(Answer::Against));
        let first = reading(&["ann"], &[("m1", yes.clone()), ("m2", yes.clone())]);
        let second = reading(&["bob"], &[("m1", no.clone()), ("m2", no.clone())]);
        let mixed = reading(&["bob"], &[("m1", yes.clone()), ("m2", no.clone())]);
        assert_eq!(mixed.chosen_between(&first, &second), Ok(()));
        let invented = reading(&["bob"], &[("m1", Mark::Blank), ("m2", no.clone())]);
        assert_eq!(
            invented.chosen_between(&first, &second),
            Err(ReadingError::NeitherSaid("matter m1".to_owned()))
        );
        let signed = reading(&["ann", "bob"], &[("m1", yes), ("m2", no)]);
        assert_eq!(
            signed.chosen_between(&first, &second),
            Err(ReadingError::NeitherSaid("who signed".to_owned()))
        );
        let unsigned = Reading::NotAuthentic(Authenticity::Unsigned);
        assert_eq!(
            unsigned.chosen_between(&first, &second),
            Err(ReadingError::NeitherSaid("authenticity".to_owned()))
        );
        assert_eq!(unsigned.chosen_between(&first, &unsigned), Ok(()));
        assert!(mixed.chosen_between(&first, &unsigned).is_err());
        assert_eq!(first.chosen_between(&unsigned, &first), Ok(()));
    }
}
