//! Containers between colons: `:::note Title` … `:::` of Docusaurus and VitePress, `::: {.callout-note}` of Quarto,
//! `:::{note} Title` of MyST.

use std::ops::Range;

use super::super::diagnostics::Diagnostic;
use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::mark::MarkKind;
use super::masker::{Line, Masker, OpenContainer};

/// Directives of Microsoft Learn, which `:::` alone does not end.
const LEARN: [&str; 7] = [
    "zone", "moniker", "row", "column", "image", "code", "no-loc",
];

/// Directives of MyST that hold code or the names of files.
const CODE: [&str; 12] = [
    "code",
    "code-block",
    "code-cell",
    "math",
    "mermaid",
    "toctree",
    "include",
    "literalinclude",
    "eval-rst",
    "raw",
    "bibliography",
    "tableofcontents",
];

/// Names of containers that are notes.
const NOTES: [&str; 36] = [
    "note",
    "tip",
    "info",
    "warning",
    "danger",
    "caution",
    "important",
    "success",
    "secondary",
    "details",
    "abstract",
    "attention",
    "bug",
    "check",
    "error",
    "example",
    "failure",
    "hint",
    "question",
    "quote",
    "seealso",
    "admonition",
    "todo",
    "versionadded",
    "versionchanged",
    "deprecated",
    "dropdown",
    "spoiler",
    "aside",
    "margin",
    "sidebar",
    "topic",
    "epigraph",
    "remark",
    "summary",
    "tldr",
];

