//! `diglot drift`: whether one translation is up to date with one source file.

use std::fmt::Write;
use std::path::Path;

use anyhow::Context;
use serde::Serialize;

use super::Exit;
use super::args::DriftArgs;
use super::console::Console;
use super::settings::Resolver;
use super::write_output::print;
use crate::drift::{Difference, Drift, drift};
use crate::lint::write_json;
use crate::model::text::printable;
use crate::model::{ArticleVersion, Locale, Role, TranslationType};
use crate::{read, segment};

/// Prints the status of a translation. The exit code is 0 for every status.
pub fn run(args: &DriftArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let source = locale(args.source_locale.as_ref(), &args.source, "en")?;
    let target = locale(args.target_locale.as_ref(), &args.translation, "und")?;
    let original = version(
        args,
        resolver,
        (&args.source, source),
        Role::Original,
        &mut console,
    )?;
    let role = Role::Translation(TranslationType::Unknown);
    let translation = version(
        args,
        resolver,
        (&args.translation, target),
        role,
        &mut console,
    )?;
    let drift = drift(original.as_ref(), translation.as_ref());
    let mut bytes = Vec::new();
    if args.json {
        write_json(&Json::new(args, &drift), &mut bytes)?;
    } else {
        bytes = text(&drift).into_bytes();
    }
    print(&bytes)?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Json<'a> {
    status: &'static str,
    source: String,
    translation: String,
    differences: &'a [Difference],
}

impl<'a> Json<'a> {
    fn new(args: &DriftArgs, drift: &'a Drift) -> Self {
        let path = |path: &Path| path.display().to_string();
        Self {
            status: drift.status.as_str(),
            source: path(&args.source),
            translation: path(&args.translation),
            differences: &drift.differences,
        }
    }
}

fn text(drift: &Drift) -> String {
    let mut text = format!("{}\n", drift.status);
    for difference in &drift.differences {
        let line = |line: Option<u32>| line.map_or("-".to_owned(), |line| line.to_string());
        let lines = (
            line(difference.source_line),
            line(difference.translation_line),
        );
        let message = printable(&difference.message);
        let severity = difference.severity;
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "  {severity:4}  {:>5} {:>5}  {message}",
            lines.0, lines.1
        );
    }
    text
}

/// The locale that was given, or that a folder of the path names.
fn locale(given: Option<&Locale>, path: &Path, default: &str) -> anyhow::Result<Locale> {
    if let Some(locale) = given {
        return Ok(locale.clone());
    }
    let folders = path.parent().into_iter().flat_map(Path::components);
    let mut names = folders
        .rev()
        .filter_map(|folder| folder.as_os_str().to_str());
    match names.find_map(|name| Locale::parse(name).ok()) {
        Some(locale) => Ok(locale),
        None => Locale::parse(default).context("the default locale"),
    }
}

/// Reads and segments a file; `None` if it does not exist.
fn version(
    args: &DriftArgs,
    resolver: &Resolver,
    (path, locale): (&Path, Locale),
    role: Role,
    console: &mut Console,
) -> anyhow::Result<Option<ArticleVersion>> {
    if !path.exists() {
        return Ok(None);
    }
    let (reading, mut segmenting) = resolver.text(&args.text);
    segmenting.include_code = true;
    let (source, warnings) = read::read(path, &reading)?;
    let (document, more) = segment::segment(&source, &segmenting);
    warnings.iter().chain(&more).for_each(|w| console.warn(w));
    Ok(Some(ArticleVersion::new(locale, source, document, role)))
}
