//! Scores of small articles without links, code and numbers are true, however many of them are not translations.
//!
//! The articles are written in two invented languages in which each word has one translation. Nothing but words and shape
//! tells whether two files go together.

use crate::common::Place;
use diglot::internals::align::{AlignSettings, Input, Match, Prepared, learn};
use diglot::internals::model::{Document, Locale, UnitKind};

use crate::documents::{Piece, document};
use crate::languages::Languages;

/// Articles with the number of the article that the translation is of.
struct Corpus {
    articles: Vec<[Document; 2]>,
    translated: Vec<usize>,
}

/// Of every hundred articles so many have the translation of another one, of the nearest number of units.
fn corpus(seed: u64, articles: usize, impostors: usize) -> Corpus {
    let mut languages = Languages::new(seed, 1200);
    let all: Vec<_> = (0..articles).map(|_| languages.article()).collect();
    let units = |article: usize| all[article][0].len();
    let donor = |article: usize| {
        let others = (1..articles).map(|step| (article + step) % articles);
        let nearest = others.min_by_key(|other| units(*other).abs_diff(units(article)));
        nearest.unwrap_or(article)
    };
    let translated: Vec<usize> = (0..articles)
        .map(|article| match article * 37 % 100 < impostors {
            true => donor(article),
            false => article,
        })
        .collect();
    let both =
        |(article, of): (usize, &usize)| [document(&all[article][0]), document(&all[*of][1])];
    Corpus {
        articles: translated.iter().enumerate().map(both).collect(),
        translated,
    }
}

/// The pairs of all articles, aligned with what is learned from them.
fn aligned(articles: &[[Document; 2]]) -> Vec<Vec<Match>> {
    let locales = ["en", "fr"].map(|tag| Locale::parse(tag).unwrap());
    let prepared: Vec<Prepared<'_>> = articles.iter().map(|a| prepared(a, &locales)).collect();
    let lexicon = learn(&prepared);
    let settings = AlignSettings::of(Some(&lexicon));
    prepared
        .iter()
        .map(|p| p.align(settings).pairs(0, 1))
        .collect()
}

fn prepared<'a>(article: &'a [Document; 2], locales: &'a [Locale; 2]) -> Prepared<'a> {
    let input = |(document, locale): (&'a Document, &'a Locale)| Input {
        document,
        locale,
        source_hash: None,
        original: locale == &locales[0],
    };
    Prepared::new(article.iter().zip(locales).map(input).collect())
}

/// Expected calibration error in ten bins, and the share of the right pairs that were found.
fn calibration(impostors: usize) -> (f64, f64) {
    let corpus = corpus(11, 500, impostors);
    let (mut bins, mut right, mut units) = ([(0.0, 0.0); 10], 0, 0);
    let mut all = 0.0;
    for (article, pairs) in aligned(&corpus.articles).iter().enumerate() {
        let is_translation = corpus.translated[article] == article;
        units += usize::from(is_translation) * corpus.articles[article][0].units.len();
        for pair in pairs.iter().filter(|p| p.score >= 0.5) {
            let is_right = is_translation && pair.source == pair.target;
            right += usize::from(is_right);
            let bin = &mut bins[((pair.score * 10.0) as usize).min(9)];
            bin.0 += f64::from(u8::from(is_right));
            bin.1 += f64::from(pair.score);
            all += 1.0;
        }
    }
    let error: f64 = bins.iter().map(|bin| (bin.0 - bin.1).abs()).sum();
    (error / all, right as f64 / units as f64)
}

#[test]
fn scores_are_true_where_all_files_are_translations() {
    let (error, recall) = calibration(0);
    assert!(error <= 0.05 && recall > 0.95, "{error} {recall}");
}

#[test]
fn scores_are_true_where_one_file_in_ten_is_of_another_article() {
    let (error, recall) = calibration(10);
    assert!(error <= 0.05 && recall > 0.95, "{error} {recall}");
}

#[test]
fn scores_are_true_where_every_second_file_is_of_another_article() {
    let (error, recall) = calibration(50);
    assert!(error <= 0.05 && recall > 0.9, "{error} {recall}");
}

#[test]
fn a_list_in_another_order_is_found_by_words_learned_from_plain_prose() {
    let mut corpus = corpus(7, 60, 0);
    let mut languages = Languages::new(7, 1200);
    let items: Vec<[String; 2]> = (0..8).map(|_| languages.text(8)).collect();
    let list = |side: usize, first: usize| {
        let item = |k: usize| Piece::new(UnitKind::ListItem, items[(first + k) % 8][side].clone());
        document(&(0..8).map(item).collect::<Vec<_>>())
    };
    corpus.articles.push([list(0, 0), list(1, 3)]);
    let pairs = aligned(&corpus.articles).pop().unwrap();
    let found: Vec<_> = pairs.iter().filter(|p| p.score >= 0.75).collect();
    let is_right = |p: &&Match| (p.target[0].index() + 3) % 8 == p.source[0].index();
    assert!(found.iter().all(is_right), "{pairs:?}");
    assert!(found.len() >= 6, "{pairs:?}");
}

/// A corpus of few articles, each with a title in its front matter and another one above its text.
#[test]
fn two_titles_of_one_article_do_not_speak_against_its_translation() {
    let english = |thing: &str| {
        format!(
            "---\ntitle: {thing} setup\n---\n\n# Place the {thing}\n\nPut the {thing} near the door.\n\n- Open the box.\n"
        )
    };
    let french = |thing: &str| {
        format!(
            "---\ntitle: Installer le {thing}\n---\n\n# Placer le {thing}\n\nPlacez le {thing} près de la porte.\n\n- Ouvrez la boîte.\n"
        )
    };
    for count in 1..=2 {
        let place = Place::new();
        for (number, thing) in ["hub", "radio"].iter().take(count).enumerate() {
            place.write(&format!("corpus/en/{number}.md"), english(thing));
            place.write(&format!("corpus/fr/{number}.md"), french(thing));
        }
        let (code, pairs, errors) = place.export(&["--corpus", "corpus"]);
        assert_eq!((code, pairs.len()), (0, 4 * count), "{errors}");
    }
}
