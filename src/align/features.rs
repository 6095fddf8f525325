//! What the aligner sees of a unit: structure, length, and tokens that may stand on the other side too.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::tokenize::{Class, FREE, Scanner};
use crate::model::{Document, Inline, InlineKind, Unit, UnitKind};

/// A token of a unit: a hash, and in its free bits how firmly it is expected in a translation of the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Token(u64);

impl Token {
    fn new(hash: u64, kind: TokenKind) -> Self {
        Self(hash & !FREE | kind as u64)
    }

    /// What it is known by, whatever its kind.
    pub fn id(self) -> u64 {
        self.0 & !FREE
    }

    pub fn kind(self) -> TokenKind {
        TokenKind::ALL[(self.0 & FREE) as usize]
    }
}

/// Kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TokenKind {
    /// Target of a link, path of an image, name of a directive.
    Link,
    /// Content of a code span.
    Code,
    /// A number.
    Number,
    /// A name in Latin script.
    Name,
    /// Any other word in Latin script.
    Latin,
    /// A word or n-gram of another script.
    Other,
}

impl TokenKind {
    /// Every kind, and what fills up the numbers that eight hold.
    const ALL: [Self; 8] = [
        Self::Link,
        Self::Code,
        Self::Number,
        Self::Name,
        Self::Latin,
        Self::Other,
        Self::Other,
        Self::Other,
    ];
}

/// Reads units one after the other, with one set of buffers for all of them.
#[derive(Debug, Default)]
pub(super) struct Reader {
    scanner: Scanner,
    tokens: Vec<Token>,
}

/// The features of one unit.
#[derive(Debug, Clone)]
pub(super) struct Features {
    /// Which of the article's versions it stands in.
    pub version: u16,
    pub kind: UnitKind,
    pub level: u8,
    pub depth: u8,
    /// Column of a cell.
    pub column: u32,
    /// Hash of the heading's slug, 0 where it is not known, and a second one that counts as well.
    pub slug: [u64; 2],
    /// Hash of the label of front matter, tabs, alerts and the like.
    pub label: u64,
    /// Length in letters of an alphabet: characters of dense scripts count for several.
    pub length: f32,
    /// Hash of the letters and digits of the text.
    pub identity: u64,
    /// What the text is made of, when that leaves nothing to translate.
    pub bare: Bare,
    /// How much of the text is set in bold.
    pub bold: Bold,
    /// How the text ends.
    pub end: End,
    /// Tokens, sorted by id, each once.
    pub tokens: Box<[Token]>,
}

/// Texts that should stand unchanged on the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bare {
    /// There are words.
    No,
    /// Digits and signs only.
    Digits,
    /// One code span and nothing else.
    Code,
}

/// How much of a text is bold, which translators keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bold {
    None,
    Part,
    Whole,
}

impl Bold {
    fn of(runs: &[Inline]) -> Self {
        let mut runs = runs.iter().filter(|r| r.kind != InlineKind::Hidden);
        let (first, last) = (runs.next(), runs.next_back());
        match (first.map(|r| r.kind), last.map(|r| r.kind)) {
            (Some(InlineKind::StrongOpen), Some(InlineKind::StrongClose))
                if !runs.any(|r| r.kind == InlineKind::StrongClose) =>
            {
                Self::Whole
            }
            (Some(InlineKind::StrongOpen), _) | (_, Some(InlineKind::StrongClose)) => Self::Part,
            _ if runs.any(|r| r.kind == InlineKind::StrongOpen) => Self::Part,
            _ => Self::None,
        }
    }
}

/// How a text ends, equal in all languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Open,
    Stop,
    Colon,
    Question,
}

impl Reader {
    /// Reads a unit; `original` says that a heading's own text makes its slug.
    pub fn read(
        &mut self,
        document: &Document,
        unit: &Unit,
        version: u16,
        original: bool,
    ) -> Features {
        let text = document.text(unit);
        let tokens = &mut self.tokens;
        tokens.clear();
        for run in document.runs(unit) {
            let kind = match run.kind {
                InlineKind::Code => TokenKind::Code,
                InlineKind::LinkOpen | InlineKind::Image | InlineKind::Directive => TokenKind::Link,
                _ => continue,
            };
            if run.key != 0 {
                tokens.push(Token::new(salted(run.key, kind), kind));
            }
        }
        let scan = self.scanner.scan(text, |hash, class| {
            let kind = match class {
                Class::Number => TokenKind::Number,
                Class::Name => TokenKind::Name,
                Class::Latin => TokenKind::Latin,
                Class::Other => TokenKind::Other,
            };
            tokens.push(Token::new(hash, kind));
        });
        tokens.sort_unstable();
        tokens.dedup_by_key(|t| t.id());
        Features {
            version,
            kind: unit.kind,
            level: unit.level,
            depth: unit.depth,
            column: unit.cell.map_or(0, |c| c.column),
            slug: Features::slug_of(document, unit, original),
            label: match unit.kind {
                UnitKind::Heading => 0,
                _ => unit.label.as_deref().map_or(0, fold),
            },
            length: scan.length,
            identity: scan.identity,
            bold: Bold::of(document.runs(unit)),
            bare: match document.runs(unit) {
                [run] if run.kind == InlineKind::Code => Bare::Code,
                _ if scan.letters => Bare::No,
                _ => Bare::Digits,
            },
            end: end(text),
            tokens: tokens.as_slice().into(),
        }
    }
}

impl Features {
    /// Hash of a heading's slug, 0 where it has none, and of another form of it: that of an original's text, or the slug
    /// without a number at its end.
    pub fn slug_of(document: &Document, unit: &Unit, original: bool) -> [u64; 2] {
        if unit.kind != UnitKind::Heading {
            return [0; 2];
        }
        match unit.label.as_deref() {
            // An original may state a slug of its own choice; translations carry that of its text all the same.
            Some(label) if original => [fold(label), fold(document.text(unit))],
            Some(label) => {
                let bare = label.trim_end_matches(|c: char| c.is_ascii_digit());
                [fold(label), fold(bare.strip_suffix('-').unwrap_or(label))]
            }
            None if original => [fold(document.text(unit)); 2],
            None => [0; 2],
        }
    }
}

/// Keeps code, links and words apart.
fn salted(key: u64, kind: TokenKind) -> u64 {
    key ^ (kind as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Hash of letters and digits in lower case; generators of slugs differ only in the rest.
fn fold(text: &str) -> u64 {
    let mut hash = FxHasher::default();
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|b| hash.write_u32(u32::from(b.to_ascii_lowercase())));
        return hash.finish();
    }
    for c in text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
    {
        hash.write_u32(c as u32);
    }
    hash.finish()
}

fn end(text: &str) -> End {
    let last = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '»' | '」' | ')' | '）')
    });
    match last.chars().next_back() {
        Some('.' | '。' | '．' | '।' | '…' | '!' | '！') => End::Stop,
        Some(':' | '：' | '﹕') => End::Colon,
        Some('?' | '？' | '؟') => End::Question,
        _ => End::Open,
    }
}
