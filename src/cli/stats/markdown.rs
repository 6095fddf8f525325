//! The numbers as Markdown, for a dataset card or a report.

use std::fmt::Write as _;

use super::Stats;
use super::coverage::Sum;
use crate::export::{Quality, quality};
use crate::model::Locale;
use crate::model::text::is_written_without_spaces;

/// A page with a section per table.
pub fn card(stats: &Stats) -> String {
    let mut text = format!(
        "# Pairs of localized documentation\n\n{} articles, {} of them in one locale only. Counted by diglot {}.\n",
        stats.tally.articles,
        stats.tally.alone,
        env!("CARGO_PKG_VERSION"),
    );
    locales(stats, &mut text);
    pairs(stats, &mut text);
    coverage(stats, &mut text);
    let keys = stats.tally.pairs.keys();
    let qualities = keys.map(|pair| (name(pair), stats.quality(pair)));
    let qualities: Vec<(String, Quality)> = qualities.collect();
    let qualities: Vec<_> = qualities.iter().map(|(name, q)| (&**name, q)).collect();
    text.push_str(&quality::markdown(&qualities));
    text
}

fn locales(stats: &Stats, text: &mut String) {
    let columns = [
        "locale",
        "files",
        "originals",
        "HT",
        "MT",
        "unknown",
        "units",
        "size",
    ];
    let rows = stats.tally.locales.iter().map(|(locale, counts)| {
        let (size, of) = if is_written_without_spaces(locale.language()) {
            (counts.characters, "characters")
        } else {
            (counts.words, "words")
        };
        let types = counts.translations;
        let numbers = [
            counts.files,
            counts.originals,
            types.human,
            types.machine,
            types.unknown,
            counts.units,
        ];
        row(locale.to_string(), &numbers, vec![format!("{size} {of}")])
    });
    table(text, "Locales", &columns, rows);
}

fn pairs(stats: &Stats, text: &mut String) {
    let columns = [
        "pairs of",
        "articles",
        "pairs",
        "HT",
        "MT",
        "unknown",
        "dropped",
        "duplicates",
        "near duplicates",
        "sources with several targets",
    ];
    let rows = stats.tally.pairs.iter().map(|(pair, counts)| {
        let repeats = stats.repeats.get(pair).cloned().unwrap_or_default();
        let numbers = [
            counts.articles,
            counts.pairs.total(),
            counts.pairs.human,
            counts.pairs.machine,
            counts.pairs.unknown,
            counts.dropped.values().sum(),
            repeats.duplicates,
            repeats.near_duplicates,
            repeats.inconsistent_sources,
        ];
        row(name(pair), &numbers, Vec::new())
    });
    table(text, "Pairs", &columns, rows);
}

fn coverage(stats: &Stats, text: &mut String) {
    let columns = [
        "pairs of",
        "articles",
        "there",
        "of their units in pairs",
        "95 % and more",
        "50 % and more",
        "less",
    ];
    let sums = Sum::of(&stats.coverage);
    let rows = sums.iter().map(|((source, target), sum)| {
        let shares = sum.shares.iter().map(ToString::to_string);
        let rest = std::iter::once(sum.percent()).chain(shares);
        let name = format!("{source}_{target}");
        row(name, &[sum.articles, sum.there], rest.collect())
    });
    table(text, "Coverage", &columns, rows);
}

fn name((source, target): &(Locale, Locale)) -> String {
    format!("{source}_{target}")
}

/// A name, numbers, and further cells.
fn row(name: String, numbers: &[u64], rest: Vec<String>) -> Vec<String> {
    let numbers = numbers.iter().map(ToString::to_string);
    std::iter::once(name).chain(numbers).chain(rest).collect()
}

fn table(
    text: &mut String,
    title: &str,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) {
    let _ = writeln!(text, "\n## {title}\n\n| {} |", columns.join(" | "));
    let _ = writeln!(text, "|---|{}", "--:|".repeat(columns.len() - 1));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
}
