//! A glossary: terms with the translations that are allowed, and whether a translation keeps to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde::Deserialize;

use super::glossary_error::GlossaryError;
use super::words::{contains, prose_words, singulars, take, words};
use crate::model::Locale;
use crate::regular_file;

/// Bytes of the largest glossary.
const LARGEST: u64 = 64 << 20;

/// Terms by source and target language.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Glossary {
    languages: BTreeMap<(String, String), Terms>,
}

/// The terms of two languages.
#[derive(Debug, Clone, Default, PartialEq)]
struct Terms {
    /// Long terms first: in `water pump`, the term `pump` does not count.
    entries: Vec<Entry>,
    /// Which entries begin with a word, so that a text is not compared with the whole glossary.
    by_first_word: HashMap<String, Vec<usize>>,
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
        let mut entries: BTreeMap<(String, String), BTreeMap<Vec<String>, Entry>> = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for row in reader.deserialize() {
            let row: Row = row.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                format(line, format!("not a row of a glossary: {error}"))
            })?;
            let (source, target) = (row.source.trim(), row.target.trim());
            let words = words(source);
            if words.is_empty() || target.is_empty() {
                continue;
            }
            let languages = [row.source_locale, row.target_locale].map(|l| l.language().to_owned());
            let of_languages = entries.entry(languages.into()).or_default();
            let entry = of_languages.entry(words.clone()).or_insert_with(|| Entry {
                source: source.to_owned(),
                words,
                targets: Vec::new(),
            });
            entry.targets.push(target.to_owned());
        }
        if entries.is_empty() {
            return Err(format(1, "the glossary has no terms".to_owned()));
        }
        let terms = |of: BTreeMap<_, Entry>| Terms::new(of.into_values().collect());
        let languages = entries.into_iter().map(|(l, of)| (l, terms(of)));
        Ok(Self {
            languages: languages.collect(),
        })
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
        let Some(terms) = self.languages.get(&languages) else {
            return Vec::new();
        };
        let source_words = prose_words(source);
        let candidates = terms.candidates(&source_words);
        let mut left: Vec<Option<String>> = source_words.into_iter().map(Some).collect();
        let target_words = words(target);
        let target = target.to_lowercase();
        let mut wrong = Vec::new();
        for entry in candidates {
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

impl Terms {
    fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| (b.words.len(), &a.words).cmp(&(a.words.len(), &b.words)));
        let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let first = entry.words.first().cloned().unwrap_or_default();
            by_first_word.entry(first).or_default().push(index);
        }
        Self {
            entries,
            by_first_word,
        }
    }

    /// The entries that may be in a text with these words, in their order.
    fn candidates<'t>(&'t self, words: &[String]) -> impl Iterator<Item = &'t Entry> + use<'t> {
        let forms = words.iter().flat_map(|word| singulars(word));
        let found = forms.filter_map(|form| self.by_first_word.get(form));
        let found: BTreeSet<usize> = found.flatten().copied().collect();
        found.into_iter().map(|index| &self.entries[index])
    }
}
