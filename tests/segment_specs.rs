//! Executable specs of segmenting: each case of `tests/segment/*.md` has Markdown and the units that it gives.
//!
//! A case is a heading, a fence `~~~~~ markdown`, and a fence `~~~~~ units` (or `~~~~~ runs`, with the inline runs, or
//! `~~~~~ warnings`, with the units and then the warnings). `~~~~~ markdown mdx` is read in that dialect.
//! `DIGLOT_BLESS=1 cargo test --test specs` rewrites what is expected; read the difference before you keep it.

use std::fmt::Write as _;
use std::path::PathBuf;

use diglot::internals::model::{Document, Source, Unit, UnitKind};
use diglot::internals::read::{self, ReadSettings};
use diglot::internals::segment::{Dialect, SegmentSettings, segment};
use libtest_mimic::{Failed, Trial};

use crate::{expect_equal, folder};

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

fn settings(dialect: Option<Dialect>) -> SegmentSettings {
    SegmentSettings {
        dialect,
        ..SegmentSettings::default()
    }
}

/// The units of a case, and with `runs` the bytes and texts of their runs, with `warnings` the warnings.
fn shown(case: &Case) -> String {
    let (text, runs) = (&case.markdown, case.info == "runs");
    let source = source(text);
    let (document, warnings) = segment(&source, &settings(case.dialect));
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
    for warning in warnings.iter().filter(|_| case.info == "warnings") {
        let _ = writeln!(shown, "!! line {}: {}", warning.line, warning.message);
    }
    shown
}

/// One case of a spec file.
struct Case {
    /// The heading above it.
    heading: String,
    markdown: String,
    dialect: Option<Dialect>,
    /// `units`, `runs` or `warnings`.
    info: String,
    expected: String,
}

/// One part of a spec file: lines that are kept as they are, or a case.
enum Part {
    Prose(String),
    Case(Case),
}

/// Reads a spec file.
fn parse(spec: &str) -> Vec<Part> {
    let (mut parts, mut heading, mut markdown) = (Vec::new(), String::new(), None);
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix('#') {
            text.trim_start_matches('#').trim().clone_into(&mut heading);
        }
        let Some(info) = line.strip_prefix(FENCE).map(str::trim) else {
            parts.push(Part::Prose(format!("{line}\n")));
            continue;
        };
        let mut body = String::new();
        for line in lines.by_ref().take_while(|line| line.trim_end() != FENCE) {
            let _ = writeln!(body, "{line}");
        }
        match (info, markdown.take()) {
            (info, None) if info.starts_with("markdown") => {
                let name = info["markdown".len()..].trim();
                let dialect = (!name.is_empty()).then(|| name.parse().expect("a dialect"));
                markdown = Some((body, dialect));
            }
            ("units" | "runs" | "warnings", Some((markdown, dialect))) => {
                parts.push(Part::Case(Case {
                    heading: heading.clone(),
                    markdown,
                    dialect,
                    info: info.to_owned(),
                    expected: body,
                }))
            }
            _ => panic!("`{heading}`: a fence `{info}` is not expected here"),
        }
    }
    assert!(markdown.is_none(), "`{heading}` expects nothing");
    parts
}

/// The spec files, in order.
fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder("segment")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

fn parts(file: &PathBuf) -> Vec<Part> {
    parse(&std::fs::read_to_string(file).unwrap())
}

/// Rewrites what each case expects.
pub fn bless() {
    for file in files() {
        let mut text = String::new();
        for part in parts(&file) {
            match part {
                Part::Prose(line) => text.push_str(&line),
                Part::Case(case) => {
                    let name = case.dialect.map(|d| format!(" {}", d.as_str()));
                    let (markdown, info, got) = (&case.markdown, &case.info, shown(&case));
                    let name = name.unwrap_or_default();
                    let _ = write!(
                        text,
                        "{FENCE} markdown{name}\n{markdown}{FENCE}\n{FENCE} {info}\n{got}{FENCE}\n"
                    );
                }
            }
        }
        std::fs::write(file, text).unwrap();
    }
}

/// Kind, line and text of each unit.
fn plain(text: &str, dialect: Option<Dialect>) -> Vec<(UnitKind, u32, String)> {
    let (document, _) = segment(&source(text), &settings(dialect));
    let units = document.units.iter();
    units
        .map(|u| (u.kind, u.line, document.text(u).to_owned()))
        .collect()
}

fn check(case: &Case) -> Result<(), Failed> {
    expect_equal(&case.expected, &shown(case))?;
    let windows = case.markdown.replace('\n', "\r\n");
    assert_eq!(
        plain(&windows, case.dialect),
        plain(&case.markdown, case.dialect),
        "with the line ends of Windows"
    );
    Ok(())
}

/// A test for each case, named `segment::FILE::HEADING`.
pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for file in files() {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        let before = trials.len();
        for part in parts(&file) {
            if let Part::Case(case) = part {
                let name = format!("segment::{stem}::{}", case.heading);
                trials.push(Trial::test(name, move || check(&case)));
            }
        }
        assert!(trials.len() > before, "{stem} has no case");
    }
    assert!(trials.len() >= 60, "specs are missing");
    trials
}
