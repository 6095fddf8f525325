//! Lines that a generator replaces: tables of contents, `[[toc]]`, `[TOC]`; included files, `<<< @/a.js`; and links of
//! wikis, `[[Page|text]]`, `![[embed]]`.

use std::ops::Range;

use memchr::memmem;

use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

impl Masker<'_> {
    /// `[TOC]` or `[[toc]]`, alone on its line; `[[Page]]` and `![[Page]]` of wikis.
    pub(super) fn wiki_link(&mut self, at: usize, line: &Line) {
        if self.bytes[at..].starts_with(b"[TOC]") {
            self.replaced_line(at..at + 5, line);
            return;
        }
        let limit = line.range.end.min(at + 1000);
        let Some(length) = memmem::find(&self.bytes[at..limit], b"]]") else {
            return;
        };
        let span = at..at + length + 2;
        let inner = at + 2..at + length;
        let name = self.body[inner.clone()].trim_matches('_');
        if self.bytes.get(span.end) == Some(&b'(') {
            // A link whose text is in brackets.
        } else if name.eq_ignore_ascii_case("toc") {
            self.replaced_line(span, line);
        } else if at > line.content && self.bytes[at - 1] == b'!' {
            self.embed(at - 1..span.end, inner, line);
        } else if self.extensions.wiki_links {
            let target = &self.body[inner.clone()];
            let shown = target
                .find('|')
                .map_or(inner.start, |bar| inner.start + bar + 1);
            self.done = span.end;
            self.hide(span.start..shown);
            self.hide(inner.end..span.end);
        }
    }

    /// A note or an image that is shown in place.
    fn embed(&mut self, span: Range<usize>, inner: Range<usize>, line: &Line) {
        let target = self.body[inner].split('|').next().unwrap_or_default();
        let key = neutral_key::hash_address("include", target);
        let text = span.end..span.end;
        self.take(
            span,
            line,
            MarkKind::Landmark { key },
            MarkKind::Inline { text, key },
        );
    }

    /// Masks a line that is replaced as a whole.
    fn replaced_line(&mut self, span: Range<usize>, line: &Line) {
        let alone = is_blank(&self.bytes[line.content.min(span.start)..span.start])
            && is_blank(&self.bytes[span.end..line.range.end]);
        if alone && !line.listed {
            let key = neutral_key::hash("directive", b"toc");
            self.blank(span.clone());
            self.done = span.end;
            self.mark(span, MarkKind::Landmark { key });
        }
    }

    /// `<<< @/snippets/a.js{1,2} [Title]`: code from a file.
    pub(super) fn snippet(&mut self, at: usize, line: &Line) {
        self.done = at + 3;
        if at != line.content {
            return;
        }
        let span = at..line.range.end;
        let rest = self.body[at + 3..span.end].trim();
        let path = rest.split([' ', '{', '#']).next().unwrap_or_default();
        if !(path.starts_with(['@', '.', '/']) || path.contains('.')) {
            return;
        }
        let title = rest
            .strip_suffix(']')
            .and_then(|rest| rest.rsplit_once('['));
        let title = title.map(|(_, title)| self.place(title));
        let key = neutral_key::hash_address("include", path);
        self.blank(span.clone());
        self.done = span.end;
        self.mark(span, MarkKind::Landmark { key });
        if let Some(title) = title.filter(|title| is_prose(&self.body[title.clone()])) {
            self.title("code", title);
        }
    }
}

/// Whether the title of a block of code is words rather than the name of a file.
pub(in crate::segment) fn is_prose(title: &str) -> bool {
    let title = title.trim();
    let words = title.split_whitespace().count();
    let letters = title.chars().any(char::is_alphabetic);
    letters
        && (words > 1 && !title.contains(['/', '\\', '='])
            || !title.contains(['.', '/', '\\', '=', '_']))
}
