//! The numbers as Markdown, for the card of a dataset or a report.

use std::fmt::Write as _;

use super::Stats;
use super::coverage::Sum;
use crate::export::{Quality, quality};
use crate::model::text::is_written_without_spaces;

/// All of them.
pub fn card(stats: &Stats) -> String {
    let tally = &stats.tally;
    let mut text = format!(
        "# Pairs of localized documentation\n\n{} articles, {} of them in one locale only. Counted by diglot {}.\n",
        tally.articles,
        tally.alone,
        env!("CARGO_PKG_VERSION"),
    );
    let locales = tally.locales.iter().map(|(locale, counts)| {
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
        let numbers = numbers.map(|n| n.to_string());
        [
            &[locale.to_string()],
            &numbers[..],
            &[format!("{size} {of}")],
        ]
        .concat()
    });
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
    table(&mut text, "Locales", &columns, locales);
    let name = |(source, target): (&dyn ToString, &dyn ToString)| {
        format!("{}_{}", source.to_string(), target.to_string())
    };
    let pairs = tally.pairs.iter().map(|(pair, counts)| {
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
        let numbers = numbers.map(|n| n.to_string());
        [&[name((&pair.0, &pair.1))], &numbers[..]].concat()
    });
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
    table(&mut text, "Pairs", &columns, pairs);
    let sums = Sum::of(&stats.coverage);
    let sums = sums.iter().map(|((source, target), sum)| {
        let [most, half, less] = sum.shares;
        let numbers = [sum.articles, sum.there].map(|n| n.to_string());
        let shares = [most, half, less].map(|n| n.to_string());
        let first = [name((source, target))];
        [&first[..], &numbers, &[sum.percent()], &shares].concat()
    });
    let columns = [
        "pairs of",
        "articles",
        "there",
        "of their units in pairs",
        "95 % and more",
        "50 % and more",
        "less",
    ];
    table(&mut text, "Coverage", &columns, sums);
    let qualities: Vec<(String, Quality)> = tally
        .pairs
        .keys()
        .map(|pair| (name((&pair.0, &pair.1)), stats.quality(pair)))
        .collect();
    let qualities: Vec<_> = qualities.iter().map(|(name, q)| (&**name, q)).collect();
    text.push_str(&quality::markdown(&qualities));
    text
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
