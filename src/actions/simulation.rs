//! What the votes of a meeting will take, told before it opens.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Service;
use super::convened::Convened;
use super::drafted::stated_on;
use super::error::{ActionError, DraftProblem, Thing};
use super::meetings::MeetingDraft;
use super::papers::read_roll;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MATTERS_MAX, Matter, MeetingId, MeetingState};
use crate::domain::roll::{Roll, RollRules};
use crate::domain::rules::{Pack, Switches};
use crate::domain::tally::{simulate_matter, terms_of};
use crate::evidence::register::RegisterDocument;
use crate::evidence::roll::derive;
use crate::evidence::salt::Salt;
use crate::evidence::simulation::{MatterSimulationForm, Pseudonyms, SimulationForm};
use crate::store::{meetings, register};

/// Says what the votes of a meeting will take: of a draft on the roll that the latest register would
/// give, of a noticed meeting on the roll that stands. Nothing is said once it may be open.
pub async fn simulate(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<SimulationForm, ActionError> {
    let (connection, community) = (service.store().read(), community.uuid());
    let row = meetings::find(connection, community, meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let state: MeetingState = row.state.parse().map_err(ActionError::damaged)?;
    match state {
        MeetingState::Draft => {
            let draft: MeetingDraft = serde_json::from_slice(&row.draft).map_err(ActionError::damaged)?;
            of_draft(service, community, &draft).await
        }
        // The clock may not have opened it yet.
        MeetingState::Noticed if service.surroundings().now() < row.opens_at => {
            let convened = Convened::load(connection, community, meeting).await?;
            let roll = read_roll(connection, community, convened.roll_digest()).await?;
            let roll = roll.roll().map_err(ActionError::damaged)?;
            let pack = convened.rules()?.rules.pack().in_estate(roll.estate());
            let foretold = Foretold { pack: &pack, switches: &convened.switches, roll: &roll };
            let matters = foretold.matters(&convened.matters, Pseudonyms::Posted)?;
            Ok(SimulationForm { roll: Some(convened.roll_digest()), matters })
        }
        MeetingState::Noticed
        | MeetingState::Open
        | MeetingState::Closed
        | MeetingState::Counted
        | MeetingState::Announced
        | MeetingState::Cancelled
        | MeetingState::Annulled => Err(ActionError::NotBeforeOpening(state)),
    }
}

async fn of_draft(
    service: &Service,
    community: Uuid,
    draft: &MeetingDraft,
) -> Result<SimulationForm, ActionError> {
    if draft.matters.len() > MATTERS_MAX {
        return Err(ActionError::Draft(vec![DraftProblem::MatterCount]));
    }
    let rules = stated_on(service.store().read(), community, &draft.rule_pack).await?.rules.rules;
    let switches = draft.switches.over(rules.switches());
    let roll = roll_to_come(service, service.store().read(), community, &switches).await?;
    let matters = draft.matters.iter().map(|form| form.to_matter(&switches));
    let refused = |error: crate::evidence::definition::DefinitionError| {
        ActionError::Draft(vec![DraftProblem::Definition(error.to_string())])
    };
    let matters = matters.collect::<Result<Vec<_>, _>>().map_err(refused)?;
    let pack = rules.pack().in_estate(roll.estate());
    let foretold = Foretold { pack: &pack, switches: &switches, roll: &roll };
    Ok(SimulationForm { roll: None, matters: foretold.matters(&matters, Pseudonyms::ToCome)? })
}

/// The roll that a notice would post now, under pseudonyms that nobody is told.
async fn roll_to_come(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: Uuid,
    switches: &Switches,
) -> Result<Roll, ActionError> {
    let latest = register::latest(connection, community).await?;
    let latest = latest.ok_or_else(|| ActionError::Draft(vec![DraftProblem::NoRegister]))?;
    let document = RegisterDocument::from_bytes(&latest.document).map_err(ActionError::damaged)?;
    let holdings = document.holdings().map_err(ActionError::damaged)?;
    let rules = RollRules { overlapping_owners: switches.overlapping_owners };
    let salt = Salt::from_bytes(service.surroundings().random());
    Ok(derive(&holdings, rules, &salt)?.0)
}

/// What votes are foretold from.
struct Foretold<'a> {
    pack: &'a Pack,
    switches: &'a Switches,
    roll: &'a Roll,
}

impl Foretold<'_> {
    /// Matter by matter; everything that stands in the way is told at once.
    fn matters(
        &self,
        matters: &[Matter],
        pseudonyms: Pseudonyms,
    ) -> Result<Vec<MatterSimulationForm>, ActionError> {
        let mut problems = Vec::new();
        let mut forms = Vec::with_capacity(matters.len());
        for matter in matters {
            match self.matter(matter, pseudonyms) {
                Ok(form) => forms.push(form),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(forms) } else { Err(ActionError::Draft(problems)) }
    }

    fn matter(&self, matter: &Matter, pseudonyms: Pseudonyms) -> Result<MatterSimulationForm, DraftProblem> {
        let rule = self.pack.rule(matter.kind())?;
        let terms = terms_of(matter, &rule, self.switches);
        let simulation = simulate_matter(self.roll, matter, &terms);
        let simulation = simulation
            .map_err(|error| DraftProblem::Simulation { matter: matter.id().to_string(), error })?;
        Ok(MatterSimulationForm::new((self.pack, &rule), (self.roll, pseudonyms), matter, &simulation))
    }
}
