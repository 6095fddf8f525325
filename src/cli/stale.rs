//! `diglot stale`: how far each translation is behind its original.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::Write;

use anyhow::bail;
use serde::Serialize;

use super::Exit;
use super::args::{PairArgs, StaleArgs};
use super::console::Console;
use super::settings::Resolver;
use super::table::{Table, number, printable};
use crate::article::LoadedArticle;
use crate::model::Locale;
use crate::model::VersionId;
use crate::pipeline::{self, Behind, Change, Staleness, State, UnitCounts};

/// Prints the translations that are behind; with a limit, the exit code says whether one is further behind.
pub fn run(args: &StaleArgs, resolver: &Resolver, mut console: Console) -> anyhow::Result<Exit> {
    let found = resolver.corpus(&args.input, &PairArgs::default())?;
    let corpus = &found.layout.corpus;
    let settings = resolver.pipeline(&args.input, &PairArgs::default(), found.source()?)?;
    let Some(git) = &settings.article.git else {
        bail!("stale needs --source-repo, a clone of the repository that holds the originals");
    };
    let limit = resolver.fail_above(args);
    found.tell(&mut console);

    console.begin(corpus.articles.len());
    let mut entries: Vec<Entry> = Vec::new();
    let done = pipeline::staleness(corpus, &settings, git, |_, behind| {
        behind.warnings.iter().for_each(|w| console.warn(w));
        let entry = |s: &Staleness| Entry::of(&behind, s, args.units);
        entries.extend(behind.translations.iter().map(entry));
        console.advance();
        Ok::<_, Infallible>(())
    });
    let Ok(()) = done;
    console.end();
    console.say_what_was_not_said();

    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &entries)?;
        writeln!(out)?;
    } else if args.units {
        out.write_all(units(&entries).as_bytes())?;
    } else {
        out.write_all(table(&entries).as_bytes())?;
    }
    console.say(&counts(&entries));
    let above = |entry: &&Entry| limit.is_some_and(|limit| entry.share.is_some_and(|s| s > limit));
    let failing = entries.iter().filter(above).count();
    if let (Some(limit), 1..) = (limit, failing) {
        let limit = percent(limit);
        console.say(&format!("{failing} of them more than {limit} behind"));
        return Ok(Exit::Stale);
    }
    Ok(Exit::after(console.left_out()))
}

/// One translation, as JSON has it.
#[derive(Serialize)]
struct Entry {
    document: String,
    locale: Locale,
    state: State,
    /// The version it was made from, where git has it.
    source_commit: Option<String>,
    source_path: Option<String>,
    /// Commits that changed the original since, and days up to the last of them.
    commits: Option<u32>,
    days: Option<u32>,
    /// Whether the clone has all commits between.
    complete: Option<bool>,
    units: Option<UnitCounts>,
    /// Share of the units that changed, came or went, from 0 to 1.
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<Unit>>,
}

/// A unit that needs a translation again, or has one no more.
#[derive(Serialize)]
struct Unit {
    change: &'static str,
    /// Line and text in today's original.
    line: Option<u32>,
    text: Option<String>,
    /// The text that was translated.
    was: Option<String>,
    /// Line and text in the translation.
    translation_line: Option<u32>,
    translation: Option<String>,
}

impl Entry {
    fn of(behind: &Behind, staleness: &Staleness, with_units: bool) -> Self {
        let article = &behind.article;
        let then = article.original_of(staleness.version);
        let blob = then.and_then(|t| article.version(t).source.blob.as_ref());
        let unit = |change: &Change| Unit::of(article, staleness.version, change);
        Self {
            document: article.document.to_string(),
            locale: staleness.locale.clone(),
            state: staleness.state,
            source_commit: blob.map(|b| b.commit.clone()),
            source_path: blob.map(|b| b.path.clone()),
            commits: staleness.since.map(|s| s.commits),
            days: staleness.since.map(|s| s.days),
            complete: staleness.since.map(|s| s.complete),
            units: staleness.units,
            share: staleness.units.map(|u| (u.share() * 1e4).round() / 1e4),
            changes: with_units.then(|| staleness.changes.iter().map(unit).collect()),
        }
    }
}

impl Unit {
    fn of(article: &LoadedArticle, version: VersionId, change: &Change) -> Self {
        let side = |version: Option<VersionId>, units: &[u32]| {
            let document = &article.version(version?).document;
            let units: Vec<_> = units.iter().map(|&u| &document.units[u as usize]).collect();
            let texts: Vec<&str> = units.iter().map(|u| document.text(u)).collect();
            Some((units.first()?.line, texts.join(" ")))
        };
        let today = side(article.today(), &change.today);
        let then = side(article.original_of(version), &change.then);
        let translated = side(Some(version), &change.translated);
        Self {
            change: match (&today, &then) {
                (Some(_), Some(_)) => "changed",
                (Some(_), None) => "added",
                _ => "removed",
            },
            line: today.as_ref().map(|t| t.0),
            text: today.map(|t| t.1),
            was: then.map(|t| t.1),
            translation_line: translated.as_ref().map(|t| t.0),
            translation: translated.map(|t| t.1),
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A row for each translation that is behind, or may be.
fn table(entries: &[Entry]) -> String {
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
fn units(entries: &[Entry]) -> String {
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
        State::Removed => "no original any more",
        State::Unknown => "source version unknown",
    }
}

fn counts(entries: &[Entry]) -> String {
    let count = |state| entries.iter().filter(|e| e.state == state).count();
    let states = [State::Current, State::Stale, State::Removed, State::Unknown];
    let states = states.map(|state| (count(state), name(state)));
    let states = states.iter().filter(|s| s.0 > 0);
    let states: Vec<_> = states.map(|(n, name)| format!("{n} {name}")).collect();
    format!("{} translations: {}", entries.len(), states.join(", "))
}
