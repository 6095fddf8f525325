//! Hugo shortcodes that hold blocks: notes, `{{< note >}}` … `{{< /note >}}`, and code, `{{< tab codelang="bash" >}}`
//! … `{{< /tab >}}`.
//!
//! Text on the line of a shortcode becomes a separate block, because translators break lines elsewhere.

use std::ops::Range;

use memchr::memmem;

use super::super::diagnostics::Diagnostic;
use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::mark::{LONGEST, MarkKind};
use super::masker::{Line, Masker};

/// Shortcodes that make notes of what they hold.
pub(super) const NOTES: [&str; 13] = [
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
    "pageinfo",
];
/// Shortcodes that hold code.
const CODE: [&str; 7] = [
    "highlight",
    "mermaid",
    "code-block",
    "codeblock",
    "katex",
    "math",
    "plantuml",
];
/// How far the end of a comment is looked for (bytes).
const LONGEST_COMMENT: usize = 65_536;
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
        let Shortcode { word, span, .. } = shortcode;
        if let Some(known) = self.note_ends.iter().position(|end| *end == span.start) {
            self.note_ends.swap_remove(known);
            if !self.apart(span, b"", line) {
                self.blank(span.clone());
            }
            self.done = span.end;
            self.mark(span.clone(), MarkKind::NoteClose { colons: 0 });
            return true;
        }
        if !NOTES.contains(word) {
            return false;
        }
        let Some(end) = self.shortcode_end(word, span.end) else {
            self.diagnose(span.start, Diagnostic::UnclosedShortcode);
            return false;
        };
        let is_apart = if self.leads(span, line) {
            self.apart(span, b"", line)
        } else {
            self.end_line(span, line)
        };
        if !is_apart {
            return false;
        }
        self.done = span.end;
        self.note_ends.push(end.start);
        self.identify(shortcode);
        let name = self.place(word);
        self.mark(span.clone(), MarkKind::note(name, 0));
        let args = self.args(shortcode);
        self.mark_arguments(word, &args, &(span.end..span.end));
        true
    }

    /// Code between shortcodes: becomes a fenced block.
    pub(super) fn code(&mut self, shortcode: &Shortcode<'_>, line: &Line) -> bool {
        let Shortcode { word, span, inner } = shortcode;
        let holds_code = match *word {
            "tab" => self.attribute("codelang", inner).is_some(),
            // Istio's, with a language.
            "text" => inner.len() > word.len() + 2,
            _ => CODE.contains(word),
        };
        if !holds_code || !self.is_alone(span, line) {
            return false;
        }
        let Some(end) = self.shortcode_end(word, span.end) else {
            return false;
        };
        if !self.fence(span, &end, line) {
            return false;
        }
        self.identify(shortcode);
        let args = self.args(shortcode);
        self.mark_arguments(word, &args, &(span.end..span.end));
        true
    }

    /// Ends a line at a shortcode with which it ends, so that what follows is a separate block.
    fn end_line(&mut self, span: &Range<usize>, line: &Line) -> bool {
        let ends = is_blank(&self.bytes[span.end..line.range.end.max(span.end)]);
        let in_row = self.bytes[line.content..].starts_with(b"|");
        if !ends || in_row || line.quoted {
            return false;
        }
        self.blank(span.clone());
        self.copy()[span.start] = b'\n';
        true
    }

    /// Makes a fenced block of what is between two marks. `false` where there is no room for the fences.
    pub(super) fn fence(&mut self, span: &Range<usize>, end: &Range<usize>, line: &Line) -> bool {
        if !self.leads(end, &self.line(end.start)) || !self.apart(span, FENCE, line) {
            return false;
        }
        self.blank(end.clone());
        self.copy()[end.start..end.start + FENCE.len()].copy_from_slice(FENCE);
        self.done = end.end;
        true
    }

    /// A comment, which nobody sees: `{{< comment >}}` … `{{< /comment >}}`.
    pub(super) fn shortcode_comment(&mut self, shortcode: &Shortcode<'_>, line: &Line) -> bool {
        let Shortcode { word, span, .. } = shortcode;
        if *word != "comment" {
            return false;
        }
        let Some(end) = self.end_within(word, span.end, LONGEST_COMMENT, false) else {
            self.diagnose(span.start, Diagnostic::UnclosedShortcode);
            return false;
        };
        self.drop_text(span.start..end.end, line);
        true
    }

    /// Takes out text that nobody sees.
    pub(super) fn drop_text(&mut self, span: Range<usize>, line: &Line) {
        let line = self.line_through(line, span.end);
        let is_one_line = memchr::memchr(b'\n', &self.bytes[span.clone()]).is_none();
        if is_one_line && !self.is_alone(&span, &line) {
            self.fill(span.clone());
            self.mark(span.clone(), MarkKind::Hidden);
        } else {
            self.blank(span.clone());
            self.hide_before_text(&span, &line);
        }
        self.done = span.end;
    }

    /// Fills the last line of what was taken out where text follows, which would be code after so much space.
    fn hide_before_text(&mut self, span: &Range<usize>, line: &Line) {
        if !is_blank(&self.bytes[span.end..line.range.end.max(span.end)]) {
            let start = self.line(span.end).range.start.max(span.start);
            self.fill(start..span.end);
            self.mark(start..span.end, MarkKind::Hidden);
        }
    }

    /// What follows the name.
    pub(super) fn args(&self, shortcode: &Shortcode<'_>) -> Range<usize> {
        let word = self.place(shortcode.word);
        word.end.max(shortcode.inner.start)..shortcode.inner.end
    }

    fn identify(&mut self, shortcode: &Shortcode<'_>) {
        let args = self.args(shortcode);
        let identity = self.shortcode_identity(shortcode.word, &args);
        let key = neutral_key::hash("shortcode", identity.as_bytes());
        self.mark(shortcode.span.clone(), MarkKind::Landmark { key });
    }

    /// Whether only space and masked markup is before it on its line.
    pub(super) fn leads(&self, span: &Range<usize>, line: &Line) -> bool {
        let now = self.copy.as_deref().unwrap_or(self.bytes);
        is_blank(&now[line.content.min(span.start)..span.start])
    }

    /// The shortcode that ends one of this name. `None` if another of this name begins first, or if text follows the
    /// end on its line.
    fn shortcode_end(&self, name: &str, from: usize) -> Option<Range<usize>> {
        self.end_within(name, from, LONGEST, true)
    }

    fn end_within(
        &self,
        name: &str,
        from: usize,
        reach: usize,
        ends_line: bool,
    ) -> Option<Range<usize>> {
        let limit = self.bytes.len().min(from + reach);
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
                    let fits = !ends_line || is_blank(&self.bytes[end..line_end]);
                    return fits.then_some(at..end);
                }
            }
        }
        None
    }

    /// Masks a shortcode and ends its line after it, so that the following text is a separate block, which begins with
    /// `head`. Returns `false`, and changes nothing, if there is no room for that.
    pub(super) fn apart(&mut self, span: &Range<usize>, head: &[u8], line: &Line) -> bool {
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
