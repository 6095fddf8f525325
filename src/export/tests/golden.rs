//! What each format looks like, byte for byte.

use insta::assert_snapshot;

use super::sample::{export, locale, record, settings, side};
use crate::export::{Format, Inline, Settings};
use crate::model::TranslationType;

const HARD: [(&str, &str); 4] = [
    (
        "Boil \"fresh\" water, then wait.",
        "Faites bouillir de l\u{2019}eau\u{a0}: \u{ab}\u{202f}fraîche\u{202f}\u{bb}.",
    ),
    (
        "=1+1 & <b>\nsecond line]]>",
        "@cmd \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202b}\u{1f375}",
    ),
    (
        "\ttab\rreturn",
        "\u{8336}\u{53f6} \u{1f468}\u{200d}\u{1f373}",
    ),
    ("bell\u{7}\u{b} and \u{ffff}end", "-5 &#x0; &amp;"),
];

/// Exports the hard texts in one format and joins the files.
fn golden(change: impl FnOnce(&mut Settings), format: Format) -> (String, u64) {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut settings = settings(folder.path(), &[format]);
    change(&mut settings);
    let mut records: Vec<_> = HARD
        .iter()
        .zip(["a1", "a2", "a3", "a4"])
        .map(|((s, t), id)| record(id, side(&en, s), side(&fr, t)))
        .collect();
    records[3].translation_type = TranslationType::Human;
    records[3].same_version = false;
    records[3].source.hash = None;
    let (files, summary) = export(settings, &records);
    let joined = files
        .iter()
        .map(|(name, text)| format!("== {name}\n{text}"))
        .collect();
    (joined, summary.stripped)
}

#[test]
fn jsonl_has_every_field_in_order() {
    assert_snapshot!(golden(|_| (), Format::Jsonl).0);
}

#[test]
fn csv_quotes_as_rfc_4180_says() {
    assert_snapshot!(golden(|_| (), Format::Csv).0.replace('\r', "␍"));
}

#[test]
fn csv_keeps_cells_longer_than_any_buffer() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let (long, short) = ("leaf, \u{8336} ".repeat(10_000), "short");
    let records = [
        record("a", side(&en, &long), side(&fr, short)),
        record("b", side(&en, short), side(&fr, &long)),
    ];
    let (files, _) = export(settings(folder.path(), &[Format::Csv]), &records);
    let mut reader = csv::Reader::from_reader(files[0].1.as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert!(&rows[0][7] == long.as_str() && &rows[0][8] == short);
    assert!(&rows[1][7] == short && &rows[1][8] == long.as_str());
}

#[test]
fn csv_for_excel_has_a_mark_and_guards_formulas() {
    let text = golden(|s| s.excel = true, Format::Csv).0;
    assert!(text.contains("== en-US_fr-FR.csv\n\u{feff}id,document"));
    assert!(text.contains("\"'=1+1 & <b>\nsecond line]]>\""));
    assert!(text.contains(",'@cmd "));
    assert!(text.contains("'\ttab\rreturn"));
    assert!(text.contains(",'-5 "));
}

#[test]
fn tmx_keeps_machine_translation_apart_and_strips_what_xml_forbids() {
    let (text, stripped) = golden(|_| (), Format::Tmx);
    assert_eq!(stripped, 3);
    assert_snapshot!(text);
}

#[test]
fn moses_files_stay_in_step() {
    let (text, _) = golden(|_| (), Format::Moses);
    let lines: Vec<usize> = text
        .split("== ")
        .skip(1)
        .map(|file| file.lines().count())
        .collect();
    assert_eq!(lines, [5, 5, 5]);
    assert_snapshot!(text);
}

#[test]
fn po_has_contexts_and_machine_translation_is_fuzzy() {
    assert_snapshot!(golden(|_| (), Format::Po).0);
}

#[test]
fn xliff_codes_what_xml_forbids() {
    let (text, stripped) = golden(|_| (), Format::Xliff);
    assert_eq!(stripped, 0);
    assert_snapshot!(text);
}

#[test]
fn xliff_12_marks_machine_translation() {
    assert_snapshot!(golden(|s| s.inline = Inline::Tags, Format::Xliff12).0);
}

#[test]
fn opus_files_point_to_each_other() {
    assert_snapshot!(golden(|_| (), Format::Opus).0);
}

#[test]
fn tsv_has_a_row_a_line() {
    assert_snapshot!(golden(|_| (), Format::Tsv).0);
}

#[test]
fn the_card_of_a_dataset_counts() {
    let (text, _) = golden(|s| s.licence = Some("cc-by-4.0".to_owned()), Format::Hf);
    let card = text
        .split("== ")
        .find(|file| file.starts_with("hf/README.md"))
        .unwrap();
    // The size of the Parquet file belongs to the library that writes it.
    let sized = |line: &&str| line.contains("num_bytes") || line.contains("_size:");
    let card: Vec<&str> = card.lines().filter(|line| !sized(line)).collect();
    assert_snapshot!(card.join("\n"));
}

#[test]
fn a_dataset_has_the_columns_of_a_table_whatever_is_asked_for() {
    let all: fn(&mut Settings) = |s| {
        (s.markup, s.origins, s.past) = (true, true, true);
        (s.aligner, s.sentences) = (true, true);
    };
    for ask in [all, |_| ()] {
        let table = golden(ask, Format::Csv).0;
        let header = table.lines().find(|line| line.starts_with("id,")).unwrap();
        let texts = ["source_locale", "target_locale", "source", "target"];
        let mut wanted: Vec<String> = header
            .split(',')
            .filter(|name| !texts.contains(name))
            .flat_map(|name| match name.strip_suffix("_span") {
                Some(side) => vec![format!("{side}_start"), format!("{side}_end")],
                None => vec![name.to_owned()],
            })
            .collect();
        wanted.push("translation".to_owned());
        let card = golden(ask, Format::Hf).0;
        let name = |line: &str| Some(line.strip_prefix("  - name: ")?.to_owned());
        let mut names: Vec<String> = card.lines().filter_map(name).collect();
        names.retain(|name| name != "train");
        wanted.sort();
        names.sort();
        assert_eq!(names, wanted);
    }
}

#[test]
fn multilingual_tmx_groups_the_pairs_of_a_unit() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr, ko) = (locale("en-US"), locale("fr-FR"), locale("ko-KR"));
    let mut settings = settings(folder.path(), &[Format::Tmx]);
    settings.multilingual = true;
    let records = [
        record("a", side(&en, "Tea"), side(&fr, "Thé")),
        record("b", side(&en, "Tea"), side(&ko, "\u{cc28}")),
        record("c", side(&fr, "Thé"), side(&ko, "\u{cc28}")),
        // Another French text for the same English one: a group of its own.
        record("d", side(&en, "Tea"), side(&fr, "Le thé")),
        // Neither side stands anywhere yet, and English is missing.
        record("e", side(&fr, "Eau froide"), side(&ko, "\u{bb3c}")),
    ];
    let (files, _) = export(settings, &records);
    assert_eq!(files.len(), 1);
    assert_snapshot!(files[0].1);
}
