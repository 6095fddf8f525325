//! One side of a pair: a view of a file for the checks, and an owned copy of what a pair needs of it.

use std::borrow::Cow;

use super::{Blob, Date, Document, Inline, Locale, Source, Span, TranslationType, Unit};

/// One side of a pair, borrowed from a loaded version.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// The locale.
    pub locale: &'a Locale,
    /// Plain text; the texts of several units are joined by a space.
    pub text: Cow<'a, str>,
    /// Bytes in the file, from the first unit's first to the last unit's last.
    pub span: Span,
    /// Line that the first unit begins on, counted from 1.
    pub line: u32,
    /// How it was translated; `None` for an original.
    pub translation_type: Option<TranslationType>,
    /// Hash of the original-language file this side was made from; for an original, its own.
    pub hash: Option<&'a str>,
    /// The day it was handed off.
    pub handoff: Option<Date>,
    /// Where in git its file was read from; `None` for a file on disk.
    pub blob: Option<&'a Blob>,
    /// The whole file, which `span` and the runs' spans count bytes of.
    pub file: &'a str,
    /// The inline runs, unit after unit; their text spans count bytes of `plain`.
    pub runs: Vec<&'a [Inline]>,
    /// The arena that the runs' text spans point into.
    pub plain: &'a str,
}

impl<'a> Side<'a> {
    /// Some units of a file, in their order, as one side of a pair. The translation type is not set.
    #[must_use]
    pub fn of(
        locale: &'a Locale,
        source: &'a Source,
        document: &'a Document,
        units: &[&Unit],
    ) -> Self {
        let text = match units {
            [unit] => Cow::Borrowed(document.text(unit)),
            _ => {
                let texts: Vec<&str> = units.iter().map(|u| document.text(u)).collect();
                Cow::Owned(texts.join(" "))
            }
        };
        let hash = source.own_hash.as_deref();
        Self {
            locale,
            text,
            span: Span {
                start: units.first().map_or(0, |u| u.span.start),
                end: units.last().map_or(0, |u| u.span.end),
            },
            line: units.first().map_or(0, |u| u.line),
            translation_type: None,
            hash: hash.or(source.provenance.source_hash.as_deref()),
            handoff: source.provenance.handoff,
            blob: source.blob.as_ref(),
            file: &source.text,
            runs: units.iter().map(|u| document.runs(u)).collect(),
            plain: &document.plain,
        }
    }
}

/// One side of a [`Pair`](super::Pair).
#[derive(Debug, Clone, PartialEq)]
pub struct PairSide {
    /// The locale.
    pub locale: Locale,
    /// Plain text; the texts of several units are joined by a space.
    pub text: String,
    /// Bytes in the file, from the first unit's first to the last unit's last.
    pub span: Span,
    /// Line that the first unit begins on, counted from 1.
    pub line: u32,
    /// How it was translated; `None` for an original.
    pub translation_type: Option<TranslationType>,
    /// Hash of the original-language file this side was made from, in hex; for an original, its own.
    pub hash: Option<String>,
    /// The day it was handed off.
    pub handoff: Option<Date>,
    /// Where in git its file was read from; `None` for a file on disk.
    pub blob: Option<Blob>,
    /// The inline runs, unit after unit. Read their bytes with [`PairSide::raw`] and their text with
    /// [`PairSide::text_of`].
    pub runs: Vec<Vec<Inline>>,
    /// The part of the file that `span` and the spans of all runs are in. Runs of a sentence can be outside `span`,
    /// because it shares its tags with the sentences beside it.
    excerpt: Excerpt,
    /// The part of the plain text that the runs' text spans are in.
    plain: Excerpt,
}

/// A part of a text, with the byte that it begins at.
#[derive(Debug, Clone, Default, PartialEq)]
struct Excerpt {
    start: u32,
    text: String,
}

impl Excerpt {
    fn whole(text: &str) -> Self {
        Self {
            start: 0,
            text: text.to_owned(),
        }
    }

    /// The smallest part of a text that holds all spans.
    fn of<'s>(text: &str, spans: impl Iterator<Item = &'s Span> + Clone) -> Self {
        let start = spans.clone().map(|span| span.start).min().unwrap_or(0);
        let end = spans.map(|span| span.end).max().unwrap_or(0);
        let part = text.get(start as usize..end as usize);
        Self {
            start,
            text: part.unwrap_or_default().to_owned(),
        }
    }

    fn get(&self, span: &Span) -> &str {
        let range = span
            .start
            .checked_sub(self.start)
            .zip(span.end.checked_sub(self.start));
        let part = range.and_then(|(start, end)| self.text.get(start as usize..end as usize));
        part.unwrap_or_default()
    }
}

impl PairSide {
    /// A side whose file is its text alone, without markup. Other fields can be set afterwards.
    #[must_use]
    pub fn plain(locale: Locale, text: &str) -> Self {
        Self {
            locale,
            text: text.to_owned(),
            span: 0..text.len() as u32,
            excerpt: Excerpt::whole(text),
            line: 1,
            translation_type: None,
            hash: None,
            handoff: None,
            blob: None,
            runs: Vec::new(),
            plain: Excerpt::default(),
        }
    }

    /// A side with markup. The runs' spans count bytes of `markdown`, their text spans count bytes of `text`.
    #[must_use]
    pub fn with_runs(locale: Locale, markdown: &str, text: &str, runs: Vec<Vec<Inline>>) -> Self {
        Self {
            text: text.to_owned(),
            plain: Excerpt::whole(text),
            runs,
            ..Self::plain(locale, markdown)
        }
    }

    /// The Markdown of the side: the bytes of its span.
    #[must_use]
    pub fn markdown(&self) -> &str {
        self.excerpt.get(&self.span)
    }

    /// Some bytes of the file, such as those of a run; empty outside the side and its runs.
    #[must_use]
    pub fn raw(&self, span: &Span) -> &str {
        self.excerpt.get(span)
    }

    /// What a run of this side adds to the plain text.
    #[must_use]
    pub fn text_of(&self, run: &Inline) -> &str {
        self.plain.get(&run.text)
    }
}

impl From<&Side<'_>> for PairSide {
    fn from(side: &Side<'_>) -> Self {
        let runs = side.runs.iter().copied().flatten();
        // Shared tags without bytes can be anywhere in the file.
        let spans = runs.clone().map(|run| &run.span).filter(|s| !s.is_empty());
        let texts = runs.map(|run| &run.text).filter(|text| !text.is_empty());
        Self {
            locale: side.locale.clone(),
            text: side.text.clone().into_owned(),
            span: side.span.clone(),
            line: side.line,
            translation_type: side.translation_type,
            hash: side.hash.map(str::to_owned),
            handoff: side.handoff,
            blob: side.blob.cloned(),
            runs: side.runs.iter().map(|unit| unit.to_vec()).collect(),
            excerpt: Excerpt::of(side.file, spans.chain([&side.span])),
            plain: Excerpt::of(side.plain, texts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_gives_bytes_by_their_place_in_the_whole_text() {
        let excerpt = Excerpt::of("one two three", [4..7, 8..9].iter());
        assert_eq!(excerpt.get(&(4..7)), "two");
        assert_eq!(excerpt.get(&(6..9)), "o t");
        assert_eq!(excerpt.get(&(0..7)), "");
        assert_eq!(excerpt.get(&(8..12)), "");
    }
}
