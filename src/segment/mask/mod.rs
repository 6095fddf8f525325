//! Masks in a copy of the text everything that CommonMark would misread: directives, includes, alert markers,
//! macros, tags of translation tools.
//!
//! The copy has the same length, so every offset stays true, and text is always taken from the original. Whole
//! lines become blank; markup inside a sentence becomes [`FILL`], which has no meaning in Markdown. A [`Mark`]
//! records what was there. Masking too much is harmless in code: code is taken from the
//! original, and marks in it are dropped.

mod addresses;
mod alerts;
mod arguments;
mod attribute_lists;
mod block_lines;
mod cat_tags;
mod cjk_emphasis;
mod colons;
mod contents;
mod definitions;
mod demos;
mod directive_fences;
mod docsify;
mod esm;
mod fence;
mod hugo;
mod kramdown;
mod liquid;
mod mark;
mod markdown_html;
mod masker;
mod math;
mod mdn;
mod mdx;
mod microsoft_learn;
mod mkdocs;
mod myst;
mod pymdown;
mod pymdown_marks;
mod quarto;
mod shortcode;
mod table_rows;
mod tabs;
mod triggers;

use std::borrow::Cow;

use super::diagnostics::Diagnostic;
use super::dialect::Extensions;

pub(super) use contents::is_prose;
use fence::Fence;
pub(super) use mark::{EDGE, FILL, Mark, MarkKind};
use masker::Masker;
use triggers::{Trigger, Triggers};

/// The copy and its marks, ascending by start.
pub(super) struct Masked<'s> {
    pub text: Cow<'s, str>,
    pub marks: Vec<Mark>,
    /// Whether there are formulas between double dollars, so that single dollars are formulas too.
    pub has_math: bool,
    pub diagnostics: Vec<(usize, Diagnostic)>,
}

/// Masks a body.
pub(super) fn mask(body: &str, extensions: Extensions) -> Masked<'_> {
    let mut masker = Masker {
        body,
        bytes: body.as_bytes(),
        copy: None,
        marks: Vec::new(),
        done: 0,
        note_ends: Vec::new(),
        raw_until: 0,
        table_end: 0,
        has_math: false,
        directive_ends: Vec::new(),
        containers: Vec::new(),
        extensions,
        code: Vec::new(),
        budget: 16 * body.len() + (1 << 16),
        diagnostics: Vec::new(),
    };
    if extensions.mdx {
        masker.mdx();
    }
    masker.run();
    masker.cjk_emphasis();
    masker.pymdown_marks();
    masker.unclosed_containers();
    let has_math = masker.has_math || extensions.math;
    let text = match masker.copy.map(String::from_utf8) {
        Some(Ok(copy)) => Cow::Owned(copy),
        _ => Cow::Borrowed(body),
    };
    let mut marks = masker.marks;
    marks.sort_by_key(|m| (m.span.start, m.span.end));
    Masked {
        text,
        marks,
        has_math,
        diagnostics: masker.diagnostics,
    }
}

impl Masker<'_> {
    fn run(&mut self) {
        let mut fence: Option<Fence> = None;
        let mut line = self.line(0);
        if !self.extensions.mdx {
            self.script(0);
        }
        for (at, trigger) in Triggers::new(self.bytes, self.extensions) {
            if at < self.done || self.extensions.mdx && self.is_in_mdx(at) {
                continue;
            }
            if at >= line.range.end {
                line = self.line(at);
            }
            if let Some(open) = &fence
                && open.ends_before(self, &line)
            {
                fence = None;
            }
            match trigger {
                _ if self.extensions.mdx && !trigger.is_in_mdx() => {}
                Trigger::Fence => {
                    if let Some(end) = self.directive_ends.iter().position(|e| *e == line.content) {
                        self.directive_ends.swap_remove(end);
                    } else if let Some(open) = &fence {
                        if open.closed_by(self, &line) {
                            fence = None;
                        }
                    } else {
                        fence = Fence::opened_by(self, &line)
                            .filter(|fence| !self.directive_fence(&line, fence));
                    }
                    if at == line.content {
                        self.done = line.range.end;
                    }
                }
                _ if fence.is_some() => {}
                Trigger::Colons => self.colons(at, &line),
                Trigger::Bracket => self.bracket(at, &line),
                Trigger::Braces => self.braces(at, &line),
                Trigger::CatTag => self.cat_tag(at, &line),
                Trigger::Script => self.script(at + 1),
                Trigger::Slashes => self.slashes(at, &line),
                Trigger::Indented => self.indented(at, &line),
                Trigger::Liquid => self.liquid(at, &line),
                Trigger::Include => self.include(at, &line),
                Trigger::Toc => self.kramdown_toc(at, &line),
                Trigger::Extension => self.kramdown_extension(at, &line),
                Trigger::PymdownSnippet => self.pymdown_snippet(at, &line),
                Trigger::BangInclude => self.bang_include(at, &line),
                Trigger::Abbreviation => self.abbreviation(at, &line),
                Trigger::Icon => self.icon(at, &line),
                Trigger::Formula => self.formula(at, &line),
                Trigger::Definition => self.definition(at),
                Trigger::Table => self.table(&line),
                Trigger::Attributes => self.attributes(at, &line),
                Trigger::WikiLink => self.wiki_link(at, &line),
                Trigger::Snippet => self.snippet(at, &line),
                Trigger::Demo => self.demo(at, &line),
                Trigger::Markdown => self.markdown_html(at, &line),
                Trigger::Hint => self.hint(at, &line),
                Trigger::HeadingId => self.heading_id(at, &line),
                Trigger::HeadingTag => self.heading_tag(at + 1, &line),
                Trigger::Comment if self.extensions.obsidian => self.comment(at),
                Trigger::Comment => {}
                Trigger::ColumnBreak => self.column_break(at, &line),
                Trigger::Role => self.role(at),
                Trigger::Target => self.target(at, &line),
                Trigger::CommentLine => self.comment_line(at),
                Trigger::CellBreak => self.cell_break(at),
                Trigger::InlineNote => self.inline_note(at, &line),
                Trigger::BlockId => self.block_id(at, &line),
            }
        }
    }

    /// Whether a byte is code or JSX, as the pass for MDX found.
    fn is_in_mdx(&self, at: usize) -> bool {
        let after = self.code.partition_point(|code| code.start <= at);
        let in_code = after > 0 && at < self.code[after - 1].end;
        in_code || self.is_masked(at + usize::from(self.bytes[at] == b'\n'))
    }
}
