//! `diglot eval`: how good the pairs of a corpus are, by gold somebody made.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::Serialize;

use super::Exit;
use super::args::EvalArgs;
use super::console::Console;
use super::layout::FoundCorpus;
use super::settings::Resolver;
use crate::corpus::Corpus;
use crate::evaluate::{Gold, Pairs, Report, evaluate};
use crate::export::{self, Format};
use crate::model::{self, Blob, Locale};
use crate::scratch::ScratchFolder;

/// Scores, and prints the figures.
pub fn run(args: &EvalArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    if args.input.corpus.decisions.is_some() && args.gold.is_none() {
        return super::eval_decisions::run(args, resolver, console);
    }
    ensure!(
        args.precision.is_none(),
        "--precision needs --decisions, which say how good the pairs are"
    );
    let found = resolver.corpus(&args.input, &args.align.pairs())?;
    let corpus = &found.layout.corpus;
    let source = found.source()?;
    // Locale folders lie in the folder of the case, and so does its gold.
    let case = corpus.roots[0][0].parent().unwrap_or(Path::new(""));
    let gold = args.gold.clone().unwrap_or_else(|| case.join("gold.jsonl"));
    let gold = Gold::read(&gold)?;
    let targets: BTreeSet<&Locale> = gold.articles.iter().map(|a| &a.target_locale).collect();
    let git = resolver.git(&args.input.corpus)?;
    for locale in targets.iter().copied().chain([&source]) {
        ensure!(
            corpus.locales.contains(locale) || git.is_some() && *locale == source,
            "the gold is about {locale}, of which the corpus has no folder"
        );
    }
    found.tell(&mut console);
    let mut pairs = Pairs::default();
    match &args.pairs {
        Some(file) => pairs.add(file, &gold, &source)?,
        None => {
            let folder =
                ScratchFolder::temporary().context("cannot make a folder for the pairs")?;
            let written = export(args, resolver, &found, folder.path(), &mut console)?;
            for target in targets {
                let name = format!("{source}_{target}.jsonl");
                if let Some((file, _)) = written.iter().find(|f| f.0.ends_with(&name)) {
                    pairs.add(file, &gold, &source)?;
                }
            }
        }
    }
    let file = |locale: &Locale, document: &str| path(corpus, locale, document);
    let blob = |blob: &Blob| git.as_ref()?.repositories.bytes(blob);
    let mut report = evaluate(&gold, &pairs, &source, file, blob)?;
    if !args.wrong {
        report.wrong.clear();
    }
    if !args.missed {
        report.missed.clear();
    }
    let case = std::path::absolute(case).unwrap_or_default();
    let case = case.file_name().unwrap_or_default().to_string_lossy();
    print(&case, &report, args.json)?;
    Ok(Exit::after(console.left_out()))
}

/// Exports the corpus to a folder, so that what is scored is what a user would have.
fn export(
    args: &EvalArgs,
    resolver: &Resolver,
    found: &FoundCorpus,
    folder: &Path,
    console: &mut Console,
) -> anyhow::Result<Vec<(PathBuf, u64)>> {
    let settings = resolver.pipeline(&args.input, &args.align.pairs(), found.source()?)?;
    let mut output = export::Settings::new(folder, settings.article.source.clone());
    output.formats = vec![Format::Jsonl];
    let corpus = Corpus::new(found.layout.corpus.clone(), settings, Vec::new());
    console.begin(corpus.files().articles.len());
    let written = corpus.export_with(&output, |_, _, warnings| {
        warnings.iter().for_each(|w| console.warn(w));
        console.advance();
    })?;
    console.end();
    console.print_suppressed_summary();
    Ok(written.summary.files)
}

/// Where a document lies; where it would if it were there.
fn path(corpus: &model::Corpus, locale: &Locale, document: &str) -> PathBuf {
    let article = corpus
        .articles
        .binary_search_by(|a| (*a.document).cmp(document));
    let index = corpus.locales.iter().position(|l| l == locale);
    match (article, index) {
        (Ok(article), Some(index)) => corpus.path(&corpus.articles[article], index),
        (Err(_), Some(index)) => corpus.roots[index][0].join(document),
        (_, None) => Path::new(locale.as_str()).join(document),
    }
}

/// The report for programs.
#[derive(Serialize)]
struct Json<'a> {
    case: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

fn print(case: &str, report: &Report, json: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer(&mut out, &Json { case, report })?;
        writeln!(out)?;
        return Ok(());
    }
    write!(out, "{case}\n{report}")?;
    if !report.wrong.is_empty() {
        writeln!(out, "\nwrong")?;
    }
    for wrong in &report.wrong {
        writeln!(out, "{wrong}")?;
    }
    if !report.missed.is_empty() {
        writeln!(out, "\nmissed")?;
    }
    for missed in &report.missed {
        writeln!(out, "{missed}")?;
    }
    Ok(())
}
