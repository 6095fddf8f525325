//! What a model of embeddings decides, and what it leaves alone.
//!
//! The model knows two invented languages: a word and its translation have the same vector.

use std::collections::HashMap;

use diglot::internals::align::{AlignSettings, Input, Match, TextVectors, align};
use diglot::internals::model::{Document, Locale, UnitKind};

use crate::documents::{Piece, document};
use crate::languages::{Languages, vectors};

/// The mean of the vectors of words.
#[derive(Debug)]
struct Words(HashMap<String, Vec<f32>>);

impl Words {
    /// Both languages.
    fn of(languages: &Languages) -> Self {
        let vectors = vectors(languages.words[0].len());
        let words = languages
            .words
            .iter()
            .flat_map(|words| words.iter().zip(&vectors));
        Self(
            words
                .map(|(word, vector)| (word.clone(), vector.clone()))
                .collect(),
        )
    }
}

impl TextVectors for Words {
    fn vector(&self, text: &str) -> Option<Vec<f32>> {
        let words = text.split(|c: char| !c.is_alphabetic());
        let mut vectors = words.filter_map(|word| self.0.get(word));
        let mut sum = vectors.next()?.clone();
        vectors.for_each(|v| sum.iter_mut().zip(v).for_each(|(sum, x)| *sum += x));
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        Some(sum.into_iter().map(|x| x / length).collect())
    }

    fn fingerprint(&self) -> &str {
        "words"
    }
}

fn aligned(documents: &[Document; 2], model: Option<&dyn TextVectors>) -> Vec<Match> {
    let locales = ["en", "fr"].map(|tag| Locale::parse(tag).unwrap());
    let input = |(document, locale)| Input {
        document,
        locale,
        source_hash: None,
        original: locale == &locales[0],
    };
    let inputs: Vec<Input<'_>> = documents.iter().zip(&locales).map(input).collect();
    align(&inputs, AlignSettings::default().with_vectors(model)).pairs(0, 1)
}

/// Paragraphs of one length in both languages.
fn paragraphs(languages: &mut Languages, count: usize) -> [Vec<Piece>; 2] {
    let mut sides = [Vec::new(), Vec::new()];
    for _ in 0..count {
        let texts = languages.text(14);
        for (side, text) in sides.iter_mut().zip(texts) {
            side.push(Piece::new(UnitKind::Paragraph, text));
        }
    }
    sides
}

/// The pairs that an export keeps: numbers of the units.
fn kept(pairs: &[Match]) -> Vec<(u32, u32)> {
    let kept = pairs.iter().filter(|p| p.score >= 0.75);
    kept.flat_map(|p| {
        p.source.iter().flat_map(|a| {
            p.target
                .iter()
                .map(|b| (a.index() as u32, b.index() as u32))
        })
    })
    .collect()
}

#[test]
fn paragraphs_in_another_order_are_found() {
    let mut languages = Languages::new(3, 600);
    let model = Words::of(&languages);
    let [source, mut target] = paragraphs(&mut languages, 9);
    target.rotate_left(3);
    let documents = [document(&source), document(&target)];
    let right: Vec<(u32, u32)> = (0..9).map(|b| ((b + 3) % 9, b)).collect();
    let is_right = |pair: &(u32, u32)| right.contains(pair);
    let without = kept(&aligned(&documents, None));
    assert!(!without.iter().any(is_right), "{without:?}");
    let with = kept(&aligned(&documents, Some(&model)));
    assert!(with.len() >= 8 && with.iter().all(is_right), "{with:?}");
}

#[test]
fn a_new_paragraph_among_siblings_leaves_the_others_with_their_translations() {
    let mut languages = Languages::new(4, 600);
    let model = Words::of(&languages);
    let [source, mut target] = paragraphs(&mut languages, 8);
    target.remove(3);
    let documents = [document(&source), document(&target)];
    let right: Vec<(u32, u32)> = (0..8)
        .filter(|a| *a != 3)
        .map(|a| (a, a - u32::from(a > 3)))
        .collect();
    let without = kept(&aligned(&documents, None));
    assert_ne!(without, right);
    assert_eq!(kept(&aligned(&documents, Some(&model))), right);
}

/// How many of a hundred paragraphs are in pairs that an export keeps, in articles of five. `other` gives each article the
/// translation of the next one.
fn kept_of_a_hundred(other: bool, with_model: bool) -> usize {
    let mut languages = Languages::new(5, 600);
    let model = Words::of(&languages);
    let model = with_model.then_some(&model as &dyn TextVectors);
    let articles: Vec<_> = (0..20).map(|_| paragraphs(&mut languages, 5)).collect();
    let kept = |number: usize| {
        let translation = (number + usize::from(other)) % articles.len();
        let sides = [&articles[number][0], &articles[translation][1]];
        kept(&aligned(&sides.map(|pieces| document(pieces)), model)).len()
    };
    (0..articles.len()).map(kept).sum()
}

#[test]
fn small_articles_of_prose_are_known_to_be_translations_or_not() {
    // By position alone both are as good.
    assert_eq!(kept_of_a_hundred(false, false), 100);
    assert_eq!(kept_of_a_hundred(true, false), 100);
    let with_model = [false, true].map(|other| kept_of_a_hundred(other, true));
    assert!(with_model[0] >= 95 && with_model[1] <= 25, "{with_model:?}");
}

#[test]
fn what_links_and_code_decide_is_the_same_with_a_model() {
    let mut languages = Languages::new(6, 600);
    let model = Words::of(&languages);
    let [mut source, mut target] = paragraphs(&mut languages, 12);
    for (number, (a, b)) in source.iter_mut().zip(&mut target).enumerate() {
        a.code = Some(format!("run_{number}"));
        b.code = Some(format!("run_{number}"));
    }
    let documents = [document(&source), document(&target)];
    let without = aligned(&documents, None);
    assert_eq!(without, aligned(&documents, Some(&model)));
    assert_eq!(kept(&without).len(), 12);
}

#[test]
fn a_model_that_knows_no_word_changes_nothing() {
    let mut languages = Languages::new(7, 600);
    let [source, mut target] = paragraphs(&mut languages, 9);
    target.rotate_left(2);
    let documents = [document(&source), document(&target)];
    let nothing = Words(HashMap::new());
    assert_eq!(
        aligned(&documents, None),
        aligned(&documents, Some(&nothing))
    );
}
