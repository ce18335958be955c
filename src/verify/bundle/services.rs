//! Service of notice: what was recorded, what proves it, and who may be taken for reached by it.

use std::collections::BTreeMap;

use super::agenda::Agenda;
use super::contents::{Contents, Step};
use super::enrolments::{Enrolments, Standing};
use super::life::Life;
use super::notices::Version;
use super::roll::{Posted, Rolls};
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingAction;
use crate::domain::register::UnitLabel;
use crate::domain::roll::{ElectorId, RollAnnex};
use crate::domain::services::{Channel, Deliveries, Reached, Served, ServiceTerms};
use crate::evidence::acknowledgements::{NoticeAcknowledgement, ServiceDetails};
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::{StatementType, Unverified};
use crate::evidence::roll::RollAnnexDocument;
use crate::evidence::statements::Statement as _;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What services are held against.
pub(super) struct Bench<'a> {
    pub(super) contents: &'a Contents,
    pub(super) agenda: Option<&'a Agenda>,
    pub(super) life: &'a Life,
    pub(super) enrolments: &'a Enrolments,
    pub(super) versions: &'a [Version],
}

/// Takes up every service in the order of the record; nobody is reached where no roll can be read.
pub(super) fn follow(bench: &Bench<'_>, rolls: &Rolls<'_>, ledger: &mut Ledger) -> Reached {
    let Some(posted) = rolls.provisional.first() else { return Reached::default() };
    let pack = bench.agenda.and_then(Agenda::pack);
    let terms = pack.map_or_else(ServiceTerms::default, ServiceTerms::of);
    let mut deliveries = Deliveries::new(posted.step.at, &posted.roll, terms);
    let mut amended = rolls.provisional.iter().skip(1).peekable();
    let mut homes = Homes::of(bench.contents, posted);
    let opening = bench.life.opening.as_ref().map_or(u64::MAX, |step| step.index);
    for step in bench.contents.meeting_steps() {
        while let Some(posted) = amended.next_if(|posted| posted.step.index < step.index) {
            deliveries.amend(&posted.roll);
            homes = Homes::of(bench.contents, posted);
        }
        if let Fact::NoticeVersioned { .. } = step.fact {
            deliveries.correct(step.at);
        } else if let Some(attempt) = step.fact.attempt() {
            let stands =
                bench.possible(step, |closes_at| deliveries.check_attempt(&attempt, closes_at, step.at));
            ledger.settle(Code::ServicesSound, stands.and_then(|()| bench.detailed(step)));
            deliveries.attempt(&attempt);
        } else if let Some(served) = step.fact.service() {
            let stands = bench.possible(step, |closes_at| deliveries.check(&served, closes_at, step.at));
            let stands = stands.and_then(|()| bench.detailed(step));
            let proved = bench.acknowledged(step, &served, &homes, ledger);
            if stands.is_ok() && proved && step.index < opening {
                deliveries.take(&served);
            }
            deliveries.count(&served);
            ledger.settle(Code::ServicesSound, stands);
        }
    }
    deliveries.reached().clone()
}

fn refused(step: &Step, reason: &dyn std::fmt::Display) -> Sentence {
    let index = step.index;
    told!("The service of entry {index} cannot stand: {reason}.", "记录 {index} 的送达不成立：{reason}。")
}

