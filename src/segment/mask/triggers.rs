//! Finds the places that a dialect may have to mask: triggers, in one pass over the bytes.
//!
//! Many of them have a byte that is rare in text: such bytes are looked for by threes, and the bytes around each are
//! compared then. The others are found by a few searchers for words. A single searcher for all sixty is ten times slower,
//! because with so many patterns of two bytes almost every byte looks like one.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, FindIter, MatchKind};
use memchr::Memchr3;

use super::super::dialect::Extensions;

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
    HeadingTag,
    Comment,
    ColumnBreak,
    Role,
    Target,
    CommentLine,
    CellBreak,
    InlineNote,
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
                | Self::HeadingTag
                | Self::WikiLink
                | Self::Formula
                | Self::Table
        )
    }
}

/// Triggers that are found as words. The groups are chosen for speed: patterns whose first bytes are common slow down a
/// searcher that has many others.
const WORDS: [&[(&str, Trigger)]; 4] = [
    &[
        (":::", Trigger::Colons),
        ("[!", Trigger::Bracket),
        ("[[", Trigger::WikiLink),
        ("*[", Trigger::Abbreviation),
        ("```", Trigger::Fence),
        (" id=\"p", Trigger::CatTag),
        ("\nimport ", Trigger::Script),
        ("\nexport ", Trigger::Script),
        ("///", Trigger::Slashes),
        ("???", Trigger::Indented),
        ("?> ", Trigger::Hint),
    ],
    &[
        ("|-", Trigger::Table),
        ("| -", Trigger::Table),
        ("|:-", Trigger::Table),
        ("| :-", Trigger::Table),
    ],
    &[
        (" markdown", Trigger::Markdown),
        ("[TOC]", Trigger::WikiLink),
        ("<<<", Trigger::Snippet),
        ("<code ", Trigger::Demo),
        ("<--->", Trigger::ColumnBreak),
        ("-8<-", Trigger::PymdownSnippet),
        ("=== \"", Trigger::Indented),
        ("===! \"", Trigger::Indented),
        ("===+ \"", Trigger::Indented),
        ("!!! ", Trigger::Indented),
        ("!> ", Trigger::Hint),
        (")=\n", Trigger::Target),
        (")=\r", Trigger::Target),
        (" :id=", Trigger::HeadingId),
        (" [#", Trigger::HeadingTag),
        (" [!toc]", Trigger::HeadingTag),
        (":material-", Trigger::Icon),
        (":octicons-", Trigger::Icon),
        (":fontawesome-", Trigger::Icon),
        (":simple-", Trigger::Icon),
    ],
    &[
        ("\n: ", Trigger::Definition),
        ("\n:\t", Trigger::Definition),
        ("  : ", Trigger::Definition),
    ],
];

static FINDERS: LazyLock<[AhoCorasick; WORDS.len()]> = LazyLock::new(|| {
    WORDS.map(|words| {
        let mut builder = AhoCorasick::builder();
        let builder = builder.match_kind(MatchKind::LeftmostFirst);
        let found = builder.build(words.iter().map(|word| word.0));
        found.expect("the words are few and short")
    })
});

/// Bytes that other triggers have, by threes; those of the second group are for MyST, Obsidian and Quarto alone.
const SIGNS: [[u8; 3]; 2] = [*b"{$~", *b"%^+"];
/// Maximum length of the name of a role with the two marks after it (bytes).
const LONGEST_ROLE: usize = 42;
/// How many groups there are.
const GROUPS: usize = WORDS.len() + SIGNS.len();

/// What begins an attribute list after its brace.
const ATTRIBUTES: [&[u8]; 10] = [
    b"#", b".", b":", b" #", b" .", b" :", b" data-", b"-}", b"docsify", b"/*",
];

/// The triggers of a text, in order, and where each begins.
pub(super) struct Triggers<'b> {
    bytes: &'b [u8],
    words: [FindIter<'static, 'b>; WORDS.len()],
    signs: [Memchr3<'b>; SIGNS.len()],
    /// The next trigger of each group.
    next: [Trigger; GROUPS],
    /// Where it is; past the end for a group that has no more.
    at: [usize; GROUPS],
}

