//! The splitting rules do in each language what `tests/srx/<language>.txt` says: a text a line, `‖` where it is split.

use std::fs;
use std::path::Path;

use diglot::sentence::srx::{Splitter, Srx};

/// Cases a language must have.
const LEAST: usize = 25;

const LANGUAGES: [&str; 28] = [
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
    "nb", "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh",
];

#[test]
fn every_language_splits_as_its_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/srx");
    let mut failures = Vec::new();
    for language in LANGUAGES {
        let cases = fs::read_to_string(folder.join(language).with_extension("txt")).unwrap();
        let mut splitter = Splitter::new(Srx::own().rules(language));
        let cases: Vec<(usize, &str)> = cases
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert!(cases.len() >= LEAST, "{language} has {} cases", cases.len());
        for (line, case) in cases {
            let text = case.replace('‖', "");
            let wanted: Vec<&str> = case.split('‖').map(str::trim).collect();
            let found = splitter.sentences(&text, &[]);
            let found: Vec<&str> = found.into_iter().map(|s| &text[s]).collect();
            if found != wanted {
                let line = line + 1;
                failures.push(format!(
                    "{language}.txt:{line}\n  wanted {wanted:?}\n  found  {found:?}"
                ));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_locale_has_the_rules_of_its_language() {
    for (tag, text, sentences) in [
        ("de-AT", "Nr. 5 fehlt z. B. Hier. Dort nicht.", 2),
        ("zh-Hant-TW", "開門。等待。", 2),
        ("pt-BR", "O Sr. Vale saiu. Ele volta.", 2),
        ("nn-NO", "Sjå f.eks. Bergen. Reis dit.", 2),
        ("xx", "Ein. Zwei.", 2),
    ] {
        let found = Splitter::new(Srx::own().rules(tag)).sentences(text, &[]);
        assert_eq!(found.len(), sentences, "{tag}");
    }
}
