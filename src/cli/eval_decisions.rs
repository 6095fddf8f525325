//! `diglot eval --decisions`: how good the pairs of a corpus are, by what a reviewer decided about a sample.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::ensure;

use super::Exit;
use super::args::EvalArgs;
use super::console::Console;
use super::settings::Resolver;
use super::table::{Table, number};
use crate::corpus::Corpus;
use crate::evaluate::{DecidedReport, Estimate, decided_report};

/// Estimates, and prints the figures.
pub fn run(args: &EvalArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &args.align.pairs())?;
    let mut settings = resolver.pipeline(&args.input, &args.align.pairs(), found.source()?)?;
    // The pairs as they were before anybody decided about them.
    let decisions = settings.article.decisions.take().unwrap_or_default();
    found.tell(&mut console);
    let corpus = Corpus::new(found.layout.corpus.clone(), settings, Vec::new());
    let mut pairs = corpus.pairs();
    let scores: Vec<f64> = pairs.by_ref().map(|pair| f64::from(pair.score)).collect();
    pairs.warnings().iter().for_each(|w| console.warn(w));
    let wanted = args.precision.map(|p| f64::from(p.0));
    let report = decided_report(decisions.iter(), scores.into_iter(), wanted);
    ensure!(
        report.decisions > 0,
        "the decisions accept or reject no pair with a score: review a sample with `diglot review --sample 400`"
    );
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    } else {
        out.write_all(text(&report).as_bytes())?;
    }
    console.print_suppressed_summary();
    Ok(Exit::after(console.left_out()))
}

fn text(report: &DecidedReport) -> String {
    let mut out = format!(
        "{} decisions about {} pairs\n",
        number(report.decisions),
        number(report.pairs)
    );
    let _ = match report.precision {
        Some(precision) => writeln!(out, "precision {}\n", estimate(precision)),
        None => writeln!(
            out,
            "precision unknown: a class of scores has pairs, but no decisions\n"
        ),
    };
    let mut classes = Table::new(&[
        "score",
        ">pairs",
        ">decisions",
        ">accepted",
        ">mean score",
        "precision",
    ]);
    for row in &report.classes {
        classes.row([
            format!("{} to {}", row.from, row.to),
            number(row.pairs),
            number(row.decisions),
            number(row.accepted),
            row.score
                .map_or("-".to_owned(), |score| format!("{score:.3}")),
            row.precision.map_or("-".to_owned(), estimate),
        ]);
    }
    out += &classes.render(None);
    out.push('\n');
    let mut minimums = Table::new(&["minimum score", ">pairs", "precision"]);
    for row in &report.minimums {
        minimums.row([
            row.min_score.to_string(),
            number(row.pairs),
            row.precision.map_or("-".to_owned(), estimate),
        ]);
    }
    out += &minimums.render(None);
    if let Some(suggestion) = &report.suggestion {
        let _ = match suggestion.min_score {
            Some(score) => writeln!(
                out,
                "\nfor a precision of {}: --min-score {score}",
                suggestion.precision
            ),
            None => writeln!(
                out,
                "\nno minimum score has a precision of {}",
                suggestion.precision
            ),
        };
    }
    out
}

fn estimate(estimate: Estimate) -> String {
    let Estimate { value, low, high } = estimate;
    format!("{value:.3} (95 %: {low:.3} to {high:.3})")
}
