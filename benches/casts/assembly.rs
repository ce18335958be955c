//! A meeting that is open, and one signed ballot for each of its owners.
//!
//! It is prepared as it would be in life, over HTTP: operator, community, officers, register, draft and
//! notice. Only the clock is set instead of waited for, and what goes owner by owner goes through the
//! store, because it would take longer than the bench: keys are enrolled there and electors read.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::domain::instants::Instant;
use quorate::domain::register::Column;
use quorate::evidence::ballots::BallotStatement;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::statements::{Enrolment, Statement as _, VERSION};
use quorate::store::identity::accounts::{self, Account};
use quorate::store::identity::enrolments;
use quorate::store::{Store, meetings, roll};
use serde::Deserialize;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use uuid::Uuid;

use crate::agenda;
use crate::connection::Connection;
use crate::ledger::Ledger;
use crate::load::Cast;
use crate::site::Site;

/// When things happen.
#[derive(Clone, Copy)]
pub struct Times {
    /// When the community begins.
    pub founded: Instant,
    opens: Instant,
    closes: Instant,
}

/// The keys of owners.
type Keyring = HashMap<String, SigningKey>;

/// A community with a meeting that is not open yet.
pub struct Convened {
    community: Community,
    meeting: Uuid,
    keys: Keyring,
    base: String,
}

/// A ballot box with the ballots that are going to be put into it.
pub struct Assembly {
    /// One signed ballot for each owner.
    pub casts: Vec<Cast>,
}

impl Assembly {
    /// Takes so many of the ballots out.
    pub fn take(&mut self, count: usize) -> Vec<Cast> {
        self.casts.split_off(self.casts.len().saturating_sub(count))
    }
}

/// Whoever holds a one-time code.
struct Invited<'a> {
    code: &'a str,
    activation: Uuid,
    method: EnrolmentMethod,
    confirmed_by: Role,
    role: Option<Role>,
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
}

#[derive(Deserialize)]
struct Meeting {
    meeting: Uuid,
}

/// An operator's session, to found communities with.
pub async fn operator(site: &Site) -> anyhow::Result<String> {
    let mut connection = Connection::open(site.running.address())?;
    let code = site.running.invite_operator().await?;
    let preview: Preview = connection.json("/api/v1/activation-previews", None, &json!({ "code": code }))?;
    let invited = Invited {
        code: &code,
        activation: preview.activation,
        method: EnrolmentMethod::OperatorInvitation,
        confirmed_by: Role::Operator,
        role: None,
    };
    let (_, token) = activate(&mut connection, &preview.origin, None, &invited)?;
    show_factor(&mut connection, &token, site.times.founded)?;
    Ok(token)
}

/// Founds a community of so many owners and gives notice of its meeting.
pub async fn convene(site: &Site, operator: &str, owners: usize) -> anyhow::Result<Convened> {
    let mut connection = Connection::open(site.running.address())?;
    let founding = json!({ "name": "梧桐苑", "time_zone": "Asia/Shanghai" });
    let community: Community = connection.json("/api/v1/communities", Some(operator), &founding)?;
    let supervisor =
        officer((&mut connection, site), &community, operator, (Role::Operator, Role::Supervisor))?;
    let secretary =
        officer((&mut connection, site), &community, &supervisor, (Role::Supervisor, Role::Secretary))?;
    let convener =
        officer((&mut connection, site), &community, &supervisor, (Role::Supervisor, Role::Convener))?;
    import(&mut connection, &community, &secretary, owners)?;
    let keys = enrol(site, &community, owners).await?;
    let base = format!("/api/v1/communities/{}/meetings", community.community);
    let meeting: Meeting = connection.json(&base, Some(&convener), &draft(site.times))?;
    let noticed: Value =
        connection.json(&format!("{base}/{}/notice", meeting.meeting), Some(&convener), &Value::Null)?;
    anyhow::ensure!(noticed["state"] == "noticed", "the meeting is {}", noticed["state"]);
    Ok(Convened { community, meeting: meeting.meeting, keys, base })
}

/// Opens every meeting of a site, of so many communities; one look at the clock opens a hundred.
pub async fn open(site: &Site, communities: usize) {
    site.clock.set(site.times.opens);
    for _ in 0..communities.div_ceil(100) {
        site.running.tick().await;
    }
}

/// Founds one community of so many owners and opens its meeting.
pub async fn assemble(site: &Site, owners: usize) -> anyhow::Result<Assembly> {
    let convened = convene(site, &operator(site).await?, owners).await?;
    open(site, 1).await;
    convened.assembly(site).await
}

