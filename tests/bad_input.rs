//! Nothing a folder can hold makes the program panic, hang or lose an article without saying so.

use std::fs;

use crate::common::{DE, EN, Place, texts};

/// A good article beside the bad one: it has to come out whole.
const GOOD: [(&str, &str); 2] = [("en-US/good.md", EN), ("de-DE/good.md", DE)];
/// Pairs of the good article.
const PAIRS: usize = 5;

fn place() -> Place {
    Place::with(&GOOD)
}

/// Exports and checks that the good article came out; gives the other pairs and the warnings.
fn others(place: &Place, code: i32) -> (Vec<(String, String)>, String) {
    let (exit, pairs, errors) = place.export(&[]);
    assert_eq!(exit, code, "{errors}");
    let (good, others): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|p| p["document"] == "good.md");
    assert_eq!(good.len(), PAIRS, "{errors}");
    let owned = |(s, t): (&str, &str)| (s.to_owned(), t.to_owned());
    (texts(&others).into_iter().map(owned).collect(), errors)
}

#[test]
fn an_empty_file() {
    let place = place();
    place.write("corpus/en-US/a.md", "");
    place.write("corpus/de-DE/a.md", "Text.\n");
    place.write("corpus/en-US/b.md", "\u{FEFF}");
    place.write("corpus/de-DE/b.md", "");
    let (pairs, errors) = others(&place, 0);
    assert_eq!(pairs, []);
    assert!(
        errors.contains("2 articles in several locales gave no pair"),
        "{errors}"
    );
}

#[test]
fn a_single_line_of_50_mb() {
    let place = place();
    place.write("corpus/en-US/a.md", "word ".repeat(10_000_000));
    place.write("corpus/de-DE/a.md", "Wort ".repeat(10_000_000));
    let (pairs, errors) = others(&place, 0);
    // One paragraph each; whether they are a pair is the aligner's to say.
    assert!(pairs.len() <= 1, "{errors}");
}

#[test]
fn invalid_utf8() {
    let place = place();
    place.write("corpus/en-US/a.md", "Text.\n");
    place.write("corpus/de-DE/a.md", b"Text\nT\xE9xt.\n");
    place.write("corpus/fr-FR/a.md", b"\xFF\xFET\0e\0");
    let (pairs, errors) = others(&place, 1);
    assert_eq!(pairs, []);
    let wide = "corpus/fr-FR/a.md:1: left out: a UTF-16 byte-order mark at byte 0";
    assert!(errors.contains(wide), "{errors}");
    let latin = "corpus/de-DE/a.md:2: left out: invalid byte 0xE9 at byte 6";
    assert!(errors.contains(latin), "{errors}");
    assert!(errors.contains("2 files left out"), "{errors}");
}

#[test]
fn nul_bytes() {
    let place = place();
    place.write("corpus/en-US/a.md", "# A\0B\n\nSome te\0xt.\n");
    place.write("corpus/de-DE/a.md", "# A\0B\n\nEin Te\0xt.\n");
    // A text that holds one is damaged, and left out unless it is asked for.
    let (code, _, errors) = place.run(&["export", "--out", "usual"]);
    assert_eq!(code, 0, "{errors}");
    assert!(errors.contains("encoding"), "{errors}");
    let arguments = ["export", "--format", "tmx,csv,jsonl", "--out", "all"];
    let (code, _, errors) = place.run(&[&arguments[..], &["--keep", "encoding"]].concat());
    assert_eq!(code, 0, "{errors}");
    let files = place.files("all");
    assert_eq!(
        files.len(),
        4,
        "two TMX, one CSV, one JSONL: {:?}",
        files.keys()
    );
    for (name, bytes) in files {
        assert!(!bytes.contains(&0), "{name}");
    }
}

