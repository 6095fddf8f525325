//! Data flows one way: a stage knows the stages before it and `model`, never those behind it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order of the data; the last two only tie the others together.
const STAGES: [&str; 23] = [
    "model",
    "layout",
    "read",
    "segment",
    "decisions",
    "align",
    "matching",
    "embeddings",
    "article",
    "sentence",
    "quality",
    "staleness",
    "export",
    "fill",
    "pairs",
    "evaluate",
    "terms",
    "lint",
    "drift",
    "pipeline",
    "review",
    "corpus",
    "cli",
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

/// Stages that code names, as in `use crate::model::Span` or `crate::{model::Span, read}`.
fn named(code: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let items = match rest.strip_prefix('{') {
            Some(list) => outer_items(list),
            None => vec![rest],
        };
        for item in items {
            let item = item.trim_start();
            let end = item.find(|c: char| !c.is_alphanumeric() && c != '_');
            found.insert(&item[..end.unwrap_or(item.len())]);
        }
    }
    found
}

/// The items of a list in braces, which may hold lists themselves.
fn outer_items(list: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&list[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn backward(stage: &str, code: &str) -> Vec<String> {
    let place = |name: &str| STAGES.iter().position(|s| *s == name);
    let own = place(stage).unwrap();
    let later = |name: &&str| place(name).is_some_and(|other| other > own);
    named(code)
        .into_iter()
        .filter(later)
        .map(str::to_owned)
        .collect()
}

/// Code without comments, and without the tests at its end, which may make their input with any stage.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text.lines().map(|l| l.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_stage_names_a_later_one() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&src).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let stage = folder.file_name().unwrap().to_str().unwrap();
        assert!(
            STAGES.contains(&stage),
            "src/{stage} has no place among the stages"
        );
        for file in files(&folder) {
            let is_test = file.components().any(|c| c.as_os_str() == "tests")
                || file.file_name().is_some_and(|n| n == "tests.rs");
            if is_test {
                continue;
            }
            for later in backward(stage, &code(&fs::read_to_string(&file).unwrap())) {
                let file = file.strip_prefix(&src).unwrap().display();
                wrong.push(format!("{file}: {stage} names {later}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_backward_path_is_seen_in_every_spelling() {
    assert_eq!(backward("read", "use crate::align::Spine;"), ["align"]);
    let list = "use crate::{\n    model::{Span, Unit},\n    cli,\n};";
    assert_eq!(backward("read", list), ["cli"]);
    assert_eq!(
        backward("model", "fn f() -> crate::read::Source {"),
        ["read"]
    );
    assert!(backward("align", &code("use crate::model::Unit; // crate::cli")).is_empty());
}

#[test]
fn main_stays_thin() {
    assert!(include_str!("../src/main.rs").lines().count() < 80);
}
