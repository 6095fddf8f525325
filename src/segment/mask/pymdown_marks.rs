//! Marks of PyMdown inside a line: `==marked==`, `++ctrl+c++`, `x^2^`, `H~2~O`, `^^inserted^^`, `{++added++}`,
//! `{~~old~>new~~}`.
//!
//! They are read only where the dialect has them: elsewhere a tilde or two equals signs are text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cjk_emphasis::{address_end, code_end, tag_end};
use super::mark::{EDGE, MarkKind};
use super::masker::Masker;

/// How far the other half of a mark is looked for (bytes).
const REACH: usize = 500;

/// What a pair of marks is like.
struct Pair {
    open: &'static [u8],
    close: &'static [u8],
    /// Whether it holds no white space.
    word: bool,
    /// Whether it holds the names of keys.
    keys: bool,
    /// Whether what it holds is a note for writers.
    comment: bool,
    /// Up to which sign the text is shown to nobody.
    replaced_by: Option<&'static [u8]>,
}

const fn pair(open: &'static [u8], close: &'static [u8]) -> Pair {
    Pair {
        open,
        close,
        word: false,
        keys: false,
        comment: false,
        replaced_by: None,
    }
}

const MARKED: Pair = pair(b"==", b"==");
const INSERTED: Pair = pair(b"^^", b"^^");
const ADDED: [Pair; 3] = [
    pair(b"{++", b"++}"),
    pair(b"{--", b"--}"),
    pair(b"{==", b"==}"),
];
const COMMENT: Pair = Pair {
    comment: true,
    ..pair(b"{>>", b"<<}")
};
const SUBSTITUTED: Pair = Pair {
    replaced_by: Some(b"~>"),
    ..pair(b"{~~", b"~~}")
};
const KEYS: Pair = Pair {
    keys: true,
    ..pair(b"++", b"++")
};
const SUPER: Pair = Pair {
    word: true,
    ..pair(b"^", b"^")
};
const SUB: Pair = Pair {
    word: true,
    ..pair(b"~", b"~")
};

impl Pair {
    /// Where the text begins that is shown, of a pair that begins at a byte and closes at another.
    fn shown_from(&self, bytes: &[u8], at: usize, close: usize) -> usize {
        let start = at + self.open.len();
        let sign = self.replaced_by.and_then(|sign| {
            let found = memchr::memmem::find(&bytes[start..close], sign);
            found.map(|found| start + found + sign.len())
        });
        sign.unwrap_or(start)
    }

    /// Whether a text may stand between the marks.
    fn holds(&self, text: &[u8]) -> bool {
        let space = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
        if self.comment {
            return true;
        }
        if let Some(sign) = self.replaced_by {
            return memchr::memmem::find(text, sign).is_some();
        }
        if space(text.first()) || space(text.last()) {
            return false;
        }
        let key =
            |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'_' | b'"' | b' ');
        !(self.word && text.iter().any(u8::is_ascii_whitespace))
            && !(self.keys && (!text.iter().all(key) || text[0] == b'+' || text.ends_with(b"+")))
    }
}

impl Masker<'_> {
    /// Masks the marks that the dialect has.
    pub(super) fn pymdown_marks(&mut self) {
        let pairs = self.pairs();
        if pairs.is_empty() {
            return;
        }
        let mut at = Some(0);
        while let Some(start) = at {
            let line = self.line(start).range;
            let text = &self.bytes[line.clone()];
            let has_mark = memchr::memchr3(b'=', b'+', b'^', text).is_some()
                || memchr::memchr2(b'~', b'{', text).is_some();
            if has_mark {
                self.pymdown_line(&line, &pairs);
            }
            at = self
                .next_line(line.end)
                .filter(|next| *next < self.bytes.len());
        }
    }

    fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        if self.extensions.marks && self.extensions.keys {
            pairs.extend(ADDED);
            pairs.extend([COMMENT, SUBSTITUTED]);
        }
        if self.extensions.marks {
            pairs.push(MARKED);
        }
        if self.extensions.keys {
            pairs.push(KEYS);
        }
        if self.extensions.scripts {
            pairs.extend([INSERTED, SUPER, SUB]);
        }
        pairs
    }

    fn pymdown_line(&mut self, line: &Range<usize>, pairs: &[Pair]) {
        let mut closers = BTreeSet::new();
        let mut at = line.start;
        while at < line.end {
            let now = self.copy.as_deref().unwrap_or(self.bytes);
            let bytes = &now[..line.end];
            let rest = &bytes[at..];
            if closers.remove(&at) {
                at += 1;
                continue;
            }
            at = match bytes[at] {
                b'\\' => at + 2,
                b'`' => code_end(bytes, at),
                b'<' => tag_end(bytes, at),
                b']' => address_end(bytes, at),
                b'h' if rest.starts_with(b"http://") || rest.starts_with(b"https://") => {
                    at + rest.iter().take_while(|b| !b.is_ascii_whitespace()).count()
                }
                b'=' | b'+' | b'^' | b'~' | b'{' => match find_pair(bytes, at, pairs) {
                    Some((pair, close)) => {
                        let open = at..pair.shown_from(bytes, at, close);
                        let close = close..close + pair.close.len();
                        let next = if pair.comment { close.end } else { open.end };
                        closers.extend(close.clone());
                        self.hide_pair(pair, open, close);
                        next
                    }
                    None => at + run(rest),
                },
                _ => at + 1,
            };
        }
    }

    /// Hides both marks, or all of a comment. Punctuation on the inner side keeps emphasis beside a mark working.
    fn hide_pair(&mut self, pair: &Pair, open: Range<usize>, close: Range<usize>) {
        if pair.comment {
            let span = open.start..close.end;
            self.fill(span.clone());
            self.mark(span, MarkKind::Hidden);
            return;
        }
        self.fill(open.clone());
        self.fill(close.clone());
        if open.len() == 2 {
            self.copy()[open.start + 1] = EDGE;
            self.copy()[close.start] = EDGE;
        }
        self.mark(open, MarkKind::Hidden);
        self.mark(close, MarkKind::Hidden);
    }
}

/// How many times the first byte is repeated.
fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| **b == bytes[0]).count().max(1)
}

/// The pair that begins at a byte, and where it closes.
fn find_pair<'p>(bytes: &[u8], at: usize, pairs: &'p [Pair]) -> Option<(&'p Pair, usize)> {
    let rest = &bytes[at..];
    pairs.iter().find_map(|pair| {
        let exact = pair.open[0] == b'{' || run(rest) == pair.open.len();
        if !exact || !rest.starts_with(pair.open) {
            return None;
        }
        let inside = at + pair.open.len();
        let limit = bytes.len().min(inside + REACH);
        let found = memchr::memmem::find_iter(&bytes[inside..limit], pair.close);
        let close = found.map(|n| inside + n).find(|close| {
            let after = bytes.get(close + pair.close.len());
            let longer = after == Some(&pair.close[0]) && pair.open[0] != b'{';
            *close > inside && !longer
        })?;
        pair.holds(&bytes[inside..close]).then_some((pair, close))
    })
}
