//! Code blocks: landmarks, and units where code is asked for. What only looks like one goes where it belongs.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use crate::model::{InlineKind, UnitKind};

use super::blocks::Segmenter;
use super::containers::Place;
use super::neutral_key;

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
                    let same = text.len() == range.len();
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
