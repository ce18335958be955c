//! Giving notice: the agenda is locked, the notice is composed and the provisional roll is posted.

pub mod attachments;
mod versions;

use uuid::Uuid;

use super::committer::publish;
use super::drafted::{Stated, stated_on};
use super::error::{ActionError, DraftProblem, Thing};
use super::meetings::MeetingDraft;
use super::papers::keep;
use super::turn::Turn;
use super::{Service, acts, candidates, cosigned};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Zone;
use crate::domain::meetings::{
    KEY_COOLING_HOURS_MIN, MATTERS_MAX, Matter, MeetingAction, MeetingId, MeetingState, REVEAL_HOURS_DEFAULT,
    Schedule,
};
use crate::domain::register::Holdings;
use crate::domain::roll::{Roll, RollRules, RollStatus};
use crate::domain::rules::Switches;
use crate::domain::rules::switches::TieBreak;
use crate::domain::rules::{Competence, Decides, OnlineChannel, Pack};
use crate::domain::tally::terms_of;
use crate::evidence::acts::noticed;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::definition::{Definition, MatterForm};
use crate::evidence::delegate_rule;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::holidays::HolidayYearForm;
use crate::evidence::lots::LotForm;
use crate::evidence::non_voter;
use crate::evidence::notices::{NoticeDocument, compose};
use crate::evidence::register::RegisterDocument;
use crate::evidence::roll::{RollAnnexDocument, RollDocument, RollHeading, derive};
use crate::evidence::rules::in_force::OnlineChannelForm;
use crate::evidence::rules::overlays::Composition;
use crate::evidence::salt::Salt;
use crate::evidence::statements::{Notice, Statement as _, VERSION};
use crate::evidence::witnesses::{Inbox, WitnessPolicy};
use crate::store::inbox_lists::{self, InboxList};
use crate::store::meetings::{self, Change};
use crate::store::{record, register};

pub(super) use self::versions::read;
pub use self::versions::{NoticeView, correct, view};

/// Longest period for objections to the result, in days.
const OBJECTION_DAYS_MAX: u16 = 90;

/// A notice that could be given now, with everything that goes with it.
struct Composed {
    definition: Definition,
    notice: NoticeDocument,
    roll: RollDocument,
    annex: RollAnnexDocument,
}

/// Gives notice of a drafted meeting. Every problem with the draft is listed at once.
pub async fn give(service: &Service, community: CommunityId, meeting: MeetingId) -> Result<(), ActionError> {
    publish(service, community, async |turn| {
        let composed = composed(turn, community, meeting).await?;
        post(turn, composed).await
    })
    .await
}