#[test]
fn a_yaml_bomb() {
    let place = place();
    let mut bomb = String::from("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, of) in "bcdefghi".chars().zip("abcdefgh".chars()) {
        bomb += &format!(
            "{name}: &{name} [{}]\n",
            vec![format!("*{of}"); 9].join(", ")
        );
    }
    bomb += "keywords: &k [*i, *i, *i]\ntitle: Fine\n---\nText\n";
    place.write("corpus/en-US/a.md", &bomb);
    place.write("corpus/de-DE/a.md", &bomb);
    let (pairs, errors) = others(&place, 0);
    assert!(pairs.contains(&("Fine".into(), "Fine".into())), "{pairs:?}");
    assert!(errors.contains("`keywords` is not valid YAML"), "{errors}");
}

#[test]
fn nesting_10_000_deep() {
    let place = place();
    let deep = 10_000;
    let lists: String = (0..deep / 10)
        .map(|n| format!("{}- item {n}\n", "  ".repeat(n)))
        .collect();
    for (name, text) in [
        ("quotes", format!("{} text\n", ">".repeat(deep))),
        ("quotes-spaced", format!("{} text\n", "> ".repeat(deep))),
        ("list-markers", format!("{}text\n", "- ".repeat(deep))),
        ("lists", lists),
        (
            "brackets",
            format!("{}text{}\n", "[".repeat(deep), "](x)".repeat(deep)),
        ),
        (
            "emphasis",
            format!("{}text{}\n", "*a ".repeat(deep), "b*".repeat(deep)),
        ),
        (
            "html",
            format!("{}text{}\n", "<div>".repeat(deep), "</div>".repeat(deep)),
        ),
        (
            "html-tables",
            format!("{}text\n", "<table><tr><td>".repeat(deep)),
        ),
        ("html-lists", format!("{}text\n", "<ul><li>".repeat(deep))),
        ("directives", ":::zone\n".repeat(deep)),
        (
            "front-matter",
            format!("---\ntitle: {}\n---\ntext\n", "[".repeat(deep)),
        ),
    ] {
        place.write(&format!("corpus/en-US/{name}.md"), &text);
        place.write(&format!("corpus/de-DE/{name}.md"), &text);
    }
    let (_, errors) = others(&place, 0);
    assert!(errors.contains("12 articles read"), "{errors}");
}

