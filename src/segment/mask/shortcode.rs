//! Hugo shortcodes that hold blocks: notes, `{{< note >}}` … `{{< /note >}}`, and code, `{{< tab codelang="bash" >}}`
//! … `{{< /tab >}}`.
//!
//! Text on the line of a shortcode becomes a separate block, because translators break lines elsewhere.

use std::ops::Range;

use memchr::memmem;

use super::super::neutral_key;
use super::super::normalize::is_blank;
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

/// A shortcode: its name, with the `/` of an end, its bytes, and those inside the braces.
pub(super) struct Shortcode<'s> {
    pub word: &'s str,
    pub span: Range<usize>,
    pub inner: Range<usize>,
}

impl Masker<'_> {
    /// The beginning or the end of a note. A beginning without an end is ignored, so that the rest of the file does
    /// not become a note.
    pub(super) fn note(&mut self, shortcode: &Shortcode<'_>, line: &Line) -> bool {
        let Shortcode { word, span, inner } = shortcode;
        if let Some(known) = self.note_ends.iter().position(|end| *end == span.start) {
            self.note_ends.swap_remove(known);
            if !self.apart(span, b"", line) {
                self.blank(span.clone());
            }
            self.done = span.end;
            self.mark(span.clone(), MarkKind::NoteClose { colons: 0 });
            return true;
        }
        if !NOTES.contains(word) || !self.leads(span, line) {
            return false;
        }
        let Some(end) = self.shortcode_end(word, span.end) else {
            return false;
        };
        if !self.apart(span, b"", line) {
            return false;
        }
        self.done = span.end;
        self.note_ends.push(end.start);
        self.identify(shortcode);
        let name = self.place(word);
        self.mark(span.clone(), MarkKind::NoteOpen { name, colons: 0 });
        self.texts(word, inner);
        true
    }

    /// Code between shortcodes: becomes a fenced block.
    pub(super) fn code(&mut self, shortcode: &Shortcode<'_>, line: &Line) -> bool {
        let Shortcode { word, span, inner } = shortcode;
        let holds_code = match *word {
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
        if !self.leads(&end, &self.line(end.start)) || !self.apart(span, FENCE, line) {
            return false;
        }
        self.identify(shortcode);
        if let Some(name) = self.attribute("name", inner).filter(|_| *word == "tab") {
            self.title(word, name);
        }
        self.blank(end.clone());
        self.copy()[end.start..end.start + FENCE.len()].copy_from_slice(FENCE);
        self.done = end.end;
        true
    }

    fn identify(&mut self, shortcode: &Shortcode<'_>) {
        let identity = self.shortcode_identity(&shortcode.inner);
        let key = neutral_key::hash("shortcode", identity.as_bytes());
        self.mark(shortcode.span.clone(), MarkKind::Landmark { key });
    }

    /// Whether only space and masked markup is before it on its line.
    fn leads(&self, span: &Range<usize>, line: &Line) -> bool {
        let now = self.copy.as_deref().unwrap_or(self.bytes);
        is_blank(&now[line.content.min(span.start)..span.start])
    }

    /// The shortcode that ends one of this name. `None` if another of this name begins first, or if text follows the
    /// end on its line.
    fn shortcode_end(&self, name: &str, from: usize) -> Option<Range<usize>> {
        let limit = self.bytes.len().min(from + LONGEST);
        for at in memmem::find_iter(&self.bytes[from..limit], b"{{").map(|at| from + at) {
            if !matches!(self.bytes.get(at + 2), Some(b'<' | b'%')) {
                continue;
            }
            let line_end = self.line(at).range.end;
            let Some(end) = self.braces_end(at, line_end) else {
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
                    return is_blank(&self.bytes[end..line_end]).then_some(at..end);
                }
            }
        }
        None
    }

    /// Masks a shortcode and ends its line after it, so that the following text is a separate block, which begins with
    /// `head`. Returns `false`, and changes nothing, if there is no room for that.
    fn apart(&mut self, span: &Range<usize>, head: &[u8], line: &Line) -> bool {
        let alone = is_blank(&self.bytes[span.end..line.range.end]);
        if head.is_empty() && alone && self.leads(span, line) {
            self.blank(span.clone());
            return true;
        }
        // The prefix of the line is repeated, so that quotes stay quotes and items stay items.
        let before = self.bytes[line.range.start..line.content].iter();
        let before = before.map(|byte| if *byte == b'>' { b'>' } else { b' ' });
        let tail: Vec<u8> = std::iter::once(b'\n')
            .chain(before)
            .chain(head.iter().copied())
            .collect();
        if tail.len() > span.len() {
            return false;
        }
        self.blank(span.clone());
        self.copy()[span.end - tail.len()..span.end].copy_from_slice(&tail);
        true
    }
}
