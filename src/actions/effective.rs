//! The votes that count, one an elector, read from the bytes that were signed and from papers.
//!
//! Most electors vote online themselves and nobody votes beside them: of these the last ballot counts. Where a
//! holder voted or a paper came, everything that was cast for the elector is looked at together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;

use super::acting;
use super::admitted::Shared;
use super::convened::Convened;
use super::error::ActionError;
use super::known;
use super::paper;
use crate::domain::ballots::{Ballot, Choice, Heard, Medium, PaperVote, Polled, Voice, papers_that_stand};
use crate::domain::mandates::Mandate;
use crate::domain::meetings::MatterId;
use crate::domain::register::OwnerId;
use crate::domain::representation::Admission;
use crate::domain::roll::ElectorId;
use crate::domain::tally::Poll;
use crate::evidence::ballots::BallotStatement;
use crate::evidence::certificate::{CastBy, ChannelsForm, CoOwnedForm};
use crate::evidence::digest::Digest;
use crate::evidence::jws::Unverified;
use crate::evidence::statements::Statement as _;
use crate::store::ballots;

/// Ballots loaded at a time.
const PAGE: u64 = 1_000;

/// How the votes came that count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Effective {
    /// How electors of several owners are represented.
    pub co_owned: CoOwnedForm,
    /// By which channels they came.
    pub channels: ChannelsForm,
}

/// What a vote says, and who cast it.
struct Said {
    choices: Vec<(MatterId, Choice)>,
    by: CastBy,
}

/// Electors for whom more may have come than ballots of their own, and what papers came.
struct Mixed<'a> {
    /// The entries of ballots that were cast with help.
    assisted: BTreeSet<u64>,
    electors: BTreeSet<String>,
    papers: BTreeMap<ElectorId, Vec<&'a PaperVote>>,
    mandates: HashMap<Digest, Mandate>,
}