#[test]
fn a_directory_named_like_a_file() {
    let place = place();
    place.write("corpus/en-US/x.md/y.md", "Text.\n");
    place.write("corpus/de-DE/x.md/y.md", "Text.\n");
    // The same name is a file in one locale and a folder in the other.
    place.write("corpus/fr-FR/x.md", "Texte.\n");
    let (pairs, _) = others(&place, 0);
    assert_eq!(pairs.len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::symlink;
    let place = place();
    // Its owner is allowed to open it, and no one can read its first byte.
    symlink("/proc/self/mem", place.path("corpus/de-DE/a.md")).unwrap();
    place.write("corpus/en-US/a.md", "Text.\n");
    let (_, errors) = others(&place, 1);
    assert!(errors.contains("corpus/de-DE/a.md: left out: "), "{errors}");
}

/// Root may read everything, so as root the program runs without that right.
#[cfg(target_os = "linux")]
#[test]
fn a_file_without_permission_to_read() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    let place = place();
    place.write("corpus/en-US/a.md", "Text.\n");
    let forbidden = place.path("corpus/en-US/a.md");
    fs::set_permissions(&forbidden, fs::Permissions::from_mode(0o000)).unwrap();
    let program = env!("CARGO_BIN_EXE_diglot");
    let mut command = match fs::read(&forbidden) {
        Err(_) => Command::new(program),
        Ok(_) => {
            let mut setpriv = Command::new("setpriv");
            setpriv.args([
                "--bounding-set",
                "-dac_override,-dac_read_search",
                "--",
                program,
            ]);
            setpriv
        }
    };
    let output = command
        .current_dir(place.path(""))
        .args(["export", "--out", "out"])
        .output()
        .expect("as root this test needs setpriv (util-linux)");
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("corpus/en-US/a.md: left out: "), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_loop_of_links() {
    use std::os::unix::fs::symlink;
    let place = place();
    symlink(place.path("corpus"), place.path("corpus/en-US/up")).unwrap();
    symlink("itself.md", place.path("corpus/en-US/itself.md")).unwrap();
    let (_, errors) = others(&place, 1);
    assert!(
        errors.contains("en-US/up: left out: a link to a folder above it"),
        "{errors}"
    );
    assert!(errors.contains("en-US/itself.md: left out: "), "{errors}");
}

#[cfg(target_os = "linux")]
#[test]
fn two_files_that_differ_only_in_case() {
    let place = place();
    for (name, text) in [("a.md", "Small."), ("A.md", "Great.")] {
        place.write(&format!("corpus/en-US/{name}"), text);
        place.write(&format!("corpus/de-DE/{name}"), text);
    }
    let (pairs, _) = others(&place, 0);
    let both = ["Great.", "Small."].map(|t| (t.to_owned(), t.to_owned()));
    assert_eq!(pairs, both);
}

#[cfg(target_os = "linux")]
#[test]
fn two_folders_of_one_locale() {
    let place = place();
    place.write("corpus/de-de/good.md", "Verloren.\n");
    place.write("corpus/de-de/a.md", "Text.\n");
    place.write("corpus/en-US/a.md", "Text.\n");
    let (pairs, errors) = others(&place, 1);
    assert_eq!(pairs.len(), 1);
    assert!(errors.contains("the same locale as"), "{errors}");
    assert!(
        errors.contains("corpus/de-de/good.md: left out: "),
        "{errors}"
    );
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let place = place();
    place.write("file", "");
    let mut folders = vec!["file", "file/below"];
    if cfg!(target_os = "linux") {
        // Not even root may write here.
        folders.push("/proc/diglot");
    }
    for out in folders {
        let (code, _, errors) = place.run(&["export", "--out", out]);
        assert_eq!(code, 2, "{errors}");
        assert!(
            errors.contains("cannot write to the output folder"),
            "{errors}"
        );
    }
    assert_eq!(fs::read(place.path("file")).unwrap(), b"");
}

/// An article whose export is larger than any limit set here.
fn long_article() -> String {
    let paragraph =
        |n| format!("Paragraph {n} says what it says, and nothing that the others say.\n\n");
    (0..5_000).map(paragraph).collect()
}

/// A limit on the size of files fails a write in the midst of it, as a full disk does.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_grow() {
    let place = place();
    let (_, first, _) = place.export(&[]);
    let before = place.files("out");
    let article = long_article();
    place.write("corpus/en-US/a.md", &article);
    place.write("corpus/de-DE/a.md", &article);
    let program = env!("CARGO_BIN_EXE_diglot");
    let script =
        format!("trap '' XFSZ; ulimit -f 100; exec '{program}' export --format jsonl --out out");
    let mut command = assert_cmd::Command::new("sh");
    let output = command
        .current_dir(place.path(""))
        .args(["-c", &script])
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("cannot write"), "{errors}");
    assert_eq!(first.len(), PAIRS);
    assert_eq!(
        place.files("out"),
        before,
        "the earlier export is as it was"
    );
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "mounts a file system, which only root may do"]
fn a_full_disk_as_root() {
    use std::process::Command;
    let place = place();
    let article = long_article();
    place.write("corpus/en-US/a.md", &article);
    place.write("corpus/de-DE/a.md", &article);
    fs::create_dir(place.path("tiny")).unwrap();
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
        .arg(place.path("tiny"))
        .output()
        .unwrap();
    let refused = String::from_utf8_lossy(&mount.stderr);
    assert!(mount.status.success(), "{refused}");
    let (code, _, errors) = place.run(&["export", "--out", "tiny"]);
    let left = place.files("tiny");
    let _ = Command::new("umount").arg(place.path("tiny")).status();
    assert_eq!(code, 2, "{errors}");
    assert!(errors.contains("No space left"), "{errors}");
    assert_eq!(left.len(), 0, "nothing half written is left");
}
