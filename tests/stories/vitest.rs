//! The stories themselves: vitest in `web`, told where the backstage is.

use std::path::PathBuf;
use std::process::{Command, ExitStatus};

use crate::backstage::Backstage;

/// What has to be there, and what brings it.
const NEEDED: [(&str, &str); 3] = [
    ("web/node_modules/.bin/vitest", "run sh tests/prepare.sh"),
    ("web/dist/client/index.html", "run make web"),
    (
        "/usr/bin/chromium",
        "install chromium (on Debian: apt-get install chromium), or run sh tests/prepare.sh",
    ),
];

/// Fails with a sentence if a story could not even begin.
pub fn demand_what_stories_need() {
    for (path, remedy) in NEEDED {
        assert!(root().join(path).exists(), "the stories need {path}, which is not there: {remedy}");
    }
}

/// Runs every story, and shows what it says.
pub async fn run(backstage: &Backstage) -> ExitStatus {
    let mut command = Command::new("npx");
    command
        .args(["vitest", "run", "--project", "stories"])
        .current_dir(root().join("web"))
        .env("QUORATE_BACKSTAGE", backstage.url())
        .env("QUORATE_SERVICE", backstage.service());
    let ended = tokio::task::spawn_blocking(move || command.status());
    ended.await.expect("nothing panics").expect("npx runs")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