/// Puts the vote of each elector into a poll.
pub async fn take(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    (poll, shared): (&mut Poll<'_>, &Shared),
) -> Result<Effective, ActionError> {
    let papers = paper::votes(connection, convened).await?;
    let mut effective = Effective::default();
    effective.channels.not_authentic = paper::not_authentic(connection, convened).await?;
    let mixed = Mixed::of(connection, convened, &papers).await?;
    take_own(connection, convened, (poll, shared, &mixed), &mut effective).await?;
    take_mixed(connection, convened, (poll, shared, &mixed), &mut effective).await?;
    Ok(effective)
}

/// Takes the last ballot of each elector who is not mixed, unless it was set aside.
async fn take_own(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    (poll, shared, mixed): (&mut Poll<'_>, &Shared, &Mixed<'_>),
    effective: &mut Effective,
) -> Result<(), ActionError> {
    let (community, meeting) = (convened.row.community_id, convened.id().uuid());
    let mut after: Option<String> = None;
    loop {
        let page = ballots::effective(connection, community, meeting, after.as_deref(), PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.elector.clone());
        for row in page {
            if mixed.electors.contains(&row.elector) {
                continue;
            }
            let index = row.entry_index;
            let ballot = read(row)?;
            if shared.admit(ballot.elector, &mut effective.co_owned) != Admission::Admitted {
                continue;
            }
            put(poll, (ballot.elector, &ballot.choices), index)?;
            effective.channels.add(Medium::Online, mixed.by_owner(index));
        }
    }
}

/// Takes the vote that counts of each elector for whom holders voted or papers came.
async fn take_mixed(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    (poll, shared, mixed): (&mut Poll<'_>, &Shared, &Mixed<'_>),
    effective: &mut Effective,
) -> Result<(), ActionError> {
    let (community, meeting) = (convened.row.community_id, convened.id());
    let names: Vec<String> = mixed.electors.iter().cloned().collect();
    let mut cast: BTreeMap<String, Vec<ballots::Ballot>> = BTreeMap::new();
    for row in ballots::of_electors(connection, community, meeting.uuid(), &names).await? {
        cast.entry(row.elector.clone()).or_default().push(row);
    }
    for name in names {
        let elector: ElectorId = name.parse().map_err(ActionError::damaged)?;
        let mut polled = Polled::new(shared.of(connection, (community, meeting), elector).await?);
        let mut index = 0;
        for row in cast.remove(&name).unwrap_or_default() {
            index = row.entry_index;
            polled.online(index, mixed.signed(row)?);
        }
        for paper in mixed.papers.get(&elector).into_iter().flatten() {
            let (by, heard) = mixed.on_paper(paper)?;
            polled.paper(paper.index, by, heard);
        }
        if let Some(state) = polled.represented() {
            effective.co_owned.add(state);
        }
        effective.channels.conflicts += u64::from(polled.voices().conflict());
        if let Some(heard) = polled.counting(convened.switches.channel_conflict) {
            effective.channels.add(heard.medium, heard.says.by);
            put(poll, (elector, &heard.says.choices), index)?;
        }
    }
    Ok(())
}

impl<'a> Mixed<'a> {
    async fn of(
        connection: &impl ConnectionTrait,
        convened: &Convened,
        papers: &'a [PaperVote],
    ) -> Result<Self, ActionError> {
        let (community, meeting) = (convened.row.community_id, convened.id());
        let mut electors: BTreeSet<String> =
            ballots::held(connection, community, meeting.uuid()).await?.into_iter().collect();
        let mut by_elector: BTreeMap<ElectorId, Vec<&PaperVote>> = BTreeMap::new();
        for paper in papers_that_stand(convened.switches.revote, papers) {
            electors.insert(paper.elector.to_string());
            by_elector.entry(paper.elector).or_default().push(paper);
        }
        let mut named = ballots::mandates_named(connection, community, meeting.uuid()).await?;
        named.extend(papers.iter().filter_map(|paper| match paper.voice {
            Voice::Own => None,
            Voice::Holder(mandate) => Some(Digest::from(mandate)),
        }));
        let mandates = known::mandates_named(connection, (community, meeting), &named).await?;
        let assisted = acting::assisted(connection, (community, meeting.uuid())).await?;
        Ok(Self { assisted, electors, papers: by_elector, mandates })
    }

    /// What a stored ballot says, as one of its voice.
    fn signed(&self, row: ballots::Ballot) -> Result<Heard<Said>, ActionError> {
        let (received_at, index) = (row.received_at, row.entry_index);
        let ballot = read(row)?;
        let (given, by, _) = self.under(ballot.voice, index)?;
        Ok(Heard {
            voice: ballot.voice,
            given,
            medium: Medium::Online,
            first_at: received_at,
            last_at: received_at,
            says: Said { choices: ballot.choices, by },
        })
    }

    /// Whose act a paper is, and what it says.
    fn on_paper<'p>(&'p self, paper: &'p PaperVote) -> Result<(&'p [OwnerId], Heard<Said>), ActionError> {
        let (given, by, principal) = self.under(paper.voice, paper.index)?;
        let heard = Heard {
            voice: paper.voice,
            given,
            medium: Medium::Paper,
            first_at: paper.received_at,
            last_at: paper.received_at,
            says: Said { choices: paper.choices.clone(), by },
        };
        Ok((principal.map_or(paper.signed_by.as_slice(), std::slice::from_ref), heard))
    }

    fn by_owner(&self, index: u64) -> CastBy {
        if self.assisted.contains(&index) { CastBy::AssistedOwner } else { CastBy::Owner }
    }

    /// When the mandate of a voice was given, as what its holder votes, and who gave it.
    fn under(&self, voice: Voice, index: u64) -> Result<(u64, CastBy, Option<&OwnerId>), ActionError> {
        match voice {
            Voice::Own => Ok((0, self.by_owner(index), None)),
            Voice::Holder(mandate) => {
                let own = self.mandates.get(&mandate.into());
                let own =
                    own.ok_or_else(|| ActionError::damaged(format!("the mandate named at entry {index}")))?;
                Ok((own.given, CastBy::Holder(own.capacity), Some(&own.principal)))
            }
        }
    }
}

/// What was signed.
fn read(row: ballots::Ballot) -> Result<Ballot, ActionError> {
    if Digest::of(&row.statement) != row.statement_digest {
        return Err(ActionError::damaged(format!("the ballot at entry {}", row.entry_index)));
    }
    let text = String::from_utf8(row.statement).map_err(ActionError::damaged)?;
    let jws = Unverified::parse(&text, BallotStatement::TYPE).map_err(ActionError::damaged)?;
    Ok(BallotStatement::read(jws.payload()).map_err(ActionError::damaged)?.to_ballot())
}

fn put(
    poll: &mut Poll<'_>,
    (elector, choices): (ElectorId, &[(MatterId, Choice)]),
    index: u64,
) -> Result<(), ActionError> {
    if poll.take(elector, choices) {
        Ok(())
    } else {
        Err(ActionError::damaged(format!("the elector of entry {index}")))
    }
}
