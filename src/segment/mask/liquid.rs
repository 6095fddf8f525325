//! Liquid and Jinja, as Jekyll, GitBook, GitHub's documentation and MkDocs' plugins have them:
//! `{% include note.html content="…" %}`, `{% tab title="…" %}`, `{% data variables.product.name %}`.

use std::ops::Range;

use memchr::memmem;

use super::super::diagnostics::Diagnostic;
use super::super::neutral_key;
use super::colons;
use super::mark::{LONGEST, MarkKind};
use super::masker::{Line, Masker};
use crate::model::UnitKind;

/// How far the end of what holds no Markdown is looked for (bytes).
const LONGEST_RAW: usize = 65_536;

/// A tag.
struct Tag<'s> {
    span: Range<usize>,
    word: &'s str,
    /// What follows the name.
    args: Range<usize>,
}

impl Masker<'_> {
    /// `{%`: those tags that put in a text show what they name, all others nothing.
    pub(super) fn liquid(&mut self, at: usize, line: &Line) {
        let Some(span) = self.liquid_span(at) else {
            return;
        };
        if span.start < self.raw_until {
            return;
        }
        if self.in_address(at, line) {
            self.fill_address(span);
            return;
        }
        let line = self.line_through(line, span.end);
        let body = self.body;
        let inner = body[at + 2..span.end - 2].trim_matches(['-', ' ', '\t', '\r', '\n']);
        let word = inner.split_whitespace().next().unwrap_or_default();
        if !word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '#' | '@')) {
            return;
        }
        let (word_place, inner_place) = (self.place(word), self.place(inner));
        let args = word_place.end.max(at + 2)..inner_place.end.max(word_place.end).max(at + 2);
        let tag = Tag { span, word, args };
        if !self.liquid_block(&tag, &line) {
            self.liquid_tag(&tag, inner, &line);
        }
    }

    /// A tag that says how to read what is up to its end: comments, code, text that is not Liquid, notes.
    fn liquid_block(&mut self, tag: &Tag<'_>, line: &Line) -> bool {
        let name = tag.word.strip_prefix("end").unwrap_or(tag.word);
        if let Some(known) = self.note_ends.iter().position(|end| *end == tag.span.start) {
            self.note_ends.swap_remove(known);
            self.blank(tag.span.clone());
            self.done = tag.span.end;
            self.mark(tag.span.clone(), MarkKind::NoteClose { colons: 0 });
            return true;
        }
        if name.len() != tag.word.len() {
            return false;
        }
        let holds = matches!(name, "comment" | "raw" | "verbatim" | "highlight" | "hint");
        if holds && self.liquid_end(tag, LONGEST_RAW).is_none() {
            self.diagnose(tag.span.start, Diagnostic::UnclosedShortcode);
            return false;
        }
        match name {
            "comment" => match self.liquid_end(tag, LONGEST_RAW) {
                Some(end) => self.drop_text(tag.span.start..end.end, line),
                None => return false,
            },
            "raw" | "verbatim" => match self.liquid_end(tag, LONGEST_RAW) {
                Some(end) => {
                    self.raw_until = end.start;
                    return false;
                }
                None => return false,
            },
            "highlight" | "mermaid" | "codeblock" | "plantuml" | "katex" | "math" => {
                let alone = self.is_alone(&tag.span, line);
                let end = self.liquid_end(tag, LONGEST_RAW).filter(|_| alone);
                return end.is_some_and(|end| self.fence(&tag.span, &end, line));
            }
            _ => return self.liquid_note(tag, name, line),
        }
        true
    }

    /// `{% hint style="info" %}` … `{% endhint %}`.
    fn liquid_note(&mut self, tag: &Tag<'_>, name: &str, line: &Line) -> bool {
        let is_note = matches!(name, "hint" | "callout" | "alert") || colons::is_note(name);
        if !is_note || !self.is_alone(&tag.span, line) {
            return false;
        }
        let Some(end) = self.liquid_end(tag, LONGEST) else {
            return false;
        };
        if !self.is_alone(&end, &self.line(end.start)) {
            return false;
        }
        let style = self.attribute("style", &tag.args);
        let style = style.filter(|style| !style.is_empty());
        let label = style.unwrap_or_else(|| self.place(name));
        self.blank(tag.span.clone());
        self.done = tag.span.end;
        self.note_ends.push(end.start);
        let open = MarkKind::note(label, 0);
        self.mark(tag.span.clone(), open);
        self.mark_arguments(name, &tag.args, &(tag.span.end..tag.span.end));
        true
    }

    /// A tag that stands for itself.
    fn liquid_tag(&mut self, tag: &Tag<'_>, inner: &str, line: &Line) {
        let Tag { span, word, args } = tag;
        let none = span.end..span.end;
        let text = match *word {
            "data" if !args.is_empty() => self.place(self.body[args.clone()].trim()),
            _ => self.attribute("aria-label", args).unwrap_or(none.clone()),
        };
        let key = self.liquid_key(word, args, inner);
        let alone = self.is_alone(span, line);
        if !alone && self.begins_block(word, span, args, line) {
            self.mark(span.clone(), MarkKind::Landmark { key });
            self.mark_arguments(word, args, &none);
            return;
        }
        let shown = if alone { none } else { text.clone() };
        let inside = MarkKind::Inline { text, key };
        self.take(span.clone(), line, MarkKind::Landmark { key }, inside);
        if word.starts_with("include") && !self.include_content(args) {
            let name = self.include_name(args).to_owned();
            self.mark_arguments(&name, args, &shown);
        } else if !word.starts_with("include") && !is_program(word) {
            self.mark_arguments(word, args, &shown);
        }
    }

    /// The identity of a tag without its texts.
    fn liquid_key(&self, word: &str, args: &Range<usize>, inner: &str) -> u64 {
        if is_program(word) {
            return neutral_key::hash("liquid", inner.as_bytes());
        }
        let name = if word.starts_with("include") {
            self.include_name(args)
        } else {
            word
        };
        let mut identity = word.to_owned();
        let mut at = args.start;
        for argument in self.argument_texts(name, args) {
            identity.push_str(&self.body[at..argument.value.start]);
            at = argument.value.end;
        }
        identity.push_str(self.body[at..args.end].trim());
        neutral_key::hash("liquid", identity.as_bytes())
    }

    /// The name of the file that a tag includes, without folder and ending.
    fn include_name(&self, args: &Range<usize>) -> &str {
        let path = self.body[args.clone()]
            .trim_start()
            .trim_start_matches(['"', '\'']);
        let path = path
            .split([' ', '\t', '\n', '"', '\''])
            .next()
            .unwrap_or_default();
        let file = path.rsplit('/').next().unwrap_or_default();
        file.split('.').next().unwrap_or_default()
    }

    /// The content of an included note: a note. `false` where the file is not one.
    fn include_content(&mut self, args: &Range<usize>) -> bool {
        let name = self.include_name(args).to_ascii_lowercase();
        let is_note = colons::is_note(&name)
            || matches!(
                &*name,
                "callout" | "alert" | "hint" | "notice" | "admonition"
            );
        if !is_note {
            return false;
        }
        let body = self.body;
        let content: Vec<_> = self
            .argument_texts(&name, args)
            .into_iter()
            .map(|argument| {
                let is_title = argument.name.is_some_and(|name| {
                    matches!(
                        &*name.to_ascii_lowercase(),
                        "title" | "header" | "heading" | "label"
                    )
                });
                (argument.value, is_title)
            })
            .collect();
        for (text, is_title) in content {
            if body[text.clone()].trim().is_empty() {
                continue;
            }
            let kind = if is_title {
                UnitKind::Directive
            } else {
                UnitKind::Note
            };
            let (kind, label) = (Some(kind), Some(name.as_str().into()));
            self.mark(text.clone(), MarkKind::Text { kind, label, text });
        }
        true
    }

    /// A comment of Jinja, `{# … #}`. The space after its mark tells it from the id of a heading.
    pub(super) fn jinja_comment(&mut self, at: usize, line: &Line) -> bool {
        if !self.bytes[at..].starts_with(b"{# ") || at < self.raw_until {
            return false;
        }
        let limit = self.bytes.len().min(at + LONGEST);
        let Some(close) = memmem::find(&self.bytes[at..limit], b"#}") else {
            return false;
        };
        self.drop_text(at..at + close + 2, line);
        true
    }

    /// A tag's bytes: it may go on over lines, up to a blank one.
    fn liquid_span(&self, at: usize) -> Option<Range<usize>> {
        let limit = self.bytes.len().min(at + LONGEST);
        let rest = self.bytes.get(at + 2..limit)?;
        let close = memmem::find(rest, b"%}")?;
        let inside = &self.body[at + 2..at + 2 + close];
        let on_one_line = !inside.contains('\n');
        let fits = on_one_line || !inside.contains("{%") && !has_blank_line(inside);
        fits.then_some(at..at + close + 4)
    }

    /// Where `{% endname %}` is.
    fn liquid_end(&self, tag: &Tag<'_>, reach: usize) -> Option<Range<usize>> {
        let from = tag.span.end;
        let limit = self.bytes.len().min(from + reach);
        for at in memmem::find_iter(&self.bytes[from..limit], b"{%").map(|at| from + at) {
            let inside = self.body[at + 2..].trim_start_matches(['-', ' ', '\t']);
            let Some(rest) = inside.strip_prefix("end") else {
                if inside.split(|c: char| !c.is_alphanumeric()).next() == Some(tag.word) {
                    return None;
                }
                continue;
            };
            let Some(rest) = rest.strip_prefix(tag.word) else {
                continue;
            };
            let rest = rest.trim_start_matches(['-', ' ', '\t']);
            if rest.starts_with("%}") {
                return Some(at..self.body.len() - rest.len() + 2);
            }
        }
        None
    }
}

/// Whether a tag has a blank line inside. The line of its `%}` does not count.
fn has_blank_line(inside: &str) -> bool {
    let mut lines = inside.trim_end().lines().skip(1);
    lines.any(|line| line.trim().is_empty())
}

/// Tags whose arguments are a program.
fn is_program(word: &str) -> bool {
    let is_plugin = word.starts_with('@');
    is_plugin
        || matches!(
            word,
            "assign"
                | "capture"
                | "case"
                | "cycle"
                | "data"
                | "else"
                | "elif"
                | "elsif"
                | "extends"
                | "for"
                | "if"
                | "ifversion"
                | "import"
                | "from"
                | "link"
                | "macro"
                | "call"
                | "post_url"
                | "set"
                | "unless"
                | "when"
                | "with"
                | "block"
                | "raw"
                | "include_relative"
                | "include-markdown"
        )
}
