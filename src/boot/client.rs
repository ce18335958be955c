//! Where the files of the web client come from: out of the binary, or from a folder.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use actix_web::web::Bytes;
use rust_embed::RustEmbed;

use super::settings::Settings;
use crate::http::{Client, File, Shelf};

/// The build of the client beside this package, as it was when the program was compiled for release.
#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Built;

/// Where a program that is being worked on finds the build: a new one is served without compiling anything.
const BESIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist");

/// The client that the settings ask for, and a line for whoever starts the service without one.
pub(super) fn client(settings: &Settings) -> Client {
    let beside = cfg!(debug_assertions).then(|| PathBuf::from(BESIDE));
    let folder = settings.client.clone().or(beside);
    let (client, place) = match folder {
        Some(folder) => (Client::new(Arc::new(Folder::new(&folder))), folder.display().to_string()),
        None => (Client::new(Arc::new(Embedded::read())), "the program".to_owned()),
    };
    if client.is_there() {
        tracing::info!(place, "serving the web client");
    } else {
        tracing::warn!(place, "there is no web client: serving the API and its documentation only");
    }
    client
}

/// Files that are part of the program, compressed when it starts.
struct Embedded(HashMap<String, Arc<File>>);

impl Embedded {
    fn read() -> Self {
        let named =
            |name: &str| Some(Arc::new(File::new(name, Bytes::from(Built::get(name)?.data.into_owned()))));
        Self(Built::iter().filter_map(|name| Some((name.to_string(), named(&name)?))).collect())
    }
}

impl Shelf for Embedded {
    fn file(&self, name: &str) -> Option<Arc<File>> {
        self.0.get(name).cloned()
    }
}

/// Files of a folder, read again when they change.
struct Folder {
    root: PathBuf,
    read: Mutex<HashMap<String, (SystemTime, Arc<File>)>>,
}

impl Folder {
    fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), read: Mutex::default() }
    }
}

impl Shelf for Folder {
    fn file(&self, name: &str) -> Option<Arc<File>> {
        let relative = Path::new(name);
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || name.contains(['\\', '\0']) {
            return None;
        }
        let path = self.root.join(relative);
        let status = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let changed = status.modified().ok()?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, file)) = read.get(name).filter(|(at, _)| *at == changed) {
            return Some(Arc::clone(file));
        }
        let file = Arc::new(File::new(name, fs::read(&path).ok()?.into()));
        read.insert(name.to_owned(), (changed, Arc::clone(&file)));
        Some(file)
    }
}
