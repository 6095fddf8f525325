//! Bytes and articles a second of each stage, on one thread, for any corpus:
//! `cargo bench --bench throughput -- CORPUS [ROUNDS]`; without a corpus, for one made by rule.
//!
//! What counts is the processor's time, so that other work on the machine does not blur it; each stage is run
//! several times and the best is shown.

#![allow(clippy::print_stdout, reason = "it is a program that prints a table")]

mod synthetic;

use std::convert::Infallible;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use diglot::internals::article::LoadedArticle;
use diglot::internals::export::{self, Batch, Duplicates, ExportWriter, Format};
use diglot::internals::layout::{self, LayoutSettings, Place};
use diglot::internals::model::{Corpus, Locale};
use diglot::internals::pipeline::{self, Learning};
use diglot::internals::read;
use diglot::internals::segment::segment;
use pulldown_cmark::Parser;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Cargo adds `--bench` of its own.
    let mut arguments = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let made = tempfile::tempdir().unwrap();
    let corpus = arguments.next().map_or_else(
        || {
            synthetic::write(made.path(), 500);
            made.path().to_owned()
        },
        PathBuf::from,
    );
    let rounds = arguments
        .next()
        .map_or(5, |n| n.parse().expect("a number of rounds"));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    pool.install(|| measure(corpus, rounds));
}

fn measure(folder: PathBuf, rounds: u32) {
    let source = Locale::parse("en-US").unwrap();
    let (found, _) = layout::find(&Place::Folder(folder), &LayoutSettings::default()).unwrap();
    let corpus = found.corpus;
    let mut settings = pipeline::Settings::new(source);
    let load = |article| LoadedArticle::read(&corpus, article, &settings.article).0;
    let loaded: Vec<LoadedArticle> = corpus.articles.iter().map(load).collect();
    let versions = || loaded.iter().flat_map(|l| &l.versions);
    let bytes: usize = versions().map(|v| v.source.text.len()).sum();
    let articles = corpus.articles.len();
    println!(
        "{articles} articles, {} files, {bytes} bytes, one thread",
        versions().count()
    );
    println!(
        "{:<22} {:>10} {:>10} {:>12} {:>8}",
        "stage", "seconds", "MB/s", "articles/s", "x parse"
    );

    let parse = |text| Parser::new_ext(text, synthetic::dialect()).count();
    let bare = best(rounds, || {
        versions().map(|v| parse(&v.source.text)).sum::<usize>()
    });
    let show = |stage: &str, took: Duration| {
        let seconds = took.as_secs_f64();
        let per_second = |n: usize| n as f64 / seconds;
        let ratio = seconds / bare.as_secs_f64();
        let (megabytes, articles) = (per_second(bytes) / 1e6, per_second(articles));
        println!("{stage:<22} {seconds:>10.4} {megabytes:>10.1} {articles:>12.0} {ratio:>8.2}");
    };
    show("bare parse", bare);
    let paths: Vec<_> = versions().map(|v| v.source.path.clone()).collect();
    let read_one = |path| read::read(path, &settings.article.read).map_or(0, |(s, _)| s.text.len());
    show(
        "read",
        best(rounds, || paths.iter().map(|p| read_one(p)).sum::<usize>()),
    );
    let cut = |source| segment(source, &settings.article.segment).0.units.len();
    show(
        "segment",
        best(rounds, || versions().map(|v| cut(&v.source)).sum::<usize>()),
    );
    let pairs = |l: &LoadedArticle| {
        if l.versions.len() < 2 {
            0
        } else {
            l.align(None).pairs(0, 1).len()
        }
    };
    show(
        "align",
        best(rounds, || loaded.iter().map(pairs).sum::<usize>()),
    );
    let marked = Duplicates::Auto;
    let run = |settings: &_, duplicates| best(rounds, || export(&corpus, settings, duplicates));
    show("export", run(&settings, marked));
    settings.pairs.check.inspect = false;
    show("export, no checks", run(&settings, marked));
    show("the same, repeats kept", run(&settings, Duplicates::Keep));
    settings.learning = Learning::Off;
    show(
        "the same, nothing learned",
        run(&settings, Duplicates::Keep),
    );
}

/// The whole way from files to JSONL.
fn export(corpus: &Corpus, settings: &pipeline::Settings, duplicates: Duplicates) -> usize {
    let out = tempfile::tempdir().unwrap();
    let mut output = export::Settings::new(out.path(), settings.article.source.clone());
    output.formats = vec![Format::Jsonl];
    output.duplicates = duplicates;
    let mut exports = ExportWriter::create(output.clone()).unwrap();
    let append = |_: &_, outcome: pipeline::Outcome<Batch>| {
        exports.append(outcome.sink).unwrap();
        Ok::<_, Infallible>(())
    };
    let Ok(()) = pipeline::run(corpus, settings, || Batch::new(&output), append);
    exports.finish().unwrap().files.len()
}

/// The least time of a run among several rounds, each long enough for the coarsest of clocks.
fn best<T>(rounds: u32, mut run: impl FnMut() -> T) -> Duration {
    let round = |_| {
        let begin = Clock::now();
        let mut runs = 0;
        while runs == 0 || begin.elapsed() < Duration::from_millis(300) {
            std::hint::black_box(run());
            runs += 1;
        }
        begin.elapsed() / runs
    };
    (0..rounds.max(1)).map(round).min().unwrap_or_default()
}

/// Time of this thread on the processor where the system tells it, else time on the wall.
struct Clock {
    processor: Option<Duration>,
    wall: Instant,
}

impl Clock {
    fn now() -> Self {
        Self {
            processor: processor_time(),
            wall: Instant::now(),
        }
    }

    fn elapsed(&self) -> Duration {
        match (self.processor, processor_time()) {
            (Some(begin), Some(end)) => end - begin,
            _ => self.wall.elapsed(),
        }
    }
}

fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
