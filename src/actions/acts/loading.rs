//! The life of a community, read out of its record.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::annals::{Annals, Event, Moment, Said};
use crate::domain::deadlines::Calendar;
use crate::domain::identity::Role;
use crate::domain::instants::Zone;
use crate::domain::meetings::MeetingId;
use crate::domain::register::Registers;
use crate::evidence::acts::{self as signed, ActStatement, calendar, noticed, outcomes};
use crate::evidence::certificate::Certificate;
use crate::evidence::definition::Definition;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::jws::Unverified;
use crate::evidence::register::RegisterDocument;
use crate::evidence::rules::procedure::procedure;
use crate::evidence::rules::stated::RulesDocument;
use crate::evidence::statements::Statement as _;
use crate::store::acts::{self, Act};
use crate::store::identity::enrolments;
use crate::store::record::Head;
use crate::store::{certificates, communities, documents, record, register};

/// Kinds of entries that the life of a community turns on besides deeds.
const EVENTS: [&str; 14] = [
    "register_imported",
    "rules_set",
    "role_granted",
    "role_ended",
    "meeting_noticed",
    "meeting_opened",
    "meeting_closed",
    "meeting_counted",
    "result_announced",
    "meeting_cancelled",
    "meeting_annulled",
    "objection_raised",
    "objection_withdrawn",
    "objection_answered",
];

/// The life of a community so far, with what is needed to go on.
#[derive(Clone)]
pub struct Known {
    /// Every book.
    pub annals: Annals,
    /// How days are counted.
    pub calendar: Calendar,
    /// The versions of the register that deeds name.
    pub registers: Registers,
    /// The head of the record that was gone through.
    head: Head,
    /// Every deed, in the order of the record.
    deeds: Vec<Arc<(Act, ActStatement)>>,
    /// The enrolments of the keys that deeds were signed with.
    keys: BTreeMap<Uuid, Digest>,
}

impl Known {
    /// Goes through a community's record, from where this process left it. What was taken once is possible; if it is not
    /// any more, that is damage.
    pub async fn load(
        service: &Service,
        connection: &impl ConnectionTrait,
        community: Uuid,
    ) -> Result<Self, ActionError> {
        let head = record::head(connection, community).await?;
        let head = head.ok_or(ActionError::NotFound(Thing::Community))?;
        let mut known = match service.lives().before(&head) {
            Some(known) => known.as_ref().clone(),
            None => Self::unread(service, connection, &head).await?,
        };
        if known.head.size < head.size {
            known.go_on(connection, known.head.size..head.size).await?;
            known.head = head;
            service.lives().keep(head, known.clone());
        }
        Ok(known)
    }

    /// Every deed, in the order of the record.
    pub fn deeds(&self) -> impl Iterator<Item = (&Act, &ActStatement)> {
        self.deeds.iter().map(|own| (&own.0, &own.1))
    }

    async fn unread(
        service: &Service,
        connection: &impl ConnectionTrait,
        head: &Head,
    ) -> Result<Self, ActionError> {
        let row = communities::find(connection, head.community_id).await?;
        let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
        let zone = Zone::new(&row.time_zone)?;
        Ok(Self {
            annals: Annals::default(),
            calendar: calendar(zone, service.every_holiday()).map_err(ActionError::damaged)?,
            registers: Registers::default(),
            head: Head { size: 0, ..*head },
            deeds: Vec::new(),
            keys: BTreeMap::new(),
        })
    }

    /// Goes through some entries more.
    async fn go_on(
        &mut self,
        connection: &impl ConnectionTrait,
        range: Range<u64>,
    ) -> Result<(), ActionError> {
        let community = self.head.community_id;
        let rows = acts::list_from(connection, community, range.start).await?;
        let rows = rows.into_iter().filter(|row| range.contains(&row.entry_index));
        let deeds = rows.map(read).collect::<Result<Vec<_>, _>>()?;
        self.look_up(connection, &deeds).await?;
        let mut events = BTreeMap::new();
        for row in record::entries_of_kinds(connection, community, &EVENTS, range).await? {
            let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
            if let Some(event) = event(connection, community, entry.fact()).await? {
                events.insert(row.entry_index, (Moment { index: row.entry_index, at: row.at }, event));
            }
        }
        self.replay(&deeds, events)?;
        self.deeds.extend(deeds.into_iter().map(Arc::new));
        Ok(())
    }

    /// Adds the version of the register that a deed names, if there is one.
    pub async fn add_register(
        &mut self,
        connection: &impl ConnectionTrait,
        community: Uuid,
        version: u32,
    ) -> Result<(), ActionError> {
        if self.registers.get(version).is_some() {
            return Ok(());
        }
        let Some(row) = register::version(connection, community, version).await? else { return Ok(()) };
        let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
        self.registers.insert(version, document.holdings().map_err(ActionError::damaged)?);
        Ok(())
    }

