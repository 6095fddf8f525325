//! Code blocks: landmarks, and units where code is asked for. What only looks like one goes where it belongs.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use crate::model::{InlineKind, UnitKind};

use super::containers::Place;
use super::diagnostics::Diagnostic;
use super::mask::is_prose;
use super::neutral_key;
use super::segmenter::Segmenter;

impl Segmenter<'_> {
    /// A code block and its lines.
    pub fn code<'e>(
        &mut self,
        kind: CodeBlockKind<'e>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        self.block(range.start);
        let mut code = String::new();
        let mut lines = Vec::new();
        for (event, range) in events {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(text) => {
                    let range = whole_characters(self.file, range);
                    // In MDX lines of code are moved left with the tags around them.
                    let same = text.len() == range.len() && !self.mdx;
                    code.push_str(if same {
                        &self.file[range.clone()]
                    } else {
                        &text
                    });
                    lines.push(range);
                }
                _ => {}
            }
        }
        if matches!(kind, CodeBlockKind::Indented) && self.containers.in_html_table() {
            self.html_block(&lines);
            return;
        }
        if matches!(kind, CodeBlockKind::Indented) && self.containers.columns > 0 {
            self.indented_text(&lines);
            return;
        }
        self.skip_marks(range.end);
        if let CodeBlockKind::Fenced(_) = kind {
            self.fence_lines(&range);
        }
        let language = match &kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        let span = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => return self.code_block("", language, range.clone(), range),
        };
        self.code_block(&code, language, span, range);
    }

    /// The title in the first line of fenced code is a unit if it is words; a missing last line is warned of.
    fn fence_lines(&mut self, range: &Range<usize>) {
        let (file, base) = (self.file, self.base);
        let masked = self.masked[range.start - base..range.end - base].trim_end();
        let last = masked.rsplit('\n').next().unwrap_or_default();
        let last = last.trim_start_matches(['>', ' ', '\t']);
        let closed = last.len() >= 3 && last.trim_matches(['`', '~']).is_empty();
        if !closed || !masked.contains('\n') {
            self.diagnostics
                .push((range.start, Diagnostic::UnclosedFence));
        }
        self.cell_captions(range);
        let first = file[range.clone()].lines().next().unwrap_or_default();
        let title =
            fence_title(first).map(|title| title.start + range.start..title.end + range.start);
        if let Some(title) = title.filter(|title| is_prose(&file[title.clone()])) {
            let place = Place {
                kind: UnitKind::Directive,
                label: Some("code".into()),
                cell: None,
                ..self.containers.place()
            };
            self.directive_text(title, place);
        }
    }

    /// Captions in the options of a code cell of Quarto, `#| fig-cap: "Caption"`, are units.
    fn cell_captions(&mut self, range: &Range<usize>) {
        let file = self.file;
        let mut at = range.start;
        for (number, line) in file[range.clone()].split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            if number == 0 {
                continue;
            }
            let Some(option) = cell_option(line) else {
                return;
            };
            if let Some((name, value)) = caption(option) {
                let value = start + offset(line, value)..start + offset(line, value) + value.len();
                let place = Place {
                    kind: UnitKind::Directive,
                    label: Some(name.into()),
                    cell: None,
                    ..self.containers.place()
                };
                self.directive_text(value, place);
            }
        }
    }

    /// A code block: a landmark, and a unit where code is asked for.
    pub fn code_block(
        &mut self,
        code: &str,
        language: &str,
        span: Range<usize>,
        block: Range<usize>,
    ) {
        let mut plain = String::with_capacity(code.len());
        for line in code.lines() {
            plain.push_str(line.trim_end());
            plain.push('\n');
        }
        let plain = plain.trim_end();
        self.units.landmark(
            neutral_key::hash("code block", plain.as_bytes()),
            block.start as u32..block.end as u32,
        );
        self.containers.seen();
        if self.include_code && !plain.is_empty() {
            self.main.begin(span.start);
            self.main.verbatim(InlineKind::Code, span.end, plain, 0);
            if let Some(written) = self.main.finish() {
                let label = (!language.is_empty()).then(|| language.to_ascii_lowercase().into());
                let place = Place {
                    kind: UnitKind::Code,
                    label,
                    cell: None,
                    ..self.containers.place()
                };
                self.units.add(written, place, 0);
            }
        }
    }
}

/// A range stretched to whole characters. Masked characters of several bytes are several spaces in the copy.
fn whole_characters(file: &str, range: Range<usize>) -> Range<usize> {
    let boundary = |at: &usize| file.is_char_boundary(*at);
    let start = (0..=range.start).rev().find(boundary);
    let end = (range.end..=file.len()).find(boundary);
    start.unwrap_or(0)..end.unwrap_or(file.len())
}

/// The title in the line that begins fenced code: `title="Title"`, `filename="Title"`, or `[Title]` at the end.
fn fence_title(line: &str) -> Option<Range<usize>> {
    for name in ["title=", "filename=", "caption="] {
        let Some(found) = line.find(name) else {
            continue;
        };
        let start = found + name.len();
        let quote = line[start..]
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''));
        if let Some(quote) = quote {
            let length = line[start + 1..].find(quote)?;
            return Some(start + 1..start + 1 + length);
        }
    }
    let inner = line.trim_end().strip_suffix(']')?;
    let open = inner.rfind('[')?;
    inner[..open]
        .ends_with(' ')
        .then_some(open + 1..inner.len())
}

/// What follows the mark of an option in the first lines of a code cell.
fn cell_option(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let marks = ["#|", "//|", "%%|", "--|"];
    marks.iter().find_map(|mark| line.strip_prefix(mark))
}

/// The name and the text of an option that holds a caption. Captions of several lines are not read.
fn caption(option: &str) -> Option<(&str, &str)> {
    const NAMES: [&str; 5] = ["fig-cap", "fig-alt", "tbl-cap", "lst-cap", "title"];
    let (name, value) = option.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    let quoted = ['"', '\''].into_iter().find_map(|quote| {
        let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
        Some(inner)
    });
    let text = quoted.unwrap_or(value);
    let is_text =
        !text.is_empty() && (quoted.is_some() || !text.starts_with(['>', '|', '[', '!', '{']));
    (NAMES.contains(&name) && is_text).then_some((name, text))
}

/// Where a part of a line begins in it (bytes).
fn offset(line: &str, part: &str) -> usize {
    part.as_ptr() as usize - line.as_ptr() as usize
}
