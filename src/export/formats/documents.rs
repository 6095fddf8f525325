//! One JSON object per document and locale pair, with all its paragraphs in order: for training on whole documents.
//!
//! Unaligned units are kept, so the text of each side can be read through. Pairs that an option left out before the
//! export, such as those below the minimum score, are missing. Duplicates are never left out here, because a document
//! with holes is of no use.

use serde::Serialize;

use super::columns::rounded;
use super::jsonl::write_json;
use crate::export::settings::LangStyle;
use crate::export::{Exporter, RenderBuffer, Settings};
use crate::model::{Locale, Pair, PairSide, TranslationType, UnalignedUnit};

const SUFFIX: &str = ".documents.jsonl";

/// Writes one object per document and locale pair.
pub(super) struct Documents {
    style: LangStyle,
    /// The document at hand. Pairs come locale pair by locale pair, so only one is held however many locales there are.
    open: Option<OpenDocument>,
}

/// A document in two locales, while its pairs come in.
struct OpenDocument {
    locales: (Locale, Locale),
    document: String,
    translation_type: Option<TranslationType>,
    source: Vec<Paragraph>,
    target: Vec<Paragraph>,
    /// Scores of the pairs.
    scores: Vec<f64>,
}

/// A unit of one side.
struct Paragraph {
    /// Bytes in the file: the order of the text.
    place: (u32, u32),
    text: String,
    /// The number of its pair among the pairs of the document.
    pair: Option<usize>,
}

/// The object that is written. No value is null, and no list is of unknown type.
#[derive(Serialize)]
struct Row<'a> {
    document: &'a str,
    source_locale: &'a str,
    target_locale: &'a str,
    translation_type: &'a str,
    /// All paragraphs, separated by empty lines.
    source: String,
    target: String,
    source_paragraphs: usize,
    target_paragraphs: usize,
    pairs: usize,
    /// `source-target:score` of each pair, separated by spaces; paragraphs are counted from 0.
    alignment: String,
}

impl Documents {
    pub fn new(settings: &Settings) -> Self {
        Self {
            style: settings.lang_style,
            open: None,
        }
    }

    /// The document in two locales. The one before it is complete, and is written.
    fn document(
        &mut self,
        locales: (&Locale, &Locale),
        document: &str,
        out: &mut RenderBuffer,
    ) -> &mut OpenDocument {
        let is_it = |open: &OpenDocument| (&open.locales.0, &open.locales.1) == locales;
        if !self.open.as_ref().is_some_and(is_it) {
            self.write(out);
        }
        self.open.get_or_insert_with(|| OpenDocument {
            locales: (locales.0.clone(), locales.1.clone()),
            document: document.to_owned(),
            translation_type: None,
            source: Vec::new(),
            target: Vec::new(),
            scores: Vec::new(),
        })
    }

    /// Writes the document at hand. Without a pair there is no translation in its locales, and nothing is written.
    fn write(&mut self, out: &mut RenderBuffer) {
        let with_pairs = self.open.take().filter(|open| !open.scores.is_empty());
        let Some(mut open) = with_pairs else { return };
        let (source, target) = self.style.tags(&open.locales.0, &open.locales.1);
        open.source.sort_by_key(|paragraph| paragraph.place);
        open.target.sort_by_key(|paragraph| paragraph.place);
        let row = Row {
            document: &open.document,
            source_locale: source,
            target_locale: target,
            translation_type: open.translation_type.unwrap_or_default().as_str(),
            source: joined(&open.source),
            target: joined(&open.target),
            source_paragraphs: open.source.len(),
            target_paragraphs: open.target.len(),
            pairs: open.scores.len(),
            alignment: open.alignment(),
        };
        let bytes = out.pair(&open.locales.0, &open.locales.1, SUFFIX);
        write_json(&row, bytes);
        bytes.push(b'\n');
    }
}

impl Exporter for Documents {
    fn counts_unaligned(&self) -> bool {
        true
    }

    fn is_compressed(&self, _name: &str) -> bool {
        true
    }

    fn is_by_pair(&self) -> bool {
        false
    }

    fn pair(&mut self, pair: &Pair, out: &mut RenderBuffer) {
        let locales = (&pair.source.locale, &pair.target.locale);
        let open = self.document(locales, &pair.document, out);
        let number = Some(open.scores.len());
        open.scores.push(rounded(pair.score));
        open.source.push(Paragraph::new(&pair.source, number));
        open.target.push(Paragraph::new(&pair.target, number));
        let earlier = open.translation_type.unwrap_or(pair.translation_type);
        open.translation_type = Some(match earlier {
            same if same == pair.translation_type => same,
            // A document with both kinds counts as machine translated, as a pair does.
            TranslationType::Machine => TranslationType::Machine,
            _ if pair.translation_type == TranslationType::Machine => TranslationType::Machine,
            _ => TranslationType::Unknown,
        });
    }

    fn unaligned(&mut self, unit: &UnalignedUnit, out: &mut RenderBuffer) {
        let open = self.document(unit.locales(), &unit.document, out);
        let paragraph = Paragraph::new(&unit.side, None);
        match unit.is_source {
            true => open.source.push(paragraph),
            false => open.target.push(paragraph),
        }
    }

    fn end(&mut self, out: &mut RenderBuffer) -> bool {
        self.write(out);
        false
    }
}

impl OpenDocument {
    fn alignment(&self) -> String {
        let mut places = vec![(0, 0); self.scores.len()];
        for (index, paragraph) in self.source.iter().enumerate() {
            paragraph
                .pair
                .into_iter()
                .for_each(|pair| places[pair].0 = index);
        }
        for (index, paragraph) in self.target.iter().enumerate() {
            paragraph
                .pair
                .into_iter()
                .for_each(|pair| places[pair].1 = index);
        }
        let pairs = places.iter().zip(&self.scores);
        let pairs = pairs.map(|((source, target), score)| format!("{source}-{target}:{score}"));
        pairs.collect::<Vec<_>>().join(" ")
    }
}

impl Paragraph {
    fn new(side: &PairSide, pair: Option<usize>) -> Self {
        Self {
            place: (side.span.start, side.span.end),
            text: without_empty_lines(&side.text),
            pair,
        }
    }
}

/// An empty line separates paragraphs, so none may contain one.
fn without_empty_lines(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

fn joined(paragraphs: &[Paragraph]) -> String {
    let texts: Vec<&str> = paragraphs.iter().map(|p| p.text.as_str()).collect();
    texts.join("\n\n")
}
