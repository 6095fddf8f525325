//! `diglot check` finds the faults that were planted in a corpus, and nothing else in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{DE, EN, Place};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/check")
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

/// The corpus of planted faults, its translations naming the hashes of their originals.
fn planted() -> Place {
    let place = Place::new();
    for entry in walkdir::WalkDir::new(fixtures()).sort_by_file_name() {
        let entry = entry.unwrap();
        let below = entry.path().strip_prefix(fixtures()).unwrap();
        let below = below.to_str().unwrap().replace('\\', "/");
        let Some((locale, document)) = below.split_once('/') else {
            continue;
        };
        if entry.file_type().is_file() {
            let text = fs::read_to_string(entry.path()).unwrap();
            let original = fs::read_to_string(fixtures().join("en-US").join(document));
            let text = text.replace("HASH", &hash(&original.unwrap_or_default()));
            place.write(&format!("corpus/{locale}/{document}"), text);
        }
    }
    place
}

/// `path:line rule` of each finding.
fn places(place: &Place, arguments: &[&str]) -> Vec<String> {
    let findings = findings(place, arguments);
    let findings = findings.as_array().unwrap().iter().map(|f| {
        let path = f["path"].as_str().unwrap();
        let path = path.strip_prefix("corpus/").unwrap();
        let line = f["line"].as_u64().unwrap_or(0);
        format!("{path}:{line} {}", f["rule"].as_str().unwrap())
    });
    findings.collect()
}

fn findings(place: &Place, arguments: &[&str]) -> Value {
    let arguments = [&["check", "--format", "json"], arguments].concat();
    let (_, out, errors) = place.run(&arguments);
    let json: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{errors}"));
    json["findings"].clone()
}

/// Compares findings with a list of faults.
fn assert_found(found: &[String], list: &str) {
    let expected = fs::read_to_string(fixtures().join(list)).unwrap();
    let expected: Vec<&str> = expected
        .lines()
        .map(|line| line.split("  ").next().unwrap())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let missed: Vec<_> = expected
        .iter()
        .filter(|e| !found.iter().any(|f| f == *e))
        .collect();
    let other: Vec<_> = found
        .iter()
        .filter(|f| !expected.contains(&f.as_str()))
        .collect();
    assert!(
        missed.is_empty() && other.is_empty(),
        "missed {missed:#?}\nother {other:#?}"
    );
    assert_eq!(found.len(), expected.len());
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    assert_found(&places(&planted(), &[]), "faults.txt");
}

/// The sample corpus, in a folder of its own.
fn sample() -> Place {
    let (place, root) = (Place::new(), Path::new(env!("CARGO_MANIFEST_DIR")));
    for entry in walkdir::WalkDir::new(root.join("corpus")) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(root).unwrap();
            let below = below.to_str().unwrap().replace('\\', "/");
            place.write(&below, fs::read(entry.path()).unwrap());
        }
    }
    place
}

/// Rules that tell of the age of translations and of articles, which the next test compares with the files themselves.
const BY_DESIGN: &str = "missing_article,orphaned_article,stale_section";

#[test]
fn the_damage_in_the_sample_corpus_is_found_and_nothing_else() {
    let place = sample();
    assert_found(&places(&place, &["--ignore", BY_DESIGN]), "sample.txt");
    // The versions that were translated show no other damage.
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/history/make.sh");
    let mut history = std::process::Command::new("sh");
    let history = history.arg(script).arg(place.path("history")).status();
    assert!(history.unwrap().success());
    let arguments = ["--ignore", BY_DESIGN, "--source-repo", "history"];
    assert_found(&places(&place, &arguments), "sample.txt");
}

