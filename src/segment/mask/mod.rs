//! Takes out of a copy of the text what CommonMark would misread: directives, includes, alert markers, macros,
//! residue of translation tools.
//!
//! The copy has the same length, so every offset stays true, and text is always taken from the original. What
//! stands on lines of its own becomes blank; what stands in a sentence becomes [`FILL`], which no syntax of
//! Markdown knows. A [`Mark`] says what was there. Masking too much is harmless in code: code is taken from the
//! original, and marks in it are dropped.

mod alerts;
mod docusaurus;
mod fence;
mod hugo;
mod jsx;
mod learn;
mod liquid;
mod mdn;
mod mkdocs;
mod residue;
mod shortcode;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;

use crate::model::UnitKind;

use super::plain::{is_blank, is_space};
use fence::Fence;

/// What stands in the copy for markup inside a line: a control character that no syntax knows.
pub(super) const FILL: u8 = 0x1a;

/// No directive is longer (bytes): what does not end by then is text.
const LONGEST: usize = 8192;
/// Nor has it more brackets in brackets.
const DEEPEST: usize = 16;

/// Something that was masked. Ranges count bytes of the body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub span: Range<usize>,
    pub kind: MarkKind,
}

/// What was masked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum MarkKind {
    /// Structure with an identity.
    Landmark { key: u64 },
    /// A text of a directive, of the kind given, or a paragraph where none is.
    Text {
        kind: Option<UnitKind>,
        label: Option<Box<str>>,
        text: Range<usize>,
    },
    /// Inside a line: its readable part, which may be empty, and its identity.
    Inline { text: Range<usize>, key: u64 },
    /// Inside a line: residue.
    Hidden,
    /// The marker of an alert that pulldown-cmark does not see, and the name in it.
    Alert { name: Range<usize> },
    /// `:::note`: what follows is a note, up to as many colons.
    NoteOpen { name: Range<usize>, colons: usize },
    /// `:::column:::` or `!!! note`, and its end: text in it is indented as code would be.
    Column { opens: bool },
    /// `:::`
    NoteClose { colons: usize },
}

/// The copy and its marks, ascending by start.
pub(super) struct Masked<'s> {
    pub text: Cow<'s, str>,
    pub marks: Vec<Mark>,
}

/// Masks a body.
pub(super) fn mask(body: &str) -> Masked<'_> {
    let mut masker = Masker {
        body,
        bytes: body.as_bytes(),
        copy: None,
        marks: Vec::new(),
        done: 0,
        note_ends: Vec::new(),
    };
    masker.run();
    let text = match masker.copy.map(String::from_utf8) {
        Some(Ok(copy)) => Cow::Owned(copy),
        _ => Cow::Borrowed(body),
    };
    let mut marks = masker.marks;
    marks.sort_by_key(|m| (m.span.start, m.span.end));
    Masked { text, marks }
}

/// The state of masking; dialects add methods.
struct Masker<'s> {
    body: &'s str,
    bytes: &'s [u8],
    copy: Option<Vec<u8>>,
    marks: Vec<Mark>,
    /// What lies before was dealt with.
    done: usize,
    /// Where the shortcodes begin that end open notes.
    note_ends: Vec<usize>,
}

/// A line with something to look at.
#[derive(Clone)]
struct Line {
    /// From its first byte to the line end, that left out.
    range: Range<usize>,
    /// Behind indentation, `>` and list markers.
    content: usize,
    /// Whether `>` stands before the content.
    quoted: bool,
    /// Whether a list marker stands before the content.
    listed: bool,
}

/// What makes a line worth a look.
#[derive(Clone, Copy)]
enum Trigger {
    Colons,
    Bracket,
    Braces,
    Residue,
    Script,
    Slashes,
    Indented,
    Liquid,
    Include,
    Fence,
}

/// No trigger is part of another. Residue is known by its `id="p1"`.
const TRIGGERS: [(&str, Trigger); 14] = [
    (":::", Trigger::Colons),
    ("[!", Trigger::Bracket),
    ("{{", Trigger::Braces),
    (" id=\"p", Trigger::Residue),
    ("\nimport ", Trigger::Script),
    ("\nexport ", Trigger::Script),
    ("///", Trigger::Slashes),
    ("!!! ", Trigger::Indented),
    ("???", Trigger::Indented),
    ("=== \"", Trigger::Indented),
    ("{%", Trigger::Liquid),
    ("{*", Trigger::Include),
    ("```", Trigger::Fence),
    ("~~~", Trigger::Fence),
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostFirst);
    let found = builder.build(TRIGGERS.map(|trigger| trigger.0));
    found.expect("the triggers are few and short")
});

