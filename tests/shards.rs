//! Shards of an export, merged, are one export.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Child;

use crate::common::{DE, EN, Place};

const FORMATS: &str =
    "--format=tmx,csv,jsonl,moses,po,xliff,xliff12,tsv,hf,documents,opus,variants";

/// All files below a folder with their contents.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    let entries = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
    entries
        .map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Starts the program in a process of its own.
fn start(place: &Place, arguments: &[&str]) -> Child {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.current_dir(place.path("")).args(arguments);
    command.arg("-q").spawn().unwrap()
}

fn shard(number: usize, options: &[&str]) -> Vec<String> {
    let fixed = ["export", FORMATS, "--out=shards"];
    let all = fixed.iter().chain(options).map(|&o| o.to_owned());
    all.chain([format!("--shard={number}/8")]).collect()
}

fn start_shard(place: &Place, number: usize, options: &[&str]) -> Child {
    let arguments = shard(number, options);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    start(place, &arguments)
}

/// The paths of the shards, in an order that is not theirs.
fn shards(place: &Place) -> Vec<String> {
    let names = files(&place.path("shards")).into_keys().rev();
    names.map(|name| format!("shards/{name}")).collect()
}

fn merge(place: &Place) -> (i32, String, String) {
    let shards = shards(place);
    let shards: Vec<&str> = shards.iter().map(String::as_str).collect();
    place.run(&[&["merge", "--out", "merged"], &shards[..]].concat())
}

/// Exports in one run and in eight processes, and compares the files.
fn check(place: &Place, options: &[&str]) {
    let (code, _, errors) = place.run(&[&["export", FORMATS, "--out", "one"], options].concat());
    assert_eq!(code, 0, "{errors}");
    let running: Vec<Child> = (1..=8).map(|n| start_shard(place, n, options)).collect();
    for mut child in running {
        assert!(child.wait().unwrap().success());
    }
    let (code, _, summary) = merge(place);
    assert_eq!(code, 0, "{summary}");
    let (one, merged) = (files(&place.path("one")), files(&place.path("merged")));
    let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
    assert!(one.len() > 12, "{:?}", names(&one));
    assert_eq!(names(&one), names(&merged));
    for (name, bytes) in &one {
        assert!(bytes == &merged[name], "{name} differs");
    }
    // The summary counts the same, and names the files of the other folder.
    assert_eq!(
        summary.replace("merged/", "one/"),
        errors.split_at(errors.find("source").unwrap()).1
    );
}

/// Articles in three locales, which share paragraphs, so that duplicates and their first pair are in different shards.
fn generated() -> Place {
    let place = Place::new();
    for n in 0..60 {
        let (mut en, mut de, mut fr) = (EN.to_owned(), DE.to_owned(), EN.to_owned());
        for k in 0..n % 7 {
            let _ = write!(en, "\nStep {k} takes {n} minutes.\n");
            let _ = write!(de, "\nSchritt {k} dauert {n} Minuten.\n");
            let _ = write!(fr, "\nL'étape {k} dure {n} minutes.\n");
        }
        if n % 5 == 0 {
            en.push_str("\n- Only in English\n");
        }
        place.write(&format!("corpus/en-US/guide/a{n}.md"), en);
        place.write(&format!("corpus/de-DE/guide/a{n}.md"), de);
        if n % 3 > 0 {
            place.write(&format!("corpus/fr-FR/guide/a{n}.md"), fr);
        }
    }
    place
}

/// The sample corpus of the package.
const SAMPLE: &str = concat!("--corpus=", env!("CARGO_MANIFEST_DIR"), "/corpus");

#[test]
fn shards_of_the_sample_corpus_become_one_export() {
    check(&Place::new(), &[SAMPLE]);
}

#[test]
fn shards_become_one_export_with_duplicates_over_all_of_them() {
    check(
        &generated(),
        &["--duplicates=drop", "--prefer=ht", "--max-chars=60"],
    );
}

