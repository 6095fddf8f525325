//! Texts of files, and what is read of them.

mod files;
mod other_formats;
mod provenance;
mod yaml;

use std::fs;
use std::path::PathBuf;

use super::{Field, ReadError, ReadSettings, parse, read};
use crate::model::{Source, TranslationType, Warning, WarningKind};

fn take(text: &str) -> (Source, Vec<Warning>) {
    parse(
        PathBuf::from("a.md"),
        text.to_owned(),
        &ReadSettings::default(),
    )
}

/// Key, value, line, and the bytes of the span.
fn entries(source: &Source) -> Vec<(&str, &str, u32, &str)> {
    let entries = source.front_matter.entries.iter();
    entries
        .map(|e| {
            let span = e.span.start as usize..e.span.end as usize;
            (&*e.key, &*e.value, e.line, &source.text[span])
        })
        .collect()
}

fn body(source: &Source) -> &str {
    &source.text[source.body as usize..]
}

fn messages(warnings: &[Warning]) -> Vec<String> {
    warnings.iter().map(ToString::to_string).collect()
}
