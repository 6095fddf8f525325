//! `diglot terms`: term candidates with their translations.

use std::io::Write;

use anyhow::{Context, ensure};

use super::Exit;
use super::args::TermsArgs;
use super::console::Console;
use super::settings::Resolver;
use super::table::number;
use crate::atomic_file;
use crate::corpus::Corpus;
use crate::terms::{Candidates, Term, to_tbx};

/// How often a term must be found where nothing else is said.
const LEAST: u32 = 2;

/// Writes the terms.
pub fn run(args: &TermsArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &args.pairs)?;
    let source = found.source()?;
    let settings = resolver.pipeline(&args.input, &args.pairs, source.clone())?;
    found.tell(&mut console);
    let corpus = Corpus::new(found.layout.corpus, settings, Vec::new());
    let mut candidates = Candidates::default();
    let mut pairs = corpus.pairs();
    pairs.by_ref().for_each(|pair| candidates.add(&pair));
    pairs.warnings().iter().for_each(|w| console.warn(w));
    console.print_suppressed_summary();
    let least = args.min_count.unwrap_or(LEAST);
    let terms = candidates.terms(least);
    ensure!(
        !terms.is_empty(),
        "no term was found {least} times or more: see --min-count"
    );
    let write = |name: &str, content: &[u8]| {
        let path = args.out.join(name);
        let written = atomic_file::write(&path, |to| to.write_all(content));
        written.with_context(|| format!("cannot write {}", path.display()))?;
        console.say(&format!(
            "{}  {} bytes",
            path.display(),
            number(content.len() as u64)
        ));
        anyhow::Ok(())
    };
    console.say(&format!("{} terms", number(terms.len() as u64)));
    write("terms.csv", &to_csv(&terms)?)?;
    write("terms.tbx", &to_tbx(&terms, &source))?;
    Ok(Exit::after(console.left_out()))
}

/// A row for each translation of each term. `diglot check --glossary` reads it.
fn to_csv(terms: &[Term]) -> anyhow::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record([
        "source_locale",
        "target_locale",
        "source",
        "target",
        "count",
        "share",
        "document",
        "source_line",
        "target_line",
    ])?;
    for term in terms {
        for target in &term.targets {
            let share = f64::from(target.count) / f64::from(term.count);
            csv.write_record([
                term.source_locale.as_str(),
                term.target_locale.as_str(),
                &term.source,
                &target.text,
                &target.count.to_string(),
                &format!("{share:.3}"),
                &target.example.document,
                &target.example.lines.0.to_string(),
                &target.example.lines.1.to_string(),
            ])?;
        }
    }
    Ok(csv.into_inner()?)
}
