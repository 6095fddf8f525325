//! `diglot stale`: how far each translation is behind its original.

use std::fmt::Write as _;

use anyhow::bail;

use super::Exit;
use super::args::{PairArgs, StaleArgs};
use super::console::Console;
use super::settings::Resolver;
use super::source_repositories::check_sources;
use super::table::{Table, number, printable};
use super::write_output::print;
use crate::article::SourceVersionCounts;
use crate::corpus::{Corpus, StaleTranslation};
use crate::lint::write_json;
use crate::staleness::{State, UnitCounts};

/// Prints the translations that are behind; with a limit, the exit code says whether one is further behind.
pub fn run(args: &StaleArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &PairArgs::default())?;
    let settings = resolver.pipeline(&args.input, &PairArgs::default(), found.source()?)?;
    if settings.article.git.is_none() {
        bail!("stale needs --source-repo, a clone of the repository that holds the originals");
    }
    let limit = resolver.fail_above(args);
    found.tell(&mut console);

    let git = settings.article.git.clone();
    let corpus = Corpus::new(found.layout.corpus, settings, Vec::new());
    console.begin(corpus.files().articles.len());
    let mut source_counts = SourceVersionCounts::default();
    let entries = corpus.stale_with(args.units, |behind| {
        behind.warnings.iter().for_each(|w| console.warn(w));
        source_counts.add(&behind.article.source_counts);
        console.advance();
    })?;
    console.end();
    console.print_suppressed_summary();

    let has_orphans = entries.iter().any(|entry| entry.state == State::Removed);
    check_sources(&source_counts, git.as_ref(), has_orphans)?;

    let mut bytes = Vec::new();
    if args.json {
        write_json(&entries, &mut bytes)?;
    } else if args.units {
        bytes = units(&entries).into_bytes();
    } else {
        bytes = table(&entries).into_bytes();
    }
    print(&bytes)?;
    console.say(&counts(&entries));
    let above = |entry: &&StaleTranslation| {
        limit.is_some_and(|limit| entry.share.is_some_and(|s| s > limit))
    };
    let failing = entries.iter().filter(above).count();
    if let (Some(limit), 1..) = (limit, failing) {
        let limit = percent(limit);
        console.say(&format!("{failing} of them more than {limit} behind"));
        return Ok(Exit::Stale);
    }
    Ok(Exit::after(console.left_out()))
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A row for each translation that is behind, or may be.
fn table(entries: &[StaleTranslation]) -> String {
    let mut table = Table::new(&[
        "document", "locale", "", ">commits", ">days", ">same", ">changed", ">added", ">removed",
        ">share",
    ]);
    for entry in entries.iter().filter(|e| e.state != State::Current) {
        let plus = if entry.complete == Some(false) {
            "+"
        } else {
            ""
        };
        let unknown = || "?".to_owned();
        let count = |n: Option<u32>| n.map_or_else(unknown, |n| number(n.into()));
        let unit = |of: fn(&UnitCounts) -> u32| count(entry.units.as_ref().map(of));
        table.row([
            entry.document.clone(),
            entry.locale.to_string(),
            name(entry.state).to_owned(),
            format!("{}{plus}", count(entry.commits)),
            count(entry.days),
            unit(|u| u.same),
            unit(|u| u.changed),
            unit(|u| u.added),
            unit(|u| u.removed),
            entry.share.map_or_else(unknown, percent),
        ]);
    }
    table.render(None)
}

/// The units of each translation that need a translator.
fn units(entries: &[StaleTranslation]) -> String {
    let mut out = String::new();
    for entry in entries.iter().filter(|e| e.state != State::Current) {
        let share = entry
            .share
            .map_or_else(|| name(entry.state).to_owned(), percent);
        let _ = writeln!(
            out,
            "{}  {}  {share}",
            printable(&entry.document),
            entry.locale
        );
        for unit in entry.changes.iter().flatten() {
            let line = |line: Option<u32>| line.map_or_else(|| "-".to_owned(), |n| n.to_string());
            let text = unit.text.as_ref().or(unit.was.as_ref());
            let _ = writeln!(
                out,
                "  {:7}  {:>5} {:>5}  {}",
                unit.change,
                line(unit.line),
                line(unit.translation_line),
                printable(text.map_or("", String::as_str)),
            );
        }
    }
    out
}

fn name(state: State) -> &'static str {
    match state {
        State::Current => "current",
        State::Stale => "stale",
        State::Removed => "no source article found",
        State::Unknown => "source version unknown",
    }
}

fn counts(entries: &[StaleTranslation]) -> String {
    let count = |state| entries.iter().filter(|e| e.state == state).count();
    let states = [State::Current, State::Stale, State::Removed, State::Unknown];
    let states = states.map(|state| (count(state), name(state)));
    let states = states.iter().filter(|s| s.0 > 0);
    let states: Vec<_> = states.map(|(n, name)| format!("{n} {name}")).collect();
    format!("{} translations: {}", entries.len(), states.join(", "))
}
