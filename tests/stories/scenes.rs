//! Communities in named states. Each has a service, a database and a clock of its own.

use std::collections::BTreeMap;
use std::fs;

use futures_util::future::join_all;
use quorate::domain::instants::Instant;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::agenda::{FREE, KEYED, VOTERS, election, questions, register};
use crate::app::{App, Database};
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, Person};
use crate::calls::Place;
use crate::estate::Estate;
use crate::hostile::Hostile;
use crate::{committee, deeds, disputes, proofs};

/// How far the clock may go until everybody signs in again: half of the life of a session.
const FRESH_SECONDS: i64 = 15 * 24 * 60 * 60;

/// A community, and who acts in it off screen.
pub struct Scene {
    /// The service, the community, its first officers and the owners that have keys.
    pub assembly: Assembly,
    /// Its meetings by name: `questions` and `election`.
    pub meetings: BTreeMap<&'static str, Place>,
    /// The operator and other officers, by role.
    pub others: BTreeMap<&'static str, Person>,
    /// Where owners can log in, if a story wished so.
    pub provider: Option<Hostile>,
    fresh_since: Mutex<Instant>,
}

/// How far the life of a meeting has come.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Stage {
    Registered,
    Noticed,
    Open,
    Voted,
    Closed,
    Counted,
    Announced,
}

/// Every scene.
pub const NAMES: [&str; 10] = [
    "founded",
    "registered",
    "noticed",
    "open",
    "voted",
    "closed",
    "counted",
    "announced",
    "coowners",
    "committee",
];

/// What a story may want otherwise in a scene: fields of the draft of `questions`, and a provider at which owners log in.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wishes {
    questions: Value,
    provider: bool,
}

/// Builds a scene by its name; none if nobody knows it.
pub async fn build(name: &str, wishes: &Wishes) -> Option<Scene> {
    let stage = match name {
        "founded" => return Some(Scene::of(founded(None).await)),
        "coowners" => return Some(disputes::coowners().await),
        "committee" => return Some(committee::in_office().await),
        "registered" => Stage::Registered,
        "noticed" => Stage::Noticed,
        "open" => Stage::Open,
        "voted" => Stage::Voted,
        "closed" => Stage::Closed,
        "counted" => Stage::Counted,
        "announced" => Stage::Announced,
        _ => return None,
    };
    Some(at(stage, wishes).await)
}

/// A community with officers, and no register.
async fn founded(provider: Option<&Hostile>) -> Assembly {
    let mut app = App::start_on(Database::Sqlite).await;
    if let Some(provider) = provider {
        fs::write(app.host.folder().join("providers.toml"), provider.settings()).expect("a file");
        app = app.restart().await;
    }
    let estate = Estate::found_over(app).await;
    let (convener, scrutineer) = (estate.another("convener").await, estate.another("scrutineer").await);
    let person = |somebody| Person::of(somebody, estate.now());
    let (supervisor, secretary) = (person(&estate.supervisor), person(&estate.secretary));
    let (convener, scrutineer) = (person(&convener), person(&scrutineer));
    Assembly { estate, supervisor, secretary, convener, scrutineer, owners: BTreeMap::new() }
}

/// The same with the register in force and keys of most owners.
pub async fn registered(provider: Option<&Hostile>) -> Assembly {
    let mut assembly = founded(provider).await;
    assembly.import(&register()).await;
    let token = assembly.token(&assembly.secretary).await;
    let recipients = json!({ "owners": KEYED });
    let codes = assembly.hand_out_codes(&token, assembly.community, &recipients).await.expect(201);
    let codes = codes["codes"].as_array().expect("a list").clone();
    let newcomers = codes.iter().map(|row| assembly.newcomer(row["code"].as_str().expect("a code")));
    let (somebodies, now) = (join_all(newcomers).await, assembly.now());
    let named = codes.iter().zip(&somebodies);
    let owners =
        named.map(|(row, own)| (row["owner"].as_str().expect("an owner").to_owned(), Person::of(own, now)));
    assembly.owners = owners.collect();
    assembly
}

