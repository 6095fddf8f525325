//! The aligner alone, by units, by locales and at its worst: `cargo bench --bench align`.
//!
//! An article in one version is a source and a translation made from it, which are walked in step; in two versions the
//! translation is of an older source, a unit in twenty reworded, inserted or gone since. Many locales come from six
//! older versions, as a publisher's do, or each from a version of its own, which is the dearest case.

#[path = "../tests/documents/mod.rs"]
mod documents;

use diglot::internals::align::{AlignSettings, Input, align};
use diglot::internals::model::{Cell, Document, Locale, UnitKind};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use documents::{Piece, document};

fn main() {
    divan::main();
}

/// Units of the articles in many locales.
const UNITS: usize = 300;

/// An article in one version; the counter is units of the source.
#[divan::bench(args = [100, 1_000, 10_000, 100_000], sample_size = 1, max_time = 20)]
fn one_version(bencher: Bencher<'_, '_>, units: usize) {
    let source = article(units);
    let target = translated(&source, 0);
    let versions = [(document(&source), "1"), (document(&target), "1")];
    run(bencher, units, &versions);
}

/// An article whose translation is of an older version.
#[divan::bench(args = [100, 1_000, 10_000, 100_000], sample_size = 1, max_time = 20)]
fn two_versions(bencher: Bencher<'_, '_>, units: usize) {
    let source = article(units);
    let target = translated(&older(&source, 1), 0);
    let versions = [(document(&source), "1"), (document(&target), "2")];
    run(bencher, units, &versions);
}

/// An article of 300 units in many locales, made from six older versions.
#[divan::bench(args = [2, 8, 32, 64], sample_size = 1, max_time = 20)]
fn locales_of_six_versions(bencher: Bencher<'_, '_>, locales: usize) {
    in_locales(bencher, locales, 6);
}

/// The same, each made from a version of its own.
#[divan::bench(args = [2, 8, 32, 64], sample_size = 1, max_time = 20)]
fn locales_of_as_many_versions(bencher: Bencher<'_, '_>, locales: usize) {
    in_locales(bencher, locales, locales);
}

fn in_locales(bencher: Bencher<'_, '_>, locales: usize, versions: usize) {
    let source = article(UNITS);
    let hash = |locale: usize| match locale {
        0 => 0,
        _ => 1 + locale % versions,
    };
    let hashes: Vec<String> = (0..locales).map(|l| hash(l).to_string()).collect();
    let of = |locale: usize| match hash(locale) {
        0 => document(&source),
        version => document(&translated(&older(&source, version as u64), locale)),
    };
    let versions: Vec<(Document, &str)> = (0..locales).map(|l| (of(l), &*hashes[l])).collect();
    run(bencher, UNITS * locales, &versions);
}

/// A hundred thousand list items that are all the same, against a tenth less of them.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn identical_items(bencher: Bencher<'_, '_>) {
    let items = |count| vec![Piece::new(UnitKind::ListItem, "Not applicable"); count];
    let versions = [
        (document(&items(100_000)), "1"),
        (document(&items(90_000)), "2"),
    ];
    run(bencher, 100_000, &versions);
}

