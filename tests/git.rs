//! The exact source version, from repositories that the tests build.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{DE, EN, Place, texts};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Runs git in a folder, whatever the user's settings, and gives what it prints.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(arguments);
    git.env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    for (who, what) in [("AUTHOR", "Test"), ("COMMITTER", "Test")] {
        git.env(format!("GIT_{who}_NAME"), what);
        git.env(format!("GIT_{who}_EMAIL"), "test@example.org");
        git.env(format!("GIT_{who}_DATE"), "2024-01-01T09:00:00Z");
    }
    let output = git.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

/// Commits a text as `docs/pump.md` of the repository `source` and gives the commit.
fn commit(place: &Place, text: &str) -> String {
    place.write("source/docs/pump.md", text);
    let source = place.path("source");
    if !source.join(".git").exists() {
        git(&source, &["init", "-q"]);
    }
    git(&source, &["add", "-A"]);
    git(&source, &["commit", "-q", "-m", "Change"]);
    git(&source, &["rev-parse", "HEAD"]).trim().to_owned()
}

/// The German text, made from a commit and a text.
fn german(commit: &str, source: Option<&str>) -> String {
    let hash = source.map_or_else(String::new, |source| {
        let digest = Sha256::digest(source);
        let hex: String = digest.iter().map(|b| format!("{b:02x}")).collect();
        format!("ms.openlocfilehash: {hex}\n")
    });
    DE.replacen(
        "---\n",
        &format!("---\nms.sourcegitcommit: {commit}\n{hash}"),
        1,
    )
}

/// Yesterday's English, which nobody has on disk.
fn old() -> String {
    EN.replace("warm water", "hot water")
}

const REPO: [&str; 4] = ["--source-repo", "source", "--source-path", "docs"];

#[test]
fn a_stale_translation_is_paired_with_the_version_it_was_made_from() {
    let place = Place::with(&[("en-US/pump.md", EN)]);
    let first = commit(&place, &old());
    commit(&place, EN);
    place.write("corpus/de-DE/pump.md", german(&first, Some(&old())));

    let (code, pairs, errors) = place.export(&REPO);
    assert_eq!(code, 0, "{errors}");
    assert!(
        errors.contains("1 translation with the source version from git, verified"),
        "{errors}"
    );
    assert_eq!(texts(&pairs)[4].0, "Hold the filter under hot water.");
    for pair in &pairs {
        let bound = |n: usize| pair["source_span"][n].as_u64().unwrap() as usize;
        assert_eq!(pair["source"], old()[bound(0)..bound(1)]);
        assert_eq!(pair["source_commit"], *first);
        assert_eq!(pair["source_path"], "docs/pump.md");
        assert_eq!(pair["same_version"], true);
    }

    let current = [&REPO[..], &["--source-version", "current"]].concat();
    let (_, pairs, _) = place.export(&current);
    assert_eq!(texts(&pairs)[4].0, "Hold the filter under warm water.");
    assert_eq!(pairs[4]["source_commit"], "");
    assert_eq!(pairs[4]["same_version"], false);
}

#[test]
fn no_english_folder_is_needed() {
    let place = Place::new();
    let first = commit(&place, &old());
    commit(&place, EN);
    place.write("corpus/de-DE/pump.md", german(&first, None));
    let (code, pairs, errors) = place.export(&REPO);
    assert_eq!((code, pairs.len()), (0, 5), "{errors}");
    assert!(
        errors.contains("without a hash to verify it by"),
        "{errors}"
    );
    assert_eq!(texts(&pairs)[4].0, "Hold the filter under hot water.");

    let (_, pairs, _) = place.export(&[&REPO[..], &["--source-version", "current"]].concat());
    assert_eq!(texts(&pairs)[4].0, "Hold the filter under warm water.");
    let head = git(&place.path("source"), &["rev-parse", "HEAD"]);
    assert_eq!(pairs[4]["source_commit"], head.trim());
}

#[test]
fn a_version_that_cannot_be_had_is_told_and_the_file_on_disk_taken() {
    let place = Place::with(&[("en-US/pump.md", EN)]);
    let first = commit(&place, &old());
    // The repository has a commit that another translation names. Without any, it would be the wrong one.
    place.write("corpus/en-US/lid.md", EN);
    place.write("corpus/de-DE/lid.md", german(&first, Some(&old())));
    for (commit, source, reason, counted) in [
        (
            &*first,
            "another text",
            "is not the file whose hash is named",
            "hash differs",
        ),
        (
            "0123456789abcdef0123456789abcdef01234567",
            "?",
            "no source repository has",
            "commit missing",
        ),
    ] {
        place.write("corpus/de-DE/pump.md", german(commit, Some(source)));
        let (code, mut pairs, errors) = place.export(&REPO);
        pairs.retain(|pair| pair["document"] == "pump.md");
        assert_eq!((code, pairs.len()), (0, 5), "{errors}");
        assert_eq!(texts(&pairs)[4].0, "Hold the filter under warm water.");
        assert!(
            errors.contains("pump.md:2: ") && errors.contains(reason),
            "{errors}"
        );
        assert!(
            errors.contains(&format!("without the source version: {counted}")),
            "{errors}"
        );
        assert_eq!(pairs[4]["source_commit"], "");
    }
}

