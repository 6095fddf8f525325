//! Flags on rows, and what becomes of pairs that have them.

use crate::common::Place;
use serde_json::Value;

const EN: &str = "# Pumps\n\nThe pump runs for 20 minutes.\n\nOpen the lid before you clean the filter.\n\n`pump --stop`\n\n\
    Write to ana.ruiz@kvistra.dev.\n";
const DE: &str = "# Pumpen\n\nDie Pumpe läuft 30 Minuten lang.\n\nOpen the lid before you clean the filter.\n\n`pump --stop`\n\n\
    Schreiben Sie an ana.ruiz@kvistra.dev.\n";

fn place() -> Place {
    Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", DE)])
}

/// Source and flags of each pair.
fn flags(arguments: &[&str]) -> Vec<(String, String)> {
    let (code, pairs, errors) = place().export(arguments);
    assert_eq!(code, 0, "{errors}");
    let names = |pair: &Value| pair["flags"].as_str().unwrap().replace(';', " ");
    let row = |pair: &Value| (pair["source"].as_str().unwrap().to_owned(), names(pair));
    pairs.iter().map(row).collect()
}

fn flagged(arguments: &[&str]) -> Vec<String> {
    let rows = flags(arguments).into_iter().map(|row| row.1);
    rows.filter(|flags| !flags.is_empty()).collect()
}

#[test]
fn every_row_has_its_flags_and_all_are_kept() {
    let found = flagged(&[]);
    let expected = [
        "numbers",
        "untranslated",
        "nothing_to_translate",
        "personal",
    ];
    assert_eq!(found, expected);
    assert_eq!(flags(&[]).len(), 5);
}

#[test]
fn a_purpose_drops_and_what_is_set_apart_wins() {
    assert_eq!(flagged(&["--for", "tm"]), ["personal"]);
    assert_eq!(flags(&["--for", "training"]).len(), 1);
    assert_eq!(
        flagged(&["--for", "tm", "--keep", "numbers"]),
        ["numbers", "personal"]
    );
    assert_eq!(
        flagged(&[
            "--for",
            "tm",
            "--keep",
            "all",
            "--drop",
            "nothing-to-translate"
        ])
        .len(),
        4
    );
    assert_eq!(flagged(&["--drop", "all"]).len(), 0);
    assert_eq!(flags(&["--drop", "numbers,personal"]).len(), 3);
}

#[test]
fn checks_that_are_off_find_nothing() {
    assert_eq!(flagged(&["--checks=false", "--for", "training"]).len(), 0);
    assert_eq!(flags(&["--checks=false", "--for", "training"]).len(), 5);
}

#[test]
fn the_file_has_them_too_and_the_summary_counts_them() {
    let place = place();
    place.write("diglot.toml", "for = \"tm\"\nkeep = [\"untranslated\"]\n");
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!((code, pairs.len()), (0, 3), "{errors}");
    let line = |flag: &str| {
        let line = errors.lines().find(|l| l.starts_with(flag)).unwrap();
        line.split_whitespace()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(line("numbers"), ["1", "1"]);
    assert_eq!(line("untranslated"), ["1", "0"]);
    place.write("diglot.toml", "for = \"fun\"\n");
    let (code, _, errors) = place.export(&[]);
    assert!(
        code == 2 && errors.contains("diglot.toml:1: `fun` is not one of tm, training, review"),
        "{errors}"
    );
}

#[test]
fn a_flag_that_is_none_is_refused() {
    let (code, _, errors) = place().export(&["--drop", "nonsense"]);
    assert!(
        code == 2 && errors.contains("`nonsense` is no flag: flags are all, untranslated"),
        "{errors}"
    );
}

#[test]
fn review_has_everything_in_one_table() {
    let place = place();
    let (code, _, errors) = place.run(&["export", "--for", "review", "--out", "out"]);
    assert_eq!(code, 0, "{errors}");
    let csv = String::from_utf8(place.files("out")["en-US_de-DE.csv"].clone()).unwrap();
    let head = csv.lines().next().unwrap();
    assert!(
        head.ends_with("source_markup,target_markup,reasons,flags,duplicate_of"),
        "{head}"
    );
    assert!(csv.contains(",numbers,"), "{csv}");
}

#[test]
fn reasons_are_told_where_they_are_asked_for() {
    let place = place();
    let (code, pairs, errors) = place.export(&["--reasons"]);
    assert_eq!(code, 0, "{errors}");
    for pair in &pairs {
        let reasons = pair["reasons"].as_str().unwrap();
        let flags = pair["flags"].as_str().unwrap();
        // What is only known when all pairs are has no other reason than the pair it repeats.
        let told = flags.split(';').filter(|flag| !flag.is_empty());
        let told = told.filter(|flag| !flag.contains("duplicate"));
        for flag in told {
            assert!(reasons.contains(&format!("{flag}: ")), "{pair}");
        }
        assert_eq!(reasons.is_empty(), flags.is_empty(), "{pair}");
    }
    assert!(
        pairs
            .iter()
            .any(|p| p["reasons"].as_str().unwrap().starts_with("numbers: ")),
        "{pairs:?}"
    );
    let (_, pairs, _) = place.export(&[]);
    assert!(pairs.iter().all(|pair| pair.get("reasons").is_none()));
    let (code, _, errors) = place.run(&["export", "--reasons", "--format", "tmx", "--out", "o"]);
    assert!(
        code == 2 && errors.contains("--reasons needs --format jsonl, csv or hf"),
        "{errors}"
    );
}

#[test]
fn training_leaves_out_machine_translation_unless_it_is_asked_for() {
    let translated = |kind: &str| {
        let body = "# Filter\n\nSchalten Sie zuerst die Pumpe aus.\n";
        format!("---\ntitle: Filter\n{kind}---\n{body}")
    };
    let english = "---\ntitle: Filter\n---\n# Filter\n\nSwitch the pump off first.\n";
    let pairs = |kind: &str, arguments: &[&str]| {
        let place = Place::with(&[("en-US/a.md", english)]);
        place.write("corpus/de-DE/a.md", translated(kind));
        let usual = ["--for", "training", "--min-score", "0", "--keep", "all"];
        let (code, pairs, errors) = place.export(&[&usual[..], arguments].concat());
        assert_eq!(code, 0, "{errors}");
        pairs.len()
    };
    assert_eq!(pairs("ms.translationtype: MT\n", &[]), 0);
    assert!(pairs("ms.translationtype: MT\n", &["--translation-type", "MT"]) > 0);
    assert!(pairs("ms.translationtype: HT\n", &[]) > 0);
    assert!(pairs("", &[]) > 0, "pairs of unknown type stay");
}
