//! MkDocs: admonitions and tabs, `!!! note "Title"`, `??? tip`, `=== "Tab"`, with their text indented below;
//! `/// note | Title` … `///`; and included files, `{* ../code.py *}`.

use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::docusaurus::is_admonition;
use super::{Line, MarkKind, Masker};

/// Admonitions beside those that Docusaurus has.
const MORE: [&str; 9] = [
    "abstract", "bug", "check", "example", "failure", "hint", "question", "quote", "error",
];
/// How far the text of an admonition is indented.
const INDENT: usize = 4;

fn is_note(name: &str) -> bool {
    is_admonition(name) || MORE.contains(&name)
}

impl Masker<'_> {
    /// A block between slashes: its beginning, with a title after `|`, or its end.
    pub(super) fn slashes(&mut self, at: usize, line: &Line) {
        let span = at..line.range.end;
        let body = self.body;
        let rest = body[span.clone()].trim_start_matches('/');
        let count = span.len() - rest.len();
        self.done = at + count;
        if at != line.content {
            return;
        }
        if rest.trim().is_empty() {
            self.blank(span.clone());
            self.mark(span, MarkKind::NoteClose { colons: count });
            return;
        }
        let (name, title) = rest.split_once('|').unwrap_or((rest, ""));
        if !name.starts_with(' ') {
            return;
        }
        let (name, title) = (name.trim(), title.trim());
        let landmark = matches!(name, "details" | "tab");
        if !landmark && !is_note(name) {
            return;
        }
        self.blank(span.clone());
        self.done = span.end;
        if landmark {
            let key = neutral_key::hash("block", name.as_bytes());
            self.mark(span, MarkKind::Landmark { key });
        } else {
            let (name, colons) = (self.place(name), count);
            self.mark(span, MarkKind::NoteOpen { name, colons });
        }
        if !title.is_empty() {
            self.title(name, self.place(title));
        }
    }

    /// An admonition or a tab whose text is indented below it.
    pub(super) fn indented(&mut self, at: usize, line: &Line) {
        let span = at..line.range.end;
        self.done = at + 3;
        if at != line.content || line.quoted {
            return;
        }
        let body = self.body;
        let rest = body[at + 3..span.end].trim_start_matches('+');
        let end = rest.find(['"', '{']).unwrap_or(rest.len());
        let (name, title) = (rest[..end].trim(), rest[end..].trim());
        let title = title
            .strip_prefix('"')
            .and_then(|title| title.strip_suffix('"'));
        let tab = self.bytes[at] == b'=';
        let name = name.split(' ').next().unwrap_or_default();
        let named = if tab { name.is_empty() } else { is_note(name) };
        let Some(end) = self.indented_below(line).filter(|_| named) else {
            return;
        };
        self.blank(span.clone());
        self.done = span.end;
        self.mark(span.clone(), MarkKind::Column { opens: true });
        // The end lies before the line that is indented no more.
        let last = end - 1..end - 1;
        if !tab {
            let (name, colons) = (self.place(name), 0);
            self.mark(span, MarkKind::NoteOpen { name, colons });
            self.mark(last.clone(), MarkKind::NoteClose { colons: 0 });
        }
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            self.title(if tab { "tab" } else { name }, self.place(title));
        }
        self.mark(last, MarkKind::Column { opens: false });
    }

    /// The end of the lines below that are indented deeper; `None` if there are none.
    fn indented_below(&self, line: &Line) -> Option<usize> {
        let column = line.content - line.range.start + INDENT;
        let mut end = None;
        let mut at = line.range.end;
        while let Some(next) = self.next_line(at) {
            let below = self.line(next);
            let text = &self.bytes[below.range.clone()];
            let indent = text.iter().take_while(|byte| **byte == b' ').count();
            if !is_blank(text) {
                if indent < column {
                    break;
                }
                end = Some((below.range.end + 1).min(self.bytes.len()));
            }
            at = below.range.end;
        }
        end
    }

    /// A file that is put in, alone on its line.
    pub(super) fn include(&mut self, at: usize, line: &Line) {
        let span = at..line.range.start + self.body[line.range.clone()].trim_end().len();
        if at != line.content || !self.body[span.clone()].ends_with("*}") {
            return;
        }
        let key = neutral_key::hash("include", self.body[span.clone()].as_bytes());
        let text = span.end..span.end;
        self.take(
            span,
            line,
            MarkKind::Landmark { key },
            MarkKind::Inline { text, key },
        );
    }
}
