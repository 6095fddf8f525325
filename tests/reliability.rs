//! An export replaces the earlier one completely or not at all, whatever happens to the run.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::common::{DE, EN, Place};

const FORMATS: &str = "tmx,csv,jsonl,moses,po,xliff,tsv,hf";
/// Set, the program aborts at the step of this number (builds with debug assertions only).
const ABORT_AT: &str = "DIGLOT_TEST_ABORT_AT";

fn place() -> Place {
    Place::with(&[("en-US/good.md", EN), ("de-DE/good.md", DE)])
}

/// A second state of the corpus, whose export differs in every file.
fn change(place: &Place) {
    place.write("corpus/en-US/good.md", format!("{EN}\nOne more line.\n"));
    place.write("corpus/de-DE/good.md", format!("{DE}\nEine Zeile mehr.\n"));
}

/// The program, about to export all formats, or those that `more` begins with.
fn export(place: &Place, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.current_dir(place.path(""));
    command.args(["export", "-q", "--jobs", "1", "--out", "out"]);
    if more.first() != Some(&"--format") {
        command.args(["--format", FORMATS]);
    }
    command.args(more);
    command
}

fn run(place: &Place, more: &[&str]) {
    let output = export(place, more).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// All files below the output folder with their contents, hidden ones too.
fn files(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let out = place.path("out");
    let entries = walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(&out).unwrap();
            let name = name.to_str().unwrap().replace('\\', "/");
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Whether the files are those that the manifest names.
fn is_one_set(files: &BTreeMap<String, Vec<u8>>) -> bool {
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let named = manifest["files"].as_array().unwrap();
    let is_named = |file: &serde_json::Value| {
        let bytes = files.get(file["name"].as_str().unwrap());
        bytes.is_some_and(|bytes| file["sha256"] == sha256(bytes))
    };
    named.iter().all(is_named) && files.len() == named.len() + 1
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    let hash = sha2::Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The exports of the corpus before and after the change.
fn both_sets() -> [BTreeMap<String, Vec<u8>>; 2] {
    let place = place();
    run(&place, &[]);
    let old = files(&place);
    change(&place);
    run(&place, &[]);
    [old, files(&place)]
}

#[cfg(debug_assertions)]
#[test]
fn after_a_kill_at_any_step_the_next_run_has_the_old_set_or_the_new_one() {
    let [old, new] = both_sets();
    let mut completed = 0;
    for step in 1.. {
        assert!(step < 1000, "the run is never killed and never ends");
        let place = place();
        run(&place, &[]);
        change(&place);
        let killed = export(&place, &[]).env(ABORT_AT, step.to_string()).output();
        if killed.unwrap().status.success() {
            assert!(files(&place) == new);
            break;
        }
        // The next run finds no pairs, so that all files are still those of the runs before.
        place.write("corpus/de-DE/good.md", "");
        run(&place, &["--format", "jsonl"]);
        let after = files(&place);
        assert!(
            !after.keys().any(|name| name.starts_with(".diglot")),
            "step {step}"
        );
        let is_new = after["en-US_de-DE.po"] == new["en-US_de-DE.po"];
        completed += u32::from(is_new);
        let set = if is_new { &new } else { &old };
        for (name, bytes) in set {
            let is_same = name == "manifest.json" || after[name] == *bytes;
            assert!(is_same, "step {step}: {name}");
        }
    }
    assert!(
        completed > 5,
        "some kills came after the journal was written"
    );
}

#[cfg(unix)]
#[test]
fn a_kill_at_any_time_leaves_no_mix_after_the_next_run() {
    let [_, new] = both_sets();
    for attempt in 0..12 {
        let place = place();
        run(&place, &[]);
        change(&place);
        let mut child = export(&place, &[]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(7 * attempt));
        child.kill().unwrap();
        child.wait().unwrap();
        run(&place, &[]);
        assert!(files(&place) == new, "attempt {attempt}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn signals_end_the_run_with_their_exit_code_and_leave_nothing_behind() {
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let place = place();
        run(&place, &[]);
        let before = files(&place);
        // Enough work that the run does not end before the signal comes.
        let paragraph = |n| format!("Paragraph {n} has number {n} and a word {n}.\n\n");
        let long: String = (0..20_000).map(paragraph).collect();
        for locale in ["en-US", "de-DE"] {
            place.write(&format!("corpus/{locale}/long.md"), &long);
        }
        // A test that runs in the background of a shell has inherited that SIGINT is ignored.
        let mut command = Command::new("env");
        let program = export(&place, &[]);
        command.arg("--default-signal").arg(program.get_program());
        command.args(program.get_args()).current_dir(place.path(""));
        let mut child = command.spawn().unwrap();
        while !place.path("out/.diglot-export/lock").exists() {
            assert!(child.try_wait().unwrap().is_none(), "ended before it began");
            std::thread::yield_now();
        }
        let id = child.id().to_string();
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{signal} {id}")])
            .status();
        assert!(sent.unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        assert!(files(&place) == before, "{signal}");
        assert!(!place.path("out/.diglot-export").exists(), "{signal}");
    }
}

#[test]
fn a_name_occupied_by_a_folder_changes_nothing() {
    for name in [
        "en-US_de-DE.tsv",
        "hf/en-US_de-DE/train.parquet",
        "hf/README.md",
    ] {
        let place = place();
        run(&place, &[]);
        change(&place);
        fs::remove_file(place.path(&format!("out/{name}"))).unwrap();
        fs::create_dir(place.path(&format!("out/{name}"))).unwrap();
        let before = files(&place);
        let output = export(&place, &[]).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(
            errors.contains(name) && errors.contains("a folder"),
            "{errors}"
        );
        assert!(files(&place) == before);
    }
}

#[test]
fn a_manifest_of_another_program_is_not_replaced() {
    let place = place();
    place.write("out/manifest.json", r#"{"name": "My web app"}"#);
    place.write("out/notes.txt", "mine");
    let output = export(&place, &[]).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("manifest.json"), "{errors}");
    let names: Vec<String> = files(&place).into_keys().collect();
    assert_eq!(names, ["manifest.json", "notes.txt"]);
}

#[test]
fn files_that_no_export_wrote_stay_with_clean_too() {
    let place = place();
    place.write("out/notes.txt", "mine");
    place.write("out/hf/mine.txt", "mine");
    run(&place, &[]);
    place.write("out/en-US_de-DE.csv", "edited by hand");
    run(&place, &["--format", "jsonl", "--clean"]);
    let names: Vec<String> = files(&place).into_keys().collect();
    let kept = [
        "en-US_de-DE.csv",
        "en-US_de-DE.jsonl",
        "hf/mine.txt",
        "manifest.json",
        "notes.txt",
    ];
    assert_eq!(names, kept);
}

#[test]
fn files_of_earlier_exports_are_named_and_clean_removes_them() {
    let place = place();
    run(&place, &[]);
    let output = export(&place, &["--format", "jsonl"]).output().unwrap();
    assert!(output.status.success());
    let args = ["export", "--format", "csv", "--out", "out"];
    let (code, _, errors) = place.run(&args);
    assert_eq!(code, 0);
    // The manifest remembers them over several runs.
    for name in ["en-US_de-DE.po", "en-US_de-DE.jsonl", "hf/README.md"] {
        assert!(errors.lines().any(|line| line.ends_with(name)), "{errors}");
    }
    assert!(errors.contains("--clean removes"), "{errors}");
    run(&place, &["--format", "csv", "--clean"]);
    let names: Vec<String> = files(&place).into_keys().collect();
    assert_eq!(names, ["en-US_de-DE.csv", "manifest.json"]);
    assert!(!place.path("out/hf").exists());
    assert!(is_one_set(&files(&place)));
}

#[test]
fn a_relabelled_translation_leaves_no_memory_of_the_other_type() {
    let place = place();
    run(&place, &["--format", "tmx"]);
    assert!(place.path("out/en-US_de-DE.HT.tmx").exists());
    place.write("corpus/de-DE/good.md", DE.replace(": HT", ": MT"));
    run(&place, &["--format", "tmx", "--clean"]);
    let names: Vec<String> = files(&place).into_keys().collect();
    assert_eq!(names, ["en-US_de-DE.MT.tmx", "manifest.json"]);
}

#[test]
fn the_manifest_names_what_was_written() {
    let place = place();
    run(&place, &[]);
    let files = files(&place);
    assert!(is_one_set(&files));
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["tool"], "diglot");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["settings"]["min-score"], 0.75);
    assert_eq!(manifest["settings"]["formats"][0], "tmx");
    assert_eq!(manifest["locale_pairs"][0]["pairs"], 5);
    let jsonl = "en-US_de-DE.jsonl";
    let named = manifest["files"].as_array().unwrap();
    let file = named.iter().find(|file| file["name"] == jsonl).unwrap();
    assert_eq!(file["pairs"], 5);
    assert_eq!(file["bytes"], files[jsonl].len());
}

#[test]
fn two_exports_to_one_folder_do_not_mix() {
    let place = place();
    run(&place, &[]);
    let before = files(&place);
    // Another run holds the lock.
    fs::create_dir(place.path("out/.diglot-export")).unwrap();
    let lock = fs::File::create(place.path("out/.diglot-export/lock")).unwrap();
    lock.lock().unwrap();
    change(&place);
    let output = export(&place, &[]).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("another export"), "{errors}");
    drop(lock);
    fs::remove_dir_all(place.path("out/.diglot-export")).unwrap();
    assert!(files(&place) == before);
}

#[test]
fn one_format_goes_to_standard_output() {
    let place = place();
    run(&place, &[]);
    let before = files(&place);
    let print = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        command
            .current_dir(place.path(""))
            .args(["export", "-q", "-o", "-"]);
        command.args(arguments).output().unwrap()
    };
    for format in ["jsonl", "csv", "tsv", "po", "xliff"] {
        let output = print(&["--format", format]);
        assert!(output.status.success(), "{output:?}");
        let ending = if format == "xliff" { "xlf" } else { format };
        assert!(
            output.stdout == before[&format!("en-US_de-DE.{ending}")],
            "{format}"
        );
    }
    assert!(print(&["--format", "tmx"]).stdout.ends_with(b"</tmx>\n"));
    for refused in ["moses", "hf", "csv,jsonl"] {
        let output = print(&["--format", refused]);
        assert_eq!(output.status.code(), Some(2), "{refused}");
        assert!(output.stdout.is_empty());
    }
    assert!(files(&place) == before);
    assert!(!place.path("-").exists());
}

#[test]
fn an_output_folder_inside_the_corpus_is_not_read() {
    let place = place();
    for _ in 0..2 {
        let out = "corpus/de-DE/data";
        let (code, _, errors) = place.run(&["export", "--format", "hf", "--out", out]);
        assert_eq!(code, 0, "{errors}");
        assert!(errors.contains("1 article read"), "{errors}");
        assert!(place.path("corpus/de-DE/data/hf/README.md").exists());
    }
}
