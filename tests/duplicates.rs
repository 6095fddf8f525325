//! Pairs that repeat others, over a whole corpus.

use crate::common::{Place, texts};
use serde_json::Value;

const ABOUT: &str = "# About\n\nClose the lid. Wait for five minutes.\n\nThe pump is silent.\n";
const MORE: &str = "# More\n\nOpen the lid. Wait for five minutes.\n\nThe pump is silent!\n";

fn german(of: &str, body: &str) -> String {
    format!("---\nms.translationtype: {of}\n---\n{body}")
}

/// Two articles; the first is translated by machine, the second by humans.
fn place() -> Place {
    let place = Place::with(&[("en-US/a.md", ABOUT), ("en-US/b.md", MORE)]);
    let about =
        "# Über\n\nSchließen Sie den Deckel. Warten Sie fünf Minuten.\n\nDie Pumpe ist leise.\n";
    let more =
        "# Mehr\n\nÖffnen Sie den Deckel. Warten Sie fünf Minuten.\n\nDie Pumpe ist leise!\n";
    place.write("corpus/de-DE/a.md", german("MT", about));
    place.write("corpus/de-DE/b.md", german("HT", more));
    place
}

fn flags(pairs: &[Value]) -> Vec<String> {
    let flags = pairs.iter().map(|pair| pair["flags"].as_str());
    flags.map(|flags| flags.unwrap().to_owned()).collect()
}

#[test]
fn what_is_compared_is_what_is_written_blocks_or_sentences() {
    let place = place();
    let (_, blocks, _) = place.export(&[]);
    assert_eq!(flags(&blocks), ["", "", "", "", "", "near_duplicate"]);

    let (_, sentences, errors) = place.export(&["--segment", "sentence"]);
    let wait = ("Wait for five minutes.", "Warten Sie fünf Minuten.");
    let places: Vec<_> = texts(&sentences)
        .iter()
        .enumerate()
        .filter(|p| *p.1 == wait)
        .map(|p| p.0)
        .collect();
    assert_eq!(places, [2, 6]);
    assert_eq!(sentences[6]["flags"], "duplicate");
    assert_eq!(sentences[6]["duplicate_of"], sentences[2]["id"]);
    assert_eq!(sentences[5]["flags"], "", "{errors}");
}

#[test]
fn human_translations_are_preferred_wherever_they_stand() {
    let place = place();
    let (code, pairs, errors) = place.export(&["--segment", "sentence", "--prefer", "HT"]);
    assert_eq!(code, 0, "{errors}");
    let waits: Vec<_> = pairs
        .iter()
        .filter(|p| p["source"] == "Wait for five minutes.")
        .collect();
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0]["translation_type"], "HT");
    assert_eq!(waits[0]["flags"], "");
    assert!(
        errors.contains(
            "1 pair dropped: machine translations of texts that have a human translation"
        ),
        "{errors}"
    );
    // The table counts what was written.
    let row = errors
        .lines()
        .find(|line| line.starts_with("en-US"))
        .unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells[3..8], ["7", "4", "3", "0", "1"], "{row}");
}

#[test]
fn what_cannot_be_left_out_of_a_file_is_refused() {
    let place = place();
    for late in [
        &["--prefer", "ht"][..],
        &["--duplicates", "drop"],
        &["--drop", "inconsistent"],
    ] {
        let (code, _, errors) = place.run(&[&["export", "--multilingual"], late].concat());
        assert_eq!(code, 2);
        assert!(errors.contains("--multilingual cannot go with"), "{errors}");
    }
    let (code, _, errors) = place.run(&["export", "--duplicates", "some"]);
    assert_eq!(code, 2);
    assert!(errors.contains("auto, keep, mark, drop"), "{errors}");
}

#[test]
fn drift_of_terms_is_flagged_and_listed() {
    let place = place();
    let again = german(
        "HT",
        "# Über\n\nKlappe zu. Fünf Minuten warten.\n\nDie Pumpe arbeitet leise.\n",
    );
    place.write("corpus/en-US/c.md", ABOUT);
    place.write("corpus/de-DE/c.md", again);
    let (_, pairs, errors) = place.export(&[]);
    assert_eq!(flags(&pairs[1..3]), ["inconsistent", "inconsistent"]);
    assert!(
        errors.contains("2 source texts translated in several ways"),
        "{errors}"
    );
    let (code, _, errors) = place.run(&["export", "--format", "variants", "--out", "v"]);
    assert_eq!(code, 0, "{errors}");
    let table = place.files("v").remove("en-US_de-DE.variants.csv").unwrap();
    let mut table = csv::Reader::from_reader(&*table);
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(&rows[3][1], "Die Pumpe arbeitet leise.");
    assert_eq!(
        rows[3].iter().skip(2).collect::<Vec<_>>(),
        ["1", "1", "0", "0", "c.md", "5", "8"]
    );
}

#[test]
fn without_checks_nothing_is_compared() {
    let place = place();
    let (_, pairs, errors) = place.export(&[
        "--checks=false",
        "--for",
        "training",
        "--segment",
        "sentence",
    ]);
    assert!(flags(&pairs).iter().all(String::is_empty));
    assert!(!errors.contains("duplicate"), "{errors}");
}

#[test]
fn threads_and_the_most_compared_change_no_byte() {
    let place = Place::new();
    for number in 0..60 {
        let text = |one: &str, of: &str| {
            format!("# {one} {}\n\n{of}\n\n{one} {}.\n", number / 2, number % 7)
        };
        place.write(
            &format!("corpus/en-US/{number}.md"),
            text("Tank", "The pump is silent."),
        );
        let of = if number % 3 == 0 { "HT" } else { "MT" };
        let german = german(
            of,
            &text(
                "Tank",
                &format!("Die Pumpe {} leise.", ["ist", "bleibt"][number % 2]),
            ),
        );
        place.write(&format!("corpus/de-DE/{number}.md"), german);
    }
    for extra in [
        &[][..],
        &["--most-compared", "50"],
        &["--prefer", "ht", "--duplicates", "drop"],
    ] {
        let written = ["1", "4"].map(|jobs| {
            let all = "tmx,csv,jsonl,moses,po,xliff,tsv,variants";
            let arguments = ["export", "--format", all, "--out", jobs, "--jobs", jobs];
            let (code, _, errors) = place.run(&[&arguments, extra].concat());
            assert_eq!(code, 0, "{errors}");
            assert_eq!(
                errors.contains("not compared with others"),
                extra.contains(&"--most-compared")
            );
            place.files(jobs)
        });
        assert!(written[0] == written[1]);
        assert!(written[0].len() > 8);
    }
}
