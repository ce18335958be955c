//! Rolls derived again from the register, amendment by amendment; only an audit bundle shows how.

use super::contents::{Contents, Step};
use super::enrolments::Enrolments;
use super::roll::{Posted, Rolls};
use crate::domain::register::Holdings;
use crate::domain::roll::RollAnnex;
use crate::evidence::bundle::BundleKind;
use crate::evidence::entries::Fact;
use crate::evidence::jws::{StatementType, Unverified};
use crate::evidence::register::RegisterDocument;
use crate::evidence::roll::{RollAnnexDocument, RollDocument, derive};
use crate::evidence::salt::Salt;
use crate::evidence::statements::{RollAmendment, RollConfirmation, Statement as _};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Derives every roll again; hands out who stands behind the pseudonyms of the standing one.
pub(super) fn check(
    contents: &Contents,
    rolls: &Rolls<'_>,
    enrolments: &Enrolments,
    ledger: &mut Ledger,
) -> Option<RollAnnex> {
    for amended in rolls.provisional.iter().skip(1) {
        ledger.settle(Code::AmendmentsConfirmed, of_two_bodies(amended.step));
    }
    if contents.header.kind == BundleKind::Public {
        public(rolls, ledger);
        return None;
    }
    let posted = rolls.provisional.first()?;
    let derived = Derivation::start(contents, posted).and_then(|mut derivation| {
        derivation.agrees(posted)?;
        for amended in rolls.provisional.iter().skip(1) {
            derivation.amend(contents, amended)?;
            derivation.agrees(amended)?;
        }
        if let Some(last) = &rolls.last {
            derivation.agrees(last)?;
        }
        Ok(derivation.annex)
    });
    for amended in rolls.provisional.iter().skip(1) {
        ledger.settle(Code::AmendmentsSigned, signed(contents, amended.step, enrolments));
        ledger.settle(Code::AmendmentsConfirmed, confirmed(contents, amended.step, enrolments));
    }
    ledger.checked(Code::RollDerived);
    derived.map_err(|sentence| ledger.finding(Code::RollDerived, sentence)).ok()
}

fn public(rolls: &Rolls<'_>, ledger: &mut Ledger) {
    let sentence = told!(
        "Could not check that the roll follows from the register: the bundle is public.",
        "无法核实名册由业主名册推导得出：本文件为公开文件。"
    );
    ledger.open(Code::RollDerived, sentence);
    if rolls.provisional.len() > 1 {
        let sentence = told!(
            "Could not check who signed the amendments and what they say: the bundle is public.",
            "无法核实更正的签署人及内容：本文件为公开文件。"
        );
        ledger.open(Code::AmendmentsSigned, sentence);
        let sentence = told!(
            "Could not check who confirmed the amendments: the bundle is public.",
            "无法核实更正由谁确认：本文件为公开文件。"
        );
        ledger.open(Code::AmendmentsConfirmed, sentence);
    }
}

/// The register as it stands after some amendments, and the roll that follows from it.
struct Derivation {
    holdings: Holdings,
    salt: Salt,
    annex: RollAnnex,
}

impl Derivation {
    fn start(contents: &Contents, posted: &Posted<'_>) -> Result<Self, Sentence> {
        let holdings = register(contents, posted)?;
        let missing = || told!("The annex of the posted roll is missing.", "缺少公示名册的附件。");
        let text = contents.text(&posted.annex).ok_or_else(missing)?;
        let document = RollAnnexDocument::from_bytes(text.as_bytes()).map_err(|reason| {
            told!("The annex of the posted roll {reason}.", "公示名册的附件有误：{reason}。")
        })?;
        Ok(Self { holdings, salt: document.salt(), annex: RollAnnex::new() })
    }

    fn amend(&mut self, contents: &Contents, amended: &Posted<'_>) -> Result<(), Sentence> {
        let index = amended.step.index;
        let refused = |reason: String| {
            told!("The amendment of entry {index}: {reason}.", "记录 {index} 的更正：{reason}。")
        };
        let amendment = statement(contents, amended.step)?;
        let change = amendment.change.to_amendment().map_err(|reason| refused(reason.to_string()))?;
        self.holdings = self.holdings.amend(&change).map_err(|reason| refused(reason.to_string()))?;
        Ok(())
    }

    /// Derives the roll and holds the result against what was posted, public and private part.
    fn agrees(&mut self, posted: &Posted<'_>) -> Result<(), Sentence> {
        let index = posted.step.index;
        let (heading, salt) = (&posted.heading, self.salt);
        let (roll, annex) = derive(&self.holdings, heading.rules, &salt).map_err(|reason| {
            told!("No roll follows for entry {index}: {reason}.", "记录 {index} 无法推导名册：{reason}。")
        })?;
        let document = RollAnnexDocument::new(heading.community, heading.meeting, salt, &annex);
        let same = RollDocument::new(heading, &roll).digest().is_ok_and(|own| own == posted.digest)
            && document.digest().is_ok_and(|own| own == posted.annex);
        if same {
            self.annex = annex;
            return Ok(());
        }
        Err(told!(
            "The roll or annex of entry {index} does not follow from the register.",
            "记录 {index} 的名册或其附件并非由业主名册推导得出。"
        ))
    }
}

