//! Writes a unit's inline runs and plain text into the document's arenas.
//!
//! White space is folded on the way: a space is only *pending* until text follows, so that none is left at the
//! ends, none is doubled across markup, and the run that held it first owns it. Runs tile the unit's bytes:
//! `at` is how far they reach.

use crate::model::text::is_cjk;
use crate::model::{Inline, InlineKind, Span};

use super::normalize;

/// The arenas, and the unit being written.
pub(super) struct Writer<'s> {
    file: &'s str,
    /// All runs.
    pub inlines: Vec<Inline>,
    /// All plain text.
    pub plain: String,
    first_run: usize,
    first_plain: usize,
    /// Bytes of the file the runs reach to.
    pub at: usize,
    pending: Option<Pending>,
    holds_code: bool,
}

/// A space that is written once text follows it.
#[derive(Clone, Copy)]
struct Pending {
    run: usize,
    line_break: bool,
}

/// A finished unit: its bytes, text and runs.
pub(super) struct Written {
    pub span: Span,
    pub text: Span,
    pub inlines: Span,
}

impl<'s> Writer<'s> {
    /// Empty arenas for a file, with room for the usual output of `size` bytes.
    pub fn new(file: &'s str, size: usize) -> Self {
        Self {
            file,
            inlines: Vec::with_capacity(size / 32),
            plain: String::with_capacity(size),
            first_run: 0,
            first_plain: 0,
            at: 0,
            pending: None,
            holds_code: false,
        }
    }

    /// Begins a unit at a byte of the file.
    pub fn begin(&mut self, at: usize) {
        self.first_run = self.inlines.len();
        self.first_plain = self.plain.len();
        self.at = at;
        self.pending = None;
        self.holds_code = false;
    }

    /// Whether the unit has text so far.
    pub fn has_text(&self) -> bool {
        self.plain.len() > self.first_plain
    }

    /// Runs of the unit so far.
    pub fn runs(&self) -> &[Inline] {
        &self.inlines[self.first_run..]
    }

    /// Changes the kind of a run of this unit.
    pub fn set_kind(&mut self, run: usize, kind: InlineKind) {
        if let Some(run) = self.inlines.get_mut(self.first_run + run) {
            run.kind = kind;
        }
    }

    /// A run without text up to `end`.
    pub fn mark(&mut self, kind: InlineKind, end: usize, key: u64) {
        if end > self.at {
            self.push(kind, end, key);
        }
    }

    /// Bytes between two events: white space folds, all else is hidden.
    pub fn gap(&mut self, to: usize) {
        if to <= self.at {
            return;
        }
        let gap = &self.file.as_bytes()[self.at..to];
        let blank = gap.iter().take_while(|b| normalize::is_space(**b)).count();
        if blank > 0 {
            self.text(self.at + blank);
        }
        self.mark(InlineKind::Hidden, to, 0);
    }

    /// The run of text that reaches up to `end`: the last run if it is one, else a new one.
    fn text_run(&mut self, end: usize) -> usize {
        let last = self.inlines.len();
        match self.inlines[self.first_run..].last_mut() {
            Some(run) if run.kind == InlineKind::Text => {
                run.span.end = end as u32;
                self.at = end;
                last - 1
            }
            _ => self.push(InlineKind::Text, end, 0),
        }
    }

    /// Text as in the file, up to `end`.
    pub fn text(&mut self, end: usize) {
        if end <= self.at {
            return;
        }
        let bytes = self.at..end;
        let run = self.text_run(end);
        let file = self.file;
        self.fold(run, &file[bytes]);
    }

    /// A run up to `end` whose text is another than its bytes.
    pub fn replaced(&mut self, kind: InlineKind, end: usize, text: &str, key: u64) {
        if end <= self.at {
            return;
        }
        self.holds_code |= kind == InlineKind::Code && !text.is_empty();
        let run = self.push(kind, end, key);
        self.fold(run, text);
    }

    /// A run up to `end` whose text is taken as it is, without folding.
    pub fn verbatim(&mut self, kind: InlineKind, end: usize, text: &str, key: u64) {
        self.holds_code = true;
        let run = self.push(kind, end, key);
        self.put(run, text);
    }

    /// A run up to `end` that shows as one space.
    pub fn space(&mut self, kind: InlineKind, end: usize, key: u64) {
        if end > self.at {
            let run = self.push(kind, end, key);
            self.pend(run, false);
        }
    }

    /// A line break: a space, except between two characters of a script without spaces.
    pub fn line_break(&mut self, end: usize) {
        if end > self.at {
            let run = self.text_run(end);
            self.pend(run, true);
        }
    }

