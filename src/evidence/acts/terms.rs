//! Deeds about the end of a term and about handovers, as they are signed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::groups::GroupMemberForm;
use crate::domain::annals::ProcessId;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::terms::{
    Acting, Giver, Item, ItemKind, ItemTitle, Missing, OrderGround, Receipt, Taker, TermDeed,
};
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// What is said of the end of a term, or of a handover.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum TermAct {
    /// The committee reports that its term ends.
    Report {
        /// The committee.
        committee: Uuid,
        /// The SHA-256 of the report.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
    },
    /// The supervising office forms the re-election group, or changes it.
    FormGroup {
        /// The committee whose term ends.
        committee: Uuid,
        /// Who heads the group.
        head: GroupMemberForm,
        /// The other members.
        others: Vec<GroupMemberForm>,
        /// The SHA-256 of the list with names, as it is posted.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        list: Digest,
    },
    /// The meeting that elects is named, before its notice.
    NameElection {
        /// The meeting, which may be a draft.
        meeting: Uuid,
        /// The matter that is the election.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "committee"))]
        matter: MatterId,
    },
    /// The supervising office names who acts now that the term ended.
    NameActing {
        /// The committee whose term ended.
        committee: Uuid,
        /// Who acts.
        acting: ActingBody,
        /// The SHA-256 of the decision.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        order: Digest,
    },
    /// The elected committee takes over.
    TakeOver {
        /// The elected committee.
        successor: Uuid,
    },
    /// Somebody asks for the exit audit.
    AskAudit {
        /// The SHA-256 of the reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reason: Digest,
    },
    /// The report of the exit audit is there.
    ReportAudit {
        /// Its SHA-256.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        report: Digest,
    },
    /// A handover begins.
    OpenHandover {
        /// The committee whose things they are.
        committee: Uuid,
        /// Who hands over.
        giver: HandoverGiver,
        /// Who takes over.
        taker: HandoverTaker,
    },
    /// The outgoing side signs what it hands over.
    HandOver {
        /// The items, numbered from 1 in the order they are signed.
        items: Vec<HandoverItem>,
    },
    /// The incoming side signs what it took, and what it misses.
    Receive {
        /// The numbers of the items that it took.
        taken: Vec<u16>,
        /// What it misses.
        missing: Vec<MissingItem>,
        /// The numbers of what it missed and has meanwhile.
        settled: Vec<u16>,
    },
    /// The supervising office states that a handover is late or refused, and what it ordered.
    OrderHandover {
        /// `late` or `refused`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "late"))]
        ground: OrderGround,
        /// The SHA-256 of the order.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        order: Digest,
    },
}

/// Who acts where a term ended without an elected committee.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "body", rename_all = "snake_case", deny_unknown_fields)]
pub enum ActingBody {
    /// The residents' committee.
    ResidentsCommittee {},
    /// An interim committee.
    InterimCommittee {
        /// Who heads it.
        head: GroupMemberForm,
        /// The other members.
        others: Vec<GroupMemberForm>,
    },
}

/// Who hands over.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "side", rename_all = "snake_case", deny_unknown_fields)]
pub enum HandoverGiver {
    /// The committee whose term ends.
    Committee {},
    /// One who left it.
    Seat {
        /// A grant of the seat.
        grant: Uuid,
    },
    /// The supervising office, which kept things for the next committee.
    Office {},
    /// Whoever acted until the next committee took over.
    Acting {},
}

/// Who takes over.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "side", rename_all = "snake_case", deny_unknown_fields)]
pub enum HandoverTaker {
    /// A committee: the elected one or, of a seat, the one that goes on.
    Committee {
        /// The committee.
        committee: Uuid,
    },
    /// The supervising office, which keeps things for the next committee.
    Office {},
    /// Whoever acts until the next committee takes over.
    Acting {},
}

/// One thing that is handed over.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandoverItem {
    /// `archives`, `seals`, `fund_accounts`, `keys`, `contracts`, `register` or `other`.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "seals"))]
    pub kind: ItemKind,
    /// What it is called: one line of 1 to 200 characters, naming no person.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 1, max_length = 200))]
    pub title: ItemTitle,
    /// The SHA-256 of what describes it; null if nothing does.
    #[cfg_attr(feature = "server", schema(required, value_type = Option<String>))]
    pub document: Option<Digest>,
}