/// The holdings of the register version that the posted roll names, imported before the notice.
fn register(contents: &Contents, posted: &Posted<'_>) -> Result<Holdings, Sentence> {
    let named = posted.heading.register_version;
    let imported = contents.standing_facts().find_map(|(index, _, fact)| {
        let Fact::RegisterImported { version, document } = fact else { return None };
        (*version == named && index < posted.step.index).then_some(*document)
    });
    let missing = || {
        told!(
            "Version {named} of the register, which the roll names, is not shown.",
            "未出示名册所引用的业主名册第 {named} 版。"
        )
    };
    let text = imported.and_then(|digest| contents.text(&digest)).ok_or_else(missing)?;
    let refused = |reason| told!("The register {reason}.", "业主名册有误：{reason}。");
    let document = RegisterDocument::from_bytes(text.as_bytes()).map_err(refused)?;
    if document.community() != posted.heading.community || document.register_version() != named {
        return Err(told!(
            "The register is of another community or version.",
            "业主名册属于其他小区或版本不符。"
        ));
    }
    document.holdings().map_err(refused)
}

fn statement(contents: &Contents, step: &Step) -> Result<RollAmendment, Sentence> {
    let index = step.index;
    let refused = |reason: String| {
        told!("The amendment of entry {index}: {reason}.", "记录 {index} 的更正：{reason}。")
    };
    let Fact::RollAmended { statement, .. } = &step.fact else {
        return Err(refused("is of another kind".to_owned()));
    };
    let text = contents.text(statement).ok_or_else(|| refused("is missing".to_owned()))?;
    let jws = Unverified::parse(text, StatementType::RollAmendment);
    let jws = jws.map_err(|reason| refused(reason.to_string()))?;
    RollAmendment::read(jws.payload()).map_err(|reason| refused(reason.to_string()))
}

/// An officer's key signed the amendment, which says what its entry says.
fn signed(contents: &Contents, step: &Step, enrolments: &Enrolments) -> Result<(), Sentence> {
    let refused = |reason: String| refused(step, &reason);
    let amendment = statement(contents, step)?;
    let Fact::RollAmended { statement, by, reason, before, .. } = &step.fact else { return Ok(()) };
    let text = contents.text(statement).unwrap_or_default();
    let jws = Unverified::parse(text, StatementType::RollAmendment);
    let jws = jws.map_err(|reason| refused(reason.to_string()))?;
    let (own, _) = enrolments
        .officer(jws.key_id(), &[*by], (step.index, step.at))
        .ok_or_else(|| refused(format!("is not signed with the enrolled key of a {by} in office")))?;
    jws.verify(&own.key).map_err(|reason| refused(reason.to_string()))?;
    let header = &contents.header;
    let same = amendment.origin == header.keys.origin
        && amendment.community == header.community
        && amendment.meeting == header.meeting
        && amendment.before == *before
        && amendment.reason == *reason;
    if same { Ok(()) } else { Err(refused("says other things than its entry".to_owned())) }
}

/// As what it was confirmed watches over as what it was signed.
fn of_two_bodies(step: &Step) -> Result<(), Sentence> {
    let Fact::RollAmended { by, confirmed_by, .. } = &step.fact else { return Ok(()) };
    if confirmed_by.may_confirm_amendment(*by) {
        return Ok(());
    }
    Err(refused(step, &format!("of a {by} cannot be confirmed by a {confirmed_by}")))
}

/// Another officer confirmed this very amendment with another key.
fn confirmed(contents: &Contents, step: &Step, enrolments: &Enrolments) -> Result<(), Sentence> {
    let refused = |reason: String| refused(step, &reason);
    let Fact::RollAmended { statement, confirmation, confirmed_by, .. } = &step.fact else { return Ok(()) };
    let (text, amendment) = match (contents.text(confirmation), contents.text(statement)) {
        (Some(text), Some(amendment)) => (text, amendment),
        // A document that is missing is noted where documents are.
        (Some(_) | None, None) | (None, Some(_)) => return Ok(()),
    };
    let jws = Unverified::parse(text, StatementType::RollConfirmation);
    let jws = jws.map_err(|reason| refused(reason.to_string()))?;
    let own = RollConfirmation::read(jws.payload()).map_err(|reason| refused(reason.to_string()))?;
    let amended = Unverified::parse(amendment, StatementType::RollAmendment);
    if amended.is_ok_and(|amended| amended.key_id() == jws.key_id()) {
        return Err(refused("is confirmed with the key that signed it".to_owned()));
    }
    let (officer, _) =
        enrolments.officer(jws.key_id(), &[*confirmed_by], (step.index, step.at)).ok_or_else(|| {
            refused(format!("is not confirmed with the enrolled key of a {confirmed_by} in office"))
        })?;
    jws.verify(&officer.key).map_err(|reason| refused(reason.to_string()))?;
    let header = &contents.header;
    let same = own.origin == header.keys.origin
        && own.community == header.community
        && own.meeting == header.meeting
        && own.amendment == *statement
        && own.role == *confirmed_by;
    if same { Ok(()) } else { Err(refused("was confirmed as something else".to_owned())) }
}

fn refused(step: &Step, reason: &str) -> Sentence {
    let index = step.index;
    told!("The amendment of entry {index} {reason}.", "记录 {index} 的更正：{reason}。")
}
