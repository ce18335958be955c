//! A pack: one regime's measures, quorums, classes and kinds of matter.

use thiserror::Error;

use super::calls::{Call, SecondCall};
use super::caps::Cap;
use super::classes::{Class, ClassName, Estate, Sizes};
use super::competence::{DoubtfulKind, RefusedKind};
use super::contradictions::{PackError, contradictions};
use super::identifiers::{MatterKind, PackId};
use super::measures::Measures;
use super::notices::{NoticeContent, ServiceRules};
use super::overlay::Topic;
use super::periods::{DayCounting, RevocationSuit};
use super::procedure::{Procedure, Stipulated};
use super::proxies::Proxies;
use super::requirements::Requirement;
use super::rule::{FurtherVote, Rule};
use super::sources::Source;
use super::titles::{ShareUnit, Titles};

/// Kinds every pack answers to beside its own: its usual class, its special one, its elections.
pub(super) const GENERIC: [&str; 3] = ["ordinary", "special", "election"];

/// A kind that a pack does not know.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{pack} knows no matter {kind}; it knows {}", .known.join(", "))]
pub struct UnknownMatter {
    /// The pack that was asked.
    pub pack: PackId,
    /// The kind it does not know.
    pub kind: MatterKind,
    /// Every kind it knows, generic ones last.
    pub known: Vec<String>,
}

/// A second call under a law that has none.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{0} knows no second call")]
pub struct NoSecondCall(pub PackId);

/// What a ballot on a matter decides.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Decides {
    /// One question: for, against, abstain.
    Motion,
    /// Who is elected.
    Election,
}

/// A pack's rule for one kind of matter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MatterRule {
    /// The kind.
    pub kind: MatterKind,
    /// Its name for people.
    pub titles: Titles,
    /// The class that says what is asked.
    pub class: ClassName,
    /// Motion or election.
    pub decides: Decides,
    /// The article that lists the matter.
    pub source: Source,
}

/// Days between notice and opening, neither day counted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// Full civil days, counted by [`crate::domain::instants::full_days_between`].
    pub full_days: u16,
    /// Where the period comes from.
    pub source: Source,
}

/// How long voting may last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VotingPeriod {
    /// Fewest full days.
    pub days_min: u16,
    /// Most full days.
    pub days_max: u16,
    /// Where the limits come from.
    pub source: Source,
}

/// Which classes answer to the generic kinds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Generic {
    /// The usual one.
    pub ordinary: ClassName,
    /// The raised one.
    pub special: ClassName,
}

/// A local way to round percentages, shown beside what decides and never deciding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rounding {
    /// Decimals of the percentage, rounded to the nearest, half up; at most 4.
    pub percent_decimals: u8,
    /// Where it comes from.
    pub source: Source,
}

/// What a pack is made of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PackParts {
    /// Its name.
    pub id: PackId,
    /// Its version; a published version never changes.
    pub version: String,
    /// Its name for people.
    pub titles: Titles,
    /// What a share measures.
    pub share_unit: ShareUnit,
    /// What votes are weighed by.
    pub measures: Measures,
    /// The quorum of the first call; empty where the law asks for none.
    pub quorum: Vec<Requirement>,
    /// The second call, where the law knows one.
    pub second_call: Option<SecondCall>,
    /// The cut of a large weight.
    pub cap: Option<Cap>,
    /// Days between notice and opening.
    pub notice: Notice,
    /// What a notice must say.
    pub notice_content: Option<NoticeContent>,
    /// What the service of a notice asks.
    pub service: Option<ServiceRules>,
    /// Limits of the voting period, where the regime has any.
    pub voting_period: Option<VotingPeriod>,
    /// How many seats a committee may have, where the law says.
    pub sizes: Option<Sizes>,
    /// A local way to round.
    pub rounding: Option<Rounding>,
    /// How the days of a period that runs forward are counted; as they fall, if nothing is said.
    pub day_counting: Option<DayCounting>,
    /// Years in which a decision can be brought before a court, where the law says.
    pub revocation_suit: Option<RevocationSuit>,
    /// What it says of proxies.
    pub proxies: Option<Proxies>,
    /// What it leaves to overlays.
    pub open: Vec<Topic>,
    /// Which classes answer to the generic kinds.
    pub generic: Generic,
    /// The classes.
    pub classes: Vec<Class>,
    /// Each kind of matter.
    pub matters: Vec<MatterRule>,
    /// What the assembly may not decide by vote.
    pub refused: Vec<RefusedKind>,
    /// Which of the kinds are open classes.
    pub doubtful: Vec<DoubtfulKind>,
    /// What it says of the procedure of a community's life, each parameter once.
    pub procedure: Vec<Stipulated>,
}

impl PackParts {
    /// The procedure: what the pack says of it, and for the rest the national values, which are then not verified.
    #[must_use]
    pub fn procedure(&self) -> Procedure {
        let mut procedure = Procedure::assumed();
        for Stipulated { what, source } in &self.procedure {
            procedure.settle(what, source.clone());
        }
        let listed = |own: &MatterRule| (own.kind.clone(), own.source.clone());
        procedure.assembly_kinds = self.matters.iter().map(listed).collect();
        procedure.sizes.clone_from(&self.sizes);
        procedure
    }