#[test]
fn the_sample_corpus_is_stale_and_incomplete_where_its_files_say_so() {
    let place = sample();
    let read = |path: String| fs::read_to_string(place.path(&format!("corpus/{path}"))).ok();
    for found in places(&place, &["--rules", BY_DESIGN]) {
        let (path, rule) = found.split_once(' ').unwrap();
        let path = path.rsplit_once(':').unwrap().0;
        let document = path.split_once('/').unwrap().1;
        let (own, original) = (read(path.to_owned()), read(format!("en-US/{document}")));
        match rule {
            "missing_article" => assert!(own.is_none() && original.is_some(), "{found}"),
            "orphaned_article" => assert!(own.is_some() && original.is_none(), "{found}"),
            _ => {
                let names = own.unwrap();
                let named = names
                    .lines()
                    .find(|l| l.starts_with("ms.openlocfilehash: "));
                let hash = named.unwrap().rsplit(' ').next().unwrap();
                let original = original.unwrap();
                // What is made from today's text is not stale; SHA-1 was for hand-offs before August 2021.
                assert_ne!(hash, self::hash(&original), "{found}");
            }
        }
    }
}

#[test]
fn the_same_findings_come_from_any_number_of_threads() {
    let place = planted();
    let one = place.run(&["check", "--format", "sarif", "--jobs", "1"]);
    let four = place.run(&["check", "--format", "sarif", "--jobs", "4"]);
    assert_eq!(one.1, four.1);
}

#[test]
fn every_rule_of_files_is_planted() {
    let faults = fs::read_to_string(fixtures().join("faults.txt")).unwrap();
    // A file that cannot be read is no fixture that git would keep as it is.
    for rule in diglot::internals::lint::Rule::all().take_while(|r| r.as_str() != "untranslated") {
        let planted = faults.contains(&format!(" {rule} "));
        // Terms need a glossary: `terms.rs` plants wrong ones.
        let elsewhere = ["left_out", "terminology"].contains(&rule.as_str());
        assert!(planted || elsewhere, "{rule}");
    }
}

/// English with a German translation of that very text, but for one change.
fn pair(change: impl Fn(String) -> String) -> Place {
    let front = format!("ms.openlocfilehash: {}\nms.translationtype", hash(EN));
    let de = change(DE.replace("ms.translationtype", &front));
    Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", &de)])
}

const LOST: &str = "Schalten Sie zuerst die Pumpe aus.\n\n";

#[test]
fn the_level_of_findings_decides_on_the_exit_code() {
    let good = pair(|de| de);
    assert_eq!(good.run(&["check"]).0, 0);
    let place = pair(|de| de.replace(LOST, ""));
    let (code, out, errors) = place.run(&["check"]);
    assert_eq!(code, 0, "{errors}");
    assert!(
        out.starts_with("corpus/de-DE/a.md:6:3: warning lost_text: the paragraph"),
        "{out}"
    );
    assert!(
        out.contains("corpus/en-US/a.md:6: Switch the pump off first."),
        "{out}"
    );
    assert_eq!(place.run(&["check", "--fail-on", "warning"]).0, 4);
    assert_eq!(place.run(&["check", "--level", "lost_text=error"]).0, 4);
    let never = ["check", "--level", "lost-text=error", "--fail-on", "never"];
    assert_eq!(place.run(&never).0, 0);
    let other = ["check", "--fail-on", "note", "--rules", "tags,links"];
    assert_eq!(place.run(&other).0, 0);
    assert_eq!(
        place
            .run(&["check", "--fail-on", "note", "--ignore", "lost_text"])
            .0,
        0
    );
    let (code, _, errors) = place.run(&["check", "--rules", "no_such"]);
    assert!(
        code == 2 && errors.contains("`no_such` is not a rule"),
        "{errors}"
    );
}

