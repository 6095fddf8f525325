//! Extensions of Python-Markdown that MkDocs' sites use: snippets, included files, abbreviations, icons.

use memchr::memmem;

use super::super::neutral_key;
use super::mark::{LONGEST, MarkKind};
use super::masker::{Line, Masker};
use crate::model::UnitKind;

impl Masker<'_> {
    /// A snippet, `--8<-- "file"`, or a block of them between two lines `--8<--`.
    pub(super) fn pymdown_snippet(&mut self, at: usize, line: &Line) {
        let start = line.content;
        let lead = &self.body[start.min(at)..at];
        self.done = at + 4;
        if !lead.bytes().all(|b| matches!(b, b'-' | b';')) {
            return;
        }
        let rest = self.body[at + 4..line.range.end]
            .trim_start_matches('-')
            .trim();
        let mut end = line.range.end;
        if rest.is_empty() {
            // The file names follow, up to the next such line.
            let limit = self.bytes.len().min(end + LONGEST);
            if let Some(next) = memmem::find(&self.bytes[end..limit], b"-8<-") {
                end = self.line(end + next).range.end;
            }
        } else if !rest.starts_with(['"', '\'', '[']) {
            return;
        }
        let span = start..end;
        let key = neutral_key::hash("include", self.body[span.clone()].trim().as_bytes());
        self.blank(span.clone());
        self.done = span.end;
        self.mark(span, MarkKind::Landmark { key });
    }

    /// `{!file!}`
    pub(super) fn bang_include(&mut self, at: usize, line: &Line) {
        let Some(close) = memmem::find(&self.bytes[at + 2..line.range.end.max(at + 2)], b"!}")
        else {
            return;
        };
        let span = at..at + close + 4;
        let path = self.body[at + 2..at + 2 + close].trim();
        if path.is_empty() || path.contains('{') {
            return;
        }
        let key = neutral_key::hash_address("include", path);
        let text = span.end..span.end;
        let landmark = MarkKind::Landmark { key };
        self.take(span, line, landmark, MarkKind::Inline { text, key });
    }

    /// `*[HTML]: Hyper Text`: what the abbreviation means is a text.
    pub(super) fn abbreviation(&mut self, at: usize, line: &Line) {
        // The search for triggers found `*[`, and passed over what begins with its bracket.
        match self.bytes.get(at + 2) {
            Some(b'!') => return self.bracket(at + 1, line),
            Some(b'[') => return self.wiki_link(at + 1, line),
            _ => {}
        }
        if at != line.content || line.listed {
            return;
        }
        let body = self.body;
        let text = &body[at..line.range.end];
        let Some((name, meaning)) = text
            .strip_prefix("*[")
            .and_then(|rest| rest.split_once("]:"))
        else {
            return;
        };
        if name.is_empty() || name.contains([']', '[']) {
            return;
        }
        let meaning = meaning.trim();
        self.blank(at..line.range.end);
        self.done = line.range.end;
        if !meaning.is_empty() {
            let text = self.place(meaning);
            let (kind, label) = (Some(UnitKind::Directive), Some(name.into()));
            self.mark(text.clone(), MarkKind::Text { kind, label, text });
        }
    }

    /// An icon, `:material-check:`, with its attributes.
    pub(super) fn icon(&mut self, at: usize, line: &Line) {
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/');
        let rest = &self.bytes[at + 1..line.range.end];
        let length = rest.iter().take_while(|b| is_name(b)).count();
        let inside_word = at > 0 && (is_name(&self.bytes[at - 1]) || self.bytes[at - 1] == b':');
        if rest.get(length) != Some(&b':') || inside_word {
            return;
        }
        let name = at..at + length + 2;
        let key = neutral_key::hash("icon", &self.bytes[name.clone()]);
        let span = name.start..self.attributes_end(name.end, line);
        let text = span.end..span.end;
        let landmark = MarkKind::Landmark { key };
        let attributes = name.end..span.end;
        self.take(span, line, landmark, MarkKind::Inline { text, key });
        if let Some(text) = self.attribute("title", &attributes) {
            let (kind, label) = (Some(UnitKind::Directive), Some("title".into()));
            self.mark(text.clone(), MarkKind::Text { kind, label, text });
        }
    }

    /// Where an attribute list ends that begins at a byte, `{ .big }`.
    fn attributes_end(&self, at: usize, line: &Line) -> usize {
        let rest = &self.bytes[at..line.range.end.max(at)];
        let begins = rest.starts_with(b"{")
            && rest
                .iter()
                .skip(1)
                .find(|b| **b != b' ')
                .is_some_and(|b| matches!(b, b'.' | b'#' | b':'));
        match memchr::memchr(b'}', rest) {
            Some(close) if begins => at + close + 1,
            _ => at,
        }
    }
}
