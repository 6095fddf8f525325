//! Hugo shortcodes: `{{< note >}}`, `{{% heading "whatsnext" %}}`, `[text]({{< ref "page.md" >}})`.

use std::ops::Range;

use memchr::memmem;

use super::super::neutral_key;
use super::mark::MarkKind;
use super::masker::{Line, Masker};
use super::shortcode::Shortcode;

/// No shortcode is longer (bytes).
const LONGEST_SHORTCODE: usize = 2000;

impl Masker<'_> {
    /// `{{`: a shortcode, a macro or a variable.
    pub(super) fn braces(&mut self, at: usize, line: &Line) {
        if at < self.raw_until {
            return;
        }
        let hugo = matches!(self.bytes.get(at + 2), Some(b'<' | b'%'));
        let triple = self.bytes[at..].starts_with(b"{{{");
        let limit = if hugo {
            self.shortcode_limit(at)
        } else {
            line.range.end
        };
        let end = if triple {
            let close = memmem::find(&self.bytes[at..line.range.end], b"}}}");
            close.map(|n| at + n + 3)
        } else {
            self.braces_end(at, limit)
        };
        let Some(end) = end else { return };
        if self.in_address(at, line) {
            self.fill_address(at..end);
            return;
        }
        let width = if hugo || triple { 3 } else { 2 };
        let inner = at + width..end - width;
        if inner.start > inner.end {
            return;
        }
        let line = self.line_through(line, end);
        if hugo {
            self.shortcode(at..end, inner, &line);
        } else {
            self.macro_call(at..end, inner, &line);
        }
    }

    fn shortcode(&mut self, span: Range<usize>, inner: Range<usize>, line: &Line) {
        let body = self.body;
        let word = body[inner.clone()].split_whitespace().next();
        let word = word.unwrap_or_default();
        let shortcode = Shortcode {
            word,
            span: span.clone(),
            inner: inner.clone(),
        };
        if word.starts_with("/*") {
            // `{{</* note */>}}` shows a shortcode.
            let shown = body[inner].trim().trim_matches(['/', '*', ' ']);
            let key = neutral_key::hash("shortcode", shown.as_bytes());
            let text = self.place(shown);
            let inside = MarkKind::Inline { text, key };
            self.take(span, line, inside.clone(), inside);
            return;
        }
        if self.shortcode_comment(&shortcode, line)
            || self.note(&shortcode, line)
            || self.code(&shortcode, line)
        {
            return;
        }
        let args = self.args(&shortcode);
        let none = span.end..span.end;
        let shown = self
            .shown_argument(word, &args, line)
            .unwrap_or(none.clone());
        let landmark =
            neutral_key::hash("shortcode", self.shortcode_identity(word, &args).as_bytes());
        let alone = self.is_alone(&span, line);
        if !alone && self.begins_block(word, &span, &args, line) {
            let kind = MarkKind::Landmark { key: landmark };
            self.mark(span, kind);
            self.mark_arguments(word, &args, &none);
            return;
        }
        let (landmark, inside) = (
            MarkKind::Landmark { key: landmark },
            MarkKind::Inline {
                text: shown.clone(),
                key: landmark,
            },
        );
        self.take(span, line, landmark, inside);
        self.mark_arguments(word, &args, if alone { &none } else { &shown });
    }

    /// What a shortcode inside a line shows: its `text`, or its first value if that has quotes and no name. If its end
    /// follows, it shows what is before that.
    fn shown_argument(&self, word: &str, args: &Range<usize>, line: &Line) -> Option<Range<usize>> {
        self.attribute("text", args).or_else(|| {
            let arguments = super::arguments::arguments(self.body, args.clone());
            let first = arguments.into_iter().find(|argument| argument.quoted)?;
            let rest = &self.body[args.end..line.range.end.max(args.end)];
            let ends_below = rest
                .match_indices('/')
                .any(|(at, _)| rest[at + 1..].trim_start().starts_with(word));
            (first.name.is_none() && !ends_below).then_some(first.value)
        })
    }

    /// Whether a shortcode or a tag with a title begins its line and text follows: that text is a block of its own then.
    pub(super) fn begins_block(
        &mut self,
        word: &str,
        span: &Range<usize>,
        args: &Range<usize>,
        line: &Line,
    ) -> bool {
        const BLOCKS: [&str; 11] = [
            "accordion",
            "card",
            "collapse",
            "details",
            "expand",
            "panel",
            "section",
            "spoiler",
            "step",
            "tab",
            "toggle",
        ];
        let begins = BLOCKS.contains(&word)
            && self.leads(span, line)
            && !self.argument_texts(word, args).is_empty()
            && self.apart(span, b"", line);
        if begins {
            self.done = span.end;
        }
        begins
    }

    /// `<--->` between the columns of Hugo's theme Book.
    pub(super) fn column_break(&mut self, at: usize, line: &Line) {
        let span = at..at + 5;
        if self.is_alone(&span, line) {
            self.blank(span);
        }
    }

    /// How far the end of a shortcode is looked for: it may be lines below, but not after another one begins.
    fn shortcode_limit(&self, at: usize) -> usize {
        let limit = self.bytes.len().min(at + LONGEST_SHORTCODE);
        let rest = &self.bytes[at + 2..limit];
        memmem::find(rest, b"{{").map_or(limit, |next| at + 2 + next)
    }

    /// Where `{{…}}` ends.
    pub(super) fn braces_end(&self, at: usize, limit: usize) -> Option<usize> {
        let close: &[u8] = match self.bytes.get(at + 2) {
            Some(b'<') => b">}}",
            Some(b'%') => b"%}}",
            _ => b"}}",
        };
        let limit = limit.min(at + LONGEST_SHORTCODE);
        let from = at + 2;
        (from <= limit).then(|| {
            memmem::find(&self.bytes[from..limit], close).map(|n| from + n + close.len())
        })?
    }

    /// A shortcode without the texts in it.
    pub(super) fn shortcode_identity(&self, word: &str, args: &Range<usize>) -> String {
        let mut identity = word.to_owned();
        let mut at = args.start;
        for argument in self.argument_texts(word, args) {
            let text = argument.value;
            if text.start >= at {
                identity.extend(self.body[at..text.start].split_whitespace());
                at = text.end;
            }
        }
        identity.extend(self.body[at.min(args.end)..args.end].split_whitespace());
        identity
    }
}
