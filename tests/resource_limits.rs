//! No input makes the program use up the stack, the memory or a user's time. Each test is named after what broke.
//!
//! Tests never assert a time. What took quadratic time is here with a size that a quadratic loop would not finish, and
//! `cargo bench --bench growth` measures how time grows.

use std::fs;
use std::process::Command;

use crate::common::{DE, EN, Place};

/// A good article beside one with this text in two locales.
fn place_with(text: &str) -> Place {
    let place = Place::with(&[("en-US/good.md", EN), ("de-DE/good.md", DE)]);
    place.write("corpus/en-US/a.md", text);
    place.write("corpus/de-DE/a.md", text);
    place
}

/// Exports and checks; the good article must have come out each time.
fn survives(place: &Place) {
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!(code, 0, "{errors}");
    let good = pairs.iter().filter(|p| p["document"] == "good.md");
    assert_eq!(good.count(), 5, "{errors}");
    let (code, _, errors) = place.run(&["check"]);
    assert!(code == 0 || code == 4, "{errors}");
}

#[test]
fn a_tag_with_6_500_attributes_overflowed_the_stack() {
    let attributes: String = (0..6_500).map(|n| format!("a{n}=\"b\" ")).collect();
    survives(&place_with(&format!(
        "<div {attributes}>\n\nText.\n\n</div>\n"
    )));
    survives(&place_with(&format!(
        "Some <b {attributes}>bold</b> text.\n"
    )));
}

#[test]
fn a_line_of_quote_markers_took_quadratic_time() {
    survives(&place_with(&format!("{}text\n", "> ".repeat(100_000))));
    survives(&place_with(&format!("{}text\n", ">".repeat(200_000))));
}

#[test]
fn beginnings_of_keys_without_an_end_took_quadratic_time() {
    survives(&place_with(&format!("{}\n", "eyJhbGciOi.".repeat(40_000))));
}

#[test]
fn texts_that_the_translation_lacks_took_quadratic_time() {
    let place = place_with("> quote\n\n".repeat(20_000).as_str());
    place.write("corpus/de-DE/a.md", "Text.\n");
    survives(&place);
}

/// A row of 40,000 cells took 12 GB.
#[cfg(target_os = "linux")]
#[test]
fn a_wide_table_took_quadratic_memory() {
    let table = |cell: &str| {
        let columns = 40_000;
        let row = |c: &str| format!("|{}\n", format!("{c}|").repeat(columns));
        [row(cell), row("-"), row(cell)].concat()
    };
    let place = place_with(&table("word"));
    place.write("corpus/de-DE/a.md", table("Wort"));
    assert_memory_is_bounded(&place);
}

/// A cell with as many paragraphs.
#[test]
fn a_cell_with_many_paragraphs_took_quadratic_memory() {
    let cell = |text: &str, count: usize| {
        let paragraphs = format!("<p>{text}</p>").repeat(count);
        format!("<table><tr><td>{text}</td><td>{paragraphs}</td></tr></table>\n")
    };
    let place = place_with(&cell("word", 40_000));
    place.write("corpus/de-DE/a.md", cell("Wort", 39_999));
    assert_memory_is_bounded(&place);
}

fn assert_memory_is_bounded(place: &Place) {
    // A limit on the address space is the only one that the shell can set. The allocator reserves a part of it.
    let program = env!("CARGO_BIN_EXE_diglot");
    let script = format!("ulimit -v 6000000; exec '{program}' export --jobs 1");
    let output = Command::new("sh")
        .current_dir(place.path(""))
        .args(["-c", &script])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
}