    /// What deeds were signed with, and what they are counted on.
    async fn look_up(
        &mut self,
        connection: &impl ConnectionTrait,
        deeds: &[(Act, ActStatement)],
    ) -> Result<(), ActionError> {
        let community = self.head.community_id;
        for version in named(deeds) {
            self.add_register(connection, community, version).await?;
        }
        let signed: BTreeSet<Uuid> = deeds.iter().map(|(row, _)| row.enrolment_id).collect();
        for enrolment in signed.into_iter().filter(|own| !self.keys.contains_key(own)).collect::<Vec<_>>() {
            let row = enrolments::find(connection, community, enrolment).await?;
            let row = row.ok_or_else(|| ActionError::damaged("the key of a deed is gone"))?;
            self.keys.insert(enrolment, row.statement_digest);
        }
        Ok(())
    }

    fn replay(
        &mut self,
        deeds: &[(Act, ActStatement)],
        mut events: BTreeMap<u64, (Moment, Event)>,
    ) -> Result<(), ActionError> {
        let place = (&self.calendar, &self.registers);
        for (row, statement) in deeds {
            let later = events.split_off(&row.entry_index);
            for (moment, event) in events.into_values() {
                self.annals.hear(&event, moment, place);
            }
            events = later;
            let moment = Moment { index: row.entry_index, at: row.at };
            let role: Role = row.role.parse().map_err(ActionError::damaged)?;
            let owner = row.owner_id.as_deref().map(str::parse).transpose().map_err(ActionError::damaged)?;
            let key = self.keys.get(&row.enrolment_id).copied();
            let key = key.ok_or_else(|| ActionError::damaged("the key of a deed is gone"))?;
            let by = self.annals.offices().actor(key.fingerprint(), (role, owner), moment);
            let (process, deed) = (statement.process(), statement.deed());
            let said = Said { process, by: &by, moment, deed: &deed };
            self.annals.take(&said, place).map_err(ActionError::damaged)?;
        }
        for (moment, event) in events.into_values() {
            self.annals.hear(&event, moment, place);
        }
        Ok(())
    }
}

/// The versions of the register that deeds of a community name: as long as there are deeds, their support is counted on
/// these.
pub async fn registers_of_deeds(
    connection: &impl ConnectionTrait,
    community: Uuid,
) -> Result<BTreeSet<u32>, ActionError> {
    let rows = acts::list_from(connection, community, 0).await?;
    Ok(named(&rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?))
}

fn named(deeds: &[(Act, ActStatement)]) -> BTreeSet<u32> {
    deeds.iter().filter_map(|(_, statement)| statement.deed().register()).collect()
}

fn read(row: Act) -> Result<(Act, ActStatement), ActionError> {
    let text = std::str::from_utf8(&row.statement).map_err(ActionError::damaged)?;
    let jws = Unverified::parse(text, ActStatement::TYPE).map_err(ActionError::damaged)?;
    let statement = ActStatement::read(jws.payload()).map_err(ActionError::damaged)?;
    Ok((row, statement))
}

/// What a fact means for the life of the community, if anything.
pub(super) async fn event(
    connection: &impl ConnectionTrait,
    community: Uuid,
    fact: &Fact,
) -> Result<Option<Event>, ActionError> {
    if let Fact::RulesSet { document, .. } = fact {
        let rules = RulesDocument::parse(&text(connection, community, *document).await?);
        let procedure = procedure(Some(&rules.map_err(ActionError::damaged)?));
        return Ok(Some(Event::RulesStated { procedure: Box::new(procedure) }));
    }
    if let Fact::MeetingNoticed { definition, .. } = fact {
        let definition = Definition::parse(&text(connection, community, *definition).await?);
        return Ok(Some(Event::Noticed(Box::new(noticed(&definition.map_err(ActionError::damaged)?)))));
    }
    if let Fact::MeetingCounted { meeting, .. } = fact {
        let row = certificates::find(connection, community, *meeting).await?;
        let row = row.ok_or(ActionError::NotFound(Thing::Certificate))?;
        let certificate = Certificate::from_bytes(&row.payload).map_err(ActionError::damaged)?;
        let meeting = MeetingId::new(*meeting);
        return Ok(Some(Event::Counted { meeting, outcomes: outcomes(&certificate) }));
    }
    Ok(signed::event(fact))
}

async fn text(
    connection: &impl ConnectionTrait,
    community: Uuid,
    digest: Digest,
) -> Result<Vec<u8>, ActionError> {
    let document = documents::get(connection, community, digest).await?;
    Ok(document.ok_or(ActionError::NotFound(Thing::Document))?.bytes)
}