impl<'b> Triggers<'b> {
    pub fn new(bytes: &'b [u8], extensions: Extensions) -> Self {
        let finders = FINDERS.each_ref();
        let rare = extensions.myst || extensions.obsidian || extensions.any_colons;
        let with_rare = if rare { bytes } else { &[] };
        let [[e, f, g], [h, i, j]] = SIGNS;
        let mut triggers = Self {
            bytes,
            words: finders.map(|finder| finder.find_iter(bytes)),
            signs: [
                memchr::memchr3_iter(e, f, g, bytes),
                memchr::memchr3_iter(h, i, j, with_rare),
            ],
            next: [Trigger::Colons; GROUPS],
            at: [usize::MAX; GROUPS],
        };
        for group in 0..GROUPS {
            triggers.advance(group);
        }
        triggers
    }

    /// Looks for the next trigger of a group.
    fn advance(&mut self, group: usize) {
        let bytes = self.bytes;
        let next = match self.words.get_mut(group) {
            Some(words) => words.find_map(|found| {
                let (_, trigger) = WORDS[group][found.pattern().as_usize()];
                let at = match trigger {
                    Trigger::Definition => line_before(bytes, found.start())?,
                    _ => found.start(),
                };
                Some((at, trigger))
            }),
            None => self.signs[group - WORDS.len()].find_map(|at| trigger(bytes, at)),
        };
        self.at[group] = usize::MAX;
        if let Some((at, trigger)) = next {
            (self.at[group], self.next[group]) = (at, trigger);
        }
    }
}

impl Iterator for Triggers<'_> {
    type Item = (usize, Trigger);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.at.into_iter().min()?;
        let group = self.at.iter().position(|at| *at == first)?;
        let found = (first != usize::MAX).then_some((first, self.next[group]))?;
        self.advance(group);
        Some(found)
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
        [b'$', b'$', ..] => here(Trigger::Formula),
        [b'~', b'~', b'~', ..] => here(Trigger::Fence),
        [b'%', b'%', ..] => here(Trigger::Comment),
        [b'%', b' ', ..] if matches!(before, None | Some(b'\n')) => here(Trigger::CommentLine),
        [b'+', b'+', b'+', ..] if matches!(before, None | Some(b'\n')) => here(Trigger::CellBreak),
        [b'^', b'[', ..] => here(Trigger::InlineNote),
        [b'^', ..] if before == Some(b' ') => from_before(Trigger::BlockId),
        _ => None,
    }
}

/// Where the line before ends, if only two spaces at most are between it and a byte.
fn line_before(bytes: &[u8], at: usize) -> Option<usize> {
    let start = at.saturating_sub(3);
    let end = memchr::memrchr(b'\n', &bytes[start..=at]).map(|end| start + end)?;
    let indent = bytes.get(end + 1..at).unwrap_or_default();
    indent.iter().all(|byte| *byte == b' ').then_some(end)
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
        byte if byte.is_ascii_alphabetic() && is_role(&rest[1..]) => Trigger::Role,
        _ if ATTRIBUTES.iter().any(|start| rest[1..].starts_with(start)) => Trigger::Attributes,
        _ if matches!(before, Some(b')' | b']')) => Trigger::Attributes,
        _ => return None,
    })
}

/// Whether a name and its closing brace stand before code, as in `{ref}` before a backtick.
fn is_role(name: &[u8]) -> bool {
    let name = &name[..name.len().min(LONGEST_ROLE)];
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-');
    let end = name.iter().position(|b| !is_name(b));
    end.is_some_and(|end| name[end..].starts_with(b"}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_come_in_order_and_runs_of_a_sign_count_once() {
        let found =
            |text: &str| Triggers::new(text.as_bytes(), Extensions::default()).collect::<Vec<_>>();
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
