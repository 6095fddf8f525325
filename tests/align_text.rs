//! `diglot align-text` on files.

use std::fs;

use assert_cmd::Command;

const SOURCE: &str =
    "The lid is open.\nTurn the wheel 90 degrees. Dr. Osei waits.\nClose the lid.\n";
const TARGET: &str = "Der Deckel ist offen.\nDrehen Sie das Rad um 90 Grad. Dr. Osei wartet.\nSchließen Sie den Deckel.\n";

fn run(options: &[&str]) -> std::process::Output {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    fs::write(&source, SOURCE).unwrap();
    fs::write(&target, TARGET).unwrap();
    let mut command = Command::cargo_bin("diglot").unwrap();
    command
        .arg("align-text")
        .args([source, target])
        .args(options);
    command.output().unwrap()
}

fn printed(options: &[&str]) -> String {
    let output = run(options);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_line_is_a_sentence_unless_lines_are_split() {
    let beads = printed(&[]);
    assert_eq!(beads.lines().count(), 3);
    assert!(beads.starts_with("[0]:[0]:"), "{beads}");
    let locales = [
        "--split",
        "--source-locale",
        "en",
        "--target-locale",
        "de-DE",
    ];
    assert_eq!(printed(&locales).lines().count(), 4);
}

#[test]
fn tmx_needs_to_know_its_languages() {
    let output = run(&["--format", "tmx"]);
    assert_eq!(output.status.code(), Some(2));
    let tmx = printed(&[
        "--format",
        "tmx",
        "--source-locale",
        "en",
        "--target-locale",
        "de",
    ]);
    assert_eq!(tmx.matches("<tu>").count(), 3);
}

#[test]
fn the_users_own_rules_split_the_lines() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("mine.srx");
    let xml = "<srx version='2.0'><header cascade='no'/><body><languagerules><languagerule languagerulename='x'>\
        <rule break='yes'><beforebreak>\\.</beforebreak><afterbreak>\\s</afterbreak></rule>\
        <rule break='yes'><beforebreak>(</beforebreak></rule></languagerule></languagerules>\
        <maprules><languagemap languagepattern='.*' languagerulename='x'/></maprules></body></srx>";
    fs::write(&rules, xml).unwrap();
    let rules = rules.to_str().unwrap();
    let output = run(&[
        "--split",
        "--srx",
        rules,
        "--source-locale",
        "en",
        "--target-locale",
        "de",
        "--format",
        "jsonl",
    ]);
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), 5, "Dr. is split: {lines}");
    let warnings = String::from_utf8(output.stderr).unwrap();
    assert!(
        warnings.contains("mine.srx:1: rule of x left out"),
        "{warnings}"
    );
}
