//! `--match content`: files without a counterpart at their path are joined by what they contain.

use std::collections::BTreeMap;

use crate::common::Place;
use serde_json::Value;

/// Things that an article is about. Each has a command, a number, a link and a name of its own.
const THINGS: [&str; 12] = [
    "lamp", "pump", "valve", "siren", "gate", "scale", "probe", "radio", "clock", "fan", "heater",
    "camera",
];

/// An article in English and its translation, about the thing with this number.
fn article(number: usize) -> (String, String) {
    let thing = THINGS[number];
    let (minutes, port) = (3 * number + 2, 7000 + 13 * number);
    let code = format!("```bash\nkv {thing} --start --port {port}\n```\n");
    let en = format!(
        "# Set up the {thing}\n\nThe {thing} needs {minutes} minutes to start. See [the data sheet](../data/{thing}.pdf).\n\n\
         {code}\n## Test it\n\nRun `kv {thing} --test` and wait for code K{port}.\n\n- Check the cable.\n- Check the {thing}.\n"
    );
    let de = format!(
        "# Einrichten\n\nDas Starten dauert {minutes} Minuten. Siehe [das Datenblatt](../data/{thing}.pdf).\n\n\
         {code}\n## Testen\n\nFühren Sie `kv {thing} --test` aus, und warten Sie auf den Code K{port}.\n\n\
         - Prüfen Sie das Kabel.\n- Prüfen Sie das Gerät.\n"
    );
    (en, de)
}

/// A corpus in which `path` tells where the translation of each article is; `None` leaves it out.
fn place(path: impl Fn(&str) -> Option<String>) -> Place {
    let place = Place::new();
    for (number, thing) in THINGS.iter().enumerate() {
        let (en, de) = article(number);
        place.write(&format!("corpus/en-US/setup/{thing}.md"), en);
        if let Some(path) = path(thing) {
            place.write(&format!("corpus/de-DE/{path}"), de);
        }
    }
    place
}

/// The paths of the joined translations by the path of their original.
fn joined(pairs: &[Value]) -> BTreeMap<&str, &str> {
    let matched = pairs.iter().filter(|pair| pair["matched_path"] != "");
    matched
        .map(|pair| {
            (
                pair["document"].as_str().unwrap(),
                pair["matched_path"].as_str().unwrap(),
            )
        })
        .collect()
}

#[test]
fn renamed_moved_and_translated_paths_are_joined() {
    let place = place(|thing| {
        Some(match thing {
            "lamp" => "setup/lamp-old.md".to_owned(),
            "pump" => "archive/2019/pump.md".to_owned(),
            "valve" => "einrichtung/ventil.md".to_owned(),
            other => format!("setup/{other}.md"),
        })
    });
    let (code, pairs, errors) = place.export(&["--match", "content"]);
    assert_eq!(code, 0, "{errors}");
    assert!(
        errors.contains("3 files joined by content; 0 without an original"),
        "{errors}"
    );
    let expected = BTreeMap::from([
        ("setup/lamp.md", "setup/lamp-old.md"),
        ("setup/pump.md", "archive/2019/pump.md"),
        ("setup/valve.md", "einrichtung/ventil.md"),
    ]);
    assert_eq!(joined(&pairs), expected);
    for pair in &pairs {
        let (score, matched) = (
            pair["score"].as_f64().unwrap(),
            pair["match_score"].as_f64().unwrap(),
        );
        assert!(score <= matched && matched >= 0.9, "{pair}");
    }
    // By path they stay alone, and nothing says so of the others.
    let (_, by_path, _) = place.export(&[]);
    assert_eq!(
        by_path
            .iter()
            .filter(|pair| pair["document"] == "setup/pump.md")
            .count(),
        0
    );
    assert!(
        by_path
            .iter()
            .all(|pair| pair.get("matched_path").is_none())
    );
}

