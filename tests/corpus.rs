//! The sample corpus tells the truth about itself.
//!
//! Other tests and the committed exports rest on its hashes, commits and gold; a careless edit must not go unseen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha1::Sha1;
use sha2::{Digest, Sha256};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The value of a front-matter key, by its name alone so that nothing of the program is trusted here.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

/// Locale folder, path below it and text of every translation.
fn translations() -> Vec<(String, String, String)> {
    let corpus = root().join("corpus");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&corpus).sort_by_file_name() {
        let entry = entry.unwrap();
        let below = entry.path().strip_prefix(&corpus).unwrap();
        let below = below.to_str().unwrap().replace('\\', "/");
        let Some((locale, article)) = below.split_once('/') else {
            continue;
        };
        if entry.file_type().is_file() && locale != "en-US" {
            let text = fs::read_to_string(entry.path()).unwrap();
            found.push((locale.to_owned(), article.to_owned(), text));
        }
    }
    found
}

/// SHA-1 or SHA-256, by the length of the expected hash, of the bytes as they are or with CRLF.
fn is_of(hash: &str, bytes: &[u8]) -> bool {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    [text, crlf].iter().any(|text| {
        let digest = match hash.len() {
            40 => Sha1::digest(text.as_bytes()).to_vec(),
            _ => Sha256::digest(text.as_bytes()).to_vec(),
        };
        digest
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect::<String>()
            == hash
    })
}

fn git(repo: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut run = Command::new("git");
    let output = run.arg("-C").arg(repo).args(arguments).output().unwrap();
    output.status.success().then_some(output.stdout)
}

#[test]
fn every_translation_names_the_commit_and_hash_of_a_real_english_version() {
    let repo = tempfile::tempdir().unwrap();
    let script = root().join("tests/fixtures/history/make.sh");
    let built = Command::new("sh").arg(script).arg(repo.path()).status();
    assert!(built.unwrap().success());

    let mut named = 0;
    for (locale, article, text) in translations() {
        let Some(hash) = value(&text, "ms.openlocfilehash") else {
            assert!(!text.starts_with("---"), "{locale}/{article} has no hash");
            continue;
        };
        let commit = value(&text, "ms.sourcegitcommit").unwrap();
        let tree = git(repo.path(), &["ls-tree", "-r", "--name-only", commit]);
        let tree = String::from_utf8(tree.unwrap_or_default()).unwrap();
        // The article may have had another name at that commit.
        let of_this = |path: &str| {
            let blob = git(repo.path(), &["show", &format!("{commit}:{path}")]);
            is_of(hash, &blob.unwrap())
        };
        let path = tree.lines().find(|path| of_this(path));
        let path =
            path.unwrap_or_else(|| panic!("{locale}/{article}: nothing in {commit} has its hash"));
        assert!(path == article || path == "hub/networking.md", "{path}");
        named += 1;
    }
    assert_eq!(named, 33);
}

#[test]
fn every_gold_segment_lies_in_its_files() {
    let mut segments = 0;
    for entry in fs::read_dir(root().join("tests/fixtures/gold")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "jsonl") {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let gold: serde_json::Value = serde_json::from_str(line).unwrap();
            let locale = gold["target_locale"].as_str().unwrap();
            assert_eq!(path.file_stem().unwrap(), locale);
            let text = |locale: &str| {
                let file = root().join("corpus").join(locale);
                let text = fs::read_to_string(file.join(gold["path"].as_str().unwrap()));
                let text = text.unwrap().replace("\r\n", "\n");
                text.trim_start_matches('\u{FEFF}')
                    .chars()
                    .collect::<Vec<_>>()
            };
            let (english, target) = (text("en-US"), text(locale));
            let hash = gold["source_hash"].as_str().unwrap();
            assert!(target.iter().collect::<String>().contains(hash), "{gold}");
            for segment in gold["segments"].as_array().unwrap() {
                let removed = segment["status"] == "removed";
                assert_eq!(segment["source"].is_null(), removed, "{segment}");
                for (span, text) in [
                    (&segment["source"], &english),
                    (&segment["target"], &target),
                ] {
                    let Some(span) = span.as_array() else {
                        continue;
                    };
                    let [start, end] =
                        [0, 1].map(|i| usize::try_from(span[i].as_u64().unwrap()).unwrap());
                    assert!(
                        text[start..end].iter().any(|c| c.is_alphanumeric()),
                        "{segment}"
                    );
                }
                segments += 1;
            }
        }
    }
    assert!(segments > 400, "{segments}");
}