/// Aligns all versions and reads off the pairs of the first with each other one.
fn run(bencher: Bencher<'_, '_>, units: usize, versions: &[(Document, &str)]) {
    let tag = |index: usize| match index {
        0 => "en".to_owned(),
        _ => [b'a' + (index / 26) as u8, b'a' + (index % 26) as u8, b'q']
            .map(char::from)
            .iter()
            .collect(),
    };
    let locales: Vec<Locale> = (0..versions.len())
        .map(|index| Locale::parse(&tag(index)).unwrap())
        .collect();
    let inputs: Vec<Input<'_>> = versions
        .iter()
        .zip(&locales)
        .map(|((document, hash), locale)| Input {
            document,
            locale,
            source_hash: Some(hash),
            original: locale.as_str() == "en",
        })
        .collect();
    let pairs = || -> usize {
        let spine = align(black_box(&inputs), AlignSettings::default());
        let with_first = (1..inputs.len()).map(|other| spine.pairs(0, other).len());
        with_first.sum()
    };
    // What finds nothing is fast.
    let (found, most) = (pairs(), versions[1].0.units.len() * (versions.len() - 1));
    assert!(found * 10 > most * 9, "{found} pairs of {most}");
    bencher.counter(ItemsCount::new(units)).bench_local(pairs);
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// A text of so many words; frequent words are frequent.
    fn text(&mut self, words: u64) -> String {
        let word = |numbers: &mut Self| {
            let most = 1 + numbers.below(4_000);
            let mut left = numbers.below(most) + 30;
            let mut word = String::new();
            while left > 0 {
                word.push(char::from(b'a' + (left % 23) as u8));
                left /= 23;
            }
            word
        };
        let words: Vec<String> = (0..words).map(|_| word(self)).collect();
        words.join(" ")
    }

    fn block(&mut self, kind: UnitKind) -> Piece {
        let words = match kind {
            UnitKind::Heading | UnitKind::TableCell => 1 + self.below(4),
            _ => 4 + self.below(24),
        };
        let mut piece = Piece::new(kind, self.text(words));
        if self.below(8) == 0 {
            piece.text = format!("{} {}", piece.text, self.below(500));
        }
        if self.below(6) == 0 {
            piece.code = Some(self.text(1));
        }
        if kind != UnitKind::Heading && kind != UnitKind::TableCell {
            piece.text.push('.');
        }
        piece
    }
}

/// An article of sections, with a table in some.
fn article(units: usize) -> Vec<Piece> {
    let mut numbers = Numbers(units as u64);
    let (mut pieces, mut tables) = (Vec::new(), 0);
    while pieces.len() < units {
        pieces.push(numbers.block(UnitKind::Heading));
        for _ in 0..1 + numbers.below(5) {
            pieces.push(numbers.block(UnitKind::Paragraph));
        }
        for _ in 0..numbers.below(7) {
            pieces.push(numbers.block(UnitKind::ListItem));
        }
        if numbers.below(4) == 0 {
            for (row, column) in (0..12).map(|cell| (cell / 3 + 1, cell % 3)) {
                let mut piece = numbers.block(UnitKind::TableCell);
                piece.cell = Some(Cell {
                    table: tables,
                    row,
                    column,
                });
                pieces.push(piece);
            }
            tables += 1;
        }
    }
    pieces.truncate(units);
    pieces
}

/// The version before: of twenty units one is worded otherwise, gone or has a neighbour more.
fn older(article: &[Piece], seed: u64) -> Vec<Piece> {
    let mut numbers = Numbers(seed);
    let mut pieces = Vec::new();
    for piece in article {
        match numbers.below(60) {
            0 => pieces.push(numbers.block(piece.kind)),
            1 if piece.cell.is_none() => {}
            2 if piece.cell.is_none() => {
                pieces.push(numbers.block(piece.kind));
                pieces.push(piece.clone());
            }
            _ => pieces.push(piece.clone()),
        }
    }
    pieces
}

/// Another language, told by a number: other words, the same numbers and code.
fn translated(article: &[Piece], language: usize) -> Vec<Piece> {
    // Letters are shifted, so that no two languages share their words.
    let letter = |c: char| match c {
        'a'..='z' => char::from(b'a' + (c as u8 - b'a' + language as u8 + 1) % 26),
        _ => c,
    };
    let ending = char::from(b'a' + (language % 25) as u8);
    let word = |word: &str| match word.bytes().any(|b| b.is_ascii_digit()) {
        true => word.to_owned(),
        false => word.chars().rev().map(letter).chain([ending]).collect(),
    };
    let piece = |piece: &Piece| {
        let words: Vec<String> = piece.text.split(' ').map(word).collect();
        let mut piece = piece.clone();
        piece.text = words.join(" ");
        piece
    };
    article.iter().map(piece).collect()
}