    /// Ends the unit: `None` if it has no content; then nothing is written.
    pub fn finish(&mut self) -> Option<Written> {
        self.pending = None;
        let says = self.holds_code || normalize::has_content(&self.plain[self.first_plain..]);
        if !says || !self.has_text() {
            self.inlines.truncate(self.first_run);
            self.plain.truncate(self.first_plain);
            return None;
        }
        self.trim();
        normalize::compose(
            &mut self.plain,
            self.first_plain,
            &mut self.inlines[self.first_run..],
        );
        let runs = self.runs();
        let span = runs.first()?.span.start..runs.last()?.span.end;
        Some(Written {
            span,
            text: self.first_plain as u32..self.plain.len() as u32,
            inlines: self.first_run as u32..self.inlines.len() as u32,
        })
    }

    /// Takes what has no text off both ends: white space, anchors, markers of alerts.
    fn trim(&mut self) {
        let file = self.file.as_bytes();
        let blank = |run: &Inline| {
            run.text.is_empty()
                && match run.kind {
                    InlineKind::Hidden | InlineKind::Break => true,
                    InlineKind::Text => {
                        normalize::is_blank(&file[run.span.start as usize..run.span.end as usize])
                    }
                    InlineKind::Html => file[run.span.start as usize..].starts_with(b"<!--"),
                    _ => false,
                }
        };
        let lead = self.inlines[self.first_run..]
            .iter()
            .take_while(|run| blank(run))
            .count();
        if lead > 0 {
            self.inlines.drain(self.first_run..self.first_run + lead);
        }
        while self.inlines.len() > self.first_run && self.inlines.last().is_some_and(blank) {
            self.inlines.pop();
        }
        if let Some(run) = self.inlines[self.first_run..].first_mut()
            && run.kind == InlineKind::Text
        {
            let bytes = &file[run.span.start as usize..run.span.end as usize];
            run.span.start += bytes
                .iter()
                .take_while(|b| normalize::is_space(**b))
                .count() as u32;
        }
        if let Some(run) = self.inlines[self.first_run..].last_mut()
            && run.kind == InlineKind::Text
        {
            let bytes = &file[run.span.start as usize..run.span.end as usize];
            run.span.end -= bytes
                .iter()
                .rev()
                .take_while(|b| normalize::is_space(**b))
                .count() as u32;
        }
    }

    fn push(&mut self, kind: InlineKind, end: usize, key: u64) -> usize {
        let text = self.plain.len() as u32;
        self.inlines.push(Inline {
            kind,
            span: self.at as u32..end as u32,
            text: text..text,
            key,
        });
        self.at = end;
        self.inlines.len() - 1
    }

    fn pend(&mut self, run: usize, line_break: bool) {
        if self.has_text() && self.pending.is_none() {
            self.pending = Some(Pending { run, line_break });
        }
    }

    /// Adds text to a run, each stretch of white space as one space.
    fn fold(&mut self, run: usize, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        if is_single_spaced(bytes) {
            // The usual case in one piece.
            let leads = bytes.first() == Some(&b' ');
            let trails = bytes.last() == Some(&b' ') && bytes.len() > 1;
            if leads {
                self.pend(run, false);
            }
            let inner = &text[usize::from(leads)..text.len() - usize::from(trails)];
            if !inner.is_empty() {
                self.put(run, inner);
            }
            if trails {
                self.pend(run, false);
            }
            return;
        }
        while at < bytes.len() {
            if normalize::is_space(bytes[at]) {
                self.pend(run, false);
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() {
                let byte = bytes[at];
                if byte > b' ' || !normalize::is_space(byte) {
                    at += 1;
                } else if byte == b' '
                    && at + 1 < bytes.len()
                    && !normalize::is_space(bytes[at + 1])
                {
                    at += 2;
                } else {
                    break;
                }
            }
            self.put(run, &text[start..at]);
        }
    }

    fn put(&mut self, run: usize, text: &str) {
        if let Some(pending) = self.pending.take() {
            let spaceless = pending.line_break
                && self.plain.chars().next_back().is_some_and(is_cjk)
                && text.chars().next().is_some_and(is_cjk);
            if !spaceless {
                self.plain.push(' ');
                let end = self.plain.len() as u32;
                self.inlines[pending.run].text.end = end;
                for later in &mut self.inlines[pending.run + 1..] {
                    later.text = end..end;
                }
            }
        }
        if memchr::memchr(0, text.as_bytes()).is_some() {
            // As CommonMark has it; many readers of plain text stop at a NUL.
            self.plain
                .extend(text.chars().map(|c| if c == '\0' { '\u{FFFD}' } else { c }));
        } else {
            self.plain.push_str(text);
        }
        self.inlines[run].text.end = self.plain.len() as u32;
    }
}

/// Whether all white space is single spaces. Written without branches, so that it is compiled to vector code.
fn is_single_spaced(bytes: &[u8]) -> bool {
    let control = bytes.iter().fold(false, |found, b| found | (*b < b' '));
    let after = bytes.get(1..).unwrap_or_default();
    let double = bytes
        .iter()
        .zip(after)
        .fold(false, |found, (a, b)| found | ((*a == b' ') & (*b == b' ')));
    !(control | double)
}
