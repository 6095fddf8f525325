//! The formats, one file per format, and what several of them share.

pub(in crate::export) mod columns;
mod csv;
mod documents;
#[cfg_attr(not(feature = "parquet"), allow(dead_code, reason = "no rows"))]
mod hf;
mod inconsistencies;
mod jsonl;
mod moses;
mod multilingual_tmx;
mod opus;
pub(crate) mod po;
mod rendered_parts;
mod single_line;
mod tmx;
pub(super) mod tmx_document;
mod tsv;
mod xliff;
mod xliff12;

pub(super) use columns::rounded;

use super::{Exporter, Format, Settings};

/// One exporter for each format asked for, in that order.
pub(super) fn exporters(settings: &Settings) -> Vec<Box<dyn Exporter>> {
    let exporter = |format: &Format| -> Box<dyn Exporter> {
        match format {
            Format::Tmx if settings.multilingual => {
                Box::new(multilingual_tmx::MultilingualTmx::new(settings))
            }
            Format::Tmx => Box::new(tmx::Tmx::new(settings)),
            Format::Csv => Box::new(csv::Csv::new(settings)),
            Format::Jsonl => Box::new(jsonl::Jsonl::new(settings)),
            Format::Moses => Box::new(moses::Moses),
            Format::Po => Box::new(po::Po::new(settings)),
            Format::Xliff => Box::new(xliff::Xliff::new(settings)),
            Format::Xliff12 => Box::new(xliff12::Xliff12::new(settings)),
            Format::Documents => Box::new(documents::Documents::new(settings)),
            Format::Opus => Box::new(opus::Opus),
            Format::Tsv => Box::new(tsv::Tsv),
            Format::Hf => Box::new(hf::Hf::new(settings)),
            Format::Variants => Box::new(inconsistencies::Inconsistencies::new(settings)),
        }
    };
    settings.formats.iter().map(exporter).collect()
}