/// The notice as it would be given now, of which nothing is kept. What would keep it from being given is listed as then.
pub async fn preview(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<NoticeDocument, ActionError> {
    publish(service, community, async |turn| Ok(composed(turn, community, meeting).await?.notice)).await
}

/// Composes the notice of a draft, or lists every problem with it at once.
async fn composed(turn: &Turn, community: CommunityId, meeting: MeetingId) -> Result<Composed, ActionError> {
    let row = meetings::find(turn.transaction(), turn.community_id(), meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let state: MeetingState = row.state.parse().map_err(ActionError::damaged)?;
    state.after(MeetingAction::GiveNotice)?;
    let draft: MeetingDraft = serde_json::from_slice(&row.draft).map_err(ActionError::damaged)?;
    let stated = stated_on(turn.transaction(), turn.community_id(), &draft.rule_pack).await?;
    let rules = stated.rules.clone();
    let (version, holdings) = holdings(turn).await?;
    candidates::check(turn, (meeting, &draft), &holdings).await?;
    let salt = Salt::from_bytes(turn.service().surroundings().random());
    let witnesses = cosigned::policy_in_force(turn.transaction(), turn.community_id()).await?;
    let inboxes = inboxes(turn).await?;
    let definition = define(turn, meeting.uuid(), &draft, stated, (witnesses, inboxes))?;
    let switches: Switches = definition.switches.clone().into();
    let grouping = RollRules { overlapping_owners: switches.overlapping_owners };
    let (roll, annex) = derive(&holdings, grouping, &salt)?;
    let mut problems = versions::attached(turn, meeting, &draft.notice).await?;
    let digest = Digest::of(&definition.to_bytes().map_err(ActionError::damaged)?);
    let notice = compose((&definition, digest), &rules, (1, None), draft.notice.clone());
    problems.extend(versions::lacking(&notice, &rules));
    check(turn, (&definition, problems), &rules, &switches, &roll)?;
    acts::check_notice(turn, &noticed(&definition)).await?;
    let heading = RollHeading {
        community,
        meeting: meeting.uuid(),
        register_version: version,
        status: RollStatus::Provisional,
        rules: grouping,
    };
    let annex = RollAnnexDocument::new(community, meeting.uuid(), salt, &annex);
    Ok(Composed { definition, notice, roll: RollDocument::new(&heading, &roll), annex })
}

/// Keeps the documents, publishes the notice and moves the meeting on.
async fn post(turn: &mut Turn, composed: Composed) -> Result<(), ActionError> {
    let Composed { definition, notice: text, roll, annex } = composed;
    let bytes = definition.to_bytes().map_err(ActionError::damaged)?;
    let definition_digest = keep(turn, DocumentKind::Definition, bytes).await?;
    let bytes = roll.to_bytes().map_err(ActionError::damaged)?;
    let roll_digest = keep(turn, DocumentKind::Roll, bytes).await?;
    let bytes = annex.to_bytes().map_err(ActionError::damaged)?;
    let annex_digest = keep(turn, DocumentKind::Annex, bytes).await?;
    let notice = Notice {
        v: VERSION,
        origin: definition.origin.clone(),
        community: definition.community,
        meeting: definition.meeting,
        definition: definition_digest,
        roll: roll_digest,
        noticed_at: turn.at(),
    };
    let signed = notice.sign(&turn.statements_key()?).map_err(ActionError::damaged)?;
    let statement = keep(turn, DocumentKind::Notice, signed.into_bytes()).await?;
    let text_digest = versions::store_document(turn, &text).await?;
    let keys = ["key_enrolled", "key_revoked", "role_granted", "role_ended", "service_key_replaced"];
    let community = turn.community_id();
    let keys_before = record::count_of_kinds(turn.transaction(), community, &keys, turn.next_index()).await?;
    let index = turn.publish(Fact::MeetingNoticed {
        meeting: definition.meeting,
        definition: definition_digest,
        roll: roll_digest,
        annex: annex_digest,
        statement,
        notice: text_digest,
        keys_before,
    })?;
    versions::keep_version(turn, &text, (text_digest, index), None).await?;
    let change = Change {
        from: MeetingState::Draft.as_str(),
        to: MeetingState::Noticed.as_str(),
        definition_digest: Some(definition_digest),
        roll_digest: Some(roll_digest),
        annex_digest: Some(annex_digest),
        notice_index: Some(index),
        ..Change::default()
    };
    if meetings::set_state(turn.transaction(), (community, definition.meeting), change).await? {
        Ok(())
    } else {
        Err(ActionError::Stale)
    }
}

/// The latest register as the roll is derived from it.
async fn holdings(turn: &Turn) -> Result<(u32, Holdings), ActionError> {
    let latest = register::latest(turn.transaction(), turn.community_id()).await?;
    let latest = latest.ok_or_else(|| ActionError::Draft(vec![DraftProblem::NoRegister]))?;
    let document = RegisterDocument::from_bytes(&latest.document).map_err(ActionError::damaged)?;
    Ok((latest.version, document.holdings().map_err(ActionError::damaged)?))
}

/// The second inboxes in force.
async fn inboxes(turn: &Turn) -> Result<Vec<Inbox>, ActionError> {
    let latest = inbox_lists::latest(turn.transaction(), turn.community_id()).await?;
    let read = |row: InboxList| serde_json::from_slice(&row.inboxes).map_err(ActionError::damaged);
    latest.map_or(Ok(Vec::new()), read)
}

fn define(
    turn: &Turn,
    meeting: Uuid,
    draft: &MeetingDraft,
    stated: Stated,
    (witnesses, inboxes): (Option<WitnessPolicy>, Vec<Inbox>),
) -> Result<Definition, ActionError> {
    let rules = stated.rules.rules;
    let switches = draft.switches.over(rules.switches());
    let channel = draft.online_channel.unwrap_or_else(|| rules.online_channel());
    Ok(Definition {
        v: 1,
        origin: turn.community().origin.clone(),
        community: turn.community_id(),
        meeting,
        title: draft.title.clone(),
        kind: draft.kind,
        called_by: draft.called_by.clone(),
        time_zone: turn.community().time_zone.clone(),
        opens_at: draft.opens_at,
        closes_at: draft.closes_at,
        objection_days: draft.objection_days,
        mode: draft.mode,
        rule_pack: stated.pack,
        witnesses,
        inboxes,
        overlays: stated.overlays,
        online_channel: OnlineChannelForm {
            value: channel,
            recognition: stated.recognition.filter(|_| channel == OnlineChannel::Recognised),
        },
        holidays: holidays(turn, draft, rules.pack())?,
        lot: lot(draft, switches.tie_break),
        non_voter_rule: draft.non_voter_rule.clone(),
        delegate_rule: draft.delegate_rule.clone(),
        key_cooling_hours: draft.key_cooling_hours.unwrap_or(KEY_COOLING_HOURS_MIN),
        switches: switches.into(),
        matters: draft.matters.clone(),
    })
}

/// The holidays that it names; none under a pack that counts days as they fall.
fn holidays(
    turn: &Turn,
    draft: &MeetingDraft,
    pack: &Pack,
) -> Result<Option<Vec<HolidayYearForm>>, ActionError> {
    if pack.parts().day_counting.is_none() {
        return Ok(None);
    }
    let zone = Zone::new(&turn.community().time_zone)?;
    Ok(Some(HolidayYearForm::years(&turn.service().holidays(&zone, turn.at(), draft.closes_at))))
}

/// What is said of the lot; where one breaks ties and nothing is said, it has the usual time.
fn lot(draft: &MeetingDraft, tie_break: TieBreak) -> Option<LotForm> {
    let usual = match tie_break {
        TieBreak::Lot => Some(LotForm { reveal_hours: REVEAL_HOURS_DEFAULT }),
        TieBreak::OtherMeasureThenRunoff | TieBreak::Runoff => None,
    };
    draft.lot.or(usual)
}

/// Everything that stands in the way of a notice, all of it at once, behind what was found before.
fn check(
    turn: &Turn,
    (definition, mut problems): (&Definition, Vec<DraftProblem>),
    rules: &Composition,
    switches: &Switches,
    roll: &Roll,
) -> Result<(), ActionError> {
    let pack = &rules.rules.pack().in_estate(roll.estate());
    problems.extend(rules.contradictions(definition).into_iter().map(DraftProblem::from));
    problems.extend(switches.online().err().map(DraftProblem::from));
    problems.extend(non_voter::problems(definition, turn.at()).into_iter().map(DraftProblem::from));
    problems.extend(delegate_rule::problems(definition, turn.at()).into_iter().map(DraftProblem::from));
    if definition.objection_days > OBJECTION_DAYS_MAX {
        problems.push(DraftProblem::ObjectionDays(OBJECTION_DAYS_MAX));
    }
    let texts = [&definition.title, &definition.called_by];
    if texts.iter().any(|text| text.trim().is_empty() || text.chars().count() > 200) {
        problems.push(DraftProblem::Heading);
    }
    let period = definition.reveal_period();
    problems.extend(period.err().map(|error| DraftProblem::Definition(error.to_string())));
    let cooling = definition.key_cooling();
    problems.extend(cooling.err().map(|error| DraftProblem::Definition(error.to_string())));
    problems.extend(times(turn, definition, rules));
    if definition.matters.is_empty() || definition.matters.len() > MATTERS_MAX {
        problems.push(DraftProblem::MatterCount);
    }
    for (place, form) in definition.matters.iter().enumerate() {
        if definition.matters.iter().take(place).any(|earlier| earlier.matter == form.matter) {
            problems.push(DraftProblem::MatterTwice(form.matter.to_string()));
        }
        problems.extend(competence(form, pack));
        match form.to_matter(switches) {
            Ok(matter) => problems.extend(check_matter(&matter, pack, switches, roll)),
            Err(error) => problems.push(DraftProblem::Definition(error.to_string())),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(ActionError::Draft(problems)) }
}

fn times(turn: &Turn, definition: &Definition, rules: &Composition) -> Vec<DraftProblem> {
    let mut problems = Vec::new();
    let schedule = match Schedule::new(definition.opens_at, definition.closes_at) {
        Ok(schedule) => schedule,
        Err(error) => return vec![error.into()],
    };
    match Zone::new(&definition.time_zone) {
        Ok(zone) => {
            let needed = i64::from(rules.notice(definition.kind).full_days);
            problems.extend(schedule.notice_suffices(turn.at(), &zone, needed).err().map(DraftProblem::from));
        }
        Err(error) => problems.push(DraftProblem::Definition(error.to_string())),
    }
    if let Some(period) = &rules.rules.pack().parts().voting_period {
        let lasts = schedule.lasts(i64::from(period.days_min), i64::from(period.days_max));
        problems.extend(lasts.err().map(DraftProblem::from));
    }
    problems
}

/// Whether a matter is the assembly's; a kind that the pack does not know is told with its rule.
fn competence(form: &MatterForm, pack: &Pack) -> Option<DraftProblem> {
    let stands = pack.competence(&form.kind).ok()?.stands(form.stated_reason());
    let matter = form.matter.to_string();
    stands.err().map(|error| DraftProblem::Competence { matter, error })
}

fn check_matter(matter: &Matter, pack: &Pack, switches: &Switches, roll: &Roll) -> Vec<DraftProblem> {
    let mut problems = Vec::new();
    let name = matter.id().to_string();
    match pack.rule(matter.kind()) {
        Ok(rule) if (rule.decides == Decides::Election) == matter.election().is_some() => {
            let terms = terms_of(matter, &rule, switches).check();
            problems.extend(terms.err().map(|error| DraftProblem::Terms { matter: name.clone(), error }));
        }
        Ok(_) => problems.push(DraftProblem::ElectionForm(name.clone())),
        // What is refused has no rule, and was told as that.
        Err(_) if matches!(pack.competence(matter.kind()), Ok(Competence::Refused(_))) => {}
        Err(unknown) => problems.push(unknown.into()),
    }
    if let Err(error) = roll.weights(matter.electorate()) {
        problems.push(DraftProblem::Electorate { matter: name, error });
    }
    problems
}
