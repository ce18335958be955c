//! A meeting that is open, and one signed ballot for each of its owners.
//!
//! It is prepared as it would be in life, over HTTP: operator, community, officers, register, codes,
//! keys, draft and notice. Only the clock is set instead of waited for, and electors are read from
//! the database, because asking owner by owner would take longer than the bench.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use quorate::boot::{Running, SimulatedSurroundings};
use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::domain::instants::Instant;
use quorate::domain::register::Column;
use quorate::evidence::ballots::BallotStatement;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::statements::{Enrolment, Statement as _, VERSION};
use quorate::store::{Store, meetings, roll};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::agenda;
use crate::connection::Connection;

/// When the community begins.
pub const FOUNDED_AT: &str = "2026-05-01T00:00:00Z";

const OPENS_AT: &str = "2026-06-01T00:00:00Z";
const CLOSES_AT: &str = "2026-06-08T00:00:00Z";

/// A ballot box with the ballots that are going to be put into it.
pub struct Assembly {
    /// Where ballots are sent.
    pub path: String,
    /// One signed ballot for each owner.
    pub ballots: Vec<String>,
}

/// Whoever holds a one-time code.
struct Invited<'a> {
    code: &'a str,
    activation: Uuid,
    method: EnrolmentMethod,
    confirmed_by: Role,
    owner: Option<&'a str>,
}

#[derive(Deserialize)]
struct Preview {
    activation: Uuid,
    origin: String,
}

#[derive(Deserialize)]
struct SignedIn {
    access_token: String,
}

#[derive(Deserialize)]
struct Community {
    community: Uuid,
    origin: String,
}

#[derive(Deserialize)]
struct HandedOut {
    activation: Uuid,
    code: String,
    #[serde(default)]
    owner: String,
}

#[derive(Deserialize)]
struct Codes {
    codes: Vec<HandedOut>,
}

#[derive(Deserialize)]
struct Meeting {
    meeting: Uuid,
}

/// Prepares an assembly of so many owners and opens its meeting.
pub async fn convene(
    running: &Running,
    clock: &Arc<SimulatedSurroundings>,
    store: &Store,
    owners: usize,
) -> anyhow::Result<Assembly> {
    let mut connection = Connection::open(running.address())?;
    let operator = operator(&mut connection, &running.invite_operator().await?)?;
    let founding = json!({ "name": "梧桐苑", "time_zone": "Asia/Shanghai" });
    let community: Community = connection.json("/api/v1/communities", Some(&operator), &founding)?;
    let supervisor = officer(&mut connection, &community, &operator, (Role::Operator, Role::Supervisor))?;
    let secretary = officer(&mut connection, &community, &supervisor, (Role::Supervisor, Role::Secretary))?;
    let convener = officer(&mut connection, &community, &supervisor, (Role::Supervisor, Role::Convener))?;
    import(&mut connection, &community, &secretary, owners)?;
    let keys = enrol(&mut connection, &community, &secretary)?;
    let base = format!("/api/v1/communities/{}/meetings", community.community);
    let meeting: Meeting = connection.json(&base, Some(&convener), &draft())?;
    let noticed: Value =
        connection.json(&format!("{base}/{}/notice", meeting.meeting), Some(&convener), &Value::Null)?;
    anyhow::ensure!(noticed["state"] == "noticed", "the meeting is {}", noticed["state"]);
    clock.set(instant(OPENS_AT)?);
    running.tick().await;
    let ballots = ballots(store, &community, meeting.meeting, &keys).await?;
    Ok(Assembly { path: format!("{base}/{}/ballots", meeting.meeting), ballots })
}

fn operator(connection: &mut Connection, code: &str) -> anyhow::Result<String> {
    let preview: Preview = connection.json("/api/v1/activation-previews", None, &json!({ "code": code }))?;
    let invited = Invited {
        code,
        activation: preview.activation,
        method: EnrolmentMethod::OperatorInvitation,
        confirmed_by: Role::Operator,
        owner: None,
    };
    activate(connection, &preview.origin, None, &invited).map(|(_, token)| token)
}

/// Invites somebody to hold the second role in the name of the first, and signs them in.
fn officer(
    connection: &mut Connection,
    community: &Community,
    session: &str,
    (confirmed_by, role): (Role, Role),
) -> anyhow::Result<String> {
    let path = format!("/api/v1/communities/{}/invitations", community.community);
    let handed: HandedOut = connection.json(&path, Some(session), &json!({ "role": role.as_str() }))?;
    let invited = Invited {
        code: &handed.code,
        activation: handed.activation,
        method: EnrolmentMethod::OfficerInvitation,
        confirmed_by,
        owner: None,
    };
    activate(connection, &community.origin, Some(community), &invited).map(|(_, token)| token)
}

