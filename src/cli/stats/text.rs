//! The numbers as tables for a terminal.

use super::Stats;
use super::coverage::{Coverage, Sum};
use crate::cli::summary;
use crate::cli::table::{Table, number};
use crate::export::quality;
use crate::model::text::is_written_without_spaces;

/// Articles named for how little of them stands in pairs.
const LEAST: usize = 10;

/// All of them.
pub fn tables(stats: &Stats) -> String {
    let tally = &stats.tally;
    let mut text = format!(
        "{} articles, {} in one locale only, {} without a pair, {} files left out\n",
        number(tally.articles),
        number(tally.alone),
        number(tally.without_pair),
        number(stats.left_out),
    );
    let tables = [
        locales(stats),
        summary::pairs(tally),
        summary::flags(tally),
        repeats(stats),
        kinds(stats),
        scores(stats),
        coverage(stats),
        least(stats),
    ];
    for table in tables {
        let table = table.render(None);
        if !table.is_empty() {
            text.push('\n');
            text.push_str(&table);
        }
    }
    text
}

fn locales(stats: &Stats) -> Table {
    let mut table = Table::new(&[
        "locale",
        ">files",
        ">originals",
        ">HT",
        ">MT",
        ">unknown",
        ">units",
        ">size",
        "",
    ]);
    for (locale, counts) in &stats.tally.locales {
        let (size, of) = if is_written_without_spaces(locale.language()) {
            (counts.characters, "characters")
        } else {
            (counts.words, "words")
        };
        let translations = counts.translations;
        table.row([
            locale.to_string(),
            number(counts.files),
            number(counts.originals),
            number(translations.human),
            number(translations.machine),
            number(translations.unknown),
            number(counts.units),
            number(size),
            of.to_owned(),
        ]);
    }
    table
}

fn repeats(stats: &Stats) -> Table {
    let mut table = Table::new(&[
        "source",
        "target",
        ">duplicates",
        ">near",
        ">same source",
        ">same target",
        ">sources with several targets",
    ]);
    for ((source, target), found) in &stats.repeats {
        let names = [source, target].map(ToString::to_string);
        let numbers = [
            found.duplicates,
            found.near_duplicates,
            found.same_source,
            found.same_target,
            found.inconsistent_sources,
        ];
        if numbers.iter().any(|n| *n > 0) {
            table.row(names.into_iter().chain(numbers.map(number)));
        }
    }
    table
}

/// A row for each kind, all locale pairs together.
fn kinds(stats: &Stats) -> Table {
    let mut sum = crate::export::Quality::default();
    let pairs = stats.tally.pairs.values();
    pairs.for_each(|counts| sum.add(&counts.quality));
    let mut table = Table::new(&["kind", ">pairs"]);
    for (kind, count) in sum.kinds {
        table.row([kind, number(count)]);
    }
    table
}

fn scores(stats: &Stats) -> Table {
    let mut table = Table::of_numbers(&["source", "target"], &quality::CLASSES);
    for ((source, target), counts) in &stats.tally.pairs {
        let names = [source, target].map(ToString::to_string);
        let scores = counts.quality.scores.map(number);
        table.row(names.into_iter().chain(scores));
    }
    table
}

fn coverage(stats: &Stats) -> Table {
    let mut table = Table::new(&[
        "source",
        "target",
        ">articles",
        ">there",
        ">of their units in pairs",
        ">95 % and more",
        ">50 % and more",
        ">less",
    ]);
    for ((source, target), sum) in Sum::of(&stats.coverage) {
        let names = [source, target].map(ToString::to_string);
        let numbers = [sum.articles, sum.there].map(number);
        let shares = sum.shares.map(number);
        let cells = names.into_iter().chain(numbers);
        table.row(cells.chain([sum.percent()]).chain(shares));
    }
    table
}

/// The articles of which the least stands in pairs.
fn least(stats: &Stats) -> Table {
    let there = stats.coverage.iter().filter(|row| row.units.is_some());
    let mut rows: Vec<&Coverage> = there.filter(|row| row.share() < 0.5).collect();
    rows.sort_by(|a, b| a.share().total_cmp(&b.share()));
    let mut table = Table::new(&["article", "target", ">units", ">in pairs"]);
    for row in rows.into_iter().take(LEAST) {
        table.row([
            row.document.clone(),
            row.target_locale.to_string(),
            number(row.units.unwrap_or(0)),
            number(row.covered),
        ]);
    }
    table
}
