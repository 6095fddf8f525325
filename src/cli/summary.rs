//! The summary that an export prints at its end.

use std::fmt::Write;

use super::table::{Table, number};
use crate::article::SourceVersionCounts;
use crate::export::Summary;
use crate::pairs::PairCounts;
use crate::pipeline::RunStats;
use crate::quality::{DropReason, Flag, Repeats};

/// Pairs by locale pair and type, dropped pairs, and the files that were written.
pub fn summary(tally: &RunStats, left_out: u64, written: &Summary) -> String {
    let mut out = pairs(tally).render(None);
    for reason in [
        DropReason::Score,
        DropReason::TranslationType,
        DropReason::Superseded,
    ] {
        let dropped = dropped(tally, reason);
        if dropped > 0 {
            line(
                &mut out,
                dropped,
                "pair",
                &format!("dropped: {}", reason.as_str()),
            );
        }
    }
    let flags = flags(tally).render(None);
    if !flags.is_empty() {
        let _ = writeln!(out, "\n{flags}");
    }
    line(&mut out, tally.articles, "article", "read");
    if tally.alone > 0 {
        line(
            &mut out,
            tally.alone,
            "article",
            "in one locale only, without pairs",
        );
    }
    if tally.without_pair > 0 {
        line(
            &mut out,
            tally.without_pair,
            "article",
            "in several locales gave no pair",
        );
    }
    if tally.published > 0 {
        line(
            &mut out,
            tally.published,
            "pair",
            "written into the files by the publisher",
        );
    }
    source_versions(&mut out, &tally.source_versions);
    if left_out > 0 {
        line(
            &mut out,
            left_out,
            "file",
            "left out, see the warnings above",
        );
    }
    let output = [
        (
            written.stripped,
            "control character",
            "left out of formats that cannot hold them",
        ),
        (written.too_long, "row", "left out: longer than --max-chars"),
        (written.empty, "pair", "left out: nothing but markup"),
    ];
    for (count, what, then) in output.into_iter().filter(|o| o.0 > 0) {
        line(&mut out, count, what, then);
    }
    repeats(&mut out, written);
    files(&mut out, written);
    out
}

/// The files of this export, and what became of those of earlier ones.
fn files(out: &mut String, written: &Summary) {
    for (path, bytes) in &written.files {
        let _ = writeln!(out, "{}  {} bytes", path.display(), number(*bytes));
    }
    for path in &written.removed {
        let _ = writeln!(out, "{}  removed: from an earlier export", path.display());
    }
    for path in &written.earlier {
        let _ = writeln!(
            out,
            "{}  from an earlier export, not written by this one; --clean removes it unless it was changed",
            path.display()
        );
    }
}

/// Duplicates that were merged, and sources with several translations.
fn repeats(out: &mut String, written: &Summary) {
    let mut all = Repeats::default();
    written.repeats.values().for_each(|of| all.add(of));
    let found = [
        (
            written.merged,
            "pair",
            "merged in TMX with an earlier duplicate",
        ),
        (
            all.inconsistent_sources,
            "source text",
            "translated in several ways; --format variants lists them",
        ),
    ];
    for (count, what, then) in found.into_iter().filter(|f| f.0 > 0) {
        line(out, count, what, then);
    }
    for ((source, target), found) in written.repeats.iter().filter(|r| r.1.unjudged > 0) {
        let then =
            format!("of {source} and {target} not compared with others, see --most-compared");
        line(out, found.unjudged, "pair", &then);
    }
}

/// How many source versions were found in git.
fn source_versions(out: &mut String, counts: &SourceVersionCounts) {
    let what = "translation";
    let found = [
        (
            counts.verified,
            "with the source version from git, verified by its hash",
        ),
        (
            counts.unverified,
            "with the source version from git, without a hash to verify it by",
        ),
        (counts.renamed, "of these with the source at another path"),
        (
            counts.unnamed,
            "without a commit that names the source version",
        ),
    ];
    for (count, then) in found.into_iter().filter(|f| f.0 > 0) {
        line(out, count, what, then);
    }
    if counts.past > 0 {
        let what = "earlier version";
        line(out, counts.past, what, "of translations read from git");
        line(
            out,
            counts.past_missing,
            what,
            "of these without the source version",
        );
    }
    for (reason, count) in &counts.missing {
        line(
            out,
            *count,
            what,
            &format!("without the source version: {reason}"),
        );
    }
}

/// How many pairs were dropped for a reason.
fn dropped(tally: &RunStats, reason: DropReason) -> u64 {
    let count = |p: &PairCounts| p.dropped.get(&reason).copied().unwrap_or(0);
    tally.pairs.values().map(count).sum()
}

/// A row for each flag: how many pairs the checks gave it, and how many were dropped for it.
pub fn flags(tally: &RunStats) -> Table {
    let mut table = Table::new(&["flag", ">flagged", ">dropped"]);
    for &flag in Flag::ALL {
        let count = |p: &PairCounts| p.flagged.get(&flag).copied().unwrap_or(0);
        let flagged: u64 = tally.pairs.values().map(count).sum();
        if flagged > 0 {
            table.row([
                flag.as_str().to_owned(),
                number(flagged),
                number(dropped(tally, DropReason::Flag(flag))),
            ]);
        }
    }
    table
}

/// A row for each locale pair.
pub fn pairs(tally: &RunStats) -> Table {
    let mut table = Table::new(&[
        "source",
        "target",
        ">articles",
        ">pairs",
        ">HT",
        ">MT",
        ">unknown",
        ">dropped",
        ">unaligned",
        ">(target)",
    ]);
    for ((source, target), counts) in &tally.pairs {
        let numbers = [
            counts.articles,
            counts.pairs.total(),
            counts.pairs.human,
            counts.pairs.machine,
            counts.pairs.unknown,
            counts.dropped.values().sum(),
            counts.unaligned_source,
            counts.unaligned_target,
        ];
        let names = [source, target].map(ToString::to_string);
        table.row(names.into_iter().chain(numbers.map(number)));
    }
    table
}

fn line(out: &mut String, count: u64, what: &str, then: &str) {
    let plural = if count == 1 { "" } else { "s" };
    let _ = writeln!(out, "{} {what}{plural} {then}", number(count));
}