/// Enrols a new key with a one-time code; answers the key and the access token.
fn activate(
    connection: &mut Connection,
    origin: &str,
    community: Option<&Community>,
    invited: &Invited<'_>,
) -> anyhow::Result<(SigningKey, String)> {
    let seed = Digest::of(invited.code.as_bytes());
    let key = SigningKey::from_bytes(seed.as_bytes());
    let enrolment = Enrolment {
        v: VERSION,
        origin: origin.to_owned(),
        community: community.map(|community| community.community),
        activation: invited.activation,
        method: invited.method,
        confirmed_by: invited.confirmed_by,
        owner: invited.owner.map(str::parse).transpose()?,
        key: PublicKey::of(&key),
        nonce: nonce(invited.code),
    };
    let form = json!({ "code": invited.code, "statement": enrolment.sign(&key)? });
    let signed_in: SignedIn = connection.json("/api/v1/activations", None, &form)?;
    Ok((key, signed_in.access_token))
}

/// Imports a register in which every owner has one home.
fn import(
    connection: &mut Connection,
    community: &Community,
    secretary: &str,
    owners: usize,
) -> anyhow::Result<()> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(Column::ALL.iter().map(|column| column.as_str()))?;
    for place in 1..=owners {
        let number = format!("{place:05}");
        let cell = |column: &Column| match column {
            Column::Unit => format!("1-{number}"),
            Column::Building | Column::Entrance => "1".to_owned(),
            Column::Floor => "5".to_owned(),
            Column::Number => number.clone(),
            Column::Kind => "dwelling".to_owned(),
            Column::Area => format!("{}.{:02}", 60 + place % 90, place % 100),
            Column::AreaSource => "register".to_owned(),
            Column::Stock => "delivered".to_owned(),
            Column::OwnerId => format!("o-{number}"),
            Column::OwnerKind => "natural".to_owned(),
            Column::Name => format!("业主{number}"),
            Column::Phone | Column::Email | Column::ActingRole | Column::ActingName | Column::ActingPhone => {
                String::new()
            }
        };
        sheet.write_record(Column::ALL.iter().map(cell))?;
    }
    let path = format!("/api/v1/communities/{}/register/imports", community.community);
    let request = crate::connection::Request {
        method: "POST",
        path: &path,
        media_type: "text/csv",
        token: Some(secretary),
        body: &sheet.into_inner()?,
    };
    connection.send(&request)?.json::<Value>(&path).map(|_| ())
}

/// Hands every owner a code and uses it; answers the keys by owner.
fn enrol(
    connection: &mut Connection,
    community: &Community,
    secretary: &str,
) -> anyhow::Result<HashMap<String, SigningKey>> {
    let path = format!("/api/v1/communities/{}/activation-codes", community.community);
    let handed: Codes = connection.json(&path, Some(secretary), &json!({ "all": true }))?;
    let mut keys = HashMap::with_capacity(handed.codes.len());
    for code in handed.codes {
        let invited = Invited {
            code: &code.code,
            activation: code.activation,
            method: EnrolmentMethod::OwnerCode,
            confirmed_by: Role::Secretary,
            owner: Some(&code.owner),
        };
        let (key, _) = activate(connection, &community.origin, Some(community), &invited)?;
        keys.insert(code.owner, key);
    }
    Ok(keys)
}

fn draft() -> Value {
    json!({
        "title": "2026 年度业主大会会议",
        "kind": "regular",
        "called_by": "业主委员会",
        "opens_at": OPENS_AT,
        "closes_at": CLOSES_AT,
        "objection_days": 7,
        "mode": "named",
        "rule_pack": "cn_civil_code_2021",
        "matters": agenda::matters(),
    })
}

/// One ballot for each elector, signed by its owner.
async fn ballots(
    store: &Store,
    community: &Community,
    meeting: Uuid,
    keys: &HashMap<String, SigningKey>,
) -> anyhow::Result<Vec<String>> {
    let row = meetings::find(store.read(), community.community, meeting).await?.context("no meeting")?;
    anyhow::ensure!(row.state == "open", "the meeting is {}", row.state);
    let electors = roll::all(store.read(), community.community, meeting).await?;
    let mut ballots = Vec::with_capacity(electors.len());
    for (place, elector) in electors.into_iter().enumerate() {
        let owners: Vec<String> = serde_json::from_slice(&elector.owners)?;
        let key = owners.first().and_then(|owner| keys.get(owner)).context("an elector without a key")?;
        let statement = BallotStatement {
            v: VERSION,
            origin: community.origin.clone(),
            community: community.community,
            meeting,
            definition: row.definition_digest.context("no definition")?,
            roll: row.roll_digest.context("no roll")?,
            elector: elector.elector.parse()?,
            choices: agenda::choices(place),
            supersedes: None,
            nonce: nonce(&elector.elector),
        };
        ballots.push(statement.sign(key)?);
    }
    Ok(ballots)
}

fn nonce(of: &str) -> String {
    URL_SAFE_NO_PAD.encode(Digest::of(of.as_bytes()).as_bytes())
}

/// The instant a text writes.
pub fn instant(text: &str) -> anyhow::Result<Instant> {
    Ok(text.parse()?)
}