    /// Whether it says anything of this parameter.
    #[must_use]
    pub fn stipulates(&self, name: &str) -> bool {
        self.procedure.iter().any(|own| own.what.name() == name)
    }

    /// The class of this name.
    #[must_use]
    pub fn class(&self, name: &ClassName) -> Option<&Class> {
        self.classes.iter().find(|class| class.name == *name)
    }
}

/// One regime's rules, complete and without contradiction.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pack(PackParts);

impl Pack {
    /// A pack of these parts; every reason to refuse it is told.
    pub fn new(parts: PackParts) -> Result<Self, Vec<PackError>> {
        let errors = contradictions(&parts);
        if errors.is_empty() { Ok(Self(parts)) } else { Err(errors) }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> &PackId {
        &self.0.id
    }

    /// Everything in it.
    #[must_use]
    pub const fn parts(&self) -> &PackParts {
        &self.0
    }

    /// Every kind it answers to, its own first.
    #[must_use]
    pub fn kinds(&self) -> Vec<String> {
        let own = self.0.matters.iter().map(|matter| matter.kind.to_string());
        let generic = GENERIC.into_iter().filter(|kind| self.generic(kind).is_some());
        own.chain(generic.map(str::to_owned)).collect()
    }

    /// What the pack asks of a matter of this kind at the first call.
    pub fn rule(&self, kind: &MatterKind) -> Result<Rule, UnknownMatter> {
        self.ruled(kind, Call::First)
    }

    /// What the pack asks of a matter of this kind at the second call; none where there is none.
    pub fn second_rule(&self, kind: &MatterKind) -> Result<Option<Rule>, UnknownMatter> {
        let rule = self.ruled(kind, Call::Second)?;
        Ok(self.0.second_call.is_some().then_some(rule))
    }

    /// The pack in an estate of this size, where exceptions for small ones are used or gone.
    #[must_use]
    pub fn in_estate(&self, estate: Estate) -> Self {
        let sizes = self.0.sizes.as_ref().map(|sizes| sizes.in_estate(estate));
        Self(PackParts { sizes, ..self.0.clone() })
    }

    fn ruled(&self, kind: &MatterKind, call: Call) -> Result<Rule, UnknownMatter> {
        let unknown = || UnknownMatter { pack: self.0.id.clone(), kind: kind.clone(), known: self.kinds() };
        let own = self.0.matters.iter().find(|matter| matter.kind == *kind);
        let matter = own.or_else(|| self.generic(kind.as_str())).ok_or_else(unknown)?;
        let class = self.0.class(&matter.class).ok_or_else(unknown)?;
        let second_vote = class.second_vote.as_ref().and_then(|vote| {
            let asks = self.asked(self.0.class(&vote.class)?, Call::First);
            Some(FurtherVote { vote: vote.clone(), asks })
        });
        let second_call = match call {
            Call::First => self.0.second_call.clone(),
            Call::Second => None,
        };
        let (quorum, approval): (Vec<_>, Vec<_>) =
            self.asked(class, call).into_iter().partition(|own| own.subject.is_attendance());
        let applies = |own: &Requirement| own.applies_at(call);
        let rule = Rule {
            measures: self.0.measures,
            call,
            class: class.name.clone(),
            quorum,
            approval,
            decides: matter.decides,
            method: class.method,
            cap: self.0.cap.clone(),
            sizes: self.0.sizes.clone(),
            rounding: self.0.rounding.clone(),
            second_vote,
            second_call: second_call.map(|second| (self.asked(class, Call::Second), second)),
            silence: class.silence.clone(),
            objection: class.objection.clone().filter(|objection| applies(&objection.requirement)),
            consequences: class.consequences.clone(),
        };
        Ok(if matter.source.is_verified() { rule } else { rule.not_surer_than(&matter.source) })
    }

    /// Everything asked of a class at a call: the quorum of the pack, then what the class asks.
    fn asked(&self, class: &Class, call: Call) -> Vec<Requirement> {
        let quorum = match (call, &self.0.second_call) {
            (Call::First, _) | (Call::Second, None) => &self.0.quorum,
            (Call::Second, Some(second)) => &second.quorum,
        };
        quorum.iter().chain(class.asked_at(call)).cloned().collect()
    }

    /// The matter that stands for a generic kind: the first motion of a class, the first election.
    fn generic(&self, kind: &str) -> Option<&MatterRule> {
        let class = |class: &ClassName| {
            let motions = self.0.matters.iter().filter(|matter| matter.decides == Decides::Motion);
            motions.into_iter().find(|matter| matter.class == *class)
        };
        match kind {
            "ordinary" => class(&self.0.generic.ordinary),
            "special" => class(&self.0.generic.special),
            "election" => self.0.matters.iter().find(|matter| matter.decides == Decides::Election),
            _ => None,
        }
    }
}
