//! How far translations are behind, against what git itself says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::Place;
use serde_json::Value;

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    let output = git.arg("-C").arg(folder).args(arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// The sample corpus, the repository of its English, and a place to run in.
struct Sample {
    place: Place,
    repo: PathBuf,
    corpus: PathBuf,
}

impl Sample {
    fn new() -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let place = Place::new();
        let repo = place.path("repo");
        let script = root.join("tests/fixtures/history/make.sh");
        let built = Command::new("sh").arg(script).arg(&repo).status();
        assert!(built.unwrap().success());
        Self {
            place,
            repo,
            corpus: root.join("corpus"),
        }
    }

    fn stale(&self, more: &[&str]) -> (i32, String, String) {
        let corpus = self.corpus.to_str().unwrap();
        self.place
            .run(&[&["stale", corpus, "--source-repo", "repo"], more].concat())
    }

    fn json(&self, more: &[&str]) -> BTreeMap<(String, String), Value> {
        let (code, out, errors) = self.stale(&[&["--json"], more].concat());
        assert_eq!(code, 0, "{errors}");
        let list: Vec<Value> = serde_json::from_str(&out).unwrap();
        let text = |entry: &Value, key| entry[key].as_str().unwrap().to_owned();
        let keyed = |e: Value| ((text(&e, "document"), text(&e, "locale")), e);
        list.into_iter().map(keyed).collect()
    }
}

#[test]
fn commits_and_days_are_those_of_git() {
    let sample = Sample::new();
    let entries = sample.json(&[]);
    let mut behind = 0;
    for ((document, _), entry) in &entries {
        let (Some(commit), Some(commits)) =
            (entry["source_commit"].as_str(), entry["commits"].as_u64())
        else {
            continue;
        };
        let path = entry["source_path"].as_str().unwrap();
        let range = format!("{commit}..HEAD");
        let log = |format| git(&sample.repo, &["log", format, &range, "--", document, path]);
        assert_eq!(
            commits,
            log("--format=%H").lines().count() as u64,
            "{entry}"
        );
        let dates = log("--format=%ct");
        let last: i64 = dates.lines().next().map_or(0, |l| l.parse().unwrap());
        let began: i64 = git(&sample.repo, &["log", "-1", "--format=%ct", commit])
            .parse()
            .unwrap();
        assert_eq!(entry["days"], (last - began).max(0) / 86_400, "{entry}");
        assert_eq!(entry["complete"], true);
        behind += u64::from(commits > 0);
    }
    assert!(behind > 5, "{entries:?}");
}

#[test]
fn a_translation_of_todays_original_is_current_and_one_whose_original_is_gone_says_so() {
    let sample = Sample::new();
    let entries = sample.json(&[]);
    let state = |document: &str, locale: &str| {
        let entry = &entries[&(document.to_owned(), locale.to_owned())];
        (entry["state"].as_str().unwrap(), entry["share"].as_f64())
    };
    assert_eq!(
        state("get-started/install.md", "fr-FR"),
        ("current", Some(0.0))
    );
    assert_eq!(
        state("account/transfer-ownership.md", "fr-FR"),
        ("removed", None)
    );
    let (stale, share) = state("get-started/install.md", "ko-KR");
    assert!(stale == "stale" && share.unwrap() > 0.1, "{share:?}");
}

#[test]
fn the_units_shown_are_those_that_differ() {
    let sample = Sample::new();
    let entries = sample.json(&["--units"]);
    let mut changed = 0;
    for ((document, locale), entry) in &entries {
        let Some(changes) = entry["changes"].as_array() else {
            panic!("{document} {locale} has no list of changes");
        };
        let count = |kind: &str| changes.iter().filter(|c| c["change"] == kind).count() as u64;
        if entry["state"] == "stale" {
            assert_eq!(entry["units"]["added"], count("added"));
            assert_eq!(entry["units"]["removed"], count("removed"));
        }
        for change in changes.iter().filter(|c| c["change"] == "changed") {
            assert_ne!(change["text"], change["was"]);
            changed += 1;
        }
    }
    assert!(changed > 5);
    let (_, text, _) = sample.stale(&["--units"]);
    assert!(
        text.contains("  added ") && text.contains("  removed "),
        "{text}"
    );
}

#[test]
fn a_limit_has_its_own_exit_code() {
    let sample = Sample::new();
    let (code, out, errors) = sample.stale(&["--fail-above", "20%"]);
    assert_eq!(code, 3, "{errors}");
    assert!(errors.contains("more than 20.0 % behind"), "{errors}");
    assert!(
        out.contains("get-started/install.md") && !out.contains("current"),
        "{out}"
    );
    assert_eq!(sample.stale(&["--fail-above", "100%"]).0, 0);
    assert_eq!(sample.stale(&["--fail-above", "120%"]).0, 2);
    let (code, _, errors) = sample
        .place
        .run(&["stale", sample.corpus.to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(errors.contains("needs --source-repo"), "{errors}");
}

#[test]
fn a_shallow_clone_says_what_it_cannot_know() {
    let sample = Sample::new();
    let from = format!("file://{}", sample.repo.display());
    git(
        &sample.repo,
        &[
            "clone",
            "-q",
            "--depth=2",
            &from,
            sample.place.path("shallow").to_str().unwrap(),
        ],
    );
    let corpus = sample.corpus.to_str().unwrap();
    let arguments = ["stale", corpus, "--source-repo", "shallow", "--json"];
    let (code, out, errors) = sample.place.run(&arguments);
    assert_eq!(code, 0, "{errors}");
    let list: Vec<Value> = serde_json::from_str(&out).unwrap();
    let unknown: Vec<_> = list.iter().filter(|e| e["state"] == "unknown").collect();
    assert!(!unknown.is_empty());
    assert!(
        unknown
            .iter()
            .all(|e| e["share"].is_null() && e["commits"].is_null())
    );
    assert!(
        errors.contains("no source repository has the commit"),
        "{errors}"
    );
}