/// Whether a directive of this name makes notes of its text.
pub(super) fn is_note(name: &str) -> bool {
    NOTES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl Masker<'_> {
    /// The line that opens a container: colons, then `args` with its name, title and attributes.
    pub(super) fn container(&mut self, at: usize, args: Range<usize>, colons: usize, line: &Line) {
        let braced = self.bytes.get(args.start) == Some(&b'{');
        let head = self.head(args);
        if braced && self.code_container(at, &head, line) {
            return;
        }
        let name = head.name.clone();
        let is_note = is_note(&self.body[name.clone()]);
        let span = at..head.text.as_ref().map_or(line.range.end, |text| text.start);
        let key = neutral_key::hash("directive", self.body[name.clone()].as_bytes());
        if head.text.is_none() || !self.apart(&span, b"", line) {
            self.blank(at..line.range.end);
            self.done = line.range.end;
        } else {
            self.done = span.end;
        }
        self.containers.push(OpenContainer {
            colons,
            mark: self.marks.len(),
            at,
        });
        let kind = MarkKind::NoteOpen {
            name: name.clone(),
            colons,
            is_note,
            closed: true,
        };
        self.mark(span.clone(), kind);
        if !is_note {
            self.mark(span, MarkKind::Landmark { key });
        }
        if !braced && &self.body[name.clone()] == "tabs" {
            self.tab_titles(line.range.end, colons);
        }
        let is_path = braced && matches!(&self.body[name.clone()], "figure" | "image");
        // `key:name` names the tabs of a page that change together.
        let is_text = |title: &Range<usize>| !self.body[title.clone()].starts_with("key:");
        let title = head.title.filter(|title| !is_path && is_text(title));
        if let Some(title) = title.filter(|title| !is_blank(&self.bytes[title.clone()])) {
            let word = self.body[name.clone()].to_owned();
            self.title(&word, title);
        }
        let word = self.body[name].to_owned();
        if let Some(attributes) = head.attributes {
            self.texts(&word, &attributes);
            if let Some(title) = self.unquoted_title(&attributes) {
                self.title(&word, title);
            }
        }
        if braced {
            self.directive_options(&word, line.range.end, self.bytes.len());
        }
    }

    /// `:::{code-block}` of MyST: up to its end it is code.
    fn code_container(&mut self, at: usize, head: &Head, line: &Line) -> bool {
        if !CODE.contains(&&self.body[head.name.clone()]) || self.budget == 0 {
            return false;
        }
        let mut next = self.next_line(line.range.end);
        while let Some(start) = next {
            let below = self.line(start);
            let text = self.bytes[below.content..below.range.end].trim_ascii_end();
            if text.len() >= 3 && text.iter().all(|byte| *byte == b':') {
                let span = at..below.range.end;
                let key = neutral_key::hash("code block", self.body[span.clone()].as_bytes());
                self.blank(span.clone());
                self.done = span.end;
                self.mark(span, MarkKind::Landmark { key });
                return true;
            }
            self.charge(below.range.len());
            next = self.next_line(below.range.end);
        }
        false
    }

    /// The value of `title=Value`.
    fn unquoted_title(&self, attributes: &Range<usize>) -> Option<Range<usize>> {
        let words = self.body[attributes.clone()].split_whitespace();
        let value = words
            .filter_map(|word| word.strip_prefix("title="))
            .next()?;
        let plain = !value.is_empty() && !value.starts_with(['"', '\'']);
        plain.then(|| self.place(value))
    }

    /// Colons alone on a line, or at the end of one: the end of the innermost container. Returns how many colons it may
    /// have.
    pub(super) fn container_end(&mut self, colons: usize) -> usize {
        let colons = if self.extensions.any_colons {
            usize::MAX
        } else {
            colons
        };
        self.containers.pop_if(|open| open.colons <= colons);
        colons
    }

    /// Warns of containers that never end, and marks them.
    pub(super) fn unclosed_containers(&mut self) {
        for open in std::mem::take(&mut self.containers) {
            self.diagnose(open.at, Diagnostic::UnclosedContainer);
            if let Some(MarkKind::NoteOpen { closed, .. }) =
                self.marks.get_mut(open.mark).map(|mark| &mut mark.kind)
            {
                *closed = false;
            }
        }
    }

    /// The parts of an opening line.
    fn head(&self, args: Range<usize>) -> Head {
        let body = self.body;
        let text = body[args.clone()].trim();
        let (name, mut rest) = match text.strip_prefix('{') {
            Some(inner) => match inner.split_once('}') {
                Some((inner, rest)) if !inner.contains(['.', '#', '=', ' ']) => (inner, rest),
                _ => (class(text), text),
            },
            None => {
                let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
                text.split_at(text.len() - text.trim_start_matches(fits).len())
            }
        };
        let mut head = Head {
            name: self.place(name),
            title: None,
            attributes: None,
            text: None,
        };
        rest = rest.trim_start();
        if let Some(inner) = rest.strip_prefix('[')
            && let Some(end) = closing(inner, b'[', b']')
        {
            head.title = Some(self.place(&inner[..end]));
            rest = inner[end + 1..].trim_start();
        }
        if let Some(inner) = rest.strip_prefix('{')
            && let Some(end) = closing(inner, b'{', b'}')
        {
            head.attributes = Some(self.place(&inner[..end]));
            rest = inner[end + 1..].trim_start();
            if !rest.is_empty() {
                head.text = Some(self.place(rest));
            }
        } else if head.title.is_none() && !rest.is_empty() {
            let title = without_attributes(rest);
            head.title = Some(self.place(title));
            if title.len() < rest.len() {
                head.attributes =
                    Some(self.place(rest[title.len()..].trim_matches(['{', '}', ' '])));
            }
        }
        head
    }
}

/// The parts of the line that opens a container.
struct Head {
    name: Range<usize>,
    title: Option<Range<usize>>,
    attributes: Option<Range<usize>>,
    /// Text that follows the attributes.
    text: Option<Range<usize>>,
}

/// The name in the first class of a list of attributes: `note` of `{.callout-note}`.
fn class(attributes: &str) -> &str {
    let inner = attributes.trim_start_matches('{');
    let inner = inner.split('}').next().unwrap_or_default();
    let first = inner
        .split_whitespace()
        .find_map(|word| word.strip_prefix('.'));
    let first = first.unwrap_or_default();
    first.strip_prefix("callout-").unwrap_or(first)
}

/// A title without the list of attributes at its end.
fn without_attributes(title: &str) -> &str {
    let list = title.strip_suffix('}').and_then(|title| title.rfind('{'));
    match list {
        Some(at) if at == 0 || title[..at].ends_with([' ', '\t']) => title[..at].trim_end(),
        _ => title,
    }
}

/// Where a bracket is closed that was opened before a text.
fn closing(text: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

/// Whether a directive is one of Microsoft Learn's, or ends one.
pub(super) fn is_learn(name: &str) -> bool {
    let name = name.strip_suffix("-end").unwrap_or(name);
    LEARN.contains(&name)
}
