//! Executable specs of segmenting: each case of `tests/segment/*.md` holds Markdown and the units it gives.
//!
//! A case is a heading, a fence `~~~~~ markdown`, and a fence `~~~~~ units` (or `~~~~~ runs`, with the inline runs).
//! `DIGLOT_BLESS=1 cargo test --test segment` rewrites what is expected; read the difference before keeping it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use diglot::model::{Document, Source, Unit, UnitKind};
use diglot::read::{self, ReadSettings};
use diglot::segment::{SegmentSettings, segment};

const FENCE: &str = "~~~~~";

fn source(text: &str) -> Source {
    read::parse(
        PathBuf::from("spec.md"),
        text.to_owned(),
        &ReadSettings::default(),
    )
    .0
}

fn shown_unit(document: &Document, unit: &Unit) -> String {
    let mut line = unit.kind.as_str().to_owned();
    for (sign, value) in [("h", unit.level), ("depth ", unit.depth)] {
        if value > 0 {
            let _ = write!(line, " {sign}{value}");
        }
    }
    if let Some(cell) = unit.cell {
        let _ = write!(line, " {}:{},{}", cell.table, cell.row, cell.column);
    }
    if let Some(label) = &unit.label {
        let _ = write!(line, " ({label})");
    }
    let _ = write!(line, ": {}", document.text(unit).replace('\u{a0}', "⍽"));
    line
}

/// The units of a text, and with `runs` the bytes and texts of their runs.
fn shown(text: &str, runs: bool) -> String {
    let source = source(text);
    let (document, _) = segment(&source, &SegmentSettings::default());
    let mut shown = String::new();
    let mut landmarks = document.landmarks.iter().peekable();
    for index in 0..=document.units.len() {
        while let Some(landmark) = landmarks.next_if(|l| l.before as usize == index) {
            let bytes = &text[landmark.span.start as usize..landmark.span.end as usize];
            let first = bytes.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
            let _ = writeln!(shown, "-- {}", first.trim());
        }
        let Some(unit) = document.units.get(index) else {
            continue;
        };
        let _ = writeln!(shown, "{}", shown_unit(&document, unit));
        for run in document.runs(unit).iter().filter(|_| runs) {
            let bytes = &text[run.span.start as usize..run.span.end as usize];
            let plain = &document.plain[run.text.start as usize..run.text.end as usize];
            let _ = write!(shown, "    {:?} {bytes:?}", run.kind);
            let _ = if plain == bytes {
                writeln!(shown)
            } else {
                writeln!(shown, " -> {plain:?}")
            };
        }
    }
    shown
}

/// Goes through a spec file; gives it back with what is really there, and how many cases it holds.
fn checked(spec: &str) -> (String, usize) {
    let (mut out, mut markdown, mut cases) = (String::new(), String::new(), 0);
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        let Some(info) = line.strip_prefix(FENCE).map(str::trim) else {
            continue;
        };
        let mut body = String::new();
        for line in lines.by_ref().take_while(|line| line.trim_end() != FENCE) {
            let _ = writeln!(body, "{line}");
        }
        if info == "markdown" {
            markdown.clone_from(&body);
            out.push_str(&body);
        } else {
            out.push_str(&shown(&markdown, info == "runs"));
            cases += 1;
        }
        let _ = writeln!(out, "{FENCE}");
    }
    (out, cases)
}