async fn at(stage: Stage, wishes: &Wishes) -> Scene {
    let provider = wishes.provider.then(Hostile::start);
    let mut scene = Scene::of(registered(provider.as_ref()).await);
    scene.provider = provider;
    if stage < Stage::Noticed {
        return scene;
    }
    for (name, draft) in [("questions", questions(&wishes.questions)), ("election", election())] {
        let place = scene.assembly.noticed(&draft).await;
        scene.meetings.insert(name, place);
    }
    for (reached, what) in [
        (Stage::Open, OPENS),
        (Stage::Voted, "votes"),
        (Stage::Closed, CLOSES),
        (Stage::Counted, "counts"),
        (Stage::Announced, OBJECTIONS_END),
    ] {
        if stage < reached {
            break;
        }
        scene.goes_on(reached, what).await;
    }
    scene
}

impl Scene {
    /// A scene without meetings.
    pub fn of(assembly: Assembly) -> Self {
        let fresh_since = Mutex::new(assembly.now());
        let operator = Person::of(&assembly.estate.operator, assembly.now());
        let others = BTreeMap::from([("operator", operator)]);
        Self { assembly, meetings: BTreeMap::new(), others, provider: None, fresh_since }
    }

    async fn goes_on(&self, reached: Stage, what: &str) {
        let assembly = &self.assembly;
        match reached {
            Stage::Open | Stage::Closed => assembly.advance_to(what).await,
            Stage::Voted => {
                for (place, owner) in
                    self.meetings.values().flat_map(|place| VOTERS.map(|owner| (place, owner)))
                {
                    deeds::vote(assembly, *place, owner, "for").await;
                }
            }
            Stage::Counted => {
                for place in self.meetings.values() {
                    let token = assembly.token(&assembly.scrutineer).await;
                    assembly.count_meeting(&token, *place).await.expect(201);
                }
            }
            Stage::Announced => {
                for place in self.meetings.values() {
                    proofs::countersign(assembly, *place).await;
                }
                assembly.advance_to(what).await;
                for place in self.meetings.values() {
                    let token = assembly.token(&assembly.convener).await;
                    assembly.announce_result(&token, *place).await.expect(201);
                }
            }
            Stage::Registered | Stage::Noticed => {}
        }
    }

    /// Somebody by role, or by the identifier of an owner.
    pub fn person(&self, name: &str) -> Option<&Person> {
        let assembly = &self.assembly;
        match name {
            "secretary" => Some(&assembly.secretary),
            "convener" => Some(&assembly.convener),
            "scrutineer" => Some(&assembly.scrutineer),
            "supervisor" => Some(&assembly.supervisor),
            _ => self.others.get(name).or_else(|| assembly.owners.get(name)),
        }
    }

    /// The meeting of this name or identifier; the one on questions if nobody says which.
    pub fn place(&self, name: Option<&str>) -> Option<Place> {
        let name = name.unwrap_or("questions");
        let by_id = || name.parse().ok().map(|meeting| self.assembly.place(meeting));
        self.meetings.get(name).copied().or_else(by_id)
    }

    /// Sets the clock and lets happen what is due; whoever acts off screen stays signed in.
    pub async fn set_clock(&self, now: Instant) {
        let assembly = &self.assembly;
        assembly.set(now);
        assembly.tick().await;
        self.refresh().await;
    }

    /// Signs everybody in again who acts off screen, if their sessions are old.
    pub async fn refresh(&self) {
        let (assembly, mut since) = (&self.assembly, self.fresh_since.lock().await);
        if assembly.now() < since.plus_seconds(FRESH_SECONDS) {
            return;
        }
        *since = assembly.now();
        let officers = [&assembly.secretary, &assembly.convener, &assembly.scrutineer, &assembly.supervisor];
        for person in officers.into_iter().chain(self.others.values()).chain(assembly.owners.values()) {
            assembly.sign_in_again(person).await;
        }
    }

    /// What letters of owners without a key say, and the codes of new officers; each is good once.
    pub async fn codes(&self) -> Value {
        self.refresh().await;
        let mut letters = json!({});
        for owner in FREE.iter().filter(|_| !self.assembly.owners.is_empty()) {
            letters[owner] = json!(deeds::letter(self, owner).await);
        }
        let mut invitations = json!({});
        for role in deeds::INVITED {
            invitations[role] = json!(deeds::invite(self, role).await);
        }
        json!({ "letters": letters, "invitations": invitations })
    }
}
