//! The record of a unit pair taken apart into records of its sentence pairs.

use std::borrow::Cow;

use super::identity::Identities;
use crate::export::Batch;
use crate::model::{Bead, Record, Side};
use crate::sentence::{SentencePair, SentenceSide};

/// Renders the sentence pairs of a unit pair, which is each one's parent.
pub(super) fn write(
    whole: &Record<'_>,
    pairs: &[SentencePair],
    identities: &mut Identities,
    batch: &mut Batch,
) {
    let text = |pair: usize| pairs.get(pair).map(|p| joined(&whole.source, &p.source.0));
    for (index, pair) in pairs.iter().enumerate() {
        let (source, target) = (
            part(&whole.source, &pair.source.0),
            part(&whole.target, &pair.target.0),
        );
        let before = index.checked_sub(1).and_then(text);
        let after = text(index + 1);
        batch.pair(&Record {
            id: identities.of(whole.kind, &source.text, &target.text),
            parent: Some(&whole.id),
            index: whole.index + index as u32,
            before: before.as_deref().or(whole.before),
            after: after.as_deref().or(whole.after),
            bead: Bead(pair.source.1 as u8, pair.target.1 as u8),
            score: whole.score * pair.score,
            source,
            target,
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
