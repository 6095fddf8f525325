//! `diglot merge`: the shards of an export to its files.

use std::path::Path;

use super::args::MergeArgs;
use super::console::Console;
use super::settings::Resolver;
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
    let summary = summary::summary(&written.stats, merged.left_out, &written.summary);
    console.say(&summary);
    Ok(Exit::after(merged.left_out))
}