#[test]
fn csv_has_the_columns_only_with_a_repository() {
    let place = Place::with(&[("en-US/pump.md", EN)]);
    let first = commit(&place, &old());
    place.write("corpus/de-DE/pump.md", german(&first, Some(&old())));
    let header = |more: &[&str]| {
        place.run(&[&["export", "--format", "csv", "--out", "out"], more].concat());
        let file = place.files("out").remove("en-US_de-DE.csv").unwrap();
        String::from_utf8(file)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(header(&[]).ends_with(",bead,score,flags,duplicate_of"));
    assert!(header(&REPO).contains(",bead,score,source_commit,source_path,"));
}

#[test]
fn keys_of_other_publishers_and_of_the_user_name_the_commit() {
    for (front_matter, more) in [
        ("l10n:\n  sourceCommit: COMMIT\n", None),
        ("default_lang_commit: COMMIT\n", None),
        ("made_from: COMMIT\n", Some("made_from=source-commit")),
    ] {
        let place = Place::new();
        let first = commit(&place, &old());
        let german = DE.replacen("---\n", &format!("---\n{front_matter}"), 1);
        place.write(
            "corpus/de-DE/pump.md",
            german.replace("COMMIT", &first[..12]),
        );
        let key: Vec<_> = more.iter().flat_map(|k| ["--provenance-key", k]).collect();
        let (_, pairs, errors) = place.export(&[&REPO[..], &key].concat());
        assert_eq!(pairs.len(), 5, "{front_matter}: {errors}");
        assert_eq!(pairs[0]["source_commit"], *first);
    }
}

#[test]
fn a_repository_that_is_none_ends_the_run() {
    let place = Place::with(&[("en-US/pump.md", EN), ("de-DE/pump.md", DE)]);
    let (code, _, errors) = place.run(&["export", "--source-repo", "nowhere"]);
    assert_eq!(code, 2);
    assert!(errors.contains("nowhere as a git repository"), "{errors}");
    let (code, _, errors) = place.run(&["export", "--source-version", "exact"]);
    assert_eq!(code, 2);
    assert!(errors.contains("need --source-repo"), "{errors}");
}

/// The sample corpus and the repository of its English.
fn sample() -> (tempfile::TempDir, PathBuf) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let repo = tempfile::tempdir().unwrap();
    let script = root.join("tests/fixtures/history/make.sh");
    let built = Command::new("sh").arg(script).arg(repo.path()).status();
    assert!(built.unwrap().success());
    (repo, root.join("corpus"))
}

#[test]
fn every_source_version_of_the_sample_corpus_is_found_and_verified() {
    let (repo, corpus) = sample();
    let place = Place::new();
    let (_, pairs, errors) = place.export(&[
        corpus.to_str().unwrap(),
        "--source-repo",
        repo.path().to_str().unwrap(),
    ]);
    assert!(
        errors.contains("33 translations with the source version"),
        "{errors}"
    );
    assert!(!errors.contains("without the source version"), "{errors}");
    assert!(!errors.contains("gave no pair"), "{errors}");
    let documents: BTreeSet<_> = pairs
        .iter()
        .map(|p| p["document"].as_str().unwrap())
        .collect();
    // Articles whose English is in git only are paired with English too.
    assert!(documents.contains("account/transfer-ownership.md"));
    let mut exact = 0;
    for pair in &pairs {
        assert_eq!(pair["source_locale"], "en-US");
        let [commit, path] = ["source_commit", "source_path"].map(|c| pair[c].as_str().unwrap());
        if commit.is_empty() {
            continue;
        }
        let blob = git(repo.path(), &["show", &format!("{commit}:{path}")]);
        let bound = |n: usize| pair["source_span"][n].as_u64().unwrap() as usize;
        let markdown = &blob[bound(0)..bound(1)];
        let words =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let source = pair["source"].as_str().unwrap();
        let plain = !markdown.contains(['[', '<', '&', '"', '\'', '>', '\\']);
        assert!(
            !plain || words(source) == words(markdown),
            "{source}\n{markdown}"
        );
        assert_eq!(pair["same_version"], true);
        exact += 1;
    }
    assert!(exact * 10 > pairs.len() * 9, "{exact} of {}", pairs.len());
    // Renamed since: the translations' path is today's.
    assert!(
        pairs
            .iter()
            .any(|p| p["source_path"] == "hub/networking.md")
    );
}