/// A file of 900 MB took 5.6 GB.
#[test]
fn a_file_above_the_limit_is_skipped_with_a_warning() {
    let place = place_with("Text.\n");
    // A sparse file takes no room on disk.
    let file = fs::File::create(place.path("corpus/de-DE/a.md")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!((code, pairs.len()), (1, 5), "{errors}");
    let warning = "de-DE/a.md: left out: larger than the limit of 64 MB (--max-file-size)";
    assert!(errors.contains(warning), "{errors}");

    file.set_len((1 << 20) + 1).unwrap();
    let (code, _, errors) = place.export(&["--max-file-size", "1"]);
    assert_eq!(code, 1, "{errors}");
    assert!(errors.contains("the limit of 1 MB"), "{errors}");
    let (code, _, errors) = place.export(&["--max-file-size", "2"]);
    assert_eq!(code, 0, "{errors}");
}

#[cfg(target_os = "linux")]
#[test]
fn configuration_from_a_device_did_not_end() {
    let place = place_with("Text.\n");
    let zero = "/dev/zero";
    for arguments in [
        &["export", "--segment", "sentence", "--srx", zero][..],
        &["export", "--learned", zero],
        &["export", "--config", zero],
        &["check", "--baseline", zero],
    ] {
        let (code, _, errors) = place.run(arguments);
        assert_eq!(code, 2, "{arguments:?}: {errors}");
        assert!(errors.contains("not a regular file"), "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_in_the_corpus_are_skipped_with_a_warning() {
    use std::os::unix::fs::symlink;
    let place = place_with("Text.\n");
    let pipe = place.path("corpus/de-DE/pipe.md");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    symlink("/dev/zero", place.path("corpus/de-DE/zero.md")).unwrap();
    let (code, pairs, errors) = place.export(&[]);
    assert_eq!((code, pairs.len()), (1, 6), "{errors}");
    for name in ["pipe.md", "zero.md"] {
        let warning = format!("corpus/de-DE/{name}: left out: ");
        assert!(errors.contains(&warning), "{errors}");
    }
}

/// Nested counted repeats asked for 4 GB. The other rules of the file must still be used.
#[test]
fn rules_with_nested_counted_repeats_are_left_out() {
    let place = place_with("One. Two.\n");
    let rule = |before: &str| {
        format!(
            "<rule break=\"yes\"><beforebreak>{before}</beforebreak><afterbreak>\\s</afterbreak></rule>"
        )
    };
    let rules = [
        rule("(((a{999}){999}){999}){999}"),
        rule("(?=b)((a{999}){999}){999}"),
        rule("\\."),
    ]
    .concat();
    let srx = format!(
        "<srx version=\"2.0\"><header cascade=\"yes\"/><body><languagerules>\
         <languagerule languagerulename=\"all\">{rules}</languagerule></languagerules>\
         <maprules><languagemap languagepattern=\".*\" languagerulename=\"all\"/>\
         <languagemap languagepattern=\"((.{{999}}){{999}}){{999}}\" languagerulename=\"all\"/>\
         </maprules></body></srx>"
    );
    place.write("rules.srx", srx);
    let arguments = ["--segment", "sentence", "--srx", "rules.srx"];
    let (_, pairs, errors) = place.export(&arguments);
    assert!(pairs.iter().any(|p| p["source"] == "Two."), "{errors}");
    assert_eq!(errors.matches("rules.srx:1: ").count(), 3, "{errors}");
}

/// A loose object of 17 MB on disk expanded to 3.1 GB.
#[test]
fn a_git_object_above_the_limit_is_refused_before_it_is_unpacked() {
    let place = Place::with(&[("en-US/pump.md", EN)]);
    let source = place.path("source");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(&source).args(arguments);
        git.env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "Test");
            git.env(format!("GIT_{who}_EMAIL"), "test@example.org");
        }
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {arguments:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    place.write("source/pump.md", "");
    let file = fs::File::create(source.join("pump.md")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "Large"]);
    let commit = git(&["rev-parse", "HEAD"]);
    let german = DE.replacen("---\n", &format!("---\nms.sourcegitcommit: {commit}\n"), 1);
    place.write("corpus/de-DE/pump.md", german);
    let (code, pairs, errors) = place.export(&["--source-repo", "source"]);
    assert_eq!((code, pairs.len()), (0, 5), "{errors}");
    assert!(errors.contains("allocation limit"), "{errors}");
}

/// A panic in one article ended the run.
#[test]
fn a_panic_in_one_article_skips_its_files_only() {
    let place = place_with("Text.\n");
    for arguments in [
        &["export", "--format", "jsonl", "--out", "out"][..],
        &[
            "export",
            "--format",
            "jsonl",
            "--learned",
            "off",
            "--checks=false",
            "--out",
            "out",
        ],
        &["check"],
    ] {
        let mut command = place.diglot(arguments);
        let output = command
            .env("DIGLOT_TEST_PANIC_IN", "a.md")
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        let code = output.status.code();
        assert!(
            matches!(code, Some(1 | 4)),
            "{arguments:?} {code:?} {errors}"
        );
        for file in ["en-US/a.md", "de-DE/a.md"] {
            let warning = format!("corpus/{file}: left out: an internal error");
            assert!(errors.contains(&warning), "{arguments:?} {errors}");
        }
        if arguments[0] == "export" {
            assert_eq!(code, Some(1), "{errors}");
            assert!(errors.contains("2 files left out"), "{errors}");
        }
    }
    let exported = place.files("out").remove("en-US_de-DE.jsonl").unwrap();
    let lines = String::from_utf8(exported).unwrap();
    assert_eq!(lines.matches("\"document\":\"good.md\"").count(), 5);
}
