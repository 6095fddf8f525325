//! Which terms of a glossary are translated otherwise.

use super::Glossary;
use crate::model::Locale;

fn glossary(rows: &str) -> Glossary {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glossary.csv");
    let text = format!("source_locale,target_locale,source,target,note\n{rows}");
    std::fs::write(&path, text).unwrap();
    Glossary::load(&path).unwrap()
}

fn wrong(glossary: &Glossary, locale: &str, source: &str, target: &str) -> Vec<String> {
    let [en, to] = ["en-US", locale].map(|l| Locale::parse(l).unwrap());
    let wrong = glossary.wrong_terms((&en, &to), source, target);
    wrong.iter().map(|term| term.source.to_owned()).collect()
}

#[test]
fn inflected_compounded_and_moved_words_are_right() {
    let glossary = glossary(
        "en,de-DE,sensor,Sensor,\nen,de,water pump,Wasserpumpe,\nen,de,pump,Pumpe,\nen,fr,quiet hours,heures calmes,\nen,fi,hub,keskitin,\nen,ja,sensor,センサー,\nen,ko,hub,허브,\n",
    );
    let none: [&str; 0] = [];
    assert_eq!(
        wrong(&glossary, "de", "Two sensors.", "Zwei Temperatursensoren."),
        none
    );
    assert_eq!(
        wrong(&glossary, "de", "The water pump", "Die Wasserpumpe"),
        none
    );
    assert_eq!(
        wrong(
            &glossary,
            "fr-CA",
            "Set quiet hours",
            "Définissez les heures dites calmes"
        ),
        none
    );
    assert_eq!(wrong(&glossary, "fi", "The hub", "Keskittimen"), none);
    assert_eq!(wrong(&glossary, "ja", "Sensors", "センサー を"), none);
    assert_eq!(wrong(&glossary, "de", "A sensory test", "Ein Test"), none);
    assert_eq!(
        wrong(
            &glossary,
            "de",
            "See Client.Sensor.Send",
            "Siehe Client.Sensor.Send"
        ),
        none
    );
    assert_eq!(
        wrong(&glossary, "de", "See https://x.io/pump", "Siehe dort"),
        none
    );
    assert_eq!(wrong(&glossary, "sv", "Two sensors.", "Två givare."), none);
}

#[test]
fn other_words_are_wrong() {
    let glossary = glossary(
        "en,de,sensor,Sensor,\nen,de,sensor,Fühler,\nen,de,water pump,Wasserpumpe,\nen,de,pump,Pumpe,\nen,ko,hub,허브,\n",
    );
    assert_eq!(
        wrong(
            &glossary,
            "de",
            "The Sensor is off.",
            "Der Messkopf ist aus."
        ),
        ["sensor"]
    );
    assert!(wrong(&glossary, "de", "The sensor is off.", "Der Fühler ist aus.").is_empty());
    assert_eq!(
        wrong(&glossary, "de", "The water pump", "Die Pumpe"),
        ["water pump"]
    );
    assert_eq!(
        wrong(&glossary, "ko", "Open the hub.", "장치를 엽니다."),
        ["hub"]
    );
}

#[test]
fn terms_are_found_by_their_first_word_in_each_of_its_forms() {
    let glossary = glossary(
        "en,de,box,Kiste,\nen,de,lens cap,Deckel,\nen,de,lens,Linse,\nen,de,class,Klasse,\nen,de,gas,Gas,\n",
    );
    assert_eq!(wrong(&glossary, "de", "Two boxes", "Zwei"), ["box"]);
    assert_eq!(wrong(&glossary, "de", "The class", "Die"), ["class"]);
    assert_eq!(wrong(&glossary, "de", "Lens caps", "Die"), ["lens cap"]);
    assert_eq!(
        wrong(&glossary, "de", "Gases, lenses, a lens cap", "Die"),
        ["lens cap", "gas", "lens"]
    );
    // Only the last word of a term may be a plural.
    assert!(wrong(&glossary, "de", "The lense caps", "Die").is_empty());
}

#[test]
fn a_file_that_is_no_glossary_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glossary.csv");
    let error = |text: &str| {
        std::fs::write(&path, text).unwrap();
        Glossary::load(&path).unwrap_err().to_string()
    };
    assert!(error("a,b\n1,2\n").contains("glossary.csv:2: not a row of a glossary"));
    let locale = error("source_locale,target_locale,source,target\nen,de,a,b\nen,?,a,b\n");
    assert!(locale.contains("glossary.csv:3: "), "{locale}");
    assert!(error("source_locale,target_locale,source,target\n").contains("no terms"));
}
