//! A glossary: terms with the translations that are allowed, and whether a translation keeps to them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::model::Locale;
use crate::regular_file;

/// Bytes of the largest glossary.
const LARGEST: u64 = 64 << 20;

/// Terms by source and target language.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Glossary {
    entries: BTreeMap<(String, String), Vec<Entry>>,
}

/// A term with its translations.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    source: String,
    /// The words of the term in lower case.
    words: Vec<String>,
    targets: Vec<String>,
}

/// A term that is not translated as the glossary says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongTerm<'g> {
    /// The term.
    pub source: &'g str,
    /// The translations that are allowed.
    pub targets: &'g [String],
}

/// A glossary that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GlossaryError {
    /// The file cannot be read.
    #[error("cannot read the glossary {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The file is not a glossary.
    #[error("{}:{line}: {message}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
}

#[derive(Deserialize)]
struct Row {
    source_locale: Locale,
    target_locale: Locale,
    source: String,
    target: String,
}

impl Glossary {
    /// Reads a CSV file with the columns `source_locale`, `target_locale`, `source` and `target`, such as `diglot terms`
    /// writes. Other columns are ignored. Several rows of a term give several translations that are allowed.
    ///
    /// # Errors
    /// If the file cannot be read, lacks a column, or has a row that is not complete.
    pub fn load(path: &Path) -> Result<Self, GlossaryError> {
        let text = regular_file::read_to_string(path, LARGEST).map_err(|source| {
            let path = path.to_owned();
            GlossaryError::Io { path, source }
        })?;
        let text = text.trim_start_matches('\u{FEFF}');
        let format = |line: u64, message: String| GlossaryError::Format {
            path: path.to_owned(),
            line,
            message,
        };
        let mut glossary = Self::default();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for row in reader.deserialize() {
            let row: Row = row.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                format(line, format!("not a row of a glossary: {error}"))
            })?;
            glossary.add(&row);
        }
        if glossary.entries.is_empty() {
            return Err(format(1, "the glossary has no terms".to_owned()));
        }
        Ok(glossary)
    }

    fn add(&mut self, row: &Row) {
        let (source, target) = (row.source.trim(), row.target.trim());
        let words = words(source);
        if words.is_empty() || target.is_empty() {
            return;
        }
        let languages = [&row.source_locale, &row.target_locale].map(|l| l.language().to_owned());
        let entries = self.entries.entry(languages.into()).or_default();
        match entries.iter_mut().find(|entry| entry.words == words) {
            Some(entry) => entry.targets.push(target.to_owned()),
            None => entries.push(Entry {
                source: source.to_owned(),
                words,
                targets: vec![target.to_owned()],
            }),
        }
        // Long terms first: in `water pump`, the term `pump` does not count.
        entries.sort_by(|a, b| (b.words.len(), &a.words).cmp(&(a.words.len(), &b.words)));
    }

    /// The terms in a source text whose allowed translations are all missing in the target text.
    #[must_use]
    pub fn wrong_terms(
        &self,
        locales: (&Locale, &Locale),
        source: &str,
        target: &str,
    ) -> Vec<WrongTerm<'_>> {
        let languages = (
            locales.0.language().to_owned(),
            locales.1.language().to_owned(),
        );
        let Some(entries) = self.entries.get(&languages) else {
            return Vec::new();
        };
        let mut left: Vec<Option<String>> = prose_words(source).into_iter().map(Some).collect();
        let target_words = words(target);
        let target = target.to_lowercase();
        let mut wrong = Vec::new();
        for entry in entries {
            if !take(&mut left, &entry.words) {
                continue;
            }
            let is_there = |text: &String| contains(&target, &target_words, text);
            if !entry.targets.iter().any(is_there) {
                wrong.push(WrongTerm {
                    source: &entry.source,
                    targets: &entry.targets,
                });
            }
        }
        wrong
    }
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The words of a text in lower case, without those in addresses, paths and names of programs: `Client.Alerts`.
fn prose_words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for token in text.split_whitespace() {
        let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
        if !inner.contains(['.', '/', '\\', '_', ':', '@', '=']) {
            all.extend(words(inner));
        }
    }
    all
}

/// Takes a term out of the words of a text, wherever it stands. The last word may be a plural. Returns whether it was there.
fn take(left: &mut [Option<String>], term: &[String]) -> bool {
    let mut found = false;
    let Some(last) = left.len().checked_sub(term.len()) else {
        return false;
    };
    for start in 0..=last {
        let here = &left[start..start + term.len()];
        let is_same = |(index, (word, of_term)): (usize, (&Option<String>, &String))| {
            let Some(word) = word else { return false };
            let ending = word.strip_prefix(of_term.as_str());
            let is_last = index + 1 == term.len();
            matches!(ending, Some("")) || is_last && matches!(ending, Some("s" | "es"))
        };
        if here.iter().zip(term).enumerate().all(is_same) {
            left[start..start + term.len()].fill(None);
            found = true;
        }
    }
    found
}

/// Whether a target text has a translation, in any form of its words: inflected, compounded or in another order. Texts of
/// scripts without spaces are looked for as they are.
fn contains(target: &str, target_words: &[String], wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    if target.contains(&wanted) {
        return true;
    }
    if wanted.chars().any(|c| matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')) {
        let packed = |text: &str| text.split_whitespace().collect::<String>();
        return packed(target).contains(&packed(&wanted));
    }
    words(&wanted).iter().all(|word| {
        let stem = stem(word);
        target_words.iter().any(|of_text| of_text.contains(&stem))
    })
}

/// The beginning of a word that its inflected forms share: two thirds of it, three letters at least.
fn stem(word: &str) -> String {
    let count = word.chars().count();
    let kept = (count * 2).div_ceil(3).max(3).min(count);
    word.chars().take(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
