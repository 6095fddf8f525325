//! The splitting rules do in each language what `tests/srx/<language>.txt` says: one text per line, `‖` where it is split.

use std::fs;

use diglot::internals::sentence::srx::{Splitter, Srx};
use libtest_mimic::{Failed, Trial};

use crate::{expect_equal, folder};

/// Cases a language must have.
const LEAST: usize = 25;

const LANGUAGES: [&str; 31] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
    "ja", "ka", "ko", "nb", "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh",
];

fn check(language: &str, case: &str) -> Result<(), Failed> {
    let text = case.replace('‖', "");
    let expected: Vec<&str> = case.split('‖').map(str::trim).collect();
    let found = Splitter::new(Srx::own().rules(language)).sentences(&text, &[]);
    let found: Vec<&str> = found.into_iter().map(|s| &text[s]).collect();
    expect_equal(&expected.join("\n"), &found.join("\n"))
}

/// Locales that differ from their language, a text, and the number of its sentences.
const LOCALES: [(&str, &str, usize); 5] = [
    ("de-AT", "Nr. 5 fehlt z. B. Hier. Dort nicht.", 2),
    ("zh-Hant-TW", "開門。等待。", 2),
    ("pt-BR", "O Sr. Vale saiu. Ele volta.", 2),
    ("nn-NO", "Sjå f.eks. Bergen. Reis dit.", 2),
    ("xx", "Ein. Zwei.", 2),
];

fn has_the_rules_of_its_language(tag: &str, text: &str, sentences: usize) -> Result<(), Failed> {
    let found = Splitter::new(Srx::own().rules(tag)).sentences(text, &[]);
    expect_equal(&sentences.to_string(), &found.len().to_string())
}

/// A test for each case, named `srx::LANGUAGE::LINE: TEXT`, and one for each locale.
pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for language in LANGUAGES {
        let file = folder("srx").join(language).with_extension("txt");
        let before = trials.len();
        for (index, case) in fs::read_to_string(file).unwrap().lines().enumerate() {
            if case.is_empty() || case.starts_with('#') {
                continue;
            }
            let (name, case) = (
                format!("srx::{language}::{}: {case}", index + 1),
                case.to_owned(),
            );
            trials.push(Trial::test(name, move || check(language, &case)));
        }
        assert!(
            trials.len() - before >= LEAST,
            "{language} has fewer than {LEAST} cases"
        );
    }
    for (tag, text, sentences) in LOCALES {
        let test = move || has_the_rules_of_its_language(tag, text, sentences);
        trials.push(Trial::test(format!("srx::locale::{tag}"), test));
    }
    trials
}
