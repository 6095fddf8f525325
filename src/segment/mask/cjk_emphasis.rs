//! Emphasis beside Chinese, Japanese and Korean text: `这是*重要。*接着写`, `これは*「斜体」*です`.
//!
//! CommonMark decides by spaces and punctuation whether an asterisk opens or closes emphasis. Beside scripts without
//! spaces that rule fails, and the marks stay in the text. In the copy the character outside of such a mark becomes an
//! ideographic space of the same length, and the parser reads the emphasis as it was meant. `**` is repaired later,
//! see [`super::super::broken_emphasis`].

use std::ops::Range;

use super::masker::Masker;
use crate::model::text::{is_cjk, is_hangul};

/// In UTF-8 three bytes, as nearly all characters of these scripts.
const SPACE: &[u8] = "\u{3000}".as_bytes();

/// A run of marks in a line; ranges count bytes of the body.
struct Run {
    mark: u8,
    range: Range<usize>,
    /// The characters before and after it.
    before: Option<char>,
    after: Option<char>,
}

impl Run {
    /// Whether the run can open and close emphasis by the rules of CommonMark.
    fn flanks(&self) -> (bool, bool) {
        let (before, after) = (sort(self.before), sort(self.after));
        let left = after != Sort::Space && (after != Sort::Sign || before != Sort::Letter);
        let right = before != Sort::Space && (before != Sort::Sign || after != Sort::Letter);
        if self.mark == b'_' {
            let opens = left && (!right || before == Sort::Sign);
            let closes = right && (!left || after == Sort::Sign);
            (opens, closes)
        } else {
            (left, right)
        }
    }

    /// Whether it would open emphasis after a space.
    fn would_open(&self) -> bool {
        self.before.is_some_and(is_letter_cjk) && sort(self.after) != Sort::Space
    }

    /// Whether it would close emphasis before a space.
    fn would_close(&self) -> bool {
        self.after.is_some_and(is_letter_cjk) && sort(self.before) != Sort::Space
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Space,
    Sign,
    Letter,
}

fn sort(c: Option<char>) -> Sort {
    match c {
        None => Sort::Space,
        Some(c) if c.is_whitespace() => Sort::Space,
        Some(c) if c.is_alphanumeric() || c.is_control() => Sort::Letter,
        Some(_) => Sort::Sign,
    }
}

/// A letter of these scripts that has three bytes.
fn is_letter_cjk(c: char) -> bool {
    (is_cjk(c) || is_hangul(c)) && c.is_alphanumeric() && c.len_utf8() == SPACE.len()
}

/// An opened emphasis: its mark, its length, and whether it is broken.
struct Open {
    mark: u8,
    range: Range<usize>,
    broken: bool,
}

impl Masker<'_> {
    /// Repairs emphasis in all lines of the body.
    pub(super) fn cjk_emphasis(&mut self) {
        // Whole chunks are compared at once, which is faster than looking for the first such byte.
        let is_cjk = |found: bool, b: &u8| found | (0xe3..=0xed).contains(b);
        if !self
            .bytes
            .chunks(1024)
            .any(|chunk| chunk.iter().fold(false, is_cjk))
        {
            return;
        }
        let mut done = 0;
        let body = self.body;
        for at in memchr::memchr3_iter(b'*', b'_', b'~', body.as_bytes()) {
            if at < done || !self.is_beside_cjk(at) {
                continue;
            }
            let line = self.line(at);
            let repairs = repairs(
                body,
                self.copy.as_deref().unwrap_or(self.bytes),
                &line.range,
            );
            for repair in repairs {
                self.copy()[repair].copy_from_slice(SPACE);
            }
            done = line.range.end;
        }
    }

    /// Whether a byte before or after a mark is one of a longer character.
    fn is_beside_cjk(&self, at: usize) -> bool {
        let after = self.bytes.get(at + 1).is_some_and(|b| *b >= 0xe1);
        after || at > 0 && self.bytes[at - 1] >= 0x80
    }
}

/// The characters of a line that a space must replace.
fn repairs(body: &str, now: &[u8], line: &Range<usize>) -> Vec<Range<usize>> {
    let mut open: Vec<Open> = Vec::new();
    let mut repairs = Vec::new();
    for run in runs(body, now, line) {
        let (opens, closes) = run.flanks();
        let partner = open
            .iter()
            .rposition(|o| o.mark == run.mark && o.range.len() == run.range.len());
        if let Some(partner) = partner
            && open[partner].range.end < run.range.start
            && (closes || run.would_close())
        {
            if open[partner].broken {
                repairs.push(open[partner].range.start - SPACE.len()..open[partner].range.start);
            }
            if !closes {
                repairs.push(run.range.end..run.range.end + SPACE.len());
            }
            open.truncate(partner);
        } else if (opens || run.would_open()) && open.len() < 64 {
            let (mark, range, broken) = (run.mark, run.range, !opens);
            open.push(Open {
                mark,
                range,
                broken,
            });
        }
    }
    repairs
}

/// The runs of marks in a line, those in code, tags and addresses left out.
fn runs(body: &str, now: &[u8], line: &Range<usize>) -> Vec<Run> {
    let bytes = &now[..line.end];
    let mut runs = Vec::new();
    let mut at = line.start;
    while at < line.end {
        let byte = bytes[at];
        let length = bytes[at..].iter().take_while(|b| **b == byte).count();
        let range = at..at + length;
        let single = match byte {
            b'*' => length == 1,
            b'_' => length <= 2,
            b'~' => length == 2,
            _ => false,
        };
        at = match byte {
            b'\\' => at + 2,
            b'`' => code_end(bytes, range.start),
            b'<' => tag_end(bytes, at),
            b']' => address_end(bytes, at),
            b'*' | b'_' | b'~' => range.end,
            _ => at + 1,
        };
        if single {
            let before = body[line.start..range.start].chars().next_back();
            let after = body[range.end..line.end].chars().next();
            runs.push(Run {
                mark: byte,
                range,
                before,
                after,
            });
        }
    }
    runs
}

/// Where a tag ends that begins at a byte, or the next byte.
pub(super) fn tag_end(bytes: &[u8], at: usize) -> usize {
    let is_tag = bytes
        .get(at + 1)
        .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'));
    find(bytes, at, b'>').filter(|_| is_tag).unwrap_or(at + 1)
}

/// Where the address of a link ends whose text ends at a byte, or the next byte.
pub(super) fn address_end(bytes: &[u8], at: usize) -> usize {
    let is_address = bytes.get(at + 1) == Some(&b'(');
    find(bytes, at, b')')
        .filter(|_| is_address)
        .unwrap_or(at + 1)
}

/// The byte after the next of a kind.
fn find(bytes: &[u8], at: usize, byte: u8) -> Option<usize> {
    const REACH: usize = 500;
    let end = bytes.len().min(at + REACH);
    memchr::memchr(byte, &bytes[at..end]).map(|n| at + n + 1)
}

/// Where code ends that begins at a byte, or the byte after its backticks.
pub(super) fn code_end(bytes: &[u8], start: usize) -> usize {
    const REACH: usize = 2000;
    let ticks = bytes[start..].iter().take_while(|b| **b == b'`').count();
    let inside = start + ticks;
    let end = bytes.len().min(inside + REACH);
    let mut at = inside;
    while let Some(next) = memchr::memchr(b'`', &bytes[at..end]).map(|n| at + n) {
        let length = bytes[next..end].iter().take_while(|b| **b == b'`').count();
        at = next + length;
        if length == ticks {
            return at;
        }
    }
    inside
}
