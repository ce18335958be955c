//! What an entry of the record can say, one variant a fact.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::annals::Subject;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::objections::{ObjectionGround, ObjectionStage};
use crate::domain::paper::{Serial, Way, Withdrawal};
use crate::domain::register::UnitLabel;
use crate::domain::representation::DecisionOutcome;
use crate::domain::roll::ElectorId;
use crate::domain::services::Channel;
use crate::evidence::digest::Digest;
use crate::evidence::replacements::ServiceKey;
use crate::evidence::text;

/// What happened, in the order a community's record tells it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// A version of the owners' register was imported.
    RegisterImported {
        /// Its number, from 1.
        version: u32,
        /// The salted document of units and owner ids.
        document: Digest,
    },
    /// The community stated which rules it is under; in force for every notice after it.
    RulesSet {
        /// Counts these statements, from 1.
        version: u32,
        /// The public document of overlays and recognition.
        document: Digest,
    },
    /// A device key was enrolled. Whose it is stands in the statement, which is not public.
    KeyEnrolled {
        /// How identity was checked.
        #[serde(with = "text")]
        method: EnrolmentMethod,
        /// As what others confirmed it, each role once, in the order of their identifiers.
        #[serde(with = "text::list")]
        confirmed_by: Vec<Role>,
        /// The signed proof of possession.
        statement: Digest,
        /// The signed confirmations, in ascending order.
        confirmations: Vec<Digest>,
    },
    /// A device key was revoked.
    KeyRevoked {
        /// The statement it was enrolled with.
        statement: Digest,
    },
    /// Somebody may act in a role. The same grant again, under the same role, states another end or lets
    /// another key of the same person act in it; the end that was stated last holds for all of them.
    RoleGranted {
        /// The grant.
        grant: Uuid,
        /// The role.
        #[serde(with = "text")]
        role: Role,
        /// The first instant at which it is over; none while it is open-ended.
        #[serde(with = "text::option")]
        until: Option<Instant>,
        /// The statement that enrolled the key which may act in it.
        enrolment: Digest,
    },
    /// A role was taken back, or given back, before its time.
    RoleEnded {
        /// The grant.
        grant: Uuid,
        /// Why.
        reason: String,
    },
    /// One of the service's own keys was replaced; the new one is in force from the next entry on.
    ServiceKeyReplaced {
        /// Which.
        key: ServiceKey,
        /// The whole signed replacement, which is public.
        statement: String,
    },
    /// Notice of a meeting was given.
    MeetingNoticed {
        /// The meeting.
        meeting: Uuid,
        /// Texts, options, rule pack, switches.
        definition: Digest,
        /// The provisional roll.
        roll: Digest,
        /// The salted list of who may act for each elector, which is not public.
        annex: Digest,
        /// The signed notice.
        statement: Digest,
        /// The notice as everybody reads it, in its first version.
        notice: Digest,
        /// How many entries before this one tell of keys enrolled or revoked, roles granted or ended, or keys of the
        /// service replaced.
        keys_before: u64,
    },
    /// The notice was corrected before the opening; from here on this version is served.
    NoticeVersioned {
        /// The meeting.
        meeting: Uuid,
        /// Its number, one more than that of the version before.
        version: u32,
        /// The notice as everybody reads it.
        notice: Digest,
        /// Why.
        reason: String,
    },
    /// The provisional roll was changed.
    RollAmended {
        /// The meeting.
        meeting: Uuid,
        /// The officer's signed amendment.
        statement: Digest,
        /// As what they signed it.
        #[serde(with = "text")]
        by: Role,
        /// The signed confirmation of another officer.
        confirmation: Digest,
        /// As what that one signed it.
        #[serde(with = "text")]
        confirmed_by: Role,
        /// Why.
        reason: String,
        /// The roll that was changed.
        before: Digest,
        /// The roll that stands now.
        roll: Digest,
        /// The list that goes with it.
        annex: Digest,
    },
    /// Somebody objected.
    ObjectionRaised {
        /// The meeting.
        meeting: Uuid,
        /// The objection.
        objection: Uuid,
        /// To what.
        #[serde(with = "text")]
        stage: ObjectionStage,
        /// On what ground.
        #[serde(with = "text")]
        ground: ObjectionGround,
        /// The matter, if it is to the competence for one, or to who stands for election in one.
        #[serde(with = "text::option")]
        matter: Option<MatterId>,
        /// The hash of the paper on which an owner without an account wrote it; none if it was raised online.
        paper: Option<Digest>,
        /// Its text, which is not public.
        text: Digest,
    },
    /// Whoever raised an objection took it back.
    ObjectionWithdrawn {
        /// The meeting.
        meeting: Uuid,
        /// The objection.
        objection: Uuid,
        /// The hash of the paper on which that was written; none if it was done online.
        paper: Option<Digest>,
    },
    /// An objection was answered.
    ObjectionAnswered {
        /// The meeting.
        meeting: Uuid,
        /// The objection.
        objection: Uuid,
        /// The answer's text, which is not public.
        answer: Digest,
        /// Whether it was upheld.
        upheld: bool,
        /// The answer in short, for everybody; it names no person.
        summary: String,
        /// Why it takes the place of the answer before; none in the first one.
        correction: Option<String>,
        /// The entry of the amendment of the roll that followed from it; none if nothing was changed.
        amendment: Option<u64>,
    },
    /// An officer committed to a value of the lot that may break ties.
    LotCommitted {
        /// The meeting.
        meeting: Uuid,
        /// As what.
        #[serde(with = "text")]
        role: Role,
        /// The signed commitment, which is public.
        statement: Digest,
    },
    /// A unit was served with the notice.
    UnitServed {
        /// The meeting.
        meeting: Uuid,
        /// The unit.
        #[serde(with = "text")]
        unit: UnitLabel,
        /// By which channel.
        #[serde(with = "text")]
        channel: Channel,
        /// When.
        #[serde(with = "text")]
        served_at: Instant,
        /// As what whoever recorded it acts.
        #[serde(with = "text")]
        by: Role,
        /// The version of the notice that was served.
        version: u32,
        /// The hash of a photo, a signature or a report of delivery, which is kept elsewhere; of an owner's
        /// service, of their signed acknowledgement, which is not public.
        evidence: Option<Digest>,
        /// The salted document that names who served, which is not public.
        details: Option<Digest>,
    },
    /// Somebody tried to serve a unit and did not reach anybody.
    ServiceAttempted {
        /// The meeting.
        meeting: Uuid,
        /// The unit.
        #[serde(with = "text")]
        unit: UnitLabel,
        /// By which channel.
        #[serde(with = "text")]
        channel: Channel,
        /// When.
        #[serde(with = "text")]
        attempted_at: Instant,
        /// As what whoever recorded it acts.
        #[serde(with = "text")]
        by: Role,
        /// The version of the notice that was to be served.
        version: u32,
        /// The hash of a photo, a signature or a report of delivery, which is kept elsewhere.
        evidence: Option<Digest>,
        /// The salted document that names who tried, which is not public.
        details: Option<Digest>,
    },
    /// Voting began; the roll is final.
    MeetingOpened {
        /// The meeting.
        meeting: Uuid,
        /// Texts, options, rule pack, switches.
        definition: Digest,
        /// The final roll.
        roll: Digest,
        /// The final list of who may act for each elector.
        annex: Digest,
    },
    /// A ballot was accepted.
    BallotReceived {
        /// The meeting.
        meeting: Uuid,
        /// The whole signed ballot, nonce and all.
        statement: Digest,
        /// When the service, or the inbox that forwarded it, parsed it: its time.
        #[serde(with = "text")]
        received_at: Instant,
        /// What the second inbox that forwarded it signed; none if it came directly.
        forwarding: Option<Digest>,
    },
    /// A co-owner named who is to act for their elector. Who named whom is not public.
    RepresentativeNominated {
        /// The meeting.
        meeting: Uuid,
        /// The elector, by its pseudonym.
        #[serde(with = "text")]
        elector: ElectorId,
        /// The signed nomination, which is not public.
        statement: Digest,
    },
    /// A co-owner objected to who acts provisionally for their elector.
    RepresentationDisputed {
        /// The meeting.
        meeting: Uuid,
        /// The elector, by its pseudonym.
        #[serde(with = "text")]
        elector: ElectorId,
        /// The signed objection, which is not public.
        statement: Digest,
    },
    /// A co-owner took such an objection back.
    RepresentationDisputeWithdrawn {
        /// The meeting.
        meeting: Uuid,
        /// The elector, by its pseudonym.
        #[serde(with = "text")]
        elector: ElectorId,
        /// The signed withdrawal, which is not public.
        statement: Digest,
    },
    /// The convener decided between co-owners.
    RepresentationDecided {
        /// The meeting.
        meeting: Uuid,
        /// The elector, by its pseudonym.
        #[serde(with = "text")]
        elector: ElectorId,
        /// What was decided.
        #[serde(with = "text")]
        outcome: DecisionOutcome,
        /// Why.
        reason: String,
        /// The signed decision, which is not public.
        statement: Digest,
    },
    /// Somebody was given a mandate for an elector. Who trusted whom is not public.
    MandateGiven {
        /// The meeting.
        meeting: Uuid,
        /// The elector, by its pseudonym.
        #[serde(with = "text")]
        elector: ElectorId,
        /// The signed mandate, which is not public; of a paper, what the first officer read.
        statement: Digest,
        /// What the second officer read on the paper; none where the principal signed.
        confirmation: Option<Digest>,
    },
    /// A mandate was taken back by whoever gave it.
    MandateRevoked {
        /// The meeting.
        meeting: Uuid,
        /// The hash of the signed mandate.
        mandate: Digest,
        /// The signed revocation, which is not public; of a paper, what the first officer read.
        statement: Digest,
        /// What the second officer read on the paper; none where the principal signed.
        confirmation: Option<Digest>,
    },
    /// Somebody may hold no mandates in this meeting; those they hold ended.
    HolderExcluded {
        /// The meeting.
        meeting: Uuid,
        /// The signed exclusion, which is not public.
        statement: Digest,
    },
    /// A delegate of a building or an entrance was presented for this meeting. Who is not public.
    DelegateAppointed {
        /// The meeting.
        meeting: Uuid,
        /// What the first officer read in the minutes of the election, which is not public.
        statement: Digest,
        /// What the second officer read in them.
        confirmation: Option<Digest>,
    },
    /// A delegate recorded the opinion of a principal, which is not public.
    OpinionRecorded {
        /// The meeting.
        meeting: Uuid,
        /// The hash of the signed mandate.
        mandate: Digest,
        /// The signed opinion.
        statement: Digest,
    },
    /// Paper ballots were handed out.
    PapersIssued {
        /// The meeting.
        meeting: Uuid,
        /// As what they were signed for.
        #[serde(with = "text")]
        by: Role,
        /// Which paper is whose, salted and not public.
        list: Digest,
        /// How many papers the list has.
        papers: u64,
        /// The signed issue, which is not public.
        statement: Digest,
    },
    /// A paper ballot came back.
    PaperReturned {
        /// The meeting.
        meeting: Uuid,
        /// As what somebody took it.
        #[serde(with = "text")]
        by: Role,
        /// The paper.
        #[serde(with = "text")]
        serial: Serial,
        /// When it was received, as they logged it.
        #[serde(with = "text")]
        received_at: Instant,
        /// How it came.
        #[serde(with = "text")]
        way: Way,
        /// The hash of a scan or photo, which is kept elsewhere.
        scan: Digest,
        /// The signed return, which is not public.
        statement: Digest,
    },
    /// A paper ballot was taken out: it is spoiled, or void.
    PaperWithdrawn {
        /// The meeting.
        meeting: Uuid,
        /// As what somebody took it out.
        #[serde(with = "text")]
        by: Role,
        /// The paper.
        #[serde(with = "text")]
        serial: Serial,
        /// Why.
        #[serde(with = "text")]
        why: Withdrawal,
        /// The signed withdrawal, which is not public.
        statement: Digest,
    },
    /// Somebody read a paper ballot. What they read is not public.
    PaperEntered {
        /// The meeting.
        meeting: Uuid,
        /// As what they read it.
        #[serde(with = "text")]
        by: Role,
        /// The paper.
        #[serde(with = "text")]
        serial: Serial,
        /// Which reading it is: 1, 2, or 3 where the first two differ.
        reading: u8,
        /// The signed reading.
        statement: Digest,
    },
    /// The paper ballots were counted by hand.
    PapersCounted {
        /// The meeting.
        meeting: Uuid,
        /// As what somebody counted.
        #[serde(with = "text")]
        by: Role,
        /// Papers handed out.
        issued: u64,
        /// Papers that came back, late ones too.
        returned: u64,
        /// Papers that did not.
        outstanding: u64,
        /// Papers handed back damaged.
        spoiled: u64,
        /// Papers that were lost, withdrawn or printed wrongly.
        void: u64,
        /// How many papers are to be held against their scans again.
        sample: u32,
        /// Why it does not balance; none where it does.
        reason: Option<String>,
        /// The signed count, which is not public.
        statement: Digest,
    },
    /// A sample of the paper ballots was held against their scans.
    PapersSampled {
        /// The meeting.
        meeting: Uuid,
        /// As what somebody did.
        #[serde(with = "text")]
        by: Role,
        /// How many papers.
        papers: u64,
        /// How many of them say something else than what was entered.
        differing: u64,
        /// The signed report, which is not public.
        statement: Digest,
    },
    /// An owner votes with help, confirmed by a second person. Who, for whom and with which key is not public.
    AssistanceRecorded {
        /// The meeting.
        meeting: Uuid,
        /// The signed statement, which is not public.
        statement: Digest,
        /// As what it was signed.
        #[serde(with = "text")]
        by: Role,
        /// The signed confirmation, which is not public.
        confirmation: Digest,
        /// As what that was signed; `owner` for a witness.
        #[serde(with = "text")]
        confirmed_by: Role,
    },
    /// Others act for an elector from here on, confirmed by a second officer. Who they are, and by what, is not
    /// public.
    SuccessionRecorded {
        /// The meeting.
        meeting: Uuid,
        /// The elector, by its pseudonym.
        #[serde(with = "text")]
        elector: ElectorId,
        /// The signed statement, which is not public.
        statement: Digest,
        /// As what it was signed.
        #[serde(with = "text")]
        by: Role,
        /// The signed confirmation, which is not public.
        confirmation: Digest,
        /// As what that was signed.
        #[serde(with = "text")]
        confirmed_by: Role,
        /// The hash of the deed, the judgment or the appointment.
        evidence: Digest,
        /// Why.
        reason: String,
    },
    /// The close was moved.
    MeetingExtended {
        /// The meeting.
        meeting: Uuid,
        /// The new close.
        #[serde(with = "text")]
        closes_at: Instant,
        /// Why.
        reason: String,
    },
    /// Voting ended.
    MeetingClosed {
        /// The meeting.
        meeting: Uuid,
        /// Ballots accepted, replaced ones included.
        ballots: u64,
    },
    /// What an officer had committed to was revealed.
    LotRevealed {
        /// The meeting.
        meeting: Uuid,
        /// The signed value, which is public.
        statement: Digest,
    },
    /// The ballots were counted.
    MeetingCounted {
        /// The meeting.
        meeting: Uuid,
        /// The certificate's payload.
        certificate: Digest,
    },
    /// Somebody besides the service signed the certificate.
    CertificateSigned {
        /// The meeting.
        meeting: Uuid,
        /// The certificate's payload.
        certificate: Digest,
        /// As what.
        #[serde(with = "text")]
        role: Role,
        /// The signature's canonical JSON.
        signature: Digest,
    },
    /// The result became final.
    ResultAnnounced {
        /// The meeting.
        meeting: Uuid,
        /// The certificate's payload.
        certificate: Digest,
        /// Objections to the result that were raised and not answered.
        open_objections: u64,
    },
    /// The meeting was called off.
    MeetingCancelled {
        /// The meeting.
        meeting: Uuid,
        /// Why.
        reason: String,
    },
    /// The result was set aside.
    MeetingAnnulled {
        /// The meeting.
        meeting: Uuid,
        /// Why, and by whose decision.
        reason: String,
    },
    /// Somebody did something in the life of the community. What stands in the signed statement.
    ActRecorded {
        /// In which noun.
        #[serde(with = "text")]
        subject: Subject,
        /// In which process.
        process: Uuid,
        /// As what they signed.
        #[serde(with = "text")]
        by: Role,
        /// The signed statement; an officer's is public.
        statement: Digest,
    },
    /// The period for which a meeting's audit material is kept was over, and it was erased: ballots, annexes,
    /// texts of objections, amendments, forwardings.
    AuditMaterialErased {
        /// The meeting, to whose course this does not belong any more.
        of: Uuid,
    },
}
