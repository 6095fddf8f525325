//! Known-good pairs: those of an export that come from the very version that was translated, by humans.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use diglot::internals::model::{Locale, UnitKind};
use serde_json::Value;

/// Least score of a pair that is taken for good.
const LEAST: f64 = 0.9;

/// A pair without fault.
pub struct Good {
    pub locales: [Locale; 2],
    pub kind: UnitKind,
    /// Plain texts.
    pub texts: [String; 2],
    markdown: [String; 2],
}

impl Good {
    /// Source and target as Markdown.
    pub fn markdown(&self) -> [&str; 2] {
        [&self.markdown[0], &self.markdown[1]]
    }
}

/// Exports corpora, and takes the good pairs of the export; each the other way round too, where that gives a sixth
/// locale to translate into.
pub fn read(corpora: &[&Path]) -> Vec<Good> {
    let mut all = Vec::new();
    for corpus in corpora {
        let out = tempfile::tempdir().unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_diglot"))
            .args([
                "export",
                "--quiet",
                "--format",
                "jsonl",
                "--markup",
                "--checks=false",
                "--duplicates",
                "keep",
            ])
            .arg("--out")
            .arg(out.path())
            .arg(corpus)
            .status()
            .unwrap();
        assert!(status.success(), "{}", corpus.display());
        let mut files: Vec<_> = fs::read_dir(out.path())
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
            .collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(file).unwrap();
            let rows = text
                .lines()
                .map(|line| serde_json::from_str::<Value>(line).unwrap());
            all.extend(rows.filter_map(|row| good(&row)));
        }
    }
    let back: Vec<Good> = all.iter().step_by(5).map(turned).collect();
    all.extend(back);
    all
}

fn good(row: &Value) -> Option<Good> {
    let text = |field: &str| row[field].as_str().unwrap().to_owned();
    let kind: UnitKind = serde_json::from_value(row["kind"].clone()).unwrap();
    let fine = row["same_version"] == true
        && row["translation_type"] == "HT"
        && row["bead"] == "1-1"
        && row["score"].as_f64().unwrap() >= LEAST
        // What stands in attributes and front matter is no Markdown of its own.
        && !matches!(kind, UnitKind::FrontMatter | UnitKind::ImageAlt | UnitKind::TabTitle | UnitKind::Code);
    let (source, target) = (text("source"), text("target"));
    (fine && source != target).then(|| Good {
        locales: ["source_locale", "target_locale"].map(|f| Locale::parse(&text(f)).unwrap()),
        kind,
        texts: [source, target],
        markdown: ["source_markup", "target_markup"].map(text),
    })
}

fn turned(good: &Good) -> Good {
    let turn = |pair: &[String; 2]| [pair[1].clone(), pair[0].clone()];
    Good {
        locales: [good.locales[1].clone(), good.locales[0].clone()],
        kind: good.kind,
        texts: turn(&good.texts),
        markdown: turn(&good.markdown),
    }
}

/// The pairs by target locale.
pub fn by_target<'a>(all: &[&'a Good]) -> Vec<Vec<&'a Good>> {
    let mut locales: BTreeMap<&Locale, Vec<&Good>> = BTreeMap::new();
    for &good in all {
        locales.entry(&good.locales[1]).or_default().push(good);
    }
    locales.into_values().collect()
}
