//! Docusaurus: admonitions, `:::note Title` … `:::`.

use std::ops::Range;

use super::{MarkKind, Masker};

/// Whether a directive of this name makes notes of what it holds.
pub(super) fn is_admonition(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "note",
        "tip",
        "info",
        "warning",
        "danger",
        "caution",
        "important",
        "success",
        "secondary",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl Masker<'_> {
    /// The opening line, whose title is a text: `:::note Title`, `:::note[Title]`, `:::note{title="Title"}`.
    pub(super) fn admonition(&mut self, span: Range<usize>, name: Range<usize>, colons: usize) {
        let args = name.end..span.end;
        let body = self.body;
        let (title, word) = (body[args.clone()].trim(), &body[name.clone()]);
        self.blank(span.clone());
        self.done = span.end;
        self.mark(span, MarkKind::NoteOpen { name, colons });
        if title.starts_with('{') {
            self.texts(word, &args);
        } else if !title.is_empty() {
            let bracketed = title.starts_with('[') && title.ends_with(']');
            let text = if bracketed {
                &title[1..title.len() - 1]
            } else {
                title
            };
            if !text.is_empty() {
                self.title(word, self.place(text));
            }
        }
    }
}
