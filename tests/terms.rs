//! Term candidates, and the check that translations keep to a glossary.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::common::{DE, EN, Place};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

fn rows(path: &std::path::Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// Findings of the rule `terminology` by file and line.
fn findings(place: &Place, corpus: &str, glossary: &str) -> BTreeSet<(String, u64)> {
    let arguments = [
        "check",
        corpus,
        "-q",
        "--rules",
        "terminology",
        "--glossary",
        glossary,
        "--format",
        "json",
        "--fail-on",
        "never",
    ];
    let (_, out, errors) = place.run(&arguments);
    let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{errors}"));
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|f| {
            assert_eq!(f["rule"], "terminology");
            (
                f["path"].as_str().unwrap().to_owned(),
                f["line"].as_u64().unwrap(),
            )
        })
        .collect()
}

#[test]
fn terms_are_found_with_counts_and_examples() {
    let place = Place::new();
    for n in 0..3 {
        place.write(&format!("corpus/en-US/a{n}.md"), EN);
        let other = if n == 2 {
            DE.replace("Spülen", "Auswaschen")
        } else {
            DE.to_owned()
        };
        place.write(&format!("corpus/de-DE/a{n}.md"), other);
    }
    let (code, _, errors) = place.run(&["terms"]);
    assert_eq!(code, 0, "{errors}");
    let rows = rows(&place.path("terms/terms.csv"));
    let of = |target: &str| rows.iter().find(|row| row["target"] == target).unwrap();
    assert_eq!(
        (
            of("Spülen")["source"].as_str(),
            of("Spülen")["count"].as_str()
        ),
        ("Rinse", "2")
    );
    assert_eq!(of("Auswaschen")["share"], "0.333");
    assert_eq!(of("Auswaschen")["document"], "a2.md");
    assert_eq!(of("Filter reinigen")["source"], "Clean the filter");
    let tbx = fs::read_to_string(place.path("terms/terms.tbx")).unwrap();
    assert!(
        tbx.contains("<term>Rinse</term>") && tbx.contains("<term>Auswaschen</term>"),
        "{tbx}"
    );

    // Who deletes a row forbids the translation.
    let glossary: String = fs::read_to_string(place.path("terms/terms.csv")).unwrap();
    assert!(findings(&place, "corpus", "terms/terms.csv").is_empty());
    let kept: Vec<&str> = glossary
        .lines()
        .filter(|line| !line.contains("Auswaschen"))
        .collect();
    place.write("glossary.csv", kept.join("\n"));
    let found = findings(&place, "corpus", "glossary.csv");
    assert_eq!(
        found,
        BTreeSet::from([("corpus/de-DE/a2.md".to_owned(), 9)])
    );
    let (code, out, _) = place.run(&[
        "check",
        "--rules",
        "terminology",
        "--glossary",
        "glossary.csv",
        "--fail-on",
        "warning",
    ]);
    assert_eq!(code, 4);
    assert!(out.contains("`Rinse` should be `Spülen`"), "{out}");
}

