//! The second address: scenes, clock, messages and deeds by JSON over HTTP.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use actix_web::web::{Data, Json, Path, Query, route};
use actix_web::{App as Web, HttpResponse, HttpServer};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::app::{App, Database};
use crate::estate::Factor;
use crate::scenes::{self, Scene, Wishes};
use crate::{agenda, deeds, tampering, telling};

/// How often what is due happens in every scene.
const TICK: Duration = Duration::from_millis(250);

/// Most scenes that run at once; the oldest ends.
const SCENES_MAX: usize = 12;

/// The backstage, and a service without any community.
pub struct Backstage {
    address: SocketAddr,
    service: App,
}

#[derive(Default)]
struct Scenes {
    latest: AtomicU64,
    running: Mutex<BTreeMap<u64, Arc<Scene>>>,
}

impl Backstage {
    /// Serves on a port, or on a free one for 0.
    pub async fn start(port: u16) -> Self {
        let scenes = Data::new(Scenes::default());
        let shared = scenes.clone();
        let server = HttpServer::new(move || {
            Web::new()
                .app_data(shared.clone())
                .route("/scenes/{name}", actix_web::web::post().to(raise))
                .route("/scenes/{scene}", actix_web::web::delete().to(end))
                .route("/scenes/{scene}", actix_web::web::get().to(tell))
                .route("/clock", actix_web::web::post().to(clock))
                .route("/messages", actix_web::web::get().to(messages))
                .route("/deeds/{name}", actix_web::web::post().to(deed))
                .route("/tamper", actix_web::web::post().to(tamper))
                .route("/totp", actix_web::web::post().to(totp))
                .route("/registers/{name}", actix_web::web::get().to(register))
                .default_service(route().to(|| async { refused(404, "there is no such address") }))
        });
        let server = server.workers(2).bind(("127.0.0.1", port)).expect("the port is free");
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        actix_web::rt::spawn(async move {
            loop {
                tokio::time::sleep(TICK).await;
                let all: Vec<_> = scenes.running.lock().await.values().cloned().collect();
                for scene in all {
                    scene.assembly.tick().await;
                }
            }
        });
        Self { address, service: App::start_on(Database::Sqlite).await }
    }

    /// Where stories prepare their world.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A service of which nobody knows anything yet.
    pub fn service(&self) -> String {
        telling::address(&self.service)
    }
}

impl Scenes {
    async fn of(&self, said: &Value) -> Option<Arc<Scene>> {
        let number = said["scene"].as_u64().or_else(|| said["scene"].as_str()?.parse().ok())?;
        self.running.lock().await.get(&number).cloned()
    }
}

/// `POST /scenes/{name}`, with what is wished otherwise
async fn raise(scenes: Data<Scenes>, name: Path<String>, wishes: Option<Json<Wishes>>) -> HttpResponse {
    caught(async {
        let wishes = wishes.map(Json::into_inner).unwrap_or_default();
        let Some(scene) = scenes::build(&name, &wishes).await else {
            return refused(404, "nobody knows this scene");
        };
        let number = scenes.latest.fetch_add(1, Ordering::Relaxed) + 1;
        let told = telling::told(number, &scene).await;
        let mut running = scenes.running.lock().await;
        running.insert(number, Arc::new(scene));
        let oldest = (running.len() > SCENES_MAX).then(|| running.pop_first()).flatten();
        drop(running);
        stop(oldest.map(|(_, scene)| scene)).await;
        HttpResponse::Created().json(told)
    })
    .await
}

/// `GET /scenes/{scene}`: with fresh codes
async fn tell(scenes: Data<Scenes>, number: Path<u64>) -> HttpResponse {
    let found = scenes.of(&json!({ "scene": *number })).await;
    let Some(scene) = found else { return refused(404, "this scene is over") };
    caught(async { HttpResponse::Ok().json(telling::told(*number, &scene).await) }).await
}

/// `DELETE /scenes/{scene}`
async fn end(scenes: Data<Scenes>, number: Path<u64>) -> HttpResponse {
    let scene = scenes.running.lock().await.remove(&number);
    stop(scene).await;
    HttpResponse::NoContent().finish()
}

