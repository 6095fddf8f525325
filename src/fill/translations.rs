//! The translations of a corpus, found by file, place and text.

use rustc_hash::FxHashMap;

use super::entry::{Entry, Found, Origin, Reference};
use super::target::{CodeId, text_and_codes};
use super::template_units::{TemplateUnit, units};
use crate::model::{Pair, TranslationType, UnitKind};
use crate::segment::SegmentSettings;

/// The translations into one locale.
#[derive(Debug, Default)]
pub struct Translations {
    list: Vec<Translation>,
    /// By plain text.
    by_text: FxHashMap<String, Vec<u32>>,
    /// By letters and digits of the Markdown, for tools that write markup in another way.
    by_letters: FxHashMap<String, Vec<u32>>,
    /// Values of front matter with their keys, `title: Network`, each with its number; by the name of the file.
    front_matter: FxHashMap<String, Vec<(String, u32)>>,
}

/// A pair, as far as it is needed.
#[derive(Debug)]
struct Translation {
    document: String,
    line: u32,
    /// Length of the source's plain text (bytes).
    source_length: usize,
    /// The key of front matter whose value it is.
    key: Option<String>,
    /// The source's Markdown is its plain text.
    is_plain: bool,
    markdown: String,
    text: String,
    source_codes: Vec<CodeId>,
    target_codes: Vec<(usize, CodeId)>,
    score: f32,
    translation_type: TranslationType,
}

