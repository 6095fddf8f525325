//! MyST: roles before code, `{ref}`text``, targets, `(label)=`, comments, `% text`, borders of cells, `+++`; and the ids of
//! blocks in Obsidian, ` ^id`.

use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

/// Roles that are known in every dialect.
const ROLES: [&str; 20] = [
    "ref",
    "doc",
    "term",
    "numref",
    "eq",
    "cite",
    "cite:p",
    "cite:t",
    "kbd",
    "abbr",
    "sub",
    "sup",
    "download",
    "math",
    "guilabel",
    "menuselection",
    "button",
    "icon",
    "any",
    "external",
];
/// Domains of Sphinx, whose roles are known in every dialect.
const DOMAINS: [&str; 6] = ["py", "c", "cpp", "js", "std", "rst"];

impl Masker<'_> {
    /// `{role}` right before code.
    pub(super) fn role(&mut self, open: usize) {
        let rest = &self.body[open + 1..];
        let Some((name, _)) = rest.split_once('}') else {
            return;
        };
        let domain = name.split_once(':').map(|(domain, _)| domain);
        let known = ROLES.contains(&name)
            || domain.is_some_and(|domain| DOMAINS.contains(&domain))
            || self.extensions.myst;
        if known {
            let end = open + 1 + name.len() + 1;
            self.hide(open..end);
            self.done = end;
        }
    }

    /// `(label)=` alone on its line.
    pub(super) fn target(&mut self, close: usize, line: &Line) {
        let span = line.content..close + 2;
        let alone = is_blank(&self.bytes[span.end..line.range.end]) && !line.listed;
        let Some(label) = self.body.get(line.content + 1..close) else {
            return;
        };
        if alone && self.bytes[line.content] == b'(' && !label.contains([' ', '(']) {
            let key = neutral_key::hash("target", label.as_bytes());
            self.blank(span.clone());
            self.done = span.end;
            self.mark(span, MarkKind::Landmark { key });
        }
    }

    /// `% comment` on a line of its own.
    pub(super) fn comment_line(&mut self, at: usize) {
        let line = self.line(at);
        if self.extensions.myst && at == line.range.start {
            self.blank(line.range.clone());
            self.done = line.range.end;
        }
    }

    /// `+++`, with metadata in braces or without: the border of two cells.
    pub(super) fn cell_break(&mut self, at: usize) {
        let line = self.line(at);
        let rest = self.body[at + 3..line.range.end.max(at + 3)].trim();
        let is_break = rest.is_empty() || rest.starts_with('{') && rest.ends_with('}');
        if self.extensions.myst && at == line.range.start && is_break {
            self.blank(line.range.clone());
            self.done = line.range.end;
        }
    }

    /// ` ^id` at the end of a line.
    pub(super) fn block_id(&mut self, at: usize, line: &Line) {
        let id = self.body[at + 2..line.range.end.max(at + 2)].trim_end();
        let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if self.extensions.obsidian && !id.is_empty() && id.bytes().all(fits) {
            let end = at + 2 + id.len();
            self.hide(at + 1..end);
            self.done = end;
        }
    }
}