impl Bench<'_> {
    /// A service or an attempt that could be recorded where it stands; by whom is no secret, so it is checked too.
    fn possible<E: std::fmt::Display>(
        &self,
        step: &Step,
        check: impl FnOnce(crate::domain::instants::Instant) -> Result<(), E>,
    ) -> Result<(), Sentence> {
        let Some(standing) = self.life.before(step.index) else { return Ok(()) };
        standing.state.after(MeetingAction::RecordService).map_err(|reason| refused(step, &reason))?;
        let Some(schedule) = standing.schedule else { return Ok(()) };
        check(schedule.closes_at()).map_err(|reason| refused(step, &reason))
    }

    /// Whoever served is named as it has to be, where that is shown.
    fn detailed(&self, step: &Step) -> Result<(), Sentence> {
        let (Fact::UnitServed { details, .. } | Fact::ServiceAttempted { details, .. }) = &step.fact else {
            return Ok(());
        };
        let Some(text) = details.and_then(|digest| self.contents.text(&digest)) else { return Ok(()) };
        let read = ServiceDetails::parse(text.as_bytes());
        let read = read.map_err(|reason| refused(step, &format!("who served {reason}")))?;
        if read.meeting == self.contents.header.meeting {
            Ok(())
        } else {
            Err(refused(step, &"who served is told for another meeting"))
        }
    }

    /// Whether what an owner is said to have acknowledged stands; what is not shown, and everybody else's, does.
    fn acknowledged(&self, step: &Step, served: &Served, homes: &Homes, ledger: &mut Ledger) -> bool {
        let Fact::UnitServed { by: Role::Owner, evidence: Some(evidence), .. } = step.fact else {
            return true;
        };
        if self.contents.header.kind == BundleKind::Public {
            let sentence = told!(
                "Could not check who acknowledged the notice: the bundle is public.",
                "无法核实通知由谁签收：本文件为公开文件。"
            );
            ledger.open(Code::ServicesAcknowledged, sentence);
            return true;
        }
        let Some(text) = self.contents.text(&evidence) else { return false };
        let judged = self.signed(step, served, (homes, text));
        let stands = judged.is_ok();
        ledger.settle(Code::ServicesAcknowledged, judged);
        stands
    }

    fn signed(&self, step: &Step, served: &Served, (homes, text): (&Homes, &str)) -> Result<(), Sentence> {
        let index = step.index;
        let refused = |reason: &dyn std::fmt::Display| {
            told!(
                "The acknowledgement of entry {index} does not stand: {reason}.",
                "记录 {index} 的签收声明无效：{reason}。"
            )
        };
        let read = Unverified::parse(text, StatementType::NoticeAcknowledgement);
        let key = read.map_err(|reason| refused(&reason))?.key_id().clone();
        let Standing::Enrolled(own) = self.enrolments.standing(&key, index) else {
            return Err(refused(&"its key was not good then"));
        };
        let Some(owner) = &own.owner else { return Err(refused(&"its key is no owner's")) };
        let said = NoticeAcknowledgement::verified(text, &own.key).map_err(|reason| refused(&reason))?;
        let header = &self.contents.header;
        let place = usize::try_from(served.version).ok().and_then(|version| version.checked_sub(1));
        let version = place.and_then(|place| self.versions.get(place)).filter(|own| own.index < index);
        let same = said.origin == header.keys.origin
            && said.community == header.community
            && said.meeting == header.meeting
            && version.is_some_and(|version| version.digest == said.notice && version.at <= step.at);
        if !same || served.channel != Channel::InApp {
            return Err(refused(&"it is of another meeting or another version of the notice"));
        }
        if homes.is_of(&served.unit, owner) {
            Ok(())
        } else {
            Err(refused(&"whoever signed it does not own the unit"))
        }
    }
}

/// Whose units are, by a roll and the list that goes with it.
struct Homes {
    units: BTreeMap<UnitLabel, ElectorId>,
    annex: Option<RollAnnex>,
}

impl Homes {
    fn of(contents: &Contents, posted: &Posted<'_>) -> Self {
        let annex = |digest: Digest| {
            let document = RollAnnexDocument::from_bytes(contents.text(&digest)?.as_bytes()).ok()?;
            document.annex().ok()
        };
        let units = posted.roll.electors().iter().flat_map(|elector| {
            elector.units.iter().map(|unit| (unit.label.clone(), elector.id)).collect::<Vec<_>>()
        });
        Self { units: units.collect(), annex: annex(posted.annex) }
    }

    fn is_of(&self, unit: &UnitLabel, owner: &crate::domain::register::OwnerId) -> bool {
        let elector = self.units.get(unit);
        let group = elector.and_then(|elector| self.annex.as_ref()?.get(elector));
        group.is_some_and(|group| group.owners().contains(owner))
    }
}
