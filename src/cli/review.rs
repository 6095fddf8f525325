//! `diglot review`: a page on which people decide about pairs.

use anyhow::{Context, ensure};

use super::Exit;
use super::args::ReviewArgs;
use super::console::Console;
use super::settings::Resolver;
use super::table::number;
use crate::corpus::Corpus;
use crate::review::Sample;

/// Writes the page.
pub fn run(args: &ReviewArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    ensure!(
        args.seed.is_none() || args.sample.is_some(),
        "--seed needs --sample"
    );
    let found = resolver.corpus(&args.input, &args.pairs)?;
    let mut settings = resolver.pipeline(&args.input, &args.pairs, found.source()?)?;
    settings.pairs.check.reasons = true;
    found.tell(&mut console);
    let files = found.layout.corpus.clone();
    let title = format!("Review of {}", found.short_name());
    console.begin(files.articles.len());
    let sample = args.sample.map(|pairs| Sample {
        pairs,
        seed: args.seed.unwrap_or(1),
    });
    let corpus = Corpus::new(files, settings, Vec::new());
    let written = corpus.review(title, sample, &args.out, |warnings| {
        warnings.iter().for_each(|w| console.warn(w));
        console.advance();
    });
    let written = written.with_context(|| format!("cannot write {}", args.out.display()))?;
    console.end();
    console.print_suppressed_summary();
    ensure!(written.pairs > 0, "there are no pairs to review");
    let mut lines = format!("{} pairs\n", number(written.pairs as u64));
    for (path, bytes) in &written.files {
        lines += &format!("{}  {} bytes\n", path.display(), number(*bytes));
    }
    console.say(&lines);
    Ok(Exit::after(console.left_out()))
}