#[test]
fn specs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/segment");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    assert!(
        files.len() >= 9,
        "specs are missing from {}",
        folder.display()
    );
    let mut wrong = String::new();
    for file in files {
        let spec = std::fs::read_to_string(&file).unwrap();
        let (now, cases) = checked(&spec);
        assert!(cases > 0, "{} holds no case", file.display());
        if now == spec {
            continue;
        }
        if std::env::var_os("DIGLOT_BLESS").is_some() {
            std::fs::write(&file, now).unwrap();
            continue;
        }
        let _ = writeln!(wrong, "{}:", file.display());
        for (expected, got) in spec
            .lines()
            .zip(now.lines())
            .filter(|(a, b)| a != b)
            .take(6)
        {
            let _ = writeln!(wrong, "  expected {expected}\n  got      {got}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Kind, line and text of each unit.
fn plain(text: &str) -> Vec<(UnitKind, u32, String)> {
    let (document, _) = segment(&source(text), &SegmentSettings::default());
    let units = document.units.iter();
    units
        .map(|u| (u.kind, u.line, document.text(u).to_owned()))
        .collect()
}

#[test]
fn specs_hold_with_the_line_ends_of_windows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/segment");
    for file in std::fs::read_dir(folder).unwrap() {
        let spec = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let begins = format!("{FENCE} markdown\n");
        for case in spec.split(&begins).skip(1) {
            let markdown = case.split(FENCE).next().unwrap();
            let windows = markdown.replace('\n', "\r\n");
            assert_eq!(plain(&windows), plain(markdown), "{markdown}");
        }
    }
}

#[test]
fn line_ends_and_a_bom_change_spans_only() {
    let text =
        "# One\n\nTwo lines\nof text.\n\n> [!NOTE]\n> Three\n\n| a | b |\n|---|---|\n| c | d |\n";
    let expected = plain(text);
    assert_eq!(expected.len(), 7);
    assert_eq!(plain(&text.replace('\n', "\r\n")), expected);
    assert_eq!(plain(&format!("\u{feff}{text}")), expected);
    let (document, _) = segment(
        &source(&format!("\u{feff}{text}")),
        &SegmentSettings::default(),
    );
    assert_eq!(document.units[0].span, 5..8);
}

#[test]
fn text_is_composed_across_markup() {
    let (document, _) = segment(
        &source("cafe\u{301} *e*\u{301}"),
        &SegmentSettings::default(),
    );
    assert_eq!(document.plain, "caf\u{e9} \u{e9}");
}

#[test]
fn code_is_a_unit_where_it_is_asked_for() {
    let settings = SegmentSettings {
        include_code: true,
        ..SegmentSettings::default()
    };
    let (document, _) = segment(&source("```js\nlet a = 1;\n\n  b();  \n```\n"), &settings);
    let unit = &document.units[0];
    assert_eq!(
        (unit.kind.as_str(), unit.label.as_deref()),
        ("code", Some("js"))
    );
    assert_eq!(document.text(unit), "let a = 1;\n\n  b();");
    assert_eq!(document.landmarks.len(), 1);
}

#[test]
fn landmarks_and_keys_are_the_same_in_other_languages() {
    let keys = |text: &str| {
        let (document, _) = segment(&source(text), &SegmentSettings::default());
        let inline = document
            .inlines
            .iter()
            .map(|run| run.key)
            .filter(|key| *key != 0);
        document
            .landmarks
            .iter()
            .map(|l| l.key)
            .chain(inline)
            .collect::<Vec<_>>()
    };
    let english = "[!INCLUDE [Before you begin](../inc/begin.md)]\n\nSee [setup](/en-us/Setup) and `run`.\n\n\
        :::image source=\"a/b.png\" alt-text=\"A window\":::\n\n```\ncode\n```\n";
    let french = "[!include[Avant de commencer](../inc/begin.md)]\r\n\r\nVoir [l’installation](/fr-fr/setup) et `run`.\r\n\r\n\
        :::image source=\"a/b.png\" alt-text=\"Une fenêtre\":::\r\n\r\n```\r\ncode  \r\n```\r\n";
    assert_eq!(keys(english), keys(french));
    assert_eq!(keys(english).len(), 6);
}

#[test]
fn broken_markup_is_warned_of_by_line() {
    let text = "---\ntitle: T\n---\n\n[Note]: text\n\n| a | b |\n|---|\n| c | d |\n\n| a |\n|---|\n| b | c |\n| d | e |\n";
    let (_, warnings) = segment(&source(text), &SegmentSettings::default());
    let lines: Vec<u32> = warnings.iter().map(|w| w.line).collect();
    assert_eq!(lines, [5, 7, 13], "{warnings:?}");
    assert!(warnings[0].to_string().starts_with("spec.md:5: "));
}

#[test]
fn damage_of_any_size_is_read() {
    let deep = [
        ">",
        "- ",
        "* 1. ",
        "[",
        "<div>",
        "<table><tr><td>",
        "**",
        "![",
        "`",
        ":::note\n",
        "{{",
        "[!",
    ];
    for piece in deep {
        let text = piece.repeat(2_000);
        let (document, _) = segment(&source(&text), &SegmentSettings::default());
        assert!(document.units.len() <= 2_001, "{piece}");
    }
    for text in [
        "",
        "\0",
        "a\0b\n\n\u{1a}\n",
        "\u{feff}",
        "---\n---\n",
        "> [!",
        "|",
        "| |\n|-|\n",
    ] {
        let (document, _) = segment(&source(text), &SegmentSettings::default());
        assert!(document.units.len() <= 2, "{text:?}");
    }
}
