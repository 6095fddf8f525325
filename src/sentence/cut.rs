//! Cuts a unit's inline runs into those of its sentences.
//!
//! A tag that spans sentences is closed at the end of one and opened again in the next: the runs of each sentence are
//! balanced, those added being copies of the unit's own, so that their bytes can still be found in the file.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Document, Inline, InlineKind, Span, Unit};

/// A piece of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its plain text: bytes in [`Document::plain`].
    pub text: Span,
    /// Its bytes in the file, without those of tags opened again or closed early.
    pub span: Span,
    /// Its runs. Tags carried over from the sentences before stand first and lie before `span`; tags closed early
    /// stand last and lie behind it.
    pub runs: Vec<Inline>,
}

/// Parts of a unit's plain text (bytes in it) that must not be split: code, arguments of directives, addresses that
/// are links of themselves.
#[must_use]
pub fn protected(document: &Document, unit: &Unit, file: &str) -> Vec<Range<usize>> {
    let base = unit.text.start as usize;
    let mut ranges = Vec::new();
    let mut address = false;
    for run in document.runs(unit) {
        let raw = bytes(file, &run.span);
        match run.kind {
            InlineKind::LinkOpen => address = raw == "<",
            InlineKind::LinkClose => address = false,
            InlineKind::Text if !address => {}
            _ if run.text.len() > 1 => {
                ranges.push(run.text.start as usize - base..run.text.end as usize - base);
            }
            _ => {}
        }
    }
    ranges
}

/// Cuts a unit into pieces, given by the bytes of their texts in [`Document::plain`], ascending. What stands between
/// them is left out.
#[must_use]
pub fn cut(document: &Document, unit: &Unit, file: &str, texts: &[Span]) -> Vec<Piece> {
    let runs = document.runs(unit);
    let plain = &document.plain;
    let partners = partners(runs, file);
    let mut pieces: Vec<Piece> = texts
        .iter()
        .map(|text| Piece {
            text: text.clone(),
            span: 0..0,
            runs: Vec::new(),
        })
        .collect();
    let mut open: Vec<usize> = Vec::new();
    let (mut now, mut at) = (0, unit.text.start);
    for (index, run) in runs.iter().enumerate() {
        if run.text.is_empty() {
            // An opening tag at the end of a piece belongs to the next, all other markup to the piece before.
            let opens = partners[index].is_some_and(|p| p > index);
            while opens && now + 1 < pieces.len() && pieces[now].text.end <= at {
                now += 1;
                carry(&mut pieces, now, &open, runs, &partners);
            }
            if let Some(piece) = pieces.get_mut(now) {
                push(piece, run.clone());
            }
            match partners[index] {
                Some(partner) if partner > index => open.push(index),
                Some(partner) => open.retain(|&o| o != partner),
                None => {}
            }
            continue;
        }
        at = run.text.end;
        while let Some(piece) = pieces.get_mut(now) {
            let text = run.text.start.max(piece.text.start)..at.min(piece.text.end);
            if text.start < text.end {
                push(piece, part(run, text, plain, file));
            }
            if at <= piece.text.end || now + 1 == pieces.len() {
                break;
            }
            now += 1;
            carry(&mut pieces, now, &open, runs, &partners);
        }
    }
    pieces
}

/// Closes the open tags at the end of the piece before and opens them again in this one.
fn carry(
    pieces: &mut [Piece],
    now: usize,
    open: &[usize],
    runs: &[Inline],
    partners: &[Option<usize>],
) {
    let closing = open.iter().rev().filter_map(|&o| partners[o]);
    let closing = closing.map(|c| runs[c].clone());
    if let Some(piece) = now.checked_sub(1).and_then(|before| pieces.get_mut(before)) {
        piece.runs.extend(closing);
    }
    if let Some(piece) = pieces.get_mut(now) {
        piece.runs.extend(open.iter().map(|&o| runs[o].clone()));
    }
}

fn push(piece: &mut Piece, run: Inline) {
    if piece.span.is_empty() {
        piece.span = run.span.clone();
    }
    piece.span.end = run.span.end;
    piece.runs.push(run);
}

/// The part of a run whose plain text is `text`.
fn part(run: &Inline, text: Span, plain: &str, file: &str) -> Inline {
    let mut part = run.clone();
    let raw = bytes(file, &run.span);
    let whole = bytes(plain, &run.text);
    if run.kind == InlineKind::Text && text != run.text {
        let offset = |at: u32, skip: bool| {
            let prefix = bytes(plain, &(run.text.start..at));
            run.span.start + raw_offset(raw, whole, prefix, skip) as u32
        };
        // White space at the end of the part stands before markup, as in `press <kbd>`.
        let has_space = bytes(plain, &text).ends_with(char::is_whitespace);
        part.span = offset(text.start, true)..offset(text.end, has_space);
    }
    part.text = text;
    part
}

/// Where in the raw bytes a prefix of the plain text ends; behind the white space there if asked. The two differ in
/// white space and composition only.
fn raw_offset(raw: &str, whole: &str, prefix: &str, skip_space: bool) -> usize {
    if raw == whole {
        return prefix.len();
    }
    let letters = |text: &str| text.nfd().filter(|c| !c.is_whitespace()).count();
    let mut left = letters(prefix);
    let mut chars = raw.char_indices().peekable();
    while left > 0
        && let Some((_, c)) = chars.next()
    {
        left = left.saturating_sub(letters(c.encode_utf8(&mut [0; 4])));
    }
    while skip_space && chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
    chars.peek().map_or(raw.len(), |(at, _)| *at)
}

/// For each run that opens or closes something, the run that closes or opens it.
fn partners(runs: &[Inline], file: &str) -> Vec<Option<usize>> {
    let mut partners = vec![None; runs.len()];
    let mut open: Vec<(usize, InlineKind)> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        match side(run, file) {
            Some((kind, true)) => open.push((index, kind)),
            Some((kind, false)) => {
                let fits = |&(o, k): &(usize, InlineKind)| {
                    k == kind && (kind != InlineKind::Html || runs[o].key == run.key)
                };
                if let Some(at) = open.iter().rposition(fits) {
                    let (opening, _) = open.remove(at);
                    partners[opening] = Some(index);
                    partners[index] = Some(opening);
                }
            }
            None => {}
        }
    }
    partners
}

/// Which sort of tag a run opens (`true`) or closes.
fn side(run: &Inline, file: &str) -> Option<(InlineKind, bool)> {
    use InlineKind as K;
    Some(match run.kind {
        K::EmphasisOpen => (K::EmphasisOpen, true),
        K::EmphasisClose => (K::EmphasisOpen, false),
        K::StrongOpen => (K::StrongOpen, true),
        K::StrongClose => (K::StrongOpen, false),
        K::StrikeOpen => (K::StrikeOpen, true),
        K::StrikeClose => (K::StrikeOpen, false),
        K::LinkOpen => (K::LinkOpen, true),
        K::LinkClose => (K::LinkOpen, false),
        K::Html => {
            let raw = bytes(file, &run.span);
            if raw.ends_with("/>") || raw.starts_with("<!") {
                return None;
            }
            (K::Html, !raw.starts_with("</"))
        }
        _ => return None,
    })
}

fn bytes<'t>(text: &'t str, span: &Span) -> &'t str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or_default()
}
