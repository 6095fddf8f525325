//! `diglot export`: the pairs of a corpus to files.

use anyhow::{Context, ensure};

use super::args::ExportArgs;
use super::console::Console;
use super::json_summary::JsonSummary;
use super::settings::Resolver;
use super::values::SummaryFormat;
use super::{Exit, stdout, summary};
use crate::corpus::Corpus;
use crate::export::{self, Format, Inline};
use crate::model::{Article, Warning};
use crate::pairs::{Cut, TextForm};
use crate::pipeline::{self, RunStats};

/// Exports, with a summary at the end.
pub fn run(args: &ExportArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &args.pairs)?;
    let mut settings = resolver.pipeline(&args.input, &args.pairs, found.source()?)?;
    let files = &found.layout.corpus;
    settings.article.history = resolver.history(&args.pairs, files, &settings.article)?;
    settings.pairs.cut = resolver.cut(&args.output, &args.pairs, &mut console)?;
    settings.pairs.text = resolver.text_form(&args.output, &args.pairs);
    let mut output = resolver.output(&args.output, &args.pairs, settings.article.source.clone())?;
    ensure_forms_agree(&settings, &output)?;
    settings.pairs.check.reasons = output.reasons;
    ensure!(
        settings.article.history.is_none() || !output.formats.contains(&Format::Documents),
        "--format documents cannot go with --history, which has several versions of a document"
    );
    // Standard output has a temporary folder, which lives until the end of the run.
    let is_json = resolver.summary(args.output.summary) == SummaryFormat::Json;
    ensure!(
        !is_json || (args.shard.is_none() && !stdout::is_stdout(&output.out)),
        "--summary json cannot go with --out - or --shard, which have no such summary"
    );
    let temporary = if stdout::is_stdout(&output.out) {
        Some(stdout::redirect(&mut output)?)
    } else {
        None
    };
    let corpus = Corpus::new(files.clone(), settings, Vec::new());
    found.tell(&mut console);

    console.begin(files.articles.len());
    let before = console.left_out();
    let progress = |article: &Article, stats: &RunStats, warnings: &[Warning]| {
        warnings.iter().for_each(|w| console.warn(w));
        if stats.without_pair + stats.alone > 0 {
            console.detail(|| format!("{}: no pairs", article.document));
        }
        console.advance();
    };
    if let Some(shard) = args.shard {
        ensure!(
            temporary.is_none(),
            "--shard writes a file for `diglot merge`: name a folder with --out"
        );
        let (path, stats) = corpus.export_shard(&output, shard, before, progress)?;
        console.end();
        console.print_suppressed_summary();
        console.say(&summary::shard(&stats, &path));
        return Ok(Exit::after(console.left_out()));
    }
    let mut written = corpus
        .export_with(&output, progress)
        .context("the export was stopped; the earlier export is unchanged")?;
    written.stats.compared(&written.summary.repeats);
    console.end();

    console.print_suppressed_summary();
    if temporary.is_some() {
        stdout::print(&output, &mut written.summary)?;
    }
    let (stats, left_out) = (&written.stats, console.left_out());
    match resolver.summary(args.output.summary) {
        SummaryFormat::Text => console.say(&summary::summary(stats, left_out, &written.summary)),
        SummaryFormat::Json => JsonSummary::new(stats, left_out, &written.summary).print()?,
    }
    Ok(Exit::after(left_out))
}

/// Fails if the form of the texts and the form of the files exclude each other.
fn ensure_forms_agree(
    settings: &pipeline::Settings,
    output: &export::Settings,
) -> anyhow::Result<()> {
    let is_markdown = settings.pairs.text == TextForm::Markdown;
    ensure!(
        !is_markdown || output.inline == Inline::Text,
        "--text markdown cannot go with --inline {}: the texts hold all markup",
        output.inline.as_str()
    );
    if !matches!(settings.pairs.cut, Cut::TextParagraphs) {
        return Ok(());
    }
    let has_form = |format: &Format| matches!(format, Format::Tmx | Format::Csv | Format::Jsonl);
    ensure!(
        output.formats.iter().all(has_form) && !output.multilingual,
        "--segment text-paragraph needs --format tmx, csv or jsonl, without --multilingual"
    );
    let others = [
        ("--text markdown", is_markdown),
        ("--inline strip or tags", output.inline != Inline::Text),
        ("--unaligned", output.unaligned),
        ("--history", settings.article.history.is_some()),
        ("--publisher-pairs", settings.pairs.publisher_pairs),
    ];
    for (option, is_given) in others {
        ensure!(
            !is_given,
            "--segment text-paragraph cannot go with {option}: its texts are parts of the source file"
        );
    }
    Ok(())
}
