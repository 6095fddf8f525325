//! Hugo shortcodes that hold blocks: notes, `{{< note >}}` … `{{< /note >}}`, and code, `{{< tab codelang="bash" >}}` …
//! `{{< /tab >}}`.
//!
//! What stands on the line of a shortcode belongs to a block of its own, wherever translators break lines.

use std::ops::Range;

use memchr::memmem;

use super::super::key;
use super::super::plain::is_blank;
use super::{LONGEST, Line, MarkKind, Masker};

/// Shortcodes that make notes of what they hold.
const NOTES: [&str; 12] = [
    "note",
    "caution",
    "warning",
    "tip",
    "info",
    "danger",
    "alert",
    "callout",
    "important",
    "admonition",
    "hint",
    "notice",
];
/// What a block of code is set between.
const FENCE: &[u8] = b"~~~~";

impl Masker<'_> {
    /// The beginning or the end of a note. A beginning without an end is none, lest the rest of the text be a note.
    pub(super) fn note(
        &mut self,
        word: &str,
        span: &Range<usize>,
        inner: &Range<usize>,
        line: &Line,
    ) -> bool {
        if let Some(known) = self.note_ends.iter().position(|end| *end == span.start) {
            self.note_ends.swap_remove(known);
            self.apart(span, b"", line);
            self.mark(span.clone(), MarkKind::NoteClose { colons: 0 });
            return true;
        }
        if !NOTES.contains(&word) || !self.leads(span, line) {
            return false;
        }
        let Some(end) = self.shortcode_end(word, span.end) else {
            return false;
        };
        if !is_blank(&self.bytes[end.end..self.line(end.start).range.end]) {
            return false;
        }
        self.note_ends.push(end.start);
        self.apart(span, b"", line);
        self.identify(span, inner);
        let at = inner.start + self.body[inner.clone()].find(word).unwrap_or(0);
        let name = at..at + word.len();
        self.mark(span.clone(), MarkKind::NoteOpen { name, colons: 0 });
        self.texts(word, inner);
        true
    }

    /// Code between shortcodes: becomes a fenced block.
    pub(super) fn code(
        &mut self,
        word: &str,
        span: &Range<usize>,
        inner: &Range<usize>,
        line: &Line,
    ) -> bool {
        let holds_code = match word {
            "highlight" | "mermaid" => true,
            "tab" => self.attribute("codelang", inner).is_some(),
            _ => false,
        };
        if !holds_code || !self.is_alone(span, line) {
            return false;
        }
        let Some(end) = self.shortcode_end(word, span.end) else {
            return false;
        };
        let last = self.line(end.start);
        if !self.leads(&end, &last) || !is_blank(&self.bytes[end.end..last.range.end]) {
            return false;
        }
        self.identify(span, inner);
        if let Some(name) = self.attribute("name", inner).filter(|_| word == "tab") {
            self.title(word, name);
        }
        self.apart(span, FENCE, line);
        self.blank(end.clone());
        self.copy()[end.start..end.start + FENCE.len()].copy_from_slice(FENCE);
        self.done = end.end;
        true
    }

    fn identify(&mut self, span: &Range<usize>, inner: &Range<usize>) {
        let key = key::of("shortcode", self.shortcode_identity(inner).as_bytes());
        self.mark(span.clone(), MarkKind::Landmark { key });
    }

    /// Whether nothing but space and what was masked stands before it on its line.
    fn leads(&self, span: &Range<usize>, line: &Line) -> bool {
        let now = self.copy.as_deref().unwrap_or(self.bytes);
        is_blank(&now[line.content.min(span.start)..span.start])
    }

    /// Where the shortcode stands that ends one of a name, before another of that name begins.
    fn shortcode_end(&self, name: &str, from: usize) -> Option<Range<usize>> {
        let limit = self.bytes.len().min(from + LONGEST);
        for at in memmem::find_iter(&self.bytes[from..limit], b"{{").map(|at| from + at) {
            if !matches!(self.bytes.get(at + 2), Some(b'<' | b'%')) {
                continue;
            }
            let Some(end) = self.braces_end(at, self.line(at).range.end) else {
                continue;
            };
            let Some(inner) = self.body.get(at + 3..end - 3).map(str::trim) else {
                continue;
            };
            let word = inner.split([' ', '\t']).next().unwrap_or_default();
            if word == name {
                return None;
            }
            if let Some(rest) = word.strip_prefix('/') {
                let rest = if rest.is_empty() {
                    inner[1..].trim_start()
                } else {
                    rest
                };
                if rest == name {
                    return Some(at..end);
                }
            }
        }
        None
    }

    /// Takes a shortcode out and ends its line behind it, so that what follows is a block of its own, begun with `head`.
    fn apart(&mut self, span: &Range<usize>, head: &[u8], line: &Line) {
        self.done = span.end;
        self.blank(span.clone());
        let alone = is_blank(&self.bytes[span.end..line.range.end.max(span.end)]);
        let leads = self.leads(span, line);
        if alone && leads && head.is_empty() {
            return;
        }
        // What stands before the content of the line stands before it again: quotes stay quotes, items items.
        let before = self.bytes[line.range.start..line.content].iter();
        let before = before.map(|byte| if *byte == b'>' { b'>' } else { b' ' });
        let tail: Vec<u8> = std::iter::once(b'\n')
            .chain(before)
            .chain(head.iter().copied())
            .collect();
        if let Some(at) = span
            .end
            .checked_sub(tail.len())
            .filter(|at| *at >= span.start)
        {
            self.copy()[at..span.end].copy_from_slice(&tail);
        }
    }
}