/// One thing that the incoming side misses.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MissingItem {
    /// As in an item.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "register"))]
    pub kind: ItemKind,
    /// As in an item.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, min_length = 1, max_length = 200))]
    pub title: ItemTitle,
    /// The number of the item that was listed and is not there or not whole; null where it was not listed at all.
    #[cfg_attr(feature = "server", schema(required))]
    pub item: Option<u16>,
}

impl From<&TermAct> for TermDeed {
    fn from(act: &TermAct) -> Self {
        match act {
            TermAct::Report { committee, document } => {
                Self::Report { committee: ProcessId::new(*committee), document: document.fingerprint() }
            }
            TermAct::FormGroup { committee, head, others, list } => Self::FormGroup {
                committee: ProcessId::new(*committee),
                head: (*head).into(),
                others: others.iter().copied().map(Into::into).collect(),
                list: list.fingerprint(),
            },
            TermAct::NameElection { meeting, matter } => {
                Self::NameElection { meeting: MeetingId::new(*meeting), matter: matter.clone() }
            }
            TermAct::NameActing { committee, acting, order } => Self::NameActing {
                committee: ProcessId::new(*committee),
                acting: acting.into(),
                order: order.fingerprint(),
            },
            TermAct::TakeOver { successor } => Self::TakeOver { successor: ProcessId::new(*successor) },
            TermAct::AskAudit { reason } => Self::AskAudit { reason: reason.fingerprint() },
            TermAct::ReportAudit { report } => Self::ReportAudit { report: report.fingerprint() },
            TermAct::OpenHandover { committee, giver, taker } => Self::OpenHandover {
                committee: ProcessId::new(*committee),
                giver: (*giver).into(),
                taker: (*taker).into(),
            },
            TermAct::HandOver { items } => Self::HandOver { items: items.iter().map(Into::into).collect() },
            TermAct::Receive { taken, missing, settled } => Self::Receive(Receipt {
                taken: taken.clone(),
                missing: missing.iter().map(Into::into).collect(),
                settled: settled.clone(),
            }),
            TermAct::OrderHandover { ground, order } => {
                Self::OrderHandover { ground: *ground, order: order.fingerprint() }
            }
        }
    }
}

impl From<&ActingBody> for Acting {
    fn from(body: &ActingBody) -> Self {
        match body {
            ActingBody::ResidentsCommittee {} => Self::ResidentsCommittee,
            ActingBody::InterimCommittee { head, others } => Self::InterimCommittee {
                head: (*head).into(),
                others: others.iter().copied().map(Into::into).collect(),
            },
        }
    }
}

impl From<HandoverGiver> for Giver {
    fn from(giver: HandoverGiver) -> Self {
        match giver {
            HandoverGiver::Committee {} => Self::Committee,
            HandoverGiver::Seat { grant } => Self::Seat(grant),
            HandoverGiver::Office {} => Self::Office,
            HandoverGiver::Acting {} => Self::Acting,
        }
    }
}

impl From<Giver> for HandoverGiver {
    fn from(giver: Giver) -> Self {
        match giver {
            Giver::Committee => Self::Committee {},
            Giver::Seat(grant) => Self::Seat { grant },
            Giver::Office => Self::Office {},
            Giver::Acting => Self::Acting {},
        }
    }
}

impl From<HandoverTaker> for Taker {
    fn from(taker: HandoverTaker) -> Self {
        match taker {
            HandoverTaker::Committee { committee } => Self::Committee(ProcessId::new(committee)),
            HandoverTaker::Office {} => Self::Office,
            HandoverTaker::Acting {} => Self::Acting,
        }
    }
}

impl From<Taker> for HandoverTaker {
    fn from(taker: Taker) -> Self {
        match taker {
            Taker::Committee(committee) => Self::Committee { committee: committee.uuid() },
            Taker::Office => Self::Office {},
            Taker::Acting => Self::Acting {},
        }
    }
}

