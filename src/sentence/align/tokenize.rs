//! One side of a text as the aligner sees it: lengths and bags of tokens, not strings.
//!
//! Tokens are made without knowledge of the language: words cut to a stem-like prefix without accents, overlapping
//! pairs of letters where a script writes no spaces, numbers, and the last punctuation mark.

use std::ops::Range;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of a word that are kept: inflection changes the end more than the beginning.
const PREFIX: usize = 6;

/// Tokens of other texts that a text's shares are taken of: in a short text everything would seem frequent.
const UNSEEN: f32 = 30_000.0;

/// Token types of one side, numbered in the order they were first seen; number 0 stands for all unknown ones.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
}

impl Vocabulary {
    pub fn new() -> Self {
        Self {
            ids: FxHashMap::default(),
            names: vec!["".into()],
        }
    }

    /// The text of each type, by number.
    pub fn names(&self) -> &[Box<str>] {
        &self.names
    }

    fn add(&mut self, token: &str) -> u32 {
        if let Some(&id) = self.ids.get(token) {
            return id;
        }
        let id = self.names.len() as u32;
        self.ids.insert(token.into(), id);
        self.names.push(token.into());
        id
    }
}

/// The lines of one side.
#[derive(Debug, Clone)]
pub(super) struct Side {
    /// Letters, digits and marks of each line (code points that are no white space).
    pub lengths: Vec<f32>,
    starts: Vec<u32>,
    tokens: Vec<u32>,
}

impl Side {
    /// Takes lines in and their tokens into the vocabulary.
    pub fn learn<'a>(lines: impl Iterator<Item = &'a str>, vocabulary: &mut Vocabulary) -> Self {
        Self::build(lines, |token| vocabulary.add(token))
    }

    /// Takes lines in; tokens that the vocabulary does not have are unknown.
    pub fn read<'a>(lines: impl Iterator<Item = &'a str>, vocabulary: &Vocabulary) -> Self {
        Self::build(lines, |token| {
            vocabulary.ids.get(token).copied().unwrap_or(0)
        })
    }

    fn build<'a>(lines: impl Iterator<Item = &'a str>, mut id: impl FnMut(&str) -> u32) -> Self {
        let mut side = Self {
            lengths: Vec::new(),
            starts: vec![0],
            tokens: Vec::new(),
        };
        let mut token = String::new();
        for line in lines {
            let length = line.chars().filter(|c| !c.is_whitespace()).count();
            side.lengths.push(length as f32);
            tokenize(line, &mut token, |t| side.tokens.push(id(t)));
            side.starts.push(side.tokens.len() as u32);
        }
        side
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The tokens of neighbouring lines.
    pub fn bag(&self, lines: Range<usize>) -> &[u32] {
        &self.tokens[self.starts[lines.start] as usize..self.starts[lines.end] as usize]
    }

    /// The tokens of one line.
    pub fn tokens(&self, line: usize) -> &[u32] {
        self.bag(line..line + 1)
    }

    /// Share of each type among all tokens, as if the text were part of a longer one of other types.
    pub fn unigrams(&self, types: usize) -> Vec<f32> {
        let mut counts = vec![0.5f32; types];
        for &token in &self.tokens {
            counts[token as usize] += 1.0;
        }
        let sum: f32 = counts.iter().sum::<f32>() + UNSEEN;
        counts.iter_mut().for_each(|c| *c /= sum);
        counts
    }
}

/// Whether words of the script are not set apart by spaces.
fn spaceless(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x312F | 0x31A0..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Calls `emit` for each token of a line.
fn tokenize(line: &str, buffer: &mut String, mut emit: impl FnMut(&str)) {
    let mut chars = line.chars().peekable();
    let mut last = None;
    while let Some(c) = chars.next() {
        if spaceless(c) {
            buffer.clear();
            buffer.push(c);
            if let Some(&n) = chars.peek().filter(|n| spaceless(**n)) {
                buffer.push(n);
            }
            emit(buffer);
            last = None;
        } else if c.is_numeric() {
            buffer.clear();
            buffer.push(c);
            while let Some(&n) = chars.peek() {
                if n.is_numeric() {
                    buffer.push(n);
                    chars.next();
                } else {
                    break;
                }
            }
            emit(buffer);
            last = None;
        } else if c.is_alphabetic() {
            buffer.clear();
            let mut kept = 0;
            let mut next = Some(c);
            while let Some(c) = next {
                if kept < PREFIX {
                    for l in c.to_lowercase() {
                        for d in std::iter::once(l).nfd().filter(|d| !is_combining_mark(*d)) {
                            buffer.push(d);
                        }
                    }
                    kept += 1;
                }
                next = chars
                    .next_if(|&n| (n.is_alphabetic() || is_combining_mark(n)) && !spaceless(n));
            }
            emit(buffer);
            last = None;
        } else if !c.is_whitespace() {
            last = Some(c);
        }
    }
    if let Some(c) = last {
        buffer.clear();
        buffer.push(match c {
            '。' | '｡' | '।' => '.',
            c => c,
        });
        buffer.push('$');
        emit(buffer);
    }
}