#[test]
fn a_corpus_whose_paths_have_nothing_in_common_is_joined() {
    let place = place(|thing| Some(format!("{}.md", thing.chars().rev().collect::<String>())));
    let (code, _, errors) = place.export(&["--source", "en-US"]);
    assert!(
        code == 2 && errors.contains("no article is there in two locales"),
        "{errors}"
    );
    assert!(errors.contains("--match content"), "{errors}");
    let (code, pairs, errors) = place.export(&["--source", "en-US", "--match", "content"]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(joined(&pairs).len(), THINGS.len(), "{errors}");
    for pair in &pairs {
        let thing = pair["document"]
            .as_str()
            .unwrap()
            .trim_start_matches("setup/")
            .trim_end_matches(".md");
        let text = pair["source"].as_str().unwrap();
        let other = THINGS
            .iter()
            .find(|other| **other != thing && text.contains(**other));
        assert_eq!(other, None, "{pair}");
    }
}

#[test]
fn without_originals_it_says_that_nothing_is_matched() {
    let place = Place::new();
    for locale in ["de-DE", "fr-FR"] {
        place.write(&format!("corpus/{locale}/a.md"), article(0).1);
    }
    let (_, _, errors) = place.export(&[
        "--source",
        "en-US",
        "--match",
        "content",
        "--publisher-pairs",
    ]);
    let said = "no original (en-US) is on disk, so no file is matched by its content";
    assert!(errors.contains(said), "{errors}");
}

#[test]
fn a_file_about_something_else_stays_alone() {
    let place = place(|thing| (thing != "lamp").then(|| format!("setup/{thing}.md")));
    let other = "# Rechnungen\n\nWir senden Rechnungen am 3. Tag des Monats.\n\n- Zahlen Sie mit Karte.\n- Oder bar.\n";
    place.write("corpus/de-DE/billing.md", other);
    let (code, pairs, errors) = place.export(&["--match", "content"]);
    assert_eq!(code, 0, "{errors}");
    assert!(
        errors.contains("0 files joined by content; 1 without an original"),
        "{errors}"
    );
    assert!(joined(&pairs).is_empty());
}

#[test]
fn two_files_that_are_alike_stay_alone() {
    let place = place(|thing| (thing != "lamp").then(|| format!("setup/{thing}.md")));
    let (_, de) = article(0);
    place.write("corpus/de-DE/lampe.md", &de);
    place.write("corpus/de-DE/lampe-kopie.md", &de);
    let (code, pairs, errors) = place.export(&["--match", "content"]);
    assert_eq!(code, 0, "{errors}");
    assert!(joined(&pairs).is_empty(), "{errors}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let place = place(|thing| Some(format!("neu/{thing}-neu.md")));
    for jobs in ["1", "4"] {
        let arguments = [
            "export",
            "--source",
            "en-US",
            "--match",
            "content",
            "--format",
            "jsonl,tmx",
            "--jobs",
            jobs,
            "--out",
            jobs,
        ];
        let (code, _, errors) = place.run(&arguments);
        assert_eq!(code, 0, "{errors}");
    }
    assert_eq!(place.files("1"), place.files("4"));
}

#[test]
fn the_first_file_does_not_decide_which_locale_the_lexicon_begins_with() {
    let place = place(|thing| Some(format!("setup/{thing}.md")));
    place.write(
        "corpus/de-DE/aaa.md",
        "# Nur auf Deutsch\n\nDiese Seite hat kein Original.\n",
    );
    place.write(
        "corpus/fr-FR/aaa.md",
        "# En français\n\nCette page n’a pas d’original.\n",
    );
    let (code, _, errors) = place.run(&["learn", "--source", "en-US", "--out", "learned.json"]);
    assert_eq!(code, 0, "{errors}");
    let learned: Value =
        serde_json::from_slice(&std::fs::read(place.path("learned.json")).unwrap()).unwrap();
    assert_eq!(learned["lexicon"]["pivot"], "en-US");
}
