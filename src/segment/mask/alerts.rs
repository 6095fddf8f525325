//! Alert markers that pulldown-cmark does not accept: `[!ATTENTION]`, `[!注]`, text on the marker's line, a marker
//! that lost its quote.

use std::ops::Range;

use super::super::normalize::is_blank;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

/// Kinds of alerts that pulldown-cmark knows.
const KNOWN: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
/// Kinds that are alerts even where their `>` was lost.
const ALERTS: [&str; 12] = [
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "attention",
    "danger",
    "info",
    "success",
    "remark",
    "alert",
    "recommendation",
];

impl Masker<'_> {
    /// A marker such as `[!NOTE]`. Where pulldown-cmark takes it, it is left to it, under a name it knows.
    pub(super) fn alert(&mut self, span: Range<usize>, name: Range<usize>, line: &Line) {
        let rest = &self.bytes[span.end..line.range.end];
        let lower = self.body[name.clone()].to_ascii_lowercase();
        let alone = is_blank(rest);
        let lead = &self.bytes[line.content..span.start];
        let starred =
            !lead.is_empty() && lead.iter().all(|b| matches!(b, b'*' | b'_' | b' ' | b'\t'));
        if !(lead.is_empty() || starred) || rest.first() == Some(&b'(') {
            return;
        }
        if !(line.quoted || alone || ALERTS.contains(&&*lower)) {
            return;
        }
        if line.quoted && lead.is_empty() && self.titled_alert(&span, &name, line) {
            return;
        }
        self.done = span.end;
        if line.quoted && alone && lead.is_empty() {
            match self.before(line) {
                Before::Nothing
                    if self.bytes[line.range.start..line.content].ends_with(b"> ")
                        || self.bytes[line.content - 1] == b'>' =>
                {
                    if KNOWN.contains(&&*lower) {
                        return;
                    }
                    if span.len() >= 6 {
                        self.blank(span.clone());
                        self.copy()[span.start..span.start + 6].copy_from_slice(b"[!TIP]");
                        return;
                    }
                }
                Before::Quote => {
                    self.blank(span.clone());
                    self.mark(span, MarkKind::Alert { name });
                    return;
                }
                _ => {}
            }
        }
        let mut masked = line.content..span.end;
        let closers = self.bytes[masked.end..line.range.end]
            .iter()
            .take_while(|b| starred && matches!(b, b'*' | b'_' | b' '))
            .count();
        masked.end += closers;
        if matches!(self.bytes.get(masked.end), Some(b':')) {
            masked.end += 1;
        } else if self.body[masked.end..].starts_with('：') {
            masked.end += '：'.len_utf8();
        }
        self.done = masked.end;
        self.fill(masked.clone());
        self.mark(masked, MarkKind::Alert { name });
    }

    /// `> [!note]- Title`: the rest of the line is the title, with a mark that folds the note before it. `false` if it
    /// is text, as on Microsoft Learn, or if the note has no other line.
    fn titled_alert(&mut self, span: &Range<usize>, name: &Range<usize>, line: &Line) -> bool {
        let rest = &self.body[span.end..line.range.end];
        let folds = rest.starts_with(['-', '+']) && rest[1..].starts_with([' ', '\t', '\r'])
            || matches!(rest, "-" | "+");
        let title = rest[usize::from(folds)..].trim();
        let plain = self.extensions.alert_text || title.is_empty() || rest.starts_with([':', '：']);
        if !folds && (plain || !self.quote_goes_on(line)) {
            return false;
        }
        let title = self.place(title);
        let word = self.body[name.clone()].to_owned();
        self.blank(span.start..line.range.end);
        self.done = line.range.end;
        self.mark(span.clone(), MarkKind::Alert { name: name.clone() });
        if !title.is_empty() {
            self.title(&word, title);
        }
        true
    }

    /// Whether the next line has text in the same quote.
    fn quote_goes_on(&self, line: &Line) -> bool {
        let next = self.next_line(line.range.end).map(|at| self.line(at));
        next.is_some_and(|next| next.quoted)
    }

    /// The kind of line before a line of a quote.
    fn before(&self, line: &Line) -> Before {
        let Some(end) = line.range.start.checked_sub(1) else {
            return Before::Nothing;
        };
        let before = self.line(end);
        let text = &self.bytes[before.range.clone()];
        if before.quoted {
            Before::Quote
        } else if is_blank(text)
            || matches!(text.trim_ascii_start(), [b'#' | b':' | b'|' | b'<', ..])
        {
            Before::Nothing
        } else {
            Before::Text
        }
    }
}

/// The kind of line before a line of a quote.
enum Before {
    Nothing,
    Quote,
    Text,
}
