//! What becomes of pairs that repeat others, in each format.

use insta::assert_snapshot;

use super::sample::{locale, read, record, settings, side};
use crate::export::{Duplicates, ExportWriter, Format, Prefer, Settings, Summary};
use crate::model::{Flag, Flags, Locale, TranslationType};

/// Article, source, target, translation type and context of each pair, in order.
const PAIRS: [(&str, &str, &str, TranslationType, &str); 8] = [
    ("a.md", "Pour", "Verser", TranslationType::Machine, "Tea"),
    ("a.md", "Yes", "Oui", TranslationType::Human, "Tea"),
    ("a.md", "Yes", "Oui", TranslationType::Human, "Tea"),
    ("a.md", "Step 1", "Étape 1", TranslationType::Human, "Tea"),
    ("b.md", "Pour", "Servir", TranslationType::Human, "Coffee"),
    ("b.md", "Yes", "Oui", TranslationType::Human, "Coffee"),
    (
        "b.md",
        "Step 2.",
        "Étape 2.",
        TranslationType::Human,
        "Coffee",
    ),
    ("b.md", "Pour", "Servir", TranslationType::Human, "Coffee"),
];

/// Exports the pairs, an article a batch.
fn exported(
    formats: &[Format],
    change: impl Fn(&mut Settings),
) -> (Vec<(String, String)>, Summary) {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(folder.path(), formats);
    change(&mut settings);
    let summary = write(settings);
    (read(folder.path()), summary)
}

fn write(settings: Settings) -> Summary {
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let mut exports = ExportWriter::create(settings).unwrap();
    for document in ["a.md", "b.md"] {
        let mut batch = exports.batch();
        for (number, pair) in PAIRS.iter().enumerate().filter(|p| p.1.0 == document) {
            let mut record = record(&format!("id{number}"), side(&en, pair.1), side(&fr, pair.2));
            record.document = document.to_owned();
            record.context = [pair.4.to_owned()].into();
            record.translation_type = pair.3;
            record.target.translation_type = Some(pair.3);
            batch.pair(&record);
        }
        batch.end();
        exports.append(batch).unwrap();
    }
    exports.finish().unwrap()
}

/// The number of each pair that is left, and what is said of it.
fn rows(files: &[(String, String)]) -> Vec<(usize, String, Option<String>)> {
    let jsonl = files.iter().find(|f| f.0.ends_with("fr-FR.jsonl")).unwrap();
    let row = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = row["id"].as_str().unwrap()[2..].parse().unwrap();
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        let first = Some(text("duplicate_of")).filter(|first| !first.is_empty());
        (id, text("flags"), first)
    };
    jsonl.1.lines().map(row).collect()
}

fn numbers(files: &[(String, String)]) -> Vec<usize> {
    rows(files).into_iter().map(|row| row.0).collect()
}

#[test]
fn rows_name_the_first_pair_they_repeat() {
    let (files, summary) = exported(&[Format::Jsonl], |_| ());
    let expected = [
        ("inconsistent", None),
        ("", None),
        ("duplicate", Some("id1")),
        ("", None),
        ("inconsistent", None),
        ("duplicate", Some("id1")),
        ("near_duplicate", Some("id3")),
        ("duplicate;inconsistent", Some("id4")),
    ];
    for ((number, flags, first), (row, expected)) in
        rows(&files).into_iter().zip(expected.iter().enumerate())
    {
        assert_eq!(
            (number, flags.as_str(), first.as_deref()),
            (row, expected.0, expected.1)
        );
    }
    let found = summary.repeats.values().next().unwrap();
    assert_eq!((found.pairs, found.duplicates), (8, 3));
    assert_eq!((found.near_duplicates, found.inconsistent_sources), (1, 1));
    assert_eq!(summary.merged, 0, "no memory is written");
}

#[test]
fn a_memory_has_a_pair_once_a_context_with_its_count() {
    let (files, summary) = exported(&[Format::Tmx], |_| ());
    let human = &files.iter().find(|f| f.0.ends_with(".HT.tmx")).unwrap().1;
    assert_snapshot!(human);
    assert_eq!(summary.merged, 2);
    let (files, summary) = exported(&[Format::Tmx], |s| s.duplicates = Duplicates::Mark);
    let human = &files.iter().find(|f| f.0.ends_with(".HT.tmx")).unwrap().1;
    assert_eq!(human.matches("<tu ").count(), 7);
    assert_eq!(human.matches("x-duplicate-of").count(), 4);
    assert_eq!(summary.merged, 0);
}

#[test]
fn kept_duplicates_are_not_looked_for() {
    let (files, summary) = exported(Format::ALL, |s| {
        s.formats.retain(|&f| f != Format::Variants);
        s.duplicates = Duplicates::Keep;
    });
    assert!(summary.repeats.is_empty());
    assert!(
        rows(&files)
            .iter()
            .all(|row| row.1.is_empty() && row.2.is_none())
    );
    let units = files.iter().map(|f| f.1.matches("<tu ").count());
    assert_eq!(units.sum::<usize>(), PAIRS.len());
}

