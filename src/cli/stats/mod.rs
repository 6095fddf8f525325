//! `diglot stats`: what a corpus has, counted, and what its pairs are worth.

mod coverage;
mod json;
mod markdown;
mod text;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use super::Exit;
use super::args::{InputArgs, PairArgs, StatsArgs};
use super::console::Console;
use super::settings::Resolver;
use super::values::StatsFormat;
use crate::corpus::Corpus;
use crate::export::{self, Format, Quality};
use crate::model::Locale;
use crate::pipeline::RunStats;
use crate::quality::{Flag, Repeats};
use crate::scratch::ScratchFolder;
pub use coverage::Coverage;

/// What was counted.
pub struct Stats {
    /// Counts of all articles.
    pub tally: RunStats,
    left_out: u64,
    /// What was found when the pairs were compared, by source and target locale.
    repeats: BTreeMap<(Locale, Locale), Repeats>,
    /// How much of each article is in pairs.
    pub coverage: Vec<Coverage>,
}

impl Stats {
    /// Kinds, scores and flags of a locale pair, with the flags that only comparing tells.
    pub fn quality(&self, pair: &(Locale, Locale)) -> Quality {
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

/// What was counted, and the files of the export that was counted.
pub struct Counted {
    /// The counts.
    pub stats: Stats,
    /// The files, which live as long as this value.
    pub files: Vec<PathBuf>,
    /// A short name of the corpus.
    pub name: String,
    _folder: ScratchFolder,
}

/// Counts, and writes the pairs in some formats to a temporary folder.
pub fn count(
    input: &InputArgs,
    pairs: &PairArgs,
    resolver: &Resolver,
    console: &mut Console,
    formats: &[Format],
) -> anyhow::Result<Counted> {
    let found = resolver.corpus(input, pairs)?;
    let files = &found.layout.corpus;
    let mut settings = resolver.pipeline(input, pairs, found.source()?)?;
    settings.pairs.measure = true;
    settings.article.history = resolver.history(pairs, files, &settings.article)?;
    found.tell(console);
    // An export without a format compares pairs with each other and writes nothing.
    let folder = ScratchFolder::temporary()?;
    let source = settings.article.source.clone();
    let mut output = export::Settings::new(folder.path().to_owned(), source.clone());
    output.formats = formats.to_vec();
    let corpus = Corpus::new(files.clone(), settings, Vec::new());

    console.begin(files.articles.len());
    let mut coverage = Vec::new();
    let written = corpus.export_with(&output, |article, stats, warnings| {
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
    Ok(Counted {
        stats,
        files: written
            .summary
            .files
            .into_iter()
            .map(|file| file.0)
            .collect(),
        name: found.short_name(),
        _folder: folder,
    })
}

/// The numbers as `stats --json` prints them.
pub fn to_json(stats: &Stats) -> serde_json::Result<serde_json::Value> {
    serde_json::to_value(json::Json::new(stats))
}

/// Counts, and prints the numbers.
pub fn run(args: &StatsArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let Counted { stats, .. } = count(&args.input, &args.pairs, resolver, &mut console, &[])?;
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
