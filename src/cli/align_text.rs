//! `diglot align-text`: two plain texts, aligned sentence by sentence.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::Exit;
use super::args::AlignTextArgs;
use super::console::Console;
use super::values;
use crate::export::{BeadFormat, write_beads};
use crate::model::{Locale, Warning, WarningKind};
use crate::regular_file;
use crate::sentence::srx::{Splitter, Srx};
use crate::sentence::{AlignedText, sentences};

/// Aligns the texts and prints the beads.
pub fn run(args: &AlignTextArgs, mut console: Console) -> anyhow::Result<Exit> {
    let locales = args.source_locale.as_ref().zip(args.target_locale.as_ref());
    let format = match (args.format, locales) {
        (None | Some(values::BeadFormat::Beads), _) => BeadFormat::Beads,
        (Some(values::BeadFormat::Tsv), _) => BeadFormat::Tsv,
        (Some(values::BeadFormat::Jsonl), _) => BeadFormat::Jsonl,
        (Some(values::BeadFormat::Tmx), Some((source, target))) => BeadFormat::Tmx {
            source: source.clone(),
            target: target.clone(),
        },
        (Some(values::BeadFormat::Tmx), None) => {
            bail!("TMX names its languages: give --source-locale and --target-locale")
        }
    };
    let (source, target) = (read(&args.source)?, read(&args.target)?);
    let text = if args.split {
        let Some((from, to)) = locales else {
            bail!("rules are chosen by language: give --source-locale and --target-locale to split")
        };
        let read_rules = match &args.srx {
            Some(path) => Some(load_rules(path, &mut console)?),
            None => None,
        };
        let rules = read_rules.as_ref().unwrap_or_else(|| Srx::own());
        let split = |locale: &Locale| Splitter::new(rules.rules(locale.as_str()));
        let source = sentences(&source, Some(&mut split(from)));
        AlignedText::new(source, sentences(&target, Some(&mut split(to))))
    } else {
        AlignedText::new(sentences(&source, None), sentences(&target, None))
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    write_beads(
        &text,
        &format,
        args.min_score.map_or(0.0, |s| s.0),
        &mut out,
    )?;
    out.flush()?;
    console.print_suppressed_summary();
    Ok(Exit::Done)
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a user's rules; each rule that cannot be used is a warning.
pub(super) fn load_rules(path: &Path, console: &mut Console) -> anyhow::Result<Srx> {
    let name = || format!("cannot read the rules in {}", path.display());
    let xml = regular_file::read_to_string(path, regular_file::CONFIGURATION).with_context(name)?;
    let rules = Srx::parse(&xml).with_context(name)?;
    for problem in rules.problems() {
        console.warn(&Warning {
            path: path.to_owned(),
            line: problem.line,
            kind: WarningKind::Markup,
            message: format!("rule of {} left out: {}", problem.rules, problem.message),
        });
    }
    Ok(rules)
}
