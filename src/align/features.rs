//! What the aligner sees of a unit: structure, length, and tokens that may stand on the other side too.

use std::sync::LazyLock;

use super::slug::{Slug, fold};
use super::tokenize::{Class, FREE, Scanner};
use super::version::Version;
use crate::model::{Inline, InlineKind, Unit, UnitKind};

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
    /// Letters and digits in one word, such as an error code or a version.
    Identifier,
}

impl TokenKind {
    /// Every kind, filled up to the eight that fit into the free bits of a token.
    pub const ALL: [Self; 8] = [
        Self::Link,
        Self::Code,
        Self::Number,
        Self::Name,
        Self::Latin,
        Self::Other,
        Self::Identifier,
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
    /// Its number in that version.
    pub unit: u32,
    pub kind: UnitKind,
    pub level: u8,
    pub depth: u8,
    /// Column of a cell.
    pub column: u32,
    /// The slug of a heading.
    pub slug: Slug,
    /// Ids of the words in a slug that a heading states: the words of the heading it was made from.
    pub slug_words: Box<[u64]>,
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
    /// Key of the code span that the text begins with: the term that an item of a list defines. 0 if it begins otherwise.
    pub term: u64,
    /// How the text ends.
    pub end: End,
    /// Number of sentences, as far as marks that end one tell.
    pub sentences: u8,
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

/// Hash of the front-matter key of a title.
static TITLE: LazyLock<u64> = LazyLock::new(|| fold("title"));

impl Features {
    /// Whether it names the article: the title in the front matter, or a heading of the first level.
    pub fn is_title(&self) -> bool {
        match self.kind {
            UnitKind::FrontMatter => self.label == *TITLE,
            _ => self.kind == UnitKind::Heading && self.level == 1,
        }
    }

    /// The ids of its tokens.
    pub fn words(&self) -> Vec<u64> {
        self.tokens.iter().map(|token| token.id()).collect()
    }

    /// What a text is known by among units of its kind.
    pub fn text_key(&self) -> u64 {
        self.identity ^ (self.kind as u64 + 1) << 56
    }
}

impl Reader {
    /// Reads a unit, by its number, of a version with this number.
    pub fn read(&mut self, version: Version<'_>, index: usize, number: u16) -> Features {
        let document = version.document;
        let unit = &document.units[index];
        let slug = version.slug(unit);
        let text = document.text(unit);
        self.tokens.clear();
        let tokens = &mut self.tokens;
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
                Class::Identifier => TokenKind::Identifier,
                Class::Latin => TokenKind::Latin,
                Class::Other => TokenKind::Other,
            };
            tokens.push(Token::new(hash, kind));
        });
        tokens.sort_unstable();
        tokens.dedup_by_key(|t| t.id());
        let slug_words = match slug.is_stated {
            true => self.slug_words(unit),
            false => Box::default(),
        };
        Features {
            version: number,
            unit: index as u32,
            kind: unit.kind,
            level: unit.level,
            depth: unit.depth,
            column: unit.cell.map_or(0, |c| c.column),
            slug,
            slug_words,
            label: match unit.kind {
                UnitKind::Heading => 0,
                _ => unit.label.as_deref().map_or(0, fold),
            },
            length: scan.length,
            identity: scan.identity,
            bold: Bold::of(document.runs(unit)),
            term: term(document.runs(unit)),
            bare: match document.runs(unit) {
                [run] if run.kind == InlineKind::Code => Bare::Code,
                _ if scan.letters => Bare::No,
                _ => Bare::Digits,
            },
            end: end(text),
            sentences: sentences(text),
            tokens: self.tokens.as_slice().into(),
        }
    }

    /// The words of the slug that a heading states, sorted, each once.
    fn slug_words(&mut self, unit: &Unit) -> Box<[u64]> {
        let label = unit.label.as_deref();
        let Some(label) = label.filter(|_| unit.kind == UnitKind::Heading) else {
            return Box::default();
        };
        let mut words = Vec::new();
        self.scanner.scan(label, |hash, _| words.push(hash & !FREE));
        words.sort_unstable();
        words.dedup();
        words.into()
    }
}

/// The key of the code span that a text begins with.
fn term(runs: &[Inline]) -> u64 {
    let mut texts = runs.iter().filter(|run| !run.text.is_empty());
    let first = texts.next().filter(|run| run.kind == InlineKind::Code);
    first
        .filter(|_| texts.next().is_some())
        .map_or(0, |run| run.key)
}

/// Keeps code, links and words apart.
fn salted(key: u64, kind: TokenKind) -> u64 {
    key ^ (kind as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
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

/// Number of marks that end a sentence and have a space or nothing after them; marks of scripts without spaces count
/// wherever they are.
fn sentences(text: &str) -> u8 {
    let bytes = text.as_bytes();
    let is_end = |at: usize| {
        let next = bytes.get(at + 1);
        next.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b')'))
    };
    let ascii = memchr::memchr3_iter(b'.', b'!', b'?', bytes).filter(|&at| is_end(at));
    let count = match text.is_ascii() {
        true => ascii.count(),
        false => ascii.count() + memchr::memmem::find_iter(bytes, "。").count(),
    };
    count.min(255) as u8
}
