//! Says when the program is to be compiled again: for release, when the web client that it holds was built anew.

#![expect(clippy::disallowed_methods, reason = "cargo tells a build by the environment what is built")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=web/dist");
    }
}