#[test]
fn a_corpus_without_terms_is_an_error() {
    let place = Place::with(&[("en-US/a.md", EN), ("de-DE/a.md", DE)]);
    let (code, _, errors) = place.run(&["terms", "--min-count", "9"]);
    assert_eq!(code, 2);
    assert!(errors.contains("no term was found 9 times"), "{errors}");
    let (code, _, errors) = place.run(&["check", "--glossary", "none.csv"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("cannot read the glossary none.csv"),
        "{errors}"
    );
}

/// A glossary of the sample corpus: the terms of all locales with their usual translations.
const GLOSSARY: &str = include_str!("fixtures/glossary.csv");

/// Articles in a sixth locale: sentences with inflected and compounded terms.
fn add_german(place: &Place) {
    let sentences = [
        (
            "Open the valve of pump {n}.",
            "Öffnen Sie das Ventil der Pumpe {n}.",
        ),
        (
            "The filters of tank {n} are clean.",
            "Die Filter des Behälters {n} sind sauber.",
        ),
        (
            "Fill the water tank {n} times.",
            "Füllen Sie den Wassertank {n} Mal.",
        ),
        (
            "Two pumps need {n} valves.",
            "Zwei Pumpen brauchen {n} Ventile.",
        ),
        (
            "Press **Start** {n} times.",
            "Drücken Sie {n} Mal **Starten**.",
        ),
    ];
    for article in 0..30 {
        let (mut en, mut de) = (format!("# Part {article}\n"), format!("# Teil {article}\n"));
        for (number, (source, target)) in sentences.iter().enumerate() {
            let n = (article * 7 + number + 2).to_string();
            en.push_str(&format!("\n{}\n", source.replace("{n}", &n)));
            de.push_str(&format!("\n{}\n", target.replace("{n}", &n)));
        }
        place.write(&format!("corpus/en-US/parts/p{article}.md"), en);
        place.write(&format!("corpus/de-DE/parts/p{article}.md"), de);
    }
}

#[test]
fn planted_wrong_terms_are_found_and_right_ones_are_not_reported() {
    let place = Place::new();
    for entry in walkdir::WalkDir::new(SAMPLE) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry
                .path()
                .strip_prefix(SAMPLE)
                .unwrap()
                .display()
                .to_string();
            place.write(&format!("corpus/{name}"), fs::read(entry.path()).unwrap());
        }
    }
    add_german(&place);
    place.write("glossary.csv", GLOSSARY);
    let (_, pairs, _) = place.export(&["--pairs", "source"]);
    let before = findings(&place, "corpus", "glossary.csv");
    let alarms = before.len() as f64 * 1000.0 / pairs.len() as f64;
    assert!(
        alarms < 5.0,
        "{alarms} false alarms in 1,000 pairs: {before:?}"
    );

    let terms: Vec<Vec<String>> = csv::Reader::from_reader(GLOSSARY.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let mut planted: BTreeMap<String, Vec<(usize, usize, u64)>> = BTreeMap::new();
    for pair in &pairs {
        let text = |name: &str| pair[name].as_str().unwrap();
        let words = |text: &str| {
            format!(
                " {} ",
                text.to_lowercase()
                    .replace(|c: char| !c.is_alphanumeric(), " ")
            )
        };
        let file = format!("{}/{}", text("target_locale"), text("document"));
        let path = place.path(&format!("corpus/{}", file.replace("ko-KR", "ko-kr")));
        let Ok(content) = fs::read_to_string(&path) else {
            continue;
        };
        let span = |at: usize| pair["target_span"][at].as_u64().unwrap() as usize;
        let of_pair = &content[span(0)..span(1)];
        let fits = |term: &&Vec<String>| {
            text("target_locale").starts_with(&term[1])
                && words(text("source")).contains(&words(&term[2]))
                && of_pair.contains(&term[3])
                // Where the term stands a second time, in any case, one of them stays right.
                && of_pair.to_lowercase().matches(&term[3].to_lowercase()).count() == 1
        };
        if let Some(term) = terms.iter().find(fits) {
            let at = span(0) + of_pair.find(&term[3]).unwrap();
            let places = planted.entry(path.display().to_string()).or_default();
            places.push((
                at,
                at + term[3].len(),
                pair["target_line"].as_u64().unwrap(),
            ));
        }
    }
    let mut wanted = BTreeSet::new();
    let mut locales = BTreeSet::new();
    for (path, places) in &mut planted {
        let mut content = fs::read_to_string(path).unwrap();
        places.sort_unstable();
        for (start, end, line) in places.iter().rev() {
            content.replace_range(*start..*end, "Zwxqy");
            let name = path.split("/corpus/").nth(1).unwrap();
            locales.insert(name.split('/').next().unwrap().to_owned());
            wanted.insert((format!("corpus/{name}"), *line));
        }
        fs::write(path, content).unwrap();
    }
    assert!(locales.len() == 6, "{locales:?}");
    assert!(wanted.len() >= 200, "only {} terms to plant", wanted.len());
    let found = findings(&place, "corpus", "glossary.csv");
    let share = wanted.intersection(&found).count() as f64 / wanted.len() as f64;
    let missed: Vec<_> = wanted.difference(&found).collect();
    assert!(
        share >= 0.95,
        "{share} of {} found, missed {missed:?}",
        wanted.len()
    );
}
