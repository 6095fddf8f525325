//! `diglot merge`: the shards of an export to its files.

use std::path::Path;

use super::args::MergeArgs;
use super::console::Console;
use super::json_summary::JsonSummary;
use super::settings::Resolver;
use super::values::SummaryFormat;
use super::{Exit, summary};
use crate::corpus::merge_shards;

/// Merges, with a summary at the end.
pub fn run(args: &MergeArgs, resolver: &Resolver, console: Console) -> anyhow::Result<Exit> {
    let (out, clean) = resolver.merge(args);
    anyhow::ensure!(
        out != Path::new("-"),
        "merge writes all formats of the shards: name a folder with --out"
    );
    let merged = merge_shards(&args.shards, &out, clean)?;
    let written = &merged.written;
    let (stats, left_out) = (&written.stats, merged.left_out);
    match resolver.summary(args.summary) {
        SummaryFormat::Text => console.say(&summary::summary(stats, left_out, &written.summary)),
        SummaryFormat::Json => JsonSummary::new(stats, left_out, &written.summary).print()?,
    }
    Ok(Exit::after(merged.left_out))
}