impl Convened {
    /// The record of the community.
    pub async fn ledger<'a>(&self, site: &'a Site) -> anyhow::Result<Ledger<'a>> {
        Ledger::open(site, self.community.community, &self.community.origin).await
    }

    /// The ballot box once it is open, and a signed ballot of each owner.
    pub async fn assembly(&self, site: &Site) -> anyhow::Result<Assembly> {
        let ballots = ballots(&site.store, &self.community, self.meeting, &self.keys).await?;
        let path: Arc<str> = format!("{}/{}/ballots", self.base, self.meeting).into();
        let casts = ballots.into_iter().map(|ballot| Cast { path: Arc::clone(&path), ballot });
        Ok(Assembly { casts: casts.collect() })
    }
}

impl Times {
    /// A meeting that opened an hour ago, of a community a month older, so that a server by the machine's
    /// clock finds it open too.
    #[expect(clippy::disallowed_methods, reason = "the server that is measured goes by the machine's clock")]
    pub fn around_now() -> anyhow::Result<Self> {
        let now = Instant::from_microseconds(Timestamp::now().as_second() * 1_000_000)?;
        let opens = now.plus_seconds(-3_600);
        let (founded, closes) = (opens.plus_seconds(-31 * 86_400), opens.plus_seconds(7 * 86_400));
        Ok(Self { founded, opens, closes })
    }
}

/// Invites somebody to hold the second role in the name of the first, and signs them in.
fn officer(
    (connection, site): (&mut Connection, &Site),
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
        role: Some(role),
    };
    let (_, token) = activate(connection, &community.origin, Some(community), &invited)?;
    show_factor(connection, &token, site.times.founded)?;
    Ok(token)
}

/// Makes a second factor and shows it in the session that makes it.
fn show_factor(connection: &mut Connection, token: &str, now: Instant) -> anyhow::Result<()> {
    let made: Value = connection.json("/api/v1/me/second-factor", Some(token), &Value::Null)?;
    let secret = Secret::try_from_base32(made["secret"].as_str().unwrap_or_default())?;
    let factor = Builder::new().with_secret(secret).with_account_name("bench").build()?;
    let code = factor.generate((now.microseconds() / 1_000_000).try_into()?).to_string();
    let path = "/api/v1/me/second-factor/confirmation";
    let _codes: Value = connection.json(path, Some(token), &json!({ "code": code }))?;
    Ok(())
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
        confirmed_by: vec![invited.confirmed_by],
        role: invited.role,
        until: None,
        owner: None,
        consent: None,
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
            Column::OwnerId => owner(place),
            Column::OwnerKind => "natural".to_owned(),
            Column::Name => format!("业主{number}"),
            Column::Phone
            | Column::Email
            | Column::IdNumber
            | Column::ActingRole
            | Column::ActingName
            | Column::ActingPhone => String::new(),
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

/// Enrols a key for every owner, in one transaction for all: one by one, with a code for each, takes
/// longer than the rest of the bench.
async fn enrol(site: &Site, community: &Community, owners: usize) -> anyhow::Result<Keyring> {
    let mut ledger = Ledger::open(site, community.community, &community.origin).await?;
    let transaction = site.store.begin().await?;
    let (mut keys, mut facts) = (HashMap::with_capacity(owners), Vec::with_capacity(owners));
    for (place, entry_index) in (1..=owners).zip(ledger.size()..) {
        let owner = owner(place);
        let key = SigningKey::from_bytes(Digest::of(owner.as_bytes()).as_bytes());
        let public = PublicKey::of(&key);
        let statement = format!("the enrolment of {owner}").into_bytes();
        let statement_digest = Digest::of(&statement);
        let method = EnrolmentMethod::LetterAndContact;
        facts.push(Fact::KeyEnrolled {
            method,
            confirmed_by: vec![Role::Secretary],
            statement: statement_digest,
            confirmations: Vec::new(),
        });
        let account_id = Uuid::from_u128(community.community.as_u128() ^ (place as u128) << 64);
        accounts::insert(&transaction, Account { id: account_id, created_at: site.times.founded }).await?;
        let enrolment = enrolments::Enrolment {
            community_id: community.community,
            enrolment_id: account_id,
            account_id,
            owner_id: Some(owner.clone()),
            thumbprint: public.id().to_string(),
            public_key: public.as_bytes().to_vec(),
            statement,
            statement_digest,
            method: method.to_string(),
            confirmed_by: Role::Secretary.to_string(),
            entry_index,
            enrolled_at: site.times.founded,
            label: None,
            revoked_at: None,
            revoked_index: None,
        };
        enrolments::insert(&transaction, enrolment).await?;
        keys.insert(owner, key);
    }
    ledger.append(transaction, &facts).await?;
    Ok(keys)
}

fn draft(times: Times) -> Value {
    json!({
        "title": "2026 年度业主大会会议",
        "kind": "regular",
        "called_by": "业主委员会",
        "opens_at": times.opens.to_string(),
        "closes_at": times.closes.to_string(),
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
    keys: &Keyring,
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
            mandate: None,
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

fn owner(place: usize) -> String {
    format!("o-{place:05}")
}