impl From<&HandoverItem> for Item {
    fn from(HandoverItem { kind, title, document }: &HandoverItem) -> Self {
        Self { kind: *kind, title: title.clone(), document: document.map(|document| document.fingerprint()) }
    }
}

impl From<&Item> for HandoverItem {
    fn from(Item { kind, title, document }: &Item) -> Self {
        Self { kind: *kind, title: title.clone(), document: document.map(Into::into) }
    }
}

impl From<&MissingItem> for Missing {
    fn from(MissingItem { kind, title, item }: &MissingItem) -> Self {
        Self { kind: *kind, title: title.clone(), item: *item }
    }
}

impl From<&Missing> for MissingItem {
    fn from(Missing { kind, title, item }: &Missing) -> Self {
        Self { kind: *kind, title: title.clone(), item: *item }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMITTEE: &str = "00000000-0000-0000-0000-000000000007";

    fn read(text: &str) -> Result<TermAct, serde_json::Error> {
        let digest = Digest::of(b"a document").to_string();
        serde_json::from_str(&text.replace("COMMITTEE", COMMITTEE).replace("DIGEST", &digest))
    }

    #[test]
    fn every_deed_survives_its_text() {
        for text in [
            r#"{"did":"report","committee":"COMMITTEE","document":"DIGEST"}"#,
            r#"{"did":"form_group","committee":"COMMITTEE","head":{"capacity":"supervising_office","grant":null},"others":[{"capacity":"owner","grant":"COMMITTEE"}],"list":"DIGEST"}"#,
            r#"{"did":"name_election","meeting":"COMMITTEE","matter":"committee"}"#,
            r#"{"did":"name_acting","committee":"COMMITTEE","acting":{"body":"residents_committee"},"order":"DIGEST"}"#,
            r#"{"did":"name_acting","committee":"COMMITTEE","acting":{"body":"interim_committee","head":{"capacity":"residents_committee","grant":null},"others":[]},"order":"DIGEST"}"#,
            r#"{"did":"take_over","successor":"COMMITTEE"}"#,
            r#"{"did":"ask_audit","reason":"DIGEST"}"#,
            r#"{"did":"report_audit","report":"DIGEST"}"#,
            r#"{"did":"open_handover","committee":"COMMITTEE","giver":{"side":"seat","grant":"COMMITTEE"},"taker":{"side":"committee","committee":"COMMITTEE"}}"#,
            r#"{"did":"open_handover","committee":"COMMITTEE","giver":{"side":"office"},"taker":{"side":"acting"}}"#,
            r#"{"did":"hand_over","items":[{"kind":"seals","title":"the seal","document":null}]}"#,
            r#"{"did":"receive","taken":[1],"missing":[{"kind":"register","title":"the list","item":2}],"settled":[]}"#,
            r#"{"did":"order_handover","ground":"refused","order":"DIGEST"}"#,
        ] {
            let act = read(text).unwrap();
            let again = serde_json::to_string(&act).unwrap();
            assert_eq!(read(&again).unwrap(), act, "{text}");
        }
    }

    #[test]
    fn sides_survive_the_domain() {
        let own = ProcessId::new(Uuid::from_u128(7));
        for giver in [Giver::Committee, Giver::Seat(own.uuid()), Giver::Office, Giver::Acting] {
            assert_eq!(Giver::from(HandoverGiver::from(giver)), giver);
        }
        for taker in [Taker::Committee(own), Taker::Office, Taker::Acting] {
            assert_eq!(Taker::from(HandoverTaker::from(taker)), taker);
        }
    }

    #[test]
    fn a_word_or_a_field_that_is_not_known_is_refused() {
        for text in [
            r#"{"did":"hand_over","items":[{"kind":"jewels","title":"a ring","document":null}]}"#,
            r#"{"did":"hand_over","items":[{"kind":"seals","title":"","document":null}]}"#,
            r#"{"did":"take_over","successor":"COMMITTEE","by":1}"#,
            r#"{"did":"name_acting","committee":"COMMITTEE","acting":{"body":"the_manager"},"order":"DIGEST"}"#,
            r#"{"did":"dissolve"}"#,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
