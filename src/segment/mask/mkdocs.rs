//! MkDocs: admonitions and tabs, `!!! note "Title"`, `??? tip`, `=== "Tab"`, with their text indented below;
//! `/// note | Title` … `///`; and included files, `{* ../code.py *}`.
//!
//! Indented text would be code in CommonMark. In the copy the line that begins such a block becomes a list item that
//! holds an empty heading, `+   #`, so that the parser reads all below it as blocks, nested ones too. The item is not
//! counted as one.

use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::colons::is_note;
use super::mark::{CONTAINER, LONGEST, MarkKind};
use super::masker::{Line, Masker};

/// Blocks between slashes that are not notes.
const BLOCKS: [&str; 8] = [
    "details",
    "tab",
    "html",
    "caption",
    "figure-caption",
    "table-caption",
    "define",
    "step",
];
/// How far the text of a block is indented.
const INDENT: usize = 4;
/// What begins a block in the copy: a list item with an empty heading. No block's own beginning is shorter.
const ITEM: [u8; 5] = [CONTAINER, b' ', b' ', b' ', b'#'];

/// The line that begins an indented block.
struct Opening<'s> {
    /// Empty for tabs, and for details without a type.
    name: &'s str,
    title: Option<&'s str>,
    is_tab: bool,
}

impl<'s> Opening<'s> {
    /// Reads `!!! type "title"`, `???+ type "title"`, `=== "title"`.
    fn parse(text: &'s str) -> Option<Self> {
        let (mark, rest) = text.split_at_checked(3)?;
        let is_tab = mark == "===";
        let rest = match mark {
            "???" => rest.strip_prefix('+').unwrap_or(rest),
            "===" => rest.trim_start_matches(['+', '!']),
            _ => rest,
        };
        let rest = without_attributes(rest.trim_end());
        let (types, title) = match rest.split_once('"') {
            Some((types, title)) => (types, Some(title.strip_suffix('"')?)),
            None => (rest, None),
        };
        let is_word = |word: &str| {
            word.chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        };
        let fits = types.is_empty() || types.starts_with(' ');
        if !fits || !types.split(' ').all(is_word) {
            return None;
        }
        let name = types.split_whitespace().next().unwrap_or_default();
        let named = match mark {
            "!!!" => !name.is_empty(),
            "===" => name.is_empty() && title.is_some(),
            _ => !name.is_empty() || title.is_some(),
        };
        named.then_some(Self {
            name,
            title,
            is_tab,
        })
    }
}

/// A line without an attribute list at its end.
fn without_attributes(line: &str) -> &str {
    match line.rfind(" {") {
        Some(open) if line.ends_with('}') => line[..open].trim_end(),
        _ => line,
    }
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
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_block = BLOCKS.contains(&name) || name.split(' ').next() == Some("html");
        let known = is_block || is_note(name) || !title.is_empty() && name.chars().all(is_word);
        if !known {
            return;
        }
        self.blank(span.clone());
        self.done = span.end;
        if is_block {
            let key = neutral_key::hash("block", name.as_bytes());
            self.mark(span, MarkKind::Landmark { key });
        } else {
            let (name, colons) = (self.place(name), count);
            self.mark(span, MarkKind::note(name, colons));
        }
        if !title.is_empty() {
            self.title(name, self.place(title));
        }
        self.block_options(line);
    }

    /// The options of a block between slashes: indented lines `name: value` right below it.
    fn block_options(&mut self, line: &Line) {
        let mut at = line.range.end;
        while let Some(next) = self.next_line(at) {
            let below = self.line(next);
            let text = &self.body[below.range.clone()];
            let option = text.trim_start().split_once(':');
            let is_option = option.is_some_and(|(name, _)| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            });
            if below.content < below.range.start + INDENT || !is_option {
                return;
            }
            self.blank(below.range.clone());
            at = below.range.end;
            self.done = at;
        }
    }

    /// An admonition or a tab whose text is indented below it.
    pub(super) fn indented(&mut self, at: usize, line: &Line) {
        let span = at..line.range.end;
        self.done = at + 3;
        if at != line.content || span.len() < ITEM.len() {
            return;
        }
        let body = self.body;
        let Some(opening) = Opening::parse(&body[span.clone()]) else {
            return;
        };
        let holds = opening.is_tab || opening.title.is_some() || self.has_text_below(line);
        if !holds {
            return;
        }
        self.blank(span.clone());
        self.copy()[at..at + ITEM.len()].copy_from_slice(&ITEM);
        self.done = span.end;
        let details = at..at;
        let label = match (opening.is_tab, opening.name) {
            (true, _) => None,
            (false, "") => Some(details),
            (false, name) => Some(self.place(name)),
        };
        let label_name = match (opening.is_tab, opening.name) {
            (true, _) => "tab",
            (false, "") => "details",
            (false, name) => name,
        };
        self.mark(at..at + 1, MarkKind::Container { label });
        if let Some(title) = opening.title.filter(|title| !title.trim().is_empty()) {
            self.title(label_name, self.place(title.trim()));
        }
    }

    /// Whether the next line that is not blank is indented deeper by a block's indentation.
    fn has_text_below(&self, line: &Line) -> bool {
        let column = line.content - line.range.start + INDENT;
        let mut at = line.range.end;
        while let Some(next) = self.next_line(at) {
            if next - line.range.end > LONGEST {
                return false;
            }
            let below = self.line(next);
            let text = &self.bytes[below.range.clone()];
            if !is_blank(text) {
                let width = |b: &u8| if *b == b'\t' { INDENT } else { 1 };
                let space = text.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'>'));
                return space.map(width).sum::<usize>() >= column;
            }
            at = below.range.end;
        }
        false
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