#[test]
fn dropped_duplicates_are_in_no_format() {
    let (files, summary) = exported(Format::ALL, |s| s.duplicates = Duplicates::Drop);
    assert_eq!(numbers(&files), [0, 1, 3, 4, 6]);
    for (end, lines) in [
        (".csv", 6),
        (".tsv", 6),
        (".ids", 5),
        (".en", 5),
        (".fr", 5),
    ] {
        let is_it = |name: &str| name.ends_with(end) && !name.contains("variants");
        let file = files.iter().find(|f| is_it(&f.0)).unwrap();
        assert_eq!(file.1.lines().count(), lines, "{end}");
    }
    let count = |mark: &str| {
        files
            .iter()
            .map(|f| f.1.matches(mark).count())
            .sum::<usize>()
    };
    assert_eq!(
        (count("<tu "), count("<unit "), count("msgctxt")),
        (5, 5, 5)
    );
    let found = summary.repeats.values().next().unwrap();
    assert_eq!(found.dropped[&Flag::Duplicate].human, 3);
    let (files, _) = exported(&[Format::Jsonl], |s| {
        s.drop = Flags::of(&[Flag::NearDuplicate])
    });
    assert_eq!(numbers(&files), [0, 1, 2, 3, 4, 5, 7]);
}

#[test]
fn human_translations_drive_out_machine_ones_that_came_before() {
    let (files, summary) = exported(Format::ALL, |s| s.prefer = Prefer::Human);
    assert_eq!(numbers(&files), [1, 2, 3, 4, 5, 6, 7]);
    let found = summary.repeats.values().next().unwrap();
    assert_eq!((found.superseded, found.inconsistent_sources), (1, 0));
    let machine = files.iter().find(|f| f.0.ends_with(".MT.tmx")).unwrap();
    assert!(machine.1.contains("<body>\n</body>"), "{}", machine.1);
}

#[test]
fn an_article_none_of_whose_pairs_is_left_has_no_file_in_xliff() {
    let (files, _) = exported(&[Format::Xliff], |s| {
        s.drop = Flags::of(&[Flag::Duplicate, Flag::NearDuplicate, Flag::Inconsistent]);
    });
    assert_eq!(files[0].1.matches("<file ").count(), 1);
    assert_eq!(files[0].1.matches("</file>").count(), 1);
    assert_snapshot!(files[0].1);
}

#[test]
fn the_ways_a_text_is_translated_in_are_listed() {
    let (files, _) = exported(&[Format::Variants], |s| s.duplicates = Duplicates::Keep);
    assert_eq!(files[0].0, "en-US_fr-FR.variants.csv");
    assert_snapshot!(files[0].1.replace('\r', ""), @r"
    source,target,pairs,HT,MT,unknown,document,source_line,target_line
    Pour,Servir,2,2,0,0,b.md,3,3
    Pour,Verser,1,0,1,0,a.md,3,3
    ");
}

#[test]
fn pairs_behind_the_most_are_written_and_counted() {
    let (files, summary) = exported(Format::ALL, |s| {
        s.most_compared = 3;
        s.duplicates = Duplicates::Drop;
    });
    assert_eq!(numbers(&files), [0, 1, 3, 4, 5, 6, 7]);
    assert_eq!(summary.repeats.values().next().unwrap().unjudged, 5);
}

#[test]
fn pairs_of_other_locales_are_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let [en, fr, be] = ["en-US", "fr-FR", "fr-BE"].map(locale);
    let mut exports = ExportWriter::create(settings(folder.path(), &[Format::Jsonl])).unwrap();
    let mut batch = exports.batch();
    let pair = |id: &str, to: &Locale, batch: &mut crate::export::Batch| {
        batch.pair(&record(id, side(&en, "Tea"), side(to, "Thé")));
    };
    pair("a", &fr, &mut batch);
    pair("b", &be, &mut batch);
    pair("c", &fr, &mut batch);
    batch.end();
    exports.append(batch).unwrap();
    exports.finish().unwrap();
    let files = read(folder.path());
    assert!(
        files[0]
            .1
            .ends_with("\"flags\":\"\",\"duplicate_of\":\"\"}\n")
    );
    assert!(
        files[1]
            .1
            .ends_with("\"flags\":\"duplicate\",\"duplicate_of\":\"a\"}\n")
    );
}

#[test]
fn pairs_whose_markdown_differs_are_two_units_where_it_is_written() {
    let merged = |inline| {
        let folder = tempfile::tempdir().unwrap();
        let (en, fr) = (locale("en-US"), locale("fr-FR"));
        let mut settings = settings(folder.path(), &[Format::Tmx]);
        settings.inline = inline;
        let mut exports = ExportWriter::create(settings).unwrap();
        let mut batch = exports.batch();
        for (id, markdown) in [("a", "*Tea*"), ("b", "**Tea**")] {
            let mut source = side(&en, markdown);
            source.text = "Tea".into();
            batch.pair(&record(id, source, side(&fr, "Thé")));
        }
        batch.end();
        exports.append(batch).unwrap();
        exports.finish().unwrap().merged
    };
    use crate::export::Inline::{Strip, Tags, Text};
    assert_eq!([Text, Tags, Strip].map(merged), [1, 0, 0]);
}
