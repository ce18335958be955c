//! What is filed of members besides their names on the ballot: their names and units in the register, opened for whoever
//! files. It stands in no answer but the package.

use std::collections::BTreeMap;

use super::dossier::DossierView;
use crate::actions::acts::{self, Known};
use crate::actions::error::ActionError;
use crate::actions::{Service, people};
use crate::domain::annals::ProcessId;
use crate::domain::committees::MemberId;
use crate::domain::communities::CommunityId;
use crate::domain::register::{Holdings, OwnerId};
use crate::evidence::acts::{Act, CommitteeAct};
use crate::evidence::register::RegisterDocument;
use crate::store::register;

/// What the register says of a member; empty where it says nothing, or nobody knows which owner it is.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Particulars {
    /// The name in the register.
    pub name: Option<String>,
    /// The units that they own, alone or with others.
    pub units: Vec<String>,
}

/// The particulars of everybody on a committee, in the order of its dossier.
pub async fn particulars(
    service: &Service,
    community: CommunityId,
    dossier: &DossierView,
) -> Result<Vec<Particulars>, ActionError> {
    let known = acts::known(service, community).await?;
    let connection = service.store().read();
    let holdings = match register::latest(connection, community.uuid()).await? {
        Some(row) => {
            let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
            Some(document.holdings().map_err(ActionError::damaged)?)
        }
        None => None,
    };
    let seated = seated(&known, ProcessId::new(dossier.process))?;
    let mut all = Vec::with_capacity(dossier.members.len());
    for member in &dossier.members {
        let id = MemberId::from(&member.member);
        let Some(owner) = seated.get(&id).cloned().or_else(|| stood(&known, &id)) else {
            all.push(Particulars::default());
            continue;
        };
        let person = people::find(service, connection, community, &owner).await?;
        let name = person.map(|own| own.person.name().to_owned());
        all.push(Particulars { name, units: units(holdings.as_ref(), &owner) });
    }
    Ok(all)
}

/// Which owners took seats, or said that they are the candidate, by their own signatures.
fn seated(known: &Known, process: ProcessId) -> Result<BTreeMap<MemberId, OwnerId>, ActionError> {
    let mut owners = BTreeMap::new();
    for (row, statement) in known.deeds().filter(|(_, own)| own.process() == process) {
        let Act::Committee(act) = &statement.act else { continue };
        let (CommitteeAct::TakeSeat { member, .. } | CommitteeAct::ProveCandidate { member, .. }) = act
        else {
            continue;
        };
        if let Some(owner) = &row.owner_id {
            owners.insert(member.into(), owner.parse().map_err(ActionError::damaged)?);
        }
    }
    Ok(owners)
}

/// As which owner a candidate stood in the call for candidates.
fn stood(known: &Known, id: &MemberId) -> Option<OwnerId> {
    let slate = known.annals.candidacies().of_meeting(id.meeting)?;
    slate.candidacy(&id.candidate)?.stander().map(|own| own.owner.clone())
}

fn units(holdings: Option<&Holdings>, owner: &OwnerId) -> Vec<String> {
    let all = holdings.into_iter().flat_map(Holdings::iter);
    all.filter(|own| own.owners.contains(owner)).map(|own| own.unit.label.to_string()).collect()
}
