//! `diglot check`: what is wrong in localized files.

use std::collections::BTreeMap;

use anyhow::ensure;

use super::Exit;
use super::args::{CheckArgs, InputArgs};
use super::console::Console;
use super::files::{Paths, WantedFiles};
use super::layout::FoundCorpus;
use super::settings::{Check, Resolver};
use super::source_repositories::check_sources;
use super::table::{Table, number};
use super::write_output::{print, write_output};
use crate::corpus::Corpus;
use crate::lint::{self, Baseline, File, Finding, Level, Report, Rule, Scope};
use crate::model::WarningKind;

/// Finds what is wrong and reports it. The exit code says whether something was found that fails the run.
pub fn run(args: &CheckArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let choice = resolver.check(args)?;
    let baseline = choice.baseline.as_deref().map(Baseline::load).transpose()?;
    let (input, found, wanted) = corpus(args, resolver)?;
    let settings = resolver.pipeline(&input, &args.align.pairs(), found.source()?)?;
    found.tell(&mut console);
    for path in wanted.iter().flat_map(|w| &w.without) {
        console.say(&format!("{}: no translation to check", path.display()));
    }
    if wanted.as_ref().is_some_and(WantedFiles::is_empty) {
        return Ok(Exit::after(console.left_out()));
    }

    let git = settings.article.git.clone();
    let corpus = Corpus::new(found.layout.corpus, settings, found.warnings);
    console.begin(corpus.files().articles.len());
    let result = corpus.check_with(&choice.rules, |warnings| {
        // Other warnings become findings.
        let skipped = warnings.iter().filter(|w| w.kind == WarningKind::LeftOut);
        skipped.for_each(|w| console.warn(w));
        console.advance();
    });
    console.end();
    let (mut findings, mut files, ignored) = (result.findings, result.files, result.ignored);
    let has_orphans = findings.iter().any(|f| f.rule == Rule::OrphanedArticle);
    check_sources(&result.source_counts, git.as_ref(), has_orphans)?;

    if let Some(wanted) = &wanted {
        findings.retain(|finding| wanted.holds(&finding.path));
        files.retain(|file| wanted.holds(&file.path));
    }
    name_from_here(&mut findings, &mut files);
    files.sort();
    lint::sort(&mut findings);
    lint::number(&mut findings);
    let locales = resolver.locales(&input);
    let scope = Scope {
        rules: &choice.rules,
        locales: locales.as_deref(),
        files: wanted.as_ref().map(|_| &files[..]),
    };
    let gone = baseline.map_or(0, |baseline| baseline.apply(&mut findings, &scope));
    if let Some(path) = &args.write_baseline {
        let mut baseline = Baseline::of(&findings);
        if path.is_file() {
            baseline.keep_out_of_scope(Baseline::load(path)?, &scope);
        }
        write_output(path, &baseline.to_bytes())?;
        console.say(&format!("baseline written to {}", path.display()));
    }
    let report = Report {
        findings: &findings,
        files: &files,
        fail_on: choice.fail_on,
    };
    write_report(&report, &choice, &console)?;
    console.say(&summary(&report, ignored, gone));
    if findings.iter().any(|finding| report.fails(finding)) {
        return Ok(Exit::Findings);
    }
    Ok(Exit::after(console.left_out()))
}

/// Finds the corpus, and in it the files that were named.
fn corpus(
    args: &CheckArgs,
    resolver: &Resolver,
) -> anyhow::Result<(InputArgs, FoundCorpus, Option<WantedFiles>)> {
    match Paths::new(&args.paths)? {
        Paths::Folder(folder) => {
            let typed = args.corpus.corpus.is_some() || args.corpus.root.is_some();
            ensure!(
                folder.is_none() || !typed,
                "a folder cannot be used with --corpus or --root"
            );
            let input = args.input(folder);
            let found = resolver.corpus(&input, &args.align.pairs())?;
            Ok((input, found, None))
        }
        Paths::Files(files) => {
            let default = resolver.default_folder(&args.corpus);
            let input = args.input(default.map(|default| files.folder(default)));
            let mut found = resolver.layout(&input, false)?;
            let wanted = files.keep(&mut found)?;
            Ok((input, found, Some(wanted)))
        }
    }
}

/// Writes the report to its file or to standard output.
fn write_report(report: &Report<'_>, choice: &Check, console: &Console) -> anyhow::Result<()> {
    if let Some(path) = &choice.output {
        let mut bytes = Vec::new();
        report.write(choice.format, &mut bytes)?;
        write_output(path, &bytes)?;
        console.say(&format!("findings written to {}", path.display()));
        return Ok(());
    }
    let mut bytes = Vec::new();
    report.write(choice.format, &mut bytes)?;
    Ok(print(&bytes)?)
}

/// Names files below the current folder from there, as services that know the repository do.
fn name_from_here(findings: &mut [Finding], files: &mut [File]) {
    let here = std::env::current_dir().unwrap_or_default();
    let here = here.display().to_string().replace('\\', "/");
    let shorten = |path: &mut String| {
        let below = path.strip_prefix(&here).and_then(|p| p.strip_prefix('/'));
        let short = below.unwrap_or(path).trim_start_matches("./").to_owned();
        *path = short;
    };
    for finding in findings {
        shorten(&mut finding.path);
        finding
            .source
            .iter_mut()
            .filter(|s| s.on_disk)
            .for_each(|s| shorten(&mut s.path));
    }
    files.iter_mut().for_each(|f| shorten(&mut f.path));
}

/// How many findings of each rule, what was not shown, and the sum.
fn summary(report: &Report<'_>, ignored: u64, gone: usize) -> String {
    let new: Vec<&Finding> = report.findings.iter().filter(|f| f.is_new()).collect();
    let mut rules: BTreeMap<_, u64> = BTreeMap::new();
    for finding in &new {
        *rules.entry((finding.level, finding.rule)).or_default() += 1;
    }
    let mut table = Table::new(&["rule", "level", ">findings"]);
    for ((level, rule), count) in rules.iter().rev() {
        table.row([rule.to_string(), level.to_string(), number(*count)]);
    }
    let count = |level| new.iter().filter(|f| f.level == level).count() as u64;
    let plural = |n: u64, what: &str| {
        let s = if n == 1 { "" } else { "s" };
        format!("{} {what}{s}", number(n))
    };
    let mut lines = table.render(None);
    let levels = [Level::Error, Level::Warning, Level::Note];
    let levels = levels.map(|level| plural(count(level), level.as_str()));
    lines.push_str(&format!(
        "{}: {}",
        plural(report.files.len() as u64, "file"),
        levels.join(", ")
    ));
    let known = report.findings.len() - new.len();
    let others = [
        (known as u64, "in the baseline"),
        (gone as u64, "of the baseline no longer found"),
        (ignored, "ignored by comments in the files"),
    ];
    for (count, what) in others.into_iter().filter(|o| o.0 > 0) {
        lines.push_str(&format!("\n{} {what}", number(count)));
    }
    lines
}