impl Masker<'_> {
    fn run(&mut self) {
        let mut fence: Option<Fence> = None;
        let mut line = self.line(0);
        self.script(0);
        for found in FINDER.find_iter(self.bytes) {
            let at = found.start();
            if at < self.done {
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
            let trigger = TRIGGERS[found.pattern().as_usize()].1;
            match trigger {
                Trigger::Fence => {
                    if let Some(open) = &fence {
                        if open.closed_by(self, &line) {
                            fence = None;
                        }
                    } else {
                        fence = Fence::opened_by(self, &line);
                    }
                    if at == line.content {
                        self.done = line.range.end;
                    }
                }
                _ if fence.is_some() => {}
                Trigger::Colons => self.colons(at, &line),
                Trigger::Bracket => self.bracket(at, &line),
                Trigger::Braces => self.braces(at, &line),
                Trigger::Residue => self.residue(at, &line),
                Trigger::Script => self.script(at + 1),
                Trigger::Slashes => self.slashes(at, &line),
                Trigger::Indented => self.indented(at, &line),
                Trigger::Liquid => self.liquid(at, &line),
                Trigger::Include => self.include(at, &line),
            }
        }
    }

    /// The line around a byte.
    fn line(&self, at: usize) -> Line {
        let start = memchr::memrchr(b'\n', &self.bytes[..at]).map_or(0, |n| n + 1);
        let mut end = memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |n| at + n);
        if end > start && self.bytes[end - 1] == b'\r' {
            end -= 1;
        }
        let (mut content, mut quoted, mut listed) = (start, false, false);
        loop {
            let rest = &self.bytes[content..end.max(content)];
            match rest {
                [b' ' | b'\t', ..] => content += 1,
                [b'>', ..] => (content, quoted) = (content + 1, true),
                [b'-' | b'*' | b'+', b' ' | b'\t', ..] => (content, listed) = (content + 2, true),
                [b'0'..=b'9', ..] => {
                    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
                    match rest[digits..] {
                        [b'.' | b')', b' ' | b'\t', ..] if digits <= 9 => {
                            (content, listed) = (content + digits + 2, true)
                        }
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        Line {
            range: start..end.max(content),
            content,
            quoted,
            listed,
        }
    }

    /// Where a part of the body stands in it; nowhere, if it is empty.
    fn place(&self, part: &str) -> Range<usize> {
        if part.is_empty() {
            return 0..0;
        }
        let start = part.as_ptr() as usize - self.body.as_ptr() as usize;
        start..start + part.len()
    }

    fn copy(&mut self) -> &mut [u8] {
        let bytes = self.bytes;
        self.copy.get_or_insert_with(|| bytes.to_vec())
    }

    /// Makes a range blank, line ends and `>` at the beginning of lines kept.
    fn blank(&mut self, range: Range<usize>) {
        let mut leading = false;
        for byte in &mut self.copy()[range] {
            match *byte {
                b'\n' => leading = true,
                b'\r' => {}
                b'>' | b' ' | b'\t' if leading => {}
                _ => (leading, *byte) = (false, b' '),
            }
        }
    }

    /// Fills a range inside a line.
    fn fill(&mut self, range: Range<usize>) {
        for byte in &mut self.copy()[range] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = FILL;
            }
        }
    }

    fn mark(&mut self, span: Range<usize>, kind: MarkKind) {
        self.marks.push(Mark { span, kind });
    }

    /// Takes a directive out: blank if it is alone on its line, else filled.
    ///
    /// Behind a list marker it is filled even when alone: an empty item would lose what belongs to it.
    fn take(&mut self, span: Range<usize>, line: &Line, alone: MarkKind, inside: MarkKind) {
        self.done = span.end;
        let is_alone = self.is_alone(&span, line);
        if is_alone && !line.listed {
            self.blank(span.clone());
        } else {
            self.fill(span.clone());
        }
        self.mark(span, if is_alone { alone } else { inside });
    }

    /// Whether nothing else stands on the line; what was masked before does not count.
    fn is_alone(&self, span: &Range<usize>, line: &Line) -> bool {
        let now = self.copy.as_deref().unwrap_or(self.bytes);
        let before = &now[line.content..span.start.max(line.content)];
        let mut before = before.iter().filter(|b| !(line.listed && **b == FILL));
        before.all(|b| is_space(*b))
            && (span.end >= line.range.end
                || is_blank(&now[span.end..line.range.end])
                || self.only_directives(span.end, line))
    }

    /// Whether the rest of a line holds nothing but more directives of the same sort, such as includes in a row.
    fn only_directives(&self, from: usize, line: &Line) -> bool {
        let mut at = from;
        for _ in 0..16 {
            at += self.bytes[at..line.range.end]
                .iter()
                .take_while(|b| matches!(b, b' ' | b'\t'))
                .count();
            if at >= line.range.end {
                return true;
            }
            let Some(end) = self.directive_end(at, line.range.end) else {
                return false;
            };
            at = end;
        }
        false
    }

    /// Where a directive that begins at a byte ends, if one does.
    fn directive_end(&self, at: usize, limit: usize) -> Option<usize> {
        let rest = &self.bytes[at..limit];
        if rest.starts_with(b":::") {
            let close = memmem::find(&rest[3..], b":::")? + 3;
            Some(at + close + rest[close..].iter().take_while(|b| **b == b':').count())
        } else if rest.starts_with(b"[!") {
            self.balanced(at, limit)
                .filter(|_| !matches!(self.bracket_word(at, limit), ""))
        } else if rest.starts_with(b"{{") {
            self.braces_end(at, limit)
        } else {
            None
        }
    }

    /// The end of a bracketed range that begins at a byte, brackets inside counted.
    fn balanced(&self, at: usize, limit: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, byte) in self.bytes[at..limit.min(at + LONGEST)].iter().enumerate() {
            match byte {
                b'[' if depth == DEEPEST => return None,
                b'[' => depth += 1,
                b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at + index + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
