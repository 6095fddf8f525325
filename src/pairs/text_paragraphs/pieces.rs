//! The pairs that a text paragraph is made of, and what of the source file has none.

use std::ops::Range;

use crate::model::{ArticleVersion, Pair, PairSide, Span};

/// Pairs of units or sentences in the order of the source file, and the text that has no pair.
pub(super) struct Pieces {
    /// Sorted by the source span. A later one ends later.
    pairs: Vec<Pair>,
    /// What of the source units no pair holds. The spans are sorted and do not touch.
    unpaired: Vec<Span>,
}

impl Pieces {
    /// The pieces of a source file. Pairs inside another pair are left out, such as the alternative text of an image in
    /// a paragraph. So are sentences that share a tag with the sentence beside them: their markup is not their own.
    pub fn new(mut pairs: Vec<Pair>, source: &ArticleVersion) -> Self {
        pairs.retain(|pair| has_own_markup(&pair.source) && has_own_markup(&pair.target));
        pairs.sort_by_key(|pair| (pair.source.span.start, u32::MAX - pair.source.span.end));
        let mut end = 0;
        pairs.retain(|pair| {
            let is_outside = pair.source.span.end > end;
            end = end.max(pair.source.span.end);
            is_outside
        });
        let unpaired = unpaired(&pairs, source);
        Self { pairs, unpaired }
    }

    /// The pairs in a part of the source file; `None` if some of its text has no pair, if a pair stands only half in it,
    /// or if two pairs overlap.
    pub fn inside(&self, range: &Range<usize>) -> Option<&[Pair]> {
        let (start, end) = (range.start as u32, range.end as u32);
        let next = self.unpaired.partition_point(|span| span.end <= start);
        if self.unpaired.get(next).is_some_and(|span| span.start < end) {
            return None;
        }
        let first = self
            .pairs
            .partition_point(|pair| pair.source.span.end <= start);
        let later = &self.pairs[first..];
        let inside = &later[..later.partition_point(|pair| pair.source.span.start < end)];
        let is_inside =
            |pair: &Pair| pair.source.span.start >= start && pair.source.span.end <= end;
        let overlap = |two: &[Pair]| two[0].source.span.end > two[1].source.span.start;
        (inside.iter().all(is_inside) && !inside.windows(2).any(overlap)).then_some(inside)
    }
}

fn has_own_markup(side: &PairSide) -> bool {
    let is_inside = |span: &Span| span.start >= side.span.start && span.end <= side.span.end;
    side.runs
        .iter()
        .flatten()
        .all(|run| run.span.is_empty() || is_inside(&run.span))
}

/// The parts of the source units that no pair holds, without those of white space.
fn unpaired(pairs: &[Pair], source: &ArticleVersion) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for unit in &source.document.units {
        let mut at = unit.span.start;
        let first = pairs.partition_point(|pair| pair.source.span.end <= at);
        for pair in &pairs[first..] {
            let span = &pair.source.span;
            if span.start >= unit.span.end {
                break;
            }
            spans.push(at..span.start.max(at));
            at = at.max(span.end);
        }
        spans.push(at..unit.span.end.max(at));
    }
    let text = &source.source.text;
    spans.retain(|span| {
        !text[span.start as usize..span.end as usize]
            .trim()
            .is_empty()
    });
    spans.sort_unstable_by_key(|span| span.start);
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}
