//! Makes pairs of text paragraphs out of pairs of units.
//!
//! Tools that read Markdown as plain text, such as OmegaT, cut a file at its empty lines and keep all markup in their
//! segments. A list or a table is one segment for them. So a pair of such a paragraph is the source paragraph as it
//! stands in the file, and the same paragraph with the target's Markdown in place of each unit. Code and markup
//! between the units stay those of the source.
//!
//! A paragraph with a unit that has no pair is left out, because half of it would not be translated. So is one whose
//! units were all left untranslated, and one without units. The lines and the sentences of a paragraph are pairs
//! too: a tool that cuts at line ends or into sentences finds them, even where the rest of the paragraph has no pair.

mod cut;
mod pieces;
mod replacement;

use std::borrow::Cow;
use std::ops::Range;

use super::PairSink;
use super::pair_id::PairIds;
use crate::model::{ArticleVersion, Bead, Flag, Flags, Pair, PairSide, Side, Span};
use pieces::Pieces;
use replacement::replacement;

/// Makes the pairs of the text paragraphs of two versions.
pub(super) struct TextParagraphs<'a, 's> {
    source: &'a ArticleVersion,
    target: &'a ArticleVersion,
    ids: PairIds,
    /// The index of the next pair.
    index: u32,
    sink: &'s mut dyn PairSink,
}

impl<'a, 's> TextParagraphs<'a, 's> {
    /// No pairs yet, of two versions of a document.
    pub fn new(
        document: &str,
        (source, target): (&'a ArticleVersion, &'a ArticleVersion),
        sink: &'s mut dyn PairSink,
    ) -> Self {
        Self {
            source,
            target,
            ids: PairIds::new(document, (&source.locale, &target.locale)),
            index: 0,
            sink,
        }
    }

    /// Hands over the pairs of all paragraphs, lines and sentences, in the order of the source file.
    pub fn make(mut self, units: Vec<Pair>, sentences: Vec<Pair>) {
        let text = &*self.source.source.text;
        let units = Pieces::new(units, self.source);
        let sentences = Pieces::new(sentences, self.source);
        let paragraphs = cut::paragraphs(text);
        for (place, paragraph) in paragraphs.iter().enumerate() {
            self.hand_over(&paragraphs, place, units.inside(paragraph));
            let lines = cut::lines(text, paragraph);
            for (place, line) in lines.iter().enumerate() {
                if line != paragraph {
                    self.hand_over(&lines, place, units.inside(line));
                }
            }
            let cut = cut::sentences(text, paragraph);
            for (place, sentence) in cut.iter().enumerate() {
                let is_line = lines.binary_search_by_key(&sentence.start, |line| line.start);
                let is_line = is_line.is_ok_and(|at| lines[at] == *sentence);
                if sentence != paragraph && !is_line {
                    self.hand_over(&cut, place, sentences.inside(sentence));
                }
            }
        }
    }

    /// Hands over the pair of a paragraph, line or sentence, if there is one. `siblings` are what stands before and after it.
    fn hand_over(&mut self, siblings: &[Range<usize>], place: usize, parts: Option<&[Pair]>) {
        let pair = parts.and_then(|parts| self.paragraph(&siblings[place], parts));
        let Some(pair) = pair else { return };
        let text = |range: &Range<usize>| self.text(range).into_owned();
        let before = place.checked_sub(1).map(|before| text(&siblings[before]));
        let after = siblings.get(place + 1).map(text);
        let id = self
            .ids
            .next(pair.kind, &pair.source.text, &pair.target.text);
        self.sink.pair(Pair {
            id,
            index: self.index,
            before,
            after,
            ..pair
        });
        self.index += 1;
    }

    /// The pair of a stretch of the source file, without id and neighbours; `None` if it has no translation.
    fn paragraph(&self, range: &Range<usize>, parts: &[Pair]) -> Option<Pair> {
        let first = parts.first()?;
        if parts
            .iter()
            .all(|part| part.flags.contains(Flag::Untranslated))
        {
            return None;
        }
        let mut text = String::new();
        let mut at = range.start;
        for part in parts {
            text.push_str(&self.text(&(at..part.source.span.start as usize)));
            text.push_str(&replacement(part, &self.source.source.text)?);
            at = part.source.span.end as usize;
        }
        text.push_str(&self.text(&(at..range.end)));
        let span = range.start as u32..range.end as u32;
        let reasons = parts.iter().flat_map(|part| part.reasons.iter().cloned());
        Some(Pair {
            source: side(self.source, &first.source, span, self.text(range)),
            target: target_side(self.target, parts, text),
            bead: Bead(1, 1),
            score: parts.iter().map(|part| part.score).fold(1.0, f32::min),
            flags: parts
                .iter()
                .map(|part| part.flags)
                .fold(Flags::NONE, Flags::union),
            reasons: reasons.collect(),
            reviewed: parts.iter().all(|part| part.reviewed),
            ..first.clone()
        })
    }

    /// A part of the source file with `\n` as line ends.
    fn text(&self, range: &Range<usize>) -> Cow<'a, str> {
        let text = &self.source.source.text[range.clone()];
        if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// The target side: the text is made, the span holds all units that it is made of.
fn target_side(version: &ArticleVersion, parts: &[Pair], text: String) -> PairSide {
    let first = parts
        .iter()
        .map(|part| &part.target)
        .min_by_key(|side| side.span.start);
    let first = first.expect("a paragraph has a pair");
    let end = parts.iter().map(|part| part.target.span.end).max();
    let span = first.span.start..end.unwrap_or(first.span.end);
    side(version, first, span, text.into())
}

/// A side with the provenance of the side of a unit.
fn side(version: &ArticleVersion, of: &PairSide, span: Span, text: Cow<'_, str>) -> PairSide {
    let side = Side {
        text,
        span,
        line: of.line,
        translation_type: of.translation_type,
        ..Side::of(&version.locale, &version.source, &version.document, &[])
    };
    PairSide::from(&side)
}
