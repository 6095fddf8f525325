//! `diglot stats`: what a corpus has, counted, and what its pairs are worth.

mod coverage;
mod json;
mod markdown;
mod text;

use std::collections::BTreeMap;
use std::io::Write;

use super::Exit;
use super::args::StatsArgs;
use super::console::Console;
use super::settings::Resolver;
use super::values::StatsFormat;
use crate::export::{self, ExportError, ExportWriter, Quality};
use crate::model::Locale;
use crate::pipeline::{self, RunStats};
use crate::quality::{Flag, Repeats};
use coverage::Coverage;

/// What was counted.
struct Stats {
    tally: RunStats,
    left_out: u64,
    /// What was found when the pairs were compared, by source and target locale.
    repeats: BTreeMap<(Locale, Locale), Repeats>,
    coverage: Vec<Coverage>,
}

impl Stats {
    /// Kinds, scores and flags of a locale pair, with the flags that only comparing tells.
    fn quality(&self, pair: &(Locale, Locale)) -> Quality {
        let mut quality = self.tally.pairs[pair].quality.clone();
        if let Some(repeats) = self.repeats.get(pair) {
            let found = [
                (Flag::Duplicate, repeats.duplicates),
                (Flag::NearDuplicate, repeats.near_duplicates),
                (Flag::Inconsistent, repeats.inconsistent),
            ];
            let found = found.into_iter().filter(|f| f.1 > 0);
            quality.flags.extend(found);
        }
        quality
    }
}

/// Counts, and prints the numbers.
pub fn run(args: &StatsArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &args.pairs)?;
    let corpus = &found.layout.corpus;
    let mut settings = resolver.pipeline(&args.input, &args.pairs, found.source()?)?;
    settings.pairs.measure = true;
    settings.article.history = resolver.history(&args.pairs, corpus, &settings.article)?;
    found.tell(&mut console);
    // An export without a format: its pairs are compared with each other, and nothing is written.
    let folder = tempfile::tempdir()?;
    let mut nothing =
        export::Settings::new(folder.path().to_owned(), settings.article.source.clone());
    nothing.formats.clear();
    let mut exports = ExportWriter::create(nothing.clone())?;

    console.begin(corpus.articles.len());
    let mut tally = RunStats::default();
    let mut coverage = Vec::new();
    pipeline::run(corpus, &settings, Some(&nothing), |article, outcome| {
        outcome.warnings.iter().for_each(|w| console.warn(w));
        tally.add(&outcome.stats);
        coverage.extend(Coverage::of(
            corpus,
            article,
            &settings.article.source,
            &outcome.stats,
        ));
        console.advance();
        outcome
            .batch
            .map_or(Ok::<_, ExportError>(()), |b| exports.append(b))
    })?;
    let repeats = exports.finish()?.repeats;
    console.end();
    console.say_what_was_not_said();

    let stats = Stats {
        tally,
        left_out: console.left_out(),
        repeats,
        coverage,
    };
    let mut out = std::io::stdout().lock();
    match resolver.stats_format(args) {
        StatsFormat::Text => write!(out, "{}", text::tables(&stats))?,
        StatsFormat::Markdown => write!(out, "{}", markdown::card(&stats))?,
        StatsFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &json::Json::new(&stats))?;
            writeln!(out)?;
        }
    }
    Ok(Exit::after(console.left_out()))
}
