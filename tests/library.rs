//! The public API: what holds of the stream of pairs.

use std::fs;

use diglot::{Corpus, OpenError};

fn ids(threads: usize) -> Vec<String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let corpus = Corpus::open("corpus").unwrap();
    let pairs = pool.build().unwrap().install(|| corpus.pairs());
    pairs.map(|pair| pair.id).collect()
}

#[test]
fn the_stream_is_the_same_for_any_number_of_threads() {
    let one = ids(1);
    assert!(one.len() > 500, "{} pairs", one.len());
    assert_eq!(one, ids(3));
}

#[test]
fn a_stream_that_is_dropped_early_does_not_hang() {
    let corpus = Corpus::open("corpus").unwrap();
    let first: Vec<_> = corpus.pairs().take(2).collect();
    assert_eq!(first.len(), 2);
}

#[test]
fn a_reader_in_a_pool_of_one_thread_does_not_hang() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
    let corpus = Corpus::open("corpus").unwrap();
    let count = pool.build().unwrap().install(|| corpus.pairs().count());
    assert!(count > 500);
}

#[test]
fn files_that_cannot_be_read_are_named_by_the_stream() {
    let folder = tempfile::tempdir().unwrap();
    for (locale, bytes) in [
        ("en-US", &b"# Tea\n\nBoil 2 l of water.\n"[..]),
        ("de-DE", b"# \xE9"),
    ] {
        fs::create_dir(folder.path().join(locale)).unwrap();
        fs::write(folder.path().join(locale).join("tea.md"), bytes).unwrap();
    }
    let corpus = Corpus::open(folder.path()).unwrap();
    let mut pairs = corpus.pairs();
    assert_eq!(pairs.next(), None);
    let warnings = pairs.warnings().iter().map(ToString::to_string);
    let warnings: Vec<String> = warnings.collect();
    assert!(
        warnings.iter().any(|w| w.contains("tea.md")),
        "{warnings:?}"
    );
}

#[test]
fn a_corpus_with_nothing_to_pair_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("en-US")).unwrap();
    fs::write(folder.path().join("en-US/tea.md"), "# Tea\n").unwrap();
    let error = Corpus::open(folder.path()).unwrap_err();
    assert!(matches!(error, OpenError::NothingToPair { .. }), "{error}");
}

#[test]
fn staleness_needs_a_repository() {
    let corpus = Corpus::open("corpus").unwrap();
    assert!(corpus.stale().is_err());
}
