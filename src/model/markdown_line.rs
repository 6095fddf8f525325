//! The Markdown of a side on one line.

use super::{InlineKind, PairSide};

impl PairSide {
    /// The Markdown of a side without line ends, as tools that break lines themselves keep it. Hard line breaks stay.
    #[must_use]
    pub fn markdown_line(&self) -> String {
        let mut out = String::new();
        for (number, runs) in self.runs.iter().enumerate() {
            if number > 0 && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
            let mut is_line_start = false;
            for run in runs {
                let raw = self.raw(&run.span);
                if is_line_start && run.kind == InlineKind::Hidden && is_quote_marker(raw) {
                    continue;
                }
                is_line_start = raw.ends_with('\n');
                match run.kind {
                    InlineKind::Break => push_break(raw, &mut out),
                    // Markers of quotes and the indentation of the next line.
                    InlineKind::Hidden if raw.contains('\n') => push_space(&mut out),
                    InlineKind::Hidden => out.push_str(without_cat_tags(raw)),
                    _ => push_folded(raw, &mut out),
                }
            }
        }
        if self.runs.is_empty() {
            push_folded(&self.text, &mut out);
        }
        out.truncate(out.trim_end().len());
        out
    }
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

/// Whether a text is the marker that a quote repeats on each line.
fn is_quote_marker(raw: &str) -> bool {
    raw.contains('>') && raw.chars().all(|c| matches!(c, '>' | ' ' | '\t'))
}
