//! JSON Lines: one object a pair, for programs.

use super::row::Row;
use super::{Chunks, Exporter};
use crate::model::Record;

/// Writes one JSON object a line.
#[derive(Default)]
pub(super) struct Jsonl {
    context: String,
}

impl Exporter for Jsonl {
    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks) {
        let out = out.pair(record.source.locale, record.target.locale, ".jsonl");
        serde_json::to_writer(&mut *out, &Row::new(record, &mut self.context))
            .expect("text and numbers become JSON, and a buffer takes all");
        out.push(b'\n');
    }
}
