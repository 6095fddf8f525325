//! Records made by hand, and an export of them.

use std::fs;
use std::path::Path;

use crate::export::{ExportWriter, Format, MANIFEST, Settings, Summary};
use crate::model::{Aligner, Bead, Date, Flags, Locale, Pair, PairSide, TranslationType, UnitKind};

pub fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// A side that holds the text as its whole file.
pub fn side(locale: &Locale, text: &str) -> PairSide {
    let mut side = PairSide::plain(locale.clone(), text);
    side.line = 3;
    side.hash = Some("0123456789abcdef0123456789abcdef01234567".to_owned());
    side
}

/// A machine translation of the source.
pub fn record(id: &str, source: PairSide, mut target: PairSide) -> Pair {
    target.translation_type = Some(TranslationType::Machine);
    target.handoff = Some(Date::constant(2023, 4, 1));
    Pair {
        id: id.to_owned(),
        parent: None,
        document: "brew/kettle.md".to_owned(),
        index: 4,
        kind: UnitKind::Paragraph,
        context: ["Kettles", "Care"].map(str::to_owned).into(),
        label: None,
        before: Some("Fill the kettle.".to_owned()),
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
        reasons: Vec::new(),
        aligner: Aligner::Diglot,
        reviewed: false,
        matched: None,
    }
}

/// Exports the records as one article and reads all files back, in the order of their names.
pub fn export(settings: Settings, records: &[Pair]) -> (Vec<(String, String)>, Summary) {
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

/// All files below a folder but the manifest, with their texts; bytes that are not text are replaced.
pub fn read(out: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = walkdir::WalkDir::new(out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != MANIFEST)
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
