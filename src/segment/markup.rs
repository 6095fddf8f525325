//! HTML to units: block HTML, and the tags inside Markdown's paragraphs.
//!
//! CommonMark ends an HTML block at a blank line, so open elements are kept from block to block: a Markdown paragraph
//! between `<td>` and `</td>` is that cell's.

use std::ops::Range;

use crate::model::InlineKind;

use super::diagnostics::Diagnostic;
use super::html::{self, Piece, Sort};
use super::jsx;
use super::neutral_key;
use super::normalize::is_blank;
use super::segmenter::Segmenter;

/// How far a table's end is looked for (bytes).
const TABLE_REACH: usize = 20_000;

impl Segmenter<'_> {
    /// A block of HTML, given as its lines without the markers of quotes and lists around it.
    pub fn html_block(&mut self, lines: &[Range<usize>]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let (start, end) = (first.start, last.end);
        let masked = self.masked;
        let whole = &masked[start - self.base..end - self.base];
        let gaps = lines.windows(2).any(|pair| pair[0].end != pair[1].start);
        let hidden = start + html::instruction(whole);
        if hidden > start {
            let lines = lines.iter().filter(|line| line.end > hidden);
            let after: Vec<_> = lines.map(|line| line.start.max(hidden)..line.end).collect();
            self.html_block(&after);
            return;
        }
        let pieces = if gaps {
            let mut copy = whole.as_bytes().to_vec();
            for pair in lines.windows(2) {
                copy[pair[0].end - start..pair[1].start.max(pair[0].end) - start].fill(b' ');
            }
            html::pieces(std::str::from_utf8(&copy).unwrap_or(whole))
        } else {
            html::pieces(whole)
        };
        let mut skipping: Option<(Sort, usize)> = None;
        for piece in pieces {
            let shift = |r: Range<usize>| r.start + start..r.end + start;
            match piece {
                Piece::Close(range) => {
                    let range = shift(range);
                    let sort = html::sort(html::name(&self.file.as_bytes()[range.clone()]));
                    if let Some((skipped, from)) = skipping {
                        if skipped == sort {
                            self.end_skipped(skipped, from..range.start);
                            skipping = None;
                        }
                    } else {
                        self.tag(sort, false, range);
                    }
                }
                _ if skipping.is_some() => {}
                Piece::Open(range) => {
                    let range = shift(range);
                    let sort = html::sort(html::name(&self.file.as_bytes()[range.clone()]));
                    if matches!(sort, Sort::Pre | Sort::Skip) {
                        self.block(range.start);
                        self.block_texts(range.clone());
                        skipping = Some((sort, range.end));
                    } else {
                        self.tag(sort, true, range);
                    }
                }
                Piece::Text(range) => self.html_text(shift(range), lines),
                Piece::Other(range) => {
                    let range = shift(range);
                    self.skip_marks(range.end);
                    let text = &self.file[range.clone()];
                    if text.starts_with("<!--") && !text.ends_with('>') {
                        self.diagnostics
                            .push((range.start, Diagnostic::UnclosedComment));
                    }
                }
            }
        }
        if let Some((skipped, from)) = skipping {
            self.end_skipped(skipped, from..end);
        }
        self.close();
    }

    /// Text of an HTML block, without quote and list markers between its lines.
    fn html_text(&mut self, text: Range<usize>, lines: &[Range<usize>]) {
        let first = lines.partition_point(|line| line.end <= text.start);
        for line in lines[first..]
            .iter()
            .take_while(|line| line.start < text.end)
        {
            let part = line.start.max(text.start)..line.end.min(text.end);
            if self.leaf.is_some() || !is_blank(&self.file.as_bytes()[part.clone()]) {
                self.leaf(part.start);
                self.raw_text(part);
            }
        }
    }

    fn end_skipped(&mut self, sort: Sort, content: Range<usize>) {
        self.skip_marks(content.end);
        if sort == Sort::Pre {
            let file = self.file;
            self.code_block(&file[content.clone()], "", content.clone(), content);
        }
    }

    /// A tag in HTML.
    pub fn tag(&mut self, sort: Sort, opens: bool, range: Range<usize>) {
        let name = html::name(&self.file.as_bytes()[range.clone()]);
        if opens
            && self.leaf.is_none()
            && jsx::is_component(name)
            && !self.containers.in_html_table()
        {
            self.component(range);
            return;
        }
        match sort {
            Sort::Break
            | Sort::Image
            | Sort::Anchor
            | Sort::Span
            | Sort::Inline
            | Sort::Pre
            | Sort::Skip => {
                if opens || self.leaf.is_some() {
                    self.leaf(range.start);
                    self.inline_html(range);
                }
            }
            Sort::Heading(_) if opens => {
                self.block(range.start);
                self.forget_open_html(range.start);
                self.containers.open_element(sort, 0);
                let file = self.file;
                let attributes = html::attributes(&file[range.clone()]);
                let id =
                    html::value(&attributes, "id").or_else(|| html::value(&attributes, "name"));
                if let Some(id) = id.filter(|id| !id.is_empty()) {
                    self.leaf(range.end).place.label = Some(id.into());
                }
            }
            _ => {
                self.block(range.start);
                if opens {
                    let id = if sort == Sort::Table {
                        self.table.next_id()
                    } else {
                        0
                    };
                    self.containers.open_element(sort, id);
                    self.block_texts(range);
                } else {
                    self.containers.close_element(sort);
                }
            }
        }
    }

    /// A tag inside a unit.
    pub fn inline_html(&mut self, range: Range<usize>) {
        let file = self.file;
        let name = html::name(&file.as_bytes()[range.clone()]);
        let closes = file[range.clone()].starts_with("</");
        let sort = html::sort(name);
        let in_image = self.image.is_some();
        let splits = self.containers.in_html_table() || self.containers.splits();
        let leaf = self.leaf(range.start);
        if leaf.hidden > 0 {
            match (sort, closes) {
                (Sort::Span, true) => leaf.hidden -= 1,
                (Sort::Span, false) => leaf.hidden += 1,
                _ => {}
            }
            self.writer().mark(InlineKind::Hidden, range.end, 0);
            return;
        }
        let key = if name.is_empty() {
            0
        } else {
            neutral_key::hash("tag", &name.to_ascii_lowercase())
        };
        if in_image || name.is_empty() {
            let writer = self.writer();
            writer.gap(range.start);
            writer.mark(InlineKind::Html, range.end, key);
            return;
        }
        match sort {
            Sort::Break => self.html_space(InlineKind::Break, range, key),
            Sort::Anchor if closes => {
                let is_label = std::mem::take(&mut leaf.anchor);
                self.html_run(hidden_if(is_label), range, key);
            }
            Sort::Anchor => self.anchor(range, key),
            Sort::Span => {
                let lookup = !closes
                    && html::value(&html::attributes(&file[range.clone()]), "class")
                        .is_some_and(|class| class.contains("sxs-lookup"));
                leaf.hidden += usize::from(lookup);
                self.html_run(hidden_if(lookup), range.clone(), key);
                self.titles(&range, closes);
            }
            Sort::Image => self.html_image(range),
            Sort::Inline | Sort::Pre | Sort::Skip => {
                self.html_run(InlineKind::Html, range.clone(), key);
                self.titles(&range, closes);
            }
            _ if splits => self.tag(sort, !closes, range),
            _ => self.html_space(InlineKind::Html, range, key),
        }
    }

    /// The start tag of a link, or of the anchor that labels a heading.
    fn anchor(&mut self, range: Range<usize>, key: u64) {
        let attributes = html::attributes(&self.file[range.clone()]);
        let href = html::value(&attributes, "href");
        let slug = html::value(&attributes, "name").or_else(|| html::value(&attributes, "id"));
        let is_label = href.is_none() && slug.is_some();
        let leaf = self.leaf(range.start);
        leaf.anchor = is_label;
        if let Some(slug) = slug.filter(|slug| !slug.is_empty() && leaf.level > 0) {
            leaf.place.label.get_or_insert_with(|| slug.into());
        }
        let key = href.map_or(key, |href| neutral_key::hash_address("link", href));
        self.html_run(hidden_if(is_label), range.clone(), key);
        self.titles(&range, false);
    }

    /// The titles of a tag that was written, such as that of `<abbr title="…">`.
    fn titles(&mut self, range: &Range<usize>, closes: bool) {
        let tag = self.file[range.clone()].as_bytes();
        if !closes && memchr::memchr(b'=', tag).is_some() {
            self.texts_of_tag(range);
        }
    }

    fn html_run(&mut self, kind: InlineKind, range: Range<usize>, key: u64) {
        self.main.gap(range.start);
        self.main.mark(kind, range.end, key);
    }

    fn html_space(&mut self, kind: InlineKind, range: Range<usize>, key: u64) {
        self.main.gap(range.start);
        self.main.space(kind, range.end, key);
    }

    fn html_image(&mut self, range: Range<usize>) {
        let file = self.file;
        let attributes = html::attributes(&file[range.clone()]);
        let path = html::value(&attributes, "src").unwrap_or("");
        self.main.gap(range.start);
        self.alt.begin(range.start);
        if let Some(alt) = attributes.iter().find(|a| a.name == b"alt") {
            let bytes = alt.range.start + range.start..alt.range.end + range.start;
            self.alt.gap(bytes.start);
            if bytes.end <= range.end && bytes.start < bytes.end {
                self.alt
                    .replaced(InlineKind::Text, bytes.end, &alt.value, 0);
            }
        }
        self.add_image(
            range.clone(),
            neutral_key::hash_address("image", path),
            neutral_key::without_locale(path).into(),
        );
        self.titles(&range, false);
    }

    /// Text of HTML or of an attribute: entities are decoded.
    pub fn raw_text(&mut self, range: Range<usize>) {
        let file = self.file;
        let Range { mut start, end } = range;
        self.writer().gap(start);
        if self.leaf(start).hidden > 0 {
            self.writer().mark(InlineKind::Hidden, end, 0);
            return;
        }
        let mut from = start;
        while let Some(at) = memchr::memchr(b'&', &file.as_bytes()[from..end]) {
            let at = from + at;
            if let Some((length, decoded)) = html::entity(&file[at..end]) {
                if start < at {
                    self.text(start..at);
                    self.settle();
                }
                // A tag before it may have ended the unit.
                self.leaf(at);
                self.writer()
                    .replaced(InlineKind::Escape, at + length, &decoded, 0);
                start = at + length;
                from = start;
            } else {
                from = at + 1;
            }
        }
        if start < end {
            self.text(start..end);
            self.settle();
        }
    }

    /// A heading ends tables and lists of HTML that were never closed.
    pub fn forget_open_html(&mut self, at: usize) {
        if self.containers.elements.is_empty() {
            return;
        }
        let rest = &self.file.as_bytes()[at..self.file.len().min(at + TABLE_REACH)];
        let closed =
            self.containers.in_html_table() && memchr::memmem::find(rest, b"</table").is_some();
        if !closed {
            self.containers.elements.clear();
        }
    }
}

/// How a tag is kept that may be without meaning for readers.
fn hidden_if(hidden: bool) -> InlineKind {
    if hidden {
        InlineKind::Hidden
    } else {
        InlineKind::Html
    }
}
