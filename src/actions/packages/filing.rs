//! The filing package (备案材料, 条例 article 16): minutes, result, covenant, rules of procedure and members, as far as
//! the service has them; what it lacks is listed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::archive::Archive;
use super::contents::{Contents, Extra, Missing};
use super::court::finish;
use super::{IndexPage, Leaf, about};
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::headings::Heading;
use crate::actions::{Service, bundles, headings, notices, tally};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::evidence::bundle::BundleKind;
use crate::evidence::certificate::Certificate;
use crate::evidence::definition::{Definition, MatterForm};
use crate::evidence::digest::canonical;
use crate::evidence::notices::Attachment;
use crate::store::record;

/// The kinds of matters whose text is filed.
const TEXTS: [&str; 2] = ["covenant", "rules_of_procedure"];

/// Who was elected in one matter, in vote order. Names as they stood on the ballot, and nothing else of anybody.
#[derive(Clone, Debug, Serialize)]
pub struct Elected {
    /// The matter.
    pub matter: String,
    /// Its title.
    pub title: String,
    /// Whether enough were elected; null where that is open.
    pub passed: Option<bool>,
    /// Who has a seat.
    pub members: Vec<String>,
    /// Who reached the threshold and found no seat.
    pub alternates: Vec<String>,
}

/// Who was elected at a meeting, to be printed.
#[derive(Clone, Debug)]
pub struct Members {
    /// What stands above it.
    pub heading: Heading,
    /// Each election.
    pub elections: Vec<Elected>,
}

/// Who was elected at a meeting.
pub async fn members(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Members, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let certificate = tally::certified(service, community, meeting).await?;
    let heading = headings::heading(connection, &convened).await?;
    Ok(Members { heading, elections: elections(&convened.definition, &certificate) })
}

/// Writes the package, chunk by chunk.
pub async fn write(
    service: &Service,
    (community, meeting): (CommunityId, MeetingId),
    extras: Vec<Extra>,
    index: IndexPage<'_>,
    write: impl AsyncFnMut(Vec<u8>) -> Result<(), ActionError>,
) -> Result<(), ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let certificate = tally::certified(service, community, meeting).await?;
    let last = record::last_of_meeting(connection, community.uuid(), meeting.uuid()).await?;
    let last = last.ok_or(ActionError::NotFound(Thing::Meeting))?;
    let heading = headings::heading(connection, &convened).await?;
    let mut archive = Archive::new(last.at, write)?;
    let mut leaves = leaves(service, &convened, &certificate).await?;
    let attached = notices::attachments::all(service, community, meeting).await?;
    for own in &attached {
        let file = notices::attachments::download(service, community, meeting, own.sha256).await?;
        let told = about("会议通知的附件", "An attachment of the notice");
        let path = format!("attachments/{}/{}", own.sha256, own.file_name);
        leaves.insert(path, Leaf::new(told, file.content));
    }
    leaves.extend(extras.into_iter().map(Into::into));
    for (path, leaf) in leaves {
        archive.add(&path, &leaf.bytes, (leaf.about, leaf.entry)).await?;
    }
    archive.begin("public-bundle.jsonl")?;
    bundles::write(service, community, meeting, BundleKind::Public, async |line| archive.append(&line).await)
        .await?;
    archive.end(
        about("公开包：会议的全部公开记录，可离线复核", "The public bundle: can be checked offline"),
        None,
    )?;
    let contents = Contents {
        as_of: heading.moment(last.at),
        heading,
        community: community.uuid(),
        meeting: meeting.uuid(),
        size: last.entry_index + 1,
        files: archive.listed().to_vec(),
        missing: missing(&convened, &certificate, &attached),
    };
    finish(archive, &contents, index).await
}

/// Result and certificate of a meeting.
pub(super) async fn outcome(
    service: &Service,
    (community, meeting): (CommunityId, MeetingId),
) -> Result<BTreeMap<String, Leaf>, ActionError> {
    let mut leaves = BTreeMap::new();
    let result = tally::result(service, community, meeting).await?;
    let told = about("公告的表决结果", "The result as it is posted");
    leaves.insert("result.md".to_owned(), Leaf::new(told, result.into_bytes()));
    let signed = tally::certificate(service, community, meeting).await?;
    let signed = canonical(&signed).map_err(ActionError::damaged)?;
    let told = about("计票证书及全部会签", "The tally certificate with every signature");
    leaves.insert("certificate.json".to_owned(), Leaf::new(told, signed));
    Ok(leaves)
}

