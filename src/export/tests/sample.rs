//! Records made by hand, and an export of them.

use std::fs;
use std::path::Path;

use crate::export::{ExportWriter, Format, Settings, Summary};
use crate::model::{Aligner, Bead, Date, Flags, Locale, Record, Side, TranslationType, UnitKind};

pub fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// A side that holds the text as its whole file.
pub fn side<'a>(locale: &'a Locale, text: &'a str) -> Side<'a> {
    Side {
        locale,
        text: text.into(),
        span: 0..u32::try_from(text.len()).unwrap(),
        line: 3,
        translation_type: None,
        hash: Some("0123456789abcdef0123456789abcdef01234567"),
        handoff: None,
        blob: None,
        file: text,
        runs: Vec::new(),
        plain: text,
    }
}

/// A machine translation of the source.
pub fn record<'a>(id: &str, source: Side<'a>, mut target: Side<'a>) -> Record<'a> {
    target.translation_type = Some(TranslationType::Machine);
    target.handoff = Some(Date::constant(2023, 4, 1));
    Record {
        id: id.to_owned(),
        parent: None,
        document: "brew/kettle.md",
        index: 4,
        kind: UnitKind::Paragraph,
        context: &["Kettles", "Care"],
        label: None,
        before: Some("Fill the kettle."),
        after: None,
        translation_type: TranslationType::of_pair(
            source.translation_type,
            target.translation_type,
        ),
        source,
        target,
        same_version: true,
        bead: Bead(1, 1),
        score: 0.987_654,
        flags: Flags::NONE,
        reasons: String::new(),
        aligner: Aligner::Diglot,
    }
}

/// Exports the records as one article and reads all files back, in the order of their names.
pub fn export(settings: Settings, records: &[Record<'_>]) -> (Vec<(String, String)>, Summary) {
    let out = settings.out.clone();
    let mut exports = ExportWriter::create(settings).unwrap();
    let mut batch = exports.batch();
    for record in records {
        batch.pair(record);
    }
    batch.end();
    exports.append(batch).unwrap();
    let summary = exports.finish().unwrap();
    (read(&out), summary)
}

/// All files below a folder with their texts, bytes that are no text being replaced.
pub fn read(out: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = walkdir::WalkDir::new(out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(out)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let bytes = fs::read(entry.path()).unwrap();
            (name, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect();
    files.sort();
    files
}

pub fn settings(out: &Path, formats: &[Format]) -> Settings {
    Settings {
        formats: formats.to_vec(),
        ..Settings::new(out, locale("en-US"))
    }
}
