//! Term candidates: short texts that the corpus translates as a whole.
//!
//! Short units (headings, cells, list items, titles of tabs) and bold texts are where documentation names things. Bold texts are
//! paired in their order, where both sides of a pair have as many. How often a text is translated in the same way tells terms from
//! chance.

use std::collections::BTreeMap;

use crate::model::{Inline, InlineKind, Locale, Pair, PairSide, UnitKind};

/// Words of the longest term.
const MOST_WORDS: usize = 4;
/// Characters of the longest term, for languages without spaces.
const MOST_CHARS: usize = 40;

/// Term candidates by source and target locale.
#[derive(Debug, Default)]
pub struct Candidates {
    terms: BTreeMap<(Locale, Locale), BTreeMap<String, Found>>,
}

/// What was found of a source text.
#[derive(Debug, Default)]
struct Found {
    /// The spellings with their counts.
    spellings: BTreeMap<String, u32>,
    targets: BTreeMap<String, Target>,
}

#[derive(Debug)]
struct Target {
    count: u32,
    example: Example,
}

/// Where a translation was found first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Path of the article.
    pub document: String,
    /// Lines of the source and of the target, from 1.
    pub lines: (u32, u32),
    /// Headings above.
    pub context: String,
}

/// A term with its translations.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The locale of the term.
    pub source_locale: Locale,
    /// The locale of the translations.
    pub target_locale: Locale,
    /// The term in its most frequent spelling.
    pub source: String,
    /// How often it was found.
    pub count: u32,
    /// The translations, the most frequent one first.
    pub targets: Vec<Translated>,
}

/// A translation of a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Translated {
    /// The translation.
    pub text: String,
    /// How often the term is translated in this way.
    pub count: u32,
    /// Where it was found first.
    pub example: Example,
}

impl Candidates {
    /// Adds what a pair has.
    pub fn add(&mut self, pair: &Pair) {
        use UnitKind::{Heading, ListItem, TabTitle, TableCell, TableHeader};
        let is_name = matches!(
            pair.kind,
            Heading | ListItem | TabTitle | TableCell | TableHeader
        );
        if is_name {
            self.add_texts(pair, &pair.source.text, &pair.target.text);
        }
        let (source, target) = (bold(&pair.source), bold(&pair.target));
        if source.len() == target.len() {
            for (source, target) in source.iter().zip(&target) {
                self.add_texts(pair, source, target);
            }
        }
    }

    fn add_texts(&mut self, pair: &Pair, source: &str, target: &str) {
        let (source, target) = (trimmed(source), trimmed(target));
        if !is_term(source) || !is_term(target) {
            return;
        }
        let locales = (pair.source.locale.clone(), pair.target.locale.clone());
        let terms = self.terms.entry(locales).or_default();
        let found = terms.entry(source.to_lowercase()).or_default();
        *found.spellings.entry(source.to_owned()).or_default() += 1;
        let target = found.targets.entry(target.to_owned());
        let target = target.or_insert_with(|| Target {
            count: 0,
            example: Example {
                document: pair.document.clone(),
                lines: (pair.source.line, pair.target.line),
                context: pair.context.join(" > "),
            },
        });
        target.count += 1;
    }

    /// The terms that were found at least so often, by locales, the most frequent ones first.
    #[must_use]
    pub fn terms(&self, least: u32) -> Vec<Term> {
        let mut all = Vec::new();
        for ((source_locale, target_locale), terms) in &self.terms {
            let term = |found: &Found| Term {
                source_locale: source_locale.clone(),
                target_locale: target_locale.clone(),
                source: most_frequent(&found.spellings),
                count: found.targets.values().map(|t| t.count).sum(),
                targets: translations(&found.targets),
            };
            let mut of_locales: Vec<Term> = terms.values().map(term).collect();
            of_locales.retain(|term| term.count >= least);
            of_locales.sort_by(|a, b| (b.count, &a.source).cmp(&(a.count, &b.source)));
            all.extend(of_locales);
        }
        all
    }
}

fn most_frequent(spellings: &BTreeMap<String, u32>) -> String {
    let best = spellings
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    best.map_or_else(String::new, |(spelling, _)| spelling.clone())
}

fn translations(targets: &BTreeMap<String, Target>) -> Vec<Translated> {
    let translated = |(text, target): (&String, &Target)| Translated {
        text: text.clone(),
        count: target.count,
        example: target.example.clone(),
    };
    let mut all: Vec<Translated> = targets.iter().map(translated).collect();
    all.sort_by(|a, b| (b.count, &a.text).cmp(&(a.count, &b.text)));
    all
}

/// A text without the marks around it, such as the colon after a label.
fn trimmed(text: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || ":;,.!?…：；，。！？、\"“”„«»'‘’".contains(c);
    text.trim_matches(is_mark)
}

/// Whether a text can be a term: a few words, at least one letter, no sentence.
fn is_term(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let is_short = (1..=MOST_WORDS).contains(&words) && text.chars().count() <= MOST_CHARS;
    let is_sentence = text.contains([
        '.', '?', '!', '。', '？', '！', '\n', '|', '`', '/', '\\', '=', '{', '<',
    ]);
    is_short && !is_sentence && text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// The bold texts of a side.
fn bold(side: &PairSide) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open: Option<String> = None;
    for run in side.runs.iter().flatten() {
        match run.kind {
            InlineKind::StrongOpen => open = Some(String::new()),
            InlineKind::StrongClose => texts.extend(open.take()),
            _ => add_text(&mut open, side, run),
        }
    }
    texts
}

fn add_text(open: &mut Option<String>, side: &PairSide, run: &Inline) {
    if let Some(text) = open {
        text.push_str(side.text_of(run));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{align_texts, model::Locale};

    #[test]
    fn short_units_and_bold_texts_are_candidates() {
        let [en, de] = ["en", "de"].map(|l| Locale::parse(l).unwrap());
        let source = "# Water pump\n\nPress **Start** and then **Save as:** now.\n\n## Water Pump\n\nA **very long bold text of many words** here.\n";
        let target = "# Wasserpumpe\n\nDrücken Sie **Starten** und dann **Speichern unter:**.\n\n## Wasserpumpe\n\nHier ein **sehr langer fetter Text aus vielen Wörtern**.\n";
        let mut settings = crate::PairSettings::default();
        settings.check.min_score = 0.0;
        let mut candidates = Candidates::default();
        let pairs = align_texts(&en, source, &de, target, &settings);
        pairs.iter().for_each(|pair| candidates.add(pair));
        let terms = candidates.terms(1);
        let found: Vec<_> = terms
            .iter()
            .map(|t| (t.source.as_str(), t.targets[0].text.as_str(), t.count))
            .collect();
        assert_eq!(
            found,
            [
                ("Water Pump", "Wasserpumpe", 2),
                ("Save as", "Speichern unter", 1),
                ("Start", "Starten", 1),
            ]
        );
        assert_eq!(candidates.terms(2).len(), 1);
    }
}
