//! `diglot export`: the pairs of a corpus to files.

use anyhow::Context;

use super::args::ExportArgs;
use super::console::Console;
use super::settings::Resolver;
use super::{Exit, summary};
use crate::export::{ExportError, ExportWriter};
use crate::pipeline::{self, LexiconSource, RunStats};

/// Exports, with a summary at the end.
pub fn run(args: &ExportArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &args.pairs)?;
    let corpus = &found.layout.corpus;
    let mut settings = resolver.pipeline(&args.input, &args.pairs, found.source()?)?;
    settings.article.history = resolver.history(&args.pairs, corpus, &settings.article)?;
    if let (Some(file), LexiconSource::Corpus) =
        (resolver.lexicon_file(&args.pairs), &settings.lexicon)
    {
        let lexicon = pipeline::lexicon(corpus, &settings).unwrap_or_default();
        lexicon.save(file)?;
        settings.lexicon = LexiconSource::Known(lexicon);
    }
    let mut output = resolver.output(&args.output, &args.pairs, settings.article.source.clone())?;
    settings.pairs.check.reasons = output.reasons;
    output.origins = settings.article.git.is_some();
    output.aligner = settings.pairs.publisher_pairs;
    output.past = settings.article.history.is_some();
    settings.pairs.sentences = resolver.sentences(&args.output, &mut console)?;
    output.sentences = settings.pairs.sentences.is_some();
    let mut exports = ExportWriter::create(output.clone())?;
    found.tell(&mut console);

    console.begin(corpus.articles.len());
    let mut total = RunStats::default();
    pipeline::run(corpus, &settings, Some(&output), |article, outcome| {
        outcome.warnings.iter().for_each(|w| console.warn(w));
        if outcome.stats.without_pair + outcome.stats.alone > 0 {
            console.detail(|| format!("{}: no pairs", article.document));
        }
        total.add(&outcome.stats);
        console.advance();
        outcome
            .batch
            .map_or(Ok::<_, ExportError>(()), |b| exports.append(b))
    })
    .context("the export was given up; an earlier one is as it was")?;
    let written = exports.finish()?;
    total.compared(&written.repeats);
    console.end();

    console.say_what_was_not_said();
    console.say(&summary::summary(&total, console.left_out(), &written));
    Ok(Exit::after(console.left_out()))
}
