//! Finds the places that a dialect may have to mask: triggers, in one pass over the bytes.
//!
//! A table tells which bytes begin something, and the bytes around each are compared then. Words that begin with a letter
//! are found by a searcher of their own. One searcher for all of them would be six times slower, because with so many
//! patterns of two bytes almost every byte looks like one.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, FindIter, MatchKind};

/// What makes a line worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trigger {
    Colons,
    Bracket,
    Braces,
    CatTag,
    Script,
    Slashes,
    Indented,
    Liquid,
    Include,
    Fence,
    Toc,
    Extension,
    PymdownSnippet,
    BangInclude,
    Abbreviation,
    Icon,
    Formula,
    Definition,
    Table,
    Attributes,
    WikiLink,
    Snippet,
    Demo,
    Markdown,
    Hint,
    HeadingId,
    Comment,
    ColumnBreak,
    Role,
    Target,
    CommentLine,
    BlockId,
}

impl Trigger {
    /// Whether MDX files have it. The pass for MDX knows their code, tags and braces.
    pub fn is_in_mdx(self) -> bool {
        matches!(
            self,
            Self::Colons
                | Self::Bracket
                | Self::CatTag
                | Self::Attributes
                | Self::WikiLink
                | Self::Formula
                | Self::Table
        )
    }
}

/// Triggers of several letters.
const WORDS: [(&str, Trigger); 5] = [
    (" id=\"p", Trigger::CatTag),
    ("\nimport ", Trigger::Script),
    ("\nexport ", Trigger::Script),
    ("///", Trigger::Slashes),
    (" markdown", Trigger::Markdown),
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostFirst);
    let found = builder.build(WORDS.map(|word| word.0));
    found.expect("the words are few and short")
});

/// Bytes that all other triggers have.
const SIGNS: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"{[<:|$`~%^=!?";
    let mut index = 0;
    while index < signs.len() {
        table[signs[index] as usize] = true;
        index += 1;
    }
    table
};

/// What begins an attribute list after its brace.
const ATTRIBUTES: [&[u8]; 10] = [
    b"#", b".", b":", b" #", b" .", b" :", b" data-", b"-}", b"docsify", b"/*",
];
/// Sets of icons.
const ICONS: [&[u8]; 4] = [b":material-", b":octicons-", b":fontawesome-", b":simple-"];

/// The triggers of a text, in order, and where each begins.
pub(super) struct Triggers<'b> {
    bytes: &'b [u8],
    /// Where to look for the next sign.
    at: usize,
    words: FindIter<'static, 'b>,
    word: Option<(usize, Trigger)>,
    sign: Option<(usize, Trigger)>,
}

impl<'b> Triggers<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        let mut triggers = Self {
            bytes,
            at: 0,
            words: FINDER.find_iter(bytes),
            word: None,
            sign: None,
        };
        triggers.word = triggers.next_word();
        triggers.sign = triggers.next_sign();
        triggers
    }

    fn next_word(&mut self) -> Option<(usize, Trigger)> {
        let found = self.words.next()?;
        Some((found.start(), WORDS[found.pattern().as_usize()].1))
    }

    fn next_sign(&mut self) -> Option<(usize, Trigger)> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            let at = self.at + rest.iter().position(|byte| SIGNS[*byte as usize])?;
            self.at = at + 1;
            if let Some(found) = trigger(self.bytes, at) {
                return Some(found);
            }
        }
    }
}

impl Iterator for Triggers<'_> {
    type Item = (usize, Trigger);

    fn next(&mut self) -> Option<Self::Item> {
        match (self.word, self.sign) {
            (Some(word), sign) if sign.is_none_or(|sign| word.0 < sign.0) => {
                self.word = self.next_word();
                Some(word)
            }
            (_, sign) => {
                self.sign = self.next_sign();
                sign
            }
        }
    }
}

