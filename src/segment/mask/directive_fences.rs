//! Fences that hold Markdown, not code: ```` ```admonish note ```` of mdBook, ```` ```{note} Title ```` of MyST.

use std::ops::Range;

use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::colons;
use super::fence::Fence;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

/// Directives of MyST that hold Markdown and are not notes.
const HOLDERS: [&str; 15] = [
    "list-table",
    "card",
    "cards",
    "grid",
    "grid-item",
    "grid-item-card",
    "tab-set",
    "tab-item",
    "figure",
    "table",
    "exercise",
    "solution",
    "div",
    "pull-quote",
    "prf:theorem",
];
/// Options that readers see.
const CAPTIONS: [&str; 3] = [":caption:", ":alt:", ":header:"];

impl Masker<'_> {
    /// A fence whose content is Markdown: its lines are masked. `false` if it is code.
    pub(super) fn directive_fence(&mut self, line: &Line, fence: &Fence) -> bool {
        let Some((name, title)) = self.directive_of(line) else {
            return false;
        };
        let Some(end) = self.fence_end(line, fence) else {
            return false;
        };
        let word = match &self.body[name.clone()] {
            "" => "note".to_owned(),
            word => word.to_owned(),
        };
        let (open, close) = (line.content..line.range.end, end.content..end.range.end);
        let is_note = colons::is_note(&word);
        let key = neutral_key::hash("directive", word.as_bytes());
        self.blank(open.clone());
        self.blank(close.clone());
        let kind = MarkKind::NoteOpen {
            name,
            colons: 0,
            is_note,
            closed: true,
        };
        self.mark(open.clone(), kind);
        if !is_note {
            self.mark(open.clone(), MarkKind::Landmark { key });
        }
        if !is_blank(&self.bytes[title.clone()]) && word != "figure" {
            self.title(&word, title);
        }
        self.directive_options(&word, open.end, close.start);
        self.mark(close.clone(), MarkKind::NoteClose { colons: 0 });
        self.directive_ends.push(close.start);
        self.done = open.end;
        true
    }

    /// The name and the title of the directive that a fence's info names.
    fn directive_of(&self, line: &Line) -> Option<(Range<usize>, Range<usize>)> {
        let text = self.body[line.content..line.range.end]
            .trim_start_matches(['`', '~'])
            .trim();
        if let Some(rest) = text.strip_prefix("admonish") {
            return Some(self.admonish(rest));
        }
        let (name, title) = text.strip_prefix('{')?.split_once('}')?;
        let known = colons::is_note(name) || HOLDERS.contains(&name);
        known.then(|| (self.place(name), self.place(title.trim())))
    }

    /// `admonish warning "Title"`, `admonish title="Title"`
    fn admonish(&self, rest: &str) -> (Range<usize>, Range<usize>) {
        let args = self.place(rest);
        let title = self.attribute("title", &args).or_else(|| {
            let quoted = rest.trim().strip_suffix('"')?;
            quoted.split_once('"').map(|(_, title)| self.place(title))
        });
        let name = rest
            .trim_start()
            .split([' ', '"', '='])
            .next()
            .unwrap_or_default();
        let named = !name.is_empty() && !matches!(name, "title" | "class" | "id" | "collapsible");
        let name = if named { self.place(name) } else { 0..0 };
        (name, title.unwrap_or(0..0))
    }

    /// The line that ends a fence.
    fn fence_end(&mut self, line: &Line, fence: &Fence) -> Option<Line> {
        let mut next = self.next_line(line.range.end).filter(|_| self.budget > 0);
        while let Some(at) = next {
            let line = self.line(at);
            if fence.closed_by(self, &line) {
                return Some(line);
            }
            self.charge(line.range.len());
            next = self.next_line(line.range.end);
        }
        None
    }

    /// The options of a directive, `:class: x`, on the lines after its first.
    pub(super) fn directive_options(&mut self, word: &str, from: usize, end: usize) {
        let mut at = from;
        while let Some(next) = self.next_line(at).filter(|next| *next < end) {
            let line = self.line(next);
            let text = self.body[line.content..line.range.end].trim_end();
            let option = text.strip_prefix(':').and_then(|text| text.split_once(':'));
            let Some((name, value)) = option.filter(|(name, _)| !name.contains(' ')) else {
                return;
            };
            if name.is_empty() {
                return;
            }
            let value = self.place(value.trim());
            let caption = CAPTIONS.iter().any(|known| text.starts_with(known));
            self.blank(line.content..line.range.end);
            if caption && !value.is_empty() {
                self.title(word, value);
            }
            at = line.range.end;
        }
    }
}
