//! What the options change.

use std::fs::File;
use std::io::Read;

use super::sample::{export, locale, read, record, settings, side};
use crate::export::{Compression, ExportWriter, Format, LangStyle};
use crate::model::{UnalignedUnit, UnitKind};

#[test]
fn units_without_partner_are_empty_on_the_missing_side() {
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
    let text = |end: &str| {
        let is_it = |name: &str| name.ends_with(end) && !name.contains("documents");
        &files.iter().find(|f| is_it(&f.0)).unwrap().1
    };
    let rows: Vec<serde_json::Value> = text(".jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows[0]["source"], "alone");
    assert_eq!(rows[0]["target"], "");
    assert_eq!(rows[0]["target_span"], serde_json::json!([0, 0]));
    assert_eq!(rows[0]["score"], 0.0);
    assert_eq!(rows[1]["target"], "alone");
    assert_eq!(rows[1]["source"], "");
    assert_eq!(rows[1]["source_hash"], "");
    assert_eq!([&rows[0]["bead"], &rows[1]["bead"]], ["1-0", "0-1"]);
    assert_eq!(text("fr-FR.en"), "alone\n\n");
    assert_eq!(text("fr-FR.fr"), "\nalone\n");
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

#[test]
fn a_document_belongs_to_one_part_of_a_split_data_set() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut settings = settings(folder.path(), &[Format::Jsonl, Format::Hf]);
    settings.split = Some("60,20,20".parse().unwrap());
    let mut writer = ExportWriter::create(settings).unwrap();
    for number in 0..50 {
        let mut batch = writer.batch();
        for part in 0..2 {
            let text = format!("Text {number} {part}");
            let id = format!("id{number}-{part}");
            let mut pair = record(&id, side(&en, &text), side(&fr, &text));
            pair.document = format!("brew/{number}.md");
            batch.pair(&pair);
        }
        batch.end();
        writer.append(batch).unwrap();
    }
    writer.finish().unwrap();
    let files = read(folder.path());
    let documents = |split: &str| -> std::collections::BTreeSet<String> {
        let name = format!("en-US_fr-FR.{split}.jsonl");
        let (_, text) = files.iter().find(|file| file.0 == name).unwrap();
        let rows = text.lines().map(|line| serde_json::from_str(line).unwrap());
        rows.map(|row: serde_json::Value| row["document"].as_str().unwrap().to_owned())
            .collect()
    };
    let parts = ["train", "validation", "test"].map(documents);
    assert_eq!(parts.iter().map(|part| part.len()).sum::<usize>(), 50);
    assert!(parts[0].len() > 20 && !parts[1].is_empty() && !parts[2].is_empty());
    let card = &files
        .iter()
        .find(|file| file.0 == "hf/README.md")
        .unwrap()
        .1;
    for split in ["train", "validation", "test"] {
        let path = format!("path: en-US_fr-FR/{split}.parquet");
        assert!(card.contains(&path), "{card}");
    }
}

#[test]
fn shares_of_a_split_are_the_whole() {
    use crate::export::SplitShares;
    for good in ["98,1,1", "80, 10, 10", "99.5,0.5,0", "100,0,0"] {
        assert!(good.parse::<SplitShares>().is_ok(), "{good}");
    }
    for bad in [
        "98,1", "98,1,2", "", "a,b,c", "-1,100,1", "98,1,1,0", "NaN,1,99",
    ] {
        assert!(bad.parse::<SplitShares>().is_err(), "{bad}");
    }
}

#[test]
fn parquet_is_written_to_several_files() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut settings = settings(folder.path(), &[Format::Hf]);
    settings.rows_per_file = Some(2);
    let texts: Vec<String> = (0..5).map(|number| format!("Text {number}")).collect();
    let pair = |text: &String| record(text, side(&en, text), side(&fr, text));
    let pairs: Vec<_> = texts.iter().map(pair).collect();
    let (files, _) = export(settings, &pairs);
    let names: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
    let folder = "hf/en-US_fr-FR/train";
    let expected: Vec<String> = (0..3)
        .map(|number| format!("{folder}-{number:05}-of-00003.parquet"))
        .collect();
    assert_eq!(names[1..], expected);
    assert!(files[0].1.contains("path: en-US_fr-FR/train-*.parquet"));
}

#[test]
fn pairs_with_an_excluded_text_are_left_out_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut settings = settings(folder.path(), &[Format::Moses]);
    let texts = ["Versez l’eau chaude sur les feuilles."];
    let texts = crate::export::ExcludedTexts::new(texts.into_iter()).unwrap();
    settings.excluded_texts = Some(std::sync::Arc::new(texts));
    let records = [
        record("a", side(&en, "Tea"), side(&fr, "Thé")),
        record(
            "b",
            side(&en, "Now pour it."),
            side(&fr, "Puis, versez l'eau chaude sur les feuilles !"),
        ),
    ];
    let (files, summary) = export(settings, &records);
    assert_eq!(files[0].1, "Tea\n");
    assert_eq!(summary.excluded, 1);
}

#[test]
fn documents_have_all_paragraphs_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let writer_settings = settings(folder.path(), &[Format::Documents]);
    let mut writer = ExportWriter::create(writer_settings).unwrap();
    let mut batch = writer.batch();
    let at = |start: u32, mut side: crate::model::PairSide| {
        side.span = start..start + 5;
        side
    };
    batch.pair(&record(
        "a",
        at(0, side(&en, "One")),
        at(20, side(&fr, "Un")),
    ));
    batch.unaligned(&UnalignedUnit {
        id: "u".to_owned(),
        document: "brew/kettle.md".to_owned(),
        index: 1,
        kind: UnitKind::Paragraph,
        context: Vec::new().into(),
        side: at(10, side(&en, "Alone")),
        missing: fr.clone(),
        is_source: true,
    });
    batch.pair(&record(
        "b",
        at(30, side(&en, "Two")),
        at(0, side(&fr, "Deux")),
    ));
    batch.end();
    writer.append(batch).unwrap();
    writer.finish().unwrap();
    let files = read(folder.path());
    assert_eq!(files[0].0, "en-US_fr-FR.documents.jsonl");
    let row: serde_json::Value = serde_json::from_str(&files[0].1).unwrap();
    assert_eq!(row["source"], "One\n\nAlone\n\nTwo");
    assert_eq!(row["target"], "Deux\n\nUn");
    assert_eq!(row["alignment"], "0-1:0.9877 2-0:0.9877");
}