/// The trigger that a sign is part of, and where it begins.
fn trigger(bytes: &[u8], at: usize) -> Option<(usize, Trigger)> {
    let rest = &bytes[at..];
    let before = at.checked_sub(1).map(|at| bytes[at]);
    // Of a run of one sign the first counts.
    if before == Some(rest[0]) {
        return None;
    }
    let here = |trigger| Some((at, trigger));
    let from_before = |trigger| Some((at - 1, trigger));
    match rest {
        [b'{', ..] => brace(rest, before).and_then(here),
        [b'[', b'!', ..] => here(Trigger::Bracket),
        [b'[', ..] if before == Some(b'*') => from_before(Trigger::Abbreviation),
        [b'[', b'[', ..] | [b'[', b'T', b'O', b'C', b']', ..] => here(Trigger::WikiLink),
        [b'<', b'<', b'<', ..] => here(Trigger::Snippet),
        [b'<', b'c', b'o', b'd', b'e', b' ', ..] => here(Trigger::Demo),
        [b'<', b'-', b'-', b'-', b'>', ..] => here(Trigger::ColumnBreak),
        [b'<', b'-', ..] if bytes[..at].ends_with(b"-8") => Some((at - 2, Trigger::PymdownSnippet)),
        [b':', b':', b':', ..] => here(Trigger::Colons),
        [b':', b' ' | b'\t', ..] => definition(bytes, at).map(|at| (at, Trigger::Definition)),
        [b':', b'i', b'd', b'=', ..] if before == Some(b' ') => from_before(Trigger::HeadingId),
        [b':', ..] if ICONS.iter().any(|icon| rest.starts_with(icon)) => here(Trigger::Icon),
        [b'|', b'-', ..] | [b'|', b' ' | b':', b'-', ..] | [b'|', b' ', b':', b'-', ..] => {
            here(Trigger::Table)
        }
        [b'$', b'$', ..] => here(Trigger::Formula),
        [b'`', b'`', b'`', ..] | [b'~', b'~', b'~', ..] => here(Trigger::Fence),
        [b'`', ..] if before == Some(b'}') => from_before(Trigger::Role),
        [b'%', b'%', ..] => here(Trigger::Comment),
        [b'%', b' ', ..] if before == Some(b'\n') => from_before(Trigger::CommentLine),
        [b'^', ..] if before == Some(b' ') => from_before(Trigger::BlockId),
        [b'=', b'=', b'=', b' ', b'"', ..] | [b'=', b'=', b'=', b'!' | b'+', b' ', b'"', ..] => {
            here(Trigger::Indented)
        }
        [b'=', next @ ..] if before == Some(b')') && ends_line(next) => {
            from_before(Trigger::Target)
        }
        [b'!', b'!', b'!', b' ', ..] | [b'?', b'?', b'?', ..] => here(Trigger::Indented),
        [b'!' | b'?', b'>', b' ', ..] => here(Trigger::Hint),
        _ => None,
    }
}

fn ends_line(rest: &[u8]) -> bool {
    matches!(rest.first(), None | Some(b'\n' | b'\r'))
}

/// What begins with a brace.
fn brace(rest: &[u8], before: Option<u8>) -> Option<Trigger> {
    Some(match rest.get(1)? {
        b'{' => Trigger::Braces,
        b'%' => Trigger::Liquid,
        b'*' => Trigger::Include,
        b'!' => Trigger::BangInclude,
        b':' if rest.starts_with(b"{:toc") => Trigger::Toc,
        b':' if rest.starts_with(b"{::") => Trigger::Extension,
        _ if ATTRIBUTES.iter().any(|start| rest[1..].starts_with(start)) => Trigger::Attributes,
        _ if matches!(before, Some(b')' | b']')) => Trigger::Attributes,
        _ => return None,
    })
}

/// Where the line before ends, if a colon begins a line, indented by at most four spaces.
fn definition(bytes: &[u8], colon: usize) -> Option<usize> {
    let indent = bytes[..colon]
        .iter()
        .rev()
        .take(5)
        .take_while(|byte| **byte == b' ')
        .count();
    let end = (colon - indent).checked_sub(1)?;
    (bytes[end] == b'\n' && indent <= 4).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_come_in_order_and_runs_of_a_sign_count_once() {
        let found = |text: &str| Triggers::new(text.as_bytes()).collect::<Vec<_>>();
        assert_eq!(found("plain text, a: b | c"), []);
        assert_eq!(found("a {{{ b"), [(2, Trigger::Braces)]);
        assert_eq!(found("a ::::: b"), [(2, Trigger::Colons)]);
        assert_eq!(found("--8<-- x"), [(1, Trigger::PymdownSnippet)]);
        assert_eq!(found("a\n   : b"), [(1, Trigger::Definition)]);
        assert_eq!(
            found("(a)=\n[b](c){d=e}"),
            [(2, Trigger::Target), (11, Trigger::Attributes)]
        );
        let text = "x\nimport a\n```\n<div markdown>\n$$";
        let kinds: Vec<_> = found(text).into_iter().map(|(_, kind)| kind).collect();
        let expected = [
            Trigger::Script,
            Trigger::Fence,
            Trigger::Markdown,
            Trigger::Formula,
        ];
        assert_eq!(kinds, expected);
    }
}