/// A repository of translations whose only file was made from `first`, then from `second` with one unit changed.
fn localized(place: &Place, first: &str, second: &str) {
    let folder = place.path("localized");
    let text = german(first, Some(&old())).replace("warmes Wasser", "heißes Wasser");
    place.write("localized/docs/pump.md", text);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "Handoff"]);
    place.write("localized/docs/pump.md", german(second, Some(EN)));
    git(&folder, &["commit", "-q", "-a", "-m", "Handoff"]);
}

#[test]
fn history_adds_what_earlier_versions_said_and_counts_the_rest_once() {
    let place = Place::new();
    let first = commit(&place, &old());
    let second = commit(&place, EN);
    localized(&place, &first, &second);
    let root = ["--root", "de-DE=localized/docs"];
    let (_, today, _) = place.export(&[&root[..], &REPO].concat());
    let (code, all, errors) = place.export(&[&root[..], &REPO, &["--history"]].concat());
    assert_eq!(code, 0, "{errors}");
    assert_eq!(texts(&all)[..5], texts(&today)[..]);
    assert_eq!(
        texts(&all)[5..],
        [(
            "Hold the filter under hot water.",
            "Halten Sie den Filter unter heißes Wasser."
        )]
    );
    assert!(
        errors.contains("1 earlier version of translations read"),
        "{errors}"
    );
    let past = &all[5];
    assert_eq!(past["source_commit"], *first);
    assert_eq!(past["index"], 5);
    assert!(today[0].get("target_commit").is_none());
    let (commit, path) = (&past["target_commit"], &past["target_path"]);
    let name = format!("{}:{}", commit.as_str().unwrap(), path.as_str().unwrap());
    let blob = git(&place.path("localized"), &["show", &name]);
    let bound = |n: usize| past["target_span"][n].as_u64().unwrap() as usize;
    assert_eq!(past["target"], blob[bound(0)..bound(1)]);
}

#[test]
fn history_follows_a_translation_that_was_renamed() {
    let place = Place::new();
    let first = commit(&place, &old());
    let second = commit(&place, EN);
    localized(&place, &first, &second);
    let folder = place.path("localized");
    git(&folder, &["mv", "docs/pump.md", "docs/filter.md"]);
    git(&folder, &["commit", "-q", "-m", "Rename"]);
    let root = ["--root", "de-DE=localized/docs"];
    let (code, all, errors) = place.export(&[&root[..], &REPO, &["--history"]].concat());
    assert_eq!((code, all.len()), (0, 6), "{errors}");
    assert_eq!(all[5]["source"], "Hold the filter under hot water.");
    assert_eq!(all[5]["document"], "filter.md");
    assert_eq!(all[5]["target_path"], "docs/pump.md");
}

#[test]
fn what_another_locale_was_made_from_is_no_source_for_a_translation_that_names_none() {
    let place = Place::new();
    let first = commit(&place, &old());
    place.write("corpus/de-DE/pump.md", german(&first, Some(&old())));
    place.write("corpus/nl-NL/pump.md", DE);
    for version in ["exact", "current"] {
        std::fs::remove_file(place.path("source/docs/pump.md")).ok();
        git(&place.path("source"), &["add", "-A"]);
        git(
            &place.path("source"),
            &["commit", "-q", "--allow-empty", "-m", "Gone"],
        );
        let (code, pairs, errors) =
            place.export(&[&REPO[..], &["--source-version", version]].concat());
        assert_eq!((code, pairs.len()), (0, 5), "{errors}");
        assert!(pairs.iter().all(|p| p["target_locale"] == "de-DE"));
        assert!(
            errors.contains("1 translation without a commit"),
            "{errors}"
        );
    }
}

