//! The record of a unit pair taken apart into records of its sentence pairs.

use std::borrow::Cow;

use crate::model::{Bead, Record, Side};
use crate::sentence::{SentencePair, SentenceSide};

/// Hands over a record for each sentence pair of a unit pair, which is its parent; id, order and flags are the parent's
/// yet.
pub(super) fn each(whole: &Record<'_>, pairs: &[SentencePair], mut take: impl FnMut(Record<'_>)) {
    let text = |pair: usize| pairs.get(pair).map(|p| joined(&whole.source, &p.source.0));
    for (index, pair) in pairs.iter().enumerate() {
        let before = index.checked_sub(1).and_then(text);
        let after = text(index + 1);
        take(Record {
            parent: Some(&whole.id),
            before: before.as_deref().or(whole.before),
            after: after.as_deref().or(whole.after),
            bead: Bead(pair.source.1 as u8, pair.target.1 as u8),
            score: whole.score * pair.score,
            source: part(&whole.source, &pair.source.0),
            target: part(&whole.target, &pair.target.0),
            ..whole.clone()
        });
    }
}

/// The part of a side that some pieces of its units are.
fn part<'a>(side: &Side<'a>, pieces: &'a SentenceSide) -> Side<'a> {
    let start = pieces.first().map_or(side.span.start, |p| p.span.start);
    let end = pieces.last().map_or(start, |p| p.span.end);
    let before = side.file.get(side.span.start as usize..start as usize);
    let lines = before.map_or(0, |text| text.matches('\n').count());
    Side {
        text: joined(side, pieces),
        span: start..end,
        line: side.line + lines as u32,
        runs: pieces.iter().map(|p| &*p.runs).collect(),
        ..side.clone()
    }
}

/// The plain text of some pieces.
fn joined<'a>(side: &Side<'a>, pieces: &SentenceSide) -> Cow<'a, str> {
    let text = |p: &crate::sentence::Piece| {
        let range = p.text.start as usize..p.text.end as usize;
        side.plain.get(range).unwrap_or_default()
    };
    match pieces.as_slice() {
        [one] => Cow::Borrowed(text(one)),
        more => Cow::Owned(more.iter().map(text).collect::<Vec<_>>().join(" ")),
    }
}
