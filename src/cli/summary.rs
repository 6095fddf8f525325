//! The summary that an export prints at its end.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::table::{Table, error_width, number};
use crate::article::SourceVersionCounts;
use crate::export::Summary;
use crate::pairs::PairCounts;
use crate::pipeline::RunStats;
use crate::quality::{DropReason, Flag, Repeats};

/// Pairs by locale pair and type, dropped pairs, and the files that were written.
pub fn summary(tally: &RunStats, left_out: u64, written: &Summary) -> String {
    let width = error_width();
    let mut out = pairs(tally).render_within(width);
    let reasons = [
        DropReason::Score,
        DropReason::TranslationType,
        DropReason::Superseded,
    ];
    for reason in reasons {
        let then = format!("dropped: {}", reason.as_str());
        line_if_any(&mut out, dropped(tally, reason), "pair", &then);
    }
    let flags = flags(tally).render_within(width);
    if !flags.is_empty() {
        let _ = writeln!(out, "\n{flags}");
    }
    articles(&mut out, tally);
    source_versions(&mut out, &tally.source_versions);
    let then = "left out, see the warnings above";
    line_if_any(&mut out, left_out, "file", then);
    not_written(&mut out, written);
    repeats(&mut out, written);
    files(&mut out, written);
    out
}

/// What the run over one shard has read, and its file.
pub fn shard(stats: &RunStats, path: &Path) -> String {
    let mut out = String::new();
    articles(&mut out, stats);
    let _ = writeln!(out, "{}  written, for `diglot merge`", path.display());
    out
}

/// How many articles were read, and which of them gave no pair.
fn articles(out: &mut String, tally: &RunStats) {
    line(out, tally.articles, "article", "read");
    let then = "in one locale only, without pairs";
    line_if_any(out, tally.alone, "article", then);
    let then = "in several locales gave no pair";
    line_if_any(out, tally.without_pair, "article", then);
    let then = "written into the files by the publisher";
    line_if_any(out, tally.published, "pair", then);
}

/// What formats could not hold or settings excluded.
fn not_written(out: &mut String, written: &Summary) {
    let then = "left out of formats that cannot hold them";
    line_if_any(out, written.stripped, "control character", then);
    let then = "left out: longer than --max-chars";
    line_if_any(out, written.too_long, "row", then);
    let then = "left out: with a text of --exclude-texts";
    line_if_any(out, written.excluded, "row", then);
    line_if_any(out, written.empty, "pair", "left out: nothing but markup");
}

/// The files of this export, and what became of those of earlier ones.
fn files(out: &mut String, written: &Summary) {
    for (path, bytes) in &written.files {
        let _ = writeln!(out, "{}  {} bytes", path.display(), number(*bytes));
    }
    for path in &written.removed {
        let _ = writeln!(out, "{}  removed: from an earlier export", path.display());
    }
    earlier(out, &written.earlier);
}

/// The files of earlier exports that are still there.
fn earlier(out: &mut String, paths: &[PathBuf]) {
    if paths.is_empty() {
        return;
    }
    let files = if paths.len() == 1 {
        "file is"
    } else {
        "files are"
    };
    let _ = writeln!(
        out,
        "{} {files} from an earlier export; --clean removes what was not changed since:",
        number(paths.len() as u64)
    );
    for path in paths {
        let _ = writeln!(out, "  {}", path.display());
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
            written.same_source,
            "pair",
            "left out of PO: an entry has the source text already",
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

fn line_if_any(out: &mut String, count: u64, what: &str, then: &str) {
    if count > 0 {
        line(out, count, what, then);
    }
}