#[test]
fn a_baseline_lets_only_new_findings_fail() {
    let place = pair(|de| de.replace(LOST, ""));
    let (code, ..) = place.run(&["check", "--write-baseline", "known.json"]);
    assert_eq!(code, 0);
    let strict = ["check", "--fail-on", "note", "--baseline", "known.json"];
    let (code, out, errors) = place.run(&strict);
    assert_eq!((code, &*out), (0, ""), "{errors}");
    assert!(errors.contains("1 in the baseline"), "{errors}");
    // Lines that move make no new finding.
    let path = place.path("corpus/de-DE/a.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("---\n# ", "ms.topic: x\n---\n\n\n# ")).unwrap();
    assert_eq!(place.run(&strict).0, 0);
    // Another fault does.
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace("warmes Wasser.", "warmes Wasser.\n\nNeu hier."),
    )
    .unwrap();
    let (code, out, _) = place.run(&strict);
    assert_eq!(code, 4);
    assert!(
        out.contains("added_text") && !out.contains("lost_text"),
        "{out}"
    );
    // A baseline that is mended is said to be out of date. Another article is still there to be checked.
    place.write("corpus/en-US/b.md", "Text.\n");
    place.write("corpus/de-DE/b.md", "Wort.\n");
    fs::remove_file(&path).unwrap();
    let (.., errors) = place.run(&strict);
    assert!(
        errors.contains("1 of the baseline no longer found"),
        "{errors}"
    );
    let (code, _, errors) = place.run(&["check", "--baseline", "none.json"]);
    assert!(code == 2 && errors.contains("none.json"), "{errors}");
}

#[test]
fn the_configuration_file_has_a_table_of_its_own() {
    let place = pair(|de| de.replace(LOST, ""));
    let config = "format = [\"csv\"]\n[check]\nformat = \"github\"\nlevel = [\"lost_text=error\"]\n\
        output = \"report/findings.txt\"\n";
    place.write("diglot.toml", config);
    let (code, out, errors) = place.run(&["check"]);
    assert_eq!((code, &*out), (4, ""), "{errors}");
    let written = fs::read_to_string(place.path("report/findings.txt")).unwrap();
    assert!(
        written.starts_with("::error file=corpus/de-DE/a.md,line=6,"),
        "{written}"
    );
    place.write("diglot.toml", "[check]\nrules = [\"no_such\"]\n");
    let (code, _, errors) = place.run(&["check"]);
    assert!(code == 2 && errors.contains("diglot.toml:2"), "{errors}");
}

#[test]
fn a_locale_named_alone_is_held_against_its_original_all_the_same() {
    let place = pair(|de| de.replace(LOST, ""));
    place.write("corpus/fr-FR/b.md", "Rien.\n");
    let found = places(&place, &["--locales", "de-DE"]);
    assert_eq!(found, ["de-DE/a.md:6 lost_text"]);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_among_the_findings() {
    let place = pair(|de| de);
    place.write("corpus/fr-FR/a.md", [0xff, 0xfe, 0x00, 0xd8, 0x00]);
    let (code, out, errors) = place.run(&["check"]);
    assert_eq!(code, 4, "{out}{errors}");
    assert!(out.contains("corpus/fr-FR/a.md: error left_out: "), "{out}");
}

#[test]
fn comments_in_the_file_ignore_findings_and_change_nothing_else() {
    let comment = "<!-- diglot-ignore lost_text: the pump is always off -->\n\n# Filter";
    let place = pair(|de| de.replace(LOST, "").replace("# Filter", comment));
    assert_eq!(places(&place, &[]), [""; 0]);
    let (code, _, errors) = place.run(&["check", "--fail-on", "note"]);
    assert_eq!(code, 0);
    assert!(
        errors.contains("1 ignored by comments in the files"),
        "{errors}"
    );
    let inline = "warmes Wasser. <!-- diglot-ignore numbers -->";
    let place = pair(|de| de.replace("warmes Wasser.", inline));
    assert_eq!(places(&place, &[]), ["de-DE/a.md:12 unused_ignore"]);
}

#[test]
fn a_translation_of_an_older_original_is_called_stale_and_not_accused() {
    let stale = pair(|de| de.replace(&hash(EN), &hash("older")).replace(LOST, ""));
    let (.., errors) = stale.run(&["check"]);
    assert_eq!(
        places(&stale, &[]),
        ["de-DE/a.md:6 stale_section"],
        "{errors}"
    );
}

#[test]
fn the_documentation_lists_every_rule_with_its_level() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/check.md"));
    let page = page.unwrap();
    for rule in diglot::internals::lint::Rule::all() {
        let about = rule.about().trim_end_matches('.');
        let row = format!("| `{rule}` | {} | {about} |", rule.level());
        assert!(page.contains(&row), "docs/check.md lacks: {row}");
    }
}
