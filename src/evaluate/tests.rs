//! Small cases whose figures can be worked out by hand.

use std::fs;
use std::path::{Path, PathBuf};

use super::text::Text;
use super::{EvaluateError, Gold, Pairs, Report, Segment, Status, evaluate};
use crate::model::Locale;

const ENGLISH: &str = "# Valves\n\nOpen one. Close two.\n\nNever force it.\n";
const SWEDISH: &str = "# Ventiler\n\nÖppna en. Stäng två.\n\nTvinga den aldrig.\n";

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

/// A segment of the gold by its texts; an empty source text is none.
fn segment(id: &str, status: &str, source: &str, target: &str) -> String {
    let span = |text: &str, part: &str| {
        let at = text.find(part).unwrap();
        let start = text[..at].chars().count();
        format!("[{start},{}]", start + part.chars().count())
    };
    let source = match source {
        "" => "null".to_owned(),
        part => span(ENGLISH, part),
    };
    let target = span(SWEDISH, target);
    format!(r#"{{"id":"{id}","status":"{status}","source":{source},"target":{target}}}"#)
}

/// The gold most tests use: a heading, two sentences of one paragraph, a paragraph.
fn usual(last: &str) -> Vec<String> {
    vec![
        segment("heading", "same", "# Valves", "# Ventiler"),
        segment("one", "same", "Open one.", "Öppna en."),
        segment("two", "edited", "Close two.", "Stäng två."),
        segment("last", last, "Never force it.", "Tvinga den aldrig."),
    ]
}

/// A row of an export by its texts, with a score where there is one.
fn row(source: &str, target: &str, score: Option<f64>) -> String {
    let span = |text: &str, part: &str| {
        let at = text.find(part).unwrap();
        format!("[{at},{}]", at + part.len())
    };
    let score = score.map_or_else(|| "null".to_owned(), |s| s.to_string());
    let (source, target) = (span(ENGLISH, source), span(SWEDISH, target));
    format!(
        r#"{{"document":"a.md","source_locale":"en-US","target_locale":"sv-SE","source_span":{source},"target_span":{target},"score":{score},"kind":"paragraph"}}"#
    )
}

/// Scores rows in a folder of their own.
fn score(segments: &[String], rows: &[String]) -> Result<Report, EvaluateError> {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (name, text) in [("en-US", ENGLISH), ("sv-SE", SWEDISH)] {
        fs::create_dir(at(name)).unwrap();
        fs::write(at(name).join("a.md"), text).unwrap();
    }
    let segments = segments.join(",");
    let gold = format!(r#"{{"path":"a.md","target_locale":"sv-SE","segments":[{segments}]}}"#);
    fs::write(at("gold.jsonl"), gold).unwrap();
    fs::write(at("pairs.jsonl"), rows.join("\n")).unwrap();
    let gold = Gold::read(&at("gold.jsonl"))?;
    let source = locale("en-US");
    let pairs = Pairs::read(&at("pairs.jsonl"), &gold, &source)?;
    let file = |locale: &Locale, document: &str| at(locale.as_str()).join(document);
    evaluate(&gold, &pairs, &source, file, |_| None)
}

#[test]
fn a_pair_is_right_when_its_sides_share_a_segment_and_strict_when_they_share_all() {
    let rows = [
        row("Valves", "Ventiler", None),
        row("Open one.", "Öppna en. Stäng två.", None),
        row("Close two.", "Tvinga den aldrig.", None),
    ];
    let report = score(&usual("same"), &rows).unwrap();
    assert_eq!((report.pairs, report.segments, report.found), (3, 4, 2));
    let figures = [report.precision, report.strict, report.recall];
    assert_eq!(figures, [2.0 / 3.0, 1.0 / 3.0, 0.5]);
    assert!((report.f1 - 4.0 / 7.0).abs() < 1e-9);
    assert_eq!(report.ece, None);
    assert!(report.reliability.is_empty() && report.coverage.is_empty());
    let missed: Vec<&str> = report.missed.iter().map(|m| &*m.id).collect();
    assert_eq!(missed, ["two", "last"]);
}

#[test]
fn a_wrong_pair_is_told_with_the_line_the_gold_has() {
    let report = score(
        &usual("same"),
        &[row("Close two.", "Tvinga den aldrig.", Some(0.5))],
    )
    .unwrap();
    let wrong = &report.wrong[0];
    assert_eq!((wrong.source_line, wrong.target_line), (3, 5));
    assert_eq!(wrong.gold_lines, [5]);
    assert_eq!(wrong.statuses, [Status::Same]);
}

#[test]
fn ambiguous_segments_count_neither_for_nor_against() {
    let rows = [
        row("Never force it.", "Tvinga den aldrig.", None),
        row("Valves", "Tvinga den aldrig.", None),
    ];
    let report = score(&usual("ambiguous"), &rows).unwrap();
    assert_eq!((report.pairs, report.segments), (0, 3));
    let rows = [row("Close two.", "Stäng två.\n\nTvinga den aldrig.", None)];
    let report = score(&usual("ambiguous"), &rows).unwrap();
    assert_eq!((report.pairs, report.strict), (1, 1.0));
}

#[test]
fn what_is_gone_from_the_source_makes_a_pair_wrong_and_no_recall() {
    let gold = [
        segment("heading", "same", "# Valves", "# Ventiler"),
        segment("gone", "removed", "", "Tvinga den aldrig."),
    ];
    let rows = [
        row("Valves", "Ventiler", None),
        row("Never force it.", "Tvinga den aldrig.", None),
        row("Open one.", "Öppna en.", None),
    ];
    let report = score(&gold, &rows).unwrap();
    assert_eq!(
        (report.pairs, report.precision, report.recall),
        (2, 0.5, 1.0)
    );
    let removed = &report.statuses[1];
    assert_eq!((removed.status, removed.segments), (Status::Removed, 1));
    assert_eq!(
        (removed.pairs, removed.precision, removed.recall),
        (1, Some(0.0), None)
    );
}

#[test]
fn rows_the_other_way_round_are_turned_and_other_locales_left_out() {
    let usual_way = row("Valves", "Ventiler", None);
    let turned = usual_way
        .replace("source_", "other_")
        .replace("target_", "source_")
        .replace("other_", "target_");
    let report = score(&usual("same"), &[turned]).unwrap();
    assert_eq!((report.pairs, report.precision), (1, 1.0));
    let lone = usual_way.replace(r#""target_span":[2,10]"#, r#""target_span":null"#);
    assert_ne!(lone, usual_way);
    assert_eq!(score(&usual("same"), &[lone]).unwrap().pairs, 0);
    let danish = usual_way.replace("sv-SE", "da-DK");
    let report = score(&usual("same"), &[danish]).unwrap();
    assert_eq!((report.pairs, report.articles_without_pairs), (0, 1));
    assert_eq!(report.without_pairs, ["a.md"]);
}

#[test]
fn calibration_and_coverage_follow_from_the_scores() {
    let rows = [
        row("Valves", "Ventiler", Some(0.95)),
        row("Open one.", "Öppna en.", Some(0.91)),
        row("Close two.", "Tvinga den aldrig.", Some(0.55)),
    ];
    let report = score(&usual("same"), &rows).unwrap();
    let ninth = &report.reliability[9];
    assert_eq!((ninth.pairs, ninth.right), (2, Some(1.0)));
    assert!((ninth.mean_score.unwrap() - 0.93).abs() < 1e-9);
    assert!((report.ece.unwrap() - (0.14 + 0.55) / 3.0).abs() < 1e-9);
    let rows = report.coverage.iter();
    let kept: Vec<_> = rows
        .map(|c| (c.min_score, c.pairs, c.precision, c.recall))
        .filter(|c| [0.0, 0.6, 0.95, 0.98].contains(&c.0))
        .collect();
    let expected = [
        (0.0, 3, Some(2.0 / 3.0), Some(0.5)),
        (0.6, 2, Some(1.0), Some(0.5)),
        (0.95, 1, Some(1.0), Some(0.25)),
        (0.98, 0, None, Some(0.0)),
    ];
    assert_eq!(kept, expected);
}

#[test]
fn the_text_shows_all_tables() {
    let rows = [
        row("Valves", "Ventiler", Some(1.0)),
        row("Close two.", "Tvinga den aldrig.", Some(0.25)),
    ];
    let report = score(&usual("same"), &rows).unwrap();
    insta::assert_snapshot!(format!(
        "{report}\n{}\n{}",
        report.wrong[0], report.missed[0]
    ));
}

#[test]
fn code_points_of_the_plain_text_become_bytes_of_the_file() {
    let parse = |raw: &str| Text::parse(PathBuf::from("a.md"), raw.into()).unwrap();
    let one = Segment {
        id: "1".into(),
        status: Status::Same,
        source: None,
        target: [0, 0],
    };
    let text = parse("\u{feff}é\r\n**ü** \r\rx\n");
    for (span, byte, line) in [
        ([0, 1], 3, 1),
        ([1, 7], 9, 2),
        ([2, 7], 9, 2),
        ([7, 11], 16, 4),
        ([7, 9], 13, 2),
        ([11, 40], 17, 4),
    ] {
        assert_eq!(text.probe(&one, span).unwrap(), byte, "{span:?}");
        assert_eq!(text.line(byte), line, "{span:?}");
    }
    assert!(text.probe(&one, [13, 14]).is_err());
    assert_eq!(parse("").probe(&one, [0, 3]).unwrap(), 0);
}

#[test]
fn bad_input_is_named_with_file_and_line() {
    let error = |segments: &[String], rows: &[String]| {
        let error = score(segments, rows).unwrap_err().to_string();
        error
            .rsplit_once(std::path::MAIN_SEPARATOR)
            .unwrap()
            .1
            .to_owned()
    };
    let good = row("Valves", "Ventiler", None);
    assert_eq!(
        error(&usual("same"), &[good.clone(), String::new(), "{".into()]),
        "pairs.jsonl:3: cannot be read as a pair"
    );
    assert_eq!(
        error(&usual("odd"), &[good]),
        "gold.jsonl:1: cannot be read as a gold article"
    );
    let above = row("Valves", "Ventiler", Some(1.5));
    assert_eq!(
        error(&usual("same"), &[above]),
        "pairs.jsonl:1: the score 1.5 is not between 0 and 1"
    );
    let missing = Gold::read(Path::new("no/such/gold.jsonl")).unwrap_err();
    assert!(matches!(missing, EvaluateError::Read { .. }));
    let latin = Text::parse("a.md".into(), vec![b'a', 0xff]).unwrap_err();
    assert_eq!(latin.to_string(), "a.md is not UTF-8 from byte 1");
}

#[test]
fn a_gold_file_without_articles_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), "\n\n").unwrap();
    let error = Gold::read(file.path()).unwrap_err();
    assert!(matches!(error, EvaluateError::NoArticle { .. }));
}
