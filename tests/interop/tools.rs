//! Runs the foreign programs that `prepare.sh` installs.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file of this repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs a program on a script with some standard input.
///
/// Gives its standard output, or its standard error if it fails. A missing tool is a failed test.
pub fn run(program: &Path, script: &str, needs: &str, input: &str) -> Result<String, String> {
    assert!(repository(needs).exists(), "{needs} is missing: run `make test`, which installs it first");
    let mut child = Command::new(program)
        .arg(repository(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not run ({error}): see `make test`", program.display()));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}
