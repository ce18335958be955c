//! The term draws to its end: the committee reports in time, the office forms the re-election group, and another
//! committee takes over with the signatures of both sides.

use anyhow::{Context as _, ensure};
use uuid::Uuid;

use super::founding::Town;
use super::seating::Committee;
use crate::demo::agenda::COMMITTEE;
use crate::demo::answers::Standing;
use crate::demo::calendar::Calendar;
use crate::demo::output::Told;
use crate::demo::signer::Signer;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::groups::Capacity;
use crate::domain::identity::Role;
use crate::domain::terms::{ItemKind, ItemTitle};
use crate::evidence::acts::{Act, GroupMemberForm, HandoverGiver, HandoverItem, HandoverTaker, TermAct};
use crate::evidence::digest::Digest;

/// What the outgoing committee answers for, and what each is called.
const ITEMS: [(ItemKind, &str); 6] = [
    (ItemKind::Archives, "会议纪要与档案"),
    (ItemKind::Seals, "业主大会、业主委员会印章"),
    (ItemKind::FundAccounts, "资金账册与凭证"),
    (ItemKind::Keys, "钥匙与密码清单"),
    (ItemKind::Contracts, "合同"),
    (ItemKind::Register, "业主清册"),
];

/// The chair reports and the office forms the group; the process of the re-election.
pub async fn prepare<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    committee: &Committee,
) -> anyhow::Result<Uuid> {
    stage
        .output
        .phase(&Told::new("任期届满，报告并成立换届小组", "The term ends: report, re-election group"), 2);
    let (process, supervisor) = (stage.new_process(), &town.officers.supervisor);
    stage.wait_until(stage.calendar.morning(Calendar::REPORT)).await;
    let document = Digest::of("任期届满报告".as_bytes());
    let report = TermAct::Report { committee: committee.id, document };
    stage.act(town, &committee.chair, process, Act::Term(report)).await?;
    stage.wait_until(stage.calendar.morning(Calendar::GROUP)).await;
    let offices = stage.client.of(town.community).offices(&supervisor.session).await?;
    let convener = offices.iter().rfind(|own| own.role == Role::Convener).map(|own| own.grant);
    let member = |capacity, grant| GroupMemberForm { capacity, grant };
    let group = TermAct::FormGroup {
        committee: committee.id,
        head: member(Capacity::SupervisingOffice, None),
        others: vec![
            member(Capacity::Owner, convener),
            member(Capacity::Owner, None),
            member(Capacity::ResidentsCommittee, None),
            member(Capacity::Owner, None),
        ],
        list: Digest::of("换届小组名单".as_bytes()),
    };
    stage.act(town, supervisor, process, Act::Term(group)).await?;
    stage.output.tell(&Told::new(
        "五年任期届满三个月前，主任提交报告；街道办组成五人换届小组。",
        "Three months and more before five years are over the chair reports; the supervising office forms a group of five.",
    ))?;
    Ok(process)
}

/// The group names the meeting that elects.
pub async fn name<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    (process, meeting): (Uuid, Uuid),
) -> anyhow::Result<()> {
    let name = Act::Term(TermAct::NameElection { meeting, matter: COMMITTEE.parse()? });
    stage.say(town, &town.officers.convener, process, name).await.map(drop)
}

/// The elected committee takes over: the outgoing side signs what it hands over, the incoming side what it got.
pub async fn hand_over<W: World>(
    stage: &Stage<'_, W>,
    town: &Town,
    process: Uuid,
    (outgoing, incoming): (&Committee, &Committee),
) -> anyhow::Result<()> {
    stage.output.phase(&Told::new("交接", "The handover"), 4);
    let take_over = Act::Term(TermAct::TakeOver { successor: incoming.id });
    stage.act(town, &incoming.chair, process, take_over).await?;
    let handover = stage.new_process();
    let say = async |by: &Signer, act| stage.act(town, by, handover, Act::Term(act)).await;
    let open = TermAct::OpenHandover {
        committee: outgoing.id,
        giver: HandoverGiver::Committee {},
        taker: HandoverTaker::Committee { committee: incoming.id },
    };
    say(&incoming.chair, open).await?;
    stage.wait_until(stage.calendar.morning(Calendar::HANDOVER)).await;
    let item = |(kind, title): &(ItemKind, &str)| {
        let document = Some(Digest::of(title.as_bytes()));
        Ok(HandoverItem { kind: *kind, title: ItemTitle::new(title)?, document })
    };
    let items = ITEMS.iter().map(item).collect::<anyhow::Result<Vec<_>>>()?;
    let everything = TermAct::HandOver { items };
    stage.refused(town, &outgoing.chair, handover, Act::Term(everything.clone())).await?;
    let chair = outgoing.seats.first().context("the outgoing committee is empty")?;
    say(town.owner(&chair.owner)?, everything).await?;
    let taken = (1..).take(ITEMS.len()).collect();
    say(&incoming.chair, TermAct::Receive { taken, missing: Vec::new(), settled: Vec::new() }).await?;
    let (session, assembly) = (&town.officers.supervisor.session, stage.client.of(town.community));
    let stands: Standing = assembly.process(session, "handovers", handover).await?;
    ensure!(stands.state == "complete", "the handover should be complete and is {}", stands.state);
    let stands: Standing = assembly.process(session, "terms", process).await?;
    ensure!(stands.state == "succeeded", "the re-election should be over and is {}", stands.state);
    stage.output.tell(&Told::new(
        "新一届业主委员会在任期届满前接任，旧委员权限当即终止；档案、印章、账册、钥匙、合同、清册逐项移交，双方签名。",
        "The next committee takes over before the term ends, and the rights of the outgoing members end at once. Archives, \
         seals, accounts, keys, contracts and register are handed over item by item, signed by both sides.",
    ))?;
    Ok(())
}
