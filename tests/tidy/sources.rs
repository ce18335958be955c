//! The source files of the product and of its tests, and the paths that their code names.

use std::fs;
use std::path::{Path, PathBuf};

/// One source file.
pub struct Source {
    /// Its path below the root of the repository, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A path such as `store::ballots::latest_of` that code names, without `crate::` or `super::`.
pub struct Named {
    /// Its first parts, from the root of the crate.
    pub parts: Vec<String>,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// Every Rust file below a folder of the repository, in order.
pub fn below(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join(folder), &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "there is no Rust file in {folder}");
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"),
    };
    paths.into_iter().map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules") {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

impl Source {
    /// The lines before the unit tests, numbered from 1.
    pub fn before_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = |line: &str| line.starts_with("#[cfg(") && line.contains("test");
        (1..).zip(self.text.lines()).take_while(move |(_, line)| !tests(line))
    }

    /// The module this file is: `src/actions/committer/mod.rs` is `actions`, `committer`.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let parts = path.split('/').filter(|part| !["mod", "lib", "main"].contains(part));
        parts.map(str::to_owned).collect()
    }

    /// Every path of this crate that the code before the tests names, each group taken apart.
    pub fn named(&self) -> Vec<Named> {
        let mut code = String::new();
        for (_, line) in self.before_tests() {
            code.push_str(line.split("//").next().unwrap_or_default());
            code.push('\n');
        }
        let mut named = Vec::new();
        for start in ["crate::", "super::", "quorate::"] {
            for (at, _) in code.match_indices(start) {
                let before = code[..at].chars().next_back();
                // `$crate::`, `a_crate::` and the second of `super::super::` are no beginnings.
                if before.is_some_and(|before| before.is_alphanumeric() || "_:$".contains(before)) {
                    continue;
                }
                let line = code[..at].matches('\n').count() + 1;
                let paths = expand(&code[at..]);
                named.extend(paths.iter().map(|path| Named { parts: self.resolve(path), line }));
            }
        }
        named
    }

    /// A written path from the root of the crate.
    fn resolve(&self, path: &str) -> Vec<String> {
        let mut from_root = Vec::new();
        for (place, part) in path.split("::").enumerate() {
            match (place, part) {
                (0, "crate" | "quorate") => {}
                (0, "super") => {
                    from_root = self.module();
                    from_root.pop();
                }
                (_, "super") => {
                    from_root.pop();
                }
                _ => from_root.push(part.to_owned()),
            }
        }
        from_root
    }
}

/// The paths that a text begins with: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(text: &str) -> Vec<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    let Some(group) = path.strip_suffix("::").and_then(|_| rest.strip_prefix('{')) else {
        return vec![path.trim_end_matches(':').to_owned()];
    };
    let mut paths = Vec::new();
    let (mut depth, mut element) = (0_usize, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let inner = group[element..at].trim();
                if !inner.is_empty() {
                    paths.extend(expand(inner).into_iter().map(|inner| format!("{path}{inner}")));
                }
                element = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    paths
}

#[test]
fn a_group_of_imports_is_taken_apart() {
    let source = Source {
        path: "src/actions/committer/casts.rs".to_owned(),
        text: "//! crate::http\nuse super::{Turn, turn::{At, self}};\nuse crate::store::ballots; // crate::jobs\n"
            .to_owned(),
    };
    let named: Vec<_> =
        source.named().into_iter().map(|named| (named.line, named.parts.join("::"))).collect();
    let expected = [
        (3, "store::ballots"),
        (2, "actions::committer::Turn"),
        (2, "actions::committer::turn::At"),
        (2, "actions::committer::turn::self"),
    ];
    assert_eq!(named, expected.map(|(line, path)| (line, path.to_owned())));
}