#[test]
fn shards_become_one_export_with_options_that_change_the_names_of_files() {
    let options = [
        "--pairs=all",
        "--unaligned",
        "--markup",
        "--segment=sentence",
        "--split=60,20,20",
        "--compress=gzip",
        "--rows-per-file=50",
        "--inline=tags",
    ];
    check(&generated(), &options);
}

#[test]
fn a_learned_file_gives_the_pairs_of_a_run_that_learns() {
    let place = generated();
    let (code, _, errors) = place.run(&["learn", "--out", "learned.json"]);
    assert_eq!(code, 0, "{errors}");
    check(&place, &["--learned=learned.json"]);
    let (code, _, errors) = place.run(&["export", FORMATS, "--out", "learning"]);
    assert_eq!(code, 0, "{errors}");
    assert!(files(&place.path("one")) == files(&place.path("learning")));
    let (_, _, errors) = place.run(&["export", "--learned", "none.json"]);
    assert!(
        errors.contains("cannot read or write the learned file none.json"),
        "{errors}"
    );
}

#[test]
fn a_shard_that_was_killed_is_run_again() {
    let place = generated();
    let mut killed = start_shard(&place, 3, &[]);
    killed.kill().unwrap();
    killed.wait().unwrap();
    // It was killed before its file was whole, or there is nothing to run again.
    let whole = place.path("shards/shard-3-of-8.diglot");
    let _ = fs::remove_file(&whole);
    place.write("shards/.shard-3-of-8/.diglot-export/lock", "");
    place.write(
        "shards/.shard-3-of-8/.diglot-export/shard",
        "half of a shar",
    );
    check(&place, &[]);
    assert_eq!(files(&place.path("shards")).len(), 8);
}

#[test]
fn shards_that_do_not_belong_together_are_refused() {
    let place = generated();
    for number in [1, 2] {
        assert!(start_shard(&place, number, &[]).wait().unwrap().success());
    }
    let (code, _, errors) = merge(&place);
    assert_eq!(code, 2);
    assert!(
        errors.contains("of 8 shards, these are missing: 3, 4, 5, 6, 7, 8"),
        "{errors}"
    );
    assert!(
        start_shard(&place, 2, &["--markup"])
            .wait()
            .unwrap()
            .success()
    );
    let (code, _, errors) = merge(&place);
    assert_eq!(code, 2);
    assert!(
        errors.contains("not shards of one export: the settings"),
        "{errors}"
    );

    for different in ["--include=code", "--learned=off"] {
        assert!(
            start_shard(&place, 2, &[different])
                .wait()
                .unwrap()
                .success()
        );
        let (code, _, errors) = merge(&place);
        assert_eq!(code, 2);
        assert!(
            errors.contains("how they are read, the decisions, or what was learned"),
            "{errors}"
        );
    }

    let path = place.path("shards/shard-1-of-8.diglot");
    let whole = fs::read(&path).unwrap();
    for damaged in [
        &whole[..whole.len() / 2],
        &whole[..10],
        &[whole.as_slice(), b"x"].concat(),
    ] {
        fs::write(&path, damaged).unwrap();
        let (code, _, errors) = place.run(&["merge", "shards/shard-1-of-8.diglot"]);
        assert_eq!(code, 2);
        assert!(
            errors.contains("shard-1-of-8.diglot: not a whole shard"),
            "{errors}"
        );
    }
    assert!(!place.path("merged/manifest.json").exists());
}

#[test]
fn files_that_were_left_out_are_counted_once_when_shards_are_merged() {
    let place = generated();
    place.write("corpus/de-DE/guide/a7.md", [0xff, 0xfe, 0x00]);
    place.write("corpus/en-US/guide/a8.md", "a\0b");
    let (one, _, errors) = place.run(&["export", "--out", "one"]);
    let left_out = |text: &str| {
        text.lines()
            .find(|l| l.contains("left out, see"))
            .map(str::to_owned)
    };
    for number in 1..=8 {
        let _ = start_shard(&place, number, &[]).wait().unwrap();
    }
    let (code, _, summary) = merge(&place);
    assert_eq!((one, code), (1, 1), "{errors}{summary}");
    assert!(left_out(&errors).is_some());
    assert_eq!(left_out(&errors), left_out(&summary));
}
