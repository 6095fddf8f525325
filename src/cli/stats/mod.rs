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
use crate::corpus::Corpus;
use crate::export::{self, Quality};
use crate::model::Locale;
use crate::pipeline::RunStats;
use crate::quality::{Flag, Repeats};
use crate::scratch::ScratchFolder;
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
    let files = &found.layout.corpus;
    let mut settings = resolver.pipeline(&args.input, &args.pairs, found.source()?)?;
    settings.pairs.measure = true;
    settings.article.history = resolver.history(&args.pairs, files, &settings.article)?;
    found.tell(&mut console);
    // An export without a format compares pairs with each other and writes nothing.
    let folder = ScratchFolder::temporary()?;
    let source = settings.article.source.clone();
    let mut nothing = export::Settings::new(folder.path().to_owned(), source.clone());
    nothing.formats.clear();
    let corpus = Corpus::new(files.clone(), settings, Vec::new());

    console.begin(files.articles.len());
    let mut coverage = Vec::new();
    let written = corpus.export_with(&nothing, |article, stats, warnings| {
        warnings.iter().for_each(|w| console.warn(w));
        coverage.extend(Coverage::of(files, article, &source, stats));
        console.advance();
    })?;
    console.end();
    console.print_suppressed_summary();

    let stats = Stats {
        tally: written.stats,
        left_out: console.left_out(),
        repeats: written.summary.repeats,
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
