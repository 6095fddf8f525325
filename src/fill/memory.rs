//! A translation memory in TMX: for texts that the corpus lacks.
//!
//! The match rate is that of OmegaT and other tools: one minus the edit distance in words over the number of words of the
//! longer text (Levenshtein 1966).

use rustc_hash::FxHashMap;

use super::entry::{Entry, Found, Origin};
use super::error::FillError;
use super::xml::{TokenKind, tokens};

/// Similar texts that are compared for one entry at most: those that share most words.
const MOST_COMPARED: usize = 200;

/// The texts of a memory with their translations into one language.
#[derive(Debug, Default)]
pub struct Memory {
    units: Vec<MemoryUnit>,
    by_text: FxHashMap<String, Vec<u32>>,
    by_word: FxHashMap<String, Vec<u32>>,
}

#[derive(Debug)]
struct MemoryUnit {
    words: Vec<String>,
    target: String,
    /// The texts before and after the source, where the memory has them.
    around: [Option<String>; 2],
}

impl Memory {
    /// Reads the units of a TMX file that have a source and a target in the languages of two locales. A language matches
    /// one with more subtags, so `fr` is found for `fr-FR`. Inline codes are left out.
    ///
    /// # Errors
    /// When the file is no TMX, or is broken.
    pub fn read(tmx: &str, source: &str, target: &str) -> Result<Self, FillError> {
        let mut memory = Self::default();
        let mut is_tmx = false;
        let mut segments: Vec<(String, String)> = Vec::new();
        let mut around = [None, None];
        let (mut language, mut text, mut depth) = (String::new(), None::<String>, 0);
        let mut property = None::<usize>;
        for token in tokens(tmx)? {
            match token.kind {
                TokenKind::Open { name, attributes } => match name.as_str() {
                    "tmx" => is_tmx = true,
                    "tuv" => {
                        let lang = attributes.iter().find(|(key, _)| key == "lang");
                        language = lang.map_or_else(String::new, |(_, value)| value.clone());
                    }
                    "seg" => (text, depth) = (Some(String::new()), 0),
                    "prop" => {
                        let kind = attributes.iter().find(|(key, _)| key == "type");
                        property = match kind.map(|(_, value)| value.as_str()) {
                            Some("x-context-pre" | "x-previous-source-text") => Some(0),
                            Some("x-context-post" | "x-next-source-text") => Some(1),
                            _ => None,
                        };
                    }
                    _ => depth += u32::from(text.is_some()),
                },
                TokenKind::Text(part) => {
                    if let (Some(text), 0) = (&mut text, depth) {
                        text.push_str(&part);
                    } else if let Some(side) = property {
                        around[side].get_or_insert_with(String::new).push_str(&part);
                    }
                }
                TokenKind::Close { name } => match name.as_str() {
                    "seg" => segments.extend(text.take().map(|text| (language.clone(), text))),
                    "prop" => property = None,
                    "tu" => {
                        let of = |locale: &str| {
                            let found = segments.iter().find(|(lang, _)| is_language(lang, locale));
                            found.map(|(_, text)| text.clone())
                        };
                        if let (Some(source), Some(target)) = (of(source), of(target)) {
                            memory.add(&source, target, std::mem::take(&mut around));
                        }
                        segments.clear();
                        around = [None, None];
                    }
                    _ => depth = depth.saturating_sub(u32::from(text.is_some())),
                },
                TokenKind::Empty { .. } | TokenKind::Other => {}
            }
        }
        is_tmx.then_some(memory).ok_or(FillError::Broken {
            line: 1,
            message: "this is not TMX: there is no `tmx` element".to_owned(),
        })
    }

    /// Units that can be used.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    fn add(&mut self, source: &str, target: String, around: [Option<String>; 2]) {
        let number = self.units.len() as u32;
        let words = words(source);
        for word in &words {
            let units = self.by_word.entry(word.clone()).or_default();
            if units.last() != Some(&number) {
                units.push(number);
            }
        }
        self.by_text
            .entry(words.join(" "))
            .or_default()
            .push(number);
        self.units.push(MemoryUnit {
            words,
            target,
            around,
        });
    }

    /// The translation of an entry: in context, of the same text, or of the most similar one.
    pub(super) fn find(
        &self,
        entry: &Entry,
        before: Option<&str>,
        after: Option<&str>,
        least: f32,
    ) -> Option<Found> {
        if !entry.codes.is_empty() {
            return None;
        }
        let words = words(&entry.text);
        let found = |unit: &MemoryUnit, origin, is_doubtful| Found {
            text: unit.target.clone(),
            codes: Vec::new(),
            origin,
            is_doubtful,
        };
        if let Some(numbers) = self.by_text.get(&words.join(" ")) {
            let units = || numbers.iter().map(|number| &self.units[*number as usize]);
            let in_context = |unit: &&MemoryUnit| {
                let same = |text: &Option<String>, other: Option<&str>| text.as_deref() == other;
                same(&unit.around[0], before) && same(&unit.around[1], after)
            };
            if let Some(unit) = units().find(in_context) {
                return Some(found(unit, Origin::MemoryInContext, false));
            }
            let first = units().next()?;
            let differs = units().any(|unit| unit.target != first.target);
            return Some(found(first, Origin::Memory, differs));
        }
        let (unit, _) = self.most_similar(&words, least)?;
        Some(found(unit, Origin::Similar, true))
    }

    /// The unit with the highest match rate, if it is high enough.
    fn most_similar(&self, words: &Vec<String>, least: f32) -> Option<(&MemoryUnit, f32)> {
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        for units in words.iter().filter_map(|word| self.by_word.get(word)) {
            for number in units {
                *shared.entry(*number).or_default() += 1;
            }
        }
        let mut candidates: Vec<(u32, u32)> = shared.into_iter().collect();
        candidates.sort_unstable_by_key(|(number, count)| (std::cmp::Reverse(*count), *number));
        let rated = candidates.iter().take(MOST_COMPARED).map(|(number, _)| {
            let unit = &self.units[*number as usize];
            (unit, match_rate(words, &unit.words))
        });
        let best = rated.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.filter(|(_, rate)| *rate >= least)
    }
}

/// The share of words that two texts have in common in order, in [0, 1].
fn match_rate(a: &Vec<String>, b: &Vec<String>) -> f32 {
    let longest = a.len().max(b.len()).max(1);
    1.0 - strsim::generic_levenshtein(a, b) as f32 / longest as f32
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Whether a language tag of a memory is a locale, or its language alone.
fn is_language(tag: &str, locale: &str) -> bool {
    let tag = tag.replace('_', "-");
    let language = locale.split('-').next().unwrap_or(locale);
    tag.eq_ignore_ascii_case(locale) || tag.eq_ignore_ascii_case(language)
}