async fn leaves(
    service: &Service,
    convened: &Convened,
    certificate: &Certificate,
) -> Result<BTreeMap<String, Leaf>, ActionError> {
    let (community, meeting) = (convened.address.community, convened.id());
    let mut leaves = outcome(service, (community, meeting)).await?;
    let elected = elections(&convened.definition, certificate);
    if !elected.is_empty() {
        let told = about("当选委员和候补委员", "Members and alternates elected");
        let bytes = canonical(&elected).map_err(ActionError::damaged)?;
        leaves.insert("members.json".to_owned(), Leaf::new(told, bytes));
    }
    for matter in texts(&convened.definition) {
        let kind = matter.kind.as_str();
        let told = match kind {
            "covenant" => about("管理规约表决文本", "The covenant as it was put to the vote"),
            _ => about("业主大会议事规则表决文本", "The rules of procedure as they were put to the vote"),
        };
        let text = format!("{}\n\n{}\n", matter.title, matter.text);
        leaves.insert(format!("texts/{kind}-{}.txt", matter.matter), Leaf::new(told, text.into_bytes()));
    }
    Ok(leaves)
}

fn elections(definition: &Definition, certificate: &Certificate) -> Vec<Elected> {
    let of = |form: &MatterForm| {
        let own = certificate.matters.iter().find(|own| own.matter == form.matter)?;
        let elected = own.verdict.elected.as_ref()?;
        let name = |id: &String| {
            let own = form.candidates.iter().find(|own| own.candidate.as_str() == id);
            own.map_or_else(|| id.clone(), |own| own.name.clone())
        };
        let alternates = own.verdict.alternates.as_deref().unwrap_or_default();
        Some(Elected {
            matter: form.matter.to_string(),
            title: form.title.clone(),
            passed: own.verdict.passed,
            members: elected.iter().map(name).collect(),
            alternates: alternates.iter().map(name).collect(),
        })
    };
    definition.matters.iter().filter_map(of).collect()
}

fn texts(definition: &Definition) -> impl Iterator<Item = &MatterForm> {
    definition.matters.iter().filter(|matter| TEXTS.contains(&matter.kind.as_str()))
}

/// What is filed and what this meeting has nothing of.
fn missing(convened: &Convened, certificate: &Certificate, attached: &[Attachment]) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut add = |what, why| missing.push(Missing { what, why });
    let decided = |kind: &str, title: &str| {
        texts(&convened.definition).any(|matter| matter.kind.as_str() == kind)
            || attached.iter().any(|own| own.title.contains(title))
    };
    let elsewhere = about(
        "本次会议没有表决，通知也没有附上；请附现行有效的文本。",
        "This meeting did not decide on it, and it is no attachment of the notice; enclose the text in force.",
    );
    if !decided("covenant", "管理规约") {
        add(about("管理规约", "The covenant"), elsewhere);
    }
    if !decided("rules_of_procedure", "议事规则") {
        add(about("业主大会议事规则", "The rules of procedure"), elsewhere);
    }
    add(
        about("签署的会议记录", "The minutes, signed"),
        about(
            "服务最多提供草稿；由召集人补充并签署。",
            "The service makes a draft at most; whoever called the meeting completes and signs it.",
        ),
    );
    let why = about(
        "本次会议没有选举；请附现任委员名单。",
        "There was no election at this meeting; enclose the list of members in office.",
    );
    if elections(&convened.definition, certificate).is_empty() {
        add(about("业主委员会委员名单", "The list of members"), why);
    }
    match convened.state {
        MeetingState::Announced => {}
        MeetingState::Annulled => add(
            about("最终公告", "The final announcement"),
            about(
                "本次会议已被撤销，其结果不得备案。",
                "The meeting was annulled; its result must not be filed.",
            ),
        ),
        MeetingState::Draft
        | MeetingState::Noticed
        | MeetingState::Open
        | MeetingState::Closed
        | MeetingState::Counted
        | MeetingState::Cancelled => add(
            about("最终公告", "The final announcement"),
            about(
                "异议期尚未届满，结果尚未公告。",
                "The period for objections still runs; the result is not announced.",
            ),
        ),
    }
    add(
        about("委员的身份证明、联系方式和签名", "Identity, contacts and signatures of the members"),
        about(
            "本服务不保存；由委员本人提供。地方另有要求的材料同样另附。",
            "The service does not have them; members provide them. Add what the place asks for besides.",
        ),
    );
    missing
}
