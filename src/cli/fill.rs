//! `diglot fill`: the translations of a corpus in the files that a translation tool works on.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Serialize;

use super::Exit;
use super::args::FillArgs;
use super::console::Console;
use super::settings::Resolver;
use super::write_output::{print, write_output};
use crate::corpus::Corpus;
use crate::fill::{Filler, Memory, Report, Translations};
use crate::model::Locale;
use crate::regular_file;

/// Bytes of the largest template or memory that is read.
const LARGEST: u64 = 1 << 30;

/// How much of a template was filled.
#[derive(Serialize)]
struct Row<'a> {
    template: &'a Path,
    out: &'a Path,
    filled: u32,
    #[serde(flatten)]
    report: Report,
}

/// Fills the templates.
pub fn run(args: &FillArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let templates: Vec<String> = args
        .templates
        .iter()
        .map(|t| read(t))
        .collect::<Result<_, _>>()?;
    let (input, pairs) = (args.input(), args.pairs());
    let found = resolver.corpus(&input, &pairs)?;
    let source = found.source()?;
    let locale = target(args, &source, &found.layout.corpus.locales)?;
    let outs = outputs(args, &locale)?;
    let settings = resolver.pipeline(&input, &pairs, source.clone())?;
    let segment = settings.article.segment.clone();
    found.tell(&mut console);
    let memory = match &args.memory {
        Some(path) => Some(
            Memory::read(&read(path)?, source.as_str(), locale.as_str())
                .with_context(|| format!("cannot read the memory {}", path.display()))?,
        ),
        None => None,
    };

    let corpus = Corpus::new(found.layout.corpus, settings, Vec::new());
    let mut translations = Translations::default();
    let mut all = corpus.pairs();
    for pair in &mut all {
        if pair.source.locale == source && pair.target.locale == locale {
            translations.add(&pair);
        }
    }
    all.warnings()
        .iter()
        .for_each(|warning| console.warn(warning));
    if translations.is_empty() && memory.as_ref().is_none_or(Memory::is_empty) {
        bail!("the corpus has no pairs from {source} to {locale}");
    }
    let filler = Filler {
        translations,
        memory,
        sure: args.sure_score.map_or(0.9, |score| score.0),
        locale: locale.to_string(),
        segment,
        fuzzy: args.fuzzy_match.map_or(0.75, |rate| rate.0),
    };
    let mut filled = 0;
    for ((path, template), out) in args.templates.iter().zip(&templates).zip(&outs) {
        let result = filler.fill(template);
        let (text, report) = result.with_context(|| format!("cannot fill {}", path.display()))?;
        match out.as_os_str() == "-" {
            _ if report.filled() == 0 => {}
            true => print(text.as_bytes())?,
            false => write_output(out, text.as_bytes())?,
        }
        filled += report.filled();
        if args.json {
            let row = Row {
                template: path,
                out,
                filled: report.filled(),
                report,
            };
            let line = serde_json::to_string(&row)? + "\n";
            match out.as_os_str() == "-" {
                true => console.say(line.trim_end()),
                false => print(line.as_bytes())?,
            }
        } else {
            console.say(&summary(path, out, &report));
        }
    }
    console.print_suppressed_summary();
    if filled == 0 {
        bail!("nothing was filled: no text of the templates has a translation into {locale}");
    }
    Ok(Exit::after(console.left_out()))
}

fn read(path: &Path) -> anyhow::Result<String> {
    regular_file::read_to_string(path, LARGEST)
        .with_context(|| format!("cannot read {}", path.display()))
}

/// The locale to translate into.
fn target(args: &FillArgs, source: &Locale, locales: &[Locale]) -> anyhow::Result<Locale> {
    let others: Vec<&Locale> = locales.iter().filter(|l| *l != source).collect();
    let names = || {
        let names: Vec<String> = others.iter().map(ToString::to_string).collect();
        names.join(", ")
    };
    match (&args.target_locale, &others[..]) {
        (Some(locale), _) if others.contains(&locale) => Ok(locale.clone()),
        (Some(locale), _) => bail!("the corpus has no {locale}; it has {}", names()),
        (None, [only]) => Ok((*only).clone()),
        (None, _) => bail!("give --target-locale, one of {}", names()),
    }
}

/// Where the filled templates are written to. No two of them may go to one file.
fn outputs(args: &FillArgs, locale: &Locale) -> anyhow::Result<Vec<PathBuf>> {
    if let (Some(out), 2..) = (&args.out, args.templates.len()) {
        if out.as_os_str() == "-" {
            bail!("standard output takes one template; give a folder with --out");
        }
        std::fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    }
    let path = |template: &PathBuf| match &args.out {
        Some(out) if out.is_dir() => out.join(file_name(template, locale)),
        Some(out) => out.clone(),
        None => template.with_file_name(file_name(template, locale)),
    };
    let outs: Vec<PathBuf> = args.templates.iter().map(path).collect();
    let is_twice = |(number, out): &(usize, &PathBuf)| outs[..*number].contains(out);
    if let Some((_, out)) = outs.iter().enumerate().find(is_twice) {
        bail!("two templates would be written to {}", out.display());
    }
    Ok(outs)
}

/// `guide.fr-FR.po` for `guide.pot`.
fn file_name(template: &Path, locale: &Locale) -> String {
    let part =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let extension = match part(template.extension()) {
        pot if pot.eq_ignore_ascii_case("pot") => "po".to_owned(),
        other => other,
    };
    format!("{}.{locale}.{extension}", part(template.file_stem()))
}

fn summary(template: &Path, out: &Path, report: &Report) -> String {
    let counts = [
        (report.human, "from human translations"),
        (report.machine, "from machine translations"),
        (report.unknown, "from translations of unknown type"),
        (report.memory_in_context, "from the memory in context"),
        (report.memory, "from the memory"),
        (report.similar, "from similar texts of the memory"),
        (report.doubtful, "marked for review"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let waiting = report.entries - report.translated_before;
    if report.filled() == 0 {
        return format!(
            "{}: no entry could be filled; nothing written",
            template.display()
        );
    }
    format!(
        "{}: {} of {waiting} entries filled ({}) in {}",
        template.display(),
        report.filled(),
        counts.join(", "),
        out.display(),
    )
}
