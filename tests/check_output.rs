//! What `diglot check` and `diglot stale` write, and how they end.

use std::fs;
use std::process::{Command, Stdio};

use crate::common::Place;

const SOURCE: &str =
    "# Pump\n\nSwitch the pump off first.\n\nWait for 20 minutes.\n\nThen open the lid.\n";
const TRANSLATION: &str = "# Pumpe\n\nSchalten Sie zuerst die Pumpe aus.\n\nWarten Sie 30 Minuten.\n\nÖffnen Sie dann den Deckel.\n";

/// A corpus with one finding.
fn corpus() -> Place {
    Place::with(&[("en/a.md", SOURCE), ("de/a.md", TRANSLATION)])
}

const CHECK: [&str; 3] = ["check", "--source", "en"];

fn check(place: &Place, more: &[&str]) -> (i32, String, String) {
    place.run(&[&CHECK, more].concat())
}

/// Whether a text has a character that a terminal or a build log obeys.
fn is_dangerous(text: &str) -> bool {
    text.chars().any(|c| {
        c != '\n' && c.is_control()
            || matches!(c, '\u{200e}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[test]
fn texts_and_names_cannot_control_a_terminal_or_a_build() {
    let evil = "x\u{1b}[2J\u{202e}\u{85}y";
    let source = SOURCE.replace("pump", &format!("pump{evil} `{evil}`"));
    let value = "\"a\\n::error file=x::injected\\u202e\"";
    let translation =
        format!("---\nms.contentlocale: {value}\ntitle: {value}\n---\n{TRANSLATION}{evil}\n");
    let name = "de/b\n::error::name\u{202e}.md";
    let place = Place::with(&[
        ("en/a.md", &source),
        ("de/a.md", &translation),
        (name, "Nur hier.\n"),
    ]);
    for format in ["text", "json", "sarif", "junit", "github"] {
        let (_, out, errors) = check(&place, &["--format", format, "--verbose"]);
        assert!(!out.is_empty(), "{errors}");
        for text in [&out, &errors] {
            assert!(!is_dangerous(text), "{format}: {text:?}");
        }
        let is_command = |line: &str| line.starts_with("::");
        if format != "github" {
            assert!(!out.lines().any(is_command), "{format}: {out}");
        }
        let injected = ["::error file=x::", "::error::name"];
        let has = |text: &str| {
            injected
                .iter()
                .any(|i| text.lines().any(|l| l.starts_with(i)))
        };
        assert!(!has(&out) && !has(&errors), "{format}: {out}{errors}");
    }
}

#[test]
fn an_error_cannot_control_a_terminal_or_a_build() {
    let name = "none\u{1b}[2J\n::error file=x::injected";
    let (code, _, errors) = corpus().run(&["check", name]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("injected") && !is_dangerous(&errors),
        "{errors:?}"
    );
    assert!(
        !errors.lines().any(|line| line.starts_with("::")),
        "{errors}"
    );
}

#[cfg(unix)]
#[test]
fn a_reader_who_stops_reading_does_not_change_the_exit_code() {
    let place = corpus();
    let program = env!("CARGO_BIN_EXE_diglot");
    let check = format!(
        "'{program}' check --source en --fail-on note --format sarif | true; exit ${{PIPESTATUS[0]}}"
    );
    let bash = Command::new("bash")
        .arg("-c")
        .arg(check)
        .current_dir(place.path(""))
        .status();
    assert_eq!(bash.unwrap().code(), Some(4));
}

#[test]
fn every_skipped_file_is_a_finding() {
    let place = corpus();
    place.write("corpus/de/bad.md", [0xff, 0xfe, 0x00, 0xd8, 0x00]);
    place.write("corpus/en/worse.md", [0xff, 0xfe, 0x00, 0xd8, 0x00]);
    let (code, out, _) = check(&place, &["--rules", "left_out"]);
    assert_eq!(code, 4);
    assert!(
        out.contains("corpus/de/bad.md: error left_out")
            && out.contains("corpus/en/worse.md: error left_out"),
        "{out}"
    );
}

#[test]
fn a_source_that_cannot_be_read_does_not_make_its_translation_orphaned() {
    let place = corpus();
    place.write("corpus/en/a.md", [0xff, 0xfe, 0x00, 0xd8, 0x00]);
    place.write("corpus/en/b.md", "Text.\n");
    let (_, out, _) = check(&place, &[]);
    assert!(out.contains("corpus/en/a.md: error left_out"), "{out}");
    assert!(!out.contains("orphaned_article"), "{out}");
}

#[test]
fn filters_neither_truncate_a_baseline_nor_report_its_entries_as_gone() {
    let place = corpus();
    place.write("corpus/de/b.md", "Nur hier.\n");
    place.write("corpus/fr/a.md", "# Pompe\n\nArrêtez d’abord la pompe.\n\nAttendez 40 minutes.\n\nOuvrez ensuite le couvercle.\n");
    check(&place, &["--write-baseline", "known.json"]);
    let all = fs::read_to_string(place.path("known.json")).unwrap();
    assert!(
        all.contains("numbers") && all.contains("orphaned_article") && all.contains("fr/a.md"),
        "{all}"
    );
    for filter in [
        ["--rules", "links"],
        ["--locales", "de"],
        ["--ignore", "numbers"],
    ] {
        let (_, _, errors) = check(
            &place,
            &[&filter[..], &["--baseline", "known.json"]].concat(),
        );
        assert!(!errors.contains("no longer found"), "{filter:?}: {errors}");
        check(
            &place,
            &[&filter[..], &["--write-baseline", "known.json"]].concat(),
        );
        assert_eq!(
            fs::read_to_string(place.path("known.json")).unwrap(),
            all,
            "{filter:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn output_goes_through_links_pipes_and_devices() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let place = corpus();
    place.write("real/findings.txt", "old");
    fs::set_permissions(
        place.path("real/findings.txt"),
        fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    symlink("real/findings.txt", place.path("link")).unwrap();
    let (_, _, errors) = check(&place, &["--output", "link"]);
    assert!(errors.contains("findings written to link"), "{errors}");
    assert!(
        fs::symlink_metadata(place.path("link"))
            .unwrap()
            .is_symlink()
    );
    let written = fs::read_to_string(place.path("real/findings.txt")).unwrap();
    assert!(written.contains("numbers"), "{written}");
    let mode = fs::metadata(place.path("real/findings.txt"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);

    let pipe = place.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reader = Command::new("cat")
        .arg(&pipe)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    check(
        &place,
        &["--output", "pipe", "--write-baseline", "/dev/null"],
    );
    let read = reader.wait_with_output().unwrap();
    assert!(String::from_utf8(read.stdout).unwrap().contains("numbers"));
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
}

#[cfg(unix)]
#[test]
fn new_files_respect_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let place = corpus();
    let program = env!("CARGO_BIN_EXE_diglot");
    let check = format!(
        "umask 077; '{program}' check --source en --output out.txt --write-baseline base.json"
    );
    let status = Command::new("sh")
        .arg("-c")
        .arg(check)
        .current_dir(place.path(""))
        .status();
    assert!(status.unwrap().success());
    for name in ["out.txt", "base.json"] {
        let mode = fs::metadata(place.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

fn git(place: &Place, arguments: &[&str]) {
    let mut git = Command::new("git");
    let git = git.arg("-C").arg(place.path("repo")).args(arguments);
    let identity = [
        "AUTHOR_NAME",
        "AUTHOR_EMAIL",
        "COMMITTER_NAME",
        "COMMITTER_EMAIL",
    ];
    let git = identity.iter().fold(git, |git, name| {
        git.env(format!("GIT_{name}"), "a@b.example")
    });
    assert!(git.output().unwrap().status.success(), "{arguments:?}");
}

/// A translation that names a commit, and a repository without it.
fn with_repository() -> Place {
    let place = Place::new();
    let commit = "0123456789012345678901234567890123456789";
    place.write(
        "corpus/de/a.md",
        format!("---\nms.sourcegitcommit: {commit}\n---\n{TRANSLATION}"),
    );
    place.write("repo/other.md", "Other.\n");
    git(&place, &["init", "-q", "-b", "main"]);
    git(&place, &["add", "."]);
    git(&place, &["commit", "-q", "-m", "One"]);
    place
}

#[test]
fn a_repository_without_any_of_the_commits_is_an_error() {
    let place = with_repository();
    for command in ["check", "stale", "stats", "export"] {
        let (code, out, errors) = place.run(&[command, "--source", "en", "--source-repo", "repo"]);
        assert_eq!((code, &*out), (2, ""), "{errors}");
        assert!(
            errors.contains("--source-repo has none of the 1 commits"),
            "{errors}"
        );
    }
    assert!(!place.path("exports/manifest.json").exists());
    // A shard may have the articles without a commit, so the shards are exported and not merged.
    let shard = ["--shard", "1/1", "--out", "shards"];
    let input = ["export", "--source", "en", "--source-repo", "repo"];
    let (code, _, errors) = place.run(&[&input[..], &shard].concat());
    assert_eq!(code, 0, "{errors}");
    let (code, _, errors) = place.run(&["merge", "shards/shard-1-of-1.diglot", "--out", "merged"]);
    assert_eq!(code, 2, "{errors}");
    assert!(errors.contains("none of the 1 commits"), "{errors}");
    assert!(!place.path("merged/manifest.json").exists());
}

#[test]
fn an_unreadable_head_is_an_error() {
    let place = with_repository();
    place.write("corpus/de/a.md", TRANSLATION);
    place.write("repo/.git/HEAD", "ref: refs/heads/gone\n");
    let (code, out, errors) = place.run(&["stale", "--source", "en", "--source-repo", "repo"]);
    assert_eq!((code, &*out), (2, ""), "{errors}");
    assert!(errors.contains("HEAD"), "{errors}");
}
