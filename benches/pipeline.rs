//! The stages one by one on a corpus made by rule: `cargo bench --bench pipeline`.

mod synthetic;

use std::convert::Infallible;

use diglot::internals::article::LoadedArticle;
use diglot::internals::export::{self, Batch, ExportWriter, Format};
use diglot::internals::layout::{self, LayoutSettings, Place};
use diglot::internals::model::{Corpus, Locale};
use diglot::internals::pipeline::{self, Learning};
use diglot::internals::segment::segment;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const ARTICLES: u64 = 30;

struct Given {
    folder: tempfile::TempDir,
    corpus: Corpus,
    settings: pipeline::Settings,
    loaded: Vec<LoadedArticle>,
}

impl Given {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("corpus");
        synthetic::write(&root, ARTICLES);
        let source = Locale::parse("en-US").unwrap();
        let (found, _) = layout::find(&Place::Folder(root), &LayoutSettings::default()).unwrap();
        let corpus = found.corpus;
        let mut settings = pipeline::Settings::new(source);
        settings.learning = Learning::Off;
        let read = |article| LoadedArticle::read(&corpus, article, &settings.article).0;
        let loaded = corpus.articles.iter().map(read).collect();
        Self {
            folder,
            loaded,
            corpus,
            settings,
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let versions = self.loaded.iter().flat_map(|l| &l.versions);
        versions.map(|v| v.source.text.as_str())
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.texts().map(str::len).sum::<usize>())
    }
}

#[divan::bench]
fn bare_parse(bencher: Bencher) {
    let given = Given::new();
    let parse = |text| pulldown_cmark::Parser::new_ext(text, synthetic::dialect()).count();
    bencher
        .counter(given.bytes())
        .bench_local(|| given.texts().map(parse).sum::<usize>());
}

#[divan::bench]
fn cut_into_units(bencher: Bencher) {
    let given = Given::new();
    let versions = || given.loaded.iter().flat_map(|l| &l.versions);
    let units = |v: &diglot::internals::model::ArticleVersion| {
        segment(&v.source, &given.settings.article.segment)
            .0
            .units
            .len()
    };
    bencher
        .counter(given.bytes())
        .bench_local(|| versions().map(units).sum::<usize>());
}

#[divan::bench]
fn align(bencher: Bencher) {
    let given = Given::new();
    let pairs = |loaded: &LoadedArticle| loaded.align(None).pairs(0, 1).len();
    bencher
        .counter(given.bytes())
        .bench_local(|| given.loaded.iter().map(pairs).sum::<usize>());
}

#[divan::bench]
fn read_to_jsonl(bencher: Bencher) {
    let given = Given::new();
    let out = given.folder.path().join("out");
    let mut output = export::Settings::new(out, given.settings.article.source.clone());
    output.formats = vec![Format::Jsonl];
    bencher.counter(given.bytes()).bench_local(|| {
        let mut exports = ExportWriter::create(output.clone()).unwrap();
        let append = |_: &_, outcome: pipeline::Outcome<Batch>| {
            exports.append(outcome.sink).unwrap();
            Ok::<_, Infallible>(())
        };
        let Ok(()) = pipeline::run(
            &given.corpus,
            &given.settings,
            || Batch::new(&output),
            append,
        );
        exports.finish().unwrap()
    });
}