#[test]
fn pairs_with_a_source_from_git_are_scored_against_that_source() {
    let place = Place::new();
    let first = commit(&place, &old());
    commit(&place, EN);
    let german = german(&first, Some(&old()));
    place.write("corpus/de-DE/pump.md", &german);
    let (_, pairs, _) = place.export(&REPO);
    let span = |text: &str, part: &str| {
        let start = text.chars().count() - text[text.find(part).unwrap()..].chars().count();
        serde_json::json!([start, start + part.chars().count()])
    };
    let segments = texts(&pairs).into_iter().enumerate().map(|(id, (source, target))| {
        let (source, target) = (span(&old(), source), span(&german, target));
        serde_json::json!({"id": id.to_string(), "status": "same", "source": source, "target": target})
    });
    let gold = serde_json::json!({
        "path": "pump.md",
        "target_locale": "de-DE",
        "segments": segments.collect::<Vec<_>>(),
    });
    place.write("corpus/gold.jsonl", gold.to_string());
    let eval = [&["eval", "corpus", "--json"][..], &REPO].concat();
    let (code, report, errors) = place.run(&eval);
    assert_eq!(code, 0, "{errors}");
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(
        (&report["precision"], &report["recall"]),
        (&1.0.into(), &1.0.into())
    );

    let (code, _, errors) = place.run(&[
        "eval",
        "corpus",
        "--pairs",
        "out/en-US_de-DE.jsonl",
        "--source",
        "en-US",
    ]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("there is no source locale en-US"),
        "{errors}"
    );
    place.write("corpus/en-US/pump.md", EN);
    let (code, _, errors) = place.run(&["eval", "corpus", "--pairs", "out/en-US_de-DE.jsonl"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("--source-repo has to name a clone"),
        "{errors}"
    );
}

#[test]
fn an_earlier_version_without_its_original_is_counted_and_gives_nothing() {
    let place = Place::new();
    let second = commit(&place, EN);
    localized(&place, "0123456789abcdef0123456789abcdef01234567", &second);
    let root = ["--root", "de-DE=localized/docs"];
    let (code, all, errors) = place.export(&[&root[..], &REPO, &["--history"]].concat());
    assert_eq!((code, all.len()), (0, 5), "{errors}");
    assert!(
        errors.contains("1 earlier version of these without the source version"),
        "{errors}"
    );
}

#[test]
fn history_without_repositories_is_refused() {
    let place = Place::with(&[("en-US/pump.md", EN), ("de-DE/pump.md", DE)]);
    let (code, _, errors) = place.run(&["export", "--history"]);
    assert_eq!(code, 2);
    assert!(errors.contains("--history needs --source-repo"), "{errors}");
    commit(&place, EN);
    let (code, _, errors) = place.run(&["export", "--history", "--source-repo", "source"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("needs locale folders that lie in a git work tree"),
        "{errors}"
    );
}

#[test]
fn a_text_that_went_into_another_kind_of_block_is_still_what_was_translated() {
    let old = "# Care\n\nRinse the filter.\n\nOil the valve.\n\nReplace the seal.\n";
    let new = "# Care\n\nDo this once a year:\n\n- Oil the valve.\n- Rinse the filter.\n- Replace the seal.\n";
    let german = "# Pflege\n\nSpülen Sie den Filter.\n\nÖlen Sie das Ventil.\n\nErsetzen Sie die Dichtung.\n";
    let place = Place::with(&[("en-US/pump.md", new)]);
    let first = commit(&place, old);
    let front_matter = format!("---\nms.translationtype: HT\nms.sourcegitcommit: {first}\n---\n");
    place.write("corpus/de-DE/pump.md", front_matter + german);
    let (_, pairs, _) = place.export(&[&REPO[..], &["--source-version", "current"]].concat());
    assert_eq!(
        texts(&pairs),
        [
            ("Care", "Pflege"),
            ("Oil the valve.", "Ölen Sie das Ventil."),
            ("Rinse the filter.", "Spülen Sie den Filter."),
            ("Replace the seal.", "Ersetzen Sie die Dichtung."),
        ]
    );
    let (_, out, _) = place.run(&[&["stale", "--json"], &REPO[..]].concat());
    let list: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(list[0]["units"]["same"], 4);
    assert_eq!(list[0]["units"]["added"], 1);
    assert_eq!(list[0]["units"]["removed"], 0);
}

#[test]
fn a_reworded_heading_is_changed_and_not_gone_and_come() {
    let old = "# Rinsing the filter of the pump\n\nHold it under water.\n";
    let new = "# Rinse the filter of the pump\n\nHold it under water.\n";
    let place = Place::with(&[("en-US/pump.md", new)]);
    let first = commit(&place, old);
    let german = "# Den Filter der Pumpe spülen\n\nHalten Sie ihn unter Wasser.\n";
    let front_matter = format!("---\nms.translationtype: HT\nms.sourcegitcommit: {first}\n---\n");
    place.write("corpus/de-DE/pump.md", front_matter + german);
    let (_, out, _) = place.run(&[&["stale", "--json", "--units"], &REPO[..]].concat());
    let list: Vec<Value> = serde_json::from_str(&out).unwrap();
    let units = &list[0]["units"];
    let counts = ["same", "changed", "added", "removed"].map(|k| units[k].as_u64().unwrap());
    assert_eq!(counts, [1, 1, 0, 0]);
    let change = &list[0]["changes"][0];
    assert_eq!(change["was"], "Rinsing the filter of the pump");
    assert_eq!(change["translation"], "Den Filter der Pumpe spülen");
}
