//! What the options change.

use std::fs::File;
use std::io::Read;

use super::sample::{export, locale, read, record, settings, side};
use crate::export::{Compression, ExportWriter, Format, LangStyle};
use crate::model::{UnalignedUnit, UnitKind};

#[test]
fn units_without_partner_are_null_on_the_missing_side() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut settings = settings(folder.path(), Format::ALL);
    settings.unaligned = true;
    let mut exports = ExportWriter::create(settings).unwrap();
    let mut batch = exports.batch();
    assert!(batch.wants_unaligned());
    for (index, is_source) in [(0, true), (1, false)] {
        batch.unaligned(&UnalignedUnit {
            id: format!("u{index}"),
            document: "brew/kettle.md".to_owned(),
            index,
            kind: UnitKind::Note,
            context: ["Kettles".to_owned()].into(),
            side: side(if is_source { &en } else { &fr }, "alone"),
            missing: if is_source { fr.clone() } else { en.clone() },
            is_source,
        });
    }
    batch.end();
    exports.append(batch).unwrap();
    exports.finish().unwrap();
    let files = read(folder.path());
    let text = |end: &str| &files.iter().find(|f| f.0.ends_with(end)).unwrap().1;
    let rows: Vec<serde_json::Value> = text(".jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows[0]["source"], "alone");
    assert!(
        rows[0]["target"].is_null()
            && rows[0]["target_span"].is_null()
            && rows[0]["score"].is_null()
    );
    assert_eq!(rows[1]["target"], "alone");
    assert!(rows[1]["source"].is_null() && rows[1]["source_hash"].is_null());
    assert_eq!([&rows[0]["bead"], &rows[1]["bead"]], ["1-0", "0-1"]);
    assert_eq!(text(".en-US"), "alone\n\n");
    assert_eq!(text(".fr-FR"), "\nalone\n");
    assert_eq!(text(".csv").lines().count(), 3);
    assert_eq!(text(".tsv").lines().count(), 3);
    assert!(
        !files
            .iter()
            .any(|f| f.0.ends_with(".tmx") || f.0.ends_with(".po"))
    );
}

#[test]
fn compressed_lines_are_the_plain_ones() {
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let long = "water ".repeat(1 << 18);
    let records = [record("a", side(&en, &long), side(&fr, "eau"))];
    let formats = [Format::Jsonl, Format::Tmx];
    let plain = tempfile::tempdir().unwrap();
    let (files, _) = export(settings(plain.path(), &formats), &records);
    for (how, end) in [(Compression::Zstd, "zst"), (Compression::Gzip, "gz")] {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(folder.path(), &formats);
        settings.compress = Some(how);
        let (packed, _) = export(settings, &records);
        let names: Vec<_> = packed.iter().map(|f| f.0.clone()).collect();
        assert_eq!(
            names,
            [
                "en-US_fr-FR.MT.tmx".to_owned(),
                format!("en-US_fr-FR.jsonl.{end}")
            ]
        );
        let file = File::open(folder.path().join(&names[1])).unwrap();
        let mut text = String::new();
        match how {
            Compression::Zstd => zstd::Decoder::new(file).unwrap().read_to_string(&mut text),
            Compression::Gzip => flate2::read::GzDecoder::new(file).read_to_string(&mut text),
        }
        .unwrap();
        assert!(text == files.iter().find(|f| f.0.ends_with("jsonl")).unwrap().1);
    }
}

#[test]
fn longer_pairs_are_left_out_and_counted_by_characters() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut settings = settings(folder.path(), &[Format::Moses]);
    settings.max_chars = Some(4);
    let records = [
        record(
            "a",
            side(&en, "four"),
            side(&fr, "\u{8336}\u{53f6}\u{8336}\u{53f6}"),
        ),
        record("b", side(&en, "five!"), side(&fr, "cinq")),
    ];
    let (files, summary) = export(settings, &records);
    assert_eq!(files[0].1, "four\n");
    assert_eq!(summary.too_long, 1);
}

#[test]
fn primary_languages_stay_whole_where_they_are_the_same() {
    let style = LangStyle::Primary;
    let [en, fr, pt, br] = ["en-US", "fr-FR", "pt-PT", "pt-BR"].map(locale);
    assert_eq!(style.tags(&en, &fr), ("en", "fr"));
    assert_eq!(style.tags(&pt, &br), ("pt-PT", "pt-BR"));
    assert_eq!(LangStyle::Full.tags(&en, &fr), ("en-US", "fr-FR"));
}

#[test]
fn more_files_than_a_process_may_open_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let locales: Vec<_> = (b'a'..=b'z')
        .flat_map(|a| (b'a'..=b'b').map(move |b| format!("q{}{}", a as char, b as char)))
        .map(|tag| locale(&tag))
        .collect();
    let mut exports =
        ExportWriter::create(settings(folder.path(), &[Format::Jsonl, Format::Moses])).unwrap();
    for _ in 0..2 {
        let mut batch = exports.batch();
        for (i, source) in locales.iter().enumerate() {
            for target in &locales[i + 1..] {
                batch.pair(&record("a", side(source, "Tea"), side(target, "Thé")));
            }
        }
        batch.end();
        exports.append(batch).unwrap();
    }
    let summary = exports.finish().unwrap();
    assert_eq!(
        summary.files.len(),
        4 * locales.len() * (locales.len() - 1) / 2
    );
    let text = std::fs::read_to_string(folder.path().join("qaa_qzb.qzb")).unwrap();
    assert_eq!(text, "Thé\nThé\n");
}
