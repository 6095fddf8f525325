//! The output of one article is on disk when it is large, and comes out as if it had been in memory.

use super::sample::{export, locale, read, record, settings, side};
use crate::export::{ExportWriter, Format};

/// Enough pairs for several spills, in several locale pairs that alternate.
#[test]
fn a_large_article_is_spilled_and_comes_out_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let [en, fr, de] = ["en-US", "fr-FR", "de-DE"].map(locale);
    let mut writer = ExportWriter::create(settings(folder.path(), Format::ALL)).unwrap();
    let mut batch = writer.batch();
    let text = |number| format!("Tea number {number}. {}", "water ".repeat(200));
    for number in 0..600 {
        let target = if number % 200 < 100 { &fr } else { &de };
        let (source, translated) = (text(number), text(number / 2));
        let id = format!("id{number}");
        batch.pair(&record(&id, side(&en, &source), side(target, &translated)));
    }
    batch.end();
    let spilled = std::fs::read_dir(writer.growing()).unwrap();
    let spilled = spilled.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let spilled: Vec<_> = spilled
        .filter(|name| name.starts_with("article-"))
        .collect();
    assert_eq!(spilled.len(), 1, "most of the output is on disk");
    writer.append(batch).unwrap();
    writer.finish().unwrap();
    for (ending, first) in [("fr-FR", 0), ("de-DE", 100)] {
        let files = read(folder.path());
        let name = format!("en-US_{ending}.jsonl");
        let (_, jsonl) = files.iter().find(|file| file.0 == name).unwrap();
        let ids: Vec<String> = jsonl
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect();
        let expected = (0..600).filter(|number| (number % 200 < 100) == (first == 0));
        let expected: Vec<String> = expected.map(|number| format!("id{number}")).collect();
        assert_eq!(ids, expected);
    }
}

/// A multilingual memory gathers the locales of a unit until the article is over.
#[test]
fn a_large_multilingual_memory_has_every_unit_in_all_locales() {
    let folder = tempfile::tempdir().unwrap();
    let [en, fr, de] = ["en-US", "fr-FR", "de-DE"].map(locale);
    let mut settings = settings(folder.path(), &[Format::Tmx]);
    settings.multilingual = true;
    let text = |number| format!("Tea number {number}. {}", "water ".repeat(200));
    let mut records = Vec::new();
    for target in [&fr, &de] {
        for number in 0..1000 {
            let text = text(number);
            let mut sides = [side(&en, &text), side(target, &text)];
            for side in &mut sides {
                side.span = number..number + 1;
            }
            let [source, target] = sides;
            records.push(record(&format!("id{number}"), source, target));
        }
    }
    let (files, _) = export(settings, &records);
    let memory = &files
        .iter()
        .find(|file| file.0.ends_with(".tmx"))
        .unwrap()
        .1;
    let units: Vec<&str> = memory.split("<tu ").skip(1).collect();
    assert_eq!(units.len(), 1000);
    for (number, unit) in (0..).zip(units) {
        assert!(
            unit.starts_with(&format!("tuid=\"id{number}\"")),
            "{unit:.200}"
        );
        assert_eq!(unit.matches(&text(number)).count(), 3, "{unit:.200}");
    }
}

/// A pair that is longer than all buffers.
#[test]
fn a_pair_longer_than_the_buffers_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let long = "leaf ".repeat(400_000);
    let records = [
        record("a", side(&en, &long), side(&fr, "feuille")),
        record("b", side(&en, "Tea"), side(&fr, "Thé")),
    ];
    let (files, _) = export(settings(folder.path(), &[Format::Moses]), &records);
    let source = files.iter().find(|file| file.0.ends_with(".en")).unwrap();
    assert!(source.1 == format!("{long}\nTea\n"));
}
