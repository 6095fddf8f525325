//! The target side of a pair as a template needs it: as Markdown on one line, or with the template's inline codes.

use crate::model::{Inline, InlineKind, PairSide};

/// The Markdown of a side. Lines are joined, because the tool breaks them itself; hard line breaks stay.
pub(super) fn markdown(side: &PairSide) -> String {
    let mut out = String::new();
    for (number, runs) in side.runs.iter().enumerate() {
        if number > 0 && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
        for run in runs {
            let raw = side.raw(&run.span);
            match run.kind {
                InlineKind::Break => push_break(raw, &mut out),
                // Markers of quotes and the indentation of the next line.
                InlineKind::Hidden if raw.contains('\n') => push_space(&mut out),
                InlineKind::Hidden => out.push_str(without_cat_tags(raw)),
                _ => push_folded(raw, &mut out),
            }
        }
    }
    if side.runs.is_empty() {
        push_folded(&side.text, &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}

/// What a tag that a translation tool left behind holds: the `**` of `<bpt id="p1">**</bpt>`.
fn without_cat_tags(raw: &str) -> &str {
    let tag = raw.trim_start_matches('<').trim_start_matches('/');
    let end = tag.find(|c: char| !c.is_ascii_alphabetic());
    if !matches!(
        &tag[..end.unwrap_or(tag.len())],
        "bpt" | "ept" | "it" | "ph"
    ) {
        return raw;
    }
    let inside = raw.split_once('>').map_or("", |(_, rest)| rest);
    inside
        .rsplit_once("</")
        .map_or(inside, |(inside, _)| inside)
}

fn push_break(raw: &str, out: &mut String) {
    match raw.find('\n') {
        Some(at) => {
            out.push_str(raw[..at].trim_end_matches('\r'));
            out.push('\n');
        }
        None => out.push_str(raw),
    }
}

fn push_space(out: &mut String) {
    if !out.ends_with([' ', '\n']) && !out.is_empty() {
        out.push(' ');
    }
}

/// Line ends and the white space around them become one space.
fn push_folded(raw: &str, out: &mut String) {
    let mut lines = raw.split('\n').enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let mut line = line.trim_end_matches('\r');
        if number > 0 {
            push_space(out);
            line = line.trim_start();
        }
        if lines.peek().is_some() {
            line = line.trim_end();
        }
        out.push_str(line);
    }
}

/// What a run with markup is known by: its kind, and the hash of its address, code or name.
pub(super) type CodeId = (InlineKind, u64);

/// The plain text of a side, and where its markup stands in it (bytes).
pub(super) fn text_and_codes(side: &PairSide) -> (String, Vec<(usize, CodeId)>) {
    let (mut text, mut codes) = (String::new(), Vec::new());
    for (number, runs) in side.runs.iter().enumerate() {
        if number > 0 {
            text.push(' ');
        }
        for run in runs {
            if is_code(run) {
                codes.push((text.len(), (run.kind, run.key)));
            }
            text.push_str(side.text_of(run));
        }
    }
    if side.runs.is_empty() {
        text.clone_from(&side.text);
    }
    (text, codes)
}

fn is_code(run: &Inline) -> bool {
    !matches!(
        run.kind,
        InlineKind::Text | InlineKind::Hidden | InlineKind::Escape
    )
}
