//! The sides of a unit pair, split into the sides of its sentence pairs.

use std::borrow::Cow;

use crate::model::Side;
use crate::sentence::{Piece, SentenceSide};

/// The part of a side that some pieces of its units make.
pub(super) fn part<'a>(side: &Side<'a>, pieces: &'a SentenceSide) -> Side<'a> {
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
pub(super) fn joined<'a>(side: &Side<'a>, pieces: &SentenceSide) -> Cow<'a, str> {
    let text = |piece: &Piece| {
        let range = piece.text.start as usize..piece.text.end as usize;
        side.plain.get(range).unwrap_or_default()
    };
    match pieces.as_slice() {
        [one] => Cow::Borrowed(text(one)),
        more => Cow::Owned(more.iter().map(text).collect::<Vec<_>>().join(" ")),
    }
}
