//! `diglot stats`: what a corpus has, counted.

use std::convert::Infallible;
use std::io::Write;

use serde::Serialize;

use super::args::StatsArgs;
use super::console::Console;
use super::settings::Resolver;
use super::table::{Table, number};
use super::{Exit, summary};
use crate::model::Locale;
use crate::pipeline::{self, LocaleCounts, PairCounts, Tally};

/// Languages that set no space between words, so that characters are counted.
const WITHOUT_SPACES: [&str; 7] = ["zh", "ja", "th", "lo", "km", "my", "bo"];

/// Counts, and prints the numbers.
pub fn run(args: &StatsArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let (corpus, warnings) = resolver.corpus(args.folder.as_ref(), &args.corpus)?;
    let mut settings = resolver.pipeline(&args.corpus, &args.text, &args.pairs)?;
    settings.measure = true;
    settings.history = resolver.history(&args.pairs, &corpus, &settings)?;
    warnings.iter().for_each(|w| console.warn(w));

    console.begin(corpus.articles.len());
    let mut total = Tally::default();
    let counted = pipeline::run(&corpus, &settings, None, |_, outcome| {
        outcome.warnings.iter().for_each(|w| console.warn(w));
        total.add(&outcome.tally);
        console.advance();
        Ok::<_, Infallible>(())
    });
    let Ok(()) = counted;
    console.end();
    console.say_what_was_not_said();

    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &Json::new(&total, console.left_out()))?;
        writeln!(out)?;
    } else {
        write!(out, "{}", table(&total, console.left_out()))?;
    }
    Ok(Exit::after(console.left_out()))
}

fn table(tally: &Tally, left_out: u64) -> String {
    let mut locales = Table::new(&[
        "locale",
        ">files",
        ">originals",
        ">HT",
        ">MT",
        ">unknown",
        ">units",
        ">size",
        "",
    ]);
    for (locale, counts) in &tally.locales {
        let (size, of) = if WITHOUT_SPACES.contains(&locale.language()) {
            (counts.characters, "characters")
        } else {
            (counts.words, "words")
        };
        let translations = counts.translations;
        locales.row([
            locale.to_string(),
            number(counts.files),
            number(counts.originals),
            number(translations.human),
            number(translations.machine),
            number(translations.unknown),
            number(counts.units),
            number(size),
            of.to_owned(),
        ]);
    }
    format!(
        "{} articles, {} in one locale only, {} without a pair, {} files left out\n\n{}\n{}",
        number(tally.articles),
        number(tally.alone),
        number(tally.without_pair),
        number(left_out),
        locales.render(None),
        summary::pairs(tally).render(None),
    )
}

/// The same numbers for programs.
#[derive(Serialize)]
struct Json<'a> {
    articles: u64,
    alone: u64,
    without_pair: u64,
    left_out: u64,
    locales: Vec<OfLocale<'a>>,
    pairs: Vec<OfPair<'a>>,
}

#[derive(Serialize)]
struct OfLocale<'a> {
    locale: &'a Locale,
    #[serde(flatten)]
    counts: &'a LocaleCounts,
}

#[derive(Serialize)]
struct OfPair<'a> {
    source_locale: &'a Locale,
    target_locale: &'a Locale,
    #[serde(flatten)]
    counts: &'a PairCounts,
}

impl<'a> Json<'a> {
    fn new(tally: &'a Tally, left_out: u64) -> Self {
        let locale = |(locale, counts)| OfLocale { locale, counts };
        let pair = |((source, target), counts): (&'a (Locale, Locale), _)| OfPair {
            source_locale: source,
            target_locale: target,
            counts,
        };
        Self {
            articles: tally.articles,
            alone: tally.alone,
            without_pair: tally.without_pair,
            left_out,
            locales: tally.locales.iter().map(locale).collect(),
            pairs: tally.pairs.iter().map(pair).collect(),
        }
    }
}
