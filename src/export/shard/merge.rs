//! Joins all shards of an export.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::reader::ShardReader;
use super::{Header, RecordHead, ShardFileError};
use crate::export::{ExportWriter, Settings};

/// What became of the shards.
pub struct Merged {
    /// Has all pairs. The files are in place when it is finished.
    pub writer: ExportWriter,
    /// Files of the corpus that no shard could read.
    pub left_out: u64,
}

/// Joins the shards of one export. `note` gets what the run of a shard counted of each
/// article, in the order of the corpus.
///
/// # Errors
/// If a file cannot be read or is damaged, if the files are not all shards of one export, or if the export cannot be
/// written. An earlier export then stays as it was.
pub fn merge<N: DeserializeOwned>(
    paths: &[PathBuf],
    out: &Path,
    clean: bool,
    mut note: impl FnMut(N),
) -> Result<Merged, ShardFileError> {
    let opened = paths.iter().map(|path| ShardReader::open(path));
    let mut shards: Vec<ShardReader> = opened.collect::<Result<_, _>>()?;
    let header = check(&shards)?;
    let settings = Settings {
        out: out.to_owned(),
        clean,
        ..header.settings
    };
    let mut writer = ExportWriter::create(settings)?;
    let mut heads: Vec<Option<RecordHead<N>>> = Vec::new();
    for shard in &mut shards {
        heads.push(shard.next()?);
    }
    let next = heads.iter().enumerate();
    let next = next.filter_map(|(i, head)| Some(Reverse((head.as_ref()?.article, i))));
    let mut next: BinaryHeap<_> = next.collect();
    while let Some(Reverse((_, index))) = next.pop() {
        let Some(head) = heads[index].take() else {
            continue;
        };
        let shard = &mut shards[index];
        let content = shard.content(head.bytes);
        let appended = writer.append_read(head.output, head.bytes, content);
        appended.map_err(|error| match error {
            Ok(source) => ShardFileError::io(&paths[index], source),
            Err(error) => error.into(),
        })?;
        note(head.note);
        heads[index] = shard.next()?;
        if let Some(head) = &heads[index] {
            next.push(Reverse((head.article, index)));
        }
    }
    Ok(Merged {
        writer,
        left_out: header.left_out,
    })
}

/// Checks that these are all shards of one export, and returns the header of one.
fn check(shards: &[ShardReader]) -> Result<Header, ShardFileError> {
    let Some((first, others)) = shards.split_first() else {
        return Err(ShardFileError::Missing {
            count: 0,
            missing: Vec::new(),
        });
    };
    let settings = |shard: &ShardReader| serde_json::json!(shard.header.settings);
    let header = &first.header;
    for other in others {
        let differences = [
            (other.header.count != header.count, "the number of shards"),
            (settings(other) != settings(first), "the settings"),
            (
                other.header.corpus != header.corpus,
                "the articles, how they are read, the decisions, or what was learned",
            ),
        ];
        if let Some((_, what)) = differences.into_iter().find(|d| d.0) {
            return Err(different([first, other], what));
        }
    }
    for (index, shard) in shards.iter().enumerate() {
        let number = shard.header.number;
        let again = shards[..index].iter().find(|s| s.header.number == number);
        if let Some(earlier) = again {
            return Err(different([earlier, shard], "both are the same shard"));
        }
    }
    let has = |number: &u32| shards.iter().any(|s| s.header.number == *number);
    let missing: Vec<u32> = (1..=header.count).filter(|n| !has(n)).collect();
    if missing.is_empty() {
        Ok(header.clone())
    } else {
        Err(ShardFileError::Missing {
            count: header.count,
            missing,
        })
    }
}

fn different(shards: [&ShardReader; 2], what: &'static str) -> ShardFileError {
    ShardFileError::Different {
        paths: shards.map(|s| s.path.clone()),
        what,
    }
}