/// Stops a scene that nobody uses any more; whoever still does ends it.
async fn stop(scene: Option<Arc<Scene>>) {
    if let Some(scene) = scene.and_then(Arc::into_inner) {
        scene.assembly.estate.stop().await;
    }
}

/// `POST /clock {scene, advance: seconds}`, or `{scene, to: instant}`
async fn clock(scenes: Data<Scenes>, said: Json<Value>) -> HttpResponse {
    let Some(scene) = scenes.of(&said).await else { return refused(404, "this scene is over") };
    caught(async {
        let to = said["to"].as_str().map(|to| to.parse().expect("an instant"));
        let later = || scene.assembly.now().plus_seconds(said["advance"].as_i64().unwrap_or_default());
        scene.set_clock(to.unwrap_or_else(later)).await;
        HttpResponse::Ok().json(json!({ "now": scene.assembly.now().to_string() }))
    })
    .await
}

/// `GET /messages?scene=…&contact=…`
async fn messages(scenes: Data<Scenes>, said: Query<BTreeMap<String, String>>) -> HttpResponse {
    let found = scenes.of(&json!({ "scene": said.get("scene") })).await;
    let Some(scene) = found else { return refused(404, "this scene is over") };
    let contact = said.get("contact").map_or("", String::as_str);
    caught(async { HttpResponse::Ok().json(telling::messages(&scene, contact).await) }).await
}

/// `POST /deeds/{name} {scene, …}`
async fn deed(scenes: Data<Scenes>, name: Path<String>, said: Json<Value>) -> HttpResponse {
    let Some(scene) = scenes.of(&said).await else { return refused(404, "this scene is over") };
    caught(async {
        match deeds::done(&scene, &name, &said).await {
            Some(done) => HttpResponse::Ok().json(done),
            None => refused(404, "nobody knows this deed"),
        }
    })
    .await
}

/// `POST /tamper {scene, meeting, what}`: the public bundle of a meeting, or with `audit` the other one
async fn tamper(scenes: Data<Scenes>, said: Json<Value>) -> HttpResponse {
    let Some(scene) = scenes.of(&said).await else { return refused(404, "this scene is over") };
    caught(async {
        let place = scene.place(said["meeting"].as_str()).expect("a meeting");
        let bundle = deeds::bundle(&scene, place, said["audit"] == true).await;
        match tampering::tampered(&bundle, said["what"].as_str().unwrap_or_default()) {
            Some(changed) => {
                HttpResponse::Ok().content_type("application/vnd.quorate.bundle+jsonl").body(changed)
            }
            None => refused(404, "there is nothing of this kind to change"),
        }
    })
    .await
}

/// `POST /totp {scene, secret}`: what an authenticator application shows
async fn totp(scenes: Data<Scenes>, said: Json<Value>) -> HttpResponse {
    let Some(scene) = scenes.of(&said).await else { return refused(404, "this scene is over") };
    caught(async {
        let factor = Factor::new(said["secret"].as_str().expect("a secret"));
        HttpResponse::Ok().json(json!({ "code": factor.code(scene.assembly.now()) }))
    })
    .await
}

/// `GET /registers/{name}`: `sound` or `mistaken`
async fn register(name: Path<String>) -> HttpResponse {
    match name.as_str() {
        "sound" => HttpResponse::Ok().content_type("text/csv").body(agenda::register()),
        "mistaken" => HttpResponse::Ok().content_type("text/csv").body(agenda::mistaken_register()),
        _ => refused(404, "nobody knows this register"),
    }
}

/// What a story did wrong is told to the story, which fails with it.
fn caught<'a>(act: impl Future<Output = HttpResponse> + 'a) -> LocalBoxFuture<'a, HttpResponse> {
    let told = AssertUnwindSafe(act).catch_unwind().map(|ended| {
        ended.unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            let said = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            refused(500, &said.unwrap_or_default())
        })
    });
    told.boxed_local()
}

fn refused(status: u16, why: &str) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).expect("a status");
    HttpResponse::build(status).json(json!({ "problem": why }))
}