impl Translations {
    /// Adds a pair.
    pub fn add(&mut self, pair: &Pair) {
        let number = self.list.len() as u32;
        let source = &pair.source;
        let (text, target_codes) = text_and_codes(&pair.target);
        let codes = text_and_codes(source).1.into_iter();
        let source_markdown = source.markdown_line();
        let letters = letters(&source_markdown);
        self.list.push(Translation {
            document: pair.document.clone(),
            line: source.line,
            source_length: source.text.len(),
            key: pair
                .label
                .clone()
                .filter(|_| pair.kind == UnitKind::FrontMatter),
            is_plain: folded(&source_markdown) == folded(&source.text),
            markdown: pair.target.markdown_line(),
            text,
            source_codes: codes.map(|(_, code)| code).collect(),
            target_codes,
            score: pair.score,
            translation_type: pair.translation_type,
        });
        if let (UnitKind::FrontMatter, Some(key)) = (pair.kind, &pair.label) {
            let value = format!("{key}: {}", source.text);
            let values = self
                .front_matter
                .entry(file_name(&pair.document).to_owned());
            values.or_default().push((value, number));
        }
        let text = folded(&source.text);
        self.by_text.entry(text).or_default().push(number);
        if !letters.is_empty() {
            self.by_letters.entry(letters).or_default().push(number);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The translation of an entry. Either all of its units are found, or it has none.
    pub(super) fn find(
        &self,
        entry: &Entry,
        sure: f32,
        settings: &SegmentSettings,
    ) -> Option<Found> {
        if !entry.codes.is_empty() {
            let (found, is_clear) = self.choose(self.by_text.get(&folded(&entry.text))?, entry)?;
            return found.with_codes(entry, is_clear && found.score >= sure);
        }
        let path = entry.places.first().map_or("text.md", |place| &place.path);
        self.all(entry, &units(&entry.text, path, settings), sure)
            .or_else(|| self.whole(entry, sure))
            .or_else(|| self.front_matter(entry, sure))
    }

    /// The text with the translations of all its units.
    fn all(&self, entry: &Entry, units: &[TemplateUnit], sure: f32) -> Option<Found> {
        let mut text = String::with_capacity(entry.text.len() * 2);
        let (mut at, mut is_sure, mut translation_type) = (0, true, None);
        for unit in units {
            let candidates = self.by_text.get(&folded(&unit.plain))?;
            let (found, is_clear) = self.choose(candidates, entry)?;
            text.push_str(&entry.text[at..unit.range.start]);
            text.push_str(found.for_unit(unit, entry));
            at = unit.range.end;
            is_sure &= is_clear && found.score >= sure;
            translation_type = Some(together(translation_type, found.translation_type));
        }
        text.push_str(&entry.text[at..]);
        Some(Found {
            text,
            codes: Vec::new(),
            origin: Origin::Corpus(translation_type?),
            is_doubtful: !is_sure,
        })
    }

    /// The translation of a text as a whole, whatever its markup looks like.
    fn whole(&self, entry: &Entry, sure: f32) -> Option<Found> {
        let letters = letters(&entry.text);
        let candidates = self.by_letters.get(&letters)?;
        let (found, is_clear) = self.choose(candidates, entry)?;
        Some(Found {
            text: found.markdown.clone(),
            codes: Vec::new(),
            origin: Origin::Corpus(found.translation_type),
            is_doubtful: !is_clear || found.score < sure,
        })
    }

    /// A text that is all front matter of a file, as md2po has it: the values that have a translation are replaced in it.
    fn front_matter(&self, entry: &Entry, sure: f32) -> Option<Found> {
        let place = entry.places.first()?;
        let values = self.front_matter.get(file_name(&place.path))?;
        let in_file = values.iter().map(|(value, number)| {
            let translation = &self.list[*number as usize];
            (value, translation)
        });
        let mut text = entry.text.clone();
        let (mut is_sure, mut translation_type) = (true, None);
        for (value, found) in in_file.filter(|(_, t)| is_file(&place.path, &t.document)) {
            let Some(at) = text.find(value.as_str()) else {
                continue;
            };
            let start = at + value.len() - found.source_length;
            text.replace_range(start..at + value.len(), &found.text);
            is_sure &= found.score >= sure;
            translation_type = Some(together(translation_type, found.translation_type));
        }
        Some(Found {
            text,
            codes: Vec::new(),
            origin: Origin::Corpus(translation_type?),
            is_doubtful: !is_sure,
        })
    }

    /// The best of the translations of a text: of the entry's files if there are any, the one nearest by line; otherwise
    /// the most frequent one. The second value is whether it is sure to be the right one: a translation of another file,
    /// or one of several, is not.
    fn choose(&self, candidates: &[u32], entry: &Entry) -> Option<(&Translation, bool)> {
        let all = candidates.iter().map(|number| &self.list[*number as usize]);
        let all = all.filter(|t| entry.key.is_none() || t.key == entry.key);
        let mut here = Vec::new();
        for place in &entry.places {
            let in_file = all.clone().filter(|t| is_file(&place.path, &t.document));
            here.extend(in_file.map(|t| (distance(t, place), t)));
        }
        if let Some(nearest) = here.iter().min_by_key(|(distance, _)| *distance) {
            return Some((nearest.1, true));
        }
        let mut counts: Vec<(&Translation, u32)> = Vec::new();
        for translation in all {
            match counts.iter_mut().find(|(t, _)| t.text == translation.text) {
                Some((_, count)) => *count += 1,
                None => counts.push((translation, 1)),
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max()?;
        let best = counts.iter().find(|(_, count)| *count == most)?.0;
        let is_clear = counts.len() == 1 && entry.places.is_empty();
        Some((best, is_clear))
    }
}

impl Translation {
    /// The translation for a unit of an entry. It is Markdown where the unit has markup. Where the source has none either,
    /// the unit does not tell: PO holds Markdown then, and XLIFF text.
    fn for_unit(&self, unit: &TemplateUnit, entry: &Entry) -> &str {
        let holds_markdown = entry.slot.xliff == 0;
        match unit.has_markup || holds_markdown && self.is_plain {
            true => &self.markdown,
            false => &self.text,
        }
    }

    /// The translation with the inline codes of an entry. `None` if the entry's codes are not those of the source, or the
    /// target has others.
    fn with_codes(&self, entry: &Entry, is_sure: bool) -> Option<Found> {
        if entry.codes.len() != self.source_codes.len() {
            return None;
        }
        let mut left: Vec<(&CodeId, &String)> = self
            .source_codes
            .iter()
            .zip(entry.codes.iter().map(|(_, raw)| raw))
            .collect();
        let mut codes = Vec::new();
        for (at, code) in &self.target_codes {
            let same = left.iter().position(|(other, _)| *other == code);
            let kind = || left.iter().position(|(other, _)| other.0 == code.0);
            let (_, raw) = left.remove(same.or_else(kind)?);
            codes.push((*at, raw.clone()));
        }
        left.is_empty().then(|| Found {
            text: self.text.clone(),
            codes,
            origin: Origin::Corpus(self.translation_type),
            is_doubtful: !is_sure,
        })
    }
}

/// How many lines a translation is from a place.
fn distance(translation: &Translation, place: &Reference) -> u32 {
    place.line.map_or(0, |line| line.abs_diff(translation.line))
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a template's path names a document: the one ends with the other.
fn is_file(path: &str, document: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    ends(path, document) || ends(document, path.trim_start_matches("./"))
}

/// A machine translation makes the whole one; an unknown one hides that the rest is human.
fn together(before: Option<TranslationType>, next: TranslationType) -> TranslationType {
    match before {
        None => next,
        Some(before) if before == next => next,
        Some(TranslationType::Machine) => TranslationType::Machine,
        Some(_) if next == TranslationType::Machine => TranslationType::Machine,
        Some(_) => TranslationType::Unknown,
    }
}

/// A text with single spaces.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
