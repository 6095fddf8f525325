//! `diglot report`: a page that shows a team the state of its translations.

mod articles;
mod plots;
mod rows;

use std::io::Write;

use anyhow::Context;
use minijinja::{Environment, context};

use super::Exit;
use super::args::ReportArgs;
use super::console::Console;
use super::settings::Resolver;
use super::stats;
use super::table::number;
use crate::atomic_file;
use crate::corpus::Corpus;
use crate::export::Format;

/// Articles that the coverage table and the list of work show at most.
const MOST: usize = 300;

/// Writes the page.
pub fn run(args: &ReportArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let formats = [Format::Jsonl, Format::Variants];
    let counted = stats::count(&args.input, &args.pairs, resolver, &mut console, &formats)?;
    let rows = rows::read(&counted.files)?;
    let stale = match resolver.git(&args.input.corpus)? {
        None => Vec::new(),
        Some(_) => {
            let found = resolver.corpus(&args.input, &args.pairs)?;
            let settings = resolver.pipeline(&args.input, &args.pairs, found.source()?)?;
            Corpus::new(found.layout.corpus, settings, Vec::new()).stale_with(false, |_| ())?
        }
    };
    let json = stats::to_json(&counted.stats)?;
    let matrix = articles::matrix(&counted.stats.coverage, MOST);
    let work = articles::work(&counted.stats.coverage, &rows, &stale, MOST);
    let lengths = rows.lengths.iter().map(|((source, target), ratios)| {
        context! { source, target, plot => plots::ratios(ratios) }
    });
    let lengths: Vec<_> = lengths.collect();
    let scores = counted.stats.tally.pairs.keys().map(|pair| {
        let quality = counted.stats.quality(pair);
        context! {
            source => pair.0.as_str(),
            target => pair.1.as_str(),
            plot => plots::bars(&quality.scores, &crate::export::quality::CLASSES),
        }
    });
    let scores: Vec<_> = scores.collect();
    let mut environment = Environment::new();
    environment.add_filter("number", number);
    environment.add_filter("share", |share: f64| format!("{:.1} %", share * 100.0));
    let html = environment.render_named_str(
        "report.html",
        include_str!("report.html"),
        context! {
            title => format!("Report of {}", counted.name),
            stats => json,
            has_staleness => !stale.is_empty(),
            stale => articles::stale_rows(&stale, MOST),
            stale_count => stale.iter().filter(|s| s.state.as_str() == "stale").count(),
            matrix,
            work,
            scores,
            lengths,
            variants => rows.variants,
            variant_count => rows.variant_count,
        },
    )?;
    let write = |to: &mut std::io::BufWriter<&mut std::fs::File>| to.write_all(html.as_bytes());
    let written = atomic_file::write(&args.out, write);
    written.with_context(|| format!("cannot write {}", args.out.display()))?;
    console.say(&format!(
        "{}  {} bytes\n",
        args.out.display(),
        number(html.len() as u64)
    ));
    Ok(Exit::after(console.left_out()))
}
